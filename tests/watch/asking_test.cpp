// What the keys trigger: each is asked first, says what it will run, and is not begun twice.
#include "watch/helpers.h"

namespace pacelane::monitor_program {

namespace {

using Commands = std::vector<std::string>;

Monitor with_failures() {
    Monitor monitor;
    auto& snapshot = monitor.data.snapshot;
    snapshot.latest_analyses = {analysis("a1", "maya"), analysis("a2", "rafael", "failed")};
    const std::string day = "2026-11-19";
    snapshot.errors = {{"analyze", "a2", "rafael", day, "failed", "the disk is full", "", "a2", day},
                       {"write", "d1", "maya", "linkedin_post", "failed", "no sources", "", "a1", day},
                       {"write", "d2", "maya", "newsletter", "failed", "no sources", "", "a1", day},
                       {"context", "c1", "maya", "notes/x.md", "unreadable", "not UTF-8", "", "", ""},
                       {"analyze", "a9", "maya", "2026-11-18", "pending", "busy", "", "a9", "2026-11-18"}};
    snapshot.error_count = 5;
    snapshot.due = {schedule("s1", "maya"), schedule("s2", "rafael", false), schedule("s3", "ana")};
    monitor.looks();
    return monitor;
}

Run ended(const std::string& id, const std::string& title, int exit_code, std::vector<std::string> lines) {
    Run run;
    run.id = id;
    run.title = title;
    run.started_at = "2026-11-19T12:00:00.000Z";
    run.running = false;
    run.exit_code = exit_code;
    run.lines = std::move(lines);
    return run;
}

}  // namespace

TEST_CASE("a analyzes the user of the line under the cursor, after a yes, and shows what it runs") {
    auto monitor = with_failures();
    monitor.types("2ja");
    CHECK(monitor.shows("Analyze maya now?"));
    CHECK(monitor.shows("$ pacelane analyze --user=maya"));
    CHECK(monitor.begun().empty());
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"analyze --user=maya"});
    CHECK_FALSE(monitor.shows("Analyze maya now?"));
}

TEST_CASE("n, Escape, Enter and q leave it; other keys neither do it nor take the question away") {
    for (const auto* no : {"n", "\x1b", "\n", "q", "N"}) {
        auto monitor = with_failures();
        monitor.types("2ja");
        monitor.types("jx?p5");
        CHECK(monitor.shows("Analyze maya now?"));
        monitor.types(no);
        CHECK(monitor.begun().empty());
        CHECK_FALSE(monitor.wants<Quit>());
        CHECK(monitor.shows("Nothing was done"));
        monitor.types("y");
        CHECK(monitor.begun().empty());
    }
}

TEST_CASE("where no line has a user, a asks for one, and u asks for another one") {
    auto monitor = with_failures();
    monitor.types("1a");
    CHECK(monitor.shows("Analyze which user?"));
    monitor.types("rafx\b\n");
    CHECK(monitor.shows("Analyze raf now?"));
    monitor.types("u");
    monitor.types("ana\ny");
    CHECK(monitor.begun() == Commands{"analyze --user=ana"});
    monitor.types("a\x1b");
    CHECK_FALSE(monitor.shows("which user"));
    monitor.types("a \n");
    CHECK(monitor.begun().empty());
    CHECK_FALSE(monitor.shows("now?"));
}

TEST_CASE("the question names the line that was under the cursor, whatever comes meanwhile") {
    auto monitor = with_failures();
    monitor.types("2a");
    auto& all = monitor.data.snapshot.latest_analyses;
    all.insert(all.begin(), analysis("a0", "ana"));
    monitor.looks();
    CHECK(monitor.shows("Analyze maya now?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"analyze --user=maya"});
}

TEST_CASE("for a day that has an analysis, a second a offers to make it again") {
    auto monitor = with_failures();
    monitor.types("2jay");
    monitor.happens(Began{"r1", "Analyze maya", "maya", false, {}});
    monitor.happens(RunsChanged{{ended("r1", "Analyze maya", 0, {"analysis_exists", "It is completed."})}});
    CHECK(monitor.shows("maya has an analysis of today; press a again to make it again"));
    CHECK(monitor.wants<LookNow>());
    monitor.types("a");
    CHECK(monitor.shows("maya has an analysis of today. Make it again?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"analyze --user=maya --again"});
    monitor.happens(Began{"r2", "Analyze again: maya", "maya", false, {}});
    monitor.types("a");
    CHECK(monitor.shows("Analyze maya now?"));
}

TEST_CASE("w writes what is pending, and says so when nothing is") {
    auto monitor = with_failures();
    monitor.types("w");
    CHECK(monitor.shows("No draft is pending"));
    monitor.data.snapshot.generations["pending"] = 3;
    monitor.looks();
    monitor.types("w");
    CHECK(monitor.shows("Write the 3 drafts that are pending?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"write"});
}

TEST_CASE("R retries the failed line under the cursor and does it") {
    auto monitor = with_failures();
    monitor.types("4jR");
    CHECK(monitor.shows("Try the analysis of rafael, 2026-11-19 again?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"enqueue --retry --user=rafael --date=2026-11-19",
                                      "analyze --user=rafael --date=2026-11-19"});
    monitor.types("jR");
    CHECK(monitor.shows("Write this draft of maya, 2026-11-19 again?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"enqueue --retry --draft=d1", "write --draft=d1"});
}

TEST_CASE("A and R retry all that match; what has not failed for good is left out") {
    auto monitor = with_failures();
    monitor.types("4AR");
    CHECK(monitor.shows("Retry all 3 that are chosen?"));
    CHECK(monitor.shows("Analyses: 1, drafts: 2"));
    monitor.types("y");
    CHECK(monitor.begun() ==
          Commands{"enqueue --retry --analysis=a2 --draft=d1 --draft=d2", "analyze", "write"});
    monitor.types("A\x1b/newsletter\nAR");
    CHECK(monitor.shows("Write this draft of maya"));
}

TEST_CASE("of many that are retried the question names a few, and keeps its first line in sight") {
    auto monitor = with_failures();
    for (int i = 0; i < 200; ++i) {
        auto error = monitor.data.snapshot.errors.back();
        error.stage = "write";
        error.status = "failed";
        error.id = "more" + std::to_string(i);
        monitor.data.snapshot.errors.push_back(error);
    }
    monitor.looks();
    monitor.types("4AR");
    CHECK(monitor.shows("that are chosen?"));
    CHECK(monitor.shows("more"));
    CHECK_FALSE(monitor.shows("more150"));
    monitor.types("y");
    const auto commands = monitor.begun();
    REQUIRE(commands.size() == 3);
    CHECK(commands[0].find("--draft=more199") != std::string::npos);
}

TEST_CASE("what cannot be retried says why") {
    auto monitor = with_failures();
    monitor.types("4GR");
    CHECK(monitor.shows("Only what failed for good is retried by hand"));
    monitor.types("2gR");
    CHECK(monitor.shows("Nothing here has failed for good"));
    CHECK(monitor.begun().empty());
}

TEST_CASE("s pauses an active schedule and resumes a paused one; of mixed marked ones it pauses the active") {
    auto monitor = with_failures();
    monitor.types("5js");
    CHECK(monitor.shows("Pause this schedule of maya?"));
    CHECK(monitor.shows("weekly on monday, 09:00"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"schedule pause -- s1"});
    monitor.types("jsy");
    CHECK(monitor.begun() == Commands{"schedule resume -- s2"});
    monitor.types("As");
    CHECK(monitor.shows("Pause 2 schedules?"));
    monitor.types("y");
    CHECK(monitor.begun() == Commands{"schedule pause -- s1 s3"});
}

TEST_CASE("what is running already is not begun twice, and what is refused says why") {
    auto monitor = with_failures();
    monitor.happens(Began{"r1", "Analyze maya", "maya", true, {}});
    CHECK(monitor.shows("Analyze maya is running already and was not started twice"));
    monitor.happens(Began{"", "Analyze maya", "maya", false, "4 runs are at work already"});
    CHECK(monitor.shows("4 runs are at work already"));
}

TEST_CASE("with --read-only nothing can be triggered") {
    auto monitor = with_failures();
    monitor.model.read_only = true;
    for (const auto* keys : {"2ja", "w", "4jR", "5js"}) {
        monitor.types(keys);
        CHECK(monitor.shows("--read-only"));
        monitor.types("y");
        CHECK(monitor.begun().empty());
    }
    CHECK_FALSE(monitor.shows("analyze  "));
}

TEST_CASE("what runs is on the status line, its end too, and all of its output under o") {
    auto monitor = with_failures();
    auto run = ended("r1", "Write pending drafts", 0, {"maya 2026-11-19 linkedin_post: written"});
    run.running = true;
    monitor.happens(RunsChanged{{run}});
    CHECK(monitor.shows("Running: Write pending drafts: maya 2026-11-19 linkedin_post: written"));
    run.running = false;
    run.exit_code = 1;
    run.lines.emplace_back("pacelane: the disk is \x1b[2Jfull");
    monitor.happens(RunsChanged{{run}});
    CHECK(monitor.shows("Write pending drafts: exit code 1 (o shows all): pacelane:"));
    CHECK(monitor.shows("\\x1b[2Jfull"));
    monitor.types("o");
    CHECK(monitor.shows("Output of what was triggered"));
    CHECK(monitor.shows("linkedin_post: written"));
    CHECK(monitor.shows("exit code 1"));
    monitor.types("q");
    CHECK(monitor.shows("Pacelane"));
    monitor.happens(RunsChanged{{run}});
    CHECK_FALSE(monitor.shows("\\x1b[2Jfull"));
}

TEST_CASE("q leaves at once when nothing runs, and asks when something does") {
    auto monitor = with_failures();
    monitor.types("q");
    CHECK(monitor.wants<Quit>());
    auto run = ended("r1", "Analyze maya", 0, {});
    run.running = true;
    monitor.happens(RunsChanged{{run}});
    monitor.types("q");
    CHECK_FALSE(monitor.wants<Quit>());
    CHECK(monitor.shows("This runs still"));
    monitor.types("n");
    CHECK_FALSE(monitor.wants<Quit>());
    monitor.types("qy");
    CHECK(monitor.wants<Quit>());
}

}  // namespace pacelane::monitor_program
