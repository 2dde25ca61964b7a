#pragma once

#include <pacelane/language/language.h>
#include <span>

/// What lib/pack_compiler writes.
namespace pacelane::language::detail {

/// English first, the others by their codes.
std::span<const LanguagePack* const> packs();
const LanguagePack& any_pack();

}  // namespace pacelane::language::detail
