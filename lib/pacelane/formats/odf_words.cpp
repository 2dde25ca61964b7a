#include "detail/odf_words.h"

#include "detail/limits.h"

#include <algorithm>

namespace pacelane::formats::detail {

namespace {

void frame(const pugi::xml_node& node, OdfWords& words) {
    if (const auto box = child(node, "text-box")) {
        words.asides.push_back(box);
        return;
    }
    if (!child(node, "image")) return;
    Span image;
    image.is_image = true;
    image.text = image_words(text_in(child(node, "desc")));
    if (image.text.empty()) image.text = image_words(text_in(child(node, "title")));
    words.spans.push_back(std::move(image));
}

}  // namespace

bool OdfInlines::deeper(int depth) {
    if (depth <= kFormatLimits.xml_depth) return false;
    too_deep_ = true;
    return true;
}

void OdfInlines::read(const pugi::xml_node& parent, const Span& like, OdfWords& words, int depth) {
    if (deeper(depth)) return;
    const auto say = [&](std::string text) {
        Span span = like;
        span.text = std::move(text);
        words.spans.push_back(std::move(span));
    };
    for (const auto& node : parent.children()) {
        if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
            say(clean(node.value()));
            continue;
        }
        const auto name = local_name(node);
        if (name == "s") {
            say(std::string(static_cast<std::size_t>(std::clamp(number(attribute(node, "c"), 1), 1, 200)),
                            ' '));
        } else if (name == "tab") {
            say("\t");
        } else if (name == "line-break") {
            Span line;
            line.line_break = true;
            words.spans.push_back(line);
        } else if (name == "span") {
            Span inner = like;
            const auto style_name = attribute(node, "style-name");
            if (const auto* style = styles_.find("text", style_name)) {
                if (style->hidden) {
                    ++hidden_;
                    continue;
                }
                if (style->known_strong) inner.strong = style->strong;
                inner.emphasis = inner.emphasis || style->emphasis;
                inner.struck = inner.struck || style->struck;
                if (style->parent == "Source_20_Text") inner.code = true;
            }
            if (style_name == "Source_20_Text") inner.code = true;
            if (style_name == "Strong_20_Emphasis") inner.strong = true;
            if (style_name == "Emphasis") inner.emphasis = true;
            read(node, inner, words, depth + 1);
        } else if (name == "a") {
            Span inner = like;
            const auto target = attribute(node, "href");
            if (!target.starts_with('#')) inner.link = clean(target);
            read(node, inner, words, depth + 1);
        } else if (name == "note") {
            words.asides.push_back(child(node, "note-body"));
        } else if (name == "annotation") {
            ++comments_;
        } else if (name == "placeholder") {
            ++to_fill_in_;
        } else if (name == "frame") {
            frame(node, words);
        } else if (name == "soft-page-break") {
            page_ended_ = true;
        } else if (name == "custom-shape" || name == "g" || name == "rect") {
            words.asides.push_back(node);
        } else if (name != "annotation-end" && name != "tracked-changes" && name != "hidden-text" &&
                   name != "ruby-text" && name != "event-listeners") {
            read(node, like, words, depth + 1);
        }
    }
}

void OdfInlines::read_cell(const pugi::xml_node& parent, OdfWords& words, int depth) {
    if (deeper(depth)) return;
    for (const auto& node : parent.children()) {
        if (is(node, "p") || is(node, "h")) {
            if (!words.spans.empty()) words.spans.push_back({" "});
            Span like;
            const auto style_name = attribute(node, "style-name");
            like.strong = styles_.is_strong(style_name) || styles_.base_of(style_name) == "Table_20_Heading";
            read(node, like, words, depth + 1);
        } else if (node.type() == pugi::node_element && !is(node, "annotation")) {
            read_cell(node, words, depth + 1);
        }
    }
}

}  // namespace pacelane::formats::detail
