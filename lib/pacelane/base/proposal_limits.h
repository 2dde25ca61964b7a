#pragma once

#include <optional>

namespace pacelane {

/// How often a person wants something proposed.
struct ProposalLimits {
    std::optional<int> repeat_after = 60;  ///< days after which something may be told again; unset: never
    std::optional<int> max_per_day;        ///< drafts of one local date
    std::optional<int> max_per_week;       ///< drafts of seven local dates, the last one included
    bool operator==(const ProposalLimits&) const = default;
};

}  // namespace pacelane
