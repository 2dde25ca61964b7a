#include "detail/foreign_items.h"

#include "detail/note_line_shapes.h"
#include "detail/plain_lines.h"

#include <array>
#include <pacelane/base/text.h>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kMarks{{{"•"sv, "- "sv},
                                                                                {"●"sv, "- "sv},
                                                                                {"‣"sv, "- "sv},
                                                                                {"⁃"sv, "- "sv},
                                                                                {"➤"sv, "- "sv},
                                                                                {"➢"sv, "- "sv},
                                                                                {"→"sv, "- "sv},
                                                                                {"◦"sv, "  - "sv},
                                                                                {"▪"sv, "  - "sv},
                                                                                {"☐"sv, "- [ ] "sv},
                                                                                {"☑"sv, "- [x] "sv},
                                                                                {"☒"sv, "- [x] "sv},
                                                                                {"✓"sv, "- [x] "sv},
                                                                                {"✔"sv, "- [x] "sv}}};

/// The mark that the text opens with, and what Markdown has for it; empty for other texts.
std::pair<std::string_view, std::string_view> mark_of(std::string_view text) {
    for (const auto& [mark, item] : kMarks)
        if (text.starts_with(mark) && text.size() > mark.size() + 1 &&
            (text[mark.size()] == ' ' || text[mark.size()] == '\t'))
            return {mark, item};
    return {};
}

bool is_escaped_dash(std::string_view text) {
    return text.starts_with("\\- ") && text.size() > 3;
}

}  // namespace

void mark_foreign_items(std::vector<NoteLine>& lines) {
    std::vector<Line> plain;
    plain.reserve(lines.size());
    for (const auto& line : lines)
        plain.push_back({line.verbatim ? std::string_view{} : std::string_view{line.text}, line.number});
    std::vector<std::pair<std::size_t, std::string>> items;
    bool in_bullets = false;  // "◦" is deeper only below a "•"
    const auto is_dash = [&](std::size_t i) {
        return i < plain.size() && is_escaped_dash(trim(plain[i].text));
    };
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto text = trim(plain[i].text);
        if (text.empty() || indent_of(plain[i].text) >= 4) {
            in_bullets = in_bullets && !text.empty();
            continue;
        }
        const auto is_marked = [&](std::size_t at) {
            return at < plain.size() && !mark_of(trim(plain[at].text)).first.empty();
        };
        auto [mark, item] = mark_of(text);
        // An arrow alone may lead on from the line above.
        if (!mark.empty() && (mark != "→" || is_marked(i + 1) || (i > 0 && is_marked(i - 1)))) {
            const auto indent = plain[i].text.substr(0, plain[i].text.find_first_not_of(" \t"));
            if (item.starts_with(' ') && !in_bullets) item.remove_prefix(2);
            in_bullets = in_bullets || !item.starts_with(' ');
            items.emplace_back(i, fmt::format("{}{}{}", indent, item, trim(text.substr(mark.size()))));
        } else if (is_dash(i) && (is_dash(i + 1) || (i > 0 && is_dash(i - 1)))) {
            items.emplace_back(i, std::string(text.substr(1)));
        } else if (const std::size_t size = lettered_mark(plain, i); size > 0) {
            items.emplace_back(i, "- " + std::string(trim(text.substr(size))));
        }
    }
    for (auto& [i, text] : items)
        lines[i].text = std::move(text);
}

}  // namespace pacelane::context::detail
