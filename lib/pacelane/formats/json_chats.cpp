/// The exports of messengers. Each message is a turn.
#include "json.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/labels.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/context/people.h>
#include <pacelane/language/detail/utf8.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// Where an export keeps its messages. Of names separated by '|' the first one that holds something counts;
/// `a.b` is a field of an object within.
struct MessengerLayout {
    std::string_view program;
    std::string_view list;   ///< the field with the messages; empty: the file is the list
    std::string_view needs;  ///< fields that most messages have, separated by ' '
    std::string_view text;
    std::string_view author;
    std::string_view time;
    std::string_view title;  ///< of the file
    bool newest_first = false;
    bool is_doubly_encoded = false;  ///< UTF-8, its bytes written as characters
};

// In this order: the first one that fits is read.
constexpr std::array layouts{
    // A day of a channel, from slack.com/help/articles/220556107
    MessengerLayout{
        "Slack", "", "ts type text", "text",
        "user_profile.real_name|user_profile.display_name|user_profile.name|username|bot_profile.name|user",
        "ts", ""},
    // Telegram Desktop, machine-readable JSON: core.telegram.org/import-export; older ones have no
    // date_unixtime
    MessengerLayout{"Telegram", "messages", "id date type text", "text", "from|actor|from_id",
                    "date|date_unixtime", "name"},
    // Tyrrrz/DiscordChatExporter
    MessengerLayout{"Discord", "messages", "author timestamp content", "content",
                    "author.nickname|author.name", "timestamp", "channel.name"},
    // Facebook and Instagram, "Download your information"
    MessengerLayout{"Messenger", "messages", "sender_name timestamp_ms", "content", "sender_name",
                    "timestamp_ms", "title", true, true},
    // Google Takeout, Groups/*/messages.json
    MessengerLayout{"Google Chat", "messages", "creator created_date", "text", "creator.name|creator.email",
                    "", ""},
    // Element, "Export chat"
    MessengerLayout{"Matrix", "messages", "sender origin_server_ts content", "content.body", "sender",
                    "origin_server_ts", "room_name"},
    // Microsoft Graph, chat messages
    MessengerLayout{"Teams", "value", "from body createdDateTime", "body.content", "from.user.displayName",
                    "createdDateTime", ""},
};

/// "text": a text, or a list of texts and of objects with one (Telegram).
std::string text_in(const JsonValue& message, std::string_view path) {
    const auto* value = message.find(path);
    if (!value) return {};
    if (value->is_text()) return clean_text(value->text);
    std::string all;
    for (const auto& [name, part] : value->fields)
        all += part.is_text() ? part.text : part.is_object() ? part.text_of("text") : std::string{};
    return clean_text(all);
}

/// UTF-8 whose bytes were written as characters: "JosÃ©" → "José".
std::string decoded_once_more(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = language::utf8_at(text, i);
        if (size == 0 || value > 0xFF) return std::string(text);
        bytes += static_cast<char>(value);
        i += size;
    }
    return is_utf8(bytes) ? context::detail::decode(bytes).text : std::string(text);
}

bool fits(const MessengerLayout& layout, const JsonValue& list) {
    constexpr std::size_t enough = 50;
    std::size_t seen = 0;
    std::size_t right = 0;
    const auto needs = split(layout.needs, ' ');
    for (const auto& field : list.fields) {
        if (seen++ == enough) break;
        const auto& message = field.second;
        right +=
            std::all_of(needs.begin(), needs.end(), [&](auto need) { return message.find(need) != nullptr; })
                ? 1
                : 0;
    }
    return seen > 0 && right * 2 >= seen;
}

/// Slack's marks: "<@U012>", "<#C01|general>", "<https://…|words>", "&amp;".
std::string without_slack_marks(std::string_view text, const std::map<std::string, std::string>& users) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('<'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        const std::size_t close = text.find('>');
        if (text.empty()) break;
        constexpr std::size_t longest = 4000;
        if (close == std::string_view::npos || close > longest) {
            out += text;
            break;
        }
        auto mark = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        const std::size_t bar = mark.find('|');
        const auto label = bar == std::string_view::npos ? std::string_view{} : mark.substr(bar + 1);
        if (mark.starts_with('@')) {
            const auto user =
                users.find(std::string(mark.substr(1, bar == std::string_view::npos ? bar : bar - 1)));
            out += "@" +
                   (user != users.end() ? user->second : std::string(label.empty() ? mark.substr(1) : label));
        } else if (mark.starts_with('#')) {
            out += "#" + std::string(label.empty() ? mark.substr(1) : label);
        } else if (mark.starts_with('!')) {
            out += "@" + std::string(label.empty() ? mark.substr(1) : label);
        } else {
            out += label.empty() ? mark : label;
        }
    }
    return context::detail::decode_entities(out);
}

std::int64_t since_midnight(Instant instant, Instant first) {
    const auto day = std::chrono::floor<std::chrono::days>(first);
    return std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::milliseconds>(instant - day).count());
}

class MessengerReader {
public:
    MessengerReader(const MessengerLayout& layout, Found& found) : layout_(layout), reading_(found.reading) {}

    /// Of one conversation, whose name stands above its messages.
    void read(const JsonValue& list, const std::string& heading) {
        learn_users(list);
        first_.reset();
        const auto one = [&](const JsonValue& message) { add(message, heading); };
        if (layout_.newest_first) {
            for (auto message = list.fields.rbegin(); message != list.fields.rend(); ++message)
                one(message->second);
        } else {
            for (const auto& [name, message] : list.fields)
                one(message);
        }
    }

    void finish() {
        if (wordless_ > 0)
            reading_.omit(first_wordless_, std::max(first_wordless_, last_wordless_),
                          fmt::format("{} {} without words (media, deleted, who joined or left)", wordless_,
                                      wordless_ == 1 ? "message" : "messages"));
        reading_.kind = context::DocumentKind::transcript;
        reading_.kind_reason =
            fmt::format("{} {} of {}", messages_, messages_ == 1 ? "message" : "messages", layout_.program);
        if (last_) reading_.date = std::chrono::floor<std::chrono::days>(*last_);
    }

private:
    void learn_users(const JsonValue& list) {
        if (layout_.program != "Slack"sv) return;
        for (const auto& [name, message] : list.fields) {
            const auto id = message.text_of("user");
            const auto real = message.text_of("user_profile.real_name|user_profile.display_name");
            if (!id.empty() && !real.empty()) users_.emplace(id, real);
        }
    }

    void add(const JsonValue& message, const std::string& heading) {
        const auto subtype = message.text_of("subtype");
        const bool is_notice = (!subtype.empty() && subtype != "bot_message" && subtype != "me_message" &&
                                subtype != "thread_broadcast" && subtype != "file_share") ||
                               message.text_of("type") == "service";
        auto text = text_in(message, layout_.text);
        if (layout_.is_doubly_encoded) text = decoded_once_more(text);
        if (layout_.program == "Slack"sv) text = without_slack_marks(text, users_);
        auto author = message.text_of(layout_.author);
        if (layout_.is_doubly_encoded) author = decoded_once_more(author);
        if (const auto user = users_.find(author); user != users_.end()) author = user->second;
        std::replace(author.begin(), author.end(), '\n', ' ');
        if (is_notice || trim(text).empty()) {
            if (wordless_++ == 0) first_wordless_ = message.line;
            last_wordless_ = message.line;
            return;
        }
        context::detail::Piece piece;
        auto& passage = piece.passage;
        passage.kind = context::PassageKind::turn;
        if (!heading.empty()) passage.headings.push_back(heading);
        passage.speaker = context::detail::shortened(context::plain_name(author), 100);
        // Words that nobody is named for are not the user's.
        if (passage.speaker.empty()) passage.speaker = "Unknown";
        if (const auto source = message.text_of("forwarded_from"); !source.empty()) {
            passage.speaker = context::detail::shortened(source, 100);
            passage.quoted = true;
        }
        std::optional<std::int64_t> start;
        if (const auto at = moment_of(message.text_of(layout_.time))) {
            if (!first_) first_ = at;
            if (!last_ || *last_ < *at) last_ = at;
            start = since_midnight(*at, *first_);
        }
        for (const auto line : split(text, '\n')) {
            if (trim(line).empty()) continue;
            if (!piece.words.empty()) piece.words.paragraph_break();
            piece.words.append(line, message.line, start);
        }
        if (!passage.quoted) context::detail::add_name(reading_.participants, passage.speaker);
        ++messages_;
        reading_.add(std::move(piece));
    }

    const MessengerLayout& layout_;
    context::detail::Reading& reading_;
    std::map<std::string, std::string> users_;
    std::optional<Instant> first_;
    std::optional<Instant> last_;
    std::size_t messages_ = 0;
    std::size_t wordless_ = 0;
    int first_wordless_ = 1;
    int last_wordless_ = 1;
};

/// All of an account: Telegram's {"chats": {"list": […]}}.
bool read_account(const JsonValue& root, Found& found) {
    const auto* chats = root.find("chats.list");
    if (!chats || !chats->is_list()) return false;
    const auto& layout = *std::find_if(layouts.begin(), layouts.end(),
                                       [](const auto& one) { return one.program == "Telegram"sv; });
    MessengerReader reader(layout, found);
    for (const auto& [name, chat] : chats->fields)
        if (const auto* list = chat.find("messages"); list && list->is_list())
            reader.read(*list, chat.text_of("name"));
    reader.finish();
    return true;
}

}  // namespace

bool read_chat_export(const JsonValue& root, Found& found) {
    if (read_account(root, found)) return true;
    for (const auto& layout : layouts) {
        const auto* list = layout.list.empty() ? &root : root.find(layout.list);
        if (!list || !list->is_list() || !fits(layout, *list)) continue;
        if (!layout.title.empty()) {
            auto title = root.text_of(layout.title);
            if (layout.is_doubly_encoded) title = decoded_once_more(title);
            found.reading.title = context::detail::shortened(title, 200);
        }
        MessengerReader reader(layout, found);
        reader.read(*list, {});
        reader.finish();
        return true;
    }
    return false;
}

}  // namespace pacelane::formats
