// A clock that is centuries off: every command works, or refuses, and none holds up the others.
#include "cli/sandbox.h"

#include <unistd.h>

#include <doctest/doctest.h>

namespace {

using Words = std::vector<std::string>;

/// Every command that asks for the time.
const std::vector<Words> kCommands = {
    {"migrate"},
    {"schedule", "import", "pacelane.yaml"},
    {"schedule", "list"},
    {"schedule"},
    {"schedule", "next", "-n", "1000"},
    {"schedule", "explain", "ana"},
    {"schedule", "crontab", "--every", "15m"},
    {"schedule", "add", "--user", "ana", "--frequency", "weekly", "--days", "monday", "--time", "23:30"},
    {"enqueue", "--user", "ana"},
    {"analyze"},
    {"analyze", "--user", "ana", "--date", "9999-12-31", "--write"},
    {"analyze", "--user", "ana", "--date", "0000-01-01", "--dry-run"},
    {"write"},
    {"status"},
    {"content", "export", "--all", "--to", "out", "--for", "hugo"},
    {"context", "sync"},
    {"queue", "create", "jobs"},
    {"queue", "send", "jobs", "1", "--delay", "100000"},
    {"queue", "send", "jobs", "2", "--at", "9999-12-31T23:59:59Z"},
    {"queue", "send", "jobs", "3"},
    {"queue", "read", "jobs", "--vt", "3600"},
    {"queue", "set-vt", "jobs", "3", "--vt", "0"},
    {"queue", "work", "jobs", "--", "true"},
    {"queue", "metrics", "jobs"},
    {"queue", "archive-trim", "jobs", "--older-than", "30d"},
    {"prune", "--older-than", "9999d"},
    {"backup", "copy.db"},
    {"schedule", "disable"},
    {"schedule", "enable"},
    {"schedule", "--json"},
    {"restore", "copy.db"},
    {"user", "forget", "ana", "--yes"},
};

}  // namespace

TEST_CASE("every command works in the years 1, 1600, 1900, 2263 and 9998") {
    for (const auto* now : {"0001-01-01T00:00:00Z", "1600-06-15T12:00:00Z", "1900-01-01T00:00:00Z",
                            "2263-06-15T12:00:00Z", "9998-12-31T23:59:59.999Z"}) {
        Sandbox sandbox;
        write_small_workspace(sandbox);
        sandbox.before_exec = [] { ::alarm(60); };
        sandbox.now = now;
        for (const auto& command : kCommands) {
            const auto result = sandbox.run(command);
            CAPTURE(now);
            CAPTURE(command.back());
            CAPTURE(result.err);
            CHECK(result.exit_code == 0);
        }
    }
}

TEST_CASE("the year 9999, from which nothing can be planned, is refused by the name of what gave it") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    for (const auto* now : {"9999-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", "0000-12-31T00:00:00Z"}) {
        sandbox.now = now;
        for (const auto& command : {Words{"migrate"}, Words{"schedule"}, Words{"queue", "list"}}) {
            const auto result = sandbox.run(command);
            CHECK(result.exit_code == 2);
            CHECK(result.err ==
                  "pacelane: --now '" + sandbox.now + "': the year must be from 1 to 9998 (UTC)\n");
        }
        sandbox.environment = {"PACELANE_NOW=" + sandbox.now};
        sandbox.now.clear();
        CHECK(sandbox.run({"migrate"}).err.starts_with("pacelane: PACELANE_NOW '"));
        sandbox.environment.clear();
    }
}

TEST_CASE("a tick of centuries hence leaves a database that works today") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    for (const auto* now : {"9998-06-15T12:00:00Z", "1600-06-15T12:00:00Z", "2026-11-20T12:00:00Z"}) {
        sandbox.now = now;
        CHECK(sandbox.run({"schedule"}).out.starts_with("enqueued ana  " + std::string(now, 10)));
    }
}

TEST_CASE("a hiding time beyond the calendar is bad input that says from when it was counted") {
    Sandbox sandbox;
    sandbox.now = "9998-12-31T00:00:00Z";
    sandbox.run({"migrate"});
    sandbox.run({"queue", "create", "jobs"});
    const auto result = sandbox.run({"queue", "send", "jobs", "1", "--delay", "2147483647"});
    CHECK(result.exit_code == 65);
    CHECK(result.err ==
          "pacelane: 2147483647 seconds from 9998-12-31T00:00:00.000Z is outside the years 1 to 9999\n");
}
