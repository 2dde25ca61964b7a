#pragma once

#include <libical/ical.h>
#include <memory>
#include <string_view>
#include <vector>

/// The components of a calendar's text.
namespace pacelane::formats {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using IcsComponents = std::unique_ptr<icalcomponent, FreeComponent>;

/// Nothing when the text is no calendar.
IcsComponents ics_components(std::string_view text);
/// The lines on which events begin; throws when components are deeper within each other than is read.
std::vector<int> ics_event_lines(std::string_view text);

}  // namespace pacelane::formats
