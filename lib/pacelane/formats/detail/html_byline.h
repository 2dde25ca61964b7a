#pragma once

#include <pacelane/language/words.h>
#include <string>
#include <string_view>

/// Who wrote a page, by what it shows above its text.
namespace pacelane::formats::detail {

/// The name of two to four words in "By Ana Lima", "Written by Ana Lima · 3 May", "Ana Lima"; empty when
/// there is none. Without a word such as "by" the text has to be the name alone.
std::string byline_name(const language::Words& words, std::string_view text);

}  // namespace pacelane::formats::detail
