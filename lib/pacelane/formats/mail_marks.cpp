#include "mail_marks.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/quoted_marks.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::formats {

namespace {

/// "PGP MESSAGE" of armour without MIME; empty when the line is none.
std::string_view armour(std::string_view line) {
    line = trim(line);
    constexpr std::string_view begin = "-----BEGIN PGP ";
    if (!line.starts_with(begin) || !line.ends_with("-----")) return {};
    return line.substr(begin.size(), line.size() - begin.size() - 5);
}

}  // namespace

bool is_head_field(std::string_view line) {
    const auto& lists = language::any_language();
    const auto field = context::detail::mail_field(line);
    return !field.empty() && (lists.from_fields.contains(field) || lists.mail_fields.contains(field));
}

void unescape_from(std::string& text) {
    std::string out;
    out.reserve(text.size());
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        auto line = rest.substr(0, end);
        const std::size_t marks = line.find_first_not_of('>');
        if (marks != std::string_view::npos && marks > 0 && line.substr(marks).starts_with("From "))
            line.remove_prefix(1);
        out += line;
        rest.remove_prefix(end);
    }
    text = std::move(out);
}

bool take_armour(std::string& text, int first, context::detail::Reading& reading) {
    if (text.find("-----BEGIN PGP ") == std::string::npos) return false;
    std::string out;
    std::string_view rest = text;
    bool encrypted = false;
    bool inside = false;
    bool head = false;
    for (int line = first; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const auto whole = rest.substr(0, end);
        rest.remove_prefix(end);
        const auto what = armour(whole);
        if (what == "SIGNED MESSAGE") {
            head = true;
        } else if (!what.empty()) {
            inside = true;
            encrypted = encrypted || what == "MESSAGE";
            reading.omit(line, line, what == "MESSAGE" ? "an encrypted message" : "a signature by PGP");
        }
        const bool kept = !inside && !head;
        if (head && trim(whole).empty()) head = false;
        if (inside && trim(whole).starts_with("-----END PGP ")) inside = false;
        if (kept)
            out += whole.starts_with("- -") ? whole.substr(2) : whole;
        else
            out += '\n';
    }
    text = std::move(out);
    return encrypted;
}

}  // namespace pacelane::formats
