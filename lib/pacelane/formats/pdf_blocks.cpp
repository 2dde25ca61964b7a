#include "detail/pdf_blocks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

struct Mark {
    std::string_view text;
    int number = 0;  // 0 for a bullet
};

/// "• First", "3. Third", "(b) …" is no number that is kept.
std::optional<Mark> list_mark(std::string_view line) {
    for (const std::string_view bullet :
         {"•", "◦", "▪", "●", "‣", "–", "·", "○", "■", "", "*", "-", "➢", "✓"}) {
        if (bullet.empty() || !line.starts_with(bullet)) continue;
        const auto rest = line.substr(bullet.size());
        if (rest.starts_with(' ') || rest.starts_with('\t')) return Mark{trim(rest), 0};
        if (rest.empty()) return Mark{{}, 0};
        if (bullet != "-" && bullet != "–" && bullet != "*" && bullet != "·") return Mark{trim(rest), 0};
    }
    // Word takes its bullets from fonts of symbols, whose characters have no meaning of their own.
    const auto first = line.empty() ? language::Utf8Character{} : language::utf8_at(line, 0);
    if (first.value >= 0xF020 && first.value <= 0xF0FF) return Mark{trim(line.substr(first.size)), 0};
    std::size_t digits = 0;
    while (digits < line.size() && digits < 3 && is_digit(line[digits]))
        ++digits;
    if (digits == 0 || digits + 1 >= line.size() || (line[digits] != '.' && line[digits] != ')'))
        return std::nullopt;
    if (line[digits + 1] != ' ' && line[digits + 1] != '\t') return std::nullopt;
    int number = 0;
    for (std::size_t i = 0; i < digits; ++i)
        number = 10 * number + (line[i] - '0');
    if (number == 0) return std::nullopt;
    return Mark{trim(line.substr(digits + 1)), number};
}

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool ends_sentence(std::string_view text) {
    text = trim(text);
    while (!text.empty() && std::string_view("\")'*").find(text.back()) != std::string_view::npos)
        text.remove_suffix(1);
    return text.ends_with(".") || text.ends_with("!") || text.ends_with("?") || text.ends_with(":") ||
           text.ends_with("…");
}

bool opens_lower(std::string_view text) {
    if (text.empty()) return false;
    return utf8proc_islower(static_cast<utf8proc_int32_t>(language::utf8_at(text, 0).value)) != 0;
}

/// The letters at the text's beginning, or at its end.
std::string_view word_at_start(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && (is_word_byte(text[end]) || text[end] == '-'))
        ++end;
    return text.substr(0, end);
}
std::string_view word_at_end(std::string_view text) {
    std::size_t begin = text.size();
    while (begin > 0 && (is_word_byte(text[begin - 1]) || text[begin - 1] == '-'))
        --begin;
    return text.substr(begin);
}

using Vocabulary = std::unordered_set<std::string>;

/// Adds a line to a paragraph: a word that a hyphen parts at its end becomes one, unless the document has it
/// with its hyphen elsewhere.
void join(std::string& text, std::string_view line, const Vocabulary& words) {
    if (text.empty()) {
        text = line;
        return;
    }
    const bool hyphen = text.ends_with('-') || text.ends_with("‐");
    const std::size_t mark = text.ends_with('-') ? 1 : 3;
    if (hyphen && text.size() > mark && opens_lower(line)) {
        const char before = text[text.size() - mark - 1];
        // "re-ordered" has its own hyphen only if another is in the same word: "state-of-the-" + "art".
        const auto word =
            text.substr(text.find_last_of(" \t") == std::string::npos ? 0 : text.find_last_of(" \t") + 1);
        const auto head = word_at_end(std::string_view(text).substr(0, text.size() - mark));
        const auto tail = word_at_start(line);
        const auto whole = ascii_lower(std::string(head) + std::string(tail));
        const auto parted = ascii_lower(std::string(head) + "-" + std::string(tail));
        // "d-dimensional": no word is parted after one letter.
        const bool own = word.find('-') < word.size() - mark || head.size() < 2 ||
                         (words.contains(parted) && !words.contains(whole));
        if (!own && before != ' ' && !is_digit(before)) text.resize(text.size() - mark);
        text += line;
        return;
    }
    text += hyphen && !line.empty() && text.size() > mark && text[text.size() - mark - 1] != ' ' ? "" : " ";
    text += line;
}

/// The words of the text in small letters, with their hyphens; not those that a line's end may have parted.
Vocabulary vocabulary_of(const std::vector<PdfPage>& pages) {
    constexpr std::size_t most = 200'000;
    Vocabulary words;
    for (const auto& page : pages)
        for (const auto& line : page.lines) {
            std::string_view rest = line.text;
            while (!rest.empty() && words.size() < most) {
                const auto word = word_at_start(rest);
                if (word.size() > 3 && word.size() < rest.size()) words.insert(ascii_lower(word));
                rest.remove_prefix(std::max<std::size_t>(1, word.size()));
            }
        }
    return words;
}

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

PdfBlocks::PdfBlocks(const std::vector<PdfPage>& pages, Flow& flow)
    : pages_(pages), flow_(flow), words_(vocabulary_of(pages)), body_(body_size(pages)) {
    learn_headings();
    learn_title();
}

void PdfBlocks::write() {
    for (const auto& page : pages_)
        write_page(page);
    end_paragraph();
}

/// The largest heading of the first page is the title.
void PdfBlocks::learn_title() {
    if (pages_.empty()) return;
    std::string title;
    int best = 0;
    bool open = false;
    for (const auto& line : pages_.front().lines) {
        if (line.furniture || line.row) continue;
        const int level = level_of_size(line);
        if (level > 0 && (best == 0 || level < best)) {
            best = level;
            title = line.text;
            open = true;
        } else if (open && level == best && title.size() < 200) {
            join(title, line.text, words_);
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
        join(text_, line.text, words_);
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
        flow_.add(std::move(block));
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
