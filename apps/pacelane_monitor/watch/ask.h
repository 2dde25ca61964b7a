#pragma once

#include "watch/model.h"

/// What the monitor asks before it does something, and the answers.
namespace pacelane::monitor_program {

void ask_for_filter(Model& model);
void ask_to_analyze(Model& model);
void ask_to_write(Model& model);
void ask_to_retry(Model& model);
void ask_to_switch_schedules(Model& model);
/// False when there is nothing to ask: nothing runs.
bool ask_to_quit(Model& model);

/// A key while something is asked.
std::vector<Effect> answer(Model& model, const Key& key);

}  // namespace pacelane::monitor_program
