#include "actions/trigger.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace pacelane::monitor_program {

Trigger analyze_trigger(const std::string& user, const std::string& date, bool again) {
    Trigger trigger{fmt::format("{} {}", again ? "Analyze again:" : "Analyze", user),
                    {{"analyze", "--user=" + user}}};
    if (!date.empty()) {
        trigger.title += ", " + date;
        trigger.steps[0].push_back("--date=" + date);
    }
    if (again) trigger.steps[0].push_back("--again");
    return trigger;
}

Trigger write_trigger(const std::string& analysis_id) {
    if (analysis_id.empty()) return {"Write pending drafts", {{"write"}}};
    return {"Write the drafts of one analysis", {{"write", "--analysis=" + analysis_id}}};
}

Trigger retry_trigger(const std::vector<Failed>& failed) {
    Trigger trigger;
    std::set<std::pair<std::string, std::string>> days;
    bool analyze = false, write = false;
    for (const auto& one : failed) {
        if (!one.draft_id.empty())
            trigger.steps.push_back({"enqueue", "--retry", "--draft=" + one.draft_id});
        else if (days.emplace(one.user, one.analysis_date).second)
            trigger.steps.push_back(
                {"enqueue", "--retry", "--user=" + one.user, "--date=" + one.analysis_date});
        (one.stage == "analyze" ? analyze : write) = true;
    }
    if (failed.size() == 1) {
        const auto& one = failed.front();
        trigger.title = fmt::format("Retry {}, {}", one.user, one.analysis_date);
        if (!one.draft_id.empty())
            trigger.steps.push_back({"write", "--draft=" + one.draft_id});
        else
            trigger.steps.push_back(one.stage == "analyze"
                                        ? analyze_trigger(one.user, one.analysis_date).steps[0]
                                        : write_trigger(one.analysis_id).steps[0]);
        return trigger;
    }
    trigger.title = fmt::format("Retry all {} that match", failed.size());
    if (analyze) trigger.steps.push_back({"analyze"});
    if (write) trigger.steps.push_back({"write"});
    return trigger;
}

Trigger pause_trigger(const std::string& schedule_id, bool pause) {
    return {pause ? "Pause a schedule" : "Resume a schedule",
            {{"schedule", pause ? "pause" : "resume", "--", schedule_id}}};
}

}  // namespace pacelane::monitor_program
