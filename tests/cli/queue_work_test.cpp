#include "cli/sandbox.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

using Json = nlohmann::json;

namespace {

struct Work : Sandbox {
    Work() {
        environment = {"PACELANE_DB=pacelane.db"};
        run({"migrate"});
        run({"queue", "create", "jobs"});
    }
    void send(const std::string& lines) const {
        REQUIRE(run_with_input({"queue", "send-batch", "jobs"}, lines).exit_code == 0);
    }
    /// `queue work jobs FLAGS… -- sh -c SCRIPT`
    static std::vector<std::string> command(const std::string& script, std::vector<std::string> flags = {}) {
        std::vector<std::string> args{"queue", "work", "jobs"};
        args.insert(args.end(), flags.begin(), flags.end());
        args.insert(args.end(), {"--", "sh", "-c", script});
        return args;
    }
    Result work(const std::string& script, std::vector<std::string> flags = {}) const {
        return run(command(script, std::move(flags)));
    }
    Json metrics(const std::string& queue = "jobs") const {
        return run({"queue", "metrics", queue, "--json"}).json();
    }
    bool appears(const std::string& name) const {
        for (int n = 0; n < 2000; ++n) {
            if (std::filesystem::exists(path(name))) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
};

}  // namespace

TEST_CASE_FIXTURE(Work, "queue work hands each message to the command and archives it on success") {
    send("{\"n\":1.10}\n2\n");
    const auto result = work("cat; echo $PACELANE_QUEUE $PACELANE_MSG_ID $PACELANE_READ_CT");
    CHECK(result.exit_code == 0);
    CHECK(result.out == "{\"n\":1.10}\njobs 1 1\n2\njobs 2 1\n");
    CHECK(result.err.empty());
    CHECK(metrics()["queue_length"] == 0);
    CHECK(run({"queue", "show", "jobs", "1", "--json"}).json()["archived_at"].is_string());
    CHECK(work("cat").err == "No messages.\n");
}

TEST_CASE_FIXTURE(Work, "a failure is retried later, four times as long each time, and then dead-lettered") {
    send("{\"a\":1}\n");
    const std::vector<std::string> flags{"--max-attempts", "3", "--retry-delay", "10"};
    const auto first = work("exit 3", flags);
    CHECK(first.exit_code == 1);
    CHECK(first.err ==
          "pacelane: queue 'jobs', message 1: exit code 3 (attempt 1, the next from "
          "2026-11-19T21:30:10.000Z)\n");
    CHECK(work("exit 3", flags).err == "No messages.\n");
    now = "2026-11-19T21:30:10Z";
    CHECK(work("kill -9 $$", flags)
              .err.find("killed by signal 9 (attempt 2, the next from "
                        "2026-11-19T21:30:50.000Z)") != std::string::npos);
    now = "2026-11-19T21:30:50Z";
    CHECK(work("exit 4", flags).err.find("(attempt 3, the last: moved to queue 'jobs_dead' as message 1)") !=
          std::string::npos);
    CHECK(metrics()["queue_length"] == 0);
    const auto dead = run({"queue", "show", "jobs_dead", "1", "--json"}).json();
    CHECK(dead["message"] == Json{{"a", 1}});
    CHECK(dead["headers"] == Json{{"x-pacelane-queue", "jobs"},
                                  {"x-pacelane-msg-id", 1},
                                  {"x-pacelane-attempts", 3},
                                  {"x-pacelane-error", "exit code 4"}});
}

TEST_CASE_FIXTURE(Work, "one bad message does not stop the others") {
    send("1\n2\n3\n");
    const auto result = work("read n; test $n != 2", {"--json"});
    CHECK(result.exit_code == 1);
    const auto json = result.json();
    CHECK(json["completed"] == 2);
    CHECK(json["failed"] == 1);
    CHECK(json["messages"].size() == 3);
    CHECK(metrics()["queue_length"] == 1);
}

TEST_CASE_FIXTURE(Work, "what the command prints does not mix with the JSON") {
    send("1\n");
    const auto result = work("echo hello", {"--json"});
    CHECK(result.json()["completed"] == 1);
    CHECK(result.err == "hello\n");
}

TEST_CASE_FIXTURE(Work, "with --jobs, several commands run at once, each message once") {
    std::string lines;
    for (int n = 0; n < 40; ++n)
        lines += "1\n";
    send(lines);
    // Each of two waits for the other: alone, neither would end.
    send("\"pair\"\n\"pair\"\n");
    const auto result = work(
        "read m; if [ \"$m\" = '\"pair\"' ]; then : > p$PACELANE_MSG_ID; until [ -e p41 ] && [ -e p42 ]; do "
        "sleep "
        "0.01; done; fi; echo x >> done.$PACELANE_MSG_ID",
        {"--jobs", "4", "--timeout", "60"});
    CHECK(result.exit_code == 0);
    for (int n = 1; n <= 42; ++n)
        CHECK(read("done." + std::to_string(n)) == "x\n");
}

TEST_CASE_FIXTURE(Work, "--limit stops after so many messages") {
    send("1\n2\n3\n");
    CHECK(work("cat", {"--limit", "2"}).out == "1\n2\n");
    CHECK(metrics()["queue_length"] == 1);
}

TEST_CASE_FIXTURE(Work, "a big message reaches a command that does not read it") {
    const std::string big(3'000'000, 'x');
    send("\"" + big + "\"\n");
    CHECK(work("exit 0").exit_code == 0);
    send("\"" + big + "\"\n");
    CHECK(work("wc -c").out.find("3000003") != std::string::npos);
}

TEST_CASE_FIXTURE(Work, "the message stays hidden while its command runs, however long") {
    now.clear();
    send("1\n");
    const int worker = start(command(": > started; until [ -e go ]; do sleep 0.01; done", {"--vt", "1"}));
    REQUIRE(appears("started"));
    const auto vt = [&] {
        return run({"queue", "show", "jobs", "1", "--json"}).json()["vt"].get<std::string>();
    };
    const auto before = vt();
    for (int n = 0; n < 400 && vt() == before; ++n)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    CHECK(vt() > before);
    CHECK(run({"queue", "read", "jobs", "--json"}).out == "[]\n");
    write("go", "");
    CHECK(wait(worker) == 0);
    CHECK(metrics()["queue_length"] == 0);
}

TEST_CASE_FIXTURE(Work, "a worker that lost its message to another does not archive it") {
    send("1\n");
    const int worker = start(command(": > started; until [ -e go ]; do sleep 0.01; done", {"--vt", "600"}));
    REQUIRE(appears("started"));
    run({"queue", "set-vt", "jobs", "1", "--vt", "-1"});
    CHECK(run({"queue", "read", "jobs", "--json"}).json()[0]["read_ct"] == 2);
    write("go", "");
    CHECK(wait(worker) == 0);
    CHECK(read(".err." + std::to_string(worker)).find("another worker has taken") != std::string::npos);
    CHECK(metrics()["queue_length"] == 1);
}

TEST_CASE_FIXTURE(Work, "--timeout stops a command that hangs: its attempt has failed") {
    send("1\n");
    const auto result = work("sleep 600", {"--timeout", "1"});
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("stopped after 1 s (--timeout)") != std::string::npos);
}

TEST_CASE_FIXTURE(Work, "--timeout also stops what the command started, which may clean up first") {
    send("1\n");
    const auto result = work(
        "(trap 'sleep 0.3; : > cleaned; exit' TERM; echo $$ > ready; while :; do sleep 0.05; done) & "
        "sh -c 'echo $$ > pid; exec sleep 600'; true",
        {"--timeout", "1"});
    CHECK(result.exit_code == 1);
    CHECK(result.err.find("stopped after 1 s (--timeout)") != std::string::npos);
    CHECK(std::filesystem::exists(path("cleaned")));
    // It has ended: it is not there any more, or nobody has asked for its exit code yet.
    const auto pid = read("pid");
    REQUIRE(pid.size() > 1);
    std::ifstream stat("/proc/" + pid.substr(0, pid.size() - 1) + "/stat");
    std::string number, name, state;
    stat >> number >> name >> state;
    CHECK((!stat || state == "Z"));
}

TEST_CASE_FIXTURE(Work, "the terminal's Ctrl-C stops the worker, and lets the command at hand finish") {
    send("1\n2\n");
    before_exec = [] { ::setpgid(0, 0); };  // as a shell does: the signal goes to the worker's group
    const int worker = start(command(": > started; until [ -e go ]; do sleep 0.01; done", {"--follow"}));
    REQUIRE(appears("started"));
    ::kill(-worker, SIGINT);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    write("go", "");
    CHECK(wait(worker) == 0);
    before_exec = nullptr;
    CHECK(metrics()["queue_length"] == 1);
    CHECK(run({"queue", "show", "jobs", "1", "--json"}).json()["archived_at"].is_string());
}

TEST_CASE_FIXTURE(Work, "SIGTERM lets the command at hand finish, and takes no further message") {
    send("1\n2\n");
    const int worker = start(command(": > started; until [ -e go ]; do sleep 0.01; done", {"--follow"}));
    REQUIRE(appears("started"));
    ::kill(worker, SIGTERM);
    write("go", "");
    CHECK(wait(worker) == 0);
    CHECK(metrics()["queue_length"] == 1);
    CHECK(run({"queue", "show", "jobs", "2", "--json"}).json()["read_ct"] == 0);
}

TEST_CASE_FIXTURE(Work, "--follow waits for further messages") {
    now.clear();
    const int worker = start(command("cat > got.$PACELANE_MSG_ID", {"--follow"}));
    send("1\n");
    CHECK(appears("got.1"));
    send("2\n");
    CHECK(appears("got.2"));
    ::kill(worker, SIGTERM);
    CHECK(wait(worker) == 0);
}

TEST_CASE_FIXTURE(Work, "--follow --json prints the counts, and does not collect the messages") {
    send("1\n2\n");
    const auto json = work("true", {"--follow", "--limit", "2", "--json"}).json();
    CHECK(json == Json{{"completed", 2}, {"failed", 0}, {"dead_lettered", 0}, {"lost", 0}});
}

TEST_CASE_FIXTURE(Work,
                  "--follow with --limit and --jobs ends when so many messages were taken, not before") {
    now.clear();
    const int worker =
        start(command("cat > got.$PACELANE_MSG_ID", {"--follow", "--limit", "2", "--jobs", "4"}));
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));  // three looks at the empty queue
    send("1\n");
    CHECK(appears("got.1"));
    send("2\n3\n");
    CHECK(wait(worker) == 0);
    CHECK(appears("got.2"));
    CHECK(metrics()["queue_length"] == 1);
}

TEST_CASE_FIXTURE(Work, "a command that cannot be started costs no message its attempts") {
    send("1\n");
    const auto result = run({"queue", "work", "jobs", "--", "no-such-command"});
    CHECK(result.exit_code == 78);
    CHECK(result.err.find("'no-such-command' cannot be started") != std::string::npos);
    CHECK(result.err.find("it is in no folder of PATH; give its path, such as ./no-such-command") !=
          std::string::npos);
    write("script", "#!/bin/sh\n");
    write("bin/script", "#!/bin/sh\n");
    const auto refused = [&](const std::string& name) {
        const auto each = run({"queue", "work", "jobs", "--follow", "--", name});
        CHECK(each.exit_code == 78);
        return each.err;
    };
    CHECK(refused("./script").find("./script is not a file that may be executed; 'chmod +x'") !=
          std::string::npos);
    CHECK(refused("./bin").find("./bin is not a file that may be executed") != std::string::npos);
    CHECK(refused("./none").find("No such file or directory; give the path") != std::string::npos);
    CHECK(run({"queue", "work", "jobs", "--", ""}).exit_code == 2);
    CHECK(metrics()["queue_visible_length"] == 1);
    CHECK(run({"queue", "show", "jobs", "1", "--json"}).json()["read_ct"] == 0);

    // What only the attempt to start it shows: the message is visible again at once.
    write("broken", "#!/no/such/interpreter\n");
    std::filesystem::permissions(path("broken"), std::filesystem::perms::owner_all);
    CHECK(refused("./broken").find("'./broken' cannot be started") != std::string::npos);
    CHECK(metrics()["queue_visible_length"] == 1);
    CHECK(run({"queue", "work", "jobs"}).exit_code == 2);
    CHECK(run({"queue", "work", "nope", "--", "true"}).exit_code == 65);
    CHECK(run({"queue", "work", "jobs", "--dead-letter", "a;b", "--", "true"}).exit_code == 65);
}
