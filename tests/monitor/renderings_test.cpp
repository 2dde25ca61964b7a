// JSON and Prometheus' text format.
#include "helpers.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <pacelane/base/text.h>
#include <pacelane/monitor/json.h>
#include <pacelane/monitor/prometheus.h>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace pacelane;
using namespace pacelane::monitor;

namespace {

std::string contents(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

/// The metrics' names that an expression of PromQL uses.
std::set<std::string> metrics_in(const std::string& expression) {
    std::set<std::string> names;
    for (std::size_t at = 0; (at = expression.find("pacelane_", at)) != std::string::npos;) {
        const auto end = expression.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at);
        names.insert(expression.substr(at, end - at));
        at = std::min(end, expression.size());
    }
    return names;
}

}  // namespace

TEST_SUITE("json") {
    TEST_CASE("has the names that it always had, and the new ones") {
        const auto json = to_json(busy_pipeline());
        const auto& queue = json["queues"][0];
        CHECK(queue["queue_name"] == "pacing_content_queue");
        CHECK(queue["pending_messages"] == 3);
        CHECK(queue["visible_messages"] == 2);
        CHECK(queue["oldest_msg_age_sec"] == 600);
        CHECK(json["queues"][1]["oldest_msg_age_sec"].is_null());
        CHECK(json["analyses"]["completed"] == 1'000'000);
        CHECK(json["generations"]["withdrawn"] == 7);
        CHECK(json["users"] == 2);
        CHECK(json["scheduler"]["enabled"] == true);
        CHECK(json["scheduler"]["last_tick_at"] == "2026-11-19T11:55:00.000Z");
        CHECK(json["latest_analyses"][1]["attempts"] == 5);
        CHECK(json["latest_analyses"][0]["topics"].size() == 2);
        CHECK(json["timings"][0]["p95_sec"] == 12.3);
        CHECK(json["timings"][1]["p95_sec"].is_null());
        CHECK(json["schedules"][1]["inactive_reason"] == "paused");
        CHECK(json["history"].size() == 14);
        CHECK(json["history"][13]["date"] == "2026-11-19");
        CHECK(json["errors"][0]["stage"] == "analyze");
        CHECK(json["errors"][0]["analysis_date"] == "2026-11-19");
        CHECK(json["errors"][0]["analysis_id"] == json["errors"][0]["id"]);
    }
    TEST_CASE("is described, key by key, in docs/monitor.md") {
        const auto page = contents(PACELANE_SOURCE_DIR "/docs/monitor.md");
        const auto json = to_json(busy_pipeline());
        const auto check_keys = [&](const Json& object) {
            for (const auto& item : object.items())
                CHECK_MESSAGE(has(page, "`" + item.key() + "`"), item.key());
        };
        check_keys(json);
        for (const auto* list :
             {"queues", "timings", "schedules", "history", "latest_analyses", "latest_generations", "errors"})
            check_keys(json[list][0]);
    }
}

TEST_SUITE("prometheus") {
    TEST_CASE("gives each metric its help and type once, before its samples") {
        std::set<std::string> seen;
        std::string current;
        const auto page = prometheus(busy_pipeline());
        for (const auto line : split(page, '\n')) {
            const auto words = split(line, ' ');
            if (line.starts_with("# HELP ")) {
                CHECK_MESSAGE(seen.insert(std::string(words[2])).second, line);
                current = words[2];
            } else if (line.starts_with("# TYPE ")) {
                CHECK(words[2] == current);
            } else if (!line.empty()) {
                CHECK_MESSAGE(line.starts_with(current), line);
            }
        }
        CHECK(page.back() == '\n');
        CHECK(seen.size() == metric_names().size());
    }
    TEST_CASE("escapes what a label may hold, and keeps large numbers whole") {
        const auto page = prometheus(busy_pipeline());
        CHECK(has(page, R"(queue="a \"queue\" \\ of a)"));
        CHECK(has(page, "pacelane_queue_archived_messages{queue=\"pacing_content_queue\"} 1234567\n"));
        CHECK(has(page, "pacelane_stage_duration_seconds{stage=\"analyze\",quantile=\"0.95\"} 12.3\n"));
        CHECK(has(page, "pacelane_stage_duration_seconds_sum{stage=\"analyze\"} 500000.5\n"));
        CHECK(has(page, "pacelane_stage_duration_seconds_count{stage=\"write\"} 0\n"));
        CHECK(has(page, "pacelane_scheduler_last_tick_timestamp_seconds 1795089300\n"));
    }
    TEST_CASE("promtool finds nothing to say about it") {
        if (std::system("command -v promtool > /dev/null 2>&1") != 0) {
            MESSAGE("promtool is not installed (Debian: prometheus): not checked");
            return;
        }
        // With a queue that has no odd name: promtool reads it, but other readers may not.
        auto* const pipe = ::popen("promtool check metrics 2>&1 >&2", "w");
        REQUIRE(pipe);
        const auto page = prometheus(busy_pipeline());
        std::fwrite(page.data(), 1, page.size(), pipe);
        CHECK(::pclose(pipe) == 0);
    }
    TEST_CASE("every metric is in docs/monitor.md") {
        const auto page = contents(PACELANE_SOURCE_DIR "/docs/monitor.md");
        for (const auto& name : metric_names())
            CHECK_MESSAGE(has(page, "`" + name + "`"), name);
    }
}

TEST_SUITE("dashboard") {
    TEST_CASE("is JSON, and asks only for metrics that exist") {
        const auto dashboard = Json::parse(contents(PACELANE_SOURCE_DIR "/examples/grafana-dashboard.json"));
        auto known = metric_names();
        for (const auto* part : {"_sum", "_count"})
            known.push_back(std::string("pacelane_stage_duration_seconds") + part);
        std::set<std::string> used;
        REQUIRE(dashboard["panels"].size() > 5);
        for (const auto& panel : dashboard["panels"])
            for (const auto& target : panel.value("targets", Json::array()))
                for (const auto& name : metrics_in(target["expr"])) {
                    used.insert(name);
                    CHECK_MESSAGE(std::find(known.begin(), known.end(), name) != known.end(), name);
                }
        // What an operator looks for first.
        for (const auto* name : {"pacelane_queue_messages", "pacelane_queue_oldest_message_age_seconds",
                                 "pacelane_analyses", "pacelane_drafts", "pacelane_stage_duration_seconds",
                                 "pacelane_errors", "pacelane_scheduler_last_tick_timestamp_seconds"})
            CHECK_MESSAGE(used.contains(name), name);
    }
}
