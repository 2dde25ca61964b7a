#pragma once

#include "limits.h"

#include <cstddef>
#include <gumbo.h>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// A page's tree, as HTML's own rules build it of any text.
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

/// Whether the node is words.
inline bool is_text(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
           node->type == GUMBO_NODE_CDATA;
}
/// Uses the node and all below it, in order; not what is below those of which `use` gives false.
template <typename Use>
void walk_tree(const GumboNode* node, const Use& use, int depth = 0) {
    if (depth > 2 * kFormatLimits.html_depth || !use(node)) return;
    const auto* one = element(node);
    if (!one) return;
    for (unsigned i = 0; i < one->children.length; ++i)
        walk_tree(static_cast<const GumboNode*>(one->children.data[i]), use, depth + 1);
}

}  // namespace pacelane::formats::detail
