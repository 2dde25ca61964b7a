#include <pacelane/sources/private_words.h>
#include <pacelane/sources/reading.h>

#include <doctest/doctest.h>

using namespace pacelane;
using sources::PrivateWords;

TEST_SUITE("words that a person keeps to themselves") {
    TEST_CASE("are found as whole words, in any case and with or without accents") {
        const PrivateWords words({"Salário", "project Heron"});
        CHECK(words.in("O SALARIO subiu."));
        CHECK(words.in("o salário-base"));
        CHECK(words.in("We start Project  Heron, they said."));
        CHECK(words.in("Project Heron's budget"));
        CHECK(words.in("project\nheron"));
        CHECK_FALSE(words.in("Assalariados"));
        CHECK_FALSE(words.in("the project of the heron"));
        CHECK_FALSE(words.in(""));
    }

    TEST_CASE("are no paths") {
        CHECK(sources::is_pattern("journal/**"));
        CHECK(sources::is_pattern("*.md"));
        CHECK(sources::is_pattern("!kept"));
        CHECK_FALSE(sources::is_pattern("salary"));
        CHECK_FALSE(sources::is_pattern("Project Heron"));
        const PrivateWords words({"journal/**", "!kept"});
        CHECK(words.empty());
        CHECK_FALSE(words.in("journal and kept"));
    }

    TEST_CASE("keep out the block, code and links too, and the section that it stands in") {
        const auto known = sources::known_document(
            context::parse_document(
                "a.md",
                "# Notes\n\nThe queue lost a message when its worker died.\n\n## Costs\n\n"
                "The heron costs nine euros a month.\n\nWe pay it from the team's money.\n\n"
                "## Tools\n\n```sh\nheron --start\n```\n",
                context::DocumentKind::knowledge),
            "a.md");
        sources::Person person;
        person.handle = person.name = "maya";
        person.private_matter = {"heron"};
        const auto reading = sources::read(known, sources::Cast(person, {known}), std::nullopt);
        CHECK(reading.blocks[0].reason == sources::Reason::none);
        CHECK(reading.blocks[1].reason == sources::Reason::private_matter);
        CHECK(reading.blocks[2].reason == sources::Reason::section);
        CHECK(reading.blocks[3].reason == sources::Reason::private_matter);
        const auto left = sources::without_private(known, PrivateWords(person.private_matter));
        CHECK(left.passages.size() == 1);
        person.private_matter = {"notes"};
        CHECK(sources::read(known, sources::Cast(person, {known}), std::nullopt).is_private);
    }
}
