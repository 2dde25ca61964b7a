#include "helpers.h"

#include <stdexcept>

using namespace pacelane;
using namespace pacelane::sqlite;

TEST_SUITE("transactions") {
    TEST_CASE("a transaction keeps its work and gives back its result") {
        Notes notes;
        const int result = notes.connection.transaction([&] {
            notes.add("a");
            return 7;
        });
        CHECK(result == 7);
        CHECK(count(notes.connection) == 1);
        CHECK_FALSE(notes.connection.in_transaction());
    }

    TEST_CASE("a transaction that throws leaves nothing behind, and the error goes on") {
        Notes notes;
        notes.add("before");
        CHECK_THROWS_WITH_AS(notes.connection.transaction([&] {
            notes.add("during");
            throw std::runtime_error("no");
        }),
                             "no", std::runtime_error);
        CHECK(count(notes.connection) == 1);
        CHECK_FALSE(notes.connection.in_transaction());
    }

    TEST_CASE("after a transaction that threw, the next one works") {
        Notes notes;
        CHECK_THROWS(notes.connection.transaction([&] { throw std::runtime_error("no"); }));
        notes.connection.transaction([&] { notes.add("a"); });
        CHECK(count(notes.connection) == 1);
    }

    TEST_CASE("a statement that fails in a transaction undoes the statements before it") {
        Notes notes;
        notes.connection.execute("CREATE UNIQUE INDEX once ON notes (text)");
        CHECK(error_of([&] {
                  notes.connection.transaction([&] {
                      notes.add("a");
                      notes.add("a");
                  });
              }).kind() == ErrorKind::failed);
        CHECK(count(notes.connection) == 0);
    }

    TEST_CASE("a nested transaction is undone with the outer one") {
        Notes notes;
        CHECK_THROWS(notes.connection.transaction([&] {
            notes.connection.transaction([&] { notes.add("inner"); });
            CHECK(notes.connection.in_transaction());
            throw std::runtime_error("no");
        }));
        CHECK(count(notes.connection) == 0);
    }

    TEST_CASE("a nested transaction that throws cannot be half kept by an outer one that goes on") {
        Notes notes;
        const auto error = error_of([&] {
            notes.connection.transaction([&] {
                notes.add("outer");
                try {
                    notes.connection.transaction([&] {
                        notes.add("half of it");
                        throw std::runtime_error("no");
                    });
                } catch (const std::runtime_error&) {
                }
            });
        });
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(count(notes.connection) == 0);
        notes.connection.transaction([&] { notes.add("later"); });
        CHECK(count(notes.connection) == 1);
    }

    TEST_CASE("a nested reading that throws does not spoil the transaction around it") {
        Notes notes;
        notes.connection.transaction([&] {
            notes.add("a");
            CHECK_THROWS(notes.connection.snapshot([&] { throw std::runtime_error("no"); }));
        });
        CHECK(count(notes.connection) == 1);
    }
}

TEST_SUITE("several connections") {
    struct TwoConnections {
        TwoConnections() {
            first.execute("PRAGMA journal_mode = WAL");
            first.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
        }
        TemporaryFolder folder;
        Connection first{folder / "p.db", creating()};
        Connection second{folder / "p.db", impatient()};
    };

    TEST_CASE_FIXTURE(TwoConnections, "all queries of a snapshot see one state of the database") {
        second.snapshot([&] {
            CHECK(count(second) == 0);
            first.execute("INSERT INTO notes (text) VALUES ('meanwhile')");
            CHECK(count(second) == 0);
        });
        CHECK(count(second) == 1);
    }

    TEST_CASE_FIXTURE(TwoConnections, "what a transaction has not committed, others do not see") {
        first.transaction([&] {
            first.execute("INSERT INTO notes (text) VALUES ('a')");
            CHECK(count(second) == 0);
        });
        CHECK(count(second) == 1);
    }

    TEST_CASE_FIXTURE(TwoConnections,
                      "a second writer that waited in vain is told that the database is busy") {
        first.transaction([&] {
            const auto error = error_of([&] { second.transaction([] {}); });
            CHECK(error.kind() == ErrorKind::busy);
            CHECK(says(error, folder / "p.db"));
        });
    }

    TEST_CASE_FIXTURE(TwoConnections, "a writer that was busy once writes when the other is done") {
        first.transaction([&] { CHECK_THROWS_AS(second.transaction([] {}), Error); });
        second.transaction([&] { second.execute("INSERT INTO notes (text) VALUES ('mine')"); });
        CHECK(count(first) == 1);
    }

    TEST_CASE_FIXTURE(TwoConnections,
                      "a transaction locks from its start, so that what it has read stays true") {
        second.transaction([&] {
            Connection third(folder / "p.db", impatient());
            CHECK(error_of([&] { third.execute("INSERT INTO notes (text) VALUES ('x')"); }).kind() ==
                  ErrorKind::busy);
        });
    }
}
