#include "watch/ask.h"

#include "watch/moves.h"
#include "watch/text.h"

#include <algorithm>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

void say(Model& model, std::string text) {
    model.message = std::move(text);
    model.message_is_bad = true;
}

bool refused(Model& model) {
    if (model.read_only) say(model, "This monitor only shows: it was started with --read-only");
    return model.read_only;
}

/// What will run, as it could be typed; of many ids the first few.
std::string shown_command(const std::vector<std::string>& words) {
    constexpr std::size_t kMost = 7;
    if (words.size() <= kMost) return "$ pacelane " + join(words, " ");
    const std::vector<std::string> first(words.begin(), words.begin() + kMost);
    return fmt::format("$ pacelane {} … and {} more", join(first, " "), words.size() - kMost);
}

void confirm(Model& model, std::vector<std::string> text, Trigger trigger, std::string user = {}) {
    constexpr std::size_t kShown = 4;
    text.emplace_back();
    for (std::size_t i = 0; i < trigger.steps.size() && i < kShown; ++i)
        text.push_back(shown_command(trigger.steps[i]));
    if (trigger.steps.size() > kShown)
        text.push_back(fmt::format("… and {} more", trigger.steps.size() - kShown));
    Question question;
    question.asking = Asking::confirmation;
    question.text = std::move(text);
    question.trigger = std::move(trigger);
    question.user = std::move(user);
    model.question = std::move(question);
}

const store::AnalysisView* opened_analysis(const Model& model) {
    return model.sheets.empty() ? nullptr : std::get_if<store::AnalysisView>(&model.sheets.back().content);
}

const store::DraftView* opened_draft(const Model& model) {
    return model.sheets.empty() ? nullptr : std::get_if<store::DraftView>(&model.sheets.back().content);
}

std::string user_at_hand(const Model& model) {
    if (const auto* analysis = opened_analysis(model)) return analysis->summary.user_handle;
    if (const auto* draft = opened_draft(model)) return draft->generation.user_handle;
    const auto row = row_at_cursor(model);
    return row ? row->user : "";
}

void confirm_analysis(Model& model, const std::string& user) {
    const bool again = model.has_analysis.contains(user);
    std::vector<std::string> text;
    if (again) {
        text.push_back(fmt::format("{} has an analysis of today. Make it again?", user));
        text.emplace_back("What was written stays; what was only suggested is dropped.");
    } else {
        text.push_back(fmt::format("Analyze {} now?", user));
    }
    confirm(model, std::move(text), analyze_trigger(user, {}, again), user);
}

/// What a retry of the chosen lines opens again.
std::vector<Failed> failed_at_hand(const Model& model) {
    std::vector<Failed> failed;
    if (const auto* analysis = opened_analysis(model)) {
        const auto& summary = analysis->summary;
        if (summary.status == "failed")
            failed.push_back({"analyze", summary.user_handle, summary.analysis_date, summary.id, {}});
        for (const auto& suggestion : analysis->suggestions)
            for (const auto& draft : suggestion.drafts)
                if (draft.status == "failed" && failed.empty())
                    failed.push_back({"write", summary.user_handle, summary.analysis_date, summary.id, {}});
        return failed;
    }
    if (const auto* draft = opened_draft(model)) {
        const auto& written = draft->generation;
        if (written.status == "failed")
            failed.push_back(
                {"write", written.user_handle, written.analysis_date, written.analysis_id, written.id});
        return failed;
    }
    if (!model.sheets.empty()) return failed;
    for (const auto& row : chosen_rows(model))
        if (row.failed && std::find(failed.begin(), failed.end(), *row.failed) == failed.end())
            failed.push_back(*row.failed);
    return failed;
}

Trigger switch_trigger(const std::vector<Row>& rows, bool pause) {
    std::vector<std::string> ids;
    for (const auto& row : rows)
        ids.push_back(row.id);
    auto trigger = pause_trigger(ids, pause);
    if (rows.size() == 1) trigger.title += " of " + rows[0].user;
    return trigger;
}

/// One more character, or one less; true when the key was one of these.
bool typed(std::string& text, const Key& key) {
    constexpr std::size_t kLongest = 200;
    if (key.special == Special::backspace) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80)
            text.pop_back();
        if (!text.empty()) text.pop_back();
        return true;
    }
    const auto code = key.character;
    if (code == 0x15) return text.clear(), true;  // Ctrl-U
    if (key.special != Special::none || code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
    if (text.size() >= kLongest) return true;
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xc0 | (code >> 6));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        text += static_cast<char>(0xe0 | (code >> 12));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | (code >> 18));
        text += static_cast<char>(0x80 | ((code >> 12) & 0x3f));
        text += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (code & 0x3f));
    }
    return true;
}

std::vector<Effect> answer_filter(Model& model, const Key& key) {
    auto& question = model.question;
    if (key.special == Special::enter) {
        model.question = {};
    } else if (key.special == Special::escape) {
        set_filter(model, question.before);
        model.question = {};
    } else if (typed(question.typed, key)) {
        set_filter(model, question.typed);
    } else if (key.special == Special::up || key.special == Special::down) {
        move(model, key.special == Special::up ? -1 : 1);
    }
    return {};
}

std::vector<Effect> answer_user(Model& model, const Key& key) {
    const auto user = std::string(trim(model.question.typed));
    if (key.special == Special::escape) {
        model.question = {};
    } else if (key.special == Special::enter) {
        model.question = {};
        if (!user.empty()) confirm_analysis(model, user);
    } else {
        typed(model.question.typed, key);
    }
    return {};
}

std::vector<Effect> answer_confirmation(Model& model, const Key& key) {
    if (key.character == 'y' || key.character == 'Y') {
        const auto question = std::move(model.question);
        model.question = {};
        if (question.quits) return {Quit{}};
        return {Begin{question.trigger, question.user}};
    }
    // Anything else that somebody may mean by no; what is typed by mistake neither does nor undoes it.
    if (key.special == Special::escape || key.special == Special::enter || key.character == 'n' ||
        key.character == 'N' || key.character == 'q') {
        model.message = model.question.quits ? "" : "Nothing was done";
        model.message_is_bad = false;
        model.question = {};
    } else if (key.character == 'u' && !model.question.user.empty()) {
        model.question = {};
        model.question.asking = Asking::user;
    }
    return {};
}

}  // namespace

void ask_for_filter(Model& model) {
    model.question = {};
    model.question.asking = Asking::filter;
    model.question.typed = model.question.before = place_of(model).filter;
}

void ask_to_analyze(Model& model) {
    if (refused(model)) return;
    const auto user = user_at_hand(model);
    if (!user.empty()) return confirm_analysis(model, user);
    model.question = {};
    model.question.asking = Asking::user;
}

void ask_to_write(Model& model) {
    if (refused(model)) return;
    if (const auto* analysis = opened_analysis(model)) {
        std::size_t pending = 0;
        for (const auto& suggestion : analysis->suggestions)
            for (const auto& draft : suggestion.drafts)
                pending += draft.status == "pending" ? 1 : 0;
        if (pending == 0) return say(model, "No draft of this analysis is pending");
        return confirm(
            model,
            {fmt::format("Write the {} pending of this analysis?",
                         pending == 1 ? "draft that is" : fmt::format("{} drafts that are", pending))},
            write_trigger(analysis->summary.id));
    }
    std::int64_t pending = 0;
    if (model.data)
        if (const auto found = model.data->snapshot.generations.find("pending");
            found != model.data->snapshot.generations.end())
            pending = found->second;
    if (pending == 0) return say(model, "No draft is pending: 'a' analyzes a user, which suggests some");
    confirm(model,
            {pending == 1 ? "Write the draft that is pending?"
                          : fmt::format("Write the {} drafts that are pending?", pending)},
            write_trigger());
}

void ask_to_retry(Model& model) {
    if (refused(model)) return;
    const auto failed = failed_at_hand(model);
    if (failed.empty())
        return say(model,
                   model.tab == Tab::errors
                       ? "Only what failed for good is retried by hand; the rest is tried again by itself"
                       : "Nothing here has failed for good");
    std::vector<std::string> text;
    const auto drafts =
        std::count_if(failed.begin(), failed.end(), [](const auto& one) { return one.stage == "write"; });
    if (failed.size() == 1) {
        text.push_back(fmt::format("{} of {}, {} again?",
                                   drafts == 0                  ? "Try the analysis"
                                   : failed[0].draft_id.empty() ? "Write the failed drafts"
                                                                : "Write this draft",
                                   failed[0].user, failed[0].analysis_date));
    } else {
        text.push_back(fmt::format("Retry all {} that are chosen?", failed.size()));
        text.push_back(fmt::format("Analyses: {}, drafts: {}",
                                   static_cast<std::ptrdiff_t>(failed.size()) - drafts, drafts));
    }
    confirm(model, std::move(text), retry_trigger(failed));
}

void ask_to_switch_schedules(Model& model) {
    if (model.tab != Tab::schedule) return;
    if (refused(model)) return;
    const auto rows = chosen_rows(model);
    if (rows.empty()) return say(model, "There is no schedule here");
    // Mixed ones are paused: that is the one direction that everybody means alike.
    const bool pause = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.is_active; });
    std::vector<Row> those;
    for (const auto& row : rows)
        if (row.is_active == pause) those.push_back(row);
    std::vector<std::string> text;
    if (those.size() == 1)
        text.push_back(fmt::format("{} this schedule of {}?", pause ? "Pause" : "Resume", those[0].user));
    else
        text.push_back(fmt::format("{} {} schedules?", pause ? "Pause" : "Resume", those.size()));
    if (those.size() == 1) text.push_back(those[0].cells[3].text);
    confirm(model, std::move(text), switch_trigger(those, pause));
}

bool ask_to_quit(Model& model) {
    std::vector<std::string> running;
    for (const auto& run : model.runs)
        if (run.running) running.push_back("  " + run.title);
    if (running.empty()) return false;
    Question question;
    question.asking = Asking::confirmation;
    question.quits = true;
    question.text = {"This runs still, and is stopped when you leave:"};
    question.text.insert(question.text.end(), running.begin(), running.end());
    question.text.emplace_back("What it has not finished stays in its queue. Leave?");
    model.question = std::move(question);
    return true;
}

std::vector<Effect> answer(Model& model, const Key& key) {
    switch (model.question.asking) {
        case Asking::filter:
            return answer_filter(model, key);
        case Asking::user:
            return answer_user(model, key);
        case Asking::confirmation:
            return answer_confirmation(model, key);
        case Asking::nothing:
            break;
    }
    return {};
}

}  // namespace pacelane::monitor_program
