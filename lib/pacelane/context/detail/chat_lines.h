#pragma once

#include "chat_stamp.h"
#include "reading.h"

#include <optional>
#include <string_view>
#include <vector>

/// The lines on which messages of a chat begin.
namespace pacelane::context::detail {

enum class ChatStyle {
    stamped,      ///< "11/11/2026, 9:02 - Maya: text", "[11/11/26, 9:02:40 AM] Maya: text"
    from_to,      ///< "09:02:11 From Maya to Everyone: text"
    nick,         ///< "[09:02] <maya> text"
    name_above,   ///< "Maya  9:02 AM", "Maya — Today at 9:02", "Maya, [11.11.26 9:02]", above the text
    stamp_above,  ///< "[11/11/2026 9:02 AM] Maya" above the text
    stamp_over,   ///< a line with the time and one with the name above the text, as a diary has them, too
};
inline constexpr std::size_t kChatStyles = 6;

struct ChatLine {
    ChatStyle style = ChatStyle::stamped;
    Stamp stamp;
    std::string_view sender;  ///< as written; empty for what the program says ("Rui joined")
    std::string_view text;
    std::size_t lines = 1;  ///< more when name and time stand on lines of their own
    bool bracketed = false;
    bool dashed = false;  ///< a dash stands behind the time
    bool tabbed = false;  ///< tabs part time, name and text
    /// Whether the time stands as only programs write it.
    bool has_place() const { return stamp.has_date() && (bracketed || dashed); }
};

/// The message that begins on line `i`, if one does.
std::optional<ChatLine> chat_line(const std::vector<Line>& lines, std::size_t i);

/// "Rui Prado added a comment" → "Rui Prado"; "u/rui" → "rui".
std::string_view without_comment_verb(std::string_view sender);
/// How long ago, at the end: "2 weeks ago", "há 3 horas", "hace 2 días". Takes it off.
bool take_age(std::string_view& text);

/// What messengers write where a message has no words: "<Media omitted>", "This message was deleted".
bool is_wordless(std::string_view text);
/// The message without "(edited)" and its like at the end, and what a program says of it between brackets
/// before it.
std::string_view without_edit_mark(std::string_view text);
/// "Delivered", "SMS", "Texting with Rui": how a message went, and whether it came.
bool is_chat_state(std::string_view text);
/// "Type: incoming" → "Type"; empty when no word and a colon begin the line.
std::string_view field_name(std::string_view line);
/// A line between messages that nobody wrote: "3 replies", "Tuesday, November 11th", ":tada: 2".
bool is_chat_furniture(std::string_view line);

}  // namespace pacelane::context::detail
