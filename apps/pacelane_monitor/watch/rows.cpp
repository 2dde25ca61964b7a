#include "watch/rows.h"

#include "watch/text.h"

#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

/// A line of a list has no line breaks.
Piece cell(std::string_view text, Look look = {}) {
    std::string line(text);
    std::replace(line.begin(), line.end(), '\n', ' ');
    return {safe(line), look};
}

Piece number(std::int64_t value, Color if_any = Color::plain) {
    return {fmt::format("{}", value), value == 0 ? Look{.dim = true} : Look{.color = if_any}};
}

Piece state_cell(const std::string& state) {
    return cell(state, look_of(state));
}

std::string took(const std::optional<double>& seconds) {
    if (!seconds) return "";
    return *seconds < 10 ? fmt::format("{:.1f} s", *seconds) : age(*seconds);
}

std::string local_minute(Instant at, const std::string& zone) {
    // "2026-11-19 08:00 CET": the year is this one or the next.
    return schedule::format_local(at, zone);
}

/// All of the row that a filter may match.
std::string words_of(const Row& row) {
    auto words = row.id + " " + row.user;
    for (const auto& one : row.cells)
        words += " " + one.text;
    return language::fold(words, true);
}

Table queues(const Data& data) {
    Table table{{{"queue", 10, 0, false, true},
                 {"live", 4, 0, true},
                 {"ready", 5, 1, true},
                 {"in work", 7, 2, true},
                 {"oldest", 6, 3, true},
                 {"last hour", 9, 4, true},
                 {"archived", 8, 5, true},
                 {"failed", 6, 1, true}},
                {}};
    for (const auto& queue : data.snapshot.queues) {
        Row row;
        row.id = queue.name;
        const auto live = [&](std::int64_t count, Color color = Color::plain) {
            auto shown = number(count, color);
            if (queue.length_is_estimate && count > 0) shown.text.insert(0, "~");
            return shown;
        };
        row.cells = {cell(queue.name),
                     live(queue.length),
                     live(queue.visible, Color::warning),
                     live(queue.in_flight),
                     cell(queue.oldest_age_sec ? age(static_cast<double>(*queue.oldest_age_sec)) : "-"),
                     number(queue.archived_last_hour),
                     cell(fmt::format("{}{}", queue.archived_is_estimate ? "~" : "", queue.archived)),
                     number(queue.dead_letters, Color::bad)};
        row.opens_id = queue.name;
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table analyses(const Data& data) {
    Table table{{{"user", 6, 0},
                 {"date", 10, 1},
                 {"state", 9, 0},
                 {"sugg.", 5, 3, true},
                 {"took", 5, 4, true},
                 {"tries", 5, 5, true},
                 {"finished (UTC)", 16, 6},
                 {"topics, or why there are none", 12, 0, false, true}},
                {}};
    for (const auto& [state, count] : data.snapshot.analyses)
        table.of += count;
    for (const auto& analysis : data.snapshot.latest_analyses) {
        Row row;
        row.id = row.opens_id = analysis.id;
        row.user = analysis.user_handle;
        row.opens = SheetKind::analysis;
        const bool failed = analysis.status == "failed";
        if (failed)
            row.failed = Failed{"analyze", analysis.user_handle, analysis.analysis_date, analysis.id, {}};
        const auto what = analysis.topics.empty() ? analysis.error : join(analysis.topics, "; ");
        row.cells = {cell(analysis.user_handle),
                     cell(analysis.analysis_date),
                     state_cell(analysis.status),
                     number(analysis.suggestions),
                     cell(took(analysis.duration_sec)),
                     number(analysis.attempts),
                     cell(minute_of(analysis.completed_at)),
                     cell(what, failed ? Look{.color = Color::bad} : Look{})};
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table drafts(const Data& data) {
    Table table{{{"user", 6, 0},
                 {"date", 10, 2},
                 {"form", 8, 1},
                 {"state", 9, 0},
                 {"took", 5, 4, true},
                 {"tries", 5, 5, true},
                 {"title, or what failed", 12, 0, false, true}},
                {}};
    for (const auto& [state, count] : data.snapshot.generations)
        table.of += count;
    for (const auto& draft : data.snapshot.latest_generations) {
        Row row;
        row.id = row.opens_id = draft.id;
        row.user = draft.user_handle;
        row.opens = SheetKind::draft;
        const bool failed = draft.status == "failed";
        if (failed)
            row.failed = Failed{"write", draft.user_handle, draft.analysis_date, draft.analysis_id, draft.id};
        const bool tells_why = !draft.error.empty() && (failed || draft.title.empty());
        row.cells = {
            cell(draft.user_handle),
            cell(draft.analysis_date),
            cell(draft.content_type),
            state_cell(draft.status),
            cell(took(draft.duration_sec)),
            number(draft.attempts),
            cell(tells_why ? draft.error : draft.title, failed ? Look{.color = Color::bad} : Look{})};
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table errors(const Data& data) {
    Table table{{{"at (UTC)", 16, 3},
                 {"stage", 7, 1},
                 {"user", 6, 0},
                 {"subject", 10, 2},
                 {"state", 7, 4},
                 {"what is wrong", 14, 0, false, true}},
                {}};
    table.of = data.snapshot.error_count;
    for (const auto& error : data.snapshot.errors) {
        Row row;
        row.id = error.stage + " " + error.id;
        row.user = error.user_handle;
        row.opens_id = row.id;
        if (error.stage == "analyze") {
            row.opens = SheetKind::analysis;
            row.opens_id = error.id;
        } else if (error.stage == "write") {
            row.opens = SheetKind::draft;
            row.opens_id = error.id;
        }
        if (error.status == "failed" && error.stage != "context")
            row.failed = Failed{error.stage, error.user_handle, error.analysis_date, error.analysis_id,
                                error.stage == "write" ? error.id : std::string()};
        row.cells = {cell(minute_of(error.at)), cell(error.stage),        cell(error.user_handle),
                     cell(error.what),          state_cell(error.status), cell(error.message)};
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table schedules(const Data& data) {
    Table table{{{"user", 6, 0},
                 {"state", 6, 0},
                 {"next run there", 16, 1},
                 {"when", 14, 0, false, true},
                 {"forms", 8, 3},
                 {"id", 8, 4}},
                {}};
    table.of = data.snapshot.active_schedules + data.snapshot.resting_schedules;
    for (const auto& one : data.snapshot.due) {
        const auto& schedule = one.schedule;
        Row row;
        row.id = row.opens_id = schedule.id;
        row.user = schedule.user_handle;
        row.is_active = schedule.is_active;
        row.is_at_rest = !schedule.is_active;
        std::string state = "active";
        if (!schedule.problem.empty())
            state = "broken";
        else if (!schedule.is_active)
            state = schedule.inactive_reason.empty() ? "paused" : schedule.inactive_reason;
        else if (!schedule.user_is_active)
            state = "no user";
        const auto look = state == "active"   ? Look{.color = Color::good}
                          : state == "broken" ? Look{.color = Color::bad}
                                              : Look{.color = Color::warning};
        std::string next = "-";
        auto next_look = Look{};
        if (one.due_since) {
            next = "due now";
            next_look.color = Color::warning;
        } else if (!one.next_runs.empty()) {
            next = local_minute(one.next_runs.front(), schedule.timezone);
        }
        row.cells = {cell(schedule.user_handle),
                     cell(state, look),
                     cell(next, next_look),
                     cell(schedule.problem.empty() ? one.in_words : schedule.problem),
                     cell(join(schedule.content_types, ", ")),
                     cell(schedule.id.substr(0, 8))};
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

const char* name_of(Tab tab) {
    constexpr const char* names[] = {"Queues", "Analyses", "Drafts", "Errors", "Schedule"};
    return names[static_cast<std::size_t>(tab)];
}

Table table_of(const Data& data, Tab tab) {
    auto table = tab == Tab::queues     ? queues(data)
                 : tab == Tab::analyses ? analyses(data)
                 : tab == Tab::drafts   ? drafts(data)
                 : tab == Tab::errors   ? errors(data)
                                        : schedules(data);
    table.total = table.rows.size();
    return table;
}

Table table_of(const Model& model, Tab tab) {
    static const Data nothing;
    auto table = table_of(model.data ? *model.data : nothing, tab);
    const auto& filter = model.places[static_cast<std::size_t>(tab)].filter;
    if (trim(filter).empty()) return table;
    const auto folded = language::fold(filter, true);
    const auto wanted = split(folded, ' ');
    std::erase_if(table.rows, [&](const Row& row) {
        const auto words = words_of(row);
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](std::string_view word) { return words.find(word) == std::string::npos; });
    });
    return table;
}

std::string age(double seconds) {
    const auto whole = static_cast<std::int64_t>(seconds);
    if (whole < 120) return fmt::format("{} s", whole);
    if (whole < 2 * 3600) return fmt::format("{} min", whole / 60);
    if (whole < 48 * 3600) return fmt::format("{} h", whole / 3600);
    return fmt::format("{} d", whole / 86400);
}

Look look_of(const std::string& state) {
    if (state == "completed") return {.color = Color::good};
    if (state == "failed" || state == "unreadable") return {.color = Color::bad};
    if (state == "withdrawn") return {.dim = true};
    return {.color = Color::warning};
}

std::string minute_of(const std::string& rfc3339) {
    if (rfc3339.size() < 16) return rfc3339;
    return rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5);
}

}  // namespace pacelane::monitor_program
