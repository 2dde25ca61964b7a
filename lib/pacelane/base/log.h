#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pacelane {

/// From what has to be seen to what is only looked at when it is asked for.
enum class LogLevel { error, warning, info, debug };
/// "error", "warning", "info", "debug".
PACELANE_API std::string_view name(LogLevel level);

enum class LogFormat { text, json };
/// "text", "json"; nullopt for anything else.
PACELANE_API std::optional<LogFormat> log_format(std::string_view name);
PACELANE_API std::string_view name(LogFormat format);

/// A named value of an entry; nullptr_t is "none", JSON's null.
struct LogField {
    std::string name;
    std::variant<std::string, std::int64_t, std::nullptr_t> value;
};

/// One event. It must hold no secrets; its creator ensures that.
struct LogEntry {
    LogLevel level = LogLevel::info;
    std::string stage;  ///< who tells: a stage of the pipeline, or a command
    std::string event;  ///< what happened, in a word
    std::vector<LogField> fields;
    std::string reason;  ///< a sentence for people; may be empty
};

/// The entry as one line that ends in a newline, whatever its texts hold. As JSON: an object with time,
/// level, stage, event, the fields and reason (unless it is empty); invalid UTF-8 is replaced. As text: "TIME
/// LEVEL STAGE EVENT name=value …: reason"; control characters are escaped.
PACELANE_API std::string log_line(LogFormat format, Instant at, const LogEntry& entry);

/// Writes entries as lines. As thread-safe as its clock and its sink.
class PACELANE_API Log {
public:
    /// Takes one whole line.
    using Sink = std::function<void(std::string_view line)>;
    /// Entries above `least` are left out. `clock` must outlive the log.
    Log(LogFormat format, LogLevel least, const Clock& clock, Sink sink)
        : format_(format), least_(least), clock_(&clock), sink_(std::move(sink)) {}

    LogFormat format() const { return format_; }
    bool takes(LogLevel level) const { return level <= least_; }
    void write(const LogEntry& entry) const;

private:
    LogFormat format_;
    LogLevel least_;
    const Clock* clock_;
    Sink sink_;
};

}  // namespace pacelane
