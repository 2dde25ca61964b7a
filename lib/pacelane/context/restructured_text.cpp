// reStructuredText (docutils.sourceforge.io/docs/ref/rst/restructuredtext.html) as Markdown.
#include "detail/markup_text.h"
#include "detail/note_line_shapes.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Directives whose text is the author's.
constexpr std::array prose{"note"sv,    "tip"sv,       "hint"sv,       "important"sv,    "warning"sv,
                           "caution"sv, "danger"sv,    "error"sv,      "attention"sv,    "admonition"sv,
                           "topic"sv,   "sidebar"sv,   "seealso"sv,    "versionadded"sv, "versionchanged"sv,
                           "todo"sv,    "container"sv, "deprecated"sv, "rubric"sv,       "figure"sv};
constexpr std::array code{"code-block"sv,     "code"sv, "sourcecode"sv,
                          "parsed-literal"sv, "math"sv, "highlight"sv};
constexpr std::array quotations{"epigraph"sv, "pull-quote"sv, "highlights"sv};

template <typename Names>
bool is_one(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct Directive {
    std::string_view name;
    std::string_view arguments;
};
/// ".. note:: words".
std::optional<Directive> directive(std::string_view line) {
    line = trim(line);
    const std::size_t colons = line.find("::");
    if (!line.starts_with(".. ") || colons == std::string_view::npos) return std::nullopt;
    const auto name = line.substr(3, colons - 3);
    const bool word = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return is_ascii_letter(c) || is_digit(c) || c == '-' || c == '_' || c == ':';
    });
    return word ? std::optional{Directive{name, trim(line.substr(colons + 2))}} : std::nullopt;
}

/// A row of one punctuation mark, as it stands below a heading.
bool is_underline(std::string_view line) {
    return line.size() >= 3 && "=-~^\"'`#*+.:_"sv.find(line.front()) != std::string_view::npos &&
           line.find_first_not_of(line.front()) == std::string_view::npos;
}

/// ":name: words".
bool is_option_field(std::string_view line) {
    line = trim(line);
    const std::size_t close = line.find(':', 1);
    return line.starts_with(':') && close != std::string_view::npos && close > 1 && line[1] != ' ' &&
           line[1] != '`' && (close + 1 == line.size() || line[close + 1] == ' ');
}

/// ":ref:`words <target>`" is "words", "`words <url>`_" a link, "`target`_" its words.
std::string inline_markup(std::string_view line) {
    std::string out;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t tick = i;
        if (line[i] == ':' && (i == 0 || !is_ascii_letter(line[i - 1]))) {
            const std::size_t close = line.find(":`", i + 1);
            const auto role = close == std::string_view::npos ? ""sv : line.substr(i + 1, close - i - 1);
            if (!role.empty() && std::all_of(role.begin(), role.end(), [](char c) {
                    return is_ascii_letter(c) || c == ':' || c == '-' || c == '_';
                }))
                tick = close + 1;
        }
        if (line.substr(tick).starts_with("``")) {  // a literal, as in Markdown
            const std::size_t close = line.find("``", tick + 2);
            const std::size_t end = close == std::string_view::npos ? tick + 2 : close + 2;
            out += line.substr(i, end - i);
            i = end;
            continue;
        }
        const std::size_t close = line[tick] == '`' ? line.find('`', tick + 1) : std::string_view::npos;
        if (close == std::string_view::npos) {
            out += line[i++];
            continue;
        }
        const auto inside = line.substr(tick + 1, close - tick - 1);
        const std::size_t angle = inside.ends_with('>') ? inside.rfind('<') : std::string_view::npos;
        auto words = angle == std::string_view::npos ? inside : trim(inside.substr(0, angle));
        if (words.starts_with('~') || words.starts_with('!')) words.remove_prefix(1);
        const auto target =
            angle == std::string_view::npos ? ""sv : inside.substr(angle + 1, inside.size() - angle - 2);
        if (tick == i && target.starts_with("http")) {
            out += fmt::format("[{}]({})", words, target);
        } else {
            out += words;
        }
        i = close + 1;
        while (i < line.size() && line[i] == '_')
            ++i;
    }
    return out;
}

class Restructured {
public:
    explicit Restructured(const FileBody& source) : lines_(source) {}

    MarkdownText read() {
        std::size_t i = 0;
        while (i < lines_.size())
            i = block(i);
        return lines_.take();
    }

private:
    /// Reads the block at the line; where it ends.
    std::size_t block(std::size_t i) {
        const auto line = lines_.line(i), text = trim(line);
        if (text.empty()) return i + 1;
        if (text.starts_with(".. ") || text == "..") return explicit_block(i);
        if (const auto end = heading(i); end > i) return end;
        if (const auto end = simple_table(i); end > i) return end;
        const bool opens = i == 0 || lines_.is_blank(i - 1);
        if (opens && is_option_field(line)) {
            std::size_t end = i;
            while (end < lines_.size() && is_option_field(lines_.line(end)))
                ++end;
            lines_.omit(i, end, "properties");
            return end;
        }
        if (text.starts_with("#. ")) {
            lines_.write(i, std::string(line.substr(0, line.size() - text.size())) + "1. " +
                                inline_markup(text.substr(3)));
            return i + 1;
        }
        // "Term" above its indented meaning.
        bool item = false;
        if (opens && indent_of(line) == 0 && container_prefix(line, item) == 0 && !lines_.is_blank(i + 1) &&
            indent_of(lines_.line(i + 1)) >= 2 && text.front() != '|' && text.front() != '+') {
            lines_.write(i, inline_markup(text));
            lines_.write(i + 1, ": " + inline_markup(trim(lines_.line(i + 1))));
            return i + 2;
        }
        if (text.ends_with("::")) return literal_block(i);
        lines_.write(i, inline_markup(line));
        return i + 1;
    }

    std::size_t heading(std::size_t i) {
        const auto line = lines_.line(i);
        const bool over = is_underline(line) && !lines_.is_blank(i + 1) && lines_.line(i + 2) == line;
        const auto title = trim(lines_.line(over ? i + 1 : i)), below = lines_.line(over ? i + 2 : i + 1);
        if (title.empty() || !is_underline(below) || is_underline(title) || below.size() + 2 < title.size())
            return i;
        const std::string style = (over ? "/" : "") + std::string(1, below.front());
        const auto known = std::find(styles_.begin(), styles_.end(), style);
        const auto level = std::min<std::size_t>(6, static_cast<std::size_t>(known - styles_.begin()) + 1);
        if (known == styles_.end()) styles_.push_back(style);
        const std::size_t end = i + (over ? 3 : 2);
        const std::string text = std::string(level, '#') + " " + inline_markup(title);
        for (std::size_t at = i; at < end; ++at)
            lines_.write(at, {});
        lines_.write(over ? i + 1 : i, text);
        return end;
    }

    /// Comments, targets, footnotes and directives.
    std::size_t explicit_block(std::size_t i) {
        const auto text = trim(lines_.line(i));
        const std::size_t end = lines_.end_of_indented(i);
        const auto is = directive(text);
        if (!is) {
            if (text.starts_with(".. [")) {  // a footnote
                const std::size_t close = text.find(']');
                lines_.write(i, std::string(trim(text.substr(std::min(close, text.size() - 1) + 1))));
                return dedent(i + 1, end, "");
            }
            const bool target = text.starts_with(".. _") || text.starts_with(".. |");
            lines_.omit(i, target ? i + 1 : end, target ? "the name of a place"sv : "a comment"sv);
            return target ? i + 1 : end;
        }
        std::size_t body = i + 1;
        std::string alt;
        while (body < end && is_option_field(lines_.line(body))) {
            const auto option = trim(lines_.line(body));
            if (option.starts_with(":alt:")) alt = trim(option.substr(5));
            lines_.write(body++, {});
        }
        if (is->name == "image" || is->name == "figure") {
            lines_.write(i, fmt::format("![{}](<{}>)", alt, is->arguments));
            return dedent(body, end, "");
        }
        if (is_one(code, is->name)) {
            fence(i, body, end, is->name == "math" ? "math"sv : is->arguments);
            return end;
        }
        if (is_one(prose, is->name) || is_one(quotations, is->name)) {
            const bool titled = is->name == "admonition" || is->name == "topic" || is->name == "sidebar" ||
                                is->name == "rubric";
            const bool worded = !titled && !is->name.starts_with("version") && is->name != "container";
            lines_.write(i, titled && !is->arguments.empty() ? fmt::format("**{}**", is->arguments)
                            : worded                         ? inline_markup(is->arguments)
                                                             : std::string{});
            return dedent(body, end, is_one(quotations, is->name) ? "> " : "");
        }
        lines_.omit(i, end, "a directive");
        return end;
    }

    /// "We said::" above what is literal.
    std::size_t literal_block(std::size_t i) {
        const auto text = trim(lines_.line(i));
        const std::size_t end = lines_.end_of_indented(i);
        if (end > i + 2 && lines_.is_blank(i + 1)) fence(i + 1, i + 2, end, "");
        lines_.write(i, text == "::" ? std::string{} : inline_markup(text.substr(0, text.size() - 1)));
        return std::max(i + 1, end);
    }

    /// The lines from `body` on as code; its mark stands at `at`, and its end on the blank line behind.
    void fence(std::size_t at, std::size_t body, std::size_t end, std::string_view language) {
        while (body < end && lines_.is_blank(body))
            ++body;
        std::size_t last = end;
        while (last > body && lines_.is_blank(last - 1))
            --last;
        if (body >= last || body == 0) return lines_.write(at, {});
        const std::size_t margin = indent_of(lines_.line(body));
        lines_.write(at, {});
        lines_.write(body - 1, fmt::format("```{}", language));
        for (std::size_t i = body; i < last; ++i)
            lines_.write(i, std::string(less_indent(lines_.line(i), margin)));
        if (last < end)
            lines_.write(last, "```");
        else
            lines_.write(last - 1, std::string(less_indent(lines_.line(last - 1), margin)) + "\n```");
    }

    /// The lines as text at the margin; where they end.
    std::size_t dedent(std::size_t begin, std::size_t end, std::string_view mark) {
        std::size_t margin = std::string_view::npos;
        for (std::size_t i = begin; i < end; ++i)
            if (!lines_.is_blank(i)) margin = std::min(margin, indent_of(lines_.line(i)));
        for (std::size_t i = begin; i < end; ++i)
            if (!lines_.is_blank(i))
                lines_.write(i, std::string(mark) + inline_markup(less_indent(lines_.line(i), margin)));
        return end;
    }

    /// "====  ====" around rows whose columns stand below it.
    std::size_t simple_table(std::size_t i) {
        const auto border = lines_.line(i);
        const auto is_border = [](std::string_view line) {
            return line.find("= =") != std::string_view::npos || line.find("=  =") != std::string_view::npos;
        };
        const auto is_edge = [&](std::string_view line) {
            return is_border(line) && line.find_first_not_of("= ") == std::string_view::npos;
        };
        if (!is_edge(border)) return i;
        std::vector<std::size_t> columns;
        for (std::size_t c = 0; c < border.size(); ++c)
            if (border[c] == '=' && (c == 0 || border[c - 1] == ' ')) columns.push_back(c);
        std::size_t end = i + 1, last = 0;
        constexpr std::size_t longest = 2000;
        for (; end < std::min(lines_.size(), i + longest) && !(last > 0 && lines_.is_blank(end)); ++end)
            if (is_edge(lines_.line(end))) last = lines_.is_blank(end + 1) ? end : 0;
        if (last == 0) return i;
        bool head = true;
        for (std::size_t at = i; at <= last; ++at) {
            const auto line = lines_.line(at);
            if (is_edge(line)) {
                std::string dashes = "|";
                for (std::size_t c = 0; c < columns.size(); ++c)
                    dashes += "---|";
                lines_.write(at, at > i && at < last && std::exchange(head, false) ? dashes : std::string{});
                continue;
            }
            std::string row = "|";
            for (std::size_t c = 0; c < columns.size() && !line.empty(); ++c) {
                const std::size_t from = std::min(columns[c], line.size());
                const std::size_t to =
                    c + 1 < columns.size() ? std::min(columns[c + 1], line.size()) : line.size();
                row += " " + inline_markup(trim(line.substr(from, to - from))) + " |";
            }
            lines_.write(at, line.empty() ? std::string{} : row);
        }
        return last + 1;
    }

    RewrittenLines lines_;
    std::vector<std::string> styles_;  // of headings, outermost first
};

}  // namespace

std::optional<MarkdownText> restructured_as_markdown(const FileBody& source) {
    constexpr std::size_t enough = 64U * 1024;
    std::size_t signs = 0;
    for (const auto line : split(source.text.substr(0, enough), '\n')) {
        const auto is = directive(line);
        const bool known = is && (is_one(prose, is->name) || is_one(code, is->name) || is->name == "image" ||
                                  is->name == "toctree" || is->name == "contents");
        const bool target = line.starts_with(".. _") && trim(line).ends_with(':');
        const bool role =
            line.find(":ref:`") != std::string_view::npos || line.find(":doc:`") != std::string_view::npos;
        signs += (known ? 2U : 0U) + (target || role ? 1U : 0U);
    }
    if (signs < 2) return std::nullopt;
    return Restructured{source}.read();
}

}  // namespace pacelane::context::detail
