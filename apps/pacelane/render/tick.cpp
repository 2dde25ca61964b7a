#include "render/tick.h"

#include "render/table.h"

#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

std::string clock_time(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string rule_text(const schedule::Rule& rule) {
    const auto days = rule.days.names();
    auto text =
        fmt::format("{}{}", schedule::name(rule.frequency), days.empty() ? "" : " on " + join(days, ", "));
    text += rule.window.end
                ? fmt::format(", {}-{}", clock_time(rule.window.start), clock_time(*rule.window.end))
                : fmt::format(", from {}", clock_time(rule.window.start));
    return text;
}

std::vector<LogField> fields_of(const store::TickItem& item) {
    std::vector<LogField> fields{{"user", item.user_handle}, {"schedule_id", item.schedule_id}};
    if (item.msg_id > 0) fields.push_back({"msg_id", item.msg_id});
    if (!item.analysis_id.empty()) fields.push_back({"analysis_id", item.analysis_id});
    return fields;
}

std::string missed_text(int missed) {
    return fmt::format("{} on which no tick ran; not made up",
                       counted(static_cast<std::size_t>(missed), "earlier due day"));
}

}  // namespace

std::string why_due(const store::TickItem& item, Instant now) {
    return fmt::format("due: {}; there it is {}{}", rule_text(item.rule),
                       schedule::format_local(now, item.timezone),
                       item.late ? ", late: after the preferred window" : "");
}

void log_tick(Application& application, const store::TickReport& report, bool dry_run) {
    const auto& log = application.log();
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
                       why + "; the analysis of that day exists already"});
        if (item.missed > 0)
            log.write({LogLevel::info, "schedule", "missed", fields_of(item), missed_text(item.missed)});
    }
    for (const auto& item : report.passed_over)
        log.write({LogLevel::info, "schedule", "missed", fields_of(item),
                   "not due now; " + missed_text(item.missed)});
    if (report.enabled && report.items.empty())
        log.write({LogLevel::debug, "schedule", "nobody_due", {}, "no active schedule's time has come"});
}

}  // namespace pacelane::cli
