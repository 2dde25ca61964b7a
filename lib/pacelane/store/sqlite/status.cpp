// Looking at the pipeline.
#include <algorithm>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

constexpr std::string_view kGenerationColumns =
    "g.id, g.context_analysis_id, u.handle, a.analysis_date, g.content_type, coalesce(g.content_title, ''), "
    "iif(g.withdrawn_at IS NULL, g.generation_status, 'withdrawn'), coalesce(g.withdrawn_reason, "
    "g.error_message, ''), g.created_at, coalesce(g.started_at, ''), "
    "coalesce(g.completed_at, '')";
constexpr std::string_view kGenerationTables =
    "pacing_content_generation g JOIN users u ON u.id = g.user_id JOIN pacing_context_analysis a ON a.id = "
    "g.context_analysis_id";

GenerationSummary generation_of(const sqlite::Query& row) {
    return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5),
            row.text(6), row.text(7), row.text(8), row.text(9), row.text(10)};
}

}  // namespace

std::vector<AnalysisSummary> SqliteStore::analyses(const Filter& filter) {
    std::vector<AnalysisSummary> all;
    auto query = connection_.prepare(
        "SELECT a.id, u.handle, a.analysis_date, a.analysis_status, coalesce(a.error_message, ''), "
        "coalesce(json_array_length(a.content_suggestions), 0), a.created_at, coalesce(a.started_at, ''), "
        "coalesce(a.completed_at, '') FROM pacing_context_analysis a JOIN users u ON u.id = a.user_id WHERE "
        "(?1 = '' OR "
        "a.user_id = ?1) AND (?2 = '' OR a.analysis_status = ?2) ORDER BY a.created_at DESC, a.id DESC LIMIT "
        "?3");
    query.with(filter.user_id, filter.status, static_cast<std::int64_t>(filter.limit));
    while (query.step())
        all.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4),
                       query.integer(5), query.text(6), query.text(7), query.text(8)});
    return all;
}

std::vector<GenerationSummary> SqliteStore::generations(const Filter& filter) {
    std::vector<GenerationSummary> all;
    auto query = connection_.prepare(fmt::format(
        "SELECT {} FROM {} WHERE (?1 = '' OR g.user_id = ?1) AND (?2 = '' OR iif(g.withdrawn_at IS NULL, "
        "g.generation_status, 'withdrawn') = ?2) "
        "ORDER BY g.created_at DESC, g.rowid DESC LIMIT ?3",
        kGenerationColumns, kGenerationTables));
    query.with(filter.user_id, filter.status, static_cast<std::int64_t>(filter.limit));
    while (query.step())
        all.push_back(generation_of(query));
    return all;
}

std::vector<ErrorEntry> SqliteStore::errors(const Filter& filter) {
    std::vector<ErrorEntry> all;
    // A completed analysis keeps in error_message why it has no suggestions: that is no error.
    auto query = connection_.prepare(
        "SELECT * FROM ("
        "SELECT 'analyze', a.id, u.handle, a.analysis_date, a.analysis_status AS state, a.error_message, "
        "coalesce(a.completed_at, a.started_at, a.created_at) AS at, a.user_id AS owner FROM "
        "pacing_context_analysis a JOIN "
        "users u ON u.id = a.user_id WHERE a.error_message IS NOT NULL AND a.analysis_status <> 'completed' "
        "UNION ALL SELECT 'write', g.id, u.handle, g.content_type, g.generation_status, g.error_message, "
        "coalesce(g.completed_at, g.started_at, g.created_at), g.user_id FROM pacing_content_generation g "
        "JOIN users u ON "
        "u.id = g.user_id WHERE g.error_message IS NOT NULL AND g.generation_status <> 'completed' AND "
        "g.withdrawn_at IS NULL "
        "UNION ALL SELECT 'context', d.id, u.handle, d.path, 'unreadable', d.error_message, d.changed_at, "
        "d.user_id FROM "
        "documents d JOIN users u ON u.id = d.user_id WHERE d.error_message IS NOT NULL) "
        "WHERE (?1 = '' OR owner = ?1) AND (?2 = '' OR state = ?2) ORDER BY at DESC LIMIT ?3");
    query.with(filter.user_id, filter.status, static_cast<std::int64_t>(filter.limit));
    while (query.step())
        all.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4),
                       query.text(5), query.text(6)});
    return all;
}

Generation SqliteStore::generation(std::string_view id) {
    auto query =
        connection_.prepare(fmt::format("SELECT {}, coalesce(g.content_body, ''), "
                                        "coalesce(g.content_metadata, 'null') FROM {} WHERE substr(g.id, 1, "
                                        "length(?1)) = ?1 LIMIT 2",
                                        kGenerationColumns, kGenerationTables));
    query.with(id);
    if (id.empty() || !query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("no draft '{}' ('pacelane content list' shows their ids)", id));
    Generation found;
    static_cast<GenerationSummary&>(found) = generation_of(query);
    found.body = query.text(11);
    found.metadata = query.text(12);
    if (query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("'{}' is the beginning of several drafts' ids; give more of it", id));
    return found;
}

Status SqliteStore::status(std::size_t latest) {
    return connection_.snapshot([&] {
        Status status;
        auto descriptions = connection_.prepare("SELECT queue_name, description FROM pacing_queue_status");
        while (descriptions.step()) {
            const auto metrics = queues_.metrics(descriptions.text(0));
            status.queues.push_back({metrics.queue_name, metrics.queue_length, metrics.queue_visible_length,
                                     metrics.oldest_msg_age_sec, descriptions.text(1)});
        }
        const auto count = [&](const char* sql, std::map<std::string, std::int64_t>& by_state,
                               std::initializer_list<const char*> states) {
            for (const auto* state : states)
                by_state[state] = 0;
            auto query = connection_.prepare(sql);
            while (query.step())
                by_state[query.text(0)] = query.integer(1);
        };
        count("SELECT analysis_status, count(*) FROM pacing_context_analysis GROUP BY 1", status.analyses,
              {"pending", "processing", "completed", "failed"});
        count(
            "SELECT iif(withdrawn_at IS NULL, generation_status, 'withdrawn'), count(*) FROM "
            "pacing_content_generation GROUP BY 1",
            status.generations, {"pending", "generating", "completed", "failed", "withdrawn"});
        auto users = connection_.prepare("SELECT total(is_active), count(*) FROM users");
        users.step();
        status.users = users.integer(0);
        if (users.integer(1) > 0) {
            Filter filter;
            filter.limit = latest;
            status.latest_analyses = analyses(filter);
            status.latest_generations = generations(filter);
            status.errors = errors(filter);
        }
        auto schedules = connection_.prepare("SELECT count(*) FROM pacing_schedules WHERE is_active = 1");
        schedules.step();
        status.active_schedules = schedules.integer(0);
        status.scheduler = scheduler();
        return status;
    });
}

}  // namespace pacelane::store
