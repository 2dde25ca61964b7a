// Tasks in lists, tables and lines that are made for them.
#include "detail/action_finder.h"
#include "detail/task_marks.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

// "ACTION Maya - …": the label without a colon has a name behind it, even one that no list tells.
std::string_view named_after_label(std::string_view label, std::string_view rest) {
    if (trim(label).ends_with(':') || trim(label).ends_with(']')) return {};
    const auto words = words_of(rest);
    for (std::size_t i = 0; i + 1 < words.size() && i < 3 && words[i].capital; ++i) {
        const auto mark = trim(gap_after(rest, words, i));
        if (mark == "-" || mark == "\xE2\x80\x93" || mark == "\xE2\x80\x94" || mark == "->")
            return rest.substr(words[0].begin, words[i].end - words[0].begin);
        if (!mark.empty()) break;
    }
    return {};
}

// "Open reviews - https://…": an entry of an agenda and where it is.
bool ends_with_link(std::string_view text) {
    const auto link = text.rfind("://");
    return link != std::string_view::npos && text.find(' ', link) == std::string_view::npos;
}

}  // namespace

Task ActionReader::read(std::string_view text, std::size_t d, bool listed) {
    return read_task(text, *corpus.info(d).pack, corpus.people(), d, corpus.input().documents[d].date,
                     listed);
}

// An item below a heading for tasks, a task box, or a line with its label.
void ActionReader::item(std::size_t d, std::size_t p, bool listed, bool topic, std::string owner) {
    const auto& passage = corpus.input().documents[d].passages[p].passage;
    std::string_view text = trim(passage.text);
    auto words = words_of(text);
    if (is_placeholder(words) || text.ends_with(':')) return;
    const auto label = action_label(text, words);
    text = trim(text.substr(label));
    // "Maya: how many are there?" is hers to find out.
    // In brackets it asks about a part: "Lena to draw a map (for June?)".
    const bool asks = ends_with_question(text) && !(listed && text.ends_with(')'));
    if (asks && !(listed && is_given_to_somebody(text, d))) return;
    const std::string_view quote = text;
    const auto& pack = *corpus.info(d).pack;
    // Minutes often mark what is done in words.
    const bool done = take_done_mark(text, pack) || passage.checked.value_or(false);
    auto task = read(text, d, listed);
    if (task.who.empty()) task.who = std::move(owner);
    // "[x] Nominated issues" with notes below, "Action items list": boxes of an agenda, and what names a
    // part.
    if (task.who.empty() && task.due.empty() &&
        (meeting_section_of(text) != Section::content ||
         ((topic || (!listed && ends_with_link(text))) && !is_task(task.what, pack))))
        return;
    // A list of tasks may hold remarks: "Not done yet."
    if (words_of(task.what).size() < 3 && task.who.empty() && !is_task(task.what, pack)) return;
    if (task.who.empty() && !is_task(task.what, pack) && states_something(task.what, pack)) return;
    add(d, p, std::move(task), quote, done);
}

bool ActionReader::is_given_to_somebody(std::string_view text, std::size_t d) const {
    const auto words = words_of(text);
    if (marked_owner(text, words, corpus.people(), d, true).words > 0) return true;
    const auto named = corpus.people().named_at(words, 0, d).words;
    return named > 0 && named < words.size() && trim(gap_after(text, words, named - 1)).starts_with(':');
}

// "@maya to add …": a task of somebody else's, though it stands below another.
bool ActionReader::opens_with_taker(std::string_view text, std::size_t d) const {
    const auto words = words_of(text);
    if (words.size() < 3 || text.size() < words[0].end) return false;
    const auto& pack = *corpus.info(d).pack;
    const bool handle = trim(text).starts_with('@');
    const auto named = handle ? std::size_t{1} : corpus.people().named_at(words, 0, d).words;
    return named > 0 && named < words.size() && gap_after(text, words, named - 1) == " " &&
           pack.obligations.at(words, named) > 0;
}

bool ActionReader::is_task(std::string_view text, const LanguagePack& pack) {
    const auto words = words_of(text);
    return !words.empty() && is_task_verb(words[0].key, pack);
}

void ActionReader::row(std::size_t d, std::size_t p, const Columns& columns, bool listed) {
    const auto& text = corpus.input().documents[d].passages[p].passage.text;
    const auto cells = cells_of(text);
    const auto cell = [&](int column) {
        return column >= 0 && static_cast<std::size_t>(column) < cells.size()
                   ? cells[static_cast<std::size_t>(column)]
                   : std::string_view();
    };
    if (columns.what < 0) {
        if (listed) add(d, p, read(cells.front(), d, true), cells.front(), false);
        return;
    }
    const auto what = cell(columns.what);
    if (is_placeholder(words_of(what))) return;
    Task task;
    const auto who = cell(columns.who);
    const auto due = cell(columns.due);
    if (columns.who < 0 && columns.due < 0) {
        task = read(what, d, true);
    } else {
        task.what = language::capitalize(tidy(what));
    }
    if (!who.empty() && !language::any_language().nobody_assigned.in(words_of(who))) {
        std::vector<std::string> names;
        for (const auto part : split(who, ','))
            if (auto name = corpus.people().canonical(part, d); !name.empty())
                names.push_back(std::move(name));
        task.who = join(names, ", ");
    }
    if (!due.empty() && !is_placeholder(words_of(due))) {
        task.due = std::string(due);
        task.due_date = resolve_due(due, *corpus.info(d).pack, corpus.input().documents[d].date);
    }
    const auto status = words_of(cell(columns.status));
    add(d, p, std::move(task), text, is_ticked(status));
}

// "Maya:" or "Maya Lindqvist" above the tasks of that person.
std::string ActionReader::owner_above(const Outline& outline, std::size_t d, std::size_t p) const {
    const auto& passages = corpus.input().documents[d].passages;
    const auto named = [&](std::string_view text) { return only_name(text, d); };
    if (outline.parent(p) >= 0)
        if (auto who = named(passages[static_cast<std::size_t>(outline.parent(p))].passage.text);
            !who.empty())
            return who;
    const auto& passage = passages[p].passage;
    if (auto who = named(passage.lead_in); !who.empty()) return who;
    return passage.headings.empty() ? std::string() : named(passage.headings.back());
}

// Where Markdown has drawn lines together: "TODO Maya - … TODO Jonas - …", each from its label in capitals.
std::vector<std::string_view> ActionReader::marked_parts(std::string_view text) {
    const auto words = words_of(text);
    const auto in_capitals = [&](const Word& word) {
        const auto written = text.substr(word.begin, word.end - word.begin);
        return written.size() > 2 &&
               std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    };
    std::vector<std::string_view> parts;
    std::size_t begin = std::string_view::npos;
    const auto end_at = [&](std::size_t end) {
        if (begin != std::string_view::npos) parts.push_back(trim(text.substr(begin, end - begin)));
        begin = std::string_view::npos;
    };
    for (const auto& word : words) {
        if (!in_capitals(word)) continue;
        const auto rest = text.substr(word.begin);
        const bool task = action_label(rest, words_of(rest)) > 0;
        if (!task && decision_label(rest, words_of(rest)) == 0) continue;
        end_at(word.begin);
        if (task) begin = word.begin;
    }
    end_at(text.size());
    return parts;
}

// "to do Maya: … me: …", drawn together: each from its name, after the heading's words.
std::vector<std::string_view> ActionReader::named_parts(std::string_view text, std::size_t d) const {
    const auto words = words_of(text);
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto gap = gap_after(text, words, i);
        if (!gap.starts_with(": ")) continue;
        auto first = i;
        for (std::size_t back = 0; back <= 2 && back <= i; ++back)
            if (const auto named = corpus.people().named_at(words, i - back, d).words; named == back + 1)
                first = i - back;
        const auto rest = text.substr(words[first].begin);
        if (first < i || is_given_to_somebody(rest, d)) starts.push_back(first);
    }
    if (starts.empty() || starts.front() == 0 || starts.front() > 3) return {};
    const auto heading = trim(text.substr(0, words[starts.front()].begin));
    if (meeting_section_of(heading) != Section::actions) return {};
    std::vector<std::string_view> parts;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto begin = words[starts[i]].begin;
        const auto end = i + 1 < starts.size() ? words[starts[i + 1]].begin : text.size();
        parts.push_back(trim(text.substr(begin, end - begin)));
    }
    return parts;
}

// Lines of a paragraph that are tasks: with a label, or opened by somebody's name or by what to do.
void ActionReader::lines(std::size_t d, std::size_t p, bool listed) {
    const auto& passage = corpus.input().documents[d].passages[p].passage;
    auto all = split(passage.text, '\n');
    if (all.size() == 1) {
        if (auto named = named_parts(passage.text, d); !named.empty()) {
            all.assign(named.begin(), named.end());
        } else if (auto marked_in_it = marked_parts(passage.text); !marked_in_it.empty()) {
            all.assign(marked_in_it.begin(), marked_in_it.end());
        }
    }
    for (const auto line : all) {
        const auto text = trim(line);
        const auto words = words_of(text);
        // "[Write down who does what]" stands in forms.
        const bool form = text.starts_with('[') && text.ends_with(']');
        if (is_placeholder(words) || text.ends_with(':') || form) continue;
        const auto label = action_label(text, words);
        const bool opens =
            !words.empty() && (is_task_verb(words[0].key, *corpus.info(d).pack) ||
                               corpus.people().named_at(words, 0, d).words > 0 ||
                               (listed && (marked_owner(text, words, corpus.people(), d, true).words > 0 ||
                                           own_task(words, *corpus.info(d).pack) > 0)));
        if (label == 0 && !(listed && opens)) continue;
        auto rest = trim(text.substr(label));
        const auto quote = rest;
        auto owner = label > 0 ? named_after_label(text.substr(0, label), rest) : std::string_view();
        if (!owner.empty()) rest = trim(rest.substr(words_of(rest)[words_of(owner).size()].begin));
        auto task = read(rest, d, true);
        if (task.who.empty() && !owner.empty()) task.who = corpus.people().canonical(owner, d);
        add(d, p, std::move(task), quote, false);
    }
}

// "ACTION: Jonas to write …", written down in the talk.
namespace {

/// No label with its owner has more words.
constexpr std::size_t kLabelWords = 20;

}  // namespace

void ActionReader::marks_in_turn(std::size_t d, std::size_t p) {
    const auto& info = corpus.info(d);
    for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
        std::string_view text = corpus.sentences()[i].raw;
        if (const auto mark = text.find(" ACTION: "); mark != std::string_view::npos)
            text = text.substr(mark + 1);
        const auto label = action_label(text, words_of(text, kLabelWords));
        if (label == 0) continue;
        const auto rest = trim(text.substr(label));
        if (!ends_with_question(rest)) add(d, p, read(rest, d, true), rest, false);
    }
}

bool ActionReader::names_below(std::size_t d, std::size_t p) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& first = passages[p].passage;
    const auto with_first = [&](std::size_t i) {
        const auto& other = passages[i].passage;
        return other.kind == context::PassageKind::list_item && other.list == first.list &&
               other.headings == first.headings;
    };
    if (first.kind != context::PassageKind::list_item || first.headings.empty()) return false;
    const std::string_view heading = first.headings.back();
    // The work is handed out in several parts, each with its number.
    const auto label = heading.substr(0, heading.find(": "));
    if (label.size() == heading.size() || !has_digit(label)) return false;
    const auto what = trim(heading.substr(label.size() + 2));
    if (words_of(what).size() < 3) return false;
    std::vector<std::string> names;
    bool known = false;
    auto begin = p;
    while (begin > 0 && with_first(begin - 1))
        --begin;
    for (auto i = begin; i < passages.size() && with_first(i); ++i) {
        const auto text = trim(passages[i].passage.text);
        const auto words = words_of(text);
        const bool name =
            !words.empty() && words.size() <= 4 &&
            std::all_of(words.begin(), words.end(), [&](const Word& word) {
                return word.capital || language::any_language().name_particles.contains(word.key);
            });
        if (!name) return false;
        const auto person = only_name(text, d);
        known = known || !person.empty();
        names.push_back(person.empty() ? std::string(text) : person);
    }
    if (!known || names.size() > 6) return false;
    if (begin == p) {
        Task task;
        task.who = join(names, ", ");
        task.what = language::capitalize(tidy(what));
        add(d, p, std::move(task), first.text, false);
    }
    return true;
}

// The person, where a text is nothing but a name.
std::string ActionReader::only_name(std::string_view text, std::size_t d) const {
    const auto words = words_of(text);
    const auto named = corpus.people().named_at(words, 0, d);
    return named.words > 0 && named.words == words.size() ? named.name : std::string();
}

}  // namespace pacelane::analysis::detail
