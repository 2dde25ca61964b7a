// What a person said, as runs that stand without the talk around them.
#include <algorithm>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/piece.h>

namespace pacelane::writer::detail {

namespace {

using sources::Block;
using sources::Origin;
using sources::Reading;
using sources::Reason;
using sources::Sentence;

constexpr int kLeastOpeningWords = 7;
/// Speech takes more words than writing to come to its point; nobody reads all of them.
constexpr std::size_t kLongestSpeech = 1200;  // characters

/// A sentence of a turn, by its place.
struct Place {
    std::size_t block = 0;
    std::size_t sentence = 0;
};

bool is_own(const Block& block, Date today) {
    return block.origin == Origin::own_speech &&
           (block.reason == Reason::none || block.reason == Reason::fragment) &&
           (!block.true_until || today <= *block.true_until);
}

std::ptrdiff_t quotes_in(std::string_view text) {
    return std::count(text.begin(), text.end(), '"');
}

/// Understood by who has not heard the talk.
bool opens_talk(const Sentence& sentence, const language::LanguagePack& pack) {
    const auto words = language::words_of(sentence.text);
    return !pack.demonstratives.in(words) && !pack.second_persons.in(words) &&
           quotes_in(sentence.text) % 2 == 0 && sentence.complete && sentence.alone && !sentence.question &&
           !sentence.room && sentence.words >= kLeastOpeningWords;
}

/// A question to the others, or words to the room: here the turn is handed over.
bool hands_over(const Sentence& sentence) {
    return sentence.question || sentence.room;
}

}  // namespace

std::vector<Piece> speech_pieces(const Reading& reading, Date today, std::size_t least, std::size_t most) {
    std::vector<Piece> pieces;
    most = std::min(most, kLongestSpeech);
    for (std::size_t first = 0; first < reading.blocks.size();) {
        // Paragraphs of one turn.
        std::vector<Place> places;
        auto end = first;
        while (end < reading.blocks.size() && is_own(reading.blocks[end], today)) {
            for (std::size_t s = 0; s < reading.blocks[end].sentences.size(); ++s)
                places.push_back({end, s});
            ++end;
        }
        const auto at = [&](std::size_t i) -> const Sentence& {
            return reading.blocks[places[i].block].sentences[places[i].sentence];
        };
        for (std::size_t i = 0; i < places.size();) {
            if (!opens_talk(at(i), reading.language.pack())) {
                ++i;
                continue;
            }
            std::size_t characters = 0, stop = i;
            std::ptrdiff_t quotes = 0;
            while (stop < places.size() && !hands_over(at(stop))) {
                const auto more = language::character_count(at(stop).text) + 1;
                if (characters + more > most) break;
                characters += more;
                quotes += quotes_in(at(stop).text);
                ++stop;
            }
            // To the end of a sentence that is one, and of what it quotes.
            while (stop > i && (!at(stop - 1).complete || quotes % 2 != 0)) {
                --stop;
                quotes -= quotes_in(at(stop).text);
                characters -= language::character_count(at(stop).text) + 1;
            }
            if (stop == i || characters < least) {
                ++i;
                continue;
            }
            Piece piece;
            piece.reading = &reading;
            for (auto b = places[i].block; b <= places[stop - 1].block; ++b)
                piece.blocks.push_back(b);
            piece.first_sentence = places[i].sentence;
            piece.end_sentence = places[stop - 1].sentence + 1;
            pieces.push_back(std::move(piece));
            i = stop;
        }
        first = std::max(end, first + 1);
    }
    return pieces;
}

}  // namespace pacelane::writer::detail
