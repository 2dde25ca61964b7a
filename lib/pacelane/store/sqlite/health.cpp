#include <pacelane/store/health.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

namespace pacelane::store {

DatabaseHealth examine_sqlite(const std::string& path, const Clock& clock, const OpenOptions& options) {
    auto read_only = options;
    read_only.read_only = true;
    SqliteStore store(path, clock, read_only);
    auto& connection = store.connection();
    const auto now = format_instant(clock.now());
    DatabaseHealth health;
    const auto text = [&](std::string_view sql) {
        auto query = connection.prepare(sql);
        query.step();
        return query.is_null(0) ? std::string() : query.text(0);
    };
    const auto count = [&](std::string_view sql) {
        auto query = connection.prepare(sql);
        query.step();
        return query.integer(0);
    };
    const auto count_at = [&](std::string_view sql) {
        auto query = connection.prepare(sql);
        query.with(now).step();
        return query.integer(0);
    };
    const auto oldest = [&](std::string_view sql) -> std::optional<Instant> {
        auto query = connection.prepare(sql);
        query.with(now).step();
        if (query.is_null(0)) return std::nullopt;
        return parse_instant(query.text(0));
    };
    health.journal_mode = text("PRAGMA journal_mode");
    {
        auto check = connection.prepare("PRAGMA quick_check(5)");
        while (check.step())
            if (check.view(0) != "ok") health.damage.push_back(check.text(0));
    }
    // What is damaged need not tell the truth about the rest.
    if (!health.damage.empty()) return health;
    health.newest = parse_instant(
        text("SELECT max(at) FROM (SELECT max(created_at) AS at FROM pacing_context_analysis UNION ALL "
             "SELECT max(created_at) FROM pacing_content_generation UNION ALL SELECT max(changed_at) FROM "
             "documents UNION ALL SELECT max(last_tick_at) FROM pacing_scheduler_config)"));
    health.active_schedules = count(
        "SELECT count(*) FROM pacing_schedules s JOIN users u ON u.id = s.user_id WHERE s.is_active = 1 "
        "AND u.is_active = 1");
    health.scheduler = store.scheduler();
    health.dead_workers = count_at(
        "SELECT (SELECT count(*) FROM pacing_context_analysis a WHERE a.analysis_status = 'processing' AND "
        "NOT EXISTS (SELECT 1 FROM q_pacing_content_queue q WHERE q.message ->> 'user_id' = a.user_id AND "
        "q.message ->> 'analysis_date' = a.analysis_date AND q.vt > ?1)) + (SELECT count(*) FROM "
        "pacing_content_generation g WHERE g.generation_status = 'generating' AND NOT EXISTS (SELECT 1 FROM "
        "q_content_suggestions_queue q WHERE q.message ->> 'generation_id' = g.id AND q.vt > ?1))");
    health.failed_analyses =
        count("SELECT count(*) FROM pacing_context_analysis WHERE analysis_status = 'failed'");
    health.failed_generations = count(
        "SELECT count(*) FROM pacing_content_generation WHERE generation_status = 'failed' AND withdrawn_at "
        "IS NULL");
    health.unreadable_documents = count("SELECT count(*) FROM documents WHERE error_message IS NOT NULL");
    health.oldest_analysis =
        oldest("SELECT min(max(enqueued_at, vt)) FROM q_pacing_content_queue WHERE vt <= ?1");
    health.oldest_suggestion =
        oldest("SELECT min(max(enqueued_at, vt)) FROM q_content_suggestions_queue WHERE vt <= ?1");
    return health;
}

}  // namespace pacelane::store
