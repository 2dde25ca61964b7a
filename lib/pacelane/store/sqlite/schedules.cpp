// Schedules, and the way of one analysis into the pipeline.
#include <algorithm>
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

constexpr std::string_view kScheduleColumns =
    "s.id, s.user_id, u.handle, u.timezone, s.frequency, s.selected_days, s.preferred_time, s.content_types, "
    "s.is_active, "
    "coalesce(s.inactive_reason, ''), s.anchor_date, s.next_due_at, s.last_triggered_at";

Schedule schedule_of(const sqlite::Query& row) {
    Schedule schedule;
    schedule.id = row.text(0);
    schedule.user_id = row.text(1);
    schedule.user_handle = row.text(2);
    schedule.timezone = row.text(3);
    schedule.preferred_time = row.text(6);
    schedule.content_types = strings_of(row.text(7));
    schedule.is_active = row.integer(8) != 0;
    schedule.inactive_reason = row.text(9);
    schedule.rule = rule_of(row.view(4), row.view(5), row.view(6), row.view(10));
    if (!row.is_null(11)) schedule.next_due_at = parse_instant(row.text(11));
    if (!row.is_null(12)) schedule.last_triggered_at = parse_instant(row.text(12));
    return schedule;
}

}  // namespace

schedule::Rule rule_of(std::string_view frequency, std::string_view selected_days,
                       std::string_view preferred_time, std::string_view anchor_date) {
    schedule::Rule rule;
    rule.frequency = schedule::frequency(frequency).value_or(schedule::Frequency::weekly);
    for (const auto& day : strings_of(selected_days))
        if (const auto weekday = schedule::weekday(day)) rule.days.insert(*weekday);
    rule.window = schedule::parse_preferred_time(preferred_time).value_or(schedule::Window{});
    rule.anchor = parse_date(anchor_date).value_or(Date{});
    return rule;
}

std::vector<Schedule> SqliteStore::schedules(std::string_view user_id) {
    std::vector<Schedule> all;
    auto query = connection_.prepare(
        fmt::format("SELECT {} FROM pacing_schedules s JOIN users u ON u.id = s.user_id "
                    "WHERE (?1 = '' OR s.user_id = ?1) ORDER BY u.handle, s.created_at, s.rowid",
                    kScheduleColumns));
    query.with(user_id);
    while (query.step())
        all.push_back(schedule_of(query));
    return all;
}

Schedule SqliteStore::schedule(std::string_view id) {
    auto query =
        connection_.prepare(fmt::format("SELECT {} FROM pacing_schedules s JOIN users u ON u.id = s.user_id "
                                        "WHERE substr(s.id, 1, length(?1)) = ?1 LIMIT 2",
                                        kScheduleColumns));
    query.with(id);
    if (id.empty() || !query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("no schedule '{}' ('pacelane schedule list' shows their ids)", id));
    auto found = schedule_of(query);
    if (query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("'{}' is the beginning of several schedules' ids; give more of it", id));
    return found;
}

void SqliteStore::set_schedule_active(std::string_view id, bool active) {
    connection_.transaction([&] {
        const auto found = schedule(id);
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        std::optional<std::string> due;
        if (const auto next = schedule::next_due(found.rule, schedule::local_time(now, found.timezone).date,
                                                 found.timezone))
            due = format_instant(*next);
        connection_
            .prepare(
                "UPDATE pacing_schedules SET is_active = ?, inactive_reason = ?, next_due_at = ?, "
                "due_computed_at = ?, "
                "updated_at = ? WHERE id = ?")
            .with(active, active ? std::optional<std::string>() : std::optional<std::string>("paused"), due,
                  now_string, now_string, found.id)
            .run();
        due_computed(now_string);
    });
}

void SqliteStore::remove_schedule(std::string_view id) {
    connection_.transaction([&] {
        const auto found = schedule(id);
        connection_.prepare("DELETE FROM pacing_schedules WHERE id = ?").with(found.id).run();
    });
}

std::int64_t SqliteStore::send_analysis(std::string_view user_id, std::string_view schedule_id, Date date) {
    const Json message{{"user_id", user_id},
                       {"schedule_id", schedule_id.empty() ? Json(nullptr) : Json(schedule_id)},
                       {"analysis_date", format_date(date)},
                       {"timestamp", now_text()},
                       {"type", "pacing_context_analysis"}};
    return queues_.send(kAnalysisQueue, to_text(message));
}

std::optional<std::pair<std::string, std::int64_t>> SqliteStore::add_analysis(std::string_view user_id,
                                                                              std::string_view schedule_id,
                                                                              Date date, Instant now) {
    auto id = uuid_v7(now);
    const bool added =
        connection_
            .prepare(
                "INSERT INTO pacing_context_analysis (id, user_id, schedule_id, analysis_date, created_at) "
                "VALUES (?, ?, nullif(?, ''), ?, ?) ON CONFLICT (user_id, analysis_date) DO NOTHING")
            .with(id, user_id, schedule_id, format_date(date), format_instant(now))
            .run() > 0;
    if (!added) return std::nullopt;
    const auto msg_id = send_analysis(user_id, schedule_id, date);
    return std::pair(std::move(id), msg_id);
}

EnqueueResult SqliteStore::enqueue(const User& user, std::string_view schedule_id, std::optional<Date> date,
                                   bool retry) {
    return connection_.transaction([&] {
        const Instant now = clock_.now();
        std::string chosen(schedule_id);
        if (!chosen.empty()) {
            const auto found = schedule(chosen);
            if (found.user_id != user.id)
                throw Error(ErrorKind::bad_input, fmt::format("schedule {} belongs to user '{}', not to '{}'",
                                                              found.id, found.user_handle, user.handle));
            chosen = found.id;
        } else {
            auto first = connection_.prepare(
                "SELECT id FROM pacing_schedules WHERE user_id = ? AND is_active = 1 ORDER BY created_at, "
                "rowid LIMIT 1");
            if (first.with(user.id).step()) chosen = first.text(0);
        }
        const Date day = date ? *date : schedule::local_time(now, user.timezone).date;
        EnqueueResult result;
        if (auto added = add_analysis(user.id, chosen, day, now)) {
            result.enqueued = true;
            std::tie(result.analysis_id, result.msg_id) = std::move(*added);
            result.status = "pending";
            return result;
        }
        auto existing = connection_.prepare(
            "SELECT id, analysis_status FROM pacing_context_analysis WHERE user_id = ? AND analysis_date = "
            "?");
        existing.with(user.id, format_date(day)).step();
        result.analysis_id = existing.text(0);
        result.status = existing.text(1);
        if (retry && result.status == "failed") {
            connection_
                .prepare(
                    "UPDATE pacing_context_analysis SET analysis_status = 'pending', started_at = NULL, "
                    "completed_at = NULL WHERE id = ?")
                .with(result.analysis_id)
                .run();
            result.enqueued = true;
            result.status = "pending";
            result.msg_id = send_analysis(user.id, chosen, day);
        }
        return result;
    });
}

std::vector<std::string> SqliteStore::content_types_for(std::string_view user_id,
                                                        std::string_view schedule_id, Date date) {
    std::vector<std::string> types;
    const auto add = [&](const Schedule& schedule) {
        for (const auto& type : schedule.content_types)
            if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    };
    const auto all = schedules(user_id);
    for (const auto& schedule : all)
        if (schedule.id == schedule_id) add(schedule);
    // There is one analysis a user and day: it serves every schedule of the user that falls on the day.
    for (const auto& schedule : all)
        if (schedule.is_active && schedule::falls_on(schedule.rule, date)) add(schedule);
    if (types.empty()) types.emplace_back(config::kContentTypes[0]);
    return types;
}

}  // namespace pacelane::store
