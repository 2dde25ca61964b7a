// What becomes of a text that is published already.
#include <pacelane/base/error.h>
#include <pacelane/writer/writer.h>

#include <doctest/doctest.h>

using namespace pacelane;

namespace {

constexpr std::string_view kUrl = "https://www.example.org/2026/names/";

constexpr const char* kNames = R"(# A name is a promise

A name that lies costs more than a long one does, because every reader pays for it again. I spent a week last spring on a
function called load that wrote to the disk. Nobody had lied on purpose when they named it.

I read names aloud now before I commit them. When a sentence with the name in it sounds wrong, the name is wrong, and it
is cheaper to change it on that day than on any later one.

The best names that I know were found by people who had tried to explain the code to somebody else.
)";

sources::KnownDocument matter_note(const std::string& path, const std::string& text,
                                   const std::string& fields = "") {
    const auto matter = fields.empty() ? fields : "---\n" + fields + "---\n\n";
    return sources::known_document(
        context::parse_document(path, matter + text, context::DocumentKind::knowledge), path);
}

sources::KnownDocument published_note(const std::string& url = std::string(kUrl)) {
    return matter_note("notes/names.md", kNames, "permalink: " + url + "\n");
}

writer::Setting my_setting() {
    sources::Person person;
    person.handle = "maya";
    person.name = "Maya Lindqvist";
    person.pillars = {"names"};
    return {person, *parse_date("2026-11-19"), {}};
}

std::vector<writer::Draft> all_drafts(const std::vector<sources::KnownDocument>& documents,
                                      std::string_view form) {
    const auto set = my_setting();
    const sources::Cast cast(set.person, documents);
    std::vector<sources::Reading> readings;
    for (const auto& document : documents)
        readings.push_back(sources::read(document, cast, std::nullopt));
    std::vector<writer::Draft> all;
    for (auto& trial : writer::trials(readings, set, content_form(form)))
        all.push_back(std::move(trial.draft));
    return all;
}

writer::Suggestion suggestion_of(const writer::Draft& draft, const sources::KnownDocument& document) {
    writer::Suggestion suggestion;
    suggestion.topic = draft.title;
    suggestion.content_type = draft.content_type;
    suggestion.pieces = draft.pieces;
    for (auto& piece : suggestion.pieces)
        piece.document_id = document.id;
    return suggestion;
}

std::size_t times(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1))
        ++found;
    return found;
}

}  // namespace

TEST_SUITE("a published text") {
    TEST_CASE("gives no blog post, with or without an address") {
        CHECK_FALSE(all_drafts({matter_note("notes/names.md", kNames)}, "blog_post").empty());
        CHECK(all_drafts({published_note()}, "blog_post").empty());
        CHECK(all_drafts({published_note("/2026/names/")}, "blog_post").empty());
    }

    TEST_CASE("gives a LinkedIn post that ends with its address, on a line of its own before the hashtags") {
        const auto found = all_drafts({published_note()}, "linkedin_post");
        REQUIRE_FALSE(found.empty());
        for (const auto& draft : found) {
            REQUIRE_FALSE(draft.hashtags.empty());
            CHECK(times(draft.body, "\n\n" + std::string(kUrl) + "\n\n#") == 1);
            CHECK(draft.grounded_share == doctest::Approx(1));
            for (const auto& claim : draft.claims)
                CHECK(times(claim.text, "https://") == 0);
        }
        for (const auto& draft : all_drafts({published_note("/2026/names/")}, "linkedin_post"))
            CHECK(times(draft.body, "/2026/names/") == 0);
    }

    TEST_CASE("gives social posts with its address, which the text leaves room for") {
        const auto found = all_drafts({published_note()}, "social_media");
        REQUIRE_FALSE(found.empty());
        for (const auto& draft : found) {
            CHECK(times(draft.body, "\n\n" + std::string(kUrl)) == 1);
            CHECK(times(draft.body, std::string(kUrl) + " ") == 0);
            CHECK(draft.characters <= draft.character_limit);
        }
    }

    TEST_CASE("has a post without its address where that is too long for one") {
        const auto url = "https://example.org/" + std::string(400, 'x');
        const auto found = all_drafts({published_note(url)}, "social_media");
        REQUIRE_FALSE(found.empty());
        for (const auto& draft : found) {
            CHECK(times(draft.body, "https://") == 0);
            CHECK(draft.characters <= draft.character_limit);
        }
    }

    TEST_CASE("keeps the address's line in what is made ready for each network") {
        const auto document = published_note();
        const auto draft = all_drafts({document}, "social_media").front();
        writer::Request request{my_setting(), suggestion_of(draft, document), {document}};
        request.setting.person.networks = {"mastodon", "x"};
        const auto written = writer::compose(request);
        REQUIRE(written.variants.size() == 2);
        for (const auto& variant : written.variants) {
            REQUIRE_FALSE(variant.posts.empty());
            const auto& last = variant.posts.back();
            CHECK(times(last, kUrl) == 1);
            CHECK(times(last, std::string(kUrl) + " ") == 0);
            CHECK(times(last, "#") == written.hashtags.size());
        }
    }

    TEST_CASE("ends its piece of a newsletter with a link to it") {
        const std::string more =
            "\nWe kept the list for a year, and then nobody had asked for it even once.\n";
        const auto found = all_drafts(
            {published_note(),
             matter_note("notes/a.md",
                         "# Why lists grow\n\nA list that nobody owns grows until somebody is "
                         "afraid of it, because each line was once a promise to someone.\n" +
                             more),
             matter_note(
                 "notes/b.md",
                 "# What a drill costs\n\nA restore drill costs us forty minutes and one euro, and it "
                 "found a corrupt index before any customer did last spring.\n" +
                     more)},
            "newsletter");
        REQUIRE(found.size() == 1);
        CHECK(times(found[0].body, "\n\nRead it at [example.org](" + std::string(kUrl) + ")\n") == 1);
        CHECK(times(found[0].body, "Read it at") == 1);
        CHECK(found[0].grounded_share == doctest::Approx(1));
    }

    TEST_CASE("tells its address among the sources of its drafts") {
        const auto draft = all_drafts({published_note()}, "linkedin_post").front();
        CHECK(writer::metadata(draft, {})["sources"][0]["url"] == kUrl);
        const auto other = all_drafts({matter_note("notes/names.md", kNames)}, "linkedin_post").front();
        CHECK_FALSE(writer::metadata(other, {})["sources"][0].contains("url"));
    }

    TEST_CASE("is not written as a blog post that was proposed before it was published") {
        const auto before = matter_note("notes/names.md", kNames);
        const auto draft = all_drafts({before}, "blog_post").front();
        const writer::Request request{my_setting(), suggestion_of(draft, before), {published_note()}};
        CHECK_THROWS_WITH_AS(writer::compose(request), doctest::Contains("its note is published already"),
                             Error);
    }
}
