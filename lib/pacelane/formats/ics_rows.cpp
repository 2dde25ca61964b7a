#include "ics_rows.h"

#include "data_limits.h"
#include "ics_zones.h"
#include "mail_html.h"
#include "mail_people.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/encoding.h>
#include <pacelane/context/detail/metadata.h>
#include <pacelane/context/detail/readers.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

#include <fmt/format.h>

namespace pacelane::formats {

namespace {

/// "10:00–11:00", "10:00 UTC", "all day"; the zone is added by who asks.
std::string hours_of(const icaltimetype& start, const icaltimetype& end) {
    if (start.is_date != 0) return "all day";
    auto text = fmt::format("{:02}:{:02}", start.hour, start.minute);
    const bool same_day = !icaltime_is_null_time(end) && end.is_date == 0 && end.day == start.day &&
                          end.month == start.month && (end.hour != start.hour || end.minute != start.minute);
    if (same_day) text += fmt::format("–{:02}:{:02}", end.hour, end.minute);
    if (icaltime_is_utc(start)) text += " UTC";
    return text;
}

std::string name_of(icalproperty* property, const char* address) {
    auto* cn = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);
    const auto name = ics_line(cn ? icalparameter_get_cn(cn) : nullptr, 200);
    auto mail = ics_line(address, 200);
    if (ascii_lower(mail.substr(0, 7)) == "mailto:") mail.erase(0, 7);
    auto person = person_of(name, mail);
    std::replace(person.begin(), person.end(), ',', ' ');
    return person;
}

std::string organizer_of(icalcomponent* event) {
    auto* property = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY);
    return property ? name_of(property, icalproperty_get_organizer(property)) : std::string{};
}

/// Who was asked, and did not decline; no rooms.
std::vector<std::string> people_of(icalcomponent* event) {
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

}  // namespace

bool is_call_line(std::string_view line) {
    line = trim(line);
    // The line that programs draw around it.
    constexpr std::size_t rule = 20;
    if (line.starts_with("-::~:~") ||
        (line.size() >= rule && line.find_first_not_of("_-─") == std::string_view::npos))
        return true;
    return language::any_language().call_invitations.in(language::words_of(line));
}

std::string ics_line(const char* text, std::size_t longest) {
    auto line = text ? context::detail::decode(text).text : std::string{};
    std::replace(line.begin(), line.end(), '\n', ' ');
    return context::detail::shortened(trim(line), longest);
}

IcsRows::Fate IcsRows::add(const IcsEvent& event, bool described) {
    auto* component = event.component;
    auto* classification = icalcomponent_get_first_property(component, ICAL_CLASS_PROPERTY);
    const auto is = classification ? icalproperty_get_class(classification) : ICAL_CLASS_PUBLIC;
    if (is == ICAL_CLASS_PRIVATE || is == ICAL_CLASS_CONFIDENTIAL) return Fate::is_private;
    if (event.cancelled) return Fate::was_cancelled;
    const auto start = icalcomponent_get_dtstart(component);
    const auto date = ics_day(start);
    if (!date) return Fate::undated;
    last_ = {};
    last_.date = *date;
    last_.hours = hours_of(start, icalcomponent_get_dtend(component));
    if (const auto zone = ics_zone(component); !zone.empty() && start.is_date == 0 && !icaltime_is_utc(start))
        last_.hours += " " + zone;
    last_.title = ics_line(icalcomponent_get_summary(component), 200);
    last_.people = people_of(component);
    last_.place = ics_line(icalcomponent_get_location(component), 200);
    last_.repeats = ics_rule(event);
    add_row(last_, event.line);
    auto further = last_;
    further.repeats.clear();
    for (const auto& day : ics_further_days(event)) {
        further.date = day;
        add_row(further, event.line);
    }
    if (described) describe(component, event.line, last_.title);
    return Fate::told;
}

void IcsRows::add_row(const context::CalendarEvent& event, int line) {
    context::detail::Piece row;
    row.passage = context::passage_of(event);
    row.words.append(row.passage.text, line);
    row.passage.text.clear();
    if (!event.title.empty()) row.passage.headings.push_back(event.title);
    reading_.add(std::move(row));
}

/// It is the organizer's, and nobody's draft: what joins the call is left out.
void IcsRows::describe(icalcomponent* component, int line, const std::string& title) {
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
        if (is_call_line(one.text)) {
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

}  // namespace pacelane::formats
