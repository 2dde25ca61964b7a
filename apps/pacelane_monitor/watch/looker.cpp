#include "watch/looker.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/config/settings.h>

namespace pacelane::monitor_program {

namespace {

/// More lines than anybody scrolls through; the filter of a look at all of them is `pacelane status`.
constexpr std::size_t kRows = 300;
constexpr std::size_t kNextRuns = 5;
/// A busy database is told of sooner than a command gives up.
constexpr std::chrono::milliseconds kPatience{2000};

}  // namespace

Looker::Looker(const Options& options, std::function<void()> ready)
    : options_(options), ready_(std::move(ready)), thread_([this] { run(); }) {}

Looker::~Looker() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Looker::ask(SheetKind kind, std::string id) {
    {
        const std::lock_guard lock(mutex_);
        wanted_ = true;
        kind_ = kind;
        id_ = std::move(id);
    }
    changed_.notify_all();
}

bool Looker::is_looking() const {
    const std::lock_guard lock(mutex_);
    return wanted_ || looking_;
}

std::optional<Looked> Looker::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(found_, std::nullopt);
}

void Looker::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return stopping_ || wanted_; });
        if (stopping_) return;
        wanted_ = false;
        looking_ = true;
        const auto kind = kind_;
        const auto id = id_;
        lock.unlock();
        auto found = look(kind, id);
        lock.lock();
        found_ = std::move(found);
        looking_ = false;
        lock.unlock();
        ready_();
        lock.lock();
    }
}

Looked Looker::look(SheetKind kind, const std::string& id) const {
    Looked found;
    found.kind = kind;
    found.id = id;
    try {
        const auto clock = clock_of(options_);
        store::OpenOptions open;
        open.read_only = true;
        open.busy_timeout = std::min(kPatience, config::resolve_busy_timeout().value);
        const auto store = store::open_sqlite(options_.database, *clock, open);
        store::SnapshotOptions wanted;
        wanted.analyses.limit = wanted.generations.limit = wanted.errors.limit = kRows;
        wanted.schedules = kRows;
        wanted.next_runs = kNextRuns;
        Data data;
        data.snapshot = store->snapshot(wanted);
        found.data = std::move(data);
        try {
            if (kind == SheetKind::analysis) found.content = store->analysis_view(id);
            if (kind == SheetKind::draft) found.content = store->draft_view(id);
        } catch (const Error& error) {
            found.content_trouble = error.what();
        }
    } catch (const std::exception& error) {
        found.trouble = error.what();
    }
    return found;
}

}  // namespace pacelane::monitor_program
