#pragma once

#include "reading.h"

namespace pacelane::context::detail {

/// Of what somebody wrote: lines that open with their times become a list of entries, a day and time in
/// brackets before one goes; what a program put out (a shell's lines, a trace of calls) becomes code.
void take_own_entries(Reading& reading);

}  // namespace pacelane::context::detail
