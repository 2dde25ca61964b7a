#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <pacelane/sqlite/change_watch.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace pacelane::sqlite {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// The event for a write comes before its commit: the write must still be synced and entered in the log's
// index, which is mapped memory and raises no event. So after an event we poll SQLite, quickly at first.
constexpr microseconds kFirstPause{500};
// Polling interval in any case: for `stop`, and for commits without an event.
constexpr microseconds kLongestPause{100'000};
constexpr microseconds kLongestPauseUnnotified{10'000};

Options watching() {
    Options options;
    options.read_only = true;
    options.busy_timeout = milliseconds(0);
    return options;
}

}  // namespace

ChangeWatch::ChangeWatch(const std::string& path) : connection_(path, watching()) {
    // SQLite follows links before it names the log.
    std::error_code failure;
    auto file = std::filesystem::canonical(path, failure);
    if (failure) file = std::filesystem::absolute(path);
    name_ = file.filename();
    events_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    // The folder, as the log is made, emptied and removed at any time. An open file of the database itself
    // could not be closed without giving up the process's locks on it.
    if (events_ >= 0 && ::inotify_add_watch(events_, file.parent_path().c_str(),
                                            IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) < 0)
        stop_notifications();
    changed();
}

ChangeWatch::~ChangeWatch() {
    stop_notifications();
}

void ChangeWatch::stop_notifications() {
    if (events_ >= 0) ::close(events_);
    events_ = -1;
}

bool ChangeWatch::changed() {
    try {
        auto query = connection_.prepare("PRAGMA data_version");
        query.step();
        const auto version = query.integer(0);
        const bool changed = version != version_;
        version_ = version;
        return changed;
    } catch (const Error& error) {
        // Somebody has the database for himself; what he does there shows when he is done.
        if (error.kind() != ErrorKind::busy) throw;
        return false;
    }
}

// Takes what the kernel has told; whether any of it was of the database.
bool ChangeWatch::drain() {
    bool ours = false;
    alignas(inotify_event) char buffer[4096];
    for (;;) {
        const auto size = ::read(events_, buffer, sizeof buffer);
        if (size <= 0) return ours;
        for (const char* at = buffer; at < buffer + size;) {
            const auto* event = reinterpret_cast<const inotify_event*>(at);
            at += sizeof(inotify_event) + event->len;
            if (event->mask & IN_IGNORED) {  // the folder is gone, and with it the watch
                stop_notifications();
                return true;
            }
            const std::string_view file = event->len > 0 ? event->name : "";
            ours = ours || (event->mask & IN_Q_OVERFLOW) || file.starts_with(name_);
        }
    }
}

ChangeWatch::Woken ChangeWatch::wait(milliseconds timeout, const std::atomic<bool>* stop) {
    const auto end = Steady::now() + timeout;
    auto pause = kFirstPause;
    for (;;) {
        if (interrupted_.exchange(false) || (stop && stop->load())) return Woken::stop;
        if (changed()) return Woken::change;
        const auto left = std::chrono::ceil<microseconds>(end - Steady::now());
        if (left <= microseconds(0)) return Woken::timeout;
        pause = std::min(pause, notified() ? kLongestPause : kLongestPauseUnnotified);
        const auto pausing = std::min(pause, left);
        const timespec time{static_cast<time_t>(pausing.count() / 1'000'000),
                            static_cast<long>(pausing.count() % 1'000'000 * 1000)};
        pollfd events{events_, POLLIN, 0};  // a negative one is left out
        if (::ppoll(&events, 1, &time, nullptr) > 0 && drain())
            pause = kFirstPause;
        else
            pause *= 2;
    }
}

}  // namespace pacelane::sqlite
