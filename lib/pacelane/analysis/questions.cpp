#include "detail/mentions.h"
#include "detail/minutes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

struct QuestionReader {
    Corpus& corpus;
    std::vector<QuestionMention> mentions;

    void add(std::size_t p, std::string text, std::string_view quote, std::string asked_by, bool spoken) {
        mentions.push_back({p, std::move(text), std::string(quote), std::move(asked_by), spoken});
    }

    // Whether the words ask, and not only the voice: "If you're fixing an incident?" repeats what was said.
    // What it asks about must be in it.
    static bool asks(std::string_view text, const LanguagePack& pack) {
        const auto words = words_of(text);
        if (pack.elsewhere_wordings.in(words)) return false;
        if (pack.pointing_ends.has(words.back().key)) return false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool opens =
                i == 0 || gap_after(text, words, i - 1).find_first_of(",:;") != std::string_view::npos;
            const auto joiner = pack.question_joiners.at(words, i);
            if (opens && (pack.question_openings.at(words, i) > 0 ||
                          (joiner > 0 && pack.question_openings.at(words, i + joiner) > 0)))
                return true;
        }
        return false;
    }

    // "Jonas: how do we …?", "Jonas asks: …"
    std::pair<std::string, std::string_view> asked(std::string_view text, std::size_t d) const {
        const auto words = words_of(text);
        const auto named = corpus.people().named_at(words, 0, d);
        if (named.words == 0 || named.words >= words.size()) return {{}, text};
        std::size_t last = named.words - 1;
        const auto verb = corpus.info(d).pack->asking_verbs.at(words, named.words);
        if (verb > 0) last += verb;
        if (last + 1 >= words.size()) return {{}, text};
        if (trim(gap_after(text, words, last)).find(':') != 0) return {{}, text};
        return {named.name, text.substr(words[last + 1].begin)};
    }

    void listed(std::size_t d, std::size_t p) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        if (passage.checked.value_or(false)) return;  // ticked off: answered
        const std::string_view text = trim(passage.text);
        const auto words = words_of(text);
        if (words.size() < 3 || is_placeholder(words) || text.ends_with(':') || text.size() > 400) return;
        auto [who, question] = asked(text, d);
        add(p, std::string(question), question, std::move(who), false);
    }

    void written(std::size_t index) {
        const auto& s = corpus.sentences()[index];
        // Minutes that go on after the question tell the answer.
        const auto end = corpus.info(s.document).first_of_passage[s.passage + 1];
        if (index + 1 < end) {
            const auto& next = corpus.sentences()[index + 1].text;
            if (!ends_with_question(next) && !corpus.info(s.document).pack->open_answers.in(words_of(next)))
                return;
        }
        if (!ends_with_question(s.text) || s.words < 4) return;
        if (strip(s.text, "")[0] == '"' || s.text.starts_with("\xE2\x80\x9C")) return;  // quoted, not asked
        auto [who, question] = asked(s.text, s.document);
        const auto words = words_of(question);
        if (corpus.info(s.document).pack->small_questions.in(words) && words.size() < 8) return;
        const auto at = s.raw.find(question);
        add(s.passage, std::string(question),
            at == std::string_view::npos ? s.raw : s.raw.substr(at, question.size()), std::move(who), false);
    }

    void spoken(std::size_t index) {
        const auto& all = corpus.sentences();
        const auto& s = all[index];
        if (!ends_with_question(s.text)) return;
        const auto& pack = *corpus.info(s.document).pack;
        const auto words = words_of(s.text);
        if (words.size() < 5 || words.size() > 45 || pack.small_questions.in(words)) return;
        for (std::size_t i = 0; i < words.size() && i < 3; ++i)
            if (pack.request_openings.at(words, i) > 0) return;
        if (!pack.question_openings.empty() && !asks(s.text, pack)) return;
        // A tag makes a statement of it: "…, right?", "…, né?"
        const auto comma = s.text.rfind(',');
        if (comma != std::string::npos && words_of(std::string_view(s.text).substr(comma)).size() <= 2)
            return;
        const auto& info = corpus.info(s.document);
        const auto end = info.first_of_passage[s.passage + 1];
        // Who goes on talking answers it themself.
        std::size_t statements = 0;
        for (auto i = index + 1; i < end; ++i)
            if (!ends_with_question(all[i].text) && words_of(all[i].text).size() > 4) ++statements;
        if (statements > 1) return;
        if (end < info.end_sentence) {
            const auto& reply = all[end];
            const auto reply_end = info.first_of_passage[reply.passage + 1];
            Words answer;
            for (auto i = end; i < reply_end; ++i) {
                const auto more = words_of(all[i].raw);  // "Yes" matters here
                answer.insert(answer.end(), more.begin(), more.end());
            }
            const bool open = pack.open_answers.in(answer);
            if (!open && pack.answer_openings.starts(answer)) return;
            // "Good question." alone leaves it open; "Good question. It is automatic …" does not.
            if (!open && pack.question_praise.starts(answer) && answer.size() > 8) return;
            // A statement of some length is an answer, unless it says that there is none.
            const bool asks_back = ends_with_question(all[reply_end - 1].text);
            if (!open && !asks_back && answer.size() >= 6) return;
        }
        const auto& speaker = corpus.passage(s).speaker;
        add(s.passage, without_opening(std::string(s.text), *corpus.info(s.document).pack), s.raw,
            speaker.empty() ? std::string() : corpus.people().canonical(speaker, s.document), true);
    }

    void document(std::size_t d) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        for (std::size_t p = 0; p < passages.size(); ++p) {
            const auto& passage = passages[p].passage;
            const auto section = info.sections[p];
            const bool skipped = section == Section::agenda || section == Section::people ||
                                 section == Section::reference || section == Section::actions ||
                                 section == Section::decisions_and_actions;
            if (skipped || !context::is_own_writing(passage) ||
                passage.kind == context::PassageKind::table_row)
                continue;
            if (section == Section::questions && passage.kind != context::PassageKind::turn) {
                if (passage.kind == context::PassageKind::list_item || ends_with_question(passage.text))
                    listed(d, p);
                continue;
            }
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
                if (passage.kind == context::PassageKind::turn) {
                    spoken(i);
                } else {
                    written(i);
                }
            }
        }
    }
};

}  // namespace

std::vector<Question> find_questions(Corpus& corpus, Yields& yields, const std::vector<std::size_t>& meetings,
                                     const std::vector<FoundDecision>& decisions) {
    std::set<std::pair<std::size_t, std::size_t>> decided;  // passages that hold a decision
    Repeats answers;
    for (const auto& decision : decisions) {
        decided.insert({decision.document, decision.passage});
        answers.add(decision.stems);
    }
    std::vector<Question> found;
    Repeats seen;
    const auto is_open = [&](std::size_t d, const QuestionMention& mention,
                             const std::vector<StemId>& stems) {
        // What was decided in the next turns answers it.
        for (auto p = mention.passage; mention.spoken && p <= mention.passage + 2; ++p)
            if (decided.contains({d, p})) return false;
        for (const auto& match : seen.like(stems))
            if (match.jaccard >= 0.6) return false;
        // A later meeting decided it.
        const auto& asked_on = corpus.input().documents[d].date;
        for (const auto& match : answers.like(stems)) {
            const auto& decided_on = corpus.input().documents[decisions[match.item].document].date;
            const bool later = asked_on && decided_on && *asked_on < *decided_on;
            if (later && stems.size() >= 3 && match.containment >= 0.75) return false;
        }
        return true;
    };
    for (const auto d : meetings) {
        auto mentions = mentions_of<QuestionMention>(corpus, yields, d, [&] {
            QuestionReader reader{corpus, {}};
            reader.document(d);
            return std::move(reader.mentions);
        });
        for (auto& mention : mentions) {
            const auto stems = corpus.stems_of(mention.text, corpus.info(d).language);
            if (stems.size() < 2 || !is_open(d, mention, stems)) continue;
            seen.add(stems);
            Question question;
            question.text = language::capitalize(mention.text);
            question.asked_by = std::move(mention.asked_by);
            question.source = corpus.source(d, mention.passage, mention.quote);
            found.push_back(std::move(question));
        }
    }
    return found;
}

}  // namespace pacelane::analysis::detail
