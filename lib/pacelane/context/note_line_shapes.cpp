// What a line of a note is, by its shape.
#include "detail/note_line_shapes.h"

#include "detail/chat_stamp.h"
#include "detail/front_matter_fields.h"
#include "detail/note_syntax.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

using namespace std::string_view_literals;

std::size_t indent_of(std::string_view line) {
    std::size_t columns = 0;
    for (const char c : line) {
        if (c == ' ') {
            ++columns;
        } else if (c == '\t') {
            columns += 4 - columns % 4;
        } else {
            break;
        }
    }
    return columns;
}

std::string_view less_indent(std::string_view line, std::size_t columns) {
    std::size_t done = 0;
    while (!line.empty() && done < columns && (line.front() == ' ' || line.front() == '\t')) {
        done += line.front() == ' ' ? 1 : 4;
        line.remove_prefix(1);
    }
    return line;
}

bool is_atx_heading(std::string_view content) {
    constexpr std::size_t deepest = 6;
    const std::size_t level = std::min(content.find_first_not_of('#'), content.size());
    return level > 0 && level <= deepest && level + 1 < content.size() && content[level] == ' ';
}

std::size_t container_prefix(std::string_view line, bool& item) {
    std::size_t at = 0;
    item = false;
    for (;;) {
        std::size_t next = at;
        while (next < line.size() && (line[next] == ' ' || line[next] == '\t'))
            ++next;
        if (next >= line.size()) return at;
        const char c = line[next];
        const auto spaced = [&](std::size_t i) {
            return i >= line.size() || line[i] == ' ' || line[i] == '\t';
        };
        if (c == '>') {
            at = next + 1;
        } else if ((c == '-' || c == '*' || c == '+') && spaced(next + 1) && next + 1 < line.size()) {
            item = true;
            at = next + 2;
        } else if (is_digit(c)) {
            std::size_t digits = next;
            while (digits < line.size() && is_digit(line[digits]) && digits - next < 9)
                ++digits;
            if (digits + 1 >= line.size() || (line[digits] != '.' && line[digits] != ')') ||
                !spaced(digits + 1))
                return next;
            item = true;
            at = digits + 2;
        } else {
            return next;
        }
    }
}

std::string_view first_word(std::string_view text) {
    text = trim(text);
    return text.substr(0, text.find_first_of(" \t{,"));
}

std::optional<CalloutHead> callout_head(std::string_view content) {
    content = trim(content);
    if (!content.starts_with("[!")) return std::nullopt;
    const std::size_t close = content.find(']');
    if (close == std::string_view::npos || close == 2 || close > 60) return std::nullopt;
    CalloutHead head;
    head.kind = ascii_lower(content.substr(2, close - 2));
    head.title = content.substr(close + 1);
    if (head.title.starts_with('-') || head.title.starts_with('+')) head.title.remove_prefix(1);
    head.title = trim(head.title);
    return head;
}

bool is_own_remark(std::string_view content) {
    constexpr std::size_t longest = 40;
    content = trim(content);
    const std::size_t marks = std::min(content.find_first_not_of("*_"), content.size());
    const std::string_view mark = content.substr(0, marks);
    content.remove_prefix(marks);
    const auto start = content.substr(0, longest);
    const std::size_t close = marks > 0 ? start.find(mark) : std::string_view::npos;
    // A label in bold with a line of its own is GitHub's older mark of an alert.
    const auto behind = close == std::string_view::npos ? "-" : trim(content.substr(close + marks));
    const bool alone = marks >= 2 && (behind.empty() || behind == ":");
    const std::size_t end = std::min(start.find(':'), close);
    if (end == std::string_view::npos || end == 0) return false;
    const auto label = trim(start.substr(0, end));
    const auto& words = language::any_language();
    const auto is_in = [](const language::FoldedSet& set, std::string_view text) {
        while (text.ends_with('.') || text.ends_with(','))
            text.remove_suffix(1);
        return set.contains(language::fold(text, true));
    };
    // "Update 2", "Edit (3 May 2026)": only a number or a date may follow.
    const std::size_t word = std::min(label.find_first_of(" ("), label.size());
    const bool dated = label.find_first_of("0123456789", word) != std::string_view::npos;
    if (is_in(words.later_remarks, label) || (dated && is_in(words.later_remarks, label.substr(0, word))))
        return true;
    return alone && is_in(words.remark_labels, label);
}

std::size_t spaced_tag(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() < 4 || text[0] != '#' || !(is_ascii_letter(text[1]) || (text[1] & 0x80) != 0)) return 0;
    const std::size_t close = text.substr(0, longest).find('#', 1);
    if (close == std::string_view::npos || text[close - 1] == ' ') return 0;
    const auto words = text.substr(1, close - 1);
    if (words.find(' ') == std::string_view::npos ||
        words.find_first_of(".,:;!?()[]\n") != std::string_view::npos)
        return 0;
    return close + 1 == text.size() || text[close + 1] == ' ' || text[close + 1] == '\n' ? close + 1 : 0;
}

std::vector<std::string_view> tags_in(std::string_view text) {
    std::vector<std::string_view> tags;
    // "#long tag#" is one.
    constexpr std::size_t longest = 1000;
    for (std::size_t at = text.size() > longest ? std::string_view::npos : text.find('#');
         at != std::string_view::npos; at = text.find('#', at + 1)) {
        const std::size_t spaced = at == 0 || text[at - 1] == ' ' ? spaced_tag(text.substr(at)) : 0;
        if (spaced == 0) continue;
        tags.push_back(text.substr(at + 1, spaced - 2));
        const auto before = tags_in(text.substr(0, at));
        const auto after = tags_in(text.substr(at + spaced));
        tags.insert(tags.begin(), before.begin(), before.end());
        tags.insert(tags.end(), after.begin(), after.end());
        return tags;
    }
    for (auto word : split(text, ' ')) {
        while (!word.empty() && (word.front() == '#' || word.front() == '['))
            word.remove_prefix(1);
        while (!word.empty() && (word.back() == ',' || word.back() == ']' || word.back() == '#'))
            word.remove_suffix(1);
        tags.push_back(word);
    }
    return tags;
}

bool is_tag_line(std::string_view content) {
    if (content.find('#') == std::string_view::npos) return false;
    int tags = 0;
    std::string without;
    for (std::size_t i = 0; i < content.size();) {
        const std::size_t spaced = i == 0 || content[i - 1] == ' ' ? spaced_tag(content.substr(i)) : 0;
        tags += spaced > 0 ? 1 : 0;
        if (spaced == 0) without += content[i];
        i += std::max<std::size_t>(spaced, 1);
    }
    for (auto word : split(without, ' ')) {
        word = trim(word);
        if (word.ends_with(',')) word.remove_suffix(1);
        if (word.empty()) continue;
        const bool tag = word.size() > 1 && word.front() == '#' && word[1] != '#' && word[1] != '+' &&
                         !is_digit(word[1]) &&
                         word.find_first_of(".:;!?()[]{}=<>\"'*") == std::string_view::npos;
        if (!tag) return false;
        ++tags;
    }
    return tags > 0;
}

bool is_labelled_tag_line(std::string_view content) {
    const auto field = matter_line(content);
    if (!field) return false;
    const std::string key = matter_key(field->key);
    if (key != "tags" && key != "tag" && key != "keywords") return false;
    std::string_view rest = field->value;
    while (!(rest = trim(rest)).empty()) {
        if (rest.front() == ',') {
            rest.remove_prefix(1);
        } else if (rest.starts_with("[[") && rest.find("]]") != std::string_view::npos) {
            rest.remove_prefix(rest.find("]]") + 2);
        } else if (rest.size() > 1 && rest.front() == '#' && rest[1] != ' ') {
            rest.remove_prefix(std::min(rest.find_first_of(" ,"), rest.size()));
        } else {
            return false;
        }
    }
    return true;
}

bool is_marker_line(std::string_view lower) {
    constexpr std::array lines{"[toc]"sv,  "[[toc]]"sv,   "[[_toc_]]"sv,   "{:toc}"sv, "{{toc}}"sv,
                               "${toc}"sv, "\\newpage"sv, "\\pagebreak"sv, "\\toc"sv,  "<!--more-->"sv};
    return std::find(lines.begin(), lines.end(), lower) != lines.end();
}

std::string with_literal_date(std::string_view line) {
    std::size_t digits = 0;
    while (digits < line.size() && digits < 5 && is_digit(line[digits]))
        ++digits;
    if (digits == 0 || digits > 4 || !line.substr(digits).starts_with(". ")) return {};
    std::string_view rest = line;
    const auto stamp = take_stamp(rest);
    if (!stamp || (!stamp->date && stamp->year == 0)) return {};
    return fmt::format("{}\\{}", line.substr(0, digits), line.substr(digits));
}

std::string_view program_line(std::string_view content) {
    constexpr std::array files{".png"sv, ".jpg"sv, ".jpeg"sv, ".gif"sv, ".md"sv, ".txt"sv, ".csv"sv};
    if (content.starts_with("==⚠") && content.find("EXCALIDRAW") != std::string_view::npos)
        return "a line of the Excalidraw plugin";
    // iA Writer: "/picture.png", '/chapter.md "A caption"'
    if (content.starts_with('/')) {
        const auto path = content.substr(0, content.find(' '));
        const auto behind = trim(content.substr(path.size()));
        const bool caption = behind.empty() || (behind.size() > 1 && behind.front() == behind.back() &&
                                                (behind.front() == '"' || behind.front() == '\''));
        if (caption && std::any_of(files.begin(), files.end(), [&](auto end) {
                return path.size() > end.size() + 1 && path.ends_with(end);
            }))
            return "a file that is embedded";
    }
    // Jupyter: "In [12]:", "Out[12]:", and below a table its size, "5 rows × 2 columns".
    if ((content.starts_with("In [") || content.starts_with("Out[")) && content.ends_with("]:") &&
        content.substr(4, content.size() - 6).find_first_not_of("0123456789 *") == std::string_view::npos)
        return "a mark of a notebook";
    if (content.find(" rows × ") != std::string_view::npos &&
        (content.ends_with(" columns") || content.ends_with(" columns</p>")) &&
        is_digit(content[content.starts_with("<p>") ? 3 : 0]))
        return "a mark of a notebook";
    // MyST: "(target)="
    if (content.starts_with('(') && content.ends_with(")=") && content.find(' ') == std::string_view::npos)
        return "the name of a place";
    return {};
}

std::size_t joplin_metadata(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with(' '))
        text.remove_suffix(1);
    const std::size_t last = text.rfind('\n');
    if (last == std::string_view::npos || !text.substr(last + 1).starts_with("type_: ")) return text.npos;
    const std::size_t blank = text.rfind("\n\n");
    const std::size_t begin = blank == std::string_view::npos ? 0 : blank + 2;
    return text.substr(begin).starts_with("id: ") ? begin : text.npos;
}

bool is_block_id(std::string_view content) {
    return content.size() > 1 && content.front() == '^' &&
           std::all_of(content.begin() + 1, content.end(),
                       [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '-'; });
}

bool is_module_line(std::string_view line) {
    if (line.starts_with("import ")) {
        return line.find(" from '") != std::string_view::npos ||
               line.find(" from \"") != std::string_view::npos || line.starts_with("import '") ||
               line.starts_with("import \"");
    }
    for (const auto start : {"export const "sv, "export default "sv, "export function "sv, "export let "sv,
                             "export async "sv, "export { "sv, "export * from"sv})
        if (line.starts_with(start)) return true;
    return false;
}

std::string wide_delimiters(std::string_view row) {
    std::string out;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] != '-' || (i > 0 && row[i - 1] == '-')) {
            out += row[i];
            continue;
        }
        const std::size_t dashes = std::min(row.find_first_not_of('-', i), row.size()) - i;
        out.append(dashes < 3 ? 4 - dashes : 1, '-');
    }
    return out;
}

bool is_delimiter_row(std::string_view line) {
    line = trim(line);
    return line.find('|') != std::string_view::npos && line.find('-') != std::string_view::npos &&
           line.find_first_not_of("|:- \t") == std::string_view::npos;
}

bool is_navigation(std::string_view line) {
    line = trim(line);
    if (line.empty() || line.starts_with('|') || line.find("[[") == std::string_view::npos) return false;
    if (line.starts_with('>') && !line.starts_with(">>")) return false;  // a quotation
    bool arrow = false;
    while (!line.empty()) {
        if (line.starts_with("[[")) {
            const std::size_t close = line.find("]]");
            if (close == std::string_view::npos) return false;
            line.remove_prefix(close + 2);
            continue;
        }
        bool passed = false;
        for (const std::string_view mark :
             {"<", ">", "←", "→", "«", "»", "⬅", "➡", "|", " ", "\t", "-", "·", "•", "\uFE0F"}) {
            if (!line.starts_with(mark)) continue;
            arrow = arrow ||
                    (mark != "|" && mark != " " && mark != "\t" && mark != "-" && mark != "·" && mark != "•");
            line.remove_prefix(mark.size());
            passed = true;
            break;
        }
        if (!passed) return false;
    }
    return arrow;
}

bool is_property_line(std::string_view content) {
    constexpr std::size_t longest_key = 40;
    const std::size_t colons = content.substr(0, longest_key + 2).find("::");
    if (colons == std::string_view::npos || colons == 0) return false;
    const auto key = content.substr(0, colons);
    const auto value = content.substr(colons + 2);
    if (!value.empty() && value.front() != ' ') return false;
    if (key.ends_with(' ') || std::count(key.begin(), key.end(), ' ') > 3) return false;
    // A program's own keys are in parts: "logseq.order-list-type".
    if (const auto dot = key.find('.');
        dot != std::string_view::npos && (dot == 0 || key.ends_with('.') || key.find(' ') != key.npos))
        return false;
    return key.find_first_of(":`[](){}<>|\",;!?") == std::string_view::npos;
}

int html_depth_after(std::string_view content, int depth) {
    constexpr std::array blocks{"div"sv, "details"sv, "table"sv,   "ul"sv,      "ol"sv,     "center"sv,
                                "p"sv,   "aside"sv,   "section"sv, "article"sv, "figure"sv, "blockquote"sv};
    for (std::size_t at = content.find('<'); at != std::string_view::npos; at = content.find('<', at + 1)) {
        std::string_view name = content.substr(at + 1);
        const bool closes = name.starts_with('/');
        if (closes) name.remove_prefix(1);
        std::size_t length = 0;
        while (length < name.size() && is_ascii_letter(name[length]))
            ++length;
        const std::string word = ascii_lower(name.substr(0, length));
        if (std::find(blocks.begin(), blocks.end(), word) != blocks.end())
            depth = std::max(0, depth + (closes ? -1 : 1));
    }
    return depth;
}

}  // namespace pacelane::context::detail
