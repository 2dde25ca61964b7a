#include "detail/recaps.h"

#include "detail/decision_wordings.h"
#include "detail/minutes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

namespace {

using writer::RecapLine;
using writer::RecapPart;

constexpr int kWeek = 7;  // days: of an older meeting nobody waits for news

/// By the day on which it took place, never by that of its file.
bool is_of_the_week(const KnownDocument& document, Date today) {
    if (document.kind != context::DocumentKind::meeting || !document.date) return false;
    const int ago = days_between(*document.date, today);
    return ago >= 0 && ago < kWeek;
}

/// What is told of in the minutes' running text as changed: whole sentences only.
void add_changes(const Corpus& corpus, std::size_t d, std::vector<RecapLine>& lines) {
    const auto& info = corpus.info(d);
    for (auto i = info.first_sentence; i < info.end_sentence; ++i) {
        const auto& s = corpus.sentences()[i];
        const auto& passage = corpus.passage(s);
        if (corpus.section(s) != Section::content || !context::is_own_writing(passage) ||
            !passage.speaker.empty() || passage.checked || passage.kind == context::PassageKind::table_row)
            continue;
        if (!info.pack->change_wordings.in(words_of(s.text)) || s.text.ends_with('?') ||
            !language::is_complete(s.text, info.language) || !language::stands_alone(s.text, info.language))
            continue;
        lines.push_back({RecapPart::changed, passage.ordinal, std::string(s.text)});
    }
}

std::vector<std::string_view> clauses_of(std::string_view text) {
    std::vector<std::string_view> clauses;
    for (const auto sentence : split(text, ';'))
        for (const auto clause : split(sentence, ','))
            clauses.push_back(trim(clause));
    return clauses;
}

/// "Charter: leave on the agenda": of no use to others.
bool is_of_agenda(const Corpus& corpus, const FoundDecision& found) {
    const auto& pack = *corpus.info(found.document).pack;
    std::string_view text = found.decision.text;
    while (!decides_on_agenda(text, words_of(text), pack)) {
        const auto colon = text.find(": ");
        if (colon == std::string_view::npos) return false;
        text.remove_prefix(colon + 2);
    }
    // "Agreed to publish the rules, remove from the agenda": the other half is news.
    for (const auto part : clauses_of(text)) {
        const auto words = words_of(part);
        if (!decides_on_agenda(part, words, pack) && decision_wording(part, words, Voice::note, pack))
            return false;
    }
    return true;
}

}  // namespace

Recaps::Recaps(const Input& input, Yields& yields, const writer::Setting& setting) {
    if (!input.person.recaps) return;
    Input week;
    week.person = input.person;
    week.date = input.date;
    std::vector<std::size_t> from;  // in the whole input
    for (std::size_t d = 0; d < input.documents.size(); ++d) {
        if (!is_of_the_week(input.documents[d], input.date)) continue;
        if (!writer::may_be_recapped(yields.reading(d), yields.cast(), setting)) continue;
        week.documents.push_back(input.documents[d]);
        week.documents.back().revision.clear();  // nothing of it is kept twice
        from.push_back(d);
    }
    if (from.empty()) return;
    Yields week_yields(week);
    Corpus corpus(week, week_yields);
    const auto meetings = meetings_latest_first(corpus);
    const auto decisions = find_decisions(corpus, week_yields, meetings);
    const auto actions = find_actions(corpus, week_yields, meetings);
    const auto questions = find_questions(corpus, week_yields, meetings, decisions);
    for (const auto d : meetings) {
        std::vector<RecapLine> lines;
        const auto& document = week.documents[d];
        for (const auto& found : decisions)
            if (found.document == d && !is_of_agenda(corpus, found))
                lines.push_back({RecapPart::decided, found.decision.source.passage, found.decision.text});
        // What is still to be done is a plan, and what somebody else did is theirs to tell.
        for (const auto& found : actions)
            if (found.document == d && found.item.done &&
                (found.item.who.empty() ||
                 yields.cast().self.is(found.item.who, context::People(), yields.cast().everybody)))
                lines.push_back({RecapPart::changed, found.item.source.passage, found.item.what});
        add_changes(corpus, d, lines);
        for (const auto& question : questions)
            if (question.source.document_id == document.id)
                lines.push_back({RecapPart::open, question.source.passage, question.text});
        auto told = writer::tellable(yields.reading(from[d]), yields.cast(), setting, lines);
        if (told.size() < writer::kLeastRecapLines || told.front().part == RecapPart::open) {
            ++left_out_;
            continue;
        }
        recaps_.push_back({from[d], std::move(told)});
        ids_.push_back(document.id);
    }
}

void Recaps::join(std::vector<writer::Trial>& trials, Yields& yields, const writer::Setting& setting,
                  const ContentForm& form, const std::set<std::size_t>& used) const {
    for (const auto& recap : recaps_) {
        const auto& reading = yields.reading(recap.document);
        auto trial = writer::recap_trial(reading, recap.lines, setting, form);
        if (trial) {
            trial->document = recap.document;
            const auto place = std::find_if(trials.begin(), trials.end(),
                                            [&](const auto& other) { return other.score < trial->score; });
            trials.insert(place, std::move(*trial));
            continue;
        }
        if (!form.fields.subject_and_preview || trials.empty() || used.contains(recap.document)) continue;
        const auto& document = *reading.document;
        const bool told =
            std::any_of(document.passages.begin(), document.passages.end(), [&](const KnownPassage& known) {
                return setting.told.contains(known.hash) &&
                       std::any_of(recap.lines.begin(), recap.lines.end(), [&](const RecapLine& line) {
                           return line.passage == known.passage.ordinal;
                       });
            });
        if (!told && writer::add_recap(trials.front().draft, reading, recap.lines, setting, form)) return;
    }
}

std::size_t Recaps::document(const writer::PieceRef& piece) const {
    const auto at = std::find(ids_.begin(), ids_.end(), piece.document_id) - ids_.begin();
    return recaps_.at(static_cast<std::size_t>(at)).document;
}

}  // namespace pacelane::analysis::detail
