#pragma once

#include "package.h"

#include <string>
#include <string_view>
#include <unordered_map>

/// What an OpenDocument file says apart from its text: how words look, what a paragraph is, how lists count.
namespace pacelane::formats::detail {

struct OdfStyle {
    std::string parent;
    std::string list;  ///< the list style that it brings
    int outline = 0;
    bool strong = false, emphasis = false, struck = false, hidden = false;
    bool known_strong = false;
};

class OdfStyles {
public:
    /// Adds the styles of content.xml or styles.xml.
    void learn(const pugi::xml_node& root);
    /// Null when there is none of this name.
    const OdfStyle* find(std::string_view family, std::string_view name) const;
    /// The name of the style that a paragraph's goes back to ("P3" → "Quotations").
    std::string base_of(std::string_view name) const;
    /// Whether the words of a paragraph are bold.
    bool is_strong(std::string_view name) const;
    /// Where a list of this style counts from at a level (1 is the outermost); 0 for bullets.
    int list_start(const std::string& style, int level) const;

private:
    std::unordered_map<std::string, OdfStyle> styles_;  // by family and name
    std::unordered_map<std::string, std::unordered_map<int, int>>
        lists_;  // where each level starts; 0 for bullets
};

}  // namespace pacelane::formats::detail
