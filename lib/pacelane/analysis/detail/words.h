#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Words as written, for recognising wordings ("we decided", "até sexta"); language::tokenize is for meaning.
namespace pacelane::analysis::detail {

struct Word {
    std::size_t begin = 0;  ///< byte offset in the text
    std::size_t end = 0;
    std::string key;       ///< lower case, without diacritics, straight apostrophes
    bool capital = false;  ///< starts with an upper-case letter
};
using Words = std::vector<Word>;

/// Letters and digits with inner apostrophes, hyphens, and dots, slashes, colons and commas between digits.
Words words_of(std::string_view text);

/// The text's words as one key: "Próximos passos:" → "proximos passos".
std::string key_of(std::string_view text);

/// A set of wordings, given as "we decided|it was decided" in the form of Word::key.
class Phrases {
public:
    explicit Phrases(std::string_view list);

    struct Match {
        std::size_t at = 0;     ///< index of the first word
        std::size_t count = 0;  ///< number of words
        std::size_t end() const { return at + count; }
    };

    /// How many words the longest wording that starts at `at` has; 0 when none does.
    std::size_t at(const Words& words, std::size_t at) const;
    /// The first place, from `from` on, where a wording stands.
    std::optional<Match> find(const Words& words, std::size_t from = 0) const;
    bool in(const Words& words) const { return find(words).has_value(); }
    bool starts(const Words& words) const { return at(words, 0) > 0; }
    /// Whether the one word is a wording by itself.
    bool has(std::string_view key) const;
    /// All wordings of one word.
    std::vector<std::string> single_words() const;

private:
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_first_;
};

/// What stands in the text between two words, or after the last.
std::string_view gap_after(std::string_view text, const Words& words, std::size_t index);

bool ends_with_question(std::string_view text);
/// Without white space and the given punctuation at both ends.
std::string_view strip(std::string_view text, std::string_view marks);
/// Without white space, dashes, colons and stops at both ends, as is left when a part was cut out.
std::string tidy(std::string_view text);

}  // namespace pacelane::analysis::detail
