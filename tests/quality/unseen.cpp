// Judgements of documents and sentences against labels made by hand.
#include "figures.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <pacelane/language/language.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quality {

namespace {

using nlohmann::json;

// Documents as `context explain` tells them, each read once.
class Explained {
public:
    Explained(const Sandbox& workspace, std::string folder)
        : workspace_(workspace), folder_(std::move(folder)) {}

    /// By its path in the folder of the labels: "workspace/bridget/notes/lambing.md",
    /// "kinds/en-night-shift.md".
    const json& operator[](const std::string& path) {
        const auto known = documents_.find(path);
        if (known != documents_.end()) return known->second;
        constexpr std::string_view in_workspace = "workspace/";
        const auto file =
            path.starts_with(in_workspace) ? path.substr(in_workspace.size()) : folder_ + "/" + path;
        const auto result = workspace_.run({"--json", "context", "explain", "-n", "100000", file});
        // Nothing but tags is nothing to read: no kind, no block.
        if (result.exit_code == 65)
            return documents_[path] = {{"text_kind", "not read"},
                                       {"is_private", false},
                                       {"worth_a_post", 0.0},
                                       {"blocks", json::array()}};
        if (result.exit_code != 0) throw std::runtime_error("pacelane context explain: " + result.err);
        return documents_[path] = result.json();
    }

private:
    const Sandbox& workspace_;
    std::string folder_;
    std::map<std::string, json> documents_;
};

bool holds(const json& block, const std::string& words) {
    std::string text = block.at("text").get<std::string>();
    for (const auto& heading : block.at("headings"))
        text += " " + heading.get<std::string>();
    return (" " + plain(text) + " ").find(" " + words + " ") != std::string::npos;
}

Figures kinds(Explained& documents, const std::string& folder) {
    std::size_t right = 0;
    const auto rows = read_table(folder + "/kinds.tsv");
    for (const auto& row : rows) {
        auto kind = row.at(2);
        std::replace(kind.begin(), kind.end(), '-', '_');
        const auto& document = documents["kinds/" + row.at(0)];
        const bool same = document.at("text_kind") == kind;
        right += same ? 1 : 0;
        if (!same)
            fmt::print(stderr, "{} is {}, read as {}\n", row.at(0), kind,
                       document.at("text_kind").get<std::string>());
    }
    return {{"kinds of documents", static_cast<double>(right) / static_cast<double>(rows.size()), 0,
             fmt::format("{} of {}", right, rows.size())}};
}

// Words that are held back as private, and private words that are held back for whatever reason.
Figures private_words(Explained& documents, const Sandbox& workspace, const std::string& folder) {
    Judged as_private;
    std::size_t kept = 0, all = 0;
    for (const auto& row : read_table(folder + "/private.tsv")) {
        const auto words = plain(row.at(1));
        bool told = false, held_as_private = false;
        for (const auto& path : workspace.query("SELECT path FROM context_documents WHERE user_handle = '" +
                                                row.at(0) + "' AND error_message IS NULL")) {
            const auto& document = documents["workspace/" + path];
            for (const auto& block : document.at("blocks")) {
                if (!holds(block, words)) continue;
                const auto& why = block.at("why_not_told");
                told = told || (why.is_null() && document.at("is_private") == false);
                held_as_private =
                    held_as_private || document.at("is_private") == true || why == "private_matter";
            }
        }
        const bool is_private = is_label(row, 3);
        as_private.count(held_as_private, is_private);
        all += is_private ? 1 : 0;
        kept += is_private && !told ? 1 : 0;
    }
    auto figures = as_private.figures("held back as private");
    figures.push_back({"private words held back at all", static_cast<double>(kept) / static_cast<double>(all),
                       0, fmt::format("{} of {}", kept, all)});
    return figures;
}

Figures sentences(Explained& documents, const std::string& folder) {
    Judged alone, tellable;
    for (const auto& row : read_table(folder + "/sentences.tsv")) {
        const auto language = pacelane::language::from_code(row.at(2)).value();
        alone.count(pacelane::language::stands_alone(row.at(1), language), row.at(3) == "yes");
        const auto words = plain(row.at(1));
        const auto& document = documents[row.at(0)];
        const auto& blocks = document.at("blocks");
        const bool told = document.at("is_private") == false &&
                          std::any_of(blocks.begin(), blocks.end(), [&](const json& block) {
                              return block.at("why_not_told").is_null() && holds(block, words);
                          });
        tellable.count(told, row.at(4) == "yes");
    }
    auto figures = alone.figures("sentences that stand alone");
    for (auto& figure : tellable.figures("sentences that may be told"))
        figures.push_back(std::move(figure));
    return figures;
}

Figures worth(Explained& documents, const std::string& folder) {
    Judged judged;
    for (const auto& row : read_table(folder + "/workspace/drafts.tsv")) {
        const auto& document = documents["workspace/" + row.at(0)];
        judged.count(document.at("worth_a_post").get<double>() >= 0.5 && document.at("is_private") == false,
                     row.at(2) == "yes");
    }
    return judged.figures("documents worth a post");
}

}  // namespace

Figures unseen(const Sandbox& workspace, const std::string& folder) {
    Explained documents(workspace, folder);
    Figures all;
    for (auto& figures : {kinds(documents, folder), private_words(documents, workspace, folder),
                          sentences(documents, folder), worth(documents, folder)})
        all.insert(all.end(), figures.begin(), figures.end());
    return all;
}

}  // namespace quality
