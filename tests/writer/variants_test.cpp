#include <pacelane/writer/variants.h>

#include <doctest/doctest.h>

using namespace pacelane;
using language::Language;

namespace {

writer::Variant variant_for(std::string_view network, std::string_view text,
                            const std::vector<std::string>& hashtags = {}) {
    return writer::variant_of(text, hashtags, Language::english, *find_social_network(network));
}

std::string repeated(std::string_view sentence, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += (i == 0 ? "" : " ") + std::string(sentence);
    return text;
}

constexpr std::string_view kSentence = "A worker that dies leaves its message where it was before.";  // 58

}  // namespace

TEST_SUITE("a text for several networks") {
    TEST_CASE("that fits is one post, with its hashtags") {
        const auto variant = variant_for("x", kSentence, {"#Queues", "#Work"});
        REQUIRE(variant.posts.size() == 1);
        CHECK(variant.posts[0] == std::string(kSentence) + " #Queues #Work");
        CHECK(variant.characters[0] == 72);
        CHECK(variant.character_limit == 280);
        CHECK(variant.left_out.empty());
    }

    TEST_CASE(
        "that is too long is a thread of whole paragraphs, and of whole sentences where one is too long") {
        const auto two = repeated(kSentence, 3) + "\n\n" + repeated(kSentence, 2);
        CHECK(variant_for("mastodon", two).posts == std::vector<std::string>{two});
        CHECK(variant_for("x", two).posts ==
              std::vector<std::string>{repeated(kSentence, 3), repeated(kSentence, 2)});
        const auto long_one = variant_for("x", repeated(kSentence, 7), {"#Queues"});
        CHECK(long_one.posts ==
              std::vector<std::string>{repeated(kSentence, 4), repeated(kSentence, 3) + " #Queues"});
        for (const auto characters : long_one.characters)
            CHECK(characters <= 280);
    }

    TEST_CASE("is left out where a single sentence is too long") {
        std::string sentence = "It went on";
        while (sentence.size() < 290)
            sentence += " and on";
        const auto variant = variant_for("x", sentence + ".");
        CHECK(variant.posts.empty());
        CHECK(variant.left_out == "it holds a sentence that is longer than the 280 characters of a post");
        CHECK(variant_for("bluesky", sentence + ".").posts.size() == 1);
    }

    TEST_CASE("counts as each network does: weights, URLs, bytes") {
        const std::string url = "https://example.org/" + std::string(300, 'a');
        CHECK(variant_for("x", "See " + url).characters == std::vector<std::size_t>{27});
        CHECK(variant_for("bluesky", "See " + url).posts.empty());
        // A family of emoji is one character, of 25 bytes.
        std::string families;
        for (int i = 0; i < 140; ++i)
            families += "👨‍👩‍👧‍👦";
        CHECK(variant_for("x", families).posts.size() == 1);
        CHECK(variant_for("bluesky", families).posts.empty());
        CHECK(variant_for("threads", families).posts.empty());
        CHECK(variant_for("threads", "Olá 👨‍👩‍👧‍👦").characters ==
              std::vector<std::size_t>{29});
    }

    TEST_CASE("is as long as the roomiest of the networks takes") {
        const auto& social = content_form("social_media");
        CHECK(writer::form_for(social, {"x", "mastodon"}).limits.front().most == 500);
        CHECK(writer::form_for(social, {"x"}).limits.front().most == 280);
        CHECK(writer::form_for(social, {}).limits.size() == social.limits.size());
        CHECK(writer::form_for(content_form("blog_post"), {"x"}).limits.front().most == 20'000);
    }
}
