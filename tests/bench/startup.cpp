#include "bench_queue.h"
#include "measure.h"

#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace pacelane::bench {

namespace {

constexpr double kLimit = 2.0;
constexpr double kUsersLimit = 1.2;

/// Where PATH has a program: to look for it is no part of its start.
std::string path_of(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::string_view left = path ? path : "/usr/bin:/bin";
    for (;;) {
        const auto end = left.find(':');
        const auto file = std::string(left.substr(0, end)) + "/" + program;
        if (::access(file.c_str(), X_OK) == 0) return file;
        if (end == std::string_view::npos)
            throw std::runtime_error(program + " is not in PATH; install it to compare with");
        left.remove_prefix(end + 1);
    }
}

/// Runs a program to its end, unheard, and throws when it does not succeed.
void run(std::vector<std::string> command) {
    std::vector<char*> arguments;
    for (auto& argument : command)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const int code = ::posix_spawn(&pid, arguments[0], &files, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (code != 0) throw std::runtime_error(command[0] + ": " + std::strerror(code));
    int status = 0;
    ::waitpid(pid, &status, 0);
    if (status != 0) throw std::runtime_error(command[0] + " " + command.back() + " failed");
}

/// A copy of the program, as an installation makes one: what the linker wrote here and there maps slower.
std::string installed_program(const std::string& folder) {
    const auto copy = folder + "/pacelane";
    std::filesystem::remove(copy);
    std::filesystem::copy_file(PACELANE_BINARY, copy);
    return copy;
}

/// A folder with a workspace of so many users, imported.
std::string workspace_of(int users, const std::string& program, const std::string& parent) {
    auto folder = fmt::format("{}/{}-users", parent, users);
    std::filesystem::create_directories(folder + "/notes");
    std::ofstream(folder + "/notes/backups.md") << "# Backups\n\nWe restore a backup every night.\n";
    const auto file = folder + "/pacelane.yaml";
    std::ofstream yaml(file);
    yaml << "database: pacelane.db\nusers:\n";
    for (int n = 0; n < users; ++n)
        yaml << fmt::format(
            "  - handle: user{0}\n    name: User {0}\n    headline: Consultant\n    timezone: "
            "Europe/Stockholm\n    language: en\n    pillars: [reliability, backups]\n    context:\n"
            "      knowledge: [notes/**/*]\n      meetings: [meetings/**/*]\n      transcripts: "
            "[calls/**/*]\n"
            "    schedules:\n      - {{frequency: weekly, selected_days: [tuesday, thursday], "
            "preferred_time: "
            "\"09:00\"}}\n      - {{frequency: daily, preferred_time: 18:00-20:00, content_types: "
            "[newsletter]}}\n",
            n);
    yaml.close();
    run({program, "-q", "--config", file, "migrate"});
    run({program, "-q", "schedule", "import", file});
    run({program, "-q", "--config", file, "context", "sync", "--user", "user0"});
    // The tick that finds everyone due is no short command: those to be measured find nobody.
    run({program, "-q", "--config", file, "schedule"});
    run({program, "-q", "--config", file, "queue", "create", "jobs"});
    return file;
}

}  // namespace

bool startup(const Settings& settings) {
    const int rounds = settings.quick ? 20 : 500;
    const auto database = new_database(settings.folder, "empty.db");
    const auto program = installed_program(settings.folder);
    struct Row {
        std::string name;
        std::vector<std::string> command;
        bool limited = true;
        std::vector<double> times{}, ratios{};
    };
    std::vector<Row> rows{{"sqlite3 FILE 'select 1'", {path_of("sqlite3"), database, "select 1"}, false},
                          {"pacelane --version", {program, "--version"}},
                          {"pacelane --db FILE status", {program, "--db", database, "status"}}};
    for (const auto& row : rows)
        run(row.command);
    for (int round = 0; round < rounds; ++round)
        for (auto& row : rows) {
            row.times.push_back(seconds([&] { run(row.command); }));
            row.ratios.push_back(row.times.back() / rows.front().times.back());
        }
    fmt::print("Starting, working and ending, by turns, {} rounds; limit {:.2f} x sqlite3\n\n", rounds,
               kLimit);
    fmt::print("{:<30} {:>9} {:>7}   {}\n", "", "ms", "ratio", "quartiles");
    bool kept = true;
    for (const auto& row : rows) {
        const bool above = row.limited && median(row.ratios) > kLimit;
        kept = kept && !above;
        fmt::print("{:<30} {:>9.2f} {:>7.2f}   {:.2f}-{:.2f}{}\n", row.name, 1e3 * median(row.times),
                   median(row.ratios), quantile(row.ratios, 0.25), quantile(row.ratios, 0.75),
                   above ? "  ABOVE" : "");
    }
    fmt::print("\n");
    std::filesystem::remove(program);
    return kept;
}

bool startup_users(const Settings& settings) {
    const int rounds = settings.quick ? 10 : 200;
    const auto program = installed_program(settings.folder);
    const auto one = workspace_of(1, program, settings.folder);
    const auto many = workspace_of(400, program, settings.folder);
    const std::vector<std::vector<std::string>> commands{
        {"status"},
        {"context", "search", "--user", "user0", "backup"},
        {"content", "list", "-q"},  // it has none, and would say so
        {"schedule"},
        {"enqueue", "--user", "user0"},
        {"queue", "send", "jobs", "{}"}};
    fmt::print(
        "The same command with a workspace of 400 users and of 1, by turns, {} rounds; limit {:.2f}\n\n",
        rounds, kUsersLimit);
    fmt::print("{:<30} {:>9} {:>9} {:>7}   {}\n", "", "1: ms", "400: ms", "ratio", "quartiles");
    bool kept = true;
    for (const auto& command : commands) {
        const auto with = [&](const std::string& file) {
            std::vector<std::string> line{program, "--config", file};
            line.insert(line.end(), command.begin(), command.end());
            return line;
        };
        run(with(one));
        run(with(many));
        std::vector<double> few_times, many_times, ratios;
        for (int round = 0; round < rounds; ++round) {
            few_times.push_back(seconds([&] { run(with(one)); }));
            many_times.push_back(seconds([&] { run(with(many)); }));
            ratios.push_back(many_times.back() / few_times.back());
        }
        const bool above = median(ratios) > kUsersLimit;
        kept = kept && !above;
        fmt::print("{:<30} {:>9.2f} {:>9.2f} {:>7.2f}   {:.2f}-{:.2f}{}\n",
                   fmt::format("{}", fmt::join(command, " ")).substr(0, 30), 1e3 * median(few_times),
                   1e3 * median(many_times), median(ratios), quantile(ratios, 0.25), quantile(ratios, 0.75),
                   above ? "  ABOVE" : "");
    }
    fmt::print("\n");
    std::filesystem::remove(program);
    return kept;
}

}  // namespace pacelane::bench
