#pragma once

#include "html_tree.h"

#include <optional>
#include <pacelane/formats/formats.h>

namespace pacelane::formats::detail {

/// The messages of a page to which a messenger exported a chat: each a turn of its sender. nullopt when the
/// page is no such export; throws Error(bad_input) when no message of it has words.
std::optional<Found> read_html_chat(const GumboNode* root);

}  // namespace pacelane::formats::detail
