#pragma once

#include "application.h"

/// The commands that set Pacelane up and look after it.
namespace pacelane::cli {

void add_config(CLI::App& app, Application& application);
void add_init(CLI::App& app, Application& application);
void add_doctor(CLI::App& app, Application& application);

}  // namespace pacelane::cli
