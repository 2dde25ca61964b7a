#include "detail/file_properties.h"
#include "detail/flow.h"
#include "detail/flow_furniture.h"
#include "detail/limits.h"
#include "detail/package.h"

#include <algorithm>
#include <pacelane/base/text.h>

#include <fmt/format.h>

/// PowerPoint: each slide's title, text, tables and the words of its pictures; the speaker's notes after
/// them.
namespace pacelane::formats {

namespace {

using namespace detail;

class PptxReader {
public:
    explicit PptxReader(const Source& source) : flow_(source), package_(source.bytes, "PowerPoint file") {}

    Found read() {
        std::string main = "ppt/presentation.xml";
        for (const auto& [id, relation] : package_.relations(""))
            if (relation.type == "officeDocument") main = relation.target;
        pugi::xml_document presentation;
        package_.xml(main, presentation, true);
        const auto core = core_properties(package_);
        if (!is_generic_title(core.title)) flow_.property_title = core.title;
        flow_.about.authors = authors_of(core.author);
        flow_.property_date = date_of(core.modified.empty() ? core.created : core.modified);
        const auto slides = package_.relations(main);
        int slide_number = 0;
        for (const auto& entry : child(presentation.document_element(), "sldIdLst").children()) {
            if (flow_.full()) break;
            std::string id;
            for (const auto& one : entry.attributes())
                if (std::string_view(one.name()).ends_with(":id")) id = one.value();
            const auto slide = slides.find(id);
            if (slide == slides.end()) continue;
            read_slide(slide->second.target, ++slide_number);
        }
        if (drop_repeated(flow_.blocks(), begins_) > 0) flow_.omit("what the slides repeat");
        if (comments_ > 0) flow_.omit("comments on slides");
        if (too_deep_) flow_.warn("what is nested too deeply is left out");
        if (slide_number == 0) flow_.warn("it has no slides");
        return flow_.finish();
    }

private:
    void read_slide(const std::string& part, int number) {
        pugi::xml_document slide;
        if (!package_.xml(part, slide)) {
            flow_.warn(fmt::format("slide {}: damaged, and left out", number));
            return;
        }
        links_ = package_.relations(part);
        flow_.place(fmt::format("slide {}", number));
        begins_.push_back(flow_.blocks().size());
        const auto tree = child(slide.document_element(), "cSld", "spTree");
        // The title first, wherever it was drawn.
        bool titled = false;
        shapes(tree, 0, [&](const pugi::xml_node& shape) {
            if (!titled && is_title(shape)) titled = title(shape, number);
        });
        if (!titled) {
            Block end;
            end.kind = Block::Kind::section_end;
            end.level = 2;
            flow_.add(std::move(end));
        }
        bool seen_title = false;
        shapes(tree, 0, [&](const pugi::xml_node& shape) {
            if (titled && !seen_title && is_title(shape)) {
                seen_title = true;
                return;
            }
            read_shape(shape);
        });
        for (const auto& [id, relation] : links_) {
            if (relation.type == "comments") ++comments_;
            if (relation.type == "notesSlide" && !relation.external) {
                const auto target = relation.target;
                read_notes(target, number);
                break;
            }
        }
    }

    bool title(const pugi::xml_node& shape, int number) {
        std::string words;
        for (const auto& paragraph : child(shape, "txBody").children()) {
            if (!is(paragraph, "p")) continue;
            const auto text = words_of(spans_of(paragraph));
            if (trim(text).empty()) continue;
            if (!words.empty()) words += ' ';
            words += trim(text);
        }
        if (words.empty()) return false;
        Block heading;
        heading.kind = Block::Kind::heading;
        heading.level = number == 1 ? 1 : 2;
        heading.spans.push_back({words});
        flow_.add(std::move(heading));
        return true;
    }

    void read_notes(const std::string& part, int number) {
        pugi::xml_document notes;
        if (!package_.xml(part, notes)) return;
        links_ = package_.relations(part);
        bool first = true;
        shapes(child(notes.document_element(), "cSld", "spTree"), 0, [&](const pugi::xml_node& shape) {
            if (placeholder(shape) != "body") return;
            for (const auto& paragraph : child(shape, "txBody").children()) {
                if (!is(paragraph, "p")) continue;
                Block block;
                block.spans = spans_of(paragraph);
                if (!has_words(block.spans)) continue;
                if (std::exchange(first, false)) flow_.place(fmt::format("slide {} (notes)", number));
                flow_.add(std::move(block));
            }
        });
    }

    template <typename Use>
    void shapes(const pugi::xml_node& tree, int depth, const Use& use) {
        if (depth > kFormatLimits.xml_depth) {
            too_deep_ = true;
            return;
        }
        for (const auto& node : tree.children()) {
            const auto name = local_name(node);
            if (name == "grpSp")
                shapes(node, depth + 1, use);
            else if (name == "AlternateContent")
                shapes(child(node, "Choice") ? child(node, "Choice") : child(node, "Fallback"), depth + 1,
                       use);
            else if (name == "sp" || name == "graphicFrame" || name == "pic")
                use(node);
        }
    }

    /// The placeholder that a shape fills: "title", "body", "" for none.
    static std::string_view placeholder(const pugi::xml_node& shape) {
        for (const auto& part : shape.children()) {
            if (!local_name(part).starts_with("nv")) continue;
            if (const auto ph = child(part, "nvPr", "ph")) {
                const auto type = attribute(ph, "type");
                return type.empty() ? "obj" : type;
            }
        }
        return {};
    }
    static bool is_title(const pugi::xml_node& shape) {
        const auto ph = placeholder(shape);
        return ph == "title" || ph == "ctrTitle";
    }

    void read_shape(const pugi::xml_node& shape) {
        const auto ph = placeholder(shape);
        // What each slide repeats.
        if (ph == "dt" || ph == "ftr" || ph == "sldNum" || ph == "hdr") return;
        if (is(shape, "pic")) {
            picture(shape);
        } else if (is(shape, "graphicFrame")) {
            const auto data = child(shape, "graphic", "graphicData");
            if (const auto table = child(data, "tbl"))
                read_table(table);
            else if (const auto ids = child(data, "relIds"))
                diagram(std::string(attribute(ids, "dm")));
        } else {
            text(child(shape, "txBody"), ph == "body" || ph == "obj");
        }
    }

    void picture(const pugi::xml_node& shape) {
        const auto description = image_words(clean(attribute(child(shape, "nvPicPr", "cNvPr"), "descr")));
        if (trim(description).empty()) return;
        Block block;
        Span image;
        image.is_image = true;
        image.text = description;
        block.spans.push_back(std::move(image));
        flow_.add(std::move(block));
    }

    /// The paragraphs of a shape. Those of a slide's body have bullets unless they say otherwise.
    void text(const pugi::xml_node& body, bool bullets) {
        ++list_;
        std::vector<int> counts;
        std::size_t paragraphs = 0;
        for (const auto& paragraph : body.children())
            paragraphs += is(paragraph, "p") && has_words(spans_of(paragraph)) ? 1 : 0;
        for (const auto& paragraph : body.children()) {
            if (!is(paragraph, "p")) continue;
            Block block;
            block.spans = spans_of(paragraph);
            if (!has_words(block.spans)) continue;
            const auto properties = child(paragraph, "pPr");
            const auto level =
                static_cast<std::size_t>(std::clamp(number(attribute(properties, "lvl"), 0), 0, 8));
            const bool numbered = static_cast<bool>(child(properties, "buAutoNum"));
            const bool marked = numbered || child(properties, "buChar") || child(properties, "buBlip");
            const bool none = static_cast<bool>(child(properties, "buNone"));
            if (marked || (bullets && !none && (paragraphs > 1 || level > 0))) {
                block.depth = static_cast<int>(level);
                block.list = list_;
                counts.resize(level + 1, 0);
                if (numbered)
                    block.number = counts[level] =
                        counts[level] > 0
                            ? counts[level] + 1
                            : std::max(1, number(attribute(child(properties, "buAutoNum"), "startAt"), 1));
            }
            flow_.add(std::move(block));
        }
    }

    void read_table(const pugi::xml_node& table) {
        bool first = true;
        const bool header = attribute(child(table, "tblPr"), "firstRow") == "1";
        for (const auto& row : table.children()) {
            if (!is(row, "tr")) continue;
            Block block;
            block.kind = Block::Kind::row;
            for (const auto& cell : row.children()) {
                if (!is(cell, "tc")) continue;
                Spans words;
                for (const auto& paragraph : child(cell, "txBody").children()) {
                    if (!is(paragraph, "p")) continue;
                    auto more = spans_of(paragraph);
                    if (!words.empty() && !more.empty()) words.push_back({" "});
                    std::move(more.begin(), more.end(), std::back_inserter(words));
                }
                block.cells.push_back(std::move(words));
            }
            block.first_row = first;
            block.header = first && header;
            first = false;
            flow_.add(std::move(block));
        }
    }

    /// SmartArt: its points, as its data has them.
    void diagram(const std::string& id) {
        const auto relation = links_.find(id);
        pugi::xml_document data;
        if (relation == links_.end() || !package_.xml(relation->second.target, data)) return;
        ++list_;
        for (const auto& point : child(data.document_element(), "ptLst").children()) {
            for (const auto& paragraph : child(point, "t").children()) {
                if (!is(paragraph, "p")) continue;
                Block block;
                block.spans = spans_of(paragraph);
                block.depth = 0;
                block.list = list_;
                flow_.add(std::move(block));
            }
        }
    }

    Spans spans_of(const pugi::xml_node& paragraph) {
        Spans spans;
        for (const auto& node : paragraph.children()) {
            const auto name = local_name(node);
            Span span;
            if (name == "br") {
                span.line_break = true;
            } else if (name == "r" || name == "fld") {
                // The slide's number, or today's date.
                const auto field = attribute(node, "type");
                if (name == "fld" && (field == "slidenum" || field.starts_with("datetime"))) continue;
                const auto properties = child(node, "rPr");
                span.text = clean(child(node, "t").child_value());
                span.strong = attribute(properties, "b") == "1";
                span.emphasis = attribute(properties, "i") == "1";
                const auto strike = attribute(properties, "strike");
                span.struck = strike == "sngStrike" || strike == "dblStrike";
                const auto link = links_.find(std::string(attribute(child(properties, "hlinkClick"), "id")));
                if (link != links_.end() && link->second.external) span.link = link->second.target;
            } else {
                continue;
            }
            spans.push_back(std::move(span));
        }
        return spans;
    }

    Flow flow_;
    Package package_;
    Package::Relations links_;
    std::vector<std::size_t> begins_;  // of each slide, in the flow
    int list_ = 0;
    int comments_ = 0;
    bool too_deep_ = false;
};

}  // namespace

Found read_pptx(const Source& source) {
    return PptxReader(source).read();
}

}  // namespace pacelane::formats
