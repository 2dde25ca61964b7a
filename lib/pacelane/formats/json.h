#pragma once

#include "formats.h"
#include "json_value.h"

/// What JSON may hold besides a transcript. Each reader answers whether the value was of its kind.
namespace pacelane::formats {

/// Messages of a messenger: Slack, Telegram, Discord, Messenger, Google Chat, Matrix and what is built alike.
/// `companion`: the bytes of the users.json that is in the same export, if it is there.
bool read_chat_export(const JsonValue& root, std::string_view companion, Found& found);
/// Conversations with a language model: OpenAI's and Anthropic's exports, lists of roles and contents.
bool read_model_chats(const JsonValue& root, Found& found);
/// Notes of note apps, which are the user's own, and any records with text in them, which are their authors'.
/// `lines`: each record was a line of its own.
bool read_records(const JsonValue& root, bool lines, Found& found);

/// Adds what somebody wrote, a block a paragraph or item, in Markdown or plain text (or HTML, if it looks
/// so). `whole` blocks are the writer's own; quoted ones are not the user's, whatever the writer is called.
struct WrittenText {
    std::string_view text;
    std::string speaker;
    bool quoted = false;
    bool markdown = false;
    std::vector<std::string> headings;
    int line = 1;
};
void add_written(const WrittenText& written, context::detail::Reading& reading);

}  // namespace pacelane::formats
