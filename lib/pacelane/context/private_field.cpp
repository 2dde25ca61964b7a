// Front matter that says that a note is not for others.
#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/private_field.h>

namespace pacelane::context {

namespace {

struct Mark {
    std::string_view key;
    std::array<std::string_view, 3> values;
};
constexpr std::array<std::string_view, 3> kYes = {"true", "yes", "on"};
constexpr std::array<std::string_view, 3> kNo = {"false", "no", "off"};
constexpr std::array<Mark, 8> kMarks = {{{"private", kYes},
                                         {"confidential", kYes},
                                         {"publish", kNo},
                                         {"public", kNo},
                                         {"privado", kYes},
                                         {"confidencial", kYes},
                                         {"visibility", {"private", "confidential", "secret"}},
                                         {"access", {"private", "confidential", "secret"}}}};

}  // namespace

std::string private_field(std::string_view key, std::string_view value) {
    const auto name = ascii_lower(trim(key)), said = ascii_lower(trim(value));
    for (const auto& mark : kMarks)
        if (mark.key == name && std::find(mark.values.begin(), mark.values.end(), said) != mark.values.end())
            return name + ": " + said;
    return {};
}

}  // namespace pacelane::context
