// Normal forms, case and counting, by utf8proc.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <pacelane/language/detail/graphemes.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language.h>
#include <string>
#include <utility>

#include <utf8proc.h>

namespace pacelane::language {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool is_ascii(std::string_view text) {
    // Eight bytes at a time, as most texts are.
    constexpr std::uint64_t kHigh = 0x8080808080808080U;
    std::uint64_t bytes = 0;
    for (; text.size() >= sizeof bytes; text.remove_prefix(sizeof bytes)) {
        std::memcpy(&bytes, text.data(), sizeof bytes);
        if ((bytes & kHigh) != 0) return false;
    }
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

// Valid UTF-8 in any case: what is not becomes U+FFFD.
std::string repaired(std::string_view text) {
    std::string valid;
    valid.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto size = utf8_at(text, i).size;
        if (size == 0)
            valid += kReplacement;
        else
            valid.append(text.substr(i, size));
        i += std::max<std::size_t>(size, 1);
    }
    return valid;
}

std::string mapped(std::string_view text, int options) {
    const auto valid = repaired(text);
    utf8proc_uint8_t* out = nullptr;
    const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                                     static_cast<utf8proc_ssize_t>(valid.size()), &out,
                                     static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    if (length < 0) return valid;
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(length)};
}

// Latin letters that Unicode does not take apart into a letter and a mark.
std::string_view plain_letter(std::string_view text) {
    constexpr std::pair<std::string_view, std::string_view> kPlain[] = {
        {"ø", "o"}, {"æ", "ae"}, {"œ", "oe"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"ı", "i"}};
    for (const auto& [letter, plain] : kPlain)
        if (text.starts_with(letter)) return plain;
    return {};
}

// Of valid UTF-8.
std::string without_controls(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = utf8_at(text, i);
        const bool control =
            (value < 0x20 && value != '\n' && value != '\t') || (value >= 0x7f && value < 0xa0);
        if (!control) kept.append(text.substr(i, size));
        i += std::max<std::size_t>(size, 1);
    }
    return kept;
}

// What fold makes of the common characters that need no neighbour for it: Latin letters with their marks, and
// Unicode's dashes and quotation marks. The others go through utf8proc, which takes many times as long.
class FoldTable {
public:
    explicit FoldTable(int options) {
        for (char32_t c = kLatinBegin; c < kLatinEnd; ++c)
            latin_[c - kLatinBegin] = mapped_character(c, options);
        for (char32_t c = kSignsBegin; c < kSignsEnd; ++c)
            signs_[c - kSignsBegin] = mapped_character(c, options);
    }

    /// Whether the table has all characters of the text; if so, `out` is the folded text.
    bool fold(std::string_view text, std::string& out) const {
        out.reserve(text.size());
        const auto byte = [&](std::size_t i) -> unsigned {
            return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
        };
        for (std::size_t i = 0; i < text.size();) {
            const unsigned first = byte(i);
            const unsigned second = byte(i + 1);
            if (first < 0x80) {
                out += static_cast<char>(first >= 'A' && first <= 'Z' ? first - 'A' + 'a' : first);
                ++i;
            } else if (first >= 0xC2 && first <= 0xC5 && (second & 0xC0U) == 0x80U) {
                out += latin_[((first & 0x1FU) << 6U | (second & 0x3FU)) - kLatinBegin];
                i += 2;
            } else if (first == 0xE2 && second == 0x80 && byte(i + 2) >= 0x90 && byte(i + 2) <= 0xA7) {
                out += signs_[byte(i + 2) - 0x90U];
                i += 3;
            } else {
                return false;
            }
        }
        return true;
    }

private:
    static constexpr char32_t kLatinBegin = 0x80, kLatinEnd = 0x180;
    static constexpr char32_t kSignsBegin = 0x2010, kSignsEnd = 0x2028;

    static std::string mapped_character(char32_t c, int options) {
        std::string text;
        append_utf8(text, c);
        return mapped(text, options);
    }

    std::array<std::string, kLatinEnd - kLatinBegin> latin_;
    std::array<std::string, kSignsEnd - kSignsBegin> signs_;
};

constexpr int kFold = UTF8PROC_STABLE | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE;
constexpr int kFoldPlain = kFold | UTF8PROC_STRIPMARK;

}  // namespace

std::string detail::composed(std::string_view text) {
    return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string normalize(std::string_view text) {
    if (is_ascii(text)) return without_controls(text);
    // Controls first: one between a letter and its accent would keep them from composing.
    return mapped(without_controls(repaired(text)), UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string fold(std::string_view text, bool strip_diacritics) {
    if (is_ascii(text)) {
        std::string lower(text);
        for (char& c : lower)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return lower;
    }
    static const FoldTable with_marks(kFold);
    static const FoldTable without_marks(kFoldPlain);
    if (std::string out; (strip_diacritics ? without_marks : with_marks).fold(text, out)) return out;
    return mapped(text, strip_diacritics ? kFoldPlain : kFold);
}

std::string capitalize(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto [value, size] = utf8_at(text, i);
        const auto codepoint = static_cast<utf8proc_int32_t>(value);
        const auto category = size == 0 ? UTF8PROC_CATEGORY_CN : utf8proc_category(codepoint);
        if (category == UTF8PROC_CATEGORY_ND) break;
        if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) {
            std::string upper(text.substr(0, i));
            append_utf8(upper, static_cast<char32_t>(utf8proc_toupper(codepoint)));
            return upper.append(text.substr(i + size));
        }
        i += std::max<std::size_t>(size, 1);
    }
    return std::string(text);
}

std::size_t character_count(std::string_view text) {
    if (is_ascii(text) && text.find('\r') == std::string_view::npos) return text.size();
    std::size_t count = 0;
    detail::for_each_grapheme(detail::composed(text), [&](const auto&) { ++count; });
    return count;
}

std::string slug(std::string_view text, std::size_t max_length) {
    std::string out;
    const auto folded = fold(text, true);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char c = folded[i];
        const auto rest = std::string_view(folded).substr(i);
        if (const auto plain = plain_letter(rest); !plain.empty()) {
            out += plain;
            ++i;  // each of them has two bytes
        } else if (rest.starts_with("’")) {
            i += 2;
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += c;
        } else if (c != '\'' && !out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    if (out.size() > max_length) {
        // At a hyphen when one is near, so that no word is cut.
        const auto hyphen = out.rfind('-', max_length);
        out.resize(hyphen != std::string::npos && hyphen > max_length / 2 ? hyphen : max_length);
    }
    while (!out.empty() && out.back() == '-')
        out.pop_back();
    return out;
}

}  // namespace pacelane::language
