#include "watch/ask.h"
#include "watch/layout.h"
#include "watch/moves.h"

#include <algorithm>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

using Effects = std::vector<Effect>;

void open_sheet(Model& model, SheetKind kind, std::string id, Effects& effects) {
    // Looked at twice, a thing would be opened twice.
    if (!model.sheets.empty() && model.sheets.back().kind == kind && model.sheets.back().id == id) return;
    Sheet sheet;
    sheet.kind = kind;
    sheet.id = std::move(id);
    sheet.tab = model.tab;
    model.sheets.push_back(std::move(sheet));
    if (kind == SheetKind::analysis || kind == SheetKind::draft) effects.push_back(LookNow{});
}

void open_chosen(Model& model, Effects& effects) {
    if (!model.sheets.empty()) {
        const auto& sheet = model.sheets.back();
        const auto lines = lines_of(model, sheet, model.width);
        if (sheet.cursor < lines.size() && !lines[sheet.cursor].opens_id.empty())
            open_sheet(model, lines[sheet.cursor].opens, lines[sheet.cursor].opens_id, effects);
        return;
    }
    hold(model);
    if (const auto row = row_at_cursor(model)) open_sheet(model, row->opens, row->opens_id, effects);
}

void close(Model& model) {
    model.sheets.pop_back();
    if (model.sheets.empty())
        show_again(model);
    else
        settle_sheet(model);
}

void close_or_quit(Model& model, bool may_quit, Effects& effects) {
    if (!model.sheets.empty()) return close(model);
    auto& place = place_of(model);
    if (!may_quit) {
        // Step by step: the marks, the filter, the cursor.
        if (!place.marked.empty())
            place.marked.clear();
        else if (!place.filter.empty())
            set_filter(model, "");
        else
            let_go(model);
        return;
    }
    if (!ask_to_quit(model)) effects.push_back(Quit{});
}

void show_tab(Model& model, std::size_t tab) {
    model.sheets.clear();
    model.tab = static_cast<Tab>(tab % kTabs);
    show_again(model);
}

bool move_by_key(Model& model, const Key& key) {
    switch (key.special) {
        case Special::up:
            return move(model, -1), true;
        case Special::down:
            return move(model, 1), true;
        case Special::page_up:
            return move_page(model, -1), true;
        case Special::page_down:
            return move_page(model, 1), true;
        case Special::home:
            return move_to_end(model, false), true;
        case Special::end:
            return move_to_end(model, true), true;
        default:
            break;
    }
    switch (key.character) {
        case 'k':
            return move(model, -1), true;
        case 'j':
            return move(model, 1), true;
        case 'h':
            return move_page(model, -1), true;
        case 'l':
        case ' ':
            return move_page(model, 1), true;
        case 'g':
            return move_to_end(model, false), true;
        case 'G':
            return move_to_end(model, true), true;
        default:
            return false;
    }
}

Effects pressed(Model& model, const Key& key) {
    Effects effects;
    if (key.special == Special::redraw) return {Redraw{}};
    if (model.question.asking != Asking::nothing) return answer(model, key);
    model.message.clear();
    if (move_by_key(model, key)) return effects;
    const auto tab = static_cast<std::size_t>(model.tab);
    switch (key.special) {
        case Special::enter:
            open_chosen(model, effects);
            return effects;
        case Special::escape:
        case Special::backspace:
            close_or_quit(model, false, effects);
            return effects;
        case Special::left:
            if (!model.sheets.empty()) return close(model), effects;
            show_tab(model, tab + kTabs - 1);
            return effects;
        case Special::back_tab:
            show_tab(model, tab + kTabs - 1);
            return effects;
        case Special::right:
            if (!model.sheets.empty()) return effects;
            [[fallthrough]];
        case Special::tab:
            show_tab(model, tab + 1);
            return effects;
        default:
            break;
    }
    const bool in_list = model.sheets.empty();
    switch (key.character) {
        case 'q':
            close_or_quit(model, true, effects);
            break;
        case '?':
            open_sheet(model, SheetKind::help, "", effects);
            break;
        case 'o':
            open_sheet(model, SheetKind::output, "", effects);
            break;
        case 'p':
            model.paused = !model.paused;
            if (!model.paused) effects.push_back(LookNow{});
            break;
        case 'r':
            effects.push_back(LookNow{});
            break;
        case '/':
            if (in_list) ask_for_filter(model);
            break;
        case 'x':
            if (in_list) mark(model);
            break;
        case 'A':
            if (in_list) mark_all(model);
            break;
        case 'a':
            ask_to_analyze(model);
            break;
        case 'w':
            ask_to_write(model);
            break;
        case 'R':
            ask_to_retry(model);
            break;
        case 's':
            ask_to_switch_schedules(model);
            break;
        default:
            if (key.character >= '1' && key.character < '1' + kTabs) show_tab(model, key.character - '1');
    }
    return effects;
}

void looked(Model& model, const Looked& look) {
    model.trouble = look.trouble;
    if (look.data) model.data = look.data;
    if (look.data) settle(model);
    for (auto& sheet : model.sheets) {
        if (sheet.kind != look.kind || sheet.id != look.id || !look.trouble.empty()) continue;
        sheet.trouble = look.content_trouble;
        if (look.content.index() != 0) sheet.content = look.content;
    }
    settle_sheet(model);
}

void began(Model& model, const Began& begun) {
    model.message_is_bad = true;
    if (!begun.trouble.empty()) {
        model.message = begun.title + ": " + begun.trouble;
        return;
    }
    if (begun.was_running) {
        model.message = begun.title + " is running already and was not started twice";
        return;
    }
    model.message_is_bad = false;
    model.message = begun.title + ": started";
    if (!begun.user.empty()) {
        model.analyzing[begun.id] = begun.user;
        model.has_analysis.erase(begun.user);
    }
}

Effects runs_changed(Model& model, const RunsChanged& changed) {
    model.runs = changed.runs;
    Effects effects;
    for (const auto& run : model.runs) {
        if (run.running || !model.told.insert(run.id).second) continue;
        const auto last = run.lines.empty() ? "" : ": " + run.lines.back();
        model.message_is_bad = run.exit_code != 0;
        model.message = model.message_is_bad
                            ? fmt::format("{}: exit code {} (o shows all){}", run.title, run.exit_code, last)
                            : fmt::format("{}: done{}", run.title, last);
        const auto user = model.analyzing.find(run.id);
        if (user != model.analyzing.end() &&
            std::find(run.lines.begin(), run.lines.end(), "analysis_exists") != run.lines.end()) {
            model.has_analysis.insert(user->second);
            model.message =
                fmt::format("{} has an analysis of today; press a again to make it again", user->second);
        }
        if (!model.paused) effects.push_back(LookNow{});
    }
    settle_sheet(model);
    return effects;
}

}  // namespace

std::vector<Effect> update(Model& model, const Event& event) {
    if (const auto* key = std::get_if<Key>(&event)) return pressed(model, *key);
    if (const auto* size = std::get_if<Resized>(&event)) {
        resize(model, size->width, size->height);
        return {};
    }
    if (const auto* look = std::get_if<Looked>(&event)) looked(model, *look);
    if (const auto* begun = std::get_if<Began>(&event)) began(model, *begun);
    if (const auto* runs = std::get_if<RunsChanged>(&event)) return runs_changed(model, *runs);
    return {};
}

}  // namespace pacelane::monitor_program
