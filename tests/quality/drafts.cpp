// What must hold for every sentence of every draft; checked on the stored text, not by the writer itself.
#include "figures.h"

#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>
#include <regex>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quality {

namespace {

using nlohmann::json;

// The writer's own words, which claim nothing.
const std::set<std::string> kLabels{"what we decided",   "o que decidimos", "also worth knowing",
                                    "vale saber também", "in short",        "em resumo",
                                    "the details",       "os detalhes",     "short notes",
                                    "notas curtas",      "notas breves"};

struct Share {
    std::size_t right = 0;
    std::size_t all = 0;
    void count(bool good) {
        ++all;
        if (good) ++right;
    }
    Figure figure(std::string name, double least = 1) const {
        return {std::move(name), all == 0 ? 0 : static_cast<double>(right) / static_cast<double>(all), least,
                fmt::format("{} of {}", right, all)};
    }
};

/// A draft's sentences and headings, without markup, hashtags, fixed labels and the address where its text is
/// published.
std::vector<std::string> statements(const std::string& body, pacelane::language::Language language) {
    std::vector<std::string> found;
    std::string rest = body;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string line = rest.substr(0, end);
        rest.erase(0, std::min(end + 1, rest.size()));
        line = std::regex_replace(line, std::regex(R"(^ *(#+ |- |• |[0-9]+\. ))"), "");
        line = std::regex_replace(line, std::regex(R"(\\([*_<\\`#>+.)-]))"), "$1");
        line = std::regex_replace(line, std::regex(R"((^| )#[^ #0-9][^ #]*)"), "");
        if (line.starts_with("```") || std::regex_match(line, std::regex(R"(https?://[^ ]+)"))) continue;
        if (line.starts_with(std::string(language.pack().read_it_at.text()) + " [") && line.ends_with(")"))
            continue;
        std::string label = line;
        if (!label.empty() && label.back() == ':') label.pop_back();
        if (kLabels.contains(pacelane::language::fold(label))) continue;
        for (const auto span : pacelane::language::sentences(line, language))
            found.push_back(line.substr(span.begin, span.end - span.begin));
    }
    return found;
}

}  // namespace

Figures drafts(const std::vector<const Sandbox*>& workspaces, const std::string& folder, bool checked) {
    Share supported, cited, limits, unrepeated, unlabelled, fluent, discreet, written;
    const std::regex filler(
        R"((^|[^a-z])(um, |uh|uhm|erm|you know,|i mean,|so, yeah|né|tipo,|então, assim)([^a-z]|$))",
        std::regex::icase);
    const auto private_words = read_table(folder + "/private.tsv");
    for (const auto* workspace : workspaces) {
        for (const auto& state : workspace->query("SELECT generation_status FROM pacing_content_generation"))
            written.count(state == "completed");
        const auto rows = workspace->query(
            "SELECT json_object('handle', u.handle, 'title', g.content_title, 'body', g.content_body, "
            "'metadata', "
            "json(g.content_metadata), 'user', g.user_id) FROM pacing_content_generation g JOIN users u ON "
            "u.id = "
            "g.user_id WHERE g.generation_status = 'completed'");
        for (const auto& row : rows) {
            const auto draft = json::parse(row);
            const auto& metadata = draft["metadata"];
            const auto language =
                pacelane::language::from_code(metadata["language"].get<std::string>()).value();
            limits.count(metadata["checks"]["within_limit"] == true);
            std::string passages, claims;
            for (const auto& text : workspace->query("SELECT p.text || ' ' || p.headings || ' ' || d.title "
                                                     "FROM passages p JOIN documents d USING "
                                                     "(document_key) WHERE d.user_id = '" +
                                                     draft["user"].get<std::string>() + "'"))
                passages += plain(text) + "\n";
            for (const auto& source : metadata["sources"])
                for (const auto& claim : source["claims"]) {
                    // Every word of the claim stands in its quote, in the same order; the quote stands in the
                    // source. Before it the title of the note or its folder may name the subject.
                    const auto quote = plain(claim["quote"]), text = plain(claim["text"]);
                    auto path = source["path"].get<std::string>();
                    std::replace(path.begin(), path.end(), '/', ' ');
                    const auto all = plain(path) + " " + plain(source["title"]) + " " + quote;
                    std::size_t at = 0, held = 0, words = 0;
                    for (std::size_t i = 0; i < text.size();) {
                        const auto end = std::min(text.find(' ', i), text.size());
                        const auto found = (" " + all + " ").find(" " + text.substr(i, end - i) + " ", at);
                        ++words;
                        if (found != std::string::npos) {
                            ++held;
                            at = found + 1;
                        }
                        i = end + 1;
                    }
                    supported.count(held == words && passages.find(quote) != std::string::npos);
                    claims += plain(claim["text"]) + "\n";
                }
            std::set<std::string> said;
            const std::string body = draft["body"];
            for (const auto& sentence : statements(body, language)) {
                const auto words = plain(sentence);
                if (words.empty()) continue;
                const bool found = claims.find(words) != std::string::npos;
                if (!found) fmt::print(stderr, "no source: {}\n", sentence);
                cited.count(found);
                const bool fresh = said.insert(words).second;
                if (!fresh) fmt::print(stderr, "said twice: {}\n", sentence);
                unrepeated.count(fresh);
                unlabelled.count(
                    !std::regex_search(sentence, std::regex(R"(^[A-Z][a-z]+( [A-Z][a-z]+)?: [A-Z"])")) ||
                    sentence.find("…") != std::string::npos);
                fluent.count(!std::regex_search(sentence, filler));
            }
            for (const auto& entry : private_words)
                if (entry.at(0) == draft["handle"] && is_label(entry, 3))
                    discreet.count((draft["title"].get<std::string>() + body).find(entry.at(1)) ==
                                   std::string::npos);
        }
    }
    Figures all{written.figure("suggestions that became a draft", 0.95),
                cited.figure("sentences with a source"),
                supported.figure("claims that their source supports"),
                limits.figure("platform limits kept"),
                unrepeated.figure("sentences said once"),
                unlabelled.figure("sentences without a speaker's label"),
                fluent.figure("sentences without fillers"),
                discreet.figure("private words kept out")};
    if (!checked)
        for (auto& figure : all)
            figure.least = 0;
    return all;
}

}  // namespace quality
