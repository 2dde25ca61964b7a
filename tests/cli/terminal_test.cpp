// What the program writes to a terminal: the width of help, progress, colours, and nothing that a file's name
// or text makes the terminal do. The terminal is a pseudo-terminal.
#include "cli/sandbox.h"

#include <algorithm>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace {

using Words = std::vector<std::string>;

int slave_of_the_test =
    -1;  // what before_exec, which captures nothing, puts in the place of stdout and stderr

struct Terminal {
    int exit_code = 0;
    std::string text;  ///< all that was written, control codes and all; line ends are \n
};

/// Runs the program with stdout and stderr on a terminal of so many columns. With something typed, standard
/// input is the terminal, too.
Terminal run_on_terminal(Sandbox& sandbox, const Words& args, unsigned short columns = 80,
                         const std::string& typed = {}) {
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE(master >= 0);
    REQUIRE(::grantpt(master) == 0);
    REQUIRE(::unlockpt(master) == 0);
    winsize size{};
    size.ws_row = 24;
    size.ws_col = columns;
    slave_of_the_test = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
    REQUIRE(slave_of_the_test >= 0);
    REQUIRE(::ioctl(slave_of_the_test, TIOCSWINSZ, &size) == 0);
    sandbox.before_exec = [] {
        ::dup2(slave_of_the_test, 1);
        ::dup2(slave_of_the_test, 2);
    };
    if (!typed.empty()) {
        REQUIRE(::write(master, typed.data(), typed.size()) == static_cast<ssize_t>(typed.size()));
        sandbox.before_exec = [] {
            for (const int descriptor : {0, 1, 2})
                ::dup2(slave_of_the_test, descriptor);
        };
    }
    const int pid = sandbox.start(args);
    sandbox.before_exec = nullptr;
    ::close(slave_of_the_test);
    Terminal terminal;
    char buffer[4096];
    while (true) {
        const auto count = ::read(master, buffer, sizeof buffer);
        if (count <= 0) break;  // EIO: the program has closed its side
        terminal.text.append(buffer, static_cast<std::size_t>(count));
    }
    ::close(master);
    terminal.exit_code = sandbox.result_of(pid).exit_code;
    for (std::size_t at = 0; (at = terminal.text.find("\r\n", at)) != std::string::npos;)
        terminal.text.erase(at, 1);
    return terminal;
}

std::size_t widest_line(const std::string& text) {
    std::size_t widest = 0, width = 0;
    for (const unsigned char c : text) {
        if (c == '\n') width = 0;
        if (c >= 0x20 && (c & 0xc0) != 0x80) ++width;
        widest = std::max(widest, width);
    }
    return widest;
}

std::string prose_of(const std::string& help) {
    return help.substr(0, help.find("\nExamples:"));
}

}  // namespace

TEST_CASE("help is wrapped at the terminal's width, from 40 to 100 characters, and at 80 without one") {
    Sandbox sandbox;
    sandbox.now.clear();
    for (const auto& path : {Words{}, Words{"queue", "work"}, Words{"schedule"}, Words{"schedule", "add"}}) {
        auto args = path;
        args.emplace_back("--help");
        const auto plain = prose_of(sandbox.run(args).out);
        CHECK(widest_line(plain) <= 80);
        CHECK(widest_line(plain) > 70);
        const auto narrow = prose_of(run_on_terminal(sandbox, args, 60).text);
        CHECK(widest_line(narrow) <= 60);
        CHECK(std::count(narrow.begin(), narrow.end(), '\n') > std::count(plain.begin(), plain.end(), '\n'));
        CHECK(widest_line(prose_of(run_on_terminal(sandbox, args, 300).text)) <= 100);
        sandbox.environment = {"COLUMNS=60"};
        CHECK(prose_of(sandbox.run(args).out) == narrow);
        sandbox.environment = {"COLUMNS=many"};
        CHECK(prose_of(sandbox.run(args).out) == plain);
        sandbox.environment.clear();
    }
}

TEST_CASE("without a command there is a short overview; help, -V and version answer on stdout") {
    Sandbox sandbox;
    sandbox.now.clear();
    const auto overview = sandbox.run({});
    CHECK(overview.exit_code == 0);
    CHECK(overview.err.empty());
    CHECK(std::count(overview.out.begin(), overview.out.end(), '\n') < 50);
    for (const auto* part : {"Usage: pacelane", "  analyze ", "  queue ", "pacelane help COMMAND"})
        CHECK(has(overview.out, part));
    CHECK(sandbox.run({"-q"}).out == overview.out);
    CHECK(sandbox.run({"help"}).out == sandbox.run({"--help"}).out);
    CHECK(sandbox.run({"help", "queue", "work"}).out == sandbox.run({"queue", "work", "--help"}).out);
    const auto unknown = sandbox.run({"help", "queue", "wrok"});
    CHECK(unknown.exit_code == 2);
    CHECK(has(unknown.err, "'pacelane queue' has no command 'wrok' (did you mean 'work'?)"));
    for (const auto* word : {"-V", "--version", "version"})
        CHECK(sandbox.run({word}).out.starts_with("pacelane 0."));
    CHECK(sandbox.run({"version", "--json"}).json()["version"].is_string());
}

TEST_CASE("long work shows one line of progress on a terminal, and leaves nothing of it") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    run_on_terminal(sandbox, {"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto shows = [&](const Words& args, const std::string& what) {
        const auto terminal = run_on_terminal(sandbox, args);
        CAPTURE(terminal.text);
        CHECK(has(terminal.text, "\r\033[K" + what));
        // Each time it is written it replaces itself, and in the end it is cleared.
        const auto last = terminal.text.rfind(what);
        CHECK(has(terminal.text.substr(last), "\r\033[K"));
        CHECK(!has(terminal.text.substr(last, terminal.text.find("\r\033[K", last) - last), "\n"));
    };
    shows({"context", "sync"}, "Reading documents");
    shows({"analyze", "--user", "ana", "--dry-run"}, "Analyzing ana");
    shows({"analyze", "--user", "ana"}, "Working");
    shows({"write"}, "Working");
    shows({"backup", "copy.db"}, "Copying");
    shows({"restore", "copy.db"}, "Restoring");
    shows({"prune", "--compact"}, "Writing the database's file anew");
    shows({"prune", "--older-than", "30d"}, "Removing");
    for (const auto& flags : {Words{"-q"}, Words{"--log-format", "json"}}) {
        auto args = flags;
        args.insert(args.end(), {"prune", "--compact"});
        CHECK_FALSE(has(run_on_terminal(sandbox, args).text, "anew:"));
        CHECK_FALSE(has(run_on_terminal(sandbox, args).text, "\033"));
    }
    sandbox.environment = {"TERM=dumb"};
    CHECK_FALSE(has(run_on_terminal(sandbox, {"prune", "--compact"}).text, "\r"));
    sandbox.environment.clear();
    const auto plain = sandbox.run({"prune", "--compact"});
    CHECK(plain.err.empty());
    CHECK(has(plain.out, "Wrote the database's file anew\n"));
}

TEST_CASE("a line of progress is not wider than the terminal") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    const auto text = run_on_terminal(sandbox, {"backup", "copy.db"}, 20).text;
    const auto begin = text.find("Copying");
    REQUIRE(begin != std::string::npos);
    CHECK(widest_line(text.substr(begin, text.find('\r', begin) - begin)) < 20);
}

TEST_CASE("colours are for terminals that show them") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    CHECK(has(run_on_terminal(sandbox, {"status"}).text, "\033[1m"));
    CHECK_FALSE(has(run_on_terminal(sandbox, {"status", "--color", "never"}).text, "\033"));
    for (const auto* variable : {"TERM=dumb", "NO_COLOR=1"}) {
        sandbox.environment = {variable};
        CHECK_FALSE(has(run_on_terminal(sandbox, {"status"}).text, "\033"));
        CHECK(has(run_on_terminal(sandbox, {"status", "--color", "always"}).text, "\033[1m"));
    }
    sandbox.environment.clear();
    CHECK_FALSE(has(sandbox.run({"status"}).out, "\033"));
}

TEST_CASE("names and texts of files do not reach the terminal as control characters") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    const std::string evil = "a\033[31m\nb\tc\x07\u009b2J\u202e.md";
    sandbox.write("notes/" + evil,
                  "# Title \033]0;owned\007\n\nThe flaky tests \033[2J were \x1b\x1f"
                  "31mfixed by \u202ereversed words.\n");
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    const auto is_clean = [](std::string text) {
        // What this program writes itself: progress and colours.
        for (const auto* own : {"\r\033[K", "\033[0m", "\033[1m", "\033[2m", "\033[32m", "\033[33m"})
            for (std::size_t at = 0; (at = text.find(own)) != std::string::npos;)
                text.erase(at, std::string_view(own).size());
        return std::none_of(text.begin(), text.end(),
                            [](unsigned char c) { return (c < 0x20 && c != '\n') || c == 0x7f; }) &&
               !has(text, "\u009b") && !has(text, "\u202e");
    };
    for (const auto& args : {Words{"context", "sync", "-v"}, Words{"context", "list"},
                             Words{"context", "search", "--user", "ana", "flaky tests"}, Words{"doctor"},
                             Words{"analyze", "--user", "ana", "--write"}, Words{"status"}}) {
        const auto terminal = run_on_terminal(sandbox, args);
        CAPTURE(args.front() + " " + args.back());
        CAPTURE(terminal.text);
        CHECK(is_clean(terminal.text));
        const auto plain = sandbox.run(args);
        CHECK(is_clean(plain.out + plain.err));
    }
    const auto list = sandbox.run({"context", "list"}).out;
    CHECK(has(list, "a\\x1b[31m\\nb\\tc\\x07\\u009b2J\\u202e.md"));
    // A program gets the name as it is.
    bool found = false;
    for (const auto& document : sandbox.run({"context", "list", "--json"}).json())
        found = found || has(document["path"].get<std::string>(), "a\033[31m\nb\tc\x07");
    CHECK(found);
    const auto unknown = sandbox.run({"enqueue", "--user", "x\033[2Jy"});
    CHECK(is_clean(unknown.err));
    CHECK(has(unknown.err, "x\\x1b[2Jy"));
    sandbox.run({"queue", "create", "jobs"});
    sandbox.run({"queue", "send", "jobs", "\"a\x7f\u009b2Jb\u202e\""});
    for (const auto* command : {"peek", "show"}) {
        Words args{"queue", command, "jobs"};
        if (*command == 's') args.emplace_back("1");
        CHECK(is_clean(run_on_terminal(sandbox, args).text));
    }
}

TEST_CASE("output that cannot be written is an error, for help too") {
    Sandbox sandbox;
    sandbox.now.clear();
    sandbox.before_exec = [] {
        const int full = ::open("/dev/full", O_WRONLY);
        ::dup2(full, 1);
    };
    for (const auto& args :
         {Words{}, Words{"--help"}, Words{"help", "queue"}, Words{"-V"}, Words{"version"}}) {
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 1);
        CHECK(has(result.err, "the output could not be written"));
    }
}

TEST_CASE("queue drop and purge ask at a terminal, and only y or yes is a yes") {
    Sandbox sandbox;
    sandbox.run({"migrate"});
    for (const auto* command : {"drop", "purge"}) {
        sandbox.run({"queue", "create", "jobs"});
        sandbox.run({"queue", "send", "jobs", "1"});
        const std::string question = *command == 'd' ? "Remove queue 'jobs' with all its messages? [y/N] "
                                                     : "Delete all messages of queue 'jobs'? [y/N] ";
        for (const auto* answer : {"n\n", "\n", "no\n", "yesterday\n", "\x04"}) {
            CAPTURE(answer);
            const auto asked = run_on_terminal(sandbox, {"queue", command, "jobs"}, 80, answer);
            CHECK(asked.exit_code == 1);
            CHECK(has(asked.text, question));
            CHECK(has(asked.text, "pacelane: nothing was changed; answer y, or give --yes"));
            CHECK(sandbox.run({"queue", "metrics", "jobs", "--json"}).json()["queue_length"] == 1);
        }
        const auto yes = run_on_terminal(sandbox, {"queue", command, "jobs"}, 80, "y\n");
        CHECK(yes.exit_code == 0);
        CHECK(has(yes.text, question));
        CHECK(has(yes.text, *command == 'd' ? "true\n" : "1\n"));
        // Neither with --yes nor without a terminal is there a question.
        sandbox.run({"queue", "create", "jobs"});
        const auto sure = run_on_terminal(sandbox, {"queue", command, "jobs", "--yes"}, 80, "n\n");
        CHECK(sure.exit_code == 0);
        CHECK_FALSE(has(sure.text, "[y/N]"));
        sandbox.run({"queue", "create", "jobs"});
        const auto piped = sandbox.run_with_input({"queue", command, "jobs"}, "n\n");
        CHECK(piped.exit_code == 0);
        CHECK(piped.err.empty());
    }
}

TEST_CASE("the name of a queue in a question cannot steer the terminal") {
    Sandbox sandbox;
    sandbox.run({"migrate"});
    const auto asked = run_on_terminal(sandbox, {"queue", "drop", "a\033[2Jb"}, 80, "n\n");
    CHECK(has(asked.text, "Remove queue 'a\\x1b[2Jb' with"));
    CHECK_FALSE(has(asked.text, "\033[2J"));
}

TEST_CASE("queue send-batch says at a terminal that it waits for input") {
    Sandbox sandbox;
    sandbox.run({"migrate"});
    sandbox.run({"queue", "create", "jobs"});
    const std::string notice = "Waiting for messages on standard input; end with Ctrl-D.";
    const auto typed = run_on_terminal(sandbox, {"queue", "send-batch", "jobs"}, 80, "{\"a\": 1}\n2\n\x04");
    CHECK(typed.exit_code == 0);
    CHECK(has(typed.text, notice));
    CHECK(sandbox.run({"queue", "metrics", "jobs", "--json"}).json()["queue_length"] == 2);
    CHECK_FALSE(has(sandbox.run_with_input({"queue", "send-batch", "jobs"}, "3\n").err, notice));
}

TEST_CASE("status --watch needs a terminal that it can draw on, and says what helps without one") {
    Sandbox sandbox;
    sandbox.run({"migrate"});
    if (has(sandbox.run({"status", "--watch"}).err, "this build has no live monitor")) {
        MESSAGE("skipped: built without libmicrohttpd or ncursesw");
        return;
    }
    const auto piped = sandbox.run({"status", "--watch"});
    CHECK(piped.exit_code == 2);
    CHECK(piped.out.empty());
    CHECK(has(piped.err, "status --watch needs a terminal, and standard input is none"));
    CHECK(has(piped.err, "'pacelane status' prints the same once"));
    for (const auto& [terminal, complaint] : {std::pair("", "TERM is not set"),
                                              {"TERM=dumb", "TERM is 'dumb'"},
                                              {"TERM=unheard-of", "'unheard-of' is not known"}}) {
        sandbox.environment = {terminal};
        const auto refused = run_on_terminal(sandbox, {"status", "--watch"}, 80, "q");
        CHECK(refused.exit_code == 2);
        CHECK(has(refused.text, complaint));
        CHECK(has(refused.text, "'pacelane status' works without"));
    }
    CHECK(sandbox.run({"status", "--watch", "--json"}).exit_code == 2);
    CHECK(has(sandbox.run({"status", "--read-only"}).err, "--read-only needs --serve or --watch"));
    CHECK(sandbox.run({"status", "--watch", "--db", "missing.db"}).exit_code == 78);
}

TEST_CASE("status --watch shows the pipeline until q, and then gives the terminal back") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.environment = {"TERM=xterm-256color"};
    const auto shown = run_on_terminal(sandbox, {"status", "--watch", "--read-only"}, 80, "q");
    if (has(shown.text, "this build has no live monitor")) return;
    CHECK(shown.exit_code == 0);
    CHECK(has(shown.text, "\033[?1049h"));
    CHECK(has(shown.text, "Schedule"));
    CHECK(shown.text.rfind("\033[?1049l") > shown.text.rfind("Schedule"));
}
