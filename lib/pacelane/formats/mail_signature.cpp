#include "mail_signature.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::formats {

namespace {

using context::detail::Reading;

constexpr std::size_t kShort = 80;  // bytes: longer ones are prose

const language::LanguagePack& words() {
    return language::any_language();
}

/// How many lines from `from` on hold words.
std::size_t words_from(const std::vector<MailLine>& lines, std::size_t from) {
    return static_cast<std::size_t>(std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                                  lines.end(),
                                                  [](const MailLine& line) { return !is_blank(line); }));
}

void cut(std::vector<MailLine>& lines, std::size_t from, std::size_t end, std::string_view what,
         Reading& reading) {
    if (from >= end) return;
    std::size_t last = end - 1;
    while (last > from && is_blank(lines[last]))
        --last;
    reading.omit(lines[from].line, lines[last].line, what);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(from),
                lines.begin() + static_cast<std::ptrdiff_t>(end));
}

bool are_names(const language::Words& line, std::size_t from) {
    return std::all_of(line.begin() + static_cast<std::ptrdiff_t>(from), line.end(),
                       [](const language::Word& word) { return word.capital; });
}

/// "Hi Ana, how are you?"
bool asks_how_it_goes(const language::Words& line, std::size_t greeting) {
    constexpr std::size_t most_names = 2;
    std::size_t at = greeting;
    while (at < line.size() && at < greeting + most_names && line[at].capital)
        ++at;
    return words().greeting_questions.at(line, at) > 0;
}

/// "Hi Ana,", "Prezados,", "Ana,".
bool is_greeting(std::string_view line) {
    line = trim(line);
    constexpr std::size_t most_words = 6;
    if (line.size() > kShort) return false;
    const auto all = language::words_of(line);
    if (all.empty() || all.size() > most_words) return false;
    const bool closed =
        line.ends_with(',') || line.ends_with('!') || line.ends_with(':') || line.ends_with("—");
    const std::size_t opening = words().greetings.at(all, 0);
    if (opening > 0)
        return closed || are_names(all, opening) || (line.ends_with('?') && asks_how_it_goes(all, opening));
    constexpr std::size_t most_names = 3;
    return line.ends_with(',') && all.size() <= most_names && are_names(all, 0);
}

/// "Best regards,", "Abraços, Maya".
bool is_closing(std::string_view line) {
    line = trim(line);
    constexpr std::size_t longest = 60;
    if (line.size() > longest) return false;
    const auto all = language::words_of(line);
    const std::size_t opening = all.empty() ? 0 : words().closings.at(all, 0);
    constexpr std::size_t most_names = 4;
    if (opening == 0 || all.size() > opening + most_names) return false;
    if (opening == all.size()) return true;
    // "Thanks for the fish" goes on in small letters. "Best, Maya"
    return are_names(all, opening) && !line.ends_with('?');
}

bool is_postscript(std::string_view line) {
    const auto folded = language::fold(trim(line));
    return folded.starts_with("ps:") || folded.starts_with("p.s.") || folded.starts_with("ps ") ||
           folded.starts_with("pd:") || folded.starts_with("p.d.");
}

bool is_rule(std::string_view line) {
    line = trim(line);
    constexpr std::size_t shortest = 20;
    return line.size() >= shortest && line.find_first_not_of("_-=*~") == std::string_view::npos;
}

/// "—", "———": nothing else.
bool is_long_dash(std::string_view line) {
    constexpr std::string_view dash = "—";
    line = trim(line);
    if (line.empty()) return false;
    while (line.starts_with(dash))
        line.remove_prefix(dash.size());
    return line.empty();
}

void cut_footer(std::vector<MailLine>& lines, Reading& reading) {
    constexpr std::size_t most = 12;
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (!is_rule(lines[i].text)) continue;
        if (words_from(lines, i + 1) > most) return;
        const bool address =
            std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(), [](const auto& line) {
                return line.text.find("://") != std::string::npos || line.text.find('@') != std::string::npos;
            });
        if (address) cut(lines, i, lines.size(), "a mailing list's footer", reading);
        return;
    }
}

void cut_signature(std::vector<MailLine>& lines, Reading& reading) {
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& text = lines[i].text;
        if (text != "-- " && text != "--" && text != "--  " && !is_long_dash(text)) continue;
        if (words_from(lines, i + 1) > most) continue;
        cut(lines, i, lines.size(), "a signature", reading);
        return;
    }
}

/// "Sent from my iPhone": the line, and what stands below it.
void cut_sent_from(std::vector<MailLine>& lines, Reading& reading) {
    constexpr std::size_t most_below = 6;
    for (std::size_t i = lines.size(); i-- > 0 && words_from(lines, i + 1) <= most_below;) {
        const auto text = trim(lines[i].text);
        if (text.empty() || text.size() > 2 * kShort) continue;
        // "// Sent from my mailer" is code.
        const auto first = static_cast<unsigned char>(text.front());
        if (std::isalpha(first) == 0 && first < 0x80 &&
            std::string_view("*_<[").find(text.front()) == text.npos)
            continue;
        const auto all = language::words_of(text);
        if (!all.empty() && words().sent_from.at(all, 0) > 0) {
            cut(lines, i, lines.size(), "what a program adds to a message", reading);
            return;
        }
    }
}

/// "Unsubscribe | View in browser", "You receive this e-mail because …", "© 2026 The Quay".
bool is_newsletter_line(std::string_view text) {
    constexpr std::size_t most_words = 30;
    const auto all = language::words_of(text);
    if (all.empty() || all.size() > most_words) return false;
    if (words().page_notices.at(all, 0) > 0 || text.starts_with("©")) return true;
    const auto first = words().unsubscribe_words.at(all, 0);
    // "Unsubscribe me" is somebody's wish.
    return first > 0 &&
           (first == all.size() || text.find_first_of("|·•<[(", all[first - 1].end) != text.npos ||
            text.find("://") != text.npos);
}

/// What a newsletter ends with, and its first line that leads to the web.
void cut_newsletter(std::vector<MailLine>& lines, Reading& reading) {
    std::size_t first = 0;
    while (first < lines.size() && is_blank(lines[first]))
        ++first;
    if (first < lines.size() && is_newsletter_line(trim(lines[first].text)))
        cut(lines, first, first + 1, "what a newsletter begins with", reading);
    constexpr std::size_t most = 14;
    std::size_t begin = lines.size(), seen = 0;
    bool offers = false;
    for (std::size_t i = lines.size(); i-- > 0 && seen < most;) {
        const auto text = trim(lines[i].text);
        if (text.empty()) continue;
        ++seen;
        if (!is_newsletter_line(text)) continue;
        begin = i;
        offers = true;
    }
    if (offers) cut(lines, begin, lines.size(), "what a newsletter ends with", reading);
}

/// "This e-mail and any attachments are confidential …": from this line to the paragraph's end.
bool is_notice(std::string_view text) {
    const auto all = language::words_of(text);
    if (all.empty()) return false;
    if (words().notice_openings.at(all, 0) > 0) return true;
    constexpr std::size_t first_words = 4;  // "Please note that this e-mail …"
    std::size_t at = 0;
    while (at < all.size() && at < first_words && words().notice_subjects.at(all, at) == 0)
        ++at;
    if (at == all.size() || at == first_words) return false;
    while (at < all.size() && words().notice_words.at(all, at) == 0)
        ++at;
    return at < all.size();
}

/// What a company's server adds below a message, or above it, in paragraphs of its own or below a signature.
void cut_notices(std::vector<MailLine>& lines, Reading& reading) {
    for (std::size_t end = lines.size(); end > 0; --end) {
        if (is_blank(lines[end - 1])) continue;
        std::size_t begin = end - 1;
        while (begin > 0 && !is_blank(lines[begin - 1]))
            --begin;
        for (std::size_t i = begin; i < end; ++i) {
            if (i > begin && trim(lines[i - 1].text).size() > kShort / 2) continue;
            constexpr std::size_t most_lines = 12;  // its first ones tell
            std::string text;
            for (std::size_t j = i; j < end && j < i + most_lines; ++j)
                text += lines[j].text + ' ';
            if (!is_notice(text)) continue;
            cut(lines, i, end, "a notice that a mail server adds", reading);
            break;
        }
        end = begin + 1;
    }
}

/// The last "Best regards," with nothing but short lines below it, up to a postscript.
void cut_closing(std::vector<MailLine>& lines, std::string_view writer, Reading& reading) {
    constexpr std::size_t most_below = 10;
    std::size_t end = lines.size();
    std::size_t seen = 0;
    for (std::size_t i = lines.size(); i-- > 0;) {
        const auto text = trim(lines[i].text);
        if (text.empty()) continue;
        if (is_postscript(text)) {
            end = i;
            seen = 0;
            continue;
        }
        if (is_closing(text)) {
            // In the middle of a paragraph it is none: "Thanks" may open a line that was broken.
            const bool opens =
                i == 0 || is_blank(lines[i - 1]) ||
                std::string_view(".!?)").find(trim(lines[i - 1].text).back()) != std::string_view::npos;
            if (opens) cut(lines, i, end, "a closing and a signature", reading);
            return;
        }
        if (text.size() > kShort || ++seen > most_below) break;
    }
    // Only the name: "Maya", "- Maya".
    std::size_t last = end;
    while (last > 0 && is_blank(lines[last - 1]))
        --last;
    if (last < 2) return;
    const auto all = language::words_of(lines[last - 1].text);
    const auto names = language::words_of(writer);
    const bool name = !all.empty() && !names.empty() && all.size() <= names.size() &&
                      all.front().key == names.front().key && are_names(all, 0);
    if (name && trim(lines[last - 1].text).find_first_of("?:") == std::string_view::npos)
        cut(lines, last - 1, end, "a signature", reading);
}

}  // namespace

void trim_letter(std::vector<MailLine>& lines, std::string_view writer, Reading& reading) {
    cut_notices(lines, reading);
    cut_signature(lines, reading);
    cut_footer(lines, reading);
    cut_sent_from(lines, reading);
    const auto letter = lines;
    const auto told = reading.omitted.size();
    cut_newsletter(lines, reading);
    cut_closing(lines, writer, reading);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (is_blank(lines[i])) continue;
        if (is_greeting(lines[i].text)) cut(lines, i, i + 1, "a greeting", reading);
        break;
    }
    // "Thanks, Ana" may be all that there is.
    if (words_from(lines, 0) == 0) {
        lines = letter;
        reading.omitted.resize(told);
    }
}

}  // namespace pacelane::formats
