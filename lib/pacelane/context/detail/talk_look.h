#pragma once

#include <optional>
#include <pacelane/context/document.h>
#include <string>

/// Talk that lies among the notes without a word of who speaks.
namespace pacelane::context::detail {

/// Why a document that was read as a note holds a talk, typed as it was spoken: paragraphs only, whose
/// sentences begin as people begin to speak ("So, …", "Yeah, …") and some of which say nothing ("Right.").
/// nullopt for all else, and for short texts. Nobody can tell which of it its owner said.
std::optional<std::string> talk_look(const Document& note);

}  // namespace pacelane::context::detail
