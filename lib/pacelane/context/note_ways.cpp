// Ways to other notes within a text: "See also [[Kilns]].", "(see [[Kilns]])". They lead nobody but its
// owner.
#include "detail/note_scanner.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Where the last sentence of the line, or what stands in brackets, begins, behind its white space.
std::size_t sentence_start(std::string_view line) {
    const auto stop = line.find_last_of(".!?(");
    const auto start = stop == std::string_view::npos ? 0 : stop + 1;
    return std::min(line.find_first_not_of(" \t\n", start), line.size());
}

/// "See also:", "**Related**:": nothing but words that lead to other notes.
bool leads(std::string_view tail) {
    const auto words = language::words_of(tail);
    return !words.empty() && language::any_language().note_pointers.at(words, 0) == words.size();
}

/// Past "[[one]] · [[two]], and [[three]]"; 0 when no link is there.
std::size_t past_links(std::string_view text) {
    std::size_t at = 0, end = 0;
    while (text.substr(at).starts_with("[[")) {
        const auto close = text.find("]]", at);
        if (close == std::string_view::npos ||
            text.substr(at, close - at).find('\n') != std::string_view::npos)
            return 0;
        end = at = close + 2;
        bool more = true;
        while (more) {
            more = false;
            for (const auto between : {" "sv, "\n"sv, "·"sv, ","sv, ";"sv, "/"sv, "&"sv, "|"sv, "+"sv, "•"sv,
                                       "and "sv, "or "sv, "y "sv, "e "sv, "o "sv, "ou "sv})
                if (text.substr(at).starts_with(between)) {
                    at += between.size();
                    more = true;
                    break;
                }
        }
    }
    return end;
}

}  // namespace

bool read_way(NoteScanner& note) {
    // "… See\n[[Kilns]]": the lines may be broken by hand.
    constexpr std::size_t longest = 100;  // bytes of what leads there
    auto line = note.last_bytes(longest);
    if (const auto newline = line.rfind('\n');
        newline != std::string_view::npos && !trim(line.substr(newline)).empty())
        line.remove_prefix(newline + 1);
    if (trim(line).empty() || trim(line).starts_with('#') || trim(line).starts_with('|')) return false;
    const auto start = sentence_start(line);
    if (!leads(line.substr(start))) return false;
    const auto block = note.rest().substr(0, note.block_end() - note.at);
    const auto links = past_links(block);
    if (links == 0) return false;
    auto after = block.substr(links);
    const bool in_brackets = trim(line.substr(0, start)).ends_with('(');
    std::size_t more = 0;
    if (in_brackets) {
        if (!after.starts_with(')')) return false;
        more = 1;
    } else {
        more = after.starts_with('.') ? 1 : 0;
        const auto next = after.substr(more);
        if (!next.empty() && next.front() != '\n' && next.front() != ' ') return false;
        // "See [[Kilns]] for more."
        if (more == 0 && !trim(next.substr(0, next.find('\n'))).empty()) return false;
    }
    const auto begin = in_brackets ? line.rfind('(') : start;
    note.take_back(line.size() - begin);
    if (in_brackets) note.drop_space();
    note.leave_out(links + more, "a way to another note");
    return true;
}

}  // namespace pacelane::context::detail
