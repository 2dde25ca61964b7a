#include "account.h"
#include "commands/commands.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <pacelane/base/error.h>
#include <pacelane/config/workspace_template.h>
#include <pacelane/language/language.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pacelane::cli {

namespace fs = std::filesystem;

namespace {

/// A new file; one that is there stays as it is, even if it came to be this moment.
void create(const fs::path& path, const std::string& text) {
    const auto refuse = [&](ErrorKind kind, const std::string& why) {
        throw Error(kind, fmt::format("{}: {}", path.string(), why));
    };
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (file < 0 && errno == EEXIST)
        refuse(ErrorKind::bad_input, "is there already, and is left as it is; choose another folder");
    if (file < 0)
        refuse(ErrorKind::configuration, fmt::format("cannot be created: {}", std::strerror(errno)));
    const auto written = ::write(file, text.data(), text.size());
    const int fault = written < 0 ? errno : ENOSPC;
    ::close(file);
    if (written != static_cast<ssize_t>(text.size())) {
        ::unlink(path.c_str());
        refuse(ErrorKind::failed, fmt::format("cannot be written: {}", std::strerror(fault)));
    }
}

/// Makes the file and the folders, or nothing of them; what it has made.
std::vector<std::string> make_workspace(const fs::path& root, const fs::path& file, const std::string& text,
                                        const std::vector<std::string>& folders) {
    std::error_code failure;
    const auto refuse = [&](const fs::path& path) {
        throw Error(ErrorKind::configuration,
                    fmt::format("{}: the folder cannot be made: {}", path.string(), failure.message()));
    };
    for (const auto& name : folders) {
        const auto path = root / name;
        std::error_code unknown;  // whatever it is, making the folder will tell
        const auto there = fs::symlink_status(path, unknown);
        if (fs::exists(there) && !fs::is_directory(path, unknown))
            throw Error(ErrorKind::configuration,
                        fmt::format("{}: is there already, and is not a folder; rename it, or choose another "
                                    "folder for the workspace",
                                    path.string()));
    }
    fs::create_directories(root, failure);
    if (failure) refuse(root);
    // The file first: whoever has one already gets nothing new at all.
    create(file, text);
    std::vector<fs::path> made{file};
    std::vector<std::string> created{file.string()};
    for (const auto& name : folders) {
        const auto path = root / name;
        if (fs::create_directory(path, failure)) {
            made.push_back(path);
            created.push_back(path.string() + "/");
        }
        if (!failure) continue;
        // The file would keep the next attempt from doing better.
        std::error_code ignored;
        for (const auto& one : made)
            fs::remove(one, ignored);
        refuse(path);
    }
    return created;
}

void init(Application& application, const std::string& folder, config::TemplateValues values) {
    const auto person = account();
    if (values.handle.empty()) values.handle = config::guess_handle(person.login);
    if (values.name.empty()) values.name = person.name.empty() ? values.handle : person.name;
    if (values.timezone.empty()) values.timezone = machine_time_zone();
    const auto text = config::workspace_template(values);

    const auto root = fs::absolute(folder).lexically_normal();
    const auto file = root / "pacelane.yaml";
    const auto created = make_workspace(root, file, text,
                                        values.knowledge.empty()
                                            ? std::vector<std::string>{"knowledge", "meetings", "transcripts"}
                                            : std::vector<std::string>{});
    std::vector<std::string> next;
    if (root != fs::current_path() / "") next.push_back("cd " + shell_word(folder));
    next.insert(next.end(), {"pacelane migrate", "pacelane schedule import pacelane.yaml",
                             fmt::format("pacelane analyze --user {} --write", values.handle),
                             "pacelane content list", "pacelane schedule crontab"});
    if (application.globals.json)
        return application.print_json(
            Json{{"workspace", file.string()},
                 {"created", created},
                 {"handle", values.handle},
                 {"name", values.name},
                 {"timezone", values.timezone},
                 {"language", values.language.empty() ? Json() : Json(values.language)},
                 {"next", next}});
    for (const auto& path : created)
        application.print("Created " + path);
    application.print(fmt::format(
        "\nFor {} ({}), time zone {}: change in pacelane.yaml what is not right{}, and then:\n", values.name,
        values.handle, values.timezone,
        values.knowledge.empty() ? ", put your notes,\nminutes and transcripts into the folders" : ""));
    for (const auto& line : next)
        application.print("  " + line);
}

}  // namespace

void add_init(Command& app, Application& application) {
    auto& command = app.subcommand("init", "Write a workspace to start from");
    struct InitFlags {
        std::string folder;
        config::TemplateValues values;
    };
    auto flags = std::make_shared<InitFlags>();
    command.argument("folder", flags->folder, "The folder; made if it is not there")
        .required()
        .type_name("DIR");
    command.option("--handle", flags->values.handle, "The short name to call you by [the account's]")
        .type_name("HANDLE");
    command.option("--name", flags->values.name, "Your name, as in minutes and transcripts [the account's]")
        .type_name("NAME");
    command.option("--timezone", flags->values.timezone, "IANA time zone [the machine's]").type_name("ZONE");
    command
        .option("--language", flags->values.language,
                "Of the drafts: " + language::codes() + " [that of the files]")
        .type_name("LANGUAGE");
    command
        .option("--knowledge", flags->values.knowledge,
                "A pattern for your files below DIR, such as '**/*'; then no folders are made")
        .type_name("GLOB");
    command.footer(
        "Makes pacelane.yaml, which explains itself, and the empty folders knowledge, meetings and "
        "transcripts.\n"
        "There are no sample texts: nothing is ever drafted that you did not put there. What is in the "
        "folder\n"
        "already stays as it is.\n\n"
        "Examples:\n  pacelane init ~/notes\n  pacelane init . --handle maya --name 'Maya Lindqvist' "
        "--timezone Europe/Stockholm\n  pacelane init ~/vault --knowledge '**/*'");
    command.callback([&application, flags] { init(application, flags->folder, flags->values); });
}

}  // namespace pacelane::cli
