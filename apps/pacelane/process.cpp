#include "process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

[[noreturn]] void fail(const std::string& program, const std::string& why) {
    throw Error(ErrorKind::configuration,
                fmt::format("the command '{}' cannot be started: {}", program, why));
}

[[noreturn]] void fail(const std::string& program, int code) {
    fail(program, std::strerror(code));
}

// 0, or why execve() would not take the file.
int fault_of(const std::string& file) {
    struct stat entry {};
    if (::stat(file.c_str(), &entry) != 0) return errno;
    if (!S_ISREG(entry.st_mode)) return EACCES;
    return ::faccessat(AT_FDCWD, file.c_str(), X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

// The input as a file in memory: unlike a pipe it never makes the writer wait for a reader.
int file_of(const std::string& input) {
    const int file = ::memfd_create("message", MFD_CLOEXEC);
    if (file < 0) return -1;
    for (std::size_t written = 0; written < input.size();) {
        const auto count = ::write(file, input.data() + written, input.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            ::close(file);
            return -1;
        }
        written += static_cast<std::size_t>(count);
    }
    ::lseek(file, 0, SEEK_SET);
    return file;
}

}  // namespace

void require_program(const std::string& name) {
    if (name.empty()) fail(name, "it has no name; give a program after --");
    const auto not_executable = [&](const std::string& file) {
        fail(name, fmt::format("{} is not a file that may be executed; 'chmod +x' makes a script one", file));
    };
    if (name.find('/') != std::string::npos) {
        const int fault = fault_of(name);
        if (fault == EACCES) not_executable(name);
        if (fault != 0) fail(name, fmt::format("{}; give the path of a program", std::strerror(fault)));
        return;
    }
    const char* path = std::getenv("PATH");
    std::string refused;
    for (const auto& folder : split(path ? path : "/bin:/usr/bin", ':')) {
        const auto file = folder.empty() ? name : fmt::format("{}/{}", folder, name);
        const int fault = fault_of(file);
        if (fault == 0) return;
        if (fault == EACCES && refused.empty()) refused = file;
    }
    if (!refused.empty()) not_executable(refused);
    fail(name, fmt::format("it is in no folder of PATH; give its path, such as ./{}", name));
}

ChildProcess::ChildProcess(const Command& command) {
    pipeline::Child::Command child;
    child.arguments = command.arguments;
    child.environment = command.environment;
    for (char** variable = environ; *variable; ++variable)
        child.environment.emplace_back(*variable);
    child.input = file_of(command.input);
    if (child.input < 0) fail(command.arguments.front(), errno);
    // The terminal's Ctrl-C does not reach its group: that asks this program to stop, which lets its commands
    // finish.
    child.output = command.output_to_stderr ? STDERR_FILENO : STDOUT_FILENO;
    child.errors = STDERR_FILENO;
    child.signal_at_our_end = SIGTERM;
    child.rest_may_live = true;
    try {
        child_.emplace(child);
    } catch (const Error& error) {
        ::close(child.input);
        throw Error(ErrorKind::configuration, fmt::format("the command {}", error.what()));
    }
    ::close(child.input);
}

std::string ChildProcess::failure() const {
    const auto why = child_->failure();
    return why.starts_with("signal ") ? "killed by " + why.substr(0, why.find(" (")) : why;
}

}  // namespace pacelane::cli
