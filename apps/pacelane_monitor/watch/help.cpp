#include "watch/help.h"

namespace pacelane::monitor_program {

void write_help(SheetWriter& to, const Model& model) {
    to.text(0, "Moving", {.bold = true});
    to.pair("1 … 5", "queues, analyses, drafts, errors, schedule");
    to.pair("← → Tab", "the list before, the next one");
    to.pair("j k ↓ ↑", "down and up");
    to.pair("h l PgUp PgDn", "a page back, a page on");
    to.pair("g G", "first and last; after g the list shows what is new at its top");
    to.pair("Enter", "opens an analysis, a draft, a queue, a schedule, and what → points to");
    to.pair("Esc q", "closes what is open; q in a list leaves the monitor");
    to.heading("Choosing");
    to.pair("/", "filter: lines with all the words, in any column; Esc shows all again");
    to.pair("x A", "marks a line; marks all that match, and none when all are marked");
    to.heading(model.read_only ? "Acting: not in this monitor, which was started with --read-only"
                               : "Acting: each asks before it does something");
    to.pair("a",
            "analyzes the line's user now; when there is an analysis of today, a second a makes it again");
    to.pair("w", "writes the pending drafts; in an open analysis, only its own");
    to.pair("R", "retries what failed: the marked lines, or this one");
    to.pair("s", "pauses or resumes a schedule: the marked ones, or this one");
    to.heading("Looking");
    to.pair("p", "pauses the refresh, which is every 2 seconds, and goes on");
    to.pair("r", "refreshes now");
    to.pair("o", "the output of what was triggered");
    to.pair("Ctrl-L", "draws everything again");
    to.text(0, "");
    to.text(
        0,
        "A line under the cursor stays where it is, whatever comes or goes above it. Times without a zone "
        "are UTC.");
}

std::vector<std::pair<std::string, std::string>> keys_of(const Model& model) {
    if (!model.sheets.empty()) {
        const auto kind = model.sheets.back().kind;
        std::vector<std::pair<std::string, std::string>> keys{{"Esc", "back"}, {"j k", "scroll"}};
        if (kind == SheetKind::analysis || kind == SheetKind::draft) {
            keys.emplace_back("Enter", "open →");
            if (!model.read_only) {
                keys.emplace_back("R", "retry");
                if (kind == SheetKind::analysis) keys.emplace_back("w", "write its drafts");
            }
        }
        if (kind != SheetKind::help) keys.emplace_back("?", "help");
        return keys;
    }
    std::vector<std::pair<std::string, std::string>> keys{
        {"?", "help"}, {"q", "quit"}, {"Enter", "open"}, {"/", "filter"}};
    if (!model.read_only) {
        if (model.tab == Tab::schedule)
            keys.emplace_back("s", "pause/resume");
        else if (model.tab != Tab::queues)
            keys.emplace_back("R", "retry");
        keys.emplace_back("a", "analyze");
        keys.emplace_back("w", "write");
        if (model.tab != Tab::queues) {
            keys.emplace_back("x", "mark");
            keys.emplace_back("A", "all");
        }
    }
    keys.emplace_back("o", "output");
    keys.emplace_back("p", model.paused ? "go on" : "pause");
    return keys;
}

}  // namespace pacelane::monitor_program
