#pragma once

#include <pacelane/base/text.h>
#include <string>
#include <string_view>
#include <vector>

/// The lines of a message's text, and how deep each is quoted.
namespace pacelane::formats {

struct MailLine {
    std::string text;
    int line = 1;           ///< of the file
    std::size_t quote = 0;  ///< how many '>' stood before it
};

inline bool is_blank(const MailLine& line) {
    return trim(line.text).empty();
}

/// The lines of text as a mail program sent it: '>' counted, and what `format=flowed` broke joined again
/// (RFC 3676; `joins_words` is its DelSp). `lines[i]` is the file's line of the i-th line; the last one goes
/// on.
std::vector<MailLine> mail_lines(std::string_view text, const std::vector<int>& lines, bool flowed,
                                 bool joins_words);

}  // namespace pacelane::formats
