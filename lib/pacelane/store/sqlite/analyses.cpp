// The analyze stage: its lease, its result, its failure.
#include <pacelane/base/uuid.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::store {

Leased<AnalysisJob> SqliteStore::lease_analysis(const queue::RetryPolicy& policy,
                                                std::string_view analysis_id) {
    std::optional<std::int64_t> msg_id;
    if (!analysis_id.empty()) {
        auto query = connection_.prepare(
            "SELECT q.msg_id FROM q_pacing_content_queue q, pacing_context_analysis a WHERE a.id = ? AND "
            "q.message ->> 'user_id' = a.user_id AND q.message ->> 'analysis_date' = a.analysis_date "
            "ORDER BY q.msg_id DESC LIMIT 1");
        if (!query.with(analysis_id).step()) return {};
        msg_id = query.integer(0);
    }
    return lease<AnalysisJob>(kAnalyses, policy, msg_id, [&](AnalysisJob& job) {
        auto row = connection_.prepare(
            "SELECT user_id, coalesce(schedule_id, ''), analysis_date FROM pacing_context_analysis WHERE id "
            "= ?");
        if (!row.with(job.row_id).step())
            throw Error(ErrorKind::bad_input,
                        fmt::format("analysis {} was removed while it was claimed", job.row_id));
        job.user = user(row.text(0));
        job.schedule_id = row.text(1);
        job.analysis_date = parse_date(row.text(2)).value_or(Date{});
        job.content_types = content_types_for(job.user.id, job.schedule_id, job.analysis_date);
    });
}

bool SqliteStore::complete_analysis(const AnalysisJob& job, const analysis::Result& result) {
    const auto& analysis_id = job.row_id;
    return connection_.transaction([&] {
        if (!queue::is_held(queues_, kAnalysisQueue, job.lease)) return false;
        const Instant now = clock_.now();
        const auto now_string = format_instant(now);
        auto hashes_of = connection_.prepare(
            "SELECT p.text_hash FROM passages p JOIN documents d USING (document_key) WHERE d.id = ? AND "
            "p.ordinal = ?");
        // What was told on a date that is still to come was told by a clock that ran ahead, or in advance: it
        // counts from now on, and not for ever.
        connection_
            .prepare(
                "UPDATE suggestion_evidence SET analysis_date = ?2 WHERE user_id = ?1 AND analysis_date > ?2")
            .with(job.user.id, format_date(job.analysis_date))
            .run();
        auto runs =
            connection_.prepare("SELECT count(*) FROM pacing_analysis_history WHERE context_analysis_id = ?");
        runs.with(analysis_id).step();
        const auto run = runs.integer(0) == 0 ? std::string() : fmt::format("{}:", runs.integer(0));
        Json suggestions = Json::array();
        int number = 0;
        for (auto suggestion : result.suggestions) {
            // Named by its analysis and place, so that a second attempt at the same analysis gives the same
            // ids.
            suggestion.id = uuid_v5(fmt::format("suggestion:{}:{}{}", analysis_id, run, ++number));
            suggestions.push_back(writer::to_json(suggestion));
            const auto generation_id = uuid_v7(now);
            const auto schedule_id = job.schedule_id.empty() ? std::nullopt : std::optional(job.schedule_id);
            connection_
                .prepare(
                    "INSERT INTO pacing_content_generation (id, user_id, schedule_id, context_analysis_id, "
                    "suggestion_id, "
                    "content_type, content_title, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .with(generation_id, job.user.id, schedule_id, analysis_id, suggestion.id,
                      suggestion.content_type, suggestion.topic, now_string)
                .run();
            std::vector<std::string> hashes;
            for (const auto& source : suggestion.related_context) {
                hashes_of.with(source.document_id, source.passage);
                if (hashes_of.step()) hashes.push_back(hashes_of.text(0));
                hashes_of.reset();
            }
            connection_
                .prepare(
                    "INSERT INTO suggestion_evidence (suggestion_id, context_analysis_id, user_id, "
                    "topic_key, content_type, "
                    "analysis_date, passage_hashes, sentences) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .with(suggestion.id, analysis_id, job.user.id, suggestion.topic_key, suggestion.content_type,
                      format_date(job.analysis_date), json_of(hashes), json_of(suggestion.told))
                .run();
            send_suggestion(generation_id);
        }
        connection_
            .prepare(
                "UPDATE pacing_context_analysis SET analysis_status = 'completed', knowledge_context = ?, "
                "meeting_context "
                "= ?, content_suggestions = ?, error_message = ?, completed_at = ? WHERE id = ?")
            .with(to_text(analysis::to_json(result.knowledge)), to_text(analysis::to_json(result.meetings)),
                  to_text(suggestions), result.reason.empty() ? std::nullopt : std::optional(result.reason),
                  now_string, analysis_id)
            .run();
        queues_.archive(kAnalysisQueue, job.lease.msg_id);
        return true;
    });
}

queue::Failure SqliteStore::fail_analysis(const Job& job, const queue::Cause& cause,
                                          const queue::RetryPolicy& policy) {
    return fail(kAnalyses, job, cause, policy);
}

bool SqliteStore::extend_analysis(const queue::Lease& lease, std::chrono::seconds visibility) {
    return queue::extend_held(queues_, kAnalysisQueue, lease, visibility);
}

}  // namespace pacelane::store
