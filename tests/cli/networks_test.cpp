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

I used to think that a backup was done when its job was green. Then we needed one in March, and the restore took eleven
hours instead of two.

You have no backup until you have restored it. We now restore a database every night, on a machine that nobody needs until
morning. The drill costs you forty minutes and one euro. It found a corrupt index before any customer did, and it taught
me to trust what I have seen more than what a list says.
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
    CHECK(
        sandbox
            .query(
                "SELECT id FROM pacing_content_generation WHERE content_metadata ->> 'variants' IS NOT NULL "
                "OR content_metadata -> 'checks' ->> 'characters' > 280")
            .empty());
    CHECK(sandbox.value("SELECT networks FROM users") == "[]");
}
