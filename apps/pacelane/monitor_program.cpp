#include "monitor_program.h"

#include "application.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <pacelane/base/error.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

// Beside this program, as a build has them, or where an installation puts what people do not call themselves.
std::string monitor_beside(const std::filesystem::path& self) {
    for (const auto* place : {"pacelane-monitor", PACELANE_MONITOR_FROM_BIN}) {
        const auto file = (self.parent_path() / place).lexically_normal();
        if (::access(file.c_str(), X_OK) == 0) return file.string();
    }
    return "";
}

}  // namespace

void become_monitor(Application& application, std::vector<std::string> words) {
    const auto& settings = application.settings();
    const auto database = application.database_path();
    // What is wrong with the database is told before anything starts.
    application.open_store();
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto program = failed ? std::string() : monitor_beside(self);
    if (program.empty())
        throw Error(
            ErrorKind::configuration,
            fmt::format(
                "pacelane-monitor is not beside {}, and not in {}: this build has no live "
                "monitor. Install libmicrohttpd-dev and libncurses-dev, then build and "
                "install again; 'status' and 'status --html FILE' work without it",
                failed ? "pacelane" : self.string(),
                (self.parent_path() / PACELANE_MONITOR_FROM_BIN).parent_path().lexically_normal().string()));
    words.insert(words.begin(), program);
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) words.insert(words.end(), {name, value});
    };
    add("--db", database);
    add("--config", settings.config.value);
    if (settings.now.value) add("--now", format_instant(*settings.now.value));
    add("--pacelane", self.string());
    std::fflush(nullptr);
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());
    throw Error(ErrorKind::configuration,
                fmt::format("{} cannot be started: {}", program, std::strerror(errno)));
}

}  // namespace pacelane::cli
