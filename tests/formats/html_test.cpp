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
    TEST_CASE("Confluence: who wrote it when, and the title without the space's name") {
        const auto document =
            read_bytes("retro.html",
                       "<html><head><title>Harbour : Review of May</title></head><body><div id=main><div "
                       "id=main-header><h1 "
                       "id=title-heading class=pagetitle><span id=title-text>Harbour : Review of "
                       "May</span></h1></div><div "
                       "id=content><div class=page-metadata>Created by <span class='author'> Ana "
                       "Lima</span>, last modified by "
                       "<span class='editor'> Rui Prado</span> on Nov 12, 2026</div><div "
                       "id=main-content><p>Eleven boats waited "
                       "for a pier, and two of them left again.</p></div></div></div></body></html>");
        CHECK(document.title == "Review of May");
        CHECK(document.authors == std::vector<std::string>{"Ana Lima"});
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-11-12");
        CHECK_FALSE(says(document, "Created by"));
    }
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
    TEST_CASE(
        "lines that a site puts between the words are no text: who wrote it when, buttons, other pages") {
        struct Page {
            std::string lang, above, below, text;
        };
        const std::vector<Page> pages{
            {"en",
             R"(<p>By Ines Duarte</p><p>Published 5 March 2026, 10:00 GMT</p><p>Updated 3 hours ago</p>
<p>4 min read · <a href="/f">Follow</a></p><div>Share this article</div><div><a href="/1">Facebook</a> <a href="/2">Copy link</a></div>)",
             R"(<p>Read more: <a href="/x">Ten thousand files</a></p><h3>Related articles</h3><ul><li><a href="/y">The other queue</a></li></ul>
<p>Tags: <a href="/t">queues</a></p><p>We use cookies to make this site better.</p><p>© 2026 The Quay</p>)",
             "The lock was held by the nightly backup, and nobody had measured it."},
            {"pt-BR",
             R"(<p>Por Inês Duarte, Jornal da Costa — Santos</p><p>05/03/2026 10h00 Atualizado há 2 horas</p>
<p>Tempo de leitura: 4 minutos</p><p><a href="/w">Compartilhar no WhatsApp</a></p>)",
             R"(<p>LEIA TAMBÉM:</p><ul><li><a href="/a">Dez mil arquivos</a></li></ul><p>Mais lidas</p><ol><li><a href="/b">Chuva</a></li></ol>
<p>Gostou? Compartilhe este artigo com seus amigos!</p><p>Este site usa cookies para melhorar a navegação.</p>)",
             "A trava ficava com a cópia de segurança da noite, e ninguém a tinha medido."},
            {"es",
             R"(<p>Por Inés Duarte</p><p>5 de marzo de 2026 · Lectura de 4 minutos</p><p><a href="/w">Compartir en Facebook</a></p>)",
             R"(<p>Te puede interesar: <a href="/x">Diez mil archivos</a></p><h2>Lo más leído</h2><p><a href="/b">La lluvia</a></p>
<p>Utilizamos cookies para mejorar la experiencia.</p>)",
             "La copia de seguridad tenía el candado por la noche, y nadie lo había medido."}};
        for (const auto& page : pages) {
            CAPTURE(page.lang);
            const auto document =
                read_bytes("page.html", "<html lang=\"" + page.lang + "\"><body><h1>Locks</h1>" + page.above +
                                            "<p>" + page.text + "</p>" + page.below + "</body></html>");
            REQUIRE(document.passages.size() == 1);
            CHECK(document.passages.front().text == page.text);
            CHECK(tells(document.omitted, "lines that the site adds"));
            // A line that goes tells the date before.
            REQUIRE(document.date);
            CHECK(format_date(*document.date) == "2026-03-05");
        }
    }
    TEST_CASE("what looks like a site's line but is the text stays") {
        const auto document =
            read_bytes("page.html",
                       R"(<body><h1>Quays</h1><p>Stories by the sea</p><p>Ten Days in May</p>
<p>We wrote down what the quay needs before the winter comes, and found three things.</p>
<p>March 5, 2026</p><p>The crane was painted.</p><h2>Related</h2><p>The older crane waits for its parts until June.</p>
<p>Ways to reach us:</p><ul><li>Email</li><li>Telegram</li></ul><figure><figcaption>Photo of the quay at dawn</figcaption></figure></body>)");
        for (const std::string text : {"Stories by the sea", "Ten Days in May", "March 5, 2026", "Email",
                                       "The older crane", "Photo of the quay at dawn"})
            CHECK(says(document, text));
        CHECK(passage_with(document, "The older crane").headings == std::vector<std::string>{"Related"});
    }
    TEST_CASE("a text within a link that nothing closes is no list of other pages") {
        const auto document = read_bytes(
            "page.html",
            R"(<body><h1>Locks</h1><p>Related</p><a href="/x"><p>The lock was held by the nightly backup, and nobody had measured it until the
third week, when the exports waited for eleven minutes each night and the customers asked us where their files were.</p></body>)");
        CHECK(says(document, "The lock was held by the nightly backup"));
    }
    TEST_CASE("furniture that nothing closes does not take the page with it") {
        for (const std::string opening :
             {"<div class=\"share\"><a href=\"/f\">Share</a>", "<nav><a href=\"/\">Home</a>",
              "<div id=\"cookie-banner\"><button>Accept</button>", "<div class=\"comment\">"}) {
            CAPTURE(opening);
            const auto document = read_bytes("page.html",
                                             "<body><h1>Locks</h1><p>The lock was held by the nightly "
                                             "backup, and nobody had measured it.</p>" +
                                                 opening + "<p>Now the backup reads a snapshot.</p></body>");
            CHECK(says(document, "held by the nightly backup"));
            CHECK(says(document, "reads a snapshot"));
        }
    }
    TEST_CASE(
        "beside the sentences of a page lists of links go, however few, and what the sentences are in "
        "stays") {
        const std::string sentences =
            "<p>The lock was held by the nightly backup, and nobody had measured it until the third week of "
            "the month.</p>"
            "<p>The exports had to wait for eleven minutes each night, and the customers asked us where "
            "their files were.</p>"
            "<p>Now the backup reads a snapshot of the evening, which costs us a little of the disk and "
            "nobody any time.</p>"
            "<p>Since then the exports are ready before the first of us is at work, and the queue is empty "
            "by then.</p>";
        const auto page = read_bytes("page.html",
                                     "<body><div id=top><div>Latest: <a href=/1>Rain at the quay</a> <a "
                                     "href=/2>A new crane</a></div></div>"
                                     "<div class=\"Bxsh(modalShadow) modal\"><h1>Locks</h1>" +
                                         sentences +
                                         "<ul><li><a href=/b>The backup</a></li><li><a href=/s>The "
                                         "snapshot</a></li></ul></div></body>");
        CHECK_FALSE(says(page, "Rain at the quay"));
        CHECK(says(page, "nobody had measured it"));
        CHECK(says(page, "The snapshot"));
        const auto old = read_bytes("old.html",
                                    "<body><table><tr><td><a href=a>Home page</a><br><a href=b>The "
                                    "log</a><br><a href=c>Links</a><br><a "
                                    "href=d>Mail us</a></td><td><h1>Locks</h1>" +
                                        sentences + "</td></tr></table></body>");
        CHECK_FALSE(says(old, "The log"));
        CHECK(says(old, "nobody had measured it"));
    }
    TEST_CASE("what readers wrote below a page is left out, whatever the elements are called") {
        const std::string text =
            "<body><h1>Locks</h1><p>The lock was held by the nightly backup, and nobody had measured it "
            "until the third week "
            "of the month, when the exports had to wait each night.</p>";
        const std::string comments[] = {
            R"(<div class="c-list"><div class="comment-body"><p>We had the very same lock.</p></div></div>)",
            R"(<ol class="commentlist"><li id="comment-12"><p>We had the very same lock.</p></li></ol>)",
            R"(<h3>2 Responses to “Locks”</h3><div><div>Rui Prado says:</div><div>May 3, 2026 at 10:02 am</div><p>We had the very same lock.</p></div>)",
            R"(<h2>2 comentários</h2><div><b>Rui Prado</b></div><div>há 2 horas</div><p>We had the very same lock.</p>
<div>Ana Lima</div><div>há 3 horas</div><p>So had we.</p>)",
            R"(<h2>Comentarios</h2><p>Rui Prado dijo:</p><p>We had the very same lock.</p>)"};
        for (const auto& below : comments) {
            CAPTURE(below);
            const auto document = read_bytes("page.html", text + below + "</body>");
            CHECK(says(document, "held by the nightly backup"));
            CHECK_FALSE(says(document, "We had the very same lock"));
        }
        // A forum is its comments, and a text may speak of some.
        const auto forum = read_bytes(
            "thread.html",
            R"(<body><h1>Locks?</h1><div class="comment"><p>The lock was held by the nightly backup.</p></div><div class="comment"><p>We had the very same lock.</p></div></body>)");
        CHECK(says(forum, "We had the very same lock"));
        const auto report =
            read_bytes("report.html", text +
                                          "<h2>Discussion</h2><p>The backup may wait, and the exports may "
                                          "not, at 10:02 or later.</p></body>");
        CHECK(says(report, "The backup may wait"));
    }
    TEST_CASE("who wrote a page is told by what it shows above its text") {
        const std::string text =
            "<p>The lock was held by the nightly backup, and nobody had measured it until the third "
            "week.</p></article></body>";
        for (
            const std::string head :
            {R"(<div><a href="/ines"><img alt="ines profile" src="i.png"></a><a href="/ines" class="crayons-link">Ines Duarte</a><p>Posted on <time datetime="2026-03-05">Mar 5</time></p></div>)",
             R"(<div><a href="/@ines" data-testid="authorName">Ines Duarte</a></div>)",
             R"(<div><a href="https://example.com/@ines">Ines Duarte</a></div><div>Mar 05, 2026</div>)",
             R"(<p>By Ines Duarte · 5 March 2026</p>)",
             R"(<div class="byline">By Ines Duarte, Staff Writer</div>)", R"(<p>Por Ines Duarte</p>)",
             R"(<a href="/authors/ines-duarte">Ines Duarte</a>)"}) {
            CAPTURE(head);
            const auto document = read_bytes("page.html", "<body><article><h1>Locks</h1>" + head + text);
            CHECK(document.authors == std::vector<std::string>{"Ines Duarte"});
        }
        // A picture of the writer, and when, without blanks.
        const auto medium = read_bytes(
            "page.html",
            R"(<html lang="en"><body><article><h1>Locks</h1><a href="/@ines"><img alt="Ines Duarte" src="i.jpg"></a>
<div><a href="/@ines">Ines Duarte</a></div><div><span>4 min read</span><span>·</span><span>Mar 5, 2026</span></div><h2>Share this story</h2>)" +
                text);
        CHECK(medium.authors == std::vector<std::string>{"Ines Duarte"});
        REQUIRE(medium.date);
        CHECK(format_date(*medium.date) == "2026-03-05");
        REQUIRE(medium.passages.size() == 1);
        CHECK(medium.passages.front().headings.empty());
        for (const std::string head : {R"(<p><a href="/x">Nightly Backups</a></p>)",
                                       R"(<p>By Friday at Noon</p>)", R"(<p>By the Sea</p>)"}) {
            CAPTURE(head);
            CHECK(read_bytes("page.html", "<body><article><h1>Locks</h1>" + head + text).authors.empty());
        }
    }
    TEST_CASE("what blogs say of the writer and of themselves in elements of their own is left out") {
        const auto document =
            read_bytes("post.html",
                       R"(<html lang="en"><body><main><article class="post"><header><h1>Locks</h1>
<div class="post-meta"><time class="dt-published" datetime="2026-03-05">Mar 5</time> by <span class="p-author">Ines Duarte</span></div></header>
<p>The lock was held by the nightly backup, and nobody had measured it.</p>
<div class="author-bio"><p>Ines likes slow systems.</p></div></article></main></body></html>)");
        REQUIRE(document.passages.size() == 1);
        CHECK(document.authors == std::vector<std::string>{"Ines Duarte"});
        REQUIRE(document.date);
        CHECK(format_date(*document.date) == "2026-03-05");
    }
    TEST_CASE("Word's and Google Docs' pages have their title and lists, and their readers' comments apart") {
        const auto word = read_bytes(
            "word.htm",
            R"(<html><body lang=EN-GB><div class=WordSection1><p class=MsoTitle>Locks</p><p class=MsoToc1><a href="#_Toc1">Measured 1</a></p>
<h1>Measured</h1><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Take a snapshot.</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>Only once.</p></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div class=msocomtxt><p>Are we sure?</p></div></div></div></body></html>)");
        CHECK(word.title == "Locks");
        CHECK_FALSE(says(word, "Are we sure"));
        CHECK_FALSE(says(word, "Measured 1"));
        CHECK(tells(word.omitted, "1 comment"));
        CHECK(passage_with(word, "Take a snapshot.").number == 2);
        CHECK(passage_with(word, "Only once.").depth == 1);
        const auto docs = read_bytes(
            "docs.html",
            R"(<html><body><p class="c1 title"><span>Locks</span></p><p>We took a snapshot first.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>
<div class="c9"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Was it really first?</span></p></div></body></html>)");
        CHECK(docs.title == "Locks");
        REQUIRE(docs.passages.size() == 1);
        CHECK(docs.passages.front().text == "We took a snapshot first.");
        CHECK(tells(docs.omitted, "1 comment"));
    }
    TEST_CASE("Notion's boxes are tasks") {
        const auto document = read_bytes(
            "page.html",
            R"(<body><ul class="to-do-list"><li><div class="checkbox checkbox-on"></div> <span>Release the lock</span></li></ul>
<ul class="to-do-list"><li><div class="checkbox checkbox-off"></div> <span>Tell the others</span></li></ul></body>)");
        CHECK(passage_with(document, "Release the lock").checked == true);
        CHECK(passage_with(document, "Tell the others").checked == false);
    }
}
