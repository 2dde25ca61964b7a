#include "actions/spawn.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

/// In the child: no memory is taken, as another thread may have held its lock at the fork.
[[noreturn]] void become(char* const* arguments, int output, pid_t monitor, int report) {
    ::setpgid(0, 0);
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (const int signal : {SIGTERM, SIGINT, SIGQUIT, SIGPIPE, SIGHUP})
        ::sigaction(signal, &standard, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // A monitor that was killed tells nobody, so the kernel does; asked too late when it is gone already.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != monitor) ::_exit(127);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execve(arguments[0], arguments, environ);
    const int code = errno;
    [[maybe_unused]] const auto written = ::write(report, &code, sizeof code);
    ::_exit(127);
}

}  // namespace

pid_t spawn(const std::vector<std::string>& words, int output) {
    auto copies = words;
    std::vector<char*> arguments;
    for (auto& word : copies)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto refuse = [&](int code) {
        throw Error(ErrorKind::configuration,
                    fmt::format("{} cannot be started: {}", words[0], std::strerror(code)));
    };
    int report[2];  // the child writes errno here when it cannot become the program
    if (::pipe2(report, O_CLOEXEC) != 0) refuse(errno);
    const pid_t monitor = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(arguments.data(), output, monitor, report[1]);
    int code = child < 0 ? errno : 0;
    ::close(report[1]);
    if (child > 0) {
        int told = 0;
        ssize_t count = 0;
        while ((count = ::read(report[0], &told, sizeof told)) < 0 && errno == EINTR) {
        }
        if (count > 0) code = told;
    }
    ::close(report[0]);
    if (code != 0) {
        if (child > 0) ::waitpid(child, nullptr, 0);
        refuse(code);
    }
    return child;
}

}  // namespace pacelane::monitor_program
