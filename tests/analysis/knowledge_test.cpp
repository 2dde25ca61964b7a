#include "material.h"

#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

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

TEST_CASE("a remark in passing is no insight") {
    const auto result = analyze(input_of({talk(
        "Jonas Ek: The build took 40 minutes instead of 12 because nobody had looked at the cache.\n")}));
    CHECK(result.knowledge.insights.empty());
    CHECK(result.suggestions.empty());
}

constexpr std::string_view kWateringTalk =
    R"(Jonas Ek: Good morning, can everyone hear me, and can you all see my screen?
Ines Prado: The tomatoes in the second greenhouse lost a third of their leaves to the heat last week.
Jonas Ek: Um, the watering of the greenhouse ran at noon, when most of the water evaporates before it reaches the roots.
Ines Prado: The sensors in the soil measure moisture only at the surface, which dries much faster than the roots.
Jonas Ek: A second row of sensors at the depth of the roots would tell the watering when the soil is really dry.
Ines Prado: So what would a second row of sensors in the soil of both greenhouses cost us this year?
Jonas Ek: The sensors cost little, but the cables between the greenhouse and the pump have to be laid anew.
Ines Prado: My neighbour baked a wonderful cake with plums on Sunday and brought half of it over the fence.
Jonas Ek: Watering at night with the sensors at the roots would save a third of the water in the greenhouse.
Ines Prado: I'll send you the photographs of the tomatoes and of the soil as soon as I find the camera.
Jonas Ek: The pump fails whenever both greenhouses are watered at once, because the pressure in the pipes drops.
Ines Prado: The first greenhouse needs less water than the second, since its soil holds the moisture for longer.
Jonas Ek: Thanks, that sounds good to me, and let me know if you need anything else for the greenhouse.
)";

TEST_CASE("what a talk is mostly about is quoted, with who said it; small talk and questions are not") {
    const auto document = talk(kWateringTalk);
    const auto insights = analyze(input_of({document})).knowledge.insights;
    REQUIRE(insights.size() == 2);  // one of five or six sentences
    for (const auto& insight : insights) {
        CAPTURE(insight.text);
        const auto& passage = document.passages.at(static_cast<std::size_t>(insight.source.passage)).passage;
        CHECK(passage.text.find(insight.source.quote) != std::string::npos);
        CHECK(insight.source.speaker == passage.speaker);
        CHECK(insight.text.find("sensors") != std::string::npos);
        CHECK(insight.text.find('?') == std::string::npos);
        CHECK(insight.text.find("Um,") == std::string::npos);
        CHECK(insight.score > 0);
        CHECK(insight.score <= 1);
    }
}

TEST_CASE("a talk that is kept out of sight by its title gives no insights") {
    auto document = talk(kWateringTalk);
    document.title = "1:1 with Ines";
    CHECK(analyze(input_of({document})).knowledge.insights.empty());
}

TEST_CASE("insights of notes and of talks stand side by side") {
    const auto insights =
        analyze(input_of({talk(kWateringTalk), note("notes/alerts.md", kAlertDiet)})).knowledge.insights;
    const auto of = [&](std::string_view path) {
        return std::any_of(insights.begin(), insights.end(),
                           [&](const Insight& insight) { return insight.source.path.starts_with(path); });
    };
    CHECK(of("notes/"));
    CHECK(of("transcripts/"));
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

TEST_CASE(
    "a topic is what several notes are about, not what stands in all of them, in addresses or in a foot") {
    const std::vector<std::string> subjects{"rye bread", "rye bread", "oven stone", "oven stone"};
    std::vector<KnownDocument> documents;
    for (std::size_t i = 0; i < 12; ++i) {
        const auto& subject = subjects[i % subjects.size()];
        auto text = fmt::format(
            "# What the {0} taught me in try {1}\n\nI had a kitchen for it. The {0} needs {1} more hours. A "
            "{0} is slow, "
            "and no two turn out the same.\n\nThe numbers are on https://example.org/sheets/{1} and "
            "sheets.example.org/{1}.\n",
            subject, i + 2);
        text += "\nWritten in the kitchen of the valley bakers.\n";
        documents.push_back(note(fmt::format("notes/{}.md", i), text));
    }
    const auto topics = analyze(input_of(std::move(documents))).knowledge.topics;
    REQUIRE(topics.size() >= 2);
    CHECK(topics[0].documents == 6);
    for (const auto& topic : topics) {
        CAPTURE(topic.text);
        CHECK(topic.text != "kitchen");
        CHECK(topic.text.find("example") == std::string::npos);
        CHECK(topic.text.find("valley") == std::string::npos);
    }
    std::set<std::string> first{topics[0].text, topics[1].text};
    CHECK(first == std::set<std::string>{"oven stone", "rye bread"});
}
