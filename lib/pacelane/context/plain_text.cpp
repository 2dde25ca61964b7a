#include "detail/chat_lines.h"
#include "detail/clippings.h"
#include "detail/labels.h"
#include "detail/markup_text.h"
#include "detail/metadata.h"
#include "detail/plain_lines.h"
#include "detail/quoted_words.h"
#include "detail/readers.h"
#include "detail/task_files.h"

#include <algorithm>
#include <charconv>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

struct ListMark {
    std::size_t indent = 0;
    bool numbered = false;
    std::optional<bool> checked;
    std::string_view text;
};

/// The number that opens a line, at least 1.
int number_of(std::string_view line) {
    line = trim(line);
    int number = 0;
    std::from_chars(line.data(), line.data() + line.size(), number);
    return std::max(1, number);
}

std::optional<ListMark> list_mark(std::string_view line) {
    ListMark mark;
    while (mark.indent < line.size() && (line[mark.indent] == ' ' || line[mark.indent] == '\t'))
        ++mark.indent;
    std::string_view rest = line.substr(mark.indent);
    bool found = false;
    for (const auto bullet : {"-"sv, "*"sv, "+"sv, "•"sv, "–"sv, "‣"sv, "◦"sv, "▪"sv, "●"sv}) {
        if (rest.starts_with(bullet) && rest.size() > bullet.size() &&
            (rest[bullet.size()] == ' ' || rest[bullet.size()] == '\t')) {
            rest.remove_prefix(bullet.size());
            found = true;
            break;
        }
    }
    for (const auto& [box, done] : {std::pair{"[ ] "sv, false},
                                    {"[x] "sv, true},
                                    {"[X] "sv, true},
                                    {"☐ "sv, false},
                                    {"☑ "sv, true},
                                    {"☒ "sv, true},
                                    {"✔ "sv, true},
                                    {"✓ "sv, true}}) {
        if (found || !rest.starts_with(box)) continue;
        mark.checked = done;
        mark.text = trim(rest.substr(box.size()));
        return mark.text.empty() ? std::nullopt : std::optional{mark};
    }
    if (!found) {
        std::size_t digits = 0;
        while (digits < rest.size() && digits < 4 && is_digit(rest[digits]))
            ++digits;
        if (digits == 0 || digits > 3 || digits + 1 >= rest.size()) return std::nullopt;
        if ((rest[digits] != '.' && rest[digits] != ')') || rest[digits + 1] != ' ') return std::nullopt;
        rest.remove_prefix(digits + 1);
        mark.numbered = true;
    }
    mark.text = trim(rest);
    if (mark.text.empty()) return std::nullopt;
    for (const auto& [box, done] : {std::pair{"[ ] "sv, false}, {"[x] "sv, true}, {"[X] "sv, true}}) {
        if (mark.text.starts_with(box)) {
            mark.checked = done;
            mark.text = trim(mark.text.substr(box.size()));
            break;
        }
    }
    return mark;
}

bool is_rule(std::string_view line, char c) {
    line = trim(line);
    return line.size() >= 3 && std::all_of(line.begin(), line.end(), [c](char other) { return other == c; });
}

bool is_any_rule(std::string_view line) {
    return is_rule(line, '=') || is_rule(line, '-') || is_rule(line, '_') || is_rule(line, '*') ||
           is_rule(line, '#');
}

bool is_shouted(std::string_view line) {
    std::size_t capitals = 0;
    for (const char c : line) {
        if (c >= 'a' && c <= 'z') return false;
        if (c >= 'A' && c <= 'Z') ++capitals;
    }
    if (capitals < 3 || line.size() > 80 || line.ends_with('.') || line.ends_with('!')) return false;
    const std::string folded = language::fold(line);  // "É" is no "é"
    const std::size_t letter = line.find_first_of("\xC3");
    return letter == std::string_view::npos || folded.substr(letter, 2) != line.substr(letter, 2);
}

/// A line that may be a heading when blank lines surround it.
bool is_short_title(std::string_view line) {
    line = trim(line);
    if (line.size() < 2 || line.size() > 72 || std::count(line.begin(), line.end(), ' ') > 9) return false;
    if (line.find_last_of(".!?;,:") == line.size() - 1 || line.ends_with("…")) return false;
    if (line.find(": ") != std::string_view::npos || line.find("://") != std::string_view::npos) return false;
    const char first = line.front();
    return !(first >= 'a' && first <= 'z') && first != '>' && first != '|' && first != '(' && first != '"';
}

std::string_view without_colon(std::string_view heading) {
    heading = trim(heading);
    if (heading.ends_with(':')) heading.remove_suffix(1);
    return trim(heading);
}

class PlainReader {
public:
    PlainReader(const FileBody& source, std::string_view title, Reading& reading)
        : source_(source), lines_(lines_of(source)), parted_(lines_), known_title_(title), reading_(reading) {
        lines_.resize(lines_.size() - tags_at_end(lines_, reading_));
    }

    void read() {
        while (at_ < lines_.size() && !reading_.cut_short) {
            if (lines_[at_].text.empty()) {
                ++at_;
            } else if (alone(at_) && is_page_number(line(at_))) {
                reading_.omit(lines_[at_].number, lines_[at_].number, "a page's number");
                ++at_;
            } else if (!read_fields() && !read_heading() && !read_item()) {
                read_paragraph();
            }
        }
    }

private:
    std::string_view line(std::size_t i) const {
        return i < lines_.size() ? lines_[i].text : std::string_view{};
    }

    /// Bullets and numbers, and letters in their order.
    std::optional<ListMark> mark_at(std::size_t i) const {
        if (i >= lines_.size()) return std::nullopt;
        auto mark = list_mark(line(i));
        const std::size_t lettered = mark ? 0 : lettered_mark(lines_, i);
        if (lettered == 0) return mark;
        const auto text = trim(line(i));
        mark.emplace();
        mark->indent = static_cast<std::size_t>(text.data() - line(i).data());
        mark->text = trim(text.substr(lettered));
        return mark;
    }

    /// Whether the line stands alone between blank lines.
    bool alone(std::size_t i) const { return line(i + 1).empty() && (i == 0 || line(i - 1).empty()); }

    void enter(int level, std::string_view heading) {
        end_list();
        lead_in_.clear();
        heading = without_colon(heading);
        if (!any_content_ && reading_.title.empty() && !announces_participants(heading) && level <= 2) {
            reading_.title = shortened(heading, 200);
            if (known_title_.empty() || known_title_ == reading_.title) return;
        }
        headings_.enter(level, heading);
    }

    /// Day One: "<TAB>Date:<TAB>11 November 2026 …" above an entry.
    bool read_fields() {
        const auto is_field_line = [&](std::size_t i) {
            const auto text = line(i);
            const auto colon = text.find(":\t");
            return text.starts_with('\t') && colon != std::string_view::npos && colon < 24;
        };
        const std::size_t begin = at_;
        while (at_ < lines_.size() && is_field_line(at_))
            ++at_;
        if (at_ == begin) return false;
        end_list();
        reading_.omit(lines_[begin].number, lines_[at_ - 1].number, "what a program tells of the entry");
        return true;
    }

    bool read_heading() {
        const std::string_view text = trim(line(at_));
        const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
        if (marks > 0 && marks <= 6 && marks < text.size() && text[marks] == ' ') {
            auto heading = trim(text.substr(marks));
            // "# Title #", but not "# C#"
            const std::size_t end = heading.find_last_not_of('#');
            if (end != std::string_view::npos && heading[end] == ' ') heading = trim(heading.substr(0, end));
            enter(static_cast<int>(marks), heading);
            ++at_;
            return true;
        }
        const std::string_view below = line(at_ + 1);
        if (text.size() <= 100 && !is_any_rule(text) && (is_rule(below, '=') || is_rule(below, '-')) &&
            (at_ == 0 || line(at_ - 1).empty()) && !list_mark(line(at_))) {
            enter(is_rule(below, '=') ? 2 : 3, text);
            at_ += 2;
            return true;
        }
        if (is_any_rule(text)) {
            end_list();
            ++at_;
            return true;
        }
        if (read_numbered_heading()) return true;
        if (list_mark(line(at_))) return false;
        const bool after_break = at_ == 0 || line(at_ - 1).empty();
        if (after_break && is_shouted(text) && text.find(": ") == std::string_view::npos && has_more()) {
            enter(2, text);
            ++at_;
            return true;
        }
        // "Next steps:" begins a section, unlike "Next we will:".
        if (after_break && text.ends_with(':') && text.size() <= 40 && has_more() &&
            is_topic_label(without_colon(text)) && !announces_participants(text)) {
            enter(2, text);
            ++at_;
            return true;
        }
        // In a transcript without labels "Yeah" alone is speech.
        if ((source_.kind == DocumentKind::transcript && any_content_) || source_.letter) return false;
        if (is_title_above_text()) {
            enter(2, text);
            ++at_;
            return true;
        }
        if (!alone(at_) || !is_short_title(text) || !has_more() || is_of_forum(text)) return false;
        // One-liners in a row are paragraphs; only the first may be the title above another heading.
        const bool next_is_title = alone(at_ + 2) && is_short_title(line(at_ + 2)) &&
                                   !list_mark(line(at_ + 2)) && at_ + 3 < lines_.size();
        if ((next_is_title || one_liners_) && any_heading_) {
            one_liners_ = next_is_title;
            return false;
        }
        any_heading_ = true;
        enter(2, text);
        ++at_;
        return true;
    }

    /// Programs for notes show the first line as the title, and nobody leaves a blank one below it: it is
    /// short, the next would have fitted in part, and opens a sentence.
    bool is_title_above_text() const {
        const std::string_view text = trim(line(0)), below = trim(line(1));
        if (at_ != 0 || any_content_ || source_.kind != DocumentKind::knowledge || !is_short_title(text) ||
            below.size() < 2 * text.size() || mark_at(1) || !ends_sentence(below))
            return false;
        // A name above words is that of who says them.
        const char first = below.front();
        return text.find(' ') != std::string_view::npos && name_shape(text) != NameShape::strong &&
               first >= 'A' && first <= 'Z';
    }

    /// Copied off a forum: the day below a handle, "1 Like".
    bool is_of_forum(std::string_view text) const {
        if (is_digit(text.front()) && is_chat_furniture(text)) return true;
        if (at_ < 2 || !lone_day(text)) return false;
        const auto handle = trim(line(at_ - 2));
        return !handle.empty() && handle.front() >= 'a' && handle.front() <= 'z' && !ends_sentence(handle) &&
               std::count(handle.begin(), handle.end(), ' ') <= 4;
    }

    /// "2. Alerts" above its text or its points, not indented: a section of the minutes.
    bool read_numbered_heading() {
        if (at_ > 0 && !line(at_ - 1).empty()) return false;
        const auto mark = list_mark(line(at_));
        const std::string_view below = line(at_ + 1);
        if (!mark || !mark->numbered || mark->checked || mark->indent > 0 || below.empty()) return false;
        if (!is_short_title(mark->text)) return false;
        const auto below_mark = list_mark(below);
        const char first = below.front();
        const bool text_below =
            !below_mark && first != ' ' && first != '\t' && !(first >= 'a' && first <= 'z');
        if (!text_below && !(below_mark && !below_mark->numbered && below_mark->indent == 0)) return false;
        enter(3, mark->text);
        ++at_;
        return true;
    }

    bool has_more() const { return at_ + 2 < lines_.size() || !line(at_ + 1).empty(); }

    bool read_item() {
        auto mark = mark_at(at_);
        if (!mark) return false;
        // "1. Introduction" above a paragraph is one item all the same.
        const bool other_list =
            mark->numbered != numbered_ && !indents_.empty() && mark->indent <= indents_.front();
        if (list_ < 0 || other_list) {
            numbered_ = mark->numbered;
            list_ = next_list_++;
            indents_.clear();
            list_lead_in_ = lead_in_;
        }
        while (!indents_.empty() && mark->indent < indents_.back())
            indents_.pop_back();
        constexpr std::size_t deepest = 100;
        if (indents_.empty() || (mark->indent > indents_.back() && indents_.size() < deepest))
            indents_.push_back(mark->indent);
        Piece piece = make(PassageKind::list_item);
        piece.passage.checked = mark->checked;
        piece.passage.list = list_;
        if (mark->numbered) piece.passage.number = number_of(line(at_));
        piece.passage.depth = static_cast<int>(indents_.size()) - 1;
        piece.passage.lead_in = list_lead_in_;
        piece.words.append(mark->text, lines_[at_].number);
        for (++at_; at_ < lines_.size(); ++at_) {
            const std::string_view next = line(at_);
            if (next.empty()) {
                // An indented paragraph after a blank line still belongs to the item.
                if (at_ + 1 >= lines_.size() || list_mark(line(at_ + 1)) || !line(at_ + 1).starts_with("  "))
                    break;
                piece.words.paragraph_break();
                continue;
            }
            if (mark_at(at_) || is_any_rule(next)) break;
            // Below an indented item, a line at the margin goes on with what was said before the list.
            if (mark->indent > 0 && next.front() != ' ' && next.front() != '\t') break;
            parted_.add_line(piece.words, lines_[at_]);
        }
        keep(std::move(piece));
        return true;
    }

    void read_paragraph() {
        end_list();
        const bool quote = trim(line(at_)).starts_with('>');
        Piece piece = make(quote ? PassageKind::quote : PassageKind::paragraph);
        piece.passage.quoted = quote;
        for (const std::size_t begin = at_; at_ < lines_.size() && !line(at_).empty(); ++at_) {
            std::string_view text = trim(line(at_));
            if (at_ > begin && (mark_at(at_) || is_any_rule(text) || text.starts_with('>') != quote)) break;
            while (quote && (text.starts_with('>') || text.starts_with(' ')))
                text.remove_prefix(1);
            parted_.add_line(piece.words, {text, lines_[at_].number});
        }
        std::string lead_in = lead_in_of(piece.words.text());
        keep(std::move(piece));
        lead_in_ = std::move(lead_in);
    }

    Piece make(PassageKind kind) const {
        Piece piece;
        piece.passage.kind = kind;
        piece.passage.headings = headings_.path();
        return piece;
    }

    void keep(Piece piece) {
        any_content_ = true;
        lead_in_.clear();
        take_metadata(piece, source_.kind, reading_);
        reading_.add(std::move(piece));
    }

    void end_list() { list_ = -1; }

    const FileBody& source_;
    std::vector<Line> lines_;
    PartedWords parted_;
    std::string known_title_;
    Reading& reading_;
    HeadingPath headings_;
    std::size_t at_ = 0;
    std::string lead_in_;
    std::string list_lead_in_;
    std::vector<std::size_t> indents_;
    int list_ = -1;
    bool numbered_ = false;
    int next_list_ = 0;
    bool any_content_ = false;
    bool any_heading_ = false;
    bool one_liners_ = false;
};

}  // namespace

Reading read_plain_text(const FileBody& source, std::string_view title) {
    if (looks_like_clippings(source)) return read_clippings(source);
    if (looks_like_cards(source)) return read_cards(source);
    if (looks_like_todo_txt(source)) return read_todo_txt(source);
    for (auto* rewritten : {restructured_as_markdown, asciidoc_as_markdown})
        if (const auto other = rewritten(source)) {
            auto body = source;
            body.text = other->text;
            auto reading = read_markdown(body, title);
            for (const auto& omitted : other->omitted)
                reading.omit(omitted.line, omitted.line_end, omitted.what);
            return reading;
        }
    Reading reading;
    PlainReader{source, title, reading}.read();
    mark_quoted_words(reading);
    return reading;
}

}  // namespace pacelane::context::detail
