#include "helpers.h"

#include <algorithm>
#include <csignal>
#include <pacelane/base/hash.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace pacelane;
using namespace pacelane::store;

namespace {

const Migration kNotes{1, "notes", "CREATE TABLE notes (text TEXT)"};
const Migration kTags{2, "tags", "CREATE TABLE tags (tag TEXT); INSERT INTO notes VALUES ('tagged')"};
const Migration kDates{3, "dates", "ALTER TABLE notes ADD COLUMN date TEXT"};
const Migration kBroken{3, "broken",
                        "CREATE TABLE half (a); DELETE FROM notes; INSERT INTO nowhere VALUES (1)"};
const std::vector<Migration> kThree{kNotes, kTags, kDates};

using Versions = std::vector<int>;

struct Migrating : Database {
    MigrationReport run(const std::vector<Migration>& migrations, MigrateOptions options = {}) {
        return migrate(path, options, clock, migrations);
    }
    /// A refusal, which changes nothing: neither the file nor what is beside it.
    Error refusal(const std::vector<Migration>& migrations, MigrateOptions options = {}) {
        const auto content = bytes_of(path);
        const auto tables = schema();
        const auto error = error_of([&] { run(migrations, options); });
        CHECK(bytes_of(path) == content);
        CHECK(schema() == tables);
        CHECK(backups().empty());
        return error;
    }
    std::string schema() {
        return column("SELECT type || ':' || name || ':' || coalesce(sql, '') FROM sqlite_master ORDER BY 1");
    }
    std::string versions() { return column("SELECT version FROM schema_migrations ORDER BY version"); }
    std::vector<std::string> backups() {
        std::vector<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            if (entry.path().filename().string().find(".backup-") != std::string::npos)
                found.push_back(entry.path().string());
        return found;
    }
};

std::string value_in(const std::string& path, std::string_view sql) {
    sqlite::Options options;
    options.read_only = true;
    sqlite::Connection connection(path, options);
    auto query = connection.prepare(sql);
    return query.step() ? query.optional_text(0).value_or("null") : "nothing";
}

MigrateOptions until(int version) {
    MigrateOptions options;
    options.to = version;
    return options;
}

MigrateOptions dry_run() {
    MigrateOptions options;
    options.dry_run = true;
    return options;
}

}  // namespace

TEST_SUITE("migrating") {
    TEST_CASE("a missing database is created with everything, and without a backup") {
        Migrating database;
        const auto report = database.run(kThree);
        CHECK(report.applied == Versions{1, 2, 3});
        CHECK(report.backup.empty());
        CHECK(database.backups().empty());
        CHECK(database.versions() == "1 2 3");
        CHECK(database.value("SELECT text FROM notes WHERE date IS NULL") == "tagged");
    }

    TEST_CASE("what was applied is recorded with its name, checksum and time") {
        Migrating database;
        const auto report = database.run({kNotes});
        REQUIRE(report.migrations.size() == 1);
        CHECK(report.migrations[0].applied_at == database.clock.now());
        CHECK(database.value("SELECT name || ' ' || checksum || ' ' || applied_at FROM schema_migrations") ==
              "notes " + kNotes.checksum() + " 2026-11-19T12:00:00.000Z");
    }

    TEST_CASE("migrating again does nothing: no version, no backup, not a byte") {
        Migrating database;
        database.run(kThree);
        const auto content = bytes_of(database.path);
        database.clock.advance(std::chrono::hours(1));
        const auto report = database.run(kThree);
        CHECK(report.applied.empty());
        CHECK(report.backup.empty());
        CHECK(database.backups().empty());
        CHECK(bytes_of(database.path) == content);
    }

    TEST_CASE("up to a version, the later ones stay pending, and come the next time") {
        Migrating database;
        const auto first = database.run(kThree, until(2));
        CHECK(first.applied == Versions{1, 2});
        REQUIRE(first.migrations.size() == 3);
        CHECK(first.migrations[1].applied_at);
        CHECK_FALSE(first.migrations[2].applied_at);
        CHECK(database.versions() == "1 2");
        CHECK(database.run(kThree).applied == Versions{3});
        CHECK(database.versions() == "1 2 3");
    }

    TEST_CASE("there is no way back: an older version changes nothing") {
        Migrating database;
        database.run(kThree);
        CHECK(database.run(kThree, until(1)).applied.empty());
        CHECK(database.versions() == "1 2 3");
    }

    TEST_CASE("a version that there is not is a mistake in the call, and creates nothing") {
        Migrating database;
        const auto error = error_of([&] { database.run(kThree, until(7)); });
        CHECK(error.kind() == ErrorKind::usage);
        CHECK(says(error, "--to 7"));
        CHECK(says(error, "the newest is 3"));
        CHECK_FALSE(std::filesystem::exists(database.path));
    }

    TEST_CASE("a dry run tells what would be applied and creates no file") {
        Migrating database;
        CHECK(database.run(kThree, dry_run()).applied == Versions{1, 2, 3});
        auto options = dry_run();
        options.to = 2;
        CHECK(database.run(kThree, options).applied == Versions{1, 2});
        CHECK(std::filesystem::is_empty(database.folder.path()));
    }

    TEST_CASE("a dry run on a database leaves it as it is, without a backup") {
        Migrating database;
        database.run({kNotes});
        const auto content = bytes_of(database.path);
        const auto report = database.run(kThree, dry_run());
        CHECK(report.applied == Versions{2, 3});
        CHECK_FALSE(report.migrations.at(1).applied_at);
        CHECK(bytes_of(database.path) == content);
        CHECK(database.versions() == "1");
        CHECK(database.backups().empty());
    }

    TEST_CASE("the status of a missing database is everything pending, and creates nothing") {
        Migrating database;
        const auto report = migration_status(database.path, kThree);
        REQUIRE(report.migrations.size() == 3);
        CHECK_FALSE(report.migrations[0].applied_at);
        CHECK(std::filesystem::is_empty(database.folder.path()));
    }

    TEST_CASE("the status tells the applied from the pending") {
        Migrating database;
        database.run(kThree, until(2));
        const auto report = migration_status(database.path, kThree);
        REQUIRE(report.migrations.size() == 3);
        CHECK(report.migrations[1].applied_at == database.clock.now());
        CHECK_FALSE(report.migrations[2].applied_at);
    }
}

TEST_SUITE("a migration is refused, and nothing is changed") {
    TEST_CASE("when an applied migration was changed since") {
        Migrating database;
        database.run({kNotes, kTags});
        auto changed = kTags;
        const auto longer = std::string(changed.sql) + " ";
        changed.sql = longer;
        const auto error = database.refusal({kNotes, changed, kDates});
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "migration 0002_tags was changed"));
    }

    TEST_CASE("when one is missing before a later one that is applied") {
        Migrating database;
        database.run(kThree);
        database.execute("DELETE FROM schema_migrations WHERE version = 2");
        const auto error = database.refusal(kThree);
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "migration 0002_tags is missing"));
    }

    TEST_CASE("when a newer program made the database") {
        Migrating database;
        database.run(kThree);
        const auto error = database.refusal({kNotes, kTags});
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "schema version 3"));
        CHECK(says(error, "newer"));
        CHECK(says(error, "(2)"));
    }

    TEST_CASE("when the file is another program's database") {
        Migrating database;
        sqlite::Options create;
        create.create = true;
        sqlite::Connection(database.path, create).execute("CREATE TABLE bookmarks (url)");
        const auto error = database.refusal(kThree);
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, database.path + ": is a database of another program"));
    }

    TEST_CASE("when another program's database has a table of the same name") {
        Migrating database;
        sqlite::Options create;
        create.create = true;
        sqlite::Connection(database.path, create)
            .execute("CREATE TABLE schema_migrations (version TEXT NOT NULL PRIMARY KEY)");
        const auto expected = database.path + ": is a database of another program; choose another file";
        for (const auto& options : {MigrateOptions{}, dry_run()}) {
            const auto error = database.refusal(kThree, options);
            CHECK(error.kind() == ErrorKind::configuration);
            CHECK(says(error, expected));
        }
        CHECK(says(error_of([&] { migration_status(database.path, kThree); }), expected));
        auto connection = database.connect();
        CHECK(says(error_of([&] { require_current_schema(connection, kThree); }), expected));
    }

    TEST_CASE("also in a dry run and when asked for the status") {
        Migrating database;
        database.run(kThree);
        CHECK(database.refusal({kNotes}, dry_run()).kind() == ErrorKind::configuration);
        const auto error = error_of([&] { migration_status(database.path, {kNotes}); });
        CHECK(error.kind() == ErrorKind::configuration);
    }
}

TEST_SUITE("a migration that fails") {
    TEST_CASE("is undone as a whole") {
        Migrating database;
        database.run({kNotes, kTags});
        database.execute("INSERT INTO notes VALUES ('mine')");
        const auto before = database.schema();
        const auto error = error_of([&] { database.run({kNotes, kTags, kBroken}); });
        CHECK(says(error, "migration 0003_broken failed and was undone"));
        CHECK(says(error, "nowhere"));
        CHECK(database.schema() == before);
        CHECK(database.versions() == "1 2");
        CHECK(database.column("SELECT text FROM notes ORDER BY rowid") == "tagged mine");
    }

    TEST_CASE("leaves those before it applied, and once it is mended the rest follows") {
        Migrating database;
        CHECK_THROWS_AS(database.run({kNotes, kTags, kBroken}), Error);
        CHECK(database.versions() == "1 2");
        CHECK(database.run(kThree).applied == Versions{3});
    }

    TEST_CASE("as the first of a new database leaves one that can be migrated later") {
        Migrating database;
        auto broken = kBroken;
        broken.version = 1;
        CHECK_THROWS_AS(database.run({broken}), Error);
        CHECK(database.run(kThree).applied == Versions{1, 2, 3});
    }
}

TEST_SUITE("the backup before an upgrade") {
    TEST_CASE("is named after the old version and the time, and reported") {
        Migrating database;
        database.run({kNotes});
        const auto report = database.run(kThree);
        CHECK(report.backup == database.path + ".backup-0001-20261119T120000");
        CHECK(database.backups() == std::vector{report.backup});
    }

    TEST_CASE("holds the old schema and content, also what is not yet in the main file") {
        Migrating database;
        database.run({kNotes});
        auto reader = database.connect();  // keeps the write-ahead log from being moved into the file
        reader.execute("INSERT INTO notes VALUES ('mine')");
        REQUIRE(bytes_of(database.path + "-wal").size() > 0);
        const auto backup = database.run(kThree).backup;
        CHECK(value_in(backup, "SELECT group_concat(text) FROM notes") == "mine");
        CHECK(value_in(backup, "SELECT max(version) FROM schema_migrations") == "1");
        CHECK(value_in(backup, "SELECT count(*) FROM sqlite_master WHERE name = 'tags'") == "0");
        CHECK(value_in(backup, "PRAGMA integrity_check") == "ok");
    }

    TEST_CASE("is for its owner alone") {
        Migrating database;
        database.run({kNotes});
        ::chmod(database.path.c_str(), 0644);
        const auto umask = ::umask(0);
        const auto backup = database.run(kThree).backup;
        ::umask(umask);
        struct stat status {};
        REQUIRE(::stat(backup.c_str(), &status) == 0);
        CHECK((status.st_mode & 07777) == 0600);
    }

    TEST_CASE("never overwrites an earlier one of the same second") {
        Migrating database;
        database.run({kNotes});
        const auto taken = database.folder.write("p.db.backup-0001-20261119T120000", "an earlier one");
        const auto backup = database.run(kThree).backup;
        CHECK(backup == taken + "-2");
        CHECK(bytes_of(taken) == "an earlier one");
    }

    TEST_CASE("has its name only when it is whole, and makes way for what is not of it") {
        Migrating database;
        database.run({kNotes});
        const auto name = database.path + ".backup-0001-20261119T120000";
        SUBCASE("what a killed process left is written over") {
            database.folder.write("p.db.backup-0001-20261119T120000.partial", std::string(5000, '\0'));
            CHECK(database.run(kThree).backup == name);
            CHECK(database.backups() == std::vector{name});
        }
        SUBCASE("a file of somebody is not") {
            const auto mine =
                database.folder.write("p.db.backup-0001-20261119T120000.partial", "somebody's notes");
            CHECK(database.run(kThree).backup == name + "-2");
            CHECK(bytes_of(mine) == "somebody's notes");
        }
        CHECK(database.versions() == "1 2 3");
    }

    TEST_CASE("of a killed upgrade is whole or has not its name") {
        Migrating database;
        database.run({kNotes});
        database.execute(
            "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) INSERT INTO notes SELECT "
            "hex(randomblob(500)) FROM n");
        const auto old = bytes_of(database.path);
        int unnamed = 0;
        for (int microseconds = 500; microseconds < 40'000; microseconds += 2'000) {
            for (const auto& entry : std::filesystem::directory_iterator(database.folder.path()))
                std::filesystem::remove(entry.path());
            database.folder.write("p.db", old);
            const auto child = ::fork();
            REQUIRE(child >= 0);
            if (child == 0) {
                try {
                    database.run(kThree);
                } catch (...) {
                }
                ::_exit(0);
            }
            ::usleep(static_cast<useconds_t>(microseconds));
            ::kill(child, SIGKILL);
            REQUIRE(::waitpid(child, nullptr, 0) == child);
            for (const auto& backup : database.backups()) {
                if (backup.ends_with(".partial")) {
                    ++unnamed;
                } else if (!backup.ends_with("-journal")) {
                    CHECK(value_in(backup, "PRAGMA integrity_check") == "ok");
                    CHECK(value_in(backup, "SELECT count(*) FROM notes") == "4000");
                }
            }
        }
        CHECK(unnamed > 0);
        database.run(kThree);
        CHECK(database.versions() == "1 2 3");
    }

    TEST_CASE("that is not sound stops the upgrade") {
        Migrating database;
        database.run({kNotes});
        database.execute(
            "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE children (parent REFERENCES "
            "parents (id)); PRAGMA foreign_keys = OFF; INSERT INTO children VALUES (7)");
        const auto error = error_of([&] { database.run(kThree); });
        CHECK(error.kind() == ErrorKind::failed);
        CHECK(database.backups().empty());
        CHECK(says(error, "is not sound (a row of children refers to one of parents that is not there)"));
        CHECK(says(error, "check the disk, or restore a sound backup"));
        CHECK(database.versions() == "1");
    }

    TEST_CASE("is there when the upgrade fails") {
        Migrating database;
        database.run({kNotes, kTags});
        CHECK_THROWS_AS(database.run({kNotes, kTags, kBroken}), Error);
        CHECK(database.backups().size() == 1);
    }

    TEST_CASE("that cannot be written stops the upgrade") {
        Migrating database;
        // The longest name that the database itself can have: that of its backup would be too long.
        database.path = database.folder / std::string(240, 'p');
        database.run({kNotes});
        const auto error = error_of([&] { database.run(kThree); });
        CHECK(says(error, ".backup-0001-20261119T120000.partial: cannot be created: File name too long"));
        CHECK(database.versions() == "1");
    }
}

TEST_SUITE("migrating from several places at once") {
    TEST_CASE("creates the database once, and every one of them succeeds") {
        Migrating database;
        std::vector<Versions> applied(4);
        const auto errors =
            race(4, [&](int n) { applied[static_cast<std::size_t>(n)] = database.run(kThree).applied; });
        CHECK(errors == "");
        std::size_t total = 0;
        for (const auto& versions : applied)
            total += versions.size();
        CHECK(total == 3);
        CHECK(database.versions() == "1 2 3");
        CHECK(database.value("SELECT count(*) FROM notes") == "1");
    }

    TEST_CASE("creates it once also in processes of their own") {
        for (int round = 0; round < 5; ++round) {
            Migrating database;
            std::vector<pid_t> children;
            for (int n = 0; n < 4; ++n) {
                const auto child = ::fork();
                REQUIRE(child >= 0);
                if (child == 0) {
                    try {
                        database.run(kThree);
                        ::_exit(0);
                    } catch (...) {
                        ::_exit(1);
                    }
                }
                children.push_back(child);
            }
            for (const auto child : children) {
                int status = -1;
                REQUIRE(::waitpid(child, &status, 0) == child);
                CHECK(status == 0);
            }
            CHECK(database.versions() == "1 2 3");
            CHECK(database.value("SELECT count(*) FROM notes") == "1");
        }
    }

    TEST_CASE("upgrades it once, and a backup of the old version is there") {
        Migrating database;
        database.run({kNotes});
        CHECK(race(4, [&](int) { database.run(kThree); }) == "");
        CHECK(database.versions() == "1 2 3");
        CHECK(database.value("SELECT count(*) FROM notes") == "1");
        const auto backups = database.backups();
        CHECK(std::any_of(backups.begin(), backups.end(), [](const auto& backup) {
            return value_in(backup, "SELECT max(version) FROM schema_migrations") == "1";
        }));
    }
}

TEST_SUITE("the schema of this build") {
    TEST_CASE("is numbered from 1 without a gap") {
        int expected = 0;
        for (const auto& migration : embedded_migrations()) {
            CHECK(migration.version == ++expected);
            CHECK_FALSE(migration.sql.empty());
            CHECK(migration.digest == sha256_hex(migration.sql));
        }
        CHECK(expected >= 2);
    }

    TEST_CASE("a store opens only a current database, and says how to get one") {
        Database database;
        CHECK(says(error_of([&] { database.open(); }), "pacelane migrate"));
        migrate(database.path, until(1), database.clock);
        const auto error = error_of([&] { database.open(); });
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "run 'pacelane migrate'"));
        migrate(database.path, {}, database.clock);
        CHECK(database.open()->users().empty());
    }

    TEST_CASE("a store does not open a newer database") {
        Database database;
        auto newer = embedded_migrations();
        newer.push_back({newer.back().version + 1, "from_the_future", "CREATE TABLE future (a)"});
        migrate(database.path, {}, database.clock, newer);
        const auto error = error_of([&] { database.open(); });
        CHECK(error.kind() == ErrorKind::configuration);
        CHECK(says(error, "newer"));
    }

    TEST_CASE("a database of version 1 keeps its data, and its documents count as read by older readers") {
        Database database;
        migrate(database.path, until(1), database.clock);
        database.execute(
            "INSERT INTO users (id, handle, name, language, created_at, updated_at) VALUES "
            "('11111111-1111-4111-8111-111111111111', 'maya', 'Maya', 'pt-BR', '2026-01-01T00:00:00.000Z', "
            "'2026-01-01T00:00:00.000Z');"
            "INSERT INTO documents (id, user_id, kind, path, format, title, language, content_hash, "
            "size_bytes, modified_ns, first_seen_at, changed_at) VALUES "
            "('d', '11111111-1111-4111-8111-111111111111', 'knowledge', 'a.md', 'markdown', 'Old notes', "
            "'en', 'abc', 7, 9, '2026-01-02T00:00:00.000Z', '2026-01-02T00:00:00.000Z');"
            "INSERT INTO passages (user_key, document_key, ordinal, kind, line, line_end, text, text_hash, "
            "terms, first_seen_at) VALUES (1, 1, 0, 'paragraph', 1, 1, 'Queues lose nothing.', 'h', 3, "
            "'2026-01-02T00:00:00.000Z');"
            "INSERT INTO postings VALUES (1, 'queue', 1, 1, 3);"
            "INSERT INTO pacing_context_analysis (id, user_id, analysis_date, analysis_status, created_at) "
            "VALUES ('a', '11111111-1111-4111-8111-111111111111', '2026-01-03', 'failed', "
            "'2026-01-03T00:00:00.000Z')");
        migrate(database.path, {}, database.clock);

        const auto store = database.open();
        const auto maya = store->user("maya");
        CHECK(store->stored_files(maya.id).at("a.md").reader_version == 0);
        CHECK(store->stored_files(maya.id).at("a.md").content_hash == "abc");
        const auto hits = store->search(maya, "queues", 5);
        REQUIRE(hits.size() == 1);
        CHECK(hits[0].passage.text == "Queues lose nothing.");
        CHECK(store->analyses({}).at(0).status == "failed");
        CHECK(database.column("PRAGMA foreign_key_check").empty());
        // The program knows its languages, the database takes any.
        CHECK(maya.language == "pt-BR");
        CHECK_NOTHROW(database.execute("UPDATE users SET language = 'es'"));
        CHECK(store->user("maya").language == "es");
    }

    TEST_CASE("the outlines of documents that are there are made from their passages") {
        Database database;
        migrate(database.path, until(16), database.clock);
        database.execute(
            "INSERT INTO users (id, handle, name, created_at, updated_at) VALUES "
            "('11111111-1111-4111-8111-111111111111', 'maya', 'Maya', '1', '1');"
            "INSERT INTO documents (id, user_id, kind, path, format, title, language, content_hash, "
            "size_bytes, modified_ns, first_seen_at, changed_at) SELECT 'd' || n, "
            "'11111111-1111-4111-8111-111111111111', 'knowledge', n || '.md', 'markdown', 'Notes', 'en', "
            "'abc', 7, 9, '1', '1' FROM (SELECT 1 AS n UNION SELECT 2);"
            "INSERT INTO passages (user_key, document_key, ordinal, kind, line, line_end, text, text_hash, "
            "terms, first_seen_at, headings) VALUES "
            "(1, 1, 4, 'paragraph', 1, 1, 'e', 'h', 1, '1', '[\"A\"]'), "
            "(1, 1, 0, 'paragraph', 1, 1, 'a', 'h', 1, '1', '[\"A\"]'), "
            "(1, 1, 1, 'paragraph', 1, 1, 'b', 'h', 1, '1', '[\"A\"]'), "
            "(1, 1, 2, 'paragraph', 1, 1, 'c', 'h', 1, '1', '[]'), "
            "(1, 1, 3, 'paragraph', 1, 1, 'd', 'h', 1, '1', '[\"A\",\"B\"]'), "
            "(1, 2, 0, 'paragraph', 1, 1, 'a', 'h', 1, '1', '[]')");
        migrate(database.path, {}, database.clock);
        CHECK(database.column("SELECT replace(outline, char(10), ' ') FROM documents WHERE id = 'd1'") ==
              "[\"A\"] [\"A\",\"B\"] [\"A\"]");
        CHECK(database.column("SELECT outline = '' FROM documents WHERE id = 'd2'") == "1");
    }

    TEST_CASE(
        "a search index by passages becomes one by documents: what was found is found, what goes is gone") {
        Database database;
        migrate(database.path, until(6), database.clock);
        database.execute(
            "INSERT INTO users (id, handle, name, created_at, updated_at) VALUES "
            "('11111111-1111-4111-8111-111111111111', 'maya', 'Maya', '1', '1'), "
            "('22222222-2222-4222-8222-222222222222', 'rafael', 'Rafael', '1', '1');"
            "INSERT INTO documents (id, user_id, kind, path, format, title, language, content_hash, "
            "size_bytes, modified_ns, first_seen_at, changed_at) SELECT 'd' || n, iif(n = 3, "
            "'22222222-2222-4222-8222-222222222222', '11111111-1111-4111-8111-111111111111'), 'knowledge', "
            "n || '.md', 'markdown', 'Notes', 'en', 'abc', 7, 9, '1', '1' FROM (SELECT 1 AS n UNION SELECT 2 "
            "UNION SELECT 3 UNION SELECT 4);"
            "INSERT INTO passages (user_key, document_key, ordinal, kind, line, line_end, text, text_hash, "
            "terms, first_seen_at) VALUES (1, 1, 0, 'paragraph', 1, 1, 'One queue.', 'h', 1, '1'), "
            "(1, 1, 1, 'paragraph', 1, 1, 'A queue of a queue.', 'h', 2, '1'), "
            "(1, 2, 0, 'paragraph', 1, 1, 'Worker.', 'h', 1, '1'), "
            "(2, 3, 0, 'paragraph', 1, 1, 'Another queue.', 'h', 2, '1'), "
            "(1, 4, 0, 'paragraph', 1, 1, '...', 'h', 0, '1');"
            "INSERT INTO postings VALUES (1, 'queue', 1, 1, 1), (1, 'queue', 2, 2, 2), (1, 'worker', 3, 1, "
            "1), (2, 'queue', 4, 1, 2)");
        migrate(database.path, {}, database.clock);
        CHECK(database.column("SELECT user_key || ' ' || term || ' ' || document_key || ' ' || passages FROM "
                              "search_terms ORDER BY 1") ==
              "1 queue 1 0:1:1 1:2:2 1 worker 2 0:1:1 2 queue 3 0:1:2");
        CHECK(database.column("SELECT document_key || ' ' || passages || ' ' || terms || ' ' || words FROM "
                              "search_documents ORDER BY 1") ==
              "1 2 3 [\"queue\"] 2 1 1 [\"worker\"] 3 1 2 [\"queue\"] 4 1 0 []");

        const auto store = database.open();
        const auto maya = store->user("maya");
        const auto hits = store->search(maya, "queue", 5);
        REQUIRE(hits.size() == 2);
        CHECK(hits[0].passage.text == "A queue of a queue.");
        CHECK(hits[1].passage.text == "One queue.");
        store->remove_document(maya, "1.md");
        CHECK(store->search(maya, "queue", 5).empty());
        CHECK(store->search(maya, "worker", 5).size() == 1);
        CHECK(store->search(store->user("rafael"), "queue", 5).size() == 1);
        CHECK(database.column("SELECT user_key || ' ' || passages || ' ' || terms FROM passage_statistics "
                              "ORDER BY 1") == "1 2 1 2 1 2");
        CHECK(database.column("SELECT term || document_key FROM search_terms ORDER BY 1") ==
              "queue3 worker2");
    }

    TEST_CASE("an index without turns and parts of words stays in use until the next sync reads all again") {
        Database database;
        migrate(database.path, until(12), database.clock);
        database.execute(
            "INSERT INTO users (id, handle, name, created_at, updated_at) VALUES "
            "('11111111-1111-4111-8111-111111111111', 'maya', 'Maya', '1', '1');"
            "INSERT INTO documents (id, user_id, kind, path, format, title, language, content_hash, "
            "size_bytes, modified_ns, first_seen_at, changed_at, reader_version) SELECT 'd' || n, "
            "'11111111-1111-4111-8111-111111111111', 'knowledge', n || '.md', 'markdown', 'Notes', 'en', "
            "'abc', 7, 9, '1', '1', 5 FROM (SELECT 1 AS n UNION SELECT 2);"
            "INSERT INTO passages (user_key, document_key, ordinal, kind, line, line_end, text, text_hash, "
            "terms, first_seen_at) VALUES (1, 1, 0, 'paragraph', 1, 1, 'A queue.', 'h', 1, '1'), "
            "(1, 2, 0, 'turn', 1, 1, 'A queue of a queue.', 'h', 2, '1');"
            "INSERT INTO search_documents VALUES (1, 1, 1, 1, '[\"queue\"]'), (2, 1, 1, 2, '[\"queue\"]');"
            "INSERT INTO search_terms VALUES (1, 'queue', 1, '0:1:1'), (1, 'queue', 2, '0:2:2')");
        migrate(database.path, {}, database.clock);
        CHECK(database.column("SELECT document_key || ' ' || passages || ' ' || terms || ' ' || turns || ' ' "
                              "|| words FROM search_documents ORDER BY 1") ==
              "1 1 1  [\"queue\"] 2 1 2  [\"queue\"]");
        CHECK(database.value("SELECT passages || ' ' || terms || ' ' || documents FROM passage_statistics") ==
              "2 3 2");
        CHECK(database.value("SELECT max(reader_version) FROM documents") == "0");
        const auto store = database.open();
        const auto maya = store->user("maya");
        CHECK(store->search(maya, "queue", 5).size() == 2);
        store->remove_document(maya, "2.md");
        CHECK(database.value("SELECT passages || ' ' || terms || ' ' || documents FROM passage_statistics") ==
              "1 1 1");
        CHECK(store->search(maya, "queue", 5).size() == 1);
    }

    TEST_CASE("what holds a reader's version is read again: the same file is then put once, with its dates") {
        Pipeline pipeline;
        auto notes = document("a.md", {"Queues lose nothing."});
        pipeline.store->put_document(pipeline.maya, notes, at("2026-01-02T00:00:00Z"));
        pipeline.execute("UPDATE documents SET reader_version = 0");
        pipeline.store->put_document(pipeline.maya, notes, at("2026-11-19T00:00:00Z"));
        CHECK(pipeline.value("SELECT reader_version FROM documents") ==
              std::to_string(context::kReaderVersion));
        CHECK(pipeline.value("SELECT first_seen_at FROM passages") == "2026-01-02T00:00:00.000Z");
    }
}
