#pragma once

#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// The first date in a line: 2026-11-17, 17/11/2026, "17 November 2026", "Nov 17, 2026", "17 de novembro de
/// 2026". 5/6/2026 is read by the language's habit and only if that is known (Portuguese: the day first).
std::optional<Date> find_date(std::string_view line, std::optional<language::Language> language);
/// The date that a line consists of, with its weekday at most; nullopt when the line says more.
std::optional<Date> date_alone(std::string_view line);
/// The date in a file's name (2026-11-17, 2026_11_17, 20261117), directories not looked at.
std::optional<Date> date_in_name(std::string_view path);
/// A date near the top of the text: in one of its first lines, if that is no running prose.
std::optional<Date> date_in_first_lines(std::string_view text, std::optional<language::Language> language);
/// "notes/2026-11-17-kubernetes_upgrade.md" → "Kubernetes upgrade".
std::string title_from_name(std::string_view path);

}  // namespace pacelane::context::detail
