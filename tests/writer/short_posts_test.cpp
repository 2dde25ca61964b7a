// What a post for a feed holds of its note.
#include "writer/tried.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace tried_notes;

namespace {

std::vector<writer::Trial> posts_of(std::string_view text, std::string_view form,
                                    const std::string& path = "notes/a.md", double telling_share = kSeldom) {
    return trials_at({path}, text, form, {}, telling_share);
}

std::string post_of(std::string_view text, std::string_view form) {
    const auto found = posts_of(text, form);
    return found.empty() ? std::string() : found.front().draft.body;
}

double feature(const writer::Trial& trial, std::string_view name) {
    for (const auto& [known, value] : trial.features)
        if (known == name) return value;
    return -1;
}

constexpr const char* kRename =
    "# Naming all panes of a session at once\n\nI lose track of my panes every afternoon, when six of them "
    "show "
    "the same prompt and none of them says what it is for. Yesterday's trick costs me one line, and I should "
    "have "
    "looked for it years ago.\n\n";
constexpr const char* kAfter =
    "This command asks for a name and keeps it until the pane is closed. I learned that the names survive a "
    "restart too, so that I find my work in the morning where I left it.\n";

constexpr const char* kNamed =
    "A pane has a name since then, which I type once and read all day. I learned that the names survive a "
    "restart "
    "too, so that I find my work in the morning where I left it, and nobody asks me any more which pane is "
    "which.\n";

}  // namespace

TEST_SUITE("a post in plain text") {
    TEST_CASE("keeps a short command on a line of its own, with what is said of it") {
        const auto text = std::string(kRename) +
                          "Type it once in each pane:\n\n```sh\npane --rename --all\n```\n\n" + kAfter;
        const auto body = post_of(text, "linkedin_post");
        CHECK(has(body, "Type it once in each pane:\n\npane --rename --all\n\nThis command asks"));
        CHECK(has(body, "where I left it."));
        CHECK_FALSE(has(body, "```"));
    }

    TEST_CASE("is none where the code is long or wide, or shows an address") {
        std::string lines;
        for (int i = 0; i < 12; ++i)
            lines += fmt::format("pane --rename {}\n", i);
        for (const auto& code :
             {lines, std::string(120, 'x') + "\n", std::string("pane --to ana@example.org\n")}) {
            INFO(code);
            const auto text =
                fmt::format("{}Type it once in each pane:\n\n```sh\n{}```\n\n{}", kRename, code, kAfter);
            for (const auto& post : posts_of(text, "linkedin_post"))
                CHECK_FALSE(has(post.draft.body, "once in each pane"));
        }
    }

    TEST_CASE("of a note that is told whole needs no word of its author when it holds the command") {
        const std::string how_to =
            "# Renaming all panes of a session at once\n\nA pane shows its prompt and nothing else, which is "
            "hard to "
            "read when six of them are open and all look the same. One command gives names to all panes of a "
            "session, in the order in which they were opened, and it asks before it takes the place of an "
            "older "
            "name:\n\n```sh\npane --rename --all\n```\n\nThe names stay until the session ends, and a name "
            "that "
            "holds a space needs quotes around it.\n";
        const auto whole = posts_of(how_to, "linkedin_post");
        REQUIRE_FALSE(whole.empty());
        CHECK(writer::lacks(whole.front()).empty());
        CHECK(feature(whole.front(), "ends_told") == 1);
        // Under the name of a thing it is an entry of a reference.
        auto entry = how_to;
        entry.replace(0, entry.find('\n'), "# Pane names");
        const auto listed = posts_of(entry, "linkedin_post");
        REQUIRE_FALSE(listed.empty());
        CHECK(writer::lacks(listed.front()) == "nothing in it says that it is the author's own");
        // Unless its writer tells of themselves in many notes: those write their own how-tos.
        const auto often = posts_of(entry, "linkedin_post", "notes/a.md", kOften);
        REQUIRE_FALSE(often.empty());
        CHECK(writer::lacks(often.front()) != "nothing in it says that it is the author's own");
        CHECK(often.front().score > listed.front().score);
        // Without the command it is anybody's text.
        auto without = how_to;
        const auto code = without.find("name:\n\n```sh");
        without.replace(code, without.find("```\n\nThe names") + 5 - code, "name. ");
        const auto anybody = posts_of(without, "linkedin_post");
        REQUIRE_FALSE(anybody.empty());
        CHECK(writer::lacks(anybody.front()) == "nothing in it says that it is the author's own");
    }

    TEST_CASE("ends what its note tells where only sources come after it") {
        const auto told = [](const std::string& more) {
            const auto found = posts_of(std::string(kRename) + kNamed + more, "linkedin_post");
            return found.empty() ? -1 : feature(found.front(), "ends_told");
        };
        CHECK(told("") == 1);
        CHECK(told("\n## Sources\n\n- [The manual](https://example.org/panes)\n") == 1);
        CHECK(told("\n## Colours\n\n```sh\npane --colour\n```\n") == 0);
    }
}

TEST_SUITE("a command at the end of a short post") {
    TEST_CASE("is a claim of its own, and has no hashtags behind it") {
        const auto found = posts_of(
            "# Naming terminal panes\n\nI found out that you can name all terminal panes at once. Two lines "
            "do "
            "it:\n\n```sh\npane --rename\npane --keep\n```\n",
            "social_media");
        REQUIRE(found.size() == 1);
        CHECK(found.front().draft.body.ends_with("it:\n\npane --rename\npane --keep"));
        const auto& claims = found.front().draft.claims;
        for (const char* line : {"pane --rename", "pane --keep"})
            CHECK(std::any_of(claims.begin(), claims.end(),
                              [&](const writer::Claim& claim) { return claim.text == line; }));
        CHECK(found.front().draft.hashtags.empty());
    }
}

TEST_SUITE("the subject of a short post") {
    TEST_CASE("is the note's title where the text does not say it") {
        const std::string text =
            "I found out that it asks for a name and keeps it for as long as the thing is open. It cost me "
            "one "
            "line.\n";
        CHECK(post_of("# Naming terminal panes\n\n" + text, "social_media")
                  .starts_with("Naming terminal panes\n\nI"));
        CHECK(post_of("# Naming terminal panes\n\nI name all terminal panes at once. " + text, "social_media")
                  .starts_with("I name"));
        // A file's name is no title.
        CHECK(post_of(text, "social_media").starts_with("I found"));
    }

    TEST_CASE("is not a heading that could stand in any note") {
        const auto title = [](const std::string& heading) {
            const auto found = posts_of(
                fmt::format("# Naming terminal panes\n\nSix panes, one prompt.\n\n## {}\n\nMy first try took "
                            "all names from the folder that a shell was started in, so that I had four panes "
                            "called home and two called tmp. I gave up on folders and type the names since. "
                            "It turned out that nobody needs more than five of them on any day of the "
                            "week, and that the sixth is the one that I forget to close in the "
                            "evening.\n\n## Colours\n\n| pane | colour |\n| --- | --- |\n| one | red |\n",
                            heading),
                "linkedin_post");
            return found.empty() ? std::string() : found.front().draft.title;
        };
        CHECK(title("What really went badly") == "Naming terminal panes");
        CHECK(title("Names from the folder") == "Names from the folder");
    }

    TEST_CASE("shows how it is done, and need not say that it worked") {
        constexpr const char* kUnnamed =
            "# Naming all panes of a session at once\n\nI lose track of my panes every afternoon, when six "
            "of them "
            "show the same prompt and none of them says what it is for. So I close the wrong one, and open "
            "it again "
            "with all that I had typed in it.\n\n";
        std::string more =
            "## Colours\n\nPanes have colours, too, and I set them by hand in this file:\n\n```\n";
        for (int pane = 0; pane < 12; ++pane)
            more += "set pane-colour green\n";
        const auto lacking = [&](const std::string& rest) {
            const auto found = posts_of(
                std::string(kUnnamed) + ("To name one, I type this line below the prompt:\n\n```\npane "
                                         "name\n```\n\n" +
                                         rest + more + "```\n"),
                "linkedin_post");
            return found.empty() ? std::string("no post") : std::string(writer::lacks(found.front()));
        };
        CHECK(lacking("The name stays with the pane until I close it in the evening.\n\n") == "");
        // Where it ends with a wish, what came of it is missing.
        CHECK(lacking("I wanted to have the names in the file of my session, too.\n\n") ==
              "it says what was wanted or done, and not what came of it");
    }

    TEST_CASE("leaves out what is said of a picture that it cannot show") {
        const std::string before =
            "# The shelf of our archive\n\nI moved our archive to a new shelf in May, because "
            "I spent a part of every morning on looking for boxes that somebody had put where "
            "there was space.\n\n";
        const std::string after =
            "\n\nIt turned out that nobody knows how old a box is that they look for. I took them "
            "all out, wrote a name on each, and nobody has asked me since then.\n";
        for (const char* caption :
             {"*The shelf before I moved it*", "Figure 2: the shelf in the room below."}) {
            INFO(caption);
            for (const char* form : {"linkedin_post", "blog_post"}) {
                const auto post =
                    post_of(before + "![the shelf](shelf.png)\n\n" + caption + after + after, form);
                CHECK(has(post, "nobody has asked me"));
                CHECK_FALSE(has(post, "Figure 2"));
                CHECK_FALSE(has(post, "The shelf before"));
            }
            const auto shown =
                post_of(before + "![the shelf](https://example.org/shelf.png)\n\n" + caption + after + after,
                        "blog_post");
            CHECK((has(shown, "Figure 2") || has(shown, "The shelf before")));
        }
    }

    TEST_CASE("of a few lines tells what came of it") {
        const auto lacking = [](const std::string& opening) {
            const std::string rest =
                "\n\nA shelf by year is one that nobody reads but me. So I took all boxes out in June and "
                "put them "
                "back by the name of who packed them, which took two days and a helper.\n\nIt turned out "
                "that the "
                "names fit on one sheet, and since then nobody has asked me for a box.\n";
            std::vector<std::string> found;
            for (const auto& post : posts_of("# Boxes by the name of who packed them\n\n" + opening + rest,
                                             "social_media", "notes/a.md", kOften))
                if (has(post.draft.body, opening.substr(0, 20))) found.emplace_back(writer::lacks(post));
            return found;
        };
        const std::string wanted = "it says what was wanted or done, and not what came of it";
        const auto only_wanted = lacking(
            "I wanted to put the boxes of our archive in an order that a new colleague reads. My first "
            "shelf had been sorted by year.");
        REQUIRE_FALSE(only_wanted.empty());
        CHECK(std::find(only_wanted.begin(), only_wanted.end(), wanted) != only_wanted.end());
        const auto found = lacking(
            "I wanted to put the boxes of our archive in an order that a new colleague reads. It turned out "
            "that "
            "the name of who packed them is enough.");
        REQUIRE_FALSE(found.empty());
        CHECK(std::find(found.begin(), found.end(), wanted) == found.end());
    }
}
