#pragma once

#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <pacelane/language/words.h>
#include <string>
#include <string_view>

namespace pacelane::sources {

/// "Today I learned …" → "I learned …": without the adverbs of a day that only say when it was written, where
/// the sentence reads on without them. Works on CommonMark as well.
PACELANE_API std::string without_day(std::string_view text, language::Language language);
/// `words`: set to words_of() what is returned.
std::string without_day(std::string_view text, language::Language language, language::Words& words);

}  // namespace pacelane::sources
