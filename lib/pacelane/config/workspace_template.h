#pragma once

#include <optional>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>

/// A workspace file to start from.
namespace pacelane::config {

struct TemplateValues {
    std::string handle;
    std::string name;
    std::string timezone;
    std::string language;        ///< "en", "pt-BR" … or empty: decided by the sources
    std::string knowledge = {};  ///< the pattern of notes and documents; empty: those of the folder knowledge
};

/// A commented pacelane.yaml of one person. Throws
/// Error(usage), naming the flag of `pacelane init`, when a value cannot stand in such a file.
PACELANE_API std::string workspace_template(const TemplateValues& values);

/// The machine's time zone as far as it can be told from $TZ, the text of /etc/timezone and where
/// /etc/localtime points to (each may be empty), in this order; nullopt when none of them names a zone.
PACELANE_API std::optional<std::string> guess_time_zone(std::string_view tz, std::string_view etc_timezone,
                                                        std::string_view localtime_target);
/// A handle from an account's name: lower case, and only what a handle may hold; "me" when nothing remains.
PACELANE_API std::string guess_handle(std::string_view account);

}  // namespace pacelane::config
