#include "detail/docx_styles.h"
#include "detail/flow.h"
#include "detail/limits.h"
#include "detail/package.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <set>

#include <fmt/format.h>

/// Word documents (Office Open XML): paragraphs, lists, tables, notes and text boxes in the order of the
/// text. What was deleted with changes tracked, comments, fields' codes and heads of pages are left out.
namespace pacelane::formats {

namespace {

using namespace detail;

bool is_on(const pugi::xml_node& node) {
    const auto value = attribute(node, "val");
    return node && value != "0" && value != "false" && value != "none";
}

class DocxReader {
public:
    explicit DocxReader(const Source& source) : flow_(source), package_(source.bytes, "Word document") {}

    Found read() {
        const auto main = main_part();
        package_.xml(main, document_, true);
        links_ = package_.relations(main);
        const auto folder = main.substr(0, main.rfind('/') + 1);
        pugi::xml_document styles, numbering;
        package_.xml(folder + "styles.xml", styles);
        package_.xml(folder + "numbering.xml", numbering);
        styles_ = std::make_unique<DocxStyles>(styles);
        numbering_ = std::make_unique<DocxNumbering>(numbering);
        package_.xml(folder + "footnotes.xml", footnotes_);
        package_.xml(folder + "endnotes.xml", endnotes_);
        learn_notes(footnotes_, 'f');
        learn_notes(endnotes_, 'e');
        read_properties();

        const auto body = child(document_.document_element(), "body");
        has_pages_ =
            !body.find_node([](const pugi::xml_node& node) { return is(node, "lastRenderedPageBreak"); })
                 .empty();
        if (has_pages_)
            flow_.place("page 1");
        else
            flow_.number_paragraphs();
        blocks(body, 0);
        if (deleted_ > 0)
            flow_.omit(fmt::format("{} tracked deletion{}", deleted_, deleted_ == 1 ? "" : "s"));
        if (const auto count = comments(folder); count > 0)
            flow_.omit(fmt::format("{} comment{}", count, count == 1 ? "" : "s"));
        if (hidden_ > 0) flow_.omit("hidden text");
        if (contents_ > 0) flow_.omit("a table of contents");
        if (too_deep_) flow_.warn("what is nested too deeply is left out");
        return flow_.finish();
    }

private:
    /// What a paragraph's words are collected into.
    struct Words {
        Spans spans;
        std::vector<pugi::xml_node> boxes;  // text boxes, which stand beside it
        std::vector<pugi::xml_node> notes;
        std::vector<int> fields;  // open fields: 0 in the code, 1 in the result
        std::string link;
        bool strong = false;
    };

    std::string main_part() {
        for (const auto& [id, relation] : package_.relations(""))
            if (relation.type == "officeDocument") return relation.target;
        return "word/document.xml";
    }

    void read_properties() {
        const auto core = core_properties(package_);
        if (!is_generic_title(core.title)) flow_.property_title = core.title;
        flow_.about.authors = authors_of(core.author);
        flow_.property_date = date_of(core.modified.empty() ? core.created : core.modified);
    }

    void learn_notes(const pugi::xml_document& document, char kind) {
        for (const auto& note : document.document_element().children()) {
            const auto type = attribute(note, "type");
            if (type == "separator" || type == "continuationSeparator" || type == "continuationNotice")
                continue;
            notes_[kind + std::string(attribute(note, "id"))] = note;
        }
    }

    std::size_t comments(const std::string& folder) {
        pugi::xml_document document;
        if (!package_.xml(folder + "comments.xml", document)) return 0;
        std::size_t count = 0;
        for (const auto& node : document.document_element().children())
            count += is(node, "comment") ? 1 : 0;
        return count;
    }

    bool deeper(int depth) {
        if (depth <= kFormatLimits.xml_depth) return false;
        too_deep_ = true;
        return true;
    }

    void blocks(const pugi::xml_node& parent, int depth) {
        if (deeper(depth)) return;
        for (const auto& node : parent.children()) {
            if (flow_.full()) return;
            const auto name = local_name(node);
            if (name == "p")
                paragraph(node, depth);
            else if (name == "tbl")
                table(node, depth);
            else if (name == "sdt")
                structured(node, depth);
            else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag")
                blocks(node, depth + 1);
            else if (name == "AlternateContent")
                blocks(alternative(node), depth + 1);
            else if (name == "del" || name == "moveFrom")
                ++deleted_;
        }
    }

    /// A content control; a table of contents is one.
    void structured(const pugi::xml_node& node, int depth) {
        const auto gallery = attribute(child(node, "sdtPr", "docPartObj", "docPartGallery"), "val");
        if (gallery == "Table of Contents") {
            ++contents_;
            return;
        }
        blocks(child(node, "sdtContent"), depth + 1);
    }

    static pugi::xml_node alternative(const pugi::xml_node& node) {
        const auto choice = child(node, "Choice");
        return choice ? choice : child(node, "Fallback");
    }

    void paragraph(const pugi::xml_node& node, int depth) {
        const auto properties = child(node, "pPr");
        const auto& style = styles_->of(attribute(child(properties, "pStyle"), "val"));
        if (style.contents) {
            ++contents_;
            return;
        }
        Words words;
        words.strong = style.strong && style.heading == 0;
        words.fields = fields_;
        inlines(node, words, depth);
        fields_ = std::move(words.fields);
        if (flow_.blocks().size() < 10 && style.author) {
            const auto more = authors_of(trim(words_of(words.spans)));
            flow_.about.authors.insert(flow_.about.authors.end(), more.begin(), more.end());
            return;
        }
        if (flow_.blocks().size() < 10 && style.date) {
            flow_.about.date = date_of(words_of(words.spans));
            if (flow_.about.date) return;
        }
        Block block;
        int heading = style.heading;
        if (const auto outline = attribute(child(properties, "outlineLvl"), "val"); !outline.empty()) {
            const int level = number(outline, 9);
            heading = level >= 0 && level < 9 ? level + 1 : 0;
        }
        if (style.title && flow_.about.title.empty() && flow_.blocks().size() < 10) {
            flow_.about.title = std::string(trim(words_of(words.spans)));
            heading = 1;
        }
        block.spans = std::move(words.spans);
        if (heading > 0) {
            block.kind = Block::Kind::heading;
            block.level = heading;
            numbered(properties, style, block, true);
        } else if (style.code) {
            code(block);
            after(words, depth);
            return;
        } else {
            block.quote = style.quote;
            numbered(properties, style, block, false);
        }
        in_code_ = false;
        add(std::move(block));
        after(words, depth);
    }

    void add(Block block) {
        if (!has_words(block.spans) && block.kind != Block::Kind::row) {
            turn_page();
            return;
        }
        flow_.add(std::move(block));
        turn_page();
    }

    /// A page that ended within a block: what follows is on the next one.
    void turn_page() {
        if (!page_turned_) return;
        page_turned_ = false;
        flow_.place(fmt::format("page {}", page_));
    }

    /// Lines of code that follow each other are one block.
    void code(Block& block) {
        std::string text;
        for (const auto& span : block.spans)
            text += span.line_break ? "\n" : span.text;
        if (in_code_ && !flow_.blocks().empty() && flow_.blocks().back().kind == Block::Kind::code) {
            flow_.extend_code(text);
            return;
        }
        block.kind = Block::Kind::code;
        block.text = std::move(text);
        block.spans.clear();
        in_code_ = !trim(block.text).empty();
        flow_.add(std::move(block));
        turn_page();
    }

    /// Makes the block an item if it is one. A heading's number counts, but is not kept.
    void numbered(const pugi::xml_node& properties, const ParagraphStyle& style, Block& block, bool heading) {
        int list = style.list, level = style.list_level;
        if (const auto own = child(properties, "numPr")) {
            list = number(attribute(child(own, "numId"), "val"), list);
            level = number(attribute(child(own, "ilvl"), "val"), level);
        }
        if (list <= 0) return;
        const auto item = numbering_->next(list, level);
        if (heading || item.list < 0) return;
        block.depth = std::max(0, level);
        block.list = item.list;
        block.number = item.number;
    }

    /// Notes and text boxes of the paragraph that was added.
    void after(const Words& words, int depth) {
        for (const auto& note : words.notes)
            blocks(note, depth + 1);
        for (const auto& box : words.boxes)
            blocks(box, depth + 1);
    }

    void inlines(const pugi::xml_node& parent, Words& words, int depth) {
        if (deeper(depth)) return;
        for (const auto& node : parent.children()) {
            const auto name = local_name(node);
            if (name == "r") {
                run(node, words, depth);
            } else if (name == "hyperlink") {
                const auto relation = links_.find(std::string(attribute(node, "id")));
                const auto before = words.link;
                if (relation != links_.end() && relation->second.external)
                    words.link = relation->second.target;
                inlines(node, words, depth + 1);
                words.link = before;
            } else if (name == "ins" || name == "moveTo" || name == "smartTag" || name == "customXml" ||
                       name == "fldSimple" || name == "dir" || name == "bdo") {
                inlines(node, words, depth + 1);
            } else if (name == "sdt") {
                inlines(child(node, "sdtContent"), words, depth + 1);
            } else if (name == "del" || name == "moveFrom") {
                ++deleted_;
            } else if (name == "oMath" || name == "oMathPara") {
                words.spans.push_back({text_of_formula(node)});
            } else if (name == "AlternateContent") {
                inlines(alternative(node), words, depth + 1);
            }
        }
    }

    static std::string text_of_formula(const pugi::xml_node& node) {
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

    void run(const pugi::xml_node& node, Words& words, int depth) {
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

    void parts(const pugi::xml_node& node, const Span& like, Words& words, int depth) {
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
                if (const auto note = notes_.find(key);
                    note != notes_.end() && read_notes_.insert(key).second)
                    words.notes.push_back(note->second);
            } else if (name == "drawing" || name == "pict" || name == "object") {
                drawing(part, words, depth);
            } else if (name == "AlternateContent") {
                parts(alternative(part), like, words, depth + 1);
            }
        }
    }

    void next_page(const Words& words) {
        ++page_;
        if (has_words(words.spans))
            page_turned_ = true;
        else
            flow_.place(fmt::format("page {}", page_));
    }

    void field(std::string_view type, Words& words) {
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

    void drawing(const pugi::xml_node& node, Words& words, int depth) {
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
        static_cast<void>(depth);
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
    static bool within(pugi::xml_node node, const pugi::xml_node& outer) {
        for (int steps = 0; node && steps < 1000; ++steps, node = node.parent())
            if (node == outer) return true;
        return false;
    }

    void table(const pugi::xml_node& node, int depth) {
        if (deeper(depth)) return;
        std::vector<pugi::xml_node> rows;
        collect(node, "tr", rows, 0);
        std::size_t columns = 0;
        for (const auto& row : rows) {
            std::vector<pugi::xml_node> cells;
            collect(row, "tc", cells, 0);
            columns = std::max(columns, cells.size());
        }
        // A table around one cell a row is a frame around text.
        if (columns <= 1) {
            for (const auto& row : rows) {
                std::vector<pugi::xml_node> cells;
                collect(row, "tc", cells, 0);
                for (const auto& cell : cells)
                    blocks(cell, depth + 1);
            }
            return;
        }
        const auto look = child(node, "tblPr", "tblLook");
        const auto style = attribute(child(node, "tblPr", "tblStyle"), "val");
        const bool styled =
            !style.empty() && style != "TableGrid" && style != "TableNormal" && style != "Tabelacomgrade";
        const bool first_row = attribute(look, "firstRow") == "1" && styled;
        bool first = true;
        std::vector<Words> asides;
        for (const auto& row : rows) {
            if (flow_.full()) break;
            if (child(row, "trPr", "del")) {
                ++deleted_;
                continue;
            }
            Block block;
            block.kind = Block::Kind::row;
            bool all_strong = true;
            std::vector<pugi::xml_node> cells;
            collect(row, "tc", cells, 0);
            for (const auto& cell : cells) {
                Words words;
                cell_words(cell, words, depth + 1);
                all_strong = all_strong && is_strong(words.spans);
                const int span =
                    std::clamp(number(attribute(child(cell, "tcPr", "gridSpan"), "val"), 1), 1, 100);
                block.cells.push_back(std::move(words.spans));
                for (int i = 1; i < span; ++i)
                    block.cells.emplace_back();
                words.spans.clear();
                asides.push_back(std::move(words));
            }
            block.first_row = first;
            block.header = first && rows.size() > 1 &&
                           (is_on(child(row, "trPr", "tblHeader")) || first_row || all_strong) &&
                           std::none_of(block.cells.begin(), block.cells.end(),
                                        [](const Spans& s) { return !has_words(s); });
            first = false;
            add(std::move(block));
        }
        for (const auto& aside : asides)
            after(aside, depth + 1);
    }

    static bool is_strong(const Spans& spans) {
        return has_words(spans) && std::all_of(spans.begin(), spans.end(), [](const Span& span) {
                   return span.strong || span.line_break || trim(span.text).empty();
               });
    }

    /// The rows or cells of a table, those in content controls among them.
    void collect(const pugi::xml_node& parent, std::string_view wanted, std::vector<pugi::xml_node>& found,
                 int depth) {
        if (depth > 20) return;
        for (const auto& node : parent.children()) {
            if (is(node, wanted))
                found.push_back(node);
            else if (is(node, "sdt"))
                collect(child(node, "sdtContent"), wanted, found, depth + 1);
            else if (is(node, "customXml") || is(node, "ins"))
                collect(node, wanted, found, depth + 1);
        }
    }

    void cell_words(const pugi::xml_node& parent, Words& words, int depth) {
        if (deeper(depth)) return;
        for (const auto& node : parent.children()) {
            const auto name = local_name(node);
            if (name == "p") {
                const auto& style = styles_->of(attribute(child(node, "pPr", "pStyle"), "val"));
                if (!words.spans.empty()) words.spans.push_back({" "});
                words.strong = style.strong || style.heading > 0;
                inlines(node, words, depth + 1);
            } else if (name != "tcPr") {
                if (name == "tc" && !words.spans.empty()) words.spans.push_back({" "});
                cell_words(name == "sdt" ? child(node, "sdtContent") : node, words, depth + 1);
            }
        }
    }

    Flow flow_;
    Package package_;
    pugi::xml_document document_;
    Package::Relations links_;
    std::unique_ptr<DocxStyles> styles_;
    std::unique_ptr<DocxNumbering> numbering_;
    std::unordered_map<std::string, pugi::xml_node> notes_;
    pugi::xml_document footnotes_;
    pugi::xml_document endnotes_;
    std::set<std::string> read_notes_;
    std::vector<int> fields_;
    std::string field_code_;
    std::string field_link_;
    int page_ = 1;
    int deleted_ = 0;
    int hidden_ = 0;
    int contents_ = 0;
    bool has_pages_ = false;
    bool page_turned_ = false;
    bool in_code_ = false;
    bool too_deep_ = false;
};

}  // namespace

Found read_docx(const Source& source) {
    return DocxReader(source).read();
}

}  // namespace pacelane::formats
