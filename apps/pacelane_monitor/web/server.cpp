#include "web/http.h"
#include "web/request_parts.h"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <microhttpd.h>
#include <mutex>
#include <netinet/in.h>
#include <pacelane/base/error.h>
#include <set>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

using Steady = std::chrono::steady_clock;
constexpr int kSendBuffer = 128 * 1024;
constexpr std::chrono::seconds kPing{15};

/// A request whose body is still coming.
struct Incoming {
    Request request;
    std::string body;
    bool too_large = false;
};

int listen_at(ListenAddress& address) {
    const bool v6 = address.host.find(':') != std::string::npos;
    const auto refuse = [&] {
        const int code = errno;
        return Error(
            ErrorKind::unavailable,
            fmt::format("{} cannot be listened at: {}{}", address.text(), std::strerror(code),
                        code == EADDRINUSE ? "; choose another port, or 0 for any that is free" : ""));
    };
    const int socket = ::socket(v6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) throw refuse();
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_storage storage{};
    socklen_t size = 0;
    if (v6) {
        auto& in = reinterpret_cast<sockaddr_in6&>(storage);
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(address.port);
        inet_pton(AF_INET6, address.host.c_str(), &in.sin6_addr);
        size = sizeof in;
    } else {
        auto& in = reinterpret_cast<sockaddr_in&>(storage);
        in.sin_family = AF_INET;
        in.sin_port = htons(address.port);
        inet_pton(AF_INET, address.host.c_str(), &in.sin_addr);
        size = sizeof in;
    }
    if (::bind(socket, reinterpret_cast<sockaddr*>(&storage), size) != 0 || ::listen(socket, 256) != 0) {
        const auto error = refuse();
        ::close(socket);
        throw error;
    }
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&storage), &size);
    address.port = ntohs(v6 ? reinterpret_cast<sockaddr_in6&>(storage).sin6_port
                            : reinterpret_cast<sockaddr_in&>(storage).sin_port);
    return socket;
}

std::string peer_of(MHD_Connection* connection) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !info->client_addr) return {};
    char text[INET6_ADDRSTRLEN] = "";
    const auto* address = info->client_addr;
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(address)->sin_addr, text, sizeof text);
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr, text, sizeof text);
    return text;
}

MHD_Result collect(void* into, MHD_ValueKind, const char* name, const char* value) {
    std::string lower = name;
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    auto& headers = *static_cast<std::map<std::string, std::string>*>(into);
    // Of two, neither is to be believed where it matters: "a, b" is no host and no token.
    auto [at, is_new] = headers.emplace(lower, value ? value : "");
    if (!is_new) at->second += std::string(", ") + (value ? value : "");
    return MHD_YES;
}

}  // namespace

struct Server::Impl {
    ListenAddress address;
    Handler handler;
    ServerLimits limits;
    MHD_Daemon* daemon = nullptr;

    /// A connection, and since when it has been at what it does.
    struct Peer {
        int socket = -1;
        bool answering = false;
        bool streams = false;
        Steady::time_point since = Steady::now();
    };
    std::mutex peers_mutex;
    std::set<Peer*> peers;

    struct Stream {
        Impl* server = nullptr;
        MHD_Connection* connection = nullptr;
        std::uint64_t seen = 0;
        Steady::time_point last = Steady::now();
        std::string out = ": welcome\nretry: 3000\n\n";
        bool suspended = false;
    };
    mutable std::mutex streams_mutex;
    std::set<Stream*> streams;
    std::string event, event_id;
    std::uint64_t event_number = 0;
    bool closing = false;

    std::mutex sweeper_mutex;
    std::condition_variable sweeper_wakes;
    bool stop_sweeper = false;
    std::thread sweeper;

    static ssize_t read_stream(void* cls, std::uint64_t, char* buffer, std::size_t most);
    static void free_stream(void* cls);
    static MHD_Result access(void* cls, MHD_Connection* connection, const char* url, const char* method,
                             const char* version, const char* data, std::size_t* size, void** state);
    static void completed(void* cls, MHD_Connection* connection, void** state, MHD_RequestTerminationCode);
    static void connected(void* cls, MHD_Connection* connection, void** context,
                          MHD_ConnectionNotificationCode);
    MHD_Result answer(MHD_Connection* connection, const Response& response);
    void mark(MHD_Connection* connection, bool answering, bool streams_now);
    void resume_all(bool close);
    void sweep();
};

// ---- streams

ssize_t Server::Impl::read_stream(void* cls, std::uint64_t, char* buffer, std::size_t most) {
    auto& stream = *static_cast<Stream*>(cls);
    auto& server = *stream.server;
    const std::lock_guard lock(server.streams_mutex);
    if (server.closing) return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream.out.empty()) {
        if (stream.seen != server.event_number) {
            stream.seen = server.event_number;
            stream.out = server.event;
        } else if (Steady::now() - stream.last >= kPing) {
            stream.out = ": ping\n\n";
        }
    }
    if (stream.out.empty()) {
        stream.suspended = true;
        MHD_suspend_connection(stream.connection);
        return 0;
    }
    stream.last = Steady::now();
    const auto count = std::min(most, stream.out.size());
    std::memcpy(buffer, stream.out.data(), count);
    stream.out.erase(0, count);
    return static_cast<ssize_t>(count);
}

void Server::Impl::free_stream(void* cls) {
    auto* stream = static_cast<Stream*>(cls);
    {
        const std::lock_guard lock(stream->server->streams_mutex);
        stream->server->streams.erase(stream);
    }
    delete stream;
}

void Server::Impl::resume_all(bool close) {
    const std::lock_guard lock(streams_mutex);
    if (close) closing = true;
    for (auto* stream : streams)
        if (std::exchange(stream->suspended, false)) MHD_resume_connection(stream->connection);
}

void Server::publish(const std::string& id, const std::string& event) {
    {
        const std::lock_guard lock(impl_->streams_mutex);
        impl_->event = fmt::format("id: {}\n{}\n\n", id, event);
        impl_->event_id = id;
        ++impl_->event_number;
    }
    impl_->resume_all(false);
}

std::size_t Server::streams() const {
    const std::lock_guard lock(impl_->streams_mutex);
    return impl_->streams.size();
}

// ---- connections

void Server::Impl::connected(void* cls, MHD_Connection* connection, void** context,
                             MHD_ConnectionNotificationCode code) {
    auto& server = *static_cast<Impl*>(cls);
    const std::lock_guard lock(server.peers_mutex);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        auto peer = std::make_unique<Peer>();
        if (info) peer->socket = info->connect_fd;
        ::setsockopt(peer->socket, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
        server.peers.insert(peer.get());
        *context = peer.release();
    } else if (auto* peer = static_cast<Peer*>(std::exchange(*context, nullptr))) {
        server.peers.erase(peer);
        delete peer;
    }
}

void Server::Impl::mark(MHD_Connection* connection, bool answering, bool streams_now) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (!info || !info->socket_context) return;
    const std::lock_guard lock(peers_mutex);
    auto& peer = *static_cast<Peer*>(info->socket_context);
    peer.answering = answering;
    peer.streams = streams_now;
    peer.since = Steady::now();
}

// Ends who sends a request, or reads a response, byte by byte; wakes the streams for their pings.
void Server::Impl::sweep() {
    std::unique_lock lock(sweeper_mutex);
    while (!sweeper_wakes.wait_for(lock, std::chrono::seconds(5), [&] { return stop_sweeper; })) {
        resume_all(false);
        const std::lock_guard peers_lock(peers_mutex);
        const auto now = Steady::now();
        for (auto* peer : peers) {
            const auto longest =
                std::chrono::seconds(peer->answering ? limits.response_seconds : limits.request_seconds);
            if (!peer->streams && now - peer->since > longest) ::shutdown(peer->socket, SHUT_RDWR);
        }
    }
}

// ---- requests

MHD_Result Server::Impl::answer(MHD_Connection* connection, const Response& response) {
    MHD_Response* out = nullptr;
    Response refusal;
    const auto* what = &response;
    if (response.events) {
        auto stream = std::make_unique<Stream>();
        stream->server = this;
        stream->connection = connection;
        const std::lock_guard lock(streams_mutex);
        if (streams.size() < limits.streams) {
            // What was published between what the client read and this request would be told to nobody.
            const bool missed = event_number > 0 && !response.since.empty() && response.since != event_id;
            stream->seen = missed ? event_number - 1 : event_number;
            out = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 1024, &read_stream, stream.get(),
                                                    &free_stream);
            if (out) streams.insert(stream.release());
        } else {
            refusal = {503,
                       "application/json",
                       "{\"error\": {\"message\": \"too many listen already; poll instead\"}}\n",
                       {{"Retry-After", "30"}}};
            what = &refusal;
        }
    }
    if (!out)
        out = MHD_create_response_from_buffer(what->body.size(), const_cast<char*>(what->body.data()),
                                              MHD_RESPMEM_MUST_COPY);
    if (!out) return MHD_NO;
    MHD_add_response_header(out, MHD_HTTP_HEADER_CONTENT_TYPE, what->type.c_str());
    for (const auto& [name, value] : what->headers)
        MHD_add_response_header(out, name.c_str(), value.c_str());
    mark(connection, true, what->events);
    const auto queued = MHD_queue_response(connection, static_cast<unsigned>(what->status), out);
    MHD_destroy_response(out);
    return queued;
}

MHD_Result Server::Impl::access(void* cls, MHD_Connection* connection, const char* url, const char* method,
                                const char*, const char* data, std::size_t* size, void** state) {
    auto& server = *static_cast<Impl*>(cls);
    try {
        if (!*state) {
            auto incoming = std::make_unique<Incoming>();
            incoming->request.method = method;
            incoming->request.path = url;
            incoming->request.peer = peer_of(connection);
            MHD_get_connection_values(connection, MHD_HEADER_KIND, &collect, &incoming->request.headers);
            const auto collect_query = [](void* into, MHD_ValueKind, const char* name, const char* value) {
                auto& query = *static_cast<std::map<std::string, std::string>*>(into);
                if (query.size() < 50) query.emplace(name, value ? value : "");
                return MHD_YES;
            };
            MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, collect_query,
                                      &incoming->request.query);
            incoming->request.cookies = read_cookies(incoming->request.header("cookie"));
            *state = incoming.release();
            return MHD_YES;
        }
        auto& incoming = *static_cast<Incoming*>(*state);
        if (*size > 0) {
            if (incoming.body.size() + *size > server.limits.body_bytes)
                incoming.too_large = true;  // the rest is read and dropped, within the time for a request
            else
                incoming.body.append(data, *size);
            *size = 0;
            return MHD_YES;
        }
        auto& request = incoming.request;
        if (incoming.too_large) {
            request.broken = 413;
            request.why_broken = "the request is too large";
        } else if (!read_fields(request, incoming.body)) {
            request.broken = 400;
            request.why_broken = "the body is neither a form nor a JSON object of plain values";
        }
        return server.answer(connection, server.handler(incoming.request));
    } catch (const std::exception& error) {
        return server.answer(connection,
                             {500, "text/plain; charset=utf-8", std::string(error.what()) + "\n", {}});
    }
}

void Server::Impl::completed(void* cls, MHD_Connection* connection, void** state,
                             MHD_RequestTerminationCode) {
    static_cast<Impl*>(cls)->mark(connection, false, false);
    delete static_cast<Incoming*>(std::exchange(*state, nullptr));
}

Server::Server(ListenAddress address, Handler handler, ServerLimits limits)
    : impl_(std::make_unique<Impl>()) {
    impl_->address = std::move(address);
    impl_->handler = std::move(handler);
    impl_->limits = limits;
    const int socket = listen_at(impl_->address);
    impl_->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNALLY | MHD_USE_SUSPEND_RESUME, impl_->address.port, nullptr, nullptr,
        &Impl::access, impl_.get(), MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
        limits.connections, MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, static_cast<std::size_t>(32 * 1024), MHD_OPTION_STRICT_FOR_CLIENT,
        1, MHD_OPTION_NOTIFY_COMPLETED, &Impl::completed, impl_.get(), MHD_OPTION_NOTIFY_CONNECTION,
        &Impl::connected, impl_.get(), MHD_OPTION_END);
    if (!impl_->daemon) {
        ::close(socket);
        throw Error(ErrorKind::unavailable,
                    fmt::format("the server could not be started at {}", impl_->address.text()));
    }
    impl_->sweeper = std::thread([this] { impl_->sweep(); });
}

Server::~Server() {
    {
        const std::lock_guard lock(impl_->sweeper_mutex);
        impl_->stop_sweeper = true;
    }
    impl_->sweeper_wakes.notify_all();
    impl_->sweeper.join();
    impl_->resume_all(true);
    MHD_stop_daemon(impl_->daemon);
}

const ListenAddress& Server::address() const {
    return impl_->address;
}

}  // namespace pacelane::monitor_program
