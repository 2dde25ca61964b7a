#pragma once

#include <pacelane/writer/detail/material.h>
#include <span>
#include <string>

/// How well a sentence would do in a place where it is on its own.
namespace pacelane::writer::detail {

/// As an opening: a number, a contrast, a lesson, in few plain words.
double hook_strength(const Sentence& sentence, Language language, std::span<const std::string> names);
/// As a closing: a lesson that holds beyond the case that was told.
double lesson_strength(const Sentence& sentence, Language language);
/// The first content words after an opening definite article ("The button saves …" → button, save); empty
/// without one.
std::vector<std::string> definite_opening(std::string_view text, Language language);

}  // namespace pacelane::writer::detail
