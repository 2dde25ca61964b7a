#include "helpers.h"

namespace pacelane::queue {

TEST_CASE_FIXTURE(Jobs, "a name is refused when it is too long or holds $ ; -- or '") {
    for (const auto* name : {"", "a$b", "a;b", "a--b", "a'b"})
        CHECK(refusal([&] { queues.create(name); }).find(name) != std::string::npos);
    queues.create(std::string(47, 'x'));
    refusal([&] { queues.create(std::string(48, 'x')); });
    std::string umlauts;
    for (int i = 0; i < 47; ++i)
        umlauts += "\xC3\xBC";
    queues.create(umlauts);
    CHECK(queues.send(umlauts, "1") == 1);
}

TEST_CASE_FIXTURE(Jobs, "names with blanks, quotes and keywords of SQL are names like others") {
    for (const auto* name : {"select", "a b", "q\"x", "0", "a-b", "drop table users", "[x]", "\xC3\xA9"}) {
        queues.create(name);
        const auto id = queues.send(name, "1");
        CHECK(Jobs::ids(queues.read(name, seconds(0))) == Ids{id});
        CHECK(queues.archive(name, id));
        CHECK(queues.find(name, id)->archived_at);
        CHECK(queues.metrics(name).queue_name == name);
        CHECK(queues.purge(name) == 0);
        CHECK(queues.drop(name));
    }
}

TEST_CASE_FIXTURE(Jobs, "names that differ in case are one queue, listed as first given") {
    queues.create("Mail");
    queues.create("MAIL");
    CHECK(queues.send("mail", "1") == 1);
    CHECK(queues.metrics("mAIL").queue_length == 1);
    int found = 0;
    for (const auto& info : queues.list())
        found += info.queue_name == "Mail" ? 1 : 0;
    CHECK(found == 1);
}

TEST_CASE_FIXTURE(Jobs, "names that differ in case are one queue in all of Unicode, composed or not") {
    queues.create("\xC3\x89");
    CHECK(queues.send("\xC3\xA9", "1") == 1);
    CHECK(queues.send("e\xCC\x81", "1") == 2);
    CHECK(same_queue("LOOP", "loop"));
    CHECK_FALSE(same_queue("e", "\xC3\xA9"));
}

TEST_CASE_FIXTURE(Jobs, "no queue's tables and indexes collide with another's") {
    for (const auto* name : {"mail_ready", "mail", "mail_hidden", "q_mail", "a_mail", "qr_mail", "sqlite_x",
                             "archive_ready", "archive"}) {
        queues.create(name);
        CHECK(queues.send(name, "1") == 1);
        CHECK(queues.archive(name, 1));
    }
}

TEST_CASE_FIXTURE(Jobs, "to create a queue again does nothing to it") {
    send(2);
    queues.create("jobs");
    CHECK(queues.metrics("jobs").queue_length == 2);
}

TEST_CASE_FIXTURE(Jobs, "a dropped queue is gone with its messages and its archive; dropping none is false") {
    send(2);
    queues.archive("jobs", 1);
    CHECK(queues.drop("jobs"));
    CHECK_FALSE(queues.drop("jobs"));
    queues.create("jobs");
    CHECK(queues.metrics("jobs").total_messages == 0);
    CHECK_FALSE(queues.find("jobs", 1));
}

TEST_CASE_FIXTURE(Jobs, "every call on a queue that does not exist is refused and names it") {
    const Ids one{1};
    for (const auto& call : std::initializer_list<std::function<void()>>{
             [&] { queues.send("nope", "1"); },
             [&] { queues.send_batch("nope", std::vector<std::string>{"1"}); },
             [&] { queues.read("nope", seconds(1)); }, [&] { queues.pop("nope"); },
             [&] { queues.archive("nope", 1); }, [&] { queues.remove("nope", one); },
             [&] { queues.set_vt("nope", 1, seconds(1)); }, [&] { queues.purge("nope"); },
             [&] { queues.metrics("nope"); }, [&] { queues.peek("nope", 1); },
             [&] { queues.find("nope", 1); }, [&] { queues.trim_archive("nope", clock.now()); }})
        CHECK(refusal(call) == "queue 'nope' does not exist; create it first");
}

TEST_CASE_FIXTURE(Jobs,
                  "a queue that was dropped behind one's back is missed, and found again when it is back") {
    Queues other(connection, clock);
    send(1);
    other.drop("jobs");
    CHECK(refusal([&] { send(1); }) == "queue 'jobs' does not exist; create it first");
    other.create("jobs");
    CHECK(send(1) == Ids{1});
}

TEST_CASE_FIXTURE(Jobs, "a message comes back exactly as it was sent") {
    for (const auto* text : {R"({"n":1.10,"big":12345678901234567890,"e":1e400,"z":-0})", "null",
                             "\"\xC3\xA9\"", "[1,  2]", "1.000000000000000000000000001"}) {
        SendOptions options;
        options.headers = R"({"x-trace":1.0})";
        const auto id = queues.send("jobs", text, options);
        const auto read = queues.read("jobs", seconds(30));
        REQUIRE(read.size() == 1);
        CHECK(read[0].msg_id == id);
        CHECK(read[0].message == text);
        CHECK(read[0].headers == R"({"x-trace":1.0})");
        CHECK(read[0].enqueued_at == clock.now());
        queues.archive("jobs", id);
        CHECK(queues.find("jobs", id)->message == text);
    }
}

TEST_CASE_FIXTURE(Jobs, "what is not JSON is refused, and nothing of its batch is sent") {
    refusal([&] { queues.send("jobs", "{'a':1}"); });
    refusal([&] { queues.send("jobs", ""); });
    refusal([&] { queues.send_batch("jobs", std::vector<std::string>{"1", "oops"}); });
    SendOptions options;
    options.headers = "{";
    refusal([&] { queues.send("jobs", "1", options); });
    CHECK(queues.metrics("jobs").total_messages == 0);
}

TEST_CASE_FIXTURE(Jobs, "a delayed message is visible when its time has come") {
    SendOptions options;
    options.delay = seconds(10);
    queues.send("jobs", "1", options);
    CHECK(read_ids(1).empty());
    clock.advance(std::chrono::milliseconds(9999));
    CHECK(read_ids(1).empty());
    clock.advance(std::chrono::milliseconds(1));
    CHECK(read_ids(1) == Ids{1});
}

TEST_CASE_FIXTURE(Jobs,
                  "a message can be sent for a point in time; a past one, or a negative delay, is at once") {
    SendOptions at;
    at.visible_at = clock.now() + seconds(60);
    queues.send("jobs", "1", at);
    at.visible_at = clock.now() - seconds(60);
    queues.send("jobs", "2", at);
    SendOptions negative;
    negative.delay = seconds(-5);
    queues.send("jobs", "3", negative);
    CHECK(read_ids(10) == Ids{2, 3});
    clock.advance(seconds(60));
    CHECK(read_ids(10) == Ids{1, 2, 3});
}

TEST_CASE_FIXTURE(Jobs, "a delay beyond the calendar is refused") {
    SendOptions options;
    options.delay = seconds(std::numeric_limits<std::int64_t>::max());
    refusal([&] { queues.send("jobs", "1", options); });
    send(1);
    refusal([&] { queues.read("jobs", seconds(300'000'000'000)); });
    refusal([&] { queues.set_vt("jobs", 1, seconds(std::numeric_limits<std::int64_t>::min())); });
    CHECK(queues.find("jobs", 1)->read_ct == 0);
}

TEST_CASE_FIXTURE(Jobs,
                  "a batch gets ids in its order; headers pair by position, and their number must match") {
    const std::vector<std::string> messages{"1", "2", "3"};
    CHECK(queues.send_batch("jobs", messages, {}, std::vector<std::string>{"{\"h\":1}", "null", "{}"}) ==
          Ids{1, 2, 3});
    CHECK(queues.find("jobs", 1)->headers == "{\"h\":1}");
    CHECK(queues.find("jobs", 3)->headers == "{}");
    refusal([&] { queues.send_batch("jobs", messages, {}, std::vector<std::string>{"{}"}); });
    CHECK(queues.send_batch("jobs", {}).empty());
    CHECK(queues.metrics("jobs").total_messages == 3);
}

TEST_CASE_FIXTURE(Jobs,
                  "a read takes the lowest visible ids, counts, hides, and shows the values after that") {
    send(3);
    const auto read = queues.read("jobs", seconds(30), 2);
    CHECK(ids(read) == Ids{1, 2});
    CHECK(read[0].read_ct == 1);
    CHECK(read[0].vt == clock.now() + seconds(30));
    CHECK(read_ids(10) == Ids{3});
    CHECK(read_ids(10).empty());
    clock.advance(seconds(30));
    const auto again = queues.read("jobs", seconds(30), 10);
    CHECK(ids(again) == Ids{1, 2, 3});
    CHECK(again[0].read_ct == 2);
}

TEST_CASE_FIXTURE(Jobs, "a message whose time has come goes before later ones") {
    send(1);
    CHECK(read_ids(1, seconds(5)) == Ids{1});
    send(1);
    clock.advance(seconds(5));
    CHECK(read_ids(1) == Ids{1});
}

TEST_CASE_FIXTURE(Jobs,
                  "vt zero or less leaves a message visible; a quantity of 0 takes none, below is refused") {
    send(1);
    CHECK(read_ids(1, seconds(0)) == Ids{1});
    CHECK(read_ids(1, seconds(-10)) == Ids{1});
    CHECK(queues.find("jobs", 1)->read_ct == 2);
    CHECK(read_ids(0).empty());
    refusal([&] { read_ids(-1); });
    refusal([&] { queues.pop("jobs", -1); });
}

TEST_CASE_FIXTURE(Jobs, "a clock that is set back hides what became visible later") {
    send(1);
    read_ids(1, seconds(10));
    clock.advance(seconds(10));
    read_ids(1, seconds(0));
    clock.advance(seconds(-60));
    CHECK(read_ids(1).empty());
}

TEST_CASE_FIXTURE(Jobs, "a conditional read takes only messages that contain the condition") {
    queues.send_batch("jobs", std::vector<std::string>{R"({"type":"a"})", R"({"type":"b","n":1})", "[]",
                                                       "null", R"({"type":"b","n":2})"});
    const Condition b(R"({"type":"b"})");
    const auto one = queues.read("jobs", seconds(30), 1, &b);
    CHECK(ids(one) == Ids{2});
    CHECK(one[0].read_ct == 1);
    CHECK(ids(queues.read("jobs", seconds(30), 10, &b)) == Ids{5});
    const Condition all("{}");
    CHECK(ids(queues.read("jobs", seconds(30), 10, &all)) == Ids{1, 3, 4});
}

TEST_CASE_FIXTURE(Jobs, "a poll returns at once with what is there, and with nothing when its time is over") {
    using std::chrono::milliseconds;
    CHECK(queues.read_with_poll("jobs", seconds(30), 1, milliseconds(3), milliseconds(1)).empty());
    CHECK(queues.read_with_poll("jobs", seconds(30), 1, milliseconds(0), milliseconds(0)).empty());
    send(1);
    CHECK(queues.read_with_poll("jobs", seconds(30), 1, std::chrono::hours(1), milliseconds(1)).size() == 1);
}

TEST_CASE_FIXTURE(Jobs, "pop deletes as it reads and does not count the reading") {
    send(3);
    read_ids(1);
    const auto popped = queues.pop("jobs");
    CHECK(ids(popped) == Ids{2});
    CHECK(popped[0].read_ct == 0);
    CHECK_FALSE(queues.find("jobs", 2));
    CHECK(ids(queues.pop("jobs", 10)) == Ids{3});
    CHECK(queues.pop("jobs").empty());
}

TEST_CASE_FIXTURE(Jobs, "archive moves a message, hidden or not, with all it has; an id twice counts once") {
    send(3);
    read_ids(1, seconds(7));
    CHECK(queues.archive("jobs", Ids{1, 1, 9, 2}) == Ids{1, 2});
    CHECK_FALSE(queues.archive("jobs", 1));
    const auto archived = queues.find("jobs", 1);
    REQUIRE(archived);
    CHECK(archived->archived_at == clock.now());
    CHECK(archived->read_ct == 1);
    CHECK(archived->vt == clock.now() + seconds(7));
    CHECK(queues.archive("jobs", Ids{}).empty());
}

TEST_CASE_FIXTURE(Jobs, "delete answers what was there, and does not reach the archive") {
    send(3);
    queues.archive("jobs", 1);
    CHECK_FALSE(queues.remove("jobs", 1));
    CHECK(queues.remove("jobs", 2));
    CHECK(queues.remove("jobs", Ids{2, 3, 3}) == Ids{3});
    CHECK(queues.find("jobs", 1));
}

TEST_CASE_FIXTURE(Jobs, "set_vt moves visibility either way and leaves read_ct") {
    send(2);
    read_ids(1);
    const auto shown = queues.set_vt("jobs", 1, seconds(-1));
    REQUIRE(shown);
    CHECK(shown->read_ct == 1);
    CHECK(shown->vt == clock.now() - seconds(1));
    CHECK(ids(queues.set_vt("jobs", Ids{2, 7, 2}, seconds(60))) == Ids{2});
    CHECK_FALSE(queues.set_vt("jobs", 7, seconds(1)));
    CHECK(read_ids(10) == Ids{1});
}

TEST_CASE_FIXTURE(Jobs,
                  "no id is ever given twice: not after delete, pop, purge, or a send that was undone") {
    send(2);
    queues.remove("jobs", 2);
    CHECK(send(1) == Ids{3});
    queues.pop("jobs", 10);
    CHECK(send(1) == Ids{4});
    CHECK(queues.purge("jobs") == 1);
    CHECK(send(1) == Ids{5});
    CHECK(queues.metrics("jobs").total_messages == 5);
}

TEST_CASE_FIXTURE(Jobs, "purge leaves the archive") {
    send(2);
    queues.archive("jobs", 1);
    CHECK(queues.purge("jobs") == 1);
    CHECK(queues.find("jobs", 1));
    CHECK(queues.purge("jobs") == 0);
}

TEST_CASE_FIXTURE(Jobs, "metrics count what waits, what is visible and what was ever sent") {
    const auto empty = queues.metrics("jobs");
    CHECK(empty.queue_length == 0);
    CHECK_FALSE(empty.oldest_msg_age_sec);
    CHECK_FALSE(empty.newest_msg_age_sec);
    send(1);
    clock.advance(seconds(90));
    send(2);
    read_ids(2);
    clock.advance(std::chrono::milliseconds(1999));
    const auto metrics = queues.metrics("jobs");
    CHECK(metrics.queue_length == 3);
    CHECK(metrics.queue_visible_length == 1);
    CHECK(metrics.oldest_msg_age_sec == 91);
    CHECK(metrics.newest_msg_age_sec == 1);
    CHECK(metrics.total_messages == 3);
    CHECK(metrics.scrape_time == clock.now());
    CHECK(queues.metrics_all().size() == queues.list().size());
}

TEST_CASE_FIXTURE(Jobs, "peek and find look without touching") {
    send(3);
    queues.archive("jobs", 2);
    CHECK(ids(queues.peek("jobs", 10)) == Ids{1, 3});
    CHECK(ids(queues.peek("jobs", 1)) == Ids{1});
    CHECK(queues.find("jobs", 1)->read_ct == 0);
    CHECK_FALSE(queues.find("jobs", 1)->archived_at);
    CHECK_FALSE(queues.find("jobs", 9));
}

TEST_CASE_FIXTURE(Jobs, "an archive is trimmed by the time of archiving") {
    send(2);
    queues.archive("jobs", 1);
    clock.advance(seconds(10));
    queues.archive("jobs", 2);
    CHECK(queues.trim_archive("jobs", clock.now()) == 1);
    CHECK_FALSE(queues.find("jobs", 1));
    CHECK(queues.find("jobs", 2));
}

TEST_CASE_FIXTURE(Jobs, "calls in a transaction take effect with it, or not at all") {
    struct Stop {};
    CHECK_THROWS_AS(connection.transaction([&] {
        send(2);
        queues.archive("jobs", 1);
        throw Stop();
    }),
                    Stop);
    CHECK(queues.metrics("jobs").queue_length == 0);
    CHECK_FALSE(queues.find("jobs", 1));
}

}  // namespace pacelane::queue
