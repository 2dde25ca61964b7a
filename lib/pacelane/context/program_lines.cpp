// What programs write into chats and transcripts themselves.
#include "detail/chat_lines.h"
#include "detail/label_parts.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language_pack.h>
#include <string>

#include <utf8proc.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// "image.png", and nothing else.
bool is_file_name(std::string_view text) {
    constexpr std::array endings{".png"sv,  ".jpg"sv,  ".jpeg"sv, ".gif"sv, ".webp"sv, ".heic"sv, ".mp4"sv,
                                 ".mov"sv,  ".m4a"sv,  ".mp3"sv,  ".ogg"sv, ".opus"sv, ".pdf"sv,  ".docx"sv,
                                 ".xlsx"sv, ".pptx"sv, ".zip"sv,  ".vcf"sv, ".csv"sv};
    if (text.find_first_of(" /\t") != std::string_view::npos) return false;
    const std::string lower = ascii_lower(text);
    return std::any_of(endings.begin(), endings.end(), [&](auto end) {
        return lower.size() > end.size() && std::string_view(lower).ends_with(end);
    });
}

/// "/Users/maya/Library/Messages/Attachments/4a/IMG_1.heic", and nothing else.
bool is_file_path(std::string_view text) {
    const auto slash = text.rfind('/');
    const bool rooted = text.starts_with('/') || text.starts_with("./") || text.starts_with("~/");
    return rooted && slash != std::string_view::npos && text.find("  ") == std::string_view::npos &&
           is_file_name(text.substr(slash + 1));
}

/// "![IMG_1](media/IMG_1.jpg)", and nothing else.
bool is_picture(std::string_view text) {
    return text.starts_with("![") && text.ends_with(')') && text.find("](") != std::string_view::npos &&
           text.find(')') == text.size() - 1;
}

/// Emoji and other signs, without a letter or a digit.
bool is_all_signs(std::string_view text) {
    bool sign = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = language::utf8_at(text, at);
        if (size == 0) return false;
        at += size;
        constexpr char32_t first_sign = 0x2190;  // of arrows and what comes behind them
        switch (utf8proc_category(static_cast<utf8proc_int32_t>(value))) {
            case UTF8PROC_CATEGORY_LU:
            case UTF8PROC_CATEGORY_LL:
            case UTF8PROC_CATEGORY_LT:
            case UTF8PROC_CATEGORY_LO:
            case UTF8PROC_CATEGORY_LM:
            case UTF8PROC_CATEGORY_ND:
            case UTF8PROC_CATEGORY_NL:
            case UTF8PROC_CATEGORY_NO:
                return false;
            case UTF8PROC_CATEGORY_SO:
                sign = sign || value >= first_sign;
                break;
            default:
                break;
        }
    }
    return sign;
}

/// A * in the frame is any words.
bool fits_frame(std::string_view text, std::string_view frame) {
    const bool open = frame.ends_with('*');
    for (bool first = true; !frame.empty(); first = false) {
        const std::size_t gap = std::min(frame.find('*'), frame.size());
        const auto part = frame.substr(0, gap);
        const std::size_t at = text.find(part);
        if (at == std::string_view::npos || (first && at > 0)) return false;
        text.remove_prefix(at + part.size());
        frame.remove_prefix(std::min(gap + 1, frame.size()));
    }
    return open || trim(text).empty();
}

template <class Frames>
bool fits_any(std::string_view text, const Frames& frames) {
    const std::string folded = language::fold(trim(text), true);
    return std::any_of(frames.begin(), frames.end(),
                       [&](std::string_view frame) { return fits_frame(folded, frame); });
}

/// sigtop: "[edited, 2 attachments] text", "[reply to Rui on 2026-11-11 09:02] text"; Element:
/// "<@rui:example.org what he said> text".
std::string_view without_details(std::string_view text) {
    constexpr std::size_t longest = 200;
    if (text.starts_with("<@")) {
        const auto close = text.substr(0, longest).find('>');
        const auto person = text.substr(0, text.find(' '));
        if (close != std::string_view::npos && person.find(':') != std::string_view::npos)
            return trim(text.substr(close + 1));
    }
    const auto close = text.starts_with('[') ? text.substr(0, longest).find(']') : std::string_view::npos;
    if (close == std::string_view::npos) return text;
    for (const auto part : split(text.substr(1, close - 1), ','))
        if (!fits_any(part, language::any_language().chat_details)) return text;
    return trim(text.substr(close + 1));
}

}  // namespace

bool is_chat_state(std::string_view text) {
    return fits_any(text, language::any_language().chat_states);
}

bool is_wordless(std::string_view text) {
    const bool marked = text.starts_with("\u200E");
    text = trim(skip_unseen(text));
    if (text.empty()) return true;
    if (text.size() > 400) return false;
    // What a program writes in a language that is not known here stands so, too.
    constexpr std::size_t longest_notice = 80;
    const bool framed =
        (text.starts_with('<') && text.ends_with('>') && text.find('<', 1) == std::string_view::npos) ||
        (text.starts_with("[ ") && text.ends_with(" ]")) ||
        (text.starts_with("(- ") && text.ends_with(" -)"));
    // LINE: "[Photo]"
    constexpr std::size_t longest_mark = 24;
    if (text.starts_with('[') && text.ends_with(']') && text.size() <= longest_mark &&
        text.find(' ') == std::string_view::npos)
        return true;
    if (is_file_name(text) || is_file_path(text) || is_picture(text) || is_all_signs(text)) return true;
    if (framed && text.size() <= longest_notice && text.find("://") == std::string_view::npos) return true;
    std::string folded = language::fold(text, true);
    while (folded.ends_with('.'))
        folded.pop_back();
    const auto& lists = language::any_language();
    if (lists.chat_notices.contains(folded)) return true;
    // A mark that is not seen stands before what the program writes itself.
    static const language::detail::TextFinder parts(lists.chat_notice_parts);
    return parts.any_in(folded) || (marked && folded.size() < 80);
}

std::string_view without_edit_mark(std::string_view text) {
    static const auto ends = [] {
        std::string bytes;
        for (const auto mark : language::any_language().edit_marks)
            bytes += mark.back();
        return pacelane::detail::CharacterSet(bytes);
    }();
    text = without_details(trim(text));
    if (text.empty() || !ends.holds(text.back())) return text;
    for (const auto mark : language::any_language().edit_marks) {
        if (!text.ends_with(mark)) continue;
        const auto kept = text.substr(0, text.size() - mark.size());
        if (mark == "Edited"sv && !kept.empty()) continue;
        text = kept;
        while (text.ends_with("\u200E"))
            text.remove_suffix("\u200E"sv.size());
        text = trim(text);
    }
    return text;
}

bool is_chat_furniture(std::string_view line) {
    line = trim(skip_unseen(line));
    if (line.empty()) return true;
    if (line.size() > 80) return false;
    if (line.size() >= 3 && line.find_first_not_of("=-_") == std::string_view::npos) return true;
    if (line.starts_with("---") && line.ends_with("---")) return true;  // "----- Today -----"
    const std::string folded = language::fold(line, true);
    const auto& lists = language::any_language();
    if (lists.chat_furniture.contains(folded)) return true;
    static const language::detail::TextFinder openings(lists.chat_furniture_openings);
    if (openings.opens(folded)) return true;
    for (const auto frame : lists.chat_furniture_frames) {
        const std::size_t gap = frame.find('*');
        if (folded.starts_with(frame.substr(0, gap)) &&
            folded.find(frame.substr(gap + 1), gap) != std::string::npos)
            return true;
    }
    std::string_view rest = folded;
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits > 0 && digits == rest.size() && digits <= 3) return true;  // how often a reaction was given
    if (digits > 0) {
        rest = trim(rest.substr(digits));
        if (lists.reaction_words.contains(rest)) return true;
        // "1 Like reaction."
        const auto word = rest.substr(std::min(rest.rfind(' ') + 1, rest.size()));
        if (rest.ends_with('.') && std::count(rest.begin(), rest.end(), ' ') <= 1 &&
            lists.reaction_words.contains(word.substr(0, word.size() - 1)))
            return true;
    }
    // "like 1"
    if (const auto space = rest.rfind(' ');
        space != std::string_view::npos && digits == 0 &&
        rest.find_first_not_of("0123456789", space + 1) == std::string_view::npos &&
        lists.reaction_words.contains(rest.substr(0, space)))
        return true;
    // "9:03", "[9:03 AM]": the same person wrote on.
    std::string_view time = line;
    if (line == "[" || line == "]") return true;
    if (auto stamp = take_bracketed_stamp(time); stamp && trim(time).empty()) return true;
    time = line;
    if (auto stamp = take_stamp(time); stamp && trim(time).empty()) return true;
    // ":tada:", ":+1::skin-tone-2: 2"
    while (line.size() > 2 && line.front() == ':') {
        const std::size_t close = line.find(':', 1);
        if (close == std::string_view::npos || line.substr(0, close).find(' ') != std::string_view::npos)
            return false;
        line.remove_prefix(close + 1);
        if (line.find_first_not_of(" 0123456789") == std::string_view::npos) return true;
    }
    return false;
}

bool is_line_of_transcriber(std::string_view line) {
    constexpr std::size_t longest = 240;
    line = without_leading(trim(line), "*_ ");
    return !line.empty() && line.size() <= longest &&
           fits_any(line, language::any_language().transcript_furniture);
}

bool is_line_of_note_taker(std::string_view line) {
    constexpr std::size_t longest = 240;
    line = without_leading(trim(line), "*_ ");
    return !line.empty() && line.size() <= longest &&
           fits_any(line, language::any_language().notes_furniture);
}

bool is_transcript_furniture(std::string_view line) {
    return is_line_of_transcriber(line) || is_line_of_note_taker(line);
}

}  // namespace pacelane::context::detail
