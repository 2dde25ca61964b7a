#include "detail/html_tree.h"

#include "detail/flow.h"
#include "detail/limits.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

using namespace std::string_view_literals;

bool is_one_of(std::string_view word, const auto& all) {
    return std::find(all.begin(), all.end(), word) != all.end();
}

/// How deep the elements of a text may be within each other, at most: what HTML closes by itself does not
/// count.
void check_depth(std::string_view text) {
    constexpr std::array closed_by_others{"p"sv,      "li"sv,     "td"sv,    "th"sv,   "tr"sv,  "dt"sv,
                                          "dd"sv,     "option"sv, "br"sv,    "img"sv,  "hr"sv,  "meta"sv,
                                          "link"sv,   "input"sv,  "area"sv,  "base"sv, "col"sv, "wbr"sv,
                                          "source"sv, "embed"sv,  "param"sv, "track"sv};
    int depth = 0;
    for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
        const bool closes = at + 1 < text.size() && text[at + 1] == '/';
        std::size_t begin = at + (closes ? 2 : 1), end = begin;
        while (end < text.size() && end - begin < 20 && std::isalnum(static_cast<unsigned char>(text[end])))
            ++end;
        if (end == begin) continue;
        const auto name = ascii_lower(text.substr(begin, end - begin));
        if (is_one_of(std::string_view(name), closed_by_others)) continue;
        if (closes) {
            depth = std::max(0, depth - 1);
            continue;
        }
        if (name == "script" || name == "style" || name == "textarea") {
            // Their text is no markup.
            const auto close = text.find("</" + name, end);
            if (close == std::string_view::npos) return;
            at = close;
            continue;
        }
        const auto tag_end = text.find('>', end);
        if (tag_end != std::string_view::npos && tag_end > end && text[tag_end - 1] == '/') continue;
        if (tag_end != std::string_view::npos && tag_end - at > kFormatLimits.html_attributes)
            throw Error(ErrorKind::bad_input, "has a tag that is too long to be one, and is not read");
        if (++depth > kFormatLimits.html_depth)
            throw Error(ErrorKind::bad_input,
                        fmt::format("has more than {} elements within each other, and is not read",
                                    kFormatLimits.html_depth));
    }
}

}  // namespace

HtmlTree::HtmlTree(std::string_view text) {
    check_depth(text);
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = release;
    options.userdata = this;
    options.max_errors = 0;
    options.stop_on_first_error = false;
    output_ = gumbo_parse_with_options(&options, text.data(), text.size());
}

HtmlTree::~HtmlTree() {
    for (const auto& [memory, size] : blocks_)
        std::free(memory);
}

void* HtmlTree::allocate(void* self, std::size_t size) {
    // The parser does not look whether it got memory, so it must not go on without.
    void* memory = std::malloc(std::max<std::size_t>(size, 1));
    if (!memory) std::abort();
    static_cast<HtmlTree*>(self)->blocks_.emplace(memory, size);
    return memory;
}

void HtmlTree::release(void* self, void* memory) {
    if (!memory) return;
    static_cast<HtmlTree*>(self)->blocks_.erase(memory);
    std::free(memory);
}

const GumboElement* element(const GumboNode* node) {
    return node && (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) ? &node->v.element
                                                                                           : nullptr;
}

GumboTag tag(const GumboNode* node) {
    const auto* one = element(node);
    return one ? one->tag : GUMBO_TAG_UNKNOWN;
}

std::string attribute(const GumboNode* node, const char* name) {
    const auto* one = element(node);
    const auto* found = one ? gumbo_get_attribute(&one->attributes, name) : nullptr;
    return found && found->value ? clean(found->value) : std::string();
}

bool has_attribute(const GumboNode* node, const char* name) {
    const auto* one = element(node);
    return one && gumbo_get_attribute(&one->attributes, name);
}

std::string text_below(const GumboNode* node) {
    std::string text;
    walk_tree(node, [&](const GumboNode* one) {
        if (is_text(one)) text += one->v.text.text;
        return true;
    });
    return clean(text);
}

std::vector<const GumboNode*> all(const GumboNode* node, GumboTag wanted) {
    std::vector<const GumboNode*> found;
    walk_tree(node, [&](const GumboNode* one) {
        if (element(one) && tag(one) == wanted) found.push_back(one);
        return true;
    });
    return found;
}

}  // namespace pacelane::formats::detail
