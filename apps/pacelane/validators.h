#pragma once

#include "cli11.h"

namespace pacelane::cli {

/// A number above 0.
CLI::Validator positive_number();
/// A number that is 0 or more.
CLI::Validator non_negative_number();

}  // namespace pacelane::cli
