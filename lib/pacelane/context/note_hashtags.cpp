// "#tags" among the words of a note.
#include "detail/note_scanner.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

/// The tag that the text begins with, without its mark; empty when there is none.
std::string_view tag_in(std::string_view text) {
    if (text.size() < 2 || text.front() != '#') return {};
    // Roam's and Logseq's "#[[long tag]]"
    if (text.starts_with("#[[")) {
        const std::size_t close = text.substr(0, 100).find("]]");
        return close == std::string_view::npos ? std::string_view{} : text.substr(1, close + 1);
    }
    const char first = text[1];
    if (!is_ascii_letter(first) && static_cast<unsigned char>(first) < 0xC3) return {};
    std::size_t length = 1;
    while (length < text.size() &&
           (is_word_byte(text[length]) || text[length] == '-' || text[length] == '_' || text[length] == '/'))
        ++length;
    while (length > 1 && (text[length - 1] == '/' || text[length - 1] == '-'))
        --length;
    return text.substr(1, length - 1);
}

/// "long tag" of "[[long tag]]".
std::string_view bare(std::string_view tag) {
    return tag.starts_with("[[") ? tag.substr(2, tag.size() - 4) : tag;
}

/// "#fff", "#0a1b2c".
bool is_colour(std::string_view tag) {
    return (tag.size() == 3 || tag.size() == 6 || tag.size() == 8) &&
           tag.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

bool ends_word(std::string_view rest) {
    return rest.empty() || std::string_view(" \t\n.,;:!?)|\"'").find(rest.front()) != std::string_view::npos;
}

/// How far a line is looked at, before and after a tag: what it is about stands near.
constexpr std::size_t kNear = 300;

/// The bytes of the tags and blanks up to the end of the line, or 0 when more than tags follow.
std::size_t tags_to_end(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size()) {
        const auto tag = tag_in(line.substr(at));
        if (tag.empty() || at > kNear) return 0;
        at += 1 + tag.size();
        while (at < line.size() && (line[at] == ' ' || line[at] == '\t' || line[at] == ','))
            ++at;
    }
    return at;
}

/// The words before the tag, without the marks of a list and other tags that open the line.
std::string_view said_before(const NoteScanner& note) {
    const auto near =
        std::string_view{note.text}.substr(note.at - std::min(note.at, kNear), std::min(note.at, kNear));
    const auto start = near.rfind('\n');
    if (start == std::string_view::npos && note.at > kNear) return trim(near);
    std::string_view line = near.substr(start == std::string_view::npos ? 0 : start + 1);
    bool item = false;
    const auto marks = std::string{line} + "x";  // without a word behind it, a mark is none
    auto said = trim(line.substr(std::min(container_prefix(marks, item), line.size())));
    if (said.starts_with('[') && said.find(']') == 2) said = trim(said.substr(3));  // the box of a task
    return tags_to_end(said) == said.size() ? std::string_view{} : said;
}

bool opens_with_capital(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    const auto letter = text.substr(0, length);
    return language::fold(letter) != letter;
}

/// Whether the sentence goes on with what follows: its last word is one that something follows, "with
/// #docker".
bool awaits_a_word(std::string_view before) {
    before = trim(before);
    const auto space = before.find_last_of(" \t(");
    const auto last = space == std::string_view::npos ? before : before.substr(space + 1);
    return !last.empty() && is_word_byte(last.back()) &&
           language::any_language().stop_words.contains(language::fold(last));
}

}  // namespace

/// Kanban's "@{2026-11-13}", "@@{09:00}".
bool read_card_date(NoteScanner& note) {
    const auto here = note.rest();
    const std::size_t open = here.find_first_not_of('@');
    if (open > 2 || open == std::string_view::npos || here[open] != '{') return false;
    constexpr std::size_t longest = 40;
    const std::size_t close = here.substr(0, longest).find('}');
    if (close == std::string_view::npos ||
        here.substr(open + 1, close - open - 1).find_first_not_of("0123456789-/.: ") !=
            std::string_view::npos)
        return false;
    note.leave_out(close + 1, {});
    return true;
}

/// Quarto's "@fig-times", "@sec-lease": what it will be called, only the program knows.
bool read_cross_reference(NoteScanner& note) {
    using namespace std::string_view_literals;
    if (note.at > 0 && is_word_byte(note.text[note.at - 1])) return false;
    const auto here = note.rest();
    for (const auto kind : {"fig"sv, "tbl"sv, "sec"sv, "eq"sv, "lst"sv, "thm"sv}) {
        if (!here.substr(1).starts_with(kind) || here.substr(1 + kind.size(), 1) != "-") continue;
        std::size_t size = 2 + kind.size();
        while (size < here.size() && (is_word_byte(here[size]) || here[size] == '-' || here[size] == '_'))
            ++size;
        if (size == 2 + kind.size()) return false;
        note.leave_gap(size, "a reference to a figure, table or section");
        return true;
    }
    return false;
}

bool read_hashtag(NoteScanner& note) {
    const char before = note.at == 0 ? '\n' : note.text[note.at - 1];
    if (std::string_view(" \t\n(").find(before) == std::string_view::npos) return false;
    if (before == '(' && note.at > 1 && note.text[note.at - 2] == ']') return false;  // a link's target
    const auto near = note.rest().substr(0, 2 * kNear);
    const auto line = near.substr(0, near.find('\n'));
    const auto tag = tag_in(line);
    if (const std::size_t spaced = spaced_tag(line); spaced > 0) {
        const std::string long_tag{line.substr(1, spaced - 2)};
        note.reading.add_tag(long_tag);
        if (said_before(note).empty() || tags_to_end(line.substr(spaced)) == line.size() - spaced)
            note.leave_out(spaced, "tags");
        else {
            note.put(long_tag);
            note.advance(spaced);
        }
        return true;
    }
    if (tag.empty() || is_colour(tag) || !ends_word(line.substr(1 + tag.size()))) return false;
    const auto said = said_before(note);
    if (said.ends_with("]:")) return false;  // where a link goes
    const auto after = line.substr(1 + tag.size());
    const std::size_t all = tags_to_end(line);
    // Behind the sentence, or before one: it says what the words are about, and is none of them.
    const bool behind = all > 0 && !said.empty() && !awaits_a_word(said);
    const bool ahead = said.empty() && after.starts_with(' ') && opens_with_capital(trim(after));
    note.reading.add_tag(bare(tag));
    if (behind) {
        for (std::size_t at = 1 + tag.size(); at < all;) {
            const auto more = tag_in(line.substr(at));
            if (!more.empty()) note.reading.add_tag(bare(more));
            at += std::max<std::size_t>(1, more.size());
        }
        note.leave_out(all, "tags");
    } else if (ahead) {
        note.leave_out(1 + tag.size(), "tags");
    } else {
        note.put(bare(tag));
        note.advance(1 + tag.size());
    }
    return true;
}

}  // namespace pacelane::context::detail
