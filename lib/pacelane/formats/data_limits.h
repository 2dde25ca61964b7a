#pragma once

#include <cstddef>

/// What mail, calendars and data may cost at most, beside context/limits.h. docs/formats.md tells people of
/// them.
namespace pacelane::formats {

struct DataLimits {
    /// Messages of an MBOX; later ones are left out, with a warning.
    std::size_t messages = 20'000;
    /// Parts of one message, and parts within each other.
    std::size_t mail_parts = 500;
    int mail_depth = 16;
    /// Lines of one message's text; the rest is left out. A line's bytes: a longer one is data.
    std::size_t mail_lines = 50'000;
    std::size_t mail_line_bytes = 64 * 1024;
    /// Elements of an HTML mail within each other; deeper ones are left out.
    int mail_html_depth = 300;
    /// People named as takers of a message, and of all messages.
    std::size_t mail_people = 200;
    /// Columns of a table, and bytes of one of its cells.
    std::size_t table_columns = 500;
    std::size_t cell_bytes = 64 * 1024;
    /// JSON values within each other, and all values of a file.
    std::size_t json_depth = 64;
    std::size_t json_values = 4'000'000;
    /// Bytes of a file of records in JSON; all of it is held in memory.
    std::size_t json_bytes = 64 * 1024 * 1024;
    /// Events of a calendar; later ones are left out, with a warning.
    std::size_t events = 50'000;
    /// Components of a calendar within each other.
    int calendar_depth = 8;
};
inline constexpr DataLimits kDataLimits{};

}  // namespace pacelane::formats
