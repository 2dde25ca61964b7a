#include "detail/commitments.h"
#include "detail/decision_reader.h"
#include "detail/decision_wordings.h"
#include "detail/dissent.h"
#include "detail/mentions.h"
#include "detail/minutes.h"
#include "detail/outline.h"
#include "detail/scribed.h"
#include "detail/votes.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::analysis::detail {

std::size_t DecisionReader::content_words(std::string_view text, std::size_t d) {
    return corpus.stems_of(text, corpus.info(d).language).size();
}

void DecisionReader::add(std::size_t p, std::string text, std::string_view quote) {
    text = std::string(strip(text, "-*"));
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (!text.empty() && text.size() <= 600) mentions.push_back({p, std::move(text), std::string(quote)});
}

// A decision that does not say what it is about is told with its subject: "Vote on the charter: motion
// carried".
std::string DecisionReader::with_subject(const Outline& outline, std::size_t d, std::size_t p,
                                         std::string_view text) const {
    const auto& pack = *corpus.info(d).pack;
    const auto words = words_of(text);
    const auto telling = std::count_if(words.begin(), words.end(), [&](const Word& word) {
        return !pack.words_of_deciding.has(word.key) && !is_digit(word.key.front()) &&
               !is_abbreviation(text, word);
    });
    if (telling >= 2) return std::string(text);
    if (const auto motion = motion_above(d, p, words); !motion.empty())
        return motion + ": " + std::string(text);
    return below_subject(outline, p, text);
}

std::string DecisionReader::below_subject(const Outline& outline, std::size_t p,
                                          std::string_view text) const {
    const auto subject = outline.topic(p);
    const bool told = subject.empty() || text.find(subject) != std::string_view::npos;
    return told ? std::string(text) : subject + ": " + std::string(text);
}

bool DecisionReader::labelled(const Outline& outline, const Sentence& s, std::string_view told,
                              const Words& words, bool spoken) {
    const auto label = decision_label(told, words);
    if (label == 0) return false;
    const auto rest = trim(told.substr(label));
    const auto rest_words = words_of(rest);
    if (rest.empty() || ends_with_question(rest) || leaves_open(rest_words, *corpus.info(s.document).pack))
        return true;
    const auto at = s.raw.find(rest);
    const auto quote = spoken || at == std::string_view::npos ? s.raw : s.raw.substr(at, rest.size());
    const auto& pack = *corpus.info(s.document).pack;
    const bool points =
        !spoken && pack.demonstratives.at(rest_words, 0) > 0 && pack.decisions_told.at(rest_words, 0) == 0;
    if (const auto text = points ? below_subject(outline, s.passage, rest)
                                 : with_subject(outline, s.document, s.passage, rest);
        rest_words.size() >= 3 || text.size() > rest.size())
        add(s.passage, text, quote);
    return true;
}

// "Maya will tell those who miss it of the decision made": the wording is part of what she is to do.
bool DecisionReader::is_of_task(const Sentence& s, std::string_view told, const Words& words,
                                const PhraseList::Match& wording) const {
    const auto& pack = *corpus.info(s.document).pack;
    if (wording.at == 0 || !trim(gap_after(told, words, wording.at - 1)).empty()) return false;
    const LowerCase none;
    auto task = noted_promise(told, words, pack, true);
    if (task.kind == Commitment::Kind::none)
        task = given_commitment(told, words, corpus.people(), s.document, pack, &none);
    return task.kind != Commitment::Kind::none && task.what < words[wording.at].begin &&
           words[wording.at].end <= task.until;
}

void DecisionReader::sentence(const Outline& outline, const Sentence& s) {
    const auto& passage = corpus.passage(s);
    const auto& pack = *corpus.info(s.document).pack;
    const bool spoken = passage.kind == context::PassageKind::turn;
    // "Discussed the mirror, agreed that …" names nobody.
    const auto opening = words_of(std::string_view(passage.text).substr(0, 40));
    const bool named = !speaker_of(passage).empty() && pack.clause_openers.at(opening, 0) == 0;
    std::string told = spoken  ? without_opening(std::string(s.text), pack)
                       : named ? std::string(note_of(corpus, s))
                               : std::string(s.text);
    // What one person wrote in several lines may be read as one.
    if (const auto mark = spoken ? capital_mark(told) : 0; mark > 0) told.erase(0, mark);
    const auto words = words_of(told);
    if (!spoken && (unopposed(s, told, words) || agreed_above(outline, s, told, words) ||
                    answered(outline, s, told, words)))
        return;
    // "Agreed" alone below its subject.
    const auto& info = corpus.info(s.document);
    const bool alone = info.first_of_passage[s.passage + 1] - info.first_of_passage[s.passage] == 1;
    if (!spoken && alone && !words.empty() &&
        ((words.size() == 1 &&
          (pack.decision_participles.at(words, 0) == 1 || pack.resolved_participles.at(words, 0) == 1)) ||
         (!named && pack.put_off_alone.at(words, 0) == words.size())) &&
        !told.ends_with(':') && !outline.has_children(s.passage))
        if (const auto subject = outline.topic(s.passage); !subject.empty())
            return add(s.passage, subject + ": " + told, s.raw);
    if (words.size() < 2 || words.size() > (spoken ? 60U : 100U)) return;
    if (!spoken && meeting_section_of(told) != Section::content) return;  // "Consensus from this meeting:"
    // "Streams: skip the check when closed [#12]" is the title of what is talked about, too.
    const bool title = named || (words.size() > 3 && (gap_after(told, words, 0).starts_with(": ") ||
                                                      gap_after(told, words, 1).starts_with(": ")));
    if (outline.is_subject(s.passage) && (outline.has_children(s.passage) || title)) return;
    if (!spoken && (announces_subject(told) || action_label(told, words) > 0)) return;
    if (labelled(outline, s, told, words, spoken)) return;
    // Where the decisions are marked, what people say about them is talk.
    if (spoken && marked) return;
    if (spoken && scribed && puts_off_last(outline, s, told, words)) return;
    if (ends_with_question(s.raw)) return;  // "…, right?" asks
    if (!spoken && decides_on_agenda(told, words, pack)) {
        // Without its subject it tells nothing, but the other half of the line may.
        if (const auto subject = outline.topic(s.passage); !subject.empty())
            return add(s.passage, subject + ": " + told, s.raw);
    }
    const auto wording = decision_wording(told, words, spoken ? Voice::speech : Voice::note, pack);
    // "Bert: decided to take a look" is Bert's own.
    if (wording && named && wording->at == 0 && wording->count == 1) return;
    if (wording && !spoken && is_of_task(s, told, words, *wording)) return;
    const bool opens_item = !spoken && speaker_of(passage).empty() &&
                            &s == &corpus.sentences()[corpus.info(s.document).first_of_passage[s.passage]];
    const bool ends_subject =
        !spoken && outline.is_last_word(s.passage) &&
        &s + 1 == &corpus.sentences()[0] + corpus.info(s.document).first_of_passage[s.passage + 1];
    const bool ends = (ends_subject && is_exhortation(told, words, pack)) ||
                      (opens_item && outline.is_below_subject(s.passage) && tells_outcome(told, words, pack));
    if ((!wording && !ends) || leaves_open(words, pack)) return;
    // "Removed from the agenda, no objections to the charter": the silence is about what comes after it.
    const bool silence = wording && tells_quiet(words, wording->at, pack) > 0;
    const Words about(words.begin() + static_cast<std::ptrdiff_t>(silence ? wording->at : 0), words.end());
    if (is_housekeeping(about, pack)) return;
    auto text = with_subject(outline, s.document, s.passage, told);
    // "Deferred to a meeting where Ana is there", "This lamp will not be bought": what is above.
    const bool put_off = wording && (pack.put_off_verbs.at(words, wording->at) > 0 ||
                                     pack.put_off_alone.at(words, wording->at) > 0);
    const bool points = wording && wording->at > 0 && pack.demonstratives.at(words, 0) > 0;
    if (!spoken && text == told && (put_off || points)) text = below_subject(outline, s.passage, told);
    // "We should close the mirror. No objections so we will."
    if (!spoken && text == told && tells_silence(told, words, pack)) {
        const auto before = sentence_before(s);
        const auto subject = outline.topic(s.passage);
        if (!before.empty()) {
            text = before + ' ' + text;
        } else if (!subject.empty() && text.find(subject) == std::string::npos) {
            text = subject + ": " + text;  // "No concerns, the next step is to …"
        }
    }
    // "Fine with everybody" is of the subject, too.
    if (!spoken && text == told && content_words(text, s.document) < 2)
        if (const auto subject = outline.topic(s.passage); !subject.empty()) text = subject + ": " + text;
    if (content_words(text, s.document) < (spoken ? 3U : 2U)) return;
    add(s.passage, text, s.raw);
}

void DecisionReader::document(std::size_t d) {
    const auto& passages = corpus.input().documents[d].passages;
    const auto& info = corpus.info(d);
    const Outline outline(corpus, d);
    marked = has_marks(corpus, d);
    scribed = is_scribed(passages);
    TableReader tables;
    auto adopted = adopted_proposals(corpus, d);
    auto vote = adopted.begin();
    for (std::size_t p = 0; p < passages.size(); ++p) {
        for (; vote != adopted.end() && vote->passage == p; ++vote)
            add(p, with_subject(outline, d, p, vote->text),
                passages[p].passage.text.find(vote->text) == std::string::npos
                    ? std::string_view(passages[p].passage.text)
                    : vote->text);
        const auto& passage = passages[p].passage;
        const auto section = info.sections[p];
        if (passage.kind == context::PassageKind::table_row) {
            const auto columns = tables.read(passages, p);
            if (columns.header) continue;
            if (columns.decision >= 0 ||
                is_of_kind(passage.text, columns, language::label_words(language::LabelKind::decision)) ||
                is_of_kind(passage.text, columns, language::any_language().decision_columns) ||
                (section == Section::decisions && !columns.known()))
                row(d, p, columns);
            continue;
        }
        if (!is_noted(passage, scribed)) continue;
        if (section == Section::agenda || section == Section::people || section == Section::questions ||
            section == Section::reference)
            continue;
        const bool listed_here = section == Section::decisions || section == Section::decisions_and_actions;
        if (listed_here && passage.kind != context::PassageKind::turn) {
            below_decisions(outline, d, p, section);
            continue;
        }
        if (resolved_by_heading(outline, d, p)) continue;
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
            sentence(outline, corpus.sentences()[i]);
    }
}

std::string without_opening(std::string text, const LanguagePack& pack) {
    constexpr std::size_t kLongest = 20;  // words; no opening has so many
    for (int i = 0; i < 4; ++i) {
        const auto words = words_of(text, kLongest);
        const auto count = pack.turn_openings.at(words, 0);
        if (count == 0 || count >= words.size()) break;
        const auto gap = gap_after(text, words, count - 1);
        // "Right is right" stays; "so we …" and "Ok, …" go.
        const bool connective = pack.turn_connectives.starts(words);
        if (gap.find_first_of(",.!") == std::string_view::npos && !connective) break;
        text = language::capitalize(text.substr(words[count].begin));
    }
    return text;
}

bool tells_decision(std::string_view text, const Words& words, const LanguagePack& pack) {
    return decision_wording(text, words, Voice::speech, pack).has_value();
}

namespace {

/// What a decision is about, where that stands before it: "Treasurer's report: motion carried".
std::string_view subject_before(std::string_view text) {
    const auto colon = text.find(": ");
    return colon == std::string_view::npos ? std::string_view() : text.substr(0, colon);
}

std::set<std::string> numbers_in(const Words& words) {
    std::set<std::string> numbers;
    for (const auto& word : words)
        if (std::all_of(word.key.begin(), word.key.end(), is_digit)) numbers.insert(word.key);
    return numbers;
}

/// "Accept change 2" and "Accept change 7", "It will be added" and "It will not be added", one thing of two
/// subjects: nearly the same words, and two decisions.
bool differs(std::string_view a, std::string_view b, const LanguagePack& pack) {
    const auto ours = words_of(a), theirs = words_of(b);
    const auto our_numbers = numbers_in(ours), their_numbers = numbers_in(theirs);
    if (!our_numbers.empty() && !their_numbers.empty() && our_numbers != their_numbers) return true;
    const auto denies = [&](const Words& words) {
        return std::any_of(words.begin(), words.end(),
                           [&](const Word& word) { return pack.denials.contains(word.key); });
    };
    if (denies(ours) != denies(theirs)) return true;
    const auto our_subject = subject_before(a), their_subject = subject_before(b);
    return !our_subject.empty() && !their_subject.empty() && our_subject != their_subject;
}

}  // namespace

std::vector<FoundDecision> find_decisions(Corpus& corpus, Yields& yields,
                                          const std::vector<std::size_t>& meetings) {
    std::vector<FoundDecision> found;
    Repeats seen;
    // The same words in two meetings: the latest says it.
    const auto is_new = [&](std::string_view text, const std::vector<StemId>& stems, std::size_t d) {
        const auto like = seen.like(stems);
        return std::none_of(like.begin(), like.end(), [&](const Repeats::Match& match) {
            return (match.jaccard >= 0.6 || (match.containment >= 0.8 && match.smaller >= 4)) &&
                   !differs(text, found[match.item].decision.text, *corpus.info(d).pack);
        });
    };
    for (const auto d : meetings) {
        const auto mentions = mentions_of<DecisionMention>(corpus, yields, d, [&] {
            DecisionReader reader{corpus, {}, false};
            reader.document(d);
            return std::move(reader.mentions);
        });
        for (const auto& mention : mentions) {
            auto stems = corpus.stems_of(mention.text, corpus.info(d).language);
            if (stems.size() < 2 || !is_new(mention.text, stems, d)) continue;
            seen.add(stems);
            FoundDecision decision;
            decision.decision.text = language::capitalize(mention.text);
            decision.decision.source = corpus.source(d, mention.passage, mention.quote);
            decision.document = d;
            decision.passage = mention.passage;
            decision.stems = std::move(stems);
            found.push_back(std::move(decision));
        }
    }
    return found;
}

}  // namespace pacelane::analysis::detail
