#include "mail_html.h"

#include "data_limits.h"

#include <algorithm>
#include <array>
#include <gumbo.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// How deep the elements may be within each other, as the tags tell; those that need no end are not counted.
/// The parser's memory is given back by a function that calls itself.
bool is_too_deep(std::string_view html) {
    constexpr std::array endless{"br"sv,  "img"sv,  "hr"sv,   "p"sv,      "li"sv,    "td"sv,
                                 "tr"sv,  "th"sv,   "meta"sv, "link"sv,   "input"sv, "wbr"sv,
                                 "col"sv, "area"sv, "base"sv, "option"sv, "dt"sv,    "dd"sv};
    constexpr int deepest = 5000;
    int depth = 0;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        auto rest = html.substr(at + 1, 12);
        if (rest.starts_with('/')) {
            depth = std::max(0, depth - 1);
            continue;
        }
        const auto name = ascii_lower(rest.substr(0, rest.find_first_of(" \t\r\n/>")));
        if (name.empty() || name.front() < 'a' || name.front() > 'z') continue;
        if (std::find(endless.begin(), endless.end(), name) == endless.end() && ++depth > deepest)
            return true;
    }
    return false;
}

std::string_view attribute_of(const GumboElement& element, const char* name) {
    const auto* found = gumbo_get_attribute(&element.attributes, name);
    return found ? std::string_view(found->value) : std::string_view{};
}

bool is_hidden(const GumboElement& element) {
    auto style = ascii_lower(attribute_of(element, "style"));
    style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
    return style.find("display:none") != std::string::npos ||
           style.find("mso-hide:all") != std::string::npos ||
           gumbo_get_attribute(&element.attributes, "hidden") != nullptr;
}

/// Discourse: who is quoted, above what they wrote.
bool is_title_of_quotation(const GumboNode& node) {
    const auto* parent = node.parent;
    return attribute_of(node.v.element, "class") == "title" && parent && parent->type == GUMBO_NODE_ELEMENT &&
           parent->v.element.tag == GUMBO_TAG_ASIDE &&
           attribute_of(parent->v.element, "class").starts_with("quote");
}

/// What Gmail, Thunderbird and Outlook call the signature that they put in.
bool is_signature(const GumboElement& element) {
    const auto classes = attribute_of(element, "class");
    const auto id = attribute_of(element, "id");
    return classes.find("gmail_signature") != std::string_view::npos ||
           classes.find("moz-signature") != std::string_view::npos || id == "Signature" ||
           id == "signature" || id == "ms-outlook-mobile-signature" || id == "AppleMailSignature" ||
           attribute_of(element, "data-smartmail") == "gmail_signature";
}

struct TableLook {
    std::size_t rows = 0;
    bool even = true;  // each row has more than one cell
    bool headed = false;
    bool nested = false;
};

void look_at_table(const GumboNode& node, TableLook& look, int depth) {
    constexpr int deepest = 30;
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const auto& children = node.v.element.children;
    std::size_t cells = 0;
    for (unsigned i = 0; i < children.length && !look.nested; ++i) {
        const auto& child = *static_cast<const GumboNode*>(children.data[i]);
        if (child.type != GUMBO_NODE_ELEMENT) continue;
        const auto tag = child.v.element.tag;
        look.headed = look.headed || tag == GUMBO_TAG_TH;
        look.nested = tag == GUMBO_TAG_TABLE || depth > deepest;
        cells += tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ? 1 : 0;
        if (!look.nested) look_at_table(child, look, depth + 1);
    }
    if (node.v.element.tag != GUMBO_TAG_TR) return;
    ++look.rows;
    look.even = look.even && cells > 1;
}

/// Whether a table has rows of cells: most in mail only put things in their places, and have neither heads
/// nor lines.
bool has_rows(const GumboNode& table) {
    const auto border = attribute_of(table.v.element, "border");
    TableLook look;
    look_at_table(table, look, 0);
    return !look.nested && look.even && look.rows > 1 && (look.headed || (!border.empty() && border != "0"));
}

class HtmlLines {
public:
    HtmlLines(int line, bool exact, context::detail::Reading& reading)
        : line_(line), exact_(exact), reading_(reading) {}

    void walk(const GumboNode& node, int depth) {
        if (lines_.size() >= kDataLimits.mail_lines) return;
        if (depth > kDataLimits.mail_html_depth) {
            if (!deep_)
                reading_.warn(number_of(node), "HTML within HTML deeper than is read; it is left out");
            deep_ = true;
            return;
        }
        switch (node.type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_WHITESPACE:
            case GUMBO_NODE_CDATA:
                text(node.v.text);
                return;
            case GUMBO_NODE_ELEMENT:
                element(node, depth);
                return;
            default:
                return;
        }
    }

    std::vector<MailLine> take() {
        end_line();
        return std::move(lines_);
    }

private:
    int number_of(const GumboNode& node) const {
        if (!exact_) return line_;
        const auto& at = node.type == GUMBO_NODE_ELEMENT ? node.v.element.start_pos : node.v.text.start_pos;
        return line_ + static_cast<int>(at.line) - 1;
    }

    void children(const GumboElement& element, int depth) {
        for (unsigned i = 0; i < element.children.length; ++i)
            walk(*static_cast<const GumboNode*>(element.children.data[i]), depth + 1);
    }

    void element(const GumboNode& node, int depth) {
        const auto& element = node.v.element;
        switch (element.tag) {
            case GUMBO_TAG_HEAD:
            case GUMBO_TAG_SCRIPT:
            case GUMBO_TAG_STYLE:
            case GUMBO_TAG_TITLE:
            case GUMBO_TAG_TEMPLATE:
            case GUMBO_TAG_SELECT:
            case GUMBO_TAG_BUTTON:
                return;
            case GUMBO_TAG_BR:
                // A break at the end of a line is that line's end.
                if (text_.empty())
                    blank();
                else
                    end_line();
                return;
            case GUMBO_TAG_HR:
                blank();
                return;
            default:
                break;
        }
        if (is_hidden(element) || is_title_of_quotation(node)) return;
        if (is_signature(element)) {
            reading_.omit(number_of(node), number_of(node), "a signature");
            return;
        }
        switch (element.tag) {
            case GUMBO_TAG_BLOCKQUOTE: {
                blank();
                const bool deeper = quote_ < deepest_quote;
                if (deeper) ++quote_;
                children(element, depth);
                end_line();
                if (deeper) --quote_;
                // The next line must not seem to go on with the quotation.
                lines_.push_back({{}, last_number_, quote_});
                return;
            }
            case GUMBO_TAG_TABLE: {
                blank();
                const bool before = in_rows_;
                in_rows_ = !in_cell_ && has_rows(node);
                children(element, depth);
                in_rows_ = before;
                blank();
                return;
            }
            case GUMBO_TAG_P:
            case GUMBO_TAG_UL:
            case GUMBO_TAG_OL:
                blank();
                children(element, depth);
                blank();
                return;
            case GUMBO_TAG_H1:
            case GUMBO_TAG_H2:
            case GUMBO_TAG_H3:
                blank();
                prefix_ = element.tag == GUMBO_TAG_H1 ? "# " : element.tag == GUMBO_TAG_H2 ? "## " : "### ";
                children(element, depth);
                prefix_.clear();
                blank();
                return;
            case GUMBO_TAG_LI: {
                end_line();
                const auto& parent = *node.parent;
                const bool numbered =
                    parent.type == GUMBO_NODE_ELEMENT && parent.v.element.tag == GUMBO_TAG_OL;
                prefix_ = numbered ? std::to_string(node.index_within_parent / 2 + 1) + ". " : "- ";
                children(element, depth);
                prefix_.clear();
                end_line();
                return;
            }
            case GUMBO_TAG_PRE: {
                blank();
                const bool before = verbatim_;
                verbatim_ = true;
                children(element, depth);
                verbatim_ = before;
                blank();
                return;
            }
            case GUMBO_TAG_DIV:
            case GUMBO_TAG_SECTION:
            case GUMBO_TAG_ARTICLE:
            case GUMBO_TAG_HEADER:
            case GUMBO_TAG_FOOTER:
            case GUMBO_TAG_ADDRESS:
            case GUMBO_TAG_CENTER:
            case GUMBO_TAG_H4:
            case GUMBO_TAG_H5:
            case GUMBO_TAG_H6:
            case GUMBO_TAG_DL:
            case GUMBO_TAG_DT:
            case GUMBO_TAG_DD:
            case GUMBO_TAG_BODY:
                end_line();
                children(element, depth);
                end_line();
                return;
            case GUMBO_TAG_TR:
                if (in_rows_)
                    blank();
                else
                    end_line();
                children(element, depth);
                if (in_rows_)
                    blank();
                else
                    end_line();
                return;
            case GUMBO_TAG_TD:
            case GUMBO_TAG_TH:
                if (in_rows_ && !in_cell_) {
                    if (!text_.empty()) text_ = std::string(trim(text_)) + " | ";
                    in_cell_ = true;
                    children(element, depth);
                    in_cell_ = false;
                    return;
                }
                if (!text_.empty() && !text_.ends_with(' ')) text_ += ' ';
                children(element, depth);
                return;
            default:
                children(element, depth);
        }
    }

    void text(const GumboText& node) {
        const std::string_view words(node.text);
        int number = exact_ ? line_ + static_cast<int>(node.start_pos.line) - 1 : line_;
        for (const char c : words) {
            const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
            if (verbatim_ && c == '\n') {
                end_line(true);
            } else if (space) {
                if (!text_.empty() && !text_.ends_with(' ')) text_ += ' ';
            } else {
                if (text_.empty()) {
                    last_number_ = std::max(last_number_, number);
                    text_ = prefix_;
                    prefix_.clear();
                }
                if (text_.size() < kDataLimits.mail_line_bytes) text_ += c;
            }
            if (c == '\n' && exact_) ++number;
        }
    }

    void end_line(bool keep_blank = false) {
        // A row stays one line, whatever its cells hold.
        if (in_cell_) {
            if (!text_.empty() && !text_.ends_with(' ')) text_ += ' ';
            return;
        }
        // References bring spaces of other kinds, and characters of no width.
        const bool plain = std::all_of(text_.begin(), text_.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (!plain) text_ = context::detail::decode(text_).text;
        const auto line = trim(text_);
        if (!line.empty()) {
            lines_.push_back({std::string(line), last_number_, quote_});
        } else if (keep_blank) {
            lines_.push_back({{}, last_number_, quote_});
        }
        text_.clear();
    }
    void blank() {
        end_line();
        if (in_cell_) return;
        if (!lines_.empty() && !lines_.back().text.empty()) lines_.push_back({{}, last_number_, quote_});
    }

    static constexpr std::size_t deepest_quote = 50;
    int line_;
    bool exact_;
    context::detail::Reading& reading_;
    std::vector<MailLine> lines_;
    std::string text_;
    std::string prefix_;
    int last_number_ = line_;
    std::size_t quote_ = 0;
    bool verbatim_ = false;
    bool in_rows_ = false;  // of a table with rows of cells
    bool in_cell_ = false;
    bool deep_ = false;
};

}  // namespace

std::vector<MailLine> mail_html_lines(std::string_view html, int line, bool exact,
                                      context::detail::Reading& reading) {
    if (is_too_deep(html)) {
        reading.warn(line, "HTML within HTML deeper than is read; the message is left out");
        return {};
    }
    auto* output = gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size());
    HtmlLines lines(line, exact, reading);
    lines.walk(*output->root, 0);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    auto all = lines.take();
    // Some programs write the marks themselves: "&gt; Hi".
    for (auto& one : all) {
        std::string_view text = one.text;
        while (text.starts_with('>')) {
            text.remove_prefix(text.starts_with("> ") ? 2 : 1);
            ++one.quote;
        }
        if (text.size() != one.text.size()) one.text = std::string(text);
    }
    return all;
}

}  // namespace pacelane::formats
