#pragma once

#include <cstddef>
#include <gumbo.h>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// A page's tree, as HTML's own rules build it of any text, and which part of it is the content.
namespace pacelane::formats::detail {

/// The tree's memory: all of it goes at once, however deep the tree is.
class HtmlTree {
public:
    /// The text must outlive it. Throws Error(bad_input) when it is nested too deeply.
    explicit HtmlTree(std::string_view text);
    HtmlTree(const HtmlTree&) = delete;
    HtmlTree& operator=(const HtmlTree&) = delete;
    ~HtmlTree();

    const GumboNode* root() const { return output_ ? output_->root : nullptr; }

private:
    static void* allocate(void* self, std::size_t size);
    static void release(void* self, void* memory);

    std::unordered_map<void*, std::size_t> blocks_;
    GumboOutput* output_ = nullptr;
};

const GumboElement* element(const GumboNode* node);
GumboTag tag(const GumboNode* node);
/// The attribute's value, cleaned; empty when it has none.
std::string attribute(const GumboNode* node, const char* name);
bool has_attribute(const GumboNode* node, const char* name);
/// All words below the node.
std::string text_below(const GumboNode* node);
/// The elements of that tag below the node, in order.
std::vector<const GumboNode*> all(const GumboNode* node, GumboTag tag);

/// Where a page's own content is, and what in it is not: navigation, asides, banners, what is not shown.
class MainContent {
public:
    enum class Of { page, note };  ///< a note has nothing beside its content
    explicit MainContent(const GumboNode* root, Of of = Of::page);
    const GumboNode* node() const { return main_; }
    bool is_left_out(const GumboNode* node) const;
    /// Whether it is a site's page, with what sites add, and no note.
    bool is_page() const { return !whole_; }

private:
    struct Size {
        std::size_t words = 0;  // bytes of text below
        std::size_t linked = 0;
        std::size_t links = 0;
    };
    Size measure(const GumboNode* node, bool linked, int depth);
    bool is_apart(const GumboNode* node) const;
    const GumboNode* titled_article(const GumboNode* scope) const;
    std::size_t words_in(const GumboNode* node) const;

    std::unordered_map<const GumboNode*, Size> sizes_;
    const GumboNode* main_ = nullptr;
    bool whole_ = false;
    bool without_comments_ = false;  // those of readers are not the content
    bool marked_ = false;            // the page itself says where its content is
};

}  // namespace pacelane::formats::detail
