// Fenced code in notes: its marks, and what programs read in it.
#include "detail/note_line_shapes.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

using namespace std::string_view_literals;

std::optional<std::string> without_code_marks(std::string_view line) {
    constexpr auto open = "[!code "sv;
    const auto at = line.find(open);
    const auto close = line.find(']', at);
    if (at == std::string_view::npos || close == std::string_view::npos) return std::string(line);
    if (line.substr(at + open.size()).starts_with("--")) return std::nullopt;
    auto before = line.substr(0, at), after = line.substr(close + 1);
    while (before.ends_with(' '))
        before.remove_suffix(1);
    for (const auto mark : {"//"sv, "<!--"sv, "/*"sv, "--"sv, "#"sv, ";"sv, "%"sv})
        if (before.ends_with(mark)) {
            before.remove_suffix(mark.size());
            break;
        }
    while (before.ends_with(' '))
        before.remove_suffix(1);
    for (const auto mark : {"-->"sv, "*/"sv})
        if (trim(after).starts_with(mark)) after = trim(after).substr(mark.size());
    return std::string(before) + std::string(after);
}

std::optional<FenceMark> fence_mark(std::string_view content) {
    content = trim(content);
    if (content.size() < 3 || (content.front() != '`' && content.front() != '~')) return std::nullopt;
    FenceMark fence;
    fence.mark = content.front();
    fence.length = std::min(content.find_first_not_of(fence.mark), content.size());
    fence.info = trim(content.substr(fence.length));
    if (fence.length < 3 || (fence.mark == '`' && fence.info.find('`') != std::string_view::npos))
        return std::nullopt;
    return fence;
}

std::string with_fence(std::string_view line) {
    constexpr std::string_view escaped = "\\`\\`\\`";
    const std::size_t at = line.find(escaped);
    if (at == std::string_view::npos || !trim(line.substr(0, at)).empty()) return {};
    return std::string{line.substr(0, at)} + "```" + std::string{line.substr(at + escaped.size())};
}

bool is_query_language(std::string_view language) {
    constexpr std::array languages{"dataview"sv,         "dataviewjs"sv,       "tasks"sv,   "query"sv,
                                   "button"sv,           "tracker"sv,          "todoist"sv, "base"sv,
                                   "meta-bind-button"sv, "calendar-timeline"sv};
    return std::find(languages.begin(), languages.end(), language) != languages.end();
}

DirectiveFence directive_fence(std::string_view info) {
    DirectiveFence fence;
    const std::size_t close = info.find('}');
    if (!info.starts_with('{') || close == std::string_view::npos) return fence;
    const std::string name = ascii_lower(trim(info.substr(1, close - 1)));
    fence.rest = trim(info.substr(close + 1));
    constexpr std::array prose{"note"sv,
                               "tip"sv,
                               "hint"sv,
                               "important"sv,
                               "warning"sv,
                               "caution"sv,
                               "danger"sv,
                               "error"sv,
                               "seealso"sv,
                               "attention"sv,
                               "admonition"sv,
                               "sidebar"sv,
                               "margin"sv,
                               "dropdown"sv,
                               "versionadded"sv,
                               "exercise"sv,
                               "topic"sv,
                               "tab-set"sv,
                               "tab-item"sv,
                               "grid"sv,
                               "card"sv,
                               "aside"sv,
                               "grid-item-card"sv,
                               "grid-item"sv,
                               "solution"sv,
                               "details"sv,
                               "definition"sv,
                               "theorem"sv,
                               "proof"sv,
                               "example"sv,
                               "remark"sv,
                               "versionchanged"sv,
                               "deprecated"sv,
                               "todo"sv,
                               "div"sv};
    constexpr std::array quote{"epigraph"sv, "pull-quote"sv, "blockquote"sv, "highlights"sv};
    constexpr std::array code{"code-block"sv, "code"sv, "code-cell"sv, "sourcecode"sv};
    constexpr std::array hidden{"toctree"sv, "contents"sv, "tableofcontents"sv, "include"sv, "bibliography"sv,
                                "index"sv,   "raw"sv,      "figure"sv,          "image"sv};
    const auto is_one = [&](const auto& list) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    fence.kind = is_one(prose)    ? DirectiveFence::Kind::prose
                 : is_one(quote)  ? DirectiveFence::Kind::quote
                 : is_one(code)   ? DirectiveFence::Kind::code
                 : is_one(hidden) ? DirectiveFence::Kind::hidden
                                  : DirectiveFence::Kind::none;
    return fence;
}

bool uses_directives(std::string_view text) {
    for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const bool fenced = at >= 3 && (text.substr(at - 3, 3) == "```" || text.substr(at - 3, 3) == ":::" ||
                                        text.substr(at - 3, 3) == "~~~");
        if (fenced && directive_fence(text.substr(at, 60)).kind != DirectiveFence::Kind::none) return true;
    }
    return false;
}

}  // namespace pacelane::context::detail
