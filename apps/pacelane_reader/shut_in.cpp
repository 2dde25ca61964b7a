#include "shut_in.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

// A sanitizer reserves terabytes of addresses for itself, and looks around by calls that are forbidden here.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PACELANE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define PACELANE_SANITIZED 1
#endif
#endif
#ifndef PACELANE_SANITIZED
#define PACELANE_SANITIZED 0
#endif

namespace pacelane::reader {

namespace {

std::string system_problem(const char* what, int code) {
    return fmt::format("{}: {}", what, std::strerror(code));
}

bool limit(int resource, std::uint64_t most) {
    const struct rlimit both { most, most };
    return ::setrlimit(static_cast<__rlimit_resource_t>(resource), &both) == 0;
}

/// The address space that is taken now. bytes
std::uint64_t address_space() {
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Whoever asks for one of these was taken over: the process ends, and the file is told.
constexpr int kDeadly[] = {
    SCMP_SYS(execve),  SCMP_SYS(execveat), SCMP_SYS(fork),   SCMP_SYS(vfork),   SCMP_SYS(socket),
    SCMP_SYS(connect), SCMP_SYS(bind),     SCMP_SYS(ptrace), SCMP_SYS(mount),   SCMP_SYS(bpf),
    SCMP_SYS(kill),    SCMP_SYS(unlink),   SCMP_SYS(rename), SCMP_SYS(unshare), SCMP_SYS(io_uring_setup),
};
/// All that a reader needs: memory, its socket, clocks. Anything else is refused with an error (a library
/// that looks for a font goes on without it).
constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(getrandom),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(sched_yield),
    SCMP_SYS(getrusage),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(uname),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(sysinfo),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(poll),
};

std::string filter_calls() {
    auto* const filter = ::seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return "no filter of system calls can be made";
    int code = 0;
    const auto add = [&](std::uint32_t action, int call) {
        const int failure = ::seccomp_rule_add(filter, action, call, 0);
        if (failure < 0 && failure != -EDOM && code == 0) code = -failure;
    };
    for (const int call : kDeadly)
        add(SCMP_ACT_KILL_PROCESS, call);
    for (const int call : kAllowed)
        add(SCMP_ACT_ALLOW, call);
    const auto add_if = [&](int call, scmp_arg_cmp condition) {
        const int failure = ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition);
        if (failure < 0 && code == 0) code = -failure;
    };
    // Memory, but none that can be run.
    const scmp_arg_cmp not_to_run{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
    add_if(SCMP_SYS(mmap), not_to_run);
    add_if(SCMP_SYS(mprotect), not_to_run);
    // abort() signals the process itself.
    add_if(SCMP_SYS(tgkill), scmp_arg_cmp{0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()), 0});
    // fstat() of the C library: only what is open.
    add_if(SCMP_SYS(newfstatat), scmp_arg_cmp{3, SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH});
    if (code == 0) code = -::seccomp_load(filter);
    ::seccomp_release(filter);
    return code == 0 ? "" : system_problem("the filter of system calls is not taken", code);
}

}  // namespace

std::string shut_in(std::uint64_t cpu_seconds, std::uint64_t memory_bytes) {
    const auto taken = address_space();
    ::close_range(3, ~0U, 0);
    if (!limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0) || !limit(RLIMIT_CPU, cpu_seconds))
        return system_problem("its limits are not taken", errno);
    if (PACELANE_SANITIZED) return {};
    if (!limit(RLIMIT_NOFILE, 3) || !limit(RLIMIT_AS, taken + memory_bytes))
        return system_problem("its limits are not taken", errno);
    ::prctl(PR_SET_DUMPABLE, 0);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return system_problem("it cannot give up new rights", errno);
    return filter_calls();
}

}  // namespace pacelane::reader
