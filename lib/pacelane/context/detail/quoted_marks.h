#pragma once

#include "reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What tells whose words a passage holds, line by line.
namespace pacelane::context::detail {

/// "— Ana Souza, in her talk" → "Ana Souza".
std::string attribution(std::string_view line);
/// "Ana Souza wrote:", "On 3 May 2026, Ana Souza <ana@example.org> wrote:" → "Ana Souza".
/// Whether the line is a language model's name and nothing else.
bool names_model(std::string_view line);

std::optional<std::string> who_wrote(std::string_view line);
/// "---------- Forwarded message ---------".
bool is_forward_mark(std::string_view line);
/// "*Sent:* Monday" → "sent": what stands before the colon, folded; empty when there is none.
std::string mail_field(std::string_view line);
/// "From: Ana Souza <ana@…>", with other fields of a message below it.
std::optional<std::string> mail_head(const std::vector<PassageText::SourceLine>& lines, std::size_t at);
enum class ChatSide { none, answer, prompt };
struct ChatLabel {
    ChatSide side = ChatSide::none;
    bool certain = false;  ///< names a model
    bool alone = false;    ///< nothing follows the label
    std::string_view who;
};
/// "ChatGPT said:", "**User**", "Assistant: …".
ChatLabel chat_label(std::string_view line, bool heading);
/// What a line of a story that stands over several lines holds.
enum class StoryPart { none, role, wish };
StoryPart story_part(std::string_view text);
/// The role in a user story; empty when it is none.
std::string story_role(std::string_view text);

}  // namespace pacelane::context::detail
