// The marks of tasks in lines of minutes: their label, how far they are, what is only a remark among them.
#include "detail/task_marks.h"

#include "detail/minutes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

const PhraseList& task_labels() {
    return language::label_words(language::LabelKind::action);
}

struct Status {
    std::size_t at = std::string_view::npos;
    bool done = false;
};
// "… Status: done" at the end.
Status status_of(std::string_view text) {
    const auto& pack = language::any_language();
    const auto words = words_of(text);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (pack.status_labels.has(words[i].key) && gap_after(text, words, i).starts_with(':'))
            return {words[i].begin, pack.finished_words.at(words, i + 1) > 0};
    return {};
}

}  // namespace

bool states_something(std::string_view text, const LanguagePack& pack) {
    const auto words = words_of(text);
    for (std::size_t i = 1; i < words.size() && i < 6; ++i) {
        // "e" joins, "é" states.
        const auto written = text.substr(words[i].begin, words[i].end - words[i].begin);
        if (pack.remark_verbs.has(words[i].key) && !pack.and_words.contains(written)) return true;
    }
    return false;
}

bool is_ticked(const Words& status) {
    const auto& pack = language::any_language();
    return pack.finished_words.starts(status) || pack.ticked_cells.starts(status);
}

bool take_done_mark(std::string_view& text, const LanguagePack& pack) {
    bool done = false;
    if (const auto words = words_of(text); !words.empty()) {
        const auto last = words.back();
        const bool marked = pack.finished_words.has(last.key) && last.begin > 0 &&
                            (text[last.begin - 1] == '(' || text[last.begin - 1] == '[');
        if (marked) {
            done = true;
            text = trim(text.substr(0, last.begin - 1));
        }
    }
    for (const std::string_view sign : {"\xE2\x9C\x85", "\xE2\x9C\x93", "\xE2\x9C\x94"})
        if (text.find(sign) != std::string_view::npos) done = true;
    if (const auto status = status_of(text); status.at != std::string_view::npos) {
        done = done || status.done;
        text = trim(text.substr(0, status.at));
    }
    return done;
}

std::size_t action_label(std::string_view text, const Words& words) {
    const auto count = task_labels().at(words, 0);
    if (count == 0 || count >= words.size()) return 0;
    const auto gap = gap_after(text, words, count - 1);
    const bool bracket = is_in_brackets(text, words, gap);
    const bool colon = trim(gap).starts_with(':');
    // "TODO Maya: …", "Action (Maya Lindqvist): …": what comes after the label says whose it is.
    bool owner = !colon && !bracket && (gap == " " || gap == " (" || gap == "(" || gap == " @");
    // "ACTION Maya - …": capitals say that it is a label.
    const auto written = text.substr(words[0].begin, words[count - 1].end - words[0].begin);
    const bool capitals = written.size() > 1 && std::all_of(written.begin(), written.end(), [](char c) {
                              return (c >= 'A' && c <= 'Z') || c == ' ';
                          });
    if (owner) {
        auto last = count;
        while (last + 1 < words.size() && last < count + 2 && gap_after(text, words, last) == " ")
            ++last;
        const auto after = last + 1 < words.size() ? gap_after(text, words, last) : std::string_view();
        const auto mark = trim(after);
        const bool dash = mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94" || mark == "->";
        owner = after.starts_with(gap.ends_with('(') ? "):" : ":") || (capitals && gap == " " && dash);
        for (auto i = count; i <= last; ++i)
            owner = owner && (words[i].capital || gap.ends_with('('));
    }
    if (!colon && !bracket && !owner) return 0;
    // With the mark before the name: "@maya", "(Maya)".
    const bool mark =
        words[count].begin > 0 && (text[words[count].begin - 1] == '@' || (owner && gap.ends_with('(')));
    return words[count].begin - (mark ? 1 : 0);
}

}  // namespace pacelane::analysis::detail
