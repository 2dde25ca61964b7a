#include "render/message.h"

#include "render/table.h"

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

// On one line: strings hold no line breaks as such, so those in the text only separate.
std::string one_line(const std::optional<std::string>& json) {
    auto text = json.value_or("null");
    for (auto& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

std::string fields(const queue::Message& message) {
    return fmt::format(
        R"("msg_id": {}, "read_ct": {}, "enqueued_at": "{}", "vt": "{}", "message": {}, "headers": {})",
        message.msg_id, message.read_ct, format_instant(message.enqueued_at), format_instant(message.vt),
        one_line(message.message), one_line(message.headers));
}

}  // namespace

std::string message_json(const queue::Message& message) {
    return "{" + fields(message) + "}";
}

std::string message_json(const queue::StoredMessage& message) {
    return fmt::format(
        R"({{{}, "archived_at": {}}})", fields(message),
        message.archived_at ? fmt::format("\"{}\"", format_instant(*message.archived_at)) : "null");
}

std::string json_array(const std::vector<std::string>& elements) {
    if (elements.empty()) return "[]\n";
    return fmt::format("[\n  {}\n]\n", fmt::join(elements, ",\n  "));
}

std::string table_of(const std::vector<queue::Message>& messages) {
    Table table({"msg_id", "read_ct", "enqueued", "visible from", "message"});
    for (const auto& message : messages)
        table.add({std::to_string(message.msg_id), std::to_string(message.read_ct),
                   short_time(format_instant(message.enqueued_at)), short_time(format_instant(message.vt)),
                   message.message.value_or("null")});
    return table.text();
}

std::string message_text(const queue::StoredMessage& message) {
    Table table;
    table.add({"msg_id", std::to_string(message.msg_id)});
    table.add({"read_ct", std::to_string(message.read_ct)});
    table.add({"enqueued_at", format_instant(message.enqueued_at)});
    table.add({"vt", format_instant(message.vt)});
    if (message.archived_at) table.add({"archived_at", format_instant(*message.archived_at)});
    if (message.headers) table.add({"headers", *message.headers});
    table.add({"message", message.message.value_or("null")});
    return table.text();
}

}  // namespace pacelane::cli
