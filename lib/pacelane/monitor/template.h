#pragma once

#include <initializer_list>
#include <map>
#include <pacelane/base/export.h>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// Pages from templates: a strict part of Mustache, in which what is not markup by its type is escaped.
///
///   {{name}}             a text, escaped for HTML, or Markup, as it is
///   {{#name}}…{{/name}}  for each of a list; once for a record, true or a text that is not empty
///   {{^name}}…{{/name}}  once where {{#name}} would show nothing
///   {{.}}                the item of the list that is at hand
///   {{>name}}            another template
///
/// A name is looked for in the innermost record first; one that no record has is an error, as is a section
/// that is not closed. Attributes are written with double quotes.
namespace pacelane::monitor {

/// What may stand in a page as it is. Only who escaped what came from outside makes one.
struct Markup {
    std::string html;
};

/// `&<>"'` as entities; control characters that HTML does not have, and what turns the direction of writing,
/// replaced.
PACELANE_API std::string html_escaped(std::string_view text);

class PACELANE_API Value {
public:
    using List = std::vector<Value>;
    using Record = std::map<std::string, Value, std::less<>>;

    Value() : value_(false) {}
    Value(bool truth) : value_(truth) {}
    Value(std::string text) : value_(std::move(text)) {}
    Value(std::string_view text) : value_(std::string(text)) {}
    Value(const char* text) : value_(std::string(text)) {}
    Value(Markup markup) : value_(std::move(markup)) {}
    Value(List list) : value_(std::move(list)) {}
    Value(Record record) : value_(std::move(record)) {}

    bool shows() const;  ///< whether {{#…}} shows something
    const std::string* text() const { return std::get_if<std::string>(&value_); }
    const Markup* markup() const { return std::get_if<Markup>(&value_); }
    const List* list() const { return std::get_if<List>(&value_); }
    const Record* record() const { return std::get_if<Record>(&value_); }

private:
    std::variant<bool, std::string, Markup, List, Record> value_;
};
using List = Value::List;
using Record = Value::Record;

/// The page that the embedded template `name` makes of the data. Throws Error(failed) for a wrong template or
/// data that lack something. Thread-safe.
PACELANE_API std::string render(std::string_view name, const Record& data);
/// The same for a template that is given.
PACELANE_API std::string render_text(std::string_view source, const Record& data);

/// The text of an embedded file, "monitor.css"; Error(failed) when there is none.
PACELANE_API std::string_view embedded_file(std::string_view name);

}  // namespace pacelane::monitor
