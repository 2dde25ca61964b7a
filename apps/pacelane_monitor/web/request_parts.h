#pragma once

#include "web/http.h"

namespace pacelane::monitor_program {

/// Reads the body of a POST into the request's fields, by its content type: a form, or a JSON object of plain
/// values and of lists of texts. False when it is neither.
bool read_fields(Request& request, std::string_view body);
/// "a=1; b=2".
std::map<std::string, std::string> read_cookies(std::string_view header);
/// "a=1&b=%20": decoded, in the order of the text for each name.
std::multimap<std::string, std::string> read_form(std::string_view text);
/// For a query: what is not a letter, a digit or one of -._~ as %XX.
std::string percent_encoded(std::string_view text);

}  // namespace pacelane::monitor_program
