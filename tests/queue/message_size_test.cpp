#include "queue/helpers.h"

using namespace pacelane;
using namespace pacelane::queue;

namespace {

/// A database that takes rows of at most 10,000 bytes, as SQLite takes none of more than 1,000,000,000.
struct SmallRows : Jobs {
    SmallRows() {
        small.execute(bytes_of(PACELANE_SOURCE_DIR "/schema/sqlite/0001_initial.sql"));
        queues.create("jobs");
    }
    static sqlite::Options options() {
        auto options = creating();
        options.longest_row = 10'000;
        return options;
    }
    static std::string text_of(std::size_t bytes) { return '"' + std::string(bytes - 2, 'x') + '"'; }
    sqlite::Connection small{":memory:", options()};
    Queues queues{small, clock};
};

}  // namespace

TEST_SUITE("the size of a message") {
    TEST_CASE_FIXTURE(SmallRows,
                      "one that no row can hold is bad input that names the queue, and nothing is sent") {
        CHECK(queues.send("jobs", text_of(9800)) == 1);
        CHECK(
            refusal([&] { queues.send("jobs", text_of(9801)); }) ==
            "queue 'jobs': the message is too large: 9801 bytes with its headers, and a queue takes at most "
            "9800; store the content elsewhere and send a reference to it");
        SendOptions with_headers;
        with_headers.headers = text_of(100);
        CHECK(queues.send("jobs", text_of(9700), with_headers) == 2);
        CHECK(
            refusal([&] { queues.send("jobs", text_of(9701), with_headers); }).starts_with("queue 'jobs': "));
        CHECK(queues.metrics("jobs").queue_length == 2);
    }

    TEST_CASE_FIXTURE(SmallRows, "of a batch it is told which one, and none of it is sent") {
        const std::vector<std::string> batch{"1", "2", text_of(20'000), "4"};
        CHECK(refusal([&] {
                  queues.send_batch("jobs", batch);
              }).starts_with("queue 'jobs': message 3 of 4 is too large: 20000 bytes"));
        const std::vector<std::string> headers{"{}", text_of(9999)};
        CHECK(refusal([&] {
                  queues.send_batch("jobs", std::vector<std::string>{"1", "2"}, {}, headers);
              }).starts_with("queue 'jobs': message 2 of 2 is too large"));
        std::vector<StoredMessage> stored(2);
        stored[1].message = text_of(10'001);
        CHECK(refusal([&] {
                  queues.restore("jobs", stored, false);
              }).starts_with("queue 'jobs': message 2 of 2 is too large"));
        CHECK(queues.metrics("jobs").queue_length == 0);
    }

    TEST_CASE_FIXTURE(SmallRows, "what fits can also be archived, which takes a longer row") {
        const auto id = queues.send("jobs", text_of(9800));
        CHECK(queues.read("jobs", seconds(30)).size() == 1);
        CHECK(queues.archive("jobs", id));
    }
}
