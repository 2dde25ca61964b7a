#include "temporary_folder.h"

#include <filesystem>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/store/migrations.h>

#include <doctest/doctest.h>

namespace pacelane::pipeline {

namespace {

struct Synced {
    Synced() {
        store::migrate(folder / "p.db", {}, clock);
        store = store::open_sqlite(folder / "p.db", clock);
        store->import(
            config::parse_workspace("users:\n  - handle: ana\n    context: {knowledge: [notes/*]}\n",
                                    folder / "pacelane.yaml"),
            false);
        folder.write("notes/a.md", "# Drills\n\nThe restore drill takes ninety minutes in all.\n");
    }
    SyncReport sync() { return sync_context(*store, store->user("ana"), clock.now()); }
    TemporaryFolder folder;
    ManualClock clock{*parse_instant("2026-11-19T12:00:00Z")};
    std::unique_ptr<store::Store> store;
};

}  // namespace

TEST_CASE_FIXTURE(Synced, "files that are new, changed, unchanged and gone are told apart") {
    CHECK(sync().added == 1);
    CHECK(sync().unchanged == 1);
    folder.write("notes/a.md", "# Drills\n\nThe restore drill takes eighty minutes in all, since May.\n");
    folder.write("notes/b.md", "Another note, about something else.\n");
    const auto report = sync();
    CHECK(report.changed == 1);
    CHECK(report.added == 1);
    std::filesystem::remove(folder / "notes/b.md");
    CHECK(sync().removed == 1);
    CHECK(store->documents().size() == 1);
}

TEST_CASE_FIXTURE(Synced, "a file that was only touched is unchanged") {
    sync();
    std::filesystem::last_write_time(folder / "notes/a.md", std::filesystem::file_time_type::clock::now());
    const auto report = sync();
    CHECK(report.unchanged == 1);
    CHECK(report.changed == 0);
}

TEST_CASE_FIXTURE(Synced, "what older readers have read is read again, and is not new for it") {
    sync();
    sqlite::Connection(folder / "p.db", {})
        .execute("UPDATE documents SET reader_version = 0, changed_at = '2026-01-01T00:00:00.000Z'");
    CHECK(sync().changed == 1);
    CHECK(sync().unchanged == 1);
    CHECK(store->documents()[0].changed_at == "2026-01-01T00:00:00.000Z");
}

TEST_CASE_FIXTURE(Synced, "a file that cannot be read is reported, and stops no other") {
    folder.write("notes/b.md", std::string("text\0with a NUL\xFF\xFE\xFD", 19) + std::string(200, '\0'));
    const auto report = sync();
    CHECK(report.added >= 1);
    REQUIRE(report.unreadable.size() + static_cast<std::size_t>(report.skipped) == 1);
    CHECK(store->search(store->user("ana"), "restore", 5).size() == 1);
}

}  // namespace pacelane::pipeline
