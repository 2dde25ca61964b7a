#include "detail/encoding.h"
#include "detail/formula_text.h"
#include "detail/inline_markdown.h"
#include "detail/markdown_blocks.h"
#include "detail/markdown_html.h"
#include "detail/markdown_limits.h"
#include "detail/markdown_parser.h"
#include "detail/note_syntax.h"
#include "detail/quoted_words.h"
#include "detail/readers.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <pacelane/base/detail/late_library.h>
#include <pacelane/base/text.h>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <md4c.h>

namespace pacelane::context::detail {

namespace {

/// Turns pointers into the text into line numbers of the file.
class LineMap {
public:
    explicit LineMap(const NoteText& source) : source_(source) {}

    /// The pointer's line; nullopt when it points elsewhere (md4c invents some white space).
    std::optional<int> line_of(const char* at) {
        const std::less<> before;
        const std::string& text = source_.text;
        if (before(at, text.data()) || !before(at, text.data() + text.size())) return std::nullopt;
        const auto offset = static_cast<std::size_t>(at - text.data());
        // The parser goes forward, apart from small steps back.
        const auto breaks = [&](std::size_t from, std::size_t to) {
            return static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(from),
                                                       text.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        };
        line_ = offset >= offset_ ? line_ + breaks(offset_, offset) : line_ - breaks(offset, offset_);
        offset_ = offset;
        return current();
    }
    int current() const {
        return source_.lines.empty() ? 1 : source_.lines[std::min(line_, source_.lines.size() - 1)];
    }

private:
    const NoteText& source_;
    std::size_t offset_ = 0;
    std::size_t line_ = 0;
};

std::string text_of(const MD_ATTRIBUTE& attribute) {
    return attribute.text == nullptr ? std::string{} : decode_entities({attribute.text, attribute.size});
}

/// Without a quotation's "[!quote]".
std::string_view without_label(std::string_view text) {
    if (!text.starts_with("[!")) return text;
    const std::size_t close = text.substr(0, 40).find(']');
    if (close == std::string_view::npos) return text;
    text.remove_prefix(close + 1);
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);  // folded
    return text;
}

class MarkdownReader {
public:
    MarkdownReader(const NoteText& source, DocumentKind kind, std::string_view title, Reading& reading)
        : source_(source), lines_(source), reading_(reading), blocks_(kind, title, reading) {}

    void read() {
        MD_PARSER parser{};
        // Blocks of HTML are read as Markdown, with the tags in it: the words in them are the writer's, and
        // the apps allow Markdown there.
        parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH |
                       MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_NOHTMLBLOCKS;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.enter_block(type, detail); });
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.leave_block(type, detail); });
        };
        parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.enter_span(type, detail); });
        };
        parser.leave_span = [](MD_SPANTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.leave_span(type, detail); });
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.text(type, {text, size}); });
        };
        const int result =
            markdown_parser()(source_.text.data(), static_cast<MD_SIZE>(source_.text.size()), &parser, this);
        if (failure_) std::rethrow_exception(failure_);
        if (result != 0 && !reading_.cut_short) throw std::bad_alloc{};  // its only other reason to stop
        blocks_.end_all();
    }

private:
    using Container = MarkdownBlocks::Container;

    /// No exception may pass through the C parser.
    template <typename Step>
    static int guarded(void* self, Step step) {
        auto& reader = *static_cast<MarkdownReader*>(self);
        try {
            step(reader);
        } catch (...) {
            reader.failure_ = std::current_exception();
            return 1;
        }
        return reader.reading_.cut_short ? 1 : 0;
    }

    void enter_block(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE:
                blocks_.open(Container::quote, false);
                break;
            case MD_BLOCK_UL:
                blocks_.open(Container::list, false);
                break;
            case MD_BLOCK_OL:
                blocks_.open(Container::list, false);
                blocks_.number_from(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
                break;
            case MD_BLOCK_LI: {
                const auto* li = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
                std::optional<bool> checked;
                if (li->is_task != 0) checked = li->task_mark != ' ';
                blocks_.open(Container::item, false, checked);
                break;
            }
            case MD_BLOCK_H:
                if (blocks_.in_row()) blocks_.end_row();
                blocks_.begin_block();
                in_heading_ = true;
                break;
            case MD_BLOCK_CODE:
                if (blocks_.in_row()) blocks_.end_row();
                blocks_.begin_block();
                in_code_ = true;
                break;
            case MD_BLOCK_TABLE:
                blocks_.begin_table();
                break;
            case MD_BLOCK_TR:
                blocks_.begin_row(false);
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                blocks_.begin_cell(type == MD_BLOCK_TH, lines_.current());
                break;
            case MD_BLOCK_P:
                blocks_.begin_block();
                break;
            default:
                break;
        }
    }

    void leave_block(MD_BLOCKTYPE type, void* detail) {
        html_.end_block();
        switch (type) {
            case MD_BLOCK_QUOTE:
                blocks_.close(Container::quote, false);
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                blocks_.close(Container::list, false);
                break;
            case MD_BLOCK_LI:
                blocks_.close(Container::item, false);
                break;
            case MD_BLOCK_H:
                in_heading_ = false;
                blocks_.end_heading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
                break;
            case MD_BLOCK_P:
                html_.end_paragraph(lines_.current());
                break;
            case MD_BLOCK_CODE:
                in_code_ = false;
                blocks_.end_code(text_of(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang));
                break;
            case MD_BLOCK_TR:
                blocks_.end_row();
                break;
            case MD_BLOCK_HR:
                blocks_.rule();
                break;
            default:
                break;
        }
    }

    void enter_span(MD_SPANTYPE type, void* detail) {
        auto& words = blocks_.words();
        switch (type) {
            case MD_SPAN_IMG:
                if (images_++ == 0) {
                    alt_.clear();
                    image_source_ = text_of(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src);
                }
                break;
            case MD_SPAN_DEL:
                blocks_.strike(1);
                break;
            case MD_SPAN_STRONG:
                blocks_.strong(1);
                words.open_mark("**");
                break;
            case MD_SPAN_EM:
                words.open_mark("*");
                break;
            case MD_SPAN_A:
                words.open_mark("[");
                break;
            case MD_SPAN_CODE:
                in_code_span_ = true;
                code_span_.clear();
                break;
            default:
                break;
        }
    }

    void leave_span(MD_SPANTYPE type, void* detail) {
        auto& words = blocks_.words();
        switch (type) {
            case MD_SPAN_IMG:
                if (--images_ == 0) blocks_.image(alt_, image_source_, lines_.current());
                break;
            case MD_SPAN_DEL:
                blocks_.strike(-1);
                break;
            case MD_SPAN_STRONG:
                blocks_.strong(-1);
                words.close_mark("**");
                break;
            case MD_SPAN_EM:
                words.close_mark("*");
                break;
            case MD_SPAN_A:
                words.close_mark(fmt::format("]({})", text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href)));
                break;
            case MD_SPAN_CODE:
                in_code_span_ = false;
                code_span();
                break;
            default:
                break;
        }
    }

    void code_span() {
        auto& words = blocks_.words();
        const std::string_view code = trim(code_span_);
        if (code.starts_with(kFormula)) {
            formula(code.substr(1));
            return;
        }
        blocks_.heard();
        std::size_t ticks = 1;
        while (code.find(std::string(ticks, '`')) != std::string_view::npos)
            ++ticks;
        const std::string mark(ticks, '`');
        words.open_mark(mark);
        words.words.append(code, lines_.current());
        words.markup += ticks > 1 ? fmt::format(" {} ", code) : std::string{code};
        words.close_mark(mark);
    }

    /// "$x^2$": read when text can show it, else a gap; the markup keeps it as it is.
    void formula(std::string_view formula) {
        auto& words = blocks_.words();
        words.add_mark(formula);
        if (const auto text = formula_as_text(formula.substr(1, formula.size() - 2))) {
            words.words.append(*text, lines_.current());
        } else {
            reading_.omit(lines_.current(), lines_.current(), "a formula that plain text cannot show");
            words.words.append(language::kGap, lines_.current());
        }
        blocks_.heard();
    }

    void text(MD_TEXTTYPE type, std::string_view text) {
        // md4c makes up some white space, for which the last line holds.
        const int line = lines_.line_of(text.data()).value_or(lines_.current());
        const bool is_break = type == MD_TEXT_SOFTBR || type == MD_TEXT_BR;
        if (in_code_) {
            blocks_.words().words.append_verbatim(text, line);
        } else if (images_ > 0) {
            if (type != MD_TEXT_HTML) alt_ += is_break ? std::string_view{" "} : text;
        } else if (in_code_span_) {
            code_span_ += text;
        } else if (type == MD_TEXT_HTML) {
            html_.read(text, line, in_heading_);
        } else if (is_break) {
            blocks_.words().space();
        } else if (type != MD_TEXT_NULLCHAR) {
            if (!trim(text).empty()) blocks_.heard();
            const bool first = blocks_.words().empty();
            if (type == MD_TEXT_NORMAL &&
                (text.find("**") != std::string_view::npos || text.find("~~") != std::string_view::npos)) {
                blocks_.words().append(without_stray_marks(text), line);
                return;
            }
            const std::string decoded = type == MD_TEXT_ENTITY ? decode_entities(text) : std::string{};
            const std::string_view said = type == MD_TEXT_ENTITY ? std::string_view{decoded} : text;
            blocks_.words().append(first ? without_label(said) : said, line);
        }
    }

    const NoteText& source_;
    LineMap lines_;
    Reading& reading_;
    MarkdownBlocks blocks_;
    MarkdownHtml html_{blocks_};
    std::exception_ptr failure_;
    std::string alt_;
    std::string image_source_;
    std::string code_span_;
    int images_ = 0;
    bool in_heading_ = false;
    bool in_code_ = false;
    bool in_code_span_ = false;
};

}  // namespace

decltype(&md_parse) markdown_parser() {
    static const auto parse =
        pacelane::detail::LateLibrary(PACELANE_MD4C, "libmd4c0").function<decltype(md_parse)>("md_parse");
    return parse;
}

void read_note_text(const NoteText& text, DocumentKind kind, std::string_view title, Reading& reading) {
    MarkdownReader{text, kind, title, reading}.read();
}

Reading read_markdown(const FileBody& source, std::string_view title) {
    if (const auto line = beyond_markdown(source)) {
        Reading reading = read_plain_text(source, title);
        reading.warn(*line, "too long or too deeply nested for Markdown, the file is read as plain text");
        return reading;
    }
    Reading reading;
    const NoteText text = plain_markdown(source, reading);
    read_note_text(text, source.kind, title, reading);
    mark_quoted_words(reading);
    return reading;
}

}  // namespace pacelane::context::detail
