// `pacelane schedule`, as a user runs it.
#include "cli/sandbox.h"

#include <doctest/doctest.h>

TEST_SUITE("schedule disable and enable") {
    TEST_CASE("switch the tick off and on, and say so; twice is as good as once") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        CHECK(sandbox.run({"schedule", "disable"}).out == "switched off the scheduler\n");
        CHECK(sandbox.run({"schedule", "disable"}).out == "the scheduler is switched off already\n");
        CHECK(sandbox.run({"schedule", "enable", "--json"}).json() ==
              nlohmann::json{{"scheduler_enabled", true}, {"changed", true}});
        CHECK(sandbox.run({"schedule", "enable", "--json"}).json()["changed"] == false);
    }

    TEST_CASE("a tick that is switched off enqueues nobody, says so and exits with 0") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        sandbox.run({"schedule", "disable"});
        const auto tick = sandbox.run({"schedule"});
        CHECK(tick.exit_code == 0);
        CHECK(tick.out.empty());
        CHECK(tick.err ==
              "The scheduler is switched off since 2026-11-19 21:30 (UTC): nobody was looked at. 'pacelane "
              "schedule enable' switches it on.\n");
        CHECK(sandbox.run({"schedule", "--dry-run"}).err == tick.err);
        const auto quiet = sandbox.run({"schedule", "-q"});
        CHECK(quiet.exit_code == 0);
        CHECK(quiet.err.empty());
        CHECK(sandbox.run({"schedule", "--json"}).json()["scheduler_enabled"] == false);
        CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == "0");
        sandbox.run({"schedule", "enable"});
        CHECK(sandbox.run({"schedule"}).out == "enqueued ana  2026-11-19\n");
    }

    TEST_CASE("the runs to come are shown with the note that they will not come") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        CHECK(sandbox.run({"schedule", "next"}).err.empty());
        sandbox.run({"schedule", "disable"});
        const auto next = sandbox.run({"schedule", "next"});
        CHECK(has(next.out, "ana"));
        CHECK(next.err ==
              "The scheduler is switched off since 2026-11-19 21:30 (UTC): none of these will run. 'pacelane "
              "schedule enable' switches it on.\n");
        CHECK(sandbox.run({"schedule", "next", "--json"}).err.empty());
    }

    TEST_CASE("days on which it was off were not missed, days on which no tick came were") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        sandbox.run({"schedule"});
        sandbox.run({"schedule", "disable"});
        sandbox.now = "2026-11-25T12:00:00Z";
        sandbox.run({"schedule", "enable"});
        CHECK(sandbox.run({"schedule"}).out == "enqueued ana  2026-11-25\n");
        sandbox.now = "2026-11-28T12:00:00Z";
        const auto tick = sandbox.run({"schedule"});
        CHECK(tick.out == "enqueued ana  2026-11-28  (2 earlier days missed)\n");
        CHECK(tick.err == "2 earlier due days passed without a tick; not made up\n");
    }

    TEST_CASE("status shows the switch and the last tick") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        CHECK(has(sandbox.run({"status"}).out, "\nScheduler on, no tick yet\n"));
        sandbox.run({"schedule"});
        CHECK(has(sandbox.run({"status"}).out, "\nScheduler on, last tick 2026-11-19 21:30 (UTC)\n"));
        sandbox.now = "2026-11-20T07:00:00Z";
        sandbox.run({"schedule", "disable"});
        CHECK(has(sandbox.run({"status"}).out,
                  "\nScheduler switched off since 2026-11-20 07:00, last tick 2026-11-19 21:30 (UTC)\n"
                  "'pacelane schedule enable' switches it on\n"));
        CHECK(sandbox.run({"status", "--json"}).json()["scheduler"] ==
              nlohmann::json{{"enabled", false},
                             {"last_tick_at", "2026-11-19T21:30:00.000Z"},
                             {"overdue_since", nullptr},
                             {"switched_at", "2026-11-20T07:00:00.000Z"}});
    }
}

TEST_SUITE("schedule, the tick") {
    TEST_CASE("says who is late, in text and in JSON") {
        Sandbox sandbox;
        sandbox.use_example();
        sandbox.run({"migrate"});
        sandbox.run({"schedule", "import", "pacelane.yaml"});
        const auto json = sandbox.run({"schedule", "--dry-run", "--json"}).json();
        CHECK(json["enqueued"][0]["user"] == "maya");
        CHECK(json["enqueued"][0]["late"] == true);
        CHECK(json["enqueued"][0]["missed_days"] == 0);
        CHECK(json["enqueued"][1]["late"] == false);
        CHECK(sandbox.run({"schedule"}).out ==
              "enqueued maya  2026-11-19  (late: after the preferred window)\n"
              "enqueued rafael  2026-11-19\n");
    }

    TEST_CASE("with -v says why each is due, on stderr, in the words of explain") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto tick = sandbox.run({"schedule", "-v"});
        CHECK(tick.out == "enqueued ana  2026-11-19\n");
        CHECK(has(tick.err,
                  ": A daily schedule may run on any date. It runs on every day of the week. Its "
                  "preferred time 09:00 came at 2026-11-19 09:00 WET."));
    }

    TEST_CASE("makes up the day of a downtime once, and counts the days before it") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        sandbox.run({"schedule"});
        sandbox.now = "2026-11-23T23:30:00Z";
        const auto json = sandbox.run({"schedule", "--json"}).json();
        CHECK(json["missed_days"] == 3);
        REQUIRE(json["enqueued"].size() == 1);
        CHECK(json["enqueued"][0]["analysis_date"] == "2026-11-23");
        CHECK(json["enqueued"][0]["missed_days"] == 3);
        CHECK(sandbox.run({"schedule", "--json"}).json()["missed_days"] == 0);
        CHECK(sandbox.query("SELECT analysis_date FROM pacing_context_analysis ORDER BY 1") ==
              std::vector<std::string>{"2026-11-19", "2026-11-23"});
    }

    TEST_CASE("counts what was missed also of those who are not due now") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        sandbox.now = "2026-11-22T07:00:00Z";  // before 9:00 of the third day after the import
        const auto tick = sandbox.run({"schedule", "-v"});
        CHECK(tick.out.empty());
        CHECK(has(tick.err, "missed user=ana"));
        CHECK(has(tick.err, "not due now; 3 earlier due days on which no tick ran"));
        CHECK(has(tick.err, "\n3 earlier due days passed without a tick"));
        sandbox.now = "2026-11-23T07:00:00Z";
        const auto json = sandbox.run({"schedule", "--json"}).json();
        CHECK(json["passed_over"][0]["user"] == "ana");
        CHECK(json["passed_over"][0]["missed_days"] == 1);
    }
}

TEST_SUITE("schedule explain") {
    TEST_CASE("says why a user is due, rule by rule") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto id = sandbox.value("SELECT id FROM pacing_schedules");
        CHECK(sandbox.run({"schedule", "explain", "ana"}).out ==
              "ana: due at 2026-11-19 21:30 WET (Europe/Lisbon)\n"
              "  daily, 09:00, schedule " +
                  id +
                  "\n"
                  "  yes  The scheduler is switched on.\n"
                  "  yes  The user is active.\n"
                  "  yes  The schedule is active.\n"
                  "  yes  A daily schedule may run on any date.\n"
                  "  yes  It runs on every day of the week.\n"
                  "  yes  Its preferred time 09:00 came at 2026-11-19 09:00 WET.\n"
                  "       It is never late: a preferred time without an end has no window.\n"
                  "  yes  No analysis of 2026-11-19 exists yet.\n"
                  "       It is due next at 2026-11-20 09:00 WET.\n");
    }

    TEST_CASE("agrees with the tick on who is due") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto due = [&] {
            const bool explained = sandbox.run({"schedule", "explain", "ana", "--json"}).json()["due"];
            const auto tick = sandbox.run({"schedule", "--dry-run", "--json"}).json();
            CHECK(explained == !tick["enqueued"].empty());
            return explained;
        };
        CHECK(due());
        sandbox.run({"schedule", "pause", "ana"});
        CHECK_FALSE(due());
        sandbox.run({"schedule", "resume", "ana"});
        CHECK(due());
        sandbox.run({"schedule", "disable"});
        CHECK_FALSE(due());
        sandbox.run({"schedule", "enable"});
        sandbox.query("UPDATE users SET is_active = 0");
        CHECK_FALSE(due());
        sandbox.query("UPDATE users SET is_active = 1");
        CHECK(due());
        sandbox.run({"schedule"});
        CHECK_FALSE(due());
        sandbox.query("DELETE FROM pacing_context_analysis");  // the tick was there, and does not look again
        CHECK_FALSE(due());
        sandbox.now = "2026-11-20T08:59:00Z";
        CHECK_FALSE(due());
        sandbox.now = "2026-11-20T09:00:00Z";
        CHECK(due());
    }

    TEST_CASE("tells of another moment, also on the user's own clock") {
        Sandbox sandbox;
        sandbox.use_example();
        sandbox.run({"migrate"});
        sandbox.run({"schedule", "import", "pacelane.yaml"});
        const auto at = [&](const std::string& time) {
            return sandbox.run({"schedule", "explain", "maya", "--json", "--at", time}).json();
        };
        CHECK(at("2026-11-23T07:00:00Z")["due"] == true);
        CHECK(at("2026-11-23 08:00")["at"] == "2026-11-23T07:00:00.000Z");
        CHECK(at("9am")["local"] == "2026-11-19 09:00 CET");
        const auto early = at("2026-11-23 07:59");
        CHECK(early["due"] == false);
        CHECK(early["schedules"][0]["reasons"][5]["rule"] == "window");
        CHECK(early["schedules"][0]["reasons"][5]["holds"] == false);
        CHECK(early["schedules"][0]["next_due_at"] == "2026-11-23T07:00:00.000Z");
        CHECK(sandbox.value("SELECT count(*) FROM pacing_context_analysis") == "0");
    }

    TEST_CASE("of an unreadable moment, an unknown user or one without schedules says what to do") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto soon = sandbox.run({"schedule", "explain", "ana", "--at", "soon"});
        CHECK(soon.exit_code == 2);
        CHECK(has(soon.err, "--at 'soon': not a time such as"));
        CHECK(sandbox.run({"schedule", "explain", "anna"}).exit_code == 65);
        sandbox.run({"schedule", "remove", "ana"});
        const auto none = sandbox.run({"schedule", "explain", "ana"});
        CHECK(none.exit_code == 0);
        CHECK(has(none.out, "'pacelane schedule add --user ana' adds one"));
    }
}

TEST_SUITE("schedule add") {
    TEST_CASE("adds a schedule that is due from its next window on") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto added =
            sandbox.run({"schedule", "add", "--user", "ana", "--frequency", "weekly", "--days", "mon,thu",
                         "--time", "Morning (8-10 AM)", "--types", "newsletter,blog_post"});
        CHECK(added.exit_code == 0);
        CHECK(has(added.out, "(ana): weekly on monday, thursday, 08:00-10:00\n"));
        CHECK(added.err == "It is due at the next tick, since 2026-11-19 08:00 WET.\n");
        CHECK(sandbox.value("SELECT frequency || selected_days || preferred_time || content_types FROM "
                            "pacing_schedules ORDER BY rowid DESC") ==
              R"(weekly["monday","thursday"]Morning (8-10 AM)["newsletter","blog_post"])");
        const auto json = sandbox
                              .run({"schedule", "add", "-u", "ana", "-f", "bi-weekly", "--days", "friday",
                                    "--starts-on", "2026-11-26", "--json"})
                              .json();
        CHECK(json["next_due_at"] == "2026-11-27T09:00:00.000Z");
        CHECK(sandbox.run({"schedule", "list", "--json"}).json().size() == 3);
    }

    TEST_CASE("checks its values as the workspace file's are checked, all at once, and adds nothing") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto wrong =
            sandbox.run({"schedule", "add", "--user", "ana", "--frequency", "weekly", "--days", "mon,tuesdai",
                         "--time", "soon", "--types", "linkedin", "--starts-on", "2026-02-30"});
        CHECK(wrong.exit_code == 2);
        CHECK(has(wrong.err, "--days: unknown weekday 'tuesdai' (did you mean tuesday?)\n"));
        CHECK(has(wrong.err, "--time: unreadable preferred_time 'soon' (write 09:00"));
        CHECK(has(wrong.err, "--types: unknown content type 'linkedin'"));
        CHECK(has(wrong.err, "--starts-on: starts_on '2026-02-30' is not a date"));
        const auto daily = sandbox.run({"schedule", "add", "-u", "ana", "-f", "dayly"});
        CHECK(has(daily.err, "--frequency: unknown frequency 'dayly' (did you mean daily?)"));
        const auto no_days = sandbox.run({"schedule", "add", "-u", "ana", "-f", "weekly"});
        CHECK(has(no_days.err, "a weekly schedule needs --days, such as monday,thursday"));
        CHECK(sandbox.value("SELECT count(*) FROM pacing_schedules") == "1");
    }

    TEST_CASE("refuses what the user has already, however it is written") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto same = sandbox.run({"schedule", "add", "-u", "ana", "-f", "daily", "--time", "9am"});
        CHECK(same.exit_code == 65);
        CHECK(has(same.err, "user 'ana' has this schedule already: "));
        CHECK(sandbox.run({"schedule", "add", "-u", "ana", "-f", "daily", "--time", "10am"}).exit_code == 0);
    }

    TEST_CASE("what was added stays when a file is imported that does not name it, also with --prune") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        REQUIRE(sandbox.run({"schedule", "add", "-u", "ana", "-f", "weekly", "--days", "fri"}).exit_code ==
                0);
        const auto again = sandbox.run({"schedule", "import", "pacelane.yaml", "--prune", "--json"}).json();
        CHECK(again["schedules"]["deactivated"] == 0);
        CHECK(sandbox.value("SELECT count(*) FROM pacing_schedules WHERE is_active = 1") == "2");
    }
}

TEST_SUITE("schedule crontab") {
    TEST_CASE("prints lines with absolute paths and needs no flock; nothing is installed") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto lines = sandbox.run({"schedule", "crontab", "--zone", "Europe/Lisbon"});
        CHECK(lines.exit_code == 0);
        CHECK(lines.err.empty());
        const auto base = "pacelane' -q --db '" + sandbox.path("pacelane.db") + "' ";
        CHECK(has(lines.out, "\n0 9,18 * * *   '/"));
        for (const auto& command : {"schedule\n", "analyze\n", "write\n"})
            CHECK(has(lines.out, base + command));
        CHECK(has(sandbox.run({"schedule", "crontab", "--every", "15m"}).out, "\n*/15 * * * *   '/"));
        CHECK(has(sandbox.run({"schedule", "crontab", "--db", "other.db"}).out,
                  "--db '" + sandbox.path("other.db") + "' schedule"));
    }

    TEST_CASE("escapes what a shell, cron or systemd would read as something else") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        CHECK(has(sandbox.run({"schedule", "crontab", "--db", "a '%$\".db"}).out,
                  R"(/a '\''\%$".db' schedule)"));
        CHECK(has(sandbox.run({"schedule", "crontab", "--systemd", "--db", "a '%$\"\\.db"}).out,
                  R"(/a '%%$$\"\\.db" %i)"));
        const auto two_lines = sandbox.run({"schedule", "crontab", "--db", "a\nb.db"});
        CHECK(two_lines.exit_code == 2);
        CHECK(two_lines.out.empty());
        CHECK(has(two_lines.err, "a crontab line cannot hold a line break"));
    }

    TEST_CASE("with --systemd prints a service and a timer for each command") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        const auto units =
            sandbox.run({"schedule", "crontab", "--systemd", "--every", "15m", "--json"}).json()["units"];
        REQUIRE(units.size() == 4);
        CHECK(units[0]["name"] == "pacelane@.service");
        CHECK(has(units[0]["text"], "Type=oneshot\nExecStart=\"/"));
        CHECK(units[1]["name"] == "pacelane-schedule.timer");
        CHECK(has(units[1]["text"], "OnCalendar=*-*-* *:00/15:00\n"));
        CHECK(has(units[1]["text"], "Unit=pacelane@schedule.service\n"));
        const auto text = sandbox.run({"schedule", "crontab", "--systemd", "--zone", "Europe/Lisbon"});
        CHECK(has(text.out, "# pacelane-schedule.timer\n[Unit]\n"));
        CHECK(has(text.out, "OnCalendar=*-*-* 09,18:00:00\n"));
        CHECK(has(text.err, "systemctl --user enable --now pacelane-schedule.timer"));
    }

    TEST_CASE("warns whom the times would serve late or never, and names a pace that suits everyone") {
        Sandbox sandbox;
        sandbox.use_example();  // maya: 8:00-10:00 in Stockholm; rafael: 18:00-20:00 in São Paulo
        sandbox.run({"migrate"});
        sandbox.run({"schedule", "import", "pacelane.yaml"});
        const auto utc = sandbox.run({"schedule", "crontab", "--zone", "UTC"});
        CHECK(utc.exit_code == 0);
        CHECK(
            utc.err ==
            "pacelane: these times (UTC) do not suit 2 users:\n"
            "  maya: late; the window that opens at 2026-11-23 08:00 CET is served at 2026-11-23 10:00 CET\n"
            "  rafael: never on that date; the window opens at 2026-11-20 18:00 -03, and the next tick, at "
            "2026-11-21 06:00 -03, is too late\n"
            "'--every 30m' would suit everyone.\n");
        CHECK(
            has(sandbox.run({"schedule", "crontab", "--zone", "Europe/Stockholm"}).err, "1 user:\n  rafael"));
        CHECK(sandbox.run({"schedule", "crontab", "--every", "15m"}).err.empty());
        CHECK(sandbox.run({"schedule", "crontab", "--zone", "UTC", "-q"}).err.empty());
        const auto warnings =
            sandbox.run({"schedule", "crontab", "--zone", "UTC", "--json"}).json()["warnings"];
        REQUIRE(warnings.size() == 2);
        CHECK(warnings[0]["served"] == "late");
        CHECK(warnings[1]["served"] == "never");
        CHECK(warnings[1]["dates_never"] == 20);
        sandbox.run({"schedule", "pause", "rafael"});
        CHECK(has(sandbox.run({"schedule", "crontab", "--zone", "UTC"}).err, "1 user:\n  maya"));
    }

    TEST_CASE("without a database the lines are the same, and that is said") {
        Sandbox sandbox;
        const auto lines = sandbox.run({"--db", "none.db", "schedule", "crontab"});
        CHECK(lines.exit_code == 0);
        CHECK(has(lines.out, "/none.db' schedule\n"));
        CHECK(has(lines.err, "whom these times suit is not known"));
        CHECK(sandbox.run({"--db", "none.db", "schedule", "crontab", "--zone", "Mars"}).exit_code == 2);
    }
}

TEST_SUITE("schedule pause and resume") {
    TEST_CASE("several schedules and users are switched by one command, none twice") {
        Sandbox sandbox;
        sandbox.use_example();
        sandbox.run({"migrate"});
        sandbox.run({"schedule", "import", "pacelane.yaml"});
        const auto ids = sandbox.query("SELECT id FROM pacing_schedules ORDER BY id");
        REQUIRE(ids.size() == 2);
        const auto paused = sandbox.run({"schedule", "pause", "maya", ids[0], ids[1], "--json"});
        CHECK(paused.exit_code == 0);
        CHECK(paused.json()["paused"].size() == 2);
        CHECK(sandbox.value("SELECT sum(is_active) FROM pacing_schedules") == "0");
        CHECK(sandbox.run({"schedule", "resume", "--", ids[0], ids[1]}).out.find(ids[1]) !=
              std::string::npos);
        CHECK(sandbox.value("SELECT sum(is_active) FROM pacing_schedules") == "2");
        // All names are looked up before anything is changed.
        CHECK(sandbox.run({"schedule", "pause", ids[0], "nobody"}).exit_code == 65);
        CHECK(sandbox.value("SELECT sum(is_active) FROM pacing_schedules") == "2");
        CHECK(sandbox.run({"schedule", "pause"}).exit_code == 2);
    }
}

TEST_SUITE("schedule list and next") {
    TEST_CASE("show local times with their zone") {
        Sandbox sandbox;
        sandbox.use_example();
        sandbox.run({"migrate"});
        sandbox.run({"schedule", "import", "pacelane.yaml"});
        sandbox.run({"schedule"});
        CHECK(has(sandbox.run({"schedule", "list"}).out, "2026-11-23 08:00 CET  Europe/Stockholm   active"));
        const auto next = sandbox.run({"schedule", "next", "-n", "2"});
        CHECK(has(next.out, "2026-11-20 18:00 -03  America/Sao_Paulo  rafael"));
        CHECK(has(next.out, "2026-11-23 08:00 CET  Europe/Stockholm   maya"));
        const auto json = sandbox.run({"schedule", "next", "-n", "1", "--json"}).json();
        CHECK(json[0]["timezone"] == "America/Sao_Paulo");
        CHECK(json[0]["local"] == "2026-11-20 18:00 -03");
        CHECK(json[0]["due_at"] == "2026-11-20T21:00:00.000Z");
    }

    TEST_CASE("what is due already and waits for a tick comes first") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        CHECK(has(sandbox.run({"schedule", "next", "-n", "1"}).out, "2026-11-19 09:00 WET, now"));
        sandbox.run({"schedule"});
        CHECK(has(sandbox.run({"schedule", "next", "-n", "1"}).out, "2026-11-20 09:00 WET "));
    }

    TEST_CASE("leave out, or show at rest, the schedules of an inactive user") {
        Sandbox sandbox;
        import_small_workspace(sandbox);
        sandbox.query("UPDATE users SET is_active = 0");
        CHECK(has(sandbox.run({"schedule", "list"}).out, "user inactive"));
        CHECK(sandbox.run({"schedule", "next", "--json"}).json().empty());
    }
}
