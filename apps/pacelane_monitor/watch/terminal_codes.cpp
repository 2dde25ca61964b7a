// term.h's macros take short names like `tab`, so this file is the only one that includes it.
#include "watch/terminal_codes.h"

#include <csignal>
#include <cstdlib>
#include <pacelane/base/error.h>
#include <string_view>
#include <termios.h>
#include <unistd.h>

#include <fmt/format.h>

#define NCURSES_NOMACROS 1
#include <curses.h>
#include <term.h>

namespace pacelane::monitor_program {

namespace {

// How the terminal was, and the codes that end what ncurses began.
termios terminal_before;
char restoring_codes[256];
std::size_t restoring_length = 0;

constexpr int kCrashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

void give_back_and_die(int signal) {
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, restoring_codes, restoring_length);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

const char* code_of(const char* name) {
    const char* code = ::tigetstr(name);
    return code == reinterpret_cast<const char*>(-1) ? nullptr : code;
}

void keep_code(const char* code) {
    // "$<5>" asks for a delay that no terminal of today needs.
    for (; code && *code && restoring_length < sizeof restoring_codes; ++code) {
        if (code[0] == '$' && code[1] == '<') {
            while (*code && *code != '>')
                ++code;
            if (!*code) return;
            continue;
        }
        restoring_codes[restoring_length++] = *code;
    }
}

}  // namespace

void require_terminal() {
    const char* remedy =
        "run it in a terminal; 'pacelane status' prints the same once, and 'pacelane status --json' for a "
        "program";
    if (::isatty(STDIN_FILENO) != 1 || ::isatty(STDOUT_FILENO) != 1)
        throw Error(ErrorKind::usage,
                    fmt::format("status --watch needs a terminal, and standard {} is none: {}",
                                ::isatty(STDIN_FILENO) == 1 ? "output" : "input", remedy));
    const char* name = std::getenv("TERM");
    if (!name || !*name || std::string_view(name) == "dumb")
        throw Error(
            ErrorKind::usage,
            fmt::format(
                "status --watch needs a terminal that can move its cursor, and TERM is {}: set TERM to "
                "what your terminal is, such as xterm-256color; 'pacelane status' works without",
                name && *name ? fmt::format("'{}'", name) : "not set"));
    int found = 0;
    if (::setupterm(nullptr, STDOUT_FILENO, &found) != OK)
        throw Error(
            ErrorKind::usage,
            fmt::format(
                "the terminal '{}' is not known here: set TERM to one that is, such as xterm-256color, "
                "or install Debian's ncurses-term; 'pacelane status' works without",
                name));
    if (!code_of("cup"))
        throw Error(
            ErrorKind::usage,
            fmt::format(
                "status --watch needs a terminal that can move its cursor, and '{}' cannot: set TERM to "
                "what your terminal is; 'pacelane status' works without",
                name));
}

void remember_terminal() {
    ::tcgetattr(STDIN_FILENO, &terminal_before);
}

void survive_crashes() {
    restoring_length = 0;
    for (const auto* name : {"sgr0", "op", "rmkx", "cnorm", "rmcup"})
        keep_code(code_of(name));
    for (const int signal : kCrashes)
        ::signal(signal, give_back_and_die);
}

void forget_crashes() {
    for (const int signal : kCrashes)
        ::signal(signal, SIG_DFL);
}

}  // namespace pacelane::monitor_program
