#include "render/table.h"

#include "render/style.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::cli {

Table::Table(std::vector<std::string> header) : header_(std::move(header)) {}

void Table::add(std::vector<std::string> row) {
    for (auto& cell : row)
        cell = shown_line(cell);
    rows_.push_back(std::move(row));
}

std::string Table::text(int indent) const {
    std::vector<std::size_t> widths;
    const auto measure = [&](const std::vector<std::string>& row) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], shown_width(row[i]));
    };
    if (!header_.empty()) measure(header_);
    for (const auto& row : rows_)
        measure(row);
    std::string text;
    const auto write = [&](const std::vector<std::string>& row) {
        std::string line(static_cast<std::size_t>(indent), ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line.append(widths[i] - shown_width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    };
    if (!header_.empty() && !rows_.empty()) write(header_);
    for (const auto& row : rows_)
        write(row);
    return text;
}

std::string short_time(const std::string& rfc3339) {
    if (rfc3339.size() < 16) return rfc3339;
    return rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5);
}

std::string shortened(const std::string& text, std::size_t width) {
    std::string line = text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (language::column_count(line) <= width) return line;
    std::string kept;
    for (const auto word : split(line, ' ')) {
        const auto longer = kept.empty() ? std::string(word) : kept + " " + std::string(word);
        if (language::column_count(longer) + 1 > width) break;
        kept = longer;
    }
    // A script without blanks, or one long word.
    return kept.empty() ? language::cut_to_columns(line, width) : kept + "…";
}

std::string counted(std::size_t count, const std::string& singular, const std::string& plural) {
    return fmt::format("{} {}", count, count == 1 ? singular : plural.empty() ? singular + "s" : plural);
}

std::string wrapped(const std::string& text, std::size_t width) {
    std::string out;
    for (const auto line : split(text, '\n')) {
        std::size_t used = 0;
        for (const auto word : split(line, ' ')) {
            const auto length = shown_width(word);
            if (used > 0 && used + 1 + length > width) {
                out += "\n";
                used = 0;
            } else if (used > 0) {
                out += " ";
                ++used;
            }
            out += word;
            used += length;
        }
        out += "\n";
    }
    out.pop_back();
    return out;
}

}  // namespace pacelane::cli
