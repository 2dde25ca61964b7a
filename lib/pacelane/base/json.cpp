#include <pacelane/base/error.h>
#include <pacelane/base/json.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane {

Json parse_json(std::string_view text, std::string_view what) {
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        throw Error(ErrorKind::bad_input, fmt::format("{}: not valid JSON at byte {}", what, error.byte));
    }
}

std::string to_text(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pacelane
