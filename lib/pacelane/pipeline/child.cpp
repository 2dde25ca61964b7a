#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <pacelane/pipeline/child.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>
extern "C" {
#include <sys/pidfd.h>  // of glibc 2.36, which forgot to say that these are C functions
}

namespace pacelane::pipeline {

namespace {

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
    std::vector<char*> all;
    for (auto& string : strings)
        all.push_back(string.data());
    all.push_back(nullptr);
    return all;
}

/// In the child: no memory is taken, as another thread may have held its lock at the fork.
[[noreturn]] void become(const Child::Command& command, char* const* argv, char* const* envp, int parent,
                         int report) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, command.signal_at_our_end);
    if (::getppid() != parent) ::_exit(127);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGCHLD})
        ::sigaction(signal, &standard, nullptr);
    // Who asks something of the terminal from the background fails, instead of waiting for ever.
    standard.sa_handler = SIG_IGN;
    ::sigaction(SIGTTIN, &standard, nullptr);
    ::sigaction(SIGTTOU, &standard, nullptr);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const int wanted[] = {command.input, command.output, command.errors};
    // First out of the way: one of them may itself be 0, 1 or 2.
    int kept[3];
    for (int i = 0; i < 3; ++i)
        kept[i] = ::fcntl(wanted[i] < 0 ? nothing : wanted[i], F_DUPFD_CLOEXEC, 3);
    for (int i = 0; i < 3; ++i)
        ::dup2(kept[i], i);
    ::execvpe(argv[0], argv, envp);
    const int code = errno;
    [[maybe_unused]] const auto written = ::write(report, &code, sizeof code);
    ::_exit(127);
}

}  // namespace

Child::Child(const Command& command) : rest_may_live_(command.rest_may_live) {
    auto arguments = command.arguments;
    auto environment = command.environment;
    const auto argv = pointers_to(arguments);
    const auto envp = pointers_to(environment);
    const auto fail = [&](int code) {
        throw Error(ErrorKind::failed, fmt::format("'{}' cannot be started: {}", command.arguments.front(),
                                                   std::strerror(code)));
    };
    int report[2];  // the child writes errno here when it cannot become the program
    if (::pipe2(report, O_CLOEXEC) != 0) fail(errno);
    const int parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become(command, argv.data(), envp.data(), parent, report[1]);
    int code = pid_ < 0 ? errno : 0;
    ::close(report[1]);
    if (pid_ > 0) {
        int told = 0;
        ssize_t count = 0;
        while ((count = ::read(report[0], &told, sizeof told)) < 0 && errno == EINTR) {
        }
        if (count > 0) code = told;
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
        fail(code);
    }
}

Child::~Child() {
    kill();
    ::close(handle_);
}

bool Child::wait(std::chrono::milliseconds longest) {
    if (status_) return true;
    struct pollfd ended {
        handle_, POLLIN, 0
    };
    if (::poll(&ended, 1, static_cast<int>(longest.count())) <= 0) return false;
    // What it started may still run; nobody else gets the group's number before the program is waited for.
    if (!rest_may_live_) ::kill(-pid_, SIGKILL);
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return false;
    status_ = status;
    return true;
}

std::chrono::milliseconds Child::cpu_time() const {
    clockid_t clock{};
    struct timespec used {};
    if (status_ || ::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return {};
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::seconds(used.tv_sec) +
                                                                 std::chrono::nanoseconds(used.tv_nsec));
}

void Child::stop(std::chrono::milliseconds grace) {
    if (status_) return;
    using Steady = std::chrono::steady_clock;
    const auto end = Steady::now() + grace;
    ::kill(-pid_, SIGTERM);
    // What it started may take longer to end. While anything of the group is left, nobody else gets its
    // number.
    bool gone = false;
    if (wait(grace))
        while (!(gone = ::kill(-pid_, 0) != 0) && Steady::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
    if (!gone) ::kill(-pid_, SIGKILL);
    while (!wait(std::chrono::seconds(1))) {
    }
}

void Child::kill() {
    if (status_) return;
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status;
}

std::string Child::failure() const {
    const int status = status_.value_or(0);
    if (WIFSIGNALED(status))
        return fmt::format("signal {} ({})", WTERMSIG(status), ::sigdescr_np(WTERMSIG(status)));
    return WEXITSTATUS(status) == 0 ? "" : fmt::format("exit code {}", WEXITSTATUS(status));
}

bool Child::was_killed() const {
    return status_ && WIFSIGNALED(*status_) &&
           (WTERMSIG(*status_) == SIGKILL || WTERMSIG(*status_) == SIGTERM);
}

}  // namespace pacelane::pipeline
