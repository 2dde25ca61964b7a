#include <pacelane/config/workspace.h>
#include <pacelane/config/workspace_template.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::config;

namespace {

Workspace parsed(const TemplateValues& values) {
    return parse_workspace(workspace_template(values), "pacelane.yaml");
}

}  // namespace

TEST_SUITE("the workspace template") {
    TEST_CASE("is valid, without a warning, and says what it was given") {
        const auto workspace = parsed({"ana", "Ana Castro", "Europe/Lisbon", "pt-BR"});
        CHECK(workspace.warnings.empty());
        REQUIRE(workspace.users.size() == 1);
        const auto& user = workspace.users[0];
        CHECK(user.handle == "ana");
        CHECK(user.name == "Ana Castro");
        CHECK(user.timezone == "Europe/Lisbon");
        CHECK(user.language == "pt-BR");
        CHECK(user.context.knowledge == std::vector<std::string>{"knowledge/**/*"});
        CHECK(user.context.meetings.size() == 1);
        CHECK(user.context.transcripts.size() == 1);
        CHECK(user.schedules.size() == 1);
        CHECK(user.pillars.empty());
    }

    TEST_CASE("leaves the language to the sources unless it is given") {
        CHECK(parsed({"ana", "Ana", "UTC", ""}).users.at(0).language.empty());
    }

    TEST_CASE("holds any name and handle, whatever they would mean in YAML") {
        for (const auto* name : {"O'Neil: the #1", "\"quoted\"", "null", "{name}", "{handle}", " a ",
                                 "Zoë 日本", "- x", "a\nb", "a: b\n# c", "*x", "\\", "yes", "1e3"})
            CHECK(parsed({"ana", name, "UTC", ""}).users.at(0).name == name);
        for (const auto* handle : {"007", "1e3", "null", "a.b-c_d", "true", "0x1f"})
            CHECK(parsed({handle, "Ana", "UTC", ""}).users.at(0).handle == handle);
    }

    TEST_CASE("is refused what cannot be in it, with the reason") {
        const auto mistake = [](const TemplateValues& values) -> std::string {
            try {
                workspace_template(values);
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::usage);
                return error.what();
            }
            return "";
        };
        CHECK(mistake({"a b", "Ana", "UTC", ""}).find("invalid handle 'a b'") != std::string::npos);
        CHECK(mistake({"ana", "Ana", "Europe/Lisboa", ""}).find("unknown time zone 'Europe/Lisboa'") !=
              std::string::npos);
        CHECK(mistake({"ana", "Ana", "UTC", "fr"}).find("unknown language 'fr'") != std::string::npos);
        CHECK_FALSE(mistake({"ana", "\xff", "UTC", ""}).empty());
    }
}

TEST_CASE("a time zone is guessed from TZ, else /etc/timezone, else where /etc/localtime points to") {
    CHECK(guess_time_zone("Europe/Lisbon", "America/Lima\n", "") == "Europe/Lisbon");
    CHECK(guess_time_zone(":Europe/Lisbon", "", "") == "Europe/Lisbon");
    CHECK(guess_time_zone(":/usr/share/zoneinfo/Asia/Tokyo", "", "") == "Asia/Tokyo");
    CHECK(guess_time_zone("", "America/Lima\n", "/usr/share/zoneinfo/Asia/Tokyo") == "America/Lima");
    CHECK(guess_time_zone("", "", "../usr/share/zoneinfo/posix/Asia/Tokyo") == "Asia/Tokyo");
    CHECK(guess_time_zone("CET-1CEST,M3.5.0,M10.5.0/3", "nonsense", "/usr/share/zoneinfo/Etc/UTC") == "UTC");
    CHECK_FALSE(guess_time_zone("", "", ""));
    CHECK_FALSE(guess_time_zone("<+03>-3", "", "/etc/adjtime"));
}

TEST_CASE("a handle is made from what an account's name has of one") {
    CHECK(guess_handle("Maya") == "maya");
    CHECK(guess_handle("DOMAIN\\maya.l") == "domainmaya.l");
    CHECK(guess_handle("-x") == "x");
    CHECK(guess_handle("日本") == "me");
    CHECK(guess_handle("") == "me");
}
