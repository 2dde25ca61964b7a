#include "detail/front_matter_fields.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

#include <yaml-cpp/yaml.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_yaml = 64 * 1024;  // more is no front matter that a person wrote
constexpr std::size_t deepest_yaml = 30;

/// Whether the parser may have it: no thousands of brackets or of "- - - -" within each other.
bool is_sane_yaml(std::string_view text) {
    std::size_t depth = 0;
    std::size_t dashes = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') dashes = 0;
        if ((c == '-' || c == '?' || c == ':') && i + 1 < text.size() && text[i + 1] == ' ') ++dashes;
        if (c == '[' || c == '{') ++depth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        if (depth > deepest_yaml || dashes > deepest_yaml) return false;
    }
    return text.size() <= most_yaml;
}

/// The words of a value: those of its elements; of a mapping, what names the thing ("name: Maya"). Aliases
/// may make of a few lines a tree without end, so `steps` are counted.
void collect_yaml(const YAML::Node& node, std::vector<std::string>& values, int& steps,
                  std::size_t depth = 0) {
    if (depth > deepest_yaml || --steps < 0) return;
    if (node.IsScalar()) {
        std::string value;
        for (const char c : node.Scalar()) {
            const bool space = c == '\n' || c == '\t' || c == ' ';
            if (space && (value.empty() || value.back() == ' ')) continue;
            value += space ? ' ' : c;
        }
        if (value.ends_with(' ')) value.pop_back();
        if (!value.empty()) values.push_back(std::move(value));
    } else if (node.IsSequence()) {
        for (const auto& element : node)
            collect_yaml(element, values, steps, depth + 1);
    } else if (node.IsMap()) {
        for (const auto* key : {"name", "title", "text", "label", "value"}) {
            if (const auto named = node[key]) {
                collect_yaml(named, values, steps, depth + 1);
                return;
            }
        }
    }
}

void collect_fields(const YAML::Node& map, int first_line, MatterFields& out, std::size_t depth = 0) {
    for (const auto& entry : map) {
        if (!entry.first.IsScalar()) continue;  // {{a template's mark}}
        std::vector<std::string> values;
        int steps = 1000;
        collect_yaml(entry.second, values, steps);
        // A mapping that names nothing groups fields: "taxonomies:" with "tags:" in it.
        if (values.empty() && entry.second.IsMap() && depth < 3) {
            collect_fields(entry.second, first_line, out, depth + 1);
        } else {
            out.add(entry.first.Scalar(), std::move(values), first_line + entry.first.Mark().line, depth > 0);
        }
    }
}

bool parse_yaml(const std::string& text, int first_line, MatterFields& out) {
    if (!is_sane_yaml(text)) return false;
    try {
        const YAML::Node root = YAML::Load(text);
        if (!root.IsMap()) return false;
        collect_fields(root, first_line, out);
        return true;
    } catch (const YAML::Exception&) {
        return false;
    }
}

std::string_view without_quotes(std::string_view value) {
    value = trim(value);
    for (const char quote : {'"', '\''}) {
        if (value.starts_with(quote)) value.remove_prefix(1);
        if (value.ends_with(quote)) value.remove_suffix(1);
    }
    return trim(value);
}

/// `[a, "b, c"]` or one value, by hand.
std::vector<std::string> loose_values(std::string_view text) {
    text = trim(text);
    if (text.find("{{") != std::string_view::npos || text.find("<%") != std::string_view::npos) return {};
    if (text.empty() || text == "~" || text == "null" || text.find_first_not_of("|>+-") == text.npos)
        return {};
    std::vector<std::string> values;
    if (!text.starts_with('[')) {
        if (const auto value = without_quotes(text); !value.empty()) values.emplace_back(value);
        return values;
    }
    text.remove_prefix(1);
    if (text.ends_with(']')) text.remove_suffix(1);
    for (const auto part : split(text, ',')) {
        if (const auto value = without_quotes(part); !value.empty()) values.emplace_back(value);
    }
    return values;
}

bool is_yaml_item(std::string_view line) {
    return line.starts_with("- ") || line == "-";
}

/// The quote that opens in the value and does not close; NUL when none does.
char open_quote_of(std::string_view value) {
    value = trim(value);
    if (!value.starts_with('"') && !value.starts_with('\'')) return '\0';
    return value.size() < 2 || value.back() != value.front() ? value.front() : '\0';
}

/// Whether the field says all on its own line, so that an indented field below it is not within it.
bool has_value(std::string_view entry) {
    const auto field = matter_line(entry.substr(0, entry.find('\n')));
    return field && field->value.find_first_not_of("|>+-&~") != std::string_view::npos &&
           !field->value.starts_with('&') && open_quote_of(field->value) == '\0';
}

/// One line that begins a field, with those that go on with it.
struct YamlEntry {
    std::string text;
    int line = 1;
};

void read_yaml_entry(const YamlEntry& entry, MatterFields& out) {
    std::string text = entry.text;
    std::replace(text.begin(), text.end(), '\t', ' ');
    MatterLines lines{entry.text, 0, entry.line};
    const auto field = matter_line(lines.next());
    const bool open = field && open_quote_of(field->value) != '\0' && lines.done();
    if (!open && parse_yaml(text, entry.line, out)) return;
    if (!field) {
        out.not_understood(entry.line, entry.text);
        return;
    }
    std::string value{field->value};
    std::vector<std::string> values;
    while (!lines.done()) {
        const auto line = trim(lines.next());
        if (is_yaml_item(line)) {
            for (auto& item : loose_values(line.substr(1)))
                values.push_back(std::move(item));
        } else if (!line.empty()) {
            value += ' ';
            value += line;
        }
    }
    auto own = loose_values(value);
    own.insert(own.end(), std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
    out.add(field->key, std::move(own), entry.line);
}

/// What the lines look like, before they are believed.
struct YamlLooks {
    int fields = 0;
    int known = 0;
    int prose = 0;
    bool first_is_field = false;
    bool prose_after_blank = false;
    bool long_values = false;
    bool open_quote = false;  ///< one that never closes
    bool begins_blank = false;
};

YamlLooks looks_of_yaml(std::string_view block) {
    YamlLooks looks;
    MatterLines lines{block, 0, 1};
    bool blank = false;
    bool first = true;
    char open = '\0';
    while (!lines.done()) {
        const auto line = lines.next();
        const auto content = trim(line);
        if (content.empty()) {
            blank = true;
            if (first) looks.begins_blank = true;
            continue;
        }
        if (open != '\0') {
            if (content.ends_with(open)) open = '\0';
            continue;
        }
        const bool goes_on = line.front() == ' ' || line.front() == '\t' || is_yaml_item(content) ||
                             content.find_first_not_of("]}),") == std::string_view::npos;
        if (content.starts_with('#')) {
            if (content.starts_with("# ") && blank) looks.prose_after_blank = true;  // a heading
            continue;
        } else if (const auto field = matter_line(content); field && !goes_on) {
            ++looks.fields;
            if (is_known_matter_key(field->key)) ++looks.known;
            if (first) looks.first_is_field = true;
            if (field->value.size() > 80) looks.long_values = true;
            open = open_quote_of(field->value);
        } else if (!goes_on) {
            ++looks.prose;
            if (blank) looks.prose_after_blank = true;
        }
        first = blank = false;
    }
    looks.open_quote = open != '\0';
    return looks;
}

bool is_believable(const YamlLooks& looks) {
    if (looks.fields == 0 || !looks.first_is_field || looks.prose > looks.fields) return false;
    // Between two rules of a note stands prose, or talk: "Maya: I think that …".
    if (looks.begins_blank && looks.known == 0) return false;
    return !looks.prose_after_blank && (looks.known > 0 || (looks.prose == 0 && !looks.long_values));
}

}  // namespace

std::optional<MatterFields> read_yaml_matter(std::string_view text, std::size_t begin, int line) {
    constexpr int most_lines = 1000;
    MatterLines lines{text, begin, line};
    const auto opening = lines.next();
    if (const auto mark = trim(opening); !opening.starts_with("---") || (mark != "---" && mark != "---yaml"))
        return std::nullopt;
    const std::size_t block_begin = lines.at();
    const int first_line = lines.line();
    while (!lines.done() && lines.line() - first_line <= most_lines) {
        const std::size_t end = lines.at();
        const auto candidate = lines.next();
        if ((trim(candidate) != "---" && trim(candidate) != "...") ||
            trim(candidate).front() != candidate.front())
            continue;
        const std::string_view block = text.substr(block_begin, end - block_begin);
        MatterFields out;
        out.end = lines.at();
        out.end_line = lines.line();
        if (trim(block).empty()) return out;
        const YamlLooks looks = looks_of_yaml(block);
        if (!is_believable(looks)) return std::nullopt;
        if (!looks.open_quote && parse_yaml(std::string{block}, first_line, out)) return out;
        out.fields.clear();
        // Some line is broken. Field by field, so that it costs only that one.
        std::vector<YamlEntry> entries;
        char open = '\0';
        for (MatterLines rest{block, 0, first_line}; !rest.done();) {
            const int number = rest.line();
            const auto raw = rest.next();
            const auto content = trim(raw);
            if (content.empty() || (content.starts_with('#') && open == '\0')) continue;
            const bool indented = raw.front() == ' ' || raw.front() == '\t';
            const auto field = matter_line(content);
            const bool stray =
                indented && open == '\0' && field && !entries.empty() && has_value(entries.back().text);
            if (open != '\0' || (indented && !stray) || is_yaml_item(content) ||
                content.find_first_not_of("]})") == content.npos) {
                if (entries.empty()) {
                    out.not_understood(number, content);
                } else {
                    entries.back().text += '\n';
                    entries.back().text += raw;
                }
                if (open != '\0' && content.ends_with(open)) open = '\0';
            } else if (field) {
                entries.push_back({std::string{raw}, number});
                open = open_quote_of(field->value);
                const auto from = static_cast<std::size_t>(field->value.data() - block.data()) + 1;
                if (open != '\0' && block.find(open, from) == block.npos) open = '\0';
            } else {
                out.not_understood(number, content);
            }
        }
        for (const auto& entry : entries)
            read_yaml_entry(entry, out);
        return out;
    }
    return std::nullopt;
}

}  // namespace pacelane::context::detail
