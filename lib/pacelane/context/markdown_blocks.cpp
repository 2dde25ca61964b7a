#include "detail/markdown_blocks.h"

#include "detail/metadata.h"

#include <algorithm>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

bool blank_byte(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

}  // namespace

void MarkedText::clear() {
    words.clear();
    markup.clear();
    marked = space_ = false;
}

void MarkedText::append(std::string_view text, int line) {
    words.append(text, line);
    static constexpr pacelane::detail::CharacterSet ends(" \t\n\\`*_[]<>");
    for (std::size_t i = 0; i < text.size();) {
        if (blank_byte(text[i])) {
            space_ = true;
            ++i;
            continue;
        }
        if (space_ && !markup.empty()) markup += ' ';
        space_ = false;
        if (ends.holds(text[i])) markup += '\\';
        // Single spaces among the words stay.
        std::size_t end = ends.first_in(text, i + 1);
        while (end < text.size() && text[end] == ' ' && end + 1 < text.size() && !ends.holds(text[end + 1]))
            end = ends.first_in(text, end + 2);
        end = std::min(end, text.size());
        markup.append(text, i, end - i);
        i = end;
    }
}

void MarkedText::space() {
    words.space();
    space_ = true;
}

void MarkedText::open_mark(std::string_view mark) {
    if (space_ && !markup.empty()) markup += ' ';
    space_ = false;
    close_mark(mark);
}

void MarkedText::close_mark(std::string_view mark) {
    markup += mark;
    marked = true;
}

void MarkedText::add_mark(std::string_view mark) {
    open_mark(mark);
}

void MarkedText::add_paragraph(const MarkedText& other) {
    if (other.empty()) return;
    words.paragraph_break();
    words.append(other.words);
    if (!markup.empty()) markup += "\n\n";
    markup += other.markup;
    marked = marked || other.marked;
}

void MarkdownBlocks::begin_words() {
    words_.clear();
    struck_words_.clear();
    images_.clear();
    all_strong_ = true;
}

MarkdownBlocks::Level* MarkdownBlocks::item() {
    return levels_.empty() || levels_.back().kind != Container::item ? nullptr : &levels_.back();
}

bool MarkdownBlocks::quoted() const {
    return quote_depth_ > 0;
}

void MarkdownBlocks::begin_block() {
    if (in_html_row()) {
        // A paragraph within a cell of HTML is a part of the row.
        words_.space();
        return;
    }
    end_tight_words();
}

void MarkdownBlocks::open(Container container, bool html, std::optional<bool> checked) {
    if (in_row_) end_row();
    end_tight_words();
    Level level;
    level.kind = container;
    level.html = html;
    level.checked = checked;
    if (container == Container::quote) {
        end_item_passage();
        lead_in_.clear();
        ++quote_depth_;
    } else if (container == Container::list) {
        level.lead_in = std::exchange(lead_in_, {});
        if (const Level* above = item(); above != nullptr)
            level.lead_in = lead_in_of(above->words.words.text());
        end_item_passage();
        level.list = next_list_++;
        ++list_depth_;
    } else {
        if (html && (levels_.empty() || levels_.back().kind != Container::list)) {
            if (item() != nullptr && levels_.back().html) pop();  // </li> is often left out
            if (levels_.empty() || levels_.back().kind != Container::list) open(Container::list, true);
        }
        level.list = levels_.empty() ? next_list_++ : levels_.back().list;
        if (!levels_.empty() && levels_.back().next_number > 0) level.number = levels_.back().next_number++;
    }
    constexpr std::size_t deepest = 500;
    if (html && levels_.size() > deepest) return;
    levels_.push_back(std::move(level));
}

void MarkdownBlocks::number_from(unsigned start) {
    constexpr unsigned most = 999'999'999;  // CommonMark's
    if (!levels_.empty()) levels_.back().next_number = static_cast<int>(std::clamp(start, 1U, most));
}

void MarkdownBlocks::pop() {
    end_tight_words();
    end_item_passage();
    const Container kind = levels_.back().kind;
    levels_.pop_back();
    if (kind == Container::quote) --quote_depth_;
    if (kind == Container::list) --list_depth_;
    if (kind != Container::item) lead_in_.clear();
}

void MarkdownBlocks::close(Container container, bool html) {
    if (in_row_) end_row();
    end_tight_words();
    if (html) {
        // Its begin must stand above all of Markdown's containers.
        auto begin = levels_.rbegin();
        while (begin != levels_.rend() && begin->html && begin->kind != container)
            ++begin;
        if (begin == levels_.rend() || !begin->html) return;
        for (auto count = begin - levels_.rbegin() + 1; count > 0; --count)
            pop();
        return;
    }
    while (!levels_.empty() && levels_.back().html)
        pop();
    if (!levels_.empty()) pop();
}

void MarkdownBlocks::end_all() {
    if (in_row_) end_row();
    end_paragraph(0);
    while (!levels_.empty())
        pop();
}

void MarkdownBlocks::end_tight_words() {
    if (Level* level = item(); level != nullptr) {
        take_words(*level);
    } else if (!words_.empty()) {
        end_paragraph(0);
    }
    begin_words();
}

void MarkdownBlocks::take_words(Level& level) {
    if (words_.empty() && !struck_words_.empty()) {
        std::swap(words_, struck_words_);
        level.checked = true;  // an item that is struck out as a whole is done
    }
    if (words_.empty() && !images_.empty()) {
        end_item_passage();
        emit_images();
    }
    level.words.add_paragraph(words_);
    begin_words();
}

void MarkdownBlocks::end_item_passage() {
    Level* level = item();
    if (level == nullptr || level->words.empty()) return;
    MarkedText words = std::exchange(level->words, {});
    if (level->passage && *level->passage < reading_.pieces.size()) {
        auto& piece = reading_.pieces[*level->passage];
        piece.words.paragraph_break();
        piece.words.append(words.words);
        if (words.marked || !piece.passage.markup.empty()) {
            if (piece.passage.markup.empty()) piece.passage.markup = piece.words.text();
            piece.passage.markup += "\n\n" + words.markup;
        }
        return;
    }
    Piece piece;
    piece.passage.kind = PassageKind::list_item;
    piece.passage.headings = headings_.path();
    piece.passage.list = level->list;
    piece.passage.depth = std::max(0, list_depth_ - 1);
    piece.passage.number = level->number;
    piece.passage.checked = level->checked;
    piece.passage.quoted = quoted();
    if (levels_.size() >= 2) piece.passage.lead_in = levels_[levels_.size() - 2].lead_in;
    if (words.marked) piece.passage.markup = std::move(words.markup);
    piece.words = std::move(words.words);
    const std::size_t place = reading_.pieces.size();
    keep(std::move(piece));
    if (reading_.pieces.size() > place) level->passage = place;
}

void MarkdownBlocks::end_heading(int level) {
    // A heading ends what HTML left open.
    while (!levels_.empty() && levels_.back().html) {
        MarkedText heading = std::exchange(words_, {});
        pop();
        words_ = std::move(heading);
    }
    if (!levels_.empty()) {
        end_paragraph(0);  // within a list or a quote it is only loud text
        return;
    }
    lead_in_.clear();
    const std::string text = words_.words.text();
    begin_words();
    if (text.empty()) return;
    const bool is_title = level == 1 && reading_.title.empty() &&
                          (known_title_.empty() || language::fold(text) == language::fold(known_title_));
    if (is_title) reading_.title = shortened(text, 300);
    headings_.enter(level, is_title ? std::string_view{} : std::string_view{text});
}

/// "**Decisions**" on a line of its own is meant as a heading.
bool MarkdownBlocks::is_bold_heading() const {
    const std::string& text = words_.words.text();
    return all_strong_ && levels_.empty() && !text.empty() && text.size() <= 60 &&
           std::count(text.begin(), text.end(), ' ') < 6 && words_.words.marks().size() == 1 &&
           text.find_last_of(".!?:;,") != text.size() - 1 && text.find(": ") == std::string::npos;
}

void MarkdownBlocks::end_paragraph(int line) {
    if (in_row_) {
        words_.space();
        return;
    }
    static_cast<void>(line);
    struck_ = strong_ = 0;
    if (Level* level = item(); level != nullptr) {
        take_words(*level);
        return;
    }
    if (words_.empty()) {
        emit_images();
        begin_words();
        return;
    }
    if (is_bold_heading()) {
        constexpr int below_all_levels = 7;
        headings_.enter(below_all_levels, words_.words.text());
        lead_in_.clear();
        begin_words();
        return;
    }
    lead_in_ = lead_in_of(words_.words.text());
    emit(quoted() ? PassageKind::quote : PassageKind::paragraph);
}

void MarkdownBlocks::end_code(std::string_view language) {
    end_item_passage();
    words_.words.drop_end("\n ");
    lead_in_.clear();
    Piece piece;
    piece.passage.kind = PassageKind::code;
    piece.passage.headings = headings_.path();
    piece.passage.code_language = shortened(language, 40);
    piece.passage.quoted = quoted();
    piece.words = std::exchange(words_.words, {});
    begin_words();
    reading_.add(std::move(piece));
}

void MarkdownBlocks::begin_row(bool html) {
    if (in_row_) end_row();
    end_tight_words();
    end_item_passage();
    in_row_ = true;
    html_row_ = html;
    header_row_ = false;
    cell_count_ = 0;
    cell_begin_ = 0;
    cells_.clear();
    begin_words();
}

void MarkdownBlocks::begin_cell(bool header, int line) {
    if (cell_count_ > 0) {
        cells_.emplace_back(trim(std::string_view{words_.words.text()}.substr(cell_begin_)));
        if (words_.words.empty()) {
            words_.marked = true;  // an empty first cell leaves no bar in the text, but keeps its column
        } else {
            words_.space();
            words_.words.append("|", line);
        }
        words_.markup += " |";
        words_.space();
        cell_begin_ = words_.words.text().size();
    }
    header_row_ = (cell_count_ == 0 || header_row_) && header;
    ++cell_count_;
}

void MarkdownBlocks::end_row() {
    if (!in_row_) return;
    in_row_ = false;
    lead_in_.clear();
    struck_ = strong_ = 0;
    cells_.emplace_back(trim(std::string_view{words_.words.text()}.substr(cell_begin_)));
    const bool has_words = words_.words.text().find_first_not_of("| ") != std::string::npos;
    if (header_row_) columns_ = cells_;
    if (!has_words) {
        emit_images();
    } else if (html_row_ && cell_count_ <= 1) {
        end_paragraph(0);  // a table around one text is layout
    } else {
        words_.words.drop_end("| ");  // of empty cells
        emit(PassageKind::table_row);
    }
    begin_words();
}

void MarkdownBlocks::image(std::string_view alt, std::string_view source, int line) {
    // Only the template knows where it is; the gap in its address is escaped.
    constexpr auto gap = language::kGap.substr(0, language::kGap.size() - 1);
    if (source.find(gap) != std::string_view::npos) {
        reading_.omit(line, line, "an image of a template");
        return;
    }
    // "a chart|300" has its size after it.
    if (const std::size_t bar = alt.rfind('|');
        bar != std::string_view::npos &&
        alt.find_first_not_of("0123456789x", bar + 1) == std::string_view::npos)
        alt = alt.substr(0, bar);
    const bool spaced = source.find(' ') != std::string_view::npos;
    // The bytes of an embedded picture are not kept: no draft could show it.
    const bool embedded = source.starts_with("data:");
    std::string markup = embedded ? std::string{}
                         : spaced ? fmt::format("![{}](<{}>)", alt, source)
                                  : fmt::format("![{}]({})", alt, source);
    if (!embedded) words().add_mark(markup);
    if (alt.find("://") != std::string_view::npos && alt.find(' ') == std::string_view::npos) alt = {};
    images_.push_back({std::string{trim(alt)}, std::move(markup), line});
}

void MarkdownBlocks::emit_images() {
    for (auto& image : std::exchange(images_, {})) {
        if (image.alt.empty()) {
            reading_.omit(image.line, image.line, "an image without a text");
            continue;
        }
        Piece piece;
        piece.passage.kind = PassageKind::image;
        piece.passage.headings = headings_.path();
        piece.passage.quoted = quoted();
        piece.passage.markup = std::move(image.markup);
        piece.words.append(image.alt, image.line);
        reading_.add(std::move(piece));
    }
}

void MarkdownBlocks::emit(PassageKind kind) {
    Piece piece;
    piece.passage.kind = kind;
    piece.passage.headings = headings_.path();
    piece.passage.quoted = quoted();
    if (kind == PassageKind::table_row && !header_row_ && columns_.size() == cells_.size())
        piece.passage.columns = columns_;
    if (words_.marked) piece.passage.markup = words_.markup;
    piece.words = std::exchange(words_.words, {});
    begin_words();
    keep(std::move(piece));
}

void MarkdownBlocks::keep(Piece piece) {
    const std::size_t size = piece.words.text().size();
    take_metadata(piece, kind_, reading_);
    if (piece.words.text().size() != size) piece.passage.markup.clear();
    reading_.add(std::move(piece));
}

}  // namespace pacelane::context::detail
