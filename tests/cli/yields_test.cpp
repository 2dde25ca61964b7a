// What documents yield is kept in the database, and no command tells the difference.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

namespace {

const char* const kNote = R"(# Why we cut our alerts from 214 to 31

In March our on-call engineers received 214 alerts a week and ignored most of them. Only 31 of the 214 alerts had ever led
to an action.

We deleted every alert that nobody had acted on in 90 days. Pages at night fell from 19 a week to 2, because the deleted
alerts had never told anyone anything. An alert without an owner is noise, because nobody is allowed to delete it.

I kept a list of everything that we deleted, in case somebody missed one of them. After a year I threw the list away. The
only complaint had come from a dashboard, which showed a green square for an alert that could not fire any more.
)";

/// The example workspace with analyses of two days before, so that all of its documents have a yield, and
/// those that were told on the first one have it anew.
struct Analyzed : Sandbox {
    Analyzed() {
        use_example();
        write("maya/knowledge/alerts.md", kNote);
        REQUIRE(run({"migrate"}).exit_code == 0);
        import();
        analyze();
        now = "2026-11-20T21:30:00Z";
        analyze();
        now = "2026-11-21T21:30:00Z";
    }
    void import() const { REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0); }
    void analyze() const { REQUIRE(run({"analyze", "--user", "maya"}).exit_code == 0); }
    std::string preview() const {
        const auto result = run({"analyze", "--user", "maya", "--dry-run", "--candidates", "--json"});
        REQUIRE(result.exit_code == 0);
        return result.out;
    }
    std::string from_scratch() const {
        query("DELETE FROM document_yields");
        return preview();
    }
    /// The version of each yield that was made of the documents as they are.
    std::vector<std::string> versions() const {
        return query(
            "SELECT path || version || hex(content) FROM document_yields JOIN documents USING (document_key) "
            "ORDER BY path");
    }
    void edit(const std::string& name, const std::string& from, const std::string& to) const {
        auto text = read(name);
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        write(name, text.replace(at, from.size(), to));
    }
    /// A kept title is made another one, of the same length: seen, it tells that what was kept was used.
    void mark() const {
        query(
            "UPDATE document_yields SET content = CAST(substr(content, 1, instr(content, x'77652063757420') "
            "- "
            "1) || x'57652043555420' || substr(content, instr(content, x'77652063757420') + 7) AS BLOB) "
            "WHERE "
            "instr(content, x'77652063757420') > 0");  // "we cut " → "We CUT "
        REQUIRE(has(preview(), "Why We CUT our alerts"));
    }
};

}  // namespace

TEST_CASE("what was kept is used, and what it was made of makes it anew") {
    const Analyzed sandbox;
    CHECK(sandbox.versions().size() ==
          std::stoul(sandbox.value("SELECT count(*) FROM documents d JOIN users u ON u.id = d.user_id "
                                   "WHERE u.handle = 'maya' AND error_message IS NULL")));
    const auto kept = sandbox.preview();
    sandbox.mark();
    SUBCASE("nothing") {
        CHECK(sandbox.from_scratch() == kept);
        return;
    }
    SUBCASE("another alias") {
        sandbox.edit("pacelane.yaml", "    name: Maya", "    aliases: [mj, lindy]\n    name: Maya");
        sandbox.import();
    }
    SUBCASE("another language of the drafts") {
        sandbox.edit("pacelane.yaml", "language: en ", "language: es ");
        sandbox.import();
    }
    SUBCASE("another version of what makes it") {
        sandbox.query("UPDATE document_yields SET version = 'old'");
    }
    SUBCASE("newer readers") {
        sandbox.query("UPDATE documents SET reader_version = 1");
    }
    SUBCASE("a word of the document") {
        sandbox.edit("maya/knowledge/alerts.md", "After a year", "After two years");
    }
    SUBCASE("damage") {
        sandbox.query("UPDATE document_yields SET content = substr(content, 1, 99)");
    }
    const auto made = sandbox.preview();
    CHECK_FALSE(has(made, "Why We CUT our alerts"));
    CHECK(sandbox.from_scratch() == made);
}

TEST_CASE("what a document yields goes with it") {
    const Analyzed sandbox;
    const auto of_note = [&] {
        return sandbox.value(
            "SELECT count(*) FROM document_yields JOIN documents USING (document_key) WHERE path LIKE "
            "'%alerts.md'");
    };
    const auto all = [&] { return sandbox.value("SELECT count(*) FROM document_yields"); };
    CHECK(of_note() == "1");
    SUBCASE("when it is marked private") {
        sandbox.write("maya/knowledge/alerts.md", "---\nprivate: true\n---\n" + std::string(kNote));
        const auto before = std::stoi(all());
        REQUIRE(sandbox.run({"context", "sync"}).exit_code == 0);
        CHECK(std::stoi(all()) < before);
        CHECK(of_note() == "0");
        const auto kept = sandbox.preview();
        CHECK_FALSE(has(kept, "green square"));
        CHECK(sandbox.from_scratch() == kept);
    }
    SUBCASE("when its text changes, until it is analyzed again") {
        sandbox.edit("maya/knowledge/alerts.md", "After a year", "After two years");
        REQUIRE(sandbox.run({"context", "sync"}).exit_code == 0);
        CHECK(of_note() == "0");
        sandbox.analyze();
        CHECK(of_note() == "1");
    }
    SUBCASE("when its user is forgotten") {
        REQUIRE(sandbox.run({"user", "forget", "maya", "--yes"}).exit_code == 0);
        CHECK(all() == "0");
    }
}

TEST_CASE("a preview keeps nothing in the database") {
    const Analyzed sandbox;
    sandbox.from_scratch();
    CHECK(sandbox.value("SELECT count(*) FROM document_yields") == "0");
}
