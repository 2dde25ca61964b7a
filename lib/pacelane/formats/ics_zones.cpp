#include "ics_zones.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <string_view>
#include <utility>

namespace pacelane::formats {

namespace {

using namespace std::string_view_literals;

/// As Windows names the zones, and the zone of Unicode's table (CLDR, windowsZones, "001").
constexpr std::pair<std::string_view, std::string_view> kWindowsZones[] = {
    {"Dateline Standard Time"sv, "Etc/GMT+12"sv},
    {"UTC-11"sv, "Etc/GMT+11"sv},
    {"Aleutian Standard Time"sv, "America/Adak"sv},
    {"Hawaiian Standard Time"sv, "Pacific/Honolulu"sv},
    {"Marquesas Standard Time"sv, "Pacific/Marquesas"sv},
    {"Alaskan Standard Time"sv, "America/Anchorage"sv},
    {"UTC-09"sv, "Etc/GMT+9"sv},
    {"Pacific Standard Time (Mexico)"sv, "America/Tijuana"sv},
    {"UTC-08"sv, "Etc/GMT+8"sv},
    {"Pacific Standard Time"sv, "America/Los_Angeles"sv},
    {"US Mountain Standard Time"sv, "America/Phoenix"sv},
    {"Mountain Standard Time (Mexico)"sv, "America/Mazatlan"sv},
    {"Mountain Standard Time"sv, "America/Denver"sv},
    {"Yukon Standard Time"sv, "America/Whitehorse"sv},
    {"Central America Standard Time"sv, "America/Guatemala"sv},
    {"Central Standard Time"sv, "America/Chicago"sv},
    {"Easter Island Standard Time"sv, "Pacific/Easter"sv},
    {"Central Standard Time (Mexico)"sv, "America/Mexico_City"sv},
    {"Canada Central Standard Time"sv, "America/Regina"sv},
    {"SA Pacific Standard Time"sv, "America/Bogota"sv},
    {"Eastern Standard Time (Mexico)"sv, "America/Cancun"sv},
    {"Eastern Standard Time"sv, "America/New_York"sv},
    {"Haiti Standard Time"sv, "America/Port-au-Prince"sv},
    {"Cuba Standard Time"sv, "America/Havana"sv},
    {"US Eastern Standard Time"sv, "America/Indiana/Indianapolis"sv},
    {"Turks And Caicos Standard Time"sv, "America/Grand_Turk"sv},
    {"Paraguay Standard Time"sv, "America/Asuncion"sv},
    {"Atlantic Standard Time"sv, "America/Halifax"sv},
    {"Venezuela Standard Time"sv, "America/Caracas"sv},
    {"Central Brazilian Standard Time"sv, "America/Cuiaba"sv},
    {"SA Western Standard Time"sv, "America/La_Paz"sv},
    {"Pacific SA Standard Time"sv, "America/Santiago"sv},
    {"Newfoundland Standard Time"sv, "America/St_Johns"sv},
    {"Tocantins Standard Time"sv, "America/Araguaina"sv},
    {"E. South America Standard Time"sv, "America/Sao_Paulo"sv},
    {"SA Eastern Standard Time"sv, "America/Cayenne"sv},
    {"Argentina Standard Time"sv, "America/Argentina/Buenos_Aires"sv},
    {"Greenland Standard Time"sv, "America/Nuuk"sv},
    {"Montevideo Standard Time"sv, "America/Montevideo"sv},
    {"Magallanes Standard Time"sv, "America/Punta_Arenas"sv},
    {"Saint Pierre Standard Time"sv, "America/Miquelon"sv},
    {"Bahia Standard Time"sv, "America/Bahia"sv},
    {"UTC-02"sv, "Etc/GMT+2"sv},
    {"Azores Standard Time"sv, "Atlantic/Azores"sv},
    {"Cape Verde Standard Time"sv, "Atlantic/Cape_Verde"sv},
    {"UTC"sv, "UTC"sv},
    {"GMT Standard Time"sv, "Europe/London"sv},
    {"Greenwich Standard Time"sv, "Atlantic/Reykjavik"sv},
    {"Sao Tome Standard Time"sv, "Africa/Sao_Tome"sv},
    {"Morocco Standard Time"sv, "Africa/Casablanca"sv},
    {"W. Europe Standard Time"sv, "Europe/Berlin"sv},
    {"Central Europe Standard Time"sv, "Europe/Budapest"sv},
    {"Romance Standard Time"sv, "Europe/Paris"sv},
    {"Central European Standard Time"sv, "Europe/Warsaw"sv},
    {"W. Central Africa Standard Time"sv, "Africa/Lagos"sv},
    {"Jordan Standard Time"sv, "Asia/Amman"sv},
    {"GTB Standard Time"sv, "Europe/Bucharest"sv},
    {"Middle East Standard Time"sv, "Asia/Beirut"sv},
    {"Egypt Standard Time"sv, "Africa/Cairo"sv},
    {"E. Europe Standard Time"sv, "Europe/Chisinau"sv},
    {"Syria Standard Time"sv, "Asia/Damascus"sv},
    {"West Bank Standard Time"sv, "Asia/Hebron"sv},
    {"South Africa Standard Time"sv, "Africa/Johannesburg"sv},
    {"FLE Standard Time"sv, "Europe/Kyiv"sv},
    {"Israel Standard Time"sv, "Asia/Jerusalem"sv},
    {"South Sudan Standard Time"sv, "Africa/Juba"sv},
    {"Kaliningrad Standard Time"sv, "Europe/Kaliningrad"sv},
    {"Sudan Standard Time"sv, "Africa/Khartoum"sv},
    {"Libya Standard Time"sv, "Africa/Tripoli"sv},
    {"Namibia Standard Time"sv, "Africa/Windhoek"sv},
    {"Arabic Standard Time"sv, "Asia/Baghdad"sv},
    {"Turkey Standard Time"sv, "Europe/Istanbul"sv},
    {"Arab Standard Time"sv, "Asia/Riyadh"sv},
    {"Belarus Standard Time"sv, "Europe/Minsk"sv},
    {"Russian Standard Time"sv, "Europe/Moscow"sv},
    {"E. Africa Standard Time"sv, "Africa/Nairobi"sv},
    {"Volgograd Standard Time"sv, "Europe/Volgograd"sv},
    {"Iran Standard Time"sv, "Asia/Tehran"sv},
    {"Arabian Standard Time"sv, "Asia/Dubai"sv},
    {"Astrakhan Standard Time"sv, "Europe/Astrakhan"sv},
    {"Azerbaijan Standard Time"sv, "Asia/Baku"sv},
    {"Russia Time Zone 3"sv, "Europe/Samara"sv},
    {"Mauritius Standard Time"sv, "Indian/Mauritius"sv},
    {"Saratov Standard Time"sv, "Europe/Saratov"sv},
    {"Georgian Standard Time"sv, "Asia/Tbilisi"sv},
    {"Caucasus Standard Time"sv, "Asia/Yerevan"sv},
    {"Afghanistan Standard Time"sv, "Asia/Kabul"sv},
    {"West Asia Standard Time"sv, "Asia/Tashkent"sv},
    {"Ekaterinburg Standard Time"sv, "Asia/Yekaterinburg"sv},
    {"Pakistan Standard Time"sv, "Asia/Karachi"sv},
    {"Qyzylorda Standard Time"sv, "Asia/Qyzylorda"sv},
    {"India Standard Time"sv, "Asia/Kolkata"sv},
    {"Sri Lanka Standard Time"sv, "Asia/Colombo"sv},
    {"Nepal Standard Time"sv, "Asia/Kathmandu"sv},
    {"Central Asia Standard Time"sv, "Asia/Almaty"sv},
    {"Bangladesh Standard Time"sv, "Asia/Dhaka"sv},
    {"Omsk Standard Time"sv, "Asia/Omsk"sv},
    {"Myanmar Standard Time"sv, "Asia/Yangon"sv},
    {"SE Asia Standard Time"sv, "Asia/Bangkok"sv},
    {"Altai Standard Time"sv, "Asia/Barnaul"sv},
    {"W. Mongolia Standard Time"sv, "Asia/Hovd"sv},
    {"North Asia Standard Time"sv, "Asia/Krasnoyarsk"sv},
    {"N. Central Asia Standard Time"sv, "Asia/Novosibirsk"sv},
    {"Tomsk Standard Time"sv, "Asia/Tomsk"sv},
    {"China Standard Time"sv, "Asia/Shanghai"sv},
    {"North Asia East Standard Time"sv, "Asia/Irkutsk"sv},
    {"Singapore Standard Time"sv, "Asia/Singapore"sv},
    {"W. Australia Standard Time"sv, "Australia/Perth"sv},
    {"Taipei Standard Time"sv, "Asia/Taipei"sv},
    {"Ulaanbaatar Standard Time"sv, "Asia/Ulaanbaatar"sv},
    {"Aus Central W. Standard Time"sv, "Australia/Eucla"sv},
    {"Transbaikal Standard Time"sv, "Asia/Chita"sv},
    {"Tokyo Standard Time"sv, "Asia/Tokyo"sv},
    {"North Korea Standard Time"sv, "Asia/Pyongyang"sv},
    {"Korea Standard Time"sv, "Asia/Seoul"sv},
    {"Yakutsk Standard Time"sv, "Asia/Yakutsk"sv},
    {"Cen. Australia Standard Time"sv, "Australia/Adelaide"sv},
    {"AUS Central Standard Time"sv, "Australia/Darwin"sv},
    {"E. Australia Standard Time"sv, "Australia/Brisbane"sv},
    {"AUS Eastern Standard Time"sv, "Australia/Sydney"sv},
    {"West Pacific Standard Time"sv, "Pacific/Port_Moresby"sv},
    {"Tasmania Standard Time"sv, "Australia/Hobart"sv},
    {"Vladivostok Standard Time"sv, "Asia/Vladivostok"sv},
    {"Lord Howe Standard Time"sv, "Australia/Lord_Howe"sv},
    {"Bougainville Standard Time"sv, "Pacific/Bougainville"sv},
    {"Russia Time Zone 10"sv, "Asia/Srednekolymsk"sv},
    {"Magadan Standard Time"sv, "Asia/Magadan"sv},
    {"Norfolk Standard Time"sv, "Pacific/Norfolk"sv},
    {"Sakhalin Standard Time"sv, "Asia/Sakhalin"sv},
    {"Central Pacific Standard Time"sv, "Pacific/Guadalcanal"sv},
    {"Russia Time Zone 11"sv, "Asia/Kamchatka"sv},
    {"New Zealand Standard Time"sv, "Pacific/Auckland"sv},
    {"UTC+12"sv, "Etc/GMT-12"sv},
    {"Fiji Standard Time"sv, "Pacific/Fiji"sv},
    {"Chatham Islands Standard Time"sv, "Pacific/Chatham"sv},
    {"UTC+13"sv, "Etc/GMT-13"sv},
    {"Tonga Standard Time"sv, "Pacific/Tongatapu"sv},
    {"Samoa Standard Time"sv, "Pacific/Apia"sv},
    {"Line Islands Standard Time"sv, "Pacific/Kiritimati"sv},
};

constexpr std::array kAreas{"Africa/"sv, "America/"sv,  "Antarctica/"sv, "Arctic/"sv,
                            "Asia/"sv,   "Atlantic/"sv, "Australia/"sv,  "Europe/"sv,
                            "Indian/"sv, "Pacific/"sv,  "Etc/"sv};

bool is_name(std::string_view text) {
    constexpr std::size_t longest = 64;
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
               std::string_view("/_+-").find(c) != std::string_view::npos;
    });
}

}  // namespace

std::string ics_zone(icalcomponent* event) {
    auto* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    auto* parameter = start ? icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER) : nullptr;
    const auto* written = parameter ? icalparameter_get_tzid(parameter) : nullptr;
    if (!written) return {};
    auto id = trim(std::string_view(written));
    if (id.size() > 1 && id.front() == '"' && id.back() == '"') id = id.substr(1, id.size() - 2);
    const auto windows = std::find_if(std::begin(kWindowsZones), std::end(kWindowsZones),
                                      [&](const auto& one) { return one.first == id; });
    if (windows != std::end(kWindowsZones)) return std::string(windows->second);
    // "/freeassociation.sourceforge.net/Europe/Lisbon"
    for (const auto area : kAreas)
        if (const auto at = id.find(area);
            at != std::string_view::npos && (at == 0 || id[at - 1] == '/') && is_name(id.substr(at)))
            return std::string(id.substr(at));
    return {};
}

icaltimetype ics_in_zone_of(const icaltimetype& series, const icaltimetype& time) {
    if (!icaltime_is_utc(time) || icaltime_is_utc(series) || series.is_date != 0 || time.is_date != 0)
        return time;
    if (series.zone) return icaltime_convert_to_zone(time, const_cast<icaltimezone*>(series.zone));
    constexpr int hour = 60, day = 24 * hour, west = -11 * hour, east = 12 * hour, step = 15;
    const bool last_second = time.minute == 59 && time.second == 59;
    const int local = last_second ? day - 1 : series.hour * hour + series.minute;
    int offset = local - (time.hour * hour + time.minute);
    if (offset < west) offset += day;
    if (offset > east) offset -= day;
    auto moved = time;
    if (offset % step != 0) return moved;
    icaltime_adjust(&moved, 0, 0, offset, 0);
    return moved;
}

}  // namespace pacelane::formats
