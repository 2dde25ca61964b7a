#pragma once

#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <pacelane/language/word_lists.h>
#include <string_view>

namespace pacelane::language {

/// All that the program knows of a language, from data/<language>.yaml by way of lib/pack_compiler. A list is
/// read as `language.pack().stop_words`.
struct LanguagePack {
    std::string_view code;     ///< as in pacelane.yaml: "pt-BR"
    std::string_view stemmer;  ///< the name of Snowball's
    WordSet tags;              ///< the codes that mean it, in lower case
    WordSet names;             ///< its names in front matter, folded
#define LIST(type, name, description) type name;
#include <pacelane/language/pack_lists.def>
#undef LIST
};

/// The lists of all languages in one, for texts that mix them. Its wordings and whatever has one value are
/// English.
PACELANE_API const LanguagePack& any_language();

}  // namespace pacelane::language
