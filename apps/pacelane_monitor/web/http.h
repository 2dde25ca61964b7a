#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pacelane::monitor_program {

/// What a client asks. All texts are as the client sent them: nothing here is to be trusted.
struct Request {
    std::string method;
    std::string path;                            ///< without the query, percent-decoded
    std::map<std::string, std::string> query;    ///< of a name that is repeated, the first
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::map<std::string, std::string> cookies;
    /// Of a form, or the texts, numbers and truths of a JSON object; a name that is repeated, or a JSON list,
    /// has several.
    std::multimap<std::string, std::string> fields;
    bool json = false;  ///< the body was JSON
    std::string peer;   ///< the address that the connection comes from: "192.0.2.7"
    /// Why its body was not taken, and the status that says so; 0: it was.
    int broken = 0;
    std::string why_broken;

    /// Empty when there is none.
    const std::string& header(std::string_view lower_case_name) const;
    const std::string& value(std::string_view name) const;  ///< of the query
    const std::string& field(std::string_view name) const;  ///< the first of that name
};

struct Response {
    int status = 200;
    std::string type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    bool events = false;  ///< instead of the body: server-sent events, until the client leaves
    std::string since =
        {};  ///< with `events`: the last that the client knows of; empty: only what comes is sent
};

/// An address to listen at: "127.0.0.1:8787", "[::1]:8787", "localhost:8787", or a port of this machine.
struct ListenAddress {
    std::string host;        ///< numeric
    std::uint16_t port = 0;  ///< 0: any that is free
    bool is_loopback() const;
    bool is_any() const;  ///< all addresses of the machine
    /// As it stands in a URL: "[::1]:8787".
    std::string text() const;
};
/// Throws Error(usage).
ListenAddress parse_listen_address(const std::string& text);

struct ServerLimits {
    unsigned connections = 512;
    std::size_t streams = 256;
    std::size_t body_bytes = 64 * 1024;
    unsigned idle_seconds = 20;      ///< without a byte
    unsigned request_seconds = 30;   ///< for a request to be complete
    unsigned response_seconds = 60;  ///< for the client to read its response
};

/// One thread answers, asynchronously; memory and time of each client are bounded.
class Server {
public:
    using Handler = std::function<Response(const Request&)>;
    /// Listens at once. `handler` is called by one thread, one call at a time. Throws Error(unavailable) when
    /// the address cannot be had.
    Server(ListenAddress address, Handler handler, ServerLimits limits = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// With the port that was got.
    const ListenAddress& address() const;
    /// Sends this event to all that listen, and to those who come knowing of another one. One that does not
    /// keep up misses what is older than the last.
    void publish(const std::string& id, const std::string& event);
    std::size_t streams() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pacelane::monitor_program
