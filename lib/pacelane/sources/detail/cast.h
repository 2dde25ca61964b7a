#pragma once

#include <pacelane/sources/reading.h>

namespace pacelane::sources::detail {

/// Who takes part in a document, and who speaks in it.
context::People people_of(const KnownDocument& document);
/// Whether whoever is called so there is the person: also "Me" of an export or a recording in which the
/// person does not speak by name, as programs call the owner of the phone or account.
bool is_person(std::string_view name, const KnownDocument& document, const context::People& people,
               const Cast& cast);

}  // namespace pacelane::sources::detail
