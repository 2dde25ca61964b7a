#include <pacelane/sqlite/group_commit.h>
#include <utility>

namespace pacelane::sqlite {

void GroupCommit::run(const std::function<void()>& work) {
    Part part{&work, {}, false};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&part);
    while (!part.done) {
        if (led_) {
            changed_.wait(lock);
            continue;
        }
        led_ = true;
        const auto parts = std::exchange(waiting_, {});
        lock.unlock();
        commit(parts);
        lock.lock();
        for (auto* each : parts)
            each->done = true;
        led_ = false;
        changed_.notify_all();
    }
    lock.unlock();
    if (part.error) std::rethrow_exception(part.error);
}

void GroupCommit::commit(const std::vector<Part*>& parts) {
    try {
        if (parts.size() == 1) return connection_.transaction(*parts.front()->work);
        connection_.transaction([&] {
            for (auto* part : parts) {
                try {
                    connection_.attempt(*part->work);
                } catch (const Undone&) {
                    throw;  // not just the part: all of it
                } catch (...) {
                    part->error = std::current_exception();
                }
            }
        });
    } catch (...) {
        for (auto* part : parts)
            if (!part->error) part->error = std::current_exception();
    }
}

}  // namespace pacelane::sqlite
