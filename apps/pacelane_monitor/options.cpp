#include "options.h"

#include <pacelane/base/error.h>
#include <pacelane/config/settings.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

Options parse_options(const std::vector<std::string>& words) {
    Options options;
    if (words.empty() || (words.front() != "serve" && words.front() != "watch"))
        throw Error(ErrorKind::usage,
                    "this program is a part of Pacelane: run 'pacelane status --serve 127.0.0.1:8787' or "
                    "'pacelane status --watch'");
    options.face = words.front();
    const std::pair<const char*, std::string*> values[] = {{"--db", &options.database},
                                                           {"--config", &options.config},
                                                           {"--now", &options.now},
                                                           {"--pacelane", &options.pacelane},
                                                           {"--listen", &options.listen},
                                                           {"--token-file", &options.token_file},
                                                           {"--public-url", &options.public_url},
                                                           {"--color", &options.color}};
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--read-only") {
            options.read_only = true;
            continue;
        }
        std::string* target = nullptr;
        for (const auto& [name, variable] : values)
            if (words[i] == name) target = variable;
        if (!target || i + 1 == words.size())
            throw Error(ErrorKind::usage, fmt::format("'{}' is not understood here", words[i]));
        *target = words[++i];
    }
    if (options.database.empty()) throw Error(ErrorKind::usage, "--db is missing");
    return options;
}

std::unique_ptr<Clock> clock_of(const Options& options) {
    if (options.now.empty()) return std::make_unique<SystemClock>();
    const auto now = parse_instant(options.now);
    if (!now) throw Error(ErrorKind::usage, fmt::format("--now: '{}' is no time", options.now));
    return std::make_unique<ManualClock>(*now);
}

std::unique_ptr<store::Store> open_to_look(const Options& options, const Clock& clock) {
    store::OpenOptions open;
    open.read_only = true;
    open.busy_timeout = config::resolve_busy_timeout().value;
    return store::open_sqlite(options.database, clock, open);
}

}  // namespace pacelane::monitor_program
