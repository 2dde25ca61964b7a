// AsciiDoc (docs.asciidoctor.org/asciidoc/latest) as Markdown.
#include "detail/markup_text.h"
#include "detail/note_line_shapes.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// "== Title": its level; 0 for other lines.
std::size_t heading_level(std::string_view line) {
    const std::size_t marks = std::min(line.find_first_not_of('='), line.size());
    return marks > 0 && marks <= 6 && marks + 1 < line.size() && line[marks] == ' ' ? marks : 0;
}

/// ":toc: left".
bool is_attribute(std::string_view line) {
    const std::size_t close = line.find(':', 1);
    return line.starts_with(':') && close != std::string_view::npos && close > 1 &&
           line.substr(1, close - 1).find_first_of(" `") == std::string_view::npos &&
           (close + 1 == line.size() || line[close + 1] == ' ');
}

bool is_delimiter(std::string_view line, char mark) {
    return line.size() >= 4 && line.find_first_not_of(mark) == std::string_view::npos;
}

/// "https://…[words]", "link:…[words]", "xref:…[words]", "<<place,words>>", "kbd:[Esc]", "footnote:[words]".
std::string inline_markup(std::string_view line) {
    constexpr std::array macros{"link:"sv, "xref:"sv, "kbd:"sv, "btn:"sv, "menu:"sv, "pass:"sv};
    std::string out;
    for (std::size_t i = 0; i < line.size();) {
        const auto here = line.substr(i);
        const bool opens = i == 0 || !is_ascii_letter(line[i - 1]);
        const bool url = opens && (here.starts_with("https://") || here.starts_with("http://"));
        const bool macro = opens && std::any_of(macros.begin(), macros.end(),
                                                [&](std::string_view one) { return here.starts_with(one); });
        const bool note = opens && here.starts_with("footnote:");
        if (here.starts_with("<<")) {
            const std::size_t close = here.find(">>");
            const auto inside = close == std::string_view::npos ? ""sv : here.substr(2, close - 2);
            if (!inside.empty()) {
                const std::size_t comma = inside.find(',');
                out += comma == std::string_view::npos ? "\\[…\\]"sv : trim(inside.substr(comma + 1));
                i += close + 2;
                continue;
            }
        }
        if (url || macro || note) {
            const std::size_t open = here.find_first_of("[ ");
            const std::size_t close = open == std::string_view::npos || here[open] == ' '
                                          ? std::string_view::npos
                                          : here.find(']', open);
            if (close != std::string_view::npos) {
                const auto words = here.substr(open + 1, close - open - 1);
                const auto target = here.substr(here.starts_with("link:") ? 5 : 0,
                                                open - (here.starts_with("link:") ? 5 : 0));
                const bool link = url || target.starts_with("http");
                out += note   ? fmt::format(" ({})", words)
                       : link ? fmt::format("[{}]({})",
                                            words.empty() ? target : words.substr(0, words.find('^')), target)
                              : std::string(words);
                i += close + 1;
                continue;
            }
        }
        out += line[i++];
    }
    return out;
}

class AsciiDoc {
public:
    explicit AsciiDoc(const FileBody& source) : lines_(source) {}

    MarkdownText read() {
        std::size_t i = 0;
        while (i < lines_.size())
            i = block(i);
        return lines_.take();
    }

private:
    std::size_t block(std::size_t i) {
        const auto text = trim(lines_.line(i));
        if (text.empty()) {
            options_ = {};
            return i + 1;
        }
        if (is_delimiter(text, '/')) return hidden(i, "a comment");
        if (text.starts_with("//")) return line_gone(i, "a comment");
        if (is_attribute(text)) return line_gone(i, "properties");
        if (is_delimiter(text, '-') || is_delimiter(text, '.') || is_delimiter(text, '+') || text == "```")
            return code(i);
        if (is_delimiter(text, '_') || (text == "--" && options_.starts_with("quote"))) return quotation(i);
        if (text.starts_with("|===")) return table(i);
        if (is_delimiter(text, '=') || is_delimiter(text, '*') || text == "--" || text == "+" ||
            text == "<<<" || text == "'''" || text == "toc::[]" || text.starts_with("include::")) {
            lines_.write(i, {});
            return i + 1;
        }
        if (text.starts_with('[') && text.ends_with(']') && text.find("](") == std::string_view::npos) {
            options_ = text.substr(1, text.size() - 2);
            lines_.write(i, {});
            return i + 1;
        }
        if (const std::size_t level = heading_level(text); level > 0) return heading(i, level);
        return words(i);
    }

    std::size_t heading(std::size_t i, std::size_t level) {
        const auto text = trim(lines_.line(i));
        lines_.write(i, std::string(level, '#') + " " + inline_markup(trim(text.substr(level))));
        std::size_t end = i + 1;
        // Who wrote it, and when: the lines right below the title.
        if (level == 1)
            while (end < lines_.size() && !lines_.is_blank(end) && end < i + 30)
                ++end;
        if (end > i + 1) lines_.omit(i + 1, end, "properties");
        return end;
    }

    std::size_t words(std::size_t i) {
        auto text = trim(lines_.line(i));
        for (const auto label : {"NOTE: "sv, "TIP: "sv, "WARNING: "sv, "IMPORTANT: "sv, "CAUTION: "sv})
            if (text.starts_with(label)) text.remove_prefix(label.size());
        const std::size_t stars = std::min(text.find_first_not_of("*-"), text.size());
        const std::size_t dots = std::min(text.find_first_not_of('.'), text.size());
        std::string out;
        if (text.starts_with("image::") || text.starts_with("video::") || text.starts_with("audio::")) {
            const std::size_t open = std::min(text.find('['), text.size() - 1);
            const auto alt = text.substr(open + 1, std::max<std::size_t>(text.size(), open + 2) - open - 2);
            out = text.starts_with("image::") ? fmt::format("![{}](<{}>)", trim(alt.substr(0, alt.find(','))),
                                                            text.substr(7, open - 7))
                                              : std::string{};
        } else if (stars > 0 && stars < 6 && stars + 1 < text.size() && text[stars] == ' ') {
            out = std::string(2 * (stars - 1), ' ') + "- " + inline_markup(trim(text.substr(stars)));
        } else if (dots > 0 && dots < 6 && dots + 1 < text.size() && text[dots] == ' ') {
            out = std::string(3 * (dots - 1), ' ') + "1. " + inline_markup(trim(text.substr(dots)));
        } else if (dots == 1 && text.size() > 1) {  // the title of what follows
            if (i == 0 || lines_.is_blank(i - 1)) out = fmt::format("**{}**", text.substr(1));
        } else if (const auto at = text.find(":: "); at != std::string_view::npos && at > 0 && at < 60) {
            out = fmt::format("{}: {}", text.substr(0, at), inline_markup(trim(text.substr(at + 3))));
        } else {
            out = inline_markup(text);
        }
        lines_.write(i, std::move(out));
        return i + 1;
    }

    std::size_t line_gone(std::size_t i, std::string_view what) {
        lines_.omit(i, i + 1, what);
        return i + 1;
    }
    /// Where the block ends that the line opens: behind the line that is like it.
    std::size_t end_of_block(std::size_t i) const {
        const auto mark = trim(lines_.line(i));
        std::size_t end = i + 1;
        while (end < lines_.size() && trim(lines_.line(end)) != mark)
            ++end;
        return std::min(end + 1, lines_.size());
    }
    std::size_t hidden(std::size_t i, std::string_view what) {
        const std::size_t end = end_of_block(i);
        lines_.omit(i, end, what);
        return end;
    }
    std::size_t code(std::size_t i) {
        const std::size_t end = end_of_block(i);
        auto language = options_.starts_with("source,") ? trim(options_.substr(7)) : ""sv;
        language = language.substr(0, language.find(','));
        lines_.write(i, fmt::format("```{}", language));
        lines_.write(end - 1, "```");
        options_ = {};
        return end;
    }
    /// "[quote, Ada Berg, On pots]" above "____".
    std::size_t quotation(std::size_t i) {
        const std::size_t end = end_of_block(i);
        const auto parts = split(options_, ',');
        const std::string whose =
            parts.size() > 1 && parts[0].starts_with("quote") ? std::string(trim(parts[1])) : std::string{};
        lines_.write(i, {});
        for (std::size_t at = i + 1; at + 1 < end; ++at)
            lines_.write(at, "> " + inline_markup(lines_.line(at)));
        lines_.write(end - 1, whose.empty() ? std::string{} : "> — " + whose);
        options_ = {};
        return end;
    }
    /// Cells may stand on a line together or one by one; the first line of more than one tells how many make
    /// a row.
    std::size_t table(std::size_t i) {
        const std::size_t end = end_of_block(i);
        std::size_t columns = 0;
        bool headed = false;
        std::vector<std::string> row, rows;
        for (std::size_t at = i + 1; at + 1 < end; ++at) {
            const auto text = trim(lines_.line(at));
            headed = headed || (rows.size() == 1 && row.empty() && text.empty());
            if (!text.starts_with('|')) {
                if (!row.empty() && !text.empty()) row.back() += " " + inline_markup(text);
                continue;
            }
            auto cells = split(text, '|');
            cells.erase(cells.begin());
            if (columns == 0) columns = cells.size();
            for (const auto cell : cells)
                row.push_back(inline_markup(trim(cell)));
            if (row.size() < columns) continue;
            rows.push_back(fmt::format("| {} |", join(row, " | ")));
            row.clear();
            if (rows.size() == 2 && headed) {
                std::string dashes = "|";
                for (std::size_t c = 0; c < columns; ++c)
                    dashes += "---|";
                rows.insert(rows.begin() + 1, std::move(dashes));
            }
        }
        // Without blank lines between them: there are two lines more than rows.
        for (std::size_t at = i; at < end; ++at)
            lines_.write(at, at - i < rows.size() ? std::move(rows[at - i]) : std::string{});
        options_ = {};
        return end;
    }

    RewrittenLines lines_;
    std::string_view options_;  // of the block that follows
};

}  // namespace

std::optional<MarkdownText> asciidoc_as_markdown(const FileBody& source) {
    constexpr std::size_t enough = 64U * 1024;
    std::size_t headings = 0, others = 0;
    for (auto line : split(source.text.substr(0, enough), '\n')) {
        line = trim(line);
        headings += heading_level(line) > 0 ? 1U : 0U;
        const bool option = line.starts_with("[source") || line.starts_with("[quote") ||
                            line.starts_with("[NOTE]") || line.starts_with("[TIP]") ||
                            line.starts_with("[WARNING]") || line.starts_with("[cols=") || line == "|===";
        others += is_attribute(line) || option || line.starts_with("image::") || line.starts_with("include::")
                      ? 1U
                      : 0U;
    }
    if (headings == 0 || others == 0) return std::nullopt;
    return AsciiDoc{source}.read();
}

}  // namespace pacelane::context::detail
