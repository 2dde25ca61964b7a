// The write stage: its lease, its draft, its failure.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

std::int64_t SqliteStore::send_suggestion(std::string_view generation_id) {
    auto row = connection_.prepare(
        "SELECT g.user_id, g.schedule_id, a.analysis_date, a.id, g.suggestion_id FROM "
        "pacing_content_generation g JOIN pacing_context_analysis a ON a.id = g.context_analysis_id "
        "WHERE g.id = ?");
    if (!row.with(generation_id).step())
        throw Error(ErrorKind::bad_input, fmt::format("generation {} was removed", generation_id));
    const Json message{
        {"user_id", row.text(0)},       {"schedule_id", row.is_null(1) ? Json(nullptr) : Json(row.text(1))},
        {"analysis_date", row.text(2)}, {"timestamp", now_text()},
        {"type", "content_suggestion"}, {"analysis_id", row.text(3)},
        {"suggestion_id", row.text(4)}, {"generation_id", generation_id}};
    return queues_.send(kSuggestionQueue, to_text(message));
}

Leased<GenerationJob> SqliteStore::lease_generation(const queue::RetryPolicy& policy,
                                                    std::string_view analysis_id) {
    std::optional<std::int64_t> msg_id;
    if (!analysis_id.empty()) {
        // The next message of this analysis that no worker has right now.
        auto query = connection_.prepare(
            "SELECT q.msg_id FROM q_content_suggestions_queue q JOIN pacing_content_generation g ON g.id = "
            "q.message ->> "
            "'generation_id' WHERE g.context_analysis_id = ? AND g.generation_status = 'pending' AND q.vt <= "
            "? "
            "ORDER BY q.msg_id LIMIT 1");
        if (!query.with(analysis_id, now_text()).step()) return {};
        msg_id = query.integer(0);
    }
    return lease_suggestion(policy, msg_id);
}

Leased<GenerationJob> SqliteStore::lease_draft(const queue::RetryPolicy& policy,
                                               std::string_view generation_id) {
    auto query = connection_.prepare(
        "SELECT q.msg_id FROM pacing_content_generation g JOIN q_content_suggestions_queue q ON q.message "
        "->> "
        "'generation_id' = g.id WHERE g.id = ? AND g.generation_status = 'pending' ORDER BY q.msg_id DESC "
        "LIMIT 1");
    if (!query.with(generation_id).step()) return {};
    const auto msg_id = query.integer(0);
    query.reset();
    return lease_suggestion(policy, msg_id);
}

Leased<GenerationJob> SqliteStore::lease_suggestion(const queue::RetryPolicy& policy,
                                                    std::optional<std::int64_t> msg_id) {
    return lease<GenerationJob>(kGenerations, policy, msg_id, [&](GenerationJob& job) {
        auto row = connection_.prepare(
            "SELECT g.user_id, g.context_analysis_id, g.content_type, g.suggestion_id, s.value, "
            "a.analysis_date FROM "
            "pacing_content_generation "
            "g JOIN pacing_context_analysis a ON a.id = g.context_analysis_id JOIN "
            "json_each(a.content_suggestions) s ON "
            "s.value ->> 'id' = g.suggestion_id WHERE g.id = ?");
        if (!row.with(job.row_id).step())
            throw Error(
                ErrorKind::bad_input,
                fmt::format("generation {}: its suggestion is not among those of its analysis", job.row_id));
        job.user = user(row.text(0));
        job.analysis_id = row.text(1);
        job.content_type = row.text(2);
        job.suggestion = writer::suggestion_from_json(parse_json(row.text(4), "a stored suggestion"));
        job.analysis_date = parse_date(row.text(5)).value_or(Date{});
    });
}

bool SqliteStore::complete_generation(const GenerationJob& job, const writer::Draft& draft) {
    return connection_.transaction([&] {
        if (!queue::is_held(queues_, kSuggestionQueue, job.lease)) return false;
        connection_
            .prepare(
                "UPDATE pacing_content_generation SET generation_status = 'completed', content_title = ?, "
                "content_body = ?, "
                "content_metadata = ?, error_message = NULL, completed_at = ? WHERE id = ?")
            .with(draft.title, draft.body, to_text(writer::metadata(draft, job.suggestion)), now_text(),
                  job.row_id)
            .run();
        queues_.archive(kSuggestionQueue, job.lease.msg_id);
        return true;
    });
}

queue::Failure SqliteStore::fail_generation(const Job& job, const queue::Cause& cause,
                                            const queue::RetryPolicy& policy) {
    return fail(kGenerations, job, cause, policy);
}

bool SqliteStore::extend_generation(const queue::Lease& lease, std::chrono::seconds visibility) {
    return queue::extend_held(queues_, kSuggestionQueue, lease, visibility);
}

}  // namespace pacelane::store
