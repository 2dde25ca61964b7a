#include <pacelane/base/log.h>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pacelane;
using namespace std::string_literals;

namespace {

const Instant kAt = *parse_instant("2026-11-19T21:30:00Z");

LogEntry failed_analysis() {
    return {LogLevel::error,
            "analyze",
            "failed",
            {{"user", "maya"}, {"msg_id", 7}, {"next_attempt", nullptr}},
            "the folder is not there"};
}

}  // namespace

TEST_SUITE("a line of the log") {
    TEST_CASE("as text is the time, the level, the stage, the event, the fields and the reason") {
        CHECK(
            log_line(LogFormat::text, kAt, failed_analysis()) ==
            "2026-11-19T21:30:00.000Z error analyze failed user=maya msg_id=7 next_attempt=none: the folder "
            "is not there\n");
    }

    TEST_CASE("as JSON is an object with the same, its numbers being numbers") {
        CHECK(log_line(LogFormat::json, kAt, failed_analysis()) ==
              R"({"time":"2026-11-19T21:30:00.000Z","level":"error","stage":"analyze","event":"failed",)"
              R"("user":"maya","msg_id":7,"next_attempt":null,"reason":"the folder is not there"})"
              "\n");
    }

    TEST_CASE("is one line and valid, whatever bytes its texts hold") {
        std::string bytes;
        for (int byte = 0; byte < 256; ++byte)
            bytes += static_cast<char>(byte);
        for (const auto& text : {bytes, "a\nb\r\n"s, "\xc2\x9b"s, "\xed\xa0\x80"s, "\xf0\x9f\x98"s, "\0"s,
                                 "\"}\n{\"level\": \"forged\""s}) {
            const LogEntry entry{LogLevel::info, text, text, {{"path", text}}, text};
            const auto json = log_line(LogFormat::json, kAt, entry);
            CHECK(json.find('\n') == json.size() - 1);
            REQUIRE(nlohmann::json::accept(json));
            CHECK(nlohmann::json::parse(json)["level"] == "info");
            const auto line = log_line(LogFormat::text, kAt, entry);
            CHECK(line.find('\n') == line.size() - 1);
            for (const char c : line.substr(0, line.size() - 1))
                CHECK((static_cast<unsigned char>(c) >= ' ' && c != 0x7f));
        }
    }

    TEST_CASE("as text obeys no escape sequence, be it of one byte or in UTF-8") {
        const LogEntry entry{LogLevel::info, "s", "e", {}, "\x1b[2J\xc2\x9b"s + "2J \xc3\xa9"};
        CHECK(log_line(LogFormat::text, kAt, entry) ==
              "2026-11-19T21:30:00.000Z info s e: \\x1b[2J\\u009b2J \xc3\xa9\n");
    }

    TEST_CASE("as text quotes a value that could be taken for more than one") {
        const LogEntry entry{LogLevel::info, "s", "e", {{"path", "a b=\"c\""}, {"none", ""}}, ""};
        CHECK(log_line(LogFormat::text, kAt, entry) ==
              "2026-11-19T21:30:00.000Z info s e path=\"a b=\\\"c\\\"\" none=\"\"\n");
    }
}

TEST_CASE("a log leaves out what is above its level, and takes the time from its clock") {
    ManualClock clock(kAt);
    std::string written;
    const Log log(LogFormat::text, LogLevel::warning, clock, [&](std::string_view line) { written += line; });
    log.write({LogLevel::info, "s", "e", {}, ""});
    CHECK(written.empty());
    CHECK_FALSE(log.takes(LogLevel::debug));
    clock.advance(std::chrono::seconds(1));
    log.write({LogLevel::warning, "s", "e", {}, ""});
    CHECK(written == "2026-11-19T21:30:01.000Z warning s e\n");
}

TEST_CASE("a log format is known by its name") {
    CHECK(log_format("json") == LogFormat::json);
    CHECK(log_format(name(LogFormat::text)) == LogFormat::text);
    CHECK_FALSE(log_format("JSON"));
    CHECK_FALSE(log_format(""));
}
