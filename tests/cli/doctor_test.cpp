// doctor: everything that is needed, and what to do.
#include "cli/sandbox.h"

#include <filesystem>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <doctest/doctest.h>

namespace {

/// A workspace that has just had its tick, and is well.
struct Patient : Sandbox {
    Patient() {
        write_small_workspace(*this);
        run({"migrate"});
        run({"schedule", "import", "pacelane.yaml"});
        for (const auto* stage : {"schedule", "analyze", "write"})
            run({stage});
    }
    /// With -q doctor prints just this, and says that there is something to do.
    void check_one_trouble(const std::string& verdict, const std::string& text) const {
        const auto result = run({"-q", "doctor"});
        CHECK(result.exit_code == 1);
        CHECK(result.err.empty());
        CHECK_MESSAGE(result.out.starts_with(verdict), result.out);
        CHECK_MESSAGE(result.out.find(text) != std::string::npos, result.out);
        CHECK_MESSAGE(result.out.find('\n') == result.out.size() - 1, result.out);
    }
};

}  // namespace

TEST_CASE_FIXTURE(Patient, "doctor finds a workspace well that is, with a line for each thing") {
    const auto result = run({"doctor"});
    CHECK_MESSAGE(result.exit_code == 0, result.out);
    for (const auto* subject : {"database", "schema", "permissions", "disk", "clock", "config", "time zones",
                                "user ana", "schedules", "work"})
        CHECK_MESSAGE(result.out.find(std::string("ok  ") + subject) != std::string::npos, result.out);
    const auto quiet = run({"-q", "doctor"});
    CHECK(quiet.out.empty());
    CHECK(quiet.err.empty());
    const auto json = run({"doctor", "--json"}).json();
    CHECK(json["well"] == true);
    CHECK(json["findings"][0]["verdict"] == "ok");
}

TEST_CASE("doctor without anything says how to begin, and makes nothing") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    const auto result = sandbox.run({"doctor"});
    CHECK(result.exit_code == 1);
    CHECK(result.out.find("pacelane.db does not exist -> pacelane migrate") != std::string::npos);
    CHECK(result.out.find("user ana") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(sandbox.path("pacelane.db")));
}

TEST_CASE_FIXTURE(Patient, "doctor finds a schema that is behind") {
    query("DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)");
    check_one_trouble("fail", "-> pacelane migrate");
}

TEST_CASE_FIXTURE(Patient, "doctor finds a file that is no database") {
    write("pacelane.db", std::string(5000, 'x'));
    for (const auto* rest : {"pacelane.db-wal", "pacelane.db-shm"})
        std::filesystem::remove(path(rest));
    check_one_trouble("fail", "pacelane.db: is not a SQLite database");
}

TEST_CASE_FIXTURE(Patient, "doctor finds a database that others may read") {
    ::chmod(path("pacelane.db").c_str(), 0644);
    check_one_trouble("warn", "chmod 600 '" + path("pacelane.db") + "'");
}

TEST_CASE_FIXTURE(Patient, "doctor finds a user's folder that is gone, and one with nothing in it") {
    query("UPDATE users SET context = json_set(context, '$.folder', '/nowhere')");
    check_one_trouble("fail", "the context folder /nowhere is not there");
    std::filesystem::create_directory(path("empty"));
    query("UPDATE users SET context = json_set(context, '$.folder', '" + path("empty") + "')");
    check_one_trouble("warn", "no file matches the context patterns");
}

TEST_CASE_FIXTURE(Patient, "doctor finds what this account may not read or write") {
    before_exec = obey_permissions;
    ::chmod(path("notes/backups.md").c_str(), 0);
    check_one_trouble("warn", "files, folders or links that cannot be read: notes/backups.md");
    ::chmod(path("notes/backups.md").c_str(), 0600);
    ::chmod(path("pacelane.db").c_str(), 0400);
    check_one_trouble("fail", "may not be written by this account");
    ::chmod(path("pacelane.db").c_str(), 0600);
    CHECK(run({"-q", "doctor"}).exit_code == 0);
}

TEST_CASE_FIXTURE(Patient, "doctor finds a workspace file with mistakes, and users that were not imported") {
    write("pacelane.yaml", read("pacelane.yaml") + "  - handle: bea\n");
    check_one_trouble("warn", "not in the database: bea -> pacelane schedule import");
    write("pacelane.yaml", "database: pacelane.db\nuser: 1\n");
    const auto result = run({"--db", "pacelane.db", "doctor"});
    CHECK(result.exit_code == 1);
    CHECK(result.out.find("pacelane.yaml:2:1") != std::string::npos);
}

TEST_CASE_FIXTURE(Patient, "doctor finds a clock that was set back, and a cron that stopped") {
    now = "2026-11-19T20:00:00Z";
    check_one_trouble("warn", "the newest entry of the database is of 2026-11-19T21:30:00.000Z");
    now = "2026-11-23T20:00:00Z";
    check_one_trouble("warn", "the last tick ran at 2026-11-19T21:30:00.000Z: is cron running?");
}

TEST_CASE_FIXTURE(Patient, "doctor finds a scheduler that is off, and schedules that are paused") {
    query("UPDATE pacing_schedules SET is_active = 0, inactive_reason = 'paused'");
    check_one_trouble("warn", "none is active");
    query("UPDATE pacing_scheduler_config SET is_enabled = 0");
    check_one_trouble("warn", "the scheduler is switched off");
}

TEST_CASE_FIXTURE(Patient, "doctor finds work whose worker died, and what has failed for good") {
    query("UPDATE pacing_context_analysis SET analysis_status = 'processing'");
    check_one_trouble("warn", "1 in work whose worker died");
    query("UPDATE pacing_context_analysis SET analysis_status = 'failed', error_message = 'x'");
    check_one_trouble("warn", "1 failed for good (analyses)");
}

TEST_CASE_FIXTURE(Patient, "doctor tells work that a worker holds from work whose worker died") {
    now = "2026-11-20T21:30:00Z";
    run({"schedule"});
    query(
        "UPDATE pacing_context_analysis SET analysis_status = 'processing' WHERE analysis_date = "
        "'2026-11-20'");
    query("UPDATE q_pacing_content_queue SET hidden = 1, vt = '2026-11-20T21:35:00.000Z'");
    CHECK(run({"-q", "doctor"}).out.empty());
    now = "2026-11-20T21:36:00Z";
    check_one_trouble("warn", "1 in work whose worker died");
}

TEST_CASE_FIXTURE(Patient, "doctor connects to the language model's endpoint, if there is one") {
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(server, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(server, 4) == 0);
    REQUIRE(::getsockname(server, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    const auto endpoint = "127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/v1";
    write("pacelane.yaml", read("pacelane.yaml") + "llm:\n  endpoint: http://me:hunter2@" + endpoint +
                               "\n  api_key_env: LLM_KEY\n");
    ::chmod(path("pacelane.yaml").c_str(), 0644);
    environment = {"LLM_KEY=s3cret"};
    const auto reached = run({"doctor"}).out;
    CHECK_MESSAGE(reached.find("http://***@" + endpoint + " can be reached") != std::string::npos, reached);
    CHECK(reached.find("which holds a password or a key (mode 0644)") != std::string::npos);
    ::close(server);
    environment.clear();
    const auto result = run({"doctor", "--json"});
    CHECK(result.exit_code == 1);
    CHECK(result.out.find("cannot be reached: Connection refused") != std::string::npos);
    CHECK(result.out.find("LLM_KEY (api_key_env) is not set") != std::string::npos);
    for (const auto* secret : {"s3cret", "hunter2"})
        CHECK((reached + result.out + result.err).find(secret) == std::string::npos);
}
