#include "mail_invitations.h"

#include "data_limits.h"
#include "ics_rows.h"

#include <algorithm>
#include <pacelane/base/error.h>

#include <fmt/format.h>

namespace pacelane::formats {

using context::detail::Reading;

MailInvitations::Kind MailInvitations::take(std::string_view text, int line, const Reading& reading,
                                            const std::vector<std::string>& headings) {
    try {
        if (ics_event_lines(text).empty()) return Kind::none;
    } catch (const Error&) {
        return Kind::none;
    }
    auto root = ics_components(text);
    if (!root) return Kind::none;
    auto* calendar = icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT
                         ? root.get()
                         : icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT);
    const auto method = calendar ? icalcomponent_get_method(calendar) : ICAL_METHOD_NONE;
    if (method == ICAL_METHOD_REPLY || method == ICAL_METHOD_COUNTER ||
        method == ICAL_METHOD_DECLINECOUNTER || method == ICAL_METHOD_REFRESH)
        return Kind::answer;
    here_.piece = reading.pieces.size();
    here_.headings = headings;
    const auto before = events_.size();
    collect(root.get(), line, 0);
    if (events_.size() == before) return Kind::none;
    calendars_.push_back(std::move(root));
    return Kind::invitation;
}

void MailInvitations::collect(icalcomponent* parent, int line, int depth) {
    if (depth > kDataLimits.calendar_depth) return;
    for (auto* one = icalcomponent_get_first_component(parent, ICAL_ANY_COMPONENT); one;
         one = icalcomponent_get_next_component(parent, ICAL_ANY_COMPONENT)) {
        if (icalcomponent_isa(one) == ICAL_VCALENDAR_COMPONENT) collect(one, line, depth + 1);
        if (icalcomponent_isa(one) != ICAL_VEVENT_COMPONENT || events_.size() >= kDataLimits.events) continue;
        IcsEvent event;
        event.component = one;
        event.line = line;
        events_.push_back(std::move(event));
        places_.push_back(here_);
    }
}

void MailInvitations::end_message(const Reading& reading) {
    // The text of an invitation says what its description says.
    const bool has_text = reading.pieces.size() > pieces_before_;
    for (; of_message_ < places_.size(); ++of_message_) {
        places_[of_message_].piece = reading.pieces.size();
        places_[of_message_].described = !has_text;
    }
    pieces_before_ = reading.pieces.size();
}

void MailInvitations::add_to(Reading& reading) {
    if (events_.empty()) return;
    settle_events(events_);
    auto words = std::move(reading.pieces);
    reading.pieces.clear();
    IcsRows rows(reading);
    std::size_t next = 0;
    const auto take_words = [&](std::size_t until) {
        for (; next < until; ++next)
            reading.pieces.push_back(std::move(words[next]));
    };
    int line = 1;
    for (std::size_t i = 0; i < events_.size(); ++i) {
        auto& event = events_[i];
        take_words(places_[i].piece);
        // Lines never go back, though the calendar may stand before the text.
        if (!reading.pieces.empty() && !reading.pieces.back().words.marks().empty())
            line = std::max(line, reading.pieces.back().words.marks().back().line);
        line = event.line = std::max(line, event.line);
        if (event.replaced) continue;
        const auto first = reading.pieces.size();
        switch (rows.add(event, places_[i].described)) {
            case IcsRows::Fate::was_cancelled:
                reading.omit(line, line, "an event that was cancelled");
                break;
            case IcsRows::Fate::is_private:
                reading.omit(line, line, "an event that is marked as private");
                break;
            case IcsRows::Fate::undated:
            case IcsRows::Fate::told:
                break;
        }
        for (auto piece = first; piece < reading.pieces.size(); ++piece) {
            auto& headings = reading.pieces[piece].passage.headings;
            headings.insert(headings.begin(), places_[i].headings.begin(), places_[i].headings.end());
        }
    }
    take_words(words.size());
}

}  // namespace pacelane::formats
