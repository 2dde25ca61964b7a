#include "cli/sandbox.h"

#include <algorithm>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <doctest/doctest.h>

using Json = nlohmann::json;

namespace {

/// A database with a queue `jobs`.
struct Queue : Sandbox {
    Queue() {
        environment = {"PACELANE_DB=pacelane.db"};
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(queue({"create", "jobs"}).out == "true\n");
    }
    Result queue(std::vector<std::string> args) const {
        args.insert(args.begin(), "queue");
        args.emplace_back("--json");
        return run(args);
    }
    /// The same, some seconds later.
    Result later(const std::string& time, std::vector<std::string> args) {
        now = time;
        return queue(std::move(args));
    }
    Result batch(const std::string& input, std::vector<std::string> more = {}) const {
        std::vector<std::string> args{"queue", "send-batch", "jobs", "--json"};
        args.insert(args.end(), more.begin(), more.end());
        return run_with_input(args, input);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Queue, "queue create and drop answer true, or false when there was nothing to drop") {
    CHECK(queue({"create", "JOBS"}).out == "true\n");
    CHECK(queue({"drop", "jobs"}).out == "true\n");
    const auto again = queue({"drop", "jobs"});
    CHECK(again.out == "false\n");
    CHECK(again.exit_code == 0);
}

TEST_CASE_FIXTURE(Queue, "queue list shows name, time of creation and the kind of each queue") {
    const auto list = queue({"list"}).json();
    REQUIRE(list.size() == 3);
    CHECK(list[1] == Json{{"queue_name", "jobs"},
                          {"created_at", "2026-11-19T21:30:00.000Z"},
                          {"is_partitioned", false},
                          {"is_unlogged", false}});
}

TEST_CASE_FIXTURE(Queue, "queue send prints the msg_id; queue read prints the message with every digit") {
    CHECK(queue({"send", "jobs", R"({"n": 1.10, "big": 12345678901234567890})", "--headers", R"({"t":1e2})"})
              .out == "1\n");
    CHECK(queue({"read", "jobs", "--vt", "30", "--qty", "2"}).out ==
          "[\n  {\"msg_id\": 1, \"read_ct\": 1, \"enqueued_at\": \"2026-11-19T21:30:00.000Z\", \"vt\": "
          "\"2026-11-19T21:30:30.000Z\", \"message\": {\"n\": 1.10, \"big\": 12345678901234567890}, "
          "\"headers\": "
          "{\"t\":1e2}}\n]\n");
    CHECK(queue({"read", "jobs"}).out == "[]\n");
}

TEST_CASE_FIXTURE(Queue, "every kind of JSON value can be sent, also what looks like an option") {
    for (const auto* message : {"null", "-5", "\"--help\"", "[1,[2]]", "{}", "[]", "true"}) {
        const auto sent = queue({"send", "jobs", message});
        CHECK_MESSAGE(sent.exit_code == 0, sent.err);
        CHECK(queue({"pop", "jobs"}).json()[0]["message"] == Json::parse(message));
    }
    CHECK(run_with_input({"queue", "send", "jobs", "-"}, "{\"a\":\n1}\n").out == "8\n");
}

TEST_CASE_FIXTURE(Queue, "a message can wait: --delay seconds, or until --at") {
    queue({"send", "jobs", "1", "--delay", "60"});
    queue({"send", "jobs", "2", "--at", "2026-11-19T22:30:30+01:00"});
    queue({"send", "jobs", "3", "--delay", "-60"});
    CHECK(queue({"pop", "jobs", "--qty", "9"}).json().size() == 1);
    CHECK(later("2026-11-19T21:30:30Z", {"pop", "jobs"}).json()[0]["msg_id"] == 2);
    CHECK(later("2026-11-19T21:31:00Z", {"pop", "jobs"}).json()[0]["msg_id"] == 1);
    CHECK(queue({"send", "jobs", "1", "--at", "tomorrow"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Queue, "queue send-batch takes a JSON array, or JSON lines, all or none") {
    CHECK(batch(" [1, {\"a\": [2]},\n \"x\"] \n").json() == Json{1, 2, 3});
    CHECK(batch("1\n\n[2]\n\"three\"\n").json() == Json{4, 5, 6});
    for (const auto* input : {"[7]\n", "[7]\n[8]\n"}) {
        const auto lines = run_with_input({"queue", "send-batch", "jobs", "--lines", "--json"}, input);
        CHECK(lines.exit_code == 0);
    }
    CHECK(queue({"show", "jobs", "8"}).json()["message"] == Json{7});
    CHECK(queue({"delete", "jobs", "--set", "9"}).json() == Json{9});
    CHECK(batch("[1]\n[2]\n").err.find("--lines") != std::string::npos);
    CHECK(run_with_input({"queue", "send-batch", "jobs", "--array"}, "1").exit_code == 65);
    CHECK(run_with_input({"queue", "send-batch", "jobs", "--array", "--lines"}, "1").exit_code == 2);
    CHECK(batch("").out == "[]\n");
    CHECK(batch("[]").out == "[]\n");
    const auto bad = batch("1\n{\"a\" 2}\n3\n");
    CHECK(bad.exit_code == 65);
    CHECK(bad.err.find("line 2, is not valid JSON at byte 6: expected ':'") != std::string::npos);
    CHECK(batch("[1,]").exit_code == 65);
    CHECK(queue({"metrics", "jobs"}).json()["total_messages"] == 9);
}

TEST_CASE_FIXTURE(Queue, "headers of a batch hold for each message, or pair with them as an array") {
    batch("[1,2]", {"--headers", R"({"h":1})"});
    batch("[3,4]", {"--headers", R"([{"h":3},null])"});
    const auto messages = queue({"read", "jobs", "--qty", "9"}).json();
    REQUIRE(messages.size() == 4);
    CHECK(messages[1]["headers"]["h"] == 1);
    CHECK(messages[2]["headers"]["h"] == 3);
    CHECK(messages[3]["headers"].is_null());
    CHECK(batch("[5]", {"--headers", "[1,2]"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Queue, "queue read takes the lowest visible ids and hides them for --vt seconds") {
    batch("[1,2,3]");
    CHECK(queue({"read", "jobs", "--vt", "10", "--qty", "2"}).json().size() == 2);
    CHECK(queue({"read", "jobs", "--vt", "10", "--qty", "2"}).json()[0]["msg_id"] == 3);
    const auto again = later("2026-11-19T21:30:10Z", {"read", "jobs", "--vt", "0"}).json();
    CHECK(again[0]["msg_id"] == 1);
    CHECK(again[0]["read_ct"] == 2);
    CHECK(queue({"read", "jobs", "--vt", "-1", "--qty", "0"}).out == "[]\n");
    CHECK(queue({"read", "jobs", "--qty", "-1"}).exit_code == 65);
}

TEST_CASE_FIXTURE(Queue, "queue read --if takes only what contains the JSON value") {
    batch(R"([{"type":"a"},{"type":"b","tags":["x","y"]}])");
    CHECK(queue({"read", "jobs", "--if", R"({"tags":["y"]})"}).json()[0]["msg_id"] == 2);
    CHECK(queue({"read", "jobs", "--if", R"({"type":"c"})"}).out == "[]\n");
    CHECK(queue({"read", "jobs", "--if", "[1]"}).out == "[]\n");
    CHECK(queue({"read", "jobs", "--if", "["}).exit_code == 65);
    CHECK(queue({"read", "jobs", "--if", "{}"}).json()[0]["msg_id"] == 1);
}

TEST_CASE_FIXTURE(Queue, "queue read --poll waits for a message that another process sends") {
    now.clear();
    const int reader = start({"queue", "read", "jobs", "--poll", "60", "--poll-interval", "5", "--json"});
    queue({"send", "jobs", "1"});
    CHECK(wait(reader) == 0);
    CHECK(Json::parse(read(".out." + std::to_string(reader)))[0]["msg_id"] == 1);
    CHECK(queue({"read", "jobs", "--poll", "0"}).out == "[]\n");
}

TEST_CASE_FIXTURE(Queue,
                  "queue archive and delete answer true or false for one id, and the ids found for several") {
    batch("[1,2,3,4,5]");
    CHECK(queue({"archive", "jobs", "1"}).out == "true\n");
    CHECK(queue({"archive", "jobs", "1"}).out == "false\n");
    CHECK(queue({"archive", "jobs", "1", "2", "9", "2"}).json() == Json{2});
    CHECK(queue({"delete", "jobs", "3"}).out == "true\n");
    CHECK(queue({"delete", "jobs", "1"}).out == "false\n");
    CHECK(queue({"delete", "jobs", "5", "4"}).json() == Json{5, 4});
    CHECK(queue({"delete", "jobs", "4", "5"}).out == "[]\n");
}

TEST_CASE_FIXTURE(Queue, "--set always answers with the ids found; ids come from standard input too") {
    batch("[1,2,3,4,5]");
    CHECK(queue({"archive", "jobs", "1", "--set"}).json() == Json{1});
    CHECK(queue({"archive", "jobs", "1", "--set"}).out == "[]\n");
    CHECK(queue({"delete", "jobs", "--set"}).out == "[]\n");
    CHECK(queue({"delete", "jobs"}).exit_code == 2);
    CHECK(run_with_input({"queue", "delete", "jobs", "-", "--json"}, "2\n3\n").json() == Json{2, 3});
    CHECK(run_with_input({"queue", "delete", "jobs", "-", "--json"}, "[4, 5]\n").json() == Json{4, 5});
    CHECK(run_with_input({"queue", "delete", "jobs", "-", "--json"}, "").out == "[]\n");
    CHECK(run_with_input({"queue", "delete", "jobs", "-"}, "0x9").exit_code == 65);
}

TEST_CASE_FIXTURE(Queue, "a queue's name is the same in another case, for drop and for dead letters too") {
    CHECK(queue({"drop", "PACING_content_queue"}).exit_code == 65);
    queue({"create", "\xC3\x89"});
    CHECK(queue({"send", "\xC3\xA9", "1"}).out == "1\n");
    CHECK(run({"queue", "work", "\xC3\xA9", "--dead-letter", "\xC3\x89", "--", "true"}).exit_code == 2);
}

TEST_CASE_FIXTURE(Queue, "queue set-vt prints the changed messages") {
    batch("[1,2]");
    const auto changed = queue({"set-vt", "jobs", "2", "7", "--vt", "60"}).json();
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]["vt"] == "2026-11-19T21:31:00.000Z");
    CHECK(queue({"set-vt", "jobs", "7", "--vt", "1"}).out == "[]\n");
    CHECK(queue({"read", "jobs", "--qty", "9"}).json().size() == 1);
    CHECK(queue({"set-vt", "jobs", "2", "--vt", "-1"}).json()[0]["read_ct"] == 0);
    CHECK(queue({"read", "jobs", "--qty", "9"}).json()[0]["msg_id"] == 2);
}

TEST_CASE_FIXTURE(Queue, "queue purge prints how many went; ids go on") {
    batch("[1,2,3]");
    queue({"archive", "jobs", "1"});
    CHECK(queue({"purge", "jobs"}).out == "2\n");
    CHECK(queue({"send", "jobs", "1"}).out == "4\n");
    CHECK(queue({"show", "jobs", "1"}).json()["archived_at"] == "2026-11-19T21:30:00.000Z");
}

TEST_CASE_FIXTURE(Queue, "queue metrics tells of one queue, or of all") {
    queue({"send", "jobs", "1"});
    now = "2026-11-19T21:31:05Z";
    queue({"send", "jobs", "1", "--delay", "9"});
    CHECK(queue({"metrics", "JOBS"}).json() == Json{{"queue_name", "jobs"},
                                                    {"queue_length", 2},
                                                    {"queue_visible_length", 1},
                                                    {"newest_msg_age_sec", 0},
                                                    {"oldest_msg_age_sec", 65},
                                                    {"total_messages", 2},
                                                    {"scrape_time", "2026-11-19T21:31:05.000Z"}});
    const auto all = queue({"metrics"}).json();
    REQUIRE(all.size() == 3);
    CHECK(all[0]["oldest_msg_age_sec"].is_null());
}

TEST_CASE_FIXTURE(Queue, "queue peek and show touch nothing") {
    batch("[1,2,3]");
    CHECK(queue({"peek", "jobs"}).json().size() == 3);
    CHECK(queue({"peek", "jobs", "-n", "1"}).json()[0]["read_ct"] == 0);
    CHECK(queue({"show", "jobs", "2"}).json()["message"] == 2);
    const auto none = queue({"show", "jobs", "9"});
    CHECK(none.exit_code == 65);
    CHECK(none.err.find("queue 'jobs' has no message 9") != std::string::npos);
}

TEST_CASE_FIXTURE(Queue, "what pgmq refuses is refused with 65, and says what and why") {
    struct Case {
        std::vector<std::string> args;
        const char* says;
    };
    for (const auto& [args, says] : std::initializer_list<Case>{
             {{"create", std::string(48, 'q')}, "longer than 47 characters"},
             {{"create", "a;b"}, "may not contain"},
             {{"create", "caf\xe9"}, "queue name 'caf\\xe9': is not UTF-8"},
             {{"send", "\xc0\xaf", "1"}, "is not UTF-8"},
             {{"send", "a'b", "1"}, "may not contain"},
             {{"send", "nope", "1"}, "queue 'nope' does not exist"},
             {{"read", "nope"}, "queue 'nope' does not exist"},
             {{"pop", "nope"}, "does not exist"},
             {{"archive", "nope", "1"}, "does not exist"},
             {{"delete", "nope", "1"}, "does not exist"},
             {{"set-vt", "nope", "1", "--vt", "1"}, "does not exist"},
             {{"purge", "nope"}, "does not exist"},
             {{"metrics", "nope"}, "does not exist"},
             {{"send", "jobs", "{'a':1}"}, "the message is not valid JSON at byte 2: expected a name"},
             {{"send", "jobs", "1", "--headers", "x"}, "the headers is not valid JSON"},
             {{"drop", "Pacing_content_queue"}, "belongs to the pipeline"},
         }) {
        const auto result = queue(args);
        CHECK(result.exit_code == 65);
        CHECK_MESSAGE(result.err.find(says) != std::string::npos, result.err);
        CHECK(result.json()["error"]["exit_code"] == 65);
    }
    CHECK(queue({"archive", "jobs", "one"}).exit_code == 2);
    CHECK(queue({"read"}).exit_code == 2);
}

TEST_CASE_FIXTURE(Queue, "an export is put back as it was: readings, times, headers, archive, every digit") {
    batch("[1.10,\n{\"a\":\n [2]}]", {"--headers", R"({"h":1})"});
    queue({"send", "jobs", "3", "--delay", "60"});
    queue({"read", "jobs"});
    queue({"archive", "jobs", "1"});
    const auto lines = run({"queue", "export", "jobs", "--archive"}).out;
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 3);
    queue({"create", "copy"});
    CHECK(run_with_input({"queue", "import", "copy", "--keep-ids", "--json"}, lines).json() == Json{1, 2, 3});
    CHECK(run({"queue", "export", "copy", "--archive"}).out == lines);
    // Again: the ids are taken, so they get new ones.
    CHECK(run_with_input({"queue", "import", "copy", "--keep-ids"}, lines).exit_code == 65);
    CHECK(run_with_input({"queue", "import", "copy", "--json"}, lines).json() == Json{4, 5, 6});
}

TEST_CASE_FIXTURE(Queue, "an import with a mistake puts nothing back and names the line") {
    const auto import = [&](const std::string& line) {
        return run_with_input({"queue", "import", "jobs"}, "{\"message\":1}\n" + line + "\n");
    };
    for (const auto* line :
         {"{\"message\":1", "[1]", "{}", "{\"message\":1,\"vt\":\"soon\"}", "{\"message\":1,\"read_ct\":-1}",
          "{\"message\":1,\"read_ct\":1.5}", "{\"message\":1,\"colour\":\"red\"}"}) {
        const auto result = import(line);
        CHECK(result.exit_code == 65);
        CHECK_MESSAGE(result.err.find("line 2") != std::string::npos, result.err);
    }
    CHECK(queue({"metrics", "jobs"}).json()["total_messages"] == 0);
    CHECK(import("{\"message\":2}").out == "Imported 2 messages\n");
}

TEST_CASE_FIXTURE(Queue, "queue archive-trim deletes what was archived long ago") {
    batch("[1,2]");
    queue({"archive", "jobs", "1"});
    now = "2026-11-26T21:30:01Z";
    queue({"archive", "jobs", "2"});
    CHECK(queue({"archive-trim", "jobs", "--older-than", "7d"}).out == "1\n");
    CHECK(queue({"archive-trim", "jobs", "--older-than", "7d"}).out == "0\n");
    for (const auto* age : {"7", "d", "-1d", "1 day", "99999999999999w"})
        CHECK(queue({"archive-trim", "jobs", "--older-than", age}).exit_code == 2);
}

TEST_CASE_FIXTURE(Queue, "8 readers at once never get the same message") {
    now.clear();
    std::string lines;
    for (int n = 0; n < 200; ++n)
        lines += std::to_string(n) + "\n";
    REQUIRE(batch(lines).exit_code == 0);
    std::vector<int> readers;
    for (int n = 0; n < 8; ++n)
        readers.push_back(start({"queue", "read", "jobs", "--qty", "20", "--vt", "600", "--json"}));
    std::vector<int> seen;
    for (const int reader : readers) {
        CHECK(wait(reader) == 0);
        for (const auto& message : Json::parse(read(".out." + std::to_string(reader))))
            seen.push_back(message["msg_id"].get<int>());
    }
    std::sort(seen.begin(), seen.end());
    CHECK(seen.size() == 160);
    CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE_FIXTURE(
    Queue, "without shared memory for turns, processes still write one after the other and lose nothing") {
    constexpr int kNotAllowed = 99;
    before_exec = [] {
        // A /dev/shm in which nothing can be created, for this process alone; that takes root.
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("none", "/dev/shm", "tmpfs", MS_RDONLY, nullptr) != 0)
            ::_exit(kNotAllowed);
    };
    if (run({"queue", "list"}).exit_code == kNotAllowed) {
        MESSAGE("not run: a mount needs root");
        return;
    }
    std::vector<int> pids;
    for (int n = 0; n < 10; ++n)
        pids.push_back(start({"queue", "send", "jobs", "1"}));
    for (const int pid : pids)
        CHECK(wait(pid) == 0);
    CHECK(run({"queue", "metrics", "jobs", "--json"}).json()["queue_length"] == 10);
}
