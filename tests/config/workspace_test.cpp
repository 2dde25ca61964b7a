#include "helpers.h"

#include <filesystem>
#include <pacelane/base/uuid.h>

using namespace pacelane;
using namespace pacelane::config;
using Texts = std::vector<std::string>;

namespace {

Workspace parsed(std::string_view yaml) {
    return parse_workspace(yaml, "/home/maya/pacelane.yaml");
}

User first_user(std::string_view yaml) {
    return parsed(yaml).users.at(0);
}

}  // namespace

TEST_SUITE("a valid workspace file") {
    TEST_CASE("may exclude files for everyone and for one, the file's patterns first wherever they stand") {
        const auto workspace = parsed(R"(users:
  - handle: maya
    context:
      knowledge: [notes/**/*]
      exclude: ["!archive/2026/", drafts/]
  - handle: rafael
exclude: [archive/*, "*.tmp"]
)");
        CHECK(workspace.exclude == Texts{"archive/*", "*.tmp"});
        CHECK(workspace.users[0].context.exclude == Texts{"archive/*", "*.tmp", "!archive/2026/", "drafts/"});
        CHECK(workspace.users[1].context.exclude == Texts{"archive/*", "*.tmp"});
    }

    TEST_CASE("may say how often something is proposed, what is private, and for which networks posts are") {
        const auto workspace = parsed(R"(users:
  - handle: maya
    repeat_after: 8 weeks
    max_per_day: 2
    max_per_week: 5
    private: [journal/**, salary]
    networks: [X, mastodon, x]
  - handle: rafael
    repeat_after: never
  - {handle: ana, repeat_after: 1 day}
  - {handle: rui, repeat_after: 30d}
  - {handle: eva}
private: "*.secret.md"
)");
        const auto& maya = workspace.users[0];
        CHECK(maya.limits == ProposalLimits{56, 2, 5});
        CHECK(maya.private_matter == Texts{"*.secret.md", "journal/**", "salary"});
        CHECK(maya.networks == Texts{"x", "mastodon"});
        CHECK(workspace.private_matter == Texts{"*.secret.md"});
        CHECK(workspace.users[1].limits.repeat_after == std::nullopt);
        CHECK(workspace.users[1].private_matter == Texts{"*.secret.md"});
        CHECK(workspace.users[2].limits.repeat_after == 1);
        CHECK(workspace.users[3].limits.repeat_after == 30);
        CHECK(workspace.users[4].limits == ProposalLimits{60, std::nullopt, std::nullopt});
        CHECK(workspace.users[4].networks.empty());
    }

    TEST_CASE("may give other names for a user, each once") {
        CHECK(first_user("users: [{handle: maya, aliases: [ML, ' maya@example.com ', ML]}]").aliases ==
              Texts{"ML", "maya@example.com"});
        CHECK(first_user("users: [{handle: maya, aliases: ML}]").aliases == Texts{"ML"});
    }

    TEST_CASE("the example of the design is read whole") {
        const auto workspace = parsed(R"(database: pacelane.db
users:
  - handle: maya
    name: Maya Lindqvist
    headline: Platform engineer
    timezone: Europe/Stockholm
    language: en
    pillars: [developer experience, reliability]
    tone: plain and practical
    context:
      knowledge: [knowledge/**/*]
      meetings: [meetings/**/*]
      transcripts: [transcripts/**/*]
    schedules:
      - frequency: weekly
        selected_days: [monday, thursday]
        preferred_time: Morning (8-10 AM)
        content_types: [linkedin_post, newsletter]
)");
        CHECK(workspace.path == "/home/maya/pacelane.yaml");
        CHECK(workspace.folder == "/home/maya");
        CHECK(workspace.database == "/home/maya/pacelane.db");
        CHECK(workspace.warnings.empty());
        REQUIRE(workspace.users.size() == 1);
        const auto& maya = workspace.users[0];
        CHECK(maya.handle == "maya");
        CHECK(maya.name == "Maya Lindqvist");
        CHECK(maya.headline == "Platform engineer");
        CHECK(maya.timezone == "Europe/Stockholm");
        CHECK(maya.language == "en");
        CHECK(maya.pillars == Texts{"developer experience", "reliability"});
        CHECK(maya.tone == "plain and practical");
        CHECK(maya.context.knowledge == Texts{"knowledge/**/*"});
        CHECK(maya.context.meetings == Texts{"meetings/**/*"});
        CHECK(maya.context.transcripts == Texts{"transcripts/**/*"});
        REQUIRE(maya.schedules.size() == 1);
        const auto& schedule = maya.schedules[0];
        CHECK(schedule.frequency == schedule::Frequency::weekly);
        CHECK(schedule.selected_days.names() == Texts{"monday", "thursday"});
        CHECK(schedule.preferred_time == "Morning (8-10 AM)");
        CHECK(schedule.content_types == Texts{"linkedin_post", "newsletter"});
        CHECK_FALSE(schedule.starts_on);
        CHECK(schedule.active);
        CHECK(schedule.line == 15);
    }

    TEST_CASE("a user needs no more than a handle") {
        const auto user = first_user("users:\n  - handle: maya\n");
        CHECK(user.name == "maya");
        CHECK(user.id == uuid_v5("user:maya"));
        CHECK(user.timezone == "UTC");
        CHECK(user.language.empty());
        CHECK(user.context.knowledge.empty());
        CHECK(user.schedules.empty());
    }

    TEST_CASE("a key without a value counts as left out") {
        const auto user = first_user(
            "database:\nusers:\n  - handle: maya\n    name:\n    timezone:\n    context:\n    pillars:\n    "
            "schedules:\n");
        CHECK(user.name == "maya");
        CHECK(user.timezone == "UTC");
    }

    TEST_CASE("a schedule needs no more than its frequency, a weekly one also its days") {
        const auto user = first_user("users:\n  - handle: m\n    schedules:\n      - frequency: daily\n");
        const auto& schedule = user.schedules.at(0);
        CHECK(schedule.frequency == schedule::Frequency::daily);
        CHECK(schedule.selected_days.empty());
        CHECK(schedule.preferred_time == "09:00");
        CHECK(schedule.content_types == Texts{"linkedin_post"});
        CHECK(schedule.active);
    }

    TEST_CASE("a list of one may be written without its brackets") {
        const auto user = first_user(R"(users:
  - handle: m
    pillars: reliability
    context: {knowledge: notes/*.md}
    schedules:
      - {frequency: weekly, selected_days: Mon, content_types: newsletter}
)");
        CHECK(user.pillars == Texts{"reliability"});
        CHECK(user.context.knowledge == Texts{"notes/*.md"});
        CHECK(user.schedules.at(0).selected_days.names() == Texts{"monday"});
        CHECK(user.schedules.at(0).content_types == Texts{"newsletter"});
    }

    TEST_CASE("a bi-weekly schedule may say in which week it starts") {
        const auto user = first_user(
            "users:\n  - handle: m\n    schedules:\n      - frequency: bi-weekly\n"
            "        selected_days: tuesday\n        starts_on: 2026-11-24\n");
        REQUIRE(user.schedules.at(0).starts_on);
        CHECK(format_date(*user.schedules[0].starts_on) == "2026-11-24");
    }

    TEST_CASE("a schedule may rest") {
        CHECK_FALSE(first_user("users: [{handle: m, schedules: [{frequency: daily, active: false}]}]")
                        .schedules[0]
                        .active);
        CHECK(first_user("users: [{handle: m, schedules: [{frequency: daily, active: yes}]}]")
                  .schedules[0]
                  .active);
    }

    TEST_CASE("an id in capitals is the same id") {
        CHECK(first_user("users: [{handle: m, id: 6BA7B810-9DAD-41D1-80B4-00C04FD430C8}]").id ==
              "6ba7b810-9dad-41d1-80b4-00c04fd430c8");
    }

    TEST_CASE("a time without quotes is a time, and a number a text") {
        const auto user =
            first_user("users: [{handle: 42, schedules: [{frequency: daily, preferred_time: 09:30}]}]");
        CHECK(user.handle == "42");
        CHECK(user.schedules.at(0).preferred_time == "09:30");
    }

    TEST_CASE("languages are named in any case") {
        CHECK(first_user("users: [{handle: m, language: PT-br}]").language == "pt-BR");
    }

    TEST_CASE("the database may be an absolute path, or none") {
        CHECK(parsed("database: /var/lib/p.db\nusers: [{handle: m}]").database == "/var/lib/p.db");
        CHECK(parsed("database: ../p.db\nusers: [{handle: m}]").database == "/home/p.db");
        CHECK(parsed("users: [{handle: m}]").database.empty());
    }

    TEST_CASE("a relative path is taken from the current folder") {
        const auto workspace = parse_workspace("users: [{handle: m}]", "team/pacelane.yaml");
        CHECK(workspace.folder == (std::filesystem::current_path() / "team").string());
    }

    TEST_CASE("a pattern may climb within the folder") {
        CHECK(first_user("users: [{handle: m, context: {knowledge: [a/../b/*, ./c, a..b/*]}}]")
                  .context.knowledge.size() == 3);
    }

    TEST_CASE("anchors and aliases share values") {
        const auto workspace = parsed(R"(users:
  - handle: a
    schedules: &pace
      - frequency: daily
  - handle: b
    schedules: *pace
)");
        CHECK(workspace.users.at(1).schedules.size() == 1);
    }

    TEST_CASE("a byte order mark and Windows line ends do no harm") {
        CHECK(first_user("\xef\xbb\xbfusers:\r\n  - handle: maya\r\n    name: M\r\n").name == "M");
    }

    TEST_CASE("two schedules that differ in anything are two") {
        const auto user = first_user(R"(users:
  - handle: m
    schedules:
      - {frequency: daily}
      - {frequency: daily, preferred_time: "10:00"}
      - {frequency: daily, content_types: newsletter}
      - {frequency: daily, selected_days: monday}
      - {frequency: weekly, selected_days: monday}
)");
        CHECK(user.schedules.size() == 5);
    }

    TEST_CASE("the example workspace is valid") {
        const auto workspace = load_workspace(PACELANE_SOURCE_DIR "/examples/workspace/pacelane.yaml");
        CHECK(workspace.users.size() >= 1);
        CHECK(workspace.warnings.empty());
    }
}

TEST_SUITE("warnings") {
    TEST_CASE("llm is read, and said to have no effect") {
        const auto workspace =
            parsed("users: [{handle: m}]\nllm:\n  endpoint: http://127.0.0.1:8080/v1\n  model: x\n");
        CHECK(workspace.warnings == Texts{"/home/maya/pacelane.yaml:3:3: llm is not used: this version "
                                          "composes drafts from the sources alone"});
    }

    TEST_CASE("a start date for what is not bi-weekly has no effect") {
        const auto workspace =
            parsed("users: [{handle: m, schedules: [{frequency: daily, starts_on: 2026-11-24}]}]");
        CHECK(workspace.warnings ==
              Texts{"/home/maya/pacelane.yaml:1:63: starts_on has no effect on a daily schedule"});
    }

    TEST_CASE("what is listed twice counts once") {
        const auto workspace = parsed(
            "users:\n- handle: m\n  schedules:\n  - frequency: daily\n"
            "    selected_days: [monday, mon]\n    content_types: [newsletter, newsletter]\n");
        CHECK(workspace.warnings.size() == 2);
        CHECK(workspace.users[0].schedules[0].content_types == Texts{"newsletter"});
    }
}
