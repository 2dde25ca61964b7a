#pragma once

#include <pacelane/language/word_lists.h>
#include <pacelane/language/words.h>
#include <string_view>

namespace pacelane::language {

/// Hides what no draft may hold: keys, passwords, addresses, numbers of persons.
bool holds_secret(std::string_view text, const Words& words);

}  // namespace pacelane::language
