// Retrieval on public data: documents that answer a question, and the turns of a meeting that do.
#include "figures.h"
#include "material.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/time.h>
#include <pacelane/store/store.h>
#include <set>

#include <fmt/format.h>

namespace quality {

namespace {

using nlohmann::json;

constexpr std::size_t kHits = 1000;
constexpr std::size_t kFirst = 10;    // of nDCG
constexpr std::size_t kLooked = 100;  // of recall

/// A workspace of users, each with files, brought in by the program.
class Library {
public:
    void add(const std::string& handle, const std::string& path, const std::string& text,
             const std::string& language) {
        if (languages_.emplace(handle, language).second)
            users_ += fmt::format(
                "  - handle: {0}\n    name: Ann Reader\n    language: {1}\n    context:\n"
                "      knowledge: [{0}/knowledge/**/*]\n      transcripts: [{0}/transcripts/**/*]\n",
                handle, language);
        workspace_.write(handle + "/" + path, text);
    }
    void read() {
        workspace_.write("pacelane.yaml", "database: pacelane.db\nusers:\n" + users_);
        for (const auto& command : std::vector<std::vector<std::string>>{
                 {"-q", "migrate"}, {"-q", "schedule", "import", "pacelane.yaml"}, {"-q", "context", "sync"}})
            if (const auto result = workspace_.run(command); result.exit_code != 0)
                throw std::runtime_error("pacelane " + command[1] + ": " + result.err);
        store_ = pacelane::store::open_sqlite(workspace_.path("pacelane.db"), clock_);
    }
    std::vector<pacelane::store::SearchHit> search(const std::string& handle, const std::string& query) {
        return store_->search(store_->user(handle), query, kHits);
    }

private:
    Sandbox workspace_;
    pacelane::SystemClock clock_;
    std::string users_;
    std::map<std::string, std::string> languages_;
    std::unique_ptr<pacelane::store::Store> store_;
};

struct Means {
    double ndcg[2] = {0, 0};  // of each half of the queries
    double recall[2] = {0, 0};
    int queries[2] = {0, 0};

    /// Of a query: what was found, best first, and how good each is.
    void add(const std::vector<std::string>& found, const std::map<std::string, int>& grades) {
        const auto half = static_cast<std::size_t>((queries[0] + queries[1]) % 2);
        std::vector<double> gains, ideal;
        std::size_t relevant = 0, seen = 0;
        for (const auto& [name, grade] : grades) {
            ideal.push_back(std::pow(2, grade) - 1);
            relevant += grade > 0 ? 1 : 0;
        }
        std::sort(ideal.rbegin(), ideal.rend());
        for (std::size_t i = 0; i < std::min(found.size(), kLooked); ++i) {
            const auto grade = grades.find(found[i]);
            const bool good = grade != grades.end() && grade->second > 0;
            seen += good ? 1 : 0;
            gains.push_back(good ? std::pow(2, grade->second) - 1 : 0);
        }
        const auto dcg = [](const std::vector<double>& values) {
            double sum = 0;
            for (std::size_t i = 0; i < std::min(values.size(), kFirst); ++i)
                sum += values[i] / std::log2(static_cast<double>(i) + 2);
            return sum;
        };
        ndcg[half] += dcg(ideal) > 0 ? dcg(gains) / dcg(ideal) : 0;
        recall[half] += relevant > 0 ? static_cast<double>(seen) / static_cast<double>(relevant) : 0;
        ++queries[half];
    }

    Figures figures(const std::string& name, double least_ndcg, double least_recall) const {
        const auto figure = [&](const char* what, const double(&sums)[2], double least) {
            const auto mean = [](double sum, int count) { return count > 0 ? sum / count : 0; };
            return Figure{name + ": " + what, mean(sums[0] + sums[1], queries[0] + queries[1]), least,
                          fmt::format("{} queries; halves {:.3f}, {:.3f}", queries[0] + queries[1],
                                      mean(sums[0], queries[0]), mean(sums[1], queries[1]))};
        };
        return {figure("nDCG@10", ndcg, least_ndcg), figure("recall@100", recall, least_recall)};
    }
};

std::vector<std::string> each_once(const std::vector<std::string>& names) {
    std::vector<std::string> once;
    std::set<std::string> seen;
    for (const auto& name : names)
        if (seen.insert(name).second) once.push_back(name);
    return once;
}

}  // namespace

Figures document_retrieval(const std::string& folder, const std::string& name, const std::string& language,
                           double least_ndcg) {
    Library library;
    for (const auto& document : read_lines(folder + "/docs.jsonl")) {
        const std::string title = document.at("title"), text = document.at("text");
        library.add("u", "knowledge/" + document.at("id").get<std::string>() + ".md",
                    (title.empty() ? "" : "# " + title + "\n\n") + text + "\n", language);
    }
    library.read();
    std::map<std::string, std::map<std::string, int>> grades;
    for (const auto& row : read_table(folder + "/qrels.tsv"))
        grades[row.at(0)][row.at(1)] = std::stoi(row.at(2));
    Means means;
    for (const auto& query : read_lines(folder + "/queries.jsonl")) {
        std::vector<std::string> found;
        for (const auto& hit : library.search("u", query.at("text"))) {
            const auto start = hit.path.rfind('/') + 1;
            found.push_back(hit.path.substr(start, hit.path.rfind('.') - start));
        }
        means.add(each_once(found), grades[query.at("id")]);
    }
    return means.figures(name, least_ndcg, 0);
}

Figures turn_retrieval(const std::string& path, double least_ndcg, double least_recall) {
    constexpr std::size_t kWords = 8;  // of a turn that can answer anything
    const auto words_of = [](const std::string& text) {
        return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
    };
    const auto meetings = read_lines(path);
    Library library;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
        std::string talk;
        for (const auto& turn : meetings[i].at("turns")) {
            std::string label;
            for (const char c : turn.at("speaker").get<std::string>())
                if (std::isalpha(static_cast<unsigned char>(c)) || c == ' ') label += c;
            const std::string text = turn.at("text");
            talk += fmt::format("{}: {}\n", label.empty() ? "Speaker" : label, text.empty() ? "..." : text);
        }
        library.add(fmt::format("m{}", i),
                    fmt::format("transcripts/{}.txt", meetings[i].at("id").get<std::string>()), talk, "en");
    }
    library.read();
    Means means;
    for (std::size_t i = 0; i < meetings.size(); ++i)
        for (const auto& query : meetings[i].at("queries")) {
            std::map<std::string, int> grades;
            for (const std::size_t turn : query.at("turns"))
                if (words_of(meetings[i].at("turns").at(turn).at("text")) >= kWords)
                    grades[std::to_string(turn)] = 1;
            if (grades.empty()) continue;
            std::vector<std::string> found;
            for (const auto& hit : library.search(fmt::format("m{}", i), query.at("query")))
                found.push_back(std::to_string(hit.passage.line - 1));
            means.add(each_once(found), grades);
        }
    return means.figures("QMSum, turns", least_ndcg, least_recall);
}

}  // namespace quality
