#include "detail/file_properties.h"
#include "detail/flow.h"
#include "detail/flow_furniture.h"
#include "detail/odf_styles.h"
#include "detail/odf_words.h"
#include "detail/package.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

/// OpenDocument: texts (.odt) and presentations (.odp). Comments, tracked deletions and indexes are left out.
namespace pacelane::formats {

namespace {

using namespace detail;

class OdfReader {
public:
    OdfReader(const Source& source, std::string_view what)
        : flow_(source), package_(source.bytes, what), inlines_(styles_) {}

    Found read() {
        pugi::xml_document content, styles, meta;
        if (const auto manifest = package_.read("META-INF/manifest.xml");
            manifest && manifest->find("encryption-data") != std::string::npos)
            throw Error(ErrorKind::bad_input, "is encrypted; save it without a password");
        package_.xml("content.xml", content, true);
        if (package_.xml("styles.xml", styles)) styles_.learn(styles.document_element());
        styles_.learn(content.document_element());
        if (package_.xml("meta.xml", meta)) read_properties(child(meta.document_element(), "meta"));
        const auto body = child(content.document_element(), "body");
        if (const auto slides = child(body, "presentation"); slides) {
            read_slides(slides);
        } else {
            const auto text = child(body, "text");
            has_pages_ = static_cast<bool>(
                text.find_node([](const pugi::xml_node& node) { return is(node, "soft-page-break"); }));
            if (has_pages_)
                flow_.place("page 1");
            else
                flow_.number_paragraphs();
            blocks(text, 0, {});
        }
        if (const int comments = inlines_.comments(); comments > 0)
            flow_.omit(fmt::format("{} comment{}", comments, comments == 1 ? "" : "s"));
        if (deleted_ > 0)
            flow_.omit(fmt::format("{} tracked deletion{}", deleted_, deleted_ == 1 ? "" : "s"));
        if (inlines_.to_fill_in() > 0) flow_.omit("what a form asks to be filled in");
        if (contents_ > 0) flow_.omit("a table of contents");
        if (inlines_.hidden() > 0) flow_.omit("hidden text");
        if (inlines_.too_deep()) flow_.warn("what is nested too deeply is left out");
        return flow_.finish();
    }

private:
    /// The list that a block is in.
    struct Place {
        int depth = -1;
        int list = 0;
        std::string style;
        bool quote = false;
        int heading = 0;  // not 0: its lists are numbers of headings
    };

    void read_properties(const pugi::xml_node& meta) {
        const auto title = text_in(child(meta, "title"));
        if (!is_generic_title(title)) flow_.property_title = title;
        auto author = text_in(child(meta, "initial-creator"));
        if (author.empty()) author = text_in(child(meta, "creator"));
        flow_.about.authors = authors_of(author);
        auto date = text_in(child(meta, "date"));
        if (date.empty()) date = text_in(child(meta, "creation-date"));
        flow_.property_date = date_of(date);
    }

    void blocks(const pugi::xml_node& parent, int depth, const Place& place) {
        if (inlines_.deeper(depth)) return;
        for (const auto& node : parent.children()) {
            if (flow_.full()) return;
            const auto name = local_name(node);
            if (name == "p" || name == "h") {
                paragraph(node, depth, place, false);
            } else if (name == "list") {
                list(node, depth, place);
            } else if (name == "table") {
                table(node, depth, place);
            } else if (name == "tracked-changes") {
                for (const auto& change : node.children())
                    deleted_ += child(change, "deletion") ? 1 : 0;
            } else if (name == "table-of-content" || name == "alphabetical-index" ||
                       name == "illustration-index") {
                ++contents_;
            } else if (name == "soft-page-break") {
                next_page();
            } else if (name == "section" || name == "text-box" || name == "frame" || name == "g" ||
                       name == "custom-shape" || name == "a") {
                if (name == "section" && attribute(node, "display") == "none") {
                    inlines_.count_hidden();
                    continue;
                }
                blocks(node, depth + 1, place);
                if (name == "frame") picture(node);
            } else if (name == "annotation") {
                inlines_.count_comment();
            }
        }
    }

    void picture(const pugi::xml_node& frame) {
        if (!child(frame, "image")) return;
        auto words = image_words(text_in(child(frame, "desc")));
        if (words.empty()) words = image_words(text_in(child(frame, "title")));
        if (trim(words).empty()) return;
        Block block;
        Span image;
        image.is_image = true;
        image.text = std::move(words);
        block.spans.push_back(std::move(image));
        flow_.add(std::move(block));
    }

    void next_page() {
        if (!has_pages_) return;
        flow_.place(fmt::format("page {}", ++page_));
    }

    void list(const pugi::xml_node& node, int depth, const Place& outer) {
        if (inlines_.deeper(depth)) return;
        Place place = outer;
        place.depth = outer.depth + 1;
        const auto own = attribute(node, "style-name");
        if (!own.empty()) place.style = own;
        const bool goes_on =
            attribute(node, "continue-numbering") == "true" || !attribute(node, "continue-list").empty();
        int& count = counts_[place.style + '/' + std::to_string(place.depth)];
        const int start = styles_.list_start(place.style, place.depth + 1);
        if (!goes_on || count == 0) count = start - 1;
        if (place.depth == 0 && !goes_on) ++next_list_;
        place.list = next_list_ * 64 + std::min(place.depth, 63);
        for (const auto& item : node.children()) {
            if (flow_.full()) return;
            const bool header = is(item, "list-header");
            if (!is(item, "list-item") && !header) continue;
            int number_here = 0;
            if (!header && start > 0) {
                count = number(attribute(item, "start-value"), count + 1);
                number_here = std::max(1, count);
            }
            bool first = true;
            for (const auto& part : item.children()) {
                if (is(part, "list")) {
                    list(part, depth + 1, place);
                } else if (is(part, "p") || is(part, "h")) {
                    number_ = number_here;
                    paragraph(part, depth + 1, place, !first || header);
                    first = false;
                } else if (is(part, "soft-page-break")) {
                    next_page();
                }
            }
        }
    }

    /// Who wrote it and when, in the styles that pandoc has for them.
    bool take_byline(std::string_view style, std::string_view words) {
        if (style == "Author") {
            auto& all = flow_.about.authors;
            const auto more = authors_of(trim(words));
            for (const auto& one : more)
                if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
            return !more.empty();
        }
        if (style != "Date") return false;
        if (const auto date = date_of(std::string(trim(words)))) flow_.about.date = date;
        return flow_.about.date.has_value();
    }

    void paragraph(const pugi::xml_node& node, int depth, const Place& place, bool goes_on) {
        const auto style_name = attribute(node, "style-name");
        const auto base = styles_.base_of(style_name);
        OdfWords words;
        Span like;
        const bool heading = is(node, "h");
        like.strong = !heading && styles_.is_strong(style_name) && base != "Title";
        inlines_.read(node, like, words, depth);
        Block block;
        block.spans = std::move(words.spans);
        if (flow_.blocks().size() < 10 && take_byline(style_name, words_of(block.spans))) return;
        if (base == "Title" && flow_.about.title.empty() && flow_.blocks().size() < 10 &&
            has_words(block.spans)) {
            flow_.about.title = std::string(trim(words_of(block.spans)));
            block.kind = Block::Kind::heading;
        } else if (heading) {
            block.kind = Block::Kind::heading;
            block.level = std::clamp(number(attribute(node, "outline-level"), 1), 1, 9);
        } else if (base == "Preformatted_20_Text" || base == "Source_20_Code") {
            code(block);
            return;
        } else {
            block.quote = base == "Quotations";
            block.depth = place.depth;
            block.list = place.list;
            block.goes_on = goes_on;
            if (place.depth >= 0 && !goes_on) block.number = number_;
        }
        in_code_ = false;
        flow_.add(std::move(block));
        for (const auto& aside : words.asides)
            blocks(aside, depth + 1, {});
        if (inlines_.take_page_end()) next_page();
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
        block.spans.clear();
        in_code_ = !trim(text).empty();
        block.text = std::move(text);
        flow_.add(std::move(block));
    }

    void rows(const pugi::xml_node& parent, bool header, std::vector<std::pair<pugi::xml_node, bool>>& found,
              int depth) {
        if (depth > 20) return;
        for (const auto& node : parent.children()) {
            if (is(node, "table-row"))
                found.emplace_back(node, header);
            else if (is(node, "table-header-rows") || is(node, "table-rows") || is(node, "table-row-group"))
                rows(node, header || is(node, "table-header-rows"), found, depth + 1);
        }
    }

    void table(const pugi::xml_node& node, int depth, const Place& place) {
        if (inlines_.deeper(depth)) return;
        std::vector<std::pair<pugi::xml_node, bool>> all;
        rows(node, false, all, 0);
        std::size_t columns = 0;
        for (const auto& [row, header] : all)
            columns =
                std::max<std::size_t>(columns, static_cast<std::size_t>(std::count_if(
                                                   row.children().begin(), row.children().end(),
                                                   [](const auto& cell) { return is(cell, "table-cell"); })));
        if (columns <= 1) {
            for (const auto& [row, header] : all)
                for (const auto& cell : row.children())
                    if (is(cell, "table-cell")) blocks(cell, depth + 1, place);
            return;
        }
        bool first = true;
        for (const auto& [row, header] : all) {
            if (flow_.full()) return;
            Block block;
            block.kind = Block::Kind::row;
            OdfWords asides;
            bool strong = true;
            for (const auto& cell : row.children()) {
                if (!is(cell, "table-cell") && !is(cell, "covered-table-cell")) continue;
                OdfWords words;
                if (is(cell, "table-cell")) inlines_.read_cell(cell, words, depth + 1);
                strong = strong && has_words(words.spans) &&
                         std::all_of(words.spans.begin(), words.spans.end(), [](const Span& span) {
                             return span.strong || span.line_break || trim(span.text).empty();
                         });
                block.cells.push_back(std::move(words.spans));
                std::move(words.asides.begin(), words.asides.end(), std::back_inserter(asides.asides));
            }
            block.first_row = first;
            block.header = first && all.size() > 1 && (header || strong);
            first = false;
            flow_.add(std::move(block));
            for (const auto& aside : asides.asides)
                blocks(aside, depth + 1, {});
        }
    }

    void read_slides(const pugi::xml_node& presentation) {
        int slide_number = 0;
        std::vector<std::size_t> begins;
        for (const auto& page : presentation.children()) {
            if (!is(page, "page") || flow_.full()) continue;
            ++slide_number;
            flow_.place(fmt::format("slide {}", slide_number));
            begins.push_back(flow_.blocks().size());
            for (const auto& frame : page.children()) {
                if (attribute(frame, "class") != "title") continue;
                OdfWords words;
                inlines_.read_cell(frame, words, 0);
                Block heading;
                heading.kind = Block::Kind::heading;
                heading.level = slide_number == 1 ? 1 : 2;
                heading.spans = std::move(words.spans);
                flow_.add(std::move(heading));
            }
            for (const auto& frame : page.children()) {
                const auto role = attribute(frame, "class");
                if (role == "title" || role == "date-time" || role == "footer" || role == "page-number" ||
                    is(frame, "notes"))
                    continue;
                slide_part(frame);
            }
            if (const auto notes = child(page, "notes")) {
                flow_.place(fmt::format("slide {} (notes)", slide_number));
                for (const auto& frame : notes.children())
                    if (attribute(frame, "class") == "notes") slide_part(frame);
            }
        }
        if (drop_repeated(flow_.blocks(), begins) > 0) flow_.omit("what the slides repeat");
        if (slide_number == 0) flow_.warn("it has no slides");
    }

    void slide_part(const pugi::xml_node& frame) {
        if (is(frame, "annotation")) {
            inlines_.count_comment();
            return;
        }
        if (const auto table_here = child(frame, "table")) {
            table(table_here, 0, {});
            return;
        }
        blocks(frame, 0, {});
        picture(frame);
    }

    Flow flow_;
    Package package_;
    OdfStyles styles_;
    OdfInlines inlines_;
    std::unordered_map<std::string, int> counts_;
    int next_list_ = 0;
    int number_ = 0;
    int page_ = 1;
    int deleted_ = 0;
    int contents_ = 0;
    bool has_pages_ = false;
    bool in_code_ = false;
};

}  // namespace

Found read_odt(const Source& source) {
    return OdfReader(source, "OpenDocument text").read();
}

Found read_odp(const Source& source) {
    return OdfReader(source, "OpenDocument presentation").read();
}

}  // namespace pacelane::formats
