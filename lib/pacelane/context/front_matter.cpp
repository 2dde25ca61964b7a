#include "detail/front_matter.h"

#include "detail/document_date.h"
#include "detail/front_matter_fields.h"
#include "detail/matter_uses.h"
#include "detail/metadata.h"
#include "detail/publication.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/private_field.h>
#include <pacelane/language/language_pack.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

std::optional<bool> truth_of(std::string_view value) {
    const std::string word = language::fold(trim(value), true);
    if (language::any_language().yes_words.contains(word)) return true;
    if (language::any_language().no_words.contains(word)) return false;
    return std::nullopt;
}

void add_tag(std::vector<std::string>& tags, std::string_view tag) {
    tag = trim(tag);
    while (tag.starts_with('#'))
        tag.remove_prefix(1);
    if (tag.ends_with('#')) tag.remove_suffix(1);
    tag = trim(tag);
    constexpr std::size_t most = 200;
    if (tag.empty() || tag.size() > 200 || tags.size() >= most) return;
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.emplace_back(tag);
}

/// `tags: a, b`, `tags: #a #b` and `tags:: [[a]], [[b]]` are no YAML lists, but are what people write.
void add_tags(std::vector<std::string>& tags, std::string_view value) {
    std::string plain{value};
    for (const auto brackets : {"[["sv, "]]"sv}) {
        for (std::size_t at = plain.find(brackets); at != std::string::npos; at = plain.find(brackets, at))
            plain.replace(at, 2, "");
    }
    for (const auto part : split(plain, ',')) {
        const auto words = split(trim(part), ' ');
        const bool hashes = std::all_of(words.begin(), words.end(), [](std::string_view word) {
            return word.empty() || word.starts_with('#');
        });
        if (hashes) {
            for (const auto word : words)
                add_tag(tags, word);
        } else {
            add_tag(tags, part);
        }
    }
}

/// One date of several kinds: the first kind that is given wins.
struct MatterDates {
    std::optional<Date> date;
    MatterUse from = MatterUse::none;

    void offer(std::optional<Date> other, MatterUse use) {
        if (!other || (date && from <= use)) return;
        date = other;
        from = use;
    }
};

void take_status(std::string_view value, FrontMatter& matter) {
    const std::string word = language::fold(trim(value), true);
    if (word == "draft" || word == "rascunho" || word == "entwurf") matter.draft = true;
    if (word == "private" || word == "confidential" || word == "privado" || word == "privat")
        matter.is_private = true;
    if (word == "published" || word == "public" || word == "publicado") matter.publish = true;
}

void take_field(const MatterField& field, FrontMatter& matter, MatterDates& dates) {
    const auto use = matter_use(field.key);
    if (!use || field.values.empty()) return;
    const std::string& first = field.values.front();
    const auto truth = truth_of(first);
    switch (*use) {
        case MatterUse::title:
            if (matter.title.empty()) matter.title = first;
            break;
        case MatterUse::published:
            // Jekyll's "published: false" says whether, not when.
            if (truth) {
                matter.publish = truth;
                break;
            }
            [[fallthrough]];
        case MatterUse::date:
        case MatterUse::created:
        case MatterUse::changed: {
            const auto date = find_date(first, matter.language);
            if (!date && *use == MatterUse::date)
                matter.warnings.push_back(fmt::format("line {}: not a date: {}", field.line, first));
            dates.offer(date, *use);
            break;
        }
        case MatterUse::language:
            if (!matter.language) matter.language = language::from_name(first);
            break;
        case MatterUse::tags:
            for (const auto& value : field.values)
                add_tags(matter.tags, value);
            break;
        case MatterUse::aliases:
            for (const auto& value : field.values) {
                for (const auto part : split(value, ','))
                    add_tag(matter.aliases, part);
            }
            break;
        case MatterUse::participants:
        case MatterUse::speakers:
        case MatterUse::authors:
            for (const auto& value : field.values) {
                // "[[Olu Ade]]" is a link to a note on them.
                const bool link = value.starts_with("[[") && value.ends_with("]]");
                const std::string_view names = value;
                for (const auto& person : names_in(link ? names.substr(2, names.size() - 4) : names)) {
                    add_name(*use == MatterUse::authors ? matter.authors : matter.participants, person);
                    if (*use == MatterUse::speakers) add_name(matter.speakers, person);
                }
            }
            break;
        case MatterUse::draft:
            if (truth) matter.draft = truth;
            break;
        case MatterUse::publish:
            if (truth) matter.publish = truth;
            break;
        case MatterUse::is_private:
            if (truth) matter.is_private = field.key == "public" ? !*truth : *truth;
            break;
        case MatterUse::status:
            take_status(first, matter);
            break;
        case MatterUse::canonical:  // see take_address
        case MatterUse::permalink:
        case MatterUse::url:
        case MatterUse::original:
        case MatterUse::none:
            break;
    }
}

/// One address of several kinds: an absolute one wins, then the kind that comes first.
struct MatterAddress {
    std::string url;
    MatterUse from = MatterUse::none;

    void offer(const std::string& other, MatterUse use) {
        const bool absolute = is_web_address(other);
        if (!absolute && !is_site_path(other)) return;
        const bool had = is_web_address(url);
        if (!url.empty() && (had != absolute ? had : from <= use)) return;
        url = other;
        from = use;
    }
};

/// `in_lines`: the front matter has no mark around it. A "url" there is a bookmark as often, one within
/// another field that of a picture or a person.
void take_address(const MatterField& field, bool in_lines, MatterAddress& address) {
    const auto use = matter_use(field.key);
    if (!use || field.values.size() != 1) return;
    const bool sure = *use == MatterUse::canonical || *use == MatterUse::permalink;
    const bool likely = (*use == MatterUse::url || *use == MatterUse::original) && !in_lines && !field.within;
    if (sure || likely) address.offer(field.values.front(), *use);
}

/// What programs that save pages write beside a page's address: Web Clipper, MarkDownload, Omnivore,
/// Readwise, Instapaper, Pocket, Raindrop. People write none of them of a text of their own.
constexpr auto clipper_keys =
    std::to_array({"clipped"sv, "clippedat"sv, "dateclipped"sv, "datesaved"sv, "savedat"sv, "capturedat"sv,
                   "omnivore"sv, "readwise"sv, "readwiseurl"sv, "instapaper"sv, "pocket"sv, "raindrop"sv});
constexpr auto clipper_tags =
    std::to_array({"clippings"sv, "clipping"sv, "web-clip"sv, "webclip"sv, "web-clipper"sv, "webclipper"sv,
                   "omnivore"sv, "readwise"sv, "instapaper"sv, "raindrop"sv});

/// A page that a clipper saved: it says from where ("source: https://…"), and when that was published or
/// clipped. Notes on a page, in one's own words, have no more than its address and author.
bool is_clipped(const std::vector<MatterField>& fields, const std::vector<std::string>& tags) {
    bool from_web = false, has_address = false, published = false;
    bool by_clipper = std::any_of(tags.begin(), tags.end(), [](std::string_view tag) {
        return std::find(clipper_tags.begin(), clipper_tags.end(), ascii_lower(tag)) != clipper_tags.end();
    });
    for (const auto& field : fields) {
        if (field.values.empty() || field.within) continue;
        const bool web = is_web_address(field.values.front());
        from_web = from_web || (web && (field.key == "source" || field.key == "sourceurl"));
        has_address = has_address || web;
        published = published || matter_use(field.key) == MatterUse::published;
        by_clipper = by_clipper ||
                     std::find(clipper_keys.begin(), clipper_keys.end(), field.key) != clipper_keys.end();
    }
    return (from_web && published) || (has_address && by_clipper);
}

}  // namespace

bool is_known_matter_key(std::string_view key) {
    return matter_use(matter_key(key)).has_value();
}

FrontMatter read_front_matter(std::string_view text) {
    FrontMatter matter;
    MatterLines lines{text, 0, 1};
    while (!lines.done() && trim(lines.peek()).empty())
        lines.next();
    std::optional<MatterFields> found;
    for (auto* read : {read_yaml_matter, read_toml_matter, read_json_matter}) {
        found = read(text, lines.at(), lines.line());
        if (found) break;
    }
    const bool in_lines = !found;
    if (!found) found = read_lines_matter(text, lines.at(), lines.line());
    if (!found) return matter;
    matter.body_begin = found->end;
    matter.body_line = found->end_line;
    matter.warnings = std::move(found->warnings);
    // The language first: dates are read by it.
    MatterDates dates;
    for (const auto& field : found->fields) {
        if (matter_use(field.key) == MatterUse::language) take_field(field, matter, dates);
    }
    MatterAddress address;
    for (const auto& field : found->fields) {
        take_field(field, matter, dates);
        take_address(field, in_lines, address);
        if (matter.private_by.empty() && !field.within && field.values.size() == 1)
            matter.private_by = private_field(field.key, field.values.front());
    }
    matter.clipped = is_clipped(found->fields, matter.tags);
    matter.date = dates.date;
    matter.url = std::move(address.url);
    return matter;
}

}  // namespace pacelane::context::detail
