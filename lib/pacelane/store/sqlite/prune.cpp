// What came to its end long ago, removed.
#include <pacelane/sqlite/maintenance.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

// Few enough rows a transaction that nobody waits for long.
constexpr std::size_t kBatch = 1000;

constexpr std::string_view kOldDraft =
    "(g.generation_status IN ('completed', 'failed') AND coalesce(g.completed_at, g.created_at) < ?1)";

// An analysis that is over, is not the one that tells what is new to its user, and has no draft that stays.
constexpr std::string_view kOldAnalysis =
    "(a.analysis_status IN ('completed', 'failed') AND coalesce(a.completed_at, a.created_at) < ?1 "
    "AND NOT (a.analysis_status = 'completed' AND a.id = (SELECT l.id FROM pacing_context_analysis l WHERE "
    "l.user_id = a.user_id AND l.analysis_status = 'completed' ORDER BY l.started_at DESC, l.id LIMIT 1)) "
    "AND NOT EXISTS (SELECT 1 FROM pacing_content_generation g WHERE g.context_analysis_id = a.id AND NOT "
    "{}))";

constexpr std::string_view kSuggestedSomething =
    "EXISTS (SELECT 1 FROM suggestion_evidence e WHERE e.context_analysis_id = a.id)";

}  // namespace

Pruned SqliteStore::prune(Instant before, bool dry_run) {
    const auto end = format_instant(before);
    const auto old_analysis = fmt::format(fmt::runtime(kOldAnalysis), kOldDraft);
    const auto ids = [&](const std::string& sql) {
        std::vector<std::string> found;
        auto query = connection_.prepare(sql);
        query.with(end);
        while (query.step())
            found.push_back(query.text(0));
        return found;
    };
    // What there is to do is found while others write; what became different meanwhile is left alone below.
    struct {
        std::vector<std::string> drafts, removed, reduced;
        std::map<std::string, std::vector<std::int64_t>> messages;
    } old;
    connection_.snapshot([&] {
        old.drafts =
            ids(fmt::format("SELECT g.id FROM pacing_content_generation g WHERE g.created_at < ?1 "
                            "AND {} ORDER BY g.created_at",
                            kOldDraft));
        const auto analyses = [&](const std::string& which) {
            return ids(
                fmt::format("SELECT a.id FROM pacing_context_analysis a WHERE a.created_at < ?1 AND "
                            "{} AND {} ORDER BY a.created_at",
                            old_analysis, which));
        };
        old.removed = analyses(fmt::format("NOT {}", kSuggestedSomething));
        old.reduced =
            analyses(fmt::format("(a.knowledge_context IS NOT NULL OR a.meeting_context IS NOT NULL) AND {}",
                                 kSuggestedSomething));
        for (const auto queue : {kAnalysisQueue, kSuggestionQueue}) {
            auto& messages = old.messages[std::string(queue)];
            auto query = connection_.prepare(
                fmt::format("SELECT msg_id FROM \"a_{}\" WHERE archived_at < ? ORDER BY msg_id", queue));
            query.with(end);
            while (query.step())
                messages.push_back(query.integer(0));
        }
    });
    const auto in_batches = [&](const auto& keys, const std::string& sql, bool with_end) {
        std::int64_t changed = 0;
        for (std::size_t begin = 0; begin < keys.size(); begin += kBatch)
            connection_.transaction([&] {
                auto statement = connection_.prepare(sql);
                for (auto n = begin; n < std::min(begin + kBatch, keys.size()); ++n) {
                    if (with_end)
                        statement.with(end, keys[n]);
                    else
                        statement.with(keys[n]);
                    changed += statement.run();
                }
            });
        return changed;
    };
    Pruned pruned;
    if (dry_run) {
        for (const auto& [queue, messages] : old.messages)
            pruned.archived_messages[queue] = static_cast<std::int64_t>(messages.size());
        pruned.drafts = static_cast<std::int64_t>(old.drafts.size());
        pruned.analyses_removed = static_cast<std::int64_t>(old.removed.size());
        pruned.analyses_reduced = static_cast<std::int64_t>(old.reduced.size());
        return pruned;
    }
    for (const auto& [queue, messages] : old.messages)
        pruned.archived_messages[queue] =
            in_batches(messages, fmt::format("DELETE FROM \"a_{}\" WHERE msg_id = ?", queue), false);
    pruned.drafts = in_batches(
        old.drafts,
        fmt::format("DELETE FROM pacing_content_generation AS g WHERE g.id = ?2 AND {}", kOldDraft), true);
    pruned.analyses_removed =
        in_batches(old.removed,
                   fmt::format("DELETE FROM pacing_context_analysis AS a WHERE a.id = ?2 AND {} AND NOT {}",
                               old_analysis, kSuggestedSomething),
                   true);
    // Its row stays: by it, and by suggestion_evidence, it is known what was said, and what was there when.
    pruned.analyses_reduced = in_batches(
        old.reduced,
        fmt::format(
            "UPDATE pacing_context_analysis AS a SET knowledge_context = NULL, meeting_context = NULL, "
            "content_suggestions = (SELECT json_group_array(json_object('id', s.value ->> 'id', 'topic', "
            "s.value ->> 'topic', 'content_type', s.value ->> 'content_type')) FROM "
            "json_each(a.content_suggestions) s) WHERE a.id = ?2 AND {}",
            old_analysis),
        true);
    in_batches(old.reduced, "DELETE FROM pacing_analysis_history WHERE context_analysis_id = ?", false);
    pruned.freed_bytes = sqlite::give_back_free_pages(connection_);
    return pruned;
}

}  // namespace pacelane::store
