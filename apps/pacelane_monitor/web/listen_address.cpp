#include "web/http.h"

#include <arpa/inet.h>
#include <charconv>
#include <netinet/in.h>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

bool is_v6(const std::string& host) {
    return host.find(':') != std::string::npos;
}

}  // namespace

ListenAddress parse_listen_address(const std::string& text) {
    const auto refuse = [&](const std::string& why) -> Error {
        return Error(ErrorKind::usage,
                     fmt::format("--serve: '{}' {}; give ADDRESS:PORT, such as 127.0.0.1:8787 or [::1]:8787",
                                 text, why));
    };
    ListenAddress address;
    const auto colon = text.rfind(':');
    auto host = colon == std::string::npos ? std::string() : text.substr(0, colon);
    const auto port = colon == std::string::npos ? text : text.substr(colon + 1);
    if (host.size() > 1 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    else if (is_v6(host))
        throw refuse("is no address with a port");
    if (host.empty() || host == "localhost") host = "127.0.0.1";
    const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (port.empty() || fault != std::errc() || end != port.data() + port.size())
        throw refuse("has no port from 0 to 65535");
    unsigned char bytes[16];
    if (inet_pton(is_v6(host) ? AF_INET6 : AF_INET, host.c_str(), bytes) != 1)
        throw refuse(fmt::format("has no numeric address ('{}')", host));
    address.host = host;
    return address;
}

bool ListenAddress::is_loopback() const {
    return host == "::1" || host.starts_with("127.");
}

bool ListenAddress::is_any() const {
    return host == "0.0.0.0" || host == "::";
}

std::string ListenAddress::text() const {
    return is_v6(host) ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

}  // namespace pacelane::monitor_program
