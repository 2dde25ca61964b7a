#pragma once

#include "commands/commands.h"

#include <pacelane/context/document.h>

namespace pacelane::cli {

void add_context_show(Command& context, Application& application);
void add_context_explain(Command& context, Application& application);
void add_context_search(Command& context, Application& application);

/// A passage as it is stored.
Json passage_json(const context::Passage& passage);

}  // namespace pacelane::cli
