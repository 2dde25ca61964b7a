#include <absl/time/time.h>
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/schedule/recurrence.h>
#include <ratio>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace pacelane::schedule {

namespace chr = std::chrono;

namespace {

constexpr std::string_view kUtc = "UTC";
constexpr std::size_t kLongestName = 64;

// Seconds on a wall clock, counted as if the clock's zone were UTC.
using WallSeconds = chr::sys_seconds;

// Where the zones are: TZDIR, which other programs use as well, goes before the system's folder.
std::filesystem::path zone_folder() {
    const char* folder = std::getenv("TZDIR");
    return folder && *folder ? folder : "/usr/share/zoneinfo";
}

bool is_given_by_tzdir() {
    const char* folder = std::getenv("TZDIR");
    return folder && *folder;
}

// Zones are files; among them lie others, and folders that hold the same zones once more.
bool is_zone_name(std::string_view name) {
    if (name == "localtime" || name == "posixrules" || name == "Factory" || name.size() > kLongestName)
        return false;
    const auto parts = split(name, '/');
    if (parts.front() == "posix" || parts.front() == "right" || parts.front() == "Fixed") return false;
    return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 || c == '_' || c == '+' || c == '-';
        });
    });
}

std::optional<absl::TimeZone> find(std::string_view name) {
    absl::TimeZone zone;
    if (is_zone_name(name) && absl::LoadTimeZone(std::string(name), &zone)) return zone;
    return std::nullopt;
}

// The names of all zones; few ask for them.
std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    std::error_code failure;
    const auto folder = zone_folder();
    for (std::filesystem::recursive_directory_iterator file(folder, failure), end; file != end;
         file.increment(failure)) {
        if (failure) break;
        auto name = file->path().lexically_relative(folder).string();
        if (!is_zone_name(name)) {
            file.disable_recursion_pending();
            continue;
        }
        std::error_code unreadable;
        if (!file->is_regular_file(unreadable)) continue;
        char magic[4] = {};
        if (std::ifstream(file->path(), std::ios::binary).read(magic, sizeof magic) &&
            std::string_view(magic, sizeof magic) == "TZif")
            names.push_back(std::move(name));
    }
    return names;
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
        if (zone_) return;
        if (const auto problem = zone_data_problem(); !problem.empty())
            throw Error(ErrorKind::configuration, fmt::format("time zone '{}': {}", name, problem));
        // Not wrong data: the zone was known when the workspace was imported, and is again with its package.
        throw Error(ErrorKind::configuration,
                    fmt::format("unknown time zone '{}': install the package tzdata-legacy if it is an old "
                                "name, or correct the workspace file and import it again{}",
                                name,
                                is_given_by_tzdir()
                                    ? fmt::format(" (zones are read from $TZDIR, {})", zone_folder().string())
                                    : ""));
    }

    const Stretch& at(chr::sys_seconds time) {
        for (const auto& stretch : remembered_)
            if (stretch.begin <= time && time < stretch.end) return stretch;
        // Not absl::FromChrono: it counts nanoseconds in 64 bits, which end in 2262.
        const auto instant = absl::FromUnixSeconds(time.time_since_epoch().count());
        const auto info = zone_->At(instant);
        if (time >= kEndOfTransitions) {
            const auto begin = chr::floor<Quarter>(time);
            return remember({begin, begin + Quarter(1), chr::seconds(info.offset), info.zone_abbr});
        }
        Stretch stretch{chr::sys_seconds::min(), chr::sys_seconds::max(), chr::seconds(info.offset),
                        info.zone_abbr};
        absl::TimeZone::CivilTransition change;
        if (zone_->PrevTransition(instant + absl::Seconds(1), &change)) stretch.begin = instant_of(change);
        if (zone_->NextTransition(instant, &change)) stretch.end = instant_of(change);
        return remember(std::move(stretch));
    }

private:
    // Abseil lists the transitions of 400 years from where the zone data end, in the 1990s at the earliest.
    // Later it only tells the offset of a moment; offsets change at full quarters of an hour.
    static constexpr chr::sys_seconds kEndOfTransitions = chr::sys_days(chr::year(2390) / 1 / 1);
    using Quarter = chr::duration<std::int64_t, std::ratio<15 * 60>>;

    const Stretch& remember(Stretch stretch) {
        if (remembered_.size() == kMost) remembered_.pop_front();
        remembered_.push_back(std::move(stretch));
        return remembered_.back();
    }
    chr::sys_seconds instant_of(const absl::TimeZone::CivilTransition& change) const {
        return chr::sys_seconds(chr::seconds(absl::ToUnixSeconds(zone_->At(change.to).trans)));
    }

    static constexpr std::size_t kMost = 8;
    std::optional<absl::TimeZone> zone_;
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

// Distance of two names, in tenths of a typing error.
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
        known(zone);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::string zone_data_problem() {
    // Every set of zone data has this one.
    absl::TimeZone zone;
    if (absl::LoadTimeZone("Europe/London", &zone)) return {};
    const auto folder = zone_folder().string();
    if (is_given_by_tzdir())
        return fmt::format("the folder that TZDIR names, {}, holds no time zones; unset TZDIR", folder);
    return fmt::format("no time zone data under {}; install the package tzdata", folder);
}

std::string time_zone_problem(std::string_view zone) {
    if (is_time_zone(zone)) return {};
    if (auto problem = zone_data_problem(); !problem.empty()) return problem;
    auto similar = similar_time_zones(zone);
    std::erase(similar, zone);  // its file is there, and cannot be read
    return similar.empty() ? "IANA names are like Europe/Stockholm"
                           : fmt::format("did you mean {}?", fmt::join(similar, " or "));
}

std::vector<std::string> similar_time_zones(std::string_view zone, std::size_t limit) {
    const auto wanted = folded(zone);
    if (wanted.empty() || wanted.size() > kLongestName) return {};
    const auto length = city_of(wanted).size();
    const std::size_t most = 10 * (length <= 3 ? 1 : std::max<std::size_t>(2, length / 3));
    std::vector<std::pair<std::size_t, std::string>> alike;
    for (auto& candidate : zone_names()) {
        const auto distance = unlikeness(wanted, folded(candidate));
        if (distance <= most) alike.emplace_back(distance, std::move(candidate));
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
