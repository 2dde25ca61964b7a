#include "figures.h"

#include <fstream>
#include <pacelane/language/language.h>
#include <sstream>

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

}  // namespace quality
