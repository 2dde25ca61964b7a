// Depositions and other records of courts: " 4   A.  I restored it."
#include "detail/court_lines.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <utility>
#include <vector>

namespace pacelane::context::detail {

namespace {

struct NumberedLine {
    int number = 0;  // 0: it has none
    std::string_view body;
};

/// Up to two digits and a blank, or nothing, behind them: "12." and "3:15" are none.
NumberedLine numbered_line(std::string_view raw) {
    constexpr std::size_t most_digits = 2;
    const auto line = trim(raw);
    std::size_t digits = 0;
    NumberedLine numbered;
    while (digits < line.size() && is_digit(line[digits])) {
        if (digits == most_digits) return {0, line};
        numbered.number = numbered.number * 10 + (line[digits++] - '0');
    }
    if (digits < line.size() && line[digits] != ' ' && line[digits] != '\t') return {0, line};
    numbered.body = trim(line.substr(digits));
    return numbered;
}

enum class Voice { none, asks, answers };

/// "Q.  When did you …", "A: I …", "Q   When"; the letters of any language. How long the label is goes to
/// `size`.
Voice court_voice(std::string_view body, std::size_t& size) {
    if (body.size() < 3 || body[0] < 'A' || body[0] > 'Z') return Voice::none;
    const bool marked = body[1] == '.' || body[1] == ':';
    const auto rest = body.substr(marked ? 2 : 1);
    const bool apart = rest.starts_with(' ') || rest.starts_with('\t');
    if (!apart || (!marked && !rest.starts_with("  ") && !rest.starts_with('\t'))) return Voice::none;
    size = marked ? 2 : 1;
    const std::string letter = ascii_lower(body.substr(0, 1));
    const auto& lists = language::any_language();
    if (lists.question_voices.contains(letter)) return Voice::asks;
    return lists.answer_voices.contains(letter) ? Voice::answers : Voice::none;
}

struct CourtLook {
    std::size_t lines = 0;
    std::size_t numbered = 0;
    std::size_t asked = 0;
    std::size_t answered = 0;
    bool is_numbered() const {
        constexpr std::size_t fewest = 4;
        return numbered >= fewest && numbered * 100 >= lines * 80;
    }
};

CourtLook look_at_court(std::string_view text) {
    CourtLook look;
    int before = 0;
    for (const auto line : split(text, '\n')) {
        if (trim(line).empty()) continue;
        ++look.lines;
        const auto [number, body] = numbered_line(line);
        const bool next = number == before + 1 || number == 1;
        if (number > 0 && next) ++look.numbered;
        if (number > 0) before = number;
        std::size_t size = 0;
        const auto voice = court_voice(number > 0 ? body : trim(line), size);
        if (voice == Voice::asks) ++look.asked;
        if (voice == Voice::answers) ++look.answered;
    }
    return look;
}

}  // namespace

std::optional<std::string> without_court_numbers(std::string_view text, bool transcript) {
    const auto start = text.substr(0, 64 * 1024);
    // Most texts hold no such line at all.
    if (start.find("\n") == std::string_view::npos) return std::nullopt;
    const auto look = look_at_court(start);
    const bool voices = look.asked >= 2 && look.answered >= 2;
    if (look.is_numbered() ? !voices && !transcript : !voices || !transcript) return std::nullopt;
    std::string plain;
    plain.reserve(text.size());
    bool first = true;
    for (const auto line : split(text, '\n')) {
        if (!std::exchange(first, false)) plain += '\n';
        const auto numbered = numbered_line(line);
        const auto body = look.is_numbered() && numbered.number > 0 ? numbered.body : trim(line);
        std::size_t size = 0;
        if (court_voice(body, size) == Voice::none) {
            plain += body;
            continue;
        }
        plain += body.front();
        plain += ": ";
        plain += trim(body.substr(size));
    }
    return plain;
}

}  // namespace pacelane::context::detail
