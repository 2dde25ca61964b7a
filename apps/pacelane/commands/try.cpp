// The first draft of a folder, in one command.
#include "account.h"
#include "commands/commands.h"
#include "render/draft.h"
#include "render/progress.h"
#include "render/style.h"
#include "render/table.h"

#include <filesystem>
#include <pacelane/base/content_form.h>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/config/workspace_template.h>
#include <pacelane/pipeline/try_folder.h>
#include <pacelane/writer/writer.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace fs = std::filesystem;

namespace {

struct TryFlags {
    std::string folder;
    pipeline::TryOptions options;
};

constexpr std::size_t kWidth = 96;
constexpr std::size_t kPeopleNamed = 12;

/// A document is counted by its kind of text, or by why nothing of it is told.
std::vector<std::pair<std::string, std::size_t>> kinds_of(const analysis::Overview& overview) {
    std::vector<std::pair<std::string, std::size_t>> kinds;
    for (const auto& [kind, number] : overview.kinds)
        kinds.emplace_back(sources::label(kind, number), number);
    const auto also = [&](std::size_t number, const char* what) {
        if (number > 0) kinds.emplace_back(what, number);
    };
    also(overview.withheld, "private");
    also(overview.other_language, "in another language");
    also(overview.without_text, "without text");
    return kinds;
}

std::vector<std::pair<std::string, int>> not_read(const pipeline::SyncReport& sync) {
    std::vector<std::pair<std::string, int>> all{
        {"of other formats", sync.skipped},
        {"excluded", sync.excluded},
        {"marked private", sync.marked_private},
        {"unreadable", static_cast<int>(sync.unreadable.size() + sync.out_of_reach.size())}};
    for (const auto& [format, count] : sync.waiting)
        all.emplace_back(
            fmt::format("{}, for which the package {} is needed", format, pipeline::kReaderPackage), count);
    if (sync.without_transcript > 0)
        all.emplace_back("recordings without a transcript", sync.without_transcript);
    std::erase_if(all, [](const auto& part) { return part.second == 0; });
    return all;
}

/// The commands that make a workspace of the folder.
std::vector<std::string> next_steps(const TryFlags& flags) {
    std::vector<std::string> steps;
    const auto& name = flags.options.name;
    const auto handle = config::guess_handle(name.empty() ? account().login : name.substr(0, name.find(' ')));
    const bool has_workspace = fs::exists(fs::path(flags.options.folder) / "pacelane.yaml");
    if (!has_workspace)
        steps.push_back(
            fmt::format("pacelane init {} --knowledge '**/*'{}", shell_word(flags.folder),
                        name.empty() ? "" : fmt::format(" --handle {} --name {}", handle, shell_word(name))));
    if (fs::path(flags.options.folder) != fs::current_path())
        steps.push_back("cd " + shell_word(flags.folder));
    steps.insert(steps.end(),
                 {"pacelane migrate", "pacelane schedule import pacelane.yaml",
                  fmt::format("pacelane analyze --user {} --write", has_workspace ? "USER" : handle),
                  "pacelane schedule crontab"});
    return steps;
}

store::Generation stored(const pipeline::TriedFolder::Draft& tried) {
    store::Generation draft;
    draft.content_type = tried.draft.content_type;
    draft.status = "completed";
    draft.title = tried.draft.title;
    draft.body = tried.draft.body;
    draft.metadata = to_text(writer::metadata(tried.draft, tried.suggestion));
    return draft;
}

Json json_of(const TryFlags& flags, const pipeline::TriedFolder& tried) {
    Json kinds = Json::object(), left_out = Json::object(), drafts = Json::array();
    for (const auto& [kind, number] : tried.overview.kinds)
        kinds[std::string(sources::name(kind))] = number;
    for (const auto& [what, number] : not_read(tried.sync))
        left_out[what] = number;
    Json problems = Json::array();
    for (const auto* list : {&tried.sync.unreadable, &tried.sync.out_of_reach})
        for (const auto& problem : *list)
            problems.push_back({{"path", problem.path}, {"message", problem.message}});
    for (const auto& draft : tried.drafts)
        drafts.push_back({{"content_type", draft.draft.content_type},
                          {"content_title", draft.draft.title},
                          {"content_body", draft.draft.body},
                          {"content_metadata", writer::metadata(draft.draft, draft.suggestion)}});
    const auto date = [](const std::optional<Date>& day) { return day ? Json(format_date(*day)) : Json(); };
    return {{"folder", flags.options.folder},
            {"documents", tried.documents},
            {"text_kinds", kinds},
            {"private", tried.overview.withheld},
            {"languages", tried.languages},
            {"people", tried.people},
            {"first_date", date(tried.first)},
            {"last_date", date(tried.last)},
            {"not_read", left_out},
            {"problems", problems},
            {"drafts", drafts},
            {"reason", tried.reason.empty() ? Json() : Json(tried.reason)},
            {"next", next_steps(flags)}};
}

std::string found_text(const TryFlags& flags, const pipeline::TriedFolder& tried, const Painter& paint) {
    const auto listed = [](const auto& parts) {
        std::vector<std::string> texts;
        texts.reserve(parts.size());
        for (const auto& [what, number] : parts)
            texts.push_back(fmt::format("{} {}", number, what));
        return join(texts, ", ");
    };
    Table facts;
    const auto fact = [&](const char* name, const std::string& value) {
        if (!value.empty()) facts.add({name, value});
    };
    fact("documents", fmt::format("{}", tried.documents));
    fact("kinds of text", listed(kinds_of(tried.overview)));
    if (tried.first)
        fact("dates", *tried.first == *tried.last
                          ? format_date(*tried.first)
                          : fmt::format("{} to {}", format_date(*tried.first), format_date(*tried.last)));
    std::vector<std::pair<std::string, std::size_t>> languages;
    for (const auto& [code, number] : tried.languages)
        languages.emplace_back(code, number);
    fact("language", languages.size() == 1 ? languages.front().first : listed(languages));
    auto people = tried.people;
    const auto more = people.size() > kPeopleNamed ? people.size() - kPeopleNamed : 0;
    people.resize(people.size() - more);
    fact("people", join(people, ", ") + (more > 0 ? fmt::format(" and {} more", more) : ""));
    fact("not read", listed(not_read(tried.sync)) + (tried.sync.unreadable.empty() ? "" : " (-v says why)"));
    return paint(Style::bold, flags.folder) + "\n" + facts.text(2);
}

void print(Application& application, const TryFlags& flags, const pipeline::TriedFolder& tried) {
    const Painter paint(application.globals);
    auto text = found_text(flags, tried, paint);
    std::size_t number = 0;
    for (const auto& draft : tried.drafts) {
        const auto& form = content_form(draft.draft.content_type);
        const auto& suggestion = draft.suggestion;
        text += fmt::format("\n{}\n\n",
                            paint(Style::bold, fmt::format("Draft {} of {}", ++number, tried.drafts.size())));
        text += draft_text(stored(draft), paint,
                           fmt::format("{} · confidence {:.2f}", form.label, suggestion.confidence));
        text += "\n" + wrapped(paint(Style::dim, "Why: " + suggestion.reasoning), kWidth) + "\n";
    }
    if (tried.drafts.empty()) text += "\n" + wrapped(printable(tried.reason), kWidth) + "\n";
    application.print(text);
    text.clear();
    if (flags.options.name.empty() && !tried.people.empty())
        text = "\nWith --as \"Your Name\", what you said in transcripts counts as yours.\n";
    text += "\nNothing was stored. To go on, with a schedule:\n\n";
    for (const auto& step : next_steps(flags))
        text += "  " + step + "\n";
    application.print(text);
}

void run(Application& application, TryFlags& flags) {
    std::error_code unknown;
    if (!fs::is_directory(flags.folder, unknown))
        throw Error(ErrorKind::bad_input,
                    fmt::format("{}: {}", flags.folder,
                                fs::exists(flags.folder, unknown) ? "is not a folder" : "no such folder"));
    flags.options.folder = fs::canonical(flags.folder).string();
    flags.options.timezone = machine_time_zone();
    auto progress = std::make_unique<Progress>(application, "Reading documents");
    const auto tried = pipeline::try_folder(
        flags.options, application.clock(), [&](std::size_t done, std::size_t all, const std::string& path) {
            progress->detail(fmt::format("{} of {}, {}", done + 1, all, path));
        });
    progress.reset();
    for (const auto* list : {&tried.sync.unreadable, &tried.sync.out_of_reach})
        for (const auto& problem : *list)
            application.explain(printable(problem.path) + ": " + problem.message);
    for (const auto& decision : tried.sync.decisions)
        application.explain(printable(decision.path) + ": " + decision.message);
    if (application.globals.json) return application.print_json(json_of(flags, tried));
    print(application, flags, tried);
}

}  // namespace

void add_try(Command& app, Application& application) {
    auto& command = app.subcommand("try", "Show the best draft that a folder holds; nothing is stored");
    auto flags = std::make_shared<TryFlags>();
    command.argument("folder", flags->folder, "Your notes, minutes and transcripts")
        .required()
        .type_name("FOLDER");
    command
        .option("--as", flags->options.name,
                "Your name, so that your own words in transcripts are known as yours")
        .type_name("NAME");
    std::vector<std::string> forms;
    for (const auto id : content_form_ids())
        forms.emplace_back(id);
    command.option("--form", flags->options.forms, "Only drafts of this form; may be given again [all forms]")
        .one_of(forms)
        .type_name("FORM");
    command
        .option("--exclude", flags->options.exclude,
                "Leave these files out, by .gitignore's rules; may be given again")
        .type_name("PATTERN");
    command.option("-n", flags->options.drafts, "At most so many drafts").range(1, 20).default_shown();
    command.footer(
        "Needs no workspace and no database: reads the folder as 'pacelane context sync' would, and shows "
        "what "
        "was\nfound, the best drafts with their sources, or why there is none, and how to go on.\n\n"
        "Examples:\n  pacelane try ~/notes\n  pacelane try ~/notes --as 'Maya Lindqvist' --form "
        "linkedin_post -n "
        "3\n  pacelane try ~/vault --exclude 'journal/' --json");
    command.callback([&application, flags] { run(application, *flags); });
}

}  // namespace pacelane::cli
