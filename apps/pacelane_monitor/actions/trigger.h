#pragma once

#include <string>
#include <vector>

namespace pacelane::monitor_program {

/// What failed and is to be tried again.
struct Failed {
    std::string stage;  ///< "analyze" or "write"
    std::string user;
    std::string analysis_date;
    std::string analysis_id;
    std::string draft_id;  ///< of "write"; empty: all failed drafts of the analysis
    bool operator==(const Failed&) const = default;
};

/// What a person asks the monitor to do, as command lines of `pacelane`, without the program's name.
struct Trigger {
    std::string title;                            ///< for people: "Analyze maya"
    std::vector<std::vector<std::string>> steps;  ///< one after the other, also after one that failed
};

// Values stand as one argument each, `--user=…`, so that none can be taken for an option.
/// `date`: empty for today. `again`: also when that day's analysis exists.
Trigger analyze_trigger(const std::string& user, const std::string& date = {}, bool again = false);
/// Writes what waits to be written; `analysis_id`: only of this analysis.
Trigger write_trigger(const std::string& analysis_id = {});
/// Opens again and does what is in the list, which is not empty.
Trigger retry_trigger(const std::vector<Failed>& failed);
/// The same for all that failed, of this user or, when empty, of everybody: `count`, for people, and of which
/// stages.
struct AllFailed {
    std::string user;
    std::string count;
    bool analyze = false, write = false;
};
Trigger retry_all_trigger(const AllFailed& all);
/// At least one id.
Trigger pause_trigger(const std::vector<std::string>& schedule_ids, bool pause);

}  // namespace pacelane::monitor_program
