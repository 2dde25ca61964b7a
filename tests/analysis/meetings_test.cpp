#include "material.h"

#include <doctest/doctest.h>

using namespace material;
using Texts = std::vector<std::string>;

TEST_CASE("items below a heading for open questions are open, with or without a question mark") {
    CHECK(questions_in(minutes("# Weekly\n\n## Open questions\n\n- Who is paged when a canary stops at "
                               "night?\n- owner of the shutdown criteria is still missing\n")) ==
          Texts{"Who is paged when a canary stops at night?",
                "Owner of the shutdown criteria is still missing"});
}

TEST_CASE("a question in minutes is open unless the minutes go on with its answer") {
    CHECK(questions_in(minutes("# Weekly\n\n## Notes\n\n- How much traffic does a canary need?\n")).size() ==
          1);
    CHECK(questions_in(minutes("# Weekly\n\n## Notes\n\n- How much traffic does a canary need? At least 500 "
                               "requests a minute.\n"))
              .empty());
    CHECK(questions_in(minutes("# Weekly\n\n## Agenda\n\n- How much traffic does a canary need?\n")).empty());
}

TEST_CASE("in speech, talk about the talk is no open question") {
    for (const std::string phrase :
         {"Can you hear me all right today?", "That is the rule we want, right?",
          "Does that make sense to everybody here?", "Can you send me the numbers of October?",
          "What do you think about that?"}) {
        CAPTURE(phrase);
        CHECK(questions_in(talk(std::string("Maya Lindqvist: ") + phrase + "\n")).empty());
    }
}

TEST_CASE("in speech, a question stays open when nobody knows") {
    CHECK(questions_in(talk("Maya Lindqvist: Which services need a canary before the freeze in "
                            "December?\nJonas Ek: I don't know, we need to find out.\n")) ==
          Texts{"Which services need a canary before the freeze in December?"});
}

TEST_CASE("in speech, a question that is answered or decided at once is closed") {
    CHECK(questions_in(talk("Maya Lindqvist: Should the canary wait for five hundred requests?\nJonas Ek: "
                            "Yes, always.\n"))
              .empty());
    CHECK(questions_in(talk("Maya Lindqvist: Which cluster should we move to in December?\nJonas Ek: Okay, "
                            "let's go with the smaller cluster in Stockholm.\n"))
              .empty());
    CHECK(questions_in(talk("Maya Lindqvist: Why did the build get slow in October? Nobody had looked at the "
                            "cache for weeks. The cache was simply full.\n"))
              .empty());
}

TEST_CASE("a first name and a full name are one person") {
    const auto result = analyze(input_of(
        {minutes("# Weekly\n\nAttendees: Maya, Jonas Ek\n\nTalked.\n", "meetings/2026-11-10-weekly.md"),
         talk("Maya Lindqvist: The build is slow today.\nJonas Ek: It is.\n")}));
    REQUIRE(result.meetings.participants.size() == 2);
    CHECK(result.meetings.participants[0].name == "Maya Lindqvist");
    CHECK(result.meetings.participants[0].meetings == 2);
}

TEST_CASE("two people of one first name stay two") {
    const auto result =
        analyze(input_of({minutes("# Weekly\n\nAttendees: Ana Souza, Ana Prado, Ana\n\nTalked.\n")}));
    REQUIRE(result.meetings.participants.size() >= 2);
    CHECK(result.meetings.participants[0].name != result.meetings.participants[1].name);
}

TEST_CASE("shares are of the words spoken") {
    const auto result =
        analyze(input_of({talk("Maya Lindqvist: One two three four five six.\nJonas Ek: Seven eight.\n")}));
    REQUIRE(result.meetings.participants.size() == 2);
    CHECK(result.meetings.participants[0].name == "Maya Lindqvist");
    CHECK(result.meetings.participants[0].words == 6);
    CHECK(result.meetings.participants[0].share == doctest::Approx(0.75));
    REQUIRE(result.meetings.meetings.size() == 1);
    CHECK(result.meetings.meetings[0].participants[1].share == doctest::Approx(0.25));
}

TEST_CASE("collaboration counts who speaks after whom, and who asks whom") {
    const auto result =
        analyze(input_of({talk("Maya Lindqvist: Can you measure the cold start, Jonas?\nJonas Ek: Sure, no "
                               "problem.\nMaya Lindqvist: Thanks.\nPriya Raman: Hello there.\n")}));
    REQUIRE(result.meetings.collaboration.size() == 3);
    const auto& first = result.meetings.collaboration[0];
    CHECK(first.first == "Jonas Ek");
    CHECK(first.second == "Maya Lindqvist");
    CHECK(first.meetings == 1);
    CHECK(first.exchanges == 3);  // two changes of speaker, one task given
}

TEST_CASE("themes are what several meetings talk about; minutes and transcript of one meeting count once") {
    const auto text = [](std::string_view number) {
        return "# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek\n\n## Notes\n\nThe canary rollout stopped "
               "twice. A canary rollout needs traffic. Flow " +
               std::string(number) + " of the canary rollout is next.\n";
    };
    const auto has = [](const Result& result, int meetings) {
        return std::any_of(
            result.meetings.themes.begin(), result.meetings.themes.end(), [&](const Theme& theme) {
                return theme.text.find("anary") != std::string::npos && theme.meetings == meetings &&
                       theme.sources.size() == static_cast<std::size_t>(meetings);
            });
    };
    CHECK(has(analyze(input_of({minutes(text("one"), "meetings/2026-11-03-weekly.md"),
                                minutes(text("two"), "meetings/2026-11-10-weekly.md")})),
              2));
    auto same_day =
        analyze(input_of({minutes(text("one"), "meetings/2026-11-17-weekly.md"),
                          talk("Maya Lindqvist: The canary rollout stopped twice.\nJonas Ek: A canary "
                               "rollout needs traffic.\nMaya Lindqvist: The canary rollout is next.\n",
                               "transcripts/2026-11-17-weekly.vtt")}));
    CHECK(same_day.meetings.themes.empty());
}

TEST_CASE("meetings come latest first") {
    const auto result = analyze(input_of({minutes("# First\n\nTalked.\n", "meetings/2026-11-03-a.md"),
                                          minutes("# Second\n\nTalked.\n", "meetings/2026-11-10-b.md")}));
    REQUIRE(result.meetings.meetings.size() == 2);
    CHECK(result.meetings.meetings[0].title == "Second");
}
