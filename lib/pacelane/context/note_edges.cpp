#include "detail/note_edges.h"

#include "detail/front_matter_fields.h"
#include "detail/label_parts.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_pieces = 12, longest_line = 300, longest_value = 120;

/// Between the parts of such a line.
constexpr std::array kCuts{" | "sv, " · "sv, " • "sv, " — "sv, " / "sv, ", "sv, "; "sv, ". "sv};

/// Between the links of a way from the top of the notes to this one.
constexpr std::array kSteps{"> "sv, "» "sv, "› "sv, "→ "sv, "/ "sv};

const language::LanguagePack& lists() {
    return language::any_language();
}

bool has_letters(std::string_view text) {
    const auto words = language::words_of(text);
    return std::any_of(words.begin(), words.end(),
                       [](const auto& word) { return !is_digit(word.key.front()); });
}

/// A line without its marks; what leads to another place of the same notes is gone from it.
struct EdgeLine {
    std::string text;
    bool links = false;          ///< some led to other notes
    bool leads_outside = false;  ///< an address, whose page may be what the note is about
    std::vector<std::string> tags;
};

/// "[text](target)" at `at`: where it ends, and whether the target lies elsewhere.
std::size_t link_end(std::string_view line, std::size_t at, bool& outside) {
    const auto close = line.find("](", at);
    if (close == std::string_view::npos ||
        line.substr(at + 1, close - at - 1).find('[') != std::string_view::npos)
        return std::string_view::npos;
    const auto end = line.find(')', close);
    if (end == std::string_view::npos) return end;
    outside = line.substr(close + 2, end - close - 2).find("://") != std::string_view::npos;
    return end + 1;
}

EdgeLine without_marks(std::string_view line) {
    EdgeLine out;
    line = trim(line);
    for (const auto mark : {"- "sv, "* "sv, "+ "sv, "> "sv})
        if (line.starts_with(mark)) {
            line = trim(line.substr(mark.size()));
            break;
        }
    out.leads_outside = line.find("://") != std::string_view::npos;
    for (std::size_t at = 0; at < line.size();) {
        const auto rest = line.substr(at);
        std::size_t end = std::string_view::npos;
        bool outside = false;
        if (rest.starts_with("[[")) {
            end = line.find("]]", at);
            if (end != std::string_view::npos) end += 2;
        } else if (rest.starts_with('[')) {
            end = link_end(line, at, outside);
        } else if (rest.starts_with('<')) {
            end = line.find('>', at);
            if (end != std::string_view::npos) ++end;
        } else if (rest.starts_with('#') && (at == 0 || line[at - 1] == ' ')) {
            end = std::min(line.find_first_of(" ,;|", at), line.size());
            if (end > at + 1) out.tags.emplace_back(line.substr(at + 1, end - at - 1));
        }
        if (end != std::string_view::npos && outside) {
            out.text += line.substr(at + 1, line.find("](", at) - at - 1);
            at = end;
            continue;
        }
        if (end == std::string_view::npos) {
            if (line[at] != '*' && line[at] != '`' && !(line[at] == '_' && out.text.ends_with(' ')))
                out.text += line[at];
            ++at;
            continue;
        }
        out.links = out.links || rest.starts_with('[');
        out.text += ' ';
        at = end;
    }
    out.text = std::string(without_leading(trim(out.text), "_ "));
    while (out.text.ends_with('_'))
        out.text.pop_back();
    return out;
}

using Names = std::vector<std::string>;

/// "Status: draft": a field that notes have, with a value that is no sentence. Who wrote it goes to
/// `authors`.
bool is_note_field(std::string_view text, bool empty_value, Names& authors) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 40) return false;
    const auto label = trim(text.substr(0, colon));
    const auto value = trim(without_leading(text.substr(colon), ":"));
    if (value.empty()) return empty_value && std::count(label.begin(), label.end(), ' ') < 3;
    if (value.find(": ") != std::string_view::npos) return false;  // several fields
    const auto folded = language::fold(label, true);
    const bool names_author = lists().page_author_names.contains(folded);
    if (value.size() > longest_value || !(names_author || lists().note_fields.contains(folded))) return false;
    constexpr std::ptrdiff_t most_spaces = 8;
    if (ends_sentence(value) && std::count(value.begin(), value.end(), ' ') >= most_spaces) return false;
    if (names_author) authors.emplace_back(value);
    return true;
}

/// "Posted on 3 May 2026 by Ana Lima", "5 min read": words that tell of the text, dates, numbers and a name,
/// which goes to `authors`.
bool is_byline(std::string_view text, Names& authors) {
    constexpr std::size_t most_words = 16, most_names = 4;
    const auto words = language::words_of(text);
    if (words.size() > most_words || text.find(": ") != std::string_view::npos || text.ends_with('?') ||
        text.ends_with('!'))
        return false;
    std::size_t told = 0, named = 0, name_begin = 0, name_end = 0;
    bool names = false;
    for (std::size_t at = 0; at < words.size();) {
        const auto fact = std::max(lists().page_facts.at(words, at), lists().page_bylines.at(words, at));
        const auto date = std::max(lists().months.at(words, at), lists().weekdays.at(words, at));
        const auto unit =
            at > 0 && is_digit(words[at - 1].key.front()) ? lists().page_units.at(words, at) : 0;
        if (fact > 0 && fact >= date) {
            names = lists().page_bylines.at(words, at) > 0;
            at += fact;
            ++told;
        } else if (is_digit(words[at].key.front()) || date > 0) {
            at += std::max<std::size_t>(date, 1);
            ++told;
        } else if (unit > 0) {
            at += unit;
        } else if (names && words[at].capital && named < most_names) {
            if (named++ == 0) name_begin = words[at].begin;
            name_end = words[at++].end;
        } else if (lists().stop_words.contains(words[at].key)) {
            ++at;
        } else {
            return false;
        }
    }
    if (told > 0 && named > 0) authors.emplace_back(text.substr(name_begin, name_end - name_begin));
    return told > 0;
}

bool tells_of_note(std::string_view text, bool links, Names& authors);

/// Whether all its parts do, cut at one of these.
bool all_parts_tell(std::string_view text, std::string_view mark, bool links, Names& authors) {
    if (text.find(mark) == std::string_view::npos) return false;
    const auto known = authors.size();
    while (true) {
        const auto cut = text.find(mark);
        const auto part = trim(text.substr(0, cut));
        if (!tells_of_note(part, links, authors)) {
            authors.resize(known);
            return false;
        }
        if (cut == std::string_view::npos) return true;
        text.remove_prefix(cut + mark.size());
    }
}

bool is_navigation(std::string_view text) {
    constexpr std::size_t most_words = 4;
    const auto words = language::words_of(text);
    if (words.size() > most_words || ends_sentence(text)) return false;
    std::size_t at = 0;
    while (at < words.size()) {
        const auto known = lists().note_ways.at(words, at);
        if (known == 0) return false;
        at += known;
    }
    return true;
}

/// "[[Home]] > [[Builds]] > The kiln", without its links: "> > The kiln".
bool is_way_here(std::string_view text) {
    constexpr std::size_t longest = 100;
    if (text.size() > longest || ends_sentence(text)) return false;
    return std::any_of(kSteps.begin(), kSteps.end(),
                       [&](std::string_view step) { return text.starts_with(step); });
}

/// "Edit this page", "Back to top"
bool is_button(std::string_view text) {
    const auto words = language::words_of(text);
    return !words.empty() && lists().page_controls.at(words, 0) == words.size();
}

bool tells_of_note(std::string_view text, bool links, Names& authors) {
    if (!has_letters(text) || is_note_field(text, links, authors) || is_byline(text, authors)) return true;
    if (links && (is_navigation(text) || is_way_here(text))) return true;
    return std::any_of(kCuts.begin(), kCuts.end(),
                       [&](std::string_view cut) { return all_parts_tell(text, cut, links, authors); });
}

/// The lines of a body, by their numbers.
class RawLines {
public:
    RawLines(std::string_view body, int first) : body_(body), at_line_(first) {}

    /// Asked for in rising order; empty where there is none.
    std::string_view at(int line) {
        while (at_line_ < line && at_ < body_.size()) {
            at_ = std::min(body_.find('\n', at_), body_.size() - 1) + 1;
            ++at_line_;
        }
        if (at_line_ != line) return {};
        return body_.substr(at_, std::min(body_.find('\n', at_), body_.size()) - at_);
    }

private:
    std::string_view body_;
    std::size_t at_ = 0;
    int at_line_;
};

/// "Status | draft"
bool is_row_of_field(const Piece& piece) {
    const auto cells = split(piece.words.text(), '|');
    Names authors;
    return cells.size() == 2 &&
           is_note_field(fmt::format("{}: {}", trim(cells[0]), trim(cells[1])), false, authors);
}

/// "- [[Build]]": of a list that is longer, it is what the note is about.
bool is_link_of_list(const EdgeLine& line, const Piece& piece, const std::vector<Piece>& pieces) {
    constexpr std::ptrdiff_t longest = 3;
    if (piece.passage.kind != PassageKind::list_item || !line.links || has_letters(line.text)) return false;
    return std::count_if(pieces.begin(), pieces.end(), [&](const Piece& other) {
               return other.passage.list == piece.passage.list;
           }) > longest;
}

/// What the edges say of the note.
struct Told {
    std::vector<std::string> tags;
    Names authors;
};

/// Whether all lines of the piece tell of the note, and what.
bool tells_of_note(const Piece& piece, const std::vector<Piece>& pieces, RawLines& raw, Told& told) {
    const auto kind = piece.passage.kind;
    const bool fits =
        kind == PassageKind::paragraph || kind == PassageKind::list_item || kind == PassageKind::table_row;
    if (!fits || piece.passage.quoted || !piece.passage.speaker.empty() || piece.passage.checked ||
        piece.words.empty())
        return false;
    if (kind == PassageKind::table_row) return is_row_of_field(piece);
    const int last = piece.words.marks().back().line;
    Told found;
    for (int number = piece.words.marks().front().line; number <= last; ++number) {
        const auto shown = raw.at(number);
        if (shown.size() > longest_line) return false;
        auto line = without_marks(shown);
        if ((line.leads_outside && !is_button(line.text)) || trim(shown).empty() ||
            is_link_of_list(line, piece, pieces))
            return false;
        const bool button = (line.links || line.leads_outside) && is_button(line.text);
        if (!tells_of_note(line.text, line.links, found.authors) && !button) return false;
        std::move(line.tags.begin(), line.tags.end(), std::back_inserter(found.tags));
    }
    std::move(found.tags.begin(), found.tags.end(), std::back_inserter(told.tags));
    std::move(found.authors.begin(), found.authors.end(), std::back_inserter(told.authors));
    return true;
}

/// A first heading that is a link to another note: "[home](./index.md)".
bool is_way_back(std::string_view heading, std::string_view body) {
    constexpr int most_lines = 20;
    RawLines raw(body, 1);
    for (int number = 1; number <= most_lines; ++number) {
        const auto shown = trim(without_leading(trim(raw.at(number)), "# "));
        if (!shown.starts_with('[') || shown.size() > longest_line ||
            shown.find(heading) == std::string_view::npos)
            continue;
        const auto line = without_marks(shown);
        return line.links && !line.leads_outside && !has_letters(line.text) && is_navigation(heading);
    }
    return false;
}

void drop_way_back(std::vector<Piece>& pieces, std::string_view body) {
    if (pieces.front().passage.headings.empty()) return;
    const auto way = pieces.front().passage.headings.front();
    if (!is_way_back(way, body)) return;
    for (auto& piece : pieces) {
        auto& headings = piece.passage.headings;
        if (!headings.empty() && headings.front() == way) headings.erase(headings.begin());
    }
}

}  // namespace

std::vector<std::string> take_note_edges(Reading& reading, std::string_view body, int body_line) {
    auto& pieces = reading.pieces;
    Told told;
    const auto is_edge = [&](const Piece& piece, RawLines& raw) {
        return tells_of_note(piece, pieces, raw, told);
    };
    const auto most = std::min(pieces.size(), most_pieces);
    RawLines from_top(body, body_line);
    std::size_t head = 0;
    while (head < most && is_edge(pieces[head], from_top))
        ++head;
    // Of a table all rows are fields, or none.
    const auto is_row = [&](std::size_t at) { return pieces[at].passage.kind == PassageKind::table_row; };
    if (head < pieces.size() && is_row(head))
        while (head > 0 && is_row(head - 1))
            --head;
    if (head == most) return {};
    std::size_t foot = pieces.size();
    while (pieces.size() - foot < most_pieces && foot > head + 1 &&
           pieces[foot - 1].passage.kind == PassageKind::paragraph) {
        RawLines from_there(body, body_line);
        if (!is_edge(pieces[foot - 1], from_there)) break;
        --foot;
    }
    const auto take = [&](std::size_t begin, std::size_t end, std::string_view what) {
        if (begin == end) return;
        reading.omit(pieces[begin].words.marks().front().line, pieces[end - 1].words.marks().back().line,
                     what);
        pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                     pieces.begin() + static_cast<std::ptrdiff_t>(end));
    };
    take(foot, pieces.size(), "what stands below the note");
    take(0, head, "what stands above the note");
    for (const auto& tag : told.tags)
        reading.add_tag(tag);
    drop_way_back(pieces, body);
    return std::move(told.authors);
}

}  // namespace pacelane::context::detail
