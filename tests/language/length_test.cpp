#include <pacelane/language/language.h>

#include <doctest/doctest.h>

using namespace pacelane;
using language::before_fold;
using language::platform_length;

namespace {

const LengthLimit linkedin{"linkedin", 3000, Counting::utf16, 0};
const LengthLimit x{"x", 280, Counting::x_weighted, 23};
const LengthLimit bluesky{"bluesky", 300, Counting::graphemes, 0};
const LengthLimit mastodon{"mastodon", 500, Counting::graphemes, 23};

const std::string family = "👨‍👩‍👧";

}  // namespace

TEST_SUITE("the length of a text") {
    TEST_CASE("counts an emoji of several code points as one, as two, or by its UTF-16 units") {
        CHECK(platform_length(family, bluesky) == 1);
        CHECK(platform_length(family, mastodon) == 1);
        CHECK(platform_length(family, x) == 2);
        CHECK(platform_length(family, linkedin) == 8);
    }

    TEST_CASE("counts Portuguese letters once everywhere, and Japanese ones twice on X") {
        for (const auto& limit : {linkedin, x, bluesky, mastodon})
            CHECK(platform_length("ação", limit) == 4);
        CHECK(platform_length("日本", x) == 4);
        CHECK(platform_length("日本", mastodon) == 2);
    }

    TEST_CASE("counts any URL as 23 where the platform shortens it, without the punctuation after it") {
        const std::string text = "See https://example.org/" + std::string(100, 'a') + ".";
        CHECK(platform_length(text, mastodon) == 4 + 23 + 1);
        CHECK(platform_length(text, x) == 4 + 23 + 1);
        CHECK(platform_length(text, bluesky) == text.size());
        CHECK(platform_length("http://a.b and HTTPS://c.d", x) == 23 + 5 + 23);
        CHECK(platform_length("ftp://a.b", x) == 9);
    }

    TEST_CASE("is held against the platform that leaves the least room") {
        const auto& social = content_form("social_media");
        CHECK(language::length_in(social, std::string(280, 'a')).fits());
        CHECK_FALSE(language::length_in(social, std::string(281, 'a')).fits());
        CHECK(language::length_in(social, "日本").limit.platform == "x");
        const auto url = "https://example.org/" + std::string(270, 'a') + " now";
        CHECK(language::length_in(social, url).limit.platform == "bluesky");
    }

    TEST_CASE("before the fold stand so many lines, as wide as the feed; an empty one is one of them") {
        const std::string wide(210, 'a');
        CHECK(before_fold(wide, 3, 70) == wide);
        CHECK(before_fold(wide + "b", 3, 70) == wide);
        CHECK(before_fold(wide, 3, 47) == wide.substr(0, 141));
        CHECK(before_fold("one\ntwo\nthree\n", 3, 70) == "one\ntwo\nthree\n");
        CHECK(before_fold("one\n\nthree\nfour", 3, 70) == "one\n\nthree");
        CHECK(before_fold(std::string(70, 'a') + "\n" + std::string(71, 'b') + "\nmore", 3, 70) ==
              std::string(70, 'a') + "\n" + std::string(71, 'b'));
        std::string accents;
        for (int i = 0; i < 211; ++i)
            accents += "é";
        CHECK(before_fold(accents, 3, 70).size() == 420);
        CHECK(before_fold("", 3, 70).empty());
    }
}
