// The workspace file's top level.
#include <algorithm>
#include <array>
#include <filesystem>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/path_patterns.h>
#include <pacelane/config/detail/reader.h>
#include <pacelane/config/detail/spans.h>
#include <pacelane/config/detail/user_reader.h>
#include <vector>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kTopKeys = {"database", "durability",  "exclude",
                                                      "private",  "notify",      "users",
                                                      "llm",      "transcriber", "transcriber_timeout"};
constexpr std::array<std::string_view, 3> kLlmKeys = {"endpoint", "model", "api_key_env"};

bool is_variable_name(std::string_view name) {
    return !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return is_handle_character(c) && c != '.' && c != '-'; });
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const auto word : split(text, ' '))
        if (!word.empty()) words.emplace_back(word);
    return words;
}

void read_database(Checker& checker, const Value* value, Workspace& workspace) {
    const auto database = text(checker, value);
    if (!database) return;
    if (database->empty()) return checker.problems.add(value->at, "database: empty path");
    if (database->starts_with("~/"))
        return checker.problems.add(value->at, "database: '~' is not expanded; write the whole path");
    workspace.database_line = value->at.line + 1;
    workspace.database = (fs::path(workspace.folder) / *database).lexically_normal().string();
}

void read_durability(Checker& checker, const Value* value, Workspace& workspace) {
    const auto durability = text(checker, value);
    if (!durability) return;
    if (*durability != "full" && *durability != "normal")
        return checker.problems.add(value->at,
                                    fmt::format("durability '{}': give full or normal", *durability));
    workspace.durability = *durability;
    workspace.durability_line = value->at.line + 1;
}

void read_notify(Checker& checker, const Value* value, Workspace& workspace) {
    if (!value) return;
    const auto given = texts(checker, value);
    if (given.empty()) return;
    if (trim(given.front().text).empty() || given.front().text.starts_with("~/"))
        return checker.problems.add(
            given.front().at,
            "notify: begins with no program; give a list such as [mail, -s, Pacelane, "
            "maya@example.com] ('~' is not expanded)");
    // A shell would be needed to take one text apart; a list needs none.
    if (given.size() == 1 && given.front().text.find(' ') != std::string::npos)
        return checker.problems.add(given.front().at,
                                    fmt::format("notify: give the program and its arguments as a list: [{}]",
                                                join(words_of(given.front().text), ", ")));
    workspace.notify_line = value->at.line + 1;
    for (const auto& argument : given)
        workspace.notify.push_back(argument.text);
    auto& program = workspace.notify.front();
    if (program.find('/') != std::string::npos)
        program = (fs::path(workspace.folder) / program).lexically_normal().string();
}

void read_llm(Checker& checker, const Value& value, Workspace& workspace) {
    const Mapping map(checker, value, "llm", kLlmKeys);
    const auto read = [&](std::string_view key) -> Located {
        const auto* found = map.find(key);
        const auto given = text(checker, found);
        if (!given) return {};
        return {*given, found->at.line + 1};
    };
    workspace.llm = Llm{read("endpoint"), read("model"), read("api_key_env")};
    // What is no variable's name may be the key itself, so it is not repeated.
    if (const auto& key = workspace.llm->api_key_env; key.line > 0 && !is_variable_name(key.text)) {
        workspace.llm->api_key_env = {};
        checker.problems.add(map.find("api_key_env")->at,
                             "api_key_env: not the name of an environment variable, such as PACELANE_LLM_KEY "
                             "(the key itself does not belong into this file)");
    }
    checker.problems.warn(value.at, "llm is not used: this version composes drafts from the sources alone");
}

void read_transcriber(Checker& checker, const Mapping& map, Workspace& workspace) {
    if (const auto* value = map.find("transcriber")) {
        if (!value->node.IsSequence()) {
            checker.problems.add(value->at,
                                 "transcriber: give a list, the program and its arguments, such as "
                                 "[whisper-cli, -f, \"{file}\"]; there is no shell");
        } else {
            bool names_file = false;
            for (const auto& argument : texts(checker, value)) {
                names_file = names_file || argument.text.find("{file}") != std::string::npos;
                workspace.transcriber.push_back(argument.text);
            }
            if (!workspace.transcriber.empty() && workspace.transcriber.front().empty())
                checker.problems.add(value->at, "transcriber: its first item is empty; name a program");
            else if (!names_file)
                checker.problems.add(value->at,
                                     "transcriber: no argument holds {file}, which stands for the recording");
        }
    }
    const auto* limit = map.find("transcriber_timeout");
    if (const auto given = text(checker, limit)) {
        if (const auto span = time_span(*given))
            workspace.transcriber_timeout = *span;
        else
            checker.problems.add(
                limit->at,
                fmt::format("transcriber_timeout '{}': give a time such as 90 s, 45 min or 2 h", *given));
    }
}

void read_settings(Checker& checker, const Mapping& map, Workspace& workspace) {
    read_database(checker, map.find("database"), workspace);
    read_durability(checker, map.find("durability"), workspace);
    workspace.exclude = read_exclude(checker, map.find("exclude"));
    workspace.private_matter = read_private(checker, map.find("private"));
    read_notify(checker, map.find("notify"), workspace);
    if (const auto* llm = map.find("llm")) read_llm(checker, *llm, workspace);
    read_transcriber(checker, map, workspace);
}

}  // namespace

void read_document(Checker& checker, const YAML::Node& document, Workspace& workspace) {
    const Value top{document, document.Mark(), "the file"};
    if (document.IsNull()) return checker.problems.add(top.at, "the file is empty; it needs users");
    const Mapping map(checker, top, "the file", kTopKeys);
    if (!map.valid()) return;
    read_settings(checker, map, workspace);
    const auto* users = map.find_even_empty("users");
    if (!users || users->node.IsNull() || (users->node.IsSequence() && users->node.size() == 0))
        return checker.problems.add(users ? users->at : top.at, "no users; list at least one under 'users'");
    UserReader reader(checker);
    for (const auto& item : items(checker, users))
        reader.read(item, workspace);
}

void read_settings(Checker& checker, const YAML::Node& document, Workspace& workspace) {
    if (document.IsNull()) return;  // the file has users and nothing else
    const Mapping map(checker, {document, document.Mark(), "the file"}, "the file", kTopKeys);
    if (map.valid()) read_settings(checker, map, workspace);
}

}  // namespace pacelane::config
