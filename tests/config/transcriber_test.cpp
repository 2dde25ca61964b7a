// The workspace file's transcriber.
#include <pacelane/config/workspace.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::config;

namespace {

constexpr auto kWhoeverItIs = "users: [{handle: ana, context: {knowledge: [notes/*]}}]\n";

std::string transcriber_problem(const std::string& yaml) {
    try {
        parse_workspace(yaml + kWhoeverItIs, "/w/pacelane.yaml");
        return "";
    } catch (const WorkspaceError& error) {
        return error.problems().front();
    }
}

}  // namespace

TEST_SUITE("a transcriber in the workspace file") {
    TEST_CASE("is a list of arguments, read with and without the users") {
        const std::string yaml = "transcriber: [whisper-cli, -f, \"{file}\"]\ntranscriber_timeout: 45 min\n";
        for (const auto& workspace : {parse_workspace(yaml + kWhoeverItIs, "/w/pacelane.yaml"),
                                      parse_settings(yaml + kWhoeverItIs, "/w/pacelane.yaml")}) {
            CHECK(workspace.transcriber == std::vector<std::string>{"whisper-cli", "-f", "{file}"});
            CHECK(workspace.transcriber_timeout == std::chrono::minutes(45));
        }
        CHECK(parse_workspace(kWhoeverItIs, "/w/pacelane.yaml").transcriber.empty());
    }
    TEST_CASE("that could not work is refused with its place") {
        CHECK(transcriber_problem("transcriber: whisper-cli {file}\n").find("give a list") !=
              std::string::npos);
        CHECK(transcriber_problem("transcriber: [whisper-cli]\n").find("no argument holds {file}") !=
              std::string::npos);
        CHECK(transcriber_problem("transcriber: ['', '{file}']\n").find("name a program") !=
              std::string::npos);
        for (const auto* time : {"soon", "0 s", "5", "5 days", "-1 h", "99999 s"})
            CHECK_MESSAGE(transcriber_problem(std::string("transcriber_timeout: ") + time + "\n")
                                  .find("give a time such as 90 s, 45 min or 2 h") != std::string::npos,
                          time);
    }
}
