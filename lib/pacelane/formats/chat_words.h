#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What one message of a chat says: which of its lines are its sender's, and which it quotes.
namespace pacelane::formats {

/// Lines of a message in a row that are of one person.
struct ChatWords {
    std::vector<std::string> lines;
    bool quoted = false;
    std::string speaker;  ///< of a quotation, where it names one
};

/// Text in which '>' and a space begin a quoted line (Slack, Discord, Matrix), but not in code between lines
/// of ```. ">>> " begins a quotation that goes on to the end.
std::vector<ChatWords> chat_words(std::string_view text);
/// HTML (Teams), whose quotations are elements.
std::vector<ChatWords> chat_words_of_html(std::string_view html, int line);
/// Slack's marks as words: "<@U012>", "<#C01|general>", "<https://…|words>", "&amp;".
std::string without_slack_marks(std::string_view text, const std::map<std::string, std::string>& users);

}  // namespace pacelane::formats
