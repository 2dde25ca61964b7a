#include "measure.h"

#include <cstring>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>

namespace {

constexpr const char* kUsage =
    "usage: pacelane_bench queue [ratios|flat|processes|group-commit]... [OPTION]...\n"
    "       pacelane_bench schedule [OPTION]...\n"
    "       pacelane_bench ingest [readers|sync|formats]... [OPTION]...\n"
    "       pacelane_bench analysis [OPTION]...\n"
    "       pacelane_bench retrieval [OPTION]...\n"
    "       pacelane_bench upgrade [OPTION]...\n"
    "       pacelane_bench monitor [snapshot|readers]... [OPTION]...\n"
    "       pacelane_bench startup [sqlite|users]... [OPTION]...\n"
    "Options: [--quick] [--no-limits] [--folder DIR]\n"
    "Prints ratios against a limit or a peer measured in the same run; exits 1 when a limit is not kept.\n"
    "--folder names a folder on the disk to measure [the current one]; --quick does a small part of the "
    "work.\n";

struct Benchmark {
    std::string_view group;
    std::string_view name;
    bool (*run)(const pacelane::bench::Settings&);
};
constexpr Benchmark kBenchmarks[] = {{"queue", "ratios", pacelane::bench::queue_ratios},
                                     {"queue", "flat", pacelane::bench::queue_flat},
                                     {"queue", "processes", pacelane::bench::queue_processes},
                                     {"queue", "group-commit", pacelane::bench::queue_group_commit},
                                     {"schedule", "tick", pacelane::bench::schedule_tick},
                                     {"ingest", "readers", pacelane::bench::ingest_readers},
                                     {"ingest", "sync", pacelane::bench::ingest_sync},
                                     {"ingest", "formats", pacelane::bench::ingest_formats},
                                     {"analysis", "days", pacelane::bench::analysis_days},
                                     {"retrieval", "search", pacelane::bench::retrieval},
                                     {"upgrade", "upgrade", pacelane::bench::upgrade},
                                     {"monitor", "snapshot", pacelane::bench::monitor_snapshot},
                                     {"monitor", "readers", pacelane::bench::monitor_readers},
                                     {"startup", "sqlite", pacelane::bench::startup},
                                     {"startup", "users", pacelane::bench::startup_users}};

}  // namespace

int main(int argc, char** argv) {
    pacelane::bench::Settings settings;
    std::string base = ".";
    bool limits = true;
    std::vector<std::string> wanted;
    for (int n = 1; n < argc; ++n) {
        const std::string argument = argv[n];
        if (argument == "--quick")
            settings.quick = true;
        else if (argument == "--no-limits")
            limits = false;
        else if (argument == "--folder" && n + 1 < argc)
            base = argv[++n];
        else
            wanted.push_back(argument);
    }
    std::vector<Benchmark> chosen;
    for (const auto& benchmark : kBenchmarks)
        if (!wanted.empty() && benchmark.group == wanted.front() &&
            (wanted.size() == 1 ||
             std::find(wanted.begin() + 1, wanted.end(), benchmark.name) != wanted.end()))
            chosen.push_back(benchmark);
    if (chosen.empty() || (wanted.size() > 1 && chosen.size() + 1 != wanted.size())) {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    auto folder = base + "/pacelane-bench-XXXXXX";
    if (!::mkdtemp(folder.data())) {
        fmt::print(stderr, "{}: {}\n", base, std::strerror(errno));
        return 1;
    }
    settings.folder = folder;
    int code = 0;
    try {
        for (const auto& benchmark : chosen)
            if (!benchmark.run(settings) && limits) code = 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        code = 2;
    }
    std::filesystem::remove_all(folder);
    return code;
}
