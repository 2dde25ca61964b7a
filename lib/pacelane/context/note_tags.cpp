// Tags in notes: HTML whose content is no text, <pre>, and the components and expressions of MDX.
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Elements whose content is no text.
constexpr std::array silent_elements{"script"sv,   "style"sv, "svg"sv,   "iframe"sv, "object"sv,
                                     "noscript"sv, "audio"sv, "video"sv, "canvas"sv, "math"sv};

std::string_view tag_name(const NoteScanner& note) {
    const auto here = note.rest();
    std::size_t length = 1;
    while (length < here.size() && length < 60 &&
           (is_word_byte(here[length]) || here[length] == '-' || here[length] == '.'))
        ++length;
    return here.substr(1, length - 1);
}

/// Where the tag at the current place ends, quotes and braces heeded; std::string_view::npos when it does
/// not.
std::size_t tag_end(const NoteScanner& note) {
    int braces = 0;
    char quote = '\0';
    constexpr std::size_t longest_tag = 4000;
    const std::size_t stop = std::min(note.text.size(), note.at + longest_tag);
    for (std::size_t i = note.at + 1; i < stop; ++i) {
        const char c = note.text[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'' || (c == '`' && braces > 0)) {
            quote = c;
        } else if (c == '{') {
            ++braces;
        } else if (c == '}') {
            --braces;
        } else if (c == '>' && braces <= 0) {
            return i + 1;
        } else if (c == '\n' && i + 1 < stop && note.text[i + 1] == '\n' && braces <= 0) {
            return std::string_view::npos;
        }
    }
    return std::string_view::npos;
}

/// A component of JSX, as its name says: of one in prose, "<Your name>", the words stay.
bool is_component(const NoteScanner& note, std::string_view name) {
    if (name.empty() || name.front() < 'A' || name.front() > 'Z') return note.is_mdx && name.starts_with('>');
    // <B>, <TABLE>: HTML in capitals.
    const std::size_t length = std::min(name.find_first_of("> /\t\n"), name.size());
    const auto word = name.substr(0, length);
    const bool shouted = std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return !shouted || note.is_mdx;
}

/// MDX allows attributes that HTML does not: style={{…}}.
bool plain_element(NoteScanner& note) {
    const std::size_t end = tag_end(note);
    if (end == std::string_view::npos) return false;
    const auto tag = std::string_view{note.text}.substr(note.at, end - note.at);
    const std::size_t brace = tag.find('{');
    if (brace == std::string_view::npos || brace > tag.find('>')) return false;
    note.put('<');
    note.put(tag_name(note));
    note.put('>');
    note.advance(end - note.at);
    return true;
}

std::size_t find_closer(NoteScanner& note, std::string_view closer, std::size_t from) {
    std::size_t found = note.find_far(closer, from);
    if (found == std::string_view::npos) {
        std::string upper{closer};
        for (char& c : upper) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        }
        found = note.find_far(upper, from);
    }
    return found;
}

/// The language of `<pre><code class="language-sh">`.
std::string_view code_language(const NoteScanner& note, std::size_t from) {
    const auto start = std::string_view{note.text}.substr(from, 120);
    const std::size_t at = start.find("language-");
    if (!start.starts_with("<code") || at == std::string_view::npos) return {};
    const auto language = start.substr(at + 9);
    return language.substr(0, language.find_first_of("\" '>"));
}

/// "x<sup>2</sup>": a number above or below the line is no part of the one before it.
bool shifted_number(NoteScanner& note, std::string_view name) {
    constexpr std::size_t most_digits = 6;
    const std::size_t open = name.size() + 2;
    const auto behind = note.rest().substr(std::min(open, note.rest().size()), most_digits + open + 2);
    const std::size_t digits = std::min(behind.find_first_not_of("0123456789"), behind.size());
    const std::string closer = fmt::format("</{}>", name);
    if (note.rest()[open - 1] != '>' || digits == 0 ||
        ascii_lower(behind.substr(digits, closer.size())) != closer)
        return false;
    note.put(shifted_digits(behind.substr(0, digits), name == "sup"));
    note.advance(open + digits + closer.size());
    return true;
}

/// What Ghost, WordPress and Notion show of another page: its title and its own words on itself.
bool page_card(NoteScanner& note) {
    const std::size_t end = tag_end(note);
    if (end == std::string_view::npos) return false;
    const auto tag = std::string_view{note.text}.substr(note.at, end - note.at);
    constexpr std::array cards{"kg-bookmark-card"sv, "kg-embed-card"sv, "wp-block-embed"sv,
                               "bookmark source"sv};
    if (std::none_of(cards.begin(), cards.end(), [&](auto card) { return tag.find(card) != tag.npos; }))
        return false;
    const std::size_t close = find_closer(note, "</figure>", end);
    if (close == std::string_view::npos) return false;
    note.leave_out(close + "</figure>"sv.size() - note.at, "a card of another page");
    return true;
}

}  // namespace

bool read_tag(NoteScanner& note) {
    if (read_left_out(note)) return true;
    const auto here = note.rest();
    if (here.starts_with("<!") && here.size() > 2 && is_ascii_letter(here[2])) {
        const std::size_t close = note.find_near(">", note.at);
        if (close == std::string_view::npos) return false;
        note.leave_out(close + 1 - note.at, {});
        return true;
    }
    if (here.size() > 1 && here[1] == '/') {
        // The end of a component.
        const std::size_t close = note.find_near(">", note.at);
        const bool component = here.size() > 2 && ((here[2] >= 'A' && here[2] <= 'Z') || here[2] == '>');
        if (!component || close == std::string_view::npos || !is_component(note, here.substr(2)))
            return false;
        note.leave_out(close + 1 - note.at, {});
        return true;
    }
    const auto name = tag_name(note);
    if (name.empty()) {
        if (!note.is_mdx || !here.starts_with("<>")) return false;
        note.leave_out(2, {});
        return true;
    }
    const std::string lower = ascii_lower(name);
    if (lower == "sup" || lower == "sub") return shifted_number(note, lower);
    if (lower == "figure") return page_card(note);
    const bool silent =
        std::find(silent_elements.begin(), silent_elements.end(), lower) != silent_elements.end();
    if (silent || lower == "pre") {
        const std::size_t end = tag_end(note);
        if (end == std::string_view::npos) return false;
        if (note.text[end - 2] == '/') {
            note.leave_out(end - note.at, silent ? fmt::format("<{}>", lower) : std::string{});
            return true;
        }
        const std::string closer = fmt::format("</{}", lower);
        const std::size_t close = find_closer(note, closer, end);
        if (close == std::string_view::npos) {
            note.leave_out(end - note.at, {});
            return true;
        }
        const std::size_t after = std::min(note.text.find('>', close), note.text.size() - 1) + 1;
        if (silent) {
            note.leave_out(after - note.at, fmt::format("<{}>", lower));
            return true;
        }
        if (!trim(note.line_before()).empty()) return false;
        note.fence(end, close, code_language(note, end));
        note.advance(after - note.at);
        return true;
    }
    if (!is_component(note, name)) return note.is_mdx && plain_element(note);
    if (note.at > 0 && is_word_byte(note.text[note.at - 1])) return false;  // Vec<T>
    const std::size_t end = tag_end(note);
    if (end == std::string_view::npos) return false;
    note.leave_out(end - note.at, {});
    return true;
}

}  // namespace pacelane::context::detail
