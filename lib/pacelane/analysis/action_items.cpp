#include "detail/commitments.h"
#include "detail/decision_wordings.h"
#include "detail/minutes.h"
#include "detail/outline.h"
#include "detail/task_marks.h"
#include "detail/votes.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

const PhraseList& labels() {
    return language::label_words(language::LabelKind::action);
}

// Talk without times, below lines or headings for its subjects: somebody took it down.
bool is_scribed(const std::vector<KnownPassage>& passages) {
    std::set<std::string_view> headings;
    for (const auto& known : passages) {
        if (known.passage.start_ms) return false;
        if (announces_subject(known.passage.text)) return true;
        if (known.passage.kind == context::PassageKind::turn && !known.passage.headings.empty())
            headings.insert(known.passage.headings.back());
    }
    return headings.size() >= 2;
}

struct ActionFinder {
    Corpus& corpus;
    std::vector<FoundAction> found;
    Repeats seen;
    LowerCase lower_case;  // of the document that is read
    bool marked = false;   // it marks its actions
    bool scribed = false;  // its talk was typed by a scribe

    void add(std::size_t d, std::size_t p, Task task, std::string_view quote, bool done,
             std::string giver = {}) {
        const auto& pack = *corpus.info(d).pack;
        auto stems = corpus.stems_of(task.what, corpus.info(d).language);
        const auto words = words_of(task.what);
        const bool named = !task.who.empty() && !task.due.empty();  // "Glossary | Maya | Friday"
        if (words.size() < (named ? 1U : 2U) || stems.empty() || task.what.size() > 500) return;
        if ((task.who.empty() && is_housekeeping(words, pack)) || pack.no_tasks.starts(words)) return;
        for (const auto& match : seen.like(stems)) {
            const auto& other = found[match.item].item;
            const bool same_person = other.who == task.who || other.who.empty() || task.who.empty();
            if (same_person && (match.jaccard >= 0.6 || (match.containment >= 0.8 && match.smaller >= 2)))
                return;
        }
        seen.add(stems);
        FoundAction action;
        action.item.who = std::move(task.who);
        action.item.what = std::move(task.what);
        action.item.due = std::move(task.due);
        action.item.due_date = task.due_date;
        action.item.done = done;
        action.item.source = corpus.source(d, p, quote);
        action.document = d;
        action.passage = p;
        if (giver != action.item.who) action.giver = std::move(giver);
        action.stems = std::move(stems);
        found.push_back(std::move(action));
    }

    Task read(std::string_view text, std::size_t d, bool listed) {
        return read_task(text, *corpus.info(d).pack, corpus.people(), d, corpus.input().documents[d].date,
                         listed);
    }

    // An item below a heading for tasks, a task box, or a line with its label.
    void item(std::size_t d, std::size_t p, bool listed, bool topic, std::string owner) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        std::string_view text = trim(passage.text);
        auto words = words_of(text);
        if (is_placeholder(words) || text.ends_with(':') || ends_with_question(text)) return;
        const auto label = action_label(text, words);
        text = trim(text.substr(label));
        const std::string_view quote = text;
        const auto& pack = *corpus.info(d).pack;
        // Minutes often mark what is done in words.
        const bool done = take_done_mark(text, pack) || passage.checked.value_or(false);
        auto task = read(text, d, listed);
        if (task.who.empty()) task.who = std::move(owner);
        // "[x] Nominated issues" with notes below, "Action items list": boxes of an agenda, and what names a
        // part.
        if (task.who.empty() && task.due.empty() &&
            (meeting_section_of(text) != Section::content || (topic && !is_task(task.what, pack))))
            return;
        // A list of tasks may hold remarks: "Not done yet."
        if (words_of(task.what).size() < 3 && task.who.empty() && !is_task(task.what, pack)) return;
        if (task.who.empty() && !is_task(task.what, pack) && states_something(task.what, pack)) return;
        add(d, p, std::move(task), quote, done);
    }

    static bool is_task(std::string_view text, const LanguagePack& pack) {
        const auto words = words_of(text);
        return !words.empty() && is_task_verb(words[0].key, pack);
    }

    void row(std::size_t d, std::size_t p, const Columns& columns, bool listed) {
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

    struct Found {
        Commitment commitment;
        std::string who;
        std::string giver;
    };

    // Who promises or is given what in the sentence.
    Found look(const Sentence& s, std::string_view text, const Words& words, const std::optional<Due>& due,
               const Sentence* answer, bool below_subject) {
        const auto d = s.document;
        const auto& pack = *corpus.info(d).pack;
        const auto& passage = corpus.passage(s);
        const bool spoken = passage.kind == context::PassageKind::turn;
        const auto speaker =
            passage.speaker.empty() ? std::string() : corpus.people().canonical(passage.speaker, d);
        Found found{{}, speaker, spoken ? speaker : std::string()};
        if (!speaker.empty()) found.commitment = own_commitment(text, words, due, pack);
        // What a scribe typed as it was said is full of "I'll check".
        if (spoken && scribed && (!due || !due->date)) return {{}, speaker, speaker};
        if (found.commitment.kind == Commitment::Kind::none && !spoken && !speaker.empty())
            found.commitment = noted_promise(text, words, pack);
        if (found.commitment.kind != Commitment::Kind::none) return found;
        found.commitment =
            given_commitment(text, words, corpus.people(), d, pack, spoken ? nullptr : &lower_case);
        if (found.commitment.kind != Commitment::Kind::none) {
            // In speech, of somebody else and without a date, it is mostly a story: "Maya will write to you".
            if (spoken && !due) found.commitment = {};
            found.who = found.commitment.who;
            return found;
        }
        if (!spoken) {
            found.commitment = later_promise(text, words, corpus.people(), d, pack, speaker);
            if (found.commitment.kind == Commitment::Kind::none)
                found.commitment = group_task(text, words, pack);
            if (found.commitment.kind == Commitment::Kind::none && speaker.empty() &&
                pack.bare_futures.contains(words[0].key))
                found.commitment = noted_promise(text, words, pack);
            if (found.commitment.kind == Commitment::Kind::none && speaker.empty())
                found.commitment = announced_step(text, words, pack, below_subject);
            found.who = found.commitment.who;
            return found;
        }
        found.commitment = requested_commitment(text, words, corpus.people(), d, pack);
        if (found.commitment.kind == Commitment::Kind::none) return found;
        const bool answered = answer != nullptr && accepts(words_of(answer->raw), pack) &&
                              corpus.passage(*answer).speaker != passage.speaker;
        found.who = found.commitment.who;
        if (found.who.empty() && answered)
            found.who = corpus.people().canonical(corpus.passage(*answer).speaker, d);
        if (found.who.empty() || (!answered && !due)) found.commitment = {};
        return found;
    }

    // "Colin will do that": the sentence before says what.
    static bool points_back(std::string_view what, const LanguagePack& pack) {
        const auto words = words_of(what);
        return pack.tasks_before.at(words, 0) == words.size();
    }

    // Only what is plainly a task counts in running text.
    void sentence(const Outline& outline, const Sentence& s, const Sentence* answer) {
        const auto d = s.document;
        const auto& pack = *corpus.info(d).pack;
        const auto said_on = corpus.input().documents[d].date;
        const auto& passage = corpus.passage(s);
        const bool spoken = passage.kind == context::PassageKind::turn;
        const std::string_view text = spoken ? std::string_view(s.text) : without_speaker(passage, s.text);
        const auto words = words_of(text);
        if (words.size() < 3 || words.size() > 50 || (spoken && marked) || text.ends_with(':')) return;
        auto due = find_due(words, pack, said_on);
        const bool opens_item = &s == &corpus.sentences()[corpus.info(d).first_of_passage[s.passage]];
        const auto found_here =
            look(s, text, words, due, answer, opens_item && outline.is_below_subject(s.passage));
        const auto& commitment = found_here.commitment;
        if (commitment.kind == Commitment::Kind::none || commitment.until <= commitment.what) return;
        Task task;
        task.who = found_here.who;
        std::string body(text.substr(commitment.what, commitment.until - commitment.what));
        if (!spoken && points_back(body, pack)) {
            const auto before = &s - corpus.sentences().data();
            if (before == 0) return;
            const auto& told = corpus.sentences()[static_cast<std::size_t>(before) - 1];
            if (told.document != d || s.passage - told.passage > 1) return;
            body = told.text;
            // "Can somebody run the tool on it?"
            if (ends_with_question(told.raw)) {
                const auto asked = asked_in(told.text, words_of(told.text), pack);
                if (asked.kind == Commitment::Kind::none) return;
                body = told.text.substr(asked.what, asked.until - asked.what);
            }
        }
        // What is said after the promise is not its date.
        if (due && due->begin >= commitment.until) {
            const auto told = text.substr(0, commitment.until);
            due = find_due(words_of(told), pack, said_on);
        }
        if (due && due->end <= commitment.until) {
            task.due = std::string(text.substr(due->begin, due->end - due->begin));
            task.due_date = due->date;
            if (due->begin >= commitment.what && due->end - commitment.what <= body.size()) {
                const bool at_end = tidy(text.substr(due->end, commitment.until - due->end)).empty();
                const bool before_comma = due->end < text.size() && text[due->end] == ',';
                if (at_end || (before_comma && due->prepositioned))
                    body = without_due(
                        body, Due{due->begin - commitment.what, due->end - commitment.what, {}, false});
            }
        }
        task.what = language::capitalize(tidy(body));
        // "Take a look" at what?
        const auto told = words_of(task.what);
        if (!spoken && pack.vague_tasks.at(told, 0) == told.size())
            if (const auto subject = outline.topic(s.passage); !subject.empty()) task.what += ": " + subject;
        add(d, s.passage, std::move(task), s.raw, false, found_here.giver);
    }

    // "Maya:" or "Maya Lindqvist" above the tasks of that person.
    std::string owner_above(const Outline& outline, std::size_t d, std::size_t p) const {
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

    // Lines of a paragraph that are tasks: with a label, or opened by somebody's name or by what to do.
    void lines(std::size_t d, std::size_t p, bool listed) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        for (const auto line : split(passage.text, '\n')) {
            const auto text = trim(line);
            const auto words = words_of(text);
            // "[Write down who does what]" stands in forms.
            const bool form = text.starts_with('[') && text.ends_with(']');
            if (is_placeholder(words) || text.ends_with(':') || form) continue;
            const auto label = action_label(text, words);
            const bool opens = !words.empty() && (is_task_verb(words[0].key, *corpus.info(d).pack) ||
                                                  corpus.people().named_at(words, 0, d).words > 0);
            if (label == 0 && !(listed && opens)) continue;
            const auto rest = trim(text.substr(label));
            add(d, p, read(rest, d, true), rest, false);
        }
    }

    // "ACTION: Jonas to write …", written down in the talk.
    void marks_in_turn(std::size_t d, std::size_t p) {
        const auto& info = corpus.info(d);
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
            std::string_view text = corpus.sentences()[i].raw;
            if (const auto mark = text.find(" ACTION: "); mark != std::string_view::npos)
                text = text.substr(mark + 1);
            const auto label = action_label(text, words_of(text));
            if (label == 0) continue;
            const auto rest = trim(text.substr(label));
            if (!ends_with_question(rest)) add(d, p, read(rest, d, true), rest, false);
        }
    }

    void passage_at(const Outline& outline, std::size_t d, std::size_t p) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        const auto& passage = passages[p].passage;
        const auto section = info.sections[p];
        const bool tasks = section == Section::actions || section == Section::decisions_and_actions;
        const auto words = words_of(std::string_view(passage.text).substr(0, 60));
        const bool labelled =
            passage.kind != context::PassageKind::turn && action_label(passage.text, words) > 0;
        if (passage.kind == context::PassageKind::list_item &&
            (section == Section::actions || passage.checked || labelled)) {
            // Notes below a task belong to it, unless they are tasks of a group: "Maya:" and hers below.
            auto owner = owner_above(outline, d, p);
            const auto parent = outline.parent(p);
            // Below a subject a line with its label is a task of its own.
            const bool detail =
                parent >= 0 && !passage.checked && owner.empty() && (tasks || !labelled) &&
                info.sections[static_cast<std::size_t>(parent)] == section &&
                !trim(passages[static_cast<std::size_t>(parent)].passage.text).ends_with(':') &&
                meeting_section_of(passages[static_cast<std::size_t>(parent)].passage.text) ==
                    Section::content;
            const bool group = outline.has_children(p) && !only_name(passage.text, d).empty();
            // Boxes outside of a list of tasks that lead to others, and those, may only tick off an agenda.
            const bool topic = passage.checked && !tasks && !labelled &&
                               (outline.has_children(p) ||
                                (parent >= 0 && passages[static_cast<std::size_t>(parent)].passage.checked));
            if (!detail && !group) item(d, p, tasks || labelled, topic, std::move(owner));
            return;
        }
        if (labelled || (section == Section::actions && passage.kind == context::PassageKind::paragraph))
            return lines(d, p, section == Section::actions);
        if (section == Section::decisions && passage.kind != context::PassageKind::list_item) return;
        if (passage.kind == context::PassageKind::turn) marks_in_turn(d, p);
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
            const auto& all = corpus.sentences();
            // Who answers: the first sentence of the next turn.
            const auto next = info.first_of_passage[p + 1];
            const bool last_of_turn = i + 1 == next;
            sentence(outline, all[i], last_of_turn && next < info.end_sentence ? &all[next] : nullptr);
        }
    }

    // The person, where a text is nothing but a name.
    std::string only_name(std::string_view text, std::size_t d) const {
        const auto words = words_of(text);
        const auto named = corpus.people().named_at(words, 0, d);
        return named.words > 0 && named.words == words.size() ? named.name : std::string();
    }

    void document(std::size_t d) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        const Outline outline(corpus, d);
        TableReader tables;
        marked = has_marks(corpus, d);
        scribed = is_scribed(passages);
        lower_case.clear();
        const auto& pack = *info.pack;
        // Nor what headings name: "Node will …" is no person's task.
        const auto all_of = [&](std::string_view text, bool capitals) {
            const auto words = words_of(text);
            for (std::size_t i = 0; i < words.size(); ++i) {
                // "niko has opinions" names somebody.
                const bool handle = i + 1 < words.size() && pack.handle_companions.contains(words[i + 1].key);
                if (capitals || (!words[i].capital && !handle)) lower_case.insert(words[i].key);
            }
        };
        all_of(corpus.input().documents[d].title, true);
        for (const auto& known : passages) {
            all_of(known.passage.text, false);
            for (const auto& heading : known.passage.headings)
                all_of(heading, true);
        }
        for (std::size_t p = 0; p < passages.size(); ++p) {
            const auto& passage = passages[p].passage;
            const auto section = info.sections[p];
            if (passage.kind == context::PassageKind::table_row) {
                const auto columns = tables.read(passages, p);
                const bool of_tasks = (columns.what >= 0 && (columns.who >= 0 || columns.due >= 0)) ||
                                      is_of_kind(passage.text, columns, labels());
                const bool other_kind =
                    is_of_kind(passage.text, columns, language::label_words(language::LabelKind::decision));
                if (!columns.header && !other_kind &&
                    (of_tasks || (section == Section::actions && !columns.foreign)))
                    row(d, p, columns, section == Section::actions);
                continue;
            }
            if (!context::is_own_writing(passage)) continue;
            if (section == Section::agenda || section == Section::people || section == Section::reference ||
                section == Section::questions)
                continue;
            passage_at(outline, d, p);
        }
    }
};

}  // namespace

std::vector<FoundAction> find_actions(Corpus& corpus, const std::vector<std::size_t>& meetings) {
    ActionFinder finder{corpus, {}, {}, {}, false, false};
    for (const auto d : meetings)
        finder.document(d);
    return std::move(finder.found);
}

}  // namespace pacelane::analysis::detail
