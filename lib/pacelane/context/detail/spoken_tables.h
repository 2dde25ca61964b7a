#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Turns from tables that have a column for who speaks and one for what is said.
void take_spoken_tables(Reading& reading);

}  // namespace pacelane::context::detail
