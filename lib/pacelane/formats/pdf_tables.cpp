#include "detail/pdf_lines.h"

#include <algorithm>
#include <cmath>
#include <pacelane/base/text.h>

namespace pacelane::formats::detail {

namespace {

struct Cell {
    std::string text;
    double left = 0, right = 0;
};

struct Row {
    std::vector<Cell> cells;
    PdfLine line;  // what its cells have in common
};

std::size_t words_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool opens_item(std::string_view text) {
    for (const std::string_view mark : {"•", "◦", "▪", "●", "‣", "○", "■", "- ", "– ", "* "})
        if (text.starts_with(mark)) return true;
    return false;
}

/// What a table's cell may be: a few words that do not fill the page.
bool is_cell(const PdfLine& line, const PdfPage& page) {
    constexpr std::size_t most_words = 8;
    return !line.furniture && !line.mono && !line.row && line.right - line.left < 0.6 * page.width &&
           words_in(line.text) <= most_words && !opens_item(line.text);
}

/// The cells of a line that a wide space parts already.
std::vector<Cell> cells_of(const PdfLine& line) {
    std::vector<Cell> cells;
    std::string_view rest = line.text;
    const double each = (line.right - line.left) / static_cast<double>(std::max<std::size_t>(1, rest.size()));
    for (std::size_t i = 0; !rest.empty(); ++i) {
        const auto end = std::min(rest.find('\t'), rest.size());
        Cell cell{std::string(trim(rest.substr(0, end)))};
        cell.left = i == 0 ? line.left : i <= line.gaps.size() ? line.gaps[i - 1] : line.right;
        const double next = i < line.gaps.size() ? line.gaps[i] : line.right;
        cell.right =
            end == rest.size() ? line.right : std::min(next, cell.left + each * static_cast<double>(end));
        cells.push_back(std::move(cell));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return cells;
}

bool is_beside(const PdfLine& a, const PdfLine& b) {
    const double overlap = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    return overlap > 0.5 * std::min(a.bottom - a.top, b.bottom - b.top);
}

/// The lines as rows, from the top.
std::vector<Row> rows_of(std::vector<PdfLine> lines) {
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
    std::vector<Row> rows;
    for (auto& line : lines) {
        auto cells = cells_of(line);
        if (rows.empty() || !is_beside(rows.back().line, line)) {
            rows.push_back({std::move(cells), std::move(line)});
            continue;
        }
        auto& row = rows.back();
        for (auto& cell : cells)
            row.cells.push_back(std::move(cell));
        row.line.left = std::min(row.line.left, line.left);
        row.line.right = std::max(row.line.right, line.right);
        row.line.bottom = std::max(row.line.bottom, line.bottom);
        row.line.strong = row.line.strong && line.strong;
    }
    for (auto& row : rows)
        std::stable_sort(row.cells.begin(), row.cells.end(),
                         [](const auto& a, const auto& b) { return a.left < b.left; });
    return rows;
}

bool opens_small(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

/// Figures, names and short words in rows and columns. Running text in narrow columns has longer lines, which
/// go on in small letters; what is printed over each other is no table either.
bool are_table(const std::vector<Row>& rows, std::size_t lines) {
    constexpr std::size_t fewest_rows = 3, most_columns = 30;
    std::size_t cells = 0, words = 0, several = 0, small = 0;
    for (const auto& row : rows) {
        if (row.cells.size() > most_columns) return false;
        cells += row.cells.size();
        several += row.cells.size() > 1 ? 1 : 0;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            words += words_in(row.cells[i].text);
            small += opens_small(row.cells[i].text) ? 1 : 0;
            if (i > 0 && row.cells[i].left < row.cells[i - 1].right - 3) return false;
        }
    }
    return rows.size() >= fewest_rows && lines > rows.size() && 10 * several >= 6 * rows.size() &&
           2 * words <= 7 * cells && 10 * small <= 3 * cells;
}

/// Puts each row's cells into the columns of the fullest row.
void to_lines(std::vector<Row>& rows, std::vector<PdfLine>& out) {
    const auto& fullest = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
                              return a.cells.size() < b.cells.size();
                          })->cells;
    std::vector<std::pair<double, double>> columns;
    for (const auto& cell : fullest)
        columns.emplace_back(cell.left, cell.right);
    for (auto& row : rows) {
        std::vector<std::string> texts(columns.size());
        for (const auto& cell : row.cells) {
            const double middle = (cell.left + cell.right) / 2;
            std::size_t best = 0;
            for (std::size_t i = 1; i < columns.size(); ++i)
                if (std::abs(middle - (columns[i].first + columns[i].second) / 2) <
                    std::abs(middle - (columns[best].first + columns[best].second) / 2))
                    best = i;
            texts[best] += (texts[best].empty() ? "" : " ") + cell.text;
        }
        row.line.text.clear();
        row.line.gaps.clear();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (i > 0) {
                row.line.text += '\t';
                row.line.gaps.push_back(columns[i].first);
            }
            row.line.text += texts[i];
        }
        out.push_back(std::move(row.line));
    }
}

}  // namespace

void merge_tables(PdfPage& page) {
    constexpr std::size_t fewest_lines = 6, most_lines = 1500;
    std::vector<PdfLine> out;
    out.reserve(page.lines.size());
    for (std::size_t i = 0; i < page.lines.size();) {
        std::size_t end = i;
        while (end < page.lines.size() && end - i < most_lines && is_cell(page.lines[end], page))
            ++end;
        // What has nothing beside it at the run's beginning and end, a heading or a note, is no part of it.
        const auto has_company = [&](std::size_t at) {
            const auto& line = page.lines[at];
            return !line.gaps.empty() || std::any_of(page.lines.begin() + static_cast<std::ptrdiff_t>(i),
                                                     page.lines.begin() + static_cast<std::ptrdiff_t>(end),
                                                     [&](const PdfLine& other) {
                                                         return &other != &line && is_beside(line, other);
                                                     });
        };
        std::size_t first = i, last = end;
        while (first < last && !has_company(first))
            ++first;
        while (last > first && !has_company(last - 1))
            --last;
        bool merged = false;
        if (last - first >= fewest_lines) {
            auto rows = rows_of({page.lines.begin() + static_cast<std::ptrdiff_t>(first),
                                 page.lines.begin() + static_cast<std::ptrdiff_t>(last)});
            merged = are_table(rows, last - first);
            if (merged) {
                for (std::size_t k = i; k < first; ++k)
                    out.push_back(page.lines[k]);
                to_lines(rows, out);
            }
        }
        for (std::size_t k = merged ? last : i; k < end; ++k)
            out.push_back(page.lines[k]);
        // A line that is no cell, or none at all when the run was only too long.
        if (end < page.lines.size() && end - i < most_lines) out.push_back(page.lines[end++]);
        i = end;
    }
    page.lines = std::move(out);
}

void drop_loose_marks(PdfPage& page, double body) {
    constexpr std::size_t longest = 24, longest_word = 3;
    const auto is_script = [&](const PdfLine& line) {
        if (line.size > 0.8 * body || line.text.size() > longest || line.row) return false;
        for (const auto word : split(line.text, ' '))
            if (word.substr(0, word.find('\t')).size() > longest_word) return false;
        // Its line is near in the order of reading.
        constexpr std::ptrdiff_t near = 20;
        const auto at = &line - page.lines.data();
        const auto size = static_cast<std::ptrdiff_t>(page.lines.size());
        const auto begin = page.lines.begin() + std::max<std::ptrdiff_t>(0, at - near);
        const auto end = page.lines.begin() + std::min(size, at + near);
        return std::any_of(begin, end, [&](const PdfLine& other) {
            return &other != &line && other.size > line.size && other.top < line.bottom &&
                   other.bottom > line.top && other.left < line.right && other.right > line.left;
        });
    };
    std::vector<bool> drop;
    drop.reserve(page.lines.size());
    for (const auto& line : page.lines)
        drop.push_back(is_script(line));
    std::size_t at = 0;
    page.lines.erase(
        std::remove_if(page.lines.begin(), page.lines.end(), [&](const PdfLine&) { return drop[at++]; }),
        page.lines.end());
    // One wide space within running text is none between columns.
    constexpr double aligned = 12;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        auto& line = page.lines[i];
        if (line.gaps.size() != 1 || line.row) continue;
        const double height = std::max(1.0, line.bottom - line.top);
        bool near_text = false, near_row = false;
        for (const std::size_t k : {i - 1, i + 1}) {
            if (k >= page.lines.size() || page.lines[k].furniture) continue;
            const auto& other = page.lines[k];
            const double gap = k < i ? line.top - other.bottom : other.top - line.bottom;
            if (std::abs(gap) > 0.75 * height) continue;
            near_row = near_row || (!other.gaps.empty() &&
                                    std::any_of(other.gaps.begin(), other.gaps.end(), [&](double at_x) {
                                        return std::abs(at_x - line.gaps.front()) < aligned;
                                    }));
            near_text = near_text || (other.gaps.empty() && std::abs(other.left - line.left) < aligned &&
                                      other.right - other.left > 0.8 * (line.right - line.left) &&
                                      words_in(other.text) > 5);
        }
        if (!near_text || near_row) continue;
        std::replace(line.text.begin(), line.text.end(), '\t', ' ');
        line.gaps.clear();
    }
}

}  // namespace pacelane::formats::detail
