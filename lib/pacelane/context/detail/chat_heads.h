#pragma once

#include "chat_lines.h"

/// Heads of messages that take several lines, and what they share with those of one.
namespace pacelane::context::detail {

inline constexpr std::size_t longest_sender = 120;

/// The line without what is not seen around it; empty behind the last.
std::string_view shown(const std::vector<Line>& lines, std::size_t i);
/// ":palm_tree:", "[OPS]": what a messenger shows beside a name.
bool is_badge(std::string_view text);
/// Whether a person or a device may be called so.
bool could_send(std::string_view sender);
/// Behind a date that only a program writes, few words before a colon are a sender, whatever they are: "Me",
/// "Ana; Tom". (What the program tells itself, it puts between quotation marks: 'changed the subject to "a:
/// b"'.)
bool may_send(std::string_view sender);
/// Whether the stamp has more than a time of 24 hours.
bool tells_day(const Stamp& stamp);
/// A date and a time, and nothing else.
bool is_lone_stamp(std::string_view text);

/// The name on a line, the time on the next (Slack, Discord and Teams, copied).
std::optional<ChatLine> name_then_stamp(const std::vector<Line>& lines, std::size_t i);
/// A time on a line of its own and the name below it: "Nov 11, 2026  9:01:00 AM (Read by you after 3
/// seconds)" above "Maya" (imessage-exporter); or a time with a name and a number (QQ).
std::optional<ChatLine> stamp_then_name(const std::vector<Line>& lines, std::size_t i);
/// Messenger: "You sent" above one's own messages, and the name twice, as that of the picture and as text,
/// above others'.
std::optional<ChatLine> owner_or_twice(const std::vector<Line>& lines, std::size_t i);
/// Facebook: the name, the words and then the time, a line each.
std::optional<ChatLine> stamp_below(const std::vector<Line>& lines, std::size_t i);
/// sigtop sets fields above a message: "From: Rui (+1555…)", "Type: incoming", "Sent: Wed, 11 Nov 2026 …",
/// "Attachment: …", and a blank line. (Mail has a subject there, and whom it is to.)
std::optional<ChatLine> fields_first(const std::vector<Line>& lines, std::size_t i);

}  // namespace pacelane::context::detail
