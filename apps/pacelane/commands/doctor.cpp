#include "commands/commands.h"
#include "render/style.h"
#include "render/table.h"

#include <algorithm>
#include <pacelane/pipeline/doctor.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace {

// One finding is one line.
std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

void doctor(Application& application) {
    const auto findings = pipeline::diagnose(pipeline::observe(application.settings(), application.clock()));
    const auto is_well = [](const auto& finding) { return finding.verdict == pipeline::Verdict::ok; };
    const bool well = std::all_of(findings.begin(), findings.end(), is_well);
    if (!well) application.exit_code = 1;
    if (application.globals.json) {
        Json json = Json::array();
        for (const auto& finding : findings)
            json.push_back({{"verdict", name(finding.verdict)},
                            {"subject", finding.subject},
                            {"what", finding.what},
                            {"remedy", finding.remedy.empty() ? Json() : Json(finding.remedy)}});
        return application.print_json(Json{{"well", well}, {"findings", json}});
    }
    const Painter paint(application.globals);
    constexpr Style styles[] = {Style::green, Style::yellow, Style::red};
    Table table;
    for (const auto& finding : findings) {
        // With --quiet, what there is to do is what was asked for.
        if (application.globals.quiet && is_well(finding)) continue;
        table.add({paint(styles[static_cast<int>(finding.verdict)], name(finding.verdict)), finding.subject,
                   one_line(finding.remedy.empty() ? finding.what : finding.what + " -> " + finding.remedy)});
    }
    if (!table.empty()) application.print_always(table.text());
}

}  // namespace

void add_doctor(Command& app, Application& application) {
    auto& command = app.subcommand("doctor", "Check everything that is needed, and say what to do");
    command.footer(
        "Looks at the database and its schema, permissions, disk space, clock, workspace file, time zones, "
        "the\n"
        "users' folders, the language model's endpoint if one is configured, schedules, and work that is "
        "stuck.\n"
        "Changes nothing. A line a finding: ok, warn or fail, what, and after -> what to do. With -q only "
        "what is\n"
        "not ok. Exit code 0: all is well; 1: there is something to do.\n\n"
        "Examples:\n  pacelane doctor\n  pacelane -q doctor\n  pacelane doctor --json");
    command.callback([&application] { doctor(application); });
}

}  // namespace pacelane::cli
