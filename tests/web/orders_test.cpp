// What the API refuses and how it says so, and orders for several things at once.
#include "web/client.h"

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("web");

TEST_CASE("every error of the API is JSON, whatever refused the request; a person's form is told in words") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const Headers json{{"Content-Type", "application/json"}};
    const auto told = [](const Reply& reply, int status, const std::string& part) {
        CAPTURE(reply.body);
        CHECK_EQ(reply.status, status);
        REQUIRE_EQ(reply.headers.at("content-type"), "application/json");
        CHECK(has(reply.json().at("error").at("message").get<std::string>(), part));
    };
    told(post(served, "/api/v1/write", "", {{"Content-Type", "text/xml"}}), 403, "own pages");
    told(post(served, "/api/v1/write", "{", json), 400, "neither a form nor a JSON object");
    told(post(served, "/api/v1/write", R"({"analysis": {"id": 1}})", json), 400, "neither a form nor");
    told(post(served, "/api/v1/write", std::string(100'000, 'x'), json), 413, "too large");
    told(get(served, "/api/v1/status", {{"Host", "evil.example"}}), 421, "evil.example");
    told(get(served, "/api/v1/status", {{"Authorization", "Bearer wrong"}}), 401, "token");
    told(get(served, "/api/v1/status", {{"Sec-Fetch-Site", "cross-site"}}), 403, "Another site");
    // A body that is not taken is no way around the host's name.
    told(post(served, "/api/v1/write", "{", {{"Host", "evil.example"}}), 421, "evil.example");
    const auto form = post(served, "/api/v1/write", "token=old",
                           {{"Origin", "http://" + served.host()}, {"Accept", "text/html,*/*;q=0.8"}});
    CHECK_EQ(form.status, 403);
    CHECK(has(form.headers.at("content-type"), "text/plain"));

    for (const auto& action : {"analyze", "write", "retry", "pause", "resume"}) {
        CAPTURE(action);
        const auto reply = get(served, std::string("/api/v1/") + action);
        told(reply, 405, "is for POST");
        CHECK_EQ(reply.headers.at("allow"), "POST");
    }
    for (const auto& look : {"/api/v1/status", "/api/v1/analyses", "/api/v1/generations/1", "/api/v1/events",
                             "/metrics", "/readyz"}) {
        CAPTURE(look);
        const auto reply = act(served, look, nlohmann::json::object());
        told(reply, 405, "is for GET");
        CHECK_EQ(reply.headers.at("allow"), "GET, HEAD");
    }
    CHECK_EQ(get(served, "/api/v1/runs").json().size(), 0);
}

TEST_CASE("an order that lacks something, or has what is not known, is not carried out") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto told = [&](const std::string& action, const nlohmann::json& fields, const std::string& part) {
        CAPTURE(action);
        CAPTURE(fields.dump());
        const auto reply = act(served, "/api/v1/" + action, fields);
        CHECK_EQ(reply.status, 400);
        CHECK(has(reply.json().at("error").at("message").get<std::string>(), part));
    };
    told("analyze", nlohmann::json::object(), "give user");
    told("analyze", {{"usr", "ana"}}, "no field 'usr' here, but user, date, again");
    told("analyze", {{"user", "ana"}, {"again", "perhaps"}}, "again: 'perhaps'");
    told("analyze", {{"user", nlohmann::json::array({"ana", "ben"})}}, "user is given more than once");
    told("analyze", {{"user", std::string("ana\0x", 5)}}, "zero byte");
    // Without its name it would be everybody's drafts that are written.
    told("write", {{"analyis", "0123"}}, "no field 'analyis'");
    told("retry", nlohmann::json::object(), "give stage");
    told("retry", {{"stage", "write"}}, "give id");
    told("pause", nlohmann::json::object(), "give schedule");
    told("resume", {{"schedule", nlohmann::json::array()}}, "give schedule");
    CHECK_EQ(get(served, "/api/v1/runs").json().size(), 0);
}

TEST_CASE("several schedules are paused and resumed at once, by a list and by the form's marks") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    CHECK_FALSE(has(get(Served(sandbox), "/schedules").body, "Pause the marked"));  // there is one
    for (const auto& day : {"tuesday", "friday"})
        REQUIRE_EQ(sandbox.run({"schedule", "add", "--user", "ana", "--frequency", "weekly", "--days", day})
                       .exit_code,
                   0);
    const auto id = [&](int which) {
        return sandbox.value("SELECT id FROM pacing_schedules ORDER BY id LIMIT 1 OFFSET " +
                             std::to_string(which));
    };
    const auto active = [&] {
        return sandbox.value(
            "SELECT group_concat(is_active, '') FROM (SELECT is_active FROM "
            "pacing_schedules ORDER BY id)");
    };
    const Served served(sandbox);
    const auto page = get(served, "/schedules").body;
    CHECK(has(page, "type=\"checkbox\" name=\"schedule\" value=\"" + id(1) + "\" form=\"marked\""));
    CHECK(has(page, "formaction=\"/api/v1/resume\""));

    const auto begun = act(served, "/api/v1/pause", {{"schedule", {id(0), id(2), id(2)}}});
    CHECK_EQ(begun.json().at("title"), "Pause 2 schedules");
    CHECK_EQ(end_of_run(served, begun).at("exit_code"), 0);
    CHECK_EQ(active(), "010");
    // As a form without JavaScript sends the marks; what is paused already is left out.
    const auto form = [&](const std::string& verb, const std::string& marks) {
        return post(served, "/api/v1/" + verb, marks + "back=%2Fschedules&token=" + page_token(served),
                    {{"Origin", "http://" + served.host()}, {"Accept", "text/html"}});
    };
    const auto all = "schedule=" + id(0) + "&schedule=" + id(1) + "&schedule=" + id(2) + "&";
    const auto wait = [&] {
        const auto run = get(served, "/api/v1/runs").json().at(0);
        end_of_run(
            served,
            {202, {}, nlohmann::json{{"url", "/api/v1/runs/" + run.at("id").get<std::string>()}}.dump()});
        return run.at("title").get<std::string>();
    };
    CHECK_EQ(form("pause", all).headers.at("location"), "/schedules");
    CHECK_EQ(wait(), "Pause a schedule of ana");
    CHECK_EQ(active(), "000");
    CHECK_EQ(form("pause", all).status, 409);
    CHECK_EQ(form("pause", "").status, 400);
    CHECK_EQ(form("resume", all).status, 303);
    CHECK_EQ(wait(), "Resume 3 schedules");
    CHECK_EQ(active(), "111");
    CHECK_EQ(act(served, "/api/v1/pause", {{"schedule", {id(0), "nope"}}}).status, 404);
    CHECK_EQ(active(), "111");
}

TEST_SUITE_END();
