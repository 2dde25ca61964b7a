// What speaks for a draft of what was said: the signs of writing tell little of speech.
#include <algorithm>
#include <cmath>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/sources/model.h>
#include <pacelane/writer/detail/speech.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

struct SpokenCounts {
    double sentences = 0, words = 0, said = 0, telling = 0, fragments = 0, pointing = 0, second = 0,
           first = 0, own = 0, findings = 0, lessons = 0, causes = 0, contrasts = 0, doubts = 0, hedges = 0,
           questions = 0, quotes = 0, names = 0, digits = 0, joined = 0, dashes = 0, longest = 0, generic = 0,
           room = 0, addressed = 0, advice = 0;
};

bool names_somebody_or_something(const language::Words& words) {
    for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i].capital && words[i].key != "i" && !words[i].key.starts_with("i'")) return true;
    return false;
}

/// "I'm just going to ask her first": she was named before.
bool opens_with_pronoun(const language::Words& words, const language::LanguagePack& pack) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (pack.person_pronouns.at(words, i) > 0) return true;
        const bool named =
            i > 0 && words[i].capital && words[i].key != "i" && !words[i].key.starts_with("i'");
        if (named || pack.articles.contains(words[i].key)) return false;
    }
    return false;
}

/// What part the person has in the talk.
struct PartInTalk {
    double answers = 0;  ///< the turn follows a question of somebody else
    double share = 0;    ///< of the words that are said
    double asking = 0;   ///< of the person's turns, those that hold a question
};

PartInTalk part_in_talk(const Piece& piece) {
    const auto& reading = *piece.reading;
    PartInTalk talk;
    double own = 0, all = 0, turns = 0;
    for (const auto& block : reading.blocks) {
        all += block.words;
        if (block.origin != sources::Origin::own_speech) continue;
        ++turns;
        own += block.words;
        talk.asking += std::any_of(block.sentences.begin(), block.sentences.end(),
                                   [](const sources::Sentence& sentence) { return sentence.question; })
                           ? 1
                           : 0;
    }
    talk.share = all > 0 ? own / all : 0;
    talk.asking = turns > 0 ? talk.asking / turns : 0;
    if (piece.blocks.front() > 0) {
        const auto& before = reading.blocks[piece.blocks.front() - 1];
        if (before.origin == sources::Origin::others &&
            reading.passage(before).text.find('?') != std::string::npos)
            talk.answers = 1;
    }
    return talk;
}

double part(double some, double all) {
    return all > 0 ? some / all : 0;
}

}  // namespace

std::size_t telling_in(std::string_view text, language::Language language) {
    const auto tokens = language::tokenize(text, language);
    return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [&](const auto& token) {
        return !token.stopword && !token.number && !language.pack().generic_words.contains(token.folded);
    }));
}

bool is_speech(const Piece& piece) {
    return piece.block(0).origin == sources::Origin::own_speech;
}

bool opens_by_pointing(const Piece& piece) {
    // "I know people who look for a job, and they say …" names first what it points to.
    constexpr std::size_t kNamed = 3;  // words that say something
    const auto& opening = piece.sentences(0).front();
    const auto words = language::words_of(opening.text);
    const auto& pack = piece.reading->language.pack();
    for (std::size_t i = 0; i < words.size(); ++i)
        if (pack.demonstratives.at(words, i) > 0 && pack.empty_subjects.at(words, i) == 0)
            return telling_in(std::string_view(opening.text).substr(0, words[i].begin),
                              piece.reading->language) < kNamed;
    return false;
}

void add_speech_features(Features& features, const Piece& piece) {
    const auto& reading = *piece.reading;
    const auto& pack = reading.language.pack();
    SpokenCounts n;
    std::vector<std::set<std::string>> stems;  // of each sentence
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        std::size_t from = 0;  // a sentence that was cut in two was said once
        for (const auto& sentence : piece.sentences(i)) {
            const auto words = language::words_of(sentence.text);
            const double count = static_cast<double>(words.size());
            ++n.sentences;
            n.words += count;
            if (sentence.begin >= from) {
                from = sentence.end;
                n.said += static_cast<double>(
                    language::words_of(passage.text.substr(sentence.begin, sentence.end - sentence.begin))
                        .size());
            }
            n.longest = std::max(n.longest, count);
            n.fragments += sentence.complete || sentence.question ? 0 : 1;
            n.questions += sentence.question ? 1 : 0;
            n.pointing += pack.demonstratives.in(words) ? 1 : 0;
            n.second += pack.second_persons.in(words) ? 1 : 0;
            n.addressed += pack.second_persons.in(words) && !pack.anyones_you.in(words) ? 1 : 0;
            n.first += pack.first_persons.in(words) ? 1 : 0;
            n.own += pack.own_voice.in(words) ? 1 : 0;
            n.findings += pack.finding_wordings.in(words) ? 1 : 0;
            n.lessons += pack.lesson_wordings.in(words) ? 1 : 0;
            n.advice += pack.advice_wordings.in(words) ? 1 : 0;
            n.causes += pack.cause_wordings.in(words) ? 1 : 0;
            n.contrasts += pack.contrast_wordings.in(words) ? 1 : 0;
            n.doubts += pack.doubt_wordings.in(words) ? 1 : 0;
            n.hedges += pack.hedges.in(words) ? 1 : 0;
            n.room += pack.small_talk.in(words) ? 1 : 0;
            n.quotes += sentence.text.find('"') != std::string::npos ? 1 : 0;
            n.dashes += sentence.text.find("–") != std::string::npos ? 1 : 0;
            n.names += names_somebody_or_something(words) ? 1 : 0;
            n.digits += std::any_of(sentence.text.begin(), sentence.text.end(),
                                    [](char c) { return c >= '0' && c <= '9'; })
                            ? 1
                            : 0;
            n.joined += !words.empty() && (pack.and_words.contains(words.front().key) ||
                                           pack.leaning_openings.open(sentence.text, words))
                            ? 1
                            : 0;
            stems.emplace_back();
            for (const auto& token : language::tokenize(sentence.text, reading.language)) {
                n.generic += pack.generic_words.contains(token.folded) ? 1 : 0;
                if (token.stopword || token.number || pack.generic_words.contains(token.folded)) continue;
                ++n.telling;
                stems.back().insert(token.stem);
            }
        }
    }
    double shared = 0;
    for (std::size_t i = 1; i < stems.size(); ++i)
        shared += std::any_of(stems[i].begin(), stems[i].end(),
                              [&](const std::string& stem) { return stems[i - 1].contains(stem); })
                      ? 1
                      : 0;
    const auto opening = piece.sentences(0).front();
    const auto words = language::words_of(opening.text);
    const auto& last_block = piece.block(piece.blocks.size() - 1);
    const bool ends_turn = piece.end_sentence >= last_block.sentences.size();
    const auto closing = piece.sentences(piece.blocks.size() - 1).back();
    const auto telling_first = telling_in(opening.text, reading.language);
    const auto told = [&](const char* name, double value) { features.emplace_back(name, value); };
    told("talk_words", std::log10(1 + n.words));
    told("talk_starts_turn", piece.first_sentence == 0 ? 1 : 0);
    told("talk_ends_turn", ends_turn ? 1 : 0);
    told("talk_turns", std::min<double>(3, static_cast<double>(piece.blocks.size()) - 1) / 3);
    told("talk_sentence_words", part(n.words, n.sentences) / 20);
    told("talk_longest", n.longest / 40);
    told("talk_cleaned", 1 - part(n.words, std::max(n.said, n.words)));
    told("talk_dense", part(n.telling, n.words));
    told("talk_generic", part(n.generic, n.words));
    told("talk_fragments", part(n.fragments, n.sentences));
    told("talk_questions", part(n.questions, n.sentences));
    told("talk_pointing", part(n.pointing, n.sentences));
    told("talk_second", part(n.second, n.sentences));
    told("talk_addressed", part(n.addressed, n.sentences));
    told("talk_first", part(n.first, n.sentences));
    told("talk_own", part(n.own, n.sentences));
    told("talk_findings", part(n.findings, n.sentences));
    told("talk_lessons", part(n.lessons, n.sentences));
    told("talk_advice", part(n.advice, n.sentences));
    told("talk_causes", part(n.causes, n.sentences));
    told("talk_contrasts", part(n.contrasts, n.sentences));
    told("talk_doubts", part(n.doubts, n.sentences));
    told("talk_hedges", part(n.hedges, n.sentences));
    told("talk_small", part(n.room, n.sentences));
    told("talk_quotes", part(n.quotes, n.sentences));
    told("talk_dashes", part(n.dashes, n.sentences));
    told("talk_names", part(n.names, n.sentences));
    told("talk_digits", part(n.digits, n.sentences));
    told("talk_joined", part(n.joined, n.sentences));
    told("talk_shared", part(shared, n.sentences - 1));
    told("talk_open_words", static_cast<double>(words.size()) / 20);
    told("talk_open_telling", std::min<double>(6, static_cast<double>(telling_first)) / 6);
    told("talk_open_pointing", pack.demonstratives.in(words) ? 1 : 0);
    told("talk_open_second", pack.second_persons.in(words) ? 1 : 0);
    told("talk_open_own", pack.own_voice.in(words) ? 1 : 0);
    told("talk_open_we", pack.first_persons.in(words) && !pack.own_voice.in(words) ? 1 : 0);
    told("talk_open_doubt", pack.doubt_wordings.in(words) || pack.hedges.in(words) ? 1 : 0);
    told("talk_open_name", names_somebody_or_something(words) ? 1 : 0);
    told("talk_open_story", pack.story_openings.in(words) ? 1 : 0);
    told("talk_open_pronoun", opens_with_pronoun(words, pack) ? 1 : 0);
    told("talk_open_past", language::tells_experience(opening.text, reading.language) ? 1 : 0);
    told("talk_open_advice", pack.advice_wordings.in(words) ? 1 : 0);
    told("talk_open_claim",
         pack.lesson_wordings.in(words) || pack.contrast_wordings.in(words) || pack.cause_wordings.in(words)
             ? 1
             : 0);
    const auto talk = part_in_talk(piece);
    told("talk_answers", talk.answers);
    told("talk_share", talk.share);
    told("talk_asking", talk.asking);
    told("talk_close_words", static_cast<double>(closing.words) / 20);
}

double speech_score_of(const Features& features) {
    static const sources::Model model(talk_draft_model());
    return 1 / (1 + std::exp(-model.score("good", features)));
}

}  // namespace pacelane::writer::detail
