#include "detail/minutes_look.h"

#include "detail/metadata.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using language::LabelKind;

constexpr std::ptrdiff_t kTop = 8;          // passages at the top of a document, where who attended stands
constexpr std::size_t kLongestTitle = 120;  // bytes

std::optional<std::string> meeting_word(std::string_view title) {
    if (title.size() > kLongestTitle) return std::nullopt;
    for (const auto& word : language::words_of(title))
        if (language::any_language().meeting_title_words.contains(word.key)) return word.key;
    return std::nullopt;
}

/// "Present: …", also within a paragraph whose lines were joined.
bool has_participants_label(std::string_view text) {
    constexpr std::size_t kOpening = 400;
    constexpr std::size_t kLongestLabel = 3;  // words
    text = text.substr(0, kOpening);
    for (auto colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', colon + 1)) {
        const auto words = language::words_of(text.substr(0, colon));
        for (std::size_t count = 1; count <= std::min(kLongestLabel, words.size()); ++count) {
            const auto& first = words[words.size() - count];
            if (first.capital && announces_participants(text.substr(first.begin, colon - first.begin)))
                return true;
        }
    }
    return false;
}

/// A line that says who attended, or a heading above names that does.
bool tells_who_attended(const Passage& passage) {
    return std::any_of(passage.headings.begin(), passage.headings.end(), announces_participants) ||
           announces_participants(passage.lead_in) || has_participants_label(passage.text);
}

bool is_minute_takers_mark(const Passage& passage) {
    const auto colon = std::string_view(passage.text).substr(0, 48).find(':');
    if (colon == std::string_view::npos) return false;
    const auto kind = language::label_kind(std::string_view(passage.text).substr(0, colon));
    return kind == LabelKind::decision || kind == LabelKind::action || kind == LabelKind::issue;
}

}  // namespace

bool is_heading_of_minutes(std::string_view heading) {
    const auto& lists = language::any_language();
    const auto words = language::words_of(heading);
    if (words.empty()) return false;
    for (const auto* list :
         {&lists.agenda_headings, &lists.minutes_decision_headings, &lists.minutes_reference_headings})
        if (list->at(words, 0) == words.size()) return true;
    const auto kind = language::label_kind(heading);
    return kind == LabelKind::decision || kind == LabelKind::action;
}

std::optional<std::string> minutes_look(const Document& note) {
    const auto told =
        std::find_if(note.passages.begin(), note.passages.end(), tells_who_attended) - note.passages.begin();
    // Told nowhere in the text, but known: the front matter says it.
    const bool in_matter = told == std::ssize(note.passages) && note.participants.size() >= 2;
    const bool attended = in_matter || told < std::min(kTop, std::ssize(note.passages));
    if (!attended || note.published) return std::nullopt;
    auto word = meeting_word(note.title);
    // Without a heading the first line is the title.
    if (!word && note.title_from_name && !note.passages.empty()) {
        const std::string_view first = note.passages.front().text;
        word = meeting_word(first.substr(0, first.find('\n')));
    }
    const auto marks = std::count_if(note.passages.begin(), note.passages.end(), is_minute_takers_mark);
    std::set<std::string> sections;
    for (const auto& passage : note.passages)
        for (const auto& heading : passage.headings)
            if (is_heading_of_minutes(heading)) sections.insert(heading);
    if (!word && marks + static_cast<std::ptrdiff_t>(sections.size()) < 2) return std::nullopt;
    std::string why = "it says who attended";
    if (word) why += fmt::format(", its title says \"{}\"", *word);
    if (!sections.empty()) why += fmt::format(", it has the section \"{}\"", *sections.begin());
    if (marks > 0)
        why += fmt::format(", {} of its blocks {} marked as decision, task or issue", marks,
                           marks == 1 ? "is" : "are");
    return why;
}

}  // namespace pacelane::context::detail
