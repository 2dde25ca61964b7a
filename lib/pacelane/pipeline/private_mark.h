#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>

namespace pacelane::pipeline {

/// The mark in a note's front matter by which its owner keeps it to themselves, as it is written there
/// ("private: true", "publish: false"); empty when there is none.
PACELANE_API std::string private_mark(std::string_view bytes);

}  // namespace pacelane::pipeline
