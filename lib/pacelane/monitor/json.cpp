#include <pacelane/monitor/json.h>

#include <nlohmann/json.hpp>

namespace pacelane::monitor {

// Not in the namespace without a name, where they would hide the others.
static Json to_json(const store::SourceView& source);
static Json to_json(const store::SourcedText& item);
static Json to_json(const store::ReadDocument& document);
static Json to_json(const store::SuggestionView& suggestion);
static Json to_json(const store::ClaimView& claim);
static Json to_json(const store::StageTiming& timing);
static Json to_json(const store::DayCounts& day);

namespace {

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json or_null(const std::optional<Instant>& at) {
    return at ? Json(format_instant(*at)) : Json();
}

template <class T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

template <class Rows>
Json list(const Rows& rows) {
    Json all = Json::array();
    for (const auto& row : rows)
        all.push_back(to_json(row));
    return all;
}

}  // namespace

static Json to_json(const store::SourceView& source) {
    return {{"document_id", or_null(source.document_id)},
            {"path", source.path},
            {"title", source.title},
            {"line", source.line},
            {"speaker", or_null(source.speaker)},
            {"quote", source.quote},
            {"passage", or_null(source.passage)},
            {"passage_kind", or_null(source.passage_kind)}};
}

static Json to_json(const store::SourcedText& item) {
    return {{"text", item.text}, {"about", or_null(item.about)}, {"sources", list(item.sources)}};
}

static Json to_json(const store::ReadDocument& document) {
    return {{"document_id", document.document_id},
            {"path", document.path},
            {"title", document.title},
            {"kind", document.kind},
            {"is_new", document.is_new},
            {"new_passages", document.new_passages}};
}

static Json to_json(const store::SuggestionView& suggestion) {
    return {{"id", suggestion.id},
            {"topic", suggestion.topic},
            {"content_type", suggestion.content_type},
            {"angle", suggestion.angle},
            {"reasoning", suggestion.reasoning},
            {"confidence", or_null(suggestion.confidence)},
            {"key_points", suggestion.key_points},
            {"sources", list(suggestion.sources)},
            {"drafts", list(suggestion.drafts)}};
}

static Json to_json(const store::ClaimView& claim) {
    return {{"text", claim.text},
            {"support", claim.support},
            {"offset", claim.offset ? Json(*claim.offset) : Json()},
            {"source", to_json(claim.source)}};
}

static Json to_json(const store::StageTiming& timing) {
    const auto seconds = [&](double value) { return timing.sample == 0 ? Json() : Json(value); };
    return {{"stage", timing.stage},
            {"sample", timing.sample},
            {"p50_sec", seconds(timing.p50_sec)},
            {"p95_sec", seconds(timing.p95_sec)},
            {"completed_total", timing.completed},
            {"duration_sec_total", timing.total_sec}};
}

static Json to_json(const store::DayCounts& day) {
    return {{"date", format_date(day.date)},
            {"analyses_completed", day.analyses_completed},
            {"analyses_failed", day.analyses_failed},
            {"generations_completed", day.generations_completed},
            {"generations_failed", day.generations_failed},
            {"messages", day.messages}};
}

Json to_json(const store::QueueSnapshot& queue) {
    return {{"queue_name", queue.name},
            {"description", or_null(queue.description)},
            {"of_pipeline", queue.of_pipeline},
            {"pending_messages", queue.length},
            {"visible_messages", queue.visible},
            {"in_flight_messages", queue.in_flight},
            {"pending_is_estimate", queue.length_is_estimate},
            {"oldest_msg_age_sec", or_null(queue.oldest_age_sec)},
            {"archived_last_hour", queue.archived_last_hour},
            {"archived_messages", queue.archived},
            {"archived_is_estimate", queue.archived_is_estimate},
            {"dead_letters", queue.dead_letters},
            {"total_messages", queue.sent}};
}

Json to_json(const store::AnalysisSummary& analysis) {
    return {{"id", analysis.id},
            {"user", analysis.user_handle},
            {"analysis_date", analysis.analysis_date},
            {"analysis_status", analysis.status},
            {"error_message", or_null(analysis.error)},
            {"suggestions", analysis.suggestions},
            {"topics", analysis.topics},
            {"attempts", analysis.attempts},
            {"duration_sec", or_null(analysis.duration_sec)},
            {"created_at", analysis.created_at},
            {"started_at", or_null(analysis.started_at)},
            {"completed_at", or_null(analysis.completed_at)}};
}

Json to_json(const store::GenerationSummary& generation) {
    return {{"id", generation.id},
            {"context_analysis_id", generation.analysis_id},
            {"user", generation.user_handle},
            {"analysis_date", generation.analysis_date},
            {"content_type", generation.content_type},
            {"content_title", or_null(generation.title)},
            {"generation_status", generation.status},
            {"error_message", or_null(generation.error)},
            {"attempts", generation.attempts},
            {"duration_sec", or_null(generation.duration_sec)},
            {"created_at", generation.created_at},
            {"started_at", or_null(generation.started_at)},
            {"completed_at", or_null(generation.completed_at)}};
}

Json to_json(const store::ErrorEntry& error) {
    return {{"stage", error.stage},
            {"id", error.id},
            {"user", error.user_handle},
            {"subject", error.what},
            {"state", error.status},
            {"error_message", error.message},
            {"at", error.at},
            {"analysis_id", or_null(error.analysis_id)},
            {"analysis_date", or_null(error.analysis_date)}};
}

Json to_json(const store::ScheduleSnapshot& one) {
    const auto& schedule = one.schedule;
    Json runs = Json::array();
    for (const auto& run : one.next_runs)
        runs.push_back(format_instant(run));
    return {
        {"id", schedule.id},
        {"user", schedule.user_handle},
        {"timezone", schedule.timezone},
        {"in_words", or_null(one.in_words)},
        {"content_types", schedule.content_types},
        {"is_active", schedule.is_active && schedule.user_is_active},
        {"inactive_reason",
         schedule.is_active && !schedule.user_is_active ? Json("user") : or_null(schedule.inactive_reason)},
        {"next_runs", std::move(runs)},
        {"due_since", or_null(one.due_since)},
        {"last_triggered_at", or_null(schedule.last_triggered_at)},
        {"problem", or_null(schedule.problem)}};
}

Json to_json(const store::Snapshot& snapshot) {
    return {{"at", format_instant(snapshot.at)},
            {"queues", list(snapshot.queues)},
            {"analyses", snapshot.analyses},
            {"generations", snapshot.generations},
            {"timings", list(snapshot.timings)},
            {"users", snapshot.users},
            {"active_schedules", snapshot.active_schedules},
            {"resting_schedules", snapshot.resting_schedules},
            {"scheduler",
             {{"enabled", snapshot.scheduler.enabled},
              {"last_tick_at", or_null(snapshot.scheduler.last_tick_at)},
              {"switched_at", or_null(snapshot.scheduler.changed_at)},
              {"overdue_since", or_null(snapshot.overdue_since)}}},
            {"schedules", list(snapshot.due)},
            {"history", list(snapshot.history)},
            {"latest_analyses", list(snapshot.latest_analyses)},
            {"latest_generations", list(snapshot.latest_generations)},
            {"error_count", snapshot.error_count},
            {"failed_last_day", snapshot.failed_last_day},
            {"errors", list(snapshot.errors)}};
}

Json to_json(const store::AnalysisView& view) {
    auto json = to_json(view.summary);
    json["schedule_id"] = or_null(view.schedule_id);
    json["documents"] = list(view.documents);
    json["insights"] = list(view.insights);
    json["topics_found"] = list(view.topics);
    json["decisions"] = list(view.decisions);
    json["action_items"] = list(view.action_items);
    json["open_questions"] = list(view.open_questions);
    json["suggested"] = list(view.suggestions);
    json["earlier_drafts"] = list(view.earlier_drafts);
    return json;
}

Json to_json(const store::DraftView& view) {
    auto json = to_json(static_cast<const store::GenerationSummary&>(view.generation));
    json["content_body"] = or_null(view.generation.body);
    json["angle"] = or_null(view.angle);
    json["reasoning"] = or_null(view.reasoning);
    json["confidence"] = or_null(view.confidence);
    json["grounded_share"] = or_null(view.grounded_share);
    json["characters"] = view.characters;
    json["character_limit"] = view.character_limit;
    json["hashtags"] = view.hashtags;
    json["claims"] = list(view.claims);
    return json;
}

}  // namespace pacelane::monitor
