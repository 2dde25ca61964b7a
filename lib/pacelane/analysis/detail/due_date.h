#pragma once

#include "words.h"

#include <cstddef>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/language/language.h>
#include <string_view>

/// When something is due, as people say it.
namespace pacelane::analysis::detail {

struct Due {
    std::size_t begin = 0;  ///< byte offset of the phrase, with its preposition ("by Thursday")
    std::size_t end = 0;
    std::optional<Date> date;  ///< nullopt when it cannot be told ("before the launch"), or 05/11 in English
    bool prepositioned = false;  ///< "by", "before", "até": a due date for certain
};

/// The last due phrase of the text. Weekdays, "tomorrow" and dates without a year are taken from `said_on`.
std::optional<Due> find_due(const Words& words, const LanguagePack& pack, std::optional<Date> said_on);
/// A text that is nothing but a date: a table's cell, "due: …".
std::optional<Date> resolve_due(std::string_view text, const LanguagePack& pack, std::optional<Date> said_on);

}  // namespace pacelane::analysis::detail
