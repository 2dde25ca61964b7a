#include "detail/docx_styles.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::formats::detail {

namespace {

/// Styles keep their English names in the file, whatever language Word speaks.
void learn_name(ParagraphStyle& style, std::string_view name) {
    std::string folded = ascii_lower(name);
    folded.erase(
        std::remove_if(folded.begin(), folded.end(), [](char c) { return c == ' ' || c == '-' || c == '_'; }),
        folded.end());
    if (folded.starts_with("heading") && folded.size() == 8 && folded[7] >= '1' && folded[7] <= '9')
        style.heading = folded[7] - '0';
    if (folded == "title") style.title = true;
    if (folded == "author") style.author = true;
    if (folded == "date") style.date = true;
    if (folded == "quote" || folded == "intensequote" || folded == "blocktext" || folded == "quotations")
        style.quote = true;
    if (folded == "sourcecode" || folded == "htmlpreformatted" || folded == "preformattedtext" ||
        folded == "code" || folded == "codeblock" || folded == "macro" || folded == "macrotext")
        style.code = true;
    if (folded.size() == 4 && folded.starts_with("toc") && folded[3] >= '1' && folded[3] <= '9')
        style.contents = true;
    if (folded == "tableoffigures") style.contents = true;
}

}  // namespace

DocxStyles::DocxStyles(const pugi::xml_document& document) {
    std::unordered_map<std::string, pugi::xml_node> nodes;
    for (const auto& node : document.document_element().children())
        if (is(node, "style")) nodes.emplace(std::string(attribute(node, "styleId")), node);
    for (const auto& [id, node] : nodes) {
        // From the style that it goes back to, to itself.
        std::vector<pugi::xml_node> chain;
        constexpr std::size_t longest = 12;
        for (auto one = node; one && chain.size() < longest;) {
            chain.push_back(one);
            const auto base = nodes.find(std::string(attribute(child(one, "basedOn"), "val")));
            one = base == nodes.end() ? pugi::xml_node() : base->second;
        }
        ParagraphStyle style;
        for (auto one = chain.rbegin(); one != chain.rend(); ++one) {
            learn_name(style, attribute(child(*one, "name"), "val"));
            const auto properties = child(*one, "pPr");
            if (const auto level = attribute(child(properties, "outlineLvl"), "val"); !level.empty()) {
                const int outline = number(level, 9);
                style.heading = outline >= 0 && outline < 9 ? outline + 1 : 0;
            }
            if (const auto numbering = child(properties, "numPr")) {
                style.list = number(attribute(child(numbering, "numId"), "val"), style.list);
                style.list_level = number(attribute(child(numbering, "ilvl"), "val"), style.list_level);
            }
            if (const auto bold = child(child(*one, "rPr"), "b")) style.strong = is_on(bold);
        }
        if (style.title) style.heading = 0;
        styles_.emplace(id, style);
    }
}

const ParagraphStyle& DocxStyles::of(std::string_view id) const {
    const auto found = styles_.find(std::string(id));
    return found == styles_.end() ? none_ : found->second;
}

DocxNumbering::DocxNumbering(const pugi::xml_document& document) {
    const auto root = document.document_element();
    for (const auto& node : root.children()) {
        if (is(node, "abstractNum")) {
            auto& levels = definitions_[number(attribute(node, "abstractNumId"), -1)];
            for (const auto& level : node.children()) {
                if (!is(level, "lvl")) continue;
                const auto format = attribute(child(level, "numFmt"), "val");
                Level one;
                one.numbered = format != "bullet" && format != "none" && !format.empty();
                one.shown = format != "none";
                one.start = number(attribute(child(level, "start"), "val"), 1);
                levels[number(attribute(level, "ilvl"), 0)] = one;
            }
        } else if (is(node, "num")) {
            const int id = number(attribute(node, "numId"), -1);
            abstract_of_[id] = number(attribute(child(node, "abstractNumId"), "val"), -1);
            for (const auto& over : node.children())
                if (is(over, "lvlOverride"))
                    if (const auto start = child(over, "startOverride"))
                        restarts_[id][number(attribute(over, "ilvl"), 0)] =
                            number(attribute(start, "val"), 1);
        }
    }
}

DocxNumbering::Item DocxNumbering::next(int numbering, int level) {
    const auto abstract = abstract_of_.find(numbering);
    if (numbering <= 0 || abstract == abstract_of_.end()) return {};
    level = std::clamp(level, 0, kLevels - 1);
    const auto& levels = definitions_[abstract->second];
    const auto found = levels.find(level);
    const Level definition = found == levels.end() ? Level{} : found->second;
    if (!definition.shown) return {};
    if (!definition.numbered) return {numbering, 0};
    auto& counts = counts_[abstract->second];
    // The first item of a numbering that says so begins again; so do the levels below one that counts.
    if (!std::exchange(begun_[numbering], true))
        for (const auto& [at, start] : restarts_[numbering])
            counts[at] = start - 1;
    auto [count, fresh] = counts.emplace(level, definition.start - 1);
    count->second += 1;
    counts.erase(counts.upper_bound(level), counts.end());
    return {numbering, std::max(1, count->second)};
}

}  // namespace pacelane::formats::detail
