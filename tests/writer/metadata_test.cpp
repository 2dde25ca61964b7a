#include "sources.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pacelane;

namespace {

Json metadata_of(std::string_view type) {
    auto asked = sources::request(type, "What a quarantine taught us about flaky tests",
                                  sources::about_flaky_tests, {"moved every flaky test"});
    asked.suggestion.angle = "What changed and why.";
    asked.suggestion.reasoning = "2 new passages.";
    return writer::metadata(writer::compose(asked), asked.suggestion);
}

}  // namespace

TEST_CASE("content_metadata tells the suggestion, the writer and the checks") {
    const auto json = metadata_of("linkedin_post");
    CHECK(json["topic"] == "What a quarantine taught us about flaky tests");
    CHECK(json["angle"] == "What changed and why.");
    CHECK(json["confidence"] == 0.8);
    CHECK(json["reasoning"] == "2 new passages.");
    CHECK(json["language"] == "en");
    CHECK(json["writer"] == Json{{"engine", "extractive"}, {"model", nullptr}, {"prompt_version", nullptr}});
    CHECK(json["checks"]["grounded_share"] == 1.0);
    CHECK(json["checks"]["character_limit"] == 3000);
    CHECK(json["checks"]["within_limit"] == true);
    CHECK(json["word_count"] > 80);
    CHECK(json["hashtags"].size() >= 1);
    CHECK_FALSE(json.contains("subject"));
    CHECK_FALSE(json.contains("slug"));
}

TEST_CASE("content_metadata cites each document once, with the claims taken from it") {
    const auto json = metadata_of("blog_post");
    REQUIRE(json["sources"].size() >= 2);
    CHECK(json["sources"][0]["path"] == "knowledge/flaky-tests.md");
    const auto& claim = json["sources"][0]["claims"].back();
    for (const auto* key : {"text", "quote", "passage", "line", "support"})
        CHECK(claim.contains(key));
    CHECK(json.contains("summary"));
    CHECK(json["slug"] == "what-a-quarantine-taught-us-about-flaky-tests");
}

TEST_CASE("content_metadata of a newsletter has subject and preview") {
    const auto json = metadata_of("newsletter");
    CHECK(json.contains("subject"));
    CHECK(json.contains("preview"));
}

TEST_CASE("the limits are those of the platforms") {
    CHECK(metadata_of("linkedin_post")["checks"]["character_limit"] == 3000);
    CHECK(metadata_of("social_media")["checks"]["character_limit"] == 280);
    CHECK(metadata_of("blog_post")["checks"]["character_limit"] == 20000);
    CHECK(metadata_of("newsletter")["checks"]["character_limit"] == 20000);
}
