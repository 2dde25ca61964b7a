// What the program says of itself: --help, manual pages, completions. All is walked through from the real
// binary.
#include "cli/sandbox.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

namespace {

using Path = std::vector<std::string>;

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::string command_line_of(const Path& path) {
    std::string text = "pacelane";
    for (const auto& name : path)
        text += " " + name;
    return text;
}

std::string help_of(const Sandbox& sandbox, Path path) {
    path.push_back("--help");
    const auto result = sandbox.run(path);
    REQUIRE(result.exit_code == 0);
    return result.out;
}

/// The first words of the lines below a heading, up to an empty line.
std::vector<std::string> below(const std::string& help, const std::string& heading) {
    std::vector<std::string> names;
    bool inside = false;
    for (const auto& line : lines_of(help)) {
        if (line == heading)
            inside = true;
        else if (line.empty())
            inside = false;
        else if (inside && line.starts_with("  ") && line[2] != ' ')
            names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return names;
}

void walk(const Sandbox& sandbox, const Path& path,
          const std::function<void(const Path&, const std::string&)>& visit) {
    const auto help = help_of(sandbox, path);
    visit(path, help);
    for (const auto& name : below(help, "Subcommands:")) {
        auto deeper = path;
        deeper.push_back(name);
        walk(sandbox, deeper, visit);
    }
}

/// Words as a shell has them, without redirections and what is fed to them.
Path words_of(const std::string& line) {
    Path words;
    std::string word;
    bool any = false;
    char quote = 0;
    for (const char c : line + " ") {
        if (quote != 0) {
            if (c == quote)
                quote = 0;
            else
                word += c;
        } else if (c == '\'' || c == '"') {
            quote = c;
            any = true;
        } else if (c != ' ') {
            word += c;
        } else if (any || !word.empty()) {
            words.push_back(word);
            word.clear();
            any = false;
        }
    }
    CHECK(quote == 0);
    const auto redirection =
        std::find_if(words.begin(), words.end(), [](const auto& w) { return w == "<" || w == ">"; });
    words.erase(redirection, words.end());
    return words;
}

}  // namespace

TEST_CASE("every command's help has examples, and they are of that command and its options") {
    Sandbox sandbox;
    const auto global = help_of(sandbox, {});
    std::size_t commands = 0;
    walk(sandbox, {}, [&](const Path& path, const std::string& help) {
        ++commands;
        CAPTURE(command_line_of(path));
        const auto at = help.find("\nExamples:\n");
        REQUIRE(at != std::string::npos);
        std::size_t examples = 0;
        for (const auto& line : lines_of(help.substr(at + 11))) {
            if (line.empty()) continue;
            CAPTURE(line);
            CHECK(line.starts_with("  " + std::string("pacelane")));
            auto words = words_of(line);
            ++examples;
            words.erase(words.begin());
            // The example's own command: it may be one below, and global options may come first.
            Path named;
            std::string its_help = global;
            for (std::size_t n = 0; n < words.size(); ++n) {
                const auto below_it = below(its_help, "Subcommands:");
                if (std::find(below_it.begin(), below_it.end(), words[n]) == below_it.end()) continue;
                named.push_back(words[n]);
                its_help = help_of(sandbox, named);
            }
            CHECK(command_line_of(named).starts_with(command_line_of(path)));
            for (const auto& word : words) {
                if (word == "--") break;
                if (word.size() < 2 || word[0] != '-') continue;
                CAPTURE(word);
                const auto has = [&](const std::string& text) {
                    return text.find(" " + word + " ") != std::string::npos ||
                           text.find("," + word + " ") != std::string::npos ||
                           text.find(" " + word + ",") != std::string::npos;
                };
                CHECK((has(its_help) || has(global)));
            }
        }
        CHECK(examples > 0);
    });
    CHECK(commands > 30);
}

TEST_CASE("an unknown command, option or value is named, with what was probably meant") {
    Sandbox sandbox;
    const auto says = [&](const std::vector<std::string>& args, const std::string& text) {
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 2);
        CHECK(result.out.empty());
        CAPTURE(result.err);
        CHECK(result.err.find(text) != std::string::npos);
    };
    says({"anaylze"}, "unknown command 'anaylze' (did you mean 'analyze'?)\nRun 'pacelane --help'");
    says({"queue", "sned"}, "unknown command 'sned' (did you mean 'send'?)\nRun 'pacelane queue --help'");
    says({"schedule", "pasue", "maya"}, "unknown command 'pasue' (did you mean 'pause'?)");
    says({"xyzzy"}, "unknown command 'xyzzy'\n");
    says({"status", "--jsno"},
         "unknown option '--jsno' (did you mean '--json'?)\nRun 'pacelane status --help'");
    says({"enqueue", "--usr=maya"}, "unknown option '--usr' (did you mean '--user'?)");
    says({"analyze", "--dryrun"}, "unknown option '--dryrun' (did you mean '--dry-run'?)");
    says({"status", "analyses", "--state", "complete"},
         "--state 'complete': not one of pending, processing, completed, failed (did you mean 'completed'?)");
    says({"--durability", "ful", "status"},
         "--durability 'ful': not one of full, normal (did you mean 'full'?)");
    says({"analyze", "--limit", "0"}, "--limit: must be a whole number above 0, not '0'\n");
    says({"queue", "read", "q", "--poll", "soon"}, "--poll: must be a whole number, 0 or more, not 'soon'\n");
    // Commands that only scripts use are not proposed.
    says({"manuall"}, "unknown command 'manuall'\n");
}

TEST_CASE("there is a manual page of each command, with the sections that people look for") {
    Sandbox sandbox;
    REQUIRE(sandbox.run({"manual", "man", "--date", "2026-11-19"}).exit_code == 0);
    std::set<std::string> expected{"pacelane.1", "pacelane.yaml.5"};
    for (const auto& name : below(help_of(sandbox, {}), "Subcommands:"))
        expected.insert("pacelane-" + name + ".1");
    std::set<std::string> made;
    for (const auto& file : std::filesystem::directory_iterator(sandbox.path("man")))
        if (file.is_regular_file()) made.insert(file.path().filename().string());
    CHECK(made == expected);
    for (const auto& name : made) {
        CAPTURE(name);
        const auto page = sandbox.read("man/" + name);
        for (const auto* section : {".TH ", ".SH NAME\n", ".SH FILES\n", ".SH EXAMPLES\n", ".SH SEE ALSO\n"})
            CHECK(page.find(section) != std::string::npos);
        if (name.ends_with(".1"))
            for (const auto* section :
                 {".SH SYNOPSIS\n", ".SH OPTIONS\n", ".SH EXIT STATUS\n", ".SH ENVIRONMENT\n"})
                CHECK(page.find(section) != std::string::npos);
        for (const auto& line : lines_of(page))
            CHECK(std::all_of(line.begin(), line.end(), [](unsigned char c) { return c < 0x80; }));
    }
    const auto queue = sandbox.read("man/pacelane-queue.1");
    CHECK(queue.find(".SS pacelane queue set\\-vt\n") != std::string::npos);
    CHECK(queue.find("\\fB\\-\\-poll\\-interval\\fR \\fIMS\\fR\n") != std::string::npos);
}

TEST_CASE("pacelane.yaml(5) names just the keys that the reader takes") {
    Sandbox sandbox;
    sandbox.run({"manual", "man"});
    const auto page = sandbox.read("man/pacelane.yaml.5");
    const auto documented = [&](const std::string& section) {
        std::set<std::string> keys;
        const auto begin = page.find(".SH " + section + "\n") + 5;
        std::istringstream in(page.substr(begin, page.find(".SH ", begin) - begin));
        for (std::string line; std::getline(in, line);)
            if (line.starts_with("\\fB") && line.ends_with("\\fR"))
                keys.insert(line.substr(3, line.size() - 6));
        return keys;
    };
    sandbox.write("all.yaml", R"(qqqqqqqqqqqq: 1
llm:
  qqqqqqqqqqqq: 1
users:
  - handle: maya
    qqqqqqqqqqqq: 1
    context:
      qqqqqqqqqqqq: 1
    schedules:
      - frequency: daily
        qqqqqqqqqqqq: 1
)");
    sandbox.run({"--db", "a.db", "migrate"});
    const auto complaint = sandbox.run({"--db", "a.db", "schedule", "import", "all.yaml"}).err;
    // "all.yaml:3:3: unknown key 'q…' in llm (known: endpoint, model, api_key_env)"
    const auto known = [&](const std::string& place) {
        std::set<std::string> keys;
        auto at = complaint.find("all.yaml:" + place);
        REQUIRE(at != std::string::npos);
        at = complaint.find("(known: ", at) + 8;
        std::istringstream in(complaint.substr(at, complaint.find(')', at) - at));
        for (std::string key; in >> key;)
            keys.insert(key.substr(0, key.find(',')));
        return keys;
    };
    CHECK(documented("THE FILE") == known("1:"));
    CHECK(documented("LANGUAGE MODEL") == known("3:"));
    CHECK(documented("A USER") == known("6:"));
    CHECK(documented("CONTEXT") == known("8:"));
    CHECK(documented("A SCHEDULE") == known("11:"));
    CHECK(documented("A USER").contains("timezone"));
}
