// What the file says besides its users, read without them.
#include "config/helpers.h"

namespace pacelane::config {

namespace {

constexpr std::string_view kUsers = R"(users:
  - handle: ana
    context: {knowledge: [notes/*]}

# a remark at the margin
  - handle: bob
    tone: >-
      dry
)";

Workspace settings(std::string_view yaml) {
    return parse_settings(yaml, "/work/pacelane.yaml");
}

}  // namespace

TEST_SUITE("the settings of a workspace file") {
    TEST_CASE("are read wherever the users stand, with their lines") {
        const std::string users(kUsers);
        const std::vector<std::string> files{
            "database: a.db\ndurability: normal\n" + users,
            users + "database: a.db\ndurability: normal\n",
            "durability: normal\n" + users + "database: a.db\n",
            "---\n# remark\ndatabase: a.db\n\"users\" :\n- handle: ana\ndurability: normal\n",
            std::string("database: a.db\r\nusers:\r\n- handle: ana\r\ndurability: normal\r\n"),
            std::string("  database: a.db\n  users:\n  - handle: ana\n  durability: normal\n"),
            std::string("users: [\n{handle: ana},\n]\ndatabase: a.db\ndurability: normal\n"),
            std::string("{database: a.db, users: [{handle: ana}], durability: normal}"),
            std::string("\xef\xbb\xbf"
                        "database: a.db\nusers: [{handle: ana}]\ndurability: "
                        "normal\n")};
        for (const auto& yaml : files) {
            CAPTURE(yaml);
            const auto whole = parse_workspace(yaml, "/work/pacelane.yaml");
            const auto found = settings(yaml);
            CHECK(found.database == "/work/a.db");
            CHECK(found.durability == "normal");
            CHECK(found.database_line == whole.database_line);
            CHECK(found.durability_line == whole.durability_line);
            CHECK(found.users.empty());
        }
        CHECK(settings(users + "llm: {endpoint: http://localhost, model: m}\n").llm->model.line == 9);
        CHECK(settings(users).database.empty());
    }

    TEST_CASE("do not depend on mistakes in the users") {
        for (const auto* users : {"users:\n  - handl: ana\n", "users:\n  - {handle: ana\n", "users: 7\n",
                                  "users:\n", "users:\n  - tone: \"never closed\n"}) {
            CAPTURE(users);
            CHECK(settings(std::string("database: a.db\n") + users).database == "/work/a.db");
            CHECK_FALSE(problems(std::string("database: a.db\n") + users).empty());
        }
    }

    TEST_CASE("that are wrong are told of with all that is wrong with the file") {
        const auto thrown = [](std::string_view yaml) -> std::string {
            try {
                settings(yaml);
            } catch (const WorkspaceError& error) {
                return error.what();
            }
            return "";
        };
        CHECK(contains(thrown("durability: fast\nusers:\n  - handl: ana\n"), ":1:13: durability 'fast'"));
        CHECK(contains(thrown("durability: fast\nusers:\n  - handl: ana\n"), ":3:5: unknown key 'handl'"));
        CHECK(
            contains(thrown("users:\n  - handle: ana\nusers:\n  - handle: bob\n"), "duplicate key 'users'"));
        CHECK(contains(thrown("users:\n  - handle: ana\ndatabase: a.db\ndatabase: b.db\n"), "duplicate key"));
        CHECK(contains(thrown("users:\n  - handle: ana\ndatabase: a.db\n---\nx: y\n"), "second document"));
        CHECK(contains(thrown("# nothing\n"), "the file is empty"));
    }

    TEST_CASE("are never others than those of the whole file, whatever stands at the margin") {
        // All that indentation can make of these lines, in every order: what the whole file's reader accepts
        // says the same without the users.
        constexpr std::string_view lines[] = {"users:",
                                              "- handle: ana",
                                              "  name: \"Ana",
                                              "database: a.db",
                                              "  Lima\"",
                                              "durability: full",
                                              "  tone: {x: [",
                                              "]}",
                                              "  pillars: [a,",
                                              "llm: {model: 'm",
                                              "b]",
                                              "users: [{handle: z}]",
                                              "'}",
                                              "database: \"b",
                                              "\"",
                                              "# remark",
                                              "",
                                              "---",
                                              "  tone: |",
                                              "    database: c.db"};
        unsigned state = 7;
        const auto random = [&](std::size_t below) {
            state = state * 1103515245u + 12345u;
            return (state >> 16) % below;
        };
        int accepted = 0;
        for (int round = 0; round < 30000; ++round) {
            std::string yaml = random(2) == 0 ? "users:\n- handle: ana\n" : "database: a.db\n";
            for (std::size_t n = 1 + random(7); n > 0; --n)
                yaml += std::string(lines[random(std::size(lines))]) + "\n";
            CAPTURE(yaml);
            try {
                const auto whole = parse_workspace(yaml, "/work/pacelane.yaml");
                ++accepted;
                const auto found = settings(yaml);
                REQUIRE(found.database == whole.database);
                REQUIRE(found.database_line == whole.database_line);
                REQUIRE(found.durability == whole.durability);
                REQUIRE(found.llm == whole.llm);
            } catch (const WorkspaceError&) {
                // Who asks for the users is told.
            }
        }
        CHECK(accepted > 100);
    }

    TEST_CASE("that a value at the margin makes ambiguous are a mistake of the file") {
        const auto yaml = "users:\n  - handle: ana\n    tone: \"bla\ndatabase: b.db\n    more\"\n";
        CHECK(contains(problems(yaml), ":4:1: text in quotes or brackets goes on at the left margin"));
    }
}

}  // namespace pacelane::config
