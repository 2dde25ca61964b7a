// Markdown within the lines of talk and chats. The texts are written for these tests.
#include "helpers.h"

#include <pacelane/context/detail/inline_markdown.h>

using namespace pacelane::context;

TEST_SUITE("inline Markdown") {
    TEST_CASE("words without the marks around them") {
        using pacelane::context::detail::inline_words;
        CHECK(inline_words(
                  "I *really* like __this__ `kiln --hot` and [the manual](https://example.org/a_b).") ==
              "I really like this kiln --hot and the manual.");
        CHECK(inline_words("*Anna rings the bell!*") == "Anna rings the bell!");
        CHECK(inline_words("_quietly_ said") == "quietly said");
        CHECK(inline_words("It is ~~bad~~ good & hot &amp; dry.") == "It is  good & hot & dry.");
        CHECK(inline_words("2 * 3 * 4, 2**3, snake_case_name and C:\\kiln") ==
              "2 * 3 * 4, 2**3, snake_case_name and C:\\kiln");
        CHECK(inline_words("That is s**t.") == "That is s**t.");
        CHECK(inline_words("**begun and never ended") == "begun and never ended");
        CHECK(inline_words("~~begun and never ended") == "begun and never ended");
        // The line begins no block.
        CHECK(inline_words("- *first* of all") == "- first of all");
        CHECK(inline_words("1. `one`") == "1. one");
        CHECK(inline_words("# of *kilns*") == "# of kilns");
        CHECK(inline_words("<b>hot</b> *now*") == "<b>hot</b> now");
        CHECK(inline_words("") == "");
        CHECK(inline_words("Nothing to do.") == "Nothing to do.");
    }
    TEST_CASE("messages without what only their program understands") {
        using pacelane::context::detail::message_words;
        CHECK(message_words("<@123456789012345678> the kiln is **hot** <:wave:123456789012345678>") ==
              "the kiln is hot");
        CHECK(message_words("||It cracked|| on <t:1700000000:R>") == "It cracked on");
        CHECK(message_words("a || b, <@ana> and <:x:1>") == "a || b, <@ana> and <:x:1>");
    }
    TEST_CASE("turns in a Markdown file have no marks in them") {
        const auto document = transcript(
            "**Anna Berg:** I *really* like `kiln --hot`, see [the manual](https://example.org).\n\n"
            "**Tom Lee:** \\[laughs\\] It's a ~~bad~~ good one.\n\n**Anna Berg:** So I ring the bell.\n\n"
            "*Ding, ding!*\n\n**Tom Lee:** Fine.\n",
            "transcripts/call.md");
        CHECK(said(document) == Texts{"Anna Berg: I really like kiln --hot, see the manual.",
                                      "Tom Lee: It's a good one.",
                                      "Anna Berg: So I ring the bell.\n\nDing, ding!", "Tom Lee: Fine."});
        CHECK(document.omitted.size() == 1);
        CHECK(document.omitted.front() == "line 3: a sound");
    }
    TEST_CASE("messages of a chat have none either") {
        CHECK(said(transcript("12/11/2026, 09:02 - Anna Berg: I *really* think so, _honestly_\n"
                              "12/11/2026, 09:03 - Tom Lee: ~no~ yes, use ```kiln```\n"
                              "12/11/2026, 09:05 - Anna Berg: 2*3 and snake_case_name\n")) ==
              Texts{"Anna Berg: I really think so, honestly", "Tom Lee: yes, use kiln",
                    "Anna Berg: 2*3 and snake_case_name"});
    }
    TEST_CASE("an image whose address a template makes is told, not read") {
        const auto document = knowledge(
            "The team:\n\n<img src=\"https://example.org/{{ one.id }}.png\" alt=\"{{ one.name }}\">\n");
        CHECK(texts(document) == Texts{"The team:"});
        CHECK(document.omitted.back() == "line 3: an image of a template");
    }
}
