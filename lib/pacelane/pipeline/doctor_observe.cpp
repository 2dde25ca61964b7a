// Looking at what is there.
#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/base/text.h>
#include <pacelane/context/recording.h>
#include <pacelane/pipeline/context_files.h>
#include <pacelane/pipeline/doctor.h>
#include <pacelane/pipeline/outside_reader.h>
#include <pacelane/store/migrations.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kConnectTimeout{2};

bool may(const fs::path& path, int how) {
    return ::faccessat(AT_FDCWD, path.c_str(), how, AT_EACCESS) == 0;
}

unsigned mode_of(const std::string& path) {
    struct stat status {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777u : 0;
}

void look_at_disk(Observations& seen) {
    auto folder = fs::path(seen.database).parent_path();
    std::error_code ignored;
    while (!fs::exists(folder, ignored) && folder != folder.parent_path())
        folder = folder.parent_path();
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) == 0)
        seen.free_bytes = static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
}

Observations::Person look_at(const store::User& user) {
    Observations::Person person;
    person.handle = user.handle;
    person.timezone = user.timezone;
    person.zone_known = schedule::is_time_zone(user.timezone);
    if (!user.problem.empty()) {
        person.folder_problem = user.problem;
        return person;
    }
    try {
        const auto listing = context_files(user);
        person.files = listing.files.size();
        for (const auto& place : listing.unreached)
            person.unreadable.push_back(place.path);
        for (const auto& file : listing.files) {
            if (const auto format = context::outside_format(file.path, ""))
                ++person.outside[std::string(context::name(*format))];
            if (context::recording(file.path)) ++person.recordings;
            if (!may(file.absolute, R_OK)) person.unreadable.push_back(file.path);
        }
    } catch (const std::exception& error) {
        person.folder_problem = error.what();
    }
    return person;
}

void look_at_database(Observations& seen, const config::Settings& settings, const Clock& clock,
                      std::vector<store::User>& users) {
    try {
        seen.database = settings.require_database();
    } catch (const Error& error) {
        seen.database_problem = error.what();
        return;
    }
    look_at_disk(seen);
    struct stat status {};
    seen.exists = ::stat(seen.database.c_str(), &status) == 0;
    if (!seen.exists) return;
    seen.mode = status.st_mode & 07777u;
    seen.bytes = status.st_size;
    seen.writable =
        may(seen.database, R_OK | W_OK) && may(fs::path(seen.database).parent_path(), W_OK | X_OK);
    try {
        for (const auto& migration : store::migration_status(seen.database).migrations) {
            if (migration.applied_at)
                seen.schema_version = migration.version;
            else
                seen.pending.push_back(fmt::format("{:04}_{}", migration.version, migration.name));
        }
        if (!seen.pending.empty()) return;
        store::OpenOptions options;
        options.busy_timeout = settings.busy_timeout.value;
        options.read_only = true;
        seen.health = store::examine_sqlite(seen.database, clock, options);
        if (seen.health->damage.empty()) users = store::open_sqlite(seen.database, clock, options)->users();
    } catch (const Error& error) {
        seen.database_problem = error.what();
    }
}

void look_at_llm(Observations& seen, const config::LlmSettings& llm) {
    Observations::Llm found;
    const auto& endpoint = llm.endpoint.value;
    found.endpoint = config::without_credentials(endpoint);
    found.has_password = found.endpoint != endpoint;
    found.api_key_env = llm.api_key_env.value;
    found.api_key_set = llm.api_key_set;
    found.problem = endpoint.empty() ? "llm has no endpoint" : unreachable(endpoint, kConnectTimeout);
    seen.llm = std::move(found);
}

/// Why a program of this name cannot be started.
std::string program_problem(const std::string& name) {
    if (name.find('/') != std::string::npos)
        return may(name, X_OK) ? "" : "is no program that may be started";
    for (const auto folder : split(config::process_environment("PATH"), ':'))
        if (may(fs::path(folder) / name, X_OK)) return "";
    return "is in no folder of PATH";
}

}  // namespace

Observations observe(const config::Settings& settings, const Clock& clock) {
    Observations seen;
    seen.now = clock.now();
    std::vector<store::User> users;
    look_at_database(seen, settings, clock, users);

    seen.zone_problem = schedule::zone_data_problem();
    seen.config = settings.config.value;
    if (settings.problem) {
        seen.config_problem = settings.problem->what();
    } else if (!seen.config.empty()) {
        seen.config_mode = mode_of(seen.config);
        try {
            const auto workspace = config::load_workspace(seen.config);
            seen.config_warnings = workspace.warnings;
            for (const auto& named : workspace.users) {
                if (seen.health && std::none_of(users.begin(), users.end(), [&](const auto& user) {
                        return user.handle == named.handle;
                    }))
                    seen.not_imported.push_back(named.handle);
                if (seen.health) continue;
                store::User user;
                user.handle = named.handle;
                user.timezone = named.timezone;
                user.folder = workspace.folder;
                user.context = named.context;
                seen.people.push_back(look_at(user));
            }
        } catch (const Error& error) {
            seen.config_problem = error.what();
        }
    }
    for (const auto& user : users)
        if (user.is_active) seen.people.push_back(look_at(user));
    if (settings.llm) look_at_llm(seen, *settings.llm);
    seen.reader = find_reader();
    if (!seen.reader.empty()) seen.reader_problem = OutsideReader(seen.reader).problem();
    if (!settings.transcriber.empty()) {
        seen.transcriber = settings.transcriber.front();
        seen.transcriber_problem = program_problem(seen.transcriber);
    }
    return seen;
}

}  // namespace pacelane::pipeline
