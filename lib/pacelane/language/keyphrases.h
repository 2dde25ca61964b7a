#pragma once

#include <pacelane/language/language.h>

namespace pacelane::language {

/// As keyphrases(), of phrases that occur at least twice: what somebody keeps coming back to.
PACELANE_API std::vector<Keyphrase> repeated_keyphrases(std::span<const std::string_view> texts,
                                                        Language language, std::size_t limit,
                                                        std::span<const std::string> exclude = {});

}  // namespace pacelane::language
