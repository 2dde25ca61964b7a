// What every option and argument of every command refuses: empty values, numbers in another notation than
// decimal digits, numbers too large. The commands are found by walking through --help of the real binary.
#include "cli/sandbox.h"

#include <functional>
#include <sstream>

#include <doctest/doctest.h>

namespace {

using Words = std::vector<std::string>;

struct Command {
    Words path;
    std::vector<std::pair<std::string, std::string>> options;  ///< "--vt" and "S"; flags are left out
    Words arguments;                                           ///< "QUEUE", "ID..."
    Words subcommands;
};

Command read_help(const Sandbox& sandbox, const Words& path) {
    auto words = path;
    words.emplace_back("--help");
    const auto result = sandbox.run(words);
    REQUIRE(result.exit_code == 0);
    Command command{path, {}, {}, {}};
    std::istringstream in(result.out);
    std::string heading;
    for (std::string line; std::getline(in, line);) {
        if (line.ends_with(':') && !line.starts_with(' ')) heading = line;
        if (line.empty()) heading.clear();
        if (!line.starts_with("  ") || line[2] == ' ') continue;
        std::istringstream entry(line);
        std::string name, value;
        entry >> name >> value;
        const auto gap = line.find("  ", 2);
        const bool takes_value =
            line.find(value, 2 + name.size()) < gap && line.substr(2, gap - 2).find(' ') != std::string::npos;
        if (heading == "Arguments:") command.arguments.push_back(name);
        if (heading == "Subcommands:") command.subcommands.push_back(name);
        if (heading.starts_with("Options") && takes_value)
            command.options.emplace_back(name.substr(name.rfind(',') + 1), value);
    }
    return command;
}

void each_command(const Sandbox& sandbox, const Words& path,
                  const std::function<void(const Command&)>& visit) {
    const auto command = read_help(sandbox, path);
    visit(command);
    for (const auto& name : command.subcommands) {
        auto deeper = path;
        deeper.push_back(name);
        each_command(sandbox, deeper, visit);
    }
}

std::string joined(const Words& words) {
    std::string text;
    for (const auto& word : words)
        text += " '" + word + "'";
    return text;
}

void refuses(const Sandbox& sandbox, const Words& words, const std::string& says) {
    const auto result = sandbox.run(words);
    CAPTURE(joined(words));
    CAPTURE(result.err);
    CHECK(result.exit_code == 2);
    CHECK(result.err.find(says) != std::string::npos);
}

}  // namespace

TEST_CASE("an empty value is wrong usage for every option and argument of every command") {
    Sandbox sandbox;
    sandbox.now.clear();
    std::size_t options = 0, arguments = 0;
    each_command(sandbox, {}, [&](const Command& command) {
        const auto is_needed = command.path.empty() ? Words{"status"} : Words{};
        for (const auto& [name, value] : command.options) {
            ++options;
            auto words = command.path;
            words.insert(words.end(), is_needed.begin(), is_needed.end());
            words.insert(words.end(), {name, ""});
            refuses(sandbox, words, name + ": must not be empty");
            if (!name.starts_with("--")) continue;
            words.erase(words.end() - 2, words.end());
            words.push_back(name + "=");
            refuses(sandbox, words, name + ": must not be empty");
        }
        auto words = command.path;
        for (auto name : command.arguments) {
            ++arguments;
            words.emplace_back();
            if (name.ends_with("...")) name.resize(name.size() - 3);
            refuses(sandbox, words, name + ": must not be empty");
            words.back() = name == "SHELL" ? "bash" : "x";
        }
    });
    CHECK(options > 50);
    CHECK(arguments > 25);
}

TEST_CASE("every number is taken in decimal digits only, and none is cut") {
    Sandbox sandbox;
    sandbox.now.clear();
    std::size_t numbers = 0;
    each_command(sandbox, {}, [&](const Command& command) {
        for (const auto& [name, value] : command.options) {
            if (value != "N" && value != "S" && value != "MS") continue;
            ++numbers;
            for (const auto* text : {"0x9", "1e3", "1.0", " 7", "7 ", "+7", "7s", "٧", "99999999999999999999",
                                     "18446744073709551617"}) {
                auto words = command.path;
                words.insert(words.end(), {name, text});
                refuses(sandbox, words, name + ": must be a whole number");
            }
        }
    });
    CHECK(numbers > 15);
    for (const auto* command : {"archive", "delete", "show"})
        for (const auto* id : {"0x9", "1e3", " 7", "+7", "9223372036854775808", "one"})
            refuses(sandbox, {"queue", command, "jobs", id}, "ID: must be a whole number");
    for (const auto* seconds : {"2147483648", "-2147483649"}) {
        refuses(sandbox, {"queue", "send", "jobs", "1", "--delay", seconds},
                "--delay: must be a whole number from -2147483648 to 2147483647");
        refuses(sandbox, {"queue", "set-vt", "jobs", "1", "--vt", seconds}, "--vt: must be a whole number");
    }
    for (const auto* age : {"", "0x9d", "+9d", " 9d", "9", "d", "-9d", "9D", "99999999999999999999d"})
        refuses(sandbox, {"prune", "--older-than", age}, "--older-than");
}

TEST_CASE("a number may begin with zeros, which mean nothing") {
    Sandbox sandbox;
    sandbox.run({"--db", "a.db", "migrate"});
    sandbox.environment = {"PACELANE_DB=a.db"};
    sandbox.run({"queue", "create", "jobs"});
    for (int n = 1; n <= 10; ++n)
        sandbox.run({"queue", "send", "jobs", "1"});
    CHECK(sandbox.run({"queue", "delete", "jobs", "010", "--json"}).out == "true\n");
    CHECK(sandbox.run({"queue", "show", "jobs", "08", "--json"}).json()["msg_id"] == 8);
    CHECK(sandbox.run({"queue", "show", "jobs", "10"}).exit_code == 65);
    sandbox.environment.emplace_back("PACELANE_BUSY_TIMEOUT_MS=0x10");
    CHECK(sandbox.run({"queue", "list"}).exit_code == 2);
}

TEST_CASE("a mistake is reported as what it is, also on a line with --") {
    Sandbox sandbox;
    refuses(sandbox, {"queue", "work", "t", "--jobs", "100", "--", "true"},
            "--jobs: must be a whole number from 1 to 64, not '100'");
    refuses(sandbox, {"queue", "work", "t", "--jbos", "3", "--", "ls", "-j"},
            "unknown option '--jbos' (did you mean '--jobs'?)");
    refuses(sandbox, {"queue", "work", "t", "--jobs", "--", "true"}, "--jobs needs a value after it");
    refuses(sandbox, {"queue", "work", "--", "true"}, "COMMAND is required");
    refuses(sandbox, {"queue", "wrok", "t", "--", "true"}, "unknown command 'wrok' (did you mean 'work'?)");
    refuses(sandbox, {"context", "search", "--user", "maya", "--", "QUERY", "--json"},
            "unexpected argument '--json': after '--' every word is an argument");
    refuses(sandbox, {"--", "status"}, "unexpected argument 'status'");
}

TEST_CASE("an option at the wrong place is told where it belongs, and never suggested as itself") {
    Sandbox sandbox;
    refuses(sandbox, {"--user", "maya", "context", "search", "x"},
            "option '--user' belongs to 'pacelane context search' and must stand after these words");
    refuses(sandbox, {"schedule", "list", "--dry-run"},
            "option '--dry-run' belongs to 'pacelane schedule', not to 'pacelane schedule list'");
    refuses(sandbox, {"status", "-json"}, "unknown option '-json' (did you mean '--json'?)");
    refuses(sandbox, {"status", "--json=1"}, "--json takes no value");
    refuses(sandbox, {"status", "-n", "1", "-n", "2"}, "-n is given 2 times: '1' and '2'");
    refuses(sandbox, {"enqueue", "--user", "--json"}, "--user needs a value after it; '--json' is an option");
    refuses(sandbox, {"queue", "list", "jobs"}, "unexpected argument 'jobs'");
    refuses(sandbox, {"queue", "list", ""}, "unexpected empty argument");
    refuses(sandbox, {"queue"}, "'pacelane queue' needs a subcommand: create, drop,");
}

TEST_CASE("words that a parser may take for its own signs reach the command as they are") {
    Sandbox sandbox;
    sandbox.run({"--db", "a.db", "migrate"});
    sandbox.environment = {"PACELANE_DB=a.db"};
    sandbox.run({"queue", "create", "jobs"});
    sandbox.run({"queue", "send", "jobs", "1"});
    const auto result = sandbox.run(
        {"queue", "work", "jobs", "--", "printf", "%s|", "[a,b]", "++", "", "--", "--json", "-h", "status"});
    CHECK(result.exit_code == 0);
    CHECK(result.out == "[a,b]|++||--|--json|-h|status|");
    CHECK(sandbox.run({"queue", "send", "jobs", "[1,2]", "--headers", "[3]"}).exit_code == 0);
    CHECK(sandbox.run({"queue", "send", "jobs", "--", "-1"}).exit_code == 0);
    CHECK(sandbox.run({"queue", "send", "jobs", "-1"}).exit_code == 0);
    CHECK(sandbox.run({"queue", "set-vt", "jobs", "2", "--vt", "-1", "--json"}).json().size() == 1);
}
