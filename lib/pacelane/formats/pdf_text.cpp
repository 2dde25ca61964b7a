#include "detail/pdf_text.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>

namespace pacelane::formats::detail {

std::optional<PdfMark> list_mark(std::string_view line) {
    for (const std::string_view bullet :
         {"•", "◦", "▪", "●", "‣", "–", "·", "○", "■", "", "*", "-", "➢", "✓"}) {
        if (bullet.empty() || !line.starts_with(bullet)) continue;
        const auto rest = line.substr(bullet.size());
        if (rest.starts_with(' ') || rest.starts_with('\t')) return PdfMark{trim(rest), 0};
        if (rest.empty()) return PdfMark{{}, 0};
        if (bullet != "-" && bullet != "–" && bullet != "*" && bullet != "·") return PdfMark{trim(rest), 0};
    }
    // Word takes its bullets from fonts of symbols, whose characters have no meaning of their own.
    const auto first = line.empty() ? language::Utf8Character{} : language::utf8_at(line, 0);
    if (first.value >= 0xF020 && first.value <= 0xF0FF) return PdfMark{trim(line.substr(first.size)), 0};
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
    return PdfMark{trim(line.substr(digits + 1)), number};
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

namespace {

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

}  // namespace

void join_line(std::string& text, std::string_view line, const Vocabulary& words) {
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

}  // namespace pacelane::formats::detail
