#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/config/settings.h>
#include <pacelane/store/health.h>
#include <string>
#include <string_view>
#include <vector>

/// Whether everything is there that the pipeline needs: looking (observe) apart from judging (diagnose).
namespace pacelane::pipeline {

/// A user, as far as the files are concerned.
struct ObservedPerson {
    std::string handle;
    std::string timezone;
    bool zone_known = true;
    std::string folder_problem;           ///< why its files cannot be listed
    std::size_t files = 0;                ///< that its patterns name
    std::map<std::string, int> outside;   ///< of these, by format: what only pacelane-reader reads
    std::size_t recordings = 0;           ///< of these
    std::vector<std::string> unreadable;  ///< of these, and folders and links, the ones that cannot be read
};
/// The language model's endpoint.
struct ObservedLlm {
    std::string endpoint;  ///< without credentials
    bool has_password = false;
    std::string api_key_env;
    bool api_key_set = false;
    std::string problem;  ///< why it cannot be reached
};

/// What there is to see, without an opinion.
struct Observations {
    using Person = ObservedPerson;
    using Llm = ObservedLlm;

    Instant now;
    std::string database;          ///< path; empty: there is no place for one
    std::string database_problem;  ///< why it cannot be used
    bool exists = false;
    bool writable = false;                        ///< file and folder
    unsigned mode = 0;                            ///< of the file: permission bits
    std::int64_t bytes = 0;                       ///< of the file
    std::optional<std::int64_t> free_bytes;       ///< where it is, or would be
    int schema_version = 0;                       ///< the newest migration that is applied
    std::vector<std::string> pending;             ///< migrations
    std::optional<store::DatabaseHealth> health;  ///< absent: it could not be examined

    std::string config;  ///< path; empty: there is no workspace file
    unsigned config_mode = 0;
    std::string config_problem;
    std::vector<std::string> config_warnings;

    std::string zone_problem;               ///< why no time zone is known; empty when some are
    std::vector<Person> people;             ///< active users of the database, else of the workspace file
    std::vector<std::string> not_imported;  ///< handles that are in the file and not in the database
    std::optional<Llm> llm;
    std::string reader;               ///< pacelane-reader's path; empty: it is not installed
    std::string reader_problem;       ///< why it cannot be used
    std::string transcriber;          ///< the program's name; empty: none is given
    std::string transcriber_problem;  ///< why it cannot be started
};

enum class Verdict { ok, warn, fail };
/// "ok", "warn", "fail".
PACELANE_API std::string_view name(Verdict verdict);

struct Finding {
    Verdict verdict = Verdict::ok;
    std::string subject;  ///< "database", "user maya", …
    std::string what;
    std::string remedy;  ///< a command, or what to do; empty when `what` says it, or all is well
};

/// Opens what the settings name, and connects to the language model's endpoint, at most two seconds. Changes
/// nothing; throws nothing that can be told as an observation.
PACELANE_API Observations observe(const config::Settings& settings, const Clock& clock);
/// The diagnosis: one finding for each observation. Pure.
PACELANE_API std::vector<Finding> diagnose(const Observations& seen);

/// Why no connection to the host of an http or https address can be made within the time; "" when it can.
/// Sends nothing.
PACELANE_API std::string unreachable(const std::string& url, std::chrono::milliseconds timeout);

}  // namespace pacelane::pipeline
