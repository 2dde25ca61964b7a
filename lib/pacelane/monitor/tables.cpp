// The lists that views and report have in common.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/monitor/detail/parts.h>

#include <fmt/format.h>

namespace pacelane::monitor::detail {

namespace {

Value attempts_of(std::int64_t attempts, const std::optional<double>& seconds) {
    std::string text = seconds ? duration_in_words(*seconds) : "–";
    if (attempts > 1) text += fmt::format(", attempt {}", attempts);
    return text;
}

}  // namespace

Markup analyses_table(const std::vector<store::AnalysisSummary>& analyses, const Frame& frame) {
    Table table("Analyses", {"User", "Day", "State", "Suggestions", "Topics", "Took", "Ended"},
                "No analyses yet. 'Trigger analysis' makes one, or the next due schedule.");
    for (const auto& row : analyses) {
        auto topics = join(row.topics, " · ");
        if (topics.empty()) topics = row.error.empty() ? "–" : row.error;
        table.add({link(frame, "/analyses/" + row.id, row.user_handle),
                   link(frame, "/analyses/" + row.id, row.analysis_date), state_badge(row.status),
                   grouped(row.suggestions), topics, attempts_of(row.attempts, row.duration_sec),
                   time_of(row.completed_at)});
    }
    return table.markup();
}

Markup drafts_table(const std::vector<store::GenerationSummary>& drafts, const Frame& frame) {
    Table table("Drafts", {"Draft", "User", "Day", "Form", "State", "Took"}, "No drafts yet.");
    for (const auto& row : drafts)
        table.add({link(frame, "/drafts/" + row.id, row.title.empty() ? "(no title yet)" : row.title),
                   row.user_handle, row.analysis_date, form_label(row.content_type), state_badge(row.status),
                   attempts_of(row.attempts, row.duration_sec)});
    return table.markup();
}

Markup errors_list(const std::vector<store::ErrorEntry>& errors, const Frame& frame) {
    List list;
    for (const auto& error : errors) {
        const bool of_context = error.stage == "context";
        const bool of_draft = error.stage == "write";
        const auto what = fmt::format(
            "{}, {}", error.user_handle,
            of_draft ? fmt::format("{}, {}", error.analysis_date, form_label(error.what)) : error.what);
        const auto path = error.stage == "analyze" ? "/analyses/" + error.id : "/drafts/" + error.id;
        list.push_back(Record{
            {"what", of_context ? Value(what) : Value(link(frame, path, what))},
            {"label", what},
            {"state", error.status},
            {"message", error.message},
            {"of", of_draft ? Value(link(frame, "/analyses/" + error.analysis_id, "its analysis"))
                            : Value(std::string())},
            {"when",
             fmt::format("{} · {} UTC", error.stage,
                         error.at.size() > 16 ? error.at.substr(0, 16).replace(10, 1, " ") : error.at)},
            {"retry", frame.live && frame.actions && error.status == "failed" && !of_context},
            {"stage", error.stage},
            {"id", error.id}});
    }
    auto data = common(frame);
    data["list"] = std::move(list);
    data["empty"] = "Nothing failed.";
    return {render("errors", data)};
}

Markup schedules_list(const store::Snapshot& snapshot, const Frame& frame) {
    List list;
    int can_change = 0;
    for (const auto& entry : snapshot.due) {
        const auto& schedule = entry.schedule;
        const bool runs = schedule.is_active && schedule.user_is_active && schedule.problem.empty();
        const std::string state =
            !schedule.is_active ? (schedule.inactive_reason.empty() ? "paused" : schedule.inactive_reason)
            : !schedule.user_is_active  ? "user inactive"
            : !schedule.problem.empty() ? "cannot run"
                                        : "active";
        std::vector<std::string> next;
        for (const auto at : entry.next_runs)
            next.push_back(fmt::format("{} ({})", schedule::format_local(at, schedule.timezone),
                                       relative(at, snapshot.at)));
        std::vector<std::string> forms;
        for (const auto& id : schedule.content_types)
            forms.push_back(form_label(id));
        // Pausing is a person's: what the file or a prune took out comes back the same way.
        const bool can_resume = !schedule.is_active && schedule.inactive_reason == "paused";
        const bool button = frame.live && frame.actions && (runs || can_resume);
        can_change += button ? 1 : 0;
        list.push_back(Record{
            {"id", schedule.id},
            {"user", schedule.user_handle},
            {"state", state},
            {"words", entry.in_words.empty() ? std::string(schedule::name(schedule.rule.frequency))
                                             : fmt::format("{} ({})", entry.in_words, schedule.timezone)},
            {"problem", schedule.problem},
            {"due", entry.due_since ? fmt::format("Due since {}, and no tick has seen it yet.",
                                                  schedule::format_local(*entry.due_since, schedule.timezone))
                                    : std::string()},
            {"runs", join(next, ", ")},
            {"types", join(forms, ", ")},
            {"last", schedule.last_triggered_at
                         ? "last enqueued " + relative(*schedule.last_triggered_at, snapshot.at)
                         : std::string("never enqueued yet")},
            {"button", button ? std::string(can_resume ? "Resume" : "Pause") : std::string()},
            {"verb", can_resume ? "resume" : "pause"}});
    }
    const auto known = snapshot.active_schedules + snapshot.resting_schedules;
    const auto shown = static_cast<std::int64_t>(list.size());
    auto data = common(frame);
    data["several"] = can_change > 1;
    data["more"] = known > shown
                       ? fmt::format("and {} more ('pacelane schedule list')", grouped(known - shown))
                       : std::string();
    data["list"] = std::move(list);
    data["warning"] = snapshot.scheduler.enabled
                          ? std::string()
                          : "The scheduler is switched off: nothing becomes due. 'pacelane schedule enable' "
                            "switches it on.";
    return {render("schedules", data)};
}

Markup due_table(const store::Snapshot& snapshot, const Frame& frame) {
    Table table("Due next", {"When", "User", "Schedule"}, "No active schedule.");
    std::size_t rows = 0;
    for (const auto& entry : snapshot.due) {
        if (entry.next_runs.empty() && !entry.due_since) continue;
        if (++rows > 5) break;
        const auto at = entry.due_since ? *entry.due_since : entry.next_runs.front();
        table.add({entry.due_since ? Value("due now")
                                   : Value(fmt::format("{}, {}", relative(at, snapshot.at),
                                                       schedule::format_local(at, entry.schedule.timezone))),
                   link(frame, "/schedules", entry.schedule.user_handle), entry.in_words});
    }
    return table.markup();
}

Markup queues_table(const store::Snapshot& snapshot, bool of_pipeline) {
    Table table(of_pipeline ? "The pipeline's queues" : "Queues of your own",
                {"Queue", "Waiting", "Ready", "In work", "Oldest", "Last hour", "Archived", "Dead"},
                of_pipeline ? "The pipeline has no queues: run 'pacelane migrate'."
                            : "None. 'pacelane queue create NAME' makes one.");
    for (const auto& queue : snapshot.queues) {
        if (queue.of_pipeline != of_pipeline) continue;
        const auto live = [&](std::int64_t count) {
            return (queue.length_is_estimate && count > 0 ? "about " : "") + grouped(count);
        };
        table.add({queue.name, live(queue.length), live(queue.visible), live(queue.in_flight),
                   queue.oldest_age_sec ? age_in_words(*queue.oldest_age_sec) : "–",
                   grouped(queue.archived_last_hour),
                   fmt::format("{}{}", queue.archived_is_estimate ? "about " : "", grouped(queue.archived)),
                   grouped(queue.dead_letters)});
    }
    return table.markup();
}

Markup timings_table(const store::Snapshot& snapshot) {
    Table table("How long a message takes",
                {"Stage", "Half take at most", "19 of 20 at most", "Of the latest"},
                "Nothing was measured yet.");
    for (const auto& timing : snapshot.timings)
        if (timing.sample > 0)
            table.add({timing.stage, duration_in_words(timing.p50_sec), duration_in_words(timing.p95_sec),
                       grouped(static_cast<std::int64_t>(timing.sample))});
    return table.markup();
}

void add_figures(Record& data, const store::Snapshot& snapshot) {
    const auto of = [](const std::map<std::string, std::int64_t>& counts, const char* state) {
        const auto found = counts.find(state);
        return found == counts.end() ? std::int64_t{0} : found->second;
    };
    List figures;
    const auto add = [&](const char* name, std::int64_t value, std::string more, bool bad = false) {
        figures.push_back(
            Record{{"name", name}, {"number", grouped(value)}, {"more", std::move(more)}, {"bad", bad}});
    };
    std::int64_t hour = 0, waiting = 0;
    std::optional<std::int64_t> oldest;
    for (const auto& queue : snapshot.queues)
        if (queue.of_pipeline) {
            hour += queue.archived_last_hour;
            waiting += queue.length;
            if (queue.oldest_age_sec) oldest = std::max(oldest.value_or(0), *queue.oldest_age_sec);
        }
    add("In the queues", waiting,
        fmt::format("{}{} done in the last hour", oldest ? "oldest " + age_in_words(*oldest) + ", " : "",
                    grouped(hour)));
    add("Analyses", of(snapshot.analyses, "completed"),
        fmt::format("{} pending, {} in work", grouped(of(snapshot.analyses, "pending")),
                    grouped(of(snapshot.analyses, "processing"))));
    add("Drafts", of(snapshot.generations, "completed"),
        fmt::format("{} pending, {} in work", grouped(of(snapshot.generations, "pending")),
                    grouped(of(snapshot.generations, "generating"))));
    const auto failed = of(snapshot.analyses, "failed") + of(snapshot.generations, "failed");
    add("Errors", snapshot.error_count, fmt::format("{} failed for good", grouped(failed)),
        snapshot.error_count > 0);
    add("Schedules", snapshot.active_schedules,
        fmt::format("{}, {} at rest", counted(snapshot.users, "user"), grouped(snapshot.resting_schedules)));
    data["figures"] = std::move(figures);
    std::string warning;
    if (!snapshot.scheduler.enabled)
        warning =
            "The scheduler is switched off: nothing becomes due. 'pacelane schedule enable' switches it on.";
    else if (snapshot.overdue_since && snapshot.at - *snapshot.overdue_since > std::chrono::minutes(30))
        warning = fmt::format(
            "Something has been due for {}, and no tick has seen it: does cron run 'pacelane "
            "schedule'? 'pacelane schedule crontab' prints its lines.",
            age_in_words(
                std::chrono::duration_cast<std::chrono::seconds>(snapshot.at - *snapshot.overdue_since)
                    .count()));
    data["warning"] = warning;
}

}  // namespace pacelane::monitor::detail
