// The web monitor attacked: by what is in the database, by what clients send, and by how they send it.
#include "web/client.h"

#include <algorithm>
#include <sys/stat.h>

#include <doctest/doctest.h>

TEST_SUITE_BEGIN("web");

namespace {

const std::string kSecret = "0123456789abcdef0123456789abcdef";
const std::string kPayload =
    "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" autofocus onfocus=\"alert(3)' x='"
    "{{token}}{{{nonce}}}\x1b[31mred\x1b]0;title\x07\r\nSet-Cookie: a=b\n# TYPE evil gauge\nevil 1";

std::string sql_text(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2)
        text.insert(at, "'");
    return "'" + text + "'";
}

/// Every text of it that is no id, date or word of ours says something bad.
void poison(nlohmann::json& json, const std::string& name = {}) {
    if (json.is_structured()) {
        for (auto& [key, value] : json.items())
            poison(value, json.is_array() ? name : key);
    } else if (json.is_string()) {
        const auto text = json.get<std::string>();
        if (text.find(' ') != std::string::npos || text.ends_with(".md") || name == "speaker" ||
            name == "title" || name == "topic")
            json = text + kPayload;
    }
}

/// A pipeline in which all that a person or a file can have written is hostile.
void make_hostile(const Sandbox& sandbox) {
    import_small_workspace(sandbox);
    REQUIRE_EQ(sandbox.run({"analyze", "--user", "ana", "--write"}).exit_code, 0);
    const auto poison_column = [&](const std::string& table, const std::string& column) {
        for (const auto& row :
             sandbox.query("SELECT rowid FROM " + table + " WHERE " + column + " IS NOT NULL")) {
            auto json = nlohmann::json::parse(
                sandbox.value("SELECT " + column + " FROM " + table + " WHERE rowid = " + row));
            poison(json);
            sandbox.query("UPDATE " + table + " SET " + column + " = " + sql_text(json.dump()) +
                          " WHERE rowid = " + row);
        }
    };
    poison_column("pacing_context_analysis", "knowledge_context");
    poison_column("pacing_context_analysis", "meeting_context");
    poison_column("pacing_context_analysis", "content_suggestions");
    poison_column("pacing_content_generation", "content_metadata");
    const auto bad = sql_text(kPayload);
    sandbox.query("UPDATE pacing_content_generation SET content_title = content_title || " + bad +
                  ", content_body = content_body || " + bad + ", error_message = " + bad +
                  ", generation_status = 'failed', completed_at = created_at");
    sandbox.query("UPDATE documents SET error_message = " + bad + ", path = path || " + bad +
                  ", title = " + bad);
    sandbox.query("UPDATE passages SET text = text || " + bad);
    sandbox.query("UPDATE users SET handle = handle || " + bad + ", name = " + bad);
    sandbox.query("UPDATE pacing_schedules SET selected_days = " +
                  sql_text(nlohmann::json::array({kPayload}).dump()));
}

void harmless(const std::string& page) {
    for (const std::string part :
         {"<script>alert", "</script><script", "<img", "onfocus=\"", "x='{{", "\x1b"}) {
        CAPTURE(part);
        CHECK_FALSE(has(page, part));
    }
}

std::string request(const Served& served, const std::string& line, const std::string& headers,
                    const std::string& body = {}) {
    const Wire wire(served.port);
    wire.send(line + " HTTP/1.1\r\nHost: " + served.host() + "\r\nConnection: close\r\n" + headers + "\r\n" +
              body);
    return wire.read_all();
}

}  // namespace

TEST_CASE("whatever field holds markup or escapes, every face shows it as text") {
    const Sandbox sandbox;
    make_hostile(sandbox);
    const auto draft = sandbox.value("SELECT id FROM pacing_content_generation LIMIT 1");
    const auto analysis = sandbox.value("SELECT id FROM pacing_context_analysis");
    {
        const Served served(sandbox);
        std::string all;
        for (const auto& path :
             {std::string("/"), std::string("/analyses"), "/analyses/" + analysis, std::string("/drafts"),
              "/drafts/" + draft, std::string("/errors"), std::string("/schedules"), std::string("/queues"),
              std::string("/runs"), std::string("/nothing?a=%3Cscript%3Ealert(1)%3C/script%3E"),
              std::string("/errors?user=%3Cscript%3Ealert(1)"),
              std::string("/errors?state=%22onfocus=%22")}) {
            CAPTURE(path);
            const auto page = get(served, path);
            CHECK_NE(page.status, 500);
            harmless(page.body);
            all += page.body;
        }
        // They were shown, each where it belongs.
        CHECK(has(all, "&lt;script&gt;alert(1)&lt;/script&gt;"));
        CHECK(has(all, "{{token}}"));
        for (const auto& path : {std::string("/api/v1/status"), "/api/v1/analyses/" + analysis,
                                 "/api/v1/generations/" + draft, std::string("/api/v1/errors")}) {
            CAPTURE(path);
            const auto reply = get(served, path);
            CHECK_EQ(reply.headers.at("content-type"), "application/json");
            CHECK_EQ(reply.headers.at("x-content-type-options"), "nosniff");
            CHECK_NOTHROW(reply.json());
            CHECK_FALSE(has(reply.body, "\x1b"));
        }
        CHECK_EQ(get(served, "/drafts/" + draft + ".md").headers.at("content-type"),
                 "text/plain; charset=utf-8");
        CHECK_FALSE(has(get(served, "/metrics").body, "evil"));
    }
    harmless(sandbox.run({"status", "--html", "-"}).out);
    CHECK_FALSE(has(sandbox.run({"status", "--format", "prometheus"}).out, "evil"));
    for (const auto& words : {std::vector<std::string>{"status"},
                              {"status", "analyses"},
                              {"status", "generations"},
                              {"status", "errors"},
                              {"status", "--check"}}) {
        CAPTURE(words.back());
        const auto shown = sandbox.run(words);
        CHECK_FALSE(has(shown.out + shown.err, "\x1b"));
        CHECK_FALSE(has(shown.out, "\r"));
    }
    const auto check = sandbox.run({"status", "--check"}).out;
    CHECK_EQ(std::count(check.begin(), check.end(), '\n'), 1);
}

TEST_CASE("no header of an answer holds what a request has put there") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.write("token", kSecret);
    REQUIRE_EQ(::chmod(sandbox.path("token").c_str(), 0600), 0);
    const Served served(sandbox, {"--token-file", "token"});
    for (const std::string path :
         {"/drafts%0d%0aSet-Cookie:%20a=b", "/login?next=/%0d%0aSet-Cookie:%20a=b", "//evil.example/%0d%0a",
          "/\\evil.example", "/%2f%2fevil.example", "/%5c%5cevil.example"}) {
        CAPTURE(path);
        const auto reply = get(served, path);
        CHECK_EQ(reply.headers.count("set-cookie"), 0);
        if (reply.headers.count("location")) {
            CHECK(reply.headers.at("location").starts_with("/login?next=%2F"));
            CHECK_FALSE(has(reply.headers.at("location"), "evil.example/"));
        }
    }
    const Headers ours{{"Origin", "http://" + served.host()}};
    for (const std::string next : {"/%0d%0aSet-Cookie:%20a=b", "//evil.example", "https://evil.example",
                                   "/%09/evil.example", "/%5cevil.example", "javascript:alert(1)"}) {
        CAPTURE(next);
        const auto login = post(served, "/login", "secret=" + kSecret + "&next=" + next, ours);
        CHECK_EQ(login.status, 303);
        CHECK_EQ(login.headers.at("location"), "/");
        CHECK(login.headers.at("set-cookie").starts_with("pacelane_"));
    }
}

TEST_CASE("nothing but the three embedded files is served from /assets") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    for (const std::string path :
         {"/assets/..%2f..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets//etc/passwd",
          "/../../../../etc/passwd", "/assets/page.html", "/assets/monitor.css%00.html",
          "/drafts/../../etc/passwd", "/drafts/..%2f..%2fetc%2fpasswd.txt", "/pacelane.db", "/token"}) {
        CAPTURE(path);
        const auto reply = request(served, "GET " + path, "");
        CHECK_FALSE(has(reply, "root:x:"));
        CHECK_FALSE(has(reply, "SQLite"));
        CHECK_FALSE(has(reply, "{{#"));
    }
}

TEST_CASE(
    "requests that are none, or ask for another protocol, are answered or cut off, and the next one works") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    // No websocket is spoken: the request is answered as what else it is.
    const auto upgraded = request(served, "GET /api/v1/events/ws",
                                  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: "
                                  "13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    CHECK(has(upgraded, " 404 "));
    CHECK_FALSE(has(upgraded, " 101 "));
    const auto token = page_token(served);
    const auto headers =
        "Content-Type: application/json\r\nSec-Fetch-Site: same-origin\r\nX-Pacelane-Token: " + token +
        "\r\n";
    const auto deep = std::string(60'000, '[');
    CHECK(has(request(served, "POST /api/v1/write", headers + "Content-Length: 60000\r\n", deep), " 400 "));
    CHECK(
        has(request(served, "POST /api/v1/write", headers + "Content-Length: 16\r\n", R"({"analysis":[1]})"),
            " 400 "));
    CHECK(has(request(served, "GET /" + std::string(40'000, 'a'), ""), "HTTP/1.1 4"));
    CHECK(has(request(served, "GET /", "X: " + std::string(60'000, 'a') + "\r\n"), "HTTP/1.1 4"));
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += "X-" + std::to_string(i) + ": 1\r\n";
    request(served, "GET /", many);
    request(served, "POST /api/v1/write", "Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\nx");
    request(served, "POST /api/v1/write", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n");
    request(served, "PRI *", "", "SM\r\n\r\n");
    request(served, "CONNECT 127.0.0.1:22", "");
    request(served, "OPTIONS *", "");
    request(served, "GET http://evil.example/", "");
    CHECK_EQ(get(served, "/healthz").status, 200);
    CHECK_EQ(get(served, "/api/v1/runs").json().size(), 0);
}

TEST_CASE("a body that is larger than what is taken is not kept, however it comes") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    const Served served(sandbox);
    std::string chunks;
    for (int i = 0; i < 64; ++i)
        chunks += "1000\r\n" + std::string(4096, 'x') + "\r\n";
    CHECK(has(request(served, "POST /api/v1/write",
                      "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n",
                      chunks + "0\r\n\r\n"),
              " 413 "));
}

TEST_CASE("who tries tokens is held up after twenty in a minute; who is logged in is not") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.write("token", kSecret);
    REQUIRE_EQ(::chmod(sandbox.path("token").c_str(), 0600), 0);
    const Headers ours{{"Host", "monitor.example.org"}, {"Origin", "https://monitor.example.org"}};
    const Served served(sandbox, {"--token-file", "token", "--public-url", "https://monitor.example.org"});
    const auto login = post(served, "/login", "secret=" + kSecret, ours);
    REQUIRE_EQ(login.status, 303);
    const auto cookie = login.headers.at("set-cookie");
    const auto from = [&](const std::string& address, Headers headers) {
        headers["X-Forwarded-For"] = "203.0.113.1, " + address;
        return headers;
    };
    const auto bearer = [&](const std::string& address, const std::string& token) {
        return get(served, "/api/v1/status",
                   from(address, {{"Host", "monitor.example.org"}, {"Authorization", "Bearer " + token}}));
    };
    for (int i = 0; i < 10; ++i) {
        CHECK_EQ(post(served, "/login", "secret=" + std::to_string(i), from("192.0.2.7", ours)).status, 403);
        CHECK_EQ(bearer("192.0.2.7", "wrong" + std::to_string(i)).status, 401);
    }
    const auto held = post(served, "/login", "secret=" + kSecret, from("192.0.2.7", ours));
    CHECK_EQ(held.status, 429);
    CHECK_GT(std::stoi(held.headers.at("retry-after")), 0);
    CHECK_EQ(bearer("192.0.2.7", kSecret).status, 429);
    // Others are not, nor who needs no token any more.
    CHECK_EQ(bearer("192.0.2.8", kSecret).status, 200);
    CHECK_EQ(get(served, "/api/v1/status",
                 from("192.0.2.7",
                      {{"Host", "monitor.example.org"}, {"Cookie", cookie.substr(0, cookie.find(';'))}}))
                 .status,
             200);
    // Where no proxy is ours, what a client says of its address is worth nothing.
    const Served plain(sandbox, {"--token-file", "token"});
    for (int i = 0; i < 20; ++i)
        get(plain, "/api/v1/status",
            {{"Authorization", "Bearer wrong"}, {"X-Forwarded-For", "192.0.2." + std::to_string(i)}});
    CHECK_EQ(
        get(plain, "/api/v1/status", {{"Authorization", "Bearer wrong"}, {"X-Forwarded-For", "192.0.2.99"}})
            .status,
        429);
}

TEST_CASE("of more users than a menu holds, one is typed") {
    const Sandbox sandbox;
    import_small_workspace(sandbox);
    sandbox.query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO users "
        "(id, "
        "handle, name, timezone, created_at, updated_at) SELECT format('%08x-0000-5000-8000-000000000000', "
        "i), "
        "'user' || i, 'User', 'UTC', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n");
    const Served served(sandbox);
    CHECK(has(get(served, "/").body, "<input id=\"who\" name=\"user\" required"));
    CHECK(has(get(served, "/drafts?user=user7").body, "name=\"user\" value=\"user7\""));
    end_of_run(served, act(served, "/api/v1/analyze", {{"user", "ana"}}));
}

TEST_SUITE_END();
