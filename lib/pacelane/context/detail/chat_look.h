#pragma once

#include "chat_lines.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

namespace pacelane::context::detail {

/// Whether the messages' text stands below the line with name and time.
bool has_text_below(ChatStyle style);

/// What the lines of a file say about its being a chat.
struct ChatLook {
    std::array<std::size_t, kChatStyles> messages{};
    std::size_t content = 0;   // lines with text
    std::size_t before = 0;    // of them before the first message
    std::size_t headings = 0;  // Markdown's, after it
    std::unordered_map<std::string, std::size_t> senders;
    std::size_t sayings = 0;  // lines of some words, or with a sentence's end, between messages' heads
    std::size_t odd = 0;      // messages of senders whose names do not look like any
    std::size_t dated = 0;
    std::size_t falls_day_first = 0;    // how often time goes backwards, read as day/month
    std::size_t falls_month_first = 0;  // and as month/day
    std::size_t impossible_day_first = 0;
    std::size_t impossible_month_first = 0;
    std::size_t half_days = 0;
    std::int64_t first_ms = -1, last_ms = 0;  // the first and the last time of a message
    std::size_t falls = 0;                    // how often it falls back
    std::size_t nicks = 0;                    // names between < and >, as only IRC writes them
    std::size_t furniture = 0;                // what only messengers write
    std::size_t prose_before = 0;             // sentences before the first message

    std::size_t all() const {
        std::size_t sum = 0;
        for (const auto count : messages)
            sum += count;
        return sum;
    }
    ChatStyle style() const {
        return static_cast<ChatStyle>(std::max_element(messages.begin(), messages.end()) - messages.begin());
    }
    /// Times that only rise, from "00:12" or "0:00:12" on, and no day: they count from a recording's start.
    bool is_recording() const {
        constexpr std::int64_t hour_ms = 60 * 60 * 1000;
        constexpr std::size_t rare = 30;  // "59:58" falls to "1:00:02"
        return dated + half_days + furniture == 0 && falls * rare <= all() && first_ms >= 0 &&
               first_ms < hour_ms && last_ms > first_ms;
    }
    bool month_first() const {
        if (impossible_day_first != impossible_month_first)
            return impossible_day_first > impossible_month_first;
        if (falls_day_first != falls_month_first) return falls_day_first > falls_month_first;
        return half_days > 0;
    }
};

/// Whether at least two messages begin there: most files hold none, and need no closer look.
bool holds_messages(const std::vector<Line>& lines);
ChatLook look_at_chat(const std::vector<Line>& lines);
/// Whether people write to each other there, and it is no diary, agenda or timetable.
bool is_chat_dialogue(const ChatLook& look);

}  // namespace pacelane::context::detail
