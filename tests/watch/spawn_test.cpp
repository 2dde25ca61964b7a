// What the monitor starts ends with it, also when the monitor is killed.
#include "actions/spawn.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace pacelane::monitor_program {

TEST_CASE("what was started ends when its monitor is killed") {
    int ends[2];  // closed on all sides once everybody who had it is gone
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const pid_t monitor = ::fork();
    if (monitor == 0) {
        spawn({"/bin/sh", "-c", "echo here; exec sleep 600"}, ends[1]);
        for (;;)
            ::pause();
    }
    ::close(ends[1]);
    char text[5];
    REQUIRE(::read(ends[0], text, sizeof text) == 5);
    ::kill(monitor, SIGKILL);
    ::waitpid(monitor, nullptr, 0);
    pollfd closed{ends[0], POLLIN, 0};
    CHECK(::poll(&closed, 1, 30'000) == 1);
    CHECK((closed.revents & POLLHUP) != 0);
    ::close(ends[0]);
}

TEST_CASE(
    "what was started has its own group, its output on the pipe, and no input; what cannot be says why") {
    int ends[2];
    REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
    const pid_t child = spawn({"/bin/sh", "-c", "cat; echo out; echo err >&2"}, ends[1]);
    CHECK(::getpgid(child) == child);
    ::close(ends[1]);
    std::string all;
    char buffer[64];
    for (ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
        all.append(buffer, static_cast<std::size_t>(count));
    CHECK(all == "out\nerr\n");
    ::waitpid(child, nullptr, 0);
    ::close(ends[0]);
    CHECK_THROWS_AS(spawn({"/nowhere/at/all"}, 1), const Error&);
    CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
}

}  // namespace pacelane::monitor_program
