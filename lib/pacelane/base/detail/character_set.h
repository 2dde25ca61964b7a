#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

/// A set of bytes, looked up in a table: string_view's find_first_of compares each byte with each of the set.
namespace pacelane::detail {

class CharacterSet {
public:
    constexpr explicit CharacterSet(std::string_view bytes) {
        for (const char c : bytes)
            holds_[static_cast<unsigned char>(c)] = true;
    }
    constexpr bool holds(char c) const { return holds_[static_cast<unsigned char>(c)]; }
    /// As string_view::find_first_of.
    constexpr std::size_t first_in(std::string_view text, std::size_t from = 0) const {
        for (std::size_t i = from; i < text.size(); ++i)
            if (holds(text[i])) return i;
        return std::string_view::npos;
    }

private:
    bool holds_[256] = {};
};

}  // namespace pacelane::detail
