// Decisions and action items against labels made by hand.
#include "figures.h"

#include <algorithm>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quality {

namespace {

struct Found {
    std::string path;
    std::string who;
    std::string what;
};

std::set<std::string> words_of(const std::string& text) {
    std::set<std::string> words;
    std::istringstream stream(plain(text));
    for (std::string word; stream >> word;)
        words.insert(word);
    return words;
}

// At least two thirds of the shorter one's words.
bool says_the_same(const std::string& a, const std::string& b) {
    const auto left = words_of(a), right = words_of(b);
    const auto shared =
        std::count_if(left.begin(), left.end(), [&](const auto& word) { return right.contains(word); });
    const auto smaller = std::min(left.size(), right.size());
    return smaller > 0 && static_cast<double>(shared) >= 0.66 * static_cast<double>(smaller);
}

std::vector<Found> found_in(const std::vector<const Sandbox*>& workspaces, const std::string& field,
                            const std::string& text) {
    std::vector<Found> found;
    for (const auto* workspace : workspaces)
        for (const auto& row : workspace->query(
                 "SELECT e.value FROM pacing_context_analysis a, json_each(a.meeting_context, '$." + field +
                 "') e")) {
            const auto entry = nlohmann::json::parse(row);
            found.push_back({entry["source"]["path"], entry.value("who", ""), entry[text]});
        }
    return found;
}

Figures compare(const std::string& name, const std::vector<Found>& found, const std::vector<Found>& labels,
                double least_precision, double least_recall) {
    std::vector<bool> used(labels.size(), false);
    std::size_t right = 0;
    for (const auto& one : found)
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto& label = labels[i];
            const bool same = !used[i] && label.path == one.path && one.who.starts_with(label.who) &&
                              says_the_same(one.what, label.what);
            if (!same) continue;
            used[i] = true;
            ++right;
            break;
        }
    return Judged{right, found.size(), labels.size()}.figures(name, least_precision, least_recall);
}

}  // namespace

Figures meetings(const std::vector<const Sandbox*>& workspaces, const std::string& folder, bool checked) {
    std::vector<Found> decisions, actions;
    for (const auto& row : read_table(folder + "/decisions.tsv"))
        if (is_label(row, 3)) decisions.push_back({row.at(0), "", row.at(1)});
    for (const auto& row : read_table(folder + "/actions.tsv"))
        if (is_label(row, 4)) actions.push_back({row.at(0), row.at(1), row.at(2)});
    auto figures = compare("decisions", found_in(workspaces, "decisions", "text"), decisions,
                           checked ? 0.9 : 0, checked ? 0.85 : 0);
    for (auto& figure : compare("action items", found_in(workspaces, "action_items", "what"), actions,
                                checked ? 0.9 : 0, checked ? 0.8 : 0))
        figures.push_back(std::move(figure));
    return figures;
}

}  // namespace quality
