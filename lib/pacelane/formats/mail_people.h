#pragma once

#include <string>
#include <string_view>

namespace pacelane::formats {

/// Whose name a field or an attribution gives: "Ana Souza <ana@example.org>", "\"Souza, Ana\" [mailto:…]",
/// "'Ana Souza' via Team" → "Ana Souza". Where only the address tells the family name, or any name, it does.
std::string person_of(std::string_view written);
/// The same of a name and an address, either of which may be empty.
std::string person_of(std::string_view name, std::string_view address);

}  // namespace pacelane::formats
