/// The exports of messengers. Each message is a turn.
#include "chat_turns.h"
#include "json.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/chat_lines.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/language/detail/utf8.h>

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
    std::string_view title;          ///< of the file
    std::string_view kind;           ///< the field that tells what somebody wrote from what the program tells
    std::string_view kinds;          ///< its values for what somebody wrote, separated by ' '
    bool is_doubly_encoded = false;  ///< UTF-8, its bytes written as characters
    bool is_html = false;            ///< the text
};

// In this order: the first one that fits is read.
constexpr std::array layouts{
    // A day of a channel, from slack.com/help/articles/220556107
    MessengerLayout{
        "Slack", "", "ts type text", "text",
        "user_profile.real_name|user_profile.display_name|user_profile.name|username|bot_profile.name|user",
        "ts", "", "subtype", "bot_message me_message thread_broadcast file_share"},
    // Telegram Desktop, machine-readable JSON: core.telegram.org/import-export; older ones have no
    // date_unixtime
    MessengerLayout{"Telegram", "messages", "id date type text", "text", "from|actor|from_id",
                    "date|date_unixtime", "name", "type", "message"},
    // Tyrrrz/DiscordChatExporter
    MessengerLayout{"Discord", "messages", "author timestamp content", "content",
                    "author.nickname|author.name", "timestamp", "channel.name", "type", "Default Reply"},
    // Facebook and Instagram, "Download your information"
    MessengerLayout{"Messenger", "messages", "sender_name timestamp_ms", "content", "sender_name",
                    "timestamp_ms", "title", "type", "Generic Share", true},
    // Messenger, chats that are encrypted from end to end
    MessengerLayout{"Messenger", "messages", "senderName timestamp text", "text", "senderName", "timestamp",
                    "threadName", "", ""},
    // Google Takeout, Groups/*/messages.json
    MessengerLayout{"Google Chat", "messages", "creator created_date", "text", "creator.name|creator.email",
                    "created_date", "", "", ""},
    // Element, "Export chat"
    MessengerLayout{"Matrix", "messages", "sender origin_server_ts content", "content.body", "sender",
                    "origin_server_ts", "room_name", "type", "m.room.message"},
    // AsamK/signal-cli, what `receive -o json` prints: what came, and what was sent from another device
    MessengerLayout{
        "Signal", "", "envelope.timestamp",
        "envelope.dataMessage.message|envelope.syncMessage.sentMessage.message|envelope.editMessage."
        "dataMessage.message",
        "envelope.sourceName|envelope.sourceNumber|envelope.source", "envelope.timestamp", "", "", ""},
    // Microsoft Graph, chat messages
    MessengerLayout{"Teams", "value", "from body createdDateTime", "body.content", "from.user.displayName",
                    "createdDateTime", "", "messageType", "message"},
    // Discourse, a topic's .json: docs.discourse.org, "Get a single topic"
    MessengerLayout{"Discourse", "post_stream.posts", "username created_at cooked", "cooked", "name|username",
                    "created_at", "title", "", "", false, true},
};

/// "text": a text, or a list of texts and of objects with one (Telegram), of which some are quotations.
std::string message_text(const JsonValue& message, std::string_view paths) {
    const JsonValue* value = nullptr;
    for (const auto path : split(paths, '|'))
        if (!value || value->kind == JsonValue::Kind::null) value = message.find(path);
    if (!value) return {};
    if (value->is_text()) return clean_text(value->text);
    std::string all;
    bool quoted = false;
    for (const auto& [name, part] : value->fields) {
        const auto words = part.is_text()     ? part.text
                           : part.is_object() ? part.text_of("text")
                                              : std::string{};
        const bool quotes = part.text_of("type") == "blockquote";
        if ((quotes || quoted) && !all.empty() && !all.ends_with('\n')) all += '\n';
        quoted = quotes;
        if (!quotes) {
            all += words;
            continue;
        }
        for (const auto line : split(words, '\n'))
            all += "> " + std::string(line) + "\n";
    }
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

/// The people of an export of Slack by their ids, from its users.json.
std::map<std::string, std::string> people_of_slack(std::string_view bytes) {
    std::map<std::string, std::string> people;
    context::detail::Reading unused;
    const auto root = bytes.empty() ? std::nullopt : parse_json(bytes, 1, unused);
    if (!root || !root->is_list()) return people;
    for (const auto& [name, user] : root->fields) {
        const auto id = user.text_of("id");
        auto real =
            clean_text(user.text_of("profile.real_name|real_name|profile.display_name|profile.name|name"));
        if (!id.empty() && !real.empty()) people.emplace(id, std::move(real));
    }
    return people;
}

/// "Reacted 👍 to your message" without the picture, which is in no list of words.
std::string without_pictures(std::string_view text) {
    std::string words;
    for (const auto word : split(text, ' ')) {
        const bool picture = !word.empty() && std::none_of(word.begin(), word.end(), [](char c) {
            return c >= 0x20 && c < 0x7F;
        }) && language::utf8_at(word, 0).size >= 3;
        if (!word.empty() && !picture) words += (words.empty() ? "" : " ") + std::string(word);
    }
    return words;
}

class MessengerReader {
public:
    MessengerReader(const MessengerLayout& layout, Found& found,
                    std::map<std::string, std::string> users = {})
        : layout_(layout), users_(std::move(users)), turns_(layout.program, found.reading) {}

    /// Of one conversation, whose name stands above its messages.
    void read(const JsonValue& list, const std::string& heading) {
        learn_users(list);
        turns_.begin(heading);
        const auto at = [&](const JsonValue& message) { return moment_of(message.text_of(layout_.time)); };
        const bool newest_first =
            !list.fields.empty() && at(list.fields.front().second) > at(list.fields.back().second);
        if (newest_first) {
            for (auto message = list.fields.rbegin(); message != list.fields.rend(); ++message)
                add(message->second);
        } else {
            for (const auto& [name, message] : list.fields)
                add(message);
        }
    }

    void finish() { turns_.finish(); }

private:
    void learn_users(const JsonValue& list) {
        if (layout_.program != "Slack"sv) return;
        for (const auto& [name, message] : list.fields) {
            const auto id = message.text_of("user");
            const auto real = message.text_of("user_profile.real_name|user_profile.display_name");
            if (!id.empty() && !real.empty()) users_.emplace(id, real);
        }
    }

    void add(const JsonValue& message) {
        auto text = message_text(message, layout_.text);
        const bool is_notice = tells_of_the_program(message, text);
        if (layout_.is_doubly_encoded) text = decoded_once_more(text);
        if (layout_.program == "Slack"sv) text = without_slack_marks(text, users_);
        auto author = message.text_of(layout_.author);
        if (layout_.is_doubly_encoded) author = decoded_once_more(author);
        if (const auto user = users_.find(author); user != users_.end()) author = user->second;
        std::replace(author.begin(), author.end(), '\n', ' ');
        // "Ana Souza sent an attachment.": nobody writes of themselves so.
        const bool of_itself = layout_.program == "Messenger"sv && !author.empty() &&
                               text.starts_with(author + " ") && text.find('\n') == std::string::npos;
        const bool reaction =
            layout_.program == "Messenger"sv && context::detail::is_wordless(without_pictures(text));
        if (is_notice || of_itself || reaction || trim(text).empty() || context::detail::is_wordless(text)) {
            return turns_.add_wordless(message.line);
        }
        const bool is_html = layout_.is_html || message.text_of("body.contentType") == "html";
        turns_.add({author, message.text_of("forwarded_from"), message.text_of(layout_.time),
                    is_html ? chat_words_of_html(text, message.line) : chat_words(text), message.line});
    }

    /// Who joined, what was pinned, which file was sent.
    bool tells_of_the_program(const JsonValue& message, std::string_view text) const {
        const auto kind = layout_.kind.empty() ? std::string() : message.text_of(layout_.kind);
        const auto kinds = split(layout_.kinds, ' ');
        if (message.is_true("is_unsent") || message.is_true("isUnsent")) return true;
        if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return true;
        // Slack, some years ago: "<@U012> uploaded a file", "<@U012|ana> …".
        const auto itself = "<@" + message.text_of("user");
        return layout_.program == "Slack"sv && text.starts_with(itself) &&
               (text.substr(itself.size()).starts_with('>') || text.substr(itself.size()).starts_with('|'));
    }

    const MessengerLayout& layout_;
    std::map<std::string, std::string> users_;  // their names by their ids
    ChatTurns turns_;
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

bool read_chat_export(const JsonValue& root, std::string_view companion, Found& found) {
    if (read_account(root, found)) return true;
    for (const auto& layout : layouts) {
        const auto* list = layout.list.empty() ? &root : root.find(layout.list);
        if (!list || !list->is_list() || !fits(layout, *list)) continue;
        if (!layout.title.empty()) {
            auto title = root.text_of(layout.title);
            if (layout.is_doubly_encoded) title = decoded_once_more(title);
            found.reading.title = context::detail::shortened(title, 200);
        }
        MessengerReader reader(
            layout, found,
            layout.program == "Slack"sv ? people_of_slack(companion) : std::map<std::string, std::string>{});
        reader.read(*list, {});
        reader.finish();
        return true;
    }
    return false;
}

}  // namespace pacelane::formats
