#include "detail/chat_lines.h"

#include "detail/chat_heads.h"
#include "detail/html_tags.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_strong_name(std::string_view sender) {
    return name_shape(speaker_of(trim(sender))) == NameShape::strong;
}

/// "View Rui’s profile", "Profile photo for Rui": what a page says to those who do not see the picture.
bool is_of_profile(std::string_view text) {
    return !text.empty() && text.front() != '-' && is_chat_furniture(text) &&
           language::any_language().profile_words.in(language::words_of(text));
}

/// "Maya Lindqvist: text"
bool take_sender(std::string_view rest, ChatLine& line) {
    const std::size_t end = std::min(rest.size(), longest_sender);
    for (std::size_t i = 1; i < end; ++i) {
        constexpr auto wide_colon = "："sv;
        const bool wide = rest[i] == wide_colon.front() && rest.substr(i).starts_with(wide_colon);
        if (rest[i] != ':' && !wide) continue;
        const std::size_t size = wide ? wide_colon.size() : 1;
        if (!wide && i + 1 < rest.size() && rest[i + 1] != ' ' && rest[i + 1] != '\t' &&
            !rest.substr(i + 1).starts_with("\u00A0") && !rest.substr(i + 1).starts_with("\u200E"))
            continue;
        line.sender = trim(rest.substr(0, i));
        line.text = trim(rest.substr(i + size));
        return could_send(line.sender) || (line.has_place() && may_send(line.sender));
    }
    return false;
}

/// Zoom: "From Maya to Everyone: text", "From Maya : text", "From Maya to Rui (Direct Message):".
bool take_from(std::string_view rest, ChatLine& line) {
    const auto& from = language::any_language().chat_from_words;
    const auto word = std::find_if(from.begin(), from.end(), [&](auto one) { return rest.starts_with(one); });
    if (word == from.end()) return false;
    rest = skip_unseen(rest.substr((*word).size()));
    const std::size_t colon = rest.substr(0, 2 * longest_sender).find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view sender = rest.substr(0, colon);
    for (const auto to : language::any_language().chat_to_words) {
        const std::size_t at = sender.find(to);
        if (at != std::string_view::npos) sender = sender.substr(0, at);
    }
    line.sender = trim(sender);
    line.text = trim(rest.substr(colon + 1));
    line.style = ChatStyle::from_to;
    return !line.sender.empty();
}

/// Who wrote, of "Maya Lindqvist to Everyone", "from Maya Lindqvist to everyone:", as Zoom and Webex show it.
std::string_view without_receiver(std::string_view sender) {
    const auto& lists = language::any_language();
    auto label = sender;
    while (label.ends_with(':'))
        label = trim(label.substr(0, label.size() - 1));
    for (const auto to : lists.chat_to_words) {
        const std::size_t at = label.find(to);
        if (at == std::string_view::npos || !is_nobody(trim(label.substr(at + to.size())))) continue;
        label = trim(label.substr(0, at));
        for (const auto from : lists.chat_from_words)
            if (label.starts_with(from)) return trim(label.substr(from.size()));
        return label;
    }
    return sender;
}

/// IRC: "<maya> text", "<@maya> text".
bool take_nick(std::string_view rest, ChatLine& line) {
    if (!rest.starts_with('<')) return false;
    const std::size_t close = rest.substr(0, 64).find('>');
    if (close == std::string_view::npos || close < 2) return false;
    auto nick = trim(rest.substr(1, close - 1));
    while (!nick.empty() && std::string_view("@+%&~!").find(nick.front()) != std::string_view::npos)
        nick.remove_prefix(1);
    if (nick.empty() || nick.front() == '/' || nick.find(' ') != std::string_view::npos) return false;
    // "<li>one" and "<p> two" are HTML.
    const std::string_view after = rest.substr(close + 1);
    if (!after.empty() && after.front() != ' ' && after.front() != '\t') return false;
    HtmlTag tag;
    if (std::string_view start = rest.substr(0, close + 1); next_html_tag(start, tag) &&
                                                            tag.role != HtmlRole::unknown && rest[1] != '@' &&
                                                            rest[1] != '+' && rest[1] != ' ')
        return false;
    line.sender = nick;
    line.text = trim(rest.substr(close + 1));
    line.style = ChatStyle::nick;
    return true;
}

bool is_irc_event(std::string_view rest) {
    for (const auto mark :
         {"-!-"sv, "*** "sv, "* "sv, "--\t"sv, "*\t"sv, "-->"sv, "<--"sv, "→"sv, "←"sv, "—>"sv, "=!="sv})
        if (rest.starts_with(mark)) return true;
    // "-ChanServ- This channel is logged"
    const auto end = rest.starts_with('-') ? rest.substr(0, 40).find("- ", 2) : std::string_view::npos;
    return end != std::string_view::npos && rest.substr(0, end).find(' ') == std::string_view::npos;
}

/// WeeChat: "2026-11-11 09:02:00<TAB>@maya<TAB>text"; also LINE's "09:02<TAB>Maya Lindqvist<TAB>text".
bool take_tabbed(std::string_view rest, ChatLine& line) {
    if (!rest.starts_with('\t')) return false;
    rest.remove_prefix(1);
    const std::size_t tab = rest.substr(0, longest_sender).find('\t');
    line.style = ChatStyle::nick;
    line.tabbed = true;
    // "09:02<TAB>Rui Prado unsent a message."
    if (tab == std::string_view::npos) return line.stamp.has_time && !rest.empty();
    if (tab == 0) return false;
    auto nick = trim(rest.substr(0, tab));
    if (nick.ends_with(':')) nick = trim(nick.substr(0, nick.size() - 1));  // Zoom's cloud
    if (is_irc_event(nick) || nick == "--" || nick == "*") return true;
    while (!nick.empty() && std::string_view("@+%&~!").find(nick.front()) != std::string_view::npos)
        nick.remove_prefix(1);
    if (nick.empty() || name_shape(nick) == NameShape::none) return false;
    line.sender = nick;
    line.text = trim(rest.substr(tab + 1));
    return !line.text.empty() && line.text.find('\t') == std::string_view::npos;
}

/// KakaoTalk: "[Maya Lindqvist] [9:02 AM] text".
std::optional<ChatLine> bracketed_name(std::string_view text) {
    const std::size_t close = text.substr(0, longest_sender).find("] [");
    if (!text.starts_with('[') || close == std::string_view::npos) return std::nullopt;
    ChatLine line;
    line.sender = trim(text.substr(1, close - 1));
    std::string_view rest = text.substr(close + 2);
    const auto stamp = take_bracketed_stamp(rest);
    if (!stamp || !may_send(line.sender)) return std::nullopt;
    line.stamp = *stamp;
    line.bracketed = true;
    line.text = trim(rest);
    return line;
}

/// A line that opens with a time.
std::optional<ChatLine> stamp_first(const std::vector<Line>& lines, std::size_t i) {
    ChatLine line;
    std::string_view rest = shown(lines, i);
    if (!rest.starts_with('<') && !rest.starts_with('[') && !may_hold_stamp(rest)) return std::nullopt;
    if (take_nick(rest, line)) {
        line.stamp.has_time = false;
        return line;  // "<maya> text" without times
    }
    auto stamp = take_bracketed_stamp(rest);
    line.bracketed = stamp.has_value();
    if (!stamp) stamp = take_stamp(rest);
    if (!stamp) return bracketed_name(rest);
    line.stamp = *stamp;
    std::string_view after = skip_unseen(rest);
    if (take_from(after, line)) return line;
    if (ChatLine tabbed = line; take_tabbed(rest, tabbed)) return tabbed;
    if (take_nick(after, line)) return line;
    if (is_irc_event(after)) {
        line.style = ChatStyle::nick;
        return line;
    }
    bool dash = false;
    for (const auto mark : {"- "sv, "– "sv, "— "sv, ": "sv, "| "sv, ", "sv}) {
        if (!after.starts_with(mark) || (mark == ", "sv && !line.stamp.has_date())) continue;
        after = skip_unseen(after.substr(mark.size()));
        line.dashed = dash = mark != ": "sv;
        break;
    }
    if (take_from(after, line)) return line;
    if (!tells_day(line.stamp)) return std::nullopt;
    if (take_sender(after, line)) {
        // "2026-11-11 09:02 text: more" in a diary has neither brackets nor a dash.
        return line;
    }
    line.sender = {};
    line.text = after;
    if (line.bracketed && could_send(after) && !shown(lines, i + 1).empty()) {
        line.style = ChatStyle::stamp_above;
        line.sender = after;
        line.text = {};
        return line;
    }
    const bool from_program = (dash || line.bracketed) && line.stamp.has_date() && !after.empty();
    return from_program ? std::optional{line} : std::nullopt;
}

/// Discourse counts its posts: "rui | 2026-11-11 09:02:11 UTC | #1", "rui (Rui Prado) November 11, 2026,
/// 9:02am 1". Takes the number off.
bool take_post_number(std::string_view& text) {
    const auto last = text.find_last_not_of("0123456789");
    if (last == std::string_view::npos || last + 1 == text.size() || last + 6 < text.size()) return false;
    auto rest = text.substr(0, last + 1);
    if (rest.ends_with('#')) {
        rest = trim(rest.substr(0, rest.size() - 1));
        if (rest.ends_with('|')) rest = trim(rest.substr(0, rest.size() - 1));
    } else if (rest.ends_with("m ") || rest.ends_with("UTC ")) {
        rest = trim(rest);
    } else {
        return false;
    }
    if (rest.empty()) return false;  // "#1" alone
    text = rest;
    return true;
}

/// "Maya  9:02 AM", "Maya — Today at 9:02", "Maya, [11.11.26 9:02]:" and nothing else.
std::optional<ChatLine> name_first(const std::vector<Line>& lines, std::size_t i) {
    std::string_view text = without_edit_mark(shown(lines, i));
    if (text.size() > 2 * longest_sender || text.empty()) return std::nullopt;
    // slackdump: "> maya [U0123ABCD] @ 11/11/2026 09:01:00 Z:"
    const std::size_t dumped = text.starts_with("> ") ? text.find("] @ ") : std::string_view::npos;
    if (dumped != std::string_view::npos) text.remove_prefix(2);
    const bool numbered = take_post_number(text);
    const char last = text.back();
    const bool may_end = is_digit(last) || last == ']' || last == ')' || last == ':' || last == 'M' ||
                         last == 'm' || last == '.' || numbered;
    constexpr std::size_t near_end = 14;
    const auto tail = text.substr(text.size() - std::min(text.size(), near_end));
    if (!may_end || !has_digit(tail)) return std::nullopt;
    for (std::size_t at = text.find_first_of(" \t,["); at < longest_sender;  // not npos either
         at = text.find_first_of(" \t,[", at + 1)) {
        ChatLine line;
        std::string_view rest = skip_unseen(text.substr(text[at] == ',' ? at + 1 : at));
        // Discord: of the day the time alone, behind a long dash
        const bool dashed = rest.starts_with("— ") && is_strong_name(text.substr(0, at));
        for (const auto mark : {"— "sv, "– "sv, "- "sv, "| "sv, "• "sv, "· "sv})
            if (rest.starts_with(mark)) rest = skip_unseen(rest.substr(mark.size()));
        auto stamp = take_bracketed_stamp(rest);
        line.bracketed = stamp.has_value();
        if (!stamp) stamp = take_stamp(rest);
        const bool apart = line.bracketed && (i == 0 || shown(lines, i - 1).empty());
        // LinkedIn shows whose the picture is above the name.
        const bool pictured = i > 0 && is_of_profile(shown(lines, i - 1));
        if (!stamp || !(tells_day(*stamp) || apart || dashed || pictured)) continue;
        rest = trim(rest);
        if (!rest.empty() && rest != ":") continue;
        line.style = ChatStyle::name_above;
        line.stamp = *stamp;
        line.sender = trim(text.substr(0, at));
        if (dumped != std::string_view::npos) line.sender = trim(text.substr(0, text.find('[')));
        line.sender = without_comment_verb(without_receiver(line.sender));
        // Slack calls programs so.
        for (const auto mark : {"APP"sv, "BOT"sv, "—"sv, "–"sv, "-"sv, "|"sv, "•"sv, "·"sv})
            if (line.sender.size() > mark.size() && line.sender.ends_with(mark))
                line.sender = trim(line.sender.substr(0, line.sender.size() - mark.size()));
        // "rui (Rui Prado)"
        if (const auto open = line.sender.find(" (");
            numbered && open < line.sender.size() && line.sender.ends_with(')'))
            line.sender = line.sender.substr(open + 2, line.sender.size() - open - 3);
        const bool words = !shown(lines, i + (numbered ? 2 : 1)).empty() || !shown(lines, i + 1).empty();
        if (!could_send(line.sender) || !words) return std::nullopt;
        return line;
    }
    return std::nullopt;
}

/// "@rui  2 weeks ago", "u/rui · 3 hr. ago", "Rui Prado commented 2 days ago": above a comment on a page.
std::optional<ChatLine> name_and_age(const std::vector<Line>& lines, std::size_t i) {
    std::string_view text = without_edit_mark(shown(lines, i));
    if (text.size() > longest_sender || !has_digit(text) || !take_age(text) || shown(lines, i + 1).empty())
        return std::nullopt;
    for (bool more = true; more;) {
        more = false;
        for (const auto mark : {"·"sv, "•"sv, "|"sv, "-"sv, "—"sv, "–"sv, ","sv}) {
            if (!text.ends_with(mark)) continue;
            text = trim(text.substr(0, text.size() - mark.size()));
            more = true;
        }
    }
    ChatLine line;
    line.style = ChatStyle::name_above;
    line.stamp.relative = true;
    line.sender = without_comment_verb(text);
    constexpr std::ptrdiff_t most_spaces = 4;
    if (!could_send(line.sender) || std::count(line.sender.begin(), line.sender.end(), ' ') > most_spaces)
        return std::nullopt;
    return line;
}

/// Google Messages, for those who hear the page: "Rui said: text. Received on November 11, 2026 at 9:02 AM."
std::optional<ChatLine> said_line(const std::vector<Line>& lines, std::size_t i) {
    const auto text = shown(lines, i);
    const auto& lists = language::any_language();
    for (const auto said : lists.chat_said_words) {
        const auto begin = text.substr(0, longest_sender).find(said);
        if (begin == std::string_view::npos || begin == 0) continue;
        for (const auto sent : lists.chat_sent_words) {
            const auto end = text.rfind(sent);
            if (end == std::string_view::npos || end < begin + said.size()) continue;
            std::string_view rest = text.substr(end + sent.size());
            const auto stamp = take_stamp(rest);
            ChatLine line;
            line.sender = trim(text.substr(0, begin));
            if (!stamp || !stamp->has_date() || !may_send(line.sender)) continue;
            line.stamp = *stamp;
            line.bracketed = true;  // as only a program writes it
            // The full stop is the program's when the words end with one of their own.
            line.text = trim(text.substr(begin + said.size(), end - begin - said.size()));
            if (line.text.size() > 1 && line.text.ends_with('.') &&
                std::string_view(".!?").find(line.text[line.text.size() - 2]) != std::string_view::npos)
                line.text.remove_suffix(1);
            return line;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view shown(const std::vector<Line>& lines, std::size_t i) {
    return i < lines.size() ? trim(skip_unseen(lines[i].text)) : std::string_view{};
}

bool is_badge(std::string_view text) {
    if (text.size() < 2 || text.find(' ') != std::string_view::npos) return false;
    return (text.front() == ':' && text.back() == ':') || (text.front() == '[' && text.back() == ']');
}

bool could_send(std::string_view sender) {
    if (sender.empty() || sender.size() > longest_sender || is_badge(sender)) return false;
    return language::label_kind(sender) == language::LabelKind::none &&
           name_shape(speaker_of(sender)) != NameShape::none;
}

bool may_send(std::string_view sender) {
    constexpr std::ptrdiff_t most_spaces = 4;
    return !sender.empty() && std::count(sender.begin(), sender.end(), ' ') <= most_spaces &&
           sender.find_first_of("\"") == std::string_view::npos &&
           sender.find("“") == std::string_view::npos &&
           language::label_kind(sender) == language::LabelKind::none;
}

bool tells_day(const Stamp& stamp) {
    return stamp.has_date() || stamp.relative || stamp.half_day;
}

bool is_lone_stamp(std::string_view text) {
    if (text.size() > 40 || !has_digit(text)) return false;
    const auto stamp = take_stamp(text);
    return stamp && tells_day(*stamp) && trim(text).empty();
}

std::optional<ChatLine> chat_line(const std::vector<Line>& lines, std::size_t i) {
    if (shown(lines, i).empty()) return std::nullopt;
    if (auto line = stamp_first(lines, i)) return line;
    if (auto line = said_line(lines, i)) return line;
    if (auto line = fields_first(lines, i)) return line;
    if (auto line = name_first(lines, i)) return line;
    if (auto line = name_and_age(lines, i)) return line;
    if (auto line = name_then_stamp(lines, i)) return line;
    if (auto line = owner_or_twice(lines, i)) return line;
    if (auto line = stamp_then_name(lines, i)) return line;
    return stamp_below(lines, i);
}

}  // namespace pacelane::context::detail
