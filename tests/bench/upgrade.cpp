// From the database of 0.1 to today's.
#include "ingest.h"
#include "measure.h"

#include <filesystem>
#include <fstream>
#include <pacelane/base/hash.h>
#include <pacelane/pipeline/context_sync.h>
#include <pacelane/store/migrations.h>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::bench {

namespace {

namespace fs = std::filesystem;

constexpr double kMigrateLimit = 30.0;  // s, backup and check included
constexpr auto kFirstSeen = "2026-03-01T10:00:00.000Z";
constexpr int kPassages = 6;   // of a document
constexpr int kPostings = 20;  // of a passage

/// A database of version 1 with the documents of these notes as they were read then, and a draft for every
/// fifth.
void fill(const std::string& path, const std::string& folder, std::size_t drafts) {
    sqlite::Connection connection(path, {});
    Writer writer;
    connection.transaction([&] {
        connection.execute(fmt::format(
            "INSERT INTO users (id, handle, name, context, created_at, updated_at) VALUES "
            "('11111111-1111-5111-8111-111111111111', 'maya', 'Maya', '{}', '{}', '{}')",
            Json{{"folder", folder}, {"knowledge", {"notes/**/*"}}}.dump(), kFirstSeen, kFirstSeen));
        auto document = connection.prepare(
            "INSERT INTO documents (id, user_id, kind, path, format, title, content_hash, size_bytes, "
            "modified_ns, first_seen_at, changed_at) VALUES (?, '11111111-1111-5111-8111-111111111111', "
            "'knowledge', ?, 'markdown', 'Notes', ?, ?, 0, ?, ?)");
        auto passage = connection.prepare(
            "INSERT INTO passages (user_key, document_key, ordinal, kind, line, line_end, text, text_hash, "
            "terms, first_seen_at) VALUES (1, ?, ?, 'paragraph', 1, 1, ?, ?, 20, ?)");
        auto posting = connection.prepare(
            "INSERT OR IGNORE INTO postings (user_key, term, passage_key, frequency, length) VALUES (1, ?, "
            "?, 1, "
            "20)");
        std::int64_t number = 0;
        for (const auto& file : fs::recursive_directory_iterator(folder + "/notes")) {
            if (!file.is_regular_file()) continue;
            std::ifstream stream(file.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(stream), {}};
            document
                .with(fmt::format("{:08x}-0000-5000-8000-000000000000", ++number),
                      file.path().lexically_relative(folder).string(), sha256_hex(text),
                      static_cast<std::int64_t>(text.size()), kFirstSeen, kFirstSeen)
                .run();
            for (int ordinal = 0; ordinal < kPassages; ++ordinal) {
                const auto words = writer.paragraph();
                passage.with(number, ordinal, words, sha256_hex(words), kFirstSeen).run();
                const auto key = connection.last_insert_id();
                for (int n = 0; n < kPostings; ++n)
                    posting.with(fmt::format("term{}", (key * 31 + n * 17) % 5000), key).run();
            }
        }
        auto analysis = connection.prepare(
            "INSERT INTO pacing_context_analysis (id, user_id, analysis_date, content_suggestions, "
            "analysis_status, created_at) VALUES (?1, '11111111-1111-5111-8111-111111111111', ?1, '[]', "
            "'completed', ?2)");
        auto draft = connection.prepare(
            "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
            "content_type, "
            "content_title, content_body, content_metadata, generation_status, created_at) VALUES (?1, "
            "'11111111-1111-5111-8111-111111111111', ?1, ?1, 'linkedin_post', 'A title', ?2, "
            "json_object('sources', json_array(json_object('id', ?3, 'path', 'notes/a.md'))), 'completed', "
            "?4)");
        for (std::size_t n = 0; n < drafts; ++n) {
            const auto id = fmt::format("draft-{}", n);
            analysis.with(id, kFirstSeen).run();
            draft
                .with(id, writer.plain(1500), fmt::format("{:08x}-0000-5000-8000-000000000000", 5 * n + 1),
                      kFirstSeen)
                .run();
        }
    });
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

double megabytes(const std::string& path) {
    return static_cast<double>(fs::file_size(path)) / 1e6;
}

}  // namespace

bool upgrade(const Settings& settings) {
    const std::size_t count = settings.quick ? 500 : 10'000;
    const auto folder = settings.folder + "/upgrade";
    write_notes(folder, count);
    const ManualClock clock{parse_instant("2026-11-19T21:30:00Z").value()};
    const auto path = folder + "/p.db";
    store::MigrateOptions first;
    first.to = 1;
    store::migrate(path, first, clock);
    fill(path, folder, count / 5);
    const auto before = megabytes(path);

    store::MigrationReport report;
    const auto migrating = seconds([&] { report = store::migrate(path, {}, clock); });
    const auto migrated = megabytes(path);
    const auto store = store::open_sqlite(path, clock);
    const auto user = store->user("maya");
    pipeline::SyncReport sync;
    const auto reading = seconds([&] { sync = pipeline::sync_context(*store, user, clock.now()); });
    if (sync.changed != static_cast<int>(count) || sync.added + sync.removed != 0 || !sync.drafts.empty())
        throw std::runtime_error(fmt::format("{} of {} documents were read again", sync.changed, count));
    sqlite::Connection look(path, {});
    auto query = look.prepare(
        "SELECT (SELECT count(*) FROM passages WHERE first_seen_at <> ?1), (SELECT count(*) FROM "
        "pacing_content_generation WHERE withdrawn_at IS NULL), (SELECT count(*) FROM documents)");
    query.with(kFirstSeen).step();
    if (query.integer(0) != 0 || query.integer(1) != static_cast<std::int64_t>(count / 5) ||
        query.integer(2) != static_cast<std::int64_t>(count))
        throw std::runtime_error("the upgrade made something new, or lost something");
    const bool kept = migrating < kMigrateLimit;
    fmt::print("Upgrade from version 1 to {}: {} documents, {} drafts\n", report.applied.back(), count,
               count / 5);
    fmt::print("  migrate           {:7.2f} s   below {} s{}\n", migrating, kMigrateLimit,
               kept ? "" : "   NOT KEPT");
    fmt::print("  database          {:7.1f} MB  then {:.1f} MB, and a backup of {:.1f} MB\n", before,
               migrated, megabytes(report.backup));
    fmt::print("  read again        {:7.2f} s   {} documents in the first sync, nothing in them new\n",
               reading, sync.changed);
    fmt::print("  database after it {:7.1f} MB\n", megabytes(path));
    return kept;
}

}  // namespace pacelane::bench
