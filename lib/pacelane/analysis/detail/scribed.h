#pragma once

#include "corpus.h"

#include <string_view>
#include <vector>

/// Talk that somebody took down while it went on: "Maya: …", and between that what the scribe noted.
namespace pacelane::analysis::detail {

/// Talk without times, below lines or headings for its subjects.
bool is_scribed(const std::vector<KnownPassage>& passages);
/// Whether the minutes tell something in this passage: own writing, and in scribed talk a list or a paragraph
/// below what somebody said.
bool is_noted(const context::Passage& passage, bool scribed);
/// Who says or writes the passage; nobody where the scribe noted it.
std::string_view speaker_of(const context::Passage& passage);

}  // namespace pacelane::analysis::detail
