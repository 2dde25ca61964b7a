#include "detail/docx_styles.h"
#include "detail/docx_words.h"
#include "detail/file_properties.h"
#include "detail/flow.h"
#include "detail/package.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

/// Word documents (Office Open XML): paragraphs, lists, tables, notes and text boxes in the order of the
/// text. What was deleted with changes tracked, comments, fields' codes and heads of pages are left out.
namespace pacelane::formats {

namespace {

using namespace detail;

class DocxReader {
public:
    explicit DocxReader(const Source& source)
        : flow_(source), package_(source.bytes, "Word document"), inlines_(flow_) {}

    Found read() {
        const auto main = main_part();
        package_.xml(main, document_, true);
        inlines_.set_links(package_.relations(main));
        const auto folder = main.substr(0, main.rfind('/') + 1);
        pugi::xml_document styles, numbering;
        package_.xml(folder + "styles.xml", styles);
        package_.xml(folder + "numbering.xml", numbering);
        styles_ = std::make_unique<DocxStyles>(styles);
        numbering_ = std::make_unique<DocxNumbering>(numbering);
        package_.xml(folder + "footnotes.xml", footnotes_);
        package_.xml(folder + "endnotes.xml", endnotes_);
        inlines_.learn_notes(footnotes_, 'f');
        inlines_.learn_notes(endnotes_, 'e');
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
        if (const int deleted = inlines_.deleted(); deleted > 0)
            flow_.omit(fmt::format("{} tracked deletion{}", deleted, deleted == 1 ? "" : "s"));
        if (const auto count = comments(folder); count > 0)
            flow_.omit(fmt::format("{} comment{}", count, count == 1 ? "" : "s"));
        if (inlines_.hidden() > 0) flow_.omit("hidden text");
        if (inlines_.to_fill_in() > 0) flow_.omit("what a form asks to be filled in");
        if (contents_ > 0) flow_.omit("a table of contents");
        if (inlines_.too_deep()) flow_.warn("what is nested too deeply is left out");
        return flow_.finish();
    }

private:
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

    std::size_t comments(const std::string& folder) {
        pugi::xml_document document;
        if (!package_.xml(folder + "comments.xml", document)) return 0;
        std::size_t count = 0;
        for (const auto& node : document.document_element().children())
            count += is(node, "comment") ? 1 : 0;
        return count;
    }

    void blocks(const pugi::xml_node& parent, int depth) {
        if (inlines_.deeper(depth)) return;
        for (const auto& node : parent.children()) {
            if (flow_.full()) return;
            const auto name = local_name(node);
            if (name == "tbl" || name == "sdt") add_carried();
            if (name == "p")
                paragraph(node, depth);
            else if (name == "tbl")
                table(node, depth);
            else if (name == "sdt")
                structured(node, depth);
            else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag")
                blocks(node, depth + 1);
            else if (name == "AlternateContent")
                blocks(docx_alternative(node), depth + 1);
            else if (name == "del" || name == "moveFrom")
                inlines_.count_deletion();
        }
        add_carried();
    }

    /// Words of a paragraph whose end was deleted, with no paragraph after it.
    void add_carried() {
        if (carried_.empty()) return;
        Block block;
        block.spans = std::exchange(carried_, {});
        add(std::move(block));
    }

    /// A content control; a table of contents is one.
    void structured(const pugi::xml_node& node, int depth) {
        const auto gallery = attribute(child(node, "sdtPr", "docPartObj", "docPartGallery"), "val");
        if (gallery == "Table of Contents") {
            ++contents_;
            return;
        }
        if (inlines_.is_to_fill_in(node)) return;
        blocks(child(node, "sdtContent"), depth + 1);
    }

    void paragraph(const pugi::xml_node& node, int depth) {
        const auto properties = child(node, "pPr");
        const auto& style = styles_->of(attribute(child(properties, "pStyle"), "val"));
        if (style.contents) {
            ++contents_;
            return;
        }
        DocxWords words;
        words.strong = style.strong && style.heading == 0;
        words.fields = fields_;
        inlines_.read(node, words, depth);
        fields_ = std::move(words.fields);
        words.spans.insert(words.spans.begin(), carried_.begin(), carried_.end());
        carried_.clear();
        // Its end was deleted with changes tracked: it goes on as the next paragraph.
        if (child(properties, "rPr", "del")) {
            if (has_words(words.spans)) carried_ = std::move(words.spans);
            after(words, depth);
            return;
        }
        if (flow_.blocks().size() < 10 && style.author) {
            const auto more = authors_of(trim(words_of(words.spans)));
            for (const auto& one : more)
                if (auto& all = flow_.about.authors; std::find(all.begin(), all.end(), one) == all.end())
                    all.push_back(one);
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
            inlines_.turn_page();
            return;
        }
        flow_.add(std::move(block));
        inlines_.turn_page();
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
        inlines_.turn_page();
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
    void after(const DocxWords& words, int depth) {
        for (const auto& note : words.notes)
            blocks(note, depth + 1);
        for (const auto& box : words.boxes)
            blocks(box, depth + 1);
    }

    void table(const pugi::xml_node& node, int depth) {
        if (inlines_.deeper(depth)) return;
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
        std::vector<DocxWords> asides;
        for (const auto& row : rows) {
            if (flow_.full()) break;
            if (child(row, "trPr", "del")) {
                inlines_.count_deletion();
                continue;
            }
            Block block;
            block.kind = Block::Kind::row;
            bool all_strong = true;
            std::vector<pugi::xml_node> cells;
            collect(row, "tc", cells, 0);
            for (const auto& cell : cells) {
                DocxWords words;
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

    void cell_words(const pugi::xml_node& parent, DocxWords& words, int depth) {
        if (inlines_.deeper(depth)) return;
        for (const auto& node : parent.children()) {
            const auto name = local_name(node);
            if (name == "p") {
                const auto& style = styles_->of(attribute(child(node, "pPr", "pStyle"), "val"));
                if (!words.spans.empty()) words.spans.push_back({" "});
                words.strong = style.strong || style.heading > 0;
                inlines_.read(node, words, depth + 1);
            } else if (name != "tcPr") {
                if (name == "tc" && !words.spans.empty()) words.spans.push_back({" "});
                if (name == "sdt" && inlines_.is_to_fill_in(node)) continue;
                cell_words(name == "sdt" ? child(node, "sdtContent") : node, words, depth + 1);
            }
        }
    }

    Flow flow_;
    Package package_;
    DocxInlines inlines_;
    pugi::xml_document document_;
    std::unique_ptr<DocxStyles> styles_;
    std::unique_ptr<DocxNumbering> numbering_;
    pugi::xml_document footnotes_;
    pugi::xml_document endnotes_;
    std::vector<int> fields_;
    Spans carried_;
    int contents_ = 0;
    bool has_pages_ = false;
    bool in_code_ = false;
};

}  // namespace

Found read_docx(const Source& source) {
    return DocxReader(source).read();
}

}  // namespace pacelane::formats
