#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/schedule/explain.h>

#include <fmt/format.h>

namespace pacelane::schedule {

namespace chr = std::chrono;

namespace {

std::string clock(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string window_text(const Window& window) {
    return clock(window.start) + (window.end ? "-" + clock(*window.end) : "");
}

// "Thursday 2026-11-19".
std::string day_text(Date date) {
    Weekdays one;
    one.insert(weekday_of(date));
    auto name = one.names().front();
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return fmt::format("{} {}", name, format_date(date));
}

std::string days_text(const Rule& rule) {
    return rule.days.empty() ? "every day" : join(rule.days.names(), ", ");
}

// Whether the window's start comes a second time on the date, the clocks being put back over it.
bool comes_twice(const Rule& rule, Date date, Instant opened, std::string_view zone) {
    constexpr auto kLongest = chr::hours(3);
    for (auto later = chr::minutes(15); later <= kLongest; later += chr::minutes(15)) {
        const auto shown = local_time(opened + later, zone);
        if (shown.date == date && shown.minute == rule.window.start) return true;
    }
    return false;
}

// What the change of the clocks does to the window's start on that date, if anything.
std::string clock_change(const Rule& rule, Date date, Instant opened, std::string_view zone) {
    const auto shown = local_time(opened, zone);
    const auto start = clock(rule.window.start);
    if (shown.date != date || shown.minute != rule.window.start)
        return fmt::format(" ({} does not exist on that date: the clocks go forward over it)", start);
    if (comes_twice(rule, date, opened, zone))
        return fmt::format(" ({} comes twice on that date: the clocks go back, and the first counts)", start);
    return {};
}

class Explainer {
public:
    Explainer(const Facts& facts, Instant now)
        : facts_(facts),
          rule_(facts.rule),
          zone_(facts.zone),
          now_(now),
          today_(local_time(now, facts.zone).date) {}

    Explanation explain() {
        answer_.date = due_date(rule_, now_, zone_);
        ask_the_switch();
        ask_the_user();
        ask_the_schedule();
        const Date date = answer_.date.value_or(today_);
        if (rule_.days.empty() && rule_.frequency != Frequency::daily) {
            say("day", false,
                fmt::format("A {} schedule without days never falls due.", name(rule_.frequency)));
        } else {
            ask_the_frequency(date);
            ask_the_day(date);
            ask_the_window(date);
        }
        if (answer_.date) {
            ask_for_lateness(date);
            ask_for_analyses(date);
        }
        tell_what_is_next();
        answer_.due = answer_.date.has_value();
        for (const auto& reason : answer_.reasons)
            answer_.due = answer_.due && reason.holds.value_or(true);
        return std::move(answer_);
    }

private:
    void say(std::string_view rule, std::optional<bool> holds, std::string sentence) {
        answer_.reasons.push_back({rule, holds, std::move(sentence)});
    }
    std::string local(Instant instant) const { return format_local(instant, zone_); }

    void ask_the_switch() {
        if (facts_.scheduler_enabled) return say("switch", true, "The scheduler is switched on.");
        say("switch", false,
            fmt::format("The scheduler is switched off{}; 'pacelane schedule enable' switches it on.",
                        facts_.switched_at ? ", since " + local(*facts_.switched_at) : ""));
    }

    void ask_the_user() {
        if (facts_.user_active) return say("user", true, "The user is active.");
        say("user", false,
            "The user is inactive: the workspace file no longer named them when it was imported with "
            "--prune.");
    }

    void ask_the_schedule() {
        if (facts_.schedule_active) return say("schedule", true, "The schedule is active.");
        const auto& reason = facts_.inactive_reason;
        say("schedule", false,
            reason == "paused"   ? "The schedule is paused; 'pacelane schedule resume' ends that."
            : reason == "pruned" ? "The schedule was pruned: the workspace file no longer has it."
            : reason == "file"   ? "The schedule is inactive: the workspace file says 'active: false'."
                                 : "The schedule is inactive.");
    }

    void ask_the_frequency(Date date) {
        if (rule_.frequency == Frequency::daily)
            return say("frequency", true, "A daily schedule may run on any date.");
        if (rule_.frequency == Frequency::weekly)
            return say("frequency", true, "A weekly schedule runs in every week.");
        const Date anchor = rule_.anchor.ok() ? rule_.anchor : Date(chr::sys_days());
        const Date week = monday_of(date);
        const int weeks = days_between(monday_of(anchor), week) / 7;
        const bool on = weeks % 2 == 0;
        const auto distance = weeks == 0 ? fmt::format("the week of its start, {}", format_date(anchor))
                                         : fmt::format("{} week{} {} that of its start, {}", std::abs(weeks),
                                                       std::abs(weeks) == 1 ? "" : "s",
                                                       weeks > 0 ? "after" : "before", format_date(anchor));
        say("frequency", on,
            fmt::format("A bi-weekly schedule runs in every second week, and the one of {} is {}: {}.",
                        day_text(week), on ? "on" : "off", distance));
    }

    void ask_the_day(Date date) {
        if (rule_.days.empty()) return say("day", true, "It runs on every day of the week.");
        const bool chosen = rule_.days.contains(weekday_of(date));
        const auto which = date == today_ ? day_text(date) : "Yesterday, " + day_text(date) + ",";
        say("day", chosen,
            fmt::format("{} is {} its days ({}).", which, chosen ? "one of" : "none of", days_text(rule_)));
    }

    void ask_the_window(Date date) {
        const auto what = rule_.window.end ? "window " + window_text(rule_.window)
                                           : "preferred time " + window_text(rule_.window);
        if (!falls_on(rule_, date))
            return say("window", std::nullopt,
                       fmt::format("On the dates that it runs, it is due from {} on in {}.",
                                   clock(rule_.window.start), zone_));
        const Instant opened = due_at(rule_, date, zone_);
        const auto change = clock_change(rule_, date, opened, zone_);
        if (now_ < opened)
            return say("window", false,
                       fmt::format("Its {} comes only at {}{}.", what, local(opened), change));
        say("window", true,
            fmt::format("Its {} came at {}{}{}.", what, local(opened), change,
                        date == today_ ? "" : ", and that date is still the one to work for"));
    }

    void ask_for_lateness(Date date) {
        const auto closes = closes_at(rule_, date, zone_);
        if (!closes)
            return say("late", std::nullopt,
                       "It is never late: a preferred time without an end has no window.");
        answer_.late = now_ >= *closes;
        say("late", std::nullopt,
            answer_.late
                ? fmt::format("It is late: the window closed at {}, and the rest of that date is there "
                              "to make up for it.",
                              local(*closes))
                : fmt::format("It is not late: the window closes at {}.", local(*closes)));
    }

    void ask_for_analyses(Date date) {
        if (const auto found = facts_.analyses.find(date); found != facts_.analyses.end())
            return say("served", false,
                       fmt::format("The user's analysis of {} exists already ({}), and there is one a date.",
                                   format_date(date), found->second));
        if (facts_.next_due_at && *facts_.next_due_at > now_)
            return say(
                "served", false,
                fmt::format("A tick has dealt with {} already; the next one to look at it is that of {}.",
                            format_date(date), local(*facts_.next_due_at)));
        say("served", true, fmt::format("No analysis of {} exists yet.", format_date(date)));
    }

    void tell_what_is_next() {
        const Date from = answer_.date ? add_days(*answer_.date, 1) : today_;
        const auto runs =
            upcoming(rule_, std::max(now_ + chr::milliseconds(1), instant_of(from, 0, zone_)), zone_, 1);
        if (runs.empty()) return;
        answer_.next_due = runs.front();
        const bool at_rest = !facts_.scheduler_enabled || !facts_.user_active || !facts_.schedule_active;
        say("next", std::nullopt,
            fmt::format("{} at {}.", at_rest ? "But for that, it would be due next" : "It is due next",
                        local(runs.front())));
    }

    const Facts& facts_;
    const Rule& rule_;
    const std::string& zone_;
    Instant now_;
    Date today_;
    Explanation answer_;
};

}  // namespace

Explanation explain(const Facts& facts, Instant now) {
    return Explainer(facts, now).explain();
}

std::string why_due(const Explanation& explanation) {
    std::string text;
    for (const auto& reason : explanation.reasons) {
        if (reason.rule != "frequency" && reason.rule != "day" && reason.rule != "window" &&
            reason.rule != "late")
            continue;
        text += (text.empty() ? "" : " ") + reason.sentence;
    }
    return text;
}

std::string describe(const Rule& rule) {
    const auto days = rule.days.names();
    const bool every_day =
        days.empty() || (rule.frequency == Frequency::daily && days.size() == kWeekdays.size());
    // "on weekdays" is what people say, and fits a column.
    const bool working_days = days.size() == 5 && std::equal(days.begin(), days.end(), kWeekdays.begin());
    return fmt::format("{}{}, {}", name(rule.frequency),
                       every_day      ? ""
                       : working_days ? " on weekdays"
                                      : " on " + join(days, ", "),
                       window_text(rule.window));
}

}  // namespace pacelane::schedule
