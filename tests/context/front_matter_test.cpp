#include "helpers.h"

#include <pacelane/context/detail/front_matter.h>

using namespace pacelane;
using namespace pacelane::context;
using pacelane::context::detail::read_front_matter;

namespace {

const std::string kBody = "\nThe import job moved to the night. It now ends before six.\n";

/// Of a note with this front matter only the body is a passage.
Document only_body(const std::string& matter, std::string_view path = "notes/note.md") {
    auto document = knowledge(matter + kBody, path);
    CHECK(texts(document) == Texts{"The import job moved to the night. It now ends before six."});
    return document;
}

}  // namespace

TEST_SUITE("front matter") {
    // yaml.org/spec/1.2.2; jekyllrb.com/docs/front-matter; help.obsidian.md/properties
    TEST_CASE("YAML gives title, date, language, tags and people") {
        const auto document = only_body(
            "---\ntitle: \"Imports: by night\"\ndate: 2026-05-02T10:30:00+02:00\nlang: pt-BR\ntags: [ops, "
            "night work]\nattendees:\n  - Ana Souza\n  - name: Bo Lind\n    role: host\n---\n");
        CHECK(document.title == "Imports: by night");
        CHECK(document.date == parse_date("2026-05-02"));
        CHECK(document.language == language::Language::portuguese);
        CHECK(document.tags == Texts{"ops", "night work"});
        CHECK(document.participants == Texts{"Ana Souza", "Bo Lind"});
    }
    TEST_CASE("odd keys, nested mappings, comments and blocks are YAML all the same") {
        const auto document = only_body(
            "---\n# of the editor\nscore (1-5): 4\nWhat / where: office\n🌱 stage: seed\nsummary: |\n  Two "
            "lines\n  of "
            "it.\nparams:\n  featured: true\ntaxonomies:\n  tags:\n    - ops\n...\n");
        CHECK(document.tags == Texts{"ops"});
        CHECK(document.warnings.empty());
    }
    TEST_CASE("a line that is no YAML costs that line") {
        const auto document = only_body(
            "---\ntitle: Imports: what we learned\ntags:ops, night\n\tindented: by tab\nowner: @ana\nthis is "
            "no field\ndate: "
            "2026-05-02\n---\n");
        CHECK(document.title == "Imports: what we learned");
        CHECK(document.tags == Texts{"ops", "night"});
        CHECK(document.date == parse_date("2026-05-02"));
        REQUIRE(document.warnings.size() == 1);
        CHECK(contains(document.warnings[0], "line 6"));
    }
    TEST_CASE("quotes over several lines, and one that never closes") {
        CHECK(only_body("---\ntitle: \"Imports\n  by night\"\nclient: Orion\n---\n").title ==
              "Imports by night");
        CHECK(only_body("---\ntitle: \"Imports by night\nclient: 'Orion'\ndate: 2026-05-02\n---\n").title ==
              "Imports by night");
    }
    TEST_CASE("of a key that stands twice the first holds") {
        CHECK(only_body("---\ntitle: One\ntitle: Two\n---\n").title == "One");
    }
    TEST_CASE("a template's marks are no value") {
        const auto document =
            only_body("---\ntitle: {{title}}\ndate: {{date:YYYY-MM-DD}}\nauthor: <% tp.user.name %>\n---\n");
        CHECK(document.title_from_name);
        CHECK_FALSE(document.date.has_value());
    }
    TEST_CASE("without an end, or around prose, it is no front matter") {
        CHECK(contains(texts(knowledge("---\ntitle: Imports\n\nThe job moved.\n")).back(), "The job moved."));
        CHECK(texts(knowledge("---\n\nThe job moved: at last.\n\n---\n\nMore.\n")) ==
              Texts{"The job moved: at last.", "More."});
        CHECK(texts(knowledge("---\n\nNote: we were late.\n\nIt was fine.\n\n---\n\nMore.\n")) ==
              Texts{"Note: we were late.", "It was fine.", "More."});
    }
    TEST_CASE("the day of the note is its date, else the day it was published, else made") {
        const auto date_of = [](const std::string& fields) {
            return read_front_matter("---\n" + fields + "\n---\n").date;
        };
        CHECK(date_of("created: 2026-01-02\npublished: 2026-02-03\ndate: 2026-03-04") ==
              parse_date("2026-03-04"));
        CHECK(date_of("created: 2026-01-02\npublishDate: 2026-02-03") == parse_date("2026-02-03"));
        CHECK(date_of("updated: 2026-04-01\nDate Created: January 2, 2026 9:10 AM") ==
              parse_date("2026-01-02"));
        CHECK(date_of("date: \"[[2026-03-04]]\"") == parse_date("2026-03-04"));
        CHECK(date_of("lang: pt\ndate: 4/3/2026") == parse_date("2026-03-04"));
    }
    TEST_CASE("whether it may be published, by whom and where") {
        const auto matter = read_front_matter(
            "---\ndraft: yes\npublished: false\nprivate: true\nauthors: [Ana Souza, Bo Lind]\nalias: Night "
            "imports\npermalink: /imports/\n---\nText.\n");
        CHECK(matter.draft == true);
        CHECK(matter.publish == false);
        CHECK(matter.is_private == true);
        CHECK(matter.authors == Texts{"Ana Souza", "Bo Lind"});
        CHECK(matter.aliases == Texts{"Night imports"});
        CHECK(matter.url == "/imports/");
        CHECK(read_front_matter("---\npublic: false\n---\n").is_private == true);
        CHECK(read_front_matter("---\nstatus: Draft\n---\n").draft == true);
    }
    TEST_CASE("tags as list, with commas, with hashes, as links") {
        const auto tags_of = [](const std::string& value) {
            return read_front_matter("---\ntags: " + value + "\n---\n").tags;
        };
        CHECK(tags_of("[a, b/c]") == Texts{"a", "b/c"});
        CHECK(tags_of("a, b c") == Texts{"a", "b c"});
        CHECK(tags_of("\"#a #b\"") == Texts{"a", "b"});
        CHECK(tags_of("\n- '#a'\n- b") == Texts{"a", "b"});
        CHECK(read_front_matter("tags:: [[a]], [[b]]\n").tags == Texts{"a", "b"});
    }
    // gohugo.io/content-management/front-matter; toml.io/en/v1.0.0
    TEST_CASE("TOML") {
        const auto document = only_body(
            "+++\ntitle = \"Imports by night\"\ndate = 2026-05-02T10:00:00Z\ndraft = "
            "true\n[taxonomies]\ntags = "
            "[\"ops\", \"jobs\"]\n+++\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.date == parse_date("2026-05-02"));
        CHECK(document.tags == Texts{"ops", "jobs"});
        CHECK(document.passages[0].line == 9);
    }
    // Found by fuzz_front_matter: toml++ was undefined for any letter from U+00A1 to U+0499 in a bare key.
    TEST_CASE("TOML with an accent in a bare key costs at most that line") {
        const auto document =
            knowledge("+++\n\u00eanfase = \"a\"\ntitle = \"Cold cache\"\n+++\n\nWe keep one note.\n");
        CHECK(document.title == "Cold cache");
        CHECK(texts(document) == Texts{"We keep one note."});
    }
    // Found by fuzz_front_matter: toml++ asserts on what is not ASCII where a key could begin.
    TEST_CASE("TOML with other than ASCII outside its strings is read line by line") {
        CHECK(knowledge("+++\n[= \"a\"\ntitle = \"Drill\"\n+++\n\nOne.\n").title == "Drill");
        const auto document = knowledge(
            "+++\n[[[\u00ab\u00bb cache\ntitle = \"Caf\u00e9\" # \u00e0 table\n+++\n\nWe keep one note.\n");
        CHECK(document.title == "Caf\u00e9");
        CHECK(texts(document) == Texts{"We keep one note."});
    }
    TEST_CASE("a line that is no TOML costs that line") {
        const auto document =
            only_body("+++\ntitle = Imports by night\nthis is no field\ndate = 2026-05-02\n+++\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.date == parse_date("2026-05-02"));
        REQUIRE(document.warnings.size() == 1);
        CHECK(contains(document.warnings[0], "line 3"));
    }
    TEST_CASE("JSON, with braces or semicolons around it") {
        const auto document = only_body(
            "{\n  \"title\": \"Imports by night\",\n  \"date\": \"2026-05-02\",\n  \"tags\": [\"ops\"]\n}\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.tags == Texts{"ops"});
        CHECK(document.passages[0].line == 7);
        CHECK(only_body(";;;\n\"title\": \"Imports\"\n;;;\n").title == "Imports");
        CHECK(only_body("---\n{\"dg-publish\":true,\"title\":\"Imports\",\"tags\":[\"ops\"]}\n---\n").title ==
              "Imports");
        // Between two rules may stand anything else with braces: here the second makes a heading of it.
        const auto braces =
            knowledge("---\n{the first of two sets} and {the second}\n---\n" + kBody, "notes/note.md");
        CHECK_FALSE(braces.passages.at(0).headings.empty());
        CHECK(only_body("{\n  \"title\": \"Imports\",\n  \"draft\": tru,\n  \"date\": \"2026-05-02\",\n}\n")
                  .title == "Imports");
    }
    TEST_CASE("a file that is nothing but JSON has no front matter") {
        CHECK(read_front_matter("{\n  \"title\": \"Imports\",\n  \"text\": \"By night\"\n}\n").body_begin ==
              0);
    }
    // docs.logseq.com (page properties); blacksmithgu.github.io/obsidian-dataview
    TEST_CASE("Logseq's page properties") {
        const auto document = only_body("title:: Imports by night\ntags:: ops, jobs\npublic:: true\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.tags == Texts{"ops", "jobs"});
    }
    // fletcher.github.io/MultiMarkdown-6/syntax/metadata.html
    TEST_CASE("MultiMarkdown's header") {
        const auto document =
            only_body("Title:  Imports by night\nAuthor: Ana Souza\nDate:   2 May 2026\nCSS: x.css\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.date == parse_date("2026-05-02"));
    }
    TEST_CASE("Hexo's header has only its end") {
        CHECK(only_body("title: Imports by night\ndate: 2026-05-02\n---\n").title == "Imports by night");
    }
    TEST_CASE("prose with a colon is no header") {
        CHECK(texts(knowledge("Note: the job moved.\n\nMore.\n")) == Texts{"Note: the job moved.", "More."});
        CHECK(texts(knowledge(
                        "Title: three words that I never liked, because they promise what the text will not "
                        "keep, and that is a sentence.\n\nMore.\n"))
                  .size() == 2);
    }
    // notion.so/help/export-your-content: properties of a database's page stand below its title
    TEST_CASE("Notion's properties below the title") {
        const auto document = only_body(
            "# Imports by night\n\nCreated: May 2, 2026 10:10 AM\nTags: ops, jobs\nImpact: high\nStatus: "
            "Done\n");
        CHECK(document.title == "Imports by night");
        CHECK(document.date == parse_date("2026-05-02"));
        CHECK(document.tags == Texts{"ops", "jobs"});
    }
    // orgmode.org/manual/Export-Settings.html; pandoc.org/MANUAL.html#extension-pandoc_title_block
    TEST_CASE("Org's and Pandoc's lines") {
        const auto org = only_body("#+title: Imports by night\n#+filetags: :ops:jobs:\n");
        CHECK(org.title == "Imports by night");
        CHECK(org.tags == Texts{"ops", "jobs"});
        CHECK(only_body("% Imports by night\n% Ana Souza; Bo Lind\n% 2 May 2026\n").title ==
              "Imports by night");
    }
    TEST_CASE("hostile front matter is read or passed over in no time") {
        CHECK_NOTHROW(read_front_matter("---\na: " + repeated("[", 100'000) + "\n---\n"));
        CHECK_NOTHROW(read_front_matter("---\n" + repeated("- ", 50'000) + "\nb: 1\n---\n"));
        CHECK_NOTHROW(read_front_matter("---\na: &a [*a, *a]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n"));
        CHECK_NOTHROW(read_front_matter("+++\na = " + repeated("[", 100'000) + "\n+++\n"));
        CHECK_NOTHROW(read_front_matter("{\"a\": " + repeated("{\"a\":", 100'000) + "\n}\n"));
        CHECK_NOTHROW(read_front_matter("---\n" + repeated("k\"ey: 'open\n", 900) + "---\n"));
    }
    TEST_CASE("a private note is one in every syntax and encoding") {
        const auto private_by = [](std::string_view text) { return knowledge(text).private_by; };
        CHECK(private_by("\n\n---\nprivate: true\n---\n\nOf the pay.\n") == "private: true");
        CHECK(private_by("{\n\"title\": \"A\", \"private\": true\n}\n\nOf the pay.\n") == "private: true");
        CHECK(private_by("title:: A\npublic:: false\n\n- Of the pay.\n") == "public: false");
        CHECK(private_by("Title: A\nPrivate: yes\n\nOf the pay.\n") == "private: yes");
        std::string wide = "\xFF\xFE";
        for (const char c : std::string_view("---\nvisibility: private\n---\n\nOf the pay.\n")) {
            wide += c;
            wide += '\0';
        }
        CHECK(private_by(wide) == "visibility: private");
        CHECK(private_by("---\nshared:\n  private: true\n---\n\nOf pots.\n").empty());
        CHECK(private_by("Of pots. private: true\n").empty());
    }
    // hexo.io/docs/front-matter
    TEST_CASE("Hexo's lines up to a rule may hold lists") {
        const auto document = only_body("title: Imports\ndate: 2026-05-02\ntags:\n- ops\n- night\n---\n");
        CHECK(document.title == "Imports");
        CHECK(document.tags == Texts{"ops", "night"});
        CHECK(texts(knowledge("Tags:\n- ops\n- night\n\nWe fired it.\n")).size() == 3);
    }
}
