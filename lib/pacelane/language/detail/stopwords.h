#pragma once

#include <pacelane/language/language.h>
#include <string>

namespace pacelane::language {

/// Whether a folded word is a function word: it tells nothing of what a text is about.
bool is_stopword_folded(const std::string& folded, Language language);

}  // namespace pacelane::language
