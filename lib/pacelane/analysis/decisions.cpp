#include "detail/commitments.h"
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

namespace pacelane::analysis::detail {

namespace {

std::size_t content_words(Corpus& corpus, std::string_view text, Language language) {
    return corpus.stems_of(text, language).size();
}

struct DecisionReader {
    Corpus& corpus;
    std::vector<DecisionMention> mentions;
    bool marked = false;  // the document that is read marks its decisions

    void add(std::size_t p, std::string text, std::string_view quote) {
        text = std::string(strip(text, "-*"));
        std::replace(text.begin(), text.end(), '\n', ' ');
        if (!text.empty() && text.size() <= 600) mentions.push_back({p, std::move(text), std::string(quote)});
    }

    // A decision that does not say what it is about is told with its subject: "Vote on the charter: motion
    // carried".
    std::string with_subject(const Outline& outline, std::size_t d, std::size_t p,
                             std::string_view text) const {
        const auto& pack = *corpus.info(d).pack;
        const auto words = words_of(text);
        const auto telling = std::count_if(words.begin(), words.end(), [&](const Word& word) {
            return !pack.words_of_deciding.has(word.key) && !is_digit(word.key.front()) &&
                   !is_abbreviation(text, word);
        });
        if (telling >= 2) return std::string(text);
        const auto subject = outline.topic(p);
        if (subject.empty() || text.find(subject) != std::string_view::npos) return std::string(text);
        return subject + ": " + std::string(text);
    }

    // A whole item of a list of decisions; a paragraph, too, says one decision and why.
    void listed(const Outline& outline, std::size_t d, std::size_t p, bool among_actions) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        std::string_view text = trim(without_speaker(passage, passage.text));
        while (text.starts_with("\xE2\x80\xA2"))
            text = trim(text.substr(3));
        const auto words = words_of(text);
        if (words.empty() || is_placeholder(words) || ends_with_question(text) || text.ends_with(':')) return;
        if (among_actions && (passage.checked || action_label(text, words) > 0)) return;
        if (leaves_open(words, *corpus.info(d).pack)) return;
        const auto label = decision_label(text, words);
        auto rest = trim(text.substr(label));
        // "Consensus is", and below it "that we will ask for it".
        if (label == 0 && words.size() > 3 && corpus.info(d).pack->clause_joints.contains(words[0].key))
            rest = text.substr(words[1].begin);
        if (words.size() <= 60) {
            auto told = with_subject(outline, d, p, rest);
            // "We chose these techniques:", and the paragraph that names them.
            if (passage.kind == context::PassageKind::paragraph && p > 0) {
                const auto& before = corpus.input().documents[d].passages[p - 1].passage;
                if (before.headings == passage.headings && trim(before.text).ends_with(':') &&
                    before.text.size() < 200)
                    told = std::string(trim(before.text)) + ' ' + std::string(rest);
            }
            if (words_of(told).size() >= 3) add(p, told, rest);
            return;
        }
        const auto spans = language::sentences(rest, corpus.info(d).language);
        if (!spans.empty()) {
            const auto first = rest.substr(spans[0].begin, spans[0].end - spans[0].begin);
            add(p, std::string(first), first);
        }
    }

    // "Personas definidas: …" with the list below it: one decision, not one a row.
    void enumeration(std::size_t d, std::size_t p) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& first = passages[p].passage;
        if (!announces_decided(words_of(first.lead_in), *corpus.info(d).pack)) return;
        std::string told(strip(first.lead_in, ":* "));
        for (std::size_t i = p; i < passages.size() && passages[i].passage.list == first.list &&
                                passages[i].passage.lead_in == first.lead_in;
             ++i) {
            const auto item = tidy(passages[i].passage.text);
            if (told.size() + item.size() > 400) break;
            told += (i == p ? ": " : "; ") + item;
        }
        add(p, told, trim(first.text));
    }

    void row(std::size_t d, std::size_t p, const Columns& columns) {
        const auto& text = corpus.input().documents[d].passages[p].passage.text;
        const auto cells = cells_of(text);
        const auto column =
            static_cast<std::size_t>(columns.decision >= 0 ? columns.decision : std::max(columns.what, 0));
        if (column >= cells.size()) return;
        const auto words = words_of(cells[column]);
        if (words.size() >= 3 && !is_placeholder(words) && !leaves_open(words, *corpus.info(d).pack) &&
            !ends_with_question(cells[column]))
            add(p, std::string(cells[column]), cells[column]);
    }

    bool labelled(const Outline& outline, const Sentence& s, std::string_view told, const Words& words,
                  bool spoken) {
        const auto label = decision_label(told, words);
        if (label == 0) return false;
        const auto rest = trim(told.substr(label));
        const auto rest_words = words_of(rest);
        if (rest.empty() || ends_with_question(rest) ||
            leaves_open(rest_words, *corpus.info(s.document).pack))
            return true;
        const auto at = s.raw.find(rest);
        const auto quote = spoken || at == std::string_view::npos ? s.raw : s.raw.substr(at, rest.size());
        if (const auto text = with_subject(outline, s.document, s.passage, rest);
            rest_words.size() >= 3 || text.size() > rest.size())
            add(s.passage, text, quote);
        return true;
    }

    // What was said before it in the same passage; nothing of a question.
    std::string sentence_before(const Sentence& s) const {
        if (&s == corpus.sentences().data()) return {};
        const auto& before = *(&s - 1);
        const bool same = before.document == s.document && before.passage == s.passage;
        return std::string(same && !ends_with_question(before.raw) ? before.text : std::string_view());
    }

    // "Any objections to closing the mirror?", and the line after it: "No".
    bool unopposed(const Sentence& s, std::string_view told, const Words& words) {
        const auto& pack = *corpus.info(s.document).pack;
        const auto at = static_cast<std::size_t>(&s - corpus.sentences().data());
        if (at == 0 || !tells_silence(told, words, pack)) return false;
        const auto& asked = corpus.sentences()[at - 1];
        if (asked.document != s.document || s.passage - asked.passage > 1) return false;
        const auto question = without_speaker(corpus.passage(asked), asked.text);
        const auto question_words = words_of(question);
        if (!asks_for_objections(question, question_words, pack)) return false;
        if (question_words.size() < 4) return false;
        add(s.passage, std::string(question) + ' ' + std::string(told), s.raw);
        return true;
    }

    // "Maya will tell those who miss it of the decision made": the wording is part of what she is to do.
    bool is_of_task(const Sentence& s, std::string_view told, const Words& words,
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

    // "How about two of us write it?", and below it "Agreed, that is the next step": what was agreed is
    // above.
    bool agreed_above(const Outline& outline, const Sentence& s, std::string_view told, const Words& words) {
        const auto& pack = *corpus.info(s.document).pack;
        const auto parent = outline.parent(s.passage);
        const auto count = pack.opening_participles.at(words, 0);
        const auto& info = corpus.info(s.document);
        const bool first = &s == &corpus.sentences()[info.first_of_passage[s.passage]];
        if (parent < 0 || count == 0 || !first || outline.has_children(s.passage)) return false;
        const auto next = count < words.size() ? words[count].key : std::string();
        const auto mark = trim(gap_after(told, words, count - 1)).substr(0, 1);
        const bool ends = count == words.size() || pack.and_words.contains(next) ||
                          (!mark.empty() && std::string_view(",.!").find(mark) != std::string_view::npos);
        if (!ends || pack.objections.contains(next)) return false;
        const auto above = static_cast<std::size_t>(parent);
        auto text = std::string(told);
        if (outline.is_subject(above) || info.first_of_passage[above] == info.first_of_passage[above + 1]) {
            text = with_subject(outline, s.document, s.passage, told);
        } else {
            const auto& asked = corpus.sentences()[info.first_of_passage[above + 1] - 1];
            text = std::string(without_speaker(corpus.passage(asked), asked.text)) + ' ' + text;
        }
        if (content_words(corpus, text, info.language) < 3) return false;
        add(s.passage, text, s.raw);
        return true;
    }

    void sentence(const Outline& outline, const Sentence& s) {
        const auto& passage = corpus.passage(s);
        const auto& pack = *corpus.info(s.document).pack;
        const bool spoken = passage.kind == context::PassageKind::turn;
        // "Discussed the mirror, agreed that …" names nobody.
        const auto opening = words_of(std::string_view(passage.text).substr(0, 40));
        const bool named = !speaker_of(passage).empty() && pack.clause_openers.at(opening, 0) == 0;
        std::string told = spoken  ? without_opening(std::string(s.text), pack)
                           : named ? std::string(without_speaker(passage, s.text))
                                   : std::string(s.text);
        // What one person wrote in several lines may be read as one.
        if (const auto mark = spoken ? capital_mark(told) : 0; mark > 0) told.erase(0, mark);
        const auto words = words_of(told);
        if (!spoken && (unopposed(s, told, words) || agreed_above(outline, s, told, words))) return;
        // "Agreed" alone below its subject.
        const auto& info = corpus.info(s.document);
        const bool alone = info.first_of_passage[s.passage + 1] - info.first_of_passage[s.passage] == 1;
        if (!spoken && alone && words.size() == 1 &&
            (pack.decision_participles.at(words, 0) == 1 || pack.resolved_participles.at(words, 0) == 1) &&
            !told.ends_with(':') && !outline.has_children(s.passage))
            if (const auto subject = outline.topic(s.passage); !subject.empty())
                return add(s.passage, subject + ": " + told, s.raw);
        if (words.size() < 2 || words.size() > (spoken ? 60U : 100U)) return;
        if (!spoken && meeting_section_of(told) != Section::content)
            return;  // "Consensus from this meeting:"
        if (outline.is_subject(s.passage) && outline.has_children(s.passage)) return;
        if (!spoken && (announces_subject(told) || action_label(told, words) > 0)) return;
        if (labelled(outline, s, told, words, spoken)) return;
        // Where the decisions are marked, what people say about them is talk.
        if (spoken && marked) return;
        if (ends_with_question(s.raw)) return;  // "…, right?" asks
        if (!spoken && decides_on_agenda(told, words, pack)) {
            const auto subject = outline.topic(s.passage);
            if (!subject.empty()) add(s.passage, subject + ": " + told, s.raw);
            return;
        }
        const auto wording = decision_wording(told, words, spoken ? Voice::speech : Voice::note, pack);
        // "Bert: decided to take a look" is Bert's own.
        if (wording && named && wording->at == 0 && wording->count == 1) return;
        if (wording && !spoken && is_of_task(s, told, words, *wording)) return;
        const bool opens_item =
            !spoken && speaker_of(passage).empty() &&
            &s == &corpus.sentences()[corpus.info(s.document).first_of_passage[s.passage]];
        const bool ends_subject =
            !spoken && outline.is_last_word(s.passage) &&
            &s + 1 == &corpus.sentences()[0] + corpus.info(s.document).first_of_passage[s.passage + 1];
        const bool ends =
            (ends_subject && is_exhortation(told, words, pack)) ||
            (opens_item && outline.is_below_subject(s.passage) && tells_outcome(told, words, pack));
        if ((!wording && !ends) || leaves_open(words, pack)) return;
        // "Removed from the agenda, no objections to the charter": the silence is about what comes after it.
        const bool silence = wording && tells_quiet(words, wording->at, pack) > 0;
        const Words about(words.begin() + static_cast<std::ptrdiff_t>(silence ? wording->at : 0),
                          words.end());
        if (is_housekeeping(about, pack)) return;
        auto text = with_subject(outline, s.document, s.passage, told);
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
        const auto language = corpus.info(s.document).language;
        // "Fine with everybody" is of the subject, too.
        if (!spoken && text == told && content_words(corpus, text, language) < 2)
            if (const auto subject = outline.topic(s.passage); !subject.empty()) text = subject + ": " + text;
        if (content_words(corpus, text, language) < (spoken ? 3U : 2U)) return;
        add(s.passage, text, s.raw);
    }

    // Whether the items of a list state something; "Login", "Event feed" only name things.
    bool only_names(std::size_t d, std::size_t p) const {
        const auto& pack = *corpus.info(d).pack;
        const auto& stating = pack.stating_words;
        const auto& passages = corpus.input().documents[d].passages;
        const auto list = passages[p].passage.list;
        const auto own = [&](std::size_t i) {
            return passages[i].passage.kind == context::PassageKind::list_item &&
                   passages[i].passage.list == list &&
                   passages[i].passage.headings == passages[p].passage.headings;
        };
        std::size_t begin = p, items = 0, states = 0;
        while (begin > 0 && own(begin - 1))
            --begin;
        for (auto i = begin; i < passages.size() && own(i); ++i, ++items) {
            const auto words = words_of(passages[i].passage.text);
            const bool said = passages[i].passage.text.ends_with('.') || stating.in(words) ||
                              (!words.empty() && is_task_verb(words[0].key, pack));
            states += said ? 1 : 0;
        }
        return items >= 5 && states * 2 < items;
    }

    void below_decisions(const Outline& outline, std::size_t d, std::size_t p, Section section) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& passage = passages[p].passage;
        const bool item = passage.kind == context::PassageKind::list_item;
        // What is below an item explains it, unless that only leads to it.
        if (outline.parent(p) >= 0) {
            const auto& above = passages[static_cast<std::size_t>(outline.parent(p))].passage.text;
            if (!trim(above).ends_with(':') && leading_section(above) == Section::content) return;
        }
        if (item && !passage.lead_in.empty() && meeting_section_of(passage.lead_in) == Section::content) {
            const bool first = p == 0 || passages[p - 1].passage.list != passage.list;
            if (first) enumeration(d, p);
            return;
        }
        // A heading of its own below the one for decisions: its items count, its prose tells why.
        const bool direct = passage.headings.empty() ||
                            meeting_section_of(passage.headings.back()) != Section::content ||
                            !passage.lead_in.empty() || outline.parent(p) >= 0;
        if ((!item && !direct) || (item && only_names(d, p))) {
            const auto& info = corpus.info(d);
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
                sentence(outline, corpus.sentences()[i]);
            return;
        }
        listed(outline, d, p, section == Section::decisions_and_actions);
    }

    void document(std::size_t d) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        const Outline outline(corpus, d);
        marked = has_marks(corpus, d);
        const bool scribed = is_scribed(passages);
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
            const bool listed_here =
                section == Section::decisions || section == Section::decisions_and_actions;
            if (listed_here && passage.kind != context::PassageKind::turn) {
                below_decisions(outline, d, p, section);
                continue;
            }
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
                sentence(outline, corpus.sentences()[i]);
        }
    }
};

}  // namespace

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

std::vector<FoundDecision> find_decisions(Corpus& corpus, Yields& yields,
                                          const std::vector<std::size_t>& meetings) {
    std::vector<FoundDecision> found;
    Repeats seen;
    // The same words in two meetings: the latest says it.
    const auto is_new = [&](const std::vector<StemId>& stems) {
        const auto like = seen.like(stems);
        return std::none_of(like.begin(), like.end(), [](const Repeats::Match& match) {
            return match.jaccard >= 0.6 || (match.containment >= 0.8 && match.smaller >= 4);
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
            if (stems.size() < 2 || !is_new(stems)) continue;
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
