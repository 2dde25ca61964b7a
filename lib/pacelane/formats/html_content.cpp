#include "detail/html_content.h"

#include "detail/html_shapes.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

/// Where in a page its content is.
namespace pacelane::formats::detail {

namespace {

/// The words in a class or id, and two of one name: "cookie-banner", "siteHeader", "post-meta".
bool names_furniture(std::string_view name) {
    const auto& lists = language::any_language();
    std::string word, before;
    const auto end_word = [&] {
        if (word.empty()) return false;
        const bool found = lists.page_furniture.contains(word) ||
                           (!before.empty() && lists.page_furniture_pairs.contains(before + ' ' + word));
        before = std::move(word);
        word.clear();
        return found;
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool upper = c >= 'A' && c <= 'Z';
        if (!std::isalnum(static_cast<unsigned char>(c)) ||
            (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z')) {
            if (end_word()) return true;
        }
        if (c == ' ') {
            before.clear();  // the next name
        } else if (c == '(') {
            // "Bxsh(modalShadow)": how it looks.
            word.clear();
            i = std::min(name.find(' ', i), name.size()) - 1;
            continue;
        }
        if (std::isalnum(static_cast<unsigned char>(c))) word += static_cast<char>(upper ? c - 'A' + 'a' : c);
    }
    return end_word();
}

/// "comment-body", "commentlist": a name whose first word is one of a comment.
bool names_comment(const GumboNode* node) {
    for (const auto* of : {"class", "id"}) {
        const auto names = attribute(node, of);
        for (const auto name : split(names, ' '))
            if (language::any_language().page_comment_names.contains(
                    ascii_lower(name.substr(0, name.find_first_of("-_")))))
                return true;
    }
    return false;
}

/// Whether a reader's comment, or all of them, are within the element.
bool is_comment(const GumboNode* node) {
    switch (tag(node)) {
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_ARTICLE:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_LI:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_TR:
        case GUMBO_TAG_P:
            return names_comment(node);
        default:
            return false;
    }
}

/// Nothing closes the element: all that follows it stands in it.
bool is_unclosed(const GumboNode* node) {
    const auto* one = element(node);
    return one && one->original_tag.length > 0 && one->original_end_tag.length == 0;
}

/// Whether it may be furniture that holds what follows it.
bool holds_what_follows(const GumboNode* node) {
    if (!is_unclosed(node)) return false;
    for (const auto one : {GUMBO_TAG_P, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_MAIN, GUMBO_TAG_ARTICLE})
        if (!all(node, one).empty()) return true;
    return false;
}

}  // namespace

MainContent::MainContent(const GumboNode* root, Of of) : whole_(of == Of::note) {
    measure(root, false, 0);
    const auto bodies = all(root, GUMBO_TAG_BODY);
    main_ = bodies.empty() ? root : bodies.front();
    if (whole_) return;
    const auto enough = words_in(main_) / 4;
    const GumboNode* best = nullptr;
    const auto consider = [&](const GumboNode* node) {
        if (words_in(node) > enough && (!best || words_in(node) > words_in(best))) best = node;
    };
    for (const auto* node : all(root, GUMBO_TAG_MAIN))
        consider(node);
    if (!best) {
        walk_tree(root, [&](const GumboNode* one) {
            if (attribute(one, "role") == "main") consider(one);
            return true;
        });
    }
    // One article is the content; several are a list of them.
    if (!best) {
        const auto articles = all(main_, GUMBO_TAG_ARTICLE);
        if (articles.size() == 1) consider(articles.front());
    }
    if (const auto* article = titled_article(best ? best : main_); article && words_in(article) > enough)
        best = article;
    if (best) {
        main_ = best;
        marked_ = true;
    }
    find_prose();
    // Where comments are most of it, a forum's thread, they are what is read.
    std::size_t comments = 0;
    walk_tree(main_, [&](const GumboNode* node) {
        if (node == main_ || !is_comment(node)) return true;
        comments += words_in(node);
        return false;
    });
    without_comments_ = 2 * comments < words_in(main_);
}

/// The article that alone has a heading of the first level: comments, teasers of others and lists of contents
/// stand beside it, also as articles.
const GumboNode* MainContent::titled_article(const GumboNode* scope) const {
    const GumboNode* titled = nullptr;
    for (const auto* heading : all(scope, GUMBO_TAG_H1)) {
        if (trim(text_below(heading)).empty()) continue;
        const GumboNode* article = nullptr;
        bool sites = false;  // a site's name in its head
        for (const auto* node = heading->parent; node && node != scope; node = node->parent) {
            if (tag(node) == GUMBO_TAG_ARTICLE) article = node;
            sites = sites || tag(node) == GUMBO_TAG_HEADER || tag(node) == GUMBO_TAG_NAV;
        }
        if (!article && sites) continue;
        if (!article || (titled && titled != article)) return nullptr;
        titled = article;
    }
    return titled;
}

MainContent::Size MainContent::measure(const GumboNode* node, bool linked, int depth) {
    Size size;
    if (depth > 2 * kFormatLimits.html_depth) return size;
    if (is_text(node)) {
        size.words = trim(node->v.text.text).size();
        size.linked = linked ? size.words : 0;
        size.open = size.words - size.linked;
        return size;
    }
    const auto* one = element(node);
    if (!one || one->tag == GUMBO_TAG_SCRIPT || one->tag == GUMBO_TAG_STYLE || one->tag == GUMBO_TAG_HEAD)
        return size;
    if (one->tag == GUMBO_TAG_A) {
        linked = true;
        ++size.links;
    }
    for (unsigned i = 0; i < one->children.length; ++i) {
        const auto below = measure(static_cast<const GumboNode*>(one->children.data[i]), linked, depth + 1);
        size.words += below.words;
        size.linked += below.linked;
        size.links += below.links;
        size.prose += below.prose;
        size.open += below.open;
    }
    if (is_html_block(one->tag) || one->tag == GUMBO_TAG_LI || one->tag == GUMBO_TAG_BLOCKQUOTE) {
        constexpr std::size_t fewest = 80;
        if (size.open >= fewest) size.prose += size.open;
        size.open = 0;
    }
    sizes_[node] = size;
    return size;
}

/// The innermost element with nearly all sentences of the page.
void MainContent::find_prose() {
    constexpr std::size_t fewest = 300;
    const auto prose_in = [&](const GumboNode* node) {
        const auto found = sizes_.find(node);
        return found == sizes_.end() ? std::size_t{0} : found->second.prose;
    };
    const auto enough = prose_in(main_) * 8 / 10;
    if (prose_in(main_) < fewest) return;
    const auto* at = main_;
    for (bool deeper = true; deeper;) {
        deeper = false;
        const auto* one = element(at);
        for (unsigned i = 0; one && i < one->children.length && !deeper; ++i) {
            const auto* child = static_cast<const GumboNode*>(one->children.data[i]);
            if (prose_in(child) < enough) continue;
            at = child;
            deeper = true;
        }
    }
    prose_ = at;
    for (; at; at = at->parent)
        around_prose_.insert(at);
}

/// Short links in a row; beside the page's sentences, also fewer links with some words around them.
bool MainContent::is_menu(const GumboNode* node) const {
    const auto found = sizes_.find(node);
    if (marked_ || found == sizes_.end()) return false;
    const auto& size = found->second;
    if (size.links >= 4 && 10 * size.linked >= 9 * size.words && size.words < 25 * size.links) return true;
    if (!prose_ || size.prose > 0 || size.links < 2 || 2 * size.linked < size.words) return false;
    for (const auto* up = node; up && up != main_; up = up->parent)
        if (up == prose_) return false;
    return all(node, GUMBO_TAG_H1).empty();
}

std::size_t MainContent::words_in(const GumboNode* node) const {
    const auto found = sizes_.find(node);
    return found == sizes_.end() ? 0 : found->second.words;
}

bool MainContent::is_left_out(const GumboNode* node) const {
    switch (tag(node)) {
        case GUMBO_TAG_SCRIPT:
        case GUMBO_TAG_STYLE:
        case GUMBO_TAG_NOSCRIPT:
        case GUMBO_TAG_TEMPLATE:
        case GUMBO_TAG_HEAD:
        case GUMBO_TAG_IFRAME:
        case GUMBO_TAG_OBJECT:
        case GUMBO_TAG_SVG:
        case GUMBO_TAG_BUTTON:
        case GUMBO_TAG_SELECT:
        case GUMBO_TAG_TEXTAREA:
        case GUMBO_TAG_AUDIO:
        case GUMBO_TAG_VIDEO:
        case GUMBO_TAG_CANVAS:
        case GUMBO_TAG_RT:
        case GUMBO_TAG_RP:
            return true;
        default:
            break;
    }
    if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
    auto style = ascii_lower(attribute(node, "style"));
    style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
    // The mark of an item of Word's list, as its text has it once more.
    if (style.find("mso-list:ignore") != std::string::npos) return true;
    if (style.find("display:none") != std::string::npos ||
        style.find("visibility:hidden") != std::string::npos)
        return true;
    // What holds most of the page's words is no furniture, whatever it is called.
    if (whole_ || node == main_ || around_prose_.contains(node) || 2 * words_in(node) >= words_in(main_))
        return false;
    return (is_apart(node) || (without_comments_ && is_comment(node))) && !holds_what_follows(node);
}

bool MainContent::is_apart(const GumboNode* node) const {
    const auto role = ascii_lower(attribute(node, "role"));
    if (language::any_language().page_furniture_roles.contains(role)) return true;
    switch (tag(node)) {
        case GUMBO_TAG_NAV:
        case GUMBO_TAG_FOOTER:
        case GUMBO_TAG_ASIDE:
        case GUMBO_TAG_FORM:
            return true;
        case GUMBO_TAG_HEADER:
            // An article's own has its title, and who wrote it when.
            if (!marked_) return all(node, GUMBO_TAG_H1).empty();
            break;
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_DIV:
            // Within the content they are what it lists.
            if (is_menu(node)) return true;
            break;
        case GUMBO_TAG_TD:
            // Old pages have their menu in a column of a table.
            if (prose_ && tag(prose_) != GUMBO_TAG_TABLE && is_menu(node)) return true;
            break;
        default:
            break;
    }
    switch (tag(node)) {
        case GUMBO_TAG_DIV:
        case GUMBO_TAG_SECTION:
        case GUMBO_TAG_UL:
        case GUMBO_TAG_OL:
        case GUMBO_TAG_SPAN:
        case GUMBO_TAG_TABLE:
        case GUMBO_TAG_A:
        case GUMBO_TAG_P:
        case GUMBO_TAG_DL:
        case GUMBO_TAG_H4:
            return names_furniture(attribute(node, "class")) || names_furniture(attribute(node, "id"));
        default:
            return false;
    }
}

}  // namespace pacelane::formats::detail
