#include "measure.h"

#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace {

constexpr const char* kUsage =
    "usage: pacelane_bench queue [ratios|flat|processes|group-commit]... [--quick] [--no-limits] [--folder "
    "DIR]\n"
    "Prints ratios against a limit or a peer measured in the same run; exits 1 when a limit is not kept.\n"
    "--folder names a folder on the disk to measure [the current one]; --quick does a small part of the "
    "work.\n";

struct Benchmark {
    const char* name;
    bool (*run)(const pacelane::bench::Settings&);
};
constexpr Benchmark kQueue[] = {{"ratios", pacelane::bench::queue_ratios},
                                {"flat", pacelane::bench::queue_flat},
                                {"processes", pacelane::bench::queue_processes},
                                {"group-commit", pacelane::bench::queue_group_commit}};

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
    if (wanted.empty() || wanted.front() != "queue") {
        fmt::print(stderr, "{}", kUsage);
        return 2;
    }
    for (std::size_t n = 1; n < wanted.size(); ++n)
        if (std::none_of(std::begin(kQueue), std::end(kQueue),
                         [&](const Benchmark& benchmark) { return benchmark.name == wanted[n]; })) {
            fmt::print(stderr, "no benchmark '{}'\n{}", wanted[n], kUsage);
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
        for (const auto& benchmark : kQueue)
            if (wanted.size() == 1 ||
                std::find(wanted.begin() + 1, wanted.end(), benchmark.name) != wanted.end())
                if (!benchmark.run(settings) && limits) code = 1;
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}\n", error.what());
        code = 2;
    }
    std::filesystem::remove_all(folder);
    return code;
}
