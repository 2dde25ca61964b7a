#pragma once

#include "render/style.h"

#include <pacelane/base/json.h>
#include <pacelane/store/store.h>
#include <string>

namespace pacelane::cli {

Json draft_json(const store::Generation& draft);
/// A draft for the terminal: head, text, and the sources with the words that were taken from them.
/// `caption`: what stands below its title; empty: form, user, date and id.
std::string draft_text(const store::Generation& draft, const Painter& paint, std::string caption = {});

/// A draft that was withdrawn, or is back.
Json draft_change_json(const store::DraftChange& draft);
std::string draft_change_text(const std::string& user, const store::DraftChange& draft);

}  // namespace pacelane::cli
