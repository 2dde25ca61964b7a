#include "detail/pdf_blocks.h"

#include "detail/pdf_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

/// The edges of the text around a line: those of the lines near it that are in its column.
double column_right(const PdfPage& page, std::size_t at) {
    const auto& line = page.lines[at];
    std::vector<double> rights{line.right};
    const std::size_t begin = at > 25 ? at - 25 : 0, end = std::min(page.lines.size(), at + 25);
    for (std::size_t i = begin; i < end; ++i) {
        const auto& other = page.lines[i];
        if (!other.furniture && other.left < line.right && other.right > line.left &&
            std::abs(other.left - line.left) < 60 && &other != &line)
            rights.push_back(other.right);
    }
    // A title over both columns is wider than the column: the edge is where several lines end.
    std::sort(rights.rbegin(), rights.rend());
    constexpr std::size_t several = 4, most_wider = 3;
    constexpr double ragged = 12;
    for (std::size_t i = 0; i <= most_wider && i + several <= rights.size(); ++i)
        if (rights[i] - rights[i + several - 1] < ragged) return std::max(rights[i], line.right);
    return rights.front();
}

/// "Maya Lindqvist    0:12": the head of a turn, not a row of a table.
bool is_turn(std::string_view text) {
    const auto tail = trim(text.substr(text.rfind('\t') + 1));
    return std::count(text.begin(), text.end(), '\t') == 1 && tail.find(':') != std::string_view::npos &&
           tail.size() <= 10 &&
           std::all_of(tail.begin(), tail.end(), [](char c) { return is_digit(c) || c == ':'; });
}

}  // namespace

PdfBlocks::PdfBlocks(const std::vector<PdfPage>& pages, bool printed, Flow& flow)
    : pages_(pages),
      flow_(flow),
      words_(vocabulary_of(pages)),
      page_lines_(flow, printed),
      printed_(printed),
      body_(body_size(pages)) {
    learn_headings();
    learn_title();
}

int PdfBlocks::write() {
    for (const auto& page : pages_)
        write_page(page);
    end_paragraph();
    return navigation_ + page_lines_.finish();
}

/// "Home   Products   About" above the title of a printed page.
bool PdfBlocks::is_navigation(const PdfPage& page, std::size_t line) const {
    if (!printed_ || &page != &pages_.front() || line >= title_line_) return false;
    constexpr std::size_t longest = 40;
    const auto& text = page.lines[line].text;
    const auto parts = split(text, '\t');
    return !ends_sentence(text) && std::all_of(parts.begin(), parts.end(),
                                               [](std::string_view one) { return one.size() <= longest; });
}

/// The largest heading of the first page is the title.
void PdfBlocks::learn_title() {
    if (pages_.empty()) return;
    std::string title;
    int best = 0;
    bool open = false;
    for (std::size_t i = 0; i < pages_.front().lines.size(); ++i) {
        const auto& line = pages_.front().lines[i];
        if (line.furniture || line.row) continue;
        const int level = level_of_size(line);
        if (level > 0 && (best == 0 || level < best)) {
            best = level;
            title_line_ = i;
            title = line.text;
            open = true;
        } else if (open && level == best && title.size() < 200) {
            join_line(title, line.text, words_);
        } else {
            open = false;
        }
    }
    std::replace(title.begin(), title.end(), '\t', ' ');
    // "2.5 ~70%" is a figure that is written large.
    const auto letters = std::count_if(title.begin(), title.end(), is_word_byte);
    if (title.size() >= 4 && title.size() < 300 && 2 * static_cast<std::size_t>(letters) > title.size())
        flow_.about.title = title;
}

/// Sizes larger than the text's are headings, the largest the outermost.
void PdfBlocks::learn_headings() {
    std::map<double, std::size_t> sizes;
    for (const auto& page : pages_)
        for (const auto& line : page.lines)
            if (!line.furniture && !line.row && line.size >= 1.12 * body_ && line.text.size() < 200)
                ++sizes[line.size];
    for (auto size = sizes.rbegin(); size != sizes.rend() && heading_sizes_.size() < 4; ++size)
        heading_sizes_.push_back(size->first);
    std::size_t strong = 0, all = 0;
    for (const auto& page : pages_)
        for (const auto& line : page.lines) {
            all += line.text.size();
            strong += line.strong ? line.text.size() : 0;
            if (may_be_strong_heading(line)) ++strong_lines_[line.text];
        }
    if (4 * strong > all) strong_lines_.clear();  // bold is how all of it is written
}

/// A bold line of its own in the size of the text: "2 Background". Names of speakers come again and again.
bool PdfBlocks::may_be_strong_heading(const PdfLine& line) const {
    constexpr std::size_t longest = 90;
    const auto text = trim(line.text);
    if (!line.strong || line.mono || line.furniture || text.size() > longest || text.size() < 3 ||
        line.size < 0.95 * body_ || line.size >= 1.12 * body_ || list_mark(text))
        return false;
    const bool numbered = is_digit(text.front());
    if (opens_lower(text) || text.find_first_of("\t:@") != std::string_view::npos ||
        std::string_view(".,;!?").find(text.back()) != std::string_view::npos)
        return false;
    return numbered ? std::any_of(text.begin(), text.end(), is_word_byte)
                    : is_word_byte(text.front()) && text.find(',') == std::string_view::npos &&
                          !is_digit(text.back());
}

int PdfBlocks::heading_level(const PdfLine& line) const {
    if (line.row) return 0;
    if (const int level = level_of_size(line); level > 0) return level;
    constexpr std::size_t often = 3;
    if (!may_be_strong_heading(line)) return 0;
    const auto found = strong_lines_.find(line.text);
    if (found == strong_lines_.end() || found->second >= often) return 0;
    // "3.1 Overview" is below "3 Method".
    const auto number = std::string_view(line.text).substr(0, line.text.find(' '));
    const auto dots = is_digit(number.front()) ? std::count(number.begin(), number.end() - 1, '.') : 0;
    return static_cast<int>(heading_sizes_.size()) + 1 + static_cast<int>(std::min<std::ptrdiff_t>(dots, 2));
}

int PdfBlocks::level_of_size(const PdfLine& line) const {
    if (line.text.size() >= 200 || body_ <= 0) return 0;
    const bool letters = std::any_of(line.text.begin(), line.text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (!letters) return 0;
    if (line.size >= 1.12 * body_) {
        for (std::size_t i = 0; i < heading_sizes_.size(); ++i)
            if (line.size >= heading_sizes_[i] - 0.25) return static_cast<int>(i) + 1;
        return static_cast<int>(heading_sizes_.size()) + 1;
    }
    return 0;
}

void PdfBlocks::write_page(const PdfPage& page) {
    const auto place = fmt::format("page {}", page.number);
    bool first = true;
    const PdfLine* above = nullptr;
    double right_above = 0;
    for (std::size_t i = 0; i < page.lines.size() && !flow_.full(); ++i) {
        const auto& line = page.lines[i];
        if (line.furniture) continue;
        if (is_navigation(page, i)) {
            ++navigation_;
            continue;
        }
        // A paragraph may go on from the page before: it keeps that one's place.
        if (first) {
            const bool goes_on =
                !text_.empty() && kind_ == Kind::text && !ends_sentence(text_) && opens_lower(line.text);
            if (!goes_on) end_paragraph();
            next_place_ = place;
            if (text_.empty()) take_place();
            first = false;
        } else if (begins_block(line, *above, right_above)) {
            end_paragraph();
        }
        add(line);
        above = &line;
        right_above = column_right(page, i);
    }
}

void PdfBlocks::take_place() {
    if (next_place_.empty()) return;
    flow_.place(std::exchange(next_place_, {}));
}

bool PdfBlocks::begins_block(const PdfLine& line, const PdfLine& above, double column) const {
    if (line.row || above.row) return true;
    const int level = heading_level(line);
    if (level != heading_level(above)) return true;
    const double height = std::max(1.0, above.bottom - above.top);
    const double gap = line.top - above.bottom;
    if (line.mono != above.mono) return true;
    if (line.mono) return gap > 2.5 * height || gap < -2 * height;
    if (level > 0) return gap > 1.2 * height || gap < -height;
    if (list_mark(line.text)) {
        // "a · b" / "· c": the mark parts what stands in a row.
        const auto mark = line.text.substr(0, line.text.find(' '));
        return mark == "*" || mark == "-" || text_.find(" " + mark + " ") == std::string::npos;
    }
    if (line.strong != above.strong && (above.strong || gap > 0.3 * height)) return true;
    // The next column, or beside it: the sentence may go on there.
    if (gap < -height) return ends_sentence(above.text) || !opens_lower(line.text);
    if (gap > 0.75 * height) return true;
    if (!above.gaps.empty() || !line.gaps.empty()) return true;  // rows of a table
    const bool short_line = above.right < column - 0.15 * std::max(1.0, column - above.left);
    if (short_line && ends_sentence(above.text)) return true;
    // A line that ends early although the next word had room there was ended by hand.
    const auto space = line.text.find(' ');
    const double first_word = (line.right - line.left) *
                              static_cast<double>(std::min(space, line.text.size())) /
                              static_cast<double>(std::max<std::size_t>(1, line.text.size()));
    if (above.right + first_word + 0.6 * height < column && !opens_lower(line.text) &&
        above.right < column - 0.25 * std::max(1.0, column - above.left))
        return true;
    // Paragraphs may open with an indent alone.
    return kind_ == Kind::text && line.left > above.left + 0.8 * height &&
           line.left < above.left + 4 * height && ends_sentence(above.text);
}

void PdfBlocks::add(const PdfLine& line) {
    if (text_.empty() && kind_ != Kind::item) {
        left_ = line.left;
        level_ = heading_level(line);
        strong_ = line.strong;
        header_ = line.header;
        const auto mark = level_ > 0 || line.mono || line.row ? std::nullopt : list_mark(line.text);
        kind_ = level_ > 0 ? Kind::heading : line.mono ? Kind::code : mark ? Kind::item : Kind::text;
        if (mark) {
            number_ = mark->number;
            text_ = std::string(mark->text);
            return;
        }
        if (line.mono) {
            text_ = line.text;
            return;
        }
    }
    strong_ = strong_ && line.strong;
    if (kind_ == Kind::code) {
        const auto indent = static_cast<std::size_t>(
            std::clamp((line.left - left_) / std::max(1.0, 0.6 * line.size), 0.0, 60.0));
        text_ += '\n' + std::string(indent, ' ') + line.text;
    } else {
        join_line(text_, line.text, words_);
    }
}

void PdfBlocks::end_paragraph() {
    if (!trim(text_).empty()) {
        Block block;
        const bool tabbed = text_.find('\t') != std::string::npos;
        if (kind_ == Kind::code) {
            block.kind = Block::Kind::code;
            block.text = text_;
        } else if (kind_ == Kind::text && tabbed && !is_turn(text_)) {
            block.kind = Block::Kind::row;
            block.first_row = !in_table_;
            std::string_view rest = text_;
            while (!rest.empty()) {
                const auto end = std::min(rest.find('\t'), rest.size());
                block.cells.push_back({Span{std::string(trim(rest.substr(0, end)))}});
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            block.header = block.first_row && (strong_ || header_);
        } else {
            constexpr std::size_t longest_heading = 140;
            // A bold paragraph is no heading, though its first lines may look so.
            if (kind_ == Kind::heading && level_ > static_cast<int>(heading_sizes_.size()) && strong_ &&
                (text_.size() > longest_heading || ends_sentence(text_)))
                kind_ = Kind::text;
            if (kind_ == Kind::heading) std::replace(text_.begin(), text_.end(), '\t', ' ');
            Span span;
            span.text = text_;
            span.strong = strong_ && kind_ == Kind::text;
            block.spans.push_back(std::move(span));
            if (kind_ == Kind::heading) {
                block.kind = Block::Kind::heading;
                block.level =
                    text_ == flow_.about.title ? 1 : std::max(level_, flow_.about.title.empty() ? 1 : 2);
            } else if (kind_ == Kind::item) {
                item(block);
            }
        }
        in_table_ = block.kind == Block::Kind::row;
        if (kind_ != Kind::item) lists_.clear();
        if (block.kind == Block::Kind::row || block.kind == Block::Kind::code)
            page_lines_.add(std::move(block), 0);
        else
            page_lines_.add_words(std::move(block), 0, false);
    }
    text_.clear();
    kind_ = Kind::text;
    number_ = 0;
    take_place();
}

void PdfBlocks::item(Block& block) {
    constexpr double step = 4;  // points
    while (!lists_.empty() && left_ < lists_.back() - step)
        lists_.pop_back();
    if (lists_.empty() || left_ > lists_.back() + step) {
        lists_.push_back(left_);
        if (lists_.size() == 1) ++next_list_;
    }
    block.depth = static_cast<int>(lists_.size()) - 1;
    block.list = next_list_ * 64 + std::min(block.depth, 63);
    block.number = number_;
}

}  // namespace pacelane::formats::detail
