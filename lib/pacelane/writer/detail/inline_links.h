#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Links and images within a text in CommonMark.
namespace pacelane::writer::detail {

/// An inline link or image of CommonMark: "[text](target)".
struct Inline {
    std::size_t begin = 0;  // of "[" or "!["
    std::size_t end = 0;    // one past ")"
    bool image = false;
    std::string_view text;
    std::string_view target;
};

/// The first one from `from` on.
std::optional<Inline> next_inline(std::string_view markup, std::size_t from);
bool is_web_address(std::string_view target);
/// A link to a file beside the note leads nowhere from a page: its words stay.
std::string without_local_links(std::string_view markup);

}  // namespace pacelane::writer::detail
