#pragma once

#include "ics_series.h"

#include <pacelane/context/calendar.h>
#include <pacelane/context/detail/reading.h>
#include <string>
#include <string_view>

/// Events of a calendar as rows of a table, with what is described below them.
namespace pacelane::formats {

/// A text of a calendar on one line; nothing for none.
std::string ics_line(const char* text, std::size_t longest);

/// Whether the line begins how one joins the call, which programs add below what somebody wrote.
bool is_call_line(std::string_view line);

class IcsRows {
public:
    explicit IcsRows(context::detail::Reading& reading) : reading_(reading) {}

    enum class Fate { told, is_private, was_cancelled, undated };
    /// Adds what the event tells: its day, hours, title, people and place, and the rule of a series; with
    /// `described` also its description, which is the organizer's.
    Fate add(const IcsEvent& event, bool described);
    /// What was told last.
    const context::CalendarEvent& last() const { return last_; }

private:
    void add_row(const context::CalendarEvent& event, int line);
    void describe(icalcomponent* component, int line, const std::string& title);

    context::detail::Reading& reading_;
    context::CalendarEvent last_;
    int lists_ = 0;
    int most_lists_ = 0;
};

}  // namespace pacelane::formats
