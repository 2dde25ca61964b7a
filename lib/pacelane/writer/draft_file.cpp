#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/base/json.h>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/front_matter.h>
#include <pacelane/writer/draft_file.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::writer {

namespace {

constexpr std::size_t kLongestName = 200;         // bytes; file systems take 255, and ".md" comes on top
constexpr std::size_t kLongestSlug = 60;          // bytes
constexpr std::size_t kLongestDescription = 160;  // bytes; what search engines show

Json metadata_of(const StoredDraft& draft) {
    if (draft.metadata.empty()) return Json::object();
    auto metadata = parse_json(draft.metadata, "content_metadata");
    return metadata.is_object() ? metadata : Json::object();
}

/// YYYY-MM-DDTHH:MM:SS, UTC.
std::string written_at(const StoredDraft& draft) {
    auto at = parse_instant(draft.completed_at);
    if (!at) at = parse_instant(draft.analysis_date + "T00:00:00Z");
    constexpr std::size_t kToSeconds = 19;
    return format_instant(at.value_or(Instant{})).substr(0, kToSeconds);
}

std::string slug_of(const StoredDraft& draft, const Json& metadata, bool distinct) {
    auto slug = language::slug(text_at(metadata, "slug"), kLongestSlug);
    if (slug.empty()) slug = language::slug(draft.title, kLongestSlug);
    if (slug.empty()) return path_component(draft.id);
    // The end of an id is its random part. "index" is not a page of its own but that of its folder.
    constexpr std::size_t kEnd = 8;
    if (distinct || slug == "index")
        slug += "-" + language::slug(draft.id.substr(draft.id.size() - std::min(kEnd, draft.id.size())));
    return slug;
}

std::vector<std::string> tags_of(const Json& metadata) {
    std::vector<std::string> tags;
    const auto hashtags = metadata.find("hashtags");
    if (hashtags == metadata.end() || !hashtags->is_array()) return tags;
    for (const auto& hashtag : *hashtags) {
        if (!hashtag.is_string()) continue;
        auto tag = hashtag.get<std::string>();
        tag.erase(0, std::min(tag.find_first_not_of('#'), tag.size()));
        if (!tag.empty()) tags.push_back(std::move(tag));
    }
    return tags;
}

std::string one_line(std::string_view text) {
    std::string line;
    for (const char c : trim(text)) {
        const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!space)
            line += c;
        else if (line.back() != ' ')
            line += ' ';
    }
    return line;
}

/// At most so many bytes and "…", cut between words if possible, never within a character.
std::string shortened(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    auto end = text.rfind(' ', most);
    if (end == std::string::npos || end == 0) {
        end = most;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
    }
    return text.substr(0, end) + "…";
}

std::string description_of(const StoredDraft& draft, const Json& metadata) {
    for (const auto* field : {"summary", "preview"})
        if (const auto text = one_line(text_at(metadata, field)); !text.empty()) return text;
    const std::string_view body = trim(draft.body);
    return shortened(one_line(body.substr(0, body.find("\n\n"))), kLongestDescription);
}

/// Without the heading that a generator's page has already.
std::string_view body_without_title(const StoredDraft& draft) {
    std::string_view body = draft.body;
    body.remove_prefix(std::min(body.find_first_not_of('\n'), body.size()));
    if (!body.starts_with("# ")) return draft.body;
    const auto* form = find_content_form(draft.content_type);
    const auto end = std::min(body.find('\n'), body.size());
    if (!(form && form->title_in_body) && trim(body.substr(2, end - 2)) != trim(draft.title))
        return draft.body;
    body.remove_prefix(end);
    body.remove_prefix(std::min(body.find_first_not_of('\n'), body.size()));
    return body;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

/// Hugo would run "{{< … >}}" and "{{% … %}}", and not build the site when it has no such shortcode. It
/// prints
/// "{{</* … */>}}" as "{{< … >}}".
std::string without_shortcodes(std::string text) {
    struct Delimiters {
        std::string_view open, close, entity;
    };
    for (const auto& [open, close, entity] :
         {Delimiters{"{{<", ">}}", "{{&lt;"}, Delimiters{"{{%", "%}}", "{{&#37;"}}) {
        for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
            const auto inner = at + open.size();
            const auto end = text.find(close, inner);
            const auto content = std::string_view(text).substr(inner, end - inner);
            std::string escaped(entity);
            auto length = open.size();
            if (end != std::string::npos && content.find("*/") == std::string_view::npos &&
                content.find(open) == std::string_view::npos) {
                escaped = fmt::format("{}/*{}*/{}", open, content, close);
                length = end + close.size() - at;
            }
            text.replace(at, length, escaped);
            at += escaped.size();
        }
    }
    return text;
}

/// The text, and below it what is posted on each network.
std::string body_with_variants(const StoredDraft& draft, const Json& metadata) {
    auto text = draft.body;
    const auto variants = metadata.find("variants");
    if (variants == metadata.end() || !variants->is_array()) return text;
    for (const auto& variant : *variants) {
        const auto posts = variant.value("posts", std::vector<std::string>());
        text += fmt::format("\n\n## {}\n\n", text_at(variant, "network"));
        text += posts.empty() ? fmt::format("Left out: {}.", text_at(variant, "left_out"))
                              : join(posts, "\n\n---\n\n");
    }
    return text;
}

std::string plain_front_matter(const StoredDraft& draft, const Json& metadata, const std::string& slug) {
    FrontMatter front;
    front.text("title", draft.title);
    front.text("description", description_of(draft, metadata));
    front.timestamp("date", written_at(draft) + "Z");
    front.flag("draft", true);
    front.list("tags", tags_of(metadata));
    front.text("slug", slug);
    front.text("author", draft.author);
    front.text("content_type", draft.content_type);
    front.text("analysis_date", draft.analysis_date);
    front.text("draft_id", draft.id);
    for (const auto* field : {"language", "topic", "subject", "preview"})
        front.text(field, text_at(metadata, field));
    if (metadata.contains("sources")) front.sources("sources", metadata["sources"]);
    return front.finish();
}

std::string hugo_front_matter(const StoredDraft& draft, const Json& metadata, const std::string& slug) {
    FrontMatter front;
    front.text("title", draft.title);
    front.timestamp("date", written_at(draft) + "Z");
    front.flag("draft", true);
    front.text("slug", slug);
    front.text("description", description_of(draft, metadata));
    front.list("tags", tags_of(metadata));
    return front.finish();
}

std::string jekyll_front_matter(const StoredDraft& draft, const Json& metadata) {
    FrontMatter front;
    front.text("layout", "post");
    front.text("title", draft.title);
    auto date = written_at(draft);
    replace_all(date, "T", " ");
    front.timestamp("date", date + " +0000");
    front.flag("published", false);
    front.list("tags", tags_of(metadata));
    front.text("description", description_of(draft, metadata));
    front.flag("render_with_liquid", false);
    return front.finish();
}

std::string astro_front_matter(const StoredDraft& draft, const Json& metadata) {
    FrontMatter front;
    front.text("title", draft.title);
    front.text("description", description_of(draft, metadata));
    front.timestamp("pubDate", written_at(draft) + "Z");
    front.flag("draft", true);
    front.list("tags", tags_of(metadata));
    return front.finish();
}

}  // namespace

FileTarget file_target(std::string_view name) {
    if (name == "plain") return FileTarget::plain;
    if (name == "hugo") return FileTarget::hugo;
    if (name == "jekyll") return FileTarget::jekyll;
    if (name == "astro") return FileTarget::astro;
    throw Error(ErrorKind::bad_input,
                fmt::format("'{}' is no target; use plain, hugo, jekyll or astro", printable(name)));
}

DraftFile draft_file(const StoredDraft& draft, FileTarget target, bool distinct) {
    const auto metadata = metadata_of(draft);
    const auto slug = slug_of(draft, metadata, distinct);
    const auto file = [](const std::string& stem, const std::string& front, std::string_view body) {
        return DraftFile{path_component(stem) + ".md", fmt::format("{}\n{}\n", front, body)};
    };
    switch (target) {
        case FileTarget::hugo:
            return file(slug, hugo_front_matter(draft, metadata, slug),
                        without_shortcodes(std::string(body_without_title(draft))));
        case FileTarget::jekyll: {
            constexpr std::size_t kDay = 10;
            return file(fmt::format("{}-{}", written_at(draft).substr(0, kDay), slug),
                        jekyll_front_matter(draft, metadata), body_without_title(draft));
        }
        case FileTarget::astro:
            return file(slug, astro_front_matter(draft, metadata), body_without_title(draft));
        case FileTarget::plain:
            break;
    }
    return file(fmt::format("{}-{}-{}", draft.analysis_date, draft.content_type, slug),
                plain_front_matter(draft, metadata, slug), body_with_variants(draft, metadata));
}

std::string path_component(std::string_view text) {
    constexpr std::size_t kHash = 8;
    std::string name(text.substr(0, kLongestName));
    for (char& c : name)
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '.' &&
            c != '_' && c != '-')
            c = '-';
    const bool only_dots = name.find_first_not_of('.') == std::string::npos;
    if (name == text && !only_dots) return name;
    if (only_dots) name = "_";
    name.resize(std::min(name.size(), kLongestName - kHash - 1));
    return name + "-" + sha256_hex(text).substr(0, kHash);
}

}  // namespace pacelane::writer
