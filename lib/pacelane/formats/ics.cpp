/// Calendars (iCalendar, RFC 5545): when meetings were, what they were called, who was asked to come.
#include "data_limits.h"
#include "ics_read.h"
#include "ics_rows.h"

#include <libical/ical.h>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/formats/formats.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;
using context::detail::Reading;

class CalendarReader {
public:
    explicit CalendarReader(Found& found) : found_(found), reading_(found.reading) {}

    void read(std::string_view text) {
        lines_ = ics_event_lines(text);
        const auto root = ics_components(text);
        if (!root) throw Error(ErrorKind::bad_input, "is no calendar: it has no BEGIN:VCALENDAR");
        collect(root.get(), 0);
        settle_events(events_);
        for (std::size_t i = 0; i < events_.size() && !reading_.cut_short; ++i)
            if (!events_[i].replaced) add(events_[i]);
        finish();
    }

private:
    void collect(icalcomponent* parent, int depth) {
        if (depth > kDataLimits.calendar_depth) return;
        if (icalcomponent_isa(parent) == ICAL_VCALENDAR_COMPONENT && found_.about.title.empty()) {
            for (auto* one = icalcomponent_get_first_property(parent, ICAL_X_PROPERTY); one;
                 one = icalcomponent_get_next_property(parent, ICAL_X_PROPERTY)) {
                const auto* name = icalproperty_get_x_name(one);
                if (name && name == "X-WR-CALNAME"sv)
                    found_.about.title = ics_line(icalproperty_get_x(one), 200);
            }
        }
        for (auto* one = icalcomponent_get_first_component(parent, ICAL_ANY_COMPONENT); one;
             one = icalcomponent_get_next_component(parent, ICAL_ANY_COMPONENT)) {
            switch (icalcomponent_isa(one)) {
                case ICAL_VEVENT_COMPONENT: {
                    const int line = seen_ < lines_.size() ? lines_[seen_]
                                     : lines_.empty()      ? 1
                                                           : lines_.back();
                    if (seen_++ < kDataLimits.events) {
                        IcsEvent event;
                        event.component = one;
                        event.line = line;
                        events_.push_back(std::move(event));
                    } else if (seen_ == kDataLimits.events + 1)
                        reading_.warn(line, "too many events, the rest is left out");
                    break;
                }
                case ICAL_VTODO_COMPONENT:
                    ++tasks_;
                    break;
                case ICAL_VJOURNAL_COMPONENT:
                    ++journals_;
                    break;
                case ICAL_VCALENDAR_COMPONENT:
                    collect(one, depth + 1);
                    break;
                default:
                    break;
            }
        }
    }

    void add(const IcsEvent& event) {
        switch (rows_.add(event, true)) {
            case IcsRows::Fate::is_private:
                ++private_;
                return;
            case IcsRows::Fate::was_cancelled:
                ++cancelled_;
                return;
            case IcsRows::Fate::undated:
                reading_.warn(event.line, "an event without a date, left out");
                return;
            case IcsRows::Fate::told:
                break;
        }
        for (const auto& person : rows_.last().people)
            context::detail::add_name(reading_.participants, person);
        ++told_;
        if (!only_) only_ = rows_.last().date;
    }

    void tell(std::size_t count, std::string_view one, std::string_view many) {
        if (count > 0) reading_.omit(1, 1, fmt::format("{} {}", count, count == 1 ? one : many));
    }

    void finish() {
        tell(private_, "event that is marked as private", "events that are marked as private");
        tell(cancelled_, "event that was cancelled", "events that were cancelled");
        tell(tasks_, "task", "tasks");
        tell(journals_, "entry of a journal", "entries of a journal");
        if (told_ == 0) throw Error(ErrorKind::bad_input, "has no event that can be read");
        if (told_ == 1) found_.about.date = only_;
        reading_.kind = context::DocumentKind::knowledge;
        reading_.kind_reason =
            fmt::format("a calendar of {} {}: its meetings' dates and people go to their notes", told_,
                        told_ == 1 ? "event" : "events");
    }

    Found& found_;
    Reading& reading_;
    std::vector<int> lines_;
    std::vector<IcsEvent> events_;
    std::size_t seen_ = 0;
    std::size_t told_ = 0;
    std::size_t private_ = 0;
    std::size_t cancelled_ = 0;
    std::size_t tasks_ = 0;
    std::size_t journals_ = 0;
    std::optional<Date> only_;
    IcsRows rows_{reading_};
};

}  // namespace

Found read_ics(const Source& source) {
    auto decoded = context::detail::decode(source.bytes);
    Found found;
    found.about.warnings = std::move(decoded.warnings);
    CalendarReader(found).read(decoded.text);
    return found;
}

}  // namespace pacelane::formats
