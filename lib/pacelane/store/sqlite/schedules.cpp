// Schedules, and the way of one analysis into the pipeline.
#include <algorithm>
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/short_id.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

constexpr std::string_view kScheduleColumns =
    "s.id, s.user_id, u.handle, u.timezone, s.frequency, s.selected_days, s.preferred_time, s.content_types, "
    "s.is_active, "
    "coalesce(s.inactive_reason, ''), s.anchor_date, s.next_due_at, s.last_triggered_at, u.is_active";

Schedule schedule_of(const sqlite::Query& row) {
    Schedule schedule;
    schedule.id = row.text(0);
    schedule.user_id = row.text(1);
    schedule.user_handle = row.text(2);
    schedule.timezone = row.text(3);
    schedule.preferred_time = row.text(6);
    schedule.is_active = row.integer(8) != 0;
    schedule.inactive_reason = row.text(9);
    try {
        schedule.content_types = strings_of(row.text(7));
        schedule.rule = rule_of(row.view(4), row.view(5), row.view(6), row.view(10));
        schedule::local_time(Instant(), schedule.timezone);  // refuses a zone that is not known
    } catch (const Error& error) {
        schedule.problem = error.what();
    }
    if (!row.is_null(11)) schedule.next_due_at = parse_instant(row.text(11));
    if (!row.is_null(12)) schedule.last_triggered_at = parse_instant(row.text(12));
    schedule.user_is_active = row.integer(13) != 0;
    return schedule;
}

std::optional<std::string> first_due_text(const schedule::Rule& rule, Instant now, std::string_view zone) {
    const auto due = schedule::first_due(rule, now, zone);
    return due ? std::optional(format_instant(*due)) : std::nullopt;
}

// Whether both ask for the same, however that is written.
bool same_wish(const schedule::Rule& a, std::vector<std::string> types_a, const schedule::Rule& b,
               std::vector<std::string> types_b) {
    std::sort(types_a.begin(), types_a.end());
    std::sort(types_b.begin(), types_b.end());
    constexpr int kWeek = 7;
    bool same_dates = a.frequency == b.frequency;
    // Two weeks of dates tell the days, and of bi-weekly rules also the rhythm.
    for (int n = 0; n < 2 * kWeek; ++n) {
        const Date date = add_days(b.anchor, n);
        same_dates = same_dates && schedule::falls_on(a, date) == schedule::falls_on(b, date);
    }
    return same_dates && a.window == b.window && types_a == types_b;
}

}  // namespace

schedule::Rule rule_of(std::string_view frequency, std::string_view selected_days,
                       std::string_view preferred_time, std::string_view anchor_date) {
    const auto read = [](auto value, const char* what, std::string_view text) {
        if (!value)
            throw Error(ErrorKind::bad_input,
                        fmt::format("the schedule's {} '{}' cannot be read; import the workspace file again, "
                                    "or remove the schedule",
                                    what, text));
        return *value;
    };
    schedule::Rule rule;
    rule.frequency = read(schedule::frequency(frequency), "frequency", frequency);
    for (const auto& day : strings_of(selected_days))
        rule.days.insert(read(schedule::weekday(day), "weekday", day));
    rule.window = read(schedule::parse_preferred_time(preferred_time), "preferred time", preferred_time);
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
                                        "WHERE {} LIMIT 2",
                                        kScheduleColumns, begins_with("s.id")));
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

Schedule SqliteStore::add_schedule(const User& user, const config::ScheduleEntry& entry) {
    return connection_.transaction([&] {
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        const schedule::Rule rule{
            entry.frequency, entry.selected_days,
            schedule::parse_preferred_time(entry.preferred_time).value_or(schedule::Window{}),
            entry.starts_on.value_or(schedule::local_time(now, user.timezone).date)};
        for (const auto& other : schedules(user.id))
            if (other.problem.empty() &&
                same_wish(other.rule, other.content_types, rule, entry.content_types))
                throw Error(
                    ErrorKind::bad_input,
                    fmt::format("user '{}' has this schedule already: {}{}", user.handle, other.id,
                                other.is_active ? ""
                                                : fmt::format(" (at rest; 'pacelane schedule resume {}' lets "
                                                              "it run again)",
                                                              other.id)));
        // An imported one has a version-5 id, made from its place in the file: that tells them apart.
        const auto id = uuid_v7(now);
        connection_
            .prepare(
                "INSERT INTO pacing_schedules (id, user_id, frequency, selected_days, preferred_time, "
                "content_types, anchor_date, next_due_at, due_computed_at, created_at, updated_at) VALUES "
                "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?9)")
            .with(id, user.id, schedule::name(rule.frequency), json_of(rule.days.names()),
                  entry.preferred_time, json_of(entry.content_types), format_date(rule.anchor),
                  first_due_text(rule, now, user.timezone), now_string)
            .run();
        due_computed(now_string);
        return schedule(id);
    });
}

std::vector<ScheduleFacts> SqliteStore::schedule_facts(const User& user, Instant at) {
    return connection_.snapshot([&] {
        schedule::Facts common;
        common.zone = user.timezone;
        common.user_active = user.is_active;
        const auto state = scheduler();
        common.scheduler_enabled = state.enabled;
        common.switched_at = state.changed_at;
        const Date today = schedule::local_time(at, user.timezone).date;
        auto analyses = connection_.prepare(
            "SELECT analysis_date, analysis_status FROM pacing_context_analysis WHERE user_id = ? AND "
            "analysis_date BETWEEN ? AND ?");
        analyses.with(user.id, format_date(add_days(today, -1)), format_date(add_days(today, 1)));
        while (analyses.step())
            if (const auto date = parse_date(analyses.text(0))) common.analyses[*date] = analyses.text(1);
        // What was computed by a clock ahead of `at` is void: see schedules_to_look_at.
        auto ahead =
            connection_.prepare("SELECT 1 FROM pacing_scheduler_config WHERE due_computed_until > ?");
        const bool is_void = ahead.with(format_instant(at)).step();
        std::vector<ScheduleFacts> all;
        for (auto& found : schedules(user.id)) {
            ScheduleFacts one{std::move(found), common};
            one.facts.rule = one.schedule.rule;
            one.facts.schedule_active = one.schedule.is_active;
            one.facts.inactive_reason = one.schedule.inactive_reason;
            if (!is_void) one.facts.next_due_at = one.schedule.next_due_at;
            all.push_back(std::move(one));
        }
        return all;
    });
}

void SqliteStore::restart_schedules(std::string_view user_id, Instant now) {
    auto update =
        connection_.prepare("UPDATE pacing_schedules SET next_due_at = ?, due_computed_at = ? WHERE id = ?");
    for (const auto& each : schedules(user_id)) {
        if (!each.is_active || !each.problem.empty()) continue;
        update.reset();
        update.with(first_due_text(each.rule, now, each.timezone), format_instant(now), each.id).run();
    }
    due_computed(format_instant(now));
}

void SqliteStore::set_schedule_active(std::string_view id, bool active) {
    connection_.transaction([&] {
        const auto found = schedule(id);
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        // One that cannot run can be paused; to let it run again needs a rule.
        if (active && !found.problem.empty())
            throw Error(ErrorKind::bad_input, fmt::format("schedule {} of user '{}' cannot run: {}", found.id,
                                                          found.user_handle, found.problem));
        const auto due =
            found.problem.empty() ? first_due_text(found.rule, now, found.timezone) : std::nullopt;
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

std::optional<std::string> SqliteStore::add_analysis(std::string_view user_id, std::string_view schedule_id,
                                                     Date date, Instant now) {
    auto id = uuid_v7(now);
    const bool added =
        connection_
            .prepare(
                "INSERT INTO pacing_context_analysis (id, user_id, schedule_id, analysis_date, created_at) "
                "VALUES (?, ?, nullif(?, ''), ?, ?) ON CONFLICT (user_id, analysis_date) DO NOTHING")
            .with(id, user_id, schedule_id, format_date(date), format_instant(now))
            .run() > 0;
    return added ? std::optional(std::move(id)) : std::nullopt;
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
            result.analysis_id = std::move(*added);
            result.msg_id = send_analysis(user.id, chosen, day);
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
            result.enqueued = true;
            result.status = "pending";
            result.msg_id = reopen_analysis(result.analysis_id, chosen);
        } else if (result.status == "completed") {
            for (auto& draft : failed_drafts_of(result.analysis_id))
                result.failed_drafts.push_back({std::move(draft), std::nullopt});
            if (retry)
                for (auto& draft : result.failed_drafts)
                    draft.msg_id = reopen_draft(draft.generation_id);
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
        if (schedule.is_active && schedule.problem.empty() && schedule::falls_on(schedule.rule, date))
            add(schedule);
    if (types.empty()) types.emplace_back(kDefaultForm.id);
    return types;
}

}  // namespace pacelane::store
