#pragma once

#include <pacelane/language/word_lists.h>
#include <pacelane/language/words.h>
#include <string_view>

namespace pacelane::language {

/// Hides what no draft may hold: keys, passwords, addresses, numbers of persons.
bool holds_secret(std::string_view text, const Words& words);

/// Whether a word (no white space, no punctuation around it) is the address of a machine within a network, or
/// a link that hands over what only those who hold it may see: a password or a key in it, a call, a part that
/// nobody could guess. "localhost", and what anybody can open, is none.
bool is_private_address(std::string_view word);

}  // namespace pacelane::language
