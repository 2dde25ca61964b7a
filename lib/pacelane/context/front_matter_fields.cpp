#include "detail/front_matter_fields.h"

#include "detail/reading.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

std::string_view MatterLines::peek() const {
    return text_.substr(at_, std::min(text_.find('\n', at_), text_.size()) - at_);
}

std::string_view MatterLines::next() {
    const std::string_view line = peek();
    at_ = std::min(at_ + line.size() + 1, text_.size());
    ++line_;
    return line;
}

void MatterFields::add(std::string_view key, std::vector<std::string> values, int line, bool within) {
    constexpr std::size_t most = 1000;
    if (fields.size() < most) fields.push_back({matter_key(key), std::move(values), line, within});
}

void MatterFields::not_understood(int line, std::string_view text) {
    constexpr std::size_t most = 20;
    if (warnings.size() < most)
        warnings.push_back(
            fmt::format("line {}: not understood in the front matter: {}", line, shortened(trim(text), 60)));
}

std::string matter_key(std::string_view key) {
    std::string letters;
    for (const char c : language::fold(key, true)) {
        if (is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters += c;
    }
    return letters;
}

std::optional<MatterLine> matter_line(std::string_view line) {
    constexpr std::size_t longest_key = 60;
    constexpr std::ptrdiff_t most_spaces = 5;
    line = trim(line);
    const char quote = line.starts_with('"') || line.starts_with('\'') ? line.front() : '\0';
    std::size_t colon = line.find(':');
    if (quote != '\0') {
        const std::size_t close = line.find(quote, 1);
        if (close == std::string_view::npos) return std::nullopt;
        colon = line.find(':', close);
    }
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    std::string_view key = trim(line.substr(0, colon));
    const std::string_view value = line.substr(colon + 1);
    if (quote != '\0') key = key.size() >= 2 ? key.substr(1, key.size() - 2) : std::string_view{};
    if (key.empty() || key.size() > longest_key || std::count(key.begin(), key.end(), ' ') > most_spaces)
        return std::nullopt;
    if (std::string_view{"#-*>|`[<!%@&"}.find(key.front()) != std::string_view::npos) return std::nullopt;
    if (key.find_first_of(".!?;,") != std::string_view::npos && key.find_first_of(".!?;,") + 1 < key.size() &&
        key.find(' ') != std::string_view::npos)
        return std::nullopt;
    // "title:Drills" lacks a space; "https://…" and "10:30" are no fields.
    if (!value.empty() && value.front() != ' ' && value.front() != '\t') {
        const bool word = std::all_of(key.begin(), key.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
        });
        if (!word || value.front() == '/' || value.front() == ':') return std::nullopt;
    }
    return MatterLine{key, trim(value)};
}

}  // namespace pacelane::context::detail
