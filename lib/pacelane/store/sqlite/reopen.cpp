// What failed for good, tried again.
#include <pacelane/store/sqlite/detail/sqlite_store.h>

namespace pacelane::store {

namespace {

std::vector<std::string> ids(sqlite::Query& query) {
    std::vector<std::string> all;
    while (query.step())
        all.push_back(query.text(0));
    return all;
}

}  // namespace

std::int64_t SqliteStore::reopen_analysis(std::string_view analysis_id, std::string_view schedule_id) {
    connection_
        .prepare(
            "UPDATE pacing_context_analysis SET analysis_status = 'pending', started_at = NULL, completed_at "
            "= NULL, attempts = 0 WHERE id = ?")
        .with(analysis_id)
        .run();
    auto row = connection_.prepare("SELECT user_id, analysis_date FROM pacing_context_analysis WHERE id = ?");
    row.with(analysis_id).step();
    return send_analysis(row.text(0), schedule_id, parse_date(row.text(1)).value_or(Date{}));
}

std::int64_t SqliteStore::reopen_draft(std::string_view generation_id) {
    connection_
        .prepare(
            "UPDATE pacing_content_generation SET generation_status = 'pending', started_at = NULL, "
            "completed_at = NULL, attempts = 0 WHERE id = ?")
        .with(generation_id)
        .run();
    return send_suggestion(generation_id);
}

std::vector<std::string> SqliteStore::failed_drafts_of(std::string_view analysis_id) {
    auto query = connection_.prepare(
        "SELECT id FROM pacing_content_generation WHERE context_analysis_id = ? AND generation_status = "
        "'failed' AND withdrawn_at IS NULL ORDER BY created_at, rowid");
    return ids(query.with(analysis_id));
}

Reopened SqliteStore::reopen(const Reopening& what) {
    return connection_.transaction([&] {
        // All are looked up first: of what one id opens, another may be a part.
        std::vector<std::string> analyses, drafts;
        const auto add_drafts = [&](const std::vector<std::string>& more) {
            drafts.insert(drafts.end(), more.begin(), more.end());
        };
        if (what.all) {
            const std::string mine = what.user_id.empty() ? "" : " AND user_id = ?1";
            auto failed = connection_.prepare(
                "SELECT id FROM pacing_context_analysis WHERE analysis_status = 'failed'" + mine +
                " ORDER BY created_at, rowid");
            auto unwritten = connection_.prepare(
                "SELECT id FROM pacing_content_generation WHERE generation_status = 'failed' AND "
                "withdrawn_at IS NULL" +
                mine + " ORDER BY created_at, rowid");
            if (!what.user_id.empty()) {
                failed.with(what.user_id);
                unwritten.with(what.user_id);
            }
            analyses = ids(failed);
            add_drafts(ids(unwritten));
        }
        for (const auto& id : what.analyses) {
            const auto found = analysis(id);
            if (found.status == "failed")
                analyses.push_back(found.id);
            else if (found.status == "completed")
                add_drafts(failed_drafts_of(found.id));
        }
        for (const auto& id : what.drafts)
            drafts.push_back(generation(id).id);

        Reopened opened;
        for (const auto& id : analyses) {
            auto row = connection_.prepare(
                "SELECT coalesce(schedule_id, '') FROM pacing_context_analysis WHERE id = ? AND "
                "analysis_status = 'failed'");
            if (!row.with(id).step()) continue;
            const auto schedule_id = row.text(0);
            row.reset();
            opened.analyses.push_back({id, reopen_analysis(id, schedule_id)});
        }
        for (const auto& id : drafts) {
            auto row = connection_.prepare(
                "SELECT 1 FROM pacing_content_generation WHERE id = ? AND generation_status = 'failed' AND "
                "withdrawn_at IS NULL");
            if (!row.with(id).step()) continue;
            row.reset();
            opened.drafts.push_back({id, reopen_draft(id)});
        }
        return opened;
    });
}

}  // namespace pacelane::store
