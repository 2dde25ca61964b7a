#include "helpers.h"

using namespace pacelane;
using namespace pacelane::store;

TEST_SUITE("enqueue") {
    TEST_CASE("makes a pending analysis and one message about it") {
        Pipeline pipeline;
        const auto result = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        CHECK(result.enqueued);
        CHECK(result.status == "pending");
        CHECK(pipeline.value("SELECT id || ' ' || analysis_date || ' ' || analysis_status FROM "
                             "pacing_context_analysis") == result.analysis_id + " 2026-11-20 pending");
        CHECK(pipeline.value("SELECT msg_id FROM q_pacing_content_queue") == std::to_string(result.msg_id));
        CHECK(pipeline.value("SELECT message ->> 'user_id' || ' ' || (message ->> 'analysis_date') || ' ' || "
                             "(message ->> 'type') || ' ' || (message ->> 'timestamp') FROM "
                             "q_pacing_content_queue") ==
              pipeline.maya.id + " 2026-11-20 pacing_context_analysis 2026-11-19T12:00:00.000Z");
    }

    TEST_CASE("of the same user and date again tells of the first, and sends nothing") {
        Pipeline pipeline;
        const auto first = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        const auto second = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        CHECK_FALSE(second.enqueued);
        CHECK(second.analysis_id == first.analysis_id);
        CHECK(second.status == "pending");
        CHECK(second.msg_id == 0);
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "1");
    }

    TEST_CASE("of another date or user is another analysis") {
        Pipeline pipeline;
        CHECK(pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false).enqueued);
        CHECK(pipeline.store->enqueue(pipeline.maya, "", day("2026-11-21"), false).enqueued);
        CHECK(pipeline.store->enqueue(pipeline.rafael, "", day("2026-11-20"), false).enqueued);
    }

    TEST_CASE("without a date is for today in the user's own zone") {
        Pipeline pipeline;
        pipeline.clock.set(at("2026-11-20T01:00:00Z"));  // still Thursday evening in São Paulo
        pipeline.store->enqueue(pipeline.maya, "", {}, false);
        pipeline.store->enqueue(pipeline.rafael, "", {}, false);
        CHECK(pipeline.column("SELECT analysis_date FROM pacing_context_analysis ORDER BY user_id") ==
              "2026-11-20 2026-11-19");
    }

    TEST_CASE("from many connections at once gives one analysis and one message, and one of them made it") {
        Pipeline pipeline;
        std::atomic<int> made{0};
        CHECK(
            race(6, [&](int) {
                const auto store = pipeline.open();
                for (int date = 1; date <= 5; ++date)
                    made +=
                        store->enqueue(pipeline.maya, "", add_days(day("2026-12-01"), date), false).enqueued;
            }) == "");
        CHECK(made == 5);
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis") == "5");
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "5");
    }

    TEST_CASE("of a failed analysis re-opens it only when asked to") {
        Pipeline pipeline;
        queue::RetryPolicy once;
        once.max_attempts = 1;
        const auto first = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        const auto job = pipeline.store->lease_analysis(once).job;
        REQUIRE(job);
        REQUIRE(pipeline.store->fail_analysis(*job, {"no luck"}, once).final);

        const auto refused = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        CHECK_FALSE(refused.enqueued);
        CHECK(refused.status == "failed");
        const auto again = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), true);
        CHECK(again.enqueued);
        CHECK(again.analysis_id == first.analysis_id);
        CHECK(again.msg_id > first.msg_id);
        const auto retried = pipeline.store->lease_analysis(once).job;
        REQUIRE(retried);
        CHECK(retried->row_id == first.analysis_id);
        CHECK(retried->lease.read_ct == 1);
    }

    TEST_CASE("does not re-open what waits, is at work or is done") {
        Pipeline pipeline;
        const auto again = [&] {
            return pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), true);
        };
        pipeline.store->enqueue(pipeline.maya, "", day("2026-11-20"), false);
        CHECK(again().status == "pending");
        const auto job = pipeline.store->lease_analysis({}).job;
        REQUIRE(job);
        CHECK(again().status == "processing");
        REQUIRE(pipeline.store->complete_analysis(*job, suggestions(0)));
        const auto done = again();
        CHECK(done.status == "completed");
        CHECK_FALSE(done.enqueued);
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "0");
    }

    TEST_CASE("with another user's schedule is refused, and sends nothing") {
        Pipeline pipeline;
        const auto theirs = pipeline.store->schedules(pipeline.rafael.id).at(0).id;
        const auto error =
            error_of([&] { pipeline.store->enqueue(pipeline.maya, theirs, day("2026-11-20"), false); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "belongs to user 'rafael', not to 'maya'"));
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis") == "0");
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "0");
    }
}

TEST_SUITE("the tick") {
    TEST_CASE("enqueues those who are due, each once") {
        Pipeline pipeline;
        pipeline.clock.set(at("2026-11-19T10:00:00Z"));  // 10:00 in UTC, 7:00 in São Paulo
        const auto report = pipeline.store->tick();
        REQUIRE(report.items.size() == 1);
        CHECK(report.items[0].user_handle == "maya");
        CHECK(report.items[0].enqueued);
        CHECK(report.items[0].analysis_date == day("2026-11-19"));
        CHECK(pipeline.column("SELECT message ->> 'user_id' FROM q_pacing_content_queue") ==
              pipeline.maya.id);
        pipeline.clock.set(at("2026-11-19T12:00:00Z"));  // 9:00 in São Paulo
        const auto later = pipeline.store->tick();
        REQUIRE(later.items.size() == 1);
        CHECK(later.items[0].user_handle == "rafael");
    }

    TEST_CASE("again at the same moment, or later the same day, does nothing") {
        Pipeline pipeline;
        CHECK(pipeline.store->tick().items.size() == 2);
        CHECK(pipeline.store->tick().items.empty());
        pipeline.clock.advance(std::chrono::hours(3));
        CHECK(pipeline.store->tick().items.empty());
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "2");
    }

    TEST_CASE("a week later enqueues the next date") {
        Pipeline pipeline;
        pipeline.store->tick();
        pipeline.clock.advance(std::chrono::days(7));
        const auto report = pipeline.store->tick();
        CHECK(report.items.size() == 2);
        CHECK(report.missed == 0);
        CHECK(pipeline.column("SELECT DISTINCT analysis_date FROM pacing_context_analysis ORDER BY 1") ==
              "2026-11-19 2026-11-26");
    }

    TEST_CASE("leaves alone a date that was enqueued by hand, and is not asked about it again") {
        Pipeline pipeline;
        const auto by_hand = pipeline.store->enqueue(pipeline.maya, "", day("2026-11-19"), false);
        const auto report = pipeline.store->tick();
        REQUIRE(report.items.size() == 2);
        for (const auto& item : report.items)
            CHECK(item.enqueued == (item.user_handle == "rafael"));
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "2");
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis WHERE id = '" +
                             by_hand.analysis_id + "'") == "1");
        CHECK(pipeline.store->tick().items.empty());
    }

    TEST_CASE("from many connections at once enqueues each user once") {
        Pipeline pipeline;
        std::atomic<int> made{0};
        CHECK(race(6, [&](int) {
                  for (const auto& item : pipeline.open()->tick().items)
                      made += item.enqueued;
              }) == "");
        CHECK(made == 2);
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis") == "2");
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "2");
    }

    TEST_CASE("counts the due days on which none came, and does not make them up") {
        Pipeline pipeline;
        pipeline.store->set_schedule_active(pipeline.store->schedules(pipeline.rafael.id).at(0).id, false);
        pipeline.store->tick();
        pipeline.clock.set(at("2026-12-17T12:00:00Z"));  // three Thursdays between
        const auto report = pipeline.store->tick();
        CHECK(report.missed == 3);
        REQUIRE(report.items.size() == 1);
        CHECK(report.items[0].analysis_date == day("2026-12-17"));
    }

    TEST_CASE("passes over a paused schedule, and takes it up again when it is resumed") {
        Pipeline pipeline;
        const auto schedule = pipeline.store->schedules(pipeline.maya.id).at(0).id;
        pipeline.store->set_schedule_active(schedule, false);
        const auto report = pipeline.store->tick();
        REQUIRE(report.items.size() == 1);
        CHECK(report.items[0].user_handle == "rafael");
        pipeline.store->set_schedule_active(schedule, true);
        const auto resumed = pipeline.store->tick();
        REQUIRE(resumed.items.size() == 1);
        CHECK(resumed.items[0].user_handle == "maya");
    }

    TEST_CASE("after the clock was set back works from the new time") {
        Pipeline pipeline;
        pipeline.clock.set(at("2027-06-03T12:00:00Z"));  // a wrong clock, half a year ahead
        pipeline.store->tick();
        pipeline.clock.set(at("2026-11-26T12:00:00Z"));
        const auto report = pipeline.store->tick();
        CHECK(report.items.size() == 2);
        CHECK(report.missed == 0);
        CHECK(pipeline.store->tick().items.empty());
    }

    TEST_CASE(
        "does not count as missed the days of a pause, of an inactive user or of a switched-off scheduler") {
        Pipeline pipeline;
        const auto maya = pipeline.store->schedules(pipeline.maya.id).at(0).id;
        pipeline.store->tick();
        SUBCASE("a pause") {
            pipeline.store->set_schedule_active(maya, false);
            pipeline.clock.set(at("2026-12-17T12:00:00Z"));  // rafael missed three Thursdays
            pipeline.store->set_schedule_active(maya, true);
        }
        SUBCASE("an inactive user, whom a file names again") {
            auto both = pipeline.workspace;
            pipeline.workspace.users.erase(pipeline.workspace.users.begin());
            pipeline.store->import(pipeline.workspace, true);
            pipeline.clock.set(at("2026-12-17T12:00:00Z"));
            pipeline.store->import(both, false);
        }
        SUBCASE("an inactive user with a schedule of their own, of whom ticks took no notice") {
            pipeline.execute("UPDATE users SET is_active = 0 WHERE handle = 'maya'");
            pipeline.clock.set(at("2026-12-14T12:00:00Z"));
            CHECK(pipeline.store->tick().missed == 3);
            pipeline.clock.set(at("2026-12-17T12:00:00Z"));
            pipeline.execute("UPDATE users SET is_active = 1 WHERE handle = 'maya'");
        }
        const auto report = pipeline.store->tick();
        REQUIRE(report.items.size() == 2);
        for (const auto& item : report.items) {
            CHECK(item.enqueued);
            if (item.user_handle == "maya") CHECK(item.missed == 0);
        }
    }

    TEST_CASE("finds nobody while the scheduler is switched off, and today's when it is on again") {
        Pipeline pipeline;
        CHECK(pipeline.store->set_scheduler_enabled(false));
        CHECK_FALSE(pipeline.store->set_scheduler_enabled(false));
        const auto off = pipeline.store->tick();
        CHECK_FALSE(off.enabled);
        CHECK(off.items.empty());
        pipeline.clock.set(at("2026-12-17T21:00:00Z"));
        CHECK(pipeline.store->set_scheduler_enabled(true));
        const auto report = pipeline.store->tick();
        CHECK(report.items.size() == 2);
        CHECK(report.missed == 0);
        CHECK(pipeline.store->scheduler().last_tick_at == at("2026-12-17T21:00:00Z"));
    }

    TEST_CASE("can be switched off also when somebody emptied its table by hand") {
        Pipeline pipeline;
        pipeline.execute("DELETE FROM pacing_scheduler_config");
        CHECK(pipeline.store->tick().enabled);
        CHECK(pipeline.store->set_scheduler_enabled(false));
        CHECK_FALSE(pipeline.store->tick().enabled);
    }

    TEST_CASE("follows a user to another zone, and serves no local date twice") {
        Pipeline pipeline;
        const auto move = [&](const std::string& zone) {
            pipeline.workspace.users[0].timezone = zone;
            pipeline.workspace.users[0].schedules[0].frequency = schedule::Frequency::daily;
            pipeline.workspace.users[0].schedules[0].selected_days = {};
            pipeline.store->import(pipeline.workspace, false);
        };
        const auto dates = [&] {
            return pipeline.column("SELECT analysis_date FROM pacing_context_analysis WHERE user_id = '" +
                                   pipeline.maya.id + "' ORDER BY analysis_date");
        };
        pipeline.clock.set(
            at("2026-11-19T20:30:00Z"));  // Friday 9:30 in Auckland, Thursday 10:30 in Honolulu
        move("Pacific/Auckland");
        pipeline.store->tick();
        CHECK(dates() == "2026-11-20");
        move("Pacific/Honolulu");
        const auto report = pipeline.store->tick();
        CHECK(report.missed == 0);
        CHECK(dates() == "2026-11-19 2026-11-20");       // Thursday comes again, and had not been served
        pipeline.clock.set(at("2026-11-20T19:00:00Z"));  // Friday 9:00 in Honolulu
        for (const auto& item : pipeline.store->tick().items)
            if (item.user_handle == "maya") CHECK_FALSE(item.enqueued);
        CHECK(dates() == "2026-11-19 2026-11-20");
        pipeline.clock.set(at("2026-11-21T19:00:00Z"));
        CHECK(pipeline.store->tick().missed == 0);
        CHECK(dates() == "2026-11-19 2026-11-20 2026-11-21");
    }

    TEST_CASE("gives a schedule that is resumed after midnight, in its window, the date of that window") {
        Pipeline pipeline;
        pipeline.workspace.users[0].schedules[0].preferred_time = "10 PM - 2 AM";
        pipeline.store->import(pipeline.workspace, false);
        const auto maya = pipeline.store->schedules(pipeline.maya.id).at(0).id;
        pipeline.store->set_schedule_active(maya, false);
        pipeline.clock.set(at("2026-11-20T01:00:00Z"));
        pipeline.store->set_schedule_active(maya, true);
        pipeline.store->tick();
        CHECK(pipeline.value("SELECT analysis_date FROM pacing_context_analysis WHERE user_id = '" +
                             pipeline.maya.id + "'") == "2026-11-19");
    }

    TEST_CASE("rehearsed tells who is due and changes nothing") {
        Pipeline pipeline;
        TickReport report;
        pipeline.store->rehearse([&] { report = pipeline.store->tick(); });
        CHECK(report.items.size() == 2);
        CHECK(pipeline.value("SELECT count(*) FROM pacing_context_analysis") == "0");
        CHECK(pipeline.value("SELECT count(*) FROM q_pacing_content_queue") == "0");
        CHECK(pipeline.store->tick().items.size() == 2);
    }
}

TEST_SUITE("importing a workspace") {
    TEST_CASE("again changes nothing") {
        Pipeline pipeline;
        const auto report = pipeline.store->import(pipeline.workspace, true);
        CHECK(report.users_unchanged == 2);
        CHECK(report.schedules_unchanged == 2);
        CHECK(report.users_added + report.users_updated + report.users_deactivated == 0);
        CHECK(report.schedules_added + report.schedules_updated + report.schedules_deactivated == 0);
    }

    TEST_CASE("keeps a schedule paused that a person paused, and says so") {
        Pipeline pipeline;
        const auto schedule = pipeline.store->schedules(pipeline.maya.id).at(0).id;
        pipeline.store->set_schedule_active(schedule, false);
        const auto report = pipeline.store->import(pipeline.workspace, false);
        CHECK(report.stay_paused == std::vector{schedule});
        CHECK_FALSE(pipeline.store->schedule(schedule).is_active);
    }

    TEST_CASE("puts to rest a user whom the file no longer names only when it is to prune") {
        Pipeline pipeline;
        pipeline.workspace.users.pop_back();
        CHECK(pipeline.store->import(pipeline.workspace, false).users_deactivated == 0);
        CHECK(pipeline.store->import(pipeline.workspace, true).users_deactivated == 1);
        CHECK_FALSE(pipeline.store->user("rafael").is_active);
        const auto report = pipeline.store->tick();
        REQUIRE(report.items.size() == 1);
        CHECK(report.items[0].user_handle == "maya");
    }

    TEST_CASE("leaves alone a schedule that was added by hand, and restarts it with its user") {
        Pipeline pipeline;
        config::ScheduleEntry entry;
        entry.frequency = schedule::Frequency::daily;
        entry.preferred_time = "07:00";
        entry.content_types = {"newsletter"};
        const auto added = pipeline.store->add_schedule(pipeline.rafael, entry);
        CHECK(added.next_due_at == at("2026-11-19T10:00:00Z"));
        auto both = pipeline.workspace;
        pipeline.workspace.users.pop_back();
        CHECK(pipeline.store->import(pipeline.workspace, true).schedules_deactivated ==
              1);  // the imported one
        CHECK(pipeline.store->schedule(added.id).is_active);
        CHECK_FALSE(pipeline.store->schedule(added.id).user_is_active);
        pipeline.clock.set(at("2026-11-27T12:00:00Z"));
        pipeline.store->import(both, true);
        CHECK(pipeline.store->schedule(added.id).next_due_at == at("2026-11-27T10:00:00Z"));
        CHECK(error_of([&] { pipeline.store->add_schedule(pipeline.rafael, entry); }).kind() ==
              ErrorKind::bad_input);
    }

    TEST_CASE("refuses a handle that the database knows under another id, and takes none of the file") {
        Pipeline pipeline;
        pipeline.workspace.users[0].name = "Another Maya";
        pipeline.workspace.users[1].id = "33333333-3333-4333-8333-333333333333";
        const auto error = error_of([&] { pipeline.store->import(pipeline.workspace, false); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "under another id"));
        CHECK(pipeline.store->user("maya").name == "maya");
    }

    TEST_CASE("an unknown user is answered with the nearest handle") {
        Pipeline pipeline;
        const auto error = error_of([&] { pipeline.store->user("rafeal"); });
        CHECK(error.kind() == ErrorKind::bad_input);
        CHECK(says(error, "did you mean 'rafael'?"));
    }
}
