// Tags in brackets: WordPress' shortcodes, and the BBCode of forums. "[caption width="300"]words[/caption]"
#include "detail/note_scanner.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::array code_tags{"code"sv,   "sourcecode"sv, "source"sv, "php"sv,
                               "python"sv, "bash"sv,       "sql"sv,    "latex"sv};
/// What they hold is an address, for a program that shows it.
constexpr std::array media_tags{"embed"sv,    "audio"sv, "video"sv, "youtube"sv,
                                "playlist"sv, "img"sv,   "media"sv};

template <typename Names>
bool is_one(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

struct BracketTag {
    bool closes = false;
    std::string_view name;
    std::string_view arguments;
    std::size_t size = 0;
};

/// `[name]`, `[name key="value"]`, `[name="value"]`, `[/name]`; a size of 0 for what is none by its shape.
BracketTag bracket_tag(std::string_view here) {
    BracketTag tag;
    constexpr std::size_t longest = 400;
    const std::size_t close = here.substr(0, longest).find(']');
    if (close == std::string_view::npos) return tag;
    auto inside = here.substr(1, close - 1);
    tag.closes = inside.starts_with('/');
    if (tag.closes) inside.remove_prefix(1);
    std::size_t length = 0;
    while (length < inside.size() &&
           ((inside[length] >= 'a' && inside[length] <= 'z') || inside[length] == '_' ||
            (length > 0 && (is_digit(inside[length]) || inside[length] == '-'))))
        ++length;
    tag.name = inside.substr(0, length);
    tag.arguments = inside.substr(length);
    const auto behind = here.substr(close + 1, 1);
    const bool link = behind == "(" || behind == "[" || behind == ":" || behind == "{";
    const bool plain = tag.arguments.empty();
    // Values in quotation marks: prose in brackets has none behind an equals sign.
    const bool attributes = tag.arguments.find("=\"") != std::string_view::npos ||
                            tag.arguments.find("='") != std::string_view::npos ||
                            tag.arguments.find("=\xE2\x80\x9C") != std::string_view::npos;
    const bool value = tag.arguments.starts_with('=') && !tag.arguments.substr(1).empty();
    if (length > 0 && !link && (plain || (!tag.closes && (attributes || value)))) tag.size = close + 1;
    return tag;
}

/// `="Ada Berg, post:1, topic:2"`: who is quoted.
std::string quoted_person(std::string_view arguments) {
    if (!arguments.starts_with('=')) return {};
    auto value = arguments.substr(1);
    if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("\"',;"));
    return std::string(trim(value));
}

}  // namespace

bool read_bracket_tag(NoteScanner& note) {
    const auto tag = bracket_tag(note.rest());
    if (tag.size == 0) return false;
    if (tag.closes) {
        if (!note.open_tags.contains(tag.name)) return false;
        note.leave_out(tag.size, {});
        return true;
    }
    const std::string closer = fmt::format("[/{}]", tag.name);
    const std::size_t inside = note.at + tag.size;
    constexpr std::size_t longest = 20'000;
    const std::size_t found = note.has_closing_tag(tag.name) && note.lost_tags < NoteScanner::kMostLostTags
                                  ? std::string_view{note.text}.substr(inside, longest).find(closer)
                                  : std::string_view::npos;
    if (found == std::string_view::npos) {
        if (note.has_closing_tag(tag.name)) ++note.lost_tags;
        // Without an end it takes attributes to be one: "[gallery ids="1,2"]".
        if (tag.arguments.empty() || tag.arguments.starts_with('=')) return false;
        note.leave_out(tag.size, "a shortcode");
        return true;
    }
    const std::size_t end = inside + found, behind = end + closer.size();
    if (is_one(code_tags, tag.name)) {
        note.fence(inside, end, {});
        note.advance(behind - note.at);
    } else if (tag.name == "quote") {
        note.quote(inside, end, quoted_person(tag.arguments));
        note.advance(behind - note.at);
    } else if (is_one(media_tags, tag.name)) {
        note.leave_out(behind - note.at, "a shortcode");
    } else {
        note.open_tags.emplace(tag.name);
        note.leave_out(tag.size, {});
    }
    return true;
}

}  // namespace pacelane::context::detail
