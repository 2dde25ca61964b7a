#include "commands/status_live.h"

#include "monitor_program.h"
#include "output_file.h"

#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/monitor/pages.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

[[noreturn]] void watch(Application& application, const LiveMonitor& live) {
    if (live.serve)
        throw Error(
            ErrorKind::usage,
            "--watch is for this terminal and --serve for browsers: give one of them, or run it twice");
    if (application.globals.json)
        throw Error(
            ErrorKind::usage,
            "--watch shows the monitor to a person; for a program, 'pacelane status --json' prints it once");
    std::vector<std::string> words{"watch", "--color", config::resolve_color(application.globals).value};
    if (live.read_only) words.emplace_back("--read-only");
    become_monitor(application, std::move(words));
}

}  // namespace

std::shared_ptr<LiveMonitor> live_monitor_options(Command& status) {
    auto live = std::make_shared<LiveMonitor>();
    status.flag(
        "--watch", live->watch,
        "Show the monitor in this terminal, refreshed every 2 seconds, until q; ? shows its keys, which also "
        "analyze, write, retry and pause");
    status
        .option("--html", live->html,
                "Write one self-contained page, to mail or to keep, to this file; - for the standard output")
        .type_name("FILE");
    status
        .option("--serve", live->serve,
                "Serve the monitor to browsers and scripts at this address, until interrupted")
        .type_name("ADDRESS:PORT");
    status
        .option("--token-file", live->token_file,
                "With --serve: the file with the token that people log in with; needed for any address but "
                "this machine's own")
        .type_name("FILE");
    status
        .option(
            "--public-url", live->public_url,
            "With --serve: the address that browsers use, where a proxy stands in front; it may have a path")
        .type_name("URL");
    status.flag("--read-only", live->read_only,
                "With --serve or --watch: only look, nothing can be triggered");
    return live;
}

namespace {

void write_report(Application& application, const std::string& file) {
    constexpr std::size_t kLatest = 50, kSchedules = 200;
    store::SnapshotOptions options;
    options.analyses.limit = options.generations.limit = options.errors.limit = kLatest;
    options.schedules = kSchedules;
    const auto page = monitor::report_page(application.open_store()->snapshot(options));
    if (file == "-") return application.print_raw(page);
    write_output_file(file, page);
}

}  // namespace

bool become_live_monitor(Application& application, const LiveMonitor& live) {
    if (!live.serve) {
        for (const auto& [name, given] : {std::pair("--token-file", !live.token_file.empty()),
                                          {"--public-url", !live.public_url.empty()}})
            if (given) throw Error(ErrorKind::usage, fmt::format("{} needs --serve", name));
        if (live.read_only && !live.watch)
            throw Error(ErrorKind::usage, "--read-only needs --serve or --watch");
    }
    if (!live.html.empty() && (live.serve || live.watch))
        throw Error(ErrorKind::usage,
                    "--html writes a page and ends: it does not go with --serve and --watch");
    if (live.watch) watch(application, live);
    if (!live.html.empty()) {
        write_report(application, live.html);
        return true;
    }
    if (!live.serve) return false;
    std::vector<std::string> words{"serve", "--listen", *live.serve};
    if (!live.token_file.empty())
        words.insert(words.end(), {"--token-file",
                                   std::filesystem::absolute(live.token_file).lexically_normal().string()});
    if (!live.public_url.empty()) words.insert(words.end(), {"--public-url", live.public_url});
    if (live.read_only) words.push_back("--read-only");
    become_monitor(application, std::move(words));
}

}  // namespace pacelane::cli
