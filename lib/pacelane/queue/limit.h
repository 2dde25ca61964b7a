#pragma once

#include <atomic>
#include <cstddef>

namespace pacelane::queue {

/// How many messages the threads of one worker may still take. A thread reserves a place before it looks for
/// a message, so that no more are read than may be taken. Thread-safe.
class Limit {
public:
    /// 0: as many as there are.
    explicit Limit(std::size_t most) : most_(most) {}

    /// Before a message is looked for. False: every place is reserved or used up; one that is only reserved
    /// may still become free.
    bool reserve() {
        if (most_ == 0) return true;
        auto reserved = reserved_.load();
        while (reserved < most_)
            if (reserved_.compare_exchange_weak(reserved, reserved + 1)) return true;
        return false;
    }
    /// There was a message: the place that was reserved is used up.
    void take() { ++taken_; }
    /// There was none: the place is free again.
    void give_back() {
        if (most_ > 0) --reserved_;
    }
    /// Whether as many were taken as may be.
    bool reached() const { return most_ > 0 && taken_.load() >= most_; }

private:
    const std::size_t most_;
    std::atomic<std::size_t> reserved_{0};  // those that were taken included
    std::atomic<std::size_t> taken_{0};
};

}  // namespace pacelane::queue
