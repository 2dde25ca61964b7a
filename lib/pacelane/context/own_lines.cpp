// Lines that a writer broke by hand. Markdown joins them to a paragraph, note apps show them as they stand: a
// programme of times, a list without marks, an address.
#include "detail/chat_stamp.h"
#include "detail/note_line_shapes.h"
#include "detail/note_syntax.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <span>

namespace pacelane::context::detail {

namespace {

constexpr std::size_t kLeastBroken = 2;    // one may be chance
constexpr std::size_t kLongestLine = 160;  // bytes; a longer one is a paragraph

/// Whether the line is text of a paragraph, and no mark of Markdown's begins it.
bool is_paragraph_line(const NoteLine& line) {
    if (line.verbatim || indent_of(line.text) >= 4) return false;
    bool item = false;
    if (container_prefix(line.text, item) > indent_of(line.text) || item) return false;
    const auto text = trim(line.text);
    constexpr std::string_view marks = "#>|<![=`~\\{$";
    if (text.empty() || marks.find(text.front()) != std::string_view::npos) return false;
    if (text.find('|') != std::string_view::npos) return false;
    return text.find_first_not_of("-_* ") != std::string_view::npos;
}

bool ends_clause(std::string_view line) {
    line = trim(line);
    for (const std::string_view mark : {"*", "_", "\"", "”", "»", ")"})
        if (line.ends_with(mark)) line.remove_suffix(mark.size());
    for (const std::string_view mark : {".", "!", "?", ":", ",", ";", "…", "-", "–", "—", "\\"})
        if (line.ends_with(mark)) return true;
    return line.empty();
}

/// Opens as no line does in the middle of a sentence: with a capital or a digit.
bool opens_anew(std::string_view line) {
    line = trim(line);
    while (line.starts_with('*') || line.starts_with('_') || line.starts_with('"'))
        line.remove_prefix(1);
    if (line.empty()) return false;
    if (line.front() >= '0' && line.front() <= '9') return true;
    std::size_t first = 1;
    while (first < line.size() && (static_cast<unsigned char>(line[first]) & 0xC0U) == 0x80U)
        ++first;
    const auto letter = line.substr(0, first);
    return language::fold(letter) != letter;
}

/// Whether the lines of a paragraph were broken by hand: none because it was full, and more than one in the
/// middle of a sentence, always before a word that begins one.
bool are_own_lines(std::span<const NoteLine> lines) {
    std::size_t width = 0;
    for (const auto& line : lines) {
        width = std::max(width, trim(line.text).size());
        if (width > kLongestLine) return false;
    }
    // Times on lines of their own stand between the messages of a chat.
    const bool timed = std::any_of(lines.begin(), lines.end(), [](const NoteLine& line) {
        std::string_view text = trim(line.text);
        return may_hold_stamp(text) && take_stamp(text) && trim(text).empty();
    });
    if (timed) return false;
    // "From: …", "Date: …": a head of fields, which others know better.
    const auto fields = std::count_if(lines.begin(), lines.end(), [](const NoteLine& line) {
        return std::string_view(line.text).substr(0, 30).find(": ") != std::string_view::npos;
    });
    if (2 * static_cast<std::size_t>(fields) >= lines.size()) return false;
    std::size_t broken = 0;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto text = trim(lines[i].text), next = trim(lines[i + 1].text);
        const bool full = text.size() + 1 + first_word(next).size() > width;
        if (ends_clause(text)) continue;
        if (full && text.size() != width) return false;
        if (!opens_anew(next)) return false;
        ++broken;
    }
    return broken >= kLeastBroken;
}

/// Whether a paragraph has lines that are longer than any editor breaks them: then each was broken by hand.
bool is_unwrapped(std::span<const NoteLine> lines) {
    return std::any_of(lines.begin(), lines.end(),
                       [](const NoteLine& line) { return trim(line.text).size() > kLongestLine; });
}

}  // namespace

void keep_own_lines(std::vector<NoteLine>& lines) {
    std::vector<NoteLine> kept;
    kept.reserve(lines.size());
    for (std::size_t begin = 0; begin < lines.size();) {
        std::size_t end = begin;
        while (end < lines.size() && is_paragraph_line(lines[end]))
            ++end;
        const auto underline = [](std::string_view text) {
            return !text.empty() && text.find_first_not_of("-=") == std::string_view::npos;
        };
        const bool heading = end < lines.size() && underline(trim(lines[end].text));
        // What is indented or quoted goes on with what is above it.
        const bool alone = begin == 0 || trim(lines[begin - 1].text).empty();
        if (end > begin && alone && !heading && are_own_lines(std::span(lines).subspan(begin, end - begin))) {
            for (; begin < end; ++begin) {
                lines[begin].text.insert(0, "- ");
                kept.push_back(std::move(lines[begin]));
            }
            kept.push_back({"", kept.back().number, false});
        }
        const bool unwrapped = is_unwrapped(std::span(lines).subspan(begin, end - begin));
        end = std::min(std::max(end, begin + 1), lines.size());
        for (; begin < end; ++begin) {
            // Whoever stops there without a stop began a paragraph, as their program shows it.
            const bool breaks = unwrapped && begin + 1 < end && !ends_clause(lines[begin].text) &&
                                opens_anew(lines[begin + 1].text);
            kept.push_back(std::move(lines[begin]));
            if (breaks) kept.push_back({"", kept.back().number, false});
        }
    }
    lines = std::move(kept);
}

}  // namespace pacelane::context::detail
