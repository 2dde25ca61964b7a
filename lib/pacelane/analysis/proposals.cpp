#include "detail/proposals.h"

#include "detail/recaps.h"
#include "detail/told.h"

#include <algorithm>
#include <map>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/writer.h>
#include <set>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

namespace {

using writer::Trial;

/// So much of a draft may have been told: a sentence that a person likes to repeat is no repetition.
constexpr double kMostTold = 0.02;
constexpr std::size_t kMostCandidates = 1000;
/// A document is not told in a form whose score is so much lower than that of another one, but where it is
/// good.
constexpr double kFitsBetter = 0.2;
constexpr double kGoodAnyway = 0.5;

double told_share(const Trial& trial, const std::set<std::string>& told) {
    std::size_t all = 0, repeated = 0;
    for (const auto& piece : trial.draft.pieces)
        for (const auto& hash : piece.hashes) {
            ++all;
            repeated += told.contains(hash) ? 1 : 0;
        }
    return all == 0 ? 0 : static_cast<double>(repeated) / static_cast<double>(all);
}

const sources::Reading* reading_of(Yields& yields, std::string_view id) {
    for (std::size_t d = 0; d < yields.size(); ++d)
        if (yields.document(d).id == id) return &yields.reading(d);
    return nullptr;
}

/// Whether what was said is told by a longer form too, which goes on.
bool tells_more(const Trial& longer, const Trial& post) {
    const auto& whole = longer.draft.pieces.front();
    const auto& part = post.draft.pieces.front();
    if (longer.document != post.document || whole.sentences.size() < 2 || part.sentences.size() < 2)
        return false;
    // Where they begin and end: a passage, and a sentence of it.
    const std::pair whole_begin{whole.passages.front(), whole.sentences.front()},
        part_begin{part.passages.front(), part.sentences.front()};
    const std::pair whole_end{whole.passages.back(), whole.sentences.back()},
        part_end{part.passages.back(), part.sentences.back()};
    return whole_begin <= part_begin && part_end <= whole_end &&
           (whole_begin != part_begin || whole_end != part_end);
}

std::string topic_key_of(std::string_view topic, language::Language language) {
    std::set<std::string> stems;
    for (const auto& token : language::tokenize(topic, language))
        if (!token.stopword && token.stem.size() > 1) stems.insert(token.stem);
    return join(std::vector<std::string>(stems.begin(), stems.end()), " ");
}

std::string reasoning_of(const Trial& trial, const sources::Reading& reading) {
    std::vector<std::string> parts;
    const auto& document = *reading.document;
    if (const auto& piece = trial.draft.pieces.front(); piece.is_recap()) {
        // Said, because everywhere else the confidence is measured.
        return fmt::format(
            "What came out of '{}', {} of its minutes{}; no recap was graded yet, so its "
            "confidence is the least that is proposed.",
            document.title, count(piece.lines.size(), "line", "lines"),
            document.date ? " of " + format_date(*document.date) : std::string());
    }
    parts.push_back(fmt::format("{} of '{}' as it stands, {}",
                                value_of(trial, "whole") > 0 ? "the whole" : "one run", document.title,
                                count(trial.draft.words, "word", "words")));
    if (trial.draft.pieces.size() > 1)
        parts.push_back(fmt::format("{} of other notes",
                                    count(trial.draft.pieces.size() - 1, "short piece", "short pieces")));
    if (document.is_new) parts.emplace_back("new since the last analysis");
    if (value_of(trial, "pillars") > 0) parts.emplace_back("it touches what you want to be known for");
    if (value_of(trial, "opens_alone") == 0) parts.emplace_back("its opening leans on the title");
    if (value_of(trial, "pointers") > 0) parts.emplace_back("it points to code or a picture");
    return language::capitalize(join(parts, "; ")) + ".";
}

std::string angle_of(const Trial& trial, const sources::Reading& reading) {
    const auto& pack = reading.language.pack();
    if (trial.draft.pieces.front().is_recap()) return std::string(pack.angle_recap.text());
    if (trial.draft.pieces.size() > 1) return std::string(pack.angle_news.text());
    if (value_of(trial, "whole") > 0) return std::string(pack.angle_whole.text());
    const auto& piece = trial.draft.pieces.front();
    for (const auto& block : reading.blocks) {
        const auto& passage = reading.passage(block);
        if (passage.ordinal == piece.passages.front() && !passage.headings.empty())
            return pack.angle_part.with({{"heading", passage.headings.back()}});
    }
    return std::string(pack.angle_run.text());
}

Suggestion suggestion_of(const Trial& trial, Yields& yields) {
    const auto& reading = yields.reading(trial.document);
    const auto& draft = trial.draft;
    Suggestion suggestion;
    suggestion.topic = draft.title;
    suggestion.topic_key = topic_key_of(draft.title, draft.language);
    suggestion.content_type = draft.content_type;
    suggestion.language = draft.language;
    suggestion.angle = angle_of(trial, reading);
    suggestion.confidence = trial.score;
    suggestion.reasoning = reasoning_of(trial, reading);
    suggestion.pieces = draft.pieces;
    suggestion.told = fingerprints(draft.pieces, yields);
    for (const auto& piece : draft.pieces) {
        if (piece.is_recap()) {
            for (const auto& claim : draft.claims)
                if (claim.source.document_id == piece.document_id)
                    suggestion.related_context.push_back(claim.source);
            for (const auto& line : piece.lines)
                if (suggestion.key_points.size() < 4) suggestion.key_points.push_back(line.text);
            continue;
        }
        const auto* from = reading_of(yields, piece.document_id);
        if (from == nullptr) continue;
        const std::set<int> ordinals(piece.passages.begin(), piece.passages.end());
        for (const auto& block : from->blocks) {
            const auto& passage = from->passage(block);
            if (!ordinals.contains(passage.ordinal)) continue;
            const std::string_view text = passage.text;
            const auto quote = block.sentences.empty()
                                   ? text.substr(0, text.find('\n'))
                                   : text.substr(block.sentences.front().begin,
                                                 block.sentences.front().end - block.sentences.front().begin);
            suggestion.related_context.push_back({from->document->id, from->document->title,
                                                  from->document->path, passage.ordinal, passage.line,
                                                  passage.speaker, std::string(quote), passage.place});
            // Of a turn the draft tells a part.
            for (const auto& sentence : block.sentences)
                if (suggestion.key_points.size() < 4 && sentence.alone && !sentence.question &&
                    (!writer::is_talk(trial) || draft.body.find(sentence.text) != std::string::npos))
                    suggestion.key_points.push_back(sentence.text);
        }
    }
    return suggestion;
}

}  // namespace

void propose(const Input& input, Yields& yields, Result& result) {
    const auto past = told_passages(input, yields);
    const auto allowed = allowance(input);
    writer::Setting setting{input.person, input.date, past, yields.told_before(), yields.telling_share()};

    std::vector<const ContentForm*> open;
    for (const auto& type : input.content_types)
        if (const auto* form = find_content_form(type);
            form && std::find(open.begin(), open.end(), form) == open.end())
            open.push_back(form);
    const auto asked = open;
    const Recaps recaps(input, yields, setting);
    std::set<std::size_t> used;

    // A newsletter depends on what else is told; the others are tried once.
    std::map<const ContentForm*, std::vector<Trial>> tried;
    const auto all_of = [&](const ContentForm* form) -> std::vector<Trial>& {
        const auto found = tried.find(form);
        if (found != tried.end() && !form->fields.subject_and_preview) return found->second;
        auto& trials = tried[form] =
            writer::arranged(yields.trials(*form, setting), yields.shelf(), setting, *form);
        recaps.join(trials, yields, setting, *form, used);
        return trials;
    };
    // A document is told once: in the form that it fits best, not in the one that comes first.
    std::map<std::size_t, double> best_of;
    for (const auto* form : asked)
        if (!form->fields.subject_and_preview)
            for (const auto& trial : all_of(form))
                if (writer::lacks(trial).empty() && told_share(trial, setting.told) <= kMostTold)
                    best_of[trial.document] = std::max(best_of[trial.document], trial.score);
    // What was said comes to its point where it ends: a few lines of it are its beginning.
    const auto is_part_of_longer = [&](const Trial& trial) {
        for (const auto* form : asked) {
            if (form->id == trial.draft.content_type || form->fields.subject_and_preview) continue;
            for (const auto& other : all_of(form))
                if (other.document == trial.document && !is_below_threshold(other, input) &&
                    writer::lacks(other).empty() && told_share(other, past) <= kMostTold &&
                    tells_more(other, trial))
                    return true;
        }
        return false;
    };
    const auto fits_better_elsewhere = [&](const Trial& trial) {
        const auto best = best_of.find(trial.document);
        const bool letter = content_form(trial.draft.content_type).fields.subject_and_preview;
        if (letter || trial.draft.pieces.front().is_recap() || best == best_of.end()) return false;
        // An hour of talk has many subjects.
        if (writer::is_talk(trial)) return is_part_of_longer(trial);
        return trial.score < kGoodAnyway && best->second > trial.score + kFitsBetter;
    };
    std::map<const ContentForm*, std::size_t> made;
    bool held_back = false;  // by the limits
    while (!open.empty()) {
        const Trial* best = nullptr;
        const ContentForm* best_form = nullptr;
        double best_value = 0;
        bool only = false;
        for (const auto* form : open) {
            const Trial* first = nullptr;
            double first_value = 0;
            std::set<std::size_t> documents;
            for (const auto& trial : all_of(form)) {
                if (is_below_threshold(trial, input)) continue;
                if (!writer::lacks(trial).empty() || told_share(trial, setting.told) > kMostTold ||
                    used.contains(trial.document) || fits_better_elsewhere(trial))
                    continue;
                documents.insert(trial.document);
                // What is new first.
                const double value = trial.score + (yields.document(trial.document).is_new ? 0.15 : 0.0);
                if (value > first_value) {
                    first = &trial;
                    first_value = value;
                }
            }
            // A form that only one document can have comes before those that can take another.
            const bool has_one = documents.size() == 1;
            if (first == nullptr || (only && !has_one) || (only == has_one && first_value <= best_value))
                continue;
            best = first;
            best_form = form;
            best_value = first_value;
            only = has_one;
        }
        if (best == nullptr) break;
        held_back = result.suggestions.size() >= allowed.drafts;
        if (held_back) break;
        result.suggestions.push_back(suggestion_of(*best, yields));
        for (const auto& piece : best->draft.pieces)
            setting.told.insert(piece.hashes.begin(), piece.hashes.end());
        for (const auto& piece : best->draft.pieces)
            if (piece.is_recap()) used.insert(recaps.document(piece));
        used.insert(best->document);
        if (++made[best_form] >= input.drafts_per_form) std::erase(open, best_form);
    }
    std::stable_sort(
        result.suggestions.begin(), result.suggestions.end(), [&](const Suggestion& a, const Suggestion& b) {
            const auto place = [&](const Suggestion& s) {
                return std::find_if(asked.begin(), asked.end(),
                                    [&](const ContentForm* form) { return form->id == s.content_type; });
            };
            return place(a) < place(b);
        });

    struct Shown {
        const Trial* trial;
        const ContentForm* form;
    };
    std::vector<Shown> shown;
    for (const auto* form : asked)
        for (const auto& trial : all_of(form))
            shown.push_back({&trial, form});
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Shown& a, const Shown& b) { return a.trial->score > b.trial->score; });
    const auto why_not = [&](const Trial& trial, const ContentForm& form) -> std::string {
        const bool proposed =
            std::any_of(result.suggestions.begin(), result.suggestions.end(), [&](const Suggestion& s) {
                return s.content_type == form.id && !s.pieces.empty() &&
                       s.pieces.front().hashes == trial.draft.pieces.front().hashes &&
                       s.pieces.front().sentences == trial.draft.pieces.front().sentences;
            });
        if (proposed) return {};
        if (told_share(trial, past) > kMostTold) return "told";
        if (const auto lacking = writer::lacks(trial); !lacking.empty()) return std::string(lacking);
        if (is_below_threshold(trial, input)) return "below the threshold";
        if (held_back) return allowed.limit;
        if (fits_better_elsewhere(trial)) return "another form fits it better";
        return "another is better";
    };
    // Of the many that are weaker it only counts why there is nothing.
    const bool nothing = result.suggestions.empty() && !held_back;
    for (std::size_t i = 0; i < shown.size() && (nothing || i < kMostCandidates); ++i) {
        const auto& [trial, form] = shown[i];
        Candidate candidate;
        candidate.path = yields.document(trial->document).path;
        candidate.why_not = why_not(*trial, *form);
        if (i < kMostCandidates) {
            candidate.title = trial->draft.title;
            candidate.content_type = form->id;
            candidate.score = trial->score;
            for (const auto& [feature, value] : trial->features)
                if (value != 0) candidate.features.emplace_back(std::string(feature), value);
            if (input.candidate_bodies)
                candidate.body = writer::draft_of(*trial, yields.shelf(), setting, *form).body;
        }
        result.candidates.push_back(std::move(candidate));
    }
    result.overview = overview_of(input, yields);
    if (held_back)
        result.reason = fmt::format("There is {} to write about, but {}.",
                                    result.suggestions.empty() ? "something" : "more", allowed.limit);
    else if (result.suggestions.empty())
        result.reason = why_nothing(input, result.overview, result.candidates, recaps.left_out());
    if (result.candidates.size() > kMostCandidates) result.candidates.resize(kMostCandidates);
}

}  // namespace pacelane::analysis::detail
