#include "watch/watch.h"

#include <pacelane/base/error.h>

namespace pacelane::monitor_program {

int watch(const Options&) {
    throw Error(ErrorKind::unavailable, "the terminal monitor is not in this build yet");
}

}  // namespace pacelane::monitor_program
