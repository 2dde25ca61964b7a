// Users and the import of a workspace file.
#include <pacelane/base/text.h>
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

namespace {

constexpr std::string_view kUserColumns =
    "id, handle, name, headline, timezone, coalesce(language, ''), pillars, tone, context, is_active, "
    "aliases, proposing, private, networks";

ProposalLimits limits_of(const Json& json) {
    ProposalLimits limits;
    const auto read = [&](const char* name, std::optional<int>& into) {
        if (json.contains(name))
            into = json[name].is_null() ? std::nullopt : std::optional(json[name].get<int>());
    };
    read("repeat_after", limits.repeat_after);
    read("max_per_day", limits.max_per_day);
    read("max_per_week", limits.max_per_week);
    limits.recaps = json.value("recaps", false);
    return limits;
}

std::string json_of(const ProposalLimits& limits) {
    const auto number = [](const std::optional<int>& value) { return value ? Json(*value) : Json(); };
    Json json{{"repeat_after", number(limits.repeat_after)},
              {"max_per_day", number(limits.max_per_day)},
              {"max_per_week", number(limits.max_per_week)}};
    if (limits.recaps) json["recaps"] = true;  // else as it was before there were any
    return to_text(json);
}

User user_of(const sqlite::Query& row) {
    User user;
    user.id = row.text(0);
    user.handle = row.text(1);
    user.name = row.text(2);
    user.headline = row.text(3);
    user.timezone = row.text(4);
    user.language = row.text(5);
    user.pillars = strings_of(row.text(6));
    user.tone = row.text(7);
    const auto context = parse_json(row.text(8), "users.context");
    if (!context.is_object()) throw Error(ErrorKind::bad_input, "users.context: not an object");
    const auto patterns = [&](const char* name) {
        return context.contains(name) ? strings_of(context.at(name).dump()) : std::vector<std::string>{};
    };
    user.folder = context.value("folder", "");
    user.context = {patterns("knowledge"), patterns("meetings"), patterns("transcripts"),
                    patterns("exclude")};
    user.is_active = row.integer(9) != 0;
    user.aliases = strings_of(row.text(10));
    user.limits = limits_of(parse_json(row.text(11), "users.proposing"));
    user.private_matter = strings_of(row.text(12));
    user.networks = strings_of(row.text(13));
    return user;
}

// The same of any row: one that cannot be read says so.
User user_or_problem(const sqlite::Query& row) {
    try {
        return user_of(row);
    } catch (const std::exception& error) {
        User user;
        user.id = row.text(0);
        user.handle = row.text(1);
        user.timezone = row.text(4);
        user.is_active = row.integer(9) != 0;
        user.problem =
            fmt::format("user '{}': the stored row cannot be read ({}); import the workspace file again",
                        user.handle, error.what());
        return user;
    }
}

std::string context_json(const config::User& user, const std::string& folder) {
    return to_text(Json{{"folder", folder},
                        {"knowledge", user.context.knowledge},
                        {"meetings", user.context.meetings},
                        {"transcripts", user.context.transcripts},
                        {"exclude", user.context.exclude}});
}

}  // namespace

std::vector<User> SqliteStore::users() {
    std::vector<User> all;
    auto query = connection_.prepare(fmt::format("SELECT {} FROM users ORDER BY handle", kUserColumns));
    while (query.step())
        all.push_back(user_or_problem(query));
    return all;
}

User SqliteStore::user(std::string_view handle_or_id) {
    auto found = user_or_broken(handle_or_id);
    if (!found.problem.empty()) throw Error(ErrorKind::configuration, found.problem);
    return found;
}

User SqliteStore::user_or_broken(std::string_view handle_or_id) {
    auto query =
        connection_.prepare(fmt::format("SELECT {} FROM users WHERE handle = ?1 OR id = ?2", kUserColumns));
    query.with(handle_or_id, ascii_lower(handle_or_id));
    if (query.step()) return user_or_problem(query);
    std::vector<std::string> handles;
    auto names =
        connection_.prepare("SELECT handle FROM users WHERE is_active = 1 ORDER BY handle LIMIT 1000");
    while (names.step())
        handles.push_back(names.text(0));
    const std::vector<std::string_view> views(handles.begin(), handles.end());
    const auto near = nearest(handle_or_id, views);
    std::string hint = "'pacelane user list' shows all";
    if (handles.empty()) hint = "there are no users yet: run 'pacelane schedule import pacelane.yaml'";
    if (!near.empty()) hint = fmt::format("did you mean '{}'?", near);
    throw Error(ErrorKind::bad_input, fmt::format("no user '{}' ({})", handle_or_id, hint));
}

void SqliteStore::read_people_again(std::string_view user_id) {
    connection_
        .prepare(
            "UPDATE documents SET reader_version = ?2 WHERE user_id = ?1 AND error_message IS NULL AND (kind "
            "<> "
            "'knowledge' OR participants <> '[]' OR EXISTS (SELECT 1 FROM passages p WHERE p.document_key = "
            "documents.document_key AND p.speaker <> ''))")
        .with(user_id, kNamesChanged)
        .run();
}

ImportReport SqliteStore::import(const config::Workspace& workspace, bool prune) {
    return connection_.transaction([&] {
        ImportReport report;
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        std::set<std::string> named_users;
        std::set<std::string> named_schedules;
        for (const auto& user : workspace.users) {
            named_users.insert(user.id);
            const auto pillars = json_of(user.pillars);
            const auto context = context_json(user, workspace.folder);
            const std::optional<std::string> language =
                user.language.empty() ? std::nullopt : std::optional(user.language);

            auto same_handle = connection_.prepare("SELECT id FROM users WHERE handle = ? AND id <> ?");
            if (same_handle.with(user.handle, user.id).step())
                throw Error(
                    ErrorKind::bad_input,
                    fmt::format(
                        "{}: user '{}': the database knows this handle under another id ({}); give that id "
                        "in the file, or choose another handle",
                        workspace.path, user.handle, same_handle.text(0)));

            auto existing = connection_.prepare(
                "SELECT timezone, is_active, aliases, name, private FROM users WHERE id = ?");
            const bool is_new = !existing.with(user.id).step();
            const bool zone_changed = !is_new && existing.text(0) != user.timezone;
            const bool comes_back = !is_new && existing.integer(1) == 0;
            const auto aliases = json_of(user.aliases);
            if (!is_new && (existing.text(2) != aliases || existing.text(3) != user.name))
                read_people_again(user.id);
            const auto private_matter = json_of(user.private_matter);
            const bool private_changed = !is_new && existing.text(4) != private_matter;
            const auto changed =
                connection_
                    .prepare(
                        "INSERT INTO users (id, handle, name, headline, timezone, language, pillars, tone, "
                        "context, aliases, proposing, private, networks, is_active, created_at, updated_at) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, "
                        "?6, ?7, ?8, ?9, ?11, ?12, ?13, ?14, 1, ?10, ?10) ON CONFLICT (id) DO UPDATE SET "
                        "handle = "
                        "excluded.handle, name = excluded.name, headline = excluded.headline, timezone = "
                        "excluded.timezone, language = excluded.language, pillars = excluded.pillars, tone "
                        "= excluded.tone, context = excluded.context, aliases = excluded.aliases, "
                        "proposing = excluded.proposing, private = excluded.private, networks = "
                        "excluded.networks, is_active = 1, updated_at = excluded.updated_at WHERE (handle, "
                        "name, headline, timezone, "
                        "language, pillars, tone, context, aliases, proposing, private, networks, is_active) "
                        "IS NOT (excluded.handle, "
                        "excluded.name, excluded.headline, excluded.timezone, excluded.language, "
                        "excluded.pillars, excluded.tone, excluded.context, excluded.aliases, "
                        "excluded.proposing, excluded.private, excluded.networks, 1)")
                    .with(user.id, user.handle, user.name, user.headline, user.timezone, language, pillars,
                          user.tone, context, now_string, aliases, json_of(user.limits), private_matter,
                          json_of(user.networks))
                    .run();
            ++(is_new ? report.users_added : changed > 0 ? report.users_updated : report.users_unchanged);
            if (zone_changed || comes_back) restart_schedules(user.id, now);
            if (private_changed) {
                const auto stored = this->user(user.id);
                for (auto& change : review_drafts(stored, cited_documents(stored), {}, now))
                    report.drafts.push_back({user.handle, std::move(change)});
            }

            int number = 0;
            for (const auto& entry : user.schedules) {
                // A schedule is known by its place in the user's list, so that editing it keeps its history.
                const auto id = uuid_v5(fmt::format("schedule:{}:{}", user.id, ++number));
                named_schedules.insert(id);
                auto stored = connection_.prepare(
                    "SELECT anchor_date, coalesce(inactive_reason, ''), frequency, selected_days, "
                    "preferred_time, "
                    "content_types, is_active FROM pacing_schedules WHERE id = ?");
                const bool schedule_is_new = !stored.with(id).step();
                const auto today = schedule::local_time(now, user.timezone).date;
                const Date anchor = entry.starts_on   ? *entry.starts_on
                                    : schedule_is_new ? today
                                                      : parse_date(stored.text(0)).value_or(today);
                const auto days = json_of(entry.selected_days.names());
                const auto types = json_of(entry.content_types);
                const bool paused = !schedule_is_new && stored.text(1) == "paused";
                const bool active = entry.active && !paused;
                const std::optional<std::string> reason =
                    paused ? std::optional<std::string>("paused")
                           : (entry.active ? std::nullopt : std::optional<std::string>("file"));
                if (paused && entry.active) report.stay_paused.push_back(id);
                const auto frequency = std::string(schedule::name(entry.frequency));
                if (!schedule_is_new && !zone_changed && stored.text(0) == format_date(anchor) &&
                    stored.text(2) == frequency && stored.text(3) == days &&
                    stored.text(4) == entry.preferred_time && stored.text(5) == types &&
                    (stored.integer(6) != 0) == active) {
                    ++report.schedules_unchanged;
                    continue;
                }
                schedule::Rule rule{
                    entry.frequency, entry.selected_days,
                    schedule::parse_preferred_time(entry.preferred_time).value_or(schedule::Window{}),
                    anchor};
                std::optional<std::string> due;
                if (const auto first = schedule::first_due(rule, now, user.timezone))
                    due = format_instant(*first);
                connection_
                    .prepare(
                        "INSERT INTO pacing_schedules (id, user_id, frequency, selected_days, "
                        "preferred_time, is_active, "
                        "inactive_reason, content_types, anchor_date, next_due_at, due_computed_at, "
                        "created_at, updated_at) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?11) "
                        "ON CONFLICT (id) DO UPDATE SET frequency = excluded.frequency, selected_days = "
                        "excluded.selected_days, preferred_time = excluded.preferred_time, is_active = "
                        "excluded.is_active, "
                        "inactive_reason = excluded.inactive_reason, content_types = excluded.content_types, "
                        "anchor_date = "
                        "excluded.anchor_date, next_due_at = excluded.next_due_at, due_computed_at = "
                        "excluded.due_computed_at, updated_at = excluded.updated_at")
                    .with(id, user.id, frequency, days, entry.preferred_time, active, reason, types,
                          format_date(anchor), due, now_string)
                    .run();
                ++(schedule_is_new ? report.schedules_added : report.schedules_updated);
            }
        }
        due_computed(now_string);
        if (prune) {
            std::vector<std::string> users, schedules;
            auto active_users = connection_.prepare("SELECT id FROM users WHERE is_active = 1");
            while (active_users.step())
                if (!named_users.contains(active_users.text(0))) users.push_back(active_users.text(0));
            // Only what came from a file can be missing in it: those have version-5 ids, see add_schedule.
            auto active_schedules = connection_.prepare(
                "SELECT id FROM pacing_schedules WHERE is_active = 1 AND substr(id, 15, 1) = '5'");
            while (active_schedules.step())
                if (!named_schedules.contains(active_schedules.text(0)))
                    schedules.push_back(active_schedules.text(0));
            for (const auto& id : users)
                connection_.prepare("UPDATE users SET is_active = 0, updated_at = ? WHERE id = ?")
                    .with(now_string, id)
                    .run();
            for (const auto& id : schedules)
                connection_
                    .prepare(
                        "UPDATE pacing_schedules SET is_active = 0, inactive_reason = 'pruned', updated_at = "
                        "? WHERE id = ?")
                    .with(now_string, id)
                    .run();
            report.users_deactivated = static_cast<int>(users.size());
            report.schedules_deactivated = static_cast<int>(schedules.size());
        }
        return report;
    });
}

}  // namespace pacelane::store
