#include "watch/wake.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <unistd.h>

namespace pacelane::monitor_program {

namespace {

int ends[2] = {-1, -1};
constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};

void put(unsigned char what) {
    const int error = errno;
    // A full pipe wakes as well.
    [[maybe_unused]] const auto written = ::write(ends[1], &what, 1);
    errno = error;
}

}  // namespace

Wake::Wake() {
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) throw Error(ErrorKind::failed, std::strerror(errno));
    struct sigaction action {};
    action.sa_handler = [](int signal) { put(static_cast<unsigned char>(signal)); };
    action.sa_flags = SA_RESTART;
    for (const int signal : kSignals)
        ::sigaction(signal, &action, nullptr);
    // The reader of the output may be gone: that is no reason to die without giving the terminal back.
    ::signal(SIGPIPE, SIG_IGN);
}

Wake::~Wake() {
    for (const int signal : kSignals)
        ::signal(signal, SIG_DFL);
    // The descriptors stay: a thread may still ring.
}

int Wake::descriptor() const {
    return ends[0];
}

void Wake::ring() const {
    put(0);
}

std::string Wake::take() const {
    std::string all;
    char buffer[256];
    for (;;) {
        const auto count = ::read(ends[0], buffer, sizeof buffer);
        if (count <= 0) return all;
        all.append(buffer, static_cast<std::size_t>(count));
    }
}

}  // namespace pacelane::monitor_program
