// Links that open what only those who hold them may see, and addresses of machines within a network.
#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/secrets.h>

namespace pacelane::language {

namespace {

using namespace std::string_view_literals;

bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

/// "10.4.12.7"; a version of four parts, "3.8.11.1", has shorter ones.
bool is_machine_number(std::string_view host) {
    int stops = 0, longer = 0;
    std::size_t digits = 0;
    for (const char c : host) {
        if (is_digit(c)) {
            if (++digits > 3) return false;
            if (digits == 2) ++longer;
        } else if (c == '.' && digits > 0) {
            ++stops;
            digits = 0;
        } else {
            return false;
        }
    }
    return stops == 3 && digits > 0 && (longer >= 2 || host.starts_with("10."));
}

/// Everybody's own machine, well-known servers of names, and what RFC 5737 keeps for documents.
bool is_everybodys(std::string_view host) {
    static constexpr std::array starts{"127."sv,     "0.0.0."sv,      "255."sv,      "8.8."sv,
                                       "1.1.1."sv,   "1.0.0."sv,      "9.9.9."sv,    "169.254."sv,
                                       "192.0.2."sv, "198.51.100."sv, "203.0.113."sv};
    return host == "localhost" ||
           std::any_of(starts.begin(), starts.end(), [&](auto start) { return host.starts_with(start); });
}

bool is_inner_host(std::string_view host) {
    static constexpr std::array inner{".internal"sv, ".local"sv, ".lan"sv,
                                      ".corp"sv,     ".intra"sv, ".intranet"sv};
    // "~.local/bin" is a folder.
    return !host.empty() && std::isalnum(static_cast<unsigned char>(host.front())) != 0 &&
           std::any_of(inner.begin(), inner.end(),
                       [&](std::string_view end) { return host.size() > end.size() && host.ends_with(end); });
}

/// Letters and digits in no order of words, as a service makes up an address that nobody is to guess. A hash
/// has only hexadecimal digits: that of a commit leads nowhere else.
bool is_unguessable(std::string_view part) {
    std::size_t begin = 0;
    while (begin < part.size()) {
        std::size_t end = begin, digits = 0, letters = 0, changes = 0, hexadecimal = 0;
        for (; end < part.size() && std::isalnum(static_cast<unsigned char>(part[end])) != 0; ++end) {
            const char c = part[end];
            digits += is_digit(c) ? 1 : 0;
            letters += is_letter(c) ? 1 : 0;
            hexadecimal += std::isxdigit(static_cast<unsigned char>(c)) != 0 ? 1 : 0;
            if (end > begin && is_digit(c) != is_digit(part[end - 1])) ++changes;
        }
        const auto length = end - begin;
        if (length >= 18 && digits >= 3 && letters >= 4 && changes >= 4 && hexadecimal < length) return true;
        begin = std::max(end, begin + 1);
    }
    return false;
}

/// "?access_token=…", "#key=…"
bool hands_over_a_key(std::string_view query) {
    static constexpr std::array keys{"token"sv, "key"sv, "secret"sv, "password"sv, "passwd"sv,
                                     "pwd"sv,   "sig"sv, "auth"sv,   "signature"sv};
    for (const auto pair : split(query, '&')) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        std::string name(pair.substr(0, equals));
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto value = pair.substr(equals + 1);
        const auto digits = std::count_if(value.begin(), value.end(), is_digit);
        const bool named =
            std::any_of(keys.begin(), keys.end(), [&](std::string_view key) { return name.ends_with(key); });
        // "token=YOUR_TOKEN" hands over nothing.
        if (named && value.size() >= 6 && digits >= 1) return true;
        if (is_unguessable(value)) return true;
    }
    return false;
}

/// Rooms that everybody may enter who knows where they are.
bool is_call(std::string_view host, std::string_view path) {
    static constexpr std::array rooms{"meet.google.com"sv, "teams.microsoft.com"sv, "teams.live.com"sv,
                                      "whereby.com"sv, "webex.com"sv};
    const auto ends_with = [&](std::string_view name) {
        return host == name || (host.size() > name.size() && host.ends_with(name) &&
                                host[host.size() - name.size() - 1] == '.');
    };
    if (ends_with("zoom.us")) return path.starts_with("/j/") || path.starts_with("/my/");
    return path.size() > 1 && std::any_of(rooms.begin(), rooms.end(), ends_with);
}

}  // namespace

bool is_private_address(std::string_view piece) {
    const auto scheme = piece.find("://");
    auto rest = scheme == std::string_view::npos ? piece : piece.substr(scheme + 3);
    const auto slash = std::min(rest.find_first_of("/?#"), rest.size());
    auto host = rest.substr(0, slash);
    auto path = rest.substr(slash);
    if (scheme != std::string_view::npos)
        if (const auto at = host.rfind('@'); at != std::string_view::npos) {
            const auto colon = host.substr(0, at).find(':');
            // "https://user:pass@host"; "ssh://git@host" is for all.
            if (colon != std::string_view::npos && at > colon + 1) return true;
            host.remove_prefix(at + 1);
        }
    host = host.substr(0, host.find(':'));
    if (is_everybodys(host)) return false;
    if (is_machine_number(host) || is_inner_host(host)) return true;
    if (scheme == std::string_view::npos && !piece.starts_with("www.")) return false;
    if (host.empty() || path.find('{') != std::string_view::npos) return false;  // "file:///…", a pattern
    // "http://grafana/d/12": a name within a network.
    const bool web = piece.starts_with("http://") || piece.starts_with("https://");
    if (web && host.find('.') == std::string_view::npos && is_letter(host.front())) return true;
    if (is_call(host, path) || is_unguessable(host)) return true;
    const auto query = std::min(path.find_first_of("?#"), path.size());
    if (is_unguessable(path.substr(0, query))) return true;
    return query < path.size() && hands_over_a_key(path.substr(query + 1));
}

bool holds_private_link(std::string_view markup) {
    for (auto at = markup.find("://"); at != std::string_view::npos; at = markup.find("://", at + 3)) {
        auto begin = at;
        while (begin > 0 && is_letter(markup[begin - 1]))
            --begin;
        const auto end = std::min(markup.find_first_of(" \t\n<>\"'`()[]", at), markup.size());
        if (is_private_address(markup.substr(begin, end - begin))) return true;
    }
    return false;
}

}  // namespace pacelane::language
