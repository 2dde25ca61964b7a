#include "render/crontab.h"

#include <algorithm>
#include <filesystem>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

std::string own_path() {
    std::error_code failure;
    auto program = std::filesystem::read_symlink("/proc/self/exe", failure).string();
    if (failure)
        throw Error(ErrorKind::failed, "the path of this program cannot be found out (/proc/self/exe)");
    return program;
}

// For the shell, and for cron, which takes an unescaped % for a line break.
std::string for_cron(const std::string& word) {
    std::string out = "'";
    for (const char c : word) {
        if (c == '\n')
            throw Error(
                ErrorKind::usage,
                fmt::format("a crontab line cannot hold a line break, and {} has one; use --systemd, or "
                            "another path",
                            word));
        if (c == '\'')
            out += "'\\''";
        else if (c == '%')
            out += "\\%";
        else
            out += c;
    }
    return out + "'";
}

// For ExecStart=, where % and $ have a meaning even in quotes, but $ none in the program's own path.
std::string for_systemd(const std::string& word, bool is_program) {
    std::string out = "\"";
    for (const char c : word) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (c == '%' || (c == '$' && !is_program))
            out += {c, c};
        else
            out += c;
    }
    return out + "\"";
}

Unit timer(const char* command, const char* what, const std::string& when) {
    return {fmt::format("pacelane-{}.timer", command), fmt::format(R"([Unit]
Description=Pacelane: {}

[Timer]
OnCalendar={}
Persistent=true
Unit=pacelane@{}.service

[Install]
WantedBy=timers.target
)",
                                                                   what, when, command)};
}

}  // namespace

std::vector<std::string> crontab_lines(const std::string& database, const std::string& every) {
    std::string when = "0 9,18 * * *";
    if (every == "1h")
        when = "0 * * * *";
    else if (!every.empty())
        when = fmt::format("*/{} * * * *", every.substr(0, every.size() - 1));
    const auto base = fmt::format("{} -q --db {}", for_cron(own_path()), for_cron(database));
    return {
        "# Pacelane. Every command may overlap with itself and the others; cron mails what goes wrong.",
        fmt::format("{:<14} {} schedule", when, base),
        "# The workers run more often than the tick, so that what failed is tried again soon.",
        fmt::format("{:<14} {} analyze", "2-59/15 * * * *", base),
        fmt::format("{:<14} {} write", "4-59/15 * * * *", base),
    };
}

std::vector<Unit> systemd_units(const std::string& database, const std::string& every) {
    std::string when = "*-*-* 09,18:00:00";
    if (every == "1h")
        when = "*-*-* *:00:00";
    else if (!every.empty())
        when = fmt::format("*-*-* *:00/{}:00", every.substr(0, every.size() - 1));
    return {
        {"pacelane@.service", fmt::format(R"([Unit]
Description=Pacelane: %i

[Service]
Type=oneshot
ExecStart={} -q --db {} %i
)",
                                          for_systemd(own_path(), true), for_systemd(database, false))},
        timer("schedule", "enqueue everyone who is due", when),
        timer("analyze", "from contexts to suggestions", "*-*-* *:02/15:00"),
        timer("write", "from suggestions to drafts", "*-*-* *:04/15:00"),
    };
}

}  // namespace pacelane::cli
