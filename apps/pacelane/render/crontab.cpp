#include "render/crontab.h"

#include <filesystem>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

// For the shell, and for cron, which takes an unescaped % for a line break.
std::string quoted(const std::string& word) {
    std::string out = "'";
    for (const char c : word) {
        if (c == '\'')
            out += "'\\''";
        else if (c == '%')
            out += "\\%";
        else
            out += c;
    }
    return out + "'";
}

}  // namespace

std::vector<std::string> crontab_lines(const std::string& database, const std::string& every) {
    std::error_code failure;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failure).string();
    if (failure)
        throw Error(ErrorKind::failed, "the path of this program cannot be found out (/proc/self/exe)");
    std::string when = "0 9,18 * * *";
    if (every == "1h")
        when = "0 * * * *";
    else if (!every.empty())
        when = fmt::format("*/{} * * * *", every.substr(0, every.size() - 1));
    const auto base = fmt::format("{} -q --db {}", quoted(program), quoted(database));
    return {
        "# Pacelane. Every command may overlap with itself and the others; cron mails what goes wrong.",
        fmt::format("{:<14} {} schedule", when, base),
        "# The workers run more often than the tick, so that what failed is tried again soon.",
        fmt::format("{:<14} {} analyze", "2-59/15 * * * *", base),
        fmt::format("{:<14} {} write", "4-59/15 * * * *", base),
    };
}

}  // namespace pacelane::cli
