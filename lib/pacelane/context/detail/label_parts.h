#pragma once

#include "labels.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What a label is made of: a name, a time.
namespace pacelane::context::detail {

inline constexpr std::size_t kLongestSpeaker = 200;  // bytes; name_shape counts the characters

inline bool is_label_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
/// Without the characters at the front that are among `characters`.
inline std::string_view without_leading(std::string_view text, std::string_view characters) {
    const std::size_t begin = text.find_first_not_of(characters);
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

/// A time, bare or in brackets, with what may stand between it and a name.
struct Clock {
    std::optional<std::int64_t> ms;
    bool bracketed = false;
};
std::optional<Clock> take_time(std::string_view& text);

/// "Maya: …" and "Maya： …": anything short before a colon that is no sentence, be it understood or not.
struct BeforeColon {
    std::string_view label;
    std::string_view text;
};
std::optional<BeforeColon> before_colon(std::string_view line);

/// "Jr.", "Ph.D.", "Inc.": what stands behind a name and ends in a full stop.
bool is_name_suffix(std::string_view word);

/// Whom a label names; the shape is none if it names nobody.
struct Named {
    std::string speaker;
    NameShape shape = NameShape::none;
};
Named named_by(std::string_view label);

}  // namespace pacelane::context::detail
