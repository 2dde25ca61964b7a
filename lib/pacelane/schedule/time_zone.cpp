#include <algorithm>
#include <deque>
#include <exception>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/schedule/recurrence.h>
#include <unordered_map>
#include <utility>

#include <date/tz.h>
#include <fmt/format.h>

namespace pacelane::schedule {

namespace chr = std::chrono;

namespace {

constexpr std::string_view kUtc = "UTC";
constexpr std::size_t kLongestName = 64;

// Seconds on a wall clock, counted as if the clock's zone were UTC.
using WallSeconds = chr::sys_seconds;

// Zones are files; these lie among them, but name no place.
bool is_place(std::string_view name) {
    return name != "localtime" && name != "posixrules" && name != "Factory";
}

const std::vector<date::time_zone>& zones() {
    try {
        return date::get_tzdb().zones;  // read once, when first needed
    } catch (const std::exception&) {
        throw Error(ErrorKind::configuration,
                    "no time zone data found under /usr/share/zoneinfo (install the package tzdata)");
    }
}

const date::time_zone* find(std::string_view name) {
    const auto& all = zones();
    const auto found = std::lower_bound(all.begin(), all.end(), name,
                                        [](const auto& zone, auto wanted) { return zone.name() < wanted; });
    if (found == all.end() || found->name() != name || !is_place(name)) return nullptr;
    return &*found;
}

// A stretch of time in which the zone's offset does not change.
struct Stretch {
    chr::sys_seconds begin;
    chr::sys_seconds end;
    chr::seconds offset;
    std::string abbreviation;
};

// A zone known to exist, with the stretches that were asked for last: a tick asks for the same few of them
// again and again. UTC, the default, needs no zone data.
class KnownZone {
public:
    explicit KnownZone(std::string_view name) {
        if (name == kUtc) {
            remembered_.push_back(
                {chr::sys_seconds::min(), chr::sys_seconds::max(), chr::seconds(0), std::string(kUtc)});
            return;
        }
        zone_ = find(name);
        if (!zone_) throw Error(ErrorKind::bad_input, fmt::format("unknown time zone '{}'", name));
    }

    const Stretch& at(chr::sys_seconds time) {
        for (const auto& stretch : remembered_)
            if (stretch.begin <= time && time < stretch.end) return stretch;
        try {
            auto info = zone_->get_info(time);
            if (remembered_.size() == kMost) remembered_.pop_front();
            remembered_.push_back({info.begin, info.end, info.offset, std::move(info.abbrev)});
            return remembered_.back();
        } catch (const std::exception& error) {
            throw Error(ErrorKind::configuration, fmt::format("the data of time zone '{}' are unreadable: {}",
                                                              zone_->name(), error.what()));
        }
    }

private:
    static constexpr std::size_t kMost = 8;
    const date::time_zone* zone_ = nullptr;
    std::deque<Stretch> remembered_;
};

KnownZone& known(std::string_view name) {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    thread_local std::unordered_map<std::string, KnownZone, Hash, std::equal_to<>> zones;
    const auto found = zones.find(name);
    if (found != zones.end()) return found->second;
    return zones.emplace(name, KnownZone(name)).first->second;
}

LocalTime local_time_of(WallSeconds wall, chr::seconds offset) {
    const auto day = chr::floor<chr::days>(wall);
    return {Date(day), static_cast<int>(chr::floor<chr::minutes>(wall - day).count()),
            static_cast<int>(offset.count())};
}

// For comparing what people type with the names that exist: "new york" ~ "New_York".
std::string folded(std::string_view name) {
    auto text = ascii_lower(trim(name));
    std::replace(text.begin(), text.end(), ' ', '_');
    return text;
}

std::string_view city_of(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

// How unlike two names are, in tenths of a slip of the hand.
std::size_t unlikeness(std::string_view wanted, std::string_view name) {
    if (wanted == name) return 0;
    const auto city = city_of(name);
    if (city_of(wanted) == city) return 10;
    std::size_t least = 10 * std::min(edit_distance(wanted, name), edit_distance(city_of(wanted), city) + 1);
    if (wanted.size() >= 3 && (name.starts_with(wanted) || city.starts_with(wanted)))
        least = std::min<std::size_t>(least, 8);
    return least;
}

}  // namespace

bool is_time_zone(std::string_view zone) {
    try {
        known(zone).at(chr::sys_seconds());  // reads its file, too
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::vector<std::string> similar_time_zones(std::string_view zone, std::size_t limit) {
    const auto wanted = folded(zone);
    if (wanted.empty() || wanted.size() > kLongestName) return {};
    const auto length = city_of(wanted).size();
    const std::size_t most = 10 * (length <= 3 ? 1 : std::max<std::size_t>(2, length / 3));
    std::vector<std::pair<std::size_t, std::string_view>> alike;
    try {
        for (const auto& candidate : zones()) {
            if (!is_place(candidate.name())) continue;
            const auto distance = unlikeness(wanted, folded(candidate.name()));
            if (distance <= most) alike.emplace_back(distance, candidate.name());
        }
    } catch (const Error&) {
        return {};
    }
    std::sort(alike.begin(), alike.end());
    // Of a name that is right but for its case, the others are no alternatives.
    if (!alike.empty() && alike.front().first == 0) limit = std::min<std::size_t>(limit, 1);
    std::vector<std::string> names;
    for (const auto& [distance, name] : alike) {
        if (names.size() == limit) break;
        names.emplace_back(name);
    }
    return names;
}

LocalTime local_time(Instant instant, std::string_view zone) {
    const auto time = chr::floor<chr::seconds>(instant);
    const auto offset = known(zone).at(time).offset;
    return local_time_of(time + offset, offset);
}

Instant instant_of(Date date, int minute, std::string_view zone_name) {
    auto& zone = known(zone_name);
    const WallSeconds wall = chr::sys_days(date) + chr::minutes(minute);
    // From before the earliest instant at which any zone can show this, stretch by stretch: the first that
    // shows it, or that starts too late to do so.
    const auto* stretch = &zone.at(wall - chr::hours(30));
    while (wall - stretch->offset >= stretch->end)
        stretch = &zone.at(stretch->end);
    return std::max(wall - stretch->offset, stretch->begin);
}

std::string format_local(Instant instant, std::string_view zone) {
    const auto time = chr::floor<chr::seconds>(instant);
    const auto& stretch = known(zone).at(time);
    const auto local = local_time_of(time + stretch.offset, stretch.offset);
    return fmt::format("{} {:02}:{:02} {}", format_date(local.date), local.minute / 60, local.minute % 60,
                       stretch.abbreviation);
}

}  // namespace pacelane::schedule
