// Who takes part, as tables and lists of attendees tell: names, initials, handles.
#include "detail/attendees.h"

#include "detail/labels.h"
#include "detail/metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>
#include <unordered_map>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool may_be_initials(std::string_view text) {
    return text.size() >= 2 && text.size() <= 4 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool are_initials(std::string_view text, std::string_view name) {
    if (!may_be_initials(text) || name.find(' ') == std::string_view::npos) return false;
    const auto words = name_words(name);
    return !words.empty() && language::fold(text.substr(0, 1)) == words.front().substr(0, 1);
}

/// What stands in the first brackets.
std::string_view bracketed(std::string_view part) {
    const auto open = part.find('(');
    const auto close = part.find(')', open);
    return open == std::string_view::npos || close == std::string_view::npos
               ? std::string_view{}
               : trim(part.substr(open + 1, close - open - 1));
}

/// "Ana dos Santos", "rui", unlike "Send the minutes to everybody": a list of names leaves no doubt but this
/// one.
bool is_written_as_name(std::string_view text) {
    constexpr std::size_t longest_particle = 3;
    if (name_shape(text) == NameShape::none) return false;
    const auto words = split(text, ' ');
    return words.size() == 1 || std::none_of(words.begin(), words.end(), [](std::string_view word) {
               return word.size() > longest_particle && word.front() >= 'a' && word.front() <= 'z';
           });
}

/// The rows of a table, if one of its columns holds names.
class PeopleTable {
public:
    explicit PeopleTable(const std::vector<std::string>& columns) {
        const auto& lists = language::any_language();
        for (std::size_t c = 0; c < columns.size(); ++c) {
            std::string column = language::fold(trim(columns[c]), true);
            while (column.ends_with('.') || column.ends_with(':'))
                column.pop_back();
            if (!name_ && lists.name_columns.contains(column)) name_ = c;
            if (!short_ && lists.short_name_columns.contains(column)) short_ = c;
        }
    }
    /// Without a column of initials only the heading tells that the names are attendees'.
    bool tells(bool announced) const { return name_ && (short_ || announced); }

    void take(const std::vector<std::string>& cells, Reading& reading) const {
        if (*name_ >= cells.size()) return;
        const auto name = plain_name(cells[*name_]);
        if (name.empty() || is_nobody(name) || name_shape(name) == NameShape::none) return;
        add_name(reading.participants, name);
        if (!short_ || *short_ >= cells.size()) return;
        std::string_view alias = cells[*short_];
        if (alias.starts_with('@')) alias.remove_prefix(1);
        constexpr std::size_t longest = 40;
        if (!alias.empty() && alias.size() <= longest) reading.aliases.emplace_back(alias, name);
    }

private:
    std::optional<std::size_t> name_;
    std::optional<std::size_t> short_;
};

std::vector<std::string> cells_of(std::string_view row) {
    row = trim(row);
    if (row.starts_with('|')) row.remove_prefix(1);
    if (row.ends_with('|')) row.remove_suffix(1);
    std::vector<std::string> cells;
    for (const auto cell : split(row, '|'))
        cells.emplace_back(trim(cell));
    return cells;
}

/// A table right below a line of text is none to Markdown, but to people.
void take_written_table(const Piece& piece, Reading& reading) {
    std::optional<PeopleTable> table;
    for (const auto& line : piece.words.source_lines()) {
        if (!line.text.starts_with('|')) {
            table.reset();
        } else if (!table) {
            table.emplace(cells_of(line.text));
        } else if (table->tells(false)) {
            table->take(cells_of(line.text), reading);
        }
    }
}

/// The short names and names of "ML = Maya Lindqvist, RP = Rui Prado"; empty when anything else stands there.
std::vector<std::pair<std::string, std::string>> legend_in(std::string_view text) {
    constexpr std::size_t longest = 5;
    std::vector<std::pair<std::string, std::string>> legend;
    if (const auto colon = text.substr(0, 24).find(": "); colon != std::string_view::npos)
        text = text.substr(colon + 2);
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(",;\n"), text.size());
        const auto part = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) return {};
        const auto alias = trim(part.substr(0, equals));
        const auto name = trim(part.substr(equals + 1));
        if (alias.empty() || alias.size() > longest || alias.find(' ') != std::string_view::npos ||
            name.find(' ') == std::string_view::npos || name_shape(name) != NameShape::strong)
            return {};
        legend.emplace_back(alias, name);
    }
    return legend;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> aliases_in(std::string_view list) {
    std::vector<std::pair<std::string, std::string>> aliases;
    if (list.find_first_of("(@") == std::string_view::npos || list.size() > 4000) return aliases;
    for (const auto part : name_parts(list)) {
        const auto initials = bracketed(part);
        if (part.find('@') == std::string_view::npos && !may_be_initials(initials)) continue;
        const auto name =
            plain_name(part.substr(0, part.find('@') == 0 ? std::string_view::npos : part.find('@')));
        if (name.empty()) continue;
        for (std::size_t at = part.find('@'); at != std::string_view::npos; at = part.find('@', at + 1)) {
            if (at > 0 && part[at - 1] != ' ' && part[at - 1] != '(') continue;
            const auto handle = part.substr(at + 1, part.substr(at + 1).find_first_of(" ,;)("));
            if (!handle.empty() && at > 0) aliases.emplace_back(handle, name);
        }
        if (are_initials(initials, name)) aliases.emplace_back(initials, name);
    }
    return aliases;
}

void take_people_tables(Reading& reading) {
    std::optional<PeopleTable> table;
    for (auto& piece : reading.pieces) {
        const auto& passage = piece.passage;
        if (passage.kind != PassageKind::table_row) {
            table.reset();
            if (passage.kind == PassageKind::paragraph && piece.words.text().find("| ") != std::string::npos)
                take_written_table(piece, reading);
            continue;
        }
        const auto cells = cells_of(piece.words.text());
        if (!table) {
            // A reader that does not tell the header leaves it as the first row.
            table.emplace(passage.columns.empty() ? cells : passage.columns);
            if (passage.columns.empty()) continue;
        }
        const bool announced =
            std::any_of(passage.headings.begin(), passage.headings.end(), announces_participants);
        if (table->tells(announced)) table->take(cells, reading);
    }
}

void take_ticked_attendees(Reading& reading) {
    bool taken = false;
    for (auto& piece : reading.pieces) {
        const auto& passage = piece.passage;
        if (!passage.checked ||
            !std::any_of(passage.headings.begin(), passage.headings.end(), announces_participants))
            continue;
        const auto name = plain_name(piece.words.text());
        if (name.empty() || is_nobody(name) || !is_written_as_name(name)) continue;
        if (*passage.checked) add_name(reading.participants, name);
        reading.omit(piece.words.marks().front().line, piece.words.marks().back().line, "who attended");
        piece.words.clear();
        taken = true;
    }
    if (taken) std::erase_if(reading.pieces, [](const Piece& piece) { return piece.words.empty(); });
}

void name_speakers(Reading& reading) {
    // "Key: ML = Maya Lindqvist, RP = Rui Prado": a legend of who is who, and nobody's words.
    for (auto& piece : reading.pieces) {
        const std::string& text = piece.words.text();
        constexpr std::size_t longest_legend = 1000;
        if (text.size() > longest_legend || text.find('=') == std::string::npos) continue;
        auto legend = legend_in(text);
        if (legend.size() < 2) continue;
        for (auto& alias : legend)
            reading.aliases.push_back(std::move(alias));
        std::erase(reading.participants, piece.passage.speaker);
        reading.omit(piece.words.marks().front().line, piece.words.marks().back().line, "who is who");
        piece.words.clear();
    }
    std::erase_if(reading.pieces, [](const Piece& piece) { return piece.words.empty(); });
    // A line of names with initials, though nothing says that it lists who attends; "Presenter: Rui Prado
    // (RP)".
    for (const auto& piece : reading.pieces) {
        const auto& text = piece.words.text();
        constexpr std::size_t longest = 4000;
        if (piece.passage.kind == PassageKind::turn || text.size() > longest ||
            text.find('(') == std::string::npos)
            continue;
        const auto colon = text.substr(0, 40).find(": ");
        const auto list = std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 2);
        auto found = aliases_in(list);
        if (found.empty() || found.size() * 2 < name_parts(list).size()) continue;
        for (auto& alias : found)
            if (name_shape(alias.second) == NameShape::strong) reading.aliases.push_back(std::move(alias));
    }
    if (reading.aliases.empty()) return;
    std::unordered_map<std::string, std::string> names;
    for (const auto& [alias, name] : reading.aliases) {
        const auto [known, added] = names.emplace(language::fold(alias), name);
        if (!added && name_words(known->second) != name_words(name))
            known->second.clear();  // of two: neither
    }
    const auto name_of = [&](std::string_view speaker) -> std::string {
        const auto found = names.find(language::fold(speaker));
        return found == names.end() ? std::string() : found->second;
    };
    for (auto& piece : reading.pieces)
        if (!piece.passage.speaker.empty())
            if (auto name = name_of(piece.passage.speaker); !name.empty())
                piece.passage.speaker = std::move(name);
    std::vector<std::string> participants;
    for (const auto& person : reading.participants) {
        const auto name = name_of(person);
        add_name(participants, name.empty() ? person : name);
    }
    reading.participants = std::move(participants);
}

}  // namespace pacelane::context::detail
