#pragma once

#include <pacelane/writer/detail/material.h>
#include <span>
#include <string>

/// How well a sentence would do in a place where it is on its own.
namespace pacelane::writer::detail {

/// As an opening: a number, a contrast, a lesson, in few plain words.
double hook_strength(const DraftSentence& sentence, Language language, std::span<const std::string> names);
/// As a closing: a lesson that holds beyond the case that was told.
double lesson_strength(const DraftSentence& sentence, Language language);
/// The nouns that the sentence's opening takes as known: for each definite article among its first words, the
/// stems of the one or two words after it ("The old button saves …" → {{old, button}}).
std::vector<std::vector<std::string>> definite_opening(std::string_view text, Language language);

}  // namespace pacelane::writer::detail
