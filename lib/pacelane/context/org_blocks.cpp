#include "detail/org_blocks.h"

#include "detail/note_line_shapes.h"

#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

bool OrgBlocks::open(std::string_view line, std::string_view lower, std::size_t prefix, bool item,
                     Lines& lines) {
    constexpr std::string_view begin = "#+begin_";
    if (!lower.starts_with(begin)) return lower.starts_with("#+end_");
    const auto name = first_word(lower.substr(begin.size()));
    const bool code = name == "src" || name == "example" || name == "export";
    kind_ = code ? Kind::code : name == "quote" || name == "verse" ? Kind::quote : Kind::prose;
    if (name == "query") kind_ = Kind::hidden;
    if (kind_ == Kind::hidden) return true;
    const std::string_view container = line.substr(0, prefix);
    if (code) {
        const auto language =
            name == "src" ? first_word(trim(lower.substr(begin.size() + name.size()))) : std::string_view{};
        lines = {{fmt::format("{}```{}", container, language)}, true};
    } else if (kind_ == Kind::quote) {
        if (!item) lines.text.emplace_back();
        lines.text.push_back(fmt::format("{}>", container));
    } else {
        lines.text.emplace_back(item ? container : std::string_view{});
    }
    indent_.assign(indent_of(line), ' ');
    if (item) indent_ += "  ";
    return true;
}

std::optional<OrgBlocks::Lines> OrgBlocks::line(std::string_view line) {
    const auto content = trim(line);
    const Kind kind = kind_;
    if (ascii_lower(content.substr(0, 6)) == "#+end_") {
        kind_ = Kind::none;
        if (kind == Kind::code) return Lines{{indent_ + "```"}, true};
        return Lines{{std::string{}}, false};  // what follows is no more of it
    }
    if (kind == Kind::hidden) return Lines{};
    if (kind == Kind::code) return Lines{{indent_ + std::string{less_indent(line, indent_.size())}}, true};
    if (kind == Kind::quote) return Lines{{indent_ + "> " + std::string{content}}, false};
    return std::nullopt;
}

}  // namespace pacelane::context::detail
