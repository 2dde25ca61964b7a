#include "web/client.h"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr int kPatience = 60'000;  // milliseconds: a limit for hangs

std::string lower(std::string text) {
    for (auto& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string without_chunks(const std::string& body) {
    std::string text;
    for (std::size_t at = 0; at < body.size();) {
        const auto end = body.find("\r\n", at);
        const auto size = std::stoul(body.substr(at, end - at), nullptr, 16);
        if (size == 0) break;
        text += body.substr(end + 2, size);
        at = end + 2 + size + 2;
    }
    return text;
}

Reply reply_of(const std::string& bytes) {
    Reply reply;
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string::npos || bytes.size() < 12) return reply;
    reply.status = std::stoi(bytes.substr(9, 3));
    for (auto at = bytes.find("\r\n") + 2; at < end;) {
        const auto stop = bytes.find("\r\n", at);
        const auto line = bytes.substr(at, stop - at);
        const auto colon = line.find(": ");
        if (colon != std::string::npos) reply.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        at = stop + 2;
    }
    reply.body = bytes.substr(end + 4);
    if (reply.headers["transfer-encoding"] == "chunked") reply.body = without_chunks(reply.body);
    return reply;
}

Reply ask(const Served& served, const std::string& method, const std::string& path, Headers headers,
          const std::string& body) {
    headers.emplace("Host", served.host());
    headers.emplace("Connection", "close");
    if (method == "POST") headers.emplace("Content-Length", std::to_string(body.size()));
    std::string text = method + " " + path + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers)
        if (!value.empty()) text += name + ": " + value + "\r\n";
    const Wire wire(served.port);
    wire.send(text + "\r\n" + body);
    return reply_of(wire.read_all());
}

}  // namespace

Served::Served(const Sandbox& sandbox, std::vector<std::string> options) {
    std::vector<std::string> words{"status", "--serve", "127.0.0.1:0"};
    words.insert(words.end(), options.begin(), options.end());
    pid_ = sandbox.start(words);
    const auto out = ".out." + std::to_string(pid_);
    for (int waited = 0; waited < kPatience; waited += 20) {
        const auto text = sandbox.read(out);
        if (const auto colon = text.rfind(':'); text.ends_with("/\n") && colon != std::string::npos) {
            port = std::stoi(text.substr(colon + 1));
            return;
        }
        if (::kill(pid_, 0) != 0) break;
        ::usleep(20'000);
    }
    throw std::runtime_error("the monitor does not serve: " + sandbox.read(".err." + std::to_string(pid_)));
}

Served::~Served() {
    ::kill(pid_, SIGTERM);
    Sandbox::wait(pid_);
}

Wire::Wire(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("the monitor does not take connections");
}

Wire::~Wire() {
    ::close(socket_);
}

void Wire::send(const std::string& bytes) const {
    for (std::size_t done = 0; done < bytes.size();) {
        const auto count = ::send(socket_, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (count <= 0) return;  // the other side had enough; what it answered is read
        done += static_cast<std::size_t>(count);
    }
}

std::string Wire::read_until(const std::string& part) const {
    std::string text;
    char buffer[16384];
    for (;;) {
        if (!part.empty() && text.find(part) != std::string::npos) return text;
        pollfd waits{socket_, POLLIN, 0};
        if (::poll(&waits, 1, kPatience) <= 0) throw std::runtime_error("the monitor says nothing: " + text);
        const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
        if (count <= 0) return text;
        text.append(buffer, static_cast<std::size_t>(count));
    }
}

std::string Wire::read_all() const {
    return read_until("");
}

Reply get(const Served& served, const std::string& path, const Headers& headers) {
    return ask(served, "GET", path, headers, "");
}

Reply post(const Served& served, const std::string& path, const std::string& body, Headers headers) {
    headers.emplace("Content-Type", "application/x-www-form-urlencoded");
    return ask(served, "POST", path, headers, body);
}

std::string page_token(const Served& served, const Headers& headers) {
    const auto page = get(served, "/", headers).body;
    const std::string before = "name=\"pacelane-token\" content=\"";
    const auto at = page.find(before);
    if (at == std::string::npos) throw std::runtime_error("no token in the page: " + page);
    return page.substr(at + before.size(), page.find('"', at + before.size()) - at - before.size());
}

Reply act(const Served& served, const std::string& path, const nlohmann::json& fields) {
    return post(served, path, fields.dump(),
                {{"Content-Type", "application/json"},
                 {"Sec-Fetch-Site", "same-origin"},
                 {"X-Pacelane-Token", page_token(served)}});
}

nlohmann::json end_of_run(const Served& served, const Reply& begun, const Headers& headers) {
    for (int waited = 0; waited < kPatience; waited += 20) {
        const auto run = get(served, begun.json().at("url").get<std::string>(), headers).json();
        if (!run.at("running").get<bool>()) return run;
        ::usleep(20'000);
    }
    throw std::runtime_error("the run does not end");
}
