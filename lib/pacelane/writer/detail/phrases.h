#pragma once

#include <pacelane/language/language.h>
#include <string>
#include <string_view>

/// The only words of a draft that are not the sources': headings and labels. They claim nothing.
namespace pacelane::writer::detail {

using language::Language;

enum class Phrase { what_we_decided, also_worth_knowing, in_short, the_details };
std::string_view phrase(Phrase phrase, Language language);
/// `As Jonas Ek put it:` / `Nas palavras de Jonas Ek:`
std::string attribution(std::string_view speaker, Language language);

}  // namespace pacelane::writer::detail
