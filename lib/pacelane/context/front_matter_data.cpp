#include "detail/front_matter_fields.h"

#include <algorithm>
#include <exception>
#include <map>
#include <pacelane/base/text.h>
#include <sstream>
#include <toml.hpp>
#include <utility>

#include <nlohmann/json.hpp>

/// Front matter in formats of data, as Hugo and Zola have it: TOML and JSON.
namespace pacelane::context::detail {

namespace {

constexpr std::size_t most_data = 64 * 1024;
constexpr int deepest_data = 30;

bool is_sane_data(std::string_view text) {
    int depth = 0;
    int most = 0;
    for (const char c : text) {
        if (c == '[' || c == '{') most = std::max(most, ++depth);
        if (c == ']' || c == '}') --depth;
    }
    return text.size() <= most_data && most <= deepest_data;
}

using Toml = toml::basic_value<toml::discard_comments, std::map, std::vector>;

std::string toml_text(const Toml& value) {
    if (value.is_string()) return value.as_string().str;
    std::ostringstream out;
    if (value.is_local_date()) {
        out << value.as_local_date();
    } else if (value.is_local_datetime()) {
        out << value.as_local_datetime().date;
    } else if (value.is_offset_datetime()) {
        out << value.as_offset_datetime().date;
    } else if (value.is_boolean()) {
        out << (value.as_boolean() ? "true" : "false");
    } else if (value.is_integer()) {
        out << value.as_integer();
    } else if (value.is_floating()) {
        out << value.as_floating();
    }
    return out.str();
}

void collect_toml(const Toml& table, int first_line, MatterFields& out, int depth = 0) {
    for (const auto& [key, value] : table.as_table()) {
        if (value.is_table()) {
            if (depth < 3) collect_toml(value, first_line, out, depth + 1);
            continue;
        }
        std::vector<std::string> values;
        if (value.is_array()) {
            for (const auto& element : value.as_array()) {
                if (!element.is_table()) {
                    values.push_back(toml_text(element));
                } else if (const auto name = element.as_table().find("name");
                           name != element.as_table().end()) {
                    values.push_back(toml_text(name->second));
                }
            }
        } else {
            values.push_back(toml_text(value));
        }
        std::erase(values, std::string{});
        out.add(key, std::move(values), first_line + static_cast<int>(value.location().line()) - 1,
                depth > 0);
    }
}

bool parse_toml(std::string_view text, int first_line, MatterFields& out) {
    if (!is_sane_data(text)) return false;
    std::istringstream stream{std::string{text}};
    try {
        collect_toml(toml::parse<toml::discard_comments, std::map, std::vector>(stream), first_line, out);
        return true;
    } catch (const std::exception&) {  // a syntax error, a number out of range
        return false;
    }
}

/// "key = value" by hand.
void read_toml_line(std::string_view line, int number, MatterFields& out) {
    line = trim(line);
    if (line.empty() || line.starts_with('#') || line.starts_with('[')) return;
    if (parse_toml(line, number, out)) return;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals > 60) {
        out.not_understood(number, line);
        return;
    }
    std::vector<std::string> values;
    std::string_view value = trim(line.substr(equals + 1));
    if (value.starts_with('[')) value = value.substr(1, value.find(']') - 1);
    for (auto part : split(value, ',')) {
        part = trim(part);
        if (part.starts_with('"') || part.starts_with('\'')) part.remove_prefix(1);
        if (part.ends_with('"') || part.ends_with('\'')) part.remove_suffix(1);
        if (!part.empty()) values.emplace_back(part);
    }
    out.add(trim(line.substr(0, equals)), std::move(values), number);
}

void collect_json(const nlohmann::json& object, int line, MatterFields& out, int depth = 0) {
    const auto text_of = [](const nlohmann::json& value) {
        return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string{} : value.dump();
    };
    for (const auto& [key, value] : object.items()) {
        if (value.is_object()) {
            if (depth < 3) collect_json(value, line, out, depth + 1);
            continue;
        }
        std::vector<std::string> values;
        if (value.is_array()) {
            for (const auto& element : value) {
                if (element.is_object()) {
                    if (element.contains("name")) values.push_back(text_of(element["name"]));
                } else {
                    values.push_back(text_of(element));
                }
            }
        } else {
            values.push_back(text_of(value));
        }
        std::erase(values, std::string{});
        out.add(key, std::move(values), line, depth > 0);
    }
}

bool parse_json_object(std::string_view text, int line, MatterFields& out) {
    if (!is_sane_data(text)) return false;
    const auto json = nlohmann::json::parse(text, nullptr, false, true);
    if (!json.is_object() || json.empty()) return false;
    collect_json(json, line, out);
    return true;
}

/// Where the object that begins the text ends; npos when it does not.
std::size_t end_of_object(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < std::min(text.size(), most_data); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') ++i;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

/// `"key": "value",` by hand.
void read_json_line(std::string_view line, int number, MatterFields& out) {
    line = trim(line);
    if (line.ends_with(',')) line.remove_suffix(1);
    if (line.find_first_not_of("{}[], ") == std::string_view::npos) return;
    if (!parse_json_object("{" + std::string{line} + "}", number, out)) out.not_understood(number, line);
}

/// A block between two lines that are `fence`; npos as its end when there is none.
struct FencedData {
    std::string_view block;
    int first_line = 1;
    std::size_t end = std::string_view::npos;
    int end_line = 1;
};

FencedData fenced_data(std::string_view text, std::size_t begin, int line, std::string_view opening,
                       std::string_view closing) {
    FencedData found;
    MatterLines lines{text, begin, line};
    const auto first = lines.next();
    if (trim(first) != opening || first.front() != opening.front()) return found;
    const std::size_t block_begin = lines.at();
    found.first_line = lines.line();
    while (!lines.done() && lines.at() - block_begin <= most_data) {
        const std::size_t end = lines.at();
        if (trim(lines.next()) != closing) continue;
        found.block = text.substr(block_begin, end - block_begin);
        found.end = lines.at();
        found.end_line = lines.line();
        break;
    }
    return found;
}

}  // namespace

std::optional<MatterFields> read_toml_matter(std::string_view text, std::size_t begin, int line) {
    auto found = fenced_data(text, begin, line, "+++", "+++");
    if (found.end == std::string_view::npos) found = fenced_data(text, begin, line, "---toml", "---");
    if (found.end == std::string_view::npos) return std::nullopt;
    MatterFields out;
    out.end = found.end;
    out.end_line = found.end_line;
    if (parse_toml(found.block, found.first_line, out)) return out;
    out.fields.clear();
    int fields = 0;
    int other = 0;
    for (MatterLines lines{found.block, 0, found.first_line}; !lines.done();) {
        const int number = lines.line();
        const auto raw = lines.next();
        ++(raw.find('=') != std::string_view::npos ? fields : other);
        read_toml_line(raw, number, out);
    }
    if (fields == 0 || other > 2 * fields) return std::nullopt;
    return out;
}

std::optional<MatterFields> read_json_matter(std::string_view text, std::size_t begin, int line) {
    auto found = fenced_data(text, begin, line, ";;;", ";;;");
    if (found.end == std::string_view::npos) found = fenced_data(text, begin, line, "---json", "---");
    // "---", {"permalink":"/a/"}, "---": as some publish their vaults.
    bool whole = false;
    if (found.end == std::string_view::npos) {
        found = fenced_data(text, begin, line, "---", "---");
        const auto block = trim(found.block);
        whole = block.starts_with('{') && block.ends_with('}');
        if (!whole) found.end = std::string_view::npos;
    }
    std::string object;
    if (found.end != std::string_view::npos) {
        const auto block = trim(found.block);
        object = block.starts_with('{') ? std::string{block} : "{" + std::string{block} + "}";
    } else if (text.substr(begin).starts_with('{')) {
        const std::size_t inside = text.find_first_not_of(" \t\n", begin + 1);
        if (inside == std::string_view::npos || text[inside] != '"') return std::nullopt;
        std::size_t length = end_of_object(text.substr(begin));
        // One whose quotes do not match ends where a line is just its brace.
        if (length == std::string_view::npos) {
            const std::size_t brace = text.find("\n}\n", begin);
            if (brace == std::string_view::npos || brace - begin > most_data) return std::nullopt;
            length = brace + 2 - begin;
        }
        object = std::string{text.substr(begin, length)};
        found.first_line = line;
        const std::size_t end = std::min(text.find('\n', begin + length), text.size());
        if (!trim(text.substr(begin + length, end - begin - length)).empty()) return std::nullopt;
        // All of the file is an object: data, no note.
        if (trim(text.substr(end)).empty()) return std::nullopt;
        found.end = std::min(end + 1, text.size());
        found.end_line = line + 1 + static_cast<int>(std::count(object.begin(), object.end(), '\n'));
    } else {
        return std::nullopt;
    }
    MatterFields out;
    out.end = found.end;
    out.end_line = found.end_line;
    if (parse_json_object(object, found.first_line, out)) return out;
    if (whole) return std::nullopt;
    out.fields.clear();
    for (MatterLines lines{object, 0, found.first_line}; !lines.done();) {
        const int number = lines.line();
        read_json_line(lines.next(), number, out);
    }
    if (out.fields.empty()) return std::nullopt;
    return out;
}

}  // namespace pacelane::context::detail
