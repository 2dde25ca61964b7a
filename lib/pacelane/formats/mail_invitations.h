#pragma once

#include "ics_read.h"
#include "ics_series.h"

#include <pacelane/context/detail/reading.h>
#include <string>
#include <string_view>
#include <vector>

/// Invitations to meetings that messages carry (text/calendar, RFC 6047).
namespace pacelane::formats {

class MailInvitations {
public:
    enum class Kind { none, invitation, answer };
    /// Takes a calendar of the message whose words are the reading's last pieces; `line` is where it begins.
    /// An answer ("Ana accepts") tells nothing that the invitation does not; none: it is no calendar.
    Kind take(std::string_view text, int line, const context::detail::Reading& reading,
              const std::vector<std::string>& headings);
    /// Whether the message has nothing but its invitation to say what the meeting is about.
    void end_message(const context::detail::Reading& reading);
    /// Adds the events, each after the words of its message; of what several messages tell of one, the last
    /// holds.
    void add_to(context::detail::Reading& reading);

private:
    struct Place {
        std::size_t piece = 0;  ///< before which its rows belong
        bool described = true;
        std::vector<std::string> headings;
    };
    void collect(icalcomponent* parent, int line, int depth);

    std::vector<IcsComponents> calendars_;
    std::vector<IcsEvent> events_;
    std::vector<Place> places_;  // of each event
    std::size_t of_message_ = 0;
    std::size_t pieces_before_ = 0;
    Place here_;
};

}  // namespace pacelane::formats
