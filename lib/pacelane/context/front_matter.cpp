#include "detail/front_matter.h"

#include "detail/document_date.h"
#include "detail/metadata.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

struct Entry {
    std::string key;  // lower case
    std::vector<std::string> values;
    int line = 1;
};

std::string unquoted(std::string_view value) {
    value = trim(value);
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front())
        return std::string{value.substr(1, value.size() - 2)};
    if (const std::size_t comment = value.find(" #"); comment != std::string_view::npos)
        value = trim(value.substr(0, comment));
    return std::string{value};
}

/// The values of `[a, "b, c"]` or of a plain scalar.
std::vector<std::string> values_of(std::string_view text) {
    text = trim(text);
    if (text.empty() || text == "|" || text == ">" || text == ">-" || text == "|-" || text == "~" ||
        text == "null")
        return {};
    if (!text.starts_with('[')) {
        std::string value = unquoted(text);
        return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(value)};
    }
    text.remove_prefix(1);
    if (text.ends_with(']')) text.remove_suffix(1);
    std::vector<std::string> values;
    std::string current;
    char quote = '\0';
    const auto flush = [&] {
        if (const auto value = trim(current); !value.empty()) values.emplace_back(value);
        current.clear();
    };
    for (const char c : text) {
        if (quote != '\0') {
            if (c == quote) {
                quote = '\0';
            } else {
                current += c;
            }
        } else if ((c == '"' || c == '\'') && trim(current).empty()) {
            quote = c;
        } else if (c == ',') {
            flush();
        } else {
            current += c;
        }
    }
    flush();
    return values;
}

bool is_key_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
}

/// Fills `entries` from one line; false when the line can be no part of front matter.
bool read_line(std::string_view line, int number, std::vector<Entry>& entries) {
    const std::string_view content = trim(line);
    if (content.empty() || content.starts_with('#')) return true;
    const bool indented = line.front() == ' ' || line.front() == '\t';
    if (content.starts_with("- ") || content == "-") {
        if (entries.empty()) return false;
        std::string_view item = trim(content.substr(1));
        if (item.starts_with("name:")) item.remove_prefix(5);
        if (std::string value = unquoted(item); !value.empty())
            entries.back().values.push_back(std::move(value));
        return true;
    }
    if (indented) return !entries.empty();
    const std::size_t colon = content.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 60) return false;
    if (colon + 1 < content.size() && content[colon + 1] != ' ' && content[colon + 1] != '\t') return false;
    const std::string_view key = content.substr(0, colon);
    if (!std::all_of(key.begin(), key.end(), is_key_character)) return false;
    entries.push_back({ascii_lower(trim(key)), values_of(content.substr(colon + 1)), number});
    return true;
}

void take(Entry entry, FrontMatter& matter) {
    const auto is = [&](auto... names) { return ((entry.key == names) || ...); };
    if (entry.values.empty()) return;
    if (is("title", "título", "titulo")) {
        matter.title = entry.values.front();
    } else if (is("date", "data", "created", "published")) {
        if (matter.date && !is("date", "data")) return;
        matter.date = find_date(entry.values.front(), matter.language);
        if (!matter.date)
            matter.warnings.push_back(
                fmt::format("line {}: not a date: {}", entry.line, entry.values.front()));
    } else if (is("lang", "language", "idioma", "lingua", "língua")) {
        matter.language = language::from_code(entry.values.front());
    } else if (is("tags", "tag", "keywords", "palavras-chave")) {
        // `tags: a, b` is no YAML list, but is what people write.
        for (const auto& value : entry.values) {
            for (auto tag : split(value, ',')) {
                tag = trim(tag);
                if (tag.starts_with('#')) tag.remove_prefix(1);
                if (!tag.empty()) matter.tags.emplace_back(tag);
            }
        }
    } else if (is("participants", "attendees", "present", "speakers", "participantes", "presentes")) {
        for (const auto& value : entry.values) {
            for (auto& person : names_in(value))
                add_name(matter.participants, person);
        }
    }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
    constexpr int most_lines = 200;
    FrontMatter matter;
    std::vector<Entry> entries;
    std::size_t begin = 0;
    for (int number = 1; number <= most_lines && begin < text.size(); ++number) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        begin = std::min(end + 1, text.size());
        const std::string_view content = trim(line);
        if (number == 1) {
            if (content != "---" || line.front() != '-') return matter;
            continue;
        }
        if ((content == "---" || content == "...") && line.front() == content.front()) {
            if (entries.empty()) return matter;
            matter.body_begin = begin;
            matter.body_line = number + 1;
            for (auto& entry : entries)
                take(std::move(entry), matter);
            return matter;
        }
        if (!read_line(line, number, entries)) return matter;
    }
    return matter;
}

}  // namespace pacelane::context::detail
