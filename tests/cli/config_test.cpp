// Which settings apply, and who says so.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

TEST_CASE("config show tells each setting and, with --origin, the flag, variable or line that says so") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.environment = {"PACELANE_BUSY_TIMEOUT_MS=20"};
    const auto json = sandbox.run({"config", "show", "--json", "--durability", "normal"}).json();
    CHECK(json["config"]["value"] == sandbox.path("pacelane.yaml"));
    CHECK(json["database"]["value"] == sandbox.path("pacelane.db"));
    CHECK(json["database"]["origin"] == "file");
    CHECK(json["database"]["from"] == sandbox.path("pacelane.yaml") + ":1");
    CHECK(json["busy_timeout_ms"]["value"] == 20);
    CHECK(json["busy_timeout_ms"]["from"] == "PACELANE_BUSY_TIMEOUT_MS");
    CHECK(json["durability"]["value"] == "normal");
    CHECK(json["durability"]["from"] == "--durability");
    CHECK(json["now"]["origin"] == "flag");
    CHECK(json["log_format"]["origin"] == "default");
    CHECK(json["problem"].is_null());
    CHECK_FALSE(json.contains("llm.endpoint"));

    const auto text = sandbox.run({"config", "show"}).out;
    CHECK(text.find("durability") != std::string::npos);
    CHECK(text.find("PACELANE_BUSY_TIMEOUT_MS") == std::string::npos);
    CHECK(sandbox.run({"config", "show", "--origin"}).out.find("$PACELANE_BUSY_TIMEOUT_MS") !=
          std::string::npos);
}

TEST_CASE("config show tells whether the key to a language model is set, and neither it nor a password") {
    Sandbox sandbox;
    sandbox.write("pacelane.yaml", R"(users: [{handle: ana}]
llm:
  endpoint: https://ana:hunter2@llm.example.org/v1?key=qu3ry
  model: small
  api_key_env: LLM_KEY
)");
    CHECK(sandbox.run({"config", "show"}).out.find("LLM_KEY (not set)") != std::string::npos);
    sandbox.environment = {"LLM_KEY=s3cret"};
    for (const auto& args :
         std::vector<std::vector<std::string>>{{"config", "show", "--origin"},
                                               {"config", "show", "--json"},
                                               {"-v", "--log-format", "json", "migrate"}}) {
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 0);
        for (const auto& secret : {"s3cret", "hunter2", "qu3ry"})
            CHECK((result.out + result.err).find(secret) == std::string::npos);
    }
    CHECK(sandbox.run({"config", "show"}).out.find("LLM_KEY (set)") != std::string::npos);
    CHECK(sandbox.run({"config", "show", "--json"}).json()["llm.api_key_env"]["is_set"] == true);
}

TEST_CASE("config show of a workspace file with mistakes names them, and shows what applies without it") {
    Sandbox sandbox;
    sandbox.write("pacelane.yaml", "durability: fast\n");
    const auto result = sandbox.run({"--db", "a.db", "config", "show", "--json"});
    CHECK(result.exit_code == 65);
    CHECK(result.err.find("pacelane.yaml:1:13: durability 'fast'") != std::string::npos);
    CHECK(result.json()["database"]["value"] == sandbox.path("a.db"));
    CHECK(result.json()["problem"].get<std::string>().find("durability 'fast'") != std::string::npos);
}

TEST_CASE("a mistake in the workspace's users stops what reads users from the file, and no other command") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    const auto valid = sandbox.read("pacelane.yaml");
    REQUIRE(sandbox.run({"migrate"}).exit_code == 0);
    REQUIRE(sandbox.run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    REQUIRE(sandbox.run({"queue", "create", "jobs"}).exit_code == 0);
    sandbox.write("pacelane.yaml", valid + "  - {handle: bob, timezone: Europe/Atlantis}\n");
    for (const auto& args : std::vector<std::vector<std::string>>{{"status"},
                                                                  {"content", "list"},
                                                                  {"context", "search", "-u", "ana", "word"},
                                                                  {"schedule"},
                                                                  {"enqueue", "--user", "ana"},
                                                                  {"queue", "send", "jobs", "{}"}}) {
        CAPTURE(args.front());
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 0);
        CHECK(result.err.find("Atlantis") == std::string::npos);
    }
    for (const auto& args :
         std::vector<std::vector<std::string>>{{"schedule", "import", "pacelane.yaml"}, {"config", "show"}}) {
        const auto result = sandbox.run(args);
        CHECK(result.exit_code == 65);
        CHECK(result.err.find("unknown time zone 'Europe/Atlantis'") != std::string::npos);
    }
    const auto doctor = sandbox.run({"doctor"});
    CHECK(doctor.exit_code == 1);
    CHECK(doctor.out.find("unknown time zone 'Europe/Atlantis'") != std::string::npos);

    sandbox.write("pacelane.yaml", "durability: fast\n" + valid);
    const auto status = sandbox.run({"status"});
    CHECK(status.exit_code == 65);
    CHECK(status.err.find("pacelane.yaml:1:13: durability 'fast'") != std::string::npos);
}

TEST_CASE("an option with an empty value is wrong usage, and no variable or file is asked instead") {
    Sandbox sandbox;
    write_small_workspace(sandbox);
    sandbox.run({"migrate"});
    sandbox.run({"schedule", "import", "pacelane.yaml"});
    for (const auto* option : {"--db", "--config", "--now"}) {
        const auto result = sandbox.run({"user", "forget", "ana", "--yes", option, ""});
        CHECK(result.exit_code == 2);
        CHECK(result.err.find(std::string(option) + ": must not be empty") != std::string::npos);
    }
    CHECK(sandbox.value("SELECT count(*) FROM users") == "1");
    // A variable that is empty is one that is not set.
    sandbox.environment = {"PACELANE_DB=", "PACELANE_CONFIG="};
    CHECK(sandbox.run({"config", "show", "--json"}).json()["database"]["value"] ==
          sandbox.path("pacelane.db"));
}
