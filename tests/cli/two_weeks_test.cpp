// Two weeks of somebody's notes, a tick a day, through the real program.
#include "cli/sandbox.h"

#include <map>
#include <set>

#include <doctest/doctest.h>

namespace {

const char* const kAlerts = R"(# Why we cut our alerts from 214 to 31

In March our on-call engineers received 214 alerts a week and ignored most of them. Only 31 of the 214 alerts had ever led
to an action.

We deleted every alert that nobody had acted on in 90 days. Pages at night fell from 19 a week to 2, because the deleted
alerts had never told anyone anything. An alert without an owner is noise, because nobody is allowed to delete it.

I kept a list of everything that we deleted, in case somebody missed one of them. After a year I threw the list away. The
only complaint had come from a dashboard, which showed a green square for an alert that could not fire any more.

We learned to ask one question before we add an alert: who gets up at night for it, and what do they do first? When there
is no answer, we write a line in the weekly report instead, and that has been enough every time.
)";

const char* const kBuilds = R"(# Seven minutes is enough for a build

Our build took 22 minutes in September, and nobody sits and watches a build for 22 minutes. People start something else,
and the cost is in coming back.

We cached less and measured more: most of the time went into one test that waited for a clock. The build takes seven
minutes now, and we stopped there because the next minute would cost a month.

I had been sure that the cache was the answer, because every talk that I had seen about slow builds ended with a cache.
The profile said something else on the first morning, and I did not believe it until I had read it three times. Measuring
took two days, and the repair took an afternoon.
)";

const char* const kMore = R"(
## What the drills found

Nine drills found eleven dependencies that no diagram showed, and four of the eleven would have stopped a restore. The
oldest one was a licence server that had been off since 2023.

A drill that finds nothing is a drill that was announced. We stopped announcing them in November, and the first surprise
drill took 140 minutes instead of 95. I was angry for an hour, and then I was glad that it had not been a real night.

We write the dependencies on the wall now, in the room where the drill is led, and whoever finds a new one may choose
the cake. The wall has filled up more slowly each month, which is the only figure of the drills that I show to others.
)";

const char* const kPrivate = R"(# 1:1 with Priya

Priya is struggling with the on-call rota, and she missed the deadline twice in October. We agreed that she takes a month
off the rota because nobody sleeps well with two small children.
)";

std::string day(int n) {
    return "2026-11-" + std::string(n < 10 ? "0" : "") + std::to_string(n);
}

}  // namespace

TEST_CASE("over two weeks nothing is proposed or written twice, and days without news say so") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    REQUIRE(sandbox.run({"migrate"}).exit_code == 0);
    REQUIRE(sandbox.run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    const std::map<int, int> expected{
        {2, 1}, {5, 1}, {6, 1}, {11, 1}};  // day → suggestions; none on the others
    for (int n = 2; n <= 15; ++n) {
        if (n == 5) {  // two notes arrive on one day: one is kept for the next
            sandbox.write("notes/alerts.md", kAlerts);
            sandbox.write("notes/builds.md", kBuilds);
        }
        if (n == 8) sandbox.write("notes/priya.md", kPrivate);
        if (n == 11) sandbox.write("notes/backups.md", sandbox.read("notes/backups.md") + kMore);
        if (n == 13) sandbox.write("notes/shopping.md", "# Shopping\n\n- milk\n- coffee\n");
        // The tick comes twice a day and does its work once.
        for (const auto* time : {"T09:30:00Z", "T18:00:00Z"}) {
            sandbox.now = day(n) + time;
            for (const auto* stage : {"schedule", "analyze", "write"}) {
                const auto result = sandbox.run({stage});
                INFO(sandbox.now << ' ' << stage << ": " << result.out << result.err);
                CHECK(result.exit_code == 0);
            }
        }
        const auto made = sandbox.value(
            "SELECT json_array_length(content_suggestions) FROM pacing_context_analysis WHERE analysis_date "
            "= '" +
            day(n) + "'");
        CAPTURE(day(n));
        CHECK(made == std::to_string(expected.contains(n) ? expected.at(n) : 0));
    }
    CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'completed'") ==
          "14");
    CHECK(sandbox.value(
              "SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'completed'") == "4");
    CHECK(sandbox.value("SELECT sum(pending_messages) FROM pacing_queue_status") == "0");
    // Each draft says something that no other says.
    std::set<std::string> titles, sentences;
    for (const auto& title : sandbox.query("SELECT content_title FROM pacing_content_generation"))
        CHECK(titles.insert(title).second);
    for (const auto& body : sandbox.query("SELECT content_body FROM pacing_content_generation"))
        CHECK(body.find("Priya") == std::string::npos);
    for (const auto& quote : sandbox.query("SELECT DISTINCT g.id || (c.value ->> 'quote') FROM "
                                           "pacing_content_generation g, json_each(g.content_metadata -> "
                                           "'sources') s, json_each(s.value -> 'claims') c "
                                           "WHERE c.value ->> 'quote' <> s.value ->> 'title'")) {
        INFO(quote);
        CHECK(sentences.insert(quote.substr(36)).second);
    }

    SUBCASE("a quiet day's answer says that all was told") {
        sandbox.now = "2026-11-16T09:30:00Z";
        const auto result = sandbox.run({"analyze", "--user", "ana"});
        CHECK(result.out.find("told in the last 60 days") != std::string::npos);
    }
}
