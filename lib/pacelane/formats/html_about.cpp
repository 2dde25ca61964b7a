#include "detail/html_about.h"

#include "detail/file_properties.h"
#include "detail/flow.h"
#include "detail/html_byline.h"
#include "detail/html_shapes.h"

#include <algorithm>
#include <array>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

#include <nlohmann/json.hpp>

namespace pacelane::formats::detail {

namespace {

using namespace std::string_view_literals;
using Json = nlohmann::json;

/// "Queues | The Site" → "Queues" when a heading of the page says so.
std::string without_site(const std::string& title, const std::vector<std::string>& headings) {
    for (const auto& heading : headings)
        if (heading.size() >= 3 && title.starts_with(heading)) return heading;
    for (const auto separator : {" | "sv, " – "sv, " — "sv, " · "sv, " :: "sv}) {
        const auto at = title.rfind(separator);
        if (at != std::string::npos && at >= 3) return title.substr(0, at);
    }
    return title;
}

/// The articles that a page's JSON-LD tells of.
void collect(const Json& json, std::vector<const Json*>& found, int depth) {
    if (depth > 6 || found.size() > 50) return;
    if (json.is_array()) {
        for (const auto& one : json)
            collect(one, found, depth + 1);
    } else if (json.is_object()) {
        found.push_back(&json);
        if (const auto graph = json.find("@graph"); graph != json.end()) collect(*graph, found, depth + 1);
    }
}

std::string text_of(const Json& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) return {};
    if (found->is_string()) return clean(found->get_ref<const std::string&>());
    return {};
}

void add_author(std::vector<std::string>& authors, const std::string& name) {
    if (name.empty() || name.size() > 100 || name.find("://") != std::string::npos || name.starts_with('@'))
        return;
    if (std::find(authors.begin(), authors.end(), name) == authors.end()) authors.push_back(name);
}

void add_authors(const Json& author, std::vector<std::string>& authors) {
    if (author.is_string()) add_author(authors, clean(author.get_ref<const std::string&>()));
    if (author.is_object()) add_author(authors, text_of(author, "name"));
    if (author.is_array() && author.size() < 50)
        for (const auto& one : author)
            if (!one.is_array()) add_authors(one, authors);
}

/// Whether one of the words of a name, "post-author", "authorName", is listed.
bool names_one_of(std::string_view name, const language::FoldedSet& listed) {
    std::string word;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        const char c = i < name.size() ? name[i] : ' ';
        const bool upper = c >= 'A' && c <= 'Z';
        const bool letter = upper || (c >= 'a' && c <= 'z');
        if (!letter || (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z')) {
            if (listed.contains(word)) return true;
            word.clear();
        }
        if (letter) word += static_cast<char>(upper ? c - 'A' + 'a' : c);
    }
    return false;
}

/// Whether the page says of the element that it names who wrote it.
bool names_author(const GumboNode* node) {
    const auto has_word = [&](const char* name, std::string_view wanted) {
        const auto value = attribute(node, name);
        const auto words = split(value, ' ');
        return std::find(words.begin(), words.end(), wanted) != words.end();
    };
    if (has_word("rel", "author") || has_word("itemprop", "author")) return true;
    for (const auto* of : {"class", "id", "data-testid"})
        if (names_one_of(attribute(node, of), language::any_language().page_author_names)) return true;
    // "/authors/ana-lima", "/@ana"
    const auto target = tag(node) == GUMBO_TAG_A ? attribute(node, "href") : std::string();
    for (const auto part : split(target, '/'))
        if (language::any_language().page_author_names.contains(part)) return true;
    return false;
}

/// The words below an element, with a bar between those of its blocks.
std::string parted_text(const GumboNode* node) {
    std::string text;
    walk_tree(node, [&](const GumboNode* one) {
        if (is_text(one))
            text += one->v.text.text;
        else if (const auto* part = element(one); part && is_html_block(part->tag) && !trim(text).empty())
            text += " | ";
        return true;
    });
    return one_line(clean(text));
}

/// The names that stand within the text as its writers': pages without a head for programs have only them.
/// The first day that is told there is the page's.
void add_shown_authors(const GumboNode* main, std::optional<language::Language> language,
                       std::vector<std::string>& authors, std::optional<Date>& date) {
    constexpr std::size_t most = 5, longest = 120;
    for (const auto one : {GUMBO_TAG_A, GUMBO_TAG_SPAN, GUMBO_TAG_DIV, GUMBO_TAG_P, GUMBO_TAG_H4})
        for (const auto* node : all(main, one)) {
            if (authors.size() >= most) return;
            if (!names_author(node)) continue;
            const auto text = parted_text(node);
            if (text.size() > longest) continue;
            // "Ines Duarte | 5 March 2026": the first of the parts.
            const auto first = std::string(trim(std::string_view(text).substr(0, text.find(" | "))));
            add_author(authors, byline_name(language::words_of(first), first));
            if (!date) date = context::detail::find_date(text, language);
        }
}

/// A page as Confluence exports it: "Created by Ana Lima, last modified on Nov 12, 2026" stands beside the
/// text, and the space's name before the title, "Bakery : Retrospective".
void add_confluence(const GumboNode* root, context::detail::FrontMatter& about,
                    std::vector<std::string>& authors) {
    const GumboNode* told = nullptr;
    for (const auto* node : all(root, GUMBO_TAG_DIV))
        if (attribute(node, "class") == "page-metadata") {
            told = node;
            break;
        }
    if (!told) return;
    for (const auto* node : all(told, GUMBO_TAG_SPAN))
        if (attribute(node, "class") == "author") add_author(authors, one_line(clean(text_below(node))));
    if (!about.date)
        about.date = context::detail::find_date(one_line(clean(text_below(told))), about.language);
    for (const auto* node : all(root, GUMBO_TAG_H1)) {
        if (attribute(node, "id") != "title-heading") continue;
        const auto at = about.title.find(" : ");
        if (at != std::string::npos && at + 3 < about.title.size()) about.title.erase(0, at + 3);
    }
}

}  // namespace

void about_page(const GumboNode* root, const GumboNode* main, context::detail::FrontMatter& about) {
    std::map<std::string, std::string> meta;
    std::vector<std::string> authors;
    for (const auto* node : all(root, GUMBO_TAG_META)) {
        auto name = ascii_lower(attribute(node, "name"));
        if (name.empty()) name = ascii_lower(attribute(node, "property"));
        if (name.empty()) name = ascii_lower(attribute(node, "itemprop"));
        const auto content = one_line(attribute(node, "content"));
        if (name.empty() || content.empty()) continue;
        meta.emplace(name, content);
        if (name == "author" || name == "article:author" || name == "dc.creator" ||
            name == "dcterms.creator" || name == "citation_author" || name == "parsely-author" ||
            name == "sailthru.author" || name == "byl")
            add_author(authors, content);
    }
    const auto meta_of = [&](std::initializer_list<const char*> names) {
        for (const auto* name : names)
            if (const auto found = meta.find(name); found != meta.end()) return found->second;
        return std::string();
    };
    std::string headline, published;
    for (const auto* node : all(root, GUMBO_TAG_SCRIPT)) {
        if (ascii_lower(attribute(node, "type")) != "application/ld+json") continue;
        const auto json = Json::parse(text_below(node), nullptr, false);
        if (json.is_discarded()) continue;
        std::vector<const Json*> things;
        collect(json, things, 0);
        for (const auto* thing : things) {
            const auto date = text_of(*thing, "datePublished");
            if (date.empty() && text_of(*thing, "headline").empty()) continue;
            if (published.empty()) published = date;
            if (headline.empty()) headline = one_line(text_of(*thing, "headline"));
            if (const auto author = thing->find("author"); author != thing->end())
                add_authors(*author, authors);
        }
    }
    std::vector<std::string> headings;
    for (const auto* node : all(main, GUMBO_TAG_H1))
        if (auto text = one_line(heading_words(node)); !text.empty()) headings.push_back(std::move(text));
    // Word and Google Docs have the title as a paragraph, and headings of the first level below it.
    for (const auto* node : all(main, GUMBO_TAG_P))
        if (styled_heading(node) > 0 && !trim(text_below(node)).empty()) {
            headings.assign(1, one_line(text_below(node)));
            break;
        }
    about.title = headings.size() == 1 ? headings.front() : std::string();
    if (about.title.empty()) about.title = headline;
    if (about.title.empty()) {
        for (const auto* node : all(root, GUMBO_TAG_TITLE)) {
            const auto text = one_line(text_below(node));
            if (!is_generic_title(text)) about.title = without_site(text, headings);
            break;
        }
    }
    if (about.title.empty()) about.title = meta_of({"og:title", "twitter:title", "dc.title"});
    if (about.title.size() > 300) about.title.clear();

    about.date = date_of(meta_of({"article:published_time", "og:article:published_time", "datepublished",
                                  "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date",
                                  "citation_publication_date", "citation_date", "publish_date", "pubdate",
                                  "created", "parsely-pub-date", "last-modified"}));
    if (!about.date) about.date = date_of(published);
    if (!about.date) {
        const auto times = all(main, GUMBO_TAG_TIME);
        for (const auto* node : times) {
            const bool says_so = has_attribute(node, "pubdate") ||
                                 attribute(node, "itemprop") == "datePublished" ||
                                 attribute(node, "class").find("publish") != std::string::npos;
            if (says_so) about.date = date_of(attribute(node, "datetime"));
            if (about.date) break;
        }
        // The only one, or the first in an article's head.
        if (!about.date && !times.empty()) about.date = date_of(attribute(times.front(), "datetime"));
    }
    for (const auto* node : all(root, GUMBO_TAG_HTML)) {
        const auto tag_of_language = attribute(node, "lang");
        if (tag_of_language.size() >= 2) about.language = pacelane::language::from_code(tag_of_language);
        break;
    }
    add_confluence(root, about, authors);
    if (authors.empty()) add_shown_authors(main, about.language, authors, about.date);
    about.authors = std::move(authors);
}

}  // namespace pacelane::formats::detail
