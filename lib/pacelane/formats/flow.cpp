#include "detail/flow.h"

#include "detail/flow_furniture.h"
#include "detail/flow_passages.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/quoted_words.h>
#include <pacelane/context/detail/readers.h>
#include <pacelane/language/detail/utf8.h>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

using context::DocumentKind;
using context::PassageKind;
using context::detail::FileBody;

constexpr std::size_t kMostBytes = 64U * 1024 * 1024;  // of text; a file that holds more is cut short
constexpr int kTasks = -1'000'000;                     // the list of tasks that are paragraphs with a box
constexpr int kTyped = -2'000'000;                     // the list of paragraphs that begin with a bullet

/// The blocks as lines of plain text, to see whether they are the turns of a transcript or chat.
struct Plain {
    std::string text;
    std::vector<int> lines;  // of the flow

    void add(std::string_view line, int number) {
        text += line;
        text += '\n';
        lines.push_back(number);
    }
};

Plain plain_of(const std::vector<Block>& blocks, bool tight) {
    Plain plain;
    for (const auto& block : blocks) {
        if (block.kind == Block::Kind::section_end) continue;
        if (!tight && !plain.text.empty()) plain.add("", block.line);
        int line = block.line;
        const std::string mark = block.kind == Block::Kind::heading
                                     ? std::string(std::size_t(block.level), '#') + ' '
                                 : block.depth >= 0 ? "- "
                                                    : "";
        for (const auto& spans : lines_by_hand(block.spans)) {
            const auto words = words_of(spans);
            plain.add(mark + std::string(trim(words)), line++);
        }
    }
    return plain;
}

/// Mostly paragraphs: what somebody wrote as turns may look like this, a report does not.
bool is_loose(const std::vector<Block>& blocks) {
    const auto others = std::count_if(blocks.begin(), blocks.end(), [](const Block& block) {
        return block.kind == Block::Kind::row || block.kind == Block::Kind::code || block.depth >= 0 ||
               block.quote;
    });
    return 10 * static_cast<std::size_t>(others) <= blocks.size();
}

/// "0:3:27.250 --> 0:3:30.1": when it was said, as an older Teams wrote it into a document. Empty otherwise.
std::string clock_of_cue(std::string_view line) {
    constexpr std::string_view arrow = " --> ";
    const std::size_t end = line.find(arrow);
    if (end == std::string_view::npos ||
        line.find_first_not_of("0123456789:.,", end + arrow.size()) != line.npos)
        return {};
    std::string clock;
    for (const auto part : split(line.substr(0, end), ':')) {
        const auto whole = part.substr(0, part.find_first_of(".,"));
        if (whole.empty() || whole.size() > 2 || !std::all_of(whole.begin(), whole.end(), is_digit))
            return {};
        clock += (clock.empty() ? "" : whole.size() == 1 ? ":0" : ":") + std::string(whole);
    }
    return clock.find(':') == std::string::npos ? std::string{} : clock;
}

/// Paragraphs of three lines, a cue's time, who speaks and what: as turns, which have who speaks and when
/// above the words. Empty when they are none.
Plain turns_of_cues(const std::vector<Block>& blocks) {
    Plain plain;
    std::size_t cues = 0, others = 0;
    for (const auto& block : blocks) {
        const auto lines = lines_by_hand(block.spans);
        const auto clock = block.kind == Block::Kind::paragraph && lines.size() > 2
                               ? clock_of_cue(trim(words_of(lines.front())))
                               : std::string{};
        if (clock.empty()) {
            ++others;
            continue;
        }
        ++cues;
        plain.add(std::string(trim(words_of(lines[1]))) + "  " + clock, block.line + 1);
        for (std::size_t i = 2; i < lines.size(); ++i)
            plain.add(trim(words_of(lines[i])), block.line + static_cast<int>(i));
        plain.add("", block.line);
    }
    return cues >= 2 && cues > others ? plain : Plain{};
}

std::optional<context::detail::Reading> read_turns(const std::vector<Block>& blocks, DocumentKind kind) {
    if (!is_loose(blocks)) return std::nullopt;
    const auto cues = turns_of_cues(blocks);
    for (const bool tight : {false, true}) {
        const auto plain = cues.text.empty() ? plain_of(blocks, tight) : cues;
        const FileBody body{plain.text, 1, kind};
        std::optional<context::detail::Reading> reading;
        if (context::detail::looks_like_chat(body))
            reading = context::detail::read_chat(body);
        else if (context::detail::looks_like_speaker_text(body, kind == DocumentKind::meeting))
            reading = context::detail::read_speaker_text(body);
        if (!reading || reading->pieces.empty()) continue;
        const auto turns =
            std::count_if(reading->pieces.begin(), reading->pieces.end(),
                          [](const auto& piece) { return piece.passage.kind == PassageKind::turn; });
        // A form has labels, too; who talks does little else.
        if (turns < 2 || 2 * static_cast<std::size_t>(turns) < reading->pieces.size()) continue;
        for (auto& piece : reading->pieces)
            for (auto& mark : piece.words.marks())
                mark.line = plain.lines[static_cast<std::size_t>(
                    std::clamp(mark.line - 1, 0, static_cast<int>(plain.lines.size()) - 1))];
        return reading;
    }
    return std::nullopt;
}

/// The bullet that somebody typed before the words; empty when there is none.
std::string_view typed_bullet(const Spans& spans) {
    if (spans.empty() || spans.front().is_image) return {};
    const auto words = trim(spans.front().text);
    for (const std::string_view mark : {"•", "◦", "▪", "●", "‣", "■"})
        if (words.starts_with(mark)) return mark;
    return {};
}

/// Several lines, each with a bullet.
bool are_bullets(const Block& block) {
    if (block.kind != Block::Kind::paragraph || block.depth >= 0) return false;
    const auto lines = lines_by_hand(block.spans);
    return lines.size() > 1 && std::all_of(lines.begin(), lines.end(),
                                           [](const Spans& line) { return !typed_bullet(line).empty(); });
}

/// "• First" becomes an item of a list. False when there is nothing but the bullet.
bool take_bullet(Block& block) {
    if (block.kind != Block::Kind::paragraph || block.depth >= 0) return true;
    const auto mark = typed_bullet(block.spans);
    if (mark.empty()) return true;
    auto& text = block.spans.front().text;
    text = std::string(trim(trim(text).substr(mark.size())));
    if (!has_words(block.spans)) return false;
    block.depth = 0;
    block.list = kTyped;
    return true;
}

/// "☐ Book the room": an item of a list of tasks.
void take_box(Block& block) {
    if (block.kind != Block::Kind::paragraph || block.spans.empty()) return;
    auto& text = block.spans.front().text;
    const auto words = trim(text);
    for (const std::string_view mark : {"☐", "□", "☑", "☒", "☑️", "✅"}) {
        if (!words.starts_with(mark)) continue;
        block.checked = mark != "☐" && mark != "□";
        text = std::string(words.substr(mark.size()));
        if (block.depth < 0) {
            block.depth = 0;
            block.list = kTasks;
        }
        return;
    }
}

}  // namespace

void Flow::add(Block block, int file_line) {
    if (full_) return;
    if (are_bullets(block)) {
        for (auto& line : lines_by_hand(block.spans)) {
            Block item = block;
            item.spans = std::move(line);
            add(std::move(item), file_line);
        }
        return;
    }
    if (!take_bullet(block)) return;
    if (block.kind == Block::Kind::section_end) {
        block.line = line_ + 1;
        blocks_.push_back(std::move(block));
        return;
    }
    const bool has_cells = std::any_of(block.cells.begin(), block.cells.end(), has_words);
    if (block.kind == Block::Kind::code ? trim(block.text).empty() : !has_words(block.spans) && !has_cells) {
        return;
    }
    while (!block.spans.empty() && block.spans.front().line_break)
        block.spans.erase(block.spans.begin());
    while (!block.spans.empty() && block.spans.back().line_break)
        block.spans.pop_back();
    std::size_t size = block.text.size() + 16;
    int lines = 1;
    for (const auto& span : block.spans) {
        size += span.text.size() + span.link.size() + 16;
        lines += span.line_break ? 1 : 0;
    }
    for (const auto& cell : block.cells)
        for (const auto& span : cell)
            size += span.text.size() + span.link.size() + 16;
    lines += static_cast<int>(std::count(block.text.begin(), block.text.end(), '\n'));
    bytes_ += size;
    if (bytes_ > kMostBytes || blocks_.size() >= context::kLimits.passages) {
        full_ = true;
        warn("too long; the rest is left out");
        return;
    }
    take_box(block);
    if (numbers_) place(fmt::format("paragraph {}", blocks_.size() + 1));
    block.line = std::max(line_ + 1, file_line);
    line_ = block.line + lines - 1;
    blocks_.push_back(std::move(block));
}

void Flow::extend_code(std::string_view line) {
    if (full_ || blocks_.empty() || blocks_.back().kind != Block::Kind::code) return;
    bytes_ += line.size() + 1;
    if (bytes_ > kMostBytes) {
        full_ = true;
        warn("too long; the rest is left out");
        return;
    }
    auto& text = blocks_.back().text;
    text += '\n';
    text += line;
    line_ += 1 + static_cast<int>(std::count(line.begin(), line.end(), '\n'));
}

void Flow::place(std::string place) {
    if (!places_.empty() && places_.back().first == line_ + 1)
        places_.back().second = std::move(place);
    else
        places_.emplace_back(line_ + 1, std::move(place));
}

void Flow::omit(std::string_view what) {
    if (omitted_.size() < context::kLimits.warnings) omitted_.emplace_back(what);
}

void Flow::warn(std::string what) {
    if (about.warnings.size() < context::kLimits.warnings) about.warnings.push_back(std::move(what));
}

Found Flow::finish() {
    Found found;
    if (drop_contents(blocks_) > 0) omit("a table of contents");
    for (const auto& block : blocks_) {
        constexpr std::size_t enough = 2000;
        if (found.opening.size() > enough) break;
        for (const auto& spans : lines_by_hand(block.spans))
            found.opening += words_of(spans) + '\n';
    }
    auto turns = read_turns(blocks_, source_.folder);
    if (turns) {
        found.reading = std::move(*turns);
    } else {
        add_passages(blocks_, source_.folder, about.title, found.reading);
        context::detail::mark_quoted_words(found.reading);
    }
    found.reading.places = std::move(places_);
    found.reading.omitted.insert(found.reading.omitted.begin(), omitted_.begin(), omitted_.end());
    const bool tells_date = about.date || found.reading.date || context::detail::date_in_name(source_.path) ||
                            context::detail::date_in_first_lines(found.opening, about.language);
    if (!tells_date) about.date = property_date;
    if (about.title.empty() && found.reading.title.empty()) about.title = std::move(property_title);
    found.about = std::move(about);
    return found;
}

std::string clean(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; });
    if (plain) return std::string(text);
    // Each character by itself: what is no UTF-8 is no text either, whatever encoding it may be.
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [character, length] = language::utf8_at(text, i);
        if (length == 0) {
            ++i;
            continue;
        }
        // A soft hyphen and the like are for typesetting; ligatures are letters.
        constexpr std::array<std::string_view, 7> ligatures{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
        if (character >= 0xFB00 && character <= 0xFB06)
            valid += ligatures[character - 0xFB00];
        else if (character != 0)
            valid.append(text, i, length);
        i += length;
    }
    return context::detail::decode(valid).text;
}

std::string words_of(const Spans& spans) {
    std::string words;
    for (const auto& span : spans) {
        if (span.line_break)
            words += ' ';
        else if (!span.is_image && !span.struck)
            words += span.text;
    }
    return words;
}

bool has_words(const Spans& spans) {
    return std::any_of(spans.begin(), spans.end(),
                       [](const Span& span) { return span.is_image || !trim(span.text).empty(); });
}

std::string image_words(std::string_view description) {
    std::string words;
    for (const char c : description) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (!blank || (!words.empty() && words.back() != ' ')) words += blank ? ' ' : c;
    }
    words = trim(words);
    // A program put the file's name there.
    const auto folded = ascii_lower(words);
    for (const std::string_view ending : {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".emf", ".bmp"})
        if (folded.ends_with(ending) && folded.find(' ') == std::string::npos) return {};
    return words;
}

std::string one_line(std::string text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t';
        if (blank && (out.empty() || out.back() == ' ')) continue;
        out += blank ? ' ' : c;
    }
    return std::string(trim(out));
}

}  // namespace pacelane::formats::detail
