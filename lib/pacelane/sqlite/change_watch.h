#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/sqlite/connection.h>
#include <string>

namespace pacelane::sqlite {

/// Waits for commits to a database, by any connection of any process, with next to no cost while there are
/// none. The kernel tells of writes to the files (inotify); whether one was a commit is asked of SQLite
/// (`PRAGMA data_version`, on a connection of the watch's own). Without inotify (the user's limit is
/// reached), SQLite is asked every few milliseconds instead.
///
/// The caller's own commits count as well: after one, the next wait() returns at once. A call that changes no
/// row commits nothing and wakes nobody.
/// Not thread-safe, but for interrupt(): one a thread.
class PACELANE_API ChangeWatch {
public:
    /// Watches the database at `path`, which must exist. Commits count from here on.
    /// Throws Error as Connection does.
    explicit ChangeWatch(const std::string& path);
    ~ChangeWatch();
    ChangeWatch(const ChangeWatch&) = delete;
    ChangeWatch& operator=(const ChangeWatch&) = delete;

    enum class Woken { change, timeout, stop };
    /// Waits until something was committed since the last wait() returned `change`, or the time is over, or
    /// `stop` is set: seen at once when a signal handler of this thread sets it, otherwise within 100 ms.
    /// As commits since the last wait() count, none is missed that comes between a look at the database and
    /// the wait. The watch knows nothing of the contents: if something falls due in a second, wait a second.
    Woken wait(std::chrono::milliseconds timeout, const std::atomic<bool>* stop = nullptr);

    /// Ends the wait() at hand, within 100 ms, or the next one: it returns Woken::stop. From any thread.
    void interrupt() { interrupted_ = true; }

    /// Whether the kernel tells of writes, so that nothing has to be asked repeatedly.
    bool notified() const { return events_ >= 0; }
    /// As if there were no inotify.
    void stop_notifications();

private:
    bool changed();
    bool drain();

    Connection connection_;
    std::string name_;  // of the database's file in its folder; the log's is longer by "-wal"
    std::atomic<bool> interrupted_{false};
    int events_ = -1;
    std::int64_t version_ = 0;
};

}  // namespace pacelane::sqlite
