#include "help/manual.h"

#include "command_line/command.h"
#include "help/examples.h"

#include <pacelane/base/text.h>
#include <pacelane/base/version.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

struct Item {
    std::string_view name;
    std::string_view text;
};
struct ExitCode {
    int code;
    std::string_view in_short;
    std::string_view text;
};

constexpr ExitCode kExitCodes[] = {
    {0, "done (or nothing to do)", "Done, or nothing to do."},
    {1, "some work failed", "Some work failed. It is recorded, and tried again if attempts remain."},
    {2, "wrong usage", "Wrong usage."},
    {65, "bad input", "Bad input: an unknown user, an invalid workspace file, malformed JSON."},
    {69, "a service is\nunavailable", "A needed service is unavailable."},
    {75, "the database is busy", "The database is busy; try again."},
    {78, "configuration or schema",
     "Configuration or schema: no database, a pending migration. The message names the command that mends "
     "it."}};

constexpr Item kEnvironment[] = {
    {"PACELANE_DB", "The database file, unless --db is given."},
    {"PACELANE_CONFIG", "The workspace file, unless --config is given."},
    {"PACELANE_NOW", "The time to work at, unless --now is given."},
    {"PACELANE_LOG_FORMAT", "text or json: how standard error is written, unless --log-format is given."},
    {"PACELANE_BUSY_TIMEOUT_MS", "How long to wait for other writers, in milliseconds. Default: 10000."},
    {"NO_COLOR", "When set, no colours unless --color always is given."},
    {"TERM", "With dumb, neither colours nor progress."},
    {"COLUMNS", "How wide help is. Default: as wide as the terminal, up to 100; 80 without one."},
    {"XDG_DATA_HOME", "Where the database is when nothing names one. Default: ~/.local/share."},
    {"XDG_CONFIG_HOME", "Where the workspace file is looked for last. Default: ~/.config."}};

constexpr Item kFiles[] = {
    {"pacelane.yaml",
     "The workspace file: the nearest one in the current folder or above it. See pacelane.yaml(5)."},
    {"$XDG_CONFIG_HOME/pacelane/pacelane.yaml", "The workspace file when there is none there."},
    {"$XDG_DATA_HOME/pacelane/pacelane.db",
     "The database when neither an option nor the workspace names one. "
     "A SQLite file, created by pacelane-migrate(1)."}};

// "pacelane-queue(1)" in bold, as references are.
std::string reference(std::string_view page, int section) {
    return fmt::format("\\fB{}\\fR({})", troff_typed(page), section);
}

std::string bold(std::string_view text) {
    return "\\fB" + troff_typed(text) + "\\fR";
}

std::string item(const std::string& tag, const std::string& text) {
    return ".TP\n" + tag + "\n" + text + "\n";
}

template <std::size_t n>
std::string items(const Item (&all)[n]) {
    std::string text;
    for (const auto& one : all)
        text += item(bold(one.name), troff(one.text));
    return text;
}

std::string sentence(std::string text) {
    if (!text.empty() && !text.ends_with('.') && !text.ends_with(']')) text += '.';
    return text;
}

std::string argument_in_troff(const Option& argument) {
    auto text = "\\fI" + troff_typed(argument.shown_name()) + "\\fR";
    if (argument.is_repeated()) text += "...";
    return argument.is_required() ? text : "[" + text + "]";
}

std::string option_item(const Option& option) {
    std::vector<std::string> names;
    for (const auto& name : option.short_names())
        names.push_back(bold("-" + name));
    for (const auto& name : option.long_names())
        names.push_back(bold("--" + name));
    auto tag = join(names, ", ");
    if (!option.is_flag()) tag += " \\fI" + troff_typed(option.value_name()) + "\\fR";
    return item(tag, troff(option.full_help()));
}

std::string options_of(const Command& command) {
    std::string text;
    for (const auto* option : command.options())
        text += option_item(*option);
    return text;
}

std::string arguments_of(const Command& command) {
    std::string text;
    for (const auto* argument : command.arguments())
        text += item(argument_in_troff(*argument), troff(argument->full_help()));
    return text;
}

// "pacelane queue send [OPTION]... QUEUE JSON"
std::string usage(const Command& command, const std::string& path) {
    auto text = bold(path);
    if (!options_of(command).empty()) text += " [\\fIOPTION\\fR]...";
    for (const auto* argument : command.arguments())
        text += " " + argument_in_troff(*argument);
    return text + "\n";
}

std::string synopsis(const Command& command, const std::string& path) {
    std::string text;
    const auto subs = command.subcommands();
    if (subs.empty() || command.is_runnable()) text += usage(command, path);
    for (const auto* sub : subs)
        text += (text.empty() ? "" : ".br\n") + synopsis(*sub, path + " " + sub->name());
    return text;
}

// Each subcommand with its arguments and options.
std::string details(const Command& command, const std::string& path) {
    std::string text;
    for (const auto* sub : command.subcommands()) {
        const auto whole = path + " " + sub->name();
        text += fmt::format(".SS {}\n", troff_typed(whole));
        text += troff(sentence(sub->help())) + "\n";
        if (const auto remarks = remarks_of(*sub); !remarks.empty()) text += ".PP\n" + troff(remarks) + "\n";
        text += arguments_of(*sub) + options_of(*sub);
        text += details(*sub, whole);
    }
    return text;
}

std::string examples_below(const Command& command) {
    std::vector<std::string> lines = examples_of(command);
    for (const auto* sub : command.subcommands())
        for (auto& line : examples_of(*sub))
            if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    return verbatim(join(lines, "\n"));
}

std::string exit_status() {
    std::string text = ".SH EXIT STATUS\n";
    for (const auto& code : kExitCodes)
        text += item(bold(std::to_string(code.code)), troff(code.text));
    return text;
}

std::string program_page(const Command& app, const std::string& date) {
    auto text =
        page_head("pacelane", 1, "drafts from your notes, meetings and transcripts, at your pace", date);
    text +=
        ".SH SYNOPSIS\n" + bold("pacelane") + " [\\fIOPTION\\fR]... \\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n";
    text +=
        ".SH DESCRIPTION\n" + troff(app.help()) +
        "\n.PP\nEach stage of the pipeline is one command, for use by hand, from crontab or in scripts, on "
        "one SQLite database. Commands may overlap with themselves and with each other. Results go to "
        "standard output, everything else to standard error.\n";
    text += ".SH COMMANDS\n";
    std::string also;
    for (const auto* command : app.subcommands()) {
        const auto page = "pacelane-" + command->name();
        text += item(bold(command->name()),
                     troff(sentence(command->help())) + "\nSee " + reference(page, 1) + ".");
        also += reference(page, 1) + ",\n";
    }
    text += ".SH OPTIONS\nEvery command takes these, before or after its name.\n" + options_of(app);
    text += exit_status() + ".SH ENVIRONMENT\n" + items(kEnvironment) + ".SH FILES\n" + items(kFiles);
    text += ".SH EXAMPLES\n" + verbatim(join(examples_of(app), "\n"));
    return text + ".SH SEE ALSO\n" + also + reference("pacelane.yaml", 5) + "\n";
}

std::string command_page(const Command& command, const std::string& date) {
    const auto path = "pacelane " + command.name();
    auto summary = command.help();
    if (!summary.empty() && summary.size() > 1 && std::islower(static_cast<unsigned char>(summary[1])))
        summary[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(summary[0])));
    auto text = page_head("pacelane-" + command.name(), 1, summary, date);
    text += ".SH SYNOPSIS\n" + synopsis(command, path);
    text += ".SH DESCRIPTION\n" + troff(sentence(command.help())) + "\n";
    if (const auto remarks = remarks_of(command); !remarks.empty()) text += ".PP\n" + troff(remarks) + "\n";
    if (const auto arguments = arguments_of(command); !arguments.empty())
        text += ".SH ARGUMENTS\n" + arguments;
    text += ".SH OPTIONS\n" + options_of(command) + (options_of(command).empty() ? "" : ".PP\n") +
            "The options for every command (" + bold("--db") + ", " + bold("--json") + ", " +
            bold("--quiet") + " and others) are described in " + reference("pacelane", 1) + ".\n";
    if (const auto sub = details(command, path); !sub.empty()) text += ".SH COMMANDS\n" + sub;
    text += exit_status();
    text += ".SH ENVIRONMENT\n" + items(kEnvironment) + ".SH FILES\n" + items(kFiles);
    text += ".SH EXAMPLES\n" + examples_below(command);
    return text + ".SH SEE ALSO\n" + reference("pacelane", 1) + ",\n" + reference("pacelane.yaml", 5) + "\n";
}

std::string escaped(std::string_view text, std::string_view hyphen) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += hyphen;
        else if (c == '\'')
            out += "\\(aq";
        else if (c == '`')
            out += "\\(ga";
        else if (c == '~')
            out += "\\(ti";
        else if (c == '^')
            out += "\\(ha";
        else if (c < 0x80)
            out += static_cast<char>(c);
        else {
            const std::size_t length = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
            unsigned value = c & (0xffu >> (length + 1));
            for (std::size_t n = 1; n < length && i + 1 < text.size(); ++n)
                value = value << 6 | (static_cast<unsigned char>(text[++i]) & 0x3fu);
            out += fmt::format("\\[u{:04X}]", value);
        }
    }
    return out;
}

}  // namespace

std::string exit_codes_in_short() {
    std::string text;
    for (const auto& code : kExitCodes)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", code.code, code.in_short);
    return text + ".";
}

std::string troff(std::string_view text) {
    // A word that starts with a hyphen is an option.
    std::string out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        if (at < text.size() && text[at] != ' ' && text[at] != '\n') continue;
        const auto word = text.substr(begin, at - begin);
        const bool typed = word.starts_with('-') || word.starts_with("(-") || word.find('_') != word.npos;
        auto piece = escaped(word, typed ? "\\-" : "-");
        // Only at the start of a line does a dot need hiding.
        if (begin > 0 && text[begin - 1] == ' ' && piece.starts_with("\\&")) piece.erase(0, 2);
        out += piece;
        if (at < text.size()) out += text[at];
        begin = at + 1;
    }
    return out;
}

std::string troff_typed(std::string_view text) {
    return escaped(text, "\\-");
}

std::string page_head(std::string_view name, int section, std::string_view summary, const std::string& date) {
    return fmt::format(
        ".\\\" Made by \"pacelane manual\" from what --help shows.\n"
        ".TH {} {} \"{}\" \"pacelane {}\" \"{}\"\n.SH NAME\n{} \\- {}\n",
        section == 1 ? [&] {
            std::string upper;
            for (const char c : name)
                upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            return troff_typed(upper);
        }()
                     : troff_typed(name),
        section, date, version(), section == 1 ? "User Commands" : "File Formats", troff_typed(name),
        troff(summary));
}

std::string verbatim(std::string_view lines) {
    return ".nf\n" + troff_typed(lines) + "\n.fi\n";
}

std::map<std::string, std::string> manual_pages(const Command& app, const std::string& date) {
    std::map<std::string, std::string> pages;
    pages["pacelane.1"] = program_page(app, date);
    for (const auto* command : app.subcommands())
        pages["pacelane-" + command->name() + ".1"] = command_page(*command, date);
    pages["pacelane.yaml.5"] = workspace_page(date);
    return pages;
}

}  // namespace pacelane::cli
