#include "data_table.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/spoken_tables.h>
#include <pacelane/language/language.h>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// Whether the record names columns: short words, each another one, no numbers and no sentences.
bool is_header(const std::vector<std::string>& cells) {
    constexpr std::size_t longest = 100;
    std::set<std::string> names;
    std::size_t named = 0;
    for (const auto& cell : cells) {
        const auto name = trim(cell);
        if (name.empty()) continue;
        const bool digits_first = is_digit(name.front()) && !has_letter(name);
        const bool sentence = name.ends_with('.') || name.size() > longest ||
                              name.find("://") != std::string_view::npos ||
                              name.find('@') != std::string_view::npos;
        if (digits_first || sentence || !has_letter(name) || !names.insert(language::fold(name)).second)
            return false;
        ++named;
    }
    return named > 0 && named * 2 >= cells.size();
}

/// "Costs of the year,,": words in the first cell above the names of the columns.
bool is_caption(const std::vector<std::string>& cells) {
    return cells.size() > 1 && has_letter(cells.front()) &&
           std::all_of(cells.begin() + 1, cells.end(), [](const auto& cell) { return trim(cell).empty(); });
}

/// One line, without what parts the cells of a row.
std::string cell_text(std::string_view cell) {
    std::string text(trim(cell));
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
}

std::size_t words_in(std::string_view cell) {
    constexpr std::size_t shortest = 2;
    std::size_t words = 0;
    for (const auto word : split(cell, ' '))
        words += word.size() >= shortest && has_letter(word) ? 1 : 0;
    return words;
}

}  // namespace

void DataTable::begin(const std::string& heading) {
    headings_.clear();
    if (!heading.empty()) headings_.push_back(context::detail::shortened(heading, 200));
    columns_.clear();
    first_ = true;
}

void DataTable::add(std::vector<std::string> cells, int line, bool more) {
    if (first_ && is_caption(cells) && more) {
        if (found_.about.title.empty()) {
            found_.about.title = context::detail::shortened(cell_text(cells.front()), 200);
        } else {
            context::detail::Piece more_words;
            more_words.words.append(cell_text(cells.front()), line);
            more_words.passage.headings = headings_;
            found_.reading.add(std::move(more_words));
        }
        return;
    }
    while (!cells.empty() && trim(cells.back()).empty() && cells.size() > columns_.size())
        cells.pop_back();
    if (std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return trim(cell).empty(); })) return;
    if (std::exchange(first_, false) && is_header(cells) && more) {
        for (const auto& cell : cells)
            columns_.push_back(context::detail::shortened(cell_text(cell), 200));
        return;
    }
    context::detail::Piece row;
    row.passage.kind = context::PassageKind::table_row;
    row.passage.columns = columns_;
    row.passage.headings = headings_;
    bool has_words = false;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto cell = cell_text(cells[i]);
        constexpr std::size_t sentence = 4;
        has_words = has_words || words_in(cell) >= sentence;
        if (i > 0) row.words.append(" | ", line);
        row.words.append(cell, line);
    }
    ++rows_;
    with_words_ += has_words ? 1 : 0;
    if (!row.words.empty()) found_.reading.add(std::move(row));
}

void DataTable::finish() {
    constexpr std::size_t many = 500;
    if (rows_ > many && with_words_ * 20 < rows_)
        throw Error(
            ErrorKind::bad_input,
            fmt::format("holds data, and no text that somebody wrote: {} rows of numbers and names", rows_));
    if (rows_ == 0) throw Error(ErrorKind::bad_input, "has no rows");
    context::detail::take_spoken_tables(found_.reading);
    if (found_.reading.kind_reason.empty())
        found_.reading.kind_reason = fmt::format("a table of {} {}", rows_, rows_ == 1 ? "row" : "rows");
}

}  // namespace pacelane::formats
