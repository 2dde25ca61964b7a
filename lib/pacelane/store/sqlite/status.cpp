// Looking at the pipeline: its rows, the latest first.
#include <pacelane/store/sqlite/detail/short_id.h>
#include <pacelane/store/sqlite/detail/sqlite_store.h>

#include <fmt/format.h>

namespace pacelane::store {

namespace {

constexpr std::string_view kAnalysisColumns =
    "a.id, u.handle, a.analysis_date, a.analysis_status, coalesce(a.error_message, ''), a.created_at, "
    "coalesce(a.started_at, ''), coalesce(a.completed_at, ''), a.attempts, (SELECT "
    "json_group_array(coalesce(s.value ->> 'topic', '')) FROM json_each(a.content_suggestions) s)";
constexpr std::string_view kAnalysisTables = "pacing_context_analysis a JOIN users u ON u.id = a.user_id";
constexpr std::string_view kGenerationColumns =
    "g.id, g.context_analysis_id, u.handle, a.analysis_date, g.content_type, coalesce(g.content_title, ''), "
    "iif(g.withdrawn_at IS NULL, g.generation_status, 'withdrawn'), coalesce(g.withdrawn_reason, "
    "g.error_message, ''), g.created_at, coalesce(g.started_at, ''), "
    "coalesce(g.completed_at, ''), g.attempts";
constexpr std::string_view kGenerationTables =
    "pacing_content_generation g JOIN users u ON u.id = g.user_id JOIN pacing_context_analysis a ON a.id = "
    "g.context_analysis_id";

std::optional<double> duration_of(const std::string& started, const std::string& completed, bool in_work,
                                  Instant now) {
    const auto begin = parse_instant(started);
    const auto end = in_work ? std::optional(now) : parse_instant(completed);
    // No time passes on a clock that stands still, as by --now; nothing was measured then.
    if (!begin || !end || *end <= *begin) return std::nullopt;
    return std::chrono::duration<double>(*end - *begin).count();
}

AnalysisSummary analysis_of(const sqlite::Query& row, Instant now) {
    AnalysisSummary analysis;
    analysis.id = row.text(0);
    analysis.user_handle = row.text(1);
    analysis.analysis_date = row.text(2);
    analysis.status = row.text(3);
    analysis.error = row.text(4);
    analysis.created_at = row.text(5);
    analysis.started_at = row.text(6);
    analysis.completed_at = row.text(7);
    analysis.attempts = row.integer(8);
    analysis.topics = strings_of(row.text(9));
    analysis.suggestions = static_cast<std::int64_t>(analysis.topics.size());
    analysis.duration_sec =
        duration_of(analysis.started_at, analysis.completed_at, analysis.status == "processing", now);
    return analysis;
}

GenerationSummary generation_of(const sqlite::Query& row, Instant now) {
    GenerationSummary generation;
    generation.id = row.text(0);
    generation.analysis_id = row.text(1);
    generation.user_handle = row.text(2);
    generation.analysis_date = row.text(3);
    generation.content_type = row.text(4);
    generation.title = row.text(5);
    generation.status = row.text(6);
    generation.error = row.text(7);
    generation.created_at = row.text(8);
    generation.started_at = row.text(9);
    generation.completed_at = row.text(10);
    generation.attempts = row.integer(11);
    generation.duration_sec =
        duration_of(generation.started_at, generation.completed_at, generation.status == "generating", now);
    return generation;
}

// Conditions that are not asked for are left out, so that an index can serve the others.
std::string where(std::initializer_list<std::string_view> conditions) {
    std::string text;
    for (const auto condition : conditions)
        if (!condition.empty()) text += fmt::format("{} {}", text.empty() ? " WHERE" : " AND", condition);
    return text;
}

void bind(sqlite::Query& query, const Filter& filter) {
    query.with(filter.user_id, filter.status, static_cast<std::int64_t>(filter.limit));
}

}  // namespace

std::vector<AnalysisSummary> SqliteStore::analyses(const Filter& filter) {
    std::vector<AnalysisSummary> all;
    auto query = connection_.prepare(
        fmt::format("SELECT {} FROM {}{} ORDER BY a.created_at DESC, a.rowid DESC LIMIT ?3", kAnalysisColumns,
                    kAnalysisTables,
                    where({filter.user_id.empty() ? "" : "a.user_id = ?1",
                           filter.status.empty() ? "" : "a.analysis_status = ?2"})));
    bind(query, filter);
    while (query.step())
        all.push_back(analysis_of(query, clock_.now()));
    return all;
}

AnalysisSummary SqliteStore::analysis(std::string_view id) {
    auto query = connection_.prepare(fmt::format("SELECT {} FROM {} WHERE {} LIMIT 2", kAnalysisColumns,
                                                 kAnalysisTables, begins_with("a.id")));
    query.with(id);
    if (id.empty() || !query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("no analysis '{}' ('pacelane status analyses' shows their ids)", id));
    auto found = analysis_of(query, clock_.now());
    if (query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("'{}' is the beginning of several analyses' ids; give more of it", id));
    return found;
}

std::vector<GenerationSummary> SqliteStore::generations(const Filter& filter) {
    std::vector<GenerationSummary> all;
    auto query = connection_.prepare(fmt::format(
        "SELECT {} FROM {}{} ORDER BY g.created_at DESC, g.rowid DESC LIMIT ?3", kGenerationColumns,
        kGenerationTables,
        where({filter.user_id.empty() ? "" : "g.user_id = ?1",
               filter.status.empty()          ? ""
               : filter.status == "withdrawn" ? "g.withdrawn_at IS NOT NULL"
                                              : "g.generation_status = ?2 AND g.withdrawn_at IS NULL"})));
    bind(query, filter);
    while (query.step())
        all.push_back(generation_of(query, clock_.now()));
    return all;
}

std::vector<ErrorEntry> SqliteStore::errors(const Filter& filter) {
    std::vector<ErrorEntry> all;
    const auto add = [&](std::string_view columns, std::string_view tables, std::string_view condition,
                         std::string_view at, std::string_view owner, std::string_view state,
                         std::string_view analysis) {
        auto query = connection_.prepare(fmt::format(
            "SELECT {}, {} AS at, {} FROM {}{} ORDER BY {} DESC LIMIT ?3", columns, at, analysis, tables,
            where({condition, filter.user_id.empty() ? std::string() : fmt::format("{} = ?1", owner),
                   filter.status.empty() ? std::string() : fmt::format("{} = ?2", state)}),
            at));
        bind(query, filter);
        while (query.step())
            all.push_back({query.text(0), query.text(1), query.text(2), query.text(3), query.text(4),
                           query.text(5), query.text(6), query.text(7), query.text(8)});
    };
    // Each condition is that of an index of schema version 13. A completed analysis keeps in error_message
    // why it has no suggestions: that is no error.
    add("'analyze', a.id, u.handle, a.analysis_date, a.analysis_status, a.error_message", kAnalysisTables,
        "a.error_message IS NOT NULL AND a.analysis_status <> 'completed'",
        "coalesce(a.completed_at, a.started_at, a.created_at)", "a.user_id", "a.analysis_status",
        "a.id, a.analysis_date");
    add("'write', g.id, u.handle, g.content_type, g.generation_status, g.error_message", kGenerationTables,
        "g.error_message IS NOT NULL AND g.generation_status <> 'completed' AND g.withdrawn_at IS NULL",
        "coalesce(g.completed_at, g.started_at, g.created_at)", "g.user_id", "g.generation_status",
        "a.id, a.analysis_date");
    add("'context', d.id, u.handle, d.path, 'unreadable', d.error_message",
        "documents d JOIN users u ON u.id = d.user_id", "d.error_message IS NOT NULL", "d.changed_at",
        "d.user_id", "'unreadable'", "'', ''");
    std::stable_sort(all.begin(), all.end(),
                     [](const ErrorEntry& a, const ErrorEntry& b) { return a.at > b.at; });
    if (all.size() > filter.limit) all.resize(filter.limit);
    return all;
}

Generation SqliteStore::generation(std::string_view id) {
    auto query =
        connection_.prepare(fmt::format("SELECT {}, coalesce(g.content_body, ''), "
                                        "coalesce(g.content_metadata, 'null') FROM {} WHERE {} LIMIT 2",
                                        kGenerationColumns, kGenerationTables, begins_with("g.id")));
    query.with(id);
    if (id.empty() || !query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("no draft '{}' ('pacelane content list' shows their ids)", id));
    Generation found;
    static_cast<GenerationSummary&>(found) = generation_of(query, clock_.now());
    found.body = query.text(12);
    found.metadata = query.text(13);
    if (query.step())
        throw Error(ErrorKind::bad_input,
                    fmt::format("'{}' is the beginning of several drafts' ids; give more of it", id));
    return found;
}

}  // namespace pacelane::store
