#include "render/tick.h"

#include "render/table.h"

#include <pacelane/base/text.h>
#include <pacelane/schedule/explain.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

std::vector<LogField> fields_of(const store::TickItem& item) {
    std::vector<LogField> fields{{"user", item.user_handle}, {"schedule_id", item.schedule_id}};
    if (item.msg_id > 0) fields.push_back({"msg_id", item.msg_id});
    if (!item.analysis_id.empty()) fields.push_back({"analysis_id", item.analysis_id});
    return fields;
}

// In the words of `schedule explain`.
std::string why_due(const store::TickItem& item, Instant now) {
    schedule::Facts facts;
    facts.rule = item.rule;
    facts.zone = item.timezone;
    return schedule::why_due(schedule::explain(facts, now));
}

std::string missed_text(int missed) {
    return fmt::format("{} on which no tick ran; not made up",
                       counted(static_cast<std::size_t>(missed), "earlier due day"));
}

}  // namespace

void log_tick(Application& application, const store::TickReport& report, bool dry_run) {
    const auto& log = application.log();
    // To find reasons costs more than the tick itself.
    if (!log.takes(LogLevel::info)) return;
    if (!report.enabled)
        log.write({LogLevel::info, "schedule", "disabled", {}, "the scheduler is switched off"});
    for (const auto& item : report.items) {
        auto fields = fields_of(item);
        fields.push_back({"analysis_date", format_date(item.analysis_date)});
        const auto why = why_due(item, application.clock().now());
        if (item.enqueued)
            log.write({LogLevel::info, "schedule", dry_run ? "would_enqueue" : "enqueued", fields, why});
        else
            log.write({LogLevel::debug, "schedule", "passed_over", fields,
                       why + " The analysis of that day exists already."});
        if (item.missed > 0)
            log.write({LogLevel::info, "schedule", "missed", fields_of(item), missed_text(item.missed)});
    }
    for (const auto& item : report.passed_over)
        log.write({LogLevel::info, "schedule", "missed", fields_of(item),
                   "not due now; " + missed_text(item.missed)});
    if (report.enabled && report.items.empty())
        log.write({LogLevel::debug, "schedule", "nobody_due", {}, "no active schedule's time has come"});
}

std::string switched_off(const store::SchedulerState& scheduler, const char* consequence) {
    const auto since = scheduler.changed_at
                           ? fmt::format(" since {} (UTC)", short_time(format_instant(*scheduler.changed_at)))
                           : "";
    return fmt::format("The scheduler is switched off{}: {}. 'pacelane schedule enable' switches it on.",
                       since, consequence);
}

}  // namespace pacelane::cli
