#include "material.h"

#include <pacelane/base/error.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace material;
using pacelane::Json;

TEST_CASE("a suggestion comes back from its JSON as it was") {
    auto suggestion = analyze(input_of({note("notes/alerts.md", kAlertDiet)})).suggestions.at(0);
    suggestion.id = "0192f0c1-0000-7000-8000-000000000001";
    const auto json = to_json(suggestion);
    const auto back = pacelane::writer::suggestion_from_json(json);
    CHECK(pacelane::to_text(to_json(back)) == pacelane::to_text(json));
    CHECK(back.related_context.size() == suggestion.related_context.size());
    CHECK(json["language"] == "en");
}

TEST_CASE("a suggestion that lacks a field or has it wrong is refused by name") {
    const auto good = to_json(analyze(input_of({note("notes/alerts.md", kAlertDiet)})).suggestions.at(0));
    for (const std::string name : {"topic", "topic_key", "content_type", "language", "angle", "confidence",
                                   "reasoning", "key_points", "related_context"}) {
        CAPTURE(name);
        auto missing = good;
        missing.erase(name);
        CHECK_THROWS_WITH_AS(pacelane::writer::suggestion_from_json(missing), doctest::Contains(name.c_str()),
                             pacelane::Error);
        auto wrong = good;
        wrong[name] = Json::object();
        CHECK_THROWS_AS(pacelane::writer::suggestion_from_json(wrong), pacelane::Error);
    }
    CHECK_THROWS_AS(pacelane::writer::suggestion_from_json(Json::array()), pacelane::Error);
}

TEST_CASE("contexts are told with their sources") {
    const auto result = analyze(input_of({note("notes/alerts.md", kAlertDiet),
                                          minutes("# Weekly\n\nAttendees: Maya Lindqvist, Jonas Ek\n\n## "
                                                  "Action items\n\n- Maya: write the runbook by Friday\n")}));
    const auto meetings = to_json(result.meetings);
    CHECK(meetings["action_items"][0]["who"] == "Maya Lindqvist");
    CHECK(meetings["action_items"][0]["due_date"] == "2026-11-20");
    CHECK(meetings["meetings"][0]["date"] == "2026-11-17");
    const auto knowledge = to_json(result.knowledge);
    CHECK(knowledge["files"][0]["path"] == "notes/alerts.md");
    CHECK(knowledge["insights"][0]["source"]["quote"].is_string());
}

TEST_CASE("a piece of speech may end earlier in its last turn than it begins in its first one") {
    pacelane::writer::Suggestion suggestion;
    suggestion.content_type = "linkedin_post";
    suggestion.pieces.push_back({"d", {4, 6}, {"a", "b"}, {3, 1}});
    CHECK(pacelane::writer::suggestion_from_json(to_json(suggestion)).pieces.front().sentences ==
          std::vector<int>{3, 1});
    for (const auto& [passages, sentences] : std::vector<std::pair<std::vector<int>, std::vector<int>>>{
             {{4}, {3, 3}}, {{4, 6}, {3, 0}}, {{4}, {-1, 2}}}) {
        suggestion.pieces = {{"d", passages, std::vector<std::string>(passages.size(), "a"), sentences}};
        CHECK_THROWS_WITH(pacelane::writer::suggestion_from_json(to_json(suggestion)),
                          doctest::Contains("is no range"));
    }
}
