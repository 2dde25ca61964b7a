#include "detail/sections.h"

#include "detail/words.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

using language::any_language;

bool is_month_or_date_word(std::string_view key) {
    return !key.empty() && key.front() >= '0' && key.front() <= '9';
}

struct Class {
    Section section;
    PhraseList LanguagePack::*words;
};

constexpr std::array kClasses{Class{Section::decisions, &LanguagePack::decision_headings},
                              Class{Section::actions, &LanguagePack::action_headings},
                              Class{Section::questions, &LanguagePack::question_headings},
                              Class{Section::agenda, &LanguagePack::agenda_headings},
                              Class{Section::people, &LanguagePack::people_headings},
                              Class{Section::reference, &LanguagePack::reference_headings}};
// In minutes only: elsewhere they head what is told.
constexpr std::array kClassesOfMinutes{Class{Section::decisions, &LanguagePack::minutes_decision_headings},
                                       Class{Section::actions, &LanguagePack::minutes_action_headings},
                                       Class{Section::reference, &LanguagePack::minutes_reference_headings}};

Section heading_class(const Words& words, std::size_t at, bool meeting, std::size_t& taken) {
    Section best = Section::content;
    const auto look = [&](const Class& candidate) {
        const auto count = (any_language().*candidate.words).at(words, at);
        if (count <= taken) return;
        taken = count;
        best = candidate.section;
    };
    std::for_each(kClasses.begin(), kClasses.end(), look);
    if (meeting) std::for_each(kClassesOfMinutes.begin(), kClassesOfMinutes.end(), look);
    return best;
}

// Two kinds in one heading: "Decisions and actions", "Open action items".
Section together(Section first, Section second) {
    if (first == Section::content) return second;
    if ((first == Section::decisions && second == Section::actions) ||
        (first == Section::actions && second == Section::decisions))
        return Section::decisions_and_actions;
    return first == Section::questions && second == Section::actions ? second : first;
}

// "Quick review of the previous meeting": what was decided then is no news.
bool looks_back(const Words& words) {
    return any_language().looking_back.in(words) && any_language().meetings_before.in(words);
}

Section classify(std::string_view heading, bool meeting) {
    if (heading.size() > 80) return Section::content;
    const auto words = words_of(heading);
    if (words.empty() || words.size() > 7) return Section::content;
    if (meeting && looks_back(words)) return Section::reference;
    Section found = Section::content;
    bool of_meeting = false;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = 0;
        const auto best = heading_class(words, i, meeting, taken);
        if (taken > 0) {
            found = together(found, best);
            for (const auto end = i + taken; i < end; ++i)
                of_meeting = of_meeting || any_language().meeting_title_words.contains(words[i].key);
            continue;
        }
        // Bracketed remarks, numbers and dates do not matter: "Decisions (2026-11-17)".
        const bool bracketed = words[i].begin > 0 && heading[words[i].begin - 1] == '(';
        if (bracketed) break;
        // "Next meeting: in the blue room", but "Code of conduct for everybody" is a subject.
        const bool of_next_meeting = meeting && found == Section::reference && of_meeting;
        if (!of_next_meeting && !any_language().heading_fillers.has(words[i].key) &&
            !is_month_or_date_word(words[i].key))
            return Section::content;
        ++i;
    }
    return found;
}

Section innermost(const context::Passage& passage, bool meeting) {
    if (!passage.lead_in.empty()) {
        const auto section = classify(passage.lead_in, meeting);
        if (section != Section::content) return section;
    }
    for (auto heading = passage.headings.rbegin(); heading != passage.headings.rend(); ++heading) {
        const auto section = classify(*heading, meeting);
        // Minutes hang what was talked about below "Present" as well.
        if (meeting && section == Section::people && heading != passage.headings.rbegin()) continue;
        if (section != Section::content) return section;
    }
    return Section::content;
}

// Whether a part of its own holds the discussion.
bool has_discussion(const std::vector<const context::Passage*>& passages) {
    return std::any_of(passages.begin(), passages.end(), [](const context::Passage* passage) {
        if (innermost(*passage, true) == Section::agenda) return false;
        return std::any_of(
            passage->headings.begin(), passage->headings.end(), [](const std::string& heading) {
                const auto words = words_of(heading);
                return !words.empty() && any_language().discussion_headings.at(words, 0) == words.size();
            });
    });
}

// "me: …", "Jonas: …" in the list that begins here: a word above it alone may head anything.
bool names_owners(const std::vector<const context::Passage*>& passages, std::size_t at) {
    constexpr std::size_t kLongestName = 24;
    const auto list = passages[at]->list;
    for (; at < passages.size(); ++at) {
        const auto& item = *passages[at];
        if (item.kind != context::PassageKind::list_item || item.list != list) return false;
        if (item.text.find(": ") < kLongestName) return true;
    }
    return false;
}

}  // namespace

Section section_of(std::string_view heading) {
    return classify(heading, false);
}

Section section_of(const context::Passage& passage) {
    return innermost(passage, false);
}

Section meeting_section_of(std::string_view heading) {
    return classify(heading, true);
}

Section leading_section(std::string_view item) {
    const auto own = classify(item, true);
    const auto words = words_of(item.substr(0, 80));
    if (own != Section::content || words.size() > 6) return own;
    for (std::size_t name = 1; name <= 2 && name < words.size() && words[name - 1].capital; ++name) {
        const auto rest = classify(item.substr(words[name].begin), false);
        if (rest == Section::actions || rest == Section::decisions) return rest;
    }
    return own;
}

bool is_meeting_section(std::string_view heading) {
    if (classify(heading, true) != Section::content) return true;
    const auto words = words_of(heading);
    return !words.empty() && any_language().discussion_headings.at(words, 0) == words.size();
}

std::vector<Section> meeting_sections(const std::vector<const context::Passage*>& passages) {
    std::vector<Section> sections;
    const bool announced = has_discussion(passages);
    std::vector<const context::Passage*> above;  // the items that lead to this one
    auto listed = Section::content;              // by the word that stands alone above the list
    const context::Passage* before = nullptr;
    for (std::size_t at = 0; at < passages.size(); ++at) {
        const auto* passage = passages[at];
        auto section = innermost(*passage, true);
        if (passage->kind != context::PassageKind::list_item || before == nullptr ||
            before->headings != passage->headings) {
            listed = Section::content;
        } else if (before->kind == context::PassageKind::paragraph && before->speaker.empty() &&
                   before->text.find('.') == std::string::npos && words_of(before->text).size() <= 3) {
            const auto of_word = classify(before->text, true);
            listed = of_word == Section::actions && names_owners(passages, at) ? of_word : Section::content;
        }
        if (section == Section::content) section = listed;
        before = passage;
        if (passage->kind == context::PassageKind::list_item) {
            while (!above.empty() &&
                   (above.back()->depth >= passage->depth || above.back()->headings != passage->headings))
                above.pop_back();
            // "Next steps:" as an item, with the steps below it.
            for (auto item = above.rbegin(); item != above.rend(); ++item)
                if (const auto of_item = leading_section((*item)->text);
                    of_item != Section::content && of_item != Section::agenda) {
                    section = of_item;
                    break;
                }
            above.push_back(passage);
        } else {
            above.clear();
        }
        if (section == Section::agenda && !announced) {
            const bool below_heading =
                !passage->headings.empty() && classify(passage->headings.back(), true) != Section::agenda;
            if (passage->depth > 0 || !passage->speaker.empty() || below_heading) section = Section::content;
        }
        sections.push_back(section);
    }
    return sections;
}

bool is_generic_word(std::string_view key, language::Language language) {
    return language.pack().title_words.has(key) || is_month_or_date_word(key) || key.size() < 2;
}

bool is_informative(std::string_view title, language::Language language) {
    const auto text = clean_title(title);
    if (text.size() < 6 || text.size() > 160 || text.find('/') != std::string::npos) return false;
    if (section_of(text) != Section::content) return false;
    // A file's name: underscores, or no space and an extension.
    if (text.find('_') != std::string::npos) return false;
    if (text.find(' ') == std::string::npos) return false;
    int telling = 0;
    for (const auto& word : words_of(text)) {
        if (is_generic_word(word.key, language) || language::is_stopword(word.key, language)) continue;
        // The key has lost its accents, the list of stopwords has not.
        if (language::is_stopword(text.substr(word.begin, word.end - word.begin), language)) continue;
        ++telling;
    }
    return telling >= 2;
}

std::string clean_title(std::string_view title) {
    title = strip(title, ":#*");
    // "3. ", "2.1 ", "2026-11-17 – "
    const auto words = words_of(title);
    std::size_t first = 0;
    if (!words.empty() && is_month_or_date_word(words[0].key)) {
        const auto gap = gap_after(title, words, 0);
        const bool numbering = words[0].key.size() <= 4 && (gap.starts_with('.') || gap.starts_with(')'));
        const bool date =
            words[0].key.size() >= 8 && std::count(words[0].key.begin(), words[0].key.end(), '-') == 2;
        if (numbering || date) first = 1;
    }
    if (first > 0 && first < words.size()) {
        title.remove_prefix(words[first].begin);
    } else if (words.size() > 1) {
        const auto& last = words.back();
        if (last.key.size() == 10 && std::count(last.key.begin(), last.key.end(), '-') == 2 &&
            last.key[4] == '-')
            title = title.substr(0, words[words.size() - 2].end);
    }
    std::string text = tidy(title);
    // tidy() drops a final stop, and never a question mark; brackets stay balanced.
    return text;
}

}  // namespace pacelane::analysis::detail
