// What is decided by an answer to what stands before it.
#include "detail/decision_reader.h"
#include "detail/decision_wordings.h"
#include "detail/scribed.h"
#include "detail/settled_wordings.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::analysis::detail {

// What was said before it in the same passage; nothing of a question.
std::string DecisionReader::sentence_before(const Sentence& s) const {
    if (&s == corpus.sentences().data()) return {};
    const auto& before = *(&s - 1);
    const bool same = before.document == s.document && before.passage == s.passage;
    return std::string(same && !ends_with_question(before.raw) ? before.text : std::string_view());
}

// "Any objections to closing the mirror?", and the line after it: "No".
bool DecisionReader::unopposed(const Sentence& s, std::string_view told, const Words& words) {
    const auto& pack = *corpus.info(s.document).pack;
    const auto at = static_cast<std::size_t>(&s - corpus.sentences().data());
    if (at == 0 || !tells_silence(told, words, pack)) return false;
    const auto& asked = corpus.sentences()[at - 1];
    if (asked.document != s.document || s.passage - asked.passage > 1) return false;
    const auto question = note_of(corpus, asked);
    const auto question_words = words_of(question);
    if (!asks_for_objections(question, question_words, pack)) return false;
    if (question_words.size() < 4) return false;
    add(s.passage, std::string(question) + ' ' + std::string(told), s.raw);
    return true;
}

// "How about two of us write it?", and below it "Agreed, that is the next step": what was agreed is
// above.
bool DecisionReader::agreed_above(const Outline& outline, const Sentence& s, std::string_view told,
                                  const Words& words) {
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
        text = std::string(note_of(corpus, asked)) + ' ' + text;
    }
    if (content_words(text, s.document) < 3) return false;
    add(s.passage, text, s.raw);
    return true;
}

// "Should we raise the fee?", and below it "Yes": the group answers what it asked itself.
bool DecisionReader::answered(const Outline& outline, const Sentence& s, std::string_view told,
                              const Words& words) {
    const auto& pack = *corpus.info(s.document).pack;
    const auto count = pack.plain_answers.at(words, 0);
    const auto at = static_cast<std::size_t>(&s - corpus.sentences().data());
    // "Bert: yes" is what Bert thinks.
    if (count == 0 || at == 0 || !speaker_of(corpus.passage(s)).empty()) return false;
    if (count < words.size() && !parts(gap_after(told, words, count - 1))) return false;
    if (count < words.size() && pack.objections.contains(words[count].key)) return false;
    const auto& asked = corpus.sentences()[at - 1];
    const bool above =
        asked.document == s.document &&
        (asked.passage == s.passage || outline.parent(s.passage) == static_cast<int>(asked.passage));
    if (!above || !ends_with_question(asked.raw)) return false;
    const auto question = note_of(corpus, asked);
    const auto question_words = words_of(question);
    for (std::size_t i = 0; i + 2 < question_words.size(); ++i) {
        const bool opens = i == 0 || parts(gap_after(question, question_words, i - 1));
        if (!opens || pack.group_questions.at(question_words, i) == 0) continue;
        add(s.passage, std::string(question) + ' ' + std::string(told), s.raw);
        return true;
    }
    return false;
}

// "Motion to buy a ladder, by Noor", "Seconded by Tom", and below them "Motion carried": what was moved.
std::string DecisionReader::motion_above(std::size_t d, std::size_t p, const Words& outcome) const {
    constexpr std::size_t kReach = 4;  // passages
    const auto& passages = corpus.input().documents[d].passages;
    const auto& pack = *corpus.info(d).pack;
    if (pack.moved_things.at(outcome, 0) == 0) return {};
    for (auto i = p; i > 0 && p - i < kReach; --i) {
        const auto& above = passages[i - 1].passage;
        if (above.headings != passages[p].passage.headings) break;
        const auto text = trim(above.text);
        const auto words = words_of(text);
        const auto moved = pack.moved_things.at(words, 0);
        if (moved > 0 && words.size() > 3 && pack.motion_marks.at(words, moved) > 0)
            return tidy(text.substr(0, text.find('\n')));
        if (moved > 0) break;  // the outcome of another
    }
    return {};
}

// "Noor: let's defer until Ruth is back" as the last word on a subject, where a scribe typed what was said.
bool DecisionReader::puts_off_last(const Outline& outline, const Sentence& s, std::string_view told,
                                   const Words& words) {
    constexpr std::size_t kTurn = 25;  // words
    const auto& pack = *corpus.info(s.document).pack;
    const auto& passage = corpus.passage(s);
    if (!outline.is_last_word(s.passage) || words_of(passage.text).size() > kTurn) return false;
    const auto lead = pack.exhortations.at(words, 0);
    const bool ends = pack.put_off_alone.at(words, 0) == words.size();
    const bool off = ends || tells_put_off(words, lead, pack) > 0 || pack.moves_on.at(words, lead) > 0;
    const auto subject = off ? outline.topic(s.passage) : std::string();
    if (subject.empty() || ends_with_question(s.raw)) return false;
    add(s.passage, subject + ": " + std::string(told), s.raw);
    return true;
}

}  // namespace pacelane::analysis::detail
