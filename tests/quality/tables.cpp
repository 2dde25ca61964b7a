#include "figures.h"

#include <algorithm>
#include <fstream>
#include <pacelane/language/language.h>
#include <sstream>

#include <fmt/format.h>

namespace quality {

std::vector<Row> read_table(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(path + ": cannot be read");
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        Row row;
        std::istringstream fields(line);
        for (std::string field; std::getline(fields, field, '\t');)
            row.push_back(field);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string plain(const std::string& text) {
    std::string out;
    for (const auto& token : pacelane::language::tokenize(text, pacelane::language::Language::english))
        out += (out.empty() ? "" : " ") + token.folded;
    return out;
}

bool is_label(const Row& row, std::size_t column) {
    return row.size() <= column || row[column] == "yes";
}

Figures Judged::figures(const std::string& name, double least_precision, double least_recall) const {
    const auto share = [&](std::size_t all) {
        return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, all));
    };
    return {{name + ", precision", share(called), least_precision, fmt::format("{} of {}", right, called)},
            {name + ", recall", share(are), least_recall, fmt::format("{} of {}", right, are)}};
}

}  // namespace quality
