#include <algorithm>
#include <pacelane/schedule/pace.h>

namespace pacelane::schedule {

Pace pace_every(int minutes, std::string zone) {
    Pace pace{std::move(zone), {}};
    for (int minute = 0; minute < kMinutesPerDay; minute += std::clamp(minutes, 1, kMinutesPerDay))
        pace.minutes.push_back(minute);
    return pace;
}

Instant next_tick(const Pace& pace, Instant from) {
    // A date that the zone skipped has all its ticks at once: the one after them is later.
    for (Date date = local_time(from, pace.zone).date;; date = add_days(date, 1))
        for (const int minute : pace.minutes)
            if (const Instant tick = instant_of(date, minute, pace.zone); tick >= from) return tick;
}

Suitability suitability(const Rule& rule, std::string_view zone, const Pace& pace, Instant from, int days) {
    Suitability found;
    const Instant until = from + std::chrono::days(days);
    const auto note = [&](const Misfit& misfit) {
        const bool worse = !found.first || (found.first->served && !misfit.served);
        if (worse) found.first = misfit;
    };
    for (const Instant opens : upcoming(rule, from, zone, static_cast<std::size_t>(days))) {
        if (opens >= until) break;
        const auto date = due_date(rule, opens, zone);
        if (!date) continue;
        ++found.dates;
        const Instant tick = next_tick(pace, opens);
        if (due_date(rule, tick, zone) != date) {
            ++found.never;
            note({*date, opens, std::nullopt});
        } else if (is_late(rule, *date, tick, zone)) {
            ++found.late;
            note({*date, opens, tick});
        }
    }
    return found;
}

}  // namespace pacelane::schedule
