#pragma once

#include <pacelane/sources/reading.h>

namespace pacelane::sources::detail {

/// Leaves out what is said for a sponsor: the turns around an address that listeners are sent to.
void leave_out_adverts(Reading& reading);

}  // namespace pacelane::sources::detail
