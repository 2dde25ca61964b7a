// What a person said, as runs that stand without the talk around them.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/given_names.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/speech.h>

namespace pacelane::writer::detail {

namespace {

using context::PassageKind;
using sources::Block;
using sources::Origin;
using sources::Reading;
using sources::Reason;
using sources::Sentence;

constexpr int kLeastOpeningWords = 6, kMostOpeningWords = 42;
/// Speech takes more words than writing to come to its point; nobody reads all of them.
constexpr std::size_t kLongestSpeech = 1500;  // characters
/// Whoever says so few words while another speaks does not take the floor: "Yeah.", "That's right."
constexpr std::size_t kInterjection = 3;  // words
/// Openings that are tried of a run; the score says which is best.
constexpr std::size_t kOpenings = 4;

/// A sentence of a turn, by its place.
struct Place {
    std::size_t block = 0;
    std::size_t sentence = 0;
};

std::ptrdiff_t quotes_in(std::string_view text) {
    return std::count(text.begin(), text.end(), '"');
}

/// "&lt;", "&#39;": marks of a page that nobody said.
bool holds_entity(std::string_view text) {
    for (auto at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
        const auto end = text.find(';', at);
        if (end == std::string_view::npos) return false;
        if (end > at + 2 && end < at + 8 && text.substr(at, end - at).find(' ') == std::string_view::npos)
            return true;
    }
    return false;
}

/// The runs of one document.
class Talk {
public:
    Talk(const Reading& reading, Date today, std::size_t least, std::size_t most)
        : reading_(reading),
          pack_(reading.language.pack()),
          today_(today),
          least_(least),
          most_(std::min(most, kLongestSpeech)),
          names_(names_in(reading)) {}

    std::vector<Piece> pieces() {
        for (std::size_t first = 0; first < reading_.blocks.size();) {
            places_.clear();
            first = std::max(collect(first), first + 1);
            for (std::size_t i = 0; i < places_.size();) {
                auto end = i;
                while (end < places_.size() && may_be_told(end))
                    ++end;
                if (end > i) add_runs(i, end);
                i = end + 1;
            }
        }
        return std::move(pieces_);
    }

private:
    /// Given and family names of those who speak in the document, and of the person not.
    static std::set<std::string> names_in(const Reading& reading) {
        std::set<std::string> others, own;
        for (const auto& block : reading.blocks) {
            const auto& passage = reading.passage(block);
            if (passage.kind != PassageKind::turn) continue;
            auto& names = block.origin == Origin::own_speech ? own : others;
            for (const auto& word : language::words_of(passage.speaker))
                if (word.key.size() > 2) names.insert(word.key);
        }
        for (const auto& name : own)
            others.erase(name);
        return others;
    }

    const Sentence& at(std::size_t i) const {
        return reading_.blocks[places_[i].block].sentences[places_[i].sentence];
    }

    static bool is_own(const Block& block) {
        return block.origin == Origin::own_speech &&
               (block.reason == Reason::none || block.reason == Reason::fragment);
    }

    bool is_interjection(const Block& block) const {
        if (block.origin != Origin::others || reading_.passage(block).kind != PassageKind::turn) return false;
        const auto& text = reading_.passage(block).text;
        return text.find('?') == std::string::npos && language::words_of(text).size() <= kInterjection;
    }

    /// The person's turns from this block on, over short interjections; returns one past the last.
    std::size_t collect(std::size_t first) {
        auto end = first;
        while (end < reading_.blocks.size()) {
            const auto& block = reading_.blocks[end];
            // Below a heading the talk is of something else.
            if (reading_.passage(block).headings != reading_.passage(reading_.blocks[first]).headings) break;
            if (is_own(block)) {
                for (std::size_t s = 0; s < block.sentences.size(); ++s)
                    places_.push_back({end, s});
                ++end;
                continue;
            }
            // Of several who listen each may say a word.
            auto next = end;
            while (next < reading_.blocks.size() && is_interjection(reading_.blocks[next]))
                ++next;
            // "Right?" – "Yeah.": an answer ends what was asked.
            const bool goes_on = !places_.empty() && !at(places_.size() - 1).question && next > end &&
                                 next < reading_.blocks.size() && is_own(reading_.blocks[next]);
            if (!goes_on) break;
            end = next;
        }
        return end;
    }

    bool names_somebody(const Sentence& sentence) const {
        // What is said of people by their full names is their affair.
        const auto words = language::words_of(sentence.text);
        if (!language::fully_named(sentence.text, words).empty()) return true;
        return std::any_of(words.begin(), words.end(), [&](const language::Word& word) {
            if (!word.capital) return false;
            if (names_.contains(word.key)) return true;
            // "Ana's point"
            const auto mark = word.key.find('\'');
            return mark != std::string::npos && names_.contains(word.key.substr(0, mark));
        });
    }

    /// A question to the others, words to the room or of somebody who is there, and what breaks off.
    bool may_be_told(std::size_t i) const {
        const auto& sentence = at(i);
        if (sentence.room || (sentence.true_until && today_ > *sentence.true_until)) return false;
        const std::string_view text = sentence.text;
        if (text.find("--") != std::string_view::npos || holds_entity(text) || text.ends_with("…") ||
            text.ends_with("...") || text.find(language::kGap) != std::string_view::npos ||
            names_somebody(sentence))
            return false;
        if (!sentence.question) return true;
        // A speaker asks to answer it, or to hand over.
        return i + 1 < places_.size() && places_[i + 1].block == places_[i].block &&
               !pack_.second_persons.in(language::words_of(text));
    }

    bool points(const language::Words& words) const {
        constexpr std::size_t kNear = 6;  // words: what stands further on may point to these
        for (std::size_t i = 0; i < std::min(words.size(), kNear); ++i) {
            if (pack_.empty_subjects.at(words, i) > 0) continue;
            if (pack_.demonstratives.at(words, i) > 0) return true;
            // "it's", "they're"
            const auto mark = words[i].key.find('\'');
            if (mark != std::string::npos && pack_.demonstratives.has(words[i].key.substr(0, mark)))
                return true;
        }
        return false;
    }

    /// "It reminds me of that.": says nothing more, and ends nothing.
    bool is_weak_end(const Sentence& sentence) const {
        constexpr int kShort = 9;  // words
        if (sentence.words > kShort) return false;
        const auto words = language::words_of(sentence.text);
        return points(words) || pack_.doubt_wordings.in(words) || pack_.hedges.in(words) ||
               sentence.words < 4;
    }

    /// Understood by who has not heard the talk.
    bool opens(std::size_t i) const {
        const auto& sentence = at(i);
        if (sentence.question || !sentence.complete || !sentence.alone ||
            sentence.words < kLeastOpeningWords || sentence.words > kMostOpeningWords ||
            quotes_in(sentence.text) % 2 != 0 || sentence.text.front() == '"')
            return false;
        const auto words = language::words_of(sentence.text);
        constexpr std::size_t kNearStart = 8;  // words
        for (std::size_t w = 0; w < std::min(words.size(), kNearStart); ++w)
            if (pack_.linking_words.at(words, w) > 0) return false;
        return !points(words) && (!pack_.second_persons.in(words) || pack_.anyones_you.in(words));
    }

    std::size_t characters(std::size_t i, std::size_t end) const {
        std::size_t sum = 0;
        for (; i < end; ++i)
            sum += language::character_count(at(i).text) + 1;
        return sum;
    }

    /// To the end of a sentence that is one, and of what it quotes.
    std::size_t trimmed(std::size_t first, std::size_t end) const {
        std::ptrdiff_t quotes = 0;
        for (auto i = first; i < end; ++i)
            quotes += quotes_in(at(i).text);
        while (end > first) {
            const auto& last = at(end - 1);
            if (last.complete && !last.question && quotes % 2 == 0 && !last.text.ends_with(':') &&
                !is_weak_end(last))
                break;
            quotes -= quotes_in(last.text);
            --end;
        }
        return end;
    }

    /// Where a run from `first` ends that has to stop before `end`: with a thought, where there is one.
    std::size_t stop_of(std::size_t first, std::size_t end) const {
        if (characters(first, end) <= most_) return end;
        std::size_t sum = 0, fits = first, thought = first;
        for (auto i = first; i < end; ++i) {
            sum += language::character_count(at(i).text) + 1;
            if (sum > most_) break;
            fits = i + 1;
            if (2 * sum > most_ && i + 1 < end && opens(i + 1)) thought = i + 1;
        }
        return thought > first ? thought : fits;
    }

    void add_runs(std::size_t first, std::size_t end) {
        while (first < end) {
            std::size_t openings = 0, next = end;
            ++run_;
            for (auto i = first; i < end && openings < kOpenings; ++i) {
                if (!opens(i)) continue;
                const auto stop = trimmed(i, stop_of(i, end));
                if (stop == i || characters(i, stop) < least_) continue;
                if (openings > 0 && i >= next) break;
                if (openings++ == 0) next = stop;
                add(i, stop);
            }
            if (openings == 0) return;
            first = next;
        }
    }

    void add(std::size_t first, std::size_t end) {
        Piece piece;
        piece.reading = &reading_;
        piece.run = run_;
        for (auto i = first; i < end; ++i)
            if (piece.blocks.empty() || piece.blocks.back() != places_[i].block)
                piece.blocks.push_back(places_[i].block);
        piece.headings = reading_.passage(reading_.blocks[piece.blocks.front()]).headings;
        piece.first_sentence = places_[first].sentence;
        piece.end_sentence = places_[end - 1].sentence + 1;
        pieces_.push_back(std::move(piece));
    }

    const Reading& reading_;
    const language::LanguagePack& pack_;
    Date today_;
    std::size_t least_, most_, run_ = 0;
    std::set<std::string> names_;  // of the others who speak
    std::vector<Place> places_;    // of a turn, and of those that go on with it
    std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> speech_pieces(const Reading& reading, Date today, std::size_t least, std::size_t most) {
    return Talk(reading, today, least, most).pieces();
}

}  // namespace pacelane::writer::detail
