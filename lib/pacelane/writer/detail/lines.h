#pragma once

#include <pacelane/context/document.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::writer::detail {

/// "**Login:** Added a second factor", or an item below the heading "Added".
bool is_change(const context::Passage& passage, const language::LanguagePack& pack);

/// "**Ana Castro**: "It is too quiet here, and I go home."": what somebody said, with the name before it.
bool is_saying(const context::Passage& passage);

}  // namespace pacelane::writer::detail
