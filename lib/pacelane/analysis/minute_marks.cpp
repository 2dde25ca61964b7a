// How minutes mark what was decided: labels, words in capitals, and the places kept for what there is not;
// and which of them are read first.
#include "detail/minutes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

// "We agreed: …", "Fechado: …" with something behind the colon.
const PhraseList& decision_labels() {
    return language::label_words(language::LabelKind::decision);
}

}  // namespace

std::vector<std::size_t> meetings_latest_first(const Corpus& corpus) {
    std::vector<std::size_t> meetings;
    const auto& documents = corpus.input().documents;
    for (std::size_t d = 0; d < documents.size(); ++d)
        if (corpus.info(d).meeting) meetings.push_back(d);
    std::stable_sort(meetings.begin(), meetings.end(), [&](std::size_t a, std::size_t b) {
        const auto& left = documents[a];
        const auto& right = documents[b];
        if (left.date != right.date) return right.date < left.date;  // no date at all comes last
        if (left.kind != right.kind) return left.kind == context::DocumentKind::meeting;
        return left.path < right.path;
    });
    return meetings;
}

bool is_placeholder(const Words& words) {
    const auto& pack = language::any_language();
    return words.empty() || pack.placeholders.at(words, 0) == words.size() ||
           pack.placeholder_openings.starts(words);
}

bool has_marks(const Corpus& corpus, std::size_t document) {
    const auto& passages = corpus.input().documents[document].passages;
    return std::any_of(passages.begin(), passages.end(), [](const KnownPassage& known) {
        const auto& text = known.passage.text;
        if (known.passage.quoted || known.passage.kind == context::PassageKind::code) return false;
        const auto words = words_of(std::string_view(text).substr(0, 80));
        const auto start = std::string_view(text).substr(0, 80);
        return decision_label(start, words) > 0 || action_label(start, words) > 0 || capital_mark(text) > 0;
    });
}

std::size_t capital_mark(std::string_view text) {
    for (auto colon = text.find(": "); colon != std::string_view::npos; colon = text.find(": ", colon + 1)) {
        const auto space = text.substr(0, colon).rfind(' ');
        if (space == std::string_view::npos) continue;
        const auto word = text.substr(space + 1, colon - space - 1);
        const bool small = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!small && language::any_language().written_marks.has(key_of(word))) return space + 1;
    }
    return 0;
}

bool is_in_brackets(std::string_view text, const Words& words, std::string_view gap) {
    const char open = words[0].begin > 0 ? text[words[0].begin - 1] : ' ';
    return (open == '[' && gap.starts_with(']')) || (open == '(' && gap.starts_with(')'));
}

std::size_t decision_label(std::string_view text, const Words& words) {
    const auto count = std::max(decision_labels().at(words, 0),
                                language::any_language().minutes_decision_labels.at(words, 0));
    if (count == 0 || count >= words.size()) return 0;
    // "Decision 3: …", but not "Decision: 2.x stays"
    std::size_t last = count - 1;
    if (gap_after(text, words, last).find(':') == std::string_view::npos && words[count].key.size() <= 2 &&
        words[count].key[0] >= '0' && words[count].key[0] <= '9' && count + 1 < words.size())
        last = count;
    const auto gap = gap_after(text, words, last);
    const auto mark = trim(strip(gap, "]*)"));
    const bool bracket = is_in_brackets(text, words, gap);
    if (!mark.starts_with(':') && !bracket && mark != "-" && mark != "\xE2\x80\x93" && mark != "\xE2\x80\x94")
        return 0;
    return words[last + 1].begin;
}

}  // namespace pacelane::analysis::detail
