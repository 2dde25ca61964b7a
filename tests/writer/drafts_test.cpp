#include "sources.h"

#include <algorithm>
#include <pacelane/base/error.h>
#include <set>

#include <doctest/doctest.h>

using namespace pacelane;
using sources::about_flaky_tests;
using sources::contains;
using sources::request;

namespace {

const std::vector<std::string_view> cited{"moved every flaky test", "retry a failed test"};

writer::Draft draft(std::string_view type) {
    return writer::compose(
        request(type, "What a quarantine taught us about flaky tests", about_flaky_tests, cited));
}

const char* const all_types[] = {"linkedin_post", "blog_post", "newsletter", "social_media"};

std::string read_flat(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

}  // namespace

TEST_SUITE("every draft") {
    TEST_CASE("says nothing that its sources do not say") {
        for (const auto* type : all_types) {
            CAPTURE(type);
            const auto made = draft(type);
            CHECK(made.grounded_share == 1.0);
            REQUIRE(!made.claims.empty());
            for (const auto& claim : made.claims) {
                CAPTURE(claim.text);
                CHECK(claim.support >= 0.8);
            }
        }
    }

    TEST_CASE("cites every statement with the verbatim words of a passage, a heading or a title") {
        for (const auto* type : all_types) {
            const auto asked =
                request(type, "What a quarantine taught us about flaky tests", about_flaky_tests, cited);
            for (const auto& claim : writer::compose(asked).claims) {
                CAPTURE(claim.text);
                const auto document =
                    std::find_if(asked.documents.begin(), asked.documents.end(),
                                 [&](const auto& d) { return d.id == claim.source.document_id; });
                REQUIRE(document != asked.documents.end());
                const auto& passage =
                    document->passages[static_cast<std::size_t>(claim.source.passage)].passage;
                const bool heading =
                    std::count(passage.headings.begin(), passage.headings.end(), claim.source.quote) > 0;
                CHECK((contains(passage.text, claim.source.quote) || heading ||
                       document->title == claim.source.quote));
                CHECK(claim.source.line == passage.line);
                CHECK(claim.source.path == document->path);
            }
        }
    }

    TEST_CASE("keeps within its platform's limit") {
        for (const auto* type : all_types) {
            const auto made = draft(type);
            CHECK(made.characters == language::character_count(made.body));
            CHECK(made.characters <= made.character_limit);
        }
    }

    TEST_CASE("holds no shorthand, to-do, address, ticket or telephone number") {
        for (const auto* type : all_types) {
            const auto body = draft(type).body;
            for (const auto* part : {"TODO", "->", "http", "PLAT-", "+46", "??", "Notes from"}) {
                CAPTURE(part);
                CHECK_FALSE(contains(body, part));
            }
        }
    }

    TEST_CASE("holds no action item, attendance or agenda of a meeting") {
        for (const auto* type : all_types) {
            const auto body = draft(type).body;
            for (const auto* part : {"Thursday", "Attendees", "Office move", "Priya", "publish the"}) {
                CAPTURE(part);
                CHECK_FALSE(contains(body, part));
            }
        }
    }

    TEST_CASE("holds no filler, promise or talk to the room from a transcript") {
        for (const auto* type : all_types) {
            const auto body = draft(type).body;
            for (const auto* part : {"Um,", "the, the", "I'll", "recording", "Can you", "Jonas Ek:"}) {
                CAPTURE(part);
                CHECK_FALSE(contains(body, part));
            }
        }
    }

    TEST_CASE("stays on its subject") {
        for (const auto* type : all_types) {
            const auto body = draft(type).body;
            CHECK_FALSE(contains(body, "espresso"));
            CHECK_FALSE(contains(body, "plants"));
        }
    }

    TEST_CASE("repeats no sentence") {
        for (const auto* type : all_types) {
            std::multiset<std::string> texts;
            const auto made = draft(type);
            for (std::size_t i = 1; i < made.claims.size(); ++i)
                texts.insert(made.claims[i].text);
            for (const auto& text : texts) {
                CAPTURE(text);
                CHECK(texts.count(text) == 1);
            }
        }
    }

    TEST_CASE("is the same each time") {
        for (const auto* type : all_types)
            CHECK(draft(type).body == draft(type).body);
    }

    TEST_CASE("has a title that says the point") {
        for (const auto* type : all_types)
            CHECK(draft(type).title == "What a quarantine taught us about flaky tests");
    }

    TEST_CASE("never has a date or the meeting's name for a title") {
        const auto made =
            writer::compose(request("linkedin_post", "Platform weekly", about_flaky_tests, cited));
        CHECK_FALSE(contains(made.title, "weekly"));
        CHECK(made.title.size() > 10);
    }

    TEST_CASE("that has too little to rest on is refused with what is missing") {
        const sources::File thin{
            "knowledge/idea.md", context::DocumentKind::knowledge,
            "# Feature flags\n\n- flags -> cleanup?\n- ask Jonas\n\nFeature flags need an owner.\n"};
        try {
            writer::compose(request("linkedin_post", "Feature flags", {thin}, {"Feature flags need"}));
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::bad_input);
            CHECK(contains(error.what(), "Feature flags"));
            CHECK(contains(error.what(), "add a note on it in full sentences"));
        }
    }

    TEST_CASE("refuses a content type it does not know") {
        CHECK_THROWS_AS(writer::compose(request("poem", "Flaky tests", about_flaky_tests)), Error);
    }

    TEST_CASE("is not made from confidential passages") {
        sources::File secret = sources::flaky;
        const std::string text =
            std::string(sources::flaky.text) +
            "\n## Costs of flaky tests\n\nConfidential: flaky tests cost us the contract with "
            "Nordbank. Flaky tests made Nordbank leave in May.\n";
        secret.text = text;
        const auto made = writer::compose(request("blog_post", "flaky tests", {secret}, cited));
        CHECK_FALSE(contains(made.body, "Nordbank"));
    }
}

TEST_SUITE("a LinkedIn post") {
    TEST_CASE("opens with a line that shows before 'see more'") {
        const auto body = draft("linkedin_post").body;
        const auto hook = body.substr(0, body.find("\n\n"));
        CHECK(language::character_count(hook) <= 210);
        CHECK(language::stands_alone(hook, language::Language::english));
    }

    TEST_CASE("is short paragraphs of plain text, with hashtags in the last line") {
        const auto made = draft("linkedin_post");
        CHECK_FALSE(contains(made.body, "## "));
        CHECK_FALSE(contains(made.body, "**"));
        CHECK(made.characters >= 600);
        CHECK(made.characters <= 1800);
        CHECK(made.hashtags.size() >= 1);
        CHECK(made.hashtags.size() <= 5);
        CHECK(contains(made.body.substr(made.body.rfind("\n\n")), made.hashtags.front()));
    }

    TEST_CASE("quotes nobody else") {
        CHECK_FALSE(contains(draft("linkedin_post").body, "bug report"));
    }
}

TEST_SUITE("a blog post") {
    TEST_CASE("has its title, the source's sections in order, a summary and a slug") {
        const auto made = draft("blog_post");
        CHECK(made.body.starts_with(
            "# What a quarantine taught us about flaky tests\n\nFlaky tests cost our team"));
        const auto first = made.body.find("## Why retries made flaky tests worse");
        const auto second = made.body.find("## What the quarantine changed");
        REQUIRE(first != std::string::npos);
        REQUIRE(second != std::string::npos);
        CHECK(first < second);
        CHECK(made.slug == "what-a-quarantine-taught-us-about-flaky-tests");
        CHECK(!made.summary.empty());
    }

    TEST_CASE("keeps a list whole, with the line that leads into it") {
        CHECK(contains(
            draft("blog_post").body,
            "These are the rules we kept:\n\n- one owner for each test, by name\n- two weeks to fix it or "
            "lose it\n- no new test enters with a sleep in it"));
    }

    TEST_CASE("tells the decisions on its subject under a fixed heading") {
        const auto body = draft("blog_post").body;
        CHECK(contains(body, "## What we decided\n\n- We decided that a flaky test moves to quarantine"));
    }

    TEST_CASE("quotes one other person at most, by name") {
        const auto body = draft("blog_post").body;
        CHECK(contains(body, "As Jonas Ek put it: “A flaky test is a bug report that nobody wants to read"));
        CHECK(body.find("put it:") == body.rfind("put it:"));
    }

    TEST_CASE("cuts no sentence") {
        const auto made = draft("blog_post");
        const auto flat = read_flat(made.body);
        for (const auto& claim : made.claims) {
            CAPTURE(claim.text);
            CHECK(contains(flat, claim.text));
        }
    }
}

TEST_SUITE("a newsletter") {
    TEST_CASE("has a subject of 70 characters and a whole sentence of 140 as preview") {
        const auto made = draft("newsletter");
        CHECK(language::character_count(made.subject) <= 70);
        CHECK(!made.preview.empty());
        CHECK(language::character_count(made.preview) <= 140);
        CHECK(language::is_complete(made.preview, language::Language::english));
        CHECK(made.preview != made.subject);
    }

    TEST_CASE("has sections and what was decided") {
        const auto body = draft("newsletter").body;
        CHECK(contains(body, "\n## "));
        CHECK(contains(body, "## What we decided"));
    }
}

TEST_SUITE("a social post") {
    TEST_CASE("is one or two sentences and a hashtag within 280 characters") {
        const auto made = draft("social_media");
        CHECK(made.characters <= 280);
        CHECK(made.hashtags.size() <= 2);
        CHECK(made.claims.size() <= 3);  // with the title
        CHECK_FALSE(contains(made.body, "\n"));
    }
}

TEST_SUITE("a draft in Portuguese") {
    writer::Request asked(std::string_view type) {
        auto request = sources::request(type, "painel de quatro números",
                                        {sources::painel, sources::painel_ata, sources::flaky},
                                        {"O dono de um número", "40 gráficos"});
        request.person.name = "Rafael Nogueira";
        request.person.pillars = {"produto", "dados"};
        request.suggestion.language = language::Language::portuguese;
        return request;
    }

    TEST_CASE("is wholly in Portuguese") {
        const auto made = writer::compose(asked("blog_post"));
        CHECK(contains(made.body, "## O que um dono faz"));
        CHECK(contains(made.body, "## O que decidimos\n\n- Decidimos que cada número"));
        CHECK_FALSE(contains(made.body, "flaky"));
        CHECK_FALSE(contains(made.body, "Bia"));
    }

    TEST_CASE("is refused when no source is in Portuguese") {
        auto request = asked("linkedin_post");
        request.documents.erase(request.documents.begin(), request.documents.begin() + 2);
        CHECK_THROWS_WITH_AS(writer::compose(request),
                             doctest::Contains("none of its 1 source documents is in pt-BR"), Error);
    }
}
