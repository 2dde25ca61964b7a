#pragma once

#include <pacelane/language/language.h>
#include <string_view>

namespace pacelane::language {

/// Whether a folded word is, or very likely is, a verb in a finite form. `subject_before`: a noun or pronoun
/// stands before it, which is what tells "tests" the verb from "tests" the noun.
bool is_finite_verb(std::string_view folded, Language language, bool subject_before);
/// Whether a folded word is a common verb in any form, or an adverb: nothing that a key phrase starts or ends
/// with.
bool is_verbal(std::string_view folded, Language language);

}  // namespace pacelane::language
