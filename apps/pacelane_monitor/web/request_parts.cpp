#include "web/request_parts.h"

#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::monitor_program {

namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

template <class Map>
const std::string& of(const Map& values, std::string_view name) {
    static const std::string none;
    // The first: a multimap's find() may give any.
    const auto found = values.lower_bound(std::string(name));
    return found == values.end() || found->first != name ? none : found->second;
}

/// A number with a point is none of what is asked for.
bool add_field(Request& request, const std::string& name, const nlohmann::json& value) {
    if (value.is_string())
        request.fields.emplace(name, value.get<std::string>());
    else if (value.is_boolean() || value.is_number_integer())
        request.fields.emplace(name, value.dump());
    else
        return value.is_null();
    return true;
}

}  // namespace

const std::string& Request::header(std::string_view name) const {
    return of(headers, name);
}
const std::string& Request::value(std::string_view name) const {
    return of(query, name);
}
const std::string& Request::field(std::string_view name) const {
    return of(fields, name);
}

std::multimap<std::string, std::string> read_form(std::string_view text) {
    std::multimap<std::string, std::string> fields;
    // How long a body may be bounds how many there are.
    while (!text.empty()) {
        const auto part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const auto equals = part.find('=');
        if (part.empty()) continue;
        fields.emplace(decoded(part.substr(0, equals)),
                       equals == std::string_view::npos ? "" : decoded(part.substr(equals + 1)));
    }
    return fields;
}

std::map<std::string, std::string> read_cookies(std::string_view header) {
    std::map<std::string, std::string> cookies;
    while (!header.empty() && cookies.size() < 50) {
        auto part = header.substr(0, header.find(';'));
        header.remove_prefix(std::min(header.size(), part.size() + 1));
        while (part.starts_with(' '))
            part.remove_prefix(1);
        const auto equals = part.find('=');
        if (equals != std::string_view::npos)
            cookies.emplace(std::string(part.substr(0, equals)), std::string(part.substr(equals + 1)));
    }
    return cookies;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

bool read_fields(Request& request, std::string_view body) {
    const auto& type = request.header("content-type");
    if (type.starts_with("application/json")) {
        request.json = true;
        if (body.empty()) return true;
        const auto json = nlohmann::json::parse(body, nullptr, false);
        if (!json.is_object()) return false;
        for (const auto& [name, value] : json.items()) {
            if (!value.is_array()) {
                if (!add_field(request, name, value)) return false;
                continue;
            }
            for (const auto& each : value)
                if (!each.is_string() || !add_field(request, name, each)) return false;
        }
        return true;
    }
    if (!body.empty() && !type.starts_with("application/x-www-form-urlencoded")) return false;
    request.fields = read_form(body);
    return true;
}

}  // namespace pacelane::monitor_program
