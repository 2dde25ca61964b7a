#pragma once

#include "html_tree.h"

#include <unordered_map>
#include <unordered_set>

namespace pacelane::formats::detail {

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
        std::size_t prose = 0;  // in blocks of sentences
        std::size_t open = 0;   // of the block that is not at its end, outside of links
    };
    Size measure(const GumboNode* node, bool linked, int depth);
    bool is_apart(const GumboNode* node) const;
    const GumboNode* titled_article(const GumboNode* scope) const;
    std::size_t words_in(const GumboNode* node) const;
    void find_prose();
    bool is_menu(const GumboNode* node) const;

    std::unordered_map<const GumboNode*, Size> sizes_;
    const GumboNode* main_ = nullptr;
    // What has nearly all sentences of the page, and what that is in.
    const GumboNode* prose_ = nullptr;
    std::unordered_set<const GumboNode*> around_prose_;
    bool whole_ = false;
    bool without_comments_ = false;  // those of readers are not the content
    bool marked_ = false;            // the page itself says where its content is
};

}  // namespace pacelane::formats::detail
