#include "detail/note_scanner.h"

#include "detail/encoding.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

std::string without_tags(std::string_view line) {
    std::string out;
    while (!line.empty()) {
        const std::size_t open = line.find('<');
        out += line.substr(0, open);
        if (open == std::string_view::npos) break;
        line.remove_prefix(open);
        const std::size_t close = line.find('>');
        const bool tag = line.size() > 1 && (is_ascii_letter(line[1]) || line[1] == '/') &&
                         close != std::string_view::npos;
        if (tag) {
            line.remove_prefix(close + 1);
        } else {
            out += '<';
            line.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace

NoteScanner::NoteScanner(const std::vector<NoteLine>& lines, Reading& told) : reading(told) {
    for (const auto& line : lines) {
        starts_.push_back(text.size());
        numbers_.push_back(line.number);
        verbatim_.push_back(line.verbatim);
        text += line.text;
        text += '\n';
    }
    constexpr std::size_t longest_name = 40, most_names = 100;
    for (std::size_t i = text.find("[/"); i != std::string::npos && closing_tags_.size() < most_names;
         i = text.find("[/", i + 2)) {
        const std::size_t close = text.find(']', i);
        if (close == std::string::npos) break;
        if (close - i - 2 <= longest_name) closing_tags_.insert(text.substr(i + 2, close - i - 2));
    }
    is_knitr = text.find("```{r") != std::string::npos;
    is_mdx = std::any_of(reading.omitted.begin(), reading.omitted.end(),
                         [](const std::string& what) { return what.ends_with("code of MDX"); });
}

void NoteScanner::leave_gap(std::size_t bytes, std::string_view what) {
    const auto holds_words = [](std::string_view words) {
        return std::any_of(words.begin(), words.end(), [](char c) {
            return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80;
        });
    };
    const std::size_t after = at + bytes;
    const auto line_end = std::min(text.find('\n', after), text.size());
    const bool among_words =
        holds_words(line_before()) || holds_words(std::string_view{text}.substr(after, line_end - after));
    leave_out(bytes, what);
    if (among_words) put("\\[…\\]");
}

void NoteScanner::put(char c) {
    if (out_.empty() || out_.back() == '\n') out_lines_.push_back(number());
    out_ += c;
}

void NoteScanner::put(std::string_view words) {
    while (!words.empty()) {
        if (out_.empty() || out_.back() == '\n') out_lines_.push_back(number());
        const std::size_t end = std::min(words.find('\n'), words.size() - 1) + 1;
        out_ += words.substr(0, end);
        words.remove_prefix(end);
    }
}

void NoteScanner::advance(std::size_t bytes) {
    at = std::min(at + bytes, text.size());
    while (line_ + 1 < starts_.size() && starts_[line_ + 1] <= at)
        ++line_;
}

void NoteScanner::copy_line() {
    const std::size_t end = text.find('\n', at);
    put(std::string_view{text}.substr(at, end + 1 - at));
    advance(end + 1 - at);
}

std::size_t NoteScanner::block_end() {
    constexpr std::size_t window = 4096;
    if (block_end_ > at && block_begin_ <= at) return std::min(block_end_, at + window);
    block_begin_ = at;
    std::size_t line = line_;
    while (line + 1 < starts_.size()) {
        ++line;
        if (verbatim_[line] || text[starts_[line]] == '\n') break;
    }
    block_end_ = line + 1 < starts_.size() || verbatim_[line] ? starts_[line] : text.size();
    if (block_end_ <= at) block_end_ = text.size();
    return std::min(block_end_, at + window);
}

std::size_t NoteScanner::find_near(std::string_view mark, std::size_t from) {
    const std::size_t end = block_end();
    if (from >= end) return std::string_view::npos;
    const std::size_t found = std::string_view{text}.substr(0, end).find(mark, from);
    return found;
}

std::size_t NoteScanner::find_far(std::string_view mark, std::size_t from) {
    const auto known = missing_.find(mark);
    if (known != missing_.end()) return std::string_view::npos;
    const std::size_t found = text.find(mark, from);
    if (found == std::string_view::npos) missing_.emplace(mark);
    return found;
}

void NoteScanner::leave_out(std::size_t bytes, std::string_view what) {
    const int first = number();
    const bool own_start = trim(line_before()).empty();
    advance(std::max<std::size_t>(bytes, 1) - 1);
    const int last = number();
    advance(1);
    if (!what.empty()) reading.omit(first, last, what);
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool own_end = at_line_start() || trim(std::string_view{text}.substr(at, end - at)).empty();
    if (own_start && own_end) {
        if (!at_line_start()) advance(end + 1 - at);
        if (!line_before().empty()) {
            out_.resize(out_.size() - line_before().size());
            out_lines_.pop_back();
        }
        put('\n');
    } else if (last > first && !own_start && !own_end) {
        put('\n');  // what goes on has its own line
    }
}

std::string_view NoteScanner::line_before() const {
    const std::size_t newline = out_.rfind('\n');
    return std::string_view{out_}.substr(newline == std::string::npos ? 0 : newline + 1);
}

void NoteScanner::fence(std::size_t from, std::size_t end, std::string_view language) {
    std::size_t ticks = 3;
    const auto code = std::string_view{text}.substr(from, end - from);
    while (code.find(std::string(ticks, '`')) != std::string_view::npos && ticks < 40)
        ++ticks;
    const std::string mark(ticks, '`');
    if (!line_before().empty()) put('\n');
    put('\n');
    put(mark);
    put(language);
    put('\n');
    advance(from - at);
    if (at < end && text[at] == '\n') advance(1);
    std::string line;
    while (at < end) {
        const std::size_t stop = std::min(std::min(text.find('\n', at), text.size()), end);
        put(decode_entities(without_tags(std::string_view{text}.substr(at, stop - at))));
        put('\n');
        advance(std::min(stop + 1, end) - at);
    }
    put(mark);
    put("\n\n");
}

std::string_view NoteScanner::last_bytes(std::size_t most) const {
    auto last = std::string_view{out_}.substr(out_.size() - std::min(most, out_.size()));
    if (const auto blank = last.rfind("\n\n"); blank != std::string_view::npos) last.remove_prefix(blank + 2);
    const auto newline = last.rfind('\n');
    if (newline == std::string_view::npos || newline == 0) return last;
    const auto above = last.rfind('\n', newline - 1);
    return above == std::string_view::npos ? last : last.substr(above + 1);
}

void NoteScanner::take_back(std::size_t bytes) {
    for (; bytes > 0 && !out_.empty(); --bytes) {
        out_.pop_back();
        if (out_.empty() || out_.back() == '\n') out_lines_.pop_back();
    }
}

void NoteScanner::quote(std::size_t from, std::size_t end, std::string_view whose) {
    if (!line_before().empty()) put('\n');
    put('\n');
    advance(from - at);
    while (at < end && (text[at] == '\n' || text[at] == ' '))
        advance(1);
    bool opens = true;
    while (at < end) {
        if (std::exchange(opens, false)) put("> ");
        opens = text[at] == '\n';
        if (read_inline(*this)) continue;
        put(text[at]);
        advance(1);
    }
    if (!line_before().empty()) put('\n');
    if (!whose.empty()) put(">\n> — " + std::string(whose) + "\n");
    put('\n');
}

void NoteScanner::drop_space() {
    while (!out_.empty() && out_.back() == ' ')
        out_.pop_back();
}

NoteText NoteScanner::take() {
    return {std::move(out_), std::move(out_lines_)};
}

}  // namespace pacelane::context::detail
