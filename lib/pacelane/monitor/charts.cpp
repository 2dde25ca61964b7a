#include <algorithm>
#include <pacelane/monitor/detail/parts.h>

#include <fmt/format.h>

namespace pacelane::monitor::detail {

namespace {

constexpr int kBar = 14, kGap = 4, kHeight = 56, kLabels = 14;

struct Bar {
    Date date;
    std::int64_t good = 0;
    std::int64_t bad = 0;
};

std::string day(Date date) {
    return format_date(date).substr(5);
}

// Colours come from the style sheet, so that a chart follows the theme.
std::string bars(const std::vector<Bar>& days, const std::string& title) {
    std::int64_t most = 1;
    for (const auto& bar : days)
        most = std::max(most, bar.good + bar.bad);
    const int width = static_cast<int>(days.size()) * (kBar + kGap);
    std::string svg =
        fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", width,
                    kHeight + kLabels, html_escaped(title));
    int x = kGap / 2;
    for (const auto& bar : days) {
        const auto height = [&](std::int64_t value) {
            return value == 0 ? 0 : std::max<std::int64_t>(2, value * kHeight / most);
        };
        auto good = height(bar.good);
        const auto bad = height(bar.bad);
        good = std::min<std::int64_t>(good, kHeight - bad);
        svg += fmt::format("<g><title>{}: {} completed{}</title>", format_date(bar.date), bar.good,
                           bar.bad > 0 ? fmt::format(", {} failed", bar.bad) : "");
        svg += fmt::format("<rect class=\"ground\" x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\"/>", x, kBar,
                           kHeight);
        if (good > 0)
            svg += fmt::format("<rect class=\"good\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", x,
                               kHeight - good, kBar, good);
        if (bad > 0)
            svg += fmt::format("<rect class=\"bad\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", x,
                               kHeight - good - bad, kBar, bad);
        svg += "</g>";
        x += kBar + kGap;
    }
    if (!days.empty())
        svg += fmt::format(
            "<text x=\"0\" y=\"{0}\">{1}</text><text x=\"{2}\" y=\"{0}\" text-anchor=\"end\">{3}</text>",
            kHeight + kLabels - 2, day(days.front().date), width, day(days.back().date));
    return svg + "</svg>";
}

}  // namespace

Value charts(const store::Snapshot& snapshot) {
    if (snapshot.history.empty()) return false;
    List list;
    const auto add = [&](const char* name, auto good, auto bad) {
        std::vector<Bar> days;
        std::int64_t all = 0, failed = 0;
        for (const auto& counts : snapshot.history) {
            days.push_back({counts.date, good(counts), bad(counts)});
            all += days.back().good;
            failed += days.back().bad;
        }
        const auto sum =
            fmt::format("{}{}", grouped(all), failed > 0 ? fmt::format(", {} failed", grouped(failed)) : "");
        list.push_back(Record{
            {"name", name},
            {"sum", sum},
            {"svg", Markup{bars(days, fmt::format("{} of the last {} days: {}", name, days.size(), sum))}}});
    };
    using Day = store::DayCounts;
    add(
        "Analyses", [](const Day& d) { return d.analyses_completed; },
        [](const Day& d) { return d.analyses_failed; });
    add(
        "Drafts", [](const Day& d) { return d.generations_completed; },
        [](const Day& d) { return d.generations_failed; });
    add(
        "Messages", [](const Day& d) { return d.messages; }, [](const Day&) { return std::int64_t{0}; });
    return Record{{"list", std::move(list)}};
}

}  // namespace pacelane::monitor::detail
