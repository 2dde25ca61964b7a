// An item of a list of tasks: who, what, by when.
#include "detail/commitments.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

using language::any_language;
// "(owner: Maya, due: 2026-11-24)", "[Maya]", "— Maya, Nov 24" at the end.
struct Tail {
    std::size_t cut = std::string_view::npos;
    std::string who;
    std::string due;
    std::optional<Date> date;
};

/// What follows a label and its colon ("due: Friday"); empty when there is none.
std::string_view after_label(std::string_view part, const PhraseList& labels) {
    const auto words = words_of(part);
    for (auto count = labels.at(words, 0); count > 0; --count)
        if (count < words.size() &&
            gap_after(part, words, count - 1).find_first_of(":=") != std::string_view::npos)
            return part.substr(words[count].begin);
    return {};
}

// "Responsável: Ana. Prazo: 30/11. Enviar o contrato": fields before the task itself.
void take_fields(std::string& body, Task& task, const LanguagePack& pack, const People& people,
                 std::size_t document, std::optional<Date> said_on);

// A part of a remark is a name if all its words are one.
std::string whole_name(std::string_view part, const People& people, std::size_t document,
                       const LanguagePack& pack) {
    const auto words = words_of(part);
    if (words.empty() || words.size() > 16) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < words.size();) {
        const auto named = people.named_at(words, i, document);
        if (named.words > 0) {
            names.push_back(named.name);
            i += named.words;
        } else if (!names.empty() && pack.and_words.contains(words[i].key)) {
            ++i;
        } else {
            return {};
        }
    }
    return join(names, ", ");
}

/// The verb of work of which the word is the form after a name: "writes", "tries", "enviará"; empty when it
/// is none.
std::string task_verb_of(std::string_view word, const LanguagePack& pack) {
    const auto folded = language::fold(word);
    for (const auto form : pack.task_verb_forms) {
        const auto slash = form.find('/');
        const auto ending = form.substr(0, slash);
        if (!folded.ends_with(ending)) continue;
        auto base = folded.substr(0, folded.size() - ending.size());
        if (slash != std::string_view::npos) base += form.substr(slash + 1);
        if (pack.task_verbs.has(key_of(base))) return base;
    }
    return {};
}

Tail read_remark(std::string_view remark, const LanguagePack& pack, const People& people,
                 std::size_t document, std::optional<Date> said_on) {
    Tail tail;
    for (const auto piece : split(remark, ',')) {
        for (const auto sub : split(piece, ';')) {
            const auto part = trim(sub);
            if (part.empty()) continue;
            if (const auto owner = after_label(part, any_language().owner_labels); !owner.empty()) {
                tail.who = people.canonical(owner, document);
                continue;
            }
            const auto dated = after_label(part, any_language().due_labels);
            const auto words = words_of(dated.empty() ? part : dated);
            const auto due = find_due(words, pack, said_on);
            const std::string_view shown = dated.empty() ? part : trim(dated);
            if (!dated.empty() || (due && due->end - due->begin + 4 >= part.size())) {
                tail.due = std::string(shown);
                if (due) tail.date = due->date;
                continue;
            }
            if (part.starts_with('@')) {
                tail.who = people.canonical(part, document);
                continue;
            }
            if (auto name = whole_name(part, people, document, pack); !name.empty()) tail.who = name;
        }
    }
    return tail;
}

Tail read_tail(std::string_view text, const LanguagePack& pack, const People& people, std::size_t document,
               std::optional<Date> said_on) {
    const auto end = strip(text, ".").data() + strip(text, ".").size() - text.data();
    const std::string_view body = text.substr(0, static_cast<std::size_t>(end));
    std::size_t open = std::string_view::npos;
    std::string_view remark;
    if (body.ends_with(')') || body.ends_with(']')) {
        open = body.find_last_of(body.ends_with(')') ? '(' : '[');
        if (open != std::string_view::npos) remark = body.substr(open + 1, body.size() - open - 2);
    }
    if (remark.empty()) {
        using namespace std::string_view_literals;
        for (const auto dash :
             {" \xE2\x80\x94 "sv, " \xE2\x80\x93 "sv, " - "sv, " \xE2\x86\x92 "sv, " -> "sv, " | "sv}) {
            const auto at = body.rfind(dash);
            if (at == std::string_view::npos || body.size() - at > 60) continue;
            open = at;
            remark = body.substr(at + dash.size());
            break;
        }
    }
    // "Escribir el resumen: Maya y Jonas"
    if (const auto colon = body.rfind(": "); remark.empty() && colon != std::string_view::npos) {
        if (auto names = whole_name(body.substr(colon + 1), people, document, pack); !names.empty())
            return {colon, std::move(names), {}, {}};
    }
    if (remark.empty()) return {};
    auto tail = read_remark(remark, pack, people, document, said_on);
    if (!tail.who.empty() || !tail.due.empty()) tail.cut = open;
    return tail;
}

void take_fields(std::string& body, Task& task, const LanguagePack& pack, const People& people,
                 std::size_t document, std::optional<Date> said_on) {
    for (int i = 0; i < 3; ++i) {
        const auto end = body.find(". ");
        if (end == std::string::npos) return;
        const auto field = std::string_view(body).substr(0, end);
        if (after_label(field, any_language().owner_labels).empty() &&
            after_label(field, any_language().due_labels).empty())
            return;
        auto tail = read_remark(field, pack, people, document, said_on);
        if (tail.who.empty() && tail.due.empty()) return;
        if (!tail.who.empty()) task.who = tail.who;
        if (!tail.due.empty()) {
            task.due = tail.due;
            task.due_date = tail.date;
        }
        body.erase(0, end + 2);
    }
}

// "(Lena) measure …", "[Lena] …", "to Lena: …"
bool take_named_first(std::string& body, Task& task, const People& people, std::size_t document,
                      const LanguagePack& pack) {
    if (body.empty()) return false;
    std::string_view name;
    std::size_t rest = 0;
    const char close = body.front() == '(' ? ')' : body.front() == '[' ? ']' : '\0';
    if (close != '\0') {
        const auto end = body.find(close);
        if (end == std::string::npos || end > 60 || end + 1 >= body.size()) return false;
        name = std::string_view(body).substr(1, end - 1);
        rest = end + 1;
    } else {
        const auto words = words_of(std::string_view(body).substr(0, 60));
        const auto colon = body.find(':');
        if (words.size() < 3 || pack.toward_words.at(words, 0) != 1 || colon == std::string::npos ||
            colon > 60)
            return false;
        name = std::string_view(body).substr(words[1].begin, colon - words[1].begin);
        rest = colon + 1;
    }
    const auto words = words_of(name);
    if (words.empty() || words.size() > 3) return false;
    const bool all_capital =
        std::all_of(words.begin(), words.end(), [](const Word& word) { return word.capital; });
    const bool label = rest < body.size() && trim(std::string_view(body).substr(rest)).starts_with(':');
    if (!all_capital && !label && name.front() != '@' && people.named_at(words, 0, document).words == 0)
        return false;
    if (task.who.empty()) task.who = people.canonical(strip(name, "@"), document);
    body = tidy(std::string_view(body).substr(rest));
    return true;
}

// "me: …", "J: …", "I'll …" of whoever keeps the list
void take_own(std::string& body, Task& task, const People& people, std::size_t document,
              const LanguagePack& pack, bool listed) {
    if (!task.who.empty()) return;
    auto words = words_of(body);
    if (const auto owner = marked_owner(body, words, people, document, listed); owner.words > 0) {
        task.who = owner.name;
        body.erase(0, words[owner.words].begin);
        return;
    }
    const auto own = listed ? own_task(words, pack) : 0;
    if (own == 0) return;
    task.who = people.self();
    body.erase(0, words[own].begin);
}

}  // namespace

Task read_task(std::string_view text, const LanguagePack& pack, const People& people, std::size_t document,
               std::optional<Date> said_on, bool listed) {
    Task task;
    std::string body(trim(text));
    // "ana → prices"
    if (is_arrow_after_name(body, words_of(body), people, document, pack)) body = language::capitalize(body);
    take_fields(body, task, pack, people, document, said_on);
    if (listed) take_named_first(body, task, people, document, pack);
    take_own(body, task, people, document, pack, listed);
    if (auto tail = read_tail(body, pack, people, document, said_on);
        tail.cut != std::string_view::npos && tail.cut > 0) {
        task.who = std::move(tail.who);
        task.due = std::move(tail.due);
        task.due_date = tail.date;
        body.resize(tail.cut);
    }
    // "@maya" wherever it stands, unless somebody is named first: "Maya to document @id".
    const auto opening = words_of(std::string_view(body).substr(0, 80));
    const bool named_first = !opening.empty() && people.named_at(opening, 0, document).words > 0;
    if (const auto at = body.find('@');
        at != std::string::npos &&
        (at == 0 || (!named_first && (body[at - 1] == ' ' || body[at - 1] == '(')))) {
        const auto end = std::min(body.find_first_of(" ,:;)]", at), body.size());
        // "@scope/package" is no person.
        if (end > at + 1 && body.find('/', at) >= end) {
            if (task.who.empty())
                task.who = people.canonical(std::string_view(body).substr(at, end - at), document);
            body.erase(at, end - at);
            body = tidy(body);
            // "@maya to write …"
            const auto left = words_of(body);
            if (const auto count = at == 0 ? pack.obligations.at(left, 0) : 0;
                count > 0 && count < left.size())
                body.erase(0, left[count].begin);
        }
    }
    auto words = words_of(body);
    // "Maya: write …", "Maya and Jonas – write …", "Maya to write …"
    std::size_t start = 0;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < words.size();) {
        const auto named = people.named_at(words, i, document);
        if (named.words == 0) {
            const bool joins = !names.empty() && pack.and_words.contains(words[i].key);
            if (!joins || people.named_at(words, i + 1, document).words == 0) break;
            ++i;
            continue;
        }
        names.push_back(named.name);
        i += named.words;
        start = i;
        const auto gap = gap_after(body, words, i - 1);
        if (gap.find_first_not_of(" ,&+/") != std::string_view::npos) break;
    }
    const auto shall = [&](std::size_t at) {
        return std::max(pack.obligations.at(words, at), pack.item_obligations.at(words, at));
    };
    if (start > 0 && start < words.size()) {
        const auto gap = gap_after(body, words, start - 1);
        const auto count = shall(start);
        using namespace std::string_view_literals;
        const auto mark = trim(gap);
        const bool marked = mark.starts_with(':') || mark == "-" || (listed && mark == ",") ||
                            mark == "\xE2\x80\x93"sv || mark == "\xE2\x80\x94"sv || mark.starts_with(')') ||
                            mark.starts_with(']') || mark == "\xE2\x86\x92"sv || mark == "->"sv;
        if (marked || (count > 0 && mark.empty())) {
            if (task.who.empty()) task.who = join(names, ", ");
            const auto first = marked ? start + (count > 0 ? count : 0) : start + count;
            if (first < words.size()) body.erase(0, words[first].begin);
        } else if (mark.empty() && listed) {
            // "Maya writes the runbook": what she is to do.
            if (const auto verb = task_verb_of(
                    body.substr(words[start].begin, words[start].end - words[start].begin), pack);
                !verb.empty()) {
                if (task.who.empty()) task.who = join(names, ", ");
                body.replace(0, words[start].end, verb);
            }
        }
    } else if (start == 0 && listed && words.size() > 3 && !pack.no_names.has(words[0].key) &&
               !pack.task_verbs.has(words[0].key)) {
        // Nobody told who was there, but "Priya to write …" is plain enough.
        const std::size_t name_words = words.size() > 4 && words[0].capital && words[1].capital ? 2 : 1;
        // A handle in small letters only before "to".
        const bool handle = !words[0].capital && pack.infinitive_marks.contains(words[1].key);
        const auto count = words[0].capital || handle ? shall(name_words) : 0;
        const auto verb = name_words + count;
        const bool spaces = std::all_of(
            words.begin(), words.begin() + static_cast<std::ptrdiff_t>(name_words), [&](const Word& word) {
                return gap_after(body, words, static_cast<std::size_t>(&word - words.data())) == " ";
            });
        const bool plain = words[0].capital && !words[verb < words.size() ? verb : 0].capital &&
                           pack.participle_endings.of(words[0].key).empty();
        if (count > 0 && spaces && verb < words.size() && (plain || pack.task_verbs.has(words[verb].key))) {
            const std::string name = body.substr(0, words[name_words - 1].end);
            if (task.who.empty() && !pack.everybody_words.has(words[0].key))
                task.who = language::capitalize(people.canonical(name, document));
            body.erase(0, words[verb].begin);
        } else if (words[0].capital && words[0].key.size() > 2 && task.who.empty() && count == 0 &&
                   gap_after(body, words, 0) == " " && pack.participle_endings.of(words[0].key).empty() &&
                   !pack.no_persons.has(words[0].key) && !pack.everybody_words.has(words[0].key)) {
            // "Priya sends the documents"
            if (const auto form =
                    task_verb_of(body.substr(words[1].begin, words[1].end - words[1].begin), pack);
                !form.empty()) {
                task.who = language::capitalize(people.canonical(body.substr(0, words[0].end), document));
                body.replace(0, words[1].end, form);
            }
        }
    }
    // "Everyone: read the notes"
    words = words_of(body);
    const auto everybody = pack.everybody_words.at(words, 0);
    if (words.size() > 2 && everybody > 0 && everybody < words.size() &&
        trim(gap_after(body, words, everybody - 1)).starts_with(':'))
        body.erase(0, words[everybody].begin);
    // "A medição fica com a Bia"
    words = words_of(body);
    if (task.who.empty()) {
        const auto given = given_commitment(body, words, people, document, pack);
        if (given.kind == Commitment::Kind::other) {
            const bool at_start = given.what <= words.front().begin;
            task.who = given.who;
            if (at_start) body.resize(given.until);
            words = words_of(body);
        }
    }
    if (const auto owner = body.find_last_of('\n'); owner != std::string::npos) {
        // A continuation line "Owner: Maya".
        auto tail = read_remark(std::string_view(body).substr(owner + 1), pack, people, document, said_on);
        if (!tail.who.empty() || !tail.due.empty()) {
            if (task.who.empty()) task.who = tail.who;
            if (task.due.empty()) {
                task.due = tail.due;
                task.due_date = tail.date;
            }
            body.resize(owner);
            words = words_of(body);
        }
    }
    if (task.due.empty()) {
        if (const auto due = find_due(words, pack, said_on)) {
            task.due = body.substr(due->begin, due->end - due->begin);
            task.due_date = due->date;
            // In mid-sentence the phrase may carry more than a date.
            const bool at_end = tidy(std::string_view(body).substr(due->end)).empty();
            const bool before_comma =
                due->end < body.size() && (body[due->end] == ',' || body[due->end] == ';');
            if (at_end || (before_comma && due->prepositioned)) body = without_due(body, *due);
        }
    }
    // "due 2026-11-20" is due on 2026-11-20; "by Friday" stays as it was said.
    const auto dated = words_of(task.due);
    if (dated.size() > 1 && pack.due_nouns.contains(dated[0].key) && pack.due_prepositions.at(dated, 1) == 0)
        task.due.erase(0, dated[1].begin);
    // What happened since is no part of the task.
    for (const std::string_view arrow : {" \xE2\x86\x92 ", " -> ", " => "})
        if (const auto at = body.find(arrow); at != std::string::npos && at > 0) body.resize(at);
    task.what = language::capitalize(tidy(body));
    return task;
}

}  // namespace pacelane::analysis::detail
