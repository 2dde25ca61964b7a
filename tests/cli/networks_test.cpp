// A post made ready for each of a person's networks.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

struct Networks : Sandbox {
    explicit Networks(const std::string& networks) {
        write("pacelane.yaml",
              "database: pacelane.db\nusers:\n  - handle: ana\n    name: Ana Castro\n" + networks +
                  "    context: {knowledge: [notes/**/*]}\n    schedules: [{frequency: daily, "
                  "content_types: [social_media]}]\n");
        write("notes/restore.md", R"(# Restore drills every night

We moved the nightly restore drill to the staging cluster in October. Restores now take eleven minutes instead of four
hours. Every restore is checked against the row counts of the night before. A drill that fails opens a ticket and stays
red until it passes. The oldest backup that we can restore is ninety days old. Two engineers built all of it in two weeks.
)");
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        REQUIRE(run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    }
    std::string id() { return value("SELECT id FROM pacing_content_generation"); }
    nlohmann::json variants() {
        return run({"content", "show", id(), "--json"}).json()["content_metadata"]["variants"];
    }
};

}  // namespace

TEST_CASE("a post has a variant for each network: whole where it fits, else a thread of whole sentences") {
    Networks sandbox("    networks: [mastodon, x]\n");
    const auto variants = sandbox.variants();
    REQUIRE(variants.size() == 2);
    CHECK(variants[0]["network"] == "mastodon");
    CHECK(variants[0]["posts"].size() == 1);
    CHECK(variants[0]["posts"][0] == sandbox.value("SELECT content_body FROM pacing_content_generation"));
    CHECK(variants[1]["network"] == "x");
    REQUIRE(variants[1]["posts"].size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string post = variants[1]["posts"][i];
        CHECK(variants[1]["characters"][i] <= 280);
        CHECK(post.size() <= 280);
    }
    CHECK(variants[1]["posts"][0].get<std::string>().ends_with('.'));
    CHECK(variants[1]["left_out"].is_null());

    const auto shown = sandbox.run({"content", "show", sandbox.id()}).out;
    CHECK(has(shown, "For mastodon\n"));
    CHECK(has(shown, "For x: a thread\n"));
    CHECK(has(shown, "(2/2, "));
    REQUIRE(sandbox.run({"content", "export", "--all", "--to", "out"}).exit_code == 0);
    const auto file = sandbox.read("out/ana/2026-11-19-social_media-restore-drills-every-night.md");
    CHECK(has(file, "\n## mastodon\n\n"));
    CHECK(has(file, "\n## x\n\n" + variants[1]["posts"][0].get<std::string>() + "\n\n---\n\n" +
                        variants[1]["posts"][1].get<std::string>()));
}

TEST_CASE("without networks a post is one text that keeps the limits of all") {
    Networks sandbox("");
    // The note is longer than the tightest limit, and has no shorter run.
    CHECK(sandbox.value("SELECT count(*) FROM pacing_content_generation") == "0");
    sandbox.write("notes/short.md", R"(# Alerts without an owner

An alert without an owner is noise, because nobody is allowed to delete it. Each of our 31 alerts now names the person
who gets it and the first thing to try. Pages at night fell from 19 a week to 2.
)");
    sandbox.now = "2026-11-20T21:30:00Z";
    REQUIRE(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code == 0);
    REQUIRE(sandbox.value("SELECT count(*) FROM pacing_content_generation") == "1");
    CHECK(sandbox.variants().is_null());
}
