#include "temporary_folder.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pacelane/pipeline/doctor.h>
#include <sys/socket.h>
#include <unistd.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::pipeline;

namespace {

/// A machine on which all is well.
Observations healthy() {
    Observations seen;
    seen.now = *parse_instant("2026-11-19T21:30:00Z");
    seen.database = "/d/p.db";
    seen.exists = seen.writable = true;
    seen.mode = 0600;
    seen.bytes = 1 << 20;
    seen.free_bytes = std::int64_t{10} << 30;
    seen.schema_version = 3;
    seen.health.emplace();
    seen.health->journal_mode = "wal";
    seen.health->newest = seen.now;
    seen.health->active_schedules = 1;
    seen.health->scheduler.last_tick_at = seen.now - std::chrono::hours(3);
    seen.config = "/d/pacelane.yaml";
    seen.config_mode = 0644;
    Observations::Person ana;
    ana.handle = "ana";
    ana.timezone = "Europe/Lisbon";
    ana.files = 3;
    seen.people = {ana};
    return seen;
}

/// What is not ok: "verdict subject: what -> remedy" lines.
std::string troubles(const Observations& seen) {
    std::string text;
    for (const auto& finding : diagnose(seen))
        if (finding.verdict != Verdict::ok)
            text += fmt::format("{} {}: {} -> {}\n", name(finding.verdict), finding.subject, finding.what,
                                finding.remedy);
    return text;
}

void check_trouble(const Observations& seen, const std::string& expected) {
    const auto text = troubles(seen);
    CHECK_MESSAGE(text.find(expected) != std::string::npos, text);
    CHECK_MESSAGE(std::count(text.begin(), text.end(), '\n') == 1, text);
}

/// A socket of this machine that takes connections, or, closed again, a port on which nobody does.
struct Server {
    Server() : socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
        REQUIRE(::listen(socket, 4) == 0);
        REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port = ntohs(address.sin_port);
    }
    ~Server() { ::close(socket); }
    int socket;
    int port = 0;
};

}  // namespace

TEST_SUITE("the doctor") {
    TEST_CASE("finds a machine well on which all is well, and says of each thing that it is") {
        CHECK(troubles(healthy()).empty());
        CHECK(diagnose(healthy()).size() >= 10);
    }

    TEST_CASE("names the command that makes a database, or upgrades it") {
        auto seen = healthy();
        seen.health.reset();
        seen.exists = false;
        check_trouble(seen, "fail database: /d/p.db does not exist -> pacelane migrate");
        seen = healthy();
        seen.health.reset();
        seen.pending = {"0003_scheduler_config"};
        check_trouble(seen,
                      "fail schema: migrations that are pending: 0003_scheduler_config -> pacelane migrate");
    }

    TEST_CASE("finds a database that cannot be used, is damaged or in another journal mode") {
        auto seen = healthy();
        seen.database_problem = "/d/p.db: is not a SQLite database; choose another";
        seen.health.reset();
        check_trouble(seen, "fail database: /d/p.db: is not a SQLite database");
        seen = healthy();
        seen.writable = false;
        check_trouble(seen, "may not be written");
        seen = healthy();
        seen.health->damage = {"Tree 5 page 7: btreeInitPage() returns error code 11"};
        check_trouble(seen, "is damaged: Tree 5 page 7");
        seen = healthy();
        seen.health->journal_mode = "delete";
        check_trouble(seen, "warn database: /d/p.db: its journal is 'delete'");
    }

    TEST_CASE("finds files that others may read: the database, and a workspace file with a password") {
        auto seen = healthy();
        seen.mode = 0644;
        check_trouble(seen, "(mode 0644) -> chmod 600 '/d/p.db'");
        seen = healthy();
        seen.llm.emplace();
        seen.llm->has_password = true;
        check_trouble(seen, "which holds a password or a key (mode 0644) -> chmod 600 '/d/pacelane.yaml'");
        seen.config_mode = 0600;
        CHECK(troubles(seen).empty());
    }

    TEST_CASE("finds little room on the disk, as compared with the database, or none") {
        auto seen = healthy();
        seen.free_bytes = std::int64_t{30} << 20;
        check_trouble(seen, "fail disk: 30 MiB free");
        seen.free_bytes = std::int64_t{300} << 20;
        check_trouble(seen, "warn disk: 300 MiB free");
        seen.free_bytes = std::int64_t{10} << 30;
        seen.bytes = std::int64_t{6} << 30;
        check_trouble(seen, "warn disk: 10240 MiB free");
    }

    TEST_CASE("finds a clock that is not set, or behind what the database holds") {
        auto seen = healthy();
        seen.health->newest = seen.now + std::chrono::hours(1);
        check_trouble(seen, "warn clock: it shows 2026-11-19T21:30:00.000Z, and the newest entry");
        seen.health->newest = seen.now + std::chrono::minutes(1);
        CHECK(troubles(seen).empty());
        seen.health.reset();
        seen.now = *parse_instant("1970-01-01T00:03:00Z");
        check_trouble(seen, "fail clock: it shows 1970-01-01");
    }

    TEST_CASE("finds a workspace file with mistakes or warnings, or users of it that were not imported") {
        auto seen = healthy();
        seen.config_problem = "/d/pacelane.yaml:3:15: unknown time zone";
        check_trouble(seen, "fail config: /d/pacelane.yaml:3:15: unknown time zone");
        seen = healthy();
        seen.config_warnings = {"/d/pacelane.yaml:9:1: no effect"};
        check_trouble(seen, "warn config: /d/pacelane.yaml:9:1: no effect");
        seen = healthy();
        seen.not_imported = {"bea", "carl"};
        check_trouble(seen, "not in the database: bea, carl -> pacelane schedule import '/d/pacelane.yaml'");
    }

    TEST_CASE("finds users whose zone, folder or files are not there, or may not be read") {
        auto seen = healthy();
        auto& ana = seen.people.front();
        ana.zone_known = false;
        check_trouble(seen, "fail user ana: time zone 'Europe/Lisbon' is not known");
        ana = healthy().people.front();
        ana.folder_problem = "the context folder /nowhere is not there";
        check_trouble(seen, "fail user ana: the context folder /nowhere");
        ana = healthy().people.front();
        ana.files = 0;
        check_trouble(seen, "warn user ana: no file matches");
        ana = healthy().people.front();
        ana.unreadable = {"a", "b", "c", "d", "e"};
        check_trouble(seen, "files, folders or links that cannot be read: a, b, c and 2 more");
        seen = healthy();
        seen.people.clear();
        check_trouble(seen, "warn users: there are none");
        seen = healthy();
        seen.zone_problem = "no time zone data under /usr/share/zoneinfo; install the package tzdata";
        check_trouble(seen, "fail time zones: no time zone data under /usr/share/zoneinfo; install");
    }

    TEST_CASE("finds a language model that cannot be reached, or has no key") {
        auto seen = healthy();
        seen.llm.emplace();
        seen.llm->problem = "http://127.0.0.1:1/v1: cannot be reached: Connection refused";
        check_trouble(seen, "fail llm: http://127.0.0.1:1/v1: cannot be reached");
        seen.llm->problem.clear();
        seen.llm->api_key_env = "KEY";
        check_trouble(seen, "fail llm: the variable KEY (api_key_env) is not set");
    }

    TEST_CASE("finds a scheduler that is off or never ran, and a tick that did not come") {
        auto seen = healthy();
        auto& scheduler = seen.health->scheduler;
        scheduler.last_tick_at = seen.now - std::chrono::hours(26);
        check_trouble(seen, "but the last tick ran at 2026-11-18T19:30:00.000Z: is cron running?");
        scheduler.last_tick_at.reset();
        check_trouble(seen, "warn schedules: 1 active, and no tick has run yet");
        scheduler.enabled = false;
        check_trouble(seen, "warn schedules: the scheduler is switched off");
        seen = healthy();
        seen.health->active_schedules = 0;
        check_trouble(seen, "warn schedules: none is active");
    }

    TEST_CASE("finds work that is stuck, waits too long or has failed") {
        auto seen = healthy();
        seen.health->dead_workers = 2;
        check_trouble(seen, "warn work: 2 in work whose worker died");
        seen = healthy();
        seen.health->oldest_analysis = seen.now - std::chrono::hours(26);
        check_trouble(seen, "warn work: an analysis waits since 2026-11-18T19:30:00.000Z");
        seen = healthy();
        seen.health->oldest_suggestion = seen.now - std::chrono::hours(1);
        CHECK(troubles(seen).empty());
        seen.health->failed_analyses = 1;
        check_trouble(seen, "pacelane enqueue --user U --date D --retry");
        seen = healthy();
        seen.health->failed_generations = 1;
        check_trouble(seen, "1 failed for good (drafts)");
        seen = healthy();
        seen.health->unreadable_documents = 1;
        check_trouble(seen, "1 unreadable (documents)");
    }
}

TEST_CASE(
    "an endpoint is reachable when somebody listens there, whatever the path; else it is said why not") {
    constexpr std::chrono::milliseconds kTimeout{2000};
    int port = 0;
    {
        const Server server;
        port = server.port;
        CHECK(unreachable(fmt::format("http://127.0.0.1:{}/v1", port), kTimeout).empty());
        CHECK(unreachable(fmt::format("https://me:secret@127.0.0.1:{}", port), kTimeout).empty());
    }
    CHECK(unreachable(fmt::format("http://me:secret@127.0.0.1:{}/v1", port), kTimeout) ==
          fmt::format("http://***@127.0.0.1:{}/v1: cannot be reached: Connection refused", port));
    CHECK_FALSE(unreachable("http://no-such-host.invalid/", kTimeout).empty());
    for (const auto* url : {"", "ftp://127.0.0.1", "http://", "http://[::1", "http://host:port/"})
        CHECK(unreachable(url, kTimeout).find("not an http or https address") != std::string::npos);
}
