#pragma once

#include <pacelane/sources/reading.h>

namespace pacelane::sources::detail {

/// The share of a passage's words that stand in links.
double link_share(const context::Passage& passage);
KindFeatures features_of(const Reading& reading);

}  // namespace pacelane::sources::detail
