#pragma once

#include <cstdint>
#include <deque>
#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The words of a long text, each known by a number: most come back, and are folded and stemmed once.
namespace pacelane::language {

class Vocabulary {
public:
    /// As in Token.
    struct Word {
        std::string folded, stem;
        bool stopword = false;
    };
    /// A word where it stands.
    struct Use {
        std::size_t begin = 0;  ///< byte offset in the text
        std::size_t end = 0;
        std::uint32_t word = 0;  ///< its number
        bool number = false;     ///< starts with a digit
    };

    explicit Vocabulary(Language language) : language_(language) {}
    /// The words of the text in order, the same as tokenize() finds.
    PACELANE_API std::vector<Use> read(std::string_view text);
    /// Valid as long as this is.
    const Word& operator[](std::uint32_t word) const { return words_[word]; }
    std::size_t size() const { return words_.size(); }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    Language language_;
    std::deque<Word> words_;                                                         // do not move
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;  // by the folded word
};

}  // namespace pacelane::language
