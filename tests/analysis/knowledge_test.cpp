#include "material.h"

#include <doctest/doctest.h>

using namespace material;

TEST_CASE("an insight is a concrete sentence in the source's own words") {
    const auto document = note("notes/alerts.md", kAlertDiet);
    const auto insights = analyze(input_of({document})).knowledge.insights;
    REQUIRE_FALSE(insights.empty());
    for (const auto& insight : insights) {
        CAPTURE(insight.text);
        const auto& passage = document.passages.at(static_cast<std::size_t>(insight.source.passage)).passage;
        CHECK(passage.text.find(insight.source.quote) != std::string::npos);
        CHECK(insight.score > 0);
        CHECK(insight.score <= 1);
        CHECK(insight.is_new);
    }
    CHECK(std::is_sorted(insights.begin(), insights.end(), [](const Insight& a, const Insight& b) {
        return a.source.path == b.source.path && a.score > b.score + 0.25;
    }));
}

TEST_CASE("notes to oneself, links, code, fragments and what is private are no insights") {
    const auto insights = analyze(input_of({note("notes/rough.md", R"(# Rough notes on deployment

TODO: find out why deploys took 40 minutes instead of 12.

See https://example.org/deploys for why deploys took 40 minutes instead of 12.

deploys: 40 min -> 12 min because of the cache

Confidential: our largest customer left because deploys took 40 minutes instead of 12.

```
Deploys took 40 minutes instead of 12 because of the cache.
```

> Deploys took 40 minutes instead of 12 because somebody else said so.

## Links

Deploys took 40 minutes instead of 12 because of the cache, says this page.
)")}))
                              .knowledge.insights;
    for (const auto& insight : insights)
        MESSAGE(insight.text);
    CHECK(insights.empty());
}

TEST_CASE("minutes and other people's speech hold no insights of the person") {
    const auto result = analyze(input_of({talk(
        "Jonas Ek: The build took 40 minutes instead of 12 because nobody had looked at the cache.\n")}));
    CHECK(result.knowledge.insights.empty());
    CHECK(result.suggestions.empty());
}

TEST_CASE("files are told by path, with what is new") {
    auto result =
        analyze(input_of({note("notes/b.md", kFlakyTests, false), note("notes/a.md", kAlertDiet, true)}));
    REQUIRE(result.knowledge.files.size() == 2);
    CHECK(result.knowledge.files[0].path == "notes/a.md");
    CHECK(result.knowledge.files[0].new_passages == 3);
    CHECK(result.knowledge.files[1].new_passages == 0);
    CHECK(result.knowledge.files[0].format == "markdown");
    CHECK(result.knowledge.new_files == 1);
    CHECK(result.knowledge.new_passages == 3);
}

TEST_CASE("topics are what documents are about, never names or words that say nothing") {
    const auto result = analyze(input_of(
        {note("notes/a.md", kAlertDiet), note("notes/b.md", kFlakyTests),
         minutes(
             "# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek\n\n## Notes\n\nJonas Ek told the meeting about "
             "the alert budget. The meeting liked the alert budget. Jonas Ek keeps the alert budget.\n")}));
    REQUIRE_FALSE(result.knowledge.topics.empty());
    CHECK(result.knowledge.topics[0].weight == doctest::Approx(1));
    for (const auto* topics : {&result.knowledge.topics, &result.meetings.topics}) {
        for (const auto& topic : *topics) {
            CAPTURE(topic.text);
            CHECK(topic.text.find("Jonas") == std::string::npos);
            CHECK(topic.text != "meeting");
            CHECK(topic.text != "week");
            CHECK_FALSE(topic.sources.empty());
        }
    }
}
