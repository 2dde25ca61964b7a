#pragma once

#include "commands/commands.h"

namespace pacelane::cli {

void add_context_explain(Command& context, Application& application);

}  // namespace pacelane::cli
