#include "detail/odf_styles.h"

#include <algorithm>

namespace pacelane::formats::detail {

void OdfStyles::learn(const pugi::xml_node& root) {
    for (const auto& group : root.children()) {
        for (const auto& node : group.children()) {
            if (is(node, "style")) {
                OdfStyle style;
                style.parent = attribute(node, "parent-style-name");
                style.list = attribute(node, "list-style-name");
                style.outline = number(attribute(node, "default-outline-level"), 0);
                const auto text = child(node, "text-properties");
                const auto weight = attribute(text, "font-weight");
                style.known_strong = !weight.empty();
                style.strong = weight == "bold" || (weight.size() == 3 && weight >= "600");
                style.emphasis = attribute(text, "font-style") == "italic";
                const auto struck = attribute(text, "text-line-through-style");
                style.struck = !struck.empty() && struck != "none";
                style.hidden = attribute(text, "display") == "none";
                styles_[std::string(attribute(node, "family")) + '/' + std::string(attribute(node, "name"))] =
                    style;
            } else if (is(node, "list-style")) {
                auto& levels = lists_[std::string(attribute(node, "name"))];
                for (const auto& level : node.children()) {
                    if (level.type() != pugi::node_element) continue;
                    const int at = number(attribute(level, "level"), 1);
                    // A number without a format is not shown.
                    const bool numbered =
                        is(level, "list-level-style-number") && !attribute(level, "num-format").empty();
                    levels[at] = numbered ? std::max(1, number(attribute(level, "start-value"), 1)) : 0;
                }
            }
        }
    }
}

const OdfStyle* OdfStyles::find(std::string_view family, std::string_view name) const {
    const auto found = styles_.find(std::string(family) + '/' + std::string(name));
    return found == styles_.end() ? nullptr : &found->second;
}

std::string OdfStyles::base_of(std::string_view name) const {
    std::string base(name);
    for (int steps = 0; steps < 10; ++steps) {
        if (base == "Title" || base == "Quotations" || base == "Preformatted_20_Text" ||
            base.starts_with("Heading"))
            return base;
        const auto* style = find("paragraph", base);
        if (!style || style->parent.empty()) return base;
        base = style->parent;
    }
    return base;
}

bool OdfStyles::is_strong(std::string_view name) const {
    std::string at(name);
    for (int steps = 0; steps < 10; ++steps) {
        const auto* style = find("paragraph", at);
        if (!style) return false;
        if (style->known_strong) return style->strong;
        at = style->parent;
    }
    return false;
}

int OdfStyles::list_start(const std::string& style, int level) const {
    const auto levels = lists_.find(style);
    if (levels == lists_.end()) return 0;
    const auto start = levels->second.find(level);
    return start == levels->second.end() ? 0 : start->second;
}

}  // namespace pacelane::formats::detail
