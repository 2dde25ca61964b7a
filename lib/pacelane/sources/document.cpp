#include <pacelane/base/error.h>
#include <pacelane/base/hash.h>
#include <pacelane/sources/document.h>
#include <pacelane/sources/outline.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::sources {

namespace {

[[noreturn]] void fail(std::string_view what) {
    throw Error(ErrorKind::bad_input, fmt::format("not a source: {}", what));
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

}  // namespace

KnownDocument known_document(const context::Document& document, const std::string& path, bool is_new) {
    KnownDocument known;
    known.id = known.path = path;
    known.title = document.title;
    known.title_from_name = document.title_from_name;
    known.kind = document.kind;
    known.format = document.format;
    known.date = document.date;
    known.language = document.language;
    known.participants = document.participants;
    known.published = document.published;
    known.url = document.url;
    known.is_new = is_new;
    for (const auto& passage : document.passages)
        known.passages.push_back({passage, sha256_hex(passage.text), is_new, {}});
    paragraphs_of_outline(known);
    return known;
}

Json to_json(const Source& source) {
    Json json{{"document_id", source.document_id},
              {"title", source.title},
              {"path", source.path},
              {"passage", source.passage},
              {"line", source.line}};
    if (!source.place.empty()) json["place"] = source.place;
    if (!source.speaker.empty()) json["speaker"] = source.speaker;
    json["quote"] = source.quote;
    return json;
}

Source source_from_json(const Json& json) {
    Source source;
    source.document_id = text_of(json, "document_id");
    source.title = text_of(json, "title");
    source.path = text_of(json, "path");
    source.passage = number_of(json, "passage");
    source.line = number_of(json, "line");
    if (json.contains("place")) source.place = text_of(json, "place");
    if (json.contains("speaker")) source.speaker = text_of(json, "speaker");
    source.quote = text_of(json, "quote");
    return source;
}

}  // namespace pacelane::sources
