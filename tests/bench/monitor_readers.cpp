// What the pipeline loses to 200 people who watch it in the web monitor.
#include "bench_queue.h"
#include "measure.h"

#include <arpa/inet.h>
#include <atomic>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <pacelane/base/time.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

constexpr int kReaders = 200;
constexpr double kLimit = 0.95;

/// `pacelane status --serve`, until this object goes.
class Monitor {
public:
    explicit Monitor(const std::string& database) {
        int ends[2];
        if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::execl(PACELANE_BINARY, PACELANE_BINARY, "--db", database.c_str(), "status", "--serve",
                    "127.0.0.1:0", nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        std::string line;
        for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';)
            line += c;
        ::close(ends[0]);
        const auto colon = line.rfind(':');
        if (line.find("http://") != 0 || colon < 6) throw std::runtime_error("the monitor does not serve");
        port = std::stoi(line.substr(colon + 1));
    }
    ~Monitor() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    int port = 0;

private:
    pid_t pid_ = -1;
};

/// Readers that listen, and at each event ask for the overview, as the page's script does.
class Readers {
public:
    explicit Readers(int port) : port_(port) {
        for (int i = 0; i < kReaders; ++i) {
            sockets_.push_back(connect());
            ask(sockets_.back(), "/api/v1/events");
        }
        thread_ = std::thread([this] { work(); });
    }
    ~Readers() {
        stop_ = true;
        thread_.join();
        for (const int socket : sockets_)
            ::close(socket);
    }
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;

    std::atomic<std::size_t> pages{0};

private:
    int connect() const {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("the monitor takes no connection");
        return socket;
    }
    void ask(int socket, const char* path) const {
        const auto request = fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", path, port_);
        [[maybe_unused]] const auto sent = ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
    }
    void work() {
        // A second connection for pages, as a browser has it.
        std::vector<int> pages_of(kReaders, -1);
        std::vector<pollfd> waits(2 * kReaders);
        std::vector<char> buffer(256 * 1024);
        while (!stop_) {
            for (int i = 0; i < kReaders; ++i) {
                waits[static_cast<std::size_t>(i)] = {sockets_[static_cast<std::size_t>(i)], POLLIN, 0};
                waits[static_cast<std::size_t>(kReaders + i)] = {pages_of[static_cast<std::size_t>(i)],
                                                                 POLLIN, 0};
            }
            if (::poll(waits.data(), waits.size(), 100) <= 0) continue;
            for (std::size_t i = 0; i < waits.size(); ++i) {
                if ((waits[i].revents & (POLLIN | POLLHUP)) == 0) continue;
                const auto count = ::recv(waits[i].fd, buffer.data(), buffer.size(), 0);
                const bool listens = i < kReaders;
                if (count <= 0 && !listens) {
                    ::close(waits[i].fd);
                    pages_of[i - kReaders] = -1;
                } else if (listens && count > 0 &&
                           std::string_view(buffer.data(), static_cast<std::size_t>(count))
                                   .find("event: change") != std::string_view::npos) {
                    if (pages_of[i] < 0) pages_of[i] = connect();
                    ask(pages_of[i], "/");
                    ++pages;
                }
            }
        }
        for (const int socket : pages_of)
            if (socket >= 0) ::close(socket);
    }

    int port_;
    std::vector<int> sockets_;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

/// So many messages sent, read and archived, each step a commit, as the pipeline does it; messages a second.
double throughput(const std::string& database, int messages) {
    const SystemClock clock;
    sqlite::Connection connection(database, with(sqlite::Durability::normal));
    queue::Queues queues(connection, clock);
    const auto taken = seconds([&] {
        for (int i = 0; i < messages; ++i) {
            queues.send("jobs", kMessage);
            for (const auto& message : queues.read("jobs", std::chrono::seconds(30), 1))
                queues.archive("jobs", message.msg_id);
        }
    });
    return messages / taken;
}

}  // namespace

bool monitor_readers(const Settings& settings) {
#ifdef PACELANE_NO_MONITOR_PROGRAM
    fmt::print("this build has no web monitor: libmicrohttpd or ncurses was missing\n");
    return true;
#endif
    const int messages = settings.quick ? 2'000 : 20'000;
    const int rounds = settings.quick ? 2 : 7;
    const auto database = new_database(settings.folder, "readers.db");
    const Monitor monitor(database);
    std::vector<double> alone, watched;
    std::size_t pages = 0;
    throughput(database, messages / 10);
    for (int round = 0; round < rounds; ++round) {
        alone.push_back(throughput(database, messages));
        Readers readers(monitor.port);
        watched.push_back(throughput(database, messages));
        pages += readers.pages;
    }
    std::vector<double> ratios;
    for (std::size_t i = 0; i < alone.size(); ++i)
        ratios.push_back(watched[i] / alone[i]);
    const auto ratio = median(ratios);
    fmt::print(
        "{:<42} {:>10.0f} messages/s\n{:<42} {:>10.0f} messages/s, {} pages\n{:<42} {:>10.2f}  limit {}\n",
        "nobody watches", median(alone), fmt::format("{} live readers", kReaders), median(watched), pages,
        "ratio", ratio, kLimit);
    return ratio >= kLimit && pages > 0;
}

}  // namespace pacelane::bench
