#include "web/serve.h"

#include <pacelane/base/error.h>

namespace pacelane::monitor_program {

int serve(const Options&) {
    throw Error(ErrorKind::unavailable, "the web monitor is not in this build yet");
}

}  // namespace pacelane::monitor_program
