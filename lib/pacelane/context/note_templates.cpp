// Marks around what is no text: comments, shortcodes, templates, attributes in braces.
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// What stands from one mark to the other is left out, in one paragraph or (`far`) in the whole note.
struct LeftOut {
    std::string_view open;
    std::string_view close;
    std::string_view what;
    bool far = false;
};
constexpr auto left_out = std::to_array<LeftOut>({
    {"<!--", "-->", "a comment", true},
    {"%%", "%%", "a comment", true},
    {"<%", "%>", "code of a template", true},
    {"<?", "?>", "code", true},
    {"<![CDATA[", "]]>", "code", true},
    {"{/*", "*/}", "a comment", true},
    {"{% comment %}", "{% endcomment %}", "a comment", true},
    {"{%- comment -%}", "{%- endcomment -%}", "a comment", true},
    {"{>>", "<<}", "a comment", false},
    {"{--", "--}", "words that were deleted", false},
    {"{{<", ">}}", "a shortcode", false},
    {"{{%", "%}}", "a shortcode", false},
    {"{%", "%}", "a tag of a template", false},
    {"{{", "}}", "code of a template", false},
});

/// "{#id}", "{.class key=value}", "{: .class}", "{:height 300, :width 400}".
bool is_attributes(std::string_view inner) {
    if (inner.starts_with(':') && inner.size() > 2 && is_ascii_letter(inner[1]))
        return inner.size() < 200 && inner.find_first_of(".!?;{}\n") == std::string_view::npos;
    if (inner.starts_with(':')) inner = trim(inner.substr(1));
    return inner.size() >= 2 && (inner[0] == '#' || inner[0] == '.') && is_ascii_letter(inner[1]) &&
           inner.size() < 200;
}

/// "page.title", "post.date | date: '%Y'", "tp.date.now()": a value that the program writes as a word.
bool is_value(std::string_view inside) {
    std::size_t i = 0;
    bool dot = false;
    while (i < inside.size() && (is_ascii_letter(inside[i]) || inside[i] == '_' ||
                                 (i > 0 && (is_digit(inside[i]) || inside[i] == '.' || inside[i] == '-')))) {
        dot = dot || (inside[i] == '.' && i + 1 < inside.size() && is_ascii_letter(inside[i + 1]));
        ++i;
    }
    const auto rest = inside.substr(i);
    return i > 0 && ((dot && (rest.empty() || " |([?"sv.find(rest.front()) != std::string_view::npos)) ||
                     rest.starts_with(" | "));
}

/// "Ada Berg, On restoring", 'author="Ada Berg" link="…"', "Ada Berg https://…": who is quoted.
std::string quoted_person(std::string_view arguments) {
    for (const auto key : {"author="sv, "name="sv, "cite="sv}) {
        const std::size_t at = arguments.find(key);
        if (at == std::string_view::npos) continue;
        auto value = arguments.substr(at + key.size());
        const char mark = value.empty() ? '\0' : value.front();
        if (mark == '"' || mark == '\'')
            value = value.substr(1, std::min(value.find(mark, 1), value.size()) - 1);
        return std::string(trim(value));
    }
    if (arguments.find('=') != std::string_view::npos) return {};
    auto name = arguments.substr(0, arguments.find(','));
    name = trim(name.substr(0, name.find("http")));
    while (!name.empty() && (name.front() == '"' || name.back() == '"' || name.back() == '-'))
        name = name.front() == '"' ? name.substr(1) : name.substr(0, name.size() - 1);
    return std::string(trim(name));
}

/// Paired tags of site generators whose inside is code, or is to be kept to the letter.
bool code_of_site(NoteScanner& note, std::string_view inside, std::size_t after, const LeftOut& rule) {
    std::string_view name = trim(inside.substr(std::min(inside.find_first_not_of("-/ "), inside.size())));
    const std::string_view arguments = trim(name.substr(std::min(name.find_first_of(" \t\n-"), name.size())));
    name = name.substr(0, name.find_first_of(" \t\n-"));
    if (inside.starts_with('/')) return false;
    if (name == "raw" && rule.open == "{%") {
        const std::size_t end = note.find_far("{% endraw", after);
        if (end == std::string_view::npos) return false;
        note.leave_out(after - note.at, {});
        while (note.at < end) {
            note.put(note.text[note.at]);
            note.advance(1);
        }
        return true;
    }
    // Cards: "{{cloze the answer \\\\ a hint}}", "{{c1::the answer::a hint}}".
    const bool anki = name.size() > 4 && name.front() == 'c' && is_digit(name[1]) &&
                      name.find("::") != std::string_view::npos;
    if (rule.open == "{{" && (name == "cloze" || anki)) {
        std::string_view words = inside.substr(anki ? inside.find("::") + 2 : 5);
        words = trim(words.substr(0, words.find(anki ? "::" : "\\\\")));
        note.put(words);
        note.advance(after - note.at);
        return true;
    }
    constexpr std::array code{"highlight"sv, "code"sv,  "codeblock"sv, "mermaid"sv,
                              "plantuml"sv,  "chart"sv, "katex"sv};
    constexpr std::array quotations{"quote"sv,       "blockquote"sv, "cq"sv,
                                    "centerquote"sv, "pullquote"sv,  "epigraph"sv};
    const auto is_one = [&](const auto& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if ((!is_one(code) && !is_one(quotations)) || note.lost_tags >= NoteScanner::kMostLostTags) return false;
    std::size_t end = std::string_view::npos;
    for (const auto space : {" "sv, ""sv, "- "sv})
        if (end == std::string_view::npos)
            end = note.find_far(rule.open == "{%" ? fmt::format("{{%{}end{}", space, name)
                                                  : fmt::format("{}{}/{}", rule.open, space, name),
                                after);
    if (end == std::string_view::npos || end - after > 100'000) {
        ++note.lost_tags;
        return false;
    }
    if (is_one(quotations)) {
        note.quote(after, end, quoted_person(arguments));
    } else {
        auto language = arguments.substr(0, arguments.find_first_of(" ,"));
        if (language.starts_with("lang:")) language.remove_prefix(5);
        const bool is_word = std::all_of(language.begin(), language.end(), is_word_byte);
        note.fence(after, end,
                   is_word && !language.empty()                                   ? language
                   : name == "highlight" || name == "code" || name == "codeblock" ? std::string_view{}
                                                                                  : name);
    }
    const std::size_t close = note.text.find(rule.close, end);
    note.advance((close == std::string_view::npos ? end : close + rule.close.size()) - note.at);
    return true;
}

/// An expression of MDX that stands over several lines: its bytes; 0 for others.
std::size_t size_of_expression(std::string_view text) {
    constexpr std::size_t longest = 2000;
    int depth = 0;
    bool lines = false;
    for (std::size_t i = 0; i < std::min(text.size(), longest); ++i) {
        lines = lines || text[i] == '\n';
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return lines ? i + 1 : 0;
    }
    return 0;
}

}  // namespace

bool read_left_out(NoteScanner& note) {
    const auto here = note.rest();
    for (const auto& rule : left_out) {
        if (rule.open == "%%" || !here.starts_with(rule.open)) continue;
        const std::size_t from = note.at + rule.open.size();
        const std::size_t close =
            rule.far ? note.find_far(rule.close, from) : note.find_near(rule.close, from);
        // A template's mark in prose may stand alone; what is far away is not its end.
        constexpr std::size_t longest_mark = 20'000;
        const bool is_comment = rule.what == "a comment";
        if (close == std::string_view::npos || (!is_comment && close - note.at > longest_mark)) {
            if (rule.open != "<!--") continue;
            note.reading.warn(note.number(),
                              "the comment (<!--) has no end, it is left out up to the next blank line");
            note.leave_out(note.block_end() - note.at, rule.what);
            return true;
        }
        const std::string inside{trim(std::string_view{note.text}.substr(from, close - from))};
        if (rule.open.starts_with("{")) {
            if (code_of_site(note, inside, close + rule.close.size(), rule)) return true;
        }
        std::size_t size = close + rule.close.size() - note.at;
        // Roam: "{{[[query]]: {and: [[a]] [[b]]}}}"
        if (rule.open == "{{" &&
            std::count(inside.begin(), inside.end(), '{') > std::count(inside.begin(), inside.end(), '}'))
            while (note.at + size < note.text.size() && note.text[note.at + size] == '}')
                ++size;
        if ((rule.open == "{{" || rule.open == "<%") && is_value(inside))
            note.leave_gap(size, rule.what);
        else
            note.leave_out(size, rule.what);
        return true;
    }
    return false;
}

bool read_brace(NoteScanner& note) {
    const auto here = note.rest();
    if (here.starts_with("{++") || here.starts_with("{==")) {
        const std::string close = here.starts_with("{++") ? "++}" : "==}";
        const std::size_t end = note.find_near(close, note.at + 3);
        if (end == std::string_view::npos) return false;
        note.advance(3);
        while (note.at < end) {
            note.put(note.text[note.at]);
            note.advance(1);
        }
        note.advance(3);
        return true;
    }
    // CriticMarkup: "{~~the old words~>the new ones~~}"
    if (here.starts_with("{~~")) {
        const std::size_t to = note.find_near("~>", note.at + 3);
        const std::size_t end = to == std::string_view::npos ? to : note.find_near("~~}", to + 2);
        if (end == std::string_view::npos) return false;
        note.leave_out(to + 2 - note.at, "words that were deleted");
        while (note.at < end) {
            note.put(note.text[note.at]);
            note.advance(1);
        }
        note.advance(3);
        return true;
    }
    if (read_left_out(note)) return true;
    const std::size_t close = note.find_near("}", note.at);
    if (close == std::string_view::npos) return false;
    // MyST's roles: "{ref}`words`"
    if (close + 1 < note.text.size() && note.text[close + 1] == '`') {
        const auto role = here.substr(1, close - note.at - 1);
        if (!role.empty() && std::all_of(role.begin(), role.end(), [](char c) {
                return is_ascii_letter(c) || c == '-' || c == '_' || c == ':';
            })) {
            note.advance(close + 1 - note.at);
            return true;
        }
    }
    const auto inner = here.substr(1, close - note.at - 1);
    const bool after_word = note.at > 0 && note.text[note.at - 1] != '\n';
    if (is_attributes(inner) && after_word) {
        note.advance(close + 1 - note.at);
        return true;
    }
    if (note.is_mdx)
        if (const std::size_t size = size_of_expression(here); size > 0) {
            note.leave_out(size, "an expression");
            return true;
        }
    if (note.is_mdx && !inner.empty() && inner.find('\n') == std::string_view::npos) {
        const bool space = inner == "' '" || inner == "\" \"";
        if (space)
            note.leave_out(close + 1 - note.at, {});
        else
            note.leave_gap(close + 1 - note.at, "an expression");
        if (space) note.put(' ');
        return true;
    }
    return false;
}

}  // namespace pacelane::context::detail
