#include "measure.h"
#include "monitor_fill.h"

#include <cmath>
#include <ctime>
#include <filesystem>
#include <functional>
#include <pacelane/base/error.h>
#include <pacelane/monitor/check.h>
#include <pacelane/monitor/json.h>
#include <pacelane/monitor/pages.h>
#include <pacelane/monitor/prometheus.h>
#include <pacelane/monitor/text.h>
#include <pacelane/store/snapshot.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::bench {

namespace {

constexpr double kLimit = 20.0;  // ms

/// Milliseconds that `work` took, on the wall and of this thread's processor time: on a busy machine the
/// wall's are others'.
struct Taken {
    double wall = 0;
    double processor = 0;
};
template <class Work>
Taken taken(Work&& work) {
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
    };
    const double start = now();
    const double wall = 1e3 * seconds(work);
    return {wall, now() - start};
}

/// What each face of the monitor asks for, and makes of it.
struct Face {
    const char* name;
    std::function<std::size_t(store::Store&)> look;
};

std::vector<Face> faces() {
    const auto with = [](std::size_t rows, std::size_t schedules, std::size_t next_runs) {
        store::SnapshotOptions options;
        options.analyses.limit = options.generations.limit = options.errors.limit = rows;
        options.schedules = schedules;
        options.next_runs = next_runs;
        return options;
    };
    const auto frame = [] {
        monitor::Frame frame;
        frame.actions = true;
        frame.now = *parse_instant("2026-11-19T20:00:00.000Z");
        return frame;
    };
    return {
        {"snapshot alone", [](store::Store& store) { return store.snapshot({}).queues.size(); }},
        {"status", [](store::Store& store) { return monitor::text(store.snapshot({})).size(); }},
        {"status --json",
         [](store::Store& store) { return to_text(monitor::to_json(store.snapshot({}))).size(); }},
        {"prometheus", [](store::Store& store) { return monitor::prometheus(store.snapshot({})).size(); }},
        {"status --check",
         [](store::Store& store) { return monitor::check(store.snapshot({}), {}).line.size(); }},
        {"status --html",
         [](store::Store& store) { return monitor::report_page(store.snapshot({})).size(); }},
        {"status --watch", [=](store::Store& store) { return store.snapshot(with(300, 300, 5)).due.size(); }},
        {"web: overview",
         [=](store::Store& store) {
             return monitor::overview_page(store.snapshot(with(5, 200, 3)), frame()).size();
         }},
        {"web: analyses",
         [=](store::Store& store) {
             return monitor::analyses_page(store.analyses(store::latest(20)), {}, frame()).size();
         }},
        {"web: drafts",
         [=](store::Store& store) {
             return monitor::drafts_page(store.generations(store::latest(20)), {}, frame()).size();
         }},
        {"web: errors",
         [=](store::Store& store) {
             return monitor::errors_page(store.errors(store::latest(20)), {}, frame()).size();
         }},
    };
}

/// Medians of a store that was just opened, and of one that looked before.
bool measure(const std::string& path, std::int64_t count, int rounds) {
    const ManualClock clock(*parse_instant("2026-11-19T20:00:00.000Z"));
    {
        const auto now = store::open_sqlite(path, clock)->snapshot({});
        for (const auto& queue : now.queues)
            if (std::abs(static_cast<double>(queue.length - count)) > 0.1 * static_cast<double>(count))
                throw Error(ErrorKind::failed, fmt::format("{} is told to hold {} of {} messages", queue.name,
                                                           queue.length, count));
        if (now.analyses.at("pending") + now.analyses.at("processing") != count ||
            now.generations.at("pending") + now.generations.at("generating") != count)
            throw Error(ErrorKind::failed, "what waits is counted wrong");
    }
    bool kept = true;
    for (const auto& face : faces()) {
        std::vector<double> first, first_processor, next, next_processor;
        for (int round = 0; round < rounds; ++round) {
            const auto store = store::open_sqlite(path, clock);
            const auto one = taken([&] { face.look(*store); });
            const auto two = taken([&] { face.look(*store); });
            first.push_back(one.wall);
            first_processor.push_back(one.processor);
            next.push_back(two.wall);
            next_processor.push_back(two.processor);
        }
        const bool within = std::max(median(first_processor), median(next_processor)) < kLimit;
        kept = kept && within;
        fmt::print("{:>10}  {:<16} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.2f}{}\n", count, face.name,
                   median(first), median(first_processor), median(next), median(next_processor),
                   within ? "" : "  ABOVE");
    }
    return kept;
}

}  // namespace

bool monitor_snapshot(const Settings& settings) {
    const std::int64_t large = settings.quick ? 10'000 : 1'000'000;
    const int rounds = settings.quick ? 3 : 25;
    fmt::print(
        "The monitor's faces beside so many live and so many archived messages in each of three queues, so "
        "many analyses that wait (a tenth as many are over), so many drafts that wait and as many that are "
        "over; ms of the first look of a process and of the next one, on the wall and of the processor; "
        "limit "
        "{:.0f} ms of the processor\n\n{:>10}  {:<16} {:>10} {:>10} {:>10} {:>10}\n",
        kLimit, "of each", "face", "first", "processor", "next", "processor");
    bool kept = true;
    for (const std::int64_t count : {std::int64_t{1000}, large}) {
        std::string path;
        const double filling = seconds([&] { path = monitor_database(settings.folder, count); });
        kept = measure(path, count, rounds) && kept;
        fmt::print("            filled in {:.0f} s, {:.0f} MB\n", filling,
                   1e-6 * static_cast<double>(std::filesystem::file_size(path)));
        for (const auto* tail : {"", "-wal", "-shm"})
            std::filesystem::remove(path + tail);
    }
    fmt::print("\n");
    return kept;
}

}  // namespace pacelane::bench
