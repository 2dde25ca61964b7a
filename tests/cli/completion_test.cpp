// What a shell completes: the scripts, run by real shells, and `pacelane complete`, which they ask.
#include "cli/sandbox.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <sys/wait.h>

#include <doctest/doctest.h>

namespace {

using Words = std::vector<std::string>;

/// The lines of a shell command's output.
Words output_of(const std::string& command) {
    Words lines;
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    char buffer[4096];
    while (const auto count = std::fread(buffer, 1, sizeof buffer, pipe))
        text.append(buffer, count);
    CHECK(::pclose(pipe) == 0);
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

/// What bash offers for the last of these words, sorted.
Words completed(const Sandbox& sandbox, const Words& words) {
    std::string script = "cd '" + sandbox.folder() +
                         "'; unset PACELANE_DB PACELANE_CONFIG; . ./pacelane.bash; " +
                         "COMP_WORDS=('" PACELANE_BINARY "'";
    for (const auto& word : words)
        script += " '" + word + "'";
    script +=
        "); COMP_CWORD=" + std::to_string(words.size()) + "; _pacelane; printf \"%s\\n\" \"${COMPREPLY[@]}\"";
    sandbox.write("ask.bash", script);
    auto lines = output_of("bash '" + sandbox.path("ask.bash") + "'");
    std::erase(lines, "");
    std::sort(lines.begin(), lines.end());
    return lines;
}

bool contains(const Words& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("bash completes commands, options and fixed values") {
    Sandbox sandbox;
    sandbox.write("pacelane.bash", sandbox.run({"completion", "bash"}).out);
    CHECK(completed(sandbox, {"sch"}) == Words{"schedule"});
    CHECK(completed(sandbox, {"queue", "p"}) == Words{"peek", "pop", "purge"});
    CHECK(completed(sandbox, {"--db", "x.db", "queue", "set"}) == Words{"set-vt"});
    CHECK(completed(sandbox, {"help", "con"}) == Words{"config", "content", "context"});
    CHECK(completed(sandbox, {"enqueue", "--us"}) == Words{"--user"});
    CHECK(completed(sandbox, {"enqueue", "--dur"}) == Words{"--durability"});
    CHECK(completed(sandbox, {"--durability", ""}) == Words{"full", "normal"});
    CHECK(completed(sandbox, {"--durability", "=", "n"}) == Words{"normal"});
    CHECK(completed(sandbox, {"status", "analyses", "--state", "p"}) == Words{"pending", "processing"});
    CHECK(completed(sandbox, {"completion", ""}) == Words{"bash", "fish", "zsh"});
    CHECK_FALSE(contains(completed(sandbox, {""}), "complete"));
    sandbox.write("week.yaml", "");
    CHECK(completed(sandbox, {"schedule", "import", "we"}) == Words{"week.yaml"});
}

TEST_CASE("bash completes users, queues and ids from the database that the command line means") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.write("pacelane.bash", sandbox.run({"completion", "bash"}).out);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    sandbox.run({"queue", "create", "mail"});
    sandbox.run({"analyze", "--user", "ana", "--write"});
    CHECK(completed(sandbox, {"enqueue", "--user", ""}) == Words{"ana"});
    CHECK(completed(sandbox, {"user", "show", "a"}) == Words{"ana"});
    CHECK(completed(sandbox, {"user", "show", "b"}).empty());
    CHECK(completed(sandbox, {"queue", "read", "m"}) == Words{"mail"});
    CHECK(completed(sandbox, {"queue", "read", ""}).size() == 3);
    const auto schedule = sandbox.value("SELECT id FROM pacing_schedules");
    CHECK(contains(completed(sandbox, {"schedule", "pause", schedule.substr(0, 8)}), schedule));
    CHECK(contains(completed(sandbox, {"schedule", "pause", ""}), "ana"));
    const auto analysis = sandbox.value("SELECT id FROM pacing_context_analysis");
    CHECK(completed(sandbox, {"write", "--analysis", analysis.substr(0, 4)}) == Words{analysis});
    auto drafts = sandbox.query("SELECT id FROM pacing_content_generation ORDER BY id");
    REQUIRE(!drafts.empty());
    CHECK(completed(sandbox, {"content", "show", ""}) == drafts);
    // A second id, where a command takes several; not where it takes one.
    CHECK(completed(sandbox, {"content", "export", drafts.front(), ""}) == drafts);
    CHECK(completed(sandbox, {"content", "show", drafts.front(), ""}).empty());
    sandbox.run({"--db", "other.db", "migrate"});
    sandbox.run({"--db", "other.db", "queue", "create", "post"});
    CHECK(contains(completed(sandbox, {"--db", "other.db", "queue", "read", ""}), "post"));
    CHECK_FALSE(contains(completed(sandbox, {"queue", "read", ""}), "post"));
}

TEST_CASE("who completes without a database gets nothing: no error, no file") {
    Sandbox sandbox;
    for (const auto* kind : {"users", "queues", "schedules", "analyses", "generations"}) {
        const auto result = sandbox.run({"--db", "none.db", "complete", kind});
        CHECK(result.exit_code == 0);
        CHECK(result.out.empty());
        CHECK(result.err.empty());
    }
    CHECK_FALSE(std::filesystem::exists(sandbox.path("none.db")));
    sandbox.write("text.db", std::string(3000, 'x'));
    const auto result = sandbox.run({"--db", "text.db", "complete", "users"});
    CHECK(result.exit_code == 0);
    CHECK((result.out + result.err).empty());
}

TEST_CASE("the scripts are what their shells can read, where those are installed") {
    Sandbox sandbox;
    const std::vector<std::pair<std::string, std::string>> checks{
        {"bash", "bash -n"}, {"zsh", "zsh -n"}, {"fish", "fish --no-execute"}};
    for (const auto& one : checks) {
        const std::string &shell = one.first, &check = one.second;  // clang 14 captures no bindings
        CAPTURE(shell);
        const auto script = sandbox.run({"completion", shell});
        CHECK(script.exit_code == 0);
        CHECK(script.out.find("set-vt") != std::string::npos);
        sandbox.write("script", script.out);
        if (std::system(("command -v " + shell + " >/dev/null").c_str()) == 0)
            CHECK(std::system((check + " '" + sandbox.path("script") + "'").c_str()) == 0);
    }
    CHECK(sandbox.run({"completion", "tcsh"}).exit_code == 2);
}
