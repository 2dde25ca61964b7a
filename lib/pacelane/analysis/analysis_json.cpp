#include <pacelane/analysis/analysis.h>
#include <pacelane/base/error.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::analysis {

namespace {

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

[[noreturn]] void fail(std::string_view what) {
    throw Error(ErrorKind::bad_input, fmt::format("not a suggestion: {}", what));
}

const Json& field(const Json& json, const char* name) {
    if (!json.is_object()) fail("it is no JSON object");
    const auto found = json.find(name);
    if (found == json.end()) fail(fmt::format("\"{}\" is missing", name));
    return *found;
}

std::string text_of(const Json& json, const char* name) {
    const auto& value = field(json, name);
    if (!value.is_string()) fail(fmt::format("\"{}\" is not a text", name));
    return value.get<std::string>();
}

int number_of(const Json& json, const char* name) {
    const auto& value = field(json, name);
    if (!value.is_number_integer()) fail(fmt::format("\"{}\" is not a whole number", name));
    return value.get<int>();
}

const Json& array_of(const Json& json, const char* name) {
    const auto& value = field(json, name);
    if (!value.is_array()) fail(fmt::format("\"{}\" is not a list", name));
    return value;
}

}  // namespace

Json to_json(const Source& source) {
    Json json{{"document_id", source.document_id},
              {"title", source.title},
              {"path", source.path},
              {"passage", source.passage},
              {"line", source.line}};
    if (!source.speaker.empty()) json["speaker"] = source.speaker;
    json["quote"] = source.quote;
    return json;
}

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

Json to_json(const Suggestion& suggestion) {
    Json json{{"id", suggestion.id},
              {"topic", suggestion.topic},
              {"topic_key", suggestion.topic_key},
              {"content_type", suggestion.content_type},
              {"language", language::code(suggestion.language)},
              {"angle", suggestion.angle},
              {"confidence", suggestion.confidence},
              {"reasoning", suggestion.reasoning},
              {"key_points", suggestion.key_points},
              {"related_context", list(suggestion.related_context)}};
    if (suggestion.since) json["since"] = format_date(*suggestion.since);
    return json;
}

Suggestion suggestion_from_json(const Json& json) {
    Suggestion suggestion;
    suggestion.id = text_of(json, "id");
    suggestion.topic = text_of(json, "topic");
    suggestion.topic_key = text_of(json, "topic_key");
    suggestion.content_type = text_of(json, "content_type");
    const auto language = language::from_code(text_of(json, "language"));
    if (!language) fail("\"language\" is neither \"en\" nor \"pt-BR\"");
    suggestion.language = *language;
    suggestion.angle = text_of(json, "angle");
    const auto& confidence = field(json, "confidence");
    if (!confidence.is_number()) fail("\"confidence\" is not a number");
    suggestion.confidence = confidence.get<double>();
    suggestion.reasoning = text_of(json, "reasoning");
    for (const auto& point : array_of(json, "key_points")) {
        if (!point.is_string()) fail("a key point is not a text");
        suggestion.key_points.push_back(point.get<std::string>());
    }
    for (const auto& item : array_of(json, "related_context")) {
        Source source;
        source.document_id = text_of(item, "document_id");
        source.title = text_of(item, "title");
        source.path = text_of(item, "path");
        source.passage = number_of(item, "passage");
        source.line = number_of(item, "line");
        if (item.contains("speaker")) source.speaker = text_of(item, "speaker");
        source.quote = text_of(item, "quote");
        suggestion.related_context.push_back(std::move(source));
    }
    if (json.contains("since")) {
        suggestion.since = parse_date(text_of(json, "since"));
        if (!suggestion.since) fail("\"since\" is not a date");
    }
    return suggestion;
}

}  // namespace pacelane::analysis
