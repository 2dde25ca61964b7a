// Messages whose name and time stand on lines of their own.
#include "detail/chat_heads.h"

#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// What the owner of an account is called who has no name in a copy.
constexpr auto kAccountOwner = "You"sv;

/// Facebook: the name, the words and then the time, a line each; the file begins with a name and ends with a
/// time.
bool times_below(const std::vector<Line>& lines) {
    std::size_t first = 0;
    while (first < lines.size() && shown(lines, first).empty())
        ++first;
    std::size_t last = lines.size();
    while (last > first && shown(lines, last - 1).empty())
        --last;
    return last > first + 2 && is_lone_stamp(shown(lines, last - 1)) && could_send(shown(lines, first)) &&
           !is_lone_stamp(shown(lines, first + 1));
}

}  // namespace

std::optional<ChatLine> name_then_stamp(const std::vector<Line>& lines, std::size_t i) {
    const std::string_view name = shown(lines, i);
    if (name.empty() || name.size() > longest_sender) return std::nullopt;
    std::size_t next = i + 1;
    if (is_badge(shown(lines, next))) ++next;
    for (const auto mark : {"APP"sv, "BOT"sv, "—"sv})
        if (shown(lines, next) == mark) ++next;
    std::string_view rest = shown(lines, next);
    if (rest.starts_with("APP ")) rest = skip_unseen(rest.substr(4));
    // ":palm_tree:  9:04 AM"
    if (const auto blank = rest.find(' ');
        blank != std::string_view::npos && is_badge(rest.substr(0, blank)) && rest.front() == ':')
        rest = skip_unseen(rest.substr(blank));
    for (const auto mark : {"— "sv, "– "sv, ", "sv})
        if (rest.starts_with(mark)) rest = skip_unseen(rest.substr(mark.size()));
    if (rest.size() > 40 || !has_digit(rest)) return std::nullopt;
    auto stamp = take_bracketed_stamp(rest);
    if (!stamp) stamp = take_stamp(rest);
    if (!stamp || !trim(rest).empty()) return std::nullopt;
    // A time of 24 hours, which tables of times have as well: no blank line is between such messages.
    if (!tells_day(*stamp) && ((i > 0 && shown(lines, i - 1).empty()) || shown(lines, next + 1).empty() ||
                               name_shape(speaker_of(name)) != NameShape::strong))
        return std::nullopt;
    if (!could_send(name) || (stamp->has_date() && times_below(lines))) return std::nullopt;
    ChatLine line;
    line.style = ChatStyle::name_above;
    line.stamp = *stamp;
    line.sender = name;
    line.lines = next - i + 1;
    return line;
}

std::optional<ChatLine> stamp_then_name(const std::vector<Line>& lines, std::size_t i) {
    std::string_view rest = shown(lines, i);
    if (!may_hold_stamp(rest) || rest.size() > 2 * longest_sender || (i > 0 && !shown(lines, i - 1).empty()))
        return std::nullopt;
    ChatLine line;
    const auto stamp = take_stamp(rest);
    if (!stamp || !stamp->has_date()) return std::nullopt;
    line.style = ChatStyle::stamp_over;
    line.stamp = *stamp;
    rest = trim(rest);
    const std::size_t bracket = rest.find('(');
    if (bracket != std::string_view::npos && bracket > 0 && rest.ends_with(')')) {
        const auto number = rest.substr(bracket + 1, rest.size() - bracket - 2);
        line.sender = trim(rest.substr(0, bracket));
        const bool numbered = number.size() >= 4 && std::all_of(number.begin(), number.end(), is_digit);
        return numbered && may_send(line.sender) && !shown(lines, i + 1).empty() ? std::optional{line}
                                                                                 : std::nullopt;
    }
    if (!rest.empty() && bracket != 0) return std::nullopt;
    line.sender = shown(lines, i + 1);
    line.lines = 2;
    if (!could_send(line.sender) || shown(lines, i + 2).empty() || times_below(lines)) return std::nullopt;
    return line;
}

std::optional<ChatLine> owner_or_twice(const std::vector<Line>& lines, std::size_t i) {
    const auto& owner = language::any_language().owner_sent;
    const auto is_owner = [&](std::size_t at) {
        const auto text = shown(lines, at);
        constexpr std::size_t longest = 40;
        return !text.empty() && text.size() <= longest && owner.contains(language::fold(text, true));
    };
    ChatLine line;
    line.style = ChatStyle::name_above;
    if (is_owner(i)) {
        line.sender = kAccountOwner;
        return shown(lines, i + 1).empty() ? std::nullopt : std::optional{line};
    }
    line.sender = shown(lines, i);
    line.lines = 2;
    if (line.sender.empty() || line.sender != shown(lines, i + 1) || shown(lines, i + 2).empty() ||
        !could_send(line.sender))
        return std::nullopt;
    constexpr std::size_t near = 100;  // lines
    for (std::size_t at = i > near ? i - near : 0; at < std::min(lines.size(), i + near); ++at)
        if (is_owner(at)) return line;
    return std::nullopt;
}

std::optional<ChatLine> stamp_below(const std::vector<Line>& lines, std::size_t i) {
    constexpr std::size_t longest_message = 40;  // lines
    const auto above = [&](std::size_t at) {
        while (at > 0 && shown(lines, at - 1).empty())
            --at;
        return at == 0 ? std::string_view{} : shown(lines, at - 1);
    };
    const auto before = above(i);
    if (!before.empty() && !is_lone_stamp(before)) return std::nullopt;
    if (!could_send(shown(lines, i)) || !times_below(lines)) return std::nullopt;
    for (std::size_t at = i + 1; at < std::min(lines.size(), i + longest_message); ++at) {
        std::string_view text = shown(lines, at);
        if (!is_lone_stamp(text)) continue;
        ChatLine line;
        line.style = ChatStyle::name_above;
        line.stamp = *take_stamp(text);
        line.sender = shown(lines, i);
        return at > i + 1 ? std::optional{line} : std::nullopt;
    }
    return std::nullopt;
}

std::string_view field_name(std::string_view line) {
    constexpr std::size_t longest = 16;
    const auto colon = line.substr(0, longest).find(": ");
    const auto name = colon == std::string_view::npos ? std::string_view{} : line.substr(0, colon);
    return name.find(' ') == std::string_view::npos ? name : std::string_view{};
}

std::optional<ChatLine> fields_first(const std::vector<Line>& lines, std::size_t i) {
    auto sender = shown(lines, i);
    if (field_name(sender) != "From" || field_name(shown(lines, i + 1)) != "Type" ||
        field_name(shown(lines, i + 2)) != "Sent")
        return std::nullopt;
    ChatLine line;
    line.style = ChatStyle::name_above;
    std::string_view sent = shown(lines, i + 2).substr("Sent: "sv.size());
    if (const auto stamp = take_stamp(sent)) line.stamp = *stamp;
    sender = trim(sender.substr("From: "sv.size()));
    line.sender = trim(sender.substr(0, sender.ends_with(')') ? sender.rfind(" (") : std::string_view::npos));
    while (!field_name(shown(lines, i + line.lines)).empty())
        ++line.lines;
    return may_send(line.sender) ? std::optional{line} : std::nullopt;
}

}  // namespace pacelane::context::detail
