// What most tests include. Each file still names what it uses: it compiles without this, too.
#include "precompiled_library.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
