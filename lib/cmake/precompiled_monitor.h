// What most files of the monitor's program include. Each file still names what it uses: it compiles without
// this, too.
#include "precompiled_library.h"
