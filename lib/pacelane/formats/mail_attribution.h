#pragma once

#include "mail_lines.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Lines that tell whose words follow: "On 3 November 2026, Ana Souza <ana@…> wrote:".
namespace pacelane::formats {

struct MailAttribution {
    std::string person;     ///< empty when the line names nobody that is known by name or address
    std::size_t above = 0;  ///< how many of the lines before belong to it
};

/// The attribution that ends on line `at`, perhaps begun on the lines before. `quote_follows`: quoted lines
/// stand below it; without them only what programs write is believed.
std::optional<MailAttribution> mail_attribution(const std::vector<MailLine>& lines, std::size_t at,
                                                bool quote_follows);

}  // namespace pacelane::formats
