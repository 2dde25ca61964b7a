#include "helpers.h"

#include <memory>
#include <pacelane/queue/queue.h>
#include <pacelane/store/migrations.h>
#include <stdexcept>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::faults;

namespace {

const ManualClock clock_at_nine(*parse_instant("2026-11-19T09:00:00Z"));

struct Session {
    explicit Session(const std::string& path) : connection(path, {}) {}
    sqlite::Connection connection;
    queue::Queues queues{connection, clock_at_nine};
};

void expect(bool truth, const char* what) {
    if (!truth) throw std::logic_error(what);
}

// Five messages, of which one is read and one archived.
void prepare(const std::string& path) {
    store::migrate(path, {}, clock_at_nine);
    Session session(path);
    session.queues.create("jobs");
    for (int n = 1; n <= 5; ++n)
        session.queues.send("jobs", "{\"n\": " + std::to_string(n) + "}");
    session.queues.read("jobs", std::chrono::seconds(30), 1);
    session.queues.archive("jobs", 5);
}

void check(const std::function<void(queue::Queues&)>& work) {
    check_all_faults({prepare,
                      [work](const std::string& path) {
                          auto session = std::make_shared<Session>(path);
                          return [work, session] { work(session->queues); };
                      },
                      {}});
}

}  // namespace

TEST_SUITE("a queue on a failing disk") {
    TEST_CASE("create") {
        check([](queue::Queues& queues) { queues.create("more"); });
    }

    TEST_CASE("drop") {
        check([](queue::Queues& queues) { expect(queues.drop("jobs"), "there was nothing to drop"); });
    }

    TEST_CASE("send: an acknowledged message is there exactly once, and its id is new") {
        check([](queue::Queues& queues) {
            expect(queues.send("jobs", R"({"n": 6})") == 6, "not the next id");
        });
    }

    TEST_CASE("send of a message of many pages") {
        check([](queue::Queues& queues) { queues.send("jobs", '"' + std::string(40'000, 'x') + '"'); });
    }

    TEST_CASE("send_batch: all or nothing") {
        check([](queue::Queues& queues) {
            const auto ids = queues.send_batch("jobs", std::vector<std::string>(100, "{}"));
            expect(ids.size() == 100 && ids.front() == 6 && ids.back() == 105, "not the next ids");
        });
    }

    TEST_CASE("read: who is told of an error holds no message") {
        check([](queue::Queues& queues) {
            const auto messages = queues.read("jobs", std::chrono::seconds(30), 2);
            expect(messages.size() == 2 && messages[0].msg_id == 2 && messages[1].msg_id == 3, "not 2 and 3");
        });
    }

    TEST_CASE("pop") {
        check([](queue::Queues& queues) {
            const auto messages = queues.pop("jobs");
            expect(messages.size() == 1 && messages[0].message == R"({"n": 2})", "not the second");
        });
    }

    TEST_CASE("archive: the message is in one place") {
        check([](queue::Queues& queues) { expect(queues.archive("jobs", 3), "it was not there"); });
    }

    TEST_CASE("delete") {
        check([](queue::Queues& queues) { expect(queues.remove("jobs", 3), "it was not there"); });
    }

    TEST_CASE("set_vt") {
        check([](queue::Queues& queues) {
            expect(queues.set_vt("jobs", 3, std::chrono::seconds(60)).has_value(), "it was not there");
        });
    }

    TEST_CASE("purge") {
        check([](queue::Queues& queues) { expect(queues.purge("jobs") == 4, "not four"); });
    }
}
