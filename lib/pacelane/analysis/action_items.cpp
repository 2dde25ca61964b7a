#include "detail/action_finder.h"
#include "detail/decision_wordings.h"
#include "detail/scribed.h"
#include "detail/task_marks.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

const PhraseList& labels() {
    return language::label_words(language::LabelKind::action);
}

// Dictated by one person, for themselves: short, and nobody is said to speak.
bool is_memo(const KnownDocument& document) {
    constexpr std::size_t kLongest = 5000;  // bytes; some five minutes
    if (document.kind != context::DocumentKind::transcript || !document.participants.empty()) return false;
    std::size_t size = 0;
    for (const auto& known : document.passages) {
        if (!known.passage.speaker.empty()) return false;
        size += known.passage.text.size();
    }
    return size <= kLongest;
}

}  // namespace

void ActionReader::add(std::size_t d, std::size_t p, Task task, std::string_view quote, bool done,
                       std::string giver) {
    const auto& pack = *corpus.info(d).pack;
    const auto words = words_of(task.what);
    const bool named = !task.who.empty() && !task.due.empty();       // "Glossary | Maya | Friday"
    const bool together = task.who.find(", ") != std::string::npos;  // "Maya and Jonas to meet"
    if (words.size() < (named || together ? 1U : 2U) || task.what.size() > 500) return;
    if ((task.who.empty() && is_housekeeping(words, pack)) || pack.no_tasks.starts(words)) return;
    ActionMention mention{p, std::move(task), std::string(quote), done, {}};
    if (giver != mention.task.who) mention.giver = std::move(giver);
    mentions.push_back(std::move(mention));
}

void ActionReader::passage_at(const Outline& outline, std::size_t d, std::size_t p) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& info = corpus.info(d);
    const auto& passage = passages[p].passage;
    const auto section = info.sections[p];
    const bool tasks = section == Section::actions || section == Section::decisions_and_actions;
    const auto words = words_of(std::string_view(passage.text).substr(0, 60));
    const bool labelled =
        passage.kind != context::PassageKind::turn &&
        (action_label(passage.text, words) > 0 ||
         (passage.kind == context::PassageKind::list_item &&
          (is_arrow_after_name(passage.text, words_of(passage.text), corpus.people(), d, *info.pack) ||
           is_own_order(passage.text, words_of(passage.text), *info.pack))));
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
            leading_section(passages[static_cast<std::size_t>(parent)].passage.text) == Section::content &&
            !opens_with_taker(passage.text, d);
        const bool group = outline.has_children(p) && !only_name(passage.text, d).empty();
        // Boxes outside of a list of tasks that lead to others, and those, may only tick off an agenda.
        const bool topic = passage.checked && !tasks && !labelled &&
                           (outline.has_children(p) ||
                            (parent >= 0 && passages[static_cast<std::size_t>(parent)].passage.checked));
        if (!detail && !group) item(d, p, tasks || labelled, topic, std::move(owner));
        return;
    }
    const bool paragraph = passage.kind == context::PassageKind::paragraph;
    // "to do", and the tasks in the lines below it.
    const auto first_line = std::string_view(passage.text).substr(0, passage.text.find('\n'));
    const bool headed = paragraph && first_line.size() < passage.text.size() &&
                        meeting_section_of(first_line) == Section::actions;
    const bool drawn_together =
        paragraph && !headed && passage.text.size() < 1500 &&
        (!named_parts(passage.text, d).empty() || !marked_parts(passage.text).empty());
    if (drawn_together) return lines(d, p, true);
    if (labelled || (section == Section::actions && paragraph) || headed)
        return lines(d, p, section == Section::actions || headed);
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

const LowerCase& ActionReader::lower_case_of(std::size_t d) {
    if (lower_case) return *lower_case;
    auto& words_here = lower_case.emplace();
    const auto& document = corpus.input().documents[d];
    const auto& pack = *corpus.info(d).pack;
    // Nor what headings name: "Node will …" is no person's task.
    const auto all_of = [&](std::string_view text, bool capitals) {
        const auto words = words_of(text);
        for (std::size_t i = 0; i < words.size(); ++i) {
            // "niko has opinions" names somebody.
            const bool handle = i + 1 < words.size() && pack.handle_companions.contains(words[i + 1].key);
            if (capitals || (!words[i].capital && !handle)) words_here.insert(words[i].key);
        }
    };
    all_of(document.title, true);
    for (const auto& known : document.passages) {
        all_of(known.passage.text, false);
        for (const auto& heading : known.passage.headings)
            all_of(heading, true);
    }
    return words_here;
}

void ActionReader::document(std::size_t d) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& info = corpus.info(d);
    const Outline outline(corpus, d);
    TableReader tables;
    marked = has_marks(corpus, d);
    scribed = is_scribed(passages);
    chat = corpus.input().documents[d].format == context::Format::chat;
    memo = is_memo(corpus.input().documents[d]);
    lower_case.reset();
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
        if (!is_noted(passage, scribed)) continue;
        if (section == Section::agenda || section == Section::people || section == Section::reference ||
            section == Section::questions)
            continue;
        if (section == Section::content && names_below(d, p)) continue;
        passage_at(outline, d, p);
    }
}

std::vector<FoundAction> find_actions(Corpus& corpus, Yields& yields,
                                      const std::vector<std::size_t>& meetings) {
    std::vector<FoundAction> found;
    Repeats seen;
    const auto is_new = [&](const ActionMention& mention, const std::vector<StemId>& stems) {
        const auto like = seen.like(stems);
        return std::none_of(like.begin(), like.end(), [&](const Repeats::Match& match) {
            const auto& who = found[match.item].item.who;
            const bool same_person = who == mention.task.who || who.empty() || mention.task.who.empty();
            return same_person && (match.jaccard >= 0.6 || (match.containment >= 0.8 && match.smaller >= 2));
        });
    };
    for (const auto d : meetings) {
        auto mentions = mentions_of<ActionMention>(corpus, yields, d, [&] {
            ActionReader reader{corpus, {}, {}};
            reader.document(d);
            return std::move(reader.mentions);
        });
        for (auto& mention : mentions) {
            auto stems = corpus.stems_of(mention.task.what, corpus.info(d).language);
            if (stems.empty() || !is_new(mention, stems)) continue;
            seen.add(stems);
            FoundAction action;
            action.item.who = std::move(mention.task.who);
            action.item.what = std::move(mention.task.what);
            action.item.due = std::move(mention.task.due);
            action.item.due_date = mention.task.due_date;
            action.item.done = mention.done;
            action.item.source = corpus.source(d, mention.passage, mention.quote);
            action.document = d;
            action.passage = mention.passage;
            action.giver = std::move(mention.giver);
            action.stems = std::move(stems);
            found.push_back(std::move(action));
        }
    }
    return found;
}

}  // namespace pacelane::analysis::detail
