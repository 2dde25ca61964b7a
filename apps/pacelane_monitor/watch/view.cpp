#include "watch/help.h"
#include "watch/layout.h"
#include "watch/moves.h"
#include "watch/text.h"

#include <algorithm>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

/// A line cut to the width, or filled with blanks in the look of its end.
Line fitted(Line line, std::size_t width, Look filling = {}) {
    std::size_t used = 0;
    for (auto& piece : line) {
        piece.text = clipped(piece.text, width - used);
        used += columns(piece.text);
    }
    if (used < width) line.push_back({std::string(width - used, ' '), filling});
    return line;
}

void reverse(Line& line) {
    for (auto& piece : line) {
        piece.look.reverse = true;
        piece.look.dim = false;
    }
}

std::string clock_of(Instant at) {
    return format_instant(at).substr(11, 8);
}

const char* many_of(Tab tab) {
    constexpr const char* names[] = {"queues", "analyses", "drafts", "errors", "schedules"};
    return names[static_cast<std::size_t>(tab)];
}

const char* one_of(Tab tab) {
    constexpr const char* names[] = {"queue", "analysis", "draft", "error", "schedule"};
    return names[static_cast<std::size_t>(tab)];
}

Line tabs_line(const Model& model) {
    const auto errors = model.data ? model.data->snapshot.error_count : 0;
    // Whole names, then those of the other tabs by their numbers.
    for (const auto* form : {"names", "numbers"}) {
        Line line;
        std::size_t used = 0;
        const bool names = form == std::string_view("names");
        if (names) line.push_back({"Pacelane ", {.bold = true}});
        for (std::size_t i = 0; i < kTabs; ++i) {
            const auto tab = static_cast<Tab>(i);
            const bool current = tab == model.tab;
            auto text =
                names || current ? fmt::format(" {} {}", i + 1, name_of(tab)) : fmt::format(" {}", i + 1);
            if (tab == Tab::errors && errors > 0) text += fmt::format(" {}", errors);
            const bool alarming = tab == Tab::errors && errors > 0;
            line.push_back(
                {text + " ",
                 {.color = alarming ? Color::bad : Color::plain, .bold = current, .reverse = current}});
        }
        for (const auto& piece : line)
            used += columns(piece.text);
        if (used > model.width && names) continue;
        const std::string state = model.paused  ? "paused"
                                  : !model.data ? ""
                                                : clock_of(model.data->snapshot.at) + " UTC";
        if (used + columns(state) + 1 <= model.width) {
            line.push_back({std::string(model.width - used - columns(state), ' '), {}});
            line.push_back(
                {state, model.paused ? Look{.color = Color::warning, .bold = true} : Look{.dim = true}});
        }
        return fitted(std::move(line), model.width);
    }
    return {};
}

Line summary_line(const Model& model, const Table& table) {
    const auto& place = place_of(model);
    std::string text;
    if (!model.data) {
        text = model.trouble.empty() ? "Looking at the database …" : "Nothing could be read yet";
    } else {
        const auto total = std::max<std::int64_t>(table.of, static_cast<std::int64_t>(table.total));
        if (!place.filter.empty())
            text = fmt::format("/{}: {} of {}", safe(place.filter), table.rows.size(), table.total);
        else if (static_cast<std::int64_t>(table.total) < total)
            text = fmt::format("{} {} of {} {}", model.tab == Tab::schedule ? "the next" : "the latest",
                               table.total, total, many_of(model.tab));
        else
            text = fmt::format("{} {}", total, total == 1 ? one_of(model.tab) : many_of(model.tab));
        if (!place.marked.empty()) text += fmt::format(", {} marked", place.marked.size());
    }
    Line line{{text, {.dim = true}}};
    const auto shown = list_height(model, table);
    if (place.top > 0) line.push_back({fmt::format("  ▲ {} above", place.top), {.color = Color::key}});
    if (table.rows.size() > place.top + shown)
        line.push_back(
            {fmt::format("  ▼ {} below", table.rows.size() - place.top - shown), {.color = Color::key}});
    return fitted(std::move(line), model.width);
}

/// Which columns are shown, and how wide they are; 0: not.
std::vector<std::size_t> widths_of(const Table& table, std::size_t width) {
    constexpr std::size_t kGap = 2;
    std::vector<std::size_t> widths, least;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        auto natural = columns(column.title);
        for (const auto& row : table.rows)
            natural = std::max(natural, columns(row.cells[i].text));
        widths.push_back(column.stretches ? std::max(natural, column.least)
                                          : std::min<std::size_t>(natural, 32));
        least.push_back(column.stretches
                            ? std::min(natural, std::max(column.least, width < 60 ? 0 : width / 2))
                            : widths.back());
    }
    const auto needed = [&] {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (widths[i] > 0) sum += least[i] + kGap;
        return sum < kGap ? 0 : sum - kGap;
    };
    for (int rank = 9; rank > 0 && needed() > width; --rank)
        for (std::size_t i = 0; i < widths.size(); ++i)
            if (table.columns[i].rank == rank && needed() > width) widths[i] = 0;
    // What stretches takes what is left, and no more than it needs.
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (widths[i] == 0 || !table.columns[i].stretches) continue;
        const auto others = needed() - least[i];
        widths[i] = std::min(widths[i], width > others ? width - others : least[i]);
    }
    return widths;
}

Line cells_line(const Table& table, const std::vector<std::size_t>& widths, const std::vector<Piece>& cells,
                std::string_view mark) {
    Line line{{std::string(mark), {.color = Color::key, .bold = true}}};
    bool first = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (widths[i] == 0) continue;
        if (!first) line.push_back({"  ", {}});
        first = false;
        line.push_back({padded(cells[i].text, widths[i], table.columns[i].to_the_right), cells[i].look});
    }
    return line;
}

void draw_list(Screen& screen, const Model& model, const Table& table, const Layout& layout) {
    constexpr std::size_t kMark = 2;
    const auto width = model.width > kMark + 8 ? model.width - kMark : model.width;
    const auto mark_width = model.width - width;
    const auto widths = widths_of(table, width);
    std::vector<Piece> titles;
    for (const auto& column : table.columns)
        titles.push_back({column.title, {.bold = true}});
    screen.lines.push_back(
        fitted(cells_line(table, widths, titles, std::string(mark_width, ' ')), model.width));
    const auto& place = place_of(model);
    const auto height = list_height(model, table);
    const auto end = std::min(table.rows.size(), place.top + height);
    for (std::size_t i = place.top; i < end; ++i) {
        const auto& row = table.rows[i];
        const bool marked = place.marked.contains(row.id);
        auto line = fitted(cells_line(table, widths, row.cells,
                                      mark_width == 0 ? ""
                                      : marked        ? "x "
                                                      : "  "),
                           model.width);
        if (place.held && i == place.index) reverse(line);
        screen.lines.push_back(std::move(line));
    }
    if (table.rows.empty() && model.data)
        screen.lines.push_back(
            fitted({{place.filter.empty() ? "  None." : "  No line has all these words.", {.dim = true}}},
                   model.width));
    if (model.tab == Tab::queues)
        for (auto& line : facts_of(model))
            if (screen.lines.size() < layout.body_top + layout.body_height)
                screen.lines.push_back(fitted(std::move(line), model.width));
}

void draw_sheet(Screen& screen, const Model& model, const Layout& layout) {
    const auto& sheet = model.sheets.back();
    const auto lines = lines_of(model, sheet, model.width);
    const auto end = std::min(lines.size(), sheet.top + layout.body_height);
    std::string where;
    if (lines.size() > layout.body_height)
        where = fmt::format("{} %", lines.size() <= 1 ? 100 : sheet.cursor * 100 / (lines.size() - 1));
    const auto title = padded(title_of(sheet), model.width - std::min(model.width, where.size() + 1));
    screen.lines.push_back(fitted({{title + " " + where, {.bold = true, .reverse = true}}}, model.width,
                                  {.bold = true, .reverse = true}));
    for (std::size_t i = sheet.top; i < end; ++i) {
        auto line = fitted(lines[i].line, model.width);
        if (i == sheet.cursor) reverse(line);
        screen.lines.push_back(std::move(line));
    }
}

/// What there is to tell, in lines of the width. What takes more than one covers the end of the list for a
/// while.
std::vector<Line> status_lines(const Model& model) {
    constexpr std::size_t kMost = 3;
    std::string text;
    Look look;
    if (!model.message.empty()) {
        text = safe(model.message);
        look = model.message_is_bad ? Look{.color = Color::bad} : Look{.bold = true};
    } else if (!model.trouble.empty()) {
        text = "Not up to date: " + safe(model.trouble);
        look = {.color = Color::bad, .bold = true};
    } else {
        for (const auto& run : model.runs)
            if (run.running)
                return {fitted({{"Running: ", {.color = Color::warning}},
                                {safe(run.title + (run.lines.empty() ? "" : ": " + run.lines.back())), {}}},
                               model.width)};
    }
    std::vector<Line> lines;
    auto broken = wrapped(text, model.width);
    if (broken.size() > kMost) {
        broken.resize(kMost);
        broken.back() = clipped(broken.back() + " …", model.width);
    }
    lines.reserve(broken.size());
    for (const auto& line : broken)
        lines.push_back(fitted({{line, look}}, model.width));
    return lines;
}

/// As many of the keys as there is room for, whole.
Line keys_line(const Model& model) {
    Line line;
    std::size_t used = 0;
    for (const auto& [key, what] : keys_of(model)) {
        const auto needed = columns(key) + columns(what) + 1 + (used > 0 ? 2 : 0);
        if (used + needed > model.width) break;
        if (used > 0) line.push_back({"  ", {}});
        line.push_back({key, {.color = Color::key, .bold = true}});
        line.push_back({" " + what, {}});
        used += needed;
    }
    return fitted(std::move(line), model.width);
}

void draw_input(Screen& screen, const Model& model, std::string_view prompt, std::string_view typed) {
    const auto text = safe(typed);
    auto shown = text;
    // Of what is longer than the line the end is seen: that is where one types.
    while (!shown.empty() && columns(prompt) + columns(shown) + 1 > model.width)
        shown.erase(0, std::max<std::size_t>(utf8_length(shown, 0), 1));
    screen.lines.back() =
        fitted({{std::string(prompt), {.color = Color::key, .bold = true}}, {shown, {}}}, model.width);
    screen.cursor_line = static_cast<int>(screen.lines.size()) - 1;
    screen.cursor_column =
        static_cast<int>(std::min(columns(prompt) + columns(shown), model.width > 0 ? model.width - 1 : 0));
}

void draw_confirmation(Screen& screen, const Model& model) {
    const auto& question = model.question;
    const auto inner =
        std::max<std::size_t>(std::min<std::size_t>(model.width > 6 ? model.width - 6 : 2, 72), 2);
    std::vector<std::string> lines;
    for (const auto& text : question.text)
        for (auto& line : wrapped(safe(text), inner))
            lines.push_back(std::move(line));
    std::string answers = "y yes   n no";
    if (!question.user.empty()) answers += "   u another user";
    lines.emplace_back();
    lines.push_back(clipped(answers, inner));
    // Too low a terminal keeps the end, where the answers are.
    const auto room = screen.lines.size() > 2 ? screen.lines.size() - 2 : 1;
    if (lines.size() > room) lines.erase(lines.begin(), lines.end() - static_cast<long>(room));
    std::size_t widest = 2;
    for (const auto& line : lines)
        widest = std::max(widest, columns(line));
    const auto left = (model.width - std::min(model.width, widest + 4)) / 2;
    const auto top = (screen.lines.size() - std::min(screen.lines.size(), lines.size() + 2)) / 2;
    std::string rule;
    for (std::size_t i = 0; i < widest + 2; ++i)
        rule += "─";
    const std::string margin(left, ' ');
    const auto put = [&](std::size_t at, const std::string& text, Look look) {
        if (top + at < screen.lines.size())
            screen.lines[top + at] = fitted({{margin, {}}, {text, look}}, model.width);
    };
    put(0, "┌" + rule + "┐", {.bold = true});
    for (std::size_t i = 0; i < lines.size(); ++i)
        put(i + 1, "│ " + padded(lines[i], widest) + " │", {.bold = i == 0 || i + 1 == lines.size()});
    put(lines.size() + 1, "└" + rule + "┘", {.bold = true});
}

}  // namespace

Screen view(const Model& model) {
    Screen screen;
    const auto layout = layout_of(model);
    if (model.width < 12 || model.height < 4) {
        screen.lines.push_back(fitted({{"too small", {}}}, model.width));
        return screen;
    }
    if (!model.sheets.empty()) {
        draw_sheet(screen, model, layout);
    } else {
        const auto table = table_of(model, model.tab);
        screen.lines.push_back(tabs_line(model));
        if (layout.summary) screen.lines.push_back(summary_line(model, table));
        draw_list(screen, model, table, layout);
    }
    screen.lines.resize(layout.body_top + layout.body_height, fitted({}, model.width));
    auto status = status_lines(model);
    for (std::size_t i = 1; i < status.size() && screen.lines.size() > layout.body_top; ++i)
        screen.lines.pop_back();
    for (auto& line : status)
        if (screen.lines.size() <= layout.body_top + layout.body_height)
            screen.lines.push_back(std::move(line));
    if (layout.keys) screen.lines.push_back(keys_line(model));
    switch (model.question.asking) {
        case Asking::nothing:
            break;
        case Asking::filter:
            draw_input(screen, model, "/", model.question.typed);
            break;
        case Asking::user:
            draw_input(screen, model, "Analyze which user? ", model.question.typed);
            break;
        case Asking::confirmation:
            draw_confirmation(screen, model);
            break;
    }
    return screen;
}

}  // namespace pacelane::monitor_program
