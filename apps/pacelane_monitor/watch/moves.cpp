#include "watch/moves.h"

#include "watch/layout.h"

#include <algorithm>

namespace pacelane::monitor_program {

namespace {

std::size_t clamped(std::size_t value, long by, std::size_t count) {
    const auto moved = static_cast<long>(value) + by;
    return static_cast<std::size_t>(std::clamp(moved, 0L, count == 0 ? 0L : static_cast<long>(count) - 1));
}

// The screen follows the cursor no further than it must.
void follow(std::size_t& top, std::size_t cursor, std::size_t count, std::size_t height) {
    top = std::min(top, count > height ? count - height : 0);
    top = std::min(top, cursor);
    if (cursor >= top + height) top = cursor + 1 - height;
}

void step(Model& model, long by) {
    if (!model.sheets.empty()) {
        auto& sheet = model.sheets.back();
        const auto count = lines_of(model, sheet, model.width).size();
        sheet.cursor = clamped(sheet.cursor, by, count);
        follow(sheet.top, sheet.cursor, count, layout_of(model).body_height);
        return;
    }
    auto& place = place_of(model);
    const auto table = table_of(model, model.tab);
    if (table.rows.empty()) return;
    // The first step down from a list that nobody holds is onto its first row.
    place.index = place.held ? clamped(place.index, by, table.rows.size())
                             : clamped(0, by > 0 ? by - 1 : 0, table.rows.size());
    place.held = true;
    place.id = table.rows[place.index].id;
    follow(place.top, place.index, table.rows.size(), list_height(model, table));
}

}  // namespace

Place& place_of(Model& model) {
    return model.places[static_cast<std::size_t>(model.tab)];
}

const Place& place_of(const Model& model) {
    return model.places[static_cast<std::size_t>(model.tab)];
}

void move(Model& model, int by) {
    step(model, by);
}

void move_page(Model& model, int by) {
    const auto page = layout_of(model).body_height;
    step(model, by * static_cast<long>(page > 2 ? page - 1 : 1));
}

void move_to_end(Model& model, bool last) {
    constexpr long kFar = 1'000'000'000;
    if (last || !model.sheets.empty()) return step(model, last ? kFar : -kFar);
    let_go(model);
}

void resize(Model& model, std::size_t width, std::size_t height) {
    // What is opened is broken anew: the cursor stays in the sentence that it was in.
    std::optional<std::size_t> item;
    if (!model.sheets.empty()) {
        const auto lines = lines_of(model, model.sheets.back(), model.width);
        if (model.sheets.back().cursor < lines.size()) item = lines[model.sheets.back().cursor].item;
    }
    model.width = std::max<std::size_t>(width, 1);
    model.height = std::max<std::size_t>(height, 1);
    if (item) {
        auto& sheet = model.sheets.back();
        const auto lines = lines_of(model, sheet, model.width);
        const auto found =
            std::find_if(lines.begin(), lines.end(), [&](const auto& line) { return line.item == *item; });
        if (found != lines.end()) sheet.cursor = static_cast<std::size_t>(found - lines.begin());
    }
    settle_sheet(model);
    auto& place = place_of(model);
    const auto table = table_of(model, model.tab);
    if (place.held) follow(place.top, place.index, table.rows.size(), list_height(model, table));
}

void settle(Model& model) {
    auto& place = place_of(model);
    const auto table = table_of(model, model.tab);
    const auto count = table.rows.size();
    std::erase_if(place.marked, [&](const auto& id) {
        return std::none_of(table.rows.begin(), table.rows.end(),
                            [&](const auto& row) { return row.id == id; });
    });
    if (count == 0 || !place.held) {
        place.index = place.top = 0;
        place.id = count == 0 ? "" : table.rows[0].id;
        place.held = place.held && count > 0;
        return;
    }
    const auto on_screen = place.index - std::min(place.index, place.top);
    const auto found = std::find_if(table.rows.begin(), table.rows.end(),
                                    [&](const auto& row) { return row.id == place.id; });
    place.index = found != table.rows.end() ? static_cast<std::size_t>(found - table.rows.begin())
                                            : std::min(place.index, count - 1);
    place.id = table.rows[place.index].id;
    // Even where that leaves the end of the screen empty: the next key puts it right.
    place.top = place.index - std::min(place.index, on_screen);
    const auto height = list_height(model, table);
    if (place.index >= place.top + height) place.top = place.index + 1 - height;
}

void show_again(Model& model) {
    settle(model);
    auto& place = place_of(model);
    const auto table = table_of(model, model.tab);
    follow(place.top, place.index, table.rows.size(), list_height(model, table));
}

void settle_sheet(Model& model) {
    if (model.sheets.empty()) return;
    auto& sheet = model.sheets.back();
    const auto count = lines_of(model, sheet, model.width).size();
    sheet.cursor = clamped(sheet.cursor, 0, count);
    follow(sheet.top, sheet.cursor, count, layout_of(model).body_height);
}

void hold(Model& model) {
    auto& place = place_of(model);
    if (!place.id.empty()) place.held = true;
}

void let_go(Model& model) {
    auto& place = place_of(model);
    place.held = false;
    settle(model);
}

void set_filter(Model& model, std::string filter) {
    auto& place = place_of(model);
    place.filter = std::move(filter);
    show_again(model);
}

void mark(Model& model) {
    if (model.tab == Tab::queues) return;
    hold(model);
    auto& place = place_of(model);
    if (place.id.empty()) return;
    if (place.marked.erase(place.id) == 0) place.marked.insert(place.id);
    step(model, 1);
}

void mark_all(Model& model) {
    if (model.tab == Tab::queues) return;
    auto& place = place_of(model);
    std::set<std::string> all;
    for (const auto& row : table_of(model, model.tab).rows)
        all.insert(row.id);
    place.marked = place.marked == all ? std::set<std::string>() : all;
}

std::optional<Row> row_at_cursor(const Model& model) {
    const auto table = table_of(model, model.tab);
    const auto& place = place_of(model);
    if (place.index >= table.rows.size()) return std::nullopt;
    return table.rows[place.index];
}

std::vector<Row> chosen_rows(const Model& model) {
    const auto& place = place_of(model);
    std::vector<Row> rows;
    for (auto& row : table_of(model, model.tab).rows)
        if (place.marked.contains(row.id)) rows.push_back(std::move(row));
    if (rows.empty())
        if (auto row = row_at_cursor(model)) rows.push_back(std::move(*row));
    return rows;
}

}  // namespace pacelane::monitor_program
