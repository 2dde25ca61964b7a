#include "detail/html_tags.h"

#include "detail/encoding.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

constexpr auto html_roles = std::to_array<std::pair<std::string_view, HtmlRole>>({
    {"address", HtmlRole::block},
    {"article", HtmlRole::block},
    {"aside", HtmlRole::block},
    {"body", HtmlRole::block},
    {"caption", HtmlRole::block},
    {"center", HtmlRole::block},
    {"dd", HtmlRole::block},
    {"dialog", HtmlRole::block},
    {"div", HtmlRole::block},
    {"dl", HtmlRole::block},
    {"dt", HtmlRole::block},
    {"fieldset", HtmlRole::block},
    {"figcaption", HtmlRole::block},
    {"figure", HtmlRole::block},
    {"footer", HtmlRole::block},
    {"form", HtmlRole::block},
    {"header", HtmlRole::block},
    {"html", HtmlRole::block},
    {"legend", HtmlRole::block},
    {"main", HtmlRole::block},
    {"nav", HtmlRole::block},
    {"option", HtmlRole::block},
    {"p", HtmlRole::block},
    {"pre", HtmlRole::block},
    {"section", HtmlRole::block},
    {"select", HtmlRole::block},
    {"title", HtmlRole::block},
    {"abbr", HtmlRole::inline_text},
    {"acronym", HtmlRole::inline_text},
    {"area", HtmlRole::inline_text},
    {"audio", HtmlRole::inline_text},
    {"base", HtmlRole::inline_text},
    {"basefont", HtmlRole::inline_text},
    {"bdi", HtmlRole::inline_text},
    {"bdo", HtmlRole::inline_text},
    {"big", HtmlRole::inline_text},
    {"blink", HtmlRole::inline_text},
    {"button", HtmlRole::inline_text},
    {"canvas", HtmlRole::inline_text},
    {"cite", HtmlRole::inline_text},
    {"col", HtmlRole::inline_text},
    {"colgroup", HtmlRole::inline_text},
    {"data", HtmlRole::inline_text},
    {"datalist", HtmlRole::inline_text},
    {"dfn", HtmlRole::inline_text},
    {"embed", HtmlRole::inline_text},
    {"font", HtmlRole::inline_text},
    {"frame", HtmlRole::inline_text},
    {"frameset", HtmlRole::inline_text},
    {"head", HtmlRole::inline_text},
    {"input", HtmlRole::inline_text},
    {"ins", HtmlRole::inline_text},
    {"keygen", HtmlRole::inline_text},
    {"label", HtmlRole::inline_text},
    {"link", HtmlRole::inline_text},
    {"map", HtmlRole::inline_text},
    {"mark", HtmlRole::inline_text},
    {"marquee", HtmlRole::inline_text},
    {"meta", HtmlRole::inline_text},
    {"meter", HtmlRole::inline_text},
    {"nobr", HtmlRole::inline_text},
    {"optgroup", HtmlRole::inline_text},
    {"output", HtmlRole::inline_text},
    {"param", HtmlRole::inline_text},
    {"picture", HtmlRole::inline_text},
    {"progress", HtmlRole::inline_text},
    {"q", HtmlRole::inline_text},
    {"rb", HtmlRole::inline_text},
    {"rp", HtmlRole::inline_text},
    {"rt", HtmlRole::inline_text},
    {"rtc", HtmlRole::inline_text},
    {"ruby", HtmlRole::inline_text},
    {"slot", HtmlRole::inline_text},
    {"small", HtmlRole::inline_text},
    {"source", HtmlRole::inline_text},
    {"span", HtmlRole::inline_text},
    {"sub", HtmlRole::inline_text},
    {"sup", HtmlRole::inline_text},
    {"tbody", HtmlRole::inline_text},
    {"template", HtmlRole::inline_text},
    {"textarea", HtmlRole::inline_text},
    {"tfoot", HtmlRole::inline_text},
    {"thead", HtmlRole::inline_text},
    {"time", HtmlRole::inline_text},
    {"track", HtmlRole::inline_text},
    {"u", HtmlRole::inline_text},
    {"var", HtmlRole::inline_text},
    {"video", HtmlRole::inline_text},
    {"br", HtmlRole::line_break},
    {"wbr", HtmlRole::inline_text},
    {"hr", HtmlRole::rule},
    {"h1", HtmlRole::heading},
    {"h2", HtmlRole::heading},
    {"h3", HtmlRole::heading},
    {"h4", HtmlRole::heading},
    {"h5", HtmlRole::heading},
    {"h6", HtmlRole::heading},
    {"summary", HtmlRole::summary},
    {"details", HtmlRole::details},
    {"ul", HtmlRole::list},
    {"ol", HtmlRole::list},
    {"menu", HtmlRole::list},
    {"li", HtmlRole::item},
    {"blockquote", HtmlRole::quote},
    {"table", HtmlRole::table},
    {"tr", HtmlRole::row},
    {"td", HtmlRole::cell},
    {"th", HtmlRole::header_cell},
    {"img", HtmlRole::image},
    {"del", HtmlRole::deleted},
    {"s", HtmlRole::deleted},
    {"strike", HtmlRole::deleted},
    {"b", HtmlRole::strong},
    {"strong", HtmlRole::strong},
    {"i", HtmlRole::emphasis},
    {"em", HtmlRole::emphasis},
    {"code", HtmlRole::code},
    {"tt", HtmlRole::code},
    {"kbd", HtmlRole::code},
    {"samp", HtmlRole::code},
    {"a", HtmlRole::link},
});

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == ':' ||
           c == '_';
}

/// Where the tag that `text` begins with ends; npos when it does not.
std::size_t end_of_tag(std::string_view text) {
    char quote = '\0';
    for (std::size_t i = 1; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != '\0') {
            if (c == quote) quote = '\0';
        } else if ((c == '"' || c == '\'') && text[i - 1] == '=') {
            quote = c;
        } else if (c == '>') {
            return i;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::string HtmlTag::attribute(std::string_view wanted) const {
    std::string_view rest = attributes;
    while (!rest.empty()) {
        std::size_t begin = 0;
        while (begin < rest.size() && !is_name_byte(rest[begin]))
            ++begin;
        rest.remove_prefix(begin);
        std::size_t length = 0;
        while (length < rest.size() && is_name_byte(rest[length]))
            ++length;
        const std::string_view key = rest.substr(0, length);
        rest.remove_prefix(length);
        const std::string_view after = trim(rest);
        if (!after.starts_with('=')) continue;
        rest = trim(after.substr(1));
        const char quote = rest.empty() ? '\0' : rest.front();
        std::size_t end = 0;
        std::string_view value;
        if (quote == '"' || quote == '\'') {
            end = std::min(rest.find(quote, 1), rest.size());
            value = rest.substr(1, end - 1);
            end = std::min(end + 1, rest.size());
        } else {
            end = std::min(rest.find_first_of(" \t\n"), rest.size());
            value = rest.substr(0, end);
        }
        rest.remove_prefix(end);
        if (ascii_lower(key) == wanted) return decode_entities(value);
    }
    return {};
}

bool next_html_tag(std::string_view& text, HtmlTag& tag) {
    const std::size_t open = text.find('<');
    if (open == std::string_view::npos) return false;
    text.remove_prefix(open);
    const std::size_t end = end_of_tag(text);
    if (end == std::string_view::npos) return false;
    std::string_view inside = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
    tag.closes = inside.starts_with('/');
    if (tag.closes) inside.remove_prefix(1);
    std::size_t length = 0;
    while (length < inside.size() && is_name_byte(inside[length]))
        ++length;
    tag.written = inside.substr(0, length);
    tag.name = ascii_lower(tag.written);
    tag.attributes = inside.substr(length);
    // A name with a dash is that of somebody's own element.
    const bool custom = tag.name.find_first_of("-:") != std::string::npos;
    tag.role = custom || tag.name.empty() ? HtmlRole::inline_text : HtmlRole::unknown;
    for (const auto& [name, role] : html_roles) {
        if (name == tag.name) tag.role = role;
    }
    return true;
}

}  // namespace pacelane::context::detail
