#include <algorithm>
#include <pacelane/base/json.h>
#include <pacelane/base/log.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane {

namespace {

constexpr std::string_view kLevels[] = {"error", "warning", "info", "debug"};
constexpr std::string_view kFormats[] = {"text", "json"};

// A value that can be told from what follows it.
std::string one_word(std::string_view text) {
    if (!text.empty() && text.find_first_of(" \"=") == std::string_view::npos) return printable(text);
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return printable(quoted + '"');
}

struct AsText {
    std::string operator()(const std::string& text) const { return one_word(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(std::nullptr_t) const { return "none"; }
};

std::string text_line(Instant at, const LogEntry& entry) {
    auto line = fmt::format("{} {} {} {}", format_instant(at), name(entry.level), printable(entry.stage),
                            printable(entry.event));
    for (const auto& field : entry.fields)
        line += fmt::format(" {}={}", printable(field.name), std::visit(AsText{}, field.value));
    if (!entry.reason.empty()) line += ": " + printable(entry.reason);
    return line + '\n';
}

std::string json_line(Instant at, const LogEntry& entry) {
    Json json{{"time", format_instant(at)},
              {"level", name(entry.level)},
              {"stage", entry.stage},
              {"event", entry.event}};
    for (const auto& field : entry.fields)
        json[field.name] = std::visit([](const auto& value) { return Json(value); }, field.value);
    if (!entry.reason.empty()) json["reason"] = entry.reason;
    return to_text(json) + '\n';
}

}  // namespace

std::string_view name(LogLevel level) {
    return kLevels[static_cast<int>(level)];
}

std::string_view name(LogFormat format) {
    return kFormats[static_cast<int>(format)];
}

std::optional<LogFormat> log_format(std::string_view name) {
    const auto* found = std::find(std::begin(kFormats), std::end(kFormats), name);
    if (found == std::end(kFormats)) return std::nullopt;
    return static_cast<LogFormat>(found - kFormats);
}

std::string log_line(LogFormat format, Instant at, const LogEntry& entry) {
    return format == LogFormat::json ? json_line(at, entry) : text_line(at, entry);
}

void Log::write(const LogEntry& entry) const {
    if (takes(entry.level)) sink_(log_line(format_, clock_->now(), entry));
}

}  // namespace pacelane
