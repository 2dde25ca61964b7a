#pragma once

#include <pacelane/base/export.h>
#include <pacelane/store/snapshot.h>
#include <string>
#include <vector>

namespace pacelane::monitor {

/// The snapshot in Prometheus' text format, for a scrape or for node_exporter's textfile collector.
PACELANE_API std::string prometheus(const store::Snapshot& snapshot);
/// The names of all metrics in it, sorted.
PACELANE_API std::vector<std::string> metric_names();

}  // namespace pacelane::monitor
