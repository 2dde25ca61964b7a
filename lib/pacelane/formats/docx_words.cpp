#include "detail/docx_words.h"

#include "detail/docx_styles.h"
#include "detail/limits.h"

#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

std::string text_of_formula(const pugi::xml_node& node) {
    std::string text;
    struct Walker : pugi::xml_tree_walker {
        std::string* out = nullptr;
        bool for_each(pugi::xml_node& one) override {
            if (is(one, "t")) *out += one.child_value();
            return out->size() < 10'000;
        }
    } walker;
    walker.out = &text;
    pugi::xml_node start = node;
    start.traverse(walker);
    return clean(text);
}

bool within(pugi::xml_node node, const pugi::xml_node& outer) {
    for (int steps = 0; node && steps < 1000; ++steps, node = node.parent())
        if (node == outer) return true;
    return false;
}

void drawing(const pugi::xml_node& node, DocxWords& words) {
    bool has_box = false;
    struct Walker : pugi::xml_tree_walker {
        std::vector<pugi::xml_node> boxes;
        std::string words;
        bool picture = false;
        bool for_each(pugi::xml_node& one) override {
            const auto name = local_name(one);
            if (depth() > kFormatLimits.xml_depth) return false;
            if (name == "txbxContent") boxes.push_back(one);
            if (name == "docPr" && words.empty()) words = image_words(clean(attribute(one, "descr")));
            if (name == "pic" || name == "imagedata") picture = true;
            return true;
        }
    } walker;
    pugi::xml_node start = node;
    start.traverse(walker);
    for (const auto& box : walker.boxes) {
        // A box in a box is read with the outer one.
        if (!words.boxes.empty() && within(box, words.boxes.back())) continue;
        words.boxes.push_back(box);
        has_box = true;
    }
    if (has_box || (!walker.picture && walker.words.empty())) return;
    Span image;
    image.is_image = true;
    image.text = std::move(walker.words);
    words.spans.push_back(std::move(image));
}

}  // namespace

pugi::xml_node docx_alternative(const pugi::xml_node& node) {
    const auto choice = child(node, "Choice");
    return choice ? choice : child(node, "Fallback");
}

void DocxInlines::learn_notes(const pugi::xml_document& document, char kind) {
    for (const auto& note : document.document_element().children()) {
        const auto type = attribute(note, "type");
        if (type == "separator" || type == "continuationSeparator" || type == "continuationNotice") continue;
        notes_[kind + std::string(attribute(note, "id"))] = note;
    }
}

void DocxInlines::turn_page() {
    if (!page_turned_) return;
    page_turned_ = false;
    flow_.place(fmt::format("page {}", page_));
}

bool DocxInlines::is_to_fill_in(const pugi::xml_node& control) {
    if (!is_on(child(control, "sdtPr", "showingPlcHdr"))) return false;
    ++to_fill_in_;
    return true;
}

bool DocxInlines::deeper(int depth) {
    if (depth <= kFormatLimits.xml_depth) return false;
    too_deep_ = true;
    return true;
}

void DocxInlines::read(const pugi::xml_node& parent, DocxWords& words, int depth) {
    if (deeper(depth)) return;
    for (const auto& node : parent.children()) {
        const auto name = local_name(node);
        if (name == "r") {
            run(node, words, depth);
        } else if (name == "hyperlink") {
            const auto relation = links_.find(std::string(attribute(node, "id")));
            const auto before = words.link;
            if (relation != links_.end() && relation->second.external) words.link = relation->second.target;
            read(node, words, depth + 1);
            words.link = before;
        } else if (name == "ins" || name == "moveTo" || name == "smartTag" || name == "customXml" ||
                   name == "fldSimple" || name == "dir" || name == "bdo") {
            read(node, words, depth + 1);
        } else if (name == "sdt") {
            if (!is_to_fill_in(node)) read(child(node, "sdtContent"), words, depth + 1);
        } else if (name == "del" || name == "moveFrom") {
            ++deleted_;
        } else if (name == "oMath" || name == "oMathPara") {
            words.spans.push_back({text_of_formula(node)});
        } else if (name == "AlternateContent") {
            read(docx_alternative(node), words, depth + 1);
        }
    }
}

void DocxInlines::run(const pugi::xml_node& node, DocxWords& words, int depth) {
    const auto properties = child(node, "rPr");
    if (is_on(child(properties, "vanish")) || is_on(child(properties, "webHidden"))) {
        hidden_ += is_on(child(properties, "vanish")) ? 1 : 0;
        return;
    }
    Span like;
    const auto bold = child(properties, "b");
    like.strong = bold ? is_on(bold) : words.strong;
    like.emphasis = is_on(child(properties, "i"));
    like.struck = is_on(child(properties, "strike")) || is_on(child(properties, "dstrike"));
    const auto style = ascii_lower(attribute(child(properties, "rStyle"), "val"));
    like.code = style.find("verbatim") != std::string::npos || style.find("code") != std::string::npos ||
                style == "sourcetext";
    like.link = words.link;
    if (words.link.empty() && !field_link_.empty()) like.link = field_link_;
    parts(node, like, words, depth);
}

void DocxInlines::parts(const pugi::xml_node& node, const Span& like, DocxWords& words, int depth) {
    if (deeper(depth)) return;
    const auto say = [&](std::string text) {
        if (!words.fields.empty() && words.fields.back() == 0) return;  // a field's code
        Span span = like;
        span.text = std::move(text);
        words.spans.push_back(std::move(span));
    };
    for (const auto& part : node.children()) {
        const auto name = local_name(part);
        if (name == "t") {
            say(clean(part.child_value()));
        } else if (name == "tab" || name == "ptab") {
            say("\t");
        } else if (name == "noBreakHyphen") {
            say("-");
        } else if (name == "cr" || (name == "br" && attribute(part, "type").empty()) ||
                   (name == "br" && attribute(part, "type") == "textWrapping")) {
            Span line;
            line.line_break = true;
            words.spans.push_back(line);
        } else if (name == "lastRenderedPageBreak") {
            next_page(words);
        } else if (name == "fldChar") {
            field(attribute(part, "fldCharType"), words);
        } else if (name == "instrText") {
            if (!words.fields.empty() && words.fields.back() == 0) field_code_ += part.child_value();
        } else if (name == "footnoteReference" || name == "endnoteReference") {
            const auto key = name.front() + std::string(attribute(part, "id"));
            // A note is read where it is first referred to.
            if (const auto note = notes_.find(key); note != notes_.end() && read_notes_.insert(key).second)
                words.notes.push_back(note->second);
        } else if (name == "drawing" || name == "pict" || name == "object") {
            drawing(part, words);
        } else if (name == "AlternateContent") {
            parts(docx_alternative(part), like, words, depth + 1);
        }
    }
}

void DocxInlines::next_page(const DocxWords& words) {
    ++page_;
    if (has_words(words.spans))
        page_turned_ = true;
    else
        flow_.place(fmt::format("page {}", page_));
}

void DocxInlines::field(std::string_view type, DocxWords& words) {
    if (type == "begin" && words.fields.size() < 20) {
        words.fields.push_back(0);
        field_code_.clear();
    } else if (type == "separate" && !words.fields.empty()) {
        words.fields.back() = 1;
        // HYPERLINK "https://…"
        const auto code = clean(field_code_);
        const auto begin = code.find('"');
        const auto end = begin == std::string::npos ? begin : code.find('"', begin + 1);
        if (trim(code).starts_with("HYPERLINK") && end != std::string::npos &&
            code.find("\\l") == std::string::npos)
            field_link_ = code.substr(begin + 1, end - begin - 1);
    } else if (type == "end" && !words.fields.empty()) {
        words.fields.pop_back();
        field_link_.clear();
    }
}

}  // namespace pacelane::formats::detail
