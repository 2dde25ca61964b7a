#pragma once

#include <cstddef>
#include <iterator>

namespace pacelane::context::detail {

/// Reads characters, and counts the lines: JSON's parser tells no positions.
struct LineCounter {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    const char* at = nullptr;
    int* line = nullptr;

    reference operator*() const { return *at; }
    LineCounter& operator++() {
        if (*at == '\n') ++*line;
        ++at;
        return *this;
    }
    LineCounter operator++(int) {
        const auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(const LineCounter& other) const { return at == other.at; }
    bool operator!=(const LineCounter& other) const { return at != other.at; }
};

}  // namespace pacelane::context::detail
