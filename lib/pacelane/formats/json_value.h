#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/context/detail/reading.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON with the line on which each value begins.
namespace pacelane::formats {

struct JsonField;

struct JsonValue {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    int line = 1;
    std::string text;               ///< of a text; of a number as written; "true"
    std::vector<JsonField> fields;  ///< of an object; of a list, without names

    bool is_object() const { return kind == Kind::object; }
    bool is_list() const { return kind == Kind::list; }
    bool is_text() const { return kind == Kind::text; }

    /// The field, also one within fields: "author.name"; nullptr when it is not there.
    const JsonValue* find(std::string_view path) const;
    /// The first of the fields (separated by '|') that holds a text or a number, as the text that it is: NFC,
    /// without control characters.
    std::string text_of(std::string_view paths) const;
    bool is_true(std::string_view path) const;
};

struct JsonField {
    JsonField(std::string name, JsonValue value) : first(std::move(name)), second(std::move(value)) {}
    std::string first;
    JsonValue second;
};

/// Reads a text of JSON that begins on line `line`. What is broken, too deep or too much is told in
/// `reading`, and what was read before it comes back; nullopt when that is nothing.
std::optional<JsonValue> parse_json(std::string_view text, int line, context::detail::Reading& reading);

/// A moment as programs write it: RFC 3339, seconds or milliseconds since 1970.
std::optional<Instant> moment_of(std::string_view written);

/// A text as it came from a program: without control characters, NFC, "\n" line ends.
std::string clean_text(std::string_view text);

}  // namespace pacelane::formats
