#include "watch/details.h"

#include "watch/help.h"
#include "watch/sheet_writer.h"
#include "watch/text.h"

#include <algorithm>
#include <pacelane/base/content_form.h>
#include <pacelane/monitor/lengths.h>
#include <pacelane/monitor/pages.h>

#include <fmt/format.h>

namespace pacelane::monitor_program {

namespace {

constexpr Look kHeading{.bold = true};
constexpr Look kFaint{.dim = true};

std::string place_of(const store::SourceView& source) {
    auto place = source.path;
    if (source.line > 0) place += fmt::format(":{}", source.line);
    if (!source.speaker.empty()) place += ", " + source.speaker;
    return place;
}

void write_source(SheetWriter& to, const store::SourceView& source, std::size_t indent) {
    to.text(indent, "↳ " + place_of(source), kFaint, indent + 2);
    if (!source.quote.empty()) to.text(indent + 2, "“" + source.quote + "”", kFaint);
}

void write_sourced(SheetWriter& to, const char* heading, const std::vector<store::SourcedText>& all) {
    if (all.empty()) return;
    to.heading(fmt::format("{} ({})", heading, all.size()));
    for (const auto& one : all) {
        to.text(2, "• " + one.text + (one.about.empty() ? "" : " (" + one.about + ")"), {}, 4);
        for (const auto& source : one.sources)
            to.text(4, "↳ " + place_of(source), kFaint, 6);
    }
}

std::string percent(double share) {
    return fmt::format("{:.0f} %", share * 100);
}

void write_draft_link(SheetWriter& to, const store::GenerationSummary& draft) {
    to.link(SheetKind::draft, draft.id);
    to.pieces(4, {{"→ draft: ", {.color = Color::key}},
                  {safe(draft.status), look_of(draft.status)},
                  {safe((draft.title.empty() ? "" : " · " + draft.title) +
                        (draft.error.empty() ? "" : " · " + draft.error)),
                   {}}});
    to.no_link();
}

void write(SheetWriter& to, const store::AnalysisView& view) {
    const auto& summary = view.summary;
    to.pair("state", summary.status, look_of(summary.status));
    if (!summary.error.empty())
        to.pair(summary.status == "completed" ? "why nothing" : "error", summary.error,
                summary.status == "failed" ? Look{.color = Color::bad} : Look{});
    to.pair("enqueued", minute_of(summary.created_at) + (summary.created_at.empty() ? "" : " UTC"));
    if (!summary.started_at.empty()) to.pair("started", minute_of(summary.started_at) + " UTC");
    if (!summary.completed_at.empty()) to.pair("finished", minute_of(summary.completed_at) + " UTC");
    if (summary.duration_sec) to.pair("took", fmt::format("{:.1f} s", *summary.duration_sec));
    if (summary.attempts > 1) to.pair("tries", fmt::format("{}", summary.attempts));
    to.pair("id", summary.id);

    to.heading(fmt::format("Suggestions ({})", view.suggestions.size()));
    if (view.suggestions.empty()) to.text(2, "none", kFaint);
    for (const auto& suggestion : view.suggestions) {
        to.text(2, "• " + suggestion.topic, kHeading, 4);
        to.text(4, suggestion.content_type +
                       (suggestion.confidence ? ", confidence " + percent(*suggestion.confidence) : ""));
        if (!suggestion.angle.empty()) to.text(4, "angle: " + suggestion.angle, {}, 6);
        if (!suggestion.reasoning.empty()) to.text(4, "why: " + suggestion.reasoning, {}, 6);
        for (const auto& point : suggestion.key_points)
            to.text(4, "- " + point, {}, 6);
        for (const auto& source : suggestion.sources)
            write_source(to, source, 4);
        for (const auto& draft : suggestion.drafts)
            write_draft_link(to, draft);
    }
    if (!view.earlier_drafts.empty()) {
        to.heading(fmt::format("Drafts of earlier suggestions ({})", view.earlier_drafts.size()));
        for (const auto& draft : view.earlier_drafts)
            write_draft_link(to, draft);
    }
    write_sourced(to, "Insights", view.insights);
    write_sourced(to, "Topics", view.topics);
    write_sourced(to, "Decisions", view.decisions);
    write_sourced(to, "Action items", view.action_items);
    write_sourced(to, "Open questions", view.open_questions);
    to.heading(fmt::format("What was read ({})", view.documents.size()));
    if (view.documents.empty()) to.text(2, "nothing yet", kFaint);
    for (const auto& document : view.documents) {
        auto about = document.kind;
        if (document.is_new) about += ", new";
        if (document.new_passages > 0) about += fmt::format(", {} new passages", document.new_passages);
        to.text(
            2,
            "• " + document.path + " (" + about + ")" + (document.title.empty() ? "" : ": " + document.title),
            {}, 4);
    }
}

/// How long the text is for each platform, and how long it may be.
void write_lengths(SheetWriter& to, const std::vector<monitor::PlatformLength>& lengths) {
    const auto* name = "characters";
    for (const auto& length : lengths) {
        const bool is_ours = length.limit->platform.empty();
        to.pair(name,
                fmt::format("{} of {}{}{}", length.count, length.limit->most, is_ours ? "" : " for ",
                            is_ours ? "" : length.platform),
                length.fits() ? Look{} : Look{.color = Color::bad});
        name = "";
    }
}

void write_folds(SheetWriter& to, const std::vector<monitor::PlatformLength>& lengths) {
    for (const auto& length : lengths) {
        if (length.folds.empty()) continue;
        to.heading(fmt::format("What {}'s feed shows before it folds", length.platform));
        for (const auto& fold : length.folds) {
            to.text(2,
                    fmt::format("{}, about {} characters:", fold.on_phone ? "on a phone" : "on a wide screen",
                                fold.about),
                    kFaint);
            to.paragraphs(4, fold.shown);
        }
    }
}

void write(SheetWriter& to, const store::DraftView& view) {
    const auto& draft = view.generation;
    const auto* form = find_content_form(draft.content_type);
    const auto lengths = form ? monitor::platform_lengths(*form, monitor::plain_text_of(draft))
                              : std::vector<monitor::PlatformLength>();
    to.pair("state", draft.status, look_of(draft.status));
    if (!draft.error.empty())
        to.pair(draft.status == "failed" ? "error" : "why", draft.error,
                draft.status == "failed" ? Look{.color = Color::bad} : Look{});
    to.pair("form", draft.content_type);
    to.pair("user", draft.user_handle);
    to.link(SheetKind::analysis, draft.analysis_id);
    to.pieces(0, {{padded("analysis", 14), kFaint},
                  {safe(draft.analysis_date), {}},
                  {"  → opens it", {.color = Color::key}}});
    to.no_link();
    if (!draft.completed_at.empty()) to.pair("finished", minute_of(draft.completed_at) + " UTC");
    if (!draft.body.empty()) write_lengths(to, lengths);
    if (view.confidence) to.pair("confidence", percent(*view.confidence));
    if (view.grounded_share) to.pair("grounded", percent(*view.grounded_share));
    if (!view.angle.empty()) to.pair("angle", view.angle);
    if (!view.reasoning.empty()) to.pair("why", view.reasoning);
    if (!view.hashtags.empty()) {
        std::string tags;
        for (const auto& tag : view.hashtags)
            tags += (tags.empty() ? "" : " ") + tag;
        to.pair("hashtags", tags);
    }
    to.pair("id", draft.id);

    to.heading(draft.title.empty() ? "Text" : draft.title);
    if (draft.body.empty())
        to.text(2, "not written yet", kFaint);
    else
        to.paragraphs(2, draft.body);
    if (draft.body.empty() && view.claims.empty()) return;
    if (!draft.body.empty()) write_folds(to, lengths);
    to.heading(fmt::format("Where it comes from ({})", view.claims.size()));
    if (view.claims.empty()) to.text(2, "no sources", kFaint);
    for (const auto& claim : view.claims) {
        to.text(2, "• " + claim.text, {}, 4);
        write_source(to, claim.source, 4);
    }
}

void write_queue(SheetWriter& to, const store::Snapshot& snapshot, const std::string& name) {
    for (const auto& queue : snapshot.queues) {
        if (queue.name != name) continue;
        if (!queue.description.empty()) to.pair("what", queue.description);
        const auto* about = queue.length_is_estimate ? "about " : "";
        to.pair("live", fmt::format("{}{}", about, queue.length));
        to.pair("ready", fmt::format("{}{}: a worker could take them now", about, queue.visible));
        to.pair("in work",
                fmt::format("{}{}: a worker has them, or they wait for their time", about, queue.in_flight));
        if (queue.oldest_age_sec) to.pair("oldest", age(static_cast<double>(*queue.oldest_age_sec)));
        to.pair("last hour", fmt::format("{} archived", queue.archived_last_hour));
        to.pair("archived", fmt::format("{}{}", queue.archived_is_estimate ? "about " : "", queue.archived));
        to.pair("sent", fmt::format("{} ever", queue.sent));
        to.pair("failed", fmt::format("{}", queue.dead_letters),
                queue.dead_letters > 0 ? Look{.color = Color::bad} : Look{});
        return;
    }
    to.text(0, "This queue is there no more.");
}

void write_schedule(SheetWriter& to, const store::Snapshot& snapshot, const std::string& id) {
    for (const auto& one : snapshot.due) {
        const auto& schedule = one.schedule;
        if (schedule.id != id) continue;
        to.pair("user", schedule.user_handle);
        if (!schedule.problem.empty()) to.pair("broken", schedule.problem, {.color = Color::bad});
        to.pair("when", one.in_words);
        to.pair("zone", schedule.timezone);
        to.pair("state", schedule.is_active ? schedule.user_is_active ? "active" : "its user is inactive"
                         : schedule.inactive_reason == "pruned" ? "off: the workspace file has it no more"
                         : schedule.inactive_reason == "file"   ? "off in the workspace file"
                                                                : "paused");
        std::string forms;
        for (const auto& form : schedule.content_types)
            forms += (forms.empty() ? "" : ", ") + form;
        to.pair("forms", forms);
        if (one.due_since)
            to.pair("due since", schedule::format_local(*one.due_since, schedule.timezone),
                    {.color = Color::warning});
        bool first = true;
        for (const auto run : one.next_runs) {
            to.pair(first ? "next runs" : "", schedule::format_local(run, schedule.timezone));
            first = false;
        }
        if (schedule.last_triggered_at)
            to.pair("last run", schedule::format_local(*schedule.last_triggered_at, schedule.timezone));
        to.pair("id", schedule.id);
        return;
    }
    to.text(0, "This schedule is there no more.");
}

void write_error(SheetWriter& to, const store::Snapshot& snapshot, const std::string& id) {
    for (const auto& error : snapshot.errors) {
        if (error.stage + " " + error.id != id) continue;
        to.pair("document", error.what);
        to.pair("user", error.user_handle);
        to.pair("state", error.status, look_of(error.status));
        to.pair("since", minute_of(error.at) + " UTC");
        to.pair("what", error.message);
        to.text(0, "");
        to.text(0,
                "It is read again with the user's next analysis, once the file has changed. 'pacelane "
                "context explain FILE' shows how it is read.");
        return;
    }
    to.text(0, "This error is there no more.");
}

void write_output(SheetWriter& to, const Model& model) {
    if (model.runs.empty()) to.text(0, "Nothing was triggered yet.", kFaint);
    for (const auto& run : model.runs) {
        const auto started = run.started_at.size() >= 19 ? run.started_at.substr(11, 8) : run.started_at;
        const auto end = run.running ? Piece{"running", {.color = Color::warning}}
                         : run.exit_code == 0
                             ? Piece{"done", {.color = Color::good}}
                             : Piece{fmt::format("exit code {}", run.exit_code), {.color = Color::bad}};
        to.pieces(0, {{started + " UTC  ", kFaint}, {safe(run.title) + "  ", kHeading}, end});
        for (const auto& line : run.lines)
            to.text(2, line);
        to.text(0, "");
    }
}

}  // namespace

std::string title_of(const Sheet& sheet) {
    if (sheet.kind == SheetKind::help) return "Help";
    if (sheet.kind == SheetKind::output) return "Output of what was triggered";
    if (const auto* analysis = std::get_if<store::AnalysisView>(&sheet.content))
        return safe(fmt::format("Analysis of {}, {}", analysis->summary.user_handle,
                                analysis->summary.analysis_date));
    if (const auto* draft = std::get_if<store::DraftView>(&sheet.content))
        return safe(
            fmt::format("Draft for {}, {}", draft->generation.user_handle, draft->generation.analysis_date));
    if (sheet.kind == SheetKind::analysis) return "Analysis";
    if (sheet.kind == SheetKind::draft) return "Draft";
    return sheet.tab == Tab::queues     ? safe("Queue " + sheet.id)
           : sheet.tab == Tab::schedule ? "Schedule"
                                        : "Document that cannot be read";
}

std::vector<SheetLine> lines_of(const Model& model, const Sheet& sheet, std::size_t width) {
    SheetWriter to(width);
    if (!sheet.trouble.empty()) to.text(0, sheet.trouble, {.color = Color::bad});
    if (sheet.kind == SheetKind::help) {
        write_help(to, model);
    } else if (sheet.kind == SheetKind::output) {
        write_output(to, model);
    } else if (sheet.kind == SheetKind::row) {
        static const store::Snapshot nothing;
        const auto& snapshot = model.data ? model.data->snapshot : nothing;
        if (sheet.tab == Tab::queues) write_queue(to, snapshot, sheet.id);
        if (sheet.tab == Tab::schedule) write_schedule(to, snapshot, sheet.id);
        if (sheet.tab == Tab::errors) write_error(to, snapshot, sheet.id);
    } else if (const auto* analysis = std::get_if<store::AnalysisView>(&sheet.content)) {
        write(to, *analysis);
    } else if (const auto* draft = std::get_if<store::DraftView>(&sheet.content)) {
        write(to, *draft);
    } else if (sheet.trouble.empty()) {
        to.text(0, "Loading …", kFaint);
    }
    return to.take();
}

}  // namespace pacelane::monitor_program
