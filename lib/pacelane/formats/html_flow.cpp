#include "detail/html_flow.h"

#include "detail/html_comments.h"
#include "detail/html_residue.h"
#include "detail/html_shapes.h"
#include "detail/limits.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::formats::detail {

namespace {

class HtmlWalk {
public:
    HtmlWalk(const MainContent& content, const HtmlPart& part, Flow& flow)
        : flow_(flow), content_(content), part_(part), lines_(flow, content.is_page()) {
        here_.quote = part.quote;
    }

    HtmlLeftOut walk() {
        children(content_.node(), 0);
        end_words();
        left_.lines = lines_.finish();
        if (content_.is_page()) left_.comments += drop_readers_comments(flow_);
        return left_;
    }

private:
    /// What holds where the reader is.
    struct Here {
        int depth = -1;
        int list = 0;
        int number = 0;
        bool numbered = false;
        bool quote = false;
        int heading = 0;
    };

    int line_of(const GumboSourcePosition& position) const {
        return part_.first_line + static_cast<int>(position.line) - 1;
    }

    void children(const GumboNode* node, int depth) {
        const auto* one = element(node);
        if (!one || depth > 2 * kFormatLimits.html_depth) return;
        for (unsigned i = 0; i < one->children.length && !flow_.full(); ++i)
            visit(static_cast<const GumboNode*>(one->children.data[i]), depth + 1);
    }

    void visit(const GumboNode* node, int depth) {
        if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
            node->type == GUMBO_NODE_CDATA) {
            say(clean(node->v.text.text), line_of(node->v.text.start_pos));
            return;
        }
        const auto* one = element(node);
        if (!one) return;
        if (content_.is_left_out(node)) {
            left_.parts += one->tag != GUMBO_TAG_SCRIPT && one->tag != GUMBO_TAG_STYLE ? 1 : 0;
            return;
        }
        // Evernote's sign for tasks that it keeps beside the text.
        if (attribute(node, "style").find("--en-task-group:true") != std::string::npos) return;
        if (is_exported_comment(node)) {
            ++left_.comments;
            return;
        }
        const int line = line_of(one->start_pos);
        switch (one->tag) {
            case GUMBO_TAG_H1:
            case GUMBO_TAG_H2:
            case GUMBO_TAG_H3:
            case GUMBO_TAG_H4:
            case GUMBO_TAG_H5:
            case GUMBO_TAG_H6:
                end_words();
                here_.heading = static_cast<int>(one->tag) - static_cast<int>(GUMBO_TAG_H1) + 1;
                children(node, depth);
                end_words();
                here_.heading = 0;
                return;
            case GUMBO_TAG_UL:
            case GUMBO_TAG_OL:
            case GUMBO_TAG_MENU:
                list(node, depth);
                return;
            case GUMBO_TAG_LI:
                item(node, depth);
                return;
            case GUMBO_TAG_BLOCKQUOTE: {
                end_words();
                const auto before = here_;
                here_ = {};
                here_.quote = true;
                children(node, depth);
                end_words();
                here_ = before;
                return;
            }
            case GUMBO_TAG_PRE:
                code(node, line);
                return;
            case GUMBO_TAG_TABLE:
                table(node, depth);
                return;
            case GUMBO_TAG_BR: {
                Span end;
                end.line_break = true;
                // Two of them part paragraphs.
                if (!spans_.empty() && blank_after_break())
                    end_words();
                else
                    spans_.push_back(end);
                return;
            }
            case GUMBO_TAG_IMG:
                image(node, line);
                return;
            case GUMBO_TAG_INPUT:
                if (attribute(node, "type") == "checkbox") checked_ = has_attribute(node, "checked");
                return;
            case GUMBO_TAG_HR:
                end_words();
                return;
            case GUMBO_TAG_DEL:
            case GUMBO_TAG_S:
            case GUMBO_TAG_STRIKE:
                with(&Span::struck, node, depth);
                return;
            case GUMBO_TAG_B:
            case GUMBO_TAG_STRONG:
                with(&Span::strong, node, depth);
                return;
            case GUMBO_TAG_I:
            case GUMBO_TAG_EM:
            case GUMBO_TAG_CITE:
                with(&Span::emphasis, node, depth);
                return;
            case GUMBO_TAG_CODE:
            case GUMBO_TAG_KBD:
            case GUMBO_TAG_SAMP:
            case GUMBO_TAG_TT:
                with(&Span::code, node, depth);
                return;
            case GUMBO_TAG_A: {
                if (is_note_link(node)) return;
                const auto before = like_.link;
                if (auto target = link_out(node); !target.empty()) like_.link = std::move(target);
                children(node, depth);
                like_.link = before;
                return;
            }
            default:
                if (is_html_code(node)) {
                    code(node, line);
                } else if (is_html_block(one->tag)) {
                    block(node, depth);
                } else {
                    styled(node, depth);
                }
        }
    }

    void block(const GumboNode* node, int depth) {
        end_words();
        const auto before = here_;
        const bool caption = std::exchange(in_caption_, in_caption_ || tag(node) == GUMBO_TAG_FIGCAPTION);
        if (const int level = styled_heading(node); level > 0) {
            here_.heading = level;
        } else if (const auto place = word_item(node)) {
            here_.depth = place->depth;
            here_.list = -1000 - place->list * 16 - place->depth;
            here_.number = place->number;
            item_begins_ = true;
        }
        if (const auto box = notion_box(node)) checked_ = box;
        children(node, depth);
        end_words();
        if (here_.depth != before.depth) item_begins_ = false;
        here_ = before;
        in_caption_ = caption;
    }

    void styled(const GumboNode* node, int depth) {
        const auto before = like_;
        const auto marks = style_marks(node);
        like_.strong = marks.strong.value_or(like_.strong);
        like_.struck = like_.struck || marks.struck;
        children(node, depth);
        like_ = before;
    }

    void with(bool Span::*mark, const GumboNode* node, int depth) {
        const bool before = like_.*mark;
        like_.*mark = true;
        children(node, depth);
        like_.*mark = before;
    }

    bool blank_after_break() const {
        for (auto span = spans_.rbegin(); span != spans_.rend(); ++span) {
            if (span->line_break) return true;
            if (span->is_image || !trim(span->text).empty()) return false;
        }
        return false;
    }

    void say(std::string text, int line) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        if (trim(text).empty()) {
            if (!spans_.empty()) spans_.push_back({" "});
            return;
        }
        if (!has_words(spans_)) {
            line_ = line;
            if (!spans_.empty() && !spans_.back().line_break) spans_.clear();
        }
        Span span = like_;
        span.text = std::move(text);
        spans_.push_back(std::move(span));
    }

    void end_words() {
        auto spans = std::exchange(spans_, {});
        if (in_cell_) {
            // Blocks in a cell only part its words.
            spans_ = std::move(spans);
            if (!spans_.empty()) spans_.push_back({" "});
            return;
        }
        if (!has_words(spans)) return;
        Block block;
        block.spans = std::move(spans);
        if (here_.heading > 0) {
            block.kind = Block::Kind::heading;
            block.level = std::min(here_.heading + part_.deeper_headings, 6);
        } else {
            block.quote = here_.quote;
            block.depth = here_.depth;
            block.list = here_.list;
            block.goes_on = here_.depth >= 0 && !item_begins_;
            block.number = item_begins_ ? here_.number : 0;
            if (item_begins_) block.checked = std::exchange(checked_, std::nullopt);
            item_begins_ = false;
        }
        lines_.add_words(std::move(block), line_, in_caption_);
    }

    void list(const GumboNode* node, int depth) {
        end_words();
        const auto before = here_;
        here_.depth += 1;
        here_.heading = 0;
        // Google Docs writes lists within each other one after the other, with the depth in a class.
        const auto name = attribute(node, "class");
        if (const auto mark = name.find("lst-kix_"); mark != std::string::npos) {
            const auto dash = name.find('-', mark + 8);
            if (dash != std::string::npos && dash + 1 < name.size() && is_digit(name[dash + 1])) {
                here_.depth = name[dash + 1] - '0';
                here_.list = here_.depth > 0 ? -100 - here_.depth : ++list_count_;
            }
        } else {
            here_.list = ++list_count_;
        }
        here_.numbered = tag(node) == GUMBO_TAG_OL;
        here_.number = 0;
        if (here_.numbered) here_.number = std::max(0, whole_number(attribute(node, "start"), 1) - 1);
        children(node, depth);
        end_words();
        here_ = before;
        item_begins_ = false;
    }

    void item(const GumboNode* node, int depth) {
        end_words();
        if (here_.depth < 0) {
            here_.depth = 0;
            here_.list = ++list_count_;
        }
        if (here_.numbered) here_.number = whole_number(attribute(node, "value"), here_.number + 1);
        // Evernote's lists of tasks
        const auto style = attribute(node, "style");
        if (const auto mark = style.find("--en-checked:"); mark != std::string::npos)
            checked_ = style.compare(mark + 13, 4, "true") == 0;
        item_begins_ = true;
        const auto within = here_;
        children(node, depth);
        end_words();
        here_ = within;
        item_begins_ = false;
    }

    void code(const GumboNode* node, int line) {
        end_words();
        auto [text, language] = html_code(node);
        Block block;
        block.kind = Block::Kind::code;
        block.text = std::move(text);
        block.language = std::move(language);
        block.quote = here_.quote;
        block.depth = here_.depth;
        block.list = here_.list;
        block.goes_on = true;
        lines_.add(std::move(block), line);
    }

    void image(const GumboNode* node, int line) {
        Span image = like_;
        image.is_image = true;
        image.text = image_words(attribute(node, "alt"));
        const auto source = attribute(node, "src");
        if (!source.starts_with("data:") && source.size() < 2000) image.image = source;
        if (trim(image.text).empty()) {
            ++left_.pictures;
            return;
        }
        if (!has_words(spans_)) line_ = line;
        spans_.push_back(std::move(image));
    }

    void table(const GumboNode* node, int depth) {
        const auto all_rows = table_rows(node);
        if (in_cell_ || is_layout(node, all_rows)) {
            end_words();
            children(node, depth);
            end_words();
            return;
        }
        end_words();
        bool first = true;
        for (const auto& [row, head] : all_rows) {
            if (content_.is_left_out(row)) continue;
            Block block;
            block.kind = Block::Kind::row;
            bool all_heads = true;
            for (const auto* cell : table_cells(row)) {
                in_cell_ = true;
                spans_.clear();
                if (!content_.is_left_out(cell)) children(cell, depth + 2);
                in_cell_ = false;
                all_heads = all_heads && tag(cell) == GUMBO_TAG_TH;
                block.cells.push_back(std::exchange(spans_, {}));
                const int span = std::clamp(whole_number(attribute(cell, "colspan"), 1), 1, 100);
                for (int i = 1; i < span && all_rows.size() > 1; ++i)
                    block.cells.emplace_back();
            }
            block.header = first && (head || (all_heads && !block.cells.empty())) && all_rows.size() > 1;
            block.first_row = first;
            block.quote = here_.quote;
            first = false;
            lines_.add(std::move(block), line_of(element(row)->start_pos));
        }
    }

    Flow& flow_;
    const MainContent& content_;
    const HtmlPart& part_;
    HtmlLeftOut left_;
    Here here_;
    Span like_;
    Spans spans_;
    std::optional<bool> checked_;
    int line_ = 1;
    int list_count_ = 0;
    bool item_begins_ = false;
    bool in_cell_ = false;
    bool in_caption_ = false;
    PageLines lines_;
};

}  // namespace

HtmlLeftOut add_html(const MainContent& content, const HtmlPart& part, Flow& flow) {
    return HtmlWalk(content, part, flow).walk();
}

}  // namespace pacelane::formats::detail
