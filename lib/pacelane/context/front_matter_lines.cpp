#include "detail/front_matter_fields.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <utility>

/// Front matter without a mark around it: lines that say what they are.
namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_header_lines = 60;

/// Words after the field's name, each line one value.
std::vector<std::string> one_value(std::string_view value) {
    value = trim(value);
    if (value.size() >= 2 && value.starts_with('"') && value.ends_with('"'))
        value = value.substr(1, value.size() - 2);
    return value.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::string{value}};
}

void end_at(MatterLines& lines, MatterFields& out) {
    out.end = lines.at();
    out.end_line = lines.line();
}

/// "key:: value", also as the first bullet.
std::optional<MatterLine> property_line(std::string_view line) {
    line = trim(line);
    for (const auto mark : {"- "sv, "* "sv}) {
        if (line.starts_with(mark)) line = trim(line.substr(mark.size()));
    }
    const std::size_t colons = line.find("::");
    if (colons == std::string_view::npos || colons == 0 || colons > 60) return std::nullopt;
    const auto key = line.substr(0, colons);
    const auto value = line.substr(colons + 2);
    if (!value.empty() && value.front() != ' ') return std::nullopt;
    if (key.find_first_of(":.`[](){}|\"") != std::string_view::npos || key.ends_with(' '))
        return std::nullopt;
    return MatterLine{key, trim(value)};
}

std::optional<MatterFields> read_properties(MatterLines lines) {
    MatterFields out;
    while (!lines.done()) {
        const auto property = property_line(lines.peek());
        if (!property) break;
        out.add(property->key, one_value(property->value), lines.line());
        lines.next();
    }
    if (out.fields.empty()) return std::nullopt;
    end_at(lines, out);
    return out;
}

std::optional<MatterFields> read_org(MatterLines lines) {
    MatterFields out;
    while (!lines.done() && trim(lines.peek()).starts_with("#+")) {
        const auto field = matter_line(trim(lines.peek()).substr(2));
        if (!field || field->key.find(' ') != std::string_view::npos) break;
        auto values = one_value(field->value);
        // ":one:two:" are tags.
        if (field->value.starts_with(':') && field->value.ends_with(':')) {
            values.clear();
            for (const auto tag : split(field->value, ':'))
                if (!tag.empty()) values.emplace_back(tag);
        }
        out.add(field->key, std::move(values), lines.line());
        lines.next();
    }
    if (out.fields.empty()) return std::nullopt;
    end_at(lines, out);
    return out;
}

std::optional<MatterFields> read_pandoc(MatterLines lines) {
    constexpr std::array keys{"title"sv, "author"sv, "date"sv};
    MatterFields out;
    for (const auto key : keys) {
        if (lines.done() || !lines.peek().starts_with("% ")) break;
        const int number = lines.line();
        std::string value{trim(lines.next().substr(1))};
        std::replace(value.begin(), value.end(), ';', ',');
        out.add(key, one_value(value), number);
    }
    if (out.fields.empty() || (!lines.done() && !trim(lines.peek()).empty())) return std::nullopt;
    end_at(lines, out);
    return out;
}

bool is_rule_of_dashes(std::string_view line) {
    return line.size() >= 3 && line.find_first_not_of('-') == std::string_view::npos;
}

/// A run of "Key: value" lines.
struct HeaderRun {
    MatterFields fields;
    std::size_t known = 0;
    std::size_t wordy = 0;   ///< values that are sentences
    std::size_t titles = 0;  ///< fields that only a document has
    bool ends_in_rule = false;
    bool broken = false;  ///< a line in it is no field
    bool listed = false;  ///< values in a list of YAML's
};

bool is_sentence(std::string_view value) {
    return value.size() > 60 && (value.ends_with('.') || value.ends_with('!') || value.ends_with('?'));
}

HeaderRun header_run(MatterLines& lines) {
    HeaderRun run;
    while (!lines.done() && !trim(lines.peek()).empty()) {
        const auto raw = lines.peek();
        const auto line = trim(raw);
        if (is_rule_of_dashes(line) && !run.fields.fields.empty()) {
            run.ends_in_rule = true;
            lines.next();
            break;
        }
        const bool indented = raw.front() == ' ' || raw.front() == '\t';
        if (indented && !run.fields.fields.empty()) {
            auto& values = run.fields.fields.back().values;
            if (values.empty()) {
                values.emplace_back(line);
            } else {
                values.back() += ' ';
                values.back() += line;
            }
            lines.next();
            continue;
        }
        if (line.starts_with("- ") && !run.fields.fields.empty()) {
            run.fields.fields.back().values.emplace_back(trim(line.substr(2)));
            run.listed = true;
            lines.next();
            continue;
        }
        const auto field = matter_line(line);
        if (!field || run.fields.fields.size() >= most_header_lines) {
            run.broken = true;
            break;
        }
        const std::string key = matter_key(field->key);
        if (is_known_matter_key(key)) ++run.known;
        if (is_sentence(field->value)) ++run.wordy;
        for (const auto of_document : {"title"sv, "titulo"sv, "author"sv, "tags"sv, "keywords"sv, "layout"sv,
                                       "slug"sv, "subtitle"sv, "autor"sv})
            if (key == of_document) ++run.titles;
        run.fields.add(field->key, one_value(field->value), lines.line());
        lines.next();
    }
    return run;
}

/// "Title: …" lines up to the first blank line, or (Hexo) up to "---".
std::optional<MatterFields> read_multimarkdown(MatterLines lines) {
    auto run = header_run(lines);
    const std::size_t fields = run.fields.fields.size();
    if (fields == 0 || run.broken || run.known * 2 < fields || run.wordy > 0) return std::nullopt;
    // Minutes open with "Date: …" and "Attendees: …" too; those are read where they stand.
    if ((run.titles == 0 || run.listed) && !run.ends_in_rule) return std::nullopt;
    if (lines.done()) return std::nullopt;  // all of it would be metadata
    end_at(lines, run.fields);
    return std::move(run.fields);
}

/// Properties that Notion exports below the title.
bool is_notion_key(std::string_view key) {
    constexpr std::array keys{"created"sv,      "createdtime"sv, "createdby"sv, "lasteditedtime"sv,
                              "lasteditedby"sv, "lastedited"sv,  "status"sv,    "tags"sv,
                              "type"sv,         "url"sv,         "owner"sv,     "assign"sv,
                              "assignee"sv,     "property"sv,    "priority"sv,  "category"sv,
                              "publishdate"sv,  "duedate"sv,     "due"sv,       "author"sv,
                              "area"sv,         "project"sv,     "projects"sv,  "archived"sv,
                              "criadoem"sv,     "createdat"sv,   "updatedat"sv, "updated"sv,
                              "reviewed"sv,     "completed"sv,   "published"sv};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::optional<MatterFields> read_notion(MatterLines lines) {
    const auto heading = lines.peek();
    if (!heading.starts_with("# ")) return std::nullopt;
    const int title_line = lines.line();
    const auto title = trim(heading.substr(2));
    lines.next();
    while (!lines.done() && trim(lines.peek()).empty())
        lines.next();
    auto run = header_run(lines);
    const auto& fields = run.fields.fields;
    if (fields.empty() || run.broken || run.listed || run.wordy > 0 || lines.done() || title.empty())
        return std::nullopt;
    const auto notion = static_cast<std::size_t>(std::count_if(
        fields.begin(), fields.end(), [](const MatterField& field) { return is_notion_key(field.key); }));
    if (notion == 0 || (notion < 2 && notion < fields.size())) return std::nullopt;
    run.fields.add("title", {std::string{title}}, title_line);
    end_at(lines, run.fields);
    return std::move(run.fields);
}

}  // namespace

std::optional<MatterFields> read_lines_matter(std::string_view text, std::size_t begin, int line) {
    const MatterLines lines{text, begin, line};
    for (auto* read : {read_properties, read_org, read_pandoc, read_multimarkdown, read_notion}) {
        if (auto found = read(lines)) return found;
    }
    return std::nullopt;
}

}  // namespace pacelane::context::detail
