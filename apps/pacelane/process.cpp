#include "process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
extern "C" {
#include <sys/pidfd.h>  // of glibc 2.36, which forgot to say that these are C functions
}

namespace pacelane::cli {

namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

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

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> all;
    for (auto& string : strings)
        all.push_back(string.data());
    all.push_back(nullptr);
    return all;
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
    // All memory is taken before the fork: after it, other threads' locks may be held for ever.
    auto arguments = command.arguments;
    auto environment = command.environment;
    for (char** variable = environ; *variable; ++variable)
        environment.emplace_back(*variable);
    const auto argv = pointers(arguments);
    const auto envp = pointers(environment);
    const int input = file_of(command.input);
    if (input < 0) fail(command.arguments.front(), errno);
    int report[2];  // the child writes errno here when it cannot become the program
    if (::pipe2(report, O_CLOEXEC) != 0) {
        ::close(input);
        fail(command.arguments.front(), errno);
    }
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) ::_exit(127);  // it was killed before the line above
        // A process group of its own, which is stopped as a whole. The terminal's Ctrl-C does not reach it:
        // that asks this program to stop, which lets its commands finish. The parent need not do the same:
        // it hears of the child only when this is done.
        ::setpgid(0, 0);
        struct sigaction action {};
        action.sa_handler = SIG_DFL;
        ::sigaction(SIGTERM, &action, nullptr);
        ::sigaction(SIGINT, &action, nullptr);
        // Who asks something of the terminal from the background fails, instead of waiting for ever.
        action.sa_handler = SIG_IGN;
        ::sigaction(SIGTTIN, &action, nullptr);
        ::sigaction(SIGTTOU, &action, nullptr);
        ::dup2(input, STDIN_FILENO);
        if (command.output_to_stderr) ::dup2(STDERR_FILENO, STDOUT_FILENO);
        ::execvpe(argv[0], argv.data(), envp.data());
        const int code = errno;
        [[maybe_unused]] const auto written = ::write(report[1], &code, sizeof code);
        ::_exit(127);
    }
    const int forked = errno;
    ::close(input);
    ::close(report[1]);
    int code = pid_ < 0 ? forked : 0;
    if (pid_ > 0) {
        ssize_t count = 0;
        while ((count = ::read(report[0], &code, sizeof code)) < 0 && errno == EINTR) {
        }
        if (count <= 0) code = 0;
    }
    ::close(report[0]);
    if (code == 0) {
        handle_ = ::pidfd_open(pid_, 0);
        if (handle_ < 0) {
            code = errno;
            ::kill(-pid_, SIGKILL);
        }
    }
    if (code != 0) {
        if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
        fail(command.arguments.front(), code);
    }
}

ChildProcess::~ChildProcess() {
    if (!status_) {
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(handle_);
}

bool ChildProcess::wait(milliseconds longest) {
    if (status_) return true;
    struct pollfd ended {
        handle_, POLLIN, 0
    };
    ::poll(&ended, 1, static_cast<int>(longest.count()));
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return false;
    status_ = status;
    return true;
}

void ChildProcess::stop(milliseconds grace) {
    if (status_) return;
    const auto end = Steady::now() + grace;
    ::kill(-pid_, SIGTERM);
    // What it started may take longer to end. While anything of the group is left, nobody else gets its
    // number.
    bool gone = false;
    if (wait(grace))
        while (!(gone = ::kill(-pid_, 0) != 0) && Steady::now() < end)
            std::this_thread::sleep_for(milliseconds(10));
    if (!gone) ::kill(-pid_, SIGKILL);
    while (!wait(std::chrono::seconds(1))) {
    }
}

std::string ChildProcess::failure() const {
    const int status = status_.value_or(0);
    if (WIFSIGNALED(status)) return fmt::format("killed by signal {}", WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ? "" : fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace pacelane::cli
