#include <pacelane/analysis/analysis.h>

#include <nlohmann/json.hpp>

namespace pacelane::analysis {

namespace {

using sources::to_json;

Json to_json(const Insight& insight);
Json to_json(const Topic& topic);
Json to_json(const KnowledgeContext::File& file);
Json to_json(const Decision& decision);
Json to_json(const ActionItem& item);
Json to_json(const Question& question);
Json to_json(const Participant& participant);
Json to_json(const Collaboration& pair);
Json to_json(const Theme& theme);
Json to_json(const MeetingContext::Meeting& meeting);

template <typename Items>
Json list(const Items& items) {
    Json json = Json::array();
    for (const auto& item : items)
        json.push_back(to_json(item));
    return json;
}

Json date_or_null(const std::optional<Date>& date) {
    return date ? Json(format_date(*date)) : Json(nullptr);
}

Json to_json(const Insight& insight) {
    return {{"text", insight.text},
            {"score", insight.score},
            {"is_new", insight.is_new},
            {"source", to_json(insight.source)}};
}

Json to_json(const Topic& topic) {
    return {{"text", topic.text},
            {"weight", topic.weight},
            {"documents", topic.documents},
            {"is_new", topic.is_new},
            {"sources", list(topic.sources)}};
}

Json to_json(const KnowledgeContext::File& file) {
    return {{"document_id", file.document_id}, {"path", file.path},     {"title", file.title},
            {"format", file.format},           {"is_new", file.is_new}, {"new_passages", file.new_passages}};
}

Json to_json(const Decision& decision) {
    return {{"text", decision.text}, {"source", to_json(decision.source)}};
}

Json to_json(const ActionItem& item) {
    return {{"who", item.who},   {"what", item.what},
            {"due", item.due},   {"due_date", date_or_null(item.due_date)},
            {"done", item.done}, {"source", to_json(item.source)}};
}

Json to_json(const Question& question) {
    return {{"text", question.text}, {"asked_by", question.asked_by}, {"source", to_json(question.source)}};
}

Json to_json(const Participant& participant) {
    return {{"name", participant.name},
            {"meetings", participant.meetings},
            {"turns", participant.turns},
            {"words", participant.words},
            {"share", participant.share}};
}

Json to_json(const Collaboration& pair) {
    return {{"first", pair.first},
            {"second", pair.second},
            {"meetings", pair.meetings},
            {"exchanges", pair.exchanges}};
}

Json to_json(const Theme& theme) {
    return {{"text", theme.text}, {"meetings", theme.meetings}, {"sources", list(theme.sources)}};
}

Json to_json(const MeetingContext::Meeting& meeting) {
    return {{"document_id", meeting.document_id},
            {"path", meeting.path},
            {"title", meeting.title},
            {"date", date_or_null(meeting.date)},
            {"is_new", meeting.is_new},
            {"participants", list(meeting.participants)}};
}

}  // namespace

Json to_json(const KnowledgeContext& context) {
    return {{"files", list(context.files)},
            {"new_files", context.new_files},
            {"new_passages", context.new_passages},
            {"insights", list(context.insights)},
            {"topics", list(context.topics)}};
}

Json to_json(const MeetingContext& context) {
    return {{"meetings", list(context.meetings)},
            {"decisions", list(context.decisions)},
            {"action_items", list(context.action_items)},
            {"open_questions", list(context.open_questions)},
            {"topics", list(context.topics)},
            {"participants", list(context.participants)},
            {"collaboration", list(context.collaboration)},
            {"themes", list(context.themes)}};
}

}  // namespace pacelane::analysis
