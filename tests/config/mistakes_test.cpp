#include "helpers.h"

using namespace pacelane::config;

namespace {

// The problems of a user whose keys are the given lines, from line 3 on.
std::string user_problems(std::string_view lines) {
    return problems("users:\n  - handle: maya\n" + std::string(lines));
}

// The problems of a schedule whose keys are given, e.g. "frequency: daily".
std::string schedule_problems(std::string_view keys) {
    return user_problems("    schedules:\n      - {" + std::string(keys) + "}\n");
}

}  // namespace

TEST_SUITE("a mistake in the workspace file") {
    TEST_CASE("in api_key_env, which may then hold the key itself, is reported without it") {
        const auto found = problems("users: [{handle: ana}]\nllm:\n  api_key_env: sk-s3cret.key\n");
        CHECK(found.find("pacelane.yaml:3:16: api_key_env: not the name of an environment variable") !=
              std::string::npos);
        CHECK(found.find("s3cret") == std::string::npos);
    }

    TEST_CASE("in exclude or aliases is reported") {
        CHECK(problems(R"(exclude: ["", "!", ../up, 'a\']
users:
  - handle: maya
    aliases: [" "]
    context: {exclude: {a: b}}
)") == "pacelane.yaml:1:11: exclude: empty pattern ''\n"
       "pacelane.yaml:1:15: exclude: empty pattern '!'\n"
       "pacelane.yaml:1:20: exclude: pattern '../up' leaves this file's folder\n"
       "pacelane.yaml:1:27: exclude: pattern 'a\\' ends in a backslash, which must stand before what it "
       "takes "
       "literally\n"
       "pacelane.yaml:4:15: aliases: an empty name\n"
       "pacelane.yaml:5:24: exclude: expected a list (lines of '- …'), found a mapping");
    }

    TEST_CASE("in how often something is proposed, in private or in networks is reported") {
        CHECK(user_problems("    repeat_after: sometimes\n    max_per_day: 0\n    max_per_week: many\n"
                            "    private: ['', '**', ../up]\n    networks: [mastodo]\n") ==
              "pacelane.yaml:3:19: repeat_after: 'sometimes' is no time such as 60 days, 8 weeks or never\n"
              "pacelane.yaml:4:18: max_per_day: '0' is no number of drafts (1 or more)\n"
              "pacelane.yaml:5:19: max_per_week: 'many' is no number of drafts (1 or more)\n"
              "pacelane.yaml:6:15: private: '' names nothing (give a path, such as journal/**, or a word, "
              "such as "
              "salary)\n"
              "pacelane.yaml:6:19: private: '**' names nothing (give a path, such as journal/**, or a word, "
              "such "
              "as salary)\n"
              "pacelane.yaml:6:25: private: pattern '../up' leaves this file's folder\n"
              "pacelane.yaml:7:16: unknown network 'mastodo' (did you mean mastodon?)");
    }

    TEST_CASE("is reported with file, line, column and remedy") {
        CHECK(
            user_problems("    schedules:\n      - frequency: weekly\n        selected_days: [mon day]\n") ==
            "pacelane.yaml:5:25: unknown weekday 'mon day' (did you mean monday?)");
    }

    TEST_CASE("does not hide the others, which come in the order of the file") {
        CHECK(problems(R"(users:
  - handle: maya
    timezone: Europe/Stokholm
    schedules:
      - frequency: wekly
        selected_days: [monday, fryday]
        preferred_time: soon
      - content_types: [linkedin_pots]
datebase: x.db
)") == "pacelane.yaml:3:15: unknown time zone 'Europe/Stokholm' (did you mean Europe/Stockholm?)\n"
       "pacelane.yaml:5:20: unknown frequency 'wekly' (did you mean weekly?)\n"
       "pacelane.yaml:6:33: unknown weekday 'fryday' (did you mean friday?)\n"
       "pacelane.yaml:7:25: unreadable preferred_time 'soon' (write 09:00, 9:30 PM, 18:00-20:00, 8-10 AM, "
       "'Morning (8-10 AM)', or just Morning, Midday, Afternoon, Evening, Night)\n"
       "pacelane.yaml:8:9: a schedule needs a frequency (daily, weekly or bi-weekly)\n"
       "pacelane.yaml:8:25: unknown content type 'linkedin_pots' (did you mean linkedin_post?)\n"
       "pacelane.yaml:9:1: unknown key 'datebase' in the file (did you mean database?)");
    }

    TEST_CASE("keeps the file's name as it was given") {
        try {
            parse_workspace("users:", "../my team/p.yaml");
            FAIL("no error");
        } catch (const WorkspaceError& error) {
            REQUIRE(error.problems().size() == 1);
            CHECK(error.problems()[0] == "../my team/p.yaml:1:1: no users; list at least one under 'users'");
        }
    }

    TEST_CASE("has its column counted in characters") {
        CHECK(problems("users: [{handle: m, name: 'Åsa Öberg 🙂', langage: en}]") ==
              "pacelane.yaml:1:42: unknown key 'langage' in a user (did you mean language?)");
    }

    TEST_CASE("that an alias repeats is reported once") {
        CHECK(problems("users:\n  - handle: a\n    schedules: &s\n      - frequency: never\n"
                       "  - handle: b\n    schedules: *s\n") ==
              "pacelane.yaml:4:20: unknown frequency 'never' (known: daily, weekly, bi-weekly)");
    }

    TEST_CASE("is quoted on one line and not at length") {
        const auto found = schedule_problems("frequency: \"" + std::string(100'000, 'x') + "\\ny\"");
        CHECK(found.size() < 300);
        CHECK(contains(schedule_problems("frequency: \"a\\nb\""), "'a b'"));
    }
}

TEST_SUITE("keys") {
    TEST_CASE("unknown ones are found at every level") {
        CHECK(problems("usres: [{handle: m}]") ==
              "pacelane.yaml:1:1: no users; list at least one under 'users'\n"
              "pacelane.yaml:1:1: unknown key 'usres' in the file (did you mean users?)");
        CHECK(user_problems("    hedline: x\n") ==
              "pacelane.yaml:3:5: unknown key 'hedline' in a user (did you mean headline?)");
        CHECK(user_problems("    context:\n      notes: x\n") ==
              "pacelane.yaml:4:7: unknown key 'notes' in context (known: knowledge, meetings, transcripts, "
              "exclude)");
        CHECK(schedule_problems("frequency: daily, prefered_time: 9am") ==
              "pacelane.yaml:4:28: unknown key 'prefered_time' in a schedule (did you mean preferred_time?)");
        CHECK(problems("users: [{handle: m}]\nllm: {modle: x}") ==
              "pacelane.yaml:2:7: unknown key 'modle' in llm (did you mean model?)");
    }

    TEST_CASE("duplicate ones are found, equal or not") {
        CHECK(user_problems("    name: A\n    name: A\n") ==
              "pacelane.yaml:4:5: duplicate key 'name' in a user");
        CHECK(problems("users: [{handle: m}]\nusers: [{handle: n}]\n") ==
              "pacelane.yaml:2:1: duplicate key 'users' in the file");
    }

    TEST_CASE("that are no words are refused") {
        CHECK(contains(user_problems("    ? [a, b]\n    : c\n"),
                       ":3:7: a user: expected a word as the key, found a list"));
        CHECK(contains(user_problems("    ? {a: b}\n    : c\n"),
                       "expected a word as the key, found a mapping"));
        CHECK(contains(user_problems("    ~: c\n"), "expected a word as the key, found nothing"));
    }

    TEST_CASE("merge keys are said not to be read") {
        CHECK(contains(problems("users:\n  - &m {handle: m}\n  - {<<: *m, handle: n}\n"),
                       ":3:6: merge keys ('<<')"));
    }
}

TEST_SUITE("values of the wrong kind") {
    TEST_CASE("a list is expected where there are several") {
        CHECK(contains(problems("users: {handle: m}"),
                       ":1:8: users: expected a list (lines of '- …'), found a mapping"));
        CHECK(contains(user_problems("    schedules: daily\n"), ":3:16: schedules: expected a list"));
        CHECK(
            contains(user_problems("    context:\n      knowledge: {a: b}\n"), "knowledge: expected a list"));
        CHECK(contains(schedule_problems("frequency: daily, selected_days: {a: b}"),
                       "selected_days: expected a list"));
        CHECK(contains(schedule_problems("frequency: daily, content_types: {a: b}"),
                       "content_types: expected a list"));
    }

    TEST_CASE("a mapping is expected for the file, a user, a context, a schedule and llm") {
        for (const auto* yaml :
             {"hello", "- a", "users: [maya]", "users: [[maya]]", "users: [~]",
              "users: [{handle: m, context: notes}]", "users: [{handle: m, schedules: [daily]}]",
              "users: [{handle: m}]\nllm: http://x"}) {
            CAPTURE(yaml);
            CHECK(contains(problems(yaml), "expected a mapping"));
        }
    }

    TEST_CASE("a single value is expected for texts and items of lists") {
        for (const auto* key : {"name", "headline", "timezone", "language", "tone", "id"}) {
            CAPTURE(key);
            CHECK(user_problems("    " + std::string(key) + ": [a]\n") ==
                  "pacelane.yaml:3:" + std::to_string(7 + std::string(key).size()) + ": " + key +
                      ": expected a single value, found a list");
        }
        CHECK(contains(user_problems("    pillars: [a, [b]]\n"),
                       "entry 2 of pillars: expected a single value"));
        CHECK(contains(user_problems("    pillars: [a, ~]\n"),
                       "entry 2 of pillars: expected a single value, found nothing"));
        CHECK(contains(problems("users: [{handle: [m]}]"), "handle: expected a single value"));
        CHECK(contains(problems("users: [{handle: m}]\ndatabase: [a]"), "database: expected a single value"));
    }

    TEST_CASE("active is true or false") {
        CHECK(schedule_problems("frequency: daily, active: maybe") ==
              "pacelane.yaml:4:36: active: expected true or false, found 'maybe'");
    }
}

TEST_SUITE("users") {
    TEST_CASE("there is at least one") {
        for (const auto* yaml : {"users:", "users: []", "database: x.db"}) {
            CAPTURE(yaml);
            CHECK(contains(problems(yaml), "no users"));
        }
        for (const auto* yaml : {"", "\n\n", "# nothing\n", "---\n"}) {
            CAPTURE(yaml);
            CHECK(contains(problems(yaml), "the file is empty"));
        }
    }

    TEST_CASE("each has a handle") {
        CHECK(problems("users:\n  - name: Maya\n") ==
              "pacelane.yaml:2:5: a user needs a handle (the short name to call them by, such as maya)");
    }

    TEST_CASE("a handle has up to 64 letters, digits, dots, underscores and hyphens") {
        CHECK(problems("users: [{handle: _M.a-9}]").empty());
        CHECK(problems("users: [{handle: " + std::string(64, 'a') + "}]").empty());
        for (const auto& handle : {std::string(65, 'a'), std::string("maya l"), std::string("måya"),
                                   std::string("a/b"), std::string("''"), std::string("-q")}) {
            CAPTURE(handle);
            CHECK(contains(problems("users: [{handle: " + handle + "}]"), ":1:18: invalid handle '"));
        }
    }

    TEST_CASE("a handle cannot be taken for another user's id") {
        CHECK(contains(problems("users: [{handle: 6ba7b810-9dad-41d1-80b4-00c04fd430c8}]"),
                       "looks like an id"));
    }

    TEST_CASE("no two have the same handle") {
        CHECK(problems("users:\n  - handle: a\n  - handle: b\n  - handle: a\n") ==
              "pacelane.yaml:4:13: duplicate handle 'a' (first used on line 2)");
    }

    TEST_CASE("no two have the same id, in whatever case") {
        CHECK(
            problems("users:\n"
                     "  - {handle: a, id: 6ba7b810-9dad-41d1-80b4-00c04fd430c8}\n"
                     "  - {handle: b, id: 6BA7B810-9dad-41d1-80b4-00c04fd430c8}\n") ==
            "pacelane.yaml:3:21: duplicate id '6BA7B810-9dad-41d1-80b4-00c04fd430c8' (first used on line 2)");
    }

    TEST_CASE("none is given the id that another gets from the handle") {
        const auto id = "7b8a5c9e-0000-4000-8000-000000000000";
        CHECK(problems("users:\n  - {handle: a, id: " + std::string(id) + "}\n  - handle: b\n").empty());
        const auto taken = parse_workspace("users: [{handle: b}]", "p").users[0].id;
        CHECK(contains(problems("users:\n  - {handle: a, id: " + taken + "}\n  - handle: b\n"),
                       ":3:5: the id of user 'b' is given to the user on line 2"));
        CHECK(contains(problems("users:\n  - handle: b\n  - {handle: a, id: " + taken + "}\n"),
                       ":3:21: duplicate id"));
    }

    TEST_CASE("an id is a UUID") {
        CHECK(contains(user_problems("    id: maya\n"), ":3:9: invalid id 'maya'"));
    }

    TEST_CASE("unknown time zones and languages are refused") {
        CHECK(contains(user_problems("    timezone: Mars/Phobos\n"),
                       "unknown time zone 'Mars/Phobos' (IANA names are like Europe/Stockholm)"));
        CHECK(contains(user_problems("    language: fr\n"),
                       ":3:15: unknown language 'fr' (known: en, es, pt-BR)"));
        CHECK(contains(user_problems("    language: pt_BR\n"), "(did you mean pt-BR?)"));
    }

    TEST_CASE("a pattern cannot leave the folder") {
        CHECK(user_problems(
                  "    context:\n      knowledge: [/etc/*, ~/notes, ../x, a/../../b, '*/../..', '']\n") ==
              "pacelane.yaml:4:19: absolute pattern '/etc/*' (patterns are relative to this file's folder)\n"
              "pacelane.yaml:4:27: absolute pattern '~/notes' (patterns are relative to this file's folder)\n"
              "pacelane.yaml:4:36: pattern '../x' leaves this file's folder\n"
              "pacelane.yaml:4:42: pattern 'a/../../b' leaves this file's folder\n"
              "pacelane.yaml:4:53: pattern '*/../..' leaves this file's folder\n"
              "pacelane.yaml:4:64: knowledge: empty pattern");
    }

    TEST_CASE("the database is a path that means what it says") {
        CHECK(contains(problems("database: ~/p.db\nusers: [{handle: m}]"), "'~' is not expanded"));
        CHECK(contains(problems("database: ''\nusers: [{handle: m}]"), "database: empty path"));
    }
}

TEST_SUITE("schedules") {
    TEST_CASE("a weekly or bi-weekly one needs days") {
        CHECK(schedule_problems("frequency: weekly") ==
              "pacelane.yaml:4:9: a weekly schedule needs selected_days, such as [monday, thursday]");
        CHECK(contains(schedule_problems("frequency: bi-weekly, selected_days: []"),
                       ":4:47: a bi-weekly schedule needs"));
        CHECK(contains(schedule_problems("frequency: weekly, selected_days:"), "a weekly schedule needs"));
    }

    TEST_CASE("a mistaken day is not a missing one") {
        CHECK_FALSE(contains(schedule_problems("frequency: weekly, selected_days: [someday]"),
                             "needs selected_days"));
    }

    TEST_CASE("content types are not empty") {
        CHECK(contains(schedule_problems("frequency: daily, content_types: []"), "content_types is empty"));
        CHECK(contains(schedule_problems("frequency: daily, content_types:"), "content_types is empty"));
    }

    TEST_CASE("a start is a date that exists") {
        CHECK(contains(schedule_problems("frequency: bi-weekly, selected_days: mon, starts_on: 2026-02-30"),
                       "starts_on '2026-02-30' is not a date (write YYYY-MM-DD)"));
    }

    TEST_CASE("two that mean the same are one too many, however they are written") {
        CHECK(user_problems(R"(    schedules:
      - {frequency: weekly, selected_days: [mon, tue], preferred_time: 8-10 AM, content_types: [newsletter, blog_post]}
      - frequency: weekly
        selected_days: [tuesday, monday]
        preferred_time: Morning
        content_types: [blog_post, newsletter]
)") == "pacelane.yaml:5:9: this schedule is the same as the one on line 4");
    }

    TEST_CASE("two with mistakes are not called the same") {
        CHECK_FALSE(contains(user_problems("    schedules:\n      - frequency: a\n      - frequency: b\n"),
                             "the same"));
    }

    TEST_CASE("two users may have the same") {
        CHECK(problems("users:\n  - {handle: a, schedules: [{frequency: daily}]}\n"
                       "  - {handle: b, schedules: [{frequency: daily}]}\n")
                  .empty());
    }
}
