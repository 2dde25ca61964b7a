#include "mail_people.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/reading.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language.h>

namespace pacelane::formats {

namespace {

std::string_view without(std::string_view text, std::string_view around) {
    const auto begin = text.find_first_not_of(around);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(around) + 1 - begin);
}

/// "maya.lindqvist@example.org" → "Maya Lindqvist"; empty when the address does not look like a name of two
/// words.
std::string name_in_address(std::string_view address) {
    std::string local(address.substr(0, address.find_first_of("@+")));
    const auto parts =
        std::count(local.begin(), local.end(), '.') + std::count(local.begin(), local.end(), '_');
    const bool letters = std::all_of(local.begin(), local.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    if (parts != 1 || !letters) return {};
    std::replace(local.begin(), local.end(), '_', ' ');
    std::replace(local.begin(), local.end(), '.', ' ');
    const std::size_t space = local.find(' ');
    // "m.lindqvist" says less than what is written.
    if (space < 2 || local.size() - space < 3) return {};
    return language::capitalize(local.substr(0, space)) + " " + language::capitalize(local.substr(space + 1));
}

}  // namespace

std::string person_of(std::string_view written) {
    constexpr std::size_t longest = 400;
    written = trim(written.substr(0, std::min(written.size(), longest)));
    std::string_view address;
    const std::size_t at = written.find('@');
    if (at != std::string_view::npos) {
        constexpr std::string_view around = " <>[](),;\"'\t";
        const std::size_t begin = written.find_last_of(around, at);
        const std::size_t end = std::min(written.find_first_of(around, at), written.size());
        address = written.substr(begin == std::string_view::npos ? 0 : begin + 1,
                                 end - (begin == std::string_view::npos ? 0 : begin + 1));
        if (const std::size_t scheme = address.find(':');
            scheme != std::string_view::npos && scheme < address.find('@'))
            address.remove_prefix(scheme + 1);
    }
    std::string_view name = written.substr(0, std::min(written.find_first_of("<["), written.size()));
    if (at != std::string_view::npos && name.find('@') != std::string_view::npos) {
        // "Ana Souza ana@example.org", "ana@example.org (Ana Souza)"
        const std::size_t open = written.find('(');
        if (open != std::string_view::npos && open > at) {
            name = written.substr(open + 1, written.find(')', open) - open - 1);
        } else {
            name = name.substr(0, name.find(address));
        }
    }
    return person_of(name, address);
}

std::string person_of(std::string_view name, std::string_view address) {
    name = without(name, " \t\"'*_<>[](),;:");
    address = without(address, " \t\"'<>[](),;:");
    // What a list's program makes of a sender.
    const auto folded = ascii_lower(name);
    if (const std::size_t via = folded.find(" via "); via != std::string::npos)
        name = without(name.substr(0, via), " \"'");
    if (name.empty() || name.find('@') != std::string_view::npos) {
        const auto from_address = name_in_address(address.empty() ? name : address);
        if (!from_address.empty()) return from_address;
        return context::detail::shortened(address.empty() ? name : address, 100);
    }
    const auto plain = context::plain_name(name);
    if (plain.find(' ') == std::string::npos) {
        const auto fuller = name_in_address(address);
        if (language::fold(fuller, true).starts_with(language::fold(plain, true) + " ")) return fuller;
    }
    return context::detail::shortened(plain, 100);
}

}  // namespace pacelane::formats
