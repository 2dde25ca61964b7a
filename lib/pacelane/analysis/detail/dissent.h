#pragma once

#include "words.h"

/// Nobody's objection, in whatever words: what minutes tell it by is a denial, words that may stand between,
/// and a noun or a verb of dissent.
namespace pacelane::analysis::detail {

/// "No strong concerns", "without any objection", "nobody was against": how many words tell that nobody
/// objects; 0 when none do.
std::size_t tells_no_dissent(const Words& words, std::size_t at, const LanguagePack& pack);
/// The same, and the short answers to such a question: "None", "Nobody".
std::size_t tells_quiet(const Words& words, std::size_t at, const LanguagePack& pack);
/// Whether a condition only waits for objections: "unless somebody objects", "if there are no concerns".
/// `at`: where it begins, `count`: its own words.
bool waits_for_dissent(std::string_view text, const Words& words, std::size_t at, std::size_t count,
                       const LanguagePack& pack);

}  // namespace pacelane::analysis::detail
