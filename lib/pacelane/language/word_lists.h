#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/language/words.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a language pack is made of: sorted constant tables, so that nothing is read or built when a program
/// starts.
namespace pacelane::language {

/// Strings in one block of text. Offsets, not pointers: a table has nothing to relocate.
class Texts {
public:
    constexpr Texts() = default;
    constexpr Texts(const char* block, const std::uint32_t* ends, std::uint32_t count)
        : block_(block), ends_(ends), count_(count) {}

    constexpr std::size_t size() const { return count_; }
    constexpr bool empty() const { return count_ == 0; }
    constexpr std::string_view operator[](std::size_t i) const {
        const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
        return {block_ + begin, ends_[i] - begin};
    }

    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = std::string_view;
        using reference = std::string_view;
        using pointer = const std::string_view*;
        using difference_type = std::ptrdiff_t;
        constexpr Iterator() = default;
        constexpr Iterator(const Texts* texts, std::size_t at) : texts_(texts), at_(at) {}
        constexpr std::string_view operator*() const { return (*texts_)[at_]; }
        constexpr Iterator& operator++() {
            ++at_;
            return *this;
        }
        constexpr Iterator operator++(int) {
            auto before = *this;
            ++at_;
            return before;
        }
        constexpr bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const Texts* texts_ = nullptr;
        std::size_t at_ = 0;
    };
    constexpr Iterator begin() const { return {this, 0}; }
    constexpr Iterator end() const { return {this, count_}; }

private:
    const char* block_ = nullptr;
    const std::uint32_t* ends_ = nullptr;
    std::uint32_t count_ = 0;
};

/// One text, which may have places to fill: "As {name} put it:".
class Wording {
public:
    constexpr Wording() = default;
    constexpr explicit Wording(std::string_view text) : text_(text) {}
    constexpr std::string_view text() const { return text_; }
    struct Value {
        std::string_view place, value;
    };
    /// The text with the values in their places.
    PACELANE_API std::string with(std::initializer_list<Value> values) const;

private:
    std::string_view text_;
};

/// Endings of words, longest first.
class Endings : public Texts {
public:
    constexpr Endings() = default;
    constexpr explicit Endings(Texts texts) : Texts(texts) {}
    /// The longest ending that the word has after at least `stem` bytes; empty when it has none.
    PACELANE_API std::string_view of(std::string_view word, std::size_t stem = 1) const;
};

/// A hash table over sorted strings. A slot has the upper half of the hash of a first word and, in the lower
/// half, where the strings with that word begin, plus one; 0 for none. Most words are in no list, and are
/// told by their hash alone.
class Lookup : public Texts {
public:
    constexpr Lookup() = default;
    /// `longest`: of the strings, in bytes.
    constexpr Lookup(Texts texts, const std::uint32_t* slots, std::uint32_t mask, std::uint32_t longest)
        : Texts(texts), slots_(slots), mask_(mask), longest_(longest) {}

protected:
    /// The first string that begins with the word; size() when none does.
    std::size_t first_with(std::string_view word) const { return first_with(word, hash_of(word)); }
    /// `hash`: hash_of(word).
    std::size_t first_with(std::string_view word, std::uint32_t hash) const {
        return may_have(hash) ? find_first_with(word, hash) : size();
    }
    bool has_text(std::string_view text) const {
        // Whole lines are asked for, too: most are longer than any string, and need not be hashed.
        return text.size() <= longest_ && has_text(text, hash_of(text));
    }
    bool has_text(std::string_view text, std::uint32_t hash) const {
        return may_have(hash) && find_text(text, hash);
    }
    bool may_have(std::uint32_t hash) const {
        if (empty()) return false;
        for (auto slot = hash & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_)
            if ((slots_[slot] ^ hash) <= kIndex) return true;
        return false;
    }

private:
    static constexpr std::uint32_t kIndex = 0xFFFF;
    PACELANE_API bool find_text(std::string_view text, std::uint32_t hash) const;
    PACELANE_API std::size_t find_first_with(std::string_view word, std::uint32_t hash) const;

    const std::uint32_t* slots_ = nullptr;
    std::uint32_t mask_ = 0;
    std::uint32_t longest_ = 0;
};

/// Words by themselves, folded and with their diacritics, as Token::folded.
class WordSet : public Lookup {
public:
    using Lookup::Lookup;
    PACELANE_API bool contains(std::string_view folded) const;
    /// `hash`: hash_of(folded).
    bool contains(std::string_view folded, std::uint32_t hash) const { return has_text(folded, hash); }
};

/// Texts that are looked up whole, folded and without diacritics, with all punctuation.
class FoldedSet : public Lookup {
public:
    using Lookup::Lookup;
    PACELANE_API bool contains(std::string_view folded) const;
};

/// Wordings of one or more words.
class PhraseList : public Lookup {
public:
    using Lookup::Lookup;

    struct Match {
        std::size_t at = 0;      ///< index of the first word
        std::size_t count = 0;   ///< number of words
        std::size_t phrase = 0;  ///< which of the list's
        std::size_t end() const { return at + count; }
    };

    /// How many words the longest wording that starts at `at` has; 0 when none does.
    std::size_t at(const Words& words, std::size_t at) const {
        const auto found = match(words, at);
        return found ? found->count : 0;
    }
    /// The longest wording that starts at `at`.
    std::optional<Match> match(const Words& words, std::size_t at) const {
        if (at >= words.size() || !may_have(words[at].hash)) return std::nullopt;
        return match_known(words, at);
    }
    /// The first place, from `from` on, where a wording stands.
    PACELANE_API std::optional<Match> find(const Words& words, std::size_t from = 0) const;
    bool in(const Words& words) const { return find(words).has_value(); }
    bool starts(const Words& words) const { return at(words, 0) > 0; }
    /// Whether the word or words are a wording by themselves.
    PACELANE_API bool has(std::string_view key) const;
    /// Whether a wording has this first word.
    bool opens_with(std::string_view word) const { return first_with(word) < size(); }
    /// The same by the hash alone: seldom true of another word.
    bool may_open_with(const Word& word) const { return may_have(word.hash); }
    bool has(const Word& word) const { return may_have(word.hash) && has(word.key); }

    /// As at(), in words that are kept otherwise: `word(i)` is the i-th of `count`.
    template <class WordAt>
    std::optional<Match> match_in(std::size_t count, std::size_t at, WordAt&& word) const {
        if (at >= count) return std::nullopt;
        return match_from(first_with(word(at)), count, at, word);
    }
    /// `hash`: hash_of() the word at `at`.
    template <class WordAt>
    std::optional<Match> match_in(std::size_t count, std::size_t at, WordAt&& word,
                                  std::uint32_t hash) const {
        if (at >= count || !may_have(hash)) return std::nullopt;
        return match_from(first_with(word(at), hash), count, at, word);
    }

private:
    PACELANE_API std::optional<Match> match_known(const Words& words, std::size_t at) const;

    /// `first_phrase`: the first of the list's with the word at `at`.
    template <class WordAt>
    std::optional<Match> match_from(std::size_t first_phrase, std::size_t count, std::size_t at,
                                    WordAt&& word) const {
        const std::string_view first = word(at);
        Match best{at, 0, 0};
        for (auto i = first_phrase; i < size(); ++i) {
            auto phrase = (*this)[i];
            if (!phrase.starts_with(first)) break;
            phrase.remove_prefix(first.size());
            if (!phrase.empty() && phrase.front() != ' ') break;
            std::size_t words = 1;
            while (!phrase.empty() && at + words < count) {
                const std::string_view next = word(at + words);
                phrase.remove_prefix(1);
                if (!phrase.starts_with(next) || (phrase.size() > next.size() && phrase[next.size()] != ' '))
                    break;
                phrase.remove_prefix(next.size());
                ++words;
            }
            if (phrase.empty() && words > best.count) best = {at, words, i};
        }
        if (best.count == 0) return std::nullopt;
        return best;
    }
};

/// Wordings whose words keep their diacritics, where "é" and "e" must be told apart.
class SpelledPhrases : public PhraseList {
public:
    using PhraseList::PhraseList;
    // A word's key has no diacritics.
    bool starts(const Words& words) const = delete;
    bool in(const Words& words) const = delete;
    /// Whether the text, of these words, opens with one.
    PACELANE_API bool open(std::string_view text, const Words& words) const;
};

/// Wordings that stand for a number: "march" → 3, "half" → 0.5.
class PhraseValues : public PhraseList {
public:
    constexpr PhraseValues() = default;
    constexpr PhraseValues(PhraseList list, const double* values) : PhraseList(list), values_(values) {}
    double value(const Match& match) const { return values_[match.phrase]; }
    /// The number of the one word.
    PACELANE_API std::optional<double> value_of(std::string_view key) const;

private:
    const double* values_ = nullptr;
};

/// The tables of a list, made of its strings.
struct LookupTables {
    std::string block;
    std::vector<std::uint32_t> ends;
    std::vector<std::uint32_t> slots;
    std::uint32_t longest = 0;  ///< of the strings, in bytes
};
/// `phrases`: look up by the first word rather than the whole string. The strings must be sorted and differ.
PACELANE_API LookupTables make_tables(std::span<const std::string> sorted, bool phrases);

}  // namespace pacelane::language
