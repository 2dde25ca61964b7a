// A day's analysis, made again: what it found before is kept as its history.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

EnqueueResult SqliteStore::enqueue_again(const User& user, std::string_view schedule_id,
                                         std::optional<Date> date) {
    return connection_.transaction([&] {
        auto result = enqueue(user, schedule_id, date, false);
        if (result.status == "failed") return enqueue(user, schedule_id, date, true);
        if (result.status != "completed") return result;
        put_aside(result.analysis_id);
        auto row = connection_.prepare(
            "SELECT coalesce(schedule_id, ''), analysis_date FROM pacing_context_analysis WHERE id = ?");
        row.with(result.analysis_id).step();
        result.msg_id = send_analysis(user.id, schedule_id.empty() ? row.text(0) : schedule(schedule_id).id,
                                      parse_date(row.text(1)).value_or(Date{}));
        result.enqueued = true;
        result.status = "pending";
        result.failed_drafts.clear();
        return result;
    });
}

void SqliteStore::put_aside(std::string_view analysis_id) {
    connection_
        .prepare(
            "INSERT INTO pacing_analysis_history (context_analysis_id, run, user_id, knowledge_context, "
            "meeting_context, content_suggestions, error_message, started_at, completed_at, replaced_at) "
            "SELECT a.id, 1 + (SELECT count(*) FROM pacing_analysis_history h WHERE h.context_analysis_id = "
            "a.id), a.user_id, a.knowledge_context, a.meeting_context, a.content_suggestions, "
            "a.error_message, a.started_at, a.completed_at, ?2 FROM pacing_context_analysis a WHERE a.id = "
            "?1")
        .with(analysis_id, now_text())
        .run();
    // What was written stays; what was only suggested may be suggested anew.
    constexpr std::string_view kUnwritten = "context_analysis_id = ? AND generation_status <> 'completed'";
    std::vector<std::int64_t> messages;
    auto waiting = connection_.prepare(
        fmt::format("SELECT q.msg_id FROM pacing_content_generation g JOIN q_content_suggestions_queue q ON "
                    "q.message ->> 'generation_id' = g.id WHERE g.{}",
                    kUnwritten));
    waiting.with(analysis_id);
    while (waiting.step())
        messages.push_back(waiting.integer(0));
    waiting.reset();
    for (const auto id : messages)
        queues_.archive(kSuggestionQueue, id);
    connection_
        .prepare(
            "DELETE FROM suggestion_evidence WHERE context_analysis_id = ?1 AND suggestion_id IN (SELECT "
            "suggestion_id FROM pacing_content_generation WHERE context_analysis_id = ?1 AND "
            "generation_status <> 'completed')")
        .with(analysis_id)
        .run();
    connection_.prepare(fmt::format("DELETE FROM pacing_content_generation WHERE {}", kUnwritten))
        .with(analysis_id)
        .run();
    connection_
        .prepare(
            "UPDATE pacing_context_analysis SET analysis_status = 'pending', knowledge_context = NULL, "
            "meeting_context = NULL, content_suggestions = NULL, error_message = NULL, started_at = NULL, "
            "completed_at = NULL, attempts = 0 WHERE id = ?")
        .with(analysis_id)
        .run();
}

}  // namespace pacelane::store
