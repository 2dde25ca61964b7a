#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <pacelane/queue/consumer.h>
#include <pacelane/queue/limit.h>
#include <thread>
#include <vector>

namespace pacelane::queue {

namespace {

using std::chrono::milliseconds;

/// Extends a task in the background for as long as this lives.
class Heartbeat {
public:
    Heartbeat(Task& task, milliseconds interval)
        : thread_([this, &task, interval] { beat(task, interval); }) {}
    ~Heartbeat() {
        {
            const std::lock_guard lock(mutex_);
            finished_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

private:
    void beat(Task& task, milliseconds interval) {
        std::unique_lock lock(mutex_);
        while (!changed_.wait_for(lock, interval, [this] { return finished_; })) {
            lock.unlock();
            bool held = true;
            try {
                held = task.extend();
            } catch (const std::exception&) {
                // Busy, or worse: the next beat tries again.
            }
            lock.lock();
            if (!held) return;
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    bool finished_ = false;
    std::thread thread_;
};

/// Sleeps, in naps that are short enough for a stop by a signal to be noticed soon.
class Naps final : public WakeUp {
public:
    explicit Naps(const std::atomic<bool>* stop) : stop_(stop) {}
    void wait(milliseconds longest) override {
        constexpr milliseconds nap{50};
        for (auto left = longest; left > milliseconds(0) && !interrupted_.exchange(false); left -= nap) {
            if (stop_ && stop_->load()) return;
            std::this_thread::sleep_for(std::min(nap, left));
        }
    }
    void interrupt() override { interrupted_ = true; }

private:
    const std::atomic<bool>* stop_;
    std::atomic<bool> interrupted_{false};
};

class Consumer {
public:
    Consumer(const std::function<Intake()>& open, const ConsumerOptions& options)
        : open_(open),
          options_(options),
          limit_(options.limit),
          naps_(options.stop),
          wake_up_(options.wake_up ? *options.wake_up : naps_) {}

    void run() {
        const int jobs = options_.once ? 1 : std::max(options_.jobs, 1);
        std::vector<std::thread> others;
        for (int n = 1; n < jobs; ++n)
            others.emplace_back([this] { guarded_loop(); });
        guarded_loop();
        for (auto& thread : others)
            thread.join();
        if (error_) std::rethrow_exception(error_);
    }

private:
    bool ended() const { return broken_ || (options_.stop && options_.stop->load()) || limit_.reached(); }

    void guarded_loop() {
        try {
            loop(open_());
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!error_) error_ = std::current_exception();
            broken_ = true;
        }
        // Those that wait for a message must hear that this was the last, or that there was an error.
        if (!ended()) return;
        wake_up_.interrupt();
        const std::lock_guard lock(mutex_);
        changed_.notify_all();
    }

    void loop(const Intake& take) {
        while (!ended()) {
            const auto seen = wake_ups_so_far();
            if (!limit_.reserve()) {
                // The other threads have the places that are left, and may find nothing to use them for.
                if (!options_.follow) return;
                wait(seen);
                continue;
            }
            auto taken = take();
            if (taken.task) {
                limit_.take();
                work_on(*taken.task);
                if (options_.once) return;
                continue;
            }
            limit_.give_back();
            if (options_.once) return;
            if (taken.look_again) continue;
            if (!options_.follow) return;
            wait(seen);
        }
    }

    void work_on(Task& task) {
        try {
            const Heartbeat heartbeat(task, options_.heartbeat);
            task.attempt();
        } catch (const std::exception& error) {
            task.fail(error);
        }
    }

    std::size_t wake_ups_so_far() {
        const std::lock_guard lock(mutex_);
        return wake_ups_;
    }

    // One thread waits for a wake-up, and the others for that thread. `seen`: the wake-ups before the look at
    // the queue, so that one that came meanwhile is not missed.
    void wait(std::size_t seen) {
        std::unique_lock lock(mutex_);
        if (wake_ups_ != seen) return;
        if (waiting_) {
            changed_.wait(lock, [this, seen] { return wake_ups_ != seen || ended(); });
            return;
        }
        waiting_ = true;
        lock.unlock();
        wake_up_.wait(options_.poll_interval);
        lock.lock();
        waiting_ = false;
        ++wake_ups_;
        changed_.notify_all();
    }

    const std::function<Intake()>& open_;
    const ConsumerOptions& options_;
    Limit limit_;
    Naps naps_;
    WakeUp& wake_up_;
    std::atomic<bool> broken_{false};
    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::exception_ptr error_;
    bool waiting_ = false;
    std::size_t wake_ups_ = 0;
};

}  // namespace

void consume(const std::function<Intake()>& open, const ConsumerOptions& options) {
    Consumer(open, options).run();
}

}  // namespace pacelane::queue
