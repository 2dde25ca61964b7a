#pragma once

#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <pacelane/language/words.h>
#include <string>
#include <string_view>

namespace pacelane::sources {

/// "the Oak Bench mentioned above" → "the Oak Bench", "As I said above, …" → "…": without the words that only
/// lead back to another place of the note, where the sentence reads on without them and names what it means.
/// Works on CommonMark as well.
PACELANE_API std::string without_way_back(std::string text, language::Language language);
/// `words`: words_of() the text; set to those of what is returned.
std::string without_way_back(std::string text, language::Language language, language::Words& words);

}  // namespace pacelane::sources
