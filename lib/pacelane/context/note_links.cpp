// Links between notes, and what stands in brackets beside them: embeds, properties, references.
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::array image_endings{".png"sv,  ".jpg"sv, ".jpeg"sv, ".gif"sv,
                                   ".webp"sv, ".svg"sv, ".bmp"sv,  ".avif"sv};

bool is_uuid_like(std::string_view id) {
    if (id.size() == 9)
        return std::all_of(id.begin(), id.end(),
                           [](char c) { return is_ascii_letter(c) || is_digit(c) || c == '-' || c == '_'; });
    return id.size() == 36 && std::all_of(id.begin(), id.end(), [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
           });
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// A note that is called by nothing but a number: "202611171030", as slip boxes have it, and a UUID.
bool is_bare_id(std::string_view page) {
    constexpr std::size_t least = 12;
    return (page.size() >= least && is_number(page)) || (page.size() == 36 && is_uuid_like(page));
}

std::string spaced(std::string_view words) {
    std::string out{words};
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
    return out;
}

/// "what-the-kiln-taught-me": a file's name made of a title's words.
bool is_slug(std::string_view page) {
    constexpr std::size_t fewest = 4;
    const auto parts = split(page, '-');
    return parts.size() >= fewest && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
                   return (c >= 'a' && c <= 'z') || is_digit(c);
               });
           });
}

/// "tools.editors.key-maps" → "key maps", "log.2026.11.17" → "2026-11-17": Dendron's notes are called by
/// their place, and a reader sees the title. "202611171030 Kilns" → "Kilns".
std::string name_of_note(std::string_view page) {
    constexpr std::size_t least_digits = 12, least_parts = 3;
    const auto digits = std::min(page.find_first_not_of("0123456789"), page.size());
    if (digits >= least_digits && digits < page.size()) {
        const auto name = page.substr(digits);
        if (const auto first = name.find_first_not_of(" -_"); first > 0 && first != std::string_view::npos)
            return std::string{name.substr(first)};
    }
    const auto parts = split(page, '.');
    const bool is_place =
        parts.size() >= least_parts && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
            return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
            });
        });
    if (!is_place) return is_slug(page) ? spaced(page) : std::string{page};
    if (parts.size() > least_parts && parts[parts.size() - 3].size() == 4 &&
        std::all_of(parts.end() - 3, parts.end(), is_number))
        return fmt::format("{}-{}-{}", parts[parts.size() - 3], parts[parts.size() - 2], parts.back());
    // "1.2.3" is a version.
    if (is_number(parts.back())) return std::string{page};
    return spaced(parts.back());
}

/// "page#heading" → "page > heading"; "folder/page" → "page"; "page#^id" → "page".
std::string link_words(std::string_view target) {
    const std::size_t hash = target.find('#');
    std::string_view page = trim(target.substr(0, hash));
    if (const std::size_t slash = page.rfind('/'); slash != std::string_view::npos && slash + 1 < page.size())
        page.remove_prefix(slash + 1);
    if (page.ends_with(".md")) page.remove_suffix(3);
    std::string words = name_of_note(page);
    std::string_view part =
        hash == std::string_view::npos ? std::string_view{} : trim(target.substr(hash + 1));
    if (!part.empty() && !part.starts_with('^')) {
        if (!words.empty()) words += " > ";
        words += part;
    }
    return words;
}

/// Words that Markdown must not take for markup.
std::string literal(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if ("*_`[]<>$\\|"sv.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

/// "[key:: value]", also without the space.
bool is_inline_property(std::string_view inner) {
    const std::size_t colons = inner.find("::");
    if (colons == std::string_view::npos) return false;
    return is_property_line(std::string{inner.substr(0, colons + 2)} + " " +
                            std::string{inner.substr(colons + 2)});
}

/// Leaves a property out up to `end`, behind its bracket. Within a sentence its value is a word of it.
void leave_property(NoteScanner& note, std::size_t end) {
    const auto before = note.line_before();
    const bool words_before = std::any_of(before.begin(), before.end(), is_word_byte);
    const auto after = std::string_view{note.text}.substr(end);
    const auto next = after.substr(std::min(after.find_first_not_of(' '), after.size()));
    const bool goes_on = !next.empty() && (is_word_byte(next.front()) ||
                                           ".,;:!?"sv.find(next.front()) != std::string_view::npos);
    if (!words_before || !goes_on) return note.leave_out(end - note.at, "properties");
    const auto inner = std::string_view{note.text}.substr(note.at, end - 1 - note.at);
    const std::string value{trim(inner.substr(inner.find("::") + 2))};
    note.put(value);
    note.advance(end - note.at);
}

/// "[words](https://…" without its end is no link to Markdown, but is to its writer.
bool broken_link(NoteScanner& note, std::size_t close) {
    const auto after = std::string_view{note.text}.substr(close);
    if (!after.starts_with("](http")) return false;
    const auto line = after.substr(2, std::min(after.find('\n'), after.size()) - 2);
    if (line.find(')') != std::string_view::npos) return false;
    note.put(literal(std::string_view{note.text}.substr(note.at + 1, close - note.at - 1)));
    note.advance(close + 2 + std::min(line.find_first_of(" \t"), line.size()) - note.at);
    return true;
}

/// Pandoc: "[@ade2026, p. 12]", "[see @ade2026; @prado2025]".
bool is_citation(std::string_view inner) {
    constexpr std::size_t longest = 200;
    if (inner.size() > longest || inner.find_first_of("[\n") != std::string_view::npos) return false;
    bool any = false;
    for (std::size_t at = inner.find('@'); at != std::string_view::npos; at = inner.find('@', at + 1)) {
        const bool begins = at == 0 || inner[at - 1] == ' ' || inner[at - 1] == '-' || inner[at - 1] == ';';
        const bool key = at + 1 < inner.size() && is_word_byte(inner[at + 1]);
        if (!begins || !key) return false;
        const auto end = inner.find_first_of(" ,;", at);
        any = any || inner.substr(at, end - at).find_first_of("0123456789:") != std::string_view::npos;
    }
    return any;
}

}  // namespace

bool read_bracket(NoteScanner& note) {
    const auto here = note.rest();
    if (here.starts_with("[[")) {
        if (read_way(note)) return true;
        const std::size_t close = note.find_near("]]", note.at + 2);
        if (close == std::string_view::npos) return false;
        const auto inner = here.substr(2, close - note.at - 2);
        if (inner.empty() || inner.size() > 500 || inner.find('\n') != std::string_view::npos ||
            inner.find("[[") != std::string_view::npos)
            return false;
        // Within a table the bar is escaped.
        const std::size_t bar = inner.find('|');
        std::string words{bar == std::string_view::npos ? link_words(inner)
                                                        : std::string{trim(inner.substr(bar + 1))}};
        // Dendron has the words before the bar.
        if (words.empty() || (bar != std::string_view::npos &&
                              (name_of_note(words) != words || words.starts_with("dendron://"))))
            words = link_words(inner.substr(0, bar));
        // Nobody but the program knows what it is called.
        if (bar == std::string_view::npos && is_bare_id(inner)) {
            note.leave_gap(close + 2 - note.at, "a link to a note that has no name");
            return true;
        }
        // "[[target]](url)" stays a link.
        note.put(literal(words));
        note.advance(close + 2 - note.at);
        return true;
    }
    if (here.starts_with("[^")) {
        const std::size_t close = note.find_near("]", note.at + 2);
        if (close == std::string_view::npos || close == note.at + 2 || close - note.at > 60) return false;
        if (here.substr(0, close - note.at).find_first_of(" \n") != std::string_view::npos) return false;
        note.advance(close + 1 - note.at);
        return true;
    }
    if (read_bracket_tag(note)) return true;
    // Roam: "[*](((id)))", a mark that leads to another block.
    if (here.starts_with("[*](((")) {
        const std::size_t end = note.find_near(")))", note.at);
        if (end == std::string_view::npos) return false;
        note.leave_out(end + 3 - note.at, "a reference to a block");
        return true;
    }
    const std::size_t close = note.find_near("]", note.at);
    if (close != std::string_view::npos && is_citation(here.substr(1, close - note.at - 1)) &&
        !std::string_view{note.text}.substr(close + 1).starts_with('(')) {
        const auto next = std::string_view{note.text}.substr(close + 1, 1);
        if (!next.empty() && ".,;:!?)"sv.find(next.front()) != std::string_view::npos) note.drop_space();
        note.leave_out(close + 1 - note.at, "a citation");
        return true;
    }
    // Bear: "[image:ID/picture.png]", "[file:ID/paper.pdf]".
    if (const auto inner = here.substr(1, close == std::string_view::npos ? 0 : close - note.at - 1);
        (inner.starts_with("image:") || inner.starts_with("file:")) && inner.find('/') != inner.npos &&
        inner.find(' ') > inner.find('/')) {
        note.leave_out(close + 1 - note.at, "an attachment");
        return true;
    }
    if (close != std::string_view::npos && broken_link(note, close)) return true;
    // Pandoc: "[words]{.smallcaps}"
    if (close != std::string_view::npos && close - note.at < 300) {
        const auto behind = std::string_view{note.text}.substr(close + 1);
        const auto inner = here.substr(1, close - note.at - 1);
        if ((behind.starts_with("{.") || behind.starts_with("{#")) && inner.find('[') == inner.npos) {
            note.advance(1);
            while (note.at < close)
                if (!read_inline(note)) {
                    note.put(note.text[note.at]);
                    note.advance(1);
                }
            if (note.at == close) note.advance(1);
            return true;
        }
    }
    if (close != std::string_view::npos && close - note.at < 300 &&
        is_inline_property(here.substr(1, close - note.at - 1)) &&
        here.substr(0, close - note.at).find('\n') == std::string_view::npos) {
        leave_property(note, close + 1);
        return true;
    }
    return false;
}

/// "[words](my picture.png)": to Markdown a target with a space is none, to note apps it is.
bool read_spaced_target(NoteScanner& note) {
    const auto here = note.rest();
    if (!here.starts_with("](")) return false;
    if (here.starts_with("](((")) {  // Roam: a block
        const std::size_t end = here.substr(0, 60).find(")))");
        if (end == std::string_view::npos) return false;
        note.put("](block)");
        note.advance(end + 3);
        return true;
    }
    const auto line = here.substr(2, std::min(here.find('\n'), here.size()) - 2);
    const auto target = trim(line.substr(0, line.find(')')));
    const bool spaced = line.find(')') != std::string_view::npos &&
                        target.find(' ') != std::string_view::npos && target.size() < 1000 &&
                        target.find_first_of("\"'<>(") == std::string_view::npos;
    if (!spaced) return false;
    note.put(fmt::format("](<{}>)", target));
    note.advance(2 + line.find(')') + 1);
    return true;
}

bool read_embed(NoteScanner& note) {
    const std::size_t close = note.find_near("]]", note.at + 3);
    if (close == std::string_view::npos) return false;
    const auto inner = note.rest().substr(3, close - note.at - 3);
    const std::size_t bar = inner.find('|');
    const std::string target{trim(inner.substr(0, bar))};
    const std::string lower = ascii_lower(target);
    const bool image = std::any_of(image_endings.begin(), image_endings.end(),
                                   [&](std::string_view ending) { return lower.ends_with(ending); });
    if (!image) {
        note.leave_out(close + 2 - note.at, fmt::format("what is embedded from {}", shortened(target, 80)));
        return true;
    }
    std::string alt{bar == std::string_view::npos ? std::string_view{} : trim(inner.substr(bar + 1))};
    if (alt.find_first_not_of("0123456789x|") == std::string::npos) alt.clear();
    note.put(fmt::format("![{}](<{}>)", literal(alt), target));
    note.advance(close + 2 - note.at);
    return true;
}

bool read_parenthesis(NoteScanner& note) {
    const auto here = note.rest();
    if (here.starts_with("((")) {
        const std::size_t close = here.substr(0, 60).find("))");
        if (close == std::string_view::npos || !is_uuid_like(here.substr(2, close - 2))) return false;
        note.leave_out(close + 2, "a reference to a block");
        return true;
    }
    const std::size_t close = here.substr(0, 300).find(')');
    if (close == std::string_view::npos || !is_inline_property(here.substr(1, close - 1)) ||
        here.substr(0, close).find('\n') != std::string_view::npos)
        return false;
    leave_property(note, note.at + close + 1);
    return true;
}

}  // namespace pacelane::context::detail
