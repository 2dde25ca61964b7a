#include "chat_turns.h"

#include "json_value.h"

#include <algorithm>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/context/detail/inline_markdown.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/context/people.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

/// Words that nobody is named for are not the user's.
constexpr std::string_view kNobodyKnown = "Unknown";
constexpr std::size_t kLongestName = 100;

std::int64_t since_midnight(Instant instant, Instant first) {
    const auto day = std::chrono::floor<std::chrono::days>(first);
    return std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::milliseconds>(instant - day).count());
}

}  // namespace

void ChatTurns::begin(std::string_view heading) {
    heading_ = heading;
    first_.reset();
}

void ChatTurns::add(const ChatMessage& message) {
    if (message.words.empty()) return add_wordless(message.line);
    auto speaker = context::detail::shortened(context::plain_name(message.author), kLongestName);
    if (speaker.empty()) speaker = kNobodyKnown;
    std::optional<std::int64_t> start;
    if (const auto at = moment_of(message.time)) {
        if (!first_) first_ = at;
        if (!last_ || *last_ < *at) last_ = at;
        start = since_midnight(*at, *first_);
    } else if (const auto day = context::detail::find_date(message.time, std::nullopt)) {
        const Instant date{std::chrono::sys_days(*day)};
        if (!last_ || *last_ < date) last_ = date;
    }
    ++messages_;
    for (const auto& words : message.words) {
        context::detail::Piece piece;
        auto& passage = piece.passage;
        passage.kind = context::PassageKind::turn;
        if (!heading_.empty()) passage.headings.push_back(heading_);
        passage.quoted = words.quoted || !message.source.empty();
        passage.speaker = !passage.quoted           ? speaker
                          : !words.speaker.empty()  ? words.speaker
                          : !message.source.empty() ? context::detail::shortened(message.source, kLongestName)
                                                    : std::string(kNobodyKnown);
        for (const auto& line : words.lines) {
            if (!piece.words.empty()) piece.words.paragraph_break();
            piece.words.append(context::detail::message_words(line), message.line, start);
        }
        if (piece.words.empty()) continue;
        if (!passage.quoted) context::detail::add_name(reading_.participants, passage.speaker);
        reading_.add(std::move(piece));
    }
}

void ChatTurns::finish() {
    wordless_.tell(reading_);
    reading_.kind = context::DocumentKind::transcript;
    reading_.kind_reason =
        fmt::format("{} {} of {}", messages_, messages_ == 1 ? "message" : "messages", program_);
    if (last_) reading_.date = std::chrono::floor<std::chrono::days>(*last_);
}

}  // namespace pacelane::formats
