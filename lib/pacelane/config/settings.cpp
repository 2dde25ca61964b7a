#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <pacelane/config/settings.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kBusyTimeout{10'000};
constexpr int kLongestBusyTimeout = 3'600'000;

Origin flag(const char* name) {
    return {Origin::Kind::flag, name};
}

Origin variable(const char* name) {
    return {Origin::Kind::environment, name};
}

std::string absolute(const std::string& path, const std::string& folder) {
    return (fs::path(folder) / path).lexically_normal().string();
}

/// A flag's value, else a variable's, else nothing.
Setting<std::string> given(const std::string& flag_value, const char* flag_name, const char* variable_name,
                           const Environment& environment) {
    if (!flag_value.empty()) return {flag_value, flag(flag_name)};
    if (const auto value = environment(variable_name); !value.empty())
        return {value, variable(variable_name)};
    return {};
}

[[noreturn]] void refuse(const Origin& origin, const std::string& value, const std::string& remedy) {
    throw Error(ErrorKind::usage, fmt::format("{} '{}': {}", origin.name, value, remedy));
}

Setting<std::string> standard_database(const Environment& environment) {
    auto data = environment("XDG_DATA_HOME");
    if (data.empty()) {
        const auto home = environment("HOME");
        if (home.empty()) return {};
        data = home + "/.local/share";
    }
    return {data + "/pacelane/pacelane.db", {}};
}

LlmSettings llm_of(const Llm& llm, const std::string& file, const Environment& environment) {
    const auto setting = [&](const Located& value) -> Setting<std::string> {
        if (value.line == 0) return {};
        return {value.text, {Origin::Kind::file, fmt::format("{}:{}", file, value.line)}};
    };
    LlmSettings settings{setting(llm.endpoint), setting(llm.model), setting(llm.api_key_env), false};
    const auto& key = settings.api_key_env.value;
    settings.api_key_set = !key.empty() && !environment(key.c_str()).empty();
    return settings;
}

}  // namespace

std::string_view name(Origin::Kind kind) {
    constexpr std::string_view names[] = {"default", "found", "file", "environment", "flag"};
    return names[static_cast<int>(kind)];
}

std::string describe(const Origin& origin) {
    switch (origin.kind) {
        case Origin::Kind::standard:
            return "default";
        case Origin::Kind::found:
            return "found there";
        case Origin::Kind::environment:
            return "$" + origin.name;
        default:
            return origin.name;
    }
}

const std::string& Settings::require_database() const {
    if (!database.value.empty()) return database.value;
    if (problem) throw *problem;
    throw Error(ErrorKind::configuration, "no database: give --db PATH or set PACELANE_DB (HOME is not set)");
}

std::string process_environment(const char* variable) {
    const char* value = std::getenv(variable);
    return value ? value : "";
}

Setting<std::optional<Instant>> resolve_now(const Flags& flags, const Environment& environment) {
    const auto text = given(flags.now, "--now", "PACELANE_NOW", environment);
    if (text.value.empty()) return {};
    const auto instant = parse_instant(text.value);
    if (!instant)
        refuse(text.origin, text.value, "not a time in RFC 3339, such as 2026-11-19T09:00:00+01:00");
    if (!is_usable_clock(*instant)) refuse(text.origin, text.value, "the year must be from 1 to 9998 (UTC)");
    return {instant, text.origin};
}

Setting<LogFormat> resolve_log_format(const Flags& flags, const Environment& environment) {
    const auto text = given(flags.log_format, "--log-format", "PACELANE_LOG_FORMAT", environment);
    if (text.value.empty()) return {};
    const auto format = log_format(text.value);
    if (!format) refuse(text.origin, text.value, "give text or json");
    return {*format, text.origin};
}

Setting<std::string> resolve_color(const Flags& flags, const Environment& environment) {
    // Who says auto leaves it to the environment.
    const bool is_auto = flags.color.empty() || flags.color == "auto";
    if (is_auto && !environment("NO_COLOR").empty()) return {"never", variable("NO_COLOR")};
    if (flags.color.empty()) return {"auto", {}};
    return {flags.color, flag("--color")};
}

Setting<std::chrono::milliseconds> resolve_busy_timeout(const Environment& environment) {
    const auto text = environment("PACELANE_BUSY_TIMEOUT_MS");
    if (text.empty()) return {kBusyTimeout, {}};
    int milliseconds = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, milliseconds);
    const auto origin = variable("PACELANE_BUSY_TIMEOUT_MS");
    if (fault != std::errc() || stop != end || milliseconds < 0 || milliseconds > kLongestBusyTimeout)
        refuse(origin, text, fmt::format("not a number of milliseconds from 0 to {}", kLongestBusyTimeout));
    return {std::chrono::milliseconds(milliseconds), origin};
}

Settings resolve_settings(const Flags& flags, const std::string& folder, const Environment& environment) {
    Settings settings;
    settings.now = resolve_now(flags, environment);
    settings.log_format = resolve_log_format(flags, environment);
    settings.color = resolve_color(flags, environment);
    settings.busy_timeout = resolve_busy_timeout(environment);
    settings.database = given(flags.database, "--db", "PACELANE_DB", environment);
    if (!settings.database.value.empty()) settings.database.value = absolute(settings.database.value, folder);
    settings.durability = {flags.durability, flag("--durability")};

    settings.config = given(flags.config, "--config", "PACELANE_CONFIG", environment);
    if (const auto path = find_workspace(flags.config, folder, environment)) {
        if (settings.config.value.empty()) settings.config.origin.kind = Origin::Kind::found;
        settings.config.value = absolute(*path, folder);
        try {
            const auto workspace = load_settings(settings.config.value);
            const auto at = [&](int line) {
                return Origin{Origin::Kind::file, fmt::format("{}:{}", settings.config.value, line)};
            };
            if (settings.database.value.empty() && !workspace.database.empty())
                settings.database = {workspace.database, at(workspace.database_line)};
            if (settings.durability.value.empty() && !workspace.durability.empty())
                settings.durability = {workspace.durability, at(workspace.durability_line)};
            if (!workspace.notify.empty()) settings.notify = {workspace.notify, at(workspace.notify_line)};
            if (workspace.llm) settings.llm = llm_of(*workspace.llm, settings.config.value, environment);
        } catch (const Error& error) {
            // A file with mistakes matters only to those who need what it says.
            settings.problem = error;
        }
    }
    if (settings.database.value.empty() && !settings.problem)
        settings.database = standard_database(environment);
    if (settings.durability.value.empty()) settings.durability = {"full", {}};
    return settings;
}

std::string without_credentials(std::string_view url) {
    const auto scheme = url.find("://");
    const auto start = scheme == std::string_view::npos ? 0 : scheme + 3;
    const auto end = std::min(url.find_first_of("/?#", start), url.size());
    const auto at = url.substr(0, end).rfind('@');
    auto shown = at == std::string_view::npos || at < start
                     ? std::string(url)
                     : fmt::format("{}***{}", url.substr(0, start), url.substr(at));
    // Many a service takes its key in the query, under a name of its own.
    if (const auto query = shown.find('?'); query != std::string::npos && query + 1 < shown.size())
        shown.replace(query + 1, std::string::npos, "***");
    return shown;
}

}  // namespace pacelane::config
