#include "temporary_folder.h"

#include <map>
#include <pacelane/config/settings.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::config;

namespace {

/// A folder, and an environment with nothing in it but what a test puts there.
struct Place {
    TemporaryFolder folder;
    std::map<std::string, std::string> variables;
    Flags flags;

    std::string path(const std::string& name) const { return folder / name; }
    void write(const std::string& text) const { folder.write("pacelane.yaml", text); }
    Settings settings() const {
        return resolve_settings(flags, folder.path().string(), [this](const char* name) {
            const auto found = variables.find(name);
            return found == variables.end() ? std::string() : found->second;
        });
    }
    std::string mistake() const {
        try {
            settings();
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            return error.what();
        }
        return "";
    }
};

constexpr const char* kOneUser = "users:\n  - handle: ana\n";

}  // namespace

TEST_SUITE("settings") {
    TEST_CASE("that nobody gave are the defaults") {
        Place place;
        place.variables["HOME"] = "/home/ana";
        const auto settings = place.settings();
        CHECK(settings.config.value.empty());
        CHECK(settings.database.value == "/home/ana/.local/share/pacelane/pacelane.db");
        CHECK(settings.durability.value == "full");
        CHECK(settings.busy_timeout.value == std::chrono::seconds(10));
        CHECK_FALSE(settings.now.value);
        CHECK(settings.color.value == "auto");
        CHECK(settings.log_format.value == LogFormat::text);
        CHECK_FALSE(settings.llm);
        for (const auto& origin : {settings.database.origin, settings.durability.origin,
                                   settings.busy_timeout.origin, settings.log_format.origin})
            CHECK(describe(origin) == "default");
    }

    TEST_CASE("come from the flag before the variable, before the file, before the default") {
        Place place;
        place.write(std::string("database: data/a.db\n\ndurability: normal\n") + kOneUser);
        const auto file = place.path("pacelane.yaml");
        auto settings = place.settings();
        CHECK(settings.config.value == file);
        CHECK(describe(settings.config.origin) == "found there");
        CHECK(settings.database.value == place.path("data/a.db"));
        CHECK(describe(settings.database.origin) == file + ":1");
        CHECK(settings.durability.value == "normal");
        CHECK(describe(settings.durability.origin) == file + ":3");

        place.variables["PACELANE_DB"] = "b.db";
        settings = place.settings();
        CHECK(settings.database.value == place.path("b.db"));
        CHECK(describe(settings.database.origin) == "$PACELANE_DB");

        place.flags.database = "/c.db";
        place.flags.durability = "full";
        settings = place.settings();
        CHECK(settings.database.value == "/c.db");
        CHECK(describe(settings.database.origin) == "--db");
        CHECK(describe(settings.durability.origin) == "--durability");
    }

    TEST_CASE("of time, colour, log and waiting come from their variables") {
        Place place;
        place.variables = {{"PACELANE_NOW", "2026-11-19T09:00:00+01:00"},
                           {"NO_COLOR", "1"},
                           {"PACELANE_LOG_FORMAT", "json"},
                           {"PACELANE_BUSY_TIMEOUT_MS", "20"}};
        auto settings = place.settings();
        CHECK(settings.now.value == parse_instant("2026-11-19T08:00:00Z"));
        CHECK(settings.color.value == "never");
        CHECK(describe(settings.color.origin) == "$NO_COLOR");
        CHECK(settings.log_format.value == LogFormat::json);
        CHECK(settings.busy_timeout.value == std::chrono::milliseconds(20));
        place.flags.log_format = "text";
        place.flags.color = "auto";
        CHECK(place.settings().color.value == "never");
        place.flags.color = "always";
        settings = place.settings();
        CHECK(describe(settings.log_format.origin) == "--log-format");
        CHECK(settings.color.value == "always");
    }

    TEST_CASE("with a wrong value in a variable are refused by the variable's name") {
        for (const auto& [name, value] :
             std::map<std::string, std::string>{{"PACELANE_NOW", "today"},
                                                {"PACELANE_LOG_FORMAT", "xml"},
                                                {"PACELANE_BUSY_TIMEOUT_MS", "-1"}}) {
            Place place;
            place.variables[name] = value;
            CHECK(place.mistake().starts_with(name + " '" + value + "': "));
        }
    }

    TEST_CASE("of a file with mistakes are left to who needs them") {
        Place place;
        place.variables["HOME"] = "/home/ana";
        place.write("durability: fast\n");
        auto settings = place.settings();
        REQUIRE(settings.problem);
        CHECK(settings.problem->kind() == ErrorKind::bad_input);
        // The file may have named another database than the default one.
        CHECK_THROWS_AS(settings.require_database(), Error);
        place.flags.database = "a.db";
        CHECK(place.settings().require_database() == place.path("a.db"));
    }

    TEST_CASE("without a home have no database, and say how to name one") {
        const auto settings = Place().settings();
        CHECK_THROWS_WITH_AS(settings.require_database(),
                             "no database: give --db PATH or set PACELANE_DB (HOME is not set)", Error);
    }

    TEST_CASE("of a language model tell whether its key is set, and never the key") {
        Place place;
        place.write(std::string("llm:\n  endpoint: http://127.0.0.1:8080/v1\n  api_key_env: MY_KEY\n") +
                    kOneUser);
        auto settings = place.settings();
        REQUIRE(settings.llm);
        CHECK(settings.llm->endpoint.value == "http://127.0.0.1:8080/v1");
        CHECK(describe(settings.llm->endpoint.origin) == place.path("pacelane.yaml") + ":2");
        CHECK(settings.llm->model.value.empty());
        CHECK(settings.llm->api_key_env.value == "MY_KEY");
        CHECK_FALSE(settings.llm->api_key_set);
        place.variables["MY_KEY"] = "secret";
        CHECK(place.settings().llm->api_key_set);
    }
}

TEST_CASE("an address is shown without its password, and without its query, which may be a key") {
    CHECK(without_credentials("https://ana:pa@ss@example.org:8080/v1") == "https://***@example.org:8080/v1");
    CHECK(without_credentials("http://127.0.0.1:8080/v1@x") == "http://127.0.0.1:8080/v1@x");
    CHECK(without_credentials("") == "");
    CHECK(without_credentials("http://bob:secret@127.0.0.1:9/v1?key=SEKRET#a?b") ==
          "http://***@127.0.0.1:9/v1?***");
    CHECK(without_credentials("http://127.0.0.1?key=a@b") == "http://127.0.0.1?***");
    CHECK(without_credentials("http://127.0.0.1/v1?") == "http://127.0.0.1/v1?");
}
