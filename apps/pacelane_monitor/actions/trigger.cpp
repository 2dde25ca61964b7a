#include "actions/trigger.h"

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

namespace {

/// What was opened again waits in the queues.
void add_work(Trigger& trigger, bool analyze, bool write) {
    if (analyze) trigger.steps.push_back({"analyze"});
    if (write) trigger.steps.push_back({"write"});
}

}  // namespace

Trigger retry_trigger(const std::vector<Failed>& failed) {
    const auto& one = failed.front();
    if (failed.size() == 1) {
        Trigger trigger{fmt::format("Retry {}, {}", one.user, one.analysis_date), {}};
        if (!one.draft_id.empty())
            trigger.steps = {{"enqueue", "--retry", "--draft=" + one.draft_id},
                             {"write", "--draft=" + one.draft_id}};
        else
            trigger.steps = {{"enqueue", "--retry", "--user=" + one.user, "--date=" + one.analysis_date},
                             one.stage == "analyze" ? analyze_trigger(one.user, one.analysis_date).steps[0]
                                                    : write_trigger(one.analysis_id).steps[0]};
        return trigger;
    }
    Trigger trigger{fmt::format("Retry the {} that are chosen", failed.size()), {{"enqueue", "--retry"}}};
    bool analyze = false, write = false;
    for (const auto& each : failed) {
        trigger.steps[0].push_back(each.draft_id.empty() ? "--analysis=" + each.analysis_id
                                                         : "--draft=" + each.draft_id);
        (each.stage == "analyze" ? analyze : write) = true;
    }
    add_work(trigger, analyze, write);
    return trigger;
}

Trigger retry_all_trigger(const AllFailed& all) {
    Trigger trigger{fmt::format("Retry all {} that match", all.count), {{"enqueue", "--retry", "--all"}}};
    if (!all.user.empty()) trigger.steps[0].push_back("--user=" + all.user);
    add_work(trigger, all.analyze, all.write);
    return trigger;
}

Trigger pause_trigger(const std::vector<std::string>& schedule_ids, bool pause) {
    const auto* verb = pause ? "Pause" : "Resume";
    Trigger trigger{schedule_ids.size() == 1 ? fmt::format("{} a schedule", verb)
                                             : fmt::format("{} {} schedules", verb, schedule_ids.size()),
                    {{"schedule", pause ? "pause" : "resume", "--"}}};
    trigger.steps[0].insert(trigger.steps[0].end(), schedule_ids.begin(), schedule_ids.end());
    return trigger;
}

}  // namespace pacelane::monitor_program
