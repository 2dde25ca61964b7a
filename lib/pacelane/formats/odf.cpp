#include "detail/flow.h"
#include "detail/limits.h"
#include "detail/package.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

/// OpenDocument: texts (.odt) and presentations (.odp). Comments, tracked deletions and indexes are left out.
namespace pacelane::formats {

namespace {

using namespace detail;

struct OdfStyle {
    std::string parent;
    std::string list;  ///< the list style that it brings
    int outline = 0;
    bool strong = false, emphasis = false, struck = false, hidden = false;
    bool known_strong = false;
};

class OdfReader {
public:
    OdfReader(const Source& source, std::string_view what) : flow_(source), package_(source.bytes, what) {}

    Found read() {
        pugi::xml_document content, styles, meta;
        if (const auto manifest = package_.read("META-INF/manifest.xml");
            manifest && manifest->find("encryption-data") != std::string::npos)
            throw Error(ErrorKind::bad_input, "is encrypted; save it without a password");
        package_.xml("content.xml", content, true);
        if (package_.xml("styles.xml", styles)) learn_styles(styles.document_element());
        learn_styles(content.document_element());
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
        if (comments_ > 0) flow_.omit(fmt::format("{} comment{}", comments_, comments_ == 1 ? "" : "s"));
        if (deleted_ > 0)
            flow_.omit(fmt::format("{} tracked deletion{}", deleted_, deleted_ == 1 ? "" : "s"));
        if (contents_ > 0) flow_.omit("a table of contents");
        if (hidden_ > 0) flow_.omit("hidden text");
        if (too_deep_) flow_.warn("what is nested too deeply is left out");
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

    void learn_styles(const pugi::xml_node& root) {
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
                    styles_[std::string(attribute(node, "family")) + '/' +
                            std::string(attribute(node, "name"))] = style;
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

    const OdfStyle* style_of(std::string_view family, std::string_view name) const {
        const auto found = styles_.find(std::string(family) + '/' + std::string(name));
        return found == styles_.end() ? nullptr : &found->second;
    }

    /// The name of the style that a paragraph's goes back to ("P3" → "Quotations").
    std::string base_of(std::string_view name) const {
        std::string base(name);
        for (int steps = 0; steps < 10; ++steps) {
            if (base == "Title" || base == "Quotations" || base == "Preformatted_20_Text" ||
                base.starts_with("Heading"))
                return base;
            const auto* style = style_of("paragraph", base);
            if (!style || style->parent.empty()) return base;
            base = style->parent;
        }
        return base;
    }

    bool paragraph_is_strong(std::string_view name) const {
        std::string at(name);
        for (int steps = 0; steps < 10; ++steps) {
            const auto* style = style_of("paragraph", at);
            if (!style) return false;
            if (style->known_strong) return style->strong;
            at = style->parent;
        }
        return false;
    }

    bool deeper(int depth) {
        if (depth <= kFormatLimits.xml_depth) return false;
        too_deep_ = true;
        return true;
    }

    void blocks(const pugi::xml_node& parent, int depth, const Place& place) {
        if (deeper(depth)) return;
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
                    ++hidden_;
                    continue;
                }
                blocks(node, depth + 1, place);
                if (name == "frame") picture(node);
            } else if (name == "annotation") {
                ++comments_;
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
        if (deeper(depth)) return;
        Place place = outer;
        place.depth = outer.depth + 1;
        const auto own = attribute(node, "style-name");
        if (!own.empty()) place.style = own;
        const bool goes_on =
            attribute(node, "continue-numbering") == "true" || !attribute(node, "continue-list").empty();
        int& count = counts_[place.style + '/' + std::to_string(place.depth)];
        const auto levels = lists_.find(place.style);
        int start = 0;
        if (levels != lists_.end())
            if (const auto level = levels->second.find(place.depth + 1); level != levels->second.end())
                start = level->second;
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

    struct Words {
        Spans spans;
        std::vector<pugi::xml_node> asides;  // notes and text boxes
    };

    void paragraph(const pugi::xml_node& node, int depth, const Place& place, bool goes_on) {
        const auto style_name = attribute(node, "style-name");
        const auto base = base_of(style_name);
        Words words;
        Span like;
        const bool heading = is(node, "h");
        like.strong = !heading && paragraph_is_strong(style_name) && base != "Title";
        inlines(node, like, words, depth);
        Block block;
        block.spans = std::move(words.spans);
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
        if (page_turned_) {
            page_turned_ = false;
            next_page();
        }
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

    void inlines(const pugi::xml_node& parent, const Span& like, Words& words, int depth) {
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
                if (const auto* style = style_of("text", style_name)) {
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
                inlines(node, inner, words, depth + 1);
            } else if (name == "a") {
                Span inner = like;
                const auto target = attribute(node, "href");
                if (!target.starts_with('#')) inner.link = clean(target);
                inlines(node, inner, words, depth + 1);
            } else if (name == "note") {
                words.asides.push_back(child(node, "note-body"));
            } else if (name == "annotation") {
                ++comments_;
            } else if (name == "frame") {
                frame(node, words);
            } else if (name == "soft-page-break") {
                page_turned_ = true;
            } else if (name == "custom-shape" || name == "g" || name == "rect") {
                words.asides.push_back(node);
            } else if (name != "annotation-end" && name != "tracked-changes" && name != "hidden-text" &&
                       name != "ruby-text" && name != "event-listeners") {
                inlines(node, like, words, depth + 1);
            }
        }
    }

    static void frame(const pugi::xml_node& node, Words& words) {
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
        if (deeper(depth)) return;
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
            Words asides;
            bool strong = true;
            for (const auto& cell : row.children()) {
                if (!is(cell, "table-cell") && !is(cell, "covered-table-cell")) continue;
                Words words;
                if (is(cell, "table-cell")) cell_words(cell, words, depth + 1);
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

    void cell_words(const pugi::xml_node& parent, Words& words, int depth) {
        if (deeper(depth)) return;
        for (const auto& node : parent.children()) {
            if (is(node, "p") || is(node, "h")) {
                if (!words.spans.empty()) words.spans.push_back({" "});
                Span like;
                const auto style_name = attribute(node, "style-name");
                like.strong = paragraph_is_strong(style_name) || base_of(style_name) == "Table_20_Heading";
                inlines(node, like, words, depth + 1);
            } else if (node.type() == pugi::node_element && !is(node, "annotation")) {
                cell_words(node, words, depth + 1);
            }
        }
    }

    void read_slides(const pugi::xml_node& presentation) {
        int slide_number = 0;
        for (const auto& page : presentation.children()) {
            if (!is(page, "page") || flow_.full()) continue;
            ++slide_number;
            flow_.place(fmt::format("slide {}", slide_number));
            for (const auto& frame : page.children()) {
                if (attribute(frame, "class") != "title") continue;
                Words words;
                cell_words(frame, words, 0);
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
        if (slide_number == 0) flow_.warn("it has no slides");
    }

    void slide_part(const pugi::xml_node& frame) {
        if (is(frame, "annotation")) {
            ++comments_;
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
    std::unordered_map<std::string, OdfStyle> styles_;
    std::unordered_map<std::string, std::unordered_map<int, int>>
        lists_;  // where each level starts; 0 for bullets
    std::unordered_map<std::string, int> counts_;
    int next_list_ = 0;
    int number_ = 0;
    int page_ = 1;
    int comments_ = 0;
    int deleted_ = 0;
    int contents_ = 0;
    int hidden_ = 0;
    bool has_pages_ = false;
    bool page_turned_ = false;
    bool in_code_ = false;
    bool too_deep_ = false;
};

}  // namespace

Found read_odt(const Source& source) {
    return OdfReader(source, "OpenDocument text").read();
}

Found read_odp(const Source& source) {
    return OdfReader(source, "OpenDocument presentation").read();
}

}  // namespace pacelane::formats
