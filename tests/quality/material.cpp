// Figures on public data, which is not kept here.
#include "material.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <pacelane/language/language.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace quality {

using nlohmann::json;
using pacelane::language::Language;

std::vector<json> read_lines(const std::string& path) {
    std::ifstream file(path);
    std::vector<json> rows;
    for (std::string line; std::getline(file, line);)
        if (!line.empty()) rows.push_back(json::parse(line));
    return rows;
}

namespace {

std::string user(const std::string& handle) {
    return fmt::format(
        "  - handle: {0}\n    name: Ann Reader\n    timezone: UTC\n    language: en\n    context:\n"
        "      knowledge: [{0}/knowledge/**/*]\n      meetings: [{0}/meetings/**/*]\n      transcripts: "
        "[{0}/transcripts/**/*]\n"
        "    schedules:\n"
        "      - frequency: daily\n        content_types: [blog_post]\n",
        handle);
}

// A workspace of a user a text; each is analysed by itself.
class Analyses {
public:
    void add(const std::string& path, const std::string& text) {
        const auto handle = fmt::format("u{}", count_++);
        workspace_.write(handle + "/" + path, text);
        users_ += user(handle);
    }
    void read() {
        workspace_.write("pacelane.yaml", "database: pacelane.db\nusers:\n" + users_);
        for (const auto& command : std::vector<std::vector<std::string>>{
                 {"-q", "migrate"}, {"-q", "schedule", "import", "pacelane.yaml"}, {"-q", "context", "sync"}})
            if (const auto result = workspace_.run(command); result.exit_code != 0)
                throw std::runtime_error("pacelane " + command[1] + ": " + result.err);
    }
    json operator[](std::size_t i) const {
        const auto result =
            workspace_.run({"--json", "analyze", "--user", fmt::format("u{}", i), "--dry-run"});
        if (result.exit_code != 0) throw std::runtime_error("pacelane analyze: " + result.err);
        return result.json();
    }

private:
    Sandbox workspace_;
    std::string users_;
    std::size_t count_ = 0;
};

std::set<std::string> stems_of(const std::string& text) {
    std::set<std::string> stems;
    for (const auto& token : pacelane::language::tokenize(text, Language::english))
        if (!token.stopword) stems.insert(token.stem);
    return stems;
}

// At least two thirds of the shorter one's content stems, and two at least.
bool says_as_much(const std::string& a, const std::string& b) {
    const auto left = stems_of(a), right = stems_of(b);
    if (left == right) return !left.empty();
    const auto shared = static_cast<std::size_t>(
        std::count_if(left.begin(), left.end(), [&](const auto& stem) { return right.contains(stem); }));
    return shared >= 2 && 3 * shared >= 2 * std::min(left.size(), right.size());
}

// What is found against what was marked. What is said twice counts neither way.
void compare(Judged& judged, const json& found, const char* text, std::vector<std::string> marked) {
    const auto all = marked;
    judged.are += marked.size();
    for (const auto& one : found) {
        const std::string told = one.at(text);
        const auto same = [&](const std::string& mark) { return says_as_much(mark, told); };
        const auto hit = std::find_if(marked.begin(), marked.end(), same);
        if (hit != marked.end()) {
            ++judged.right;
            ++judged.called;
            marked.erase(hit);
        } else if (std::none_of(all.begin(), all.end(), same)) {
            ++judged.called;
        }
    }
}

// Scribed minutes whose marks are the labels: with the marks in them, or without.
std::string minutes_of(const json& meeting, bool with_marks) {
    std::map<std::size_t, std::string> marks;
    for (const auto& decision : meeting.at("decisions"))
        marks[decision.at("at")] += "RESOLVED: " + decision.at("text").get<std::string>() + "\n\n";
    for (const auto& action : meeting.at("actions")) {
        const auto who = action.value("who", "");
        marks[action.at("at")] +=
            "ACTION: " + (who.empty() ? "" : who + " to ") + action.at("what").get<std::string>() + "\n\n";
    }
    std::string text = "Minutes " + meeting.at("date").get<std::string>() +
                       "\n\nPresent: " + meeting.at("present").get<std::string>() + "\n\n";
    const auto& turns = meeting.at("turns");
    for (std::size_t i = 0; i <= turns.size(); ++i) {
        if (with_marks) text += marks[i];
        if (i == turns.size()) break;
        const std::string said = turns[i].at("text"), speaker = turns[i].value("speaker", "");
        if (said.empty()) continue;
        text += (turns[i].value("heading", false) ? "Topic: " : speaker.empty() ? "" : speaker + ": ") + said;
        text += "\n\n";
    }
    return text;
}

Figures w3c(const std::string& path) {
    const auto meetings = read_lines(path);
    Figures all;
    for (const bool with_marks : {true, false}) {
        Analyses analyses;
        for (const auto& meeting : meetings)
            analyses.add("meetings/" + meeting.at("date").get<std::string>() + "-minutes.txt",
                         minutes_of(meeting, with_marks));
        analyses.read();
        Judged decisions, actions;
        for (std::size_t i = 0; i < meetings.size(); ++i) {
            const auto found = analyses[i].at("meeting_context");
            std::vector<std::string> decided, to_do;
            for (const auto& decision : meetings[i].at("decisions"))
                decided.push_back(decision.at("text"));
            for (const auto& action : meetings[i].at("actions"))
                to_do.push_back(action.at("what"));
            compare(decisions, found.at("decisions"), "text", decided);
            compare(actions, found.at("action_items"), "what", to_do);
        }
        const std::string name = with_marks ? "W3C, marked: " : "W3C, marks removed: ";
        for (auto& figure : decisions.figures(name + "decisions"))
            all.push_back(std::move(figure));
        if (!with_marks) continue;
        for (auto& figure : actions.figures(name + "action items"))
            all.push_back(std::move(figure));
    }
    return all;
}

// F1 of the words or pairs of words (as stems) that two texts share.
double rouge(const std::string& text, const std::string& summary, std::size_t n) {
    const auto grams_of = [&](const std::string& of) {
        std::map<std::string, int> grams;
        std::vector<std::string> stems;
        for (const auto& token : pacelane::language::tokenize(of, Language::english))
            stems.push_back(token.stem);
        for (std::size_t i = 0; i + n <= stems.size(); ++i)
            ++grams[std::accumulate(stems.begin() + static_cast<std::ptrdiff_t>(i),
                                    stems.begin() + static_cast<std::ptrdiff_t>(i + n), std::string(),
                                    [](const auto& a, const auto& b) { return a + " " + b; })];
        return grams;
    };
    const auto left = grams_of(text), right = grams_of(summary);
    int shared = 0, of_left = 0, of_right = 0;
    for (const auto& [gram, count] : left) {
        of_left += count;
        if (const auto other = right.find(gram); other != right.end())
            shared += std::min(count, other->second);
    }
    for (const auto& [gram, count] : right)
        of_right += count;
    return shared == 0 ? 0 : 2.0 * shared / (of_left + of_right);
}

std::string first_words(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < text.size(); --count)
        end = std::min(text.find(' ', end + 1), text.size());
    return text.substr(0, end);
}

// A name that stands before a colon: letters and spaces.
std::string label_of(const std::string& speaker) {
    std::string label;
    for (const char c : speaker)
        if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == ' ') label += c;
    return label.empty() ? "Speaker" : label;
}

// Insights of a recorded meeting, given as a transcript and as a note, against what a person wrote of it.
Figures qmsum(const std::string& path) {
    constexpr std::size_t kWords = 100;
    Analyses analyses;  // of each meeting two
    std::vector<std::string> summaries, talks;
    for (const auto& meeting : read_lines(path)) {
        if (meeting.value("summary", "").empty()) continue;
        std::string note = "# Meeting\n\n", transcript, talk;
        for (const auto& turn : meeting.at("turns")) {
            const auto text = turn.at("text").get<std::string>();
            if (text.empty()) continue;
            note += text + "\n\n";
            transcript += label_of(turn.at("speaker").get<std::string>()) + ": " + text + "\n\n";
            talk += text + " ";
        }
        analyses.add("transcripts/2026-11-10-meeting.txt", transcript);
        analyses.add("knowledge/2026-11-10-notes.txt", note);
        summaries.push_back(first_words(meeting.at("summary"), kWords));
        talks.push_back(std::move(talk));
    }
    analyses.read();
    Figures all;
    for (const std::size_t as : {std::size_t{0}, std::size_t{1}}) {
        std::vector<std::string> told(summaries.size());
        for (std::size_t i = 0; i < summaries.size(); ++i) {
            const auto analysis = analyses[2 * i + as];
            for (const auto& insight : analysis.at("knowledge_context").at("insights"))
                told[i] += insight.at("text").get<std::string>() + " ";
        }
        for (const std::size_t n : {std::size_t{1}, std::size_t{2}}) {
            double ours = 0, lead = 0;
            for (std::size_t i = 0; i < summaries.size(); ++i) {
                ours += rouge(first_words(told[i], kWords), summaries[i], n);
                lead += rouge(first_words(talks[i], kWords), summaries[i], n);
            }
            const auto count = static_cast<double>(std::max<std::size_t>(1, summaries.size()));
            all.push_back(
                {fmt::format("QMSum, insights of a {}: ROUGE-{}", as == 0 ? "transcript" : "note", n),
                 ours / count, as == 0 && n == 1 ? 0.24 : 0,
                 fmt::format("{} meetings; their first words {:.3f}", summaries.size(), lead / count)});
        }
    }
    return all;
}

std::string phrase_key(const std::string& phrase, Language language) {
    std::string key;
    for (const auto& token : pacelane::language::tokenize(phrase, language))
        key += token.stem + " ";
    return key;
}

Figures keyphrases(const std::string& path, const std::string& name) {
    const auto language = pacelane::language::from_code(name.starts_with("pt") ? "pt-BR" : "en").value();
    constexpr std::size_t kPhrases = 10;
    double sum = 0;
    const auto rows = read_lines(path);
    for (const auto& row : rows) {
        const std::string text = row.at("text");
        const std::string_view view = text;
        std::set<std::string> gold, found;
        for (const auto& phrase : row.at("gold"))
            gold.insert(phrase_key(phrase, language));
        gold.erase("");
        for (const auto& phrase : pacelane::language::keyphrases({&view, 1}, language, kPhrases))
            found.insert(phrase_key(phrase.text, language));
        const auto hits =
            std::count_if(found.begin(), found.end(), [&](const auto& one) { return gold.contains(one); });
        if (hits > 0)
            sum += 2.0 * static_cast<double>(hits) / static_cast<double>(found.size() + gold.size());
    }
    return {{"key phrases, " + name + ": F1 of ten",
             sum / static_cast<double>(std::max<std::size_t>(1, rows.size())), 0,
             fmt::format("{} texts", rows.size())}};
}

}  // namespace

Figures material(const std::string& folder) {
    Figures all;
    const auto measure = [&](const std::string& file, const auto& figures_of) {
        const auto path = folder + "/" + file;
        if (!std::filesystem::exists(path)) {
            fmt::print(stderr, "left out: {} is not there\n", path);
            return;
        }
        for (auto& figure : figures_of(path))
            all.push_back(std::move(figure));
    };
    measure("w3c/dev.jsonl", w3c);
    measure("qmsum/dev.jsonl", qmsum);
    measure("qmsum/dev.jsonl", [](const std::string& path) { return turn_retrieval(path, 0.40, 0.65); });
    measure("cranfield",
            [](const std::string& path) { return document_retrieval(path, "Cranfield", "en", 0.38); });
    measure("faquad",
            [](const std::string& path) { return document_retrieval(path, "FaQuAD", "pt-BR", 0.918); });
    for (const std::string name : {"inspec", "semeval2017", "kdd", "www", "kpcrowd", "ptbn"})
        measure("kp/" + name + "/dev.jsonl", [&](const std::string& path) { return keyphrases(path, name); });
    return all;
}

}  // namespace quality
