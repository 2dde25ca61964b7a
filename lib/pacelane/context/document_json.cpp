#include <algorithm>
#include <pacelane/base/error.h>
#include <pacelane/context/document_json.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::context {

namespace {

constexpr std::size_t kLongText = 1024U * 1024;  // a passage's; readers cut long before
constexpr std::size_t kShortText = 4096;         // titles, names, tags, addresses
constexpr std::size_t kManyNames = 2000;
constexpr std::size_t kDeepest = 64;
constexpr int kLargest = 1'000'000'000;

[[noreturn]] void refuse_answer(std::string_view field, std::string_view why) {
    throw Error(ErrorKind::bad_input, fmt::format("pacelane-reader's answer: {}: {}", field, why));
}

/// Reads the fields of one object.
class Fields {
public:
    Fields(const Json& json, std::string_view what) : json_(json) {
        if (!json.is_object()) refuse_answer(what, "is no object");
    }

    std::string text(const char* name, std::size_t longest) const {
        return text_of(name, field(name), longest);
    }
    std::vector<std::string> texts(const char* name, std::size_t most,
                                   std::size_t longest = kShortText) const {
        std::vector<std::string> all;
        for (const auto& item : list(name, most))
            all.push_back(text_of(name, item, longest));
        return all;
    }
    const Json& list(const char* name, std::size_t most) const {
        const auto& found = field(name);
        if (!found.is_array()) refuse_answer(name, "is no list");
        if (found.size() > most) refuse_answer(name, fmt::format("has more than {} items", most));
        return found;
    }
    int number(const char* name, int least, int most) const {
        return static_cast<int>(integer(name, field(name), least, most));
    }
    std::optional<std::int64_t> time(const char* name) const {
        const auto& found = field(name);
        if (found.is_null()) return std::nullopt;
        return integer(name, found, 0, std::int64_t{1} << 40);
    }
    bool flag(const char* name) const {
        const auto& found = field(name);
        if (!found.is_boolean()) refuse_answer(name, "is not true or false");
        return found.get<bool>();
    }
    std::optional<bool> optional_flag(const char* name) const {
        if (field(name).is_null()) return std::nullopt;
        return flag(name);
    }
    /// One of a table of names; nullopt when it may be empty and is.
    template <class Value>
    Value named(const char* name, std::optional<Value> (*find)(std::string_view)) const {
        const auto found = find(text(name, kShortText));
        if (!found) refuse_answer(name, "is no such name");
        return *found;
    }

private:
    const Json& field(const char* name) const {
        const auto found = json_.find(name);
        if (found == json_.end()) refuse_answer(name, "is missing");
        return *found;
    }
    static std::int64_t integer(const char* name, const Json& value, std::int64_t least, std::int64_t most) {
        if (!value.is_number_integer()) refuse_answer(name, "is no whole number");
        // An unsigned one may be too large for what it is compared as.
        if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
            refuse_answer(name, "is out of range");
        const auto number = value.get<std::int64_t>();
        if (number < least || number > most) refuse_answer(name, "is out of range");
        return number;
    }
    static std::string text_of(const char* name, const Json& value, std::size_t longest) {
        if (!value.is_string()) refuse_answer(name, "is no text");
        const auto& text = value.get_ref<const std::string&>();
        if (text.size() > longest) refuse_answer(name, fmt::format("is longer than {} bytes", longest));
        for (const char c : text)
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
                refuse_answer(name, "holds control characters");
        return text;
    }

    const Json& json_;
};

template <class Value>
Json or_null(const std::optional<Value>& value) {
    return value ? Json(*value) : Json();
}

Json passage_json(const Passage& passage) {
    return {{"ordinal", passage.ordinal},
            {"kind", name(passage.kind)},
            {"headings", passage.headings},
            {"lead_in", passage.lead_in},
            {"checked", or_null(passage.checked)},
            {"list", passage.list},
            {"depth", passage.depth},
            {"number", passage.number},
            {"speaker", passage.speaker},
            {"quoted", passage.quoted},
            {"start_ms", or_null(passage.start_ms)},
            {"end_ms", or_null(passage.end_ms)},
            {"line", passage.line},
            {"line_end", passage.line_end},
            {"place", passage.place},
            {"text", passage.text},
            {"markup", passage.markup},
            {"code_language", passage.code_language},
            {"columns", passage.columns}};
}

Passage passage_from(const Json& json, int ordinal, const Limits& limits) {
    const Fields fields(json, "a passage");
    Passage passage;
    passage.ordinal = fields.number("ordinal", ordinal, ordinal);
    passage.kind = fields.named("kind", passage_kind);
    passage.headings = fields.texts("headings", kDeepest);
    passage.lead_in = fields.text("lead_in", kShortText);
    passage.checked = fields.optional_flag("checked");
    passage.list = fields.number("list", -1, kLargest);
    passage.depth = fields.number("depth", 0, 1000);
    passage.number = fields.number("number", 0, kLargest);
    passage.speaker = fields.text("speaker", kShortText);
    passage.quoted = fields.flag("quoted");
    passage.start_ms = fields.time("start_ms");
    passage.end_ms = fields.time("end_ms");
    passage.line = fields.number("line", 1, kLargest);
    passage.line_end = fields.number("line_end", passage.line, kLargest);
    passage.place = fields.text("place", 200);
    passage.text = fields.text("text", kLongText);
    if (passage.text.empty()) refuse_answer("text", "is empty");
    passage.markup = fields.text("markup", kLongText);
    passage.code_language = fields.text("code_language", 200);
    passage.columns = fields.texts("columns", limits.table_columns);
    return passage;
}

}  // namespace

Json to_json(const Document& document) {
    Json passages = Json::array();
    for (const auto& passage : document.passages)
        passages.push_back(passage_json(passage));
    return {{"format", name(document.format)},
            {"kind", name(document.kind)},
            {"kind_reason", document.kind_reason},
            {"title", document.title},
            {"title_from_name", document.title_from_name},
            {"date", document.date ? Json(format_date(*document.date)) : Json("")},
            {"language", document.language ? Json(language::code(*document.language)) : Json("")},
            {"participants", document.participants},
            {"authors", document.authors},
            {"tags", document.tags},
            {"published", document.published},
            {"url", document.url},
            {"warnings", document.warnings},
            {"omitted", document.omitted},
            {"passages", std::move(passages)}};
}

Document document_from_json(const Json& json, Format expected, const Limits& limits) {
    const Fields fields(json, "the document");
    Document document;
    document.format = fields.named("format", format);
    if (document.format != expected) refuse_answer("format", "is not the one that was asked for");
    document.kind = fields.named("kind", document_kind);
    document.kind_reason = fields.text("kind_reason", kShortText);
    document.title = fields.text("title", kShortText);
    document.title_from_name = fields.flag("title_from_name");
    if (const auto date = fields.text("date", 10); !date.empty()) {
        document.date = parse_date(date);
        if (!document.date) refuse_answer("date", "is no date");
    }
    if (const auto code = fields.text("language", 20); !code.empty()) {
        document.language = language::from_code(code);
        if (!document.language) refuse_answer("language", "is not known");
    }
    document.participants = fields.texts("participants", kManyNames);
    document.authors = fields.texts("authors", kManyNames);
    document.tags = fields.texts("tags", kManyNames);
    document.published = fields.flag("published");
    document.url = fields.text("url", kShortText);
    if (!document.url.empty() && !document.url.starts_with("https://") &&
        !document.url.starts_with("http://"))
        refuse_answer("url", "is no address");
    document.warnings = fields.texts("warnings", 4 * limits.warnings);
    document.omitted = fields.texts("omitted", 4 * limits.warnings);
    int ordinal = 0;
    for (const auto& passage : fields.list("passages", limits.passages))
        document.passages.push_back(passage_from(passage, ordinal++, limits));
    return document;
}

}  // namespace pacelane::context
