// Decisions in lists and tables that are made for them.
#include "detail/decision_reader.h"
#include "detail/decision_wordings.h"
#include "detail/settled_wordings.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

// A whole item of a list of decisions; a paragraph, too, says one decision and why.
void DecisionReader::listed(const Outline& outline, std::size_t d, std::size_t p, bool among_actions) {
    const auto& passage = corpus.input().documents[d].passages[p].passage;
    std::string_view text = trim(without_speaker(passage, passage.text));
    while (text.starts_with("\xE2\x80\xA2"))
        text = trim(text.substr(3));
    const auto words = words_of(text);
    if (words.empty() || is_placeholder(words) || ends_with_question(text) || text.ends_with(':')) return;
    if (among_actions && (passage.checked || action_label(text, words) > 0)) return;
    if (leaves_open(words, *corpus.info(d).pack)) return;
    const auto label = decision_label(text, words);
    auto rest = trim(text.substr(label));
    // "Consensus is", and below it "that we will ask for it".
    if (label == 0 && words.size() > 3 && corpus.info(d).pack->clause_joints.contains(words[0].key))
        rest = text.substr(words[1].begin);
    if (words.size() <= 60) {
        auto told = with_subject(outline, d, p, rest);
        // "We chose these techniques:", and the paragraph that names them.
        if (passage.kind == context::PassageKind::paragraph && p > 0) {
            const auto& before = corpus.input().documents[d].passages[p - 1].passage;
            if (before.headings == passage.headings && trim(before.text).ends_with(':') &&
                before.text.size() < 200)
                told = std::string(trim(before.text)) + ' ' + std::string(rest);
        }
        if (words_of(told).size() >= 3) add(p, told, rest);
        return;
    }
    const auto spans = language::sentences(rest, corpus.info(d).language);
    if (!spans.empty()) {
        const auto first = rest.substr(spans[0].begin, spans[0].end - spans[0].begin);
        add(p, std::string(first), first);
    }
}

// "Personas definidas: …" with the list below it: one decision, not one a row.
void DecisionReader::enumeration(std::size_t d, std::size_t p) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& first = passages[p].passage;
    if (!announces_decided(words_of(first.lead_in), *corpus.info(d).pack)) return;
    std::string told(strip(first.lead_in, ":* "));
    for (std::size_t i = p; i < passages.size() && passages[i].passage.list == first.list &&
                            passages[i].passage.lead_in == first.lead_in;
         ++i) {
        const auto item = tidy(passages[i].passage.text);
        if (told.size() + item.size() > 400) break;
        told += (i == p ? ": " : "; ") + item;
    }
    add(p, told, trim(first.text));
}

void DecisionReader::row(std::size_t d, std::size_t p, const Columns& columns) {
    const auto& text = corpus.input().documents[d].passages[p].passage.text;
    const auto cells = cells_of(text);
    const auto column =
        static_cast<std::size_t>(columns.decision >= 0 ? columns.decision : std::max(columns.what, 0));
    if (column >= cells.size()) return;
    const auto words = words_of(cells[column]);
    if (words.size() >= 3 && !is_placeholder(words) && !leaves_open(words, *corpus.info(d).pack) &&
        !ends_with_question(cells[column]))
        add(p, std::string(cells[column]), cells[column]);
}

// Whether the items of a list state something; "Login", "Event feed" only name things.
bool DecisionReader::only_names(std::size_t d, std::size_t p) const {
    const auto& pack = *corpus.info(d).pack;
    const auto& stating = pack.stating_words;
    const auto& passages = corpus.input().documents[d].passages;
    const auto list = passages[p].passage.list;
    const auto own = [&](std::size_t i) {
        return passages[i].passage.kind == context::PassageKind::list_item &&
               passages[i].passage.list == list &&
               passages[i].passage.headings == passages[p].passage.headings;
    };
    std::size_t begin = p, items = 0, states = 0;
    while (begin > 0 && own(begin - 1))
        --begin;
    for (auto i = begin; i < passages.size() && own(i); ++i, ++items) {
        const auto words = words_of(passages[i].passage.text);
        const bool said = passages[i].passage.text.ends_with('.') || stating.in(words) ||
                          (!words.empty() && is_task_verb(words[0].key, pack));
        states += said ? 1 : 0;
    }
    return items >= 5 && states * 2 < items;
}

void DecisionReader::below_decisions(const Outline& outline, std::size_t d, std::size_t p, Section section) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& passage = passages[p].passage;
    const bool item = passage.kind == context::PassageKind::list_item;
    // What is below an item explains it, unless that only leads to it.
    if (outline.parent(p) >= 0) {
        const auto& above = passages[static_cast<std::size_t>(outline.parent(p))].passage.text;
        if (!trim(above).ends_with(':') && leading_section(above) == Section::content) return;
    }
    if (item && !passage.lead_in.empty() && meeting_section_of(passage.lead_in) == Section::content) {
        const bool first = p == 0 || passages[p - 1].passage.list != passage.list;
        if (first) enumeration(d, p);
        return;
    }
    // A heading of its own below the one for decisions: its items count, its prose tells why.
    const bool direct = passage.headings.empty() ||
                        meeting_section_of(passage.headings.back()) != Section::content ||
                        !passage.lead_in.empty() || outline.parent(p) >= 0;
    if ((!item && !direct) || (item && only_names(d, p))) {
        const auto& info = corpus.info(d);
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
            sentence(outline, corpus.sentences()[i]);
        return;
    }
    listed(outline, d, p, section == Section::decisions_and_actions);
}

// "Loans approved", and the loans in the list below it.
bool DecisionReader::resolved_by_heading(const Outline& outline, std::size_t d, std::size_t p) {
    constexpr std::size_t kItem = 12;  // words
    const auto& passage = corpus.input().documents[d].passages[p].passage;
    if (passage.kind != context::PassageKind::list_item || passage.headings.empty() || passage.checked)
        return false;
    const auto& heading = passage.headings.back();
    const auto words = words_of(passage.text);
    if (outline.parent(p) >= 0 || words.empty() || words.size() > kItem || is_placeholder(words))
        return false;
    if (ends_with_question(passage.text) || trim(passage.text).ends_with(':')) return false;
    if (!is_of_resolved(words_of(heading), *corpus.info(d).pack)) return false;
    add(p, tidy(heading) + ": " + tidy(passage.text), passage.text);
    return true;
}

}  // namespace pacelane::analysis::detail
