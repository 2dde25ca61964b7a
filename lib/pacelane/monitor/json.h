#pragma once

#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/store/snapshot.h>

/// The snapshot, and what is opened from it, as JSON: what `status --json` prints and the web monitor serves.
/// docs/monitor.md describes it; a name that is there stays.
namespace pacelane::monitor {

PACELANE_API Json to_json(const store::Snapshot& snapshot);
PACELANE_API Json to_json(const store::QueueSnapshot& queue);
PACELANE_API Json to_json(const store::AnalysisSummary& analysis);
PACELANE_API Json to_json(const store::GenerationSummary& generation);
PACELANE_API Json to_json(const store::ErrorEntry& error);
PACELANE_API Json to_json(const store::ScheduleSnapshot& schedule);
PACELANE_API Json to_json(const store::AnalysisView& view);
PACELANE_API Json to_json(const store::DraftView& view);

}  // namespace pacelane::monitor
