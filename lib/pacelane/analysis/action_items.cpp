#include "detail/commitments.h"
#include "detail/minutes.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>

namespace pacelane::analysis::detail {

namespace {

const PhraseList& labels() {
    return language::label_words(language::LabelKind::action);
}

struct ActionFinder {
    Corpus& corpus;
    std::vector<FoundAction> found;
    Repeats seen;

    void add(std::size_t d, std::size_t p, Task task, std::string_view quote, bool done,
             std::string giver = {}) {
        const auto language = corpus.info(d).language;
        auto stems = corpus.stems_of(task.what, language);
        if (words_of(task.what).size() < 2 || stems.empty() || task.what.size() > 500) return;
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
        return read_task(text, corpus.info(d).language, corpus.people(), d, corpus.input().documents[d].date,
                         listed);
    }

    // An item below a heading for tasks, a task box, or a line with its label.
    void item(std::size_t d, std::size_t p, bool listed) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        std::string_view text = trim(passage.text);
        auto words = words_of(text);
        if (is_placeholder(words) || text.ends_with(':') || ends_with_question(text)) return;
        const auto label = action_label(text, words);
        text = trim(text.substr(label));
        // Minutes often mark what is done in words.
        static const Phrases finished("done|finished|completed|feito|feita|concluido|concluida|pronto");
        bool done = passage.checked.value_or(false);
        words = words_of(text);
        if (!words.empty()) {
            const auto last = words.back();
            const bool marked = finished.has(last.key) && last.begin > 0 &&
                                (text[last.begin - 1] == '(' || text[last.begin - 1] == '[');
            if (marked) {
                done = true;
                text = trim(text.substr(0, last.begin - 1));
            }
        }
        for (const std::string_view sign : {"\xE2\x9C\x85", "\xE2\x9C\x93", "\xE2\x9C\x94"})
            if (text.find(sign) != std::string_view::npos) done = true;
        add(d, p, read(text, d, listed), text, done);
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
        static const Phrases nobody("tbd|none|n/a|a definir|ninguem|sem dono");
        if (!who.empty() && !nobody.in(words_of(who))) {
            std::vector<std::string> names;
            for (const auto part : split(who, ','))
                if (auto name = corpus.people().canonical(part, d); !name.empty())
                    names.push_back(std::move(name));
            task.who = join(names, ", ");
        }
        if (!due.empty() && !is_placeholder(words_of(due))) {
            task.due = std::string(due);
            task.due_date = resolve_due(due, corpus.info(d).language, corpus.input().documents[d].date);
        }
        static const Phrases finished(
            "done|finished|completed|closed|yes|x|feito|feita|concluido|concluida|sim|ok");
        const auto status = words_of(cell(columns.status));
        add(d, p, std::move(task), text, !status.empty() && finished.at(status, 0) > 0);
    }

    // Only what is plainly a task counts in running text.
    void sentence(const Sentence& s, const Sentence* answer) {
        const auto d = s.document;
        const auto language = corpus.info(d).language;
        const auto said_on = corpus.input().documents[d].date;
        const auto& passage = corpus.passage(s);
        const bool spoken = passage.kind == context::PassageKind::turn;
        const std::string_view text = s.text;
        const auto words = words_of(text);
        if (words.size() < 3 || words.size() > 50) return;
        auto due = find_due(text, words, language, said_on);
        std::string giver;
        if (spoken && !passage.speaker.empty()) giver = corpus.people().canonical(passage.speaker, d);

        auto commitment = spoken && !giver.empty() ? own_commitment(text, words, due) : Commitment{};
        std::string who = giver;
        if (commitment.kind == Commitment::Kind::none) {
            commitment = given_commitment(text, words, corpus.people(), d);
            // Of somebody else, and without a date, it is mostly a story: "Maya will write to you".
            const bool certain =
                due.has_value() || (!spoken && passage.kind == context::PassageKind::list_item);
            if (commitment.kind != Commitment::Kind::none && !certain) return;
            who = commitment.who;
        }
        if (commitment.kind == Commitment::Kind::none && spoken) {
            commitment = requested_commitment(text, words, corpus.people(), d);
            if (commitment.kind == Commitment::Kind::none) return;
            const bool answered = answer != nullptr && accepts(words_of(answer->raw)) &&
                                  corpus.passage(*answer).speaker != passage.speaker;
            who = commitment.who;
            if (who.empty() && answered) who = corpus.people().canonical(corpus.passage(*answer).speaker, d);
            if (who.empty() || (!answered && !due)) return;
        }
        if (commitment.kind == Commitment::Kind::none || commitment.until <= commitment.what) return;
        Task task;
        task.who = who;
        std::string body(text.substr(commitment.what, commitment.until - commitment.what));
        // What is said after the promise is not its date.
        if (due && due->begin >= commitment.until) {
            const auto told = text.substr(0, commitment.until);
            due = find_due(told, words_of(told), language, said_on);
        }
        if (due && due->end <= commitment.until) {
            task.due = std::string(text.substr(due->begin, due->end - due->begin));
            task.due_date = due->date;
            if (due->begin >= commitment.what) {
                const bool at_end = tidy(text.substr(due->end, commitment.until - due->end)).empty();
                const bool before_comma = due->end < text.size() && text[due->end] == ',';
                if (at_end || (before_comma && due->prepositioned))
                    body = without_due(
                        body, Due{due->begin - commitment.what, due->end - commitment.what, {}, false});
            }
        }
        task.what = language::capitalize(tidy(body));
        add(d, s.passage, std::move(task), s.raw, false, spoken ? giver : std::string());
    }

    void document(std::size_t d) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        Columns columns;
        bool in_table = false;
        for (std::size_t p = 0; p < passages.size(); ++p) {
            const auto& passage = passages[p].passage;
            const auto section = info.sections[p];
            const bool tasks = section == Section::actions || section == Section::decisions_and_actions;
            if (passage.kind == context::PassageKind::table_row) {
                if (!in_table) columns = columns_of(cells_of(passage.text));
                const bool header = !in_table && columns.header;
                in_table = true;
                if (!header && (section == Section::actions ||
                                (columns.what >= 0 && (columns.who >= 0 || columns.due >= 0))))
                    row(d, p, columns, section == Section::actions);
                continue;
            }
            in_table = false;
            if (!context::is_own_writing(passage)) continue;
            if (section == Section::agenda || section == Section::people || section == Section::reference ||
                section == Section::questions)
                continue;
            const auto words = words_of(passage.text.substr(0, 60));
            const bool labelled =
                passage.kind != context::PassageKind::turn && action_label(passage.text, words) > 0;
            if (passage.kind == context::PassageKind::list_item &&
                (section == Section::actions || passage.checked || labelled)) {
                // Notes below a task belong to it, unless they are tasks of a group: "Maya:" and hers below.
                const bool detail = passage.depth > 0 && !passage.checked && p > 0 &&
                                    passages[p - 1].passage.kind == context::PassageKind::list_item &&
                                    !trim(passages[p - 1].passage.text).ends_with(':');
                if (!detail) item(d, p, tasks);
                continue;
            }
            if (labelled || (section == Section::actions && passage.kind == context::PassageKind::paragraph &&
                             words.size() > 2 && corpus.people().named_at(words, 0, d).words > 0)) {
                for (const auto line : split(passage.text, '\n'))
                    if (const auto text = trim(line); !text.empty()) {
                        const auto line_words = words_of(text);
                        if (is_placeholder(line_words)) continue;
                        const auto rest = trim(text.substr(action_label(text, line_words)));
                        add(d, p, read(rest, d, true), rest, false);
                    }
                continue;
            }
            if (section == Section::decisions) continue;
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
                const auto& all = corpus.sentences();
                // Who answers: the first sentence of the next turn.
                const auto next = info.first_of_passage[p + 1];
                const bool last_of_turn = i + 1 == next;
                sentence(all[i], last_of_turn && next < info.end_sentence ? &all[next] : nullptr);
            }
        }
    }
};

}  // namespace

std::size_t action_label(std::string_view text, const Words& words) {
    const auto count = labels().at(words, 0);
    if (count == 0 || count >= words.size()) return 0;
    const auto gap = gap_after(text, words, count - 1);
    const bool bracket = words[0].begin > 0 && text[words[0].begin - 1] == '[' && gap.starts_with(']');
    const bool colon = trim(gap).starts_with(':');
    // "TODO Maya: …", "Action (Maya Lindqvist): …": what comes after the label says whose it is.
    bool owner = !colon && !bracket && (gap == " " || gap == " (" || gap == " @");
    if (owner) {
        auto last = count;
        while (last + 1 < words.size() && last < count + 2 && gap_after(text, words, last) == " ")
            ++last;
        const auto after = last + 1 < words.size() ? gap_after(text, words, last) : std::string_view();
        owner = after.starts_with(gap == " (" ? "):" : ":");
        for (auto i = count; i <= last; ++i)
            owner = owner && words[i].capital;
    }
    if (!colon && !bracket && !owner) return 0;
    return words[count].begin - (words[count].begin > 0 && text[words[count].begin - 1] == '@' ? 1 : 0);
}

std::vector<FoundAction> find_actions(Corpus& corpus, const std::vector<std::size_t>& meetings) {
    ActionFinder finder{corpus, {}, {}};
    for (const auto d : meetings)
        finder.document(d);
    return std::move(finder.found);
}

}  // namespace pacelane::analysis::detail
