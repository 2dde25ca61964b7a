// How well the passages that answer a question are ranked.
#include "figures.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quality {

Figures retrieval(const std::vector<const Sandbox*>& workspaces, const std::string& folder) {
    double sum = 0;
    std::size_t queries = 0;
    for (const auto& row : read_table(folder + "/queries.tsv")) {
        // Each label is "grade:words of the passage".
        std::vector<std::pair<double, std::string>> labels;
        for (std::size_t i = 2; i < row.size(); ++i)
            labels.emplace_back(std::stod(row[i].substr(0, 1)), plain(row[i].substr(2)));
        std::vector<double> ideal, gains;
        for (const auto& [grade, words] : labels)
            ideal.push_back(grade);
        std::sort(ideal.rbegin(), ideal.rend());
        for (const auto* workspace : workspaces) {
            if (workspace->value("SELECT count(*) FROM users WHERE handle = '" + row.at(0) + "'") != "1")
                continue;
            for (const auto& hit :
                 workspace->run({"context", "search", "--user", row[0], "-n", "10", row.at(1), "--json"})
                     .json()) {
                const auto text = plain(hit["text"]);
                double gain = 0;
                for (auto label = labels.begin(); label != labels.end(); ++label)
                    if (text.find(label->second) != std::string::npos) {
                        gain = label->first;
                        labels.erase(label);
                        break;
                    }
                gains.push_back(gain);
            }
        }
        const auto dcg = [](const std::vector<double>& grades) {
            double total = 0;
            for (std::size_t i = 0; i < std::min<std::size_t>(10, grades.size()); ++i)
                total += (std::pow(2, grades[i]) - 1) / std::log2(static_cast<double>(i) + 2);
            return total;
        };
        sum += dcg(gains) / dcg(ideal);
        for (const auto& [grade, words] : labels)
            fmt::print(stderr, "not in the first {} for \"{}\": {}\n", gains.size(), row[1], words);
        ++queries;
    }
    return {{"retrieval, nDCG@10", sum / static_cast<double>(std::max<std::size_t>(1, queries)), 0.45,
             fmt::format("{} queries", queries)}};
}

}  // namespace quality
