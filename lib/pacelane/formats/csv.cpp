/// Tables as text: values separated by commas, semicolons, tabs or bars. Each record is a row of a table that
/// the first one heads.
#include "data_limits.h"

#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/spoken_tables.h>
#include <pacelane/formats/formats.h>
#include <pacelane/language/language.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

struct CsvRecord {
    std::vector<std::string> cells;
    int line = 1;
};

/// Takes records off a text (RFC 4180, and what programs make of it).
class CsvRecords {
public:
    CsvRecords(std::string_view text, char separator) : rest_(text), separator_(separator) {}

    bool done() const { return rest_.empty(); }
    int line() const { return line_; }

    CsvRecord take() {
        const auto before = rest_;
        const int line = line_;
        CsvRecord record;
        record.line = line;
        if (quotes_ && !read(record, true)) {
            // A quotation mark that nothing closes: it is a character as others are.
            // To look for the end again and again must not cost more than the file.
            constexpr std::size_t most = 8UL * 1024 * 1024;
            looked_at_ += before.size() - rest_.size();
            if (looked_at_ > most) quotes_ = false;
            rest_ = before;
            line_ = line;
            record = {};
            record.line = line;
            read(record, false);
        } else if (!quotes_) {
            read(record, false);
        }
        return record;
    }

private:
    bool read(CsvRecord& record, bool quotes) {
        record.cells.emplace_back();
        bool quoted = false;
        std::size_t at = 0;
        for (; at < rest_.size(); ++at) {
            const char c = rest_[at];
            auto& cell = record.cells.back();
            if (c == '\n') ++line_;
            if (quoted) {
                if (c == '"') {
                    if (at + 1 < rest_.size() && rest_[at + 1] == '"') {
                        cell += rest_[++at];
                    } else if (ends_cell(at + 1)) {
                        quoted = false;
                    } else {
                        rest_.remove_prefix(at);
                        return false;
                    }
                } else if (cell.size() < kDataLimits.cell_bytes) {
                    cell += c;
                } else {
                    rest_.remove_prefix(at);
                    return false;
                }
            } else if (quotes && c == '"' && trim(cell).empty()) {
                cell.clear();
                quoted = true;
            } else if (c == separator_) {
                if (record.cells.size() < kDataLimits.table_columns) record.cells.emplace_back();
            } else if (c == '\n') {
                ++at;
                break;
            } else if (cell.size() < kDataLimits.cell_bytes) {
                cell += c;
            }
        }
        rest_.remove_prefix(at);
        return !quoted;
    }

    bool ends_cell(std::size_t at) const {
        while (at < rest_.size() && rest_[at] == ' ')
            ++at;
        return at >= rest_.size() || rest_[at] == separator_ || rest_[at] == '\n';
    }

    std::string_view rest_;
    char separator_;
    int line_ = 1;
    std::size_t looked_at_ = 0;  // bytes, in vain
    bool quotes_ = true;
};

/// The separator by which the first records have the most cells, and as many each.
char separator_of(std::string_view text) {
    constexpr int enough = 30;
    char best = ',';
    double best_score = 0;
    for (const char separator : {',', ';', '\t', '|'}) {
        CsvRecords records(text.substr(0, 256UL * 1024), separator);
        std::size_t all = 0;
        std::size_t alike = 0;
        std::size_t cells = 0;
        while (!records.done() && all < enough) {
            const auto record = records.take();
            if (record.cells.size() == 1 && trim(record.cells.front()).empty()) continue;
            if (all++ == 0) cells = record.cells.size();
            alike += record.cells.size() == cells ? 1 : 0;
        }
        if (cells < 2) continue;
        const double score = static_cast<double>(alike) / static_cast<double>(all) +
                             0.01 * static_cast<double>(std::min<std::size_t>(cells, 50));
        if (score > best_score) {
            best_score = score;
            best = separator;
        }
    }
    return best;
}

bool has_letter(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// Whether the record names columns: short words, each another one, no numbers and no sentences.
bool is_header(const CsvRecord& record) {
    constexpr std::size_t longest = 100;
    std::set<std::string> names;
    std::size_t named = 0;
    for (const auto& cell : record.cells) {
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
    return named > 0 && named * 2 >= record.cells.size();
}

/// "Costs of the year,,": words in the first cell above the names of the columns.
bool is_caption(const CsvRecord& record) {
    return record.cells.size() > 1 && has_letter(record.cells.front()) &&
           std::all_of(record.cells.begin() + 1, record.cells.end(),
                       [](const auto& cell) { return trim(cell).empty(); });
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

Found read_csv(const Source& source) {
    auto decoded = context::detail::decode(source.bytes, source.limits.line_bytes);
    if (decoded.foreign)
        throw Error(
            ErrorKind::bad_input,
            "is in an encoding that is not read (UTF-8, UTF-16 and Windows-1252 are); convert it to UTF-8");
    Found found;
    found.about.warnings = std::move(decoded.warnings);
    std::string_view text = decoded.text;
    std::optional<char> told;
    // Excel's own: the first line says what separates.
    if (text.starts_with("sep=") && text.size() > 4 &&
        std::string_view(",;\t|:^~#").find(text[4]) != std::string_view::npos)
        told = text[4];
    CsvRecords records(text, told ? *told : separator_of(text));
    if (told) records.take();
    std::vector<std::string> columns;
    bool first = true;
    std::size_t rows = 0;
    std::size_t with_words = 0;
    std::size_t widest = 0;
    while (!records.done() && !found.reading.cut_short) {
        auto record = records.take();
        if (first && is_caption(record) && !records.done()) {
            if (found.about.title.empty())
                found.about.title = context::detail::shortened(cell_text(record.cells.front()), 200);
            continue;
        }
        while (!record.cells.empty() && trim(record.cells.back()).empty() &&
               record.cells.size() > columns.size())
            record.cells.pop_back();
        if (std::all_of(record.cells.begin(), record.cells.end(),
                        [](const auto& cell) { return trim(cell).empty(); }))
            continue;
        if (std::exchange(first, false) && is_header(record) && !records.done()) {
            for (const auto& cell : record.cells)
                columns.push_back(context::detail::shortened(cell_text(cell), 200));
            continue;
        }
        context::detail::Piece row;
        row.passage.kind = context::PassageKind::table_row;
        row.passage.columns = columns;
        bool has_words = false;
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            const auto cell = cell_text(record.cells[i]);
            constexpr std::size_t sentence = 4;
            has_words = has_words || words_in(cell) >= sentence;
            if (i > 0) row.words.append(" | ", record.line);
            row.words.append(cell, record.line);
        }
        ++rows;
        with_words += has_words ? 1 : 0;
        widest = std::max(widest, record.cells.size());
        if (!row.words.empty()) found.reading.add(std::move(row));
    }
    constexpr std::size_t many = 500;
    if (rows > many && with_words * 20 < rows)
        throw Error(
            ErrorKind::bad_input,
            fmt::format("holds data, and no text that somebody wrote: {} rows of numbers and names", rows));
    if (rows == 0) throw Error(ErrorKind::bad_input, "has no rows");
    context::detail::take_spoken_tables(found.reading);
    if (found.reading.kind_reason.empty())
        found.reading.kind_reason = fmt::format("a table of {} {}", rows, rows == 1 ? "row" : "rows");
    return found;
}

}  // namespace pacelane::formats
