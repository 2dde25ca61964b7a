// A title for what was said: speech has none of its own.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/keyphrases.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/speech.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

using sources::Sentence;

constexpr int kLeastWords = 5;
constexpr std::size_t kLeastTelling = 3;

/// Understood above the text, which says it once more further down.
bool titles(const Sentence& sentence, bool first, language::Language language) {
    const auto& pack = language.pack();
    const auto words = language::words_of(sentence.text);
    if (!sentence.alone || sentence.question || sentence.words < kLeastWords ||
        sentence.text.find('"') != std::string::npos || telling_in(sentence.text, language) < kLeastTelling)
        return false;
    if (first) return true;
    return !pack.linking_words.in(words) && !pack.demonstratives.in(words) &&
           !pack.doubt_wordings.in(words) && (!pack.second_persons.in(words) || pack.anyones_you.in(words));
}

/// What was said, as it stands in the recording.
sources::Source said(const Piece& piece, std::size_t block, const Sentence& sentence) {
    return source_of(
        piece, piece.block(block),
        std::string_view(piece.passage(block).text).substr(sentence.begin, sentence.end - sentence.begin));
}

/// The sentence whose words come back most often in the others: what a run is about. The opening where it is
/// as good.
std::optional<Title> point_of(const Piece& piece, std::size_t most) {
    constexpr std::size_t kComesBack = 2;  // words
    const auto language = piece.reading->language;
    std::vector<std::set<std::string>> stems;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        for (const auto& sentence : piece.sentences(i))
            stems.push_back(telling_stems(sentence.text, language));
    const auto comes_back = [&](std::size_t at) {
        return static_cast<std::size_t>(
            std::count_if(stems[at].begin(), stems[at].end(), [&](const std::string& stem) {
                for (std::size_t other = 0; other < stems.size(); ++other)
                    if (other != at && stems[other].contains(stem)) return true;
                return false;
            }));
    };
    std::optional<Title> best;
    std::size_t highest = 0, at = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        for (const auto& sentence : piece.sentences(i)) {
            const bool first = at == 0;
            const auto back = comes_back(at++) + (first ? kComesBack : 0);
            // Without its stop.
            if (back < kComesBack || back <= highest || language::character_count(sentence.text) > most + 1 ||
                !titles(sentence, first, language))
                continue;
            std::string text = sentence.text;
            while (text.ends_with('.'))
                text.pop_back();
            highest = back;
            best = Title{.text = text, .source = said(piece, i, sentence), .is_sentence = first};
        }
    return best;
}

/// "We keep a list of what broke" of "We keep a list of what broke, because …".
std::optional<Title> opening_clause(const Piece& piece, std::size_t most) {
    const auto language = piece.reading->language;
    const auto& pack = language.pack();
    const auto& opening = piece.sentences(0).front();
    if (!opening.alone || opening.question) return std::nullopt;
    const std::string_view text = opening.text;
    std::string_view longest;
    for (const std::string_view mark : {", ", "; ", " – ", ": "})
        for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
            const auto clause = text.substr(0, at);
            const auto next = language::words_of(text.substr(at + mark.size()));
            if (mark == ", " && (next.empty() || !(pack.and_words.contains(next.front().key) ||
                                                   pack.objections.contains(next.front().key) ||
                                                   pack.subordinators.contains(next.front().key))))
                continue;
            // "If you look after a reading room": waits for its main clause.
            if (const auto said_first = language::words_of(clause);
                clause.find(", ") == std::string_view::npos && !said_first.empty() &&
                pack.subordinators.contains(said_first.front().key))
                continue;
            if (clause.size() <= longest.size() || language::character_count(clause) > most ||
                clause.find('"') != std::string_view::npos ||
                language::words_of(clause).size() < static_cast<std::size_t>(kLeastWords) ||
                telling_in(clause, language) < kLeastTelling ||
                !language::stands_alone(std::string(clause) + '.', language))
                continue;
            longest = clause;
        }
    if (longest.empty()) return std::nullopt;
    return Title{.text = std::string(longest), .source = said(piece, 0, opening), .is_sentence = false};
}

/// "Small tables": what it keeps coming back to. One word says too little, unless it is a name.
std::optional<Title> subject_of_speech(const Piece& piece, std::size_t most) {
    constexpr std::size_t kPhrases = 5;
    const auto language = piece.reading->language;
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        for (const auto& sentence : piece.sentences(i))
            texts.push_back(sentence.text);
    for (const auto& phrase : language::repeated_keyphrases(texts, language, kPhrases)) {
        const auto words = language::words_of(phrase.text);
        const bool name = words.size() == 1 && words.front().capital;
        if (phrase.texts < 2 || telling_in(phrase.text, language) == 0 || (words.size() < 2 && !name) ||
            language::character_count(phrase.text) > most)
            continue;
        for (std::size_t i = 0; i < piece.blocks.size(); ++i)
            for (const auto& sentence : piece.sentences(i))
                if (sentence.text.find(phrase.text) != std::string::npos)
                    return Title{.text = language::capitalize(phrase.text),
                                 .source = said(piece, i, sentence)};
    }
    return std::nullopt;
}

/// Better than the name of the recording: as much of the opening as a title holds.
std::optional<Title> cut_opening(const Piece& piece, std::size_t most) {
    const auto& opening = piece.sentences(0).front();
    if (!opening.alone || !piece.reading->document->title_from_name) return std::nullopt;
    std::string cut;
    for (const auto word : split(opening.text, ' ')) {
        if (language::character_count(cut) + language::character_count(word) + 2 > most) break;
        if (!cut.empty()) cut += ' ';
        cut += word;
    }
    if (cut.empty()) return std::nullopt;
    return Title{.text = cut + "…", .source = said(piece, 0, opening)};
}

}  // namespace

std::optional<Title> title_of_speech(const Piece& piece, std::size_t most) {
    if (auto point = point_of(piece, most)) return point;
    if (auto clause = opening_clause(piece, most)) return clause;
    // A longer sentence that says it is better than half of one.
    constexpr std::size_t kLonger = 40;  // characters
    if (auto point = point_of(piece, most + kLonger)) return point;
    if (auto subject = subject_of_speech(piece, most)) return subject;
    return cut_opening(piece, most);
}

}  // namespace pacelane::writer::detail
