#include "detail/flow_passages.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/markdown_blocks.h>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

using context::DocumentKind;
using context::detail::MarkdownBlocks;
using Container = MarkdownBlocks::Container;

constexpr int kDeepestList = 50;

/// Whether lines that are known to be broken by hand (context/own_lines.cpp asks whether others are) are one
/// thing each, as those of an address, a programme or a list without marks; not fields, which others know
/// better.
bool are_one_each(const std::vector<Spans>& lines) {
    constexpr std::size_t least = 3, longest = 160;
    if (lines.size() < least) return false;
    std::size_t open = 0, fields = 0;
    for (const auto& line : lines) {
        const auto words = words_of(line);
        const auto text = trim(words);
        if (text.empty() || text.size() > longest) return false;
        if (std::string_view(".!?,;:").find(text.back()) == std::string_view::npos) ++open;
        if (text.substr(0, 30).find(": ") != std::string_view::npos ||
            text.find('\t') != std::string_view::npos)
            ++fields;
    }
    return 2 * open > lines.size() && 2 * fields < lines.size();
}

/// Hands the blocks to what builds passages from Markdown.
class Builder {
public:
    Builder(DocumentKind kind, std::string_view title, context::detail::Reading& reading)
        : out_(kind, title, reading) {}

    void add(const Block& block) {
        if (block.depth < 0) close_lists();
        if (block.quote != quoted_) {
            close_lists();
            quoted_ ? out_.close(Container::quote, false) : out_.open(Container::quote, false);
            quoted_ = block.quote;
        }
        if (block.depth >= 0) enter_item(block);
        switch (block.kind) {
            case Block::Kind::heading:
                out_.begin_block();
                write(block.spans, block.line);
                out_.end_heading(block.level);
                break;
            case Block::Kind::paragraph:
                paragraph(block);
                break;
            case Block::Kind::row:
                row(block);
                break;
            case Block::Kind::code:
                code(block);
                break;
            case Block::Kind::section_end:
                out_.end_section(block.level);
                break;
        }
    }
    void end() {
        close_lists();
        out_.end_all();
    }

private:
    void close_lists(std::size_t keep = 0) {
        while (lists_.size() > keep) {
            out_.close(Container::item, false);
            out_.close(Container::list, false);
            lists_.pop_back();
        }
    }

    /// Goes to the item: lists end and begin as its depth says.
    void enter_item(const Block& block) {
        const auto depth = static_cast<std::size_t>(std::min(block.depth, kDeepestList));
        if (block.goes_on && lists_.size() > depth) {
            close_lists(depth + 1);
            return;
        }
        close_lists(depth + 1);
        if (lists_.size() == depth + 1 && lists_.back() != block.list) close_lists(depth);
        if (lists_.size() == depth + 1) {
            out_.close(Container::item, false);
        } else {
            while (lists_.size() < depth) {
                out_.open(Container::list, false);
                out_.open(Container::item, false);
                lists_.push_back(-1);
            }
            out_.open(Container::list, false);
            lists_.push_back(block.list);
        }
        if (block.number > 0) out_.number_from(static_cast<unsigned>(block.number));
        out_.open(Container::item, false, block.checked);
    }

    void paragraph(const Block& block) {
        const auto lines = lines_by_hand(block.spans);
        if (block.depth < 0 && !block.quote && are_one_each(lines)) {
            Block item;
            item.depth = 0;
            item.list = --own_list_;
            item.line = block.line;
            for (const auto& line : lines) {
                enter_item(item);
                write(line, item.line++);
                out_.end_paragraph(item.line);
            }
            close_lists();
            return;
        }
        out_.begin_block();
        write(block.spans, block.line);
        out_.end_paragraph(block.line);
    }

    void row(const Block& block) {
        if (block.first_row) out_.begin_table();
        out_.begin_row(true);
        for (const auto& cell : block.cells) {
            out_.begin_cell(block.header, block.line);
            write(cell, block.line);
        }
        out_.end_row();
    }

    void code(const Block& block) {
        out_.begin_block();
        int line = block.line;
        std::string_view rest = block.text;
        while (!rest.empty()) {
            const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
            out_.words().words.append_verbatim(rest.substr(0, end), line++);
            rest.remove_prefix(end);
        }
        out_.end_code(block.language);
    }

    void write(const Spans& spans, int line) {
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const auto& span = spans[i];
            if (span.line_break) {
                out_.words().space();
                ++line;
                continue;
            }
            if (span.is_image) {
                out_.image(span.text, span.image, line);
                continue;
            }
            const bool opens_link = !span.link.empty() && (i == 0 || spans[i - 1].link != span.link);
            const bool ends_link =
                !span.link.empty() && (i + 1 == spans.size() || spans[i + 1].link != span.link);
            if (span.struck) out_.strike(1);
            if (opens_link) out_.words().open_mark("[");
            word(span, line);
            if (ends_link) out_.words().close_mark(fmt::format("]({})", span.link));
            if (span.struck) out_.strike(-1);
        }
    }

    void word(const Span& span, int line) {
        const std::string_view inner = trim(span.text);
        auto& words = out_.words();
        if (inner.empty()) {
            if (!span.text.empty()) words.space();
            return;
        }
        // Marks stand at the words, not at the spaces beside them.
        if (blank(span.text.front())) words.space();
        if (span.strong) out_.strong(1);
        out_.heard();
        const std::string_view mark = span.code ? "`" : span.strong ? "**" : span.emphasis ? "*" : "";
        if (!mark.empty()) words.open_mark(mark);
        if (span.code && inner.find('`') == std::string_view::npos) {
            words.words.append(inner, line);
            words.markup += inner;
        } else {
            words.append(inner, line);
        }
        if (!mark.empty()) words.close_mark(mark);
        if (span.strong) out_.strong(-1);
        if (blank(span.text.back())) words.space();
    }
    static bool blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

    MarkdownBlocks out_;
    std::vector<int> lists_;  // their ids, the outermost first
    int own_list_ = -1;
    bool quoted_ = false;
};

}  // namespace

std::vector<Spans> lines_by_hand(const Spans& spans) {
    std::vector<Spans> lines(1);
    for (const auto& span : spans) {
        if (span.line_break)
            lines.emplace_back();
        else
            lines.back().push_back(span);
    }
    return lines;
}

void add_passages(const std::vector<Block>& blocks, DocumentKind kind, std::string_view title,
                  context::detail::Reading& reading) {
    Builder builder(kind, title, reading);
    for (const auto& block : blocks)
        builder.add(block);
    builder.end();
}

}  // namespace pacelane::formats::detail
