#include "bare_queue.h"
#include "bench_queue.h"
#include "measure.h"

#include <functional>
#include <span>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr double kLimit = 0.9;
constexpr int kParts = 4;

/// The library, behind the same calls as the bare one.
class OurQueue {
public:
    OurQueue(const std::string& path, sqlite::Durability durability)
        : connection_(path, with(durability)), queues_(connection_, clock_) {}
    void send(std::span<const std::string> messages) {
        if (messages.size() == 1)
            queues_.send("jobs", messages.front());
        else
            queues_.send_batch("jobs", messages);
    }
    Ids read(int count) {
        Ids ids;
        for (const auto& message : queues_.read("jobs", std::chrono::hours(1), count))
            ids.push_back(message.msg_id);
        return ids;
    }
    void archive(const Ids& ids) { queues_.archive("jobs", ids); }
    void pop() { queues_.pop("jobs"); }
    void clear() {
        queues_.purge("jobs");
        connection_.execute("DELETE FROM a_jobs; PRAGMA wal_checkpoint(RESTART)");
    }

private:
    SystemClock clock_;
    sqlite::Connection connection_;
    queue::Queues queues_;
};

/// One row of the table: seconds that `calls` calls take, on either side.
template <class Queue>
double time_of(Queue& queue, const std::string& operation, int size, int calls) {
    queue.clear();
    const std::vector<std::string> messages(static_cast<std::size_t>(size), kMessage);
    if (operation == "send")
        return seconds([&] {
            for (int n = 0; n < calls; ++n)
                queue.send(messages);
        });
    if (operation == "full cycle")
        return seconds([&] {
            for (int n = 0; n < calls; ++n) {
                queue.send(messages);
                queue.archive(queue.read(size));
            }
        });
    for (int n = 0; n < calls; ++n)
        queue.send(messages);
    if (operation == "read")
        return seconds([&] {
            for (int n = 0; n < calls; ++n)
                queue.read(size);
        });
    if (operation == "pop")
        return seconds([&] {
            for (int n = 0; n < calls; ++n)
                queue.pop();
        });
    std::vector<Ids> read;
    for (int n = 0; n < calls; ++n)
        read.push_back(queue.read(size));
    return seconds([&] {
        for (const auto& ids : read)
            queue.archive(ids);
    });
}

}  // namespace

bool queue_ratios(const Settings& settings) {
    fmt::print(
        "Queue operations against bare SQLite C calls; ratio of speeds, 1.00 = as fast, limit {:.2f}\n\n",
        kLimit);
    fmt::print("{:<11} {:<11} {:>5}  {:>13} {:>13}  {:>6} {:>15}\n", "synchronous", "operation", "size",
               "pacelane µs", "bare µs", "ratio", "quartiles");
    bool kept = true;
    for (const auto durability : {sqlite::Durability::full, sqlite::Durability::normal}) {
        const bool full = durability == sqlite::Durability::full;
        OurQueue ours(new_database(settings.folder, "ours.db"), durability);
        BareQueue bare(new_database(settings.folder, "bare.db"), full);
        struct Row {
            const char* operation;
            int size;
        };
        for (const auto& [operation, size] :
             {Row{"send", 1}, Row{"send", 100}, Row{"read", 1}, Row{"read", 100}, Row{"archive", 1},
              Row{"archive", 100}, Row{"pop", 1}, Row{"full cycle", 1}}) {
            const int rounds = settings.quick ? 5 : 31;
            const int calls = (full ? 80 : 400) / (size > 1 ? 10 : 1);
            std::vector<double> ratios, our_times, bare_times;
            for (int round = 0; round < rounds + 2; ++round) {
                double our_time = 0;
                double bare_time = 0;
                // In small parts by turns, neither side always the second, so that what else the disk does
                // falls on both.
                for (int part = 0; part < kParts; ++part) {
                    if (part % 2 == 0) our_time += time_of(ours, operation, size, calls / kParts);
                    bare_time += time_of(bare, operation, size, calls / kParts);
                    if (part % 2 != 0) our_time += time_of(ours, operation, size, calls / kParts);
                }
                if (round < 2) continue;  // to warm up
                ratios.push_back(bare_time / our_time);
                our_times.push_back(our_time / calls * 1e6);
                bare_times.push_back(bare_time / calls * 1e6);
            }
            const double ratio = median(ratios);
            kept = kept && ratio >= kLimit;
            fmt::print("{:<11} {:<11} {:>5}  {:>13.1f} {:>13.1f}  {:>6.2f} {:>7.2f} –{:>6.2f}{}\n",
                       full ? "full" : "normal", operation, size, median(our_times), median(bare_times),
                       ratio, quantile(ratios, 0.25), quantile(ratios, 0.75),
                       ratio < kLimit ? "  BELOW" : "");
            std::fflush(stdout);
        }
    }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
