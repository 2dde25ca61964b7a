#include "detail/reading.h"

#include <algorithm>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

constexpr pacelane::detail::CharacterSet spaces(" \t\n");

bool is_space(char c) {
    return spaces.holds(c);
}
bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

constexpr std::size_t turn_limit = 1200;         // bytes of one turn
constexpr std::size_t passage_tolerance = 2400;  // a longer passage of another kind is cut, too …
constexpr std::size_t passage_limit = 1200;      // … into parts of this size
constexpr std::size_t code_limit = 4000;

/// "DECIDED" or "To do" on a line of its own, as somebody types it who has no time for a colon.
bool is_label_alone(std::string_view paragraph) {
    constexpr std::size_t longest = 40;
    if (paragraph.size() > longest) return false;
    const auto kind = language::label_kind(paragraph);
    return kind == language::LabelKind::decision || kind == language::LabelKind::action ||
           kind == language::LabelKind::issue;
}

/// Where the part that starts at `begin` ends, at most `limit` bytes on: after a sentence, else a word, else
/// a character.
std::size_t cut_after(std::string_view text, std::size_t begin, std::size_t limit,
                      language::Language language) {
    // A window, so that the cost stays linear whatever the text's length.
    const std::string_view window = text.substr(begin, 2 * limit);
    std::size_t best = 0;
    for (const auto& sentence : language::sentences(window, language)) {
        if (sentence.end > limit) break;
        best = sentence.end;
    }
    if (best >= limit / 4) return begin + best;
    std::size_t word = limit;
    while (word > limit / 2 && !is_space(window[word]))
        --word;
    if (word > limit / 2) return begin + word;
    std::size_t character = limit;
    while (character > limit - 4 && is_continuation(window[character]))
        --character;
    return begin + character;
}

std::size_t cut_code_after(std::string_view text, std::size_t begin) {
    const std::size_t newline = text.rfind('\n', begin + code_limit);
    if (newline != std::string_view::npos && newline > begin) return newline;
    std::size_t character = begin + code_limit;
    while (character > begin + code_limit - 4 && is_continuation(text[character]))
        --character;
    return character;
}

const Mark& mark_at(const std::vector<Mark>& marks, std::size_t offset) {
    auto after = std::upper_bound(marks.begin(), marks.end(), offset,
                                  [](std::size_t at, const Mark& mark) { return at < mark.offset; });
    return after == marks.begin() ? marks.front() : *std::prev(after);
}

}  // namespace

std::vector<Line> lines_of(const FileBody& source) {
    std::vector<Line> lines;
    int number = source.first_line;
    std::string_view rest = source.text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view text = rest.substr(0, end);
        const bool blank = trim(text).empty();
        if (!blank || (!lines.empty() && !lines.back().text.empty()))
            lines.push_back({blank ? std::string_view{} : text, number});
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++number;
    }
    return lines;
}

void PassageText::mark(std::size_t offset, int line, std::optional<std::int64_t> start_ms,
                       std::optional<std::int64_t> end_ms) {
    if (!marks_.empty() && marks_.back().line == line && marks_.back().start_ms == start_ms) {
        if (end_ms) marks_.back().end_ms = end_ms;
        return;
    }
    marks_.push_back({offset, line, start_ms, end_ms});
}

void PassageText::append(std::string_view text, int line, std::optional<std::int64_t> start_ms,
                         std::optional<std::int64_t> end_ms) {
    bool marked = false;
    for (std::size_t i = 0; i < text.size();) {
        if (is_space(text[i])) {
            space_ = true;
            ++i;
            continue;
        }
        if (!text_.empty()) {
            if (break_) {
                text_ += "\n\n";
            } else if (space_) {
                text_ += ' ';
            }
        }
        break_ = space_ = false;
        if (!marked) {
            mark(text_.size(), line, start_ms, end_ms);
            marked = true;
        }
        // Single spaces within the text stay.
        std::size_t end = spaces.first_in(text, i + 1);
        while (end < text.size() && text[end] == ' ' && end + 1 < text.size() && !is_space(text[end + 1]))
            end = spaces.first_in(text, end + 2);
        end = std::min(end, text.size());
        text_.append(text, i, end - i);
        i = end;
    }
}

void PassageText::append(const PassageText& other) {
    for (const auto& part : other.source_lines()) {
        space();
        append(part.text, part.line);
    }
}

void PassageText::drop_end(std::string_view characters) {
    text_.erase(text_.find_last_not_of(characters) + 1);
    while (!marks_.empty() && marks_.back().offset >= text_.size())
        marks_.pop_back();
}

void PassageText::erase(std::size_t offset, std::size_t bytes) {
    text_.erase(offset, bytes);
    // The marks before it stay: a text may be shortened at its end for each of its lines.
    auto from = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                 [](std::size_t at, const Mark& mark) { return at < mark.offset; });
    for (auto mark = from; mark != marks_.end(); ++mark)
        mark->offset = std::max(offset, mark->offset - std::min(mark->offset, bytes));
    if (from != marks_.begin()) --from;
    // Of marks that fell together, the last holds for what follows.
    const auto same = [](const Mark& one, const Mark& next) { return one.offset == next.offset; };
    marks_.erase(from, std::unique(marks_.rbegin(), std::make_reverse_iterator(from), same).base());
    if (text_.empty()) marks_.clear();
}

void PassageText::append_verbatim(std::string_view text, int line) {
    mark(text_.size(), line, std::nullopt, std::nullopt);
    text_ += text;
}

void PassageText::paragraph_break() {
    break_ = true;
}

void PassageText::clear() {
    text_.clear();
    marks_.clear();
    break_ = space_ = false;
}

std::vector<PassageText::SourceLine> PassageText::source_lines() const {
    std::vector<SourceLine> lines;
    lines.reserve(marks_.size());
    for (std::size_t i = 0; i < marks_.size(); ++i) {
        const std::size_t begin = marks_[i].offset;
        const std::size_t end = i + 1 < marks_.size() ? marks_[i + 1].offset : text_.size();
        lines.push_back({trim(std::string_view{text_}.substr(begin, end - begin)), marks_[i].line});
    }
    return lines;
}

void Reading::add(Piece piece) {
    if (piece.words.empty() || piece.words.text() == language::kGap) return;
    if (pieces.size() >= kLimits.passages) {
        if (!cut_short) warn(piece.words.marks().front().line, "too many passages, the rest is left out");
        cut_short = true;
        return;
    }
    pieces.push_back(std::move(piece));
}

void Reading::add_tag(std::string_view tag) {
    constexpr std::size_t most = 200;
    constexpr std::size_t longest = 100;
    tag = trim(tag);
    if (tag.empty() || tag.size() > longest || tags.size() >= most) return;
    if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.emplace_back(tag);
}

void Reading::warn(int line, std::string_view what) {
    if (warnings.size() < kLimits.warnings) {
        warnings.push_back(fmt::format("line {}: {}", line, what));
    } else if (warnings.size() == kLimits.warnings) {
        warnings.push_back("further warnings are left out");
    }
}

void Reading::omit(int line, int line_end, std::string_view what) {
    constexpr std::size_t most = 200;
    if (omitted.size() > most) return;
    if (omitted.size() == most) {
        omitted.emplace_back("more of the same is not listed");
    } else {
        omitted.push_back(line_end > line ? fmt::format("lines {}-{}: {}", line, line_end, what)
                                          : fmt::format("line {}: {}", line, what));
    }
}

void HeadingPath::enter(int level, std::string_view heading) {
    while (!entries_.empty() && entries_.back().level >= level)
        entries_.pop_back();
    if (!heading.empty()) entries_.push_back({level, shortened(heading, 200)});
}

std::vector<std::string> HeadingPath::path() const {
    std::vector<std::string> texts;
    for (const auto& entry : entries_)
        texts.push_back(entry.text);
    return texts;
}

std::string_view HeadingPath::innermost() const {
    return entries_.empty() ? std::string_view{} : std::string_view{entries_.back().text};
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return std::string{text};
    while (max_bytes > 0 && is_continuation(text[max_bytes]))
        --max_bytes;
    return std::string{trim(text.substr(0, max_bytes))};
}

std::string lead_in_of(std::string_view paragraph) {
    constexpr std::size_t longest = 300;
    if (!paragraph.ends_with(':')) return is_label_alone(paragraph) ? std::string{paragraph} : std::string{};
    if (paragraph.size() > longest) {
        const std::size_t word = paragraph.find(' ', paragraph.size() - longest);
        if (word == std::string_view::npos) return {};
        paragraph.remove_prefix(word + 1);
    }
    return std::string{paragraph};
}

std::vector<Passage> finish(std::vector<Piece> pieces, language::Language language) {
    std::vector<Passage> passages;
    passages.reserve(pieces.size());
    const auto add = [&](Passage passage, const PassageText& words, std::size_t begin, std::size_t end) {
        const Mark& first = mark_at(words.marks(), begin);
        const Mark& last = mark_at(words.marks(), end - 1);
        passage.line = std::min(first.line, last.line);
        passage.line_end = std::max(first.line, last.line);
        passage.start_ms = first.start_ms;
        passage.end_ms = last.end_ms;
        passage.text = words.text().substr(begin, end - begin);
        passage.ordinal = static_cast<int>(passages.size());
        passages.push_back(std::move(passage));
    };
    for (auto& piece : pieces) {
        const std::string& text = piece.words.text();
        const PassageKind kind = piece.passage.kind;
        const std::size_t limit = kind == PassageKind::code   ? code_limit
                                  : kind == PassageKind::turn ? turn_limit
                                                              : passage_limit;
        std::size_t tolerance = kind == PassageKind::turn ? turn_limit : passage_tolerance;
        if (kind == PassageKind::code) tolerance = code_limit;
        std::size_t begin = 0;
        if (text.size() > tolerance) {
            piece.passage.markup.clear();  // it is that of the whole
            while (text.size() - begin > limit) {
                const std::size_t end = kind == PassageKind::code ? cut_code_after(text, begin)
                                                                  : cut_after(text, begin, limit, language);
                add(piece.passage, piece.words, begin, end);
                begin = end;
                if (kind == PassageKind::code) {
                    if (begin < text.size() && text[begin] == '\n') ++begin;
                } else {
                    while (begin < text.size() && is_space(text[begin]))
                        ++begin;
                }
            }
        }
        if (begin < text.size()) add(std::move(piece.passage), piece.words, begin, text.size());
    }
    return passages;
}

}  // namespace pacelane::context::detail
