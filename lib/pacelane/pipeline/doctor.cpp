// What to make of what was seen.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/pipeline/doctor.h>
#include <pacelane/pipeline/outside_reader.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace {

constexpr std::int64_t kMiB = 1024 * 1024;
constexpr std::int64_t kNoRoom = 64 * kMiB;  // below this, commits are about to fail
constexpr std::int64_t kLittleRoom = 512 * kMiB;
constexpr std::chrono::minutes kClockSlack{5};
// The lines of `schedule crontab` tick twice a day.
constexpr std::chrono::hours kTickAtLeast{25};
constexpr std::chrono::hours kWorkAtLeast{25};
constexpr int kFirstSaneYear = 2025;
constexpr int kLastSaneYear = 2099;

class Diagnosis {
public:
    explicit Diagnosis(const Observations& seen) : seen_(seen) {}

    std::vector<Finding> all() {
        database();
        schema();
        permissions();
        disk();
        clock();
        config();
        zones();
        people();
        formats();
        llm();
        schedules();
        work();
        return std::move(findings_);
    }

private:
    void add(Verdict verdict, std::string subject, std::string what, std::string remedy = {}) {
        findings_.push_back({verdict, std::move(subject), std::move(what), std::move(remedy)});
    }

    void database() {
        if (seen_.database.empty()) return add(Verdict::fail, "database", seen_.database_problem);
        if (!seen_.exists)
            return add(Verdict::fail, "database", seen_.database + " does not exist", "pacelane migrate");
        if (!seen_.database_problem.empty()) return add(Verdict::fail, "database", seen_.database_problem);
        if (!seen_.writable)
            return add(Verdict::fail, "database",
                       seen_.database + ": it or its folder may not be written by this account",
                       "give this account the permission, or name another database with --db");
        if (!seen_.health) return add(Verdict::ok, "database", seen_.database + ": can be read and written");
        if (!seen_.health->damage.empty())
            return add(
                Verdict::fail, "database",
                fmt::format("{}: is damaged: {}", seen_.database, seen_.health->damage.front()),
                "restore a backup (<database>.backup-…), or save what is left with 'sqlite3 FILE .recover'");
        if (seen_.health->journal_mode != "wal")
            return add(
                Verdict::warn, "database",
                fmt::format("{}: its journal is '{}' instead of 'wal', so readers and writers wait for "
                            "each other",
                            seen_.database, seen_.health->journal_mode),
                "sqlite3 FILE 'PRAGMA journal_mode = WAL'");
        add(Verdict::ok, "database", seen_.database + ": can be read and written, undamaged");
    }

    void formats() {
        std::map<std::string, int> waiting;
        std::size_t recordings = 0;
        for (const auto& person : seen_.people) {
            recordings += person.recordings;
            for (const auto& [format, count] : person.outside)
                waiting[format] += count;
        }
        const auto remedy = fmt::format("install the package {}, of the same version", kReaderPackage);
        if (!seen_.reader.empty() && !seen_.reader_problem.empty())
            add(Verdict::fail, "formats", seen_.reader_problem, remedy);
        else if (!seen_.reader.empty())
            add(Verdict::ok, "formats", seen_.reader + " reads PDF, office documents, mail and the like");
        else if (!waiting.empty())
            add(Verdict::warn, "formats", waiting_text(waiting), remedy);
        else
            add(Verdict::ok, "formats",
                fmt::format("no file needs the package {}, which is not installed", kReaderPackage));
        if (!seen_.transcriber.empty() && !seen_.transcriber_problem.empty())
            add(Verdict::warn, "transcriber",
                fmt::format("'{}' {}", seen_.transcriber, seen_.transcriber_problem),
                "install it, or give its path in the workspace file");
        else if (!seen_.transcriber.empty())
            add(Verdict::ok, "transcriber",
                fmt::format("'{}' can be started; there {} {}", seen_.transcriber,
                            recordings == 1 ? "is" : "are",
                            recordings == 1 ? "1 recording" : fmt::format("{} recordings", recordings)));
    }

    void schema() {
        if (!seen_.exists || !seen_.database_problem.empty()) return;
        if (!seen_.pending.empty())
            return add(Verdict::fail, "schema",
                       fmt::format("migrations that are pending: {}", join(seen_.pending, ", ")),
                       "pacelane migrate");
        add(Verdict::ok, "schema", fmt::format("version {}, nothing pending", seen_.schema_version));
    }

    void permissions() {
        if (seen_.exists && (seen_.mode & 0077) != 0)
            add(Verdict::warn, "permissions",
                fmt::format("others than its owner may open the database, which holds private notes (mode "
                            "{:04o})",
                            seen_.mode),
                fmt::format("chmod 600 '{}'", seen_.database));
        else if (seen_.exists)
            add(Verdict::ok, "permissions", "the database is its owner's alone");
        const bool secret = seen_.llm && seen_.llm->has_password;
        if (secret && (seen_.config_mode & 0077) != 0)
            add(Verdict::warn, "permissions",
                fmt::format(
                    "others than its owner may read {}, which holds a password or a key (mode {:04o})",
                    seen_.config, seen_.config_mode),
                fmt::format("chmod 600 '{}'", seen_.config));
    }

    void disk() {
        if (!seen_.free_bytes) return;
        const auto free = *seen_.free_bytes;
        const auto text = fmt::format("{} MiB free where the database is", free / kMiB);
        // An upgrade's backup is as large as the database.
        if (free < kNoRoom)
            add(Verdict::fail, "disk", text, "free some space");
        else if (free < kLittleRoom || free < 2 * seen_.bytes)
            add(Verdict::warn, "disk", text + ", little for a backup before an upgrade", "free some space");
        else
            add(Verdict::ok, "disk", text);
    }

    void clock() {
        const auto now = format_instant(seen_.now);
        const auto year = static_cast<int>(Date(std::chrono::floor<std::chrono::days>(seen_.now)).year());
        if (year < kFirstSaneYear || year > kLastSaneYear)
            return add(Verdict::fail, "clock", fmt::format("it shows {}", now), "set the machine's clock");
        if (seen_.health && seen_.health->newest && *seen_.health->newest > seen_.now + kClockSlack)
            return add(Verdict::warn, "clock",
                       fmt::format("it shows {}, and the newest entry of the database is of {}", now,
                                   format_instant(*seen_.health->newest)),
                       "set the machine's clock; if it is right now, go on: due times are worked out anew");
        add(Verdict::ok, "clock", now);
    }

    void config() {
        if (seen_.config.empty())
            return add(Verdict::ok, "config", "no workspace file; one is needed only to import users");
        if (!seen_.config_problem.empty()) return add(Verdict::fail, "config", seen_.config_problem);
        for (const auto& warning : seen_.config_warnings)
            add(Verdict::warn, "config", warning);
        if (!seen_.not_imported.empty())
            add(Verdict::warn, "config",
                fmt::format("{} names users that are not in the database: {}", seen_.config,
                            join(seen_.not_imported, ", ")),
                fmt::format("pacelane schedule import '{}'", seen_.config));
        if (seen_.config_warnings.empty() && seen_.not_imported.empty())
            add(Verdict::ok, "config", seen_.config + " is valid");
    }

    void zones() {
        if (!seen_.zone_problem.empty()) return add(Verdict::fail, "time zones", seen_.zone_problem);
        add(Verdict::ok, "time zones", "the data are there");
    }

    void people() {
        if (seen_.people.empty() && seen_.health)
            add(Verdict::warn, "users", "there are none", "pacelane schedule import pacelane.yaml");
        for (const auto& person : seen_.people) {
            const auto subject = "user " + person.handle;
            const auto before = findings_.size();
            if (seen_.zone_problem.empty() && !person.zone_known)
                add(Verdict::fail, subject,
                    fmt::format("time zone '{}' is not known to this machine", person.timezone),
                    "install the package tzdata-legacy if it is an old name, or correct the workspace file "
                    "and "
                    "import it again");
            if (!person.folder_problem.empty()) {
                add(Verdict::fail, subject, person.folder_problem);
                continue;
            }
            if (!person.unreadable.empty()) {
                constexpr std::size_t kShown = 3;
                auto shown = person.unreadable;
                shown.resize(std::min(shown.size(), kShown));
                const auto more = person.unreadable.size() - shown.size();
                add(Verdict::warn, subject,
                    fmt::format("files, folders or links that cannot be read: {}{}", join(shown, ", "),
                                more > 0 ? fmt::format(" and {} more", more) : ""),
                    "pacelane context sync (says why of each); exclude what is not meant to be read");
            }
            if (person.files == 0)
                add(Verdict::warn, subject, "no file matches the context patterns: nothing to write about",
                    fmt::format("put files there, or correct the patterns ('pacelane user show {}')",
                                person.handle));
            if (findings_.size() == before)
                add(Verdict::ok, subject, fmt::format("{} context files, {}", person.files, person.timezone));
        }
    }

    void llm() {
        if (!seen_.llm) return;
        const auto& llm = *seen_.llm;
        if (!llm.problem.empty())
            add(Verdict::fail, "llm", llm.problem,
                "start the server, or correct 'endpoint' in the workspace file");
        if (!llm.api_key_env.empty() && !llm.api_key_set)
            add(Verdict::fail, "llm",
                fmt::format("the variable {} (api_key_env) is not set", llm.api_key_env),
                "set it in the environment of these commands, crontab's too");
        if (llm.problem.empty() && (llm.api_key_env.empty() || llm.api_key_set))
            add(Verdict::ok, "llm", llm.endpoint + " can be reached");
    }

    void schedules() {
        if (!seen_.health || !seen_.health->damage.empty()) return;
        const auto& scheduler = seen_.health->scheduler;
        const auto active = seen_.health->active_schedules;
        if (!scheduler.enabled)
            return add(Verdict::warn, "schedules", "the scheduler is switched off: nobody is enqueued",
                       "pacelane schedule enable");
        if (active == 0)
            return add(Verdict::warn, "schedules", "none is active: nothing comes by itself",
                       "pacelane schedule list (then import or resume one)");
        if (!scheduler.last_tick_at)
            return add(Verdict::warn, "schedules", fmt::format("{} active, and no tick has run yet", active),
                       "install the lines of 'pacelane schedule crontab'");
        const auto last = format_instant(*scheduler.last_tick_at);
        if (seen_.now - *scheduler.last_tick_at > kTickAtLeast)
            return add(Verdict::warn, "schedules",
                       fmt::format("{} active, but the last tick ran at {}: is cron running?", active, last),
                       "crontab -l (compare with 'pacelane schedule crontab')");
        add(Verdict::ok, "schedules", fmt::format("{} active, last tick at {}", active, last));
    }

    void work() {
        if (!seen_.health || !seen_.health->damage.empty()) return;
        const auto& health = *seen_.health;
        const auto before = findings_.size();
        if (health.dead_workers > 0)
            add(Verdict::warn, "work",
                fmt::format("{} in work whose worker died or took too long", health.dead_workers),
                "pacelane analyze; pacelane write (they are taken up again)");
        const auto waits = [&](const std::optional<Instant>& since, const char* what, const char* remedy) {
            if (since && seen_.now - *since > kWorkAtLeast)
                add(Verdict::warn, "work",
                    fmt::format("{} waits since {}: is cron running?", what, format_instant(*since)), remedy);
        };
        waits(health.oldest_analysis, "an analysis", "pacelane analyze");
        waits(health.oldest_suggestion, "a suggestion", "pacelane write");
        if (health.failed_analyses > 0)
            add(Verdict::warn, "work", fmt::format("{} failed for good (analyses)", health.failed_analyses),
                "pacelane status errors (then 'pacelane enqueue --user U --date D --retry')");
        if (health.failed_generations > 0)
            add(Verdict::warn, "work", fmt::format("{} failed for good (drafts)", health.failed_generations),
                "pacelane status errors");
        if (health.unreadable_documents > 0)
            add(Verdict::warn, "work", fmt::format("{} unreadable (documents)", health.unreadable_documents),
                "pacelane status errors");
        if (findings_.size() == before) add(Verdict::ok, "work", "nothing stuck, nothing failed");
    }

    const Observations& seen_;
    std::vector<Finding> findings_;
};

}  // namespace

std::string_view name(Verdict verdict) {
    constexpr std::string_view names[] = {"ok", "warn", "fail"};
    return names[static_cast<int>(verdict)];
}

std::vector<Finding> diagnose(const Observations& seen) {
    return Diagnosis(seen).all();
}

}  // namespace pacelane::pipeline
