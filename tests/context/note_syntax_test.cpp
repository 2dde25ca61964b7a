#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

// Each case names where its syntax is documented. The texts were written for these tests.
TEST_SUITE("what real notes showed") {
    TEST_CASE("a heading or a fence right below a table ends it; empty cells leave no bar") {
        const auto document = knowledge("| Part | Note |\n|---|---|\n| Disk |  |\n## Costs\nTen euros.\n");
        REQUIRE(document.passages.size() >= 2);
        CHECK(document.passages[document.passages.size() - 2].text == "Disk");
        CHECK(document.passages.back().text == "Ten euros.");
        CHECK(document.passages.back().headings == Texts{"Costs"});
        CHECK(document.passages.back().line == 5);
    }
    TEST_CASE("a fence that is set in below a paragraph ends where it ends") {
        const auto document = knowledge(
            "The head of a note is two lines.\n\t```yaml\n\ttrip:\n\t    days: 3\n\t```\nThe query can use "
            "it.\n\n```yaml\na: b\n```\nThat is all.\n");
        CHECK(texts(document) == Texts{"The head of a note is two lines.", "trip:\n    days: 3",
                                       "The query can use it.", "a: b", "That is all."});
    }
    TEST_CASE("a line of links to neighbouring notes is told, not read") {
        const auto document =
            knowledge("<< [[2026-11-18]] | [[2026-11-20|Tomorrow]] >>\n\nWe ran the drill.\n");
        CHECK(texts(document) == Texts{"We ran the drill."});
        CHECK(document.omitted == Texts{"line 1: links to neighbouring notes"});
        CHECK(texts(knowledge("> [[Drill]]\n\n[[Drill]] -> restores the copy.\n")).size() == 2);
    }
    TEST_CASE("an empty first cell leaves no bar") {
        CHECK(texts(knowledge("| Who | What |\n|---|---|\n|  | Restores |\n")).back() == "Restores");
    }
    TEST_CASE("dates of the Tasks plugin are no words") {
        CHECK(texts(knowledge(
                  "- [x] Order the disks ✅ 2026-11-19\n- [ ] Ship them 📅 2026-11-20 at noon ✅\n")) ==
              Texts{"Order the disks", "Ship them at noon ✅"});
    }
    TEST_CASE("lines that were broken by hand stay lines; wrapped ones are a paragraph") {
        const auto programme = knowledge(
            "Half-day for new starters, 18 June\n\n9:00 why levels go up (one diagram!)\n9:40 masks, "
            "everyone "
            "wears one for ten minutes\n10:15 break, biscuits\n11:45 questions\n\nLast time they liked "
            "it.\n");
        REQUIRE(programme.passages.size() == 6);
        CHECK(programme.passages[1].kind == PassageKind::list_item);
        CHECK(programme.passages[1].text == "9:00 why levels go up (one diagram!)");
        CHECK(programme.passages[4].text == "11:45 questions");
        CHECK(programme.passages[4].line == 6);
        CHECK(programme.passages[1].list == programme.passages[4].list);
        // Wrapped at a width, one sentence a line, broken at clauses: paragraphs.
        CHECK(knowledge("We moved the nightly restore drill in October and told\nMaria, who runs the other "
                        "cluster, what it would cost. In\nNovember it failed.\n")
                  .passages.size() == 1);
        CHECK(knowledge("The drill runs at night.\nIt restores one backup.\nRui reads the report.\n")
                  .passages.size() == 1);
        CHECK(knowledge("When the drill fails,\nwe get a ticket,\nand Rui\nreads it\n").passages.size() == 1);
    }
    TEST_CASE("a paragraph of lines that no editor wraps ends where one stops without a stop") {
        const std::string longer =
            "The restore drill runs at night on the small cluster, takes one backup of the week by chance, "
            "and "
            "writes what it finds into a report, which Rui reads before the first coffee of the day";
        CHECK(
            texts(knowledge(longer + "\nThe report lies in `/srv/drill`\nOld ones are kept for a year.\n")) ==
            Texts{longer, "The report lies in /srv/drill", "Old ones are kept for a year."});
        // One sentence a line is a way to write paragraphs.
        CHECK(texts(knowledge(longer + ".\nOld ones are kept for a year.\n")) ==
              Texts{longer + ". Old ones are kept for a year."});
    }
    TEST_CASE("shortcodes of emoji are emoji; other words between colons stay") {
        CHECK(texts(knowledge("Shipped :tada: on time :+1:\n")) == Texts{"Shipped 🎉 on time 👍"});
        CHECK(texts(knowledge("Between 10:30:15 and std:fire:x, :nosuchcode: too\n")) ==
              Texts{"Between 10:30:15 and std:fire:x, :nosuchcode: too"});
        CHECK(texts(knowledge("Type `:tada:` for it\n")) == Texts{"Type :tada: for it"});
    }
    TEST_CASE("a formula of plain characters reads as they do") {
        // What is indented below a blank line is code, and its dollars are variables.
        for (const char* margin : {"\t", "    "})
            CHECK(texts(knowledge(std::string("Name the file:\n\n") + margin +
                                  "$name = \"$($part).pdf\"; cp $a $b\n\nThat is all.\n"))
                      .at(1) == "$name = \"$($part).pdf\"; cp $a $b");
        CHECK(texts(knowledge("More than $95\\%$ pass, and $a \\leq b$ holds.\n")) ==
              Texts{"More than 95% pass, and a ≤ b holds."});
    }
}

TEST_SUITE("note apps") {
    // help.obsidian.md/syntax (comments)
    TEST_CASE("Obsidian's comments are left out, in a line, over lines, over blank lines, around code") {
        const auto document = knowledge(
            "The queue %%who owns it?%% drains at night.\n\n%%\nwe lost\n\nthe "
            "contract\n```\n%x\n```\n%%\n\nIt is "
            "empty %%a\nb%% by six.\n");
        CHECK(texts(document) == Texts{"The queue drains at night.", "It is empty by six."});
        CHECK(document.passages[1].line == 12);
        CHECK(tells(document, "lines 3-10: a comment"));
    }
    TEST_CASE("code that holds the mark of a comment is code") {
        const auto document = knowledge(
            "Use `%%time` and `%%` there.\n\n```\n%% cell\n%% end\n```\n\nAll of it took 100 %%.\n");
        CHECK(texts(document) ==
              Texts{"Use %%time and %% there.", "%% cell\n%% end", "All of it took 100 %%."});
    }
    TEST_CASE("a comment without an end hides the rest, and that is told") {
        const auto document = knowledge("We ship.\n\n%%\n\nThe vendor is late.\n");
        CHECK(texts(document) == Texts{"We ship."});
        CHECK(contains(document.warnings.at(0), "line 3"));
    }
    // help.obsidian.md/links, /embeds, /tags
    TEST_CASE("links between notes are their words, embeds are told") {
        const auto document = knowledge(
            "We ran [[Night jobs]], [[ops/Queue plan#Costs|the costs]], [[Queue plan#Costs]] and "
            "[[ops/Alerts.md]].\n\n"
            "![[Queue plan#Costs]]\n\n![[chart.png|The depth of the queue]]\n");
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].text == "We ran Night jobs, the costs, Queue plan > Costs and Alerts.");
        CHECK(document.passages[1].kind == PassageKind::image);
        CHECK(document.passages[1].text == "The depth of the queue");
        CHECK(tells(document, "embedded"));
    }
    // wiki.dendron.so, zettelkasten.de
    TEST_CASE("a link to a note that is called by its place or number says its name, where it has one") {
        const auto document = knowledge(
            "We run it from [[ops.jobs.night-queue]] since [[log.daily.2026.11.17]], on [[1.2.3]] "
            "with [[a lock|ops.jobs.lock]].\n\n"
            "See [[202611171030 The lock]] for the lock.\n\nIt follows from [[202611171030]] that it "
            "waits.\n");
        CHECK(texts(document) == Texts{"We run it from night queue since 2026-11-17, on 1.2.3 with a lock.",
                                       "See The lock for the lock.", "It follows from […] that it waits."});
    }
    TEST_CASE("an outliner's item that is a heading has a section below it") {
        const auto document = knowledge(
            "- # Kiln\n\t- It cracked.\n\t- ## Lids\n\t\t- They hold.\n- # Glaze\n  - It runs.\n- Ash.\n");
        CHECK(texts(document) == Texts{"It cracked.", "They hold.", "It runs.", "Ash."});
        CHECK(document.passages[0].headings == Texts{"Kiln"});
        CHECK(document.passages[1].headings == Texts{"Kiln", "Lids"});
        CHECK(document.passages[2].headings == Texts{"Glaze"});
        CHECK(document.passages[2].line == 6);
        // Without anything below it, it is an item.
        CHECK(texts(knowledge("- # of kilns: 3\n- # of lids: 4\n")).size() == 2);
    }
    TEST_CASE("marks for a program that shows code are none of it") {
        const auto document = knowledge(
            "```js\nconst kiln = 1 // [!code ++]\nconst old = 2 // [!code --]\nfire(kiln) /* [!code focus] "
            "*/\nlist[!kiln]\n```\n");
        REQUIRE(document.passages.size() == 1);
        CHECK(document.passages[0].text == "const kiln = 1\nfire(kiln)\nlist[!kiln]");
    }
    TEST_CASE("footnotes at the end are a section of their own, others stand where they are") {
        const auto document = knowledge(
            "# Kiln\n\nIt cracked.[^1]\n\nTwice.[^b]\n\n[^1]: As Rui saw it.\n    And Ana.\n\n[^b]: I "
            "was there.\n");
        REQUIRE(texts(document).size() >= 4);
        CHECK(document.passages[1].headings.empty());
        CHECK(document.passages[2].headings == Texts{"Footnotes"});
        CHECK(document.passages.back().headings == Texts{"Footnotes"});
        CHECK(document.passages[2].line == 7);
        const auto within = knowledge("# Kiln\n\nIt cracked.[^1]\n\n[^1]: As Rui saw it.\n\nTwice.\n");
        CHECK(texts(within) == Texts{"It cracked.", "As Rui saw it.", "Twice."});
        CHECK(within.passages[1].headings.empty());
    }
    TEST_CASE("block ids, highlights, footnotes, and tags on a line of their own") {
        const auto document = knowledge(
            "# Queue\n#ops/night #jobs\n\nThe queue is ==empty by six==[^1] now. ^q1\n\nIt was late^[by an "
            "hour] before.\n\n"
            "[^1]: measured\n");
        CHECK(texts(document) ==
              Texts{"The queue is empty by six now.", "It was late (by an hour) before.", "measured"});
        CHECK(document.tags == Texts{"ops/night", "jobs"});
    }
    // help.obsidian.md/callouts; docs.github.com (alerts)
    TEST_CASE("a callout is the author's own, its title stands above it; a quotation stays one") {
        const auto document = knowledge(
            "> [!warning]- Mind the lock\n> The job holds it **all night**.\n>\n> - until six\n>\n> ```sh\n> "
            "ls\n> ```\n\n"
            "> [!quote] Ana\n> Nothing is free.\n");
        REQUIRE(document.passages.size() >= 4);
        CHECK(document.passages[0].text == "The job holds it all night.");
        CHECK(document.passages[0].kind == PassageKind::paragraph);
        CHECK_FALSE(document.passages[0].quoted);
        CHECK(document.passages[0].headings == Texts{"Mind the lock"});
        CHECK(document.passages[1].kind == PassageKind::list_item);
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK(document.passages[2].text == "ls");
        CHECK(document.passages.back().quoted);
        CHECK(contains(document.passages.back().text, "Nothing is free."));
    }
    // blacksmithgu.github.io/obsidian-dataview; silentvoid13.github.io/Templater
    TEST_CASE("queries, inline fields and templates are left out and told") {
        const auto document = knowledge(
            "rating:: 4\n\nStatus:: done\n\nWe ship `= this.day` on [due:: 2026-05-02] "
            "Friday.\n\n```dataview\nLIST FROM "
            "#ops\n```\n\n<% tp.date.now() %>\n\nAll is <%* let x = 1 %> well.\n");
        CHECK(texts(document) == Texts{"We ship […] on 2026-05-02 Friday.", "All is well."});
        CHECK(tells(document, "lines 7-9: a query of the dataview plugin"));
        CHECK(tells(document, "template"));
    }
    // docs.logseq.com
    TEST_CASE("Logseq: properties, drawers, references and queries go, task marks are tasks") {
        const auto document = knowledge(
            "- The import job moved to the night.\n  id:: 64f0c1d2-1111-2222-3333-444455556666\n  "
            "collapsed:: true\n\t- "
            "DONE [#A] Tell support\n\t  :LOGBOOK:\n\t  CLOCK: [2026-05-02 Sat 10:00:00]\n\t  :END:\n\t- "
            "TODO Order "
            "disks\n\t  SCHEDULED: <2026-05-03 Sun>\n- see ((64f0c1d2-1111-2222-3333-444455556666)) too\n- "
            "{{query (task "
            "TODO)}}\n");
        CHECK(texts(document) ==
              Texts{"The import job moved to the night.", "Tell support", "Order disks", "see too"});
        CHECK(document.passages[1].checked == true);
        CHECK(document.passages[1].depth == 1);
        CHECK(document.passages[2].checked == false);
        CHECK(tells(document, "a drawer of properties"));
        CHECK(tells(document, "a reference to a block"));
    }
    TEST_CASE("cards are their answers, links may have spaces, sizes are no words") {
        CHECK(texts(knowledge(
                  "It ends {{cloze by six \\\\ when?}} in the {{c1::morning::part of day}}.\n\nSee [the "
                  "plan](My plan.md) and ^^this^^，非常==重要==的。\n\n![A chart|300](my chart.png)\n")) ==
              Texts{"It ends by six in the morning.", "See the plan and this，非常重要的。", "A chart"});
    }
    // gohugo.io/content-management/shortcodes; jekyllrb.com/docs/liquid
    TEST_CASE("shortcodes and Liquid go, what stands between them is read") {
        const auto document = knowledge(
            "{{< notice tip >}}\nRun it at night.\n{{< /notice >}}\n\n{% include toc.html %}\n\nIt is {{ "
            "page.title }} "
            "and {{% ref \"x\" %}} done.\n\n{% comment %}\nsecret\n{% endcomment %}\n\n{% highlight sh "
            "%}\nls -l\n{% "
            "endhighlight %}\n\n{% raw %}Braces {{ stay }}.{% endraw %}\n");
        CHECK(texts(document) ==
              Texts{"Run it at night.", "It is […] and done.", "ls -l", "Braces {{ stay }}."});
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK(document.passages[2].code_language == "sh");
        CHECK(tells(document, "a shortcode"));
    }
    // mdxjs.com/docs/what-is-mdx
    TEST_CASE("MDX: imports and expressions go, the words in components are read") {
        const auto document = knowledge(
            "import Chart from './chart'\nexport const year = 2026\n\n# Queues\n\n<Callout type=\"info\" "
            "icon={<X a=\"b\" "
            "/>}>\n  The **queue** is empty.\n</Callout>\n\nIt is {year} now. {/* not sure */}\n\n<Chart "
            "data={[1, 2]} />\n",
            "notes/queue.mdx");
        CHECK(texts(document) == Texts{"The queue is empty.", "It is […] now."});
        CHECK(document.title == "Queues");
        CHECK(tells(document, "lines 1-2: code of MDX"));
    }
    TEST_CASE("a type's parameter and a placeholder are no tags") {
        CHECK(
            texts(knowledge("A Vec<String> holds <token> and <Your Name> here.\n"))[0].starts_with("A Vec"));
        CHECK(contains(texts(knowledge("Send <token> with it.\n"))[0], "<token>"));
    }
    // pandoc.org/MANUAL.html (divs, attributes, definition lists); squidfunk.github.io/mkdocs-material
    // (admonitions)
    TEST_CASE("divs, attributes, definitions and admonitions") {
        const auto document = knowledge(
            "## Queue {#queue .main}\n\n::: {.note}\nIt drains at night.\n:::\n\n:::tip Keep calm\nIt will "
            "end.\n:::\n\nDrain\n: "
            "to become empty\n\n!!! warning \"Mind the lock\"\n    It is held all night.\n\n    By one "
            "job.\n\nAfter.\n");
        CHECK(texts(document) == Texts{"It drains at night.", "It will end.", "Drain: to become empty",
                                       "It is held all night.", "By one job.", "After."});
        CHECK(document.passages[0].headings == Texts{"Queue"});
        CHECK(document.passages[1].headings.back() == "Keep calm");
        CHECK(document.passages[3].kind == PassageKind::paragraph);
    }
    // docs.github.com (mathematical expressions)
    TEST_CASE("a formula among words is read as text, and stays in the markup") {
        const auto document = knowledge(
            "It takes $O(n^2)$ steps.\n\nThe depth is $\\frac{a}{b}$ at most, $\\sqrt{x + 1}$ \\(\\leq\\) "
            "$\\alpha_1$.\n");
        CHECK(texts(document) == Texts{"It takes O(n²) steps.", "The depth is a/b at most, √(x + 1) ≤ α₁."});
        CHECK(document.passages[0].markup == "It takes $O(n^2)$ steps.");
        CHECK(texts(knowledge("Take $1$ of $(7,4)$ where $x > 5$, and $aX + b$.\n")) ==
              Texts{"Take 1 of (7,4) where x > 5, and aX + b."});
        CHECK(texts(knowledge("It has $\\binom{n}{k} \\approx $ 3 and $\\hat{y}$ ways.\n")) ==
              Texts{"It has C(n, k) ≈ 3 and ŷ ways."});
    }
    TEST_CASE("the size of a formula's letters is no part of it, nor is a blank line its end") {
        CHECK(texts(knowledge("The inner operation $\\displaystyle \\large +$ adds $\\Huge a \\leq b$.\n")) ==
              Texts{"The inner operation + adds a ≤ b."});
        const auto document = knowledge(
            "For all of them:\n$$\\displaystyle \\begin{eqnarray}\nH &=&\n\n\\begin{bmatrix}\na & b\n"
            "\\end{bmatrix}\n\n\\end{eqnarray}$$\n\nThat is all.\n");
        REQUIRE(document.passages.size() == 3);
        CHECK(document.passages[1].kind == PassageKind::code);
        CHECK(contains(document.passages[1].text, "\\end{eqnarray}"));
        CHECK(document.passages[2].text == "That is all.");
    }
    TEST_CASE("a formula that plain text cannot show leaves a gap, and is told") {
        const auto document =
            knowledge("The map $\\begin{pmatrix} a & b \\end{pmatrix}$ is singular.\n\n- $\\unknown{x}$\n");
        CHECK(texts(document) == Texts{"The map […] is singular."});
        CHECK(document.passages[0].markup == "The map $\\begin{pmatrix} a & b \\end{pmatrix}$ is singular.");
        CHECK(tells(document, "line 1: a formula"));
    }
    TEST_CASE("a formula on lines of its own is code") {
        for (const std::string display :
             {"$$\nx = \\sum_i y_i\n$$", "$$x = \\sum_i y_i$$", "$$\n\nx = \\sum_i y_i\n\n$$",
              "\\[\nx = \\sum_i y_i\n\\]", "$$ x = \\sum_i y_i $$ {#eq:sum}",
              "  $$\n  x = \\sum_i y_i\n  $$."}) {
            CAPTURE(display);
            const auto document = knowledge("Before.\n" + display + "\nAfter.\n");
            REQUIRE(texts(document) == Texts{"Before.", "x = \\sum_i y_i", "After."});
            CHECK(document.passages[1].kind == PassageKind::code);
            CHECK(document.passages[1].code_language == "math");
            CHECK(document.passages[1].line > 1);
        }
        const auto lines = knowledge("\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\n\nAfter.\n");
        CHECK(texts(lines) == Texts{"\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}", "After."});
        CHECK(lines.passages[0].code_language == "math");
    }
    TEST_CASE("a formula in a list or a quotation stays there") {
        const auto item = knowledge("- The sum\n  $$\n  x = y\n  $$\n  holds.\n- Next\n");
        CHECK(item.passages[0].kind == PassageKind::list_item);
        CHECK(item.passages[1].text == "x = y");
        CHECK(item.passages.back().text == "Next");
        const auto quote = knowledge("> The sum\n> $$\n> x = y\n> $$\n> holds.\n");
        CHECK(texts(quote) == Texts{"The sum", "x = y", "holds."});
        CHECK(quote.passages[1].quoted);
    }
    TEST_CASE("money, variables of a shell and escaped brackets are no formulas") {
        for (const std::string words :
             {"It costs $5 or $6, not $10.", "Set $HOME/bin:$PATH and $FOO_BAR/$BAZ_QUX now.",
              "Set '$HOME' and '$PATH' first, then $FOO or ${BAR}.",
              "It fell from $5 (a low) to $4.50/share.", "The env of $foo and x$ is odd.",
              "Cheap is $$ and dear is $$$$ there.", "US$5=R$25 and R$ 5 = US$ 1 today."}) {
            CAPTURE(words);
            CHECK(texts(knowledge(words + "\n")) == Texts{words});
        }
        CHECK(texts(knowledge("See \\[1\\], \\(sic\\) and \\[the plan\\] there.\n")) ==
              Texts{"See [1], (sic) and [the plan] there."});
        CHECK(texts(knowledge("It costs \\$5 and `$x^2$` here.\n")) == Texts{"It costs $5 and $x^2$ here."});
    }
    // orgmode.org/manual/Blocks.html, as Logseq writes them in lists
    TEST_CASE("blocks of Org in a list keep its items") {
        const auto document = knowledge(
            "- The queue drains.\n\t- #+BEGIN_QUOTE\n\t  Queues are where time goes.\n\t  #+END_QUOTE\n\t- "
            "#+BEGIN_SRC sh\n"
            "\t  ls -l\n\t  #+END_SRC\n\t- It is empty by six.\n\n#+BEGIN_QUOTE\nLess is "
            "more.\n#+END_QUOTE\n\nAfter.\n");
        CHECK(texts(document) == Texts{"The queue drains.", "Queues are where time goes.", "ls -l",
                                       "It is empty by six.", "Less is more.", "After."});
        CHECK(document.passages[1].quoted);
        CHECK(document.passages[2].kind == PassageKind::code);
        CHECK(document.passages[2].code_language == "sh");
        CHECK(document.passages[3].kind == PassageKind::list_item);
        CHECK(document.passages[4].quoted);
        CHECK_FALSE(document.passages[5].quoted);
        CHECK(document.tags.empty());
    }
    // Obsidian Tasks, User Guide: Emoji Format; alternate checkboxes of themes
    TEST_CASE("what the boxes and marks of tasks say is no text") {
        const auto document = knowledge(
            "- [ ] write it ⏫ 🔁 every week 📅 2026-12-01\n- [-] not that\n- [>] later\n- [?] a question\n- "
            "[1] a "
            "footnote\n");
        CHECK(texts(document) == Texts{"write it", "not that", "later", "a question", "[1] a footnote"});
        CHECK(document.passages[0].checked == false);
        CHECK(document.passages[1].checked == true);
        CHECK(document.passages[2].checked == false);
        CHECK_FALSE(document.passages[3].checked.has_value());
        CHECK(texts(knowledge("The queue is hot 🔺 and 🔁 comes back.\n")) ==
              Texts{"The queue is hot 🔺 and 🔁 comes back."});
    }
    // github.github.com/gfm, 4.10: one dash is enough
    TEST_CASE("a table needs but one dash a column") {
        for (const std::string row : {"|-|-|", "|--|:-:|", "-|-", "| -- | --: |"}) {
            CAPTURE(row);
            const auto document = knowledge("| a | b |\n" + row + "\n| c | d |\n");
            CHECK(texts(document) == Texts{"a | b", "c | d"});
            CHECK(document.passages[1].columns == Texts{"a", "b"});
        }
    }
    TEST_CASE("the size of a picture is no text") {
        const auto document = knowledge("![A chart](../assets/a.png){:height 300, :width 400}\n\nAfter.\n");
        CHECK(texts(document) == Texts{"A chart", "After."});
    }
    TEST_CASE("marks without an end lose no words") {
        for (const std::string mark : {"{{",
                                       "{%",
                                       "{{<",
                                       "[[",
                                       "![[",
                                       "==",
                                       "$",
                                       "$$",
                                       "\\(",
                                       "\\[",
                                       "\\begin{align}",
                                       "$\\frac{",
                                       "^[",
                                       "((",
                                       "<% ",
                                       "<!-- ",
                                       "`",
                                       "<div ",
                                       "<svg>",
                                       "<script>",
                                       "{>>",
                                       "[x]("}) {
            CAPTURE(mark);
            const auto document = knowledge("Before " + mark + "within\n\nAfter it all.\n");
            CHECK(contains(document.passages.back().text, "After it all."));
        }
    }
    TEST_CASE("marks by the ten thousand cost no time") {
        for (const std::string mark :
             {"{{",         "{%",    "[[",          "![[",      "==a ",  "$a",
              "^[",         "((",    "<% ",         "\\(",      "\\[",   "$$",
              "\\begin{a}", "$`",    "$\\frac",     "<!--",     "` ",    "<div>",
              "<svg>",      "<pre>", "%%",          "> [!x]\n", "<li>",  "<table><tr><td>",
              "</ul>",      ":::\n", "!!! a\n    ", "{#a}",     "<X a={"}) {
            CAPTURE(mark);
            CHECK_NOTHROW(knowledge("Before. " + repeated(mark, 10'000) + "\n\nAfter it all.\n"));
        }
    }
}

TEST_SUITE("HTML in Markdown") {
    TEST_CASE("the words in blocks of HTML are read, with the Markdown in them") {
        const auto document = knowledge(
            "<aside>\n💡 The **queue** is empty.\n\n</aside>\n\n<p align=\"center\">It drains<br>at "
            "night.</p>\n\n<div "
            "class=\"x\">\n\n- by six\n\n</div>\n\n<center>Then we sleep.</center>\n");
        CHECK(texts(document) ==
              Texts{"💡 The queue is empty.", "It drains at night.", "by six", "Then we sleep."});
        CHECK(document.passages[1].line == 6);
    }
    TEST_CASE("lists, tables, headings, quotations and code in HTML are what they are") {
        const auto document = knowledge(
            "<h2>Costs</h2>\n<ul>\n  <li>one\n    <ul><li>inner</li></ul>\n  </li>\n  "
            "<li>two</li>\n</ul>\n<table>\n"
            "<tr><th>What</th><th>Who</th></tr>\n<tr><td>Runbook</td><td>Ana</td></tr>\n</"
            "table>\n<blockquote>Less is "
            "more.</blockquote>\n\n<pre><code class=\"language-sh\">if a &lt; b\n  "
            "ls\n</code></pre>\n\nAfter.\n");
        REQUIRE(document.passages.size() == 8);
        CHECK(document.passages[0].headings == Texts{"Costs"});
        CHECK(document.passages[0].kind == PassageKind::list_item);
        CHECK(document.passages[1].depth == 1);
        CHECK(document.passages[2].text == "two");
        CHECK(document.passages[4].text == "Runbook | Ana");
        CHECK(document.passages[4].columns == Texts{"What", "Who"});
        CHECK(document.passages[5].quoted);
        CHECK(document.passages[6].kind == PassageKind::code);
        CHECK(document.passages[6].text == "if a < b\n  ls");
        CHECK(document.passages[6].code_language == "sh");
        CHECK_FALSE(document.passages[7].quoted);
    }
    TEST_CASE("a summary is the heading of its details") {
        const auto document = meeting(
            "# Weekly\n\n<details>\n<summary>Decisions</summary>\n\n- We ship.\n\n</details>\n\nAfter.\n");
        CHECK(document.passages[0].headings == Texts{"Decisions"});
        CHECK(document.passages[1].headings.empty());
    }
    TEST_CASE("comments, scripts, styles and drawings go, and are told") {
        const auto document = knowledge(
            "<!-- the board\n\nis late -->\nOne.\n\n<script>\nlet a\n\nlet b\n</script>\n\n<style>p "
            "{}</style>\n\n<svg "
            "width=\"1\">\n\n<text>no</text>\n</svg>\n\nTwo.\n");
        CHECK(texts(document) == Texts{"One.", "Two."});
        CHECK(tells(document, "lines 1-3: a comment"));
        CHECK(tells(document, "<script>"));
        CHECK(tells(document, "<svg>"));
    }
    TEST_CASE("images have their alternative text, links stay in the markup") {
        const auto document = knowledge(
            "<p><img src=\"q.png\" alt=\"The depth &gt; 5\"></p>\n\nSee <a href=\"https://example.org\">the "
            "plan</a> now.\n");
        CHECK(document.passages[0].kind == PassageKind::image);
        CHECK(document.passages[0].text == "The depth > 5");
        CHECK(document.passages[1].text == "See the plan now.");
        CHECK(document.passages[1].markup == "See [the plan](https://example.org) now.");
    }
    TEST_CASE("broken HTML loses no words") {
        CHECK(texts(knowledge("<ul><li>one<li>two</ul><blockquote>three\n\n## Next\n\nFour.\n")).size() == 4);
        CHECK_FALSE(knowledge("<blockquote>three\n\n## Next\n\nFour.\n").passages.back().quoted);
        const auto row = knowledge("</div></li></table>One <b>two.\n\n<td>Three.\n\n## Next\n\nFour.\n");
        CHECK(texts(row) == Texts{"One two.", "Three.", "Four."});
    }
}

TEST_SUITE("blocks of Markdown") {
    TEST_CASE("the markup keeps links, emphasis, code and images") {
        const auto document = knowledge(
            "The **queue** is [pgmq](https://example.org/q), see `read(vt)` ![x](y.png).\n\nPlain "
            "words.\n\n- *so* it is\n");
        CHECK(document.passages[0].markup ==
              "The **queue** is [pgmq](https://example.org/q), see `read(vt)` ![x](y.png).");
        CHECK(document.passages[1].markup.empty());
        CHECK(document.passages[2].markup == "*so* it is");
    }
    TEST_CASE("code has its language, a table its header, an image its text") {
        const auto document = knowledge(
            "```sql\nselect 1\n```\n\n| What | Who |\n|---|---|\n| Runbook | Maya |\n\n![Depth](d.png)\n");
        CHECK(document.passages[0].code_language == "sql");
        CHECK(document.passages[2].columns == Texts{"What", "Who"});
        CHECK(document.passages[3].kind == PassageKind::image);
        CHECK(document.passages[3].markup == "![Depth](d.png)");
    }
    TEST_CASE("all in a quotation is quoted, with whose it is") {
        const auto document = knowledge(
            "Mine.\n\n> Less is more.\n>\n> - a point\n>\n> ```\n> code\n> ```\n>\n> — Ana Souza, in a "
            "talk\n\nMine again.\n");
        REQUIRE(document.passages.size() == 5);
        for (std::size_t i = 1; i < 4; ++i) {
            CHECK(document.passages[i].quoted);
            CHECK(document.passages[i].speaker == "Ana Souza");
        }
        CHECK_FALSE(document.passages[4].quoted);
    }
    TEST_CASE("the line before or after a quotation says whose it is") {
        CHECK(knowledge("Bo Lind wrote:\n\n> Less is more.\n\nMine.\n").passages[1].speaker == "Bo Lind");
        CHECK(knowledge("> Less is more.\n\n— Bo Lind\n\nMine.\n").passages[0].speaker == "Bo Lind");
        CHECK(knowledge("Em 3 de maio de 2026, Bia Reis <bia@example.org> escreveu:\n\n> Menos é mais.\n")
                  .passages[1]
                  .speaker == "Bia Reis");
        CHECK(knowledge("I wrote:\n\n> Less is more.\n").passages[1].speaker.empty());
    }
    TEST_CASE("mail that is passed on is not the author's, up to the next heading") {
        const auto document = knowledge(
            "I liked this.\n\n-----Original Message-----\nFrom: Bo Lind <bo@example.org>\nSent: Friday\nTo: "
            "Ana\nSubject: "
            "Queue\n\nThe queue is empty.\n\n## Mine\n\nWe go on.\n");
        CHECK_FALSE(document.passages[0].quoted);
        CHECK(document.passages[2].quoted);
        CHECK(document.passages[2].speaker == "Bo Lind");
        CHECK_FALSE(document.passages.back().quoted);
    }
    TEST_CASE("what a language model answered is the model's") {
        const auto said = knowledge(
            "## Asked\n\nI asked about it.\n\nYou said:\n\nWhy is it late?\n\nChatGPT said:\n\nBecause of "
            "the lock.\n\n### "
            "Causes\n\nThe disk.\n\n## Mine\n\nI doubt it.\n");
        CHECK_FALSE(said.passages[0].quoted);
        CHECK(said.passages[2].speaker == "ChatGPT");
        CHECK(said.passages[2].quoted);
        CHECK(said.passages[3].quoted);
        CHECK_FALSE(said.passages[4].quoted);
        const auto sides = knowledge(
            "**User**\n\nWhy is it late?\n\n**Assistant**\n\nBecause of the lock.\n\nAnd of the disk.\n");
        CHECK(sides.passages[2].quoted);
        CHECK(sides.passages[2].speaker == "Assistant");
        // A label of minutes alone is no chat.
        CHECK_FALSE(meeting("AI: Ana orders disks.\n\nWe go on.\n").passages[0].quoted);
    }
    TEST_CASE("a callout's title with bold words keeps them as they are") {
        const auto document = knowledge("> [!note] **Locks** expire after ten seconds.\n");
        CHECK(document.passages[0].markup == "**Locks** expire after ten seconds.");
    }
    TEST_CASE("a user story is told in a role") {
        const auto document = knowledge(
            "- As a night operator, I want to see the lock so that I can sleep.\n- Como gestora, eu quero "
            "ver a fila.\n\nAs a team we like it.\n");
        CHECK(document.passages[0].quoted);
        CHECK(document.passages[0].speaker == "night operator");
        CHECK(document.passages[1].quoted);
        CHECK_FALSE(document.passages[2].quoted);
    }
}
