#include "material.h"

#include <doctest/doctest.h>

using namespace material;

TEST_SUITE("proposing") {
    TEST_CASE("makes one suggestion a form, each of another note") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet), note("notes/flaky.md", kFlakyTests)});
        input.content_types = {"linkedin_post", "blog_post"};
        const auto result = analyze(input);
        REQUIRE(result.suggestions.size() == 2);
        CHECK(result.suggestions[0].content_type == "linkedin_post");
        CHECK(result.suggestions[1].content_type == "blog_post");
        CHECK(result.suggestions[0].pieces.front().document_id !=
              result.suggestions[1].pieces.front().document_id);
        for (const auto& suggestion : result.suggestions) {
            CHECK(suggestion.confidence > 0);
            CHECK(suggestion.confidence <= 1);
            CHECK_FALSE(suggestion.reasoning.empty());
            CHECK_FALSE(suggestion.related_context.empty());
            CHECK(suggestion.pieces.front().hashes.size() == suggestion.pieces.front().passages.size());
        }
    }

    TEST_CASE("does not tell again in any form what was told in the last sixty days") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.content_types = {"blog_post"};
        const auto first = analyze(input);
        REQUIRE(first.suggestions.size() == 1);
        input.past = {past_of(input, first.suggestions[0], "2026-11-10")};
        input.content_types = {"linkedin_post", "blog_post", "social_media"};
        const auto again = analyze(input);
        CHECK(again.suggestions.empty());
        CHECK(again.reason.find("told in the last 60 days") != std::string::npos);
        input.past[0].date = day("2026-08-01");
        CHECK_FALSE(analyze(input).suggestions.empty());
    }

    TEST_CASE("says why there is nothing") {
        CHECK(analyze(input_of({})).reason.find("no documents yet") != std::string::npos);
        std::string links = "# Reading\n\n";
        for (int i = 0; i < 12; ++i)
            links += "- [A page about gardens](https://example.org/" + std::to_string(i) + ")\n";
        const auto result = analyze(input_of({note("notes/links.md", links)}));
        CHECK(result.suggestions.empty());
        CHECK(result.reason.find("lists of links") != std::string::npos);
    }

    TEST_CASE("shows what was tried, also what was not good enough") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        const auto result = analyze(input);
        REQUIRE_FALSE(result.candidates.empty());
        for (const auto& candidate : result.candidates) {
            CHECK(candidate.path == "notes/alerts.md");
            CHECK_FALSE(candidate.features.empty());
        }
    }

    TEST_CASE("writes in the language that the person chose") {
        auto input = input_of({note("notes/alerts.md", kAlertDiet)});
        input.person.language = Language::portuguese;
        const auto result = analyze(input);
        CHECK(result.suggestions.empty());
        CHECK(result.reason.find("not in the language of the drafts") != std::string::npos);
    }
}
