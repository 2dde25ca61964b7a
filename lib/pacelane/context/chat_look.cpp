// Whether the lines of a file are a chat's.
#include "detail/chat_look.h"

#include "detail/labels.h"

#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::context::detail {

bool has_text_below(ChatStyle style) {
    return style == ChatStyle::name_above || style == ChatStyle::stamp_above ||
           style == ChatStyle::stamp_over;
}

bool holds_messages(const std::vector<Line>& lines) {
    std::size_t messages = 0;
    for (std::size_t i = 0; i < lines.size() && messages < 2; ++i) {
        const auto line = chat_line(lines, i);
        if (!line) continue;
        i += line->lines - 1;
        ++messages;
    }
    return messages >= 2;
}

ChatLook look_at_chat(const std::vector<Line>& lines) {
    ChatLook look;
    std::optional<Date> last_day_first;
    std::optional<Date> last_month_first;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trim(lines[i].text).empty()) continue;
        ++look.content;
        const auto line = chat_line(lines, i);
        if (!line) {
            const bool furniture = is_chat_furniture(lines[i].text);
            if (furniture || is_wordless(lines[i].text) ||
                without_edit_mark(lines[i].text).size() < trim(lines[i].text).size())
                ++look.furniture;
            else if (look.all() == 0 && ends_sentence(lines[i].text) && field_name(lines[i].text).empty() &&
                     !lines[i].text.starts_with('[') && !lone_day(lines[i].text))
                ++look.prose_before;
            if (look.all() > 0 && (ends_sentence(lines[i].text) ||
                                   std::count(lines[i].text.begin(), lines[i].text.end(), ' ') >= 3))
                ++look.sayings;
            if (look.all() == 0 && !furniture) ++look.before;
            if (look.all() > 0 && (lines[i].text.starts_with("# ") || lines[i].text.starts_with("## ")))
                ++look.headings;
            continue;
        }
        i += line->lines - 1;
        ++look.messages[static_cast<std::size_t>(line->style)];
        if (!line->sender.empty()) {
            ++look.senders[language::fold(line->sender)];
            const auto shape = name_shape(speaker_of(line->sender));
            if (shape == NameShape::odd || shape == NameShape::none) ++look.odd;
        }
        if (line->stamp.half_day) ++look.half_days;
        if (line->stamp.has_time) {
            if (look.first_ms < 0) look.first_ms = line->stamp.ms;
            if (line->stamp.ms < look.last_ms) ++look.falls;
            look.last_ms = line->stamp.ms;
        }
        if (line->style == ChatStyle::nick && !line->tabbed && !line->sender.empty()) ++look.nicks;
        if (line->stamp.relative) ++look.dated;
        if (!line->stamp.has_date()) continue;
        if (!line->stamp.relative) ++look.dated;
        if (line->stamp.year == 0) continue;
        const auto compare = [&](bool month_first, std::optional<Date>& last, std::size_t& falls,
                                 std::size_t& wrong) {
            const auto date = date_of(line->stamp, month_first);
            if (!date) {
                ++wrong;
                return;
            }
            if (last && *date < *last) ++falls;
            last = date;
        };
        compare(false, last_day_first, look.falls_day_first, look.impossible_day_first);
        compare(true, last_month_first, look.falls_month_first, look.impossible_month_first);
    }
    return look;
}

bool is_chat_dialogue(const ChatLook& look) {
    const std::size_t messages = look.messages[static_cast<std::size_t>(look.style())];
    if (messages < 2 || look.before > 10 || look.before > std::max<std::size_t>(5, look.content / 3))
        return false;
    std::size_t recurring = 0;
    std::size_t sent = 0;
    for (const auto& [sender, count] : look.senders) {
        sent += count;
        if (count >= 2) recurring += count;
    }
    if (sent < 2 || look.headings * 10 > messages) return false;
    // A journal has a day, a time and what the entry is about.
    if (recurring == 0 && look.odd * 2 >= sent) return false;
    // A diary has a day and a title above its words, too.
    if (look.style() == ChatStyle::stamp_over && (look.senders.size() < 2 || recurring * 2 < sent))
        return false;
    // A timetable has places and times above its words.
    if (look.style() == ChatStyle::name_above && look.dated + look.half_days == 0 &&
        (look.senders.size() < 2 || look.sayings * 2 < messages))
        return false;
    // Somebody comes back, or two people wrote on a known day; an agenda has neither.
    const bool dialogue = recurring * 2 >= sent || (look.dated * 2 >= messages && look.senders.size() >= 2) ||
                          look.style() == ChatStyle::from_to ||
                          (look.style() == ChatStyle::nick && look.nicks >= 2 && look.senders.size() >= 2) ||
                          (look.furniture > 0 && has_text_below(look.style()) && look.senders.size() >= 2);
    if (!dialogue) return false;
    const std::size_t share = has_text_below(look.style()) ? 12 : 30;
    return look.all() * 100 >= look.content * share;
}

}  // namespace pacelane::context::detail
