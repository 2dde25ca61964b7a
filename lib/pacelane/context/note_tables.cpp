#include "detail/note_tables.h"

#include "detail/note_line_shapes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace pacelane::context::detail {

namespace {

constexpr std::size_t kMostColumns = 100;

enum class RowKind { none, bars, grid, tabs };

bool is_grid_line(std::string_view text) {
    return text.size() > 3 && text.front() == '+' && text.back() == '+' &&
           text.find_first_not_of("+-=:") == std::string_view::npos;
}

std::size_t tabs_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\t'));
}

RowKind kind_of(const NoteLine& line, RowKind before) {
    const std::string_view text = trim(line.text);
    if (line.verbatim || text.empty() || indent_of(line.text) >= 4) return RowKind::none;
    if (is_grid_line(text) || (before == RowKind::grid && text.front() == '|')) return RowKind::grid;
    if (text.front() == '|') return RowKind::bars;
    bool item = false;
    if (line.text.front() == ' ' || container_prefix(line.text, item) > 0) return RowKind::none;
    const bool bars = text.find('|') != std::string_view::npos;
    return tabs_in(text) > 0 && !bars && !is_atx_heading(text) ? RowKind::tabs : RowKind::none;
}

std::string row_of(const std::vector<std::string>& cells) {
    std::string row = "|";
    for (const auto& cell : cells)
        row += " " + cell + " |";
    return row;
}

std::string dashes_for(std::size_t columns) {
    std::string row = "|";
    for (std::size_t i = 0; i < columns; ++i)
        row += "---|";
    return row;
}

std::size_t bars_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
}

/// Rows in bars: a table without its row of dashes, or verse.
void read_bars(std::span<NoteLine> rows, std::vector<NoteLine>& out) {
    const auto all = [&](auto test) { return std::all_of(rows.begin(), rows.end(), test); };
    const bool verse = rows.size() > 1 && all([](const NoteLine& line) {
                           const auto text = trim(line.text);
                           return bars_in(text) == 1 && (text == "|" || text.starts_with("| "));
                       });
    if (verse) {
        for (auto& line : rows)
            line.text = std::string(trim(trim(line.text).substr(1)));
    }
    const auto first = trim(rows.front().text);
    const bool jira = first.starts_with("||") && first.ends_with("||") && first.size() > 4;
    const std::size_t columns = jira ? bars_in(first) / 2 - 1 : bars_in(first) - 1;
    const bool table = !verse && rows.size() > 1 && columns >= 2 && columns <= kMostColumns &&
                       std::none_of(rows.begin(), rows.end(),
                                    [](const NoteLine& line) { return is_delimiter_row(line.text); }) &&
                       std::all_of(rows.begin() + (jira ? 1 : 0), rows.end(), [&](const NoteLine& line) {
                           const auto text = trim(line.text);
                           return text.ends_with('|') && bars_in(text) == columns + 1;
                       });
    if (table && jira) {
        std::string head;
        for (std::size_t i = 0; i < first.size(); ++i) {
            head += first[i];
            if (first[i] == '|') ++i;
        }
        rows.front().text = std::move(head);
    } else if (table) {
        out.push_back({row_of(std::vector<std::string>(columns)), rows.front().number, false});
        out.push_back({dashes_for(columns), rows.front().number, false});
    }
    for (auto& line : rows) {
        out.push_back(std::move(line));
        if (table && jira && &line == &rows.front()) out.push_back({dashes_for(columns), line.number, false});
    }
}

/// A grid: what stands in a column between two of its lines is one cell.
void read_grid(std::span<NoteLine> rows, std::vector<NoteLine>& out) {
    const auto edges = trim(rows.front().text);
    const std::size_t columns = static_cast<std::size_t>(std::count(edges.begin(), edges.end(), '+')) - 1;
    if (!is_grid_line(edges) || columns > kMostColumns || rows.size() < 3) {
        std::move(rows.begin(), rows.end(), std::back_inserter(out));
        return;
    }
    const bool headed = std::any_of(rows.begin(), rows.end(), [](const NoteLine& line) {
        return is_grid_line(trim(line.text)) && line.text.find('=') != std::string::npos;
    });
    if (!headed) {
        out.push_back({row_of(std::vector<std::string>(columns)), rows.front().number, false});
        out.push_back({dashes_for(columns), rows.front().number, false});
    }
    std::vector<std::string> cells(columns);
    int number = 0;
    bool head = headed;
    for (const auto& line : rows) {
        const auto text = trim(line.text);
        if (is_grid_line(text)) {
            if (number > 0) out.push_back({row_of(cells), number, false});
            if (number > 0 && std::exchange(head, false)) out.push_back({dashes_for(columns), number, false});
            cells.assign(columns, {});
            number = 0;
            continue;
        }
        if (number == 0) number = line.number;
        std::string_view rest = text.substr(1);
        for (std::size_t c = 0; c < columns && !rest.empty(); ++c) {
            const std::size_t bar = std::min(rest.find('|'), rest.size());
            const auto words = trim(rest.substr(0, bar));
            if (!cells[c].empty() && !words.empty()) cells[c] += ' ';
            cells[c] += words;
            rest.remove_prefix(std::min(bar + 1, rest.size()));
        }
    }
    if (number > 0) out.push_back({row_of(cells), number, false});
}

void read_tabs(std::span<NoteLine> rows, std::vector<NoteLine>& out) {
    constexpr std::size_t least_cells = 6;  // fewer may be words that were lined up
    const std::size_t columns = tabs_in(trim(rows.front().text)) + 1;
    const bool table = columns <= kMostColumns && rows.size() > 1 && rows.size() * columns >= least_cells &&
                       std::all_of(rows.begin(), rows.end(),
                                   [&](const NoteLine& line) { return tabs_in(line.text) + 1 == columns; });
    for (auto& line : rows) {
        if (table) {
            std::vector<std::string> cells;
            for (const auto cell : split(line.text, '\t'))
                cells.emplace_back(trim(cell));
            line.text = row_of(cells);
        }
        out.push_back(std::move(line));
        if (table && &line == &rows.front()) out.push_back({dashes_for(columns), line.number, false});
    }
}

}  // namespace

void complete_tables(std::vector<NoteLine>& lines) {
    std::vector<NoteLine> out;
    out.reserve(lines.size());
    bool below_blank = true;
    for (std::size_t begin = 0; begin < lines.size();) {
        const RowKind kind = kind_of(lines[begin], RowKind::none);
        std::size_t end = begin + 1;
        while (kind != RowKind::none && end < lines.size() && kind_of(lines[end], kind) == kind)
            ++end;
        // What goes on with a line above it, or has one below it, is no table of its own.
        const auto is_blank = [&](std::size_t i) { return i >= lines.size() || trim(lines[i].text).empty(); };
        const bool alone = below_blank && (kind == RowKind::bars || is_blank(end));
        below_blank = is_blank(end - 1);
        const auto rows = std::span(lines).subspan(begin, end - begin);
        if (kind == RowKind::bars && alone) {
            read_bars(rows, out);
        } else if (kind == RowKind::grid && alone) {
            read_grid(rows, out);
        } else if (kind == RowKind::tabs && alone) {
            read_tabs(rows, out);
        } else {
            std::move(rows.begin(), rows.end(), std::back_inserter(out));
        }
        begin = end;
    }
    lines = std::move(out);
}

}  // namespace pacelane::context::detail
