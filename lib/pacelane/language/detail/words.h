#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pacelane::language {

/// A word as it stands in the text, from byte `begin` to before `end`.
struct RawWord {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool number = false;  ///< begins with a digit
};

/// The words of a text, not yet folded and stemmed.
std::vector<RawWord> raw_words(std::string_view text);

}  // namespace pacelane::language
