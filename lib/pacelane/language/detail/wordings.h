#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Words as they were written, to recognise wordings in any inflection of case and accent.
namespace pacelane::language {

struct WrittenWord {
    std::size_t begin = 0;  ///< byte offset in the text
    std::size_t end = 0;
    std::string key;       ///< lower case, without diacritics, straight apostrophes
    bool capital = false;  ///< starts with an upper-case letter
    bool opens = false;    ///< after the start, a full stop, a colon or an opening quote
};
using WrittenWords = std::vector<WrittenWord>;

/// Letters, digits, inner apostrophes and hyphens.
WrittenWords written_words(std::string_view text);

/// A set of wordings, given as "pay rise|severance" in the form of WrittenWord::key.
class Wordings {
public:
    explicit Wordings(std::string_view list);
    bool at(const WrittenWords& words, std::size_t place) const;
    bool in(const WrittenWords& words) const;

private:
    std::unordered_map<std::string, std::vector<std::vector<std::string>>> by_first_;
};

/// Hides what no draft may hold: keys, passwords, addresses, numbers of persons.
bool holds_secret(std::string_view text, const WrittenWords& words);

}  // namespace pacelane::language
