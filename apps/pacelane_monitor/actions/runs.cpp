#include "actions/runs.h"

#include "actions/spawn.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/base/time.h>
#include <pacelane/base/uuid.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

struct Runs::Work {
    Trigger trigger;
    Run run;
    pid_t child = -1;
    std::thread thread;
};

namespace {

constexpr std::size_t kLongestLine = 500;

}  // namespace

Runs::Runs(const Options& options) : options_(options) {}

Runs::~Runs() {
    stop();
}

void Runs::stop() {
    std::vector<std::thread> threads;
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const auto& work : works_) {
            if (work->child > 0) ::kill(-work->child, SIGTERM);
            if (work->thread.joinable()) threads.push_back(std::move(work->thread));
        }
    }
    for (auto& thread : threads)
        thread.join();
}

Runs::Begun Runs::begin(const Trigger& trigger) {
    if (options_.read_only)
        throw Error(ErrorKind::usage, "this monitor only shows: it was started with --read-only");
    std::unique_ptr<Work> forgotten;
    Begun begun;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) throw Error(ErrorKind::busy, "the monitor is stopping");
        std::size_t at_work = 0;
        for (const auto& work : works_) {
            if (!work->run.running) continue;
            if (work->trigger.steps == trigger.steps) return {work->run.id, true};
            ++at_work;
        }
        if (at_work >= kAtOnce)
            throw Error(ErrorKind::busy,
                        fmt::format("{} runs are at work already; wait for one to end", at_work));
        if (works_.size() >= kKept) {
            const auto done = std::find_if(works_.begin(), works_.end(),
                                           [](const auto& work) { return !work->run.running; });
            forgotten = std::move(*done);
            works_.erase(done);
        }
        auto work = std::make_unique<Work>();
        work->trigger = trigger;
        work->run.id = uuid_v7(SystemClock().now());
        work->run.title = trigger.title;
        work->run.started_at = format_instant(SystemClock().now());
        begun.id = work->run.id;
        work->thread = std::thread([this, &work = *work] { this->work(work); });
        works_.push_back(std::move(work));
        ++version_;
    }
    if (forgotten && forgotten->thread.joinable()) forgotten->thread.join();
    if (on_change) on_change();
    return begun;
}

void Runs::changed() {
    {
        const std::lock_guard lock(mutex_);
        ++version_;
    }
    if (on_change) on_change();
}

void Runs::add_line(Work& work, std::string line) {
    if (line.size() > kLongestLine) line.resize(kLongestLine);
    {
        const std::lock_guard lock(mutex_);
        auto& lines = work.run.lines;
        if (lines.size() >= kLines) lines.erase(lines.begin());
        lines.push_back(std::move(line));
    }
    changed();
}

int Runs::step(Work& work, const std::vector<std::string>& words) {
    std::vector<std::string> command{options_.pacelane, "--db", options_.database};
    if (!options_.config.empty()) command.insert(command.end(), {"--config", options_.config});
    if (!options_.now.empty()) command.insert(command.end(), {"--now", options_.now});
    command.insert(command.end(), words.begin(), words.end());
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw Error(ErrorKind::failed, std::strerror(errno));
    try {
        const std::lock_guard lock(mutex_);
        if (stopping_) throw Error(ErrorKind::busy, "the monitor is stopping");
        work.child = spawn(command, ends[1]);
    } catch (...) {
        ::close(ends[0]);
        ::close(ends[1]);
        throw;
    }
    ::close(ends[1]);
    std::string line;
    char buffer[4096];
    for (;;) {
        const auto count = ::read(ends[0], buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        for (const char byte : std::string_view(buffer, static_cast<std::size_t>(count))) {
            if (byte == '\n')
                add_line(work, std::exchange(line, {}));
            else if (line.size() < kLongestLine)
                line += byte;
        }
    }
    if (!line.empty()) add_line(work, line);
    ::close(ends[0]);
    int status = 0;
    // The number stays the child's until it is waited for, so that no signal of the destructor meets a
    // stranger.
    siginfo_t ended{};
    while (::waitid(P_PID, static_cast<id_t>(work.child), &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    {
        const std::lock_guard lock(mutex_);
        ::waitpid(work.child, &status, 0);
        work.child = -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void Runs::work(Work& work) {
    int code = 0;
    try {
        for (const auto& words : work.trigger.steps)
            if (const int ended = step(work, words); code == 0) code = ended;
    } catch (const Error& error) {
        add_line(work, error.what());
        code = error.exit_code();
    }
    {
        const std::lock_guard lock(mutex_);
        work.run.running = false;
        work.run.exit_code = code;
        work.run.ended = std::chrono::steady_clock::now();
    }
    changed();
}

std::vector<Run> Runs::list() const {
    const std::lock_guard lock(mutex_);
    std::vector<Run> all;
    for (auto work = works_.rbegin(); work != works_.rend(); ++work)
        all.push_back((*work)->run);
    return all;
}

std::optional<Run> Runs::find(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    for (const auto& work : works_)
        if (work->run.id == id) return work->run;
    return std::nullopt;
}

std::uint64_t Runs::version() const {
    const std::lock_guard lock(mutex_);
    return version_;
}

}  // namespace pacelane::monitor_program
