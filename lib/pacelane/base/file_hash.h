#pragma once

#include <pacelane/base/export.h>
#include <string>

namespace pacelane {

/// SHA-256 of what an open file holds from where it stands to its end, without taking it into memory; empty
/// when it cannot be read (errno says why).
PACELANE_API std::string sha256_of_file(int descriptor);

}  // namespace pacelane
