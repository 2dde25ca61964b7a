#include "detail/encoding.h"

#include <array>
#include <cstdint>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::array<std::pair<std::string_view, std::string_view>, 38> named{{
    {"amp", "&"},   {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},   {"nbsp", " "},
    {"lrm", ""},    {"rlm", ""},     {"shy", ""},     {"ensp", " "},   {"emsp", " "},   {"thinsp", " "},
    {"ndash", "–"}, {"mdash", "—"},  {"hellip", "…"}, {"lsquo", "‘"},  {"rsquo", "’"},  {"ldquo", "“"},
    {"rdquo", "”"}, {"laquo", "«"},  {"raquo", "»"},  {"bull", "•"},   {"middot", "·"}, {"deg", "°"},
    {"times", "×"}, {"divide", "÷"}, {"plusmn", "±"}, {"frac12", "½"}, {"copy", "©"},   {"reg", "®"},
    {"trade", "™"}, {"euro", "€"},   {"pound", "£"},  {"sect", "§"},   {"ordf", "ª"},   {"ordm", "º"},
    {"rarr", "→"},  {"szlig", "ß"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> accent_marks{{
    {"acute", "\xCC\x81"},
    {"grave", "\xCC\x80"},
    {"circ", "\xCC\x82"},
    {"tilde", "\xCC\x83"},
    {"uml", "\xCC\x88"},
    {"cedil", "\xCC\xA7"},
    {"ring", "\xCC\x8A"},
}};

bool append_entity(std::string& out, std::string_view name) {
    if (name.starts_with('#')) {
        name.remove_prefix(1);
        const bool hex = name.starts_with('x') || name.starts_with('X');
        if (hex) name.remove_prefix(1);
        if (name.empty() || name.size() > 7) return false;
        std::uint32_t value = 0;
        for (const char c : name) {
            std::uint32_t digit = 0;
            if (c >= '0' && c <= '9') {
                digit = static_cast<std::uint32_t>(c - '0');
            } else if (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
                digit = static_cast<std::uint32_t>((c | 0x20) - 'a' + 10);
            } else {
                return false;
            }
            value = value * (hex ? 16 : 10) + digit;
        }
        if (value == 0xA0) value = ' ';
        if (value < 0x20 || (value >= 0x7F && value < 0xA0)) return true;  // control characters vanish
        language::append_utf8(out, value);
        return true;
    }
    for (const auto& [entity, text] : named) {
        if (entity == name) {
            out += text;
            return true;
        }
    }
    // &eacute; is a letter and the name of its accent.
    for (const auto& [accent, mark] : accent_marks) {
        if (name.size() == accent.size() + 1 && name.ends_with(accent)) {
            out += language::normalize(std::string{name.front()} + std::string{mark});
            return true;
        }
    }
    return false;
}

}  // namespace

std::string decode_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t ampersand = text.find('&');
        out += text.substr(0, ampersand);
        if (ampersand == std::string_view::npos) break;
        text.remove_prefix(ampersand);
        const std::size_t end = text.substr(0, 12).find(';');
        if (end != std::string_view::npos && append_entity(out, text.substr(1, end - 1))) {
            text.remove_prefix(end + 1);
        } else {
            out += '&';
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace pacelane::context::detail
