#include "helpers.h"

#include <limits>

using namespace pacelane;
using namespace pacelane::sqlite;

TEST_SUITE("queries") {
    TEST_CASE("a query gives its rows in order, and then says that there are no more") {
        Notes notes;
        notes.add("a");
        notes.add("b");
        auto query = notes.connection.prepare("SELECT text FROM notes ORDER BY id");
        REQUIRE(query.step());
        CHECK(query.text(0) == "a");
        REQUIRE(query.step());
        CHECK(query.text(0) == "b");
        CHECK_FALSE(query.step());
    }

    TEST_CASE("running a statement tells how many rows it changed") {
        Notes notes;
        notes.add("a");
        notes.add("b");
        CHECK(notes.connection.prepare("UPDATE notes SET text = upper(text)").run() == 2);
        CHECK(notes.connection.prepare("DELETE FROM notes WHERE text = 'x'").run() == 0);
    }

    TEST_CASE("the id of the row inserted last is known") {
        Notes notes;
        notes.connection.execute("INSERT INTO notes (id, text) VALUES (41, 'a')");
        notes.add("b");
        CHECK(notes.connection.last_insert_id() == 42);
    }

    TEST_CASE("values come back as they were given") {
        Notes notes;
        constexpr auto largest = std::numeric_limits<std::int64_t>::max();
        auto query = notes.connection.prepare("SELECT ?, ?, ?, ?, ?");
        query.with(largest, 0.1, true, std::optional<std::string>(), std::string_view("está"));
        REQUIRE(query.step());
        CHECK(query.integer(0) == largest);
        CHECK(query.real(1) == 0.1);
        CHECK(query.integer(2) == 1);
        CHECK(query.is_null(3));
        CHECK(query.text(4) == "está");
    }

    TEST_CASE("an absent value and an empty text are different things") {
        Notes notes;
        auto query = notes.connection.prepare("SELECT ?, ?, ?");
        query.with(nullptr, "", std::optional<std::int64_t>());
        REQUIRE(query.step());
        CHECK_FALSE(query.optional_text(0));
        CHECK(query.optional_text(1) == "");
        CHECK_FALSE(query.optional_integer(2));
    }

    TEST_CASE("text with NUL bytes is kept whole") {
        Notes notes;
        const std::string text("a\0b\0", 4);
        notes.add(text);
        auto query = notes.connection.prepare("SELECT text FROM notes");
        REQUIRE(query.step());
        CHECK(query.text(0) == text);
    }

    TEST_CASE("a text may be gone before its statement runs") {
        Notes notes;
        auto insert = notes.connection.prepare("INSERT INTO notes (text) VALUES (?)");
        {
            std::string text(1000, 'a');
            insert.with(text);
            text.assign(1000, 'b');
        }
        insert.run();
        auto query = notes.connection.prepare("SELECT text FROM notes");
        REQUIRE(query.step());
        CHECK(query.text(0) == std::string(1000, 'a'));
    }

    TEST_CASE("a query that goes out of scope in the middle of its rows holds no lock") {
        TemporaryFolder folder;
        Connection first(folder / "p.db", creating());
        first.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
        first.execute("INSERT INTO notes (text) VALUES ('a'), ('b')");
        Connection second(folder / "p.db", impatient());
        {
            auto query = second.prepare("SELECT text FROM notes");
            REQUIRE(query.step());
            // Without a write-ahead log, a reader in the middle of its rows keeps writers from committing.
            Connection third(folder / "p.db", impatient());
            CHECK(error_of([&] { third.execute("DELETE FROM notes"); }).kind() == ErrorKind::busy);
        }
        first.execute("DELETE FROM notes");
        CHECK(count(second) == 0);
    }

    TEST_CASE("a statement prepared again starts anew, without the values of the last time") {
        Notes notes;
        constexpr auto sql = "SELECT ?";
        {
            auto query = notes.connection.prepare(sql);
            query.with("before");
            REQUIRE(query.step());
        }
        auto query = notes.connection.prepare(sql);
        REQUIRE(query.step());
        CHECK(query.is_null(0));
    }

    TEST_CASE("the same statement can be in use twice at once") {
        Notes notes;
        notes.add("a");
        notes.add("b");
        constexpr auto sql = "SELECT text FROM notes ORDER BY id";
        auto outer = notes.connection.prepare(sql);
        REQUIRE(outer.step());
        {
            auto inner = notes.connection.prepare(sql);
            REQUIRE(inner.step());
            REQUIRE(inner.step());
            CHECK(inner.text(0) == "b");
        }
        CHECK(outer.text(0) == "a");
        REQUIRE(outer.step());
        CHECK(outer.text(0) == "b");
    }

    TEST_CASE("a query that was reset runs again with other values") {
        Notes notes;
        notes.add("a");
        notes.add("b");
        auto query = notes.connection.prepare("SELECT id FROM notes WHERE text = ?");
        REQUIRE(query.with("a").step());
        query.reset();
        REQUIRE(query.with("b").step());
        CHECK(query.integer(0) == 2);
    }

    TEST_CASE("a statement that failed can be run again") {
        Notes notes;
        notes.connection.execute("CREATE UNIQUE INDEX once ON notes (text)");
        notes.add("a");
        CHECK_THROWS_AS(notes.add("a"), Error);
        notes.add("b");
        CHECK(count(notes.connection) == 2);
    }

    TEST_CASE("foreign keys are enforced") {
        Notes notes;
        notes.connection.execute("CREATE TABLE tags (note INTEGER REFERENCES notes (id) ON DELETE CASCADE)");
        CHECK_THROWS_AS(notes.connection.execute("INSERT INTO tags VALUES (9)"), Error);
    }

    TEST_CASE("a mistake in a statement is an Error that names the database") {
        TemporaryFolder folder;
        Connection connection(folder / "p.db", creating());
        const auto error = error_of([&] { connection.prepare("SELECT * FROM nowhere"); });
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(says(error, folder / "p.db"));
        CHECK(says(error, "nowhere"));
    }
}
