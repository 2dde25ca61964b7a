#pragma once

#include <cstdint>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>

/// Figures as people read them.
namespace pacelane::monitor {

/// "45 s", "12 min", "5 h", "3 days".
PACELANE_API std::string age_in_words(std::int64_t seconds);
/// "0.42 s", "12.3 s", "4 min", "2 h".
PACELANE_API std::string duration_in_words(double seconds);
/// "1,234,567".
PACELANE_API std::string grouped(std::int64_t number);
/// "3 drafts", "1 draft".
PACELANE_API std::string counted(std::int64_t number, std::string_view singular,
                                 std::string_view plural = {});
/// On one line, printable, of at most `width` columns of a terminal: the last is "…" when some are left out.
PACELANE_API std::string fitted(std::string_view text, std::size_t width);

}  // namespace pacelane::monitor
