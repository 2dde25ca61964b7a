/// Conversations with a language model. Neither what was asked nor what was answered is the user's own
/// writing: questions are talk to a program, and hold what was pasted into them.
#include "json.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// The words of a message: a text, or a list of texts and of objects with one.
std::string content_text(const JsonValue* content) {
    if (!content) return {};
    if (content->is_text()) return clean_text(content->text);
    std::string all;
    const auto add = [&](const std::string& part) {
        if (trim(part).empty()) return;
        if (!all.empty()) all += "\n\n";
        all += part;
    };
    if (content->is_object()) {
        if (const auto* parts = content->find("parts")) return content_text(parts);
        return content->text_of("text|content|value");
    }
    for (const auto& [name, part] : content->fields) {
        if (part.is_text()) add(clean_text(part.text));
        if (part.is_object()) {
            const auto type = part.text_of("type");
            if (type.empty() || type == "text" || type == "input_text" || type == "output_text")
                add(part.text_of("text"));
        }
    }
    return all;
}

/// Who speaks, for people; empty for what is no part of the conversation (system, tools).
std::string voice_of(std::string_view role, std::string_view model) {
    if (role == "user" || role == "human" || role == "prompter") return "User";
    if (role == "assistant" || role == "model" || role == "gpt" || role == "bot" || role == "ai")
        return std::string(model);
    return {};
}

class ModelChats {
public:
    explicit ModelChats(Found& found) : reading_(found.reading) {}

    void begin(const std::string& title) {
        ++conversations_;
        heading_ = context::detail::shortened(title, 200);
        std::replace(heading_.begin(), heading_.end(), '\n', ' ');
    }
    void add(std::string_view role, std::string_view model, const std::string& text, int line) {
        const auto voice = voice_of(role, model);
        if (voice.empty() || trim(text).empty()) return;
        WrittenText written;
        written.text = text;
        written.speaker = voice;
        written.quoted = true;
        written.markdown = true;
        if (!heading_.empty()) written.headings.push_back(heading_);
        written.line = line;
        add_written(written, reading_);
    }
    void at(std::string_view time) {
        const auto moment = moment_of(time);
        if (moment && (!last_ || *last_ < *moment)) last_ = moment;
    }
    bool finish(std::string_view program) {
        if (conversations_ == 0) return false;
        reading_.kind = context::DocumentKind::transcript;
        reading_.kind_reason = fmt::format("{} {} with a language model ({})", conversations_,
                                           conversations_ == 1 ? "conversation" : "conversations", program);
        if (last_) reading_.date = std::chrono::floor<std::chrono::days>(*last_);
        if (conversations_ == 1 && !heading_.empty()) {
            reading_.title = heading_;
            for (auto& piece : reading_.pieces)
                piece.passage.headings.erase(piece.passage.headings.begin());
        }
        return true;
    }

private:
    context::detail::Reading& reading_;
    std::string heading_;
    std::optional<Instant> last_;
    std::size_t conversations_ = 0;
};

/// OpenAI's conversations.json: a tree of messages, of which the way to the current one was read last.
void read_tree(const JsonValue& conversation, const JsonValue& mapping, ModelChats& chats) {
    chats.begin(conversation.text_of("title"));
    chats.at(conversation.text_of("update_time|create_time"));
    std::unordered_map<std::string_view, const JsonValue*> nodes;
    for (const auto& [id, node] : mapping.fields)
        nodes.emplace(id, &node);
    std::vector<const JsonValue*> way;
    std::set<std::string> seen;
    for (auto id = conversation.text_of("current_node"); !id.empty() && seen.insert(id).second;) {
        const auto node = nodes.find(id);
        if (node == nodes.end()) break;
        way.push_back(node->second);
        id = node->second->text_of("parent");
    }
    std::reverse(way.begin(), way.end());
    if (way.empty())
        for (const auto& [id, node] : mapping.fields)
            way.push_back(&node);
    for (const auto* node : way) {
        const auto* message = node->find("message");
        if (!message || !message->is_object()) continue;
        if (message->is_true("metadata.is_visually_hidden_from_conversation")) continue;
        const auto type = message->text_of("content.content_type");
        if (!type.empty() && type != "text" && type != "multimodal_text") continue;
        chats.add(message->text_of("author.role"), "ChatGPT", content_text(message->find("content")),
                  message->line);
    }
}

bool is_all(const JsonValue& list, bool (*is)(const JsonValue&)) {
    if (!list.is_list() || list.fields.empty()) return false;
    std::size_t right = 0;
    for (const auto& [name, one] : list.fields)
        right += is(one) ? 1 : 0;
    return right * 2 > list.fields.size();
}
bool has_tree(const JsonValue& value) {
    const auto* mapping = value.find("mapping");
    return mapping && mapping->is_object();
}
bool has_claude_chat(const JsonValue& value) {
    const auto* messages = value.find("chat_messages");
    return messages && messages->is_list();
}
bool is_role_message(const JsonValue& value) {
    return (value.find("role") && value.find("content")) || (value.find("from") && value.find("value"));
}
const JsonValue* role_messages(const JsonValue& value) {
    for (const auto name : {"messages"sv, "conversations"sv, "conversation"sv})
        if (const auto* list = value.find(name); list && is_all(*list, is_role_message)) return list;
    return nullptr;
}
bool has_roles(const JsonValue& value) {
    return role_messages(value) != nullptr;
}

void read_claude(const JsonValue& conversation, ModelChats& chats) {
    chats.begin(conversation.text_of("name"));
    chats.at(conversation.text_of("updated_at|created_at"));
    const auto* messages = conversation.find("chat_messages");
    if (!messages) return;
    for (const auto& [name, message] : messages->fields) {
        auto text = content_text(message.find("content"));
        if (trim(text).empty()) text = message.text_of("text");
        chats.add(message.text_of("sender"), "Claude", text, message.line);
    }
}

void read_roles(const JsonValue& list, const std::string& title, ModelChats& chats) {
    chats.begin(title);
    for (const auto& [name, message] : list.fields) {
        auto text = content_text(message.find("content"));
        if (text.empty()) text = message.text_of("value");
        chats.add(message.text_of("role|from"), "Assistant", text, message.line);
    }
}

}  // namespace

bool read_model_chats(const JsonValue& root, Found& found) {
    ModelChats chats(found);
    const auto each = [&](bool (*is)(const JsonValue&), auto read) {
        if (root.is_object() && is(root)) {
            read(root);
            return true;
        }
        if (!is_all(root, is)) return false;
        for (const auto& [name, one] : root.fields)
            if (is(one)) read(one);
        return true;
    };
    if (each(has_tree, [&](const JsonValue& one) { read_tree(one, *one.find("mapping"), chats); }))
        return chats.finish("ChatGPT");
    if (each(has_claude_chat, [&](const JsonValue& one) { read_claude(one, chats); }))
        return chats.finish("Claude");
    if (each(has_roles, [&](const JsonValue& one) {
            read_roles(*role_messages(one), one.text_of("title|name"), chats);
        }))
        return chats.finish("roles and contents");
    if (is_all(root, is_role_message)) {
        read_roles(root, {}, chats);
        return chats.finish("roles and contents");
    }
    return false;
}

}  // namespace pacelane::formats
