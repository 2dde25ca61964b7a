#include "fixture.h"

using namespace pacelane;
using namespace pacelane::formats_test;
using context::PassageKind;

namespace {

constexpr auto kPage = R"(<!DOCTYPE html>
<html lang="en"><head><title>Queues and you | The Site</title>
<meta property="article:published_time" content="2026-11-12T09:00:00Z"><meta name="author" content="Maya Lindqvist">
<script>var words = "not the text";</script></head>
<body><div id="cookie-banner"><p>We value your cookies.</p></div>
<header><a href="/">The Site</a></header><nav><ul><li><a href="/a">Products</a></li></ul></nav>
<main><h1>Queues and you</h1>
<p>A queue takes work from those who have it, as <a href="https://example.com/q">the book</a> says.</p>
<p hidden>Nobody sees this.</p>
<h2>Steps</h2>
<ol start="3"><li>Measure it.<ul><li>Twice.</li></ul></li><li>Limit it.</li></ol>
<table><tr><th>Service</th><th>Cost</th></tr><tr><td>Queue</td><td>12</td></tr></table>
<blockquote><p>Waiting is work.</p></blockquote>
<pre><code class="language-sh">ls
pwd</code></pre>
<img src="chart.png" alt="Waiting times by month">
</main>
<aside>Other pages you may like</aside><footer>All rights reserved.</footer></body></html>)";

}  // namespace

TEST_SUITE("web pages") {
    TEST_CASE("the content is read, without navigation, banners, scripts and what is hidden") {
        const auto document = read_bytes("page.html", kPage);
        for (const std::string words : {"cookies", "The Site", "Products", "not the text", "Nobody sees",
                                        "may like", "rights reserved"})
            CHECK_FALSE(says(document, words));
        CHECK(tells(document.omitted, "navigation"));
        CHECK(document.title == "Queues and you");
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-11-12");
    }
    TEST_CASE(
        "blocks, lists with their numbers, tables, quotations, code, pictures and links are as in Markdown") {
        const auto document = read_bytes("page.html", kPage);
        const auto first = passage_with(document, "A queue takes work");
        CHECK(first.markup.find("[the book](https://example.com/q)") != std::string::npos);
        CHECK(first.line == 8);
        const auto item = passage_with(document, "Limit it.");
        CHECK(item.number == 4);
        CHECK(item.headings == std::vector<std::string>{"Steps"});
        CHECK(passage_with(document, "Twice.").depth == 1);
        CHECK(passage_with(document, "Queue | 12").columns == std::vector<std::string>{"Service", "Cost"});
        CHECK(passage_with(document, "Waiting is work.").kind == PassageKind::quote);
        const auto code = passage_with(document, "pwd");
        CHECK(code.text == "ls\npwd");
        CHECK(code.code_language == "sh");
        CHECK(passage_with(document, "Waiting times by month").kind == PassageKind::image);
    }
    TEST_CASE("minutes in a page have their attendees, and lines that were broken by hand stay lines") {
        const auto document =
            read_bytes("notes.html",
                       "<h1>Sync</h1><p>Date: 12 November 2026<br>Attendees: Maya Lindqvist, Rafael "
                       "Souza</p><p>We moved the export to the queue.</p>",
                       context::DocumentKind::meeting);
        CHECK(document.participants == std::vector<std::string>{"Maya Lindqvist", "Rafael Souza"});
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-11-12");
        CHECK_FALSE(says(document, "Attendees"));
    }
    TEST_CASE("what is beside the content is told by its class, id or role, also in Portuguese and Spanish") {
        for (const std::string beside :
             {"class=\"site-footer\"", "id=\"relatedPosts\"", "role=\"Complementary\"",
              "class=\"rodape fixo\"", "id=\"publicidad-lateral\"", "class=\"posts_relacionados\""}) {
            CAPTURE(beside);
            const auto document =
                read_bytes("page.html",
                           "<h1>Queues</h1><p>A queue takes work from those who have it.</p><div " + beside +
                               "><p>Ask us for it.</p></div><div class=\"piece\"><p>It waits.</p></div>");
            CHECK(says(document, "A queue takes work"));
            CHECK(says(document, "It waits."));
            CHECK_FALSE(says(document, "Ask us"));
        }
    }
    TEST_CASE("the article with the page's title is the content: not comments, teasers and lists beside it") {
        const std::string article =
            "<article><h1>Why we wait</h1><p>We wait because the queue is long and the "
            "counter is slow on every day of the week.</p><h1>Since May</h1><p>Now two "
            "people stand at the counter.</p></article>";
        const std::string reader = "<div><b>Tiago</b><p>At our place nobody waits.</p></div>";
        const std::string teaser = "<article><h2>On paper</h2><p>Another text of hers.</p></article>";
        for (const auto& page :
             {article + reader + teaser + teaser, "<main>" + article + reader + "</main>",
              "<div role=\"main\">" + teaser + article + reader + "</div>",
              "<header><h1>Her site</h1></header>" + article + "<article>" + reader + "</article>"}) {
            CAPTURE(page);
            const auto document = read_bytes("page.html", page);
            CHECK(says(document, "We wait because"));
            CHECK(says(document, "Now two people"));
            CHECK_FALSE(says(document, "nobody waits"));
            CHECK_FALSE(says(document, "Another text"));
        }
        // A list of articles is all of them, and so is a page whose title stands above.
        CHECK(
            says(read_bytes("page.html", teaser + "<article><h2>Off</h2><p>And a second one.</p></article>"),
                 "a second one"));
        CHECK(says(read_bytes("page.html", "<h1>Counters</h1>" + article + teaser), "Another text"));
        CHECK(says(read_bytes("page.html",
                              "<article><h1>One</h1><p>The first of two.</p></article><article>"
                              "<h1>Two</h1><p>The second of two.</p></article>"),
                   "second of two"));
    }
    TEST_CASE("links of headings to themselves and numbers of notes are no words, in the title neither") {
        const auto document =
            read_bytes("page.html",
                       "<h1>Retries<a class=\"self\" href=\"#retries\">¶</a></h1><p>We try five times"
                       "<a name=\"n1\" href=\"#m1\"><sup>iv</sup></a>. See <a href=\"#all\">above</a>.</p>"
                       "<p><a name=\"m1\" href=\"#n1\">iv</a>Since the spring.</p>");
        CHECK(document.title == "Retries");
        CHECK(passage_with(document, "five times").text == "We try five times. See above.");
        CHECK(passage_with(document, "spring").text == "Since the spring.");
    }
    TEST_CASE("a page that is nested without end is refused by name") {
        std::string page;
        for (int i = 0; i < 100'000; ++i)
            page += "<div>";
        CHECK_THROWS_WITH_AS(read_bytes("page.html", page + "words"),
                             doctest::Contains("page.html: has more than"), Error);
    }
    TEST_CASE("broken markup is read as browsers read it") {
        const auto document =
            read_bytes("page.html", "<p>One <b>two<p>three</b> <li>four<table><tr><td>five");
        CHECK(says(document, "One two"));
        CHECK(says(document, "four"));
        CHECK(says(document, "five"));
    }
    TEST_CASE("bullets that were typed make items, alone they are nothing") {
        const auto document =
            read_bytes("a.html",
                       "<p>We need:</p><p>• a worker that is looked after</p><p>•</p><p>◦ a table "
                       "of jobs<br>◦ a clock</p>");
        REQUIRE(document.passages.size() == 4);
        for (std::size_t i = 1; i < 4; ++i)
            CHECK(document.passages[i].kind == PassageKind::list_item);
        CHECK(document.passages[1].text == "a worker that is looked after");
        CHECK(document.passages[3].text == "a clock");
    }
    TEST_CASE("Teams, some years ago: paragraphs of a cue's time, who speaks and what are turns") {
        const auto document =
            read_bytes("a.html",
                       "<p>0:0:3.27 --&gt; 0:0:9.25<br>Ana Souza<br>The cache is cold after each release.</p>"
                       "<p>0:0:9.5 --&gt; 0:0:12.0<br>Maya Lindqvist<br>It warms up by itself in an hour.</p>"
                       "<p>0:0:12.1 --&gt; 0:0:15.0<br>Ana Souza<br>An hour is long for those who wait.</p>");
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[0].speaker == "Ana Souza");
        CHECK(document.passages[0].text == "The cache is cold after each release.");
        CHECK(document.passages[1].speaker == "Maya Lindqvist");
        CHECK(document.passages[0].kind == PassageKind::turn);
    }
}
