#include "detail/outline.h"

#include "detail/scribed.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

bool is_item(const context::Passage& passage) {
    return passage.kind == context::PassageKind::list_item;
}

bool is_news(std::string_view heading) {
    const auto words = words_of(heading);
    return !words.empty() && language::any_language().news_headings.at(words, 0) == words.size();
}

// "Vote on the charter [#12]: " without the reference.
std::string topic_of(std::string_view text) {
    text = trim(text.substr(0, text.find('\n')));
    const auto words = words_of(text);
    if (words.empty() || words.size() > 18 || text.size() > 140) return {};
    auto topic = clean_title(text);
    const auto hash = topic.find(" #");
    if (hash != std::string::npos && topic.find_first_not_of("0123456789", hash + 2) == std::string::npos)
        topic.resize(hash);
    return tidy(topic);
}

}  // namespace

Outline::Outline(const Corpus& corpus, std::size_t document)
    : people_(corpus.people()),
      document_(document),
      passages_(corpus.input().documents[document].passages),
      parents_(passages_.size(), -1),
      has_children_(passages_.size(), false),
      last_(passages_.size(), false) {
    std::vector<std::size_t> open;  // the items that the next may stand below
    for (std::size_t p = 0; p < passages_.size(); ++p) {
        const auto& passage = passages_[p].passage;
        const bool starts =
            p == 0 || passage.headings != passages_[p - 1].passage.headings ||
            (is_item(passage) && passage.list != passages_[p - 1].passage.list && passage.depth == 0);
        if (starts || !is_item(passage)) open.clear();
        if (!is_item(passage)) continue;
        while (!open.empty() && passages_[open.back()].passage.depth >= passage.depth)
            open.pop_back();
        if (!open.empty()) {
            parents_[p] = static_cast<int>(open.back());
            has_children_[open.back()] = true;
        }
        open.push_back(p);
    }
    const auto top = [&](std::size_t p) {
        auto at = static_cast<int>(p);
        while (parents_[static_cast<std::size_t>(at)] >= 0)
            at = parents_[static_cast<std::size_t>(at)];
        return at;
    };
    for (std::size_t p = 0; p < passages_.size(); ++p) {
        if (p + 1 == passages_.size()) {
            last_[p] = true;
            continue;
        }
        const auto& next = passages_[p + 1].passage;
        if (next.headings != passages_[p].passage.headings) {
            last_[p] = true;
        } else if (parents_[p] >= 0) {
            last_[p] = top(p) != top(p + 1);
        }
    }
}

std::string Outline::topic(std::size_t passage) const {
    for (auto at = parents_[passage]; at >= 0; at = parents_[static_cast<std::size_t>(at)]) {
        const auto& text = passages_[static_cast<std::size_t>(at)].passage.text;
        if (section_of(text) == Section::content)
            if (auto topic = topic_of(text); !topic.empty()) return topic;
    }
    const auto& headings = passages_[passage].passage.headings;
    // Prose below the item that names its subject.
    if (!is_item(passages_[passage].passage))
        for (auto before = passage; before > 0; --before) {
            const auto& above = passages_[before - 1].passage;
            if (above.headings != headings || (is_item(above) && !is_subject(before - 1))) break;
            if (!is_item(above)) continue;
            if (auto topic = topic_of(above.text); !topic.empty()) return topic;
            break;
        }
    for (auto heading = headings.rbegin(); heading != headings.rend(); ++heading)
        if (!is_meeting_section(*heading))
            if (auto topic = topic_of(*heading); !topic.empty()) return topic;
    return {};
}

bool Outline::is_subject(std::size_t passage) const {
    const auto& found = passages_[passage].passage;
    if (!is_item(found) || found.depth > 0) return false;
    const auto hash = found.text.rfind('#');
    return hash != std::string::npos && hash + 1 < found.text.size() && is_digit(found.text[hash + 1]) &&
           found.text.find(' ', hash) == std::string::npos;
}

bool Outline::is_below_subject(std::size_t passage) const {
    const auto& found = passages_[passage].passage;
    if (!is_item(found) || has_children_[passage] || is_subject(passage)) return false;
    // "Done:", and what was done below it.
    for (auto at = parents_[passage]; at >= 0; at = parents_[static_cast<std::size_t>(at)]) {
        const auto words = words_of(passages_[static_cast<std::size_t>(at)].passage.text);
        if (!words.empty() && language::any_language().finished_words.at(words, 0) == words.size())
            return false;
    }
    // "The workflow is:", "What may they do?", "Ana, we could", and the items that go on with that.
    const auto goes_on = [](std::string_view text) {
        return text.ends_with(':') || ends_with_question(text);
    };
    if (goes_on(trim(found.lead_in))) return false;
    if (parents_[passage] < 0)
        return found.lead_in.empty() &&
               (found.headings.empty() ||
                (!is_meeting_section(found.headings.back()) && !is_news(found.headings.back())));
    const auto& above = passages_[static_cast<std::size_t>(parents_[passage])].passage;
    // "Lea", "Lea proposes": what is below is what she said.
    const auto words = words_of(above.text);
    if (words.size() <= 4 && people_.named_at(words, 0, document_).words > 0) return false;
    return speaker_of(above).empty() && !goes_on(trim(above.text));
}

std::string_view without_speaker(const context::Passage& passage, std::string_view text) {
    if (speaker_of(passage).empty() || passage.kind == context::PassageKind::turn) return text;
    const auto words = words_of(text.substr(0, 80));
    for (std::size_t i = 0; i + 1 < words.size() && i < 4; ++i) {
        const auto gap = trim(gap_after(text, words, i));
        if (gap.empty()) continue;
        const bool label = gap.starts_with(':') || gap.starts_with(',') || gap.starts_with('-') ||
                           gap.starts_with("\xE2\x80\x93") || gap.starts_with("\xE2\x80\x94");
        return label ? text.substr(words[i + 1].begin) : text;
    }
    return text;
}

std::string_view note_of(const Corpus& corpus, const Sentence& s) {
    const bool first = &s == &corpus.sentences()[corpus.info(s.document).first_of_passage[s.passage]];
    return first ? without_speaker(corpus.passage(s), s.text) : std::string_view(s.text);
}

}  // namespace pacelane::analysis::detail
