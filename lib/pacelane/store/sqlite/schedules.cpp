// Schedules, and the two ways into the pipeline: the tick and enqueue.
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
    schedule.rule.frequency = schedule::frequency(row.text(4)).value_or(schedule::Frequency::weekly);
    for (const auto& day : strings_of(row.text(5)))
        if (const auto weekday = schedule::weekday(day)) schedule.rule.days.insert(*weekday);
    schedule.preferred_time = row.text(6);
    schedule.rule.window =
        schedule::parse_preferred_time(schedule.preferred_time).value_or(schedule::Window{});
    schedule.content_types = strings_of(row.text(7));
    schedule.is_active = row.integer(8) != 0;
    schedule.inactive_reason = row.text(9);
    schedule.rule.anchor = parse_date(row.text(10)).value_or(Date{});
    if (!row.is_null(11)) schedule.next_due_at = parse_instant(row.text(11));
    if (!row.is_null(12)) schedule.last_triggered_at = parse_instant(row.text(12));
    return schedule;
}

// Due days of the rule in [from, until): those on which no tick came.
int count_missed(const schedule::Rule& rule, Date from, Date until) {
    constexpr int kEnough = 1000;  // a database that slept for years: the count stays cheap
    int missed = 0;
    for (auto date = schedule::next_date(rule, from); date && *date < until && missed < kEnough;
         date = schedule::next_date(rule, add_days(*date, 1)))
        ++missed;
    return missed;
}

}  // namespace

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
        std::optional<std::string> due;
        const auto today = schedule::local_time(now, found.timezone).date;
        if (const auto date = schedule::next_date(found.rule, today))
            due = format_instant(schedule::due_at(found.rule, *date, found.timezone));
        connection_
            .prepare(
                "UPDATE pacing_schedules SET is_active = ?, inactive_reason = ?, next_due_at = ?, "
                "due_computed_at = ?, "
                "updated_at = ? WHERE id = ?")
            .with(active, active ? std::optional<std::string>() : std::optional<std::string>("paused"), due,
                  format_instant(now), format_instant(now), found.id)
            .run();
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

TickReport SqliteStore::tick() {
    return connection_.transaction([&] {
        TickReport report;
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        std::vector<Schedule> due;
        {
            // The second condition: the clock was set back, so what was computed ahead of it is void.
            auto query =
                connection_.prepare(fmt::format("SELECT {} FROM pacing_schedules s JOIN users u ON u.id = "
                                                "s.user_id WHERE s.is_active = 1 AND "
                                                "u.is_active = 1 AND (s.next_due_at <= ?1 OR "
                                                "s.due_computed_at > ?1) ORDER BY s.next_due_at, s.id",
                                                kScheduleColumns));
            query.with(now_string);
            while (query.step())
                due.push_back(schedule_of(query));
        }
        for (const auto& schedule : due) {
            const auto today = schedule::local_time(now, schedule.timezone).date;
            const auto due_date = schedule::due_date(schedule.rule, now, schedule.timezone);
            if (schedule.next_due_at && *schedule.next_due_at <= now) {
                const auto expected = schedule::local_time(*schedule.next_due_at, schedule.timezone).date;
                report.missed += count_missed(schedule.rule, expected, due_date.value_or(today));
            }
            if (due_date) {
                TickItem item;
                item.user_handle = schedule.user_handle;
                item.schedule_id = schedule.id;
                item.analysis_date = *due_date;
                item.late = schedule::is_late(schedule.rule, *due_date, now, schedule.timezone);
                item.analysis_id = uuid_v7(now);
                item.enqueued =
                    connection_
                        .prepare(
                            "INSERT INTO pacing_context_analysis (id, user_id, schedule_id, analysis_date, "
                            "created_at) "
                            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id, analysis_date) DO NOTHING")
                        .with(item.analysis_id, schedule.user_id, schedule.id, format_date(*due_date),
                              now_string)
                        .run() > 0;
                if (item.enqueued) {
                    item.msg_id = send_analysis(schedule.user_id, schedule.id, *due_date);
                } else {
                    item.analysis_id.clear();
                }
                report.items.push_back(std::move(item));
            }
            // A window that passes midnight keeps yesterday's date due; the next one comes after that date.
            const Date after = due_date ? add_days(*due_date, 1) : today;
            std::optional<std::string> next;
            if (const auto date = schedule::next_date(schedule.rule, after))
                next = format_instant(schedule::due_at(schedule.rule, *date, schedule.timezone));
            connection_
                .prepare(
                    "UPDATE pacing_schedules SET next_due_at = ?1, due_computed_at = ?2, last_triggered_at = "
                    "CASE WHEN ?3 THEN ?2 ELSE last_triggered_at END WHERE id = ?4")
                .with(next, now_string, due_date.has_value(), schedule.id)
                .run();
        }
        return report;
    });
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
        result.analysis_id = uuid_v7(now);
        result.status = "pending";
        result.enqueued =
            connection_
                .prepare(
                    "INSERT INTO pacing_context_analysis (id, user_id, schedule_id, analysis_date, "
                    "created_at) "
                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id, analysis_date) DO NOTHING")
                .with(result.analysis_id, user.id,
                      chosen.empty() ? std::optional<std::string>() : std::optional<std::string>(chosen),
                      format_date(day), format_instant(now))
                .run() > 0;
        if (!result.enqueued) {
            auto existing = connection_.prepare(
                "SELECT id, analysis_status FROM pacing_context_analysis WHERE user_id = ? AND analysis_date "
                "= ?");
            existing.with(user.id, format_date(day)).step();
            result.analysis_id = existing.text(0);
            result.status = existing.text(1);
            if (retry && result.status == "failed") {
                connection_
                    .prepare(
                        "UPDATE pacing_context_analysis SET analysis_status = 'pending', started_at = NULL, "
                        "completed_at = "
                        "NULL WHERE id = ?")
                    .with(result.analysis_id)
                    .run();
                result.enqueued = true;
                result.status = "pending";
            }
        }
        if (result.enqueued) result.msg_id = send_analysis(user.id, chosen, day);
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
