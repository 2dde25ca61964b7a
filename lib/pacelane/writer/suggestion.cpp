#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/writer/suggestion.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::writer {

namespace {

constexpr std::array<std::string_view, 3> kParts{"decided", "changed", "open"};

[[noreturn]] void not_a_suggestion(std::string_view what) {
    throw Error(ErrorKind::bad_input, fmt::format("not a suggestion: {}", what));
}

const Json& field_of(const Json& json, const char* name) {
    if (!json.is_object()) not_a_suggestion("it is no JSON object");
    const auto found = json.find(name);
    if (found == json.end()) not_a_suggestion(fmt::format("\"{}\" is missing", name));
    return *found;
}

std::string text_of(const Json& json, const char* name) {
    const auto& value = field_of(json, name);
    if (!value.is_string()) not_a_suggestion(fmt::format("\"{}\" is not a text", name));
    return value.get<std::string>();
}

const Json& array_of(const Json& json, const char* name) {
    const auto& value = field_of(json, name);
    if (!value.is_array()) not_a_suggestion(fmt::format("\"{}\" is not a list", name));
    return value;
}

template <class Value>
std::vector<Value> values_of(const Json& json, const char* name, bool (Json::*is_one)() const noexcept,
                             const char* what) {
    std::vector<Value> values;
    for (const auto& value : array_of(json, name)) {
        if (!(value.*is_one)()) not_a_suggestion(fmt::format("one of \"{}\" is not {}", name, what));
        values.push_back(value.get<Value>());
    }
    return values;
}

RecapLine line_of(const Json& json) {
    const auto part = std::find(kParts.begin(), kParts.end(), text_of(json, "part"));
    if (part == kParts.end()) not_a_suggestion("\"part\" is no part of a recap");
    const auto& passage = field_of(json, "passage");
    if (!passage.is_number_integer()) not_a_suggestion("\"passage\" is not a whole number");
    return {static_cast<RecapPart>(part - kParts.begin()), passage.get<int>(), text_of(json, "text")};
}

}  // namespace

Json to_json(const Suggestion& suggestion) {
    Json context = Json::array();
    for (const auto& source : suggestion.related_context)
        context.push_back(sources::to_json(source));
    Json pieces = Json::array();
    for (const auto& piece : suggestion.pieces) {
        Json one{{"document_id", piece.document_id}, {"passages", piece.passages}, {"hashes", piece.hashes}};
        if (!piece.sentences.empty()) one["sentences"] = piece.sentences;
        for (const auto& line : piece.lines)
            one["lines"].push_back({{"part", kParts[static_cast<std::size_t>(line.part)]},
                                    {"passage", line.passage},
                                    {"text", line.text}});
        pieces.push_back(std::move(one));
    }
    return {{"id", suggestion.id},
            {"topic", suggestion.topic},
            {"topic_key", suggestion.topic_key},
            {"content_type", suggestion.content_type},
            {"language", language::code(suggestion.language)},
            {"angle", suggestion.angle},
            {"confidence", suggestion.confidence},
            {"reasoning", suggestion.reasoning},
            {"key_points", suggestion.key_points},
            {"related_context", std::move(context)},
            {"pieces", std::move(pieces)}};
}

Suggestion suggestion_from_json(const Json& json) {
    Suggestion suggestion;
    suggestion.id = text_of(json, "id");
    suggestion.topic = text_of(json, "topic");
    suggestion.topic_key = text_of(json, "topic_key");
    suggestion.content_type = text_of(json, "content_type");
    const auto code = text_of(json, "language");
    const auto language = language::from_code(code);
    if (!language) not_a_suggestion(fmt::format("\"language\": no language is called \"{}\"", code));
    suggestion.language = *language;
    suggestion.angle = text_of(json, "angle");
    const auto& confidence = field_of(json, "confidence");
    if (!confidence.is_number()) not_a_suggestion("\"confidence\" is not a number");
    suggestion.confidence = confidence.get<double>();
    suggestion.reasoning = text_of(json, "reasoning");
    suggestion.key_points = values_of<std::string>(json, "key_points", &Json::is_string, "a text");
    for (const auto& item : array_of(json, "related_context"))
        suggestion.related_context.push_back(sources::source_from_json(item));
    // Suggestions that an older version stored have none; their draft is chosen when it is written.
    if (json.contains("pieces"))
        for (const auto& item : array_of(json, "pieces")) {
            PieceRef piece{text_of(item, "document_id"),
                           values_of<int>(item, "passages", &Json::is_number_integer, "a whole number"),
                           values_of<std::string>(item, "hashes", &Json::is_string, "a text")};
            if (item.contains("sentences")) {
                piece.sentences =
                    values_of<int>(item, "sentences", &Json::is_number_integer, "a whole number");
                // The first is of the first passage, the end of the last one.
                const bool one = piece.passages.size() == 1;
                if (piece.sentences.size() != 2 || piece.sentences[0] < 0 ||
                    piece.sentences[1] <= (one ? piece.sentences[0] : 0))
                    not_a_suggestion("\"sentences\" is no range");
            }
            if (item.contains("lines"))
                for (const auto& line : array_of(item, "lines"))
                    piece.lines.push_back(line_of(line));
            suggestion.pieces.push_back(std::move(piece));
        }
    return suggestion;
}

}  // namespace pacelane::writer
