#pragma once

#include "chat_words.h"

#include <cstdint>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/context/detail/reading.h>
#include <pacelane/context/detail/wordless_messages.h>
#include <string>
#include <string_view>
#include <vector>

/// The messages of an export as turns, whatever the format that it is in.
namespace pacelane::formats {

struct ChatMessage {
    std::string author;  ///< as the export has it; empty: nobody is named
    std::string source;  ///< who wrote it first, when it was passed on
    std::string time;    ///< as the export has it
    std::vector<ChatWords> words;
    int line = 1;
};

class ChatTurns {
public:
    ChatTurns(std::string_view program, context::detail::Reading& reading)
        : program_(program), reading_(reading) {}

    /// What follows is another conversation; its name, which may be empty, stands above its messages.
    void begin(std::string_view heading);
    void add(const ChatMessage& message);
    /// A message in which nobody says anything.
    void add_wordless(int line) { wordless_.add(line); }
    /// After the last message: kind, date and what is left out.
    void finish();
    std::size_t messages() const { return messages_; }

private:
    std::string program_;
    context::detail::Reading& reading_;
    std::string heading_;
    std::optional<Instant> first_;  // of the conversation
    std::optional<Instant> last_;
    std::size_t messages_ = 0;
    context::detail::WordlessMessages wordless_;
};

}  // namespace pacelane::formats
