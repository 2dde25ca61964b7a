#pragma once

#include <cstddef>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/word_lists.h>
#include <pacelane/language/words.h>
#include <string>
#include <string_view>

namespace pacelane::analysis::detail {

using language::key_of;
using language::Language;
using language::LanguagePack;
using language::PhraseList;
using language::Word;
using language::Words;
using language::words_of;

/// What stands in the text between two words, or after the last.
std::string_view gap_after(std::string_view text, const Words& words, std::size_t index);

bool ends_with_question(std::string_view text);
/// Without white space and the given punctuation at both ends.
std::string_view strip(std::string_view text, std::string_view marks);
/// Without white space, dashes, colons and stops at both ends, as is left when a part was cut out.
std::string tidy(std::string_view text);

}  // namespace pacelane::analysis::detail
