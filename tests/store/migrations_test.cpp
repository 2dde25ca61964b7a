#include "helpers.h"

#include <filesystem>
#include <functional>
#include <sys/stat.h>
#include <thread>

namespace pacelane::store {

namespace {

struct Migrating {
    Error refusal(const std::vector<Migration>& migrations, const MigrateOptions& options = {}) {
        try {
            migrate(path, options, clock, migrations);
        } catch (const Error& error) {
            return error;
        }
        FAIL("nothing was refused");
        return {ErrorKind::failed, ""};
    }
    /// All that the database holds, as SQL.
    std::string content() const {
        sqlite::Connection connection(path, {});
        std::string all;
        auto tables = connection.prepare("SELECT name, coalesce(sql, '') FROM sqlite_master ORDER BY name");
        while (tables.step())
            all += tables.text(0) + tables.text(1) + "\n";
        auto versions = connection.prepare("SELECT version || checksum FROM schema_migrations");
        while (versions.step())
            all += versions.text(0) + "\n";
        return all;
    }
    TemporaryFolder folder;
    const std::string path = folder / "p.db";
    const ManualClock clock{*parse_instant("2026-11-19T12:00:00Z")};
    const std::vector<Migration> two{
        {1, "notes", "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('a');"},
        {2, "tags", "ALTER TABLE notes ADD COLUMN tag TEXT NOT NULL DEFAULT '';"}};
};

}  // namespace

TEST_CASE_FIXTURE(Migrating,
                  "every migration is applied once, in order, and recorded with checksum and time") {
    CHECK(migrate(path, {}, clock, two).applied == std::vector<int>{1, 2});
    const auto again = migrate(path, {}, clock, two);
    CHECK(again.applied.empty());
    CHECK(again.backup.empty());
    REQUIRE(again.migrations.size() == 2);
    CHECK(again.migrations[1].checksum == two[1].checksum());
    CHECK(again.migrations[1].applied_at == clock.now());
}

TEST_CASE_FIXTURE(Migrating, "--to stops after a version, and must name one") {
    MigrateOptions options;
    options.to = 1;
    CHECK(migrate(path, options, clock, two).applied == std::vector<int>{1});
    options.to = 3;
    CHECK(refusal(two, options).kind() == ErrorKind::usage);
}

TEST_CASE_FIXTURE(Migrating, "a dry run and a look at the status create and change nothing") {
    MigrateOptions dry;
    dry.dry_run = true;
    CHECK(migrate(path, dry, clock, two).applied == std::vector<int>{1, 2});
    CHECK_FALSE(migration_status(path, two).migrations[0].applied_at);
    CHECK(std::filesystem::is_empty(folder.path()));
    MigrateOptions first;
    first.to = 1;
    migrate(path, first, clock, two);
    const auto before = content();
    CHECK(migrate(path, dry, clock, two).applied == std::vector<int>{2});
    CHECK(content() == before);
}

TEST_CASE_FIXTURE(Migrating, "before an upgrade, the file is copied, for its owner alone") {
    MigrateOptions first;
    first.to = 1;
    CHECK(migrate(path, first, clock, two).backup.empty());
    const auto before = content();
    const auto report = migrate(path, {}, clock, two);
    REQUIRE_FALSE(report.backup.empty());
    struct stat status {};
    REQUIRE(::stat(report.backup.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    sqlite::Connection copy(report.backup, {});
    CHECK(copy.prepare("SELECT text FROM notes").step());
    CHECK(std::as_const(before) != content());
    CHECK_FALSE(copy.prepare("SELECT 1 FROM schema_migrations WHERE version = 2").step());
}

TEST_CASE_FIXTURE(Migrating, "a migration that fails leaves the database as the one before it did") {
    auto broken = two;
    broken.push_back({3, "broken", "CREATE TABLE half (a); INSERT INTO notes VALUES (1, 2, 3);"});
    const auto error = refusal(broken);
    CHECK(std::string(error.what()).find("migration 0003_broken failed and was undone") != std::string::npos);
    const auto after = content();
    CHECK(after.find("half") == std::string::npos);
    CHECK(migration_status(path, two).migrations[1].applied_at);
    refusal(broken);
    CHECK(content() == after);
}

TEST_CASE_FIXTURE(Migrating,
                  "a changed migration, a gap, and a newer database are refused, and nothing is touched") {
    migrate(path, {}, clock, two);
    const auto before = content();
    auto migrations = two;
    std::string says;
    SUBCASE("changed") {
        migrations[0].sql += " ";
        says = "migration 0001_notes was changed";
    }
    SUBCASE("a gap") {
        migrations.insert(migrations.begin(), {0, "earlier", "SELECT 1;"});
        says = "migration 0000_earlier is missing although a later one is applied";
    }
    SUBCASE("newer") {
        migrations.pop_back();
        says = "newer than this program knows (1)";
    }
    const auto error = refusal(migrations);
    CHECK(error.kind() == ErrorKind::configuration);
    CHECK_MESSAGE(std::string(error.what()).find(says) != std::string::npos, error.what());
    CHECK(content() == before);
}

TEST_CASE_FIXTURE(Migrating, "a database of another program is refused") {
    {
        sqlite::Options options;
        options.create = true;
        sqlite::Connection(path, options).execute("CREATE TABLE songs (title TEXT)");
    }
    CHECK(std::string(refusal(two).what()).find("is a database of another program") != std::string::npos);
}

TEST_CASE_FIXTURE(Migrating, "a database of every released version is upgraded with its data") {
    for (const auto& released : embedded_migrations()) {
        const auto file = folder / ("v" + std::to_string(released.version));
        MigrateOptions to;
        to.to = released.version;
        migrate(file, to, clock);
        {
            sqlite::Connection connection(file, {});
            connection.execute(
                "INSERT INTO users (id, handle, name, timezone, created_at, updated_at) VALUES "
                "('u', 'ana', 'Ana', 'UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z');"
                "INSERT INTO documents (id, user_id, kind, path, format, title, title_from_name, "
                "content_hash, "
                "size_bytes, modified_ns, first_seen_at, changed_at" +
                std::string(released.version >= 2 ? ", reader_version" : "") +
                ") VALUES ('d', 'u', 'knowledge', 'a.md', 'markdown', 'A', 0, 'h', 1, 2, "
                "'2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'" +
                (released.version >= 2 ? ", 1" : "") + ");");
        }
        migrate(file, {}, clock);
        const auto store = open_sqlite(file, clock);
        CHECK(store->user("ana").name == "Ana");
        // What readers before the version was kept have read is read again.
        CHECK(store->stored_files("u").at("a.md").reader_version == (released.version >= 2 ? 1 : 0));
    }
}

}  // namespace pacelane::store
