#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/queue/commit_wake_up.h>
#include <utility>

namespace pacelane::queue {

namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

sqlite::Options looking() {
    sqlite::Options options;
    options.read_only = true;
    return options;
}

}  // namespace

CommitWakeUp::CommitWakeUp(const std::string& path, std::string queue, const Clock& clock,
                           const std::atomic<bool>* stop)
    : watch_(path),
      connection_(path, looking()),
      queues_(connection_, clock),
      queue_(std::move(queue)),
      stop_(stop) {}

void CommitWakeUp::wait(milliseconds longest) {
    using Woken = sqlite::ChangeWatch::Woken;
    const auto end = Steady::now() + longest;
    while (true) {
        const auto left = std::chrono::ceil<milliseconds>(end - Steady::now());
        if (watch_.wait(std::max(left, milliseconds(0)), stop_) != Woken::change) return;
        if (message_waits()) return;
    }
}

bool CommitWakeUp::message_waits() {
    try {
        return queues_.has_visible(queue_);
    } catch (const Error& error) {
        // The consumer's own look waits for the lock as long as it may.
        if (error.kind() != ErrorKind::busy) throw;
        return true;
    }
}

}  // namespace pacelane::queue
