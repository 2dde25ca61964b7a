// The web monitor through its socket, as browsers, scripts and strangers use it.
#include "web/client.h"

#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("web");

namespace {

const std::string kTokenOfFile = "0123456789abcdef0123456789abcdef";

/// The small workspace with an analysis and its draft.
void make_draft(const Sandbox& sandbox) {
    import_small_workspace(sandbox);
    REQUIRE_EQ(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code, 0);
}

std::string draft_id(const Sandbox& sandbox) {
    return sandbox.value("SELECT id FROM pacing_content_generation LIMIT 1");
}

}  // namespace

TEST_CASE("every view, the API and the probes answer") {
    const Sandbox sandbox;
    make_draft(sandbox);
    const auto analysis = sandbox.value("SELECT id FROM pacing_context_analysis");
    const Served served(sandbox);
    for (const auto& path : {"/", "/analyses", "/drafts", "/errors", "/schedules", "/queues", "/runs",
                             "/analyses?user=ana&state=completed&n=50"}) {
        CAPTURE(path);
        const auto page = get(served, path);
        CHECK_EQ(page.status, 200);
        CHECK(has(page.body, "<main"));
        CHECK(has(page.headers.at("content-security-policy"), "script-src 'nonce-"));
    }
    CHECK(has(get(served, "/analyses/" + analysis).body, "Suggestions"));
    const auto draft = get(served, "/drafts/" + draft_id(sandbox));
    CHECK_EQ(draft.status, 200);
    // Whatever leads to a place of the page finds it.
    for (std::size_t at = 0; (at = draft.body.find("href=\"#", at)) != std::string::npos; ++at) {
        const auto name = draft.body.substr(at + 7, draft.body.find('"', at + 7) - at - 7);
        CHECK_MESSAGE(has(draft.body, "id=\"" + name + "\""), name);
    }
    CHECK(has(draft.body, "<mark>"));
    CHECK(has(draft.body, "notes/backups.md"));
    CHECK_EQ(get(served, "/drafts/" + draft_id(sandbox) + ".md").status, 200);
    CHECK_EQ(get(served, "/drafts/" + draft_id(sandbox) + ".txt").headers.at("content-type"),
             "text/plain; charset=utf-8");
    for (const auto& path : {"/api/v1/status", "/api/v1/analyses", "/api/v1/generations", "/api/v1/errors",
                             "/api/v1/schedules", "/api/v1/queues", "/readyz"}) {
        CAPTURE(path);
        const auto reply = get(served, path);
        CHECK_EQ(reply.status, 200);
        CHECK_NOTHROW(reply.json());
    }
    CHECK_EQ(get(served, "/api/v1/generations").json().at(0).at("id"), draft_id(sandbox));
    CHECK_EQ(get(served, "/healthz").body, "ok\n");
    CHECK(has(get(served, "/metrics").body, "# TYPE pacelane_"));
    for (const auto& path : {"/assets/monitor.css", "/assets/monitor.js", "/assets/monitor.svg"})
        CHECK_EQ(get(served, path).status, 200);
}

TEST_CASE("what does not exist, and wrong requests, are told so and harm nothing") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    CHECK_EQ(get(served, "/nothing").status, 404);
    CHECK_EQ(get(served, "/assets/../../etc/passwd").status, 404);
    CHECK_EQ(get(served, "/drafts/00000000-0000-0000-0000-000000000000").status, 404);
    CHECK_EQ(get(served, "/drafts/%3Cscript%3E").status, 404);
    CHECK_EQ(get(served, "/analyses?state=wrong").status, 400);
    CHECK_EQ(get(served, "/analyses?n=100000").status, 400);
    CHECK_EQ(get(served, "/analyses?user=nobody").status, 404);
    CHECK_EQ(get(served, "/api/v1/analyses?user=nobody").status, 404);
    CHECK_EQ(get(served, "/api/v1/nothing").status, 404);
    CHECK_EQ(act(served, "/api/v1/analyze", {{"user", "nobody"}}).status, 404);
    CHECK_EQ(act(served, "/api/v1/analyze", {{"user", "ana"}, {"date", "soon"}}).status, 400);
    CHECK_EQ(act(served, "/api/v1/retry", {{"stage", "none"}}).status, 400);
    CHECK_EQ(act(served, "/api/v1/pause", {{"schedule", "zz"}}).status, 404);
    CHECK_EQ(act(served, "/api/v1/nothing", nlohmann::json::object()).status, 404);
    CHECK_EQ(post(served, "/api/v1/write", "{", {{"Content-Type", "application/json"}}).status, 400);
    CHECK_EQ(post(served, "/api/v1/write", "<a/>", {{"Content-Type", "text/xml"}}).status, 400);
    CHECK_EQ(post(served, "/api/v1/write", std::string(100'000, 'x')).status, 413);
    {
        const Wire wire(served.port);
        wire.send("BREW / HTTP/1.1\r\nHost: " + served.host() + "\r\nConnection: close\r\n\r\n");
        CHECK(has(wire.read_all(), " 405 "));
    }
    for (const auto& bytes :
         {std::string("\0\1\2\3\r\n\r\n", 8), std::string("GET / HTTP/9.9\r\n\r\n"),
          std::string("\r\n\r\n\r\n"), "GET /" + std::string(60'000, 'a') + " HTTP/1.1\r\n\r\n",
          "GET / HTTP/1.1\r\nX: " + std::string(60'000, 'a') + "\r\n\r\n",
          std::string("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n")}) {
        const Wire wire(served.port);
        wire.send(bytes);
    }
    CHECK_EQ(get(served, "/healthz").status, 200);
}

TEST_CASE("a host name that is not the monitor's is refused: DNS rebinding") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto port = std::to_string(served.port);
    for (const auto& host :
         {"evil.example:" + port, std::string("evil.example"), "127.0.0.1.evil.example:" + port,
          "127.0.0.1:" + port + ", evil.example", std::string("127.0.0.1:1")}) {
        CAPTURE(host);
        CHECK_EQ(get(served, "/", {{"Host", host}}).status, 421);
        CHECK_EQ(get(served, "/api/v1/status", {{"Host", host}}).status, 421);
    }
    CHECK_EQ(get(served, "/", {{"Host", "localhost:" + port}}).status, 200);
    const Wire wire(served.port);
    wire.send("GET / HTTP/1.0\r\n\r\n");
    CHECK_FALSE(has(wire.read_all(), "pacelane-token"));
}

TEST_CASE("another site's page can neither read nor change anything") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto token = page_token(served);
    const auto body = "user=ana&token=" + token;
    CHECK_EQ(post(served, "/api/v1/analyze", body, {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    CHECK_EQ(post(served, "/api/v1/analyze", body, {{"Sec-Fetch-Site", "same-site"}}).status, 403);
    CHECK_EQ(post(served, "/api/v1/analyze", body, {{"Origin", "http://evil.example"}}).status, 403);
    CHECK_EQ(post(served, "/api/v1/analyze", body, {{"Origin", "null"}}).status, 403);
    CHECK_EQ(post(served, "/api/v1/analyze", body).status, 403);
    // From our own page, but without its token, or with another.
    const Headers ours{{"Origin", "http://" + served.host()}};
    CHECK_EQ(post(served, "/api/v1/analyze", "user=ana", ours).status, 403);
    CHECK_EQ(post(served, "/api/v1/analyze", "user=ana&token=" + std::string(64, '0'), ours).status, 403);
    CHECK_EQ(get(served, "/api/v1/status", {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}})
                 .status,
             403);
    CHECK_EQ(get(served, "/api/v1/events", {{"Sec-Fetch-Site", "cross-site"}}).status, 403);
    // A link from elsewhere is followed.
    CHECK_EQ(get(served, "/",
                 {{"Sec-Fetch-Site", "cross-site"},
                  {"Sec-Fetch-Mode", "navigate"},
                  {"Sec-Fetch-Dest", "document"}})
                 .status,
             200);
    CHECK_EQ(sandbox.value("SELECT count(*) FROM pacing_context_analysis"), "0");
    CHECK_EQ(get(served, "/api/v1/runs").json().size(), 0);
    const auto headers = get(served, "/").headers;
    CHECK_EQ(headers.at("x-frame-options"), "DENY");
    CHECK_EQ(headers.at("cross-origin-resource-policy"), "same-origin");
    CHECK_EQ(headers.count("access-control-allow-origin"), 0);
}

TEST_CASE("/readyz is 503 when work is old, or the database is not there; /healthz is not") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    REQUIRE_EQ(sandbox.run({"enqueue", "--user", "ana"}).exit_code, 0);
    const Served served(sandbox);
    // Answers of the last second are kept.
    const auto settled = [&](const std::string& path) {
        ::usleep(1'200'000);
        return get(served, path);
    };
    auto ready = get(served, "/readyz");
    CHECK_EQ(ready.status, 200);
    CHECK_EQ(ready.json().at("ready"), true);
    sandbox.query("UPDATE q_pacing_content_queue SET enqueued_at = '2026-11-19T18:30:00.000Z'");  // 3 h ago
    ready = settled("/readyz?max_age=7200");
    CHECK_EQ(ready.status, 503);
    CHECK_EQ(ready.json().at("oldest_work_sec"), 10800);
    CHECK_EQ(ready.json().at("health"), "critical");
    CHECK_EQ(get(served, "/readyz?max_age=20000").status, 200);
    CHECK_EQ(get(served, "/readyz?max_age=soon").status, 400);
    sandbox.query("ALTER TABLE monitor_days RENAME TO gone");
    ready = settled("/readyz?max_age=20000");
    CHECK_EQ(ready.status, 503);
    CHECK(has(ready.json().at("error").at("message").get<std::string>(), "monitor_days"));
    CHECK_EQ(get(served, "/healthz").status, 200);
    sandbox.query("ALTER TABLE gone RENAME TO monitor_days");
    CHECK_EQ(settled("/readyz?max_age=20000").status, 200);
}

TEST_CASE("a form of the page works without JavaScript and leads back") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto reply =
        post(served, "/api/v1/analyze", "user=ana&back=%2Fanalyses&token=" + page_token(served),
             {{"Origin", "http://" + served.host()}});
    CHECK_EQ(reply.status, 303);
    CHECK_EQ(reply.headers.at("location"), "/analyses");
    const auto runs = get(served, "/api/v1/runs").json();
    REQUIRE_EQ(runs.size(), 1);
    end_of_run(served,
               {202, {}, nlohmann::json{{"url", "/api/v1/runs/" + runs[0]["id"].get<std::string>()}}.dump()});
    CHECK_EQ(sandbox.value("SELECT analysis_status FROM pacing_context_analysis"), "completed");
    const auto elsewhere =
        post(served, "/api/v1/write", "back=%2F%2Fevil.example&token=" + page_token(served),
             {{"Origin", "http://" + served.host()}});
    CHECK_EQ(elsewhere.headers.at("location"), "/");
}

TEST_CASE("analyze runs the real program, offers to analyse again, and does not run twice") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto begun = act(served, "/api/v1/analyze", {{"user", "ana"}});
    CHECK_EQ(begun.status, 202);
    const auto run = end_of_run(served, begun);
    CHECK_EQ(run.at("exit_code"), 0);
    CHECK_FALSE(run.at("lines").empty());
    CHECK_EQ(sandbox.value("SELECT analysis_status FROM pacing_context_analysis"), "completed");
    const auto exists = act(served, "/api/v1/analyze", {{"user", "ana"}});
    CHECK_EQ(exists.status, 409);
    CHECK_EQ(exists.json().at("result"), "analysis_exists");
    const auto offer = get(served, exists.json().at("offer"));
    CHECK_EQ(offer.status, 200);
    CHECK(has(offer.body, "Analyze again"));
    const auto again = end_of_run(served, act(served, "/api/v1/analyze", {{"user", "ana"}, {"again", true}}));
    CHECK_EQ(again.at("exit_code"), 0);
    CHECK_EQ(sandbox.value("SELECT count(*) FROM pacing_analysis_history"), "1");
    CHECK_EQ(end_of_run(served, act(served, "/api/v1/write", nlohmann::json::object())).at("exit_code"), 0);
    CHECK_EQ(sandbox.value(
                 "SELECT count(*) > 0 FROM pacing_content_generation WHERE generation_status = 'completed'"),
             "1");
}

TEST_CASE("the same trigger pulled twice at once runs once") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    // Both requests come before the first answer is read.
    const Served served(sandbox);
    const auto token = page_token(served);
    const std::string body = R"({"user":"ana"})";
    const auto request =
        "POST /api/v1/analyze HTTP/1.1\r\nHost: " + served.host() +
        "\r\nContent-Type: application/json\r\nSec-Fetch-Site: same-origin\r\nX-Pacelane-Token: " + token +
        "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    const Wire one(served.port), two(served.port);
    one.send(request);
    two.send(request);
    const auto first = one.read_all(), second = two.read_all();
    CHECK(has(first, " 202 "));
    CHECK_EQ(get(served, "/api/v1/runs").json().size(), 1);
    end_of_run(served, {202, {}, first.substr(first.find("\r\n\r\n") + 4)});
    CHECK_EQ(sandbox.value("SELECT count(*) FROM pacing_context_analysis"), "1");
    CHECK_EQ(sandbox.value("SELECT count(*) FROM pacing_analysis_history"), "0");
}

TEST_CASE("what failed is tried again, one or all that match; a schedule pauses and resumes") {
    const Sandbox sandbox;
    make_draft(sandbox);
    const auto draft = draft_id(sandbox);
    const Served served(sandbox);
    const auto fail = [&] {
        sandbox.query(
            "UPDATE pacing_content_generation SET generation_status = 'failed', error_message = 'broken', "
            "completed_at = created_at");
    };
    CHECK_EQ(act(served, "/api/v1/retry", {{"stage", "write"}, {"id", draft}}).status, 409);
    fail();
    CHECK(has(get(served, "/errors?state=failed").body, "Retry all that match"));
    end_of_run(served, act(served, "/api/v1/retry", {{"stage", "write"}, {"id", draft}}));
    CHECK_EQ(sandbox.value("SELECT generation_status FROM pacing_content_generation"), "completed");
    fail();
    // Another one of that day, which nobody asks for.
    sandbox.query(
        "INSERT INTO pacing_content_generation (id, user_id, context_analysis_id, suggestion_id, "
        "content_type, "
        "created_at, generation_status, error_message) SELECT '1' || substr(id, 2), user_id, "
        "context_analysis_id, 'another', content_type, created_at, 'failed', 'broken' "
        "FROM "
        "pacing_content_generation");
    CHECK(has(get(served, "/errors").body, ">its analysis</a>"));
    end_of_run(served, act(served, "/api/v1/retry", {{"stage", "write"}, {"id", draft}}));
    CHECK_EQ(sandbox.value("SELECT group_concat(generation_status) FROM (SELECT generation_status FROM "
                           "pacing_content_generation ORDER BY 1)"),
             "completed,failed");
    sandbox.query("DELETE FROM pacing_content_generation WHERE generation_status = 'failed'");
    fail();
    end_of_run(served, act(served, "/api/v1/retry", {{"all", true}, {"user", "ana"}, {"state", "failed"}}));
    CHECK_EQ(sandbox.value("SELECT generation_status FROM pacing_content_generation"), "completed");
    const auto schedule = sandbox.value("SELECT id FROM pacing_schedules");
    end_of_run(served, act(served, "/api/v1/pause", {{"schedule", schedule}}));
    CHECK_EQ(sandbox.value("SELECT is_active FROM pacing_schedules"), "0");
    end_of_run(served, act(served, "/api/v1/resume", {{"schedule", schedule}}));
    CHECK_EQ(sandbox.value("SELECT is_active FROM pacing_schedules"), "1");
}

TEST_CASE("--read-only has no action, in pages and API") {
    const Sandbox sandbox;
    make_draft(sandbox);
    sandbox.query(
        "UPDATE pacing_content_generation SET generation_status = 'failed', error_message = 'broken'");
    const Served served(sandbox, {"--read-only"});
    for (const auto& path : {"/", "/errors", "/schedules", "/analyses", "/drafts"}) {
        CAPTURE(path);
        CHECK_FALSE(has(get(served, path).body, "method=\"post\""));
    }
    for (const auto& path : {"analyze", "write", "retry", "pause", "resume"})
        CHECK_EQ(act(served, std::string("/api/v1/") + path, {{"user", "ana"}}).status, 404);
    CHECK_EQ(get(served, "/again?user=ana&date=2026-11-19").status, 404);
}

TEST_CASE("what a text holds is shown, never run") {
    const Sandbox sandbox;
    make_draft(sandbox);
    const std::string attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{token}}";
    const auto quoted = [](std::string text) {
        for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
            text.insert(at, "'");
        return text;
    };
    sandbox.query("UPDATE pacing_content_generation SET content_title = '" + quoted(attack) +
                  "', content_body = '" + quoted(attack) + "', error_message = '" + quoted(attack) +
                  "', generation_status = 'failed'");
    sandbox.query("UPDATE users SET handle = '" + quoted("<b>ana") + "'");
    sandbox.query("SELECT 1");
    const Served served(sandbox);
    for (const auto& path :
         {std::string("/"), std::string("/drafts"), std::string("/errors"), "/drafts/" + draft_id(sandbox),
          std::string("/analyses"), std::string("/schedules"),
          std::string("/nothing?x=<script>alert(1)</script>")}) {
        CAPTURE(path);
        const auto page = get(served, path).body;
        CHECK_FALSE(has(page, "<script>alert"));
        CHECK_FALSE(has(page, "<img"));
        CHECK_FALSE(has(page, "<b>ana"));
    }
    CHECK(has(get(served, "/drafts/" + draft_id(sandbox)).body, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    const auto report = sandbox.run({"status", "--html", "-"});
    CHECK_EQ(report.exit_code, 0);
    CHECK_FALSE(has(report.out, "<script"));
    CHECK_FALSE(has(report.out, "<img"));
}

TEST_CASE("who listens hears of a change") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const Wire wire(served.port);
    wire.send("GET /api/v1/events HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n");
    CHECK(has(wire.read_until("welcome"), "text/event-stream"));
    REQUIRE_EQ(sandbox.run({"enqueue", "--user", "ana"}).exit_code, 0);
    CHECK(has(wire.read_until("\"version\""), "event: change"));
    CHECK_EQ(get(served, "/api/v1/status").json().at("analyses").at("pending"), 1);
}

TEST_CASE("who begins to listen hears at once of what changed since his page was read") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    const auto version_of = [](const std::string& page) {
        const std::string before = "name=\"pacelane-version\" content=\"";
        const auto begin = page.find(before) + before.size();
        return page.substr(begin, page.find('"', begin) - begin);
    };
    const auto listen = [&](const Wire& wire, const std::string& since, const std::string& header = {}) {
        wire.send("GET /api/v1/events?since=" + since + " HTTP/1.1\r\nHost: " + served.host() + "\r\n" +
                  header + "\r\n");
    };
    const auto old = version_of(get(served, "/").body);
    {
        const Wire before(served.port);
        listen(before, old);
        before.read_until("welcome");
        REQUIRE_EQ(sandbox.run({"enqueue", "--user", "ana"}).exit_code, 0);
        before.read_until("event: change");
    }
    const Wire late(served.port);
    listen(late, old);
    CHECK(has(late.read_until("event: change"), "\nid: "));
    // The browser's own word of what it has heard counts more than the address.
    const Wire again(served.port);
    listen(again, version_of(get(served, "/").body), "Last-Event-ID: " + old + "\r\n");
    CHECK(has(again.read_until("\"version\""), "event: change"));
    const Wire restarted(served.port);
    listen(restarted, "0123abcd.7");
    CHECK(has(restarted.read_until("\"version\""), "event: change"));

    const Wire current(served.port);
    listen(current, version_of(get(served, "/").body));
    current.read_until("welcome");
    REQUIRE_EQ(sandbox.run({"queue", "create", "more"}).exit_code, 0);
    const auto heard = current.read_until("\"version\"");
    CHECK_EQ(heard.find("event: change"), heard.rfind("event: change"));
}

TEST_CASE("clients that dawdle do not keep others waiting") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    std::vector<std::unique_ptr<Wire>> slow;
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<Wire>(served.port));
        slow.back()->send("GET / HTTP/1.1\r\nHost: ");
    }
    for (int i = 0; i < 200; ++i) {
        slow.push_back(std::make_unique<Wire>(served.port));
        slow.back()->send("GET /api/v1/events HTTP/1.1\r\nHost: " + served.host() + "\r\n\r\n");
    }
    CHECK_EQ(get(served, "/").status, 200);
    CHECK_EQ(get(served, "/api/v1/status").status, 200);
    REQUIRE_EQ(sandbox.run({"enqueue", "--user", "ana"}).exit_code, 0);
    CHECK(has(slow.back()->read_until("\"version\""), "event: change"));
    CHECK(has(slow[200]->read_until("\"version\""), "event: change"));
}

TEST_CASE("with a token file one logs in once, and scripts send it") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.write("token", kTokenOfFile + "\n");
    REQUIRE_EQ(::chmod(sandbox.path("token").c_str(), 0600), 0);
    const Served served(sandbox, {"--token-file", "token"});
    CHECK_EQ(get(served, "/").headers.at("location"), "/login?next=%2F");
    CHECK_EQ(get(served, "/api/v1/status").status, 401);
    CHECK_EQ(get(served, "/metrics").status, 401);
    CHECK_EQ(get(served, "/healthz").status, 200);
    const Headers bearer{{"Authorization", "Bearer " + kTokenOfFile}};
    CHECK_EQ(get(served, "/api/v1/status", bearer).status, 200);
    CHECK_EQ(get(served, "/api/v1/status", {{"Authorization", "Bearer " + kTokenOfFile + "0"}}).status, 401);
    CHECK_EQ(get(served, "/api/v1/status", {{"Authorization", "Bearer "}}).status, 401);
    auto script = bearer;
    script["Content-Type"] = "application/json";
    CHECK_EQ(end_of_run(served, post(served, "/api/v1/write", "{}", script), bearer).at("exit_code"), 0);

    const Headers ours{{"Origin", "http://" + served.host()}};
    CHECK_EQ(post(served, "/login", "secret=wrong", ours).status, 403);
    CHECK_EQ(post(served, "/login", "secret=" + kTokenOfFile, {{"Origin", "http://evil.example"}}).status,
             403);
    const auto login = post(served, "/login", "next=%2Fdrafts&secret=" + kTokenOfFile, ours);
    CHECK_EQ(login.status, 303);
    CHECK_EQ(login.headers.at("location"), "/drafts");
    const auto cookie = login.headers.at("set-cookie");
    CHECK(has(cookie, "HttpOnly"));
    CHECK(has(cookie, "SameSite=Strict"));
    const Headers session{{"Cookie", cookie.substr(0, cookie.find(';'))}};
    CHECK_EQ(get(served, "/drafts", session).status, 200);
    const auto token = page_token(served, session);
    auto leave = session;
    leave["Origin"] = "http://" + served.host();
    CHECK_EQ(post(served, "/logout", "", leave).status, 403);
    CHECK_EQ(post(served, "/logout", "token=" + token, leave).status, 303);
    CHECK_EQ(get(served, "/drafts", session).status, 303);
}

TEST_CASE("below a path of a public address every link has it, whether the proxy hands it on or not") {
    const Sandbox sandbox;
    make_draft(sandbox);
    sandbox.write("token", kTokenOfFile);
    REQUIRE_EQ(::chmod(sandbox.path("token").c_str(), 0600), 0);
    const Served served(sandbox,
                        {"--token-file", "token", "--public-url", "https://Example.org/some/Pacelane/"});
    const Headers proxied{{"Host", "example.org"}, {"Authorization", "Bearer " + kTokenOfFile}};
    for (const std::string path :
         {"/", "/analyses", "/drafts", "/errors", "/schedules", "/queues", "/runs", "/nothing"}) {
        CAPTURE(path);
        const auto page = get(served, "/some/Pacelane" + path, proxied).body;
        for (const std::string name : {"href", "action", "src"}) {
            const auto absolute = name + "=\"/";
            for (auto at = page.find(absolute); at != std::string::npos; at = page.find(absolute, at + 1))
                CHECK_EQ(page.substr(at + absolute.size() - 1, 15), "/some/Pacelane/");
        }
        CHECK(has(page, "content=\"/some/Pacelane/api/v1/events\""));
        CHECK_EQ(get(served, path, proxied).status, get(served, "/some/Pacelane" + path, proxied).status);
    }
    CHECK_EQ(get(served, "/some/Pacelane", proxied).headers.at("location"), "/some/Pacelane/");
    CHECK_EQ(get(served, "/some/Pacelanes", proxied).status, 404);
    CHECK_EQ(get(served, "/some/Pacelane/drafts", {{"Host", "example.org"}}).headers.at("location"),
             "/some/Pacelane/login?next=%2Fsome%2FPacelane%2Fdrafts");
    CHECK_EQ(get(served, "/some/Pacelane", {{"Host", "evil.example"}}).status, 421);
    const Headers ours{{"Host", "example.org"}, {"Origin", "https://example.org"}};
    const auto login = post(served, "/some/Pacelane/login", "next=%2Fdrafts&secret=" + kTokenOfFile, ours);
    CHECK_EQ(login.headers.at("location"), "/some/Pacelane/");
    CHECK(has(login.headers.at("set-cookie"), "Path=/some/Pacelane;"));
    CHECK(has(login.headers.at("set-cookie"), "; Secure"));
    auto script = proxied;
    script["Content-Type"] = "application/json";
    const auto begun = post(served, "/some/Pacelane/api/v1/write", "{}", script);
    CHECK_EQ(begun.status, 202);
    CHECK(begun.json().at("url").get<std::string>().starts_with("/some/Pacelane/api/v1/runs/"));
    end_of_run(served, begun, proxied);
    for (const auto* wrong : {"https://example.org//x", "https://example.org/a b", "https://example.org/?x",
                              "https:///x", "ftp://example.org/x", "https://example.org/\"x"})
        CHECK_EQ(
            sandbox.run({"status", "--serve", "127.0.0.1:0", "--token-file", "token", "--public-url", wrong})
                .exit_code,
            2);
}

TEST_CASE("an address that others reach needs a token file, and a token file must be one's own") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const auto serve = [&](std::vector<std::string> options) {
        options.insert(options.begin(), "status");
        return sandbox.run(options);
    };
    const auto open = serve({"--serve", "0.0.0.0:0"});
    CHECK_EQ(open.exit_code, 2);
    CHECK(has(open.err, "--token-file"));
    CHECK_EQ(serve({"--serve", "127.0.0.1:0", "--public-url", "https://monitor.example.org"}).exit_code, 2);
    CHECK_EQ(serve({"--serve", "127.0.0.1:0", "--public-url", "monitor"}).exit_code, 2);
    CHECK_EQ(serve({"--serve", "example.org:80"}).exit_code, 2);
    CHECK_EQ(serve({"--serve", "127.0.0.1:99999"}).exit_code, 2);
    CHECK_EQ(serve({"--read-only"}).exit_code, 2);
    sandbox.write("short", "secret\n");
    ::chmod(sandbox.path("short").c_str(), 0600);
    CHECK_EQ(serve({"--serve", "127.0.0.1:0", "--token-file", "short"}).exit_code, 78);
    sandbox.write("open", kTokenOfFile);
    ::chmod(sandbox.path("open").c_str(), 0644);
    const auto readable = serve({"--serve", "127.0.0.1:0", "--token-file", "open"});
    CHECK_EQ(readable.exit_code, 78);
    CHECK(has(readable.err, "chmod 600"));
    const Served served(sandbox);
    const auto taken = serve({"--serve", served.host()});
    CHECK_EQ(taken.exit_code, 69);
    CHECK(has(taken.err, "another port"));
}

TEST_CASE("status --html writes one page that needs nothing else") {
    const Sandbox sandbox;
    make_draft(sandbox);
    CHECK_EQ(sandbox.run({"status", "--html", "report.html"}).exit_code, 0);
    const auto page = sandbox.read("report.html");
    CHECK(has(page, "<style>"));
    CHECK(has(page, "<svg"));
    for (const auto& part : {"<script", "src=", "href=\"/", "http://", "https://", "method=\"post\""}) {
        CAPTURE(part);
        CHECK_FALSE(has(page, part));
    }
}

TEST_SUITE_END();
