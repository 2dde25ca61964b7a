#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// Org's "#+BEGIN_QUOTE" … "#+END_QUOTE", also as an item of a list: what stands in it keeps its place.
class OrgBlocks {
public:
    /// Lines of Markdown that take the place of one of Org.
    struct Lines {
        std::vector<std::string> text;
        bool verbatim = false;  ///< they are code, or its fence
    };

    bool inside() const { return kind_ != Kind::none; }
    /// Whether a line that begins with "#+" opens or closes a block. `lower`: its words, of a list or
    /// quotation the words alone; `prefix`: the bytes before them; `item`: it is an item of a list.
    bool open(std::string_view line, std::string_view lower, std::size_t prefix, bool item, Lines& lines);
    /// A line of the open block; the one that ends it closes it. None: it is read like any other.
    std::optional<Lines> line(std::string_view line);

private:
    enum class Kind { none, quote, code, prose, hidden };

    Kind kind_ = Kind::none;
    std::string indent_;  // of what stands in it
};

}  // namespace pacelane::context::detail
