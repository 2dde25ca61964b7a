#include <algorithm>
#include <map>
#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/sqlite/maintenance.h>
#include <pacelane/sqlite/partial_file.h>
#include <pacelane/store/migrations.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

struct Applied {
    std::string name;
    std::string checksum;
    Instant at;
};

[[noreturn]] void refuse_other_program(const std::string& path) {
    throw Error(ErrorKind::configuration,
                fmt::format("{}: is a database of another program; choose another file with --db", path));
}

bool has_table(sqlite::Connection& connection, std::string_view name) {
    return connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
        .with(name)
        .step();
}

/// Which columns there are is asked only when some are missing: this runs whenever the program starts.
sqlite::Query history(sqlite::Connection& connection) {
    try {
        return connection.prepare(
            "SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version");
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::failed ||
            connection.prepare("SELECT 1 FROM pragma_table_info('schema_migrations') WHERE name = 'checksum'")
                .step())
            throw;
    }
    refuse_other_program(connection.path());
}

std::map<int, Applied> applied_migrations(sqlite::Connection& connection) {
    std::map<int, Applied> applied;
    if (!has_table(connection, "schema_migrations")) return applied;
    auto query = history(connection);
    while (query.step())
        applied[static_cast<int>(query.integer(0))] = {query.text(1), query.text(2),
                                                       parse_instant(query.text(3)).value_or(Instant{})};
    return applied;
}

void make_history(sqlite::Connection& connection) {
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT");
}

/// Records that the migration is applied.
Applied note(sqlite::Connection& connection, const Migration& migration, const Clock& clock) {
    const Applied record{std::string(migration.name), migration.checksum(), clock.now()};
    connection
        .prepare("INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)")
        .with(migration.version, record.name, record.checksum, format_instant(record.at))
        .run();
    return record;
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

/// It gets its name when it is whole: what a killed process leaves cannot be taken for it.
std::string make_backup(sqlite::Connection& connection, int version, Instant now) {
    const auto stem = fmt::format("{}.backup-{:04}-{}", connection.path(), version, file_stamp(now));
    for (int n = 1;; ++n) {
        const auto target = n == 1 ? stem : fmt::format("{}-{}", stem, n);
        if (sqlite::is_there(target)) continue;
        std::optional<sqlite::PartialFile> partial;
        try {
            partial.emplace(target);
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::configuration) throw;
            continue;  // another process makes it, or something else is in the way
        }
        // VACUUM INTO gives a complete copy, whatever is still in the write-ahead log.
        connection.prepare("VACUUM INTO ?").with(partial->path()).run();
        {
            sqlite::Options reading;
            reading.read_only = true;
            sqlite::Connection copy(partial->path(), reading);
            if (const auto wrong = sqlite::damage(copy); !wrong.empty())
                throw Error(ErrorKind::failed,
                            fmt::format("{}: the copy made of it before the upgrade is not sound ({}), so it "
                                        "was not upgraded; check the disk, or restore a sound backup",
                                        connection.path(), wrong));
        }
        try {
            partial->finish(false);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::bad_input) throw;
            continue;  // another process was faster
        }
        return target;
    }
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

    if (options.dry_run && !sqlite::is_there(path)) {
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
        refuse_other_program(path);

    std::vector<const Migration*> pending;
    for (const auto& migration : migrations)
        if (!applied.contains(migration.version) && wanted(migration)) pending.push_back(&migration);

    MigrationReport done;
    if (!options.dry_run && !pending.empty()) {
        sqlite::use_write_ahead_log(connection);
        if (!applied.empty()) done.backup = make_backup(connection, applied.rbegin()->first, clock.now());
        for (const auto* migration : pending) {
            const bool ran = connection.transaction([&] {
                make_history(connection);
                // Another process may have been faster.
                if (const auto by_now = applied_migrations(connection); by_now.contains(migration->version)) {
                    applied = by_now;
                    return false;
                }
                try {
                    connection.execute(std::string(migration->sql));
                    if (migration->step) migration->step(connection);
                } catch (const Error& error) {
                    throw Error(error.kind(),
                                fmt::format("migration {:04}_{} failed and was undone: {}{}",
                                            migration->version, migration->name, error.what(),
                                            done.backup.empty()
                                                ? ""
                                                : fmt::format(" (what was there before: {})", done.backup)));
                }
                const auto record = note(connection, *migration, clock);
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

void create_schema(sqlite::Connection& connection, const Clock& clock) {
    connection.transaction([&] {
        make_history(connection);
        for (const auto& migration : embedded_migrations()) {
            connection.execute(std::string(migration.sql));
            if (migration.step) migration.step(connection);
            note(connection, migration, clock);
        }
    });
}

MigrationReport migration_status(const std::string& path, const std::vector<Migration>& migrations) {
    if (!sqlite::is_there(path)) return report_of({}, migrations);
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
