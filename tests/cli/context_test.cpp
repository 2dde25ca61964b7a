#include "sandbox.h"

#include <filesystem>

#include <doctest/doctest.h>

namespace {

struct Notes : Sandbox {
    Notes() { import_small_workspace(*this); }
};

}  // namespace

TEST_SUITE("context explain") {
    TEST_CASE("says of a document how it is read, without storing it") {
        Notes box;
        box.write("notes/loud.md",
                  "# Loud\n\nOurs is a calm team.\n\n> Theirs is not.\n\n```sh\nmake quiet\n```\n");
        const auto explained = box.run({"context", "explain", "notes/loud.md", "--json"});
        REQUIRE(explained.exit_code == 0);
        const auto json = explained.json();
        CHECK(json["user"] == "ana");
        CHECK(json["kind"] == "knowledge");
        CHECK(json["format"] == "markdown");
        CHECK(json["title"] == "Loud");
        CHECK_FALSE(json["kind_reason"].get<std::string>().empty());
        REQUIRE(json["blocks"].size() == 3);
        CHECK(json["blocks"][0]["own_words"] == true);
        CHECK(json["blocks"][0]["line"] == 3);
        CHECK(json["blocks"][1]["own_words"] == false);
        CHECK(json["blocks"][2]["kind"] == "code");
        CHECK(box.value("SELECT count(*) FROM documents") == "0");
        const auto text = box.run({"context", "explain", "notes/loud.md"}).out;
        CHECK(has(text, "Ours is a calm team."));
        CHECK(has(text, "not the author's words"));
    }

    TEST_CASE("says whose a page is that a web clipper saved") {
        Notes box;
        box.write("notes/clipped.md",
                  "---\nsource: https://example.org/kilns\nauthor: Olu Ade\ntags: [clippings]\n---\nA kiln "
                  "forgives nobody.\n");
        const auto json = box.run({"context", "explain", "notes/clipped.md", "--json"}).json();
        REQUIRE(json["blocks"].size() == 1);
        CHECK(json["blocks"][0]["speaker"] == "Olu Ade");
        CHECK(json["blocks"][0]["origin"] == "others");
        // A site is nobody's name, and no user of this workspace.
        box.write("notes/site.md",
                  "---\nsource: https://example.org/kilns\nauthor: kilns\nclipped: 2026-11-11\n---\nA kiln "
                  "forgives nobody.\n");
        const auto site = box.run({"context", "explain", "notes/site.md", "--json"}).json();
        REQUIRE(site["blocks"].size() == 1);
        CHECK(site["blocks"][0]["own_words"] == false);
    }

    TEST_CASE("says whose a note is whose front matter names somebody else in full") {
        Notes box;
        const auto speaker_of = [&](const std::string& authors) {
            box.write("notes/kilns.md", "---\n" + authors + "\n---\nA kiln forgives nobody.\n");
            const auto json = box.run({"context", "explain", "notes/kilns.md", "--json"}).json();
            return json["blocks"][0]["speaker"].dump();
        };
        CHECK(speaker_of("author: Olu Ade") == "\"Olu Ade\"");
        CHECK(speaker_of("authors: [olu-ade]") == "\"Olu Ade\"");
        const auto own = speaker_of("author: night owl");
        for (const char* authors :
             {"authors: [Olu Ade, OWN NAME]", "author: X. FAMILY", "author: nightowl"}) {
            INFO(authors);
            std::string text = authors;
            for (const auto& [mark, name] :
                 {std::pair<std::string, std::string>{"OWN NAME", "Ana Castro"}, {"FAMILY", "Castro"}})
                if (const auto at = text.find(mark); at != std::string::npos)
                    text.replace(at, mark.size(), name);
            CHECK(speaker_of(text) == own);
        }
    }

    TEST_CASE("reads a file that no pattern names, and says so") {
        Notes box;
        box.write("elsewhere/stray.txt", "Nobody named this file, and it can be read.\n");
        const auto explained = box.run({"context", "explain", "elsewhere/stray.txt"});
        CHECK(explained.exit_code == 0);
        CHECK(has(explained.out, "no pattern of a user names this file"));
    }

    TEST_CASE("needs no database, and makes none") {
        Sandbox box;
        box.write("stray.txt", "Nobody named this file, and it can be read.\n");
        const auto explained = box.run({"--db", "none.db", "context", "explain", "stray.txt"});
        CHECK(explained.exit_code == 0);
        CHECK(has(explained.out, "there is no database yet"));
        CHECK(has(explained.out, "Nobody named this file"));
        CHECK_FALSE(std::filesystem::exists(box.path("none.db")));
        CHECK(box.run({"--db", "none.db", "context", "explain", "-u", "ana", "stray.txt"}).exit_code == 78);
    }

    TEST_CASE("names what it cannot read, and why") {
        Notes box;
        box.write("notes/binary.md", std::string("\0\1\2\3 PNG", 8));
        const auto binary = box.run({"context", "explain", "notes/binary.md"});
        CHECK(binary.exit_code == 65);
        CHECK(has(binary.err, "notes/binary.md"));
        const auto missing = box.run({"context", "explain", "notes/none.md"});
        CHECK(missing.exit_code == 65);
        CHECK(has(missing.err, "notes/none.md: no such file"));
        CHECK(box.run({"context", "explain", "notes"}).exit_code == 65);
        CHECK(box.run({"context", "explain"}).exit_code == 2);
    }
}

TEST_SUITE("user show") {
    TEST_CASE("says which names in the documents are taken for the user, and aliases add to them") {
        Notes box;
        box.write("meetings/2026-11-10.txt",
                  "Ana Castro: The drill took eleven minutes.\nRui Prado: Fine.\n"
                  "Ana: It did.\nAC: And again.\nRui Prado: Good.\n");
        REQUIRE(box.run({"context", "sync"}).exit_code == 0);
        const auto before = box.run({"user", "show", "ana", "--json"}).json()["taken_for"];
        CHECK(before == nlohmann::json{"Ana", "Ana Castro"});
        auto workspace = box.read("pacelane.yaml");
        workspace.replace(workspace.find("    timezone:"), 0, "    aliases: [AC]\n");
        box.write("pacelane.yaml", workspace);
        REQUIRE(box.run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
        REQUIRE(box.run({"context", "sync"}).exit_code == 0);
        CHECK(box.run({"user", "show", "ana", "--json"}).json()["taken_for"] ==
              nlohmann::json{"AC", "Ana", "Ana Castro"});
        CHECK(has(box.run({"user", "show", "ana"}).out, "AC, Ana, Ana Castro"));
    }
}

TEST_SUITE("context list") {
    TEST_CASE("says of each document what it is and why") {
        Notes box;
        box.run({"context", "sync"});
        const auto list = box.run({"context", "list", "--json"}).json();
        REQUIRE(!list.empty());
        for (const auto& document : list)
            CHECK_FALSE(document["kind_reason"].get<std::string>().empty());
        CHECK(has(box.run({"context", "list"}).out, "why this kind"));
        CHECK(box.value("SELECT count(*) FROM context_documents") == std::to_string(list.size()));
        CHECK(box.value("SELECT count(*) FROM context_passages") ==
              box.value("SELECT count(*) FROM passages"));
    }
}
