// The tick: who is due, found by the index on next_due_at, whatever else is stored.
#include <algorithm>
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

/// The rules of schedules, parsed once for all that are written alike.
class Rules {
public:
    schedule::Rule of(std::string_view frequency, std::string_view days, std::string_view preferred_time,
                      std::string_view anchor) {
        key_.assign(frequency).append("\n").append(days).append("\n").append(preferred_time);
        auto found = known_.find(key_);
        if (found == known_.end())
            found = known_.emplace(key_, rule_of(frequency, days, preferred_time, {})).first;
        auto rule = found->second;
        rule.anchor = parse_date(anchor).value_or(Date{});
        return rule;
    }

private:
    std::string key_;
    std::unordered_map<std::string, schedule::Rule> known_;
};

}  // namespace

SchedulerState SqliteStore::scheduler() {
    auto query = connection_.prepare(
        "SELECT is_enabled, last_tick_at, updated_at FROM pacing_scheduler_config WHERE id = 1");
    // Somebody may have emptied the table by hand: the tick then runs.
    if (!query.step()) return {};
    SchedulerState state;
    state.enabled = query.integer(0) != 0;
    state.last_tick_at = parse_instant(query.text(1));
    state.changed_at = parse_instant(query.text(2));
    return state;
}

bool SqliteStore::set_scheduler_enabled(bool enabled) {
    return connection_.transaction([&] {
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        if (scheduler().enabled == enabled) return false;
        connection_
            .prepare(
                "INSERT INTO pacing_scheduler_config (id, is_enabled, due_computed_until, updated_at) VALUES "
                "(1, ?1, '', ?2) ON CONFLICT (id) DO UPDATE SET is_enabled = ?1, updated_at = ?2")
            .with(enabled, now_string)
            .run();
        if (!enabled) return true;
        // What fell due meanwhile was not missed: all count from now on, and today's run is still to come.
        Rules rules;
        auto look = connection_.prepare(
            "SELECT u.timezone, s.frequency, s.selected_days, s.preferred_time, s.anchor_date FROM "
            "pacing_schedules s JOIN users u ON u.id = s.user_id WHERE s.rowid = ?");
        auto reschedule = connection_.prepare(
            "UPDATE pacing_schedules SET next_due_at = ?, due_computed_at = ? WHERE rowid = ?");
        for (const auto row : schedules_to_look_at(now_string)) {
            look.reset();
            if (!look.with(row).step()) continue;
            std::optional<Instant> first;
            try {
                const auto rule = rules.of(look.view(1), look.view(2), look.view(3), look.view(4));
                first = schedule::first_due(rule, now, look.view(0));
            } catch (const Error&) {
                continue;  // the tick tells what is wrong with it
            }
            reschedule.reset();
            reschedule.with(first ? std::optional(format_instant(*first)) : std::nullopt, now_string, row)
                .run();
        }
        due_computed(now_string);
        return true;
    });
}

void SqliteStore::due_computed(std::string_view at) {
    connection_
        .prepare("UPDATE pacing_scheduler_config SET due_computed_until = ?1 WHERE due_computed_until < ?1")
        .with(at)
        .run();
}

std::vector<std::int64_t> SqliteStore::schedules_to_look_at(std::string_view now) {
    std::vector<std::int64_t> rows;
    const auto add = [&](sqlite::Query query) {
        query.with(now);
        while (query.step())
            rows.push_back(query.integer(0));
    };
    add(connection_.prepare("SELECT rowid FROM pacing_schedules WHERE is_active = 1 AND next_due_at <= ?1"));
    // The clock was set back: what was computed ahead of it is void.
    if (connection_.prepare("SELECT 1 FROM pacing_scheduler_config WHERE due_computed_until > ?1")
            .with(now)
            .step())
        add(connection_.prepare(
            "SELECT rowid FROM pacing_schedules WHERE is_active = 1 AND due_computed_at > ?1 "
            "AND (next_due_at IS NULL OR next_due_at > ?1)"));
    // In the order in which they are stored, so that each page is read and written once.
    std::sort(rows.begin(), rows.end());
    return rows;
}

std::vector<SqliteStore::Visit> SqliteStore::visits_of(Instant now, std::vector<TickProblem>& problems) {
    std::vector<Visit> visits;
    Rules rules;
    auto look = connection_.prepare(
        "SELECT s.id, s.user_id, u.handle, u.timezone, s.frequency, s.selected_days, s.preferred_time, "
        "s.anchor_date, s.next_due_at, u.is_active FROM pacing_schedules s JOIN users u ON u.id = s.user_id "
        "WHERE s.rowid = ?");
    const auto visit_of = [&](std::int64_t row) {
        const auto zone = look.view(3);
        const auto rule = rules.of(look.view(4), look.view(5), look.view(6), look.view(7));
        const auto next_due_at = parse_instant(look.view(8));
        const bool user_active = look.integer(9) != 0;
        Visit visit;
        visit.row = row;
        visit.user_id = look.text(1);
        auto& item = visit.item;
        item.user_handle = look.text(2);
        item.schedule_id = look.text(0);
        // Of an inactive user nothing is due and nothing missed; the schedule goes on to its next date.
        const auto due_date = user_active ? schedule::due_date(rule, now, zone) : std::optional<Date>();
        if (user_active && next_due_at && *next_due_at <= now)
            item.missed = schedule::missed_dates(rule, *next_due_at, now, zone);
        // A window that passes midnight keeps yesterday's date due; the next one comes after that date.
        Date from;
        if (due_date) {
            visit.due = true;
            item.analysis_date = *due_date;
            item.rule = rule;
            item.timezone = zone;
            item.late = schedule::is_late(rule, *due_date, now, zone);
            from = add_days(*due_date, 1);
        } else {
            const auto today = schedule::local_time(now, zone).date;
            from = user_active ? today : add_days(today, 1);
        }
        visit.next = schedule::next_due(rule, from, zone);
        return visit;
    };
    for (const auto row : schedules_to_look_at(format_instant(now))) {
        look.reset();
        if (!look.with(row).step()) continue;
        try {
            visits.push_back(visit_of(row));
        } catch (const Error& error) {
            const bool user_active = look.integer(9) != 0;
            if (user_active) problems.push_back({look.text(2), look.text(0), look.text(3), error.what()});
        }
    }
    return visits;
}

void SqliteStore::add_analyses(std::vector<Visit>& visits, Instant now) {
    std::vector<Visit*> due;
    for (auto& visit : visits)
        if (visit.due) due.push_back(&visit);
    // In the order of the indexes that each insertion looks into. Of a user's schedules the first comes
    // first.
    std::stable_sort(due.begin(), due.end(),
                     [](const Visit* a, const Visit* b) { return a->user_id < b->user_id; });
    for (auto* visit : due) {
        auto& item = visit->item;
        const auto id = add_analysis(visit->user_id, item.schedule_id, item.analysis_date, now);
        item.enqueued = id.has_value();
        if (id) item.analysis_id = *id;
    }
}

TickReport SqliteStore::tick() {
    return connection_.transaction([&] {
        TickReport report;
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        report.enabled = scheduler().enabled;
        if (report.enabled) {
            auto visits = visits_of(now, report.problems);
            add_analyses(visits, now);
            auto reschedule = connection_.prepare(
                "UPDATE pacing_schedules SET next_due_at = ?1, due_computed_at = ?2, last_triggered_at = "
                "CASE WHEN ?3 THEN ?2 ELSE last_triggered_at END WHERE rowid = ?4");
            for (auto& visit : visits) {
                auto& item = visit.item;
                if (item.enqueued)
                    item.msg_id = send_analysis(visit.user_id, item.schedule_id, item.analysis_date);
                reschedule.reset();
                reschedule
                    .with(visit.next ? std::optional(format_instant(*visit.next)) : std::nullopt, now_string,
                          visit.due, visit.row)
                    .run();
                report.missed += item.missed;
                if (visit.due)
                    report.items.push_back(std::move(item));
                else if (item.missed > 0)
                    report.passed_over.push_back(std::move(item));
            }
        }
        connection_
            .prepare(
                "UPDATE pacing_scheduler_config SET last_tick_at = ?1, due_computed_until = CASE WHEN ?2 "
                "THEN ?1 "
                "ELSE due_computed_until END WHERE id = 1")
            .with(now_string, report.enabled)
            .run();
        return report;
    });
}

}  // namespace pacelane::store
