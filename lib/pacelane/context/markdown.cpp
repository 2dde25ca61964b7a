#include "detail/encoding.h"
#include "detail/markdown_limits.h"
#include "detail/metadata.h"
#include "detail/readers.h"

#include <algorithm>
#include <exception>
#include <functional>
#include <new>
#include <pacelane/base/detail/late_library.h>
#include <pacelane/base/text.h>
#include <string>
#include <utility>

#include <md4c.h>

namespace pacelane::context::detail {

namespace {

/// Turns pointers into the source text into line numbers.
class LineMap {
public:
    explicit LineMap(const FileBody& source) : text_(source.text), line_(source.first_line) {}

    /// The pointer's line; nullopt when it points elsewhere (md4c invents some white space).
    std::optional<int> line_of(const char* at) {
        const std::less<> before;
        if (before(at, text_.data()) || !before(at, text_.data() + text_.size())) return std::nullopt;
        const auto offset = static_cast<std::size_t>(at - text_.data());
        // The parser goes forward, apart from small steps back.
        if (offset >= offset_) {
            line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(offset_),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
        } else {
            line_ -= static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(offset),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(offset_), '\n'));
        }
        offset_ = offset;
        return line_;
    }
    int current() const { return line_; }

private:
    std::string_view text_;
    std::size_t offset_ = 0;
    int line_;
};

/// Without "[^1]" (a footnote's mark) and a callout's "[!note]".
std::string without_marks(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t open = text.find('[');
        out += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const bool mark = text.size() > 2 && (text[1] == '^' || (text[1] == '!' && out.empty()));
        const std::size_t close = mark ? text.substr(0, 40).find(']') : std::string_view::npos;
        if (close == std::string_view::npos || close == 2) {
            out += '[';
            text.remove_prefix(1);
            continue;
        }
        text.remove_prefix(close + 1);
        if (out.empty() && text.starts_with(':')) text.remove_prefix(1);
    }
    return out;
}

class MarkdownReader {
public:
    MarkdownReader(const FileBody& source, std::string_view title, Reading& reading)
        : source_(source), lines_(source), known_title_(title), reading_(reading) {}

    void read() {
        MD_PARSER parser{};
        parser.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH |
                       MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_WIKILINKS;
        parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.enter_block(type, detail); });
        };
        parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.leave_block(type, detail); });
        };
        parser.enter_span = [](MD_SPANTYPE type, void*, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.span(type, 1); });
        };
        parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.span(type, -1); });
        };
        parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
            return guarded(self, [&](MarkdownReader& reader) { reader.text(type, {text, size}); });
        };
        // Loaded when the first Markdown is read.
        static const auto parse =
            pacelane::detail::LateLibrary(PACELANE_MD4C, "libmd4c0").function<decltype(md_parse)>("md_parse");
        const int result =
            parse(source_.text.data(), static_cast<MD_SIZE>(source_.text.size()), &parser, this);
        if (failure_) std::rethrow_exception(failure_);
        if (result != 0 && !reading_.cut_short) throw std::bad_alloc{};  // its only other reason to stop
    }

private:
    enum class Container { quote, list, item };
    struct Level {
        Container kind = Container::quote;
        int list = -1;
        std::string lead_in;                 // of a list
        std::optional<bool> checked;         // of an item
        PassageText words;                   // of an item, until a block of another kind follows
        std::optional<std::size_t> passage;  // the item's, if it is among the passages already
    };

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
        // The words of a tight item come without a paragraph around them; any block ends them.
        const bool in_row = type == MD_BLOCK_TR || type == MD_BLOCK_TH || type == MD_BLOCK_TD;
        if (!in_row) end_tight_words();
        switch (type) {
            case MD_BLOCK_QUOTE:
                end_item_passage();
                lead_in_.clear();
                levels_.emplace_back().kind = Container::quote;
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                enter_list();
                break;
            case MD_BLOCK_LI: {
                const auto* li = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
                const int list = levels_.empty() ? -1 : levels_.back().list;
                Level& level = levels_.emplace_back();
                level.kind = Container::item;
                level.list = list;
                if (li->is_task != 0) level.checked = li->task_mark != ' ';
                break;
            }
            case MD_BLOCK_CODE:
                end_item_passage();
                in_code_ = true;
                break;
            case MD_BLOCK_HTML:
                in_html_ = true;
                break;
            case MD_BLOCK_TABLE:
                end_item_passage();
                break;
            case MD_BLOCK_TR:
                begin_words();
                first_cell_ = true;
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                if (!first_cell_) {
                    words_.space();
                    words_.append("|", lines_.current());
                    words_.space();
                }
                first_cell_ = false;
                break;
            default:
                break;
        }
    }

    void leave_block(MD_BLOCKTYPE type, void* detail) {
        switch (type) {
            case MD_BLOCK_QUOTE:
                levels_.pop_back();
                lead_in_.clear();
                break;
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                --list_depth_;
                levels_.pop_back();
                lead_in_.clear();
                break;
            case MD_BLOCK_LI:
                end_tight_words();
                end_item_passage();
                levels_.pop_back();
                break;
            case MD_BLOCK_H:
                heading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
                break;
            case MD_BLOCK_P:
                paragraph();
                break;
            case MD_BLOCK_CODE:
                in_code_ = false;
                words_.drop_end("\n ");
                lead_in_.clear();
                emit(PassageKind::code);
                break;
            case MD_BLOCK_TR:
                lead_in_.clear();
                if (words_.text().find_first_not_of("| ") != std::string::npos) emit(PassageKind::table_row);
                begin_words();
                break;
            case MD_BLOCK_HTML:
                in_html_ = false;
                break;
            case MD_BLOCK_HR:
                lead_in_.clear();
                break;
            default:
                break;
        }
    }

    void span(MD_SPANTYPE type, int step) {
        if (type == MD_SPAN_IMG) images_ += step;
        if (type == MD_SPAN_DEL) struck_ += step;
        if (type == MD_SPAN_STRONG) strong_ += step;
    }

    void text(MD_TEXTTYPE type, std::string_view text) {
        if (in_html_ || images_ > 0) return;
        // md4c makes up some white space, for which the last line holds.
        const int line = lines_.line_of(text.data()).value_or(lines_.current());
        if (in_code_) {
            words_.append_verbatim(text, line);
            return;
        }
        // What is struck out is not said any more.
        PassageText& out = struck_ > 0 ? struck_words_ : words_;
        const bool is_break = type == MD_TEXT_SOFTBR || type == MD_TEXT_BR;
        if (strong_ == 0 && !is_break && !trim(text).empty()) all_strong_ = false;
        switch (type) {
            case MD_TEXT_NULLCHAR:
                break;
            case MD_TEXT_BR:
            case MD_TEXT_SOFTBR:
                out.space();
                break;
            case MD_TEXT_HTML:
                if (ascii_lower(text.substr(0, 3)) == "<br") out.space();
                break;
            case MD_TEXT_ENTITY:
                out.append(decode_entities(text), line);
                break;
            default:
                out.append(text, line);
                break;
        }
    }

    void begin_words() {
        words_.clear();
        struck_words_.clear();
        all_strong_ = true;
    }

    Level* item() {
        return levels_.empty() || levels_.back().kind != Container::item ? nullptr : &levels_.back();
    }

    void enter_list() {
        std::string lead_in = std::exchange(lead_in_, {});
        if (const Level* above = item(); above != nullptr) lead_in = lead_in_of(above->words.text());
        end_item_passage();
        Level& list = levels_.emplace_back();
        list.kind = Container::list;
        list.list = next_list_++;
        list.lead_in = std::move(lead_in);
        ++list_depth_;
    }

    void end_tight_words() {
        if (Level* level = item(); level != nullptr) take_words(*level);
        begin_words();
    }

    void take_words(Level& level) {
        if (words_.empty() && !struck_words_.empty()) {
            std::swap(words_, struck_words_);
            level.checked = true;  // an item that is struck out as a whole is done
        }
        level.words.paragraph_break();
        level.words.append(words_);
        begin_words();
    }

    /// Makes a passage of the item's words so far, or adds them to the item's passage after something in
    /// between.
    void end_item_passage() {
        Level* level = item();
        if (level == nullptr || level->words.empty()) return;
        PassageText words = std::exchange(level->words, {});
        if (level->passage && *level->passage < reading_.pieces.size()) {
            auto& passage_words = reading_.pieces[*level->passage].words;
            passage_words.paragraph_break();
            passage_words.append(words);
            return;
        }
        Piece piece;
        piece.passage.kind = PassageKind::list_item;
        piece.passage.headings = headings_.path();
        piece.passage.list = level->list;
        piece.passage.depth = std::max(0, list_depth_ - 1);
        piece.passage.checked = level->checked;
        if (levels_.size() >= 2) piece.passage.lead_in = levels_[levels_.size() - 2].lead_in;
        piece.words = std::move(words);
        const std::size_t place = reading_.pieces.size();
        keep(std::move(piece));
        if (reading_.pieces.size() > place) level->passage = place;
    }

    void heading(int level) {
        if (!levels_.empty()) {
            paragraph();  // within a list or a quote it is only loud text
            return;
        }
        lead_in_.clear();
        const std::string text = without_marks(words_.text());
        begin_words();
        const bool is_title = level == 1 && reading_.title.empty() &&
                              (known_title_.empty() || language::fold(text) == language::fold(known_title_));
        if (is_title) reading_.title = shortened(text, 300);
        headings_.enter(level, is_title ? std::string_view{} : std::string_view{text});
    }

    /// "**Decisions**" on a line of its own is meant as a heading.
    bool is_bold_heading() const {
        const std::string& text = words_.text();
        return all_strong_ && levels_.empty() && !text.empty() && text.size() <= 60 &&
               std::count(text.begin(), text.end(), ' ') < 6 && words_.marks().size() == 1 &&
               text.find_last_of(".!?:;,") != text.size() - 1 && text.find(": ") == std::string::npos;
    }

    void paragraph() {
        if (Level* level = item(); level != nullptr) {
            take_words(*level);
            return;
        }
        if (is_bold_heading()) {
            constexpr int below_all_levels = 7;
            headings_.enter(below_all_levels, words_.text());
            lead_in_.clear();
            begin_words();
            return;
        }
        lead_in_ = lead_in_of(words_.text());
        emit(levels_.empty() ? PassageKind::paragraph : PassageKind::quote);
    }

    void emit(PassageKind kind) {
        Piece piece;
        piece.passage.kind = kind;
        piece.passage.headings = headings_.path();
        piece.words = std::exchange(words_, {});
        begin_words();
        keep(std::move(piece));
    }

    void keep(Piece piece) {
        take_metadata(piece, source_.kind, reading_);
        if (piece.passage.kind != PassageKind::code && piece.words.text().find('[') != std::string::npos) {
            PassageText words;
            for (const auto& part : piece.words.source_lines()) {
                words.space();
                words.append(without_marks(part.text), part.line);
            }
            piece.words = std::move(words);
        }
        reading_.add(std::move(piece));
    }

    const FileBody& source_;
    LineMap lines_;
    std::string known_title_;
    Reading& reading_;
    HeadingPath headings_;
    std::vector<Level> levels_;
    PassageText words_;
    PassageText struck_words_;
    std::string lead_in_;
    std::exception_ptr failure_;
    int next_list_ = 0;
    int list_depth_ = 0;
    int images_ = 0;
    int struck_ = 0;
    int strong_ = 0;
    bool all_strong_ = true;
    bool in_code_ = false;
    bool in_html_ = false;
    bool first_cell_ = true;
};

}  // namespace

Reading read_markdown(const FileBody& source, std::string_view title) {
    if (const auto line = beyond_markdown(source)) {
        Reading reading = read_plain_text(source, title);
        reading.warn(*line, "too long or too deeply nested for Markdown, the file is read as plain text");
        return reading;
    }
    Reading reading;
    MarkdownReader{source, title, reading}.read();
    return reading;
}

}  // namespace pacelane::context::detail
