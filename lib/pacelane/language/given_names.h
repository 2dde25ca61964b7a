#pragma once

#include <pacelane/base/export.h>
#include <pacelane/language/word_lists.h>
#include <set>
#include <string>
#include <string_view>

/// People whom a text calls by their given name: who is named so is known to the writer, and did not ask to
/// be in a post. By lists of the common names of each language (`given_names`), without those that are words
/// or products as well. Pure; thread-safe.
namespace pacelane::language {

/// Given names in the text, folded, that a family name follows: "Ana Castro". So are named those whom
/// strangers know.
PACELANE_API std::set<std::string> fully_named(std::string_view text, const Words& words);

/// The first given name that stands alone in the text and is not among `known` (folded); empty when there is
/// none.
PACELANE_API std::string_view given_name_alone(std::string_view text, const Words& words,
                                               const std::set<std::string>& known);

}  // namespace pacelane::language
