#include "process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
extern "C" {
#include <sys/pidfd.h>  // of glibc 2.36, which forgot to say that these are C functions
}

namespace pacelane::cli {

namespace {

[[noreturn]] void fail(const std::string& program, int code) {
    throw Error(ErrorKind::configuration,
                fmt::format("the command '{}' cannot be started: {}", program, std::strerror(code)));
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
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        struct sigaction standard {};
        standard.sa_handler = SIG_DFL;
        ::sigaction(SIGTERM, &standard, nullptr);
        // Ctrl-C asks this program to stop, which lets its commands finish.
        standard.sa_handler = SIG_IGN;
        ::sigaction(SIGINT, &standard, nullptr);
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
            ::kill(pid_, SIGKILL);
        }
    }
    if (code != 0) {
        if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
        fail(command.arguments.front(), code);
    }
}

ChildProcess::~ChildProcess() {
    if (!status_) {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    ::close(handle_);
}

bool ChildProcess::wait(std::chrono::milliseconds longest) {
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

void ChildProcess::stop(std::chrono::milliseconds grace) {
    if (status_) return;
    ::kill(pid_, SIGTERM);
    if (wait(grace)) return;
    ::kill(pid_, SIGKILL);
    while (!wait(std::chrono::seconds(1))) {
    }
}

std::string ChildProcess::failure() const {
    const int status = status_.value_or(0);
    if (WIFSIGNALED(status)) return fmt::format("killed by signal {}", WTERMSIG(status));
    return WEXITSTATUS(status) == 0 ? "" : fmt::format("exit code {}", WEXITSTATUS(status));
}

}  // namespace pacelane::cli
