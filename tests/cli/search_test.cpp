#include "sandbox.h"

#include <doctest/doctest.h>

namespace {

struct Library : Sandbox {
    Library() {
        import_small_workspace(*this);
        write("notes/2026-11-03-outage.md",
              "# The outage\n\n## Rollback\n\nThe first paragraph tells of the pager.\n\n"
              "The **rollback** took fifteen minutes: nobody had tried boundary-checks before.\n\n"
              "- [x] Write it down\n- [ ] Try it again\n\nThe last paragraph tells of dinner.\n");
        write("meetings/2026-11-10.txt",
              "Ana Castro: How long would you say that a restore of the archive takes us now?\n"
              "Rui Prado: Eleven minutes when I tried it with the archive of last week on Monday.\n"
              "Ana Castro: Then let us say so in the handbook, and be glad that it does.\n");
        const auto synced = run({"context", "sync"});
        REQUIRE(synced.exit_code == 0);
    }
    nlohmann::json search(const std::string& query, std::vector<std::string> more = {}) const {
        std::vector<std::string> args{"context", "search", "--user", "ana", "--json", query};
        args.insert(args.end(), more.begin(), more.end());
        const auto result = run(args);
        REQUIRE(result.exit_code == 0);
        return result.json();
    }
};

}  // namespace

TEST_SUITE("context search") {
    TEST_CASE(
        "shows file and line, date, title, headings and the words found, between asterisks without colour") {
        Library box;
        const auto out = box.run({"context", "search", "--user", "ana", "-n", "1", "rollbacks"}).out;
        CHECK(out ==
              "notes/2026-11-03-outage.md:7  2026-11-03  The outage › Rollback\n"
              "  The *rollback* took fifteen minutes: nobody had tried boundary-checks before.\n\n");
        const auto colour =
            box.run({"context", "search", "--user", "ana", "-n", "1", "--color", "always", "rollbacks"}).out;
        CHECK(has(colour, "The \033[1mrollback\033[0m took"));
    }

    TEST_CASE("says who said it, and is asked by their name") {
        Library box;
        const auto out = box.run({"context", "search", "--user", "ana", "-n", "1", "Rui archive"}).out;
        CHECK(has(out, "meetings/2026-11-10.txt:2"));
        CHECK(has(out, "  Rui Prado: Eleven minutes"));
    }

    TEST_CASE("finds a compound word by its parts") {
        Library box;
        CHECK(has(box.run({"context", "search", "--user", "ana", "checks"}).out, "boundary-*checks*"));
    }

    TEST_CASE(
        "gives programs the source, the date, the speaker, and the words found, counted in characters") {
        Library box;
        box.write("notes/accent.md", "# Café\n\nÀ côté, the lantern of the café was found.\n");
        box.run({"context", "sync"});
        const auto hit = box.search("lantern", {"-n", "1"}).at(0);
        CHECK(hit["source"] == "notes/accent.md:3");
        CHECK(hit["title"] == "Café");
        CHECK(hit["document_kind"] == "knowledge");
        CHECK(hit["date"].is_null());
        CHECK(hit["speaker"].is_null());
        CHECK(hit["matches"] == nlohmann::json::parse(R"([{"start": 12, "end": 19, "text": "lantern"}])"));
        CHECK_FALSE(hit.contains("neighbours"));
        CHECK(box.search("handbook", {"-n", "1"}).at(0)["speaker"] == "Ana Castro");
    }

    TEST_CASE("shows what stands before and after on request") {
        Library box;
        const auto out =
            box.run({"context", "search", "--user", "ana", "-n", "1", "--context", "1", "rollback"}).out;
        CHECK(has(out, "tells of the pager.\n  The *rollback*"));
        CHECK(has(out, "  Write it down\n"));
        CHECK_FALSE(has(out, "Try it again"));
        const auto near = box.search("rollback", {"-n", "1", "-C", "2"}).at(0)["neighbours"];
        REQUIRE(near.size() == 3);  // one before it, two after
        CHECK(near[0]["text"] == "The first paragraph tells of the pager.");
        CHECK(near[2]["checked"] == false);
        CHECK(box.run({"context", "search", "--user", "ana", "-C", "-1", "x"}).exit_code == 2);
    }

    TEST_CASE("shows of a long passage the part with the words") {
        Library box;
        std::string text = "# Long\n\n";
        for (int n = 0; n < 30; ++n)
            text += "something else again ";
        text += "the lighthouse keeper ";
        for (int n = 0; n < 30; ++n)
            text += "and yet more ";
        box.write("notes/long.md", text + "\n");
        box.run({"context", "sync"});
        const auto out = box.run({"context", "search", "--user", "ana", "-n", "1", "lighthouse"}).out;
        CHECK(has(out, "  … "));
        CHECK(has(out, "*lighthouse*"));
        CHECK(has(out, " …\n"));
        CHECK(out.size() < 700);
        CHECK(box.search("lighthouse", {"-n", "1"}).at(0)["text"].get<std::string>().size() > 900);
    }

    TEST_CASE("says why nothing was found, and what to do") {
        Library box;
        const auto none = box.run({"context", "search", "--user", "ana", "zeppelin"});
        CHECK(none.exit_code == 0);
        CHECK(none.out.empty());
        CHECK(has(none.err, "Nothing found: none of the words is in the 3 documents of user 'ana'."));
        CHECK(has(box.run({"context", "search", "--user", "ana", "what is the"}).err, "no word to look for"));
        CHECK(box.run({"context", "search", "--user", "ana", ""}).exit_code == 2);
        CHECK(box.search("zeppelin") == nlohmann::json::array());
        Sandbox empty;
        import_small_workspace(empty);
        CHECK(has(empty.run({"context", "search", "--user", "ana", "queue"}).err, "pacelane context sync"));
    }

    TEST_CASE("takes any bytes for a query") {
        Library box;
        for (const std::string query : {"\xff\xfe", "((((", "'; DROP TABLE passages; --", "%s%n", "*"}) {
            CAPTURE(query);
            CHECK(box.run({"context", "search", "--user", "ana", "--", query}).exit_code == 0);
        }
        CHECK(box.run({"context", "search", "--user", "ana", std::string(100'000, 'x')}).exit_code == 0);
        CHECK(box.search("rollback").size() >= 1);
    }
}

TEST_SUITE("context show") {
    TEST_CASE("prints a document as it was read, each passage behind its line") {
        Library box;
        const auto out = box.run({"context", "show", "notes/2026-11-03-outage.md"}).out;
        CHECK(has(out, "notes/2026-11-03-outage.md\n"));
        CHECK(has(out, "  title     The outage\n"));
        CHECK(has(out, "  date      2026-11-03\n"));
        CHECK(has(out, "\n        Rollback\n     5  The first paragraph tells of the pager.\n"));
        CHECK(has(out, "\n     9  - [x] Write it down\n    10  - [ ] Try it again\n"));
        CHECK(has(box.run({"context", "show", "meetings/2026-11-10.txt", "-u", "ana"}).out,
                  "     2  Rui Prado: Eleven minutes"));
    }

    TEST_CASE("gives programs the same") {
        Library box;
        const auto json = box.run({"context", "show", "meetings/2026-11-10.txt", "--json"}).json();
        CHECK(json["user"] == "ana");
        CHECK(json["path"] == "meetings/2026-11-10.txt");
        CHECK(json["date"] == "2026-11-10");
        REQUIRE(json["passages"].size() == 3);
        CHECK(json["passages"][1]["speaker"] == "Rui Prado");
        CHECK(json["passages"][1]["line"] == 2);
        CHECK(json["passages"][1]["kind"] == "turn");
        const auto id = json["id"].get<std::string>();
        CHECK(box.run({"context", "show", id.substr(0, 8), "--json"}).json() == json);
    }

    TEST_CASE("names what is not there, and what may be meant") {
        Library box;
        const auto missing = box.run({"context", "show", "outage.md"});
        CHECK(missing.exit_code == 65);
        CHECK(has(missing.err, "no document 'outage.md'"));
        const auto near = box.run({"context", "show", "notes/2026-11-03-outages.md"});
        CHECK(has(near.err, "did you mean 'notes/2026-11-03-outage.md'?"));
        CHECK(box.run({"context", "show"}).exit_code == 2);
        CHECK(box.run({"context", "show", "notes/2026-11-03-outage.md", "-u", "nobody"}).exit_code != 0);
    }
}
