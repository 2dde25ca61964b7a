// What is wrong with one user's zone, schedule or row: it is shown, and everybody else's work goes on.
#include "cli/sandbox.h"

#include <filesystem>

#include <doctest/doctest.h>
#include <sqlite3.h>

namespace {

/// ana, bob and eva, all due at noon; bob's data are what the tests damage.
struct ThreeUsers : Sandbox {
    ThreeUsers() {
        std::string file = "database: pacelane.db\nusers:\n";
        for (const auto* user : {"ana", "bob", "eva"})
            file += "  - handle: " + std::string(user) +
                    "\n    timezone: Europe/Lisbon\n    context: {knowledge: [notes/*]}\n    schedules:\n"
                    "      - {frequency: daily, preferred_time: \"09:00\", content_types: [linkedin_post]}\n";
        write("pacelane.yaml", file);
        now = "2026-11-19T12:00:00Z";
        for (const auto& args :
             {std::vector<std::string>{"migrate"}, {"schedule", "import", "pacelane.yaml"}})
            REQUIRE(run(args).exit_code == 0);
    }
    /// As somebody does who edits the database by hand.
    void damage(const std::string& sql) const {
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open(path("pacelane.db").c_str(), &database) == SQLITE_OK);
        const auto all = "PRAGMA ignore_check_constraints = 1; " + sql;
        CHECK(sqlite3_exec(database, all.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(database);
    }
    void damage_zone() const { damage("UPDATE users SET timezone = 'Mars/Olympus' WHERE handle = 'bob'"); }
    void damage_schedule(const std::string& change) const {
        damage("UPDATE pacing_schedules SET " + change +
               " WHERE user_id = (SELECT id FROM users WHERE handle = 'bob')");
    }
    /// The tick serves ana and eva, and says of bob why not.
    void check_tick(const std::string& problem) const {
        const auto tick = run({"schedule"});
        CHECK(tick.exit_code == 1);
        CHECK(tick.out == "enqueued ana  2026-11-19\nenqueued eva  2026-11-19\n");
        CHECK(tick.err == "pacelane: user 'bob' was passed over: " + problem + "\n");
        CHECK(query("SELECT u.handle FROM pacing_context_analysis a JOIN users u ON u.id = a.user_id ORDER "
                    "BY 1") == std::vector<std::string>{"ana", "eva"});
        const auto again = run({"schedule", "--json"});
        CHECK(again.exit_code == 1);
        REQUIRE(again.json()["problems"].size() == 1);
        CHECK(again.json()["problems"][0]["user"] == "bob");
        CHECK(again.json()["problems"][0]["message"] == problem);
    }
    /// So do the lists, in text and in JSON.
    void check_lists(const std::string& problem) const {
        const auto line = "pacelane: user 'bob': " + problem + "\n";
        for (const auto& args : {std::vector<std::string>{"schedule", "list"},
                                 {"schedule", "next"},
                                 {"schedule", "crontab"},
                                 {"user", "list"}}) {
            CAPTURE(args.back());
            const auto result = run(args);
            CHECK(result.exit_code == 0);
            CHECK(has(result.err, line));
            auto with_json = args;
            with_json.emplace_back("--json");
            CHECK(run(with_json).exit_code == 0);
        }
        CHECK(has(run({"user", "list"}).out, "cannot run"));
        for (const auto& user : run({"user", "list", "--json"}).json())
            CHECK(user["problem"].is_string() == (user["handle"] == "bob"));
        const auto next = run({"schedule", "next", "--json", "-n", "4"}).json();
        REQUIRE(next.size() == 5);
        CHECK(next[0]["problem"].is_null());
        CHECK(next[4]["user"] == "bob");
        CHECK(next[4]["due_at"].is_null());
        CHECK(next[4]["problem"] == problem);
        const auto crontab = run({"schedule", "crontab", "--json"}).json();
        REQUIRE(crontab["problems"].size() == 1);
        CHECK(crontab["problems"][0]["user"] == "bob");
        CHECK(crontab["problems"][0]["message"] == problem);
    }
    /// When the data are right again, the next tick serves bob.
    void check_mended() const {
        CHECK(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        const auto tick = run({"schedule"});
        CHECK(tick.exit_code == 0);
        CHECK(tick.out == "enqueued bob  2026-11-19\n");
        CHECK(run({"user", "list"}).err.empty());
    }
};

}  // namespace

TEST_CASE_FIXTURE(
    ThreeUsers,
    "one user's unknown zone stops nobody else, is shown everywhere, and is mended by an import") {
    damage_zone();
    const std::string problem =
        "unknown time zone 'Mars/Olympus': install the package tzdata-legacy if it is an old name, or "
        "correct the workspace file and import it again";
    check_tick(problem);
    check_lists(problem);
    const auto explained = run({"schedule", "explain", "bob"});
    CHECK(explained.exit_code == 78);
    CHECK(explained.err == "pacelane: user 'bob': " + problem + "\n");
    CHECK(run({"schedule", "explain", "ana"}).exit_code == 0);
    CHECK(run({"enqueue", "--user", "bob"}).exit_code == 78);
    CHECK(run({"enqueue", "--user", "bob", "--date", "2026-11-18"}).exit_code == 0);
    check_mended();
}

TEST_CASE_FIXTURE(ThreeUsers, "so it is with a preferred time that cannot be read") {
    damage_schedule("preferred_time = 'soonish'");
    const std::string problem =
        "the schedule's preferred time 'soonish' cannot be read; import the workspace file again, or remove "
        "the schedule";
    check_tick(problem);
    check_lists(problem);
    CHECK(run({"schedule", "explain", "bob"}).exit_code == 1);
    check_mended();
}

TEST_CASE_FIXTURE(ThreeUsers, "a weekday that cannot be read does not mean every day") {
    damage_schedule("selected_days = '[\"moonday\"]'");
    check_tick(
        "the schedule's weekday 'moonday' cannot be read; import the workspace file again, or remove "
        "the schedule");
    check_mended();
}

TEST_CASE_FIXTURE(ThreeUsers, "days that are no list are a problem of that schedule alone") {
    damage_schedule("selected_days = '\"monday\"'");
    check_tick("a stored list: not a list of strings");
    check_mended();
}

TEST_CASE_FIXTURE(ThreeUsers, "a user whose row cannot be read fails alone, is shown, and can be forgotten") {
    for (const auto* change : {"pillars = '{'", "pillars = '[1]'", "context = '[1]'",
                               R"(context = '{"knowledge": 7}')", R"(context = '{"folder": 7}')"}) {
        CAPTURE(change);
        ThreeUsers three;
        three.damage("UPDATE users SET " + std::string(change) + " WHERE handle = 'bob'");
        CHECK(three.run({"schedule"}).exit_code == 0);
        const std::string problem = "user 'bob': the stored row cannot be read (";
        const auto analyze = three.run({"analyze", "-q"});
        CHECK(analyze.exit_code == 1);
        CHECK(has(analyze.err, problem));
        CHECK(three.query("SELECT analysis_status FROM pacing_context_analysis a JOIN users u ON u.id = "
                          "a.user_id ORDER BY u.handle") ==
              std::vector<std::string>{"completed", "pending", "completed"});
        const auto list = three.run({"user", "list"});
        CHECK(has(list.err, problem));
        CHECK(has(list.out, "cannot run"));
        CHECK(three.run({"user", "list", "--json"}).json()[1]["problem"].is_string());
        const auto shown = three.run({"user", "show", "bob"});
        CHECK(shown.exit_code == 78);
        CHECK(has(shown.err, problem));
        CHECK(has(shown.err, "; import the workspace file again"));
        const auto sync = three.run({"context", "sync"});
        CHECK(sync.exit_code == 1);
        CHECK(has(sync.out, "eva: "));
        CHECK(three.run({"user", "forget", "bob", "--yes"}).exit_code == 0);
        CHECK(three.value("SELECT count(*) FROM users WHERE handle = 'bob'") == "0");
    }
}

TEST_CASE_FIXTURE(ThreeUsers, "an import mends a row that could not be read, and the next attempt succeeds") {
    damage("UPDATE users SET pillars = '{' WHERE handle = 'bob'");
    run({"schedule"});
    run({"analyze"});
    CHECK(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    now = "2026-11-19T12:05:00Z";
    CHECK(run({"analyze"}).exit_code == 0);
    CHECK(value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed'") == "3");
}

TEST_CASE_FIXTURE(ThreeUsers, "a wrong TZDIR is named as what hides the zones, and the tick stays due") {
    environment = {"TZDIR=" + path("no-zones")};
    const auto tick = run({"schedule"});
    CHECK(tick.exit_code == 1);
    CHECK(tick.out.empty());
    CHECK(has(tick.err,
              "pacelane: user 'ana' was passed over: time zone 'Europe/Lisbon': the folder that "
              "TZDIR names, " +
                  path("no-zones") + ", holds no time zones; unset TZDIR\n"));
    CHECK(run({"schedule", "import", "pacelane.yaml"}).exit_code == 65);
    // A folder with some zones: the others are unknown there.
    std::filesystem::create_directories(path("some-zones/Europe"));
    std::filesystem::copy_file("/usr/share/zoneinfo/Europe/London", path("some-zones/Europe/London"));
    environment = {"TZDIR=" + path("some-zones")};
    CHECK(has(run({"schedule"}).err,
              "unknown time zone 'Europe/Lisbon': install the package tzdata-legacy if "
              "it is an old name, or correct the workspace file and import it again "
              "(zones are read from $TZDIR, " +
                  path("some-zones") + ")\n"));
    environment.clear();
    CHECK(run({"schedule"}).exit_code == 0);
}

TEST_CASE_FIXTURE(ThreeUsers, "a user whose zone is UTC needs no zone data") {
    damage("UPDATE users SET timezone = 'UTC'");
    environment = {"TZDIR=" + path("no-zones")};
    CHECK(run({"schedule"}).exit_code == 0);
}

TEST_CASE("a handle in the database, whatever it is, becomes a folder's name below the export's") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    REQUIRE(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    REQUIRE(sandbox.value("SELECT count(*) FROM pacing_content_generation WHERE generation_status = "
                          "'completed'") != "0");
    const std::string much(300, 'x');
    int number = 0;
    for (const auto& handle : {std::string("../../evil"), std::string(".."), std::string("/etc"), much,
                               much + "/" + much, std::string("a\nb")}) {
        CAPTURE(handle);
        sqlite3* database = nullptr;
        REQUIRE(sqlite3_open(sandbox.path("pacelane.db").c_str(), &database) == SQLITE_OK);
        auto* update = sqlite3_mprintf(
            "UPDATE users SET handle = %Q; UPDATE pacing_content_generation SET "
            "content_title = %Q, content_metadata = json_remove(content_metadata, "
            "'$.slug')",
            handle.c_str(), handle.c_str());
        CHECK(sqlite3_exec(database, update, nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_free(update);
        sqlite3_close(database);
        for (const auto* target : {"plain", "hugo", "jekyll", "astro"}) {
            const auto folder = "out" + std::to_string(++number);
            const auto result =
                sandbox.run({"content", "export", "--all", "--to", folder, "--for", target, "--json"});
            CHECK(result.exit_code == 0);
            REQUIRE(result.json()["files"].size() > 0);
            const auto json = result.json();
            for (const auto& file : json["files"]) {
                const std::filesystem::path path(file.get<std::string>());
                CHECK(std::distance(path.begin(), path.end()) == 3);  // the folder, the user's, the file
                CHECK(path.lexically_normal() == path);
                for (const auto& part : path)
                    CHECK(part.string().size() <= 255);
                CHECK(std::filesystem::exists(sandbox.path(path.string())));
            }
        }
    }
}

TEST_CASE("a folder to export to, and a database, of an impossible name are refused with the reason") {
    Sandbox sandbox;
    import_small_workspace(sandbox);
    const std::string component(256, 'x');
    std::string deep = "d";
    for (int level = 0; level < 3000; ++level)
        deep += "/d";
    for (const auto& folder : {component, deep}) {
        const auto result = sandbox.run({"content", "export", "--all", "--to", folder});
        CHECK(result.exit_code == 1);
        CHECK(has(result.err, "cannot be created: File name too long"));
        for (const auto& args : {std::vector<std::string>{"--db", folder + "/p.db", "migrate"},
                                 {"--db", folder + "/p.db", "status"},
                                 {"backup", folder + "/copy.db"},
                                 {"--config", folder + "/pacelane.yaml", "config", "show"}}) {
            const auto refused = sandbox.run(args);
            CAPTURE(args.back());
            CHECK(refused.exit_code != 0);
            CHECK(refused.exit_code < 128);
            CHECK(refused.err.starts_with("pacelane: "));
        }
    }
}

TEST_CASE("notes deep below the context folder are read, their long paths included") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    std::string deep = "notes";
    for (int level = 0; level < 12; ++level)
        deep += "/" + std::string(60, static_cast<char>('a' + level));
    const auto name = deep + "/" + std::string(250, 'n') + ".md";
    REQUIRE(name.size() > 512);
    sandbox.write(name, "# Deep\n\nWe found the cause of the outage in the deepest folder of all.\n");
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    CHECK(has(sandbox.run({"context", "sync"}).out, "ana: 2 new"));
    bool found = false;
    for (const auto& document : sandbox.run({"context", "list", "--json"}).json())
        found = found || document["path"] == name;
    CHECK(found);
    CHECK(sandbox.run({"context", "sync"}).exit_code == 0);
}
