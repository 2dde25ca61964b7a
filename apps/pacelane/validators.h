#pragma once

#include "cli11.h"

namespace pacelane::cli {

/// A number above 0.
CLI::Validator positive_number();
/// A number that is 0 or more.
CLI::Validator non_negative_number();
/// Anything but the empty text, which mostly is a shell's variable that is not set.
CLI::Validator non_empty();

}  // namespace pacelane::cli
