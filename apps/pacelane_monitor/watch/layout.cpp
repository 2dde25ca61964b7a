#include "watch/layout.h"

#include "watch/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

std::string bars(const std::vector<store::DayCounts>& history, std::int64_t store::DayCounts::*what) {
    constexpr const char* steps[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::int64_t most = 1;
    for (const auto& day : history)
        most = std::max(most, day.*what);
    std::string text;
    for (const auto& day : history)
        text += day.*what == 0 ? "·" : steps[(day.*what * 8 + most - 1) / most - 1];
    return text;
}

std::int64_t sum(const std::vector<store::DayCounts>& history, std::int64_t store::DayCounts::*what) {
    std::int64_t total = 0;
    for (const auto& day : history)
        total += day.*what;
    return total;
}

Line counts(const char* name, const std::map<std::string, std::int64_t>& by_state,
            std::initializer_list<const char*> order, bool all) {
    Line line{{padded(name, 11), {.bold = true}}};
    for (const auto* state : order) {
        const auto found = by_state.find(state);
        const auto count = found == by_state.end() ? 0 : found->second;
        if (count == 0 && !all) continue;
        line.push_back(
            {fmt::format("{} {}   ", count, state), count > 0 ? look_of(state) : Look{.dim = true}});
    }
    if (line.size() == 1) line.push_back({"none", {.dim = true}});
    return line;
}

}  // namespace

Layout layout_of(const Model& model) {
    Layout layout;
    const bool opened = !model.sheets.empty();
    layout.summary = !opened && model.height >= 10;
    layout.keys = model.height >= 7;
    layout.body_top = opened ? 1 : layout.summary ? 3 : 2;
    const auto below = std::size_t{1} + (layout.keys ? 1 : 0);
    layout.body_height = model.height > layout.body_top + below ? model.height - layout.body_top - below : 1;
    return layout;
}

std::vector<Line> facts_of(const Model& model) {
    if (!model.data) return {};
    const auto& now = model.data->snapshot;
    const bool roomy = model.width >= 76;
    std::vector<Line> lines{{}};
    lines.push_back(
        counts("Analyses", now.analyses, {"pending", "processing", "completed", "failed"}, roomy));
    lines.push_back(counts("Drafts", now.generations,
                           {"pending", "generating", "completed", "failed", "withdrawn"}, roomy));
    for (const auto& timing : now.timings) {
        const auto name = timing.stage == "analyze" ? "Analyzing" : "Writing";
        if (timing.sample == 0)
            lines.push_back({{padded(name, 11), {.bold = true}}, {"no figures yet", {.dim = true}}});
        else
            lines.push_back({{padded(name, 11), {.bold = true}},
                             {fmt::format("half within {:.1f} s, 95 % within {:.1f} s (the last {})",
                                          timing.p50_sec, timing.p95_sec, timing.sample),
                              {}}});
    }
    lines.push_back({{padded("14 days", 11), {.bold = true}},
                     {fmt::format("analyses {} {}   drafts {} {}",
                                  bars(now.history, &store::DayCounts::analyses_completed),
                                  sum(now.history, &store::DayCounts::analyses_completed),
                                  bars(now.history, &store::DayCounts::generations_completed),
                                  sum(now.history, &store::DayCounts::generations_completed)),
                      {}}});
    Line scheduler{{padded("Scheduler", 11), {.bold = true}}};
    if (now.scheduler.enabled)
        scheduler.push_back({"on", {.color = Color::good}});
    else
        scheduler.push_back({"switched off: 'pacelane schedule enable'", {.color = Color::warning}});
    scheduler.push_back(
        {now.scheduler.last_tick_at
             ? fmt::format(", last tick {} UTC", minute_of(format_instant(*now.scheduler.last_tick_at)))
             : ", no tick yet",
         {}});
    if (now.overdue_since)
        scheduler.push_back(
            {fmt::format(", somebody is due since {} UTC", minute_of(format_instant(*now.overdue_since))),
             {.color = Color::warning}});
    lines.push_back(std::move(scheduler));
    return lines;
}

std::size_t list_height(const Model& model, const Table& table) {
    const auto body = layout_of(model).body_height;
    if (model.tab != Tab::queues) return body;
    // The facts stand under the last queue, and give way to a long list only where both do not fit.
    const auto facts = facts_of(model).size();
    const auto least = std::min<std::size_t>(table.rows.size(), 4);
    return body >= facts + least ? body - facts : body;
}

}  // namespace pacelane::monitor_program
