#include "web/serve.h"

#include "actions/runs.h"
#include "web/http.h"
#include "web/site.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <pacelane/base/error.h>
#include <pacelane/sqlite/change_watch.h>
#include <thread>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

using Steady = std::chrono::steady_clock;
/// Readers hear of changes no more often: what they then ask for costs the pipeline time.
constexpr std::chrono::milliseconds kBetweenEvents{1000};

/// Tells the readers when something was committed, or a run has something new.
class Publisher {
public:
    Publisher(const std::string& database, std::function<void(std::uint64_t)> publish)
        : publish_(std::move(publish)), watch_(database), thread_([this] { work(); }) {}
    ~Publisher() {
        stop_ = true;
        watch_.interrupt();
        thread_.join();
    }
    void wake() {
        woken_ = true;
        watch_.interrupt();
    }

private:
    void work() {
        std::uint64_t version = 0;
        auto last = Steady::time_point();
        while (!stop_) {
            bool changed = false;
            try {
                changed = watch_.wait(std::chrono::seconds(1), &stop_) == sqlite::ChangeWatch::Woken::change;
            } catch (const Error&) {
                // A database that is being replaced: the readers are told when it is there again.
                std::this_thread::sleep_for(std::chrono::seconds(1));
                changed = true;
            }
            if (!woken_.exchange(false) && !changed) continue;
            while (!stop_ && Steady::now() - last < kBetweenEvents)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            last = Steady::now();
            publish_(++version);
        }
    }

    std::function<void(std::uint64_t)> publish_;
    sqlite::ChangeWatch watch_;
    std::atomic<bool> stop_{false};
    std::atomic<bool> woken_{false};
    std::thread thread_;
};

}  // namespace

int serve(const Options& options) {
    auto address = parse_listen_address(options.listen);
    // Signals are waited for below; the threads that follow inherit that they do not get them.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, signal);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);

    const auto clock = clock_of(options);
    open_to_look(options, *clock);
    Runs runs(options);
    std::unique_ptr<Site> site;
    std::mutex ready;
    std::unique_lock not_yet(ready);
    Server server(address, [&](const Request& request) {
        { const std::lock_guard now(ready); }
        return site->answer(request);
    });
    site = std::make_unique<Site>(options, server.address(), runs, *clock);
    not_yet.unlock();
    const auto publish = [&](std::uint64_t version) {
        server.publish(site->forget(version),
                       fmt::format("event: change\ndata: {{\"version\":{}}}", version));
    };
    publish(0);  // pages of an earlier process of this address know of another one
    Publisher publisher(options.database, publish);
    runs.on_change = [&publisher] { publisher.wake(); };

    std::printf("http://%s/\n", server.address().text().c_str());
    std::fflush(stdout);
    int signal = 0;
    sigwait(&signals, &signal);
    runs.stop();  // while there still is whom it tells
    return 0;
}

}  // namespace pacelane::monitor_program
