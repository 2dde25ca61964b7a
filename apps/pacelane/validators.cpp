#include "validators.h"

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

CLI::Validator number(const char* name, const char* wanted, bool (*allows)(double)) {
    return {[=](std::string& text) {
                double value = 0;
                if (CLI::detail::lexical_cast(text, value) && allows(value)) return std::string();
                return fmt::format("must be {}, not '{}'", wanted, text);
            },
            name};
}

}  // namespace

CLI::Validator positive_number() {
    return number("POSITIVE", "a number above 0", [](double value) { return value > 0; });
}

CLI::Validator non_negative_number() {
    return number("NONNEGATIVE", "0 or more", [](double value) { return value >= 0; });
}

CLI::Validator non_empty() {
    return {[](std::string& text) -> std::string {
                if (!text.empty()) return "";
                return "must not be empty; give a value (is the variable that it comes from not set?)";
            },
            ""};
}

}  // namespace pacelane::cli
