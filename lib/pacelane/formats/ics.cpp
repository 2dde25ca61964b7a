/// Calendars (iCalendar, RFC 5545): when meetings were, what they were called, who was asked to come.
#include "data_limits.h"
#include "ics_series.h"
#include "mail_html.h"
#include "mail_people.h"

#include <algorithm>
#include <libical/ical.h>
#include <memory>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/context/calendar.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/context/detail/readers.h>
#include <pacelane/formats/formats.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;
using context::detail::Reading;

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

std::string one_line(const char* text, std::size_t longest) {
    auto line = text ? context::detail::decode(text).text : std::string{};
    std::replace(line.begin(), line.end(), '\n', ' ');
    return context::detail::shortened(trim(line), longest);
}

/// The lines on which events begin; throws when components are deeper within each other than is read.
std::vector<int> event_lines(std::string_view text) {
    std::vector<int> lines;
    int depth = 0;
    int line = 1;
    for (; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto one = ascii_lower(trim(text.substr(0, std::min<std::size_t>(end, 40))));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.starts_with("begin:")) {
            if (++depth > kDataLimits.calendar_depth)
                throw Error(ErrorKind::bad_input, "has components deeper within each other than is read");
            if (one == "begin:vevent") lines.push_back(line);
        } else if (one.starts_with("end:")) {
            depth = std::max(0, depth - 1);
        }
    }
    return lines;
}

/// "10:00–11:00", "10:00 UTC", "all day".
std::string hours_of(const icaltimetype& start, const icaltimetype& end) {
    if (start.is_date != 0) return "all day";
    auto text = fmt::format("{:02}:{:02}", start.hour, start.minute);
    const bool same_day =
        !icaltime_is_null_time(end) && end.is_date == 0 && end.day == start.day && end.month == start.month;
    if (same_day) text += fmt::format("–{:02}:{:02}", end.hour, end.minute);
    if (icaltime_is_utc(start)) text += " UTC";
    return text;
}

class CalendarReader {
public:
    explicit CalendarReader(Found& found) : found_(found), reading_(found.reading) {}

    void read(std::string_view text) {
        lines_ = event_lines(text);
        const std::string copy(text);
        const std::unique_ptr<icalcomponent, FreeComponent> root(icalparser_parse_string(copy.c_str()));
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
                    found_.about.title = one_line(icalproperty_get_x(one), 200);
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

    static std::string name_of(icalproperty* property, const char* address) {
        auto* cn = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
        const auto name = one_line(cn ? icalparameter_get_cn(cn) : nullptr, 200);
        auto mail = one_line(address, 200);
        if (ascii_lower(mail.substr(0, 7)) == "mailto:") mail.erase(0, 7);
        auto person = person_of(name, mail);
        std::replace(person.begin(), person.end(), ',', ' ');
        return person;
    }

    static std::string organizer_of(icalcomponent* event) {
        auto* property = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
        return property ? name_of(property, icalproperty_get_organizer(property)) : std::string{};
    }

    /// Who was asked, and did not decline; no rooms.
    static std::vector<std::string> people_of(icalcomponent* event) {
        std::vector<std::string> people;
        const auto add = [&](std::string person) {
            if (!person.empty() && std::find(people.begin(), people.end(), person) == people.end())
                people.push_back(std::move(person));
        };
        auto organizer = organizer_of(event);
        bool organizer_declined = false;
        std::vector<std::string> asked;
        for (auto* one = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY);
             one && asked.size() < kDataLimits.mail_people;
             one = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)) {
            auto* kind = icalproperty_get_first_parameter(one, ICAL_CUTYPE_PARAMETER);
            const auto is = kind ? icalparameter_get_cutype(kind) : ICAL_CUTYPE_INDIVIDUAL;
            if (is == ICAL_CUTYPE_ROOM || is == ICAL_CUTYPE_RESOURCE || is == ICAL_CUTYPE_GROUP) continue;
            auto person = name_of(one, icalproperty_get_attendee(one));
            auto* answer = icalproperty_get_first_parameter(one, ICAL_PARTSTAT_PARAMETER);
            if (answer && icalparameter_get_partstat(answer) == ICAL_PARTSTAT_DECLINED) {
                organizer_declined = organizer_declined || person == organizer;
                continue;
            }
            asked.push_back(std::move(person));
        }
        // A calendar of one's own may have events without anybody asked; the calendar's address is no person.
        if (!asked.empty() && !organizer_declined && organizer.find('@') == std::string::npos) add(organizer);
        for (auto& person : asked)
            add(std::move(person));
        return people;
    }

    void add(const IcsEvent& event) {
        auto* component = event.component;
        auto* classification = icalcomponent_get_first_property(component, ICAL_CLASS_PROPERTY);
        const auto is = classification ? icalproperty_get_class(classification) : ICAL_CLASS_PUBLIC;
        if (is == ICAL_CLASS_PRIVATE || is == ICAL_CLASS_CONFIDENTIAL) {
            ++private_;
            return;
        }
        if (event.cancelled) {
            ++cancelled_;
            return;
        }
        const auto start = icalcomponent_get_dtstart(component);
        const auto date = ics_day(start);
        if (!date) {
            reading_.warn(event.line, "an event without a date, left out");
            return;
        }
        const auto title = one_line(icalcomponent_get_summary(component), 200);
        context::CalendarEvent told;
        told.date = *date;
        told.hours = hours_of(start, icalcomponent_get_dtend(component));
        told.title = title;
        told.people = people_of(component);
        told.place = one_line(icalcomponent_get_location(component), 200);
        told.repeats = ics_rule(event);
        add_row(told, event.line);
        told.repeats.clear();
        for (const auto& day : ics_further_days(event)) {
            told.date = day;
            add_row(told, event.line);
        }
        for (const auto& person : told.people)
            context::detail::add_name(reading_.participants, person);
        describe(component, event.line, title);
        ++told_;
        if (!only_) only_ = date;
    }

    void add_row(const context::CalendarEvent& event, int line) {
        context::detail::Piece row;
        row.passage = context::passage_of(event);
        row.words.append(row.passage.text, line);
        row.passage.text.clear();
        if (!event.title.empty()) row.passage.headings.push_back(event.title);
        reading_.add(std::move(row));
    }

    /// The description is the organizer's, and nobody's draft: what joins the call is left out.
    void describe(icalcomponent* component, int line, const std::string& title) {
        const auto* written = icalcomponent_get_description(component);
        if (!written) return;
        const auto text = context::detail::decode(written).text;
        std::vector<MailLine> all;
        if (text.find("</") != std::string::npos || text.find("<br") != std::string::npos)
            all = mail_html_lines(text, line, false, reading_);
        else
            all = mail_lines(text, {line}, false, false);
        std::string kept;
        for (const auto& one : all) {
            if (is_call(one.text)) {
                reading_.omit(line, line, "how one joins the call");
                break;
            }
            kept += one.text + "\n";
        }
        context::detail::FileBody body;
        body.text = kept;
        body.letter = true;
        for (auto& piece : context::detail::read_plain_text(body, "-").pieces) {
            for (auto& mark : piece.words.marks())
                mark.line = line;
            auto& passage = piece.passage;
            passage.quoted = true;
            if (passage.speaker.empty()) passage.speaker = organizer_of(component);
            if (!title.empty()) passage.headings.insert(passage.headings.begin(), title);
            if (passage.list >= 0) passage.list += lists_;
            most_lists_ = std::max(most_lists_, passage.list + 1);
            reading_.add(std::move(piece));
        }
        lists_ = most_lists_;
    }

    static bool is_call(std::string_view line) {
        line = trim(line);
        // The line that programs draw around it.
        constexpr std::size_t rule = 20;
        if (line.starts_with("-::~:~") ||
            (line.size() >= rule && line.find_first_not_of("_-─") == std::string_view::npos))
            return true;
        return language::any_language().call_invitations.in(language::words_of(line));
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
    int lists_ = 0;
    int most_lists_ = 0;
};

}  // namespace

Found read_ics(const Source& source) {
    auto decoded = context::detail::decode(source.bytes);
    Found found;
    found.about.warnings = std::move(decoded.warnings);
    icalerror_set_errors_are_fatal(false);
    CalendarReader(found).read(decoded.text);
    return found;
}

}  // namespace pacelane::formats
