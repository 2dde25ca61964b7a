#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/sqlite/upkeep.h>
#include <pacelane/store/migrations.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

struct Applied {
    std::string name;
    std::string checksum;
    Instant at;
};

bool has_table(sqlite::Connection& connection, std::string_view name) {
    return connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
        .with(name)
        .step();
}

std::map<int, Applied> applied_migrations(sqlite::Connection& connection) {
    std::map<int, Applied> applied;
    if (!has_table(connection, "schema_migrations")) return applied;
    auto query = connection.prepare(
        "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version");
    while (query.step())
        applied[static_cast<int>(query.integer(0))] = {query.text(1), query.text(2),
                                                       parse_instant(query.text(3)).value_or(Instant{})};
    return applied;
}

// Whether what is applied is a beginning of what this program knows; otherwise nothing may be touched.
void check_history(const std::string& path, const std::map<int, Applied>& applied,
                   const std::vector<Migration>& known) {
    const auto refuse = [&](const std::string& why) {
        throw Error(ErrorKind::configuration, path + ": " + why);
    };
    for (const auto& [version, record] : applied) {
        const auto found = std::find_if(known.begin(), known.end(),
                                        [v = version](const Migration& m) { return m.version == v; });
        if (found == known.end())
            refuse(
                fmt::format("the database is at schema version {}, newer than this program knows ({}); use a "
                            "newer pacelane",
                            applied.rbegin()->first, known.empty() ? 0 : known.back().version));
        if (found->checksum() != record.checksum)
            refuse(
                fmt::format("migration {:04}_{} was changed after it was applied (its checksum differs); use "
                            "the pacelane "
                            "that applied it, or restore a backup",
                            version, record.name));
    }
    int count = 0;
    for (const auto& migration : known) {
        if (count == static_cast<int>(applied.size())) break;
        if (!applied.contains(migration.version))
            refuse(
                fmt::format("migration {:04}_{} is missing although a later one is applied; restore a backup",
                            migration.version, migration.name));
        ++count;
    }
}

MigrationReport report_of(const std::map<int, Applied>& applied, const std::vector<Migration>& known) {
    MigrationReport report;
    for (const auto& migration : known) {
        MigrationState state{migration.version, std::string(migration.name), migration.checksum(),
                             std::nullopt};
        if (const auto found = applied.find(migration.version); found != applied.end())
            state.applied_at = found->second.at;
        report.migrations.push_back(std::move(state));
    }
    return report;
}

std::string make_backup(sqlite::Connection& connection, int version, Instant now) {
    const auto stem = fmt::format("{}.backup-{:04}-{}", connection.path(), version, file_stamp(now));
    auto target = stem;
    // For its owner alone from the first byte on: it holds the same private notes.
    int file = -1;
    for (int n = 2; (file = ::open(target.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600)) < 0; ++n) {
        if (errno != EEXIST)
            throw Error(ErrorKind::configuration,
                        fmt::format("{}: the backup cannot be created: {}", target, std::strerror(errno)));
        target = fmt::format("{}-{}", stem, n);
    }
    ::fchmod(file, 0600);  // whatever the umask
    ::close(file);
    try {
        // VACUUM INTO gives a complete copy, whatever is still in the write-ahead log.
        connection.prepare("VACUUM INTO ?").with(target).run();
    } catch (const Error&) {
        ::unlink(target.c_str());
        throw;
    }
    return target;
}

}  // namespace

std::string Migration::checksum() const {
    return digest.empty() ? sha256_hex(sql) : std::string(digest);
}

std::string file_stamp(Instant now) {
    auto stamp = format_instant(now).substr(0, 19);
    std::erase(stamp, ':');
    std::erase(stamp, '-');
    return stamp;
}

MigrationReport migrate(const std::string& path, const MigrateOptions& options, const Clock& clock,
                        const std::vector<Migration>& migrations) {
    if (options.to && std::none_of(migrations.begin(), migrations.end(),
                                   [&](const Migration& m) { return m.version == *options.to; }))
        throw Error(ErrorKind::usage,
                    fmt::format("--to {}: there is no such schema version (the newest is {})", *options.to,
                                migrations.empty() ? 0 : migrations.back().version));
    const auto wanted = [&](const Migration& migration) {
        return !options.to || migration.version <= *options.to;
    };

    if (options.dry_run && !std::filesystem::exists(path)) {
        auto report = report_of({}, migrations);
        for (const auto& migration : migrations)
            if (wanted(migration)) report.applied.push_back(migration.version);
        return report;
    }

    sqlite::Options open;
    open.create = !options.dry_run;
    open.read_only = options.dry_run;
    sqlite::Connection connection(path, open);
    auto applied = applied_migrations(connection);
    check_history(path, applied, migrations);
    if (applied.empty() && connection.prepare("SELECT 1 FROM sqlite_master LIMIT 1").step() &&
        !has_table(connection, "schema_migrations"))
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: is a database of another program; choose another file with --db", path));

    std::vector<const Migration*> pending;
    for (const auto& migration : migrations)
        if (!applied.contains(migration.version) && wanted(migration)) pending.push_back(&migration);

    MigrationReport done;
    if (!options.dry_run && !pending.empty()) {
        sqlite::use_write_ahead_log(connection);
        if (!applied.empty()) done.backup = make_backup(connection, applied.rbegin()->first, clock.now());
        for (const auto* migration : pending) {
            const bool ran = connection.transaction([&] {
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT "
                    "NOT NULL, "
                    "checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT");
                // Another process may have been faster.
                if (const auto by_now = applied_migrations(connection); by_now.contains(migration->version)) {
                    applied = by_now;
                    return false;
                }
                try {
                    connection.execute(std::string(migration->sql));
                } catch (const Error& error) {
                    throw Error(error.kind(),
                                fmt::format("migration {:04}_{} failed and was undone: {}{}",
                                            migration->version, migration->name, error.what(),
                                            done.backup.empty()
                                                ? ""
                                                : fmt::format(" (what was there before: {})", done.backup)));
                }
                const Applied record{std::string(migration->name), migration->checksum(), clock.now()};
                connection
                    .prepare(
                        "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, "
                        "?, ?)")
                    .with(migration->version, record.name, record.checksum, format_instant(record.at))
                    .run();
                applied[migration->version] = record;
                return true;
            });
            if (ran) done.applied.push_back(migration->version);
        }
    } else {
        for (const auto* migration : pending)
            done.applied.push_back(migration->version);
    }
    done.migrations = report_of(applied, migrations).migrations;
    return done;
}

MigrationReport migration_status(const std::string& path, const std::vector<Migration>& migrations) {
    if (!std::filesystem::exists(path)) return report_of({}, migrations);
    sqlite::Options open;
    open.read_only = true;
    sqlite::Connection connection(path, open);
    const auto applied = applied_migrations(connection);
    check_history(path, applied, migrations);
    return report_of(applied, migrations);
}

void require_current_schema(sqlite::Connection& connection, const std::vector<Migration>& migrations) {
    const auto applied = applied_migrations(connection);
    check_history(connection.path(), applied, migrations);
    if (applied.size() < migrations.size())
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: the database's schema is not up to date ({} of {} migrations applied); "
                                "run 'pacelane migrate'",
                                connection.path(), applied.size(), migrations.size()));
}

}  // namespace pacelane::store
