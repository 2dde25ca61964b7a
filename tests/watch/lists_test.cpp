// The lists: where the cursor stays when the database changes, filters, marks, and what fits.
#include "watch/helpers.h"

namespace pacelane::monitor_program {

namespace {

/// Analyses named "a1" … as many as that, in the second tab.
Monitor with_analyses(int count) {
    Monitor monitor;
    for (int i = 1; i <= count; ++i)
        monitor.data.snapshot.latest_analyses.push_back(
            analysis(fmt::format("a{}", i), fmt::format("user{}", i)));
    monitor.data.snapshot.analyses["completed"] = count;
    monitor.looks();
    monitor.types("2");
    return monitor;
}

void add_above(Monitor& monitor, const std::string& id) {
    auto& all = monitor.data.snapshot.latest_analyses;
    all.insert(all.begin(), analysis(id, "newcomer"));
    monitor.looks();
}

void remove(Monitor& monitor, const std::string& id) {
    std::erase_if(monitor.data.snapshot.latest_analyses, [&](const auto& one) { return one.id == id; });
    monitor.looks();
}

}  // namespace

TEST_CASE("a line under the cursor stays on its line of the screen when others come above it") {
    auto monitor = with_analyses(5);
    monitor.types("jj");
    CHECK(monitor.under_cursor().find("topic of a2") != std::string::npos);
    const auto before = monitor.line_of("topic of a2");
    for (const auto* id : {"new1", "new2", "new3"}) {
        add_above(monitor, id);
        CHECK(monitor.line_of("topic of a2") == before);
        CHECK(monitor.under_cursor().find("topic of a2") != std::string::npos);
    }
    CHECK(monitor.shows("3 above"));
    monitor.types("g");
    CHECK(monitor.line_of("topic of new3") == 3);
}

TEST_CASE("… also in the middle of a list that is longer than the screen") {
    auto monitor = with_analyses(100);
    monitor.types("GG");
    for (int i = 0; i < 30; ++i)
        monitor.types("k");
    const auto line = monitor.line_of("topic of a70");
    CHECK(monitor.under_cursor().find("topic of a70") != std::string::npos);
    add_above(monitor, "new1");
    CHECK(monitor.line_of("topic of a70") == line);
    remove(monitor, "new1");
    remove(monitor, "a3");
    CHECK(monitor.line_of("topic of a70") == line);
    remove(monitor, "a100");
    CHECK(monitor.line_of("topic of a70") == line);
}

TEST_CASE("when the line under the cursor goes, the next one has its place and the cursor") {
    auto monitor = with_analyses(5);
    monitor.types("jjj");
    const auto line = monitor.line_of("topic of a3");
    remove(monitor, "a3");
    CHECK(monitor.line_of("topic of a4") == line);
    CHECK(monitor.under_cursor().find("topic of a4") != std::string::npos);
}

TEST_CASE("when the last line goes, the cursor is on the one before; with none left it is nowhere") {
    auto monitor = with_analyses(2);
    monitor.types("G");
    remove(monitor, "a2");
    CHECK(monitor.under_cursor().find("topic of a1") != std::string::npos);
    remove(monitor, "a1");
    CHECK(monitor.under_cursor().empty());
    CHECK(monitor.shows("None."));
    monitor.types("\nxRjkG");
    add_above(monitor, "a3");
    CHECK(monitor.line_of("topic of a3") == 3);
}

TEST_CASE("until somebody moves the cursor, what is new is seen at the top") {
    auto monitor = with_analyses(50);
    CHECK(monitor.under_cursor().empty());
    add_above(monitor, "new1");
    CHECK(monitor.line_of("topic of new1") == 3);
    monitor.types("j");
    CHECK(monitor.under_cursor().find("topic of new1") != std::string::npos);
    monitor.types("\x1b");
    CHECK(monitor.under_cursor().empty());
}

TEST_CASE("each tab keeps its own cursor and filter") {
    auto monitor = with_analyses(5);
    monitor.types("jj/user\n");
    monitor.types("3");
    CHECK(monitor.shows("None."));
    monitor.types("<");
    CHECK(monitor.shows("/user: 5 of 5"));
    CHECK(monitor.under_cursor().find("topic of a2") != std::string::npos);
    monitor.types("<<");
    CHECK(monitor.shows("what is wrong") == false);
    CHECK(monitor.model.tab == Tab::schedule);
    monitor.types(">");
    CHECK(monitor.model.tab == Tab::queues);
}

TEST_CASE("a filter shows the lines with all its words in any column, whatever their case and accents") {
    auto monitor = with_analyses(3);
    monitor.data.snapshot.latest_analyses.push_back(analysis("a4", "joão", "failed"));
    monitor.looks();
    monitor.types("/FULL joao");
    CHECK(monitor.shows("joão"));
    CHECK_FALSE(monitor.shows("user1"));
    CHECK(monitor.shows("/FULL joao: 1 of 4"));
    monitor.types("\b\b\b\b\n");
    CHECK(monitor.shows("/FULL : 1 of 4"));
    monitor.types("\x1b");
    CHECK(monitor.shows("user1"));
    monitor.types("/nobody\n");
    CHECK(monitor.shows("No line has all these words."));
    monitor.types("/x\x1b");
    CHECK(monitor.shows("/nobody: 0 of 4"));
}

TEST_CASE("while a filter is typed, letters are letters and no commands") {
    auto monitor = with_analyses(3);
    monitor.types("/qpa");
    CHECK_FALSE(monitor.wants<Quit>());
    CHECK_FALSE(monitor.model.paused);
    CHECK(monitor.lines().back() == "/qpa");
    CHECK(view(monitor.model).cursor_column == 4);
}

TEST_CASE("x marks a line and steps on; A marks all that match, or none; a filter unmarks what it hides") {
    auto monitor = with_analyses(3);
    monitor.types("xx");
    CHECK(monitor.shows("2 marked"));
    CHECK(monitor.lines()[3].starts_with("x user1"));
    monitor.types("A");
    CHECK(monitor.shows("3 marked"));
    monitor.types("A");
    CHECK_FALSE(monitor.shows("marked"));
    monitor.types("A/user2\n");
    CHECK(monitor.shows("1 marked"));
    monitor.types("\x1b");
    CHECK_FALSE(monitor.shows("marked"));
    monitor.types("\x1b");
    CHECK(monitor.shows("user1"));
}

TEST_CASE("every line fits a terminal of any size, and nothing breaks in the smallest") {
    auto monitor = with_analyses(30);
    auto& snapshot = monitor.data.snapshot;
    snapshot.latest_generations = {draft("d1", "maya",
                                         "日本語のタイトル 🚀 that is longer than eighty columns, "
                                         "and goes on and on until nobody reads it any more"),
                                   draft("d2", "maya", "\x1b[2J\ttitle\nof two lines")};
    snapshot.due = {schedule("s1", "maya"), schedule("s2", "rafael", false)};
    monitor.looks();
    for (const auto* keys : {"1", "2", "3", "4", "5", "2j\n", "?", "o", "3ja"}) {
        monitor.types("\x1b\x1b");
        monitor.types(keys);
        for (const std::size_t width : {1, 5, 12, 20, 40, 60, 80, 200})
            for (const std::size_t height : {1, 3, 4, 5, 8, 24, 60}) {
                monitor.is(width, height);
                const auto lines = monitor.lines();
                CHECK(lines.size() <= std::max<std::size_t>(height, 1));
                for (const auto& line : lines) {
                    CAPTURE(line);
                    CHECK(columns(line) <= width);
                    CHECK(line.find('\x1b') == std::string::npos);
                }
            }
    }
}

TEST_CASE("a narrow terminal leaves out what matters least, whole") {
    auto monitor = with_analyses(2);
    monitor.is(200, 24);
    CHECK(monitor.shows("finished (UTC)"));
    CHECK(monitor.shows("tries"));
    monitor.is(50, 24);
    CHECK_FALSE(monitor.shows("finished"));
    CHECK(monitor.shows("user1"));
    CHECK(monitor.shows("completed"));
    CHECK(monitor.shows("topic of a1"));
    CHECK(monitor.shows("2 Analyses"));
}

TEST_CASE("the queues' tab shows the pipeline in a few lines") {
    Monitor monitor;
    auto& snapshot = monitor.data.snapshot;
    snapshot.queues[0].length = 3;
    snapshot.queues[0].oldest_age_sec = 600;
    snapshot.analyses = {{"pending", 3}, {"completed", 9}, {"failed", 1}};
    snapshot.timings = {{"analyze", 20, 1.24, 3.5, 20, 30.0}, {"write", 0, 0, 0, 0, 0}};
    snapshot.history.back().analyses_completed = 8;
    snapshot.history.front().analyses_completed = 1;
    snapshot.error_count = 2;
    monitor.looks();
    CHECK(monitor.shows("10 min"));
    CHECK(monitor.shows("Analyses   3 pending   0 processing   9 completed   1 failed"));
    CHECK(monitor.shows("half within 1.2 s, 95 % within 3.5 s (the last 20)"));
    CHECK(monitor.shows("no figures yet"));
    CHECK(monitor.shows("analyses ▁············█ 9"));
    CHECK(monitor.shows("4 Errors 2"));
}

TEST_CASE("a database that is busy or gone is told of, and the last that was seen stays") {
    auto monitor = with_analyses(3);
    monitor.types("jj");
    monitor.fails_to_look("the database is locked");
    CHECK(monitor.shows("Not up to date: the database is locked"));
    CHECK(monitor.shows("topic of a3"));
    monitor.looks();
    CHECK_FALSE(monitor.shows("Not up to date"));
    CHECK(monitor.under_cursor().find("topic of a2") != std::string::npos);

    monitor.fails_to_look(
        "there is no database /a/rather/long/path/of/a/folder/pacelane.db; 'pacelane migrate' makes one, "
        "and 'pacelane doctor' looks for what is wrong");
    CHECK(monitor.shows("'pacelane migrate' makes"));
    CHECK(monitor.shows("looks for what is wrong"));
    CHECK(monitor.lines().size() == 24);

    Monitor fresh;
    fresh.fails_to_look("there is no database");
    CHECK(fresh.shows("there is no database"));
    fresh.types("2j\n3/x\n?");
}

TEST_CASE("p pauses, which is shown; p again looks at once; r looks while paused") {
    auto monitor = with_analyses(1);
    monitor.types("p");
    CHECK(monitor.model.paused);
    CHECK(monitor.shows("paused"));
    monitor.types("r");
    CHECK(monitor.wants<LookNow>());
    monitor.types("p");
    CHECK_FALSE(monitor.model.paused);
    CHECK(monitor.wants<LookNow>());
}

TEST_CASE("when there is more than was loaded, it says so") {
    auto monitor = with_analyses(3);
    monitor.data.snapshot.analyses["completed"] = 1000;
    monitor.looks();
    CHECK(monitor.shows("the latest 3 of 1000 analyses"));
}

}  // namespace pacelane::monitor_program
