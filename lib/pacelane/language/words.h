#pragma once

#include <cstddef>
#include <cstdint>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <vector>

/// Words as written, for recognising wordings ("we decided", "até sexta"); tokenize() is for meaning.
namespace pacelane::language {

struct Word {
    std::size_t begin = 0;  ///< byte offset in the text
    std::size_t end = 0;
    std::string key;         ///< lower case, without diacritics, straight apostrophes
    bool capital = false;    ///< starts with an upper-case letter
    bool opens = false;      ///< at the start, or after a stop, a colon, a bracket or a quotation mark
    std::uint32_t hash = 0;  ///< hash_of(key): each word is looked up in some hundred lists
};
using Words = std::vector<Word>;

/// The same on every machine: tables of words are made at build time.
class WordHash {
public:
    constexpr void add(char c) { hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 16777619U; }
    constexpr std::uint32_t value() const { return hash_ ^ (hash_ >> 15); }

private:
    std::uint32_t hash_ = 2166136261U;  // FNV-1a
};
constexpr std::uint32_t hash_of(std::string_view key) {
    WordHash hash;
    for (const char c : key)
        hash.add(c);
    return hash.value();
}

/// Letters and digits with inner apostrophes, hyphens, and dots, slashes, colons and commas between digits;
/// of a long text the first `most`.
PACELANE_API Words words_of(std::string_view text, std::size_t most = std::string_view::npos);

/// The words in lower case with their diacritics, for SpelledPhrases; of a long text the first `most`.
PACELANE_API std::vector<std::string> spelled(std::string_view text, const Words& words, std::size_t most);

/// The text's words as one key: "Próximos passos:" → "proximos passos".
PACELANE_API std::string key_of(std::string_view text);

/// The text with ' in place of ’.
PACELANE_API std::string straight_apostrophes(std::string_view text);

}  // namespace pacelane::language
