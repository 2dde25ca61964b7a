#include "detail/foreign_items.h"
#include "detail/front_matter_fields.h"
#include "detail/labels.h"
#include "detail/merge_marks.h"
#include "detail/note_fences.h"
#include "detail/note_line_shapes.h"
#include "detail/note_syntax.h"
#include "detail/note_tables.h"
#include "detail/org_blocks.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

class NoteLineReader : private NoteFences {
public:
    NoteLineReader(const FileBody& source, Reading& reading) : NoteFences(reading), source_(source) {}

    std::vector<NoteLine> read() {
        is_myst_ = uses_directives(source_.text);
        const std::size_t metadata = joplin_metadata(source_.text);
        std::string_view rest = source_.text.substr(0, metadata);
        for (number_ = source_.first_line; !rest.empty(); ++number_) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const auto line = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            below_ = rest;
            take(line);
        }
        tell_skipped();
        if (metadata != std::string_view::npos) {
            const auto below = std::string_view{source_.text}.substr(metadata);
            const auto lines = static_cast<int>(std::count(below.begin(), below.end(), '\n'));
            reading_.omit(number_, number_ + std::max(0, lines - 1), "properties");
        }
        if (empty_item_) out_[*empty_item_].text.clear();
        if (foot_)
            out_.insert(out_.begin() + static_cast<std::ptrdiff_t>(*foot_),
                        {"## Footnotes", out_[*foot_].number});
        return std::move(out_);
    }

private:
    void take(std::string_view line) {
        const std::string mended = with_fence(line);
        if (!mended.empty()) line = mended;
        if (!in_fence() && merge_.is_mark(line)) {
            if (merge_.begins())
                reading_.warn(number_, "two versions of the note stand here, a merge was not finished");
            put({});
            blank_ = true;
            return;
        }
        line = without_callout(line);
        take_outline(line);
        line = less_indent(line, inner_indent(line));
        if (!in_fence() && in_comment(line)) return;
        if (!in_fence() && in_prose_fence(line)) return;
        if (foot_ && inner_.empty() && !trim(line).empty() && !trim(line).starts_with("[^")) foot_.reset();
        if (in_fence()) {
            fenced(line);
            return;
        }
        const std::string dated = with_literal_date(line);
        if (!dated.empty()) line = dated;
        if (org_.inside()) {
            const auto lines = org_.line(line);
            if (lines) put_all(*lines);
            if (!org_.inside()) blank_ = blank_or_code_ = true;
            if (lines) return;
        }
        if (in_drawer_) {
            if (ascii_lower(trim(line)) == ":end:") in_drawer_ = false;
            skipped_to_ = number_;
            return;
        }
        if (in_module_) {
            in_module_ = !trim(line).empty();
            if (in_module_) {
                skipped_to_ = number_;
                return;
            }
        }
        const auto content_all = trim(line);
        if (options_ && !content_all.empty()) {
            if (is_directive_option(content_all)) return;
            options_ = false;
        }
        if (content_all.empty()) {
            if (empty_item_) out_[*std::exchange(empty_item_, std::nullopt)].text.clear();
            put({});
            blank_ = blank_or_code_ = true;
            return;
        }
        bool item = false;
        const std::size_t prefix = container_prefix(line, item);
        const std::string_view content = trim(line.substr(prefix));
        const std::size_t indent = indent_of(line);
        // A mark without words, left over while writing: the parser would read it as a word of the item
        // above.
        if (empty_item_) {
            if (!item && indent > indent_of(out_[*empty_item_].text)) {
                blank_ = false;
            } else {
                out_[*empty_item_].text.clear();
            }
            empty_item_.reset();
        }
        if (in_list_ && !blank_ && (content_all == "-" || content_all == "*" || content_all == "+")) {
            empty_item_ = out_.size();
            put(line);
            blank_ = true;
            return;
        }
        if (item) {
            in_list_ = true;
        } else if (indent == 0 && blank_) {
            in_list_ = false;
        }
        const bool code = indent >= 4 && blank_or_code_ && !in_list_ && !item && html_depth_ == 0;
        blank_or_code_ = code;
        if (code) {
            put(line, true);
            blank_ = false;
            return;
        }
        if (const auto fence = fence_mark(content)) {
            open_fence(*fence, line, in_list_);
        } else if (!special(line, content, prefix, item)) {
            html_depth_ = html_depth_after(content, html_depth_);
            if (html_depth_ > 0 && !item && !in_list_) {
                put(less_indent(line, indent >= 4 ? indent : 0));
            } else {
                put(line);
            }
        }
        blank_ = false;
    }

    /// A comment over several lines: what is in it, a fence without its end say, means nothing. It is left
    /// out by the second step.
    bool in_comment(std::string_view line) {
        constexpr std::string_view open = "<!--", close = "-->";
        if (in_comment_) {
            in_comment_ = line.find(close) == std::string_view::npos;
            put(line);
            blank_ = blank_or_code_ = false;
            return true;
        }
        const std::size_t at = line.rfind(open);
        if (at == std::string_view::npos || line.find(close, at) != std::string_view::npos ||
            line.substr(0, at).find('`') != std::string_view::npos || indent_of(line) >= 4 || never_closes_)
            return false;
        never_closes_ = below_.find(close) == std::string_view::npos;
        in_comment_ = !never_closes_;
        if (!in_comment_ || !trim(line.substr(0, at)).empty()) return false;
        put(line);
        blank_ = blank_or_code_ = false;
        return true;
    }

    /// Whether the line is one of the apps' own and is dealt with.
    bool special(std::string_view line, std::string_view content, std::size_t prefix, bool item) {
        const std::string lower = ascii_lower(content.substr(0, 40));
        if (lower == ":logbook:" || lower == ":properties:") {
            skip_line("a drawer of properties");
            in_drawer_ = true;
            return true;
        }
        if (is_property_line(content)) {
            skip_line("properties");
            const auto colons = content.find("::");
            const auto key = matter_key(content.substr(0, colons));
            if (key == "tags" || key == "tag") take_tags(content.substr(colons + 2));
            if (key == "lstype" && trim(content.substr(colons + 2)) == "annotation") quote_last_item();
            return true;
        }
        if (content.starts_with("SCHEDULED: <") || content.starts_with("DEADLINE: <")) {
            skip_line("properties");
            return true;
        }
        if (lower == "{:toc}" && !out_.empty()) out_.back().text.clear();  // "* TOC"
        if (is_marker_line(lower) || is_block_id(content)) return true;
        if (const auto what = program_line(content); !what.empty()) {
            skip_line(what);
            return true;
        }
        // Attributes: kramdown's "{: .note}", Hugo's "{.note}".
        if (content.ends_with('}') && content.rfind('{') == 0 &&
            (content.starts_with("{:") || content.starts_with("{.") || content.starts_with("{#")))
            return true;
        if (is_myst_ && prefix == 0 && (content == "%" || content.starts_with("% "))) {
            skip_line("a comment");
            return true;
        }
        if (is_myst_ && prefix == 0 && content.starts_with("+++")) {
            put({});
            blank_ = blank_or_code_ = true;
            return true;
        }
        if (const auto end = prefix == 0 ? drawing_end(content) : std::string{};
            !end.empty() && !lost_drawing_) {
            lost_drawing_ = below_.find(end) == std::string_view::npos;
            if (lost_drawing_) return false;
            open_drawing();
            return true;
        }
        if (content.starts_with("[[>]] ")) {  // Roam's quotation
            put(fmt::format("{}> {}", line.substr(0, prefix), content.substr(6)));
            return true;
        }
        if (content.starts_with(":::")) {
            div(content);
            return true;
        }
        if (OrgBlocks::Lines lines; lower.starts_with("#+") && org_.open(line, lower, prefix, item, lines)) {
            put_all(lines);
            return true;
        }
        if (!item && (is_tag_line(content) || is_labelled_tag_line(content))) {
            const std::size_t colon = content.front() == '#' ? std::string_view::npos : content.find(':');
            take_tags(colon == std::string_view::npos ? content : content.substr(colon + 1));
            skip_line("tags");
            return true;
        }
        if (prefix == 0 && is_module_line(line)) {
            skip_line("code of MDX");
            in_module_ = true;
            return true;
        }
        if (admonition(line, content)) return true;
        if (content.starts_with("*[") && content.find("]: ") != std::string_view::npos) {
            skip_line("abbreviations");
            return true;
        }
        if (content.starts_with("[^")) return footnote(content);
        if (content.starts_with(": ") && !item && (is_term_above() || in_definition_ == number_ - 1)) {
            definition(content);
            return true;
        }
        if (item && is_atx_heading(content) && line.starts_with("- ")) outline_ = out_.size();
        const auto task = item ? task_item(content) : std::nullopt;
        if (task) put(fmt::format("{}{}", line.substr(0, prefix), *task));
        return task.has_value();
    }

    /// Logseq: what was marked in a paper is an item of the page on it, and a property says so. The words are
    /// the paper's; of an area that was marked there are none.
    void quote_last_item() {
        constexpr std::size_t longest = 50;  // lines
        bool item = false;
        std::size_t first = out_.size();
        while (!item && first > 0 && out_.size() - first < longest)
            container_prefix(out_[--first].text, item);
        for (; item && first < out_.size(); ++first) {
            auto& text = out_[first].text;
            bool ignored = false;
            const std::size_t prefix = container_prefix(text, ignored);
            if (trim(std::string_view{text}.substr(prefix)) == "[:span]") {
                text.clear();
            } else if (!trim(text).empty()) {
                text.insert(prefix, "> ");
            }
        }
    }

    void take_tags(std::string_view text) {
        for (const auto tag : tags_in(text))
            reading_.add_tag(tag);
    }

    /// Pandoc's and Docusaurus' `:::note Title` … `:::`.
    void div(std::string_view content) {
        content.remove_prefix(std::min(content.find_first_not_of(':'), content.size()));
        content = trim(content);
        put({});
        if (const auto directive = directive_fence(content); directive.kind != DirectiveFence::Kind::none) {
            options_ = true;
            return put_title(directive.rest);
        }
        if (content.empty() || content.starts_with('{')) return;
        const std::size_t name = std::min(content.find('['), first_word(content).size());
        std::string_view title = trim(content.substr(name));
        if (title.starts_with('{') || title.ends_with('}')) return;
        if (title.starts_with('[') && title.ends_with(']')) title = title.substr(1, title.size() - 2);
        put_title(title);
    }

    /// MkDocs' `!!! note "Title"`, with its text indented.
    bool admonition(std::string_view line, std::string_view content) {
        const bool tab = content.starts_with("=== \"");
        if (!content.starts_with("!!! ") && !content.starts_with("??? ") && !content.starts_with("???+ ") &&
            !tab)
            return false;
        inner_.push_back(indent_of(line) + 4);
        const std::size_t quote = content.find('"');
        put({});
        if (quote != std::string_view::npos) put_title(content.substr(quote));
        return true;
    }

    /// The columns to take off a line that belongs to an admonition or a footnote.
    std::size_t inner_indent(std::string_view line) {
        if (inner_.empty() || trim(line).empty()) return 0;
        const std::size_t indent = indent_of(line);
        bool left = false;
        while (!inner_.empty() && indent < inner_.back()) {
            inner_.pop_back();
            left = true;
        }
        if (left) {
            put({});
            blank_ = blank_or_code_ = true;
        }
        return inner_.empty() ? 0 : inner_.back();
    }

    /// An outliner's "- # Heading" with its text indented below it is a heading, and what is below it a list.
    void take_outline(std::string_view line) {
        const std::size_t indent = indent_of(line);
        if (trim(line).empty() || in_fence()) return;
        if (outline_ && indent > indent_) {
            auto& heading = out_[*outline_].text;
            heading = "#" + heading.substr(2);
            inner_.push_back(indent);
        }
        outline_.reset();
        indent_ = indent;
    }

    /// "[^1]: words": a paragraph of its own; those after it go on, indented. At the end of the text they are
    /// a section.
    bool footnote(std::string_view content) {
        const std::size_t close = content.find("]:");
        if (close == std::string_view::npos || close < 3 || close > 60) return false;
        put({});
        if (!foot_) foot_ = out_.size() - 1;
        put(trim(content.substr(close + 2)));
        inner_.push_back(4);
        return true;
    }

    /// Whether the line above, or the one above a blank line, can be what ": …" defines.
    bool is_term_above() const {
        if (out_.empty()) return false;
        if (!out_.back().text.empty()) return !blank_;
        constexpr std::size_t longest_term = 80;
        const std::size_t count = out_.size();
        if (count < 2 || (count > 2 && !out_[count - 3].text.empty())) return false;
        const auto& term = out_[count - 2];
        const auto text = trim(term.text);
        bool item = false;
        return !term.verbatim && !text.empty() && text.size() <= longest_term &&
               container_prefix(term.text, item) == 0 && !is_atx_heading(text) &&
               std::string_view(".!?:|").find(text.back()) == std::string_view::npos;
    }

    /// "Term" and ": what it is".
    void definition(std::string_view content) {
        if (!out_.empty() && out_.back().verbatim) {
            put(content);
            return;
        }
        if (in_definition_ != number_ - 1) {
            if (out_.back().text.empty()) out_.pop_back();
            auto& term = out_.back();
            term.text += ": ";
            term.text += trim(content.substr(1));
        } else {
            put({});
            put(trim(content.substr(1)));
        }
        in_definition_ = number_;
    }

    /// A callout's text is the author's own: its `>` goes, its title becomes a line of its own.
    std::string_view without_callout(std::string_view line) {
        std::size_t levels = 0;
        std::string_view rest = line;
        while (levels < callout_levels_) {
            const std::size_t mark = rest.find_first_not_of(" \t");
            if (mark == std::string_view::npos || rest[mark] != '>') break;
            rest.remove_prefix(mark + 1);
            if (rest.starts_with(' ')) rest.remove_prefix(1);
            ++levels;
        }
        if (levels < callout_levels_) {
            callout_levels_ = levels;
            leave_fences();
            put({});
            blank_ = blank_or_code_ = true;
        }
        if (in_fence()) return rest;
        const std::size_t mark = rest.find_first_not_of(" \t");
        const bool goes_on =
            std::exchange(in_quotation_, mark != std::string_view::npos && rest[mark] == '>');
        if (!in_quotation_) return rest;
        const auto head = callout_head(rest.substr(mark + 1));
        if (!goes_on && !head && is_own_remark(rest.substr(mark + 1))) {
            ++callout_levels_;
            in_quotation_ = false;
            put({});
            blank_ = blank_or_code_ = true;
            rest.remove_prefix(mark + 1);
            return rest.starts_with(' ') ? rest.substr(1) : rest;
        }
        const bool quotation = head && (head->kind.starts_with("quote") || head->kind.starts_with("cite"));
        if (quotation && !head->title.empty()) {
            // Whose it is, if a name; it comes before the words then.
            const bool name = name_shape(head->title) == NameShape::strong;
            put(fmt::format("{}> {}{}", rest.substr(0, mark), name ? "— " : "", head->title));
            put(fmt::format("{}>", rest.substr(0, mark)));
            return {};
        }
        if (!head || quotation) return rest;
        ++callout_levels_;
        put({});
        put_title(head->title);
        blank_ = blank_or_code_ = true;
        return {};
    }

    const FileBody& source_;
    bool is_myst_ = false;
    std::string_view below_;  // the lines below the current one
    bool in_comment_ = false;
    bool lost_drawing_ = false;  // one without an end: no other is looked for
    bool never_closes_ = false;  // no comment that opens here or below
    bool in_drawer_ = false;
    bool in_module_ = false;
    std::optional<std::size_t> empty_item_;  // in out_
    MergeMarks merge_;
    bool in_quotation_ = false;
    OrgBlocks org_;
    bool in_list_ = false;
    int html_depth_ = 0;  // how many blocks of HTML are open: what is indented in them is no code
    int in_definition_ = -1;
    std::size_t callout_levels_ = 0;
    std::vector<std::size_t> inner_;
    std::optional<std::size_t>
        outline_;             ///< in out_: an item that looks like a heading, if the line before was it
    std::size_t indent_ = 0;  ///< of the line before
    std::optional<std::size_t> foot_;  ///< where the footnotes begin below which nothing else stands
};

}  // namespace

std::vector<NoteLine> note_lines(const FileBody& source, Reading& reading) {
    auto lines = NoteLineReader{source, reading}.read();
    keep_rules(lines);
    mark_foreign_items(lines);
    complete_tables(lines);
    return lines;
}

}  // namespace pacelane::context::detail
