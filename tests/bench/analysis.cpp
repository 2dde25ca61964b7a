// The analysis of a person's notes: all of them for the first time, then day by day.
#include "measure.h"

#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <pacelane/pipeline/worker.h>
#include <pacelane/store/migrations.h>
#include <random>
#include <stdexcept>
#include <string_view>
#include <sys/resource.h>

#include <fmt/format.h>

namespace pacelane::bench {

namespace {

namespace fs = std::filesystem;

constexpr double kWarmLimit = 0.30;   // of the first analysis, in CPU time
constexpr double kWriteLimit = 0.05;  // s
constexpr std::size_t kNewADay = 10;

/// Notes of whole sentences, so that there is something to try.
class Notes {
public:
    Notes(std::string folder) : folder_(std::move(folder)) { fs::create_directories(folder_ + "/notes"); }

    void add(std::size_t count) {
        for (; count > 0; --count, ++number_) {
            std::string text =
                fmt::format("# How we made the {} {} times faster\n", any(kThings), number(2, 99));
            const auto paragraphs = number(3, 9);
            for (int p = 0; p < paragraphs; ++p) {
                if (p > 0 && p % 3 == 0) text += fmt::format("\n## What the {} told us\n", any(kThings));
                text += '\n';
                const auto sentences = number(2, 5);
                for (int s = 0; s < sentences; ++s)
                    text += sentence();
                text += '\n';
                if (number(1, 5) == 1) text += "\n```sh\nmake check\n```\n";
            }
            const auto path = fmt::format("{}/notes/{:02}/{:06}.md", folder_, number_ % 100, number_);
            fs::create_directories(fs::path(path).parent_path());
            std::ofstream(path, std::ios::binary) << text;
            bytes_ += text.size();
        }
    }
    std::size_t bytes() const { return bytes_; }

private:
    static constexpr std::array<std::string_view, 12> kThings{
        "build",   "cache",  "importer", "search index", "release",   "report",
        "scanner", "backup", "test run", "log archive",  "scheduler", "mail gateway"};
    static constexpr std::array<std::string_view, 8> kDeeds{"measured", "moved",    "replaced", "split",
                                                            "removed",  "repaired", "renamed",  "tested"};
    static constexpr std::array<std::string_view, 8> kReasons{
        "nobody had looked at it for months",    "it failed every second night",
        "the old one waited for the network",    "two teams had to change it at once",
        "its owner had left the company",        "the figures said something else",
        "a customer lost an hour because of it", "the next one depends on it"};

    std::string sentence() {
        switch (number(0, 3)) {
            case 0:
                return fmt::format("We {} the {} in week {} because {}. ", any(kDeeds), any(kThings),
                                   number(1, 52), any(kReasons));
            case 1:
                return fmt::format("The {} took {} minutes before and takes {} now. ", any(kThings),
                                   number(20, 90), number(1, 19));
            case 2:
                return fmt::format("I had thought that the {} was slow, and then I found out that {}. ",
                                   any(kThings), any(kReasons));
            default:
                return fmt::format("A {} that nobody {} costs more than one that we {} twice a year. ",
                                   any(kThings), any(kDeeds), any(kDeeds));
        }
    }
    int number(int least, int most) {
        return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
    }
    template <std::size_t n>
    std::string_view any(const std::array<std::string_view, n>& texts) {
        return texts[random_() % n];
    }

    std::string folder_;
    std::mt19937 random_{20261127};
    std::size_t number_ = 0, bytes_ = 0;
};

double cpu_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double megabytes_at_most() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

bool analysis_days(const Settings& settings) {
    const std::size_t count = settings.quick ? 300 : 10'000;
    const auto folder = settings.folder + "/analysis";
    Notes notes(folder);
    notes.add(count);
    ManualClock clock{parse_instant("2026-11-02T08:00:00Z").value()};
    const auto path = folder + "/p.db";
    store::migrate(path, {}, clock);
    const auto store = store::open_sqlite(path, clock);
    store->import(
        config::parse_workspace("users: [{handle: maya, context: {knowledge: [notes/**/*]}, schedules: "
                                "[{frequency: daily, preferred_time: '08:00', content_types: "
                                "[linkedin_post, blog_post, newsletter, social_media]}]}]",
                                folder + "/pacelane.yaml"));
    const auto user = store->user("maya");
    fmt::print("Analysis of {} notes, {:.1f} MB, in four forms (CPU time):\n", count,
               static_cast<double>(notes.bytes()) / 1e6);
    pipeline::sync_context(*store, user, clock.now());
    const pipeline::StoreFactory open = [&] { return store::open_sqlite(path, clock); };
    std::size_t suggestions = 0;
    const auto analyze = [&] {
        store->enqueue(user);
        const auto before = cpu_seconds();
        const auto report = pipeline::run_analyze(open, {}, [&](const pipeline::Event& event) {
            suggestions = event.suggestions;
            if (event.kind != pipeline::Event::Kind::analyzed) throw std::runtime_error(event.text);
        });
        if (report.completed != 1) throw std::runtime_error("the analysis was not made");
        const auto taken = cpu_seconds() - before;
        clock.advance(std::chrono::hours(24));
        return taken;
    };
    const auto cold = analyze();
    const auto row = [&](std::string_view what, double taken) {
        fmt::print("  {:<38} {:7.3f} s   {:.2f} of the first, {} suggestions, {:.0f} MB at most\n", what,
                   taken, taken / cold, suggestions, megabytes_at_most());
    };
    row("cold: the first", cold);
    const auto again = analyze();
    row("warm: the next day, nothing new", again);
    notes.add(kNewADay);
    const auto grown = analyze();
    row(fmt::format("warm: the day after, {} new notes", kNewADay), grown);
    const auto before = cpu_seconds();
    const auto written = pipeline::run_write(open).completed;
    if (written == 0) throw std::runtime_error("no draft was written");
    const auto write = (cpu_seconds() - before) / static_cast<double>(written);
    const bool kept = std::max(again, grown) < kWarmLimit * cold && write < kWriteLimit;
    fmt::print("  {:<38} {:7.3f} s   mean of {}\n", "a draft", write, written);
    fmt::print("  at most {:.2f} of the first on a later day, {} s for a draft{}\n", kWarmLimit, kWriteLimit,
               kept ? "" : "   NOT KEPT");
    return kept;
}

}  // namespace pacelane::bench
