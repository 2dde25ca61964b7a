#pragma once

#include <optional>

namespace pacelane {

/// What a person wants proposed, and how often.
struct ProposalLimits {
    std::optional<int> repeat_after = 60;  ///< days after which something may be told again; unset: never
    std::optional<int> max_per_day;        ///< drafts of one local date
    std::optional<int> max_per_week;       ///< drafts of seven local dates, the last one included
    bool recaps = false;                   ///< of meetings, which may be confidential
    bool operator==(const ProposalLimits&) const = default;
};

}  // namespace pacelane
