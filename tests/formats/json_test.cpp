// JSON that people have: what messengers, language models and note apps export. Each text was written for
// these tests; the layout is that of the program named.
#include "read.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::DocumentKind;
using context::Format;
using context::PassageKind;

namespace {
context::Document json(std::string_view text, std::string_view path = "notes/export.json") {
    return read_text(Format::json, text, path);
}
}  // namespace

TEST_SUITE("chats in JSON") {
    TEST_CASE("signal-cli: what came and what was sent, without receipts and reactions") {
        // github.com/AsamK/signal-cli/wiki/JSON-RPC-service: a line each
        const auto document = read_text(
            Format::jsonl,
            R"({"envelope":{"source":"+15550100000","sourceName":"Rui Prado","timestamp":1794387720000,"dataMessage":{"timestamp":1794387720000,"message":"The kiln broke."}},"account":"+15550100001"}
{"envelope":{"source":"+15550100001","sourceName":"Maya Lindqvist","timestamp":1794387780000,"syncMessage":{"sentMessage":{"timestamp":1794387780000,"message":"I mend it."}}},"account":"+15550100001"}
{"envelope":{"source":"+15550100000","sourceName":"Rui Prado","timestamp":1794387790000,"receiptMessage":{"isDelivery":true}},"account":"+15550100001"}
{"envelope":{"source":"+15550100000","sourceName":"Rui Prado","timestamp":1794387800000,"dataMessage":{"message":null,"reaction":{"emoji":"x"}}},"account":"+15550100001"}
)");
        CHECK(told(document) == Lines{"Rui Prado: The kiln broke.", "Maya Lindqvist: I mend it."});
        CHECK(document.kind_reason == "2 messages of Signal");
        CHECK(document.omitted.size() == 1);
    }
    TEST_CASE("Slack: a day of a channel, its people by name, its marks as words") {
        // slack.com/help/articles/220556107: channel/2026-11-03.json of an export
        const auto document = json(
            "[{\"user\":\"U01\",\"type\":\"message\",\"ts\":\"1793700131.000200\",\"text\":\"<@U02> the "
            "cache is cold, see "
            "<https:\\/\\/example.org\\/cache|the page> &amp; "
            "<#C01|platform>\",\"user_profile\":{\"real_name\":\"Maya "
            "Lindqvist\",\"display_name\":\"maya\"}},\n"
            "{\"type\":\"message\",\"subtype\":\"channel_join\",\"ts\":\"1793700132.000200\",\"user\":"
            "\"U03\",\"text\":\"<@U03> has "
            "joined the channel\"},\n"
            "{\"user\":\"U02\",\"type\":\"message\",\"ts\":\"1793700140.000200\",\"text\":\"It warms "
            "up.\",\"user_profile\":{"
            "\"real_name\":\"Ana Souza\"}}]",
            "slack/platform/2026-11-03.json");
        CHECK(told(document) ==
              Lines{"Maya Lindqvist: @Ana Souza the cache is cold, see the page & #platform",
                    "Ana Souza: It warms up."});
        CHECK(document.passages[0].kind == PassageKind::turn);
        CHECK(document.passages[1].line == 3);
        CHECK(document.kind == DocumentKind::transcript);
        CHECK(document.kind_reason == "2 messages of Slack");
        CHECK(document.date == std::chrono::year(2026) / 11 / 3);
        CHECK(holds(document.omitted, "1 message without words"));
    }
    TEST_CASE("Telegram: a chat, and all chats of an account; what was passed on is its source's") {
        // core.telegram.org/import-export: result.json
        const std::string messages =
            R"("messages":[{"id":1,"type":"service","date":"2026-11-03T09:02:11","date_unixtime":"1793696531","actor":"Maya","action":"create_group","text":""},)"
            R"({"id":2,"type":"message","date":"2026-11-03T09:02:11","date_unixtime":"1793696531","from":"Maya Lindqvist","from_id":"user1","text":["The cache is ",{"type":"bold","text":"cold"},"."]},)"
            R"({"id":3,"type":"message","date":"2026-11-03T09:03:11","date_unixtime":"1793696591","from":"Ana Souza","from_id":"user2","forwarded_from":"Rui Prado","text":"It warms up."}])";
        CHECK(told(json(R"({"name":"Platform","type":"private_group","id":1,)" + messages + "}")) ==
              Lines{"Maya Lindqvist: The cache is cold.", "[Rui Prado: It warms up.]"});
        CHECK(json(R"({"name":"Platform","type":"private_group","id":1,)" + messages + "}").title ==
              "Platform");
        // Until 2021 without date_unixtime.
        auto older = messages;
        for (const std::string_view field :
             {R"("date_unixtime":"1793696531",)", R"("date_unixtime":"1793696591",)"})
            for (auto at = older.find(field); at != std::string::npos; at = older.find(field))
                older.erase(at, field.size());
        CHECK(told(json(R"({"name":"Platform","type":"private_group","id":1,)" + older + "}")) ==
              Lines{"Maya Lindqvist: The cache is cold.", "[Rui Prado: It warms up.]"});
        const auto account = json(
            R"({"about":"x","chats":{"about":"y","list":[{"name":"Platform","type":"private_group","id":1,)" +
            messages + "}]}}");
        CHECK(told(account).size() == 2);
        CHECK(account.passages[0].headings == Lines{"Platform"});
    }
    TEST_CASE("Discord, Messenger, Google Chat, Matrix, Teams") {
        // Tyrrrz/DiscordChatExporter
        CHECK(
            told(json(
                R"({"guild":{"id":"1"},"channel":{"name":"platform"},"messages":[{"id":"2","type":"Default","timestamp":"2026-11-03T09:02:11.12+00:00","content":"The cache is cold.","author":{"id":"3","name":"maya","nickname":"Maya Lindqvist"}}]})")) ==
            Lines{"Maya Lindqvist: The cache is cold."});
        // Facebook: newest first, and the bytes of UTF-8 as characters
        CHECK(
            told(json("{\"participants\":[{\"name\":\"Jos\\u00c3\\u00a9\"}],\"messages\":[{\"sender_name\":"
                      "\"Ana\",\"timestamp_ms\":"
                      "1793696591000,\"content\":\"It warms "
                      "up.\"},{\"sender_name\":\"Jos\\u00c3\\u00a9\",\"timestamp_ms\":"
                      "1793696531000,\"content\":\"O cache est\\u00c3\\u00a1 frio.\"}],\"title\":\"x\"}")) ==
            Lines{"José: O cache está frio.", "Ana: It warms up."});
        // Google Takeout: Groups/…/messages.json
        CHECK(
            told(json(
                R"({"messages":[{"creator":{"name":"Maya Lindqvist","email":"maya@example.org","user_type":"Human"},"created_date":"Tuesday, November 3, 2026 at 9:02:11 AM UTC","text":"The cache is cold.","topic_id":"x"}]})")) ==
            Lines{"Maya Lindqvist: The cache is cold."});
        // Element
        CHECK(
            told(
                json(
                    R"({"room_name":"Platform","messages":[{"type":"m.room.message","sender":"@maya:example.org","origin_server_ts":1793696531000,"content":{"msgtype":"m.text","body":"The cache is cold."}}]})"))
                .size() == 1);
        // Microsoft Graph
        CHECK(
            told(json(
                R"({"value":[{"id":"1","createdDateTime":"2026-11-03T09:02:11Z","from":{"user":{"displayName":"Maya Lindqvist"}},"body":{"contentType":"text","content":"The cache is cold."}}]})")) ==
            Lines{"Maya Lindqvist: The cache is cold."});
    }
    TEST_CASE("what a message quotes is not its sender's") {
        // Slack writes '>' as HTML; what stands between ``` is no quotation.
        CHECK(
            told(json(
                R"([{"type":"message","user":"U1","text":"&gt; The cache is cold.\nIt warms up.","ts":"1793700131.0002","user_profile":{"real_name":"Ana Souza"}},)"
                R"({"type":"message","user":"U1","text":"It says:\n```\n> cold\n```","ts":"1793700132.0002","user_profile":{"real_name":"Ana Souza"}}])")) ==
            Lines{"[Unknown: The cache is cold.]", "Ana Souza: It warms up.",
                  "Ana Souza: It says:\n\n```\n\n> cold\n\n```"});
        const auto discord = [](const std::string& content) {
            return told(json(
                R"({"channel":{"name":"platform"},"messages":[{"id":"2","type":"Reply","timestamp":"2026-11-03T09:02:11+00:00","content":")" +
                content + R"(","author":{"id":"3","name":"ana","nickname":"Ana Souza"}}]})"));
        };
        CHECK(discord(R"(> The cache is cold.\n> Still.\nIt warms up.)") ==
              Lines{"[Unknown: The cache is cold.\n\nStill.]", "Ana Souza: It warms up."});
        CHECK(discord(R"(I read:\n>>> The cache is cold.\nStill.)") ==
              Lines{"Ana Souza: I read:", "[Unknown: The cache is cold.\n\nStill.]"});
        CHECK(discord(R"(It is >5 s and >:( for me)") == Lines{"Ana Souza: It is >5 s and >:( for me"});
        // Element writes whom it answers above the answer.
        const auto matrix = told(json(
            R"({"room_name":"Platform","messages":[{"type":"m.room.message","sender":"@rui:example.org","origin_server_ts":1793696531000,"content":{"msgtype":"m.text","body":"> <@ana:example.org> The cache is cold.\n\nIt warms up."}}]})"));
        REQUIRE(matrix.size() == 2);
        CHECK(matrix[0] == "[ana:example.org: The cache is cold.]");
        CHECK(matrix[1].ends_with("rui:example.org: It warms up."));
        CHECK(
            told(json(
                R"({"name":"Platform","type":"private_group","id":1,"messages":[{"id":1,"type":"message","date":"2026-11-03T09:02:11","from":"Ana Souza","from_id":"user1","text":[{"type":"blockquote","text":"The cache is cold.\nStill."},"It ",{"type":"bold","text":"warms"}," up."]}]})")) ==
            Lines{"[Unknown: The cache is cold.\n\nStill.]", "Ana Souza: It warms up."});
        CHECK(
            told(json(
                R"({"value":[{"id":"1","messageType":"message","createdDateTime":"2026-11-03T09:02:11Z","from":{"user":{"displayName":"Ana Souza"}},"body":{"contentType":"html","content":"<blockquote><p>The cache is cold.</p></blockquote><p>It <b>warms</b> up &amp; stays.</p>"}}]})")) ==
            Lines{"[Unknown: The cache is cold.]", "Ana Souza: It warms up & stays."});
    }
    TEST_CASE("what the program tells in somebody's name is nobody's words") {
        CHECK(
            told(json(
                R"([{"type":"message","subtype":"file_share","user":"U1","text":"<@U1> uploaded a file: <https://example.org/f|plan.pdf>","ts":"1793700131.0002"},)"
                R"({"type":"message","user":"U1","text":"It warms up.","ts":"1793700132.0002"}])")) ==
            Lines{"U1: It warms up."});
        CHECK(
            told(json(
                R"({"channel":{"name":"platform"},"messages":[)"
                R"({"id":"1","type":"GuildMemberJoin","timestamp":"2026-11-03T09:01:11+00:00","content":"Joined the server.","author":{"id":"3","name":"ana"}},)"
                R"({"id":"2","type":"ChannelPinnedMessage","timestamp":"2026-11-03T09:01:11+00:00","content":"Pinned a message.","author":{"id":"3","name":"ana"}},)"
                R"({"id":"3","type":"Default","timestamp":"2026-11-03T09:02:11+00:00","content":"It warms up.","author":{"id":"3","name":"ana"}}]})")) ==
            Lines{"ana: It warms up."});
        CHECK(
            told(json(
                R"({"participants":[{"name":"Ana Souza"}],"title":"x","messages":[)"
                R"({"sender_name":"Ana Souza","timestamp_ms":1793696531000,"content":"Ana Souza sent an attachment."},)"
                R"({"sender_name":"Ana Souza","timestamp_ms":1793696530000,"content":"It warms up."}]})")) ==
            Lines{"Ana Souza: It warms up."});
        CHECK(
            told(json(
                R"({"value":[{"id":"1","messageType":"systemEventMessage","createdDateTime":"2026-11-03T09:02:11Z","from":null,"body":{"contentType":"html","content":"<systemEventMessage/>"}},)"
                R"({"id":"2","messageType":"message","createdDateTime":"2026-11-03T09:02:11Z","from":{"user":{"displayName":"Ana Souza"}},"body":{"contentType":"text","content":"It <b> warms up."}}]})")) ==
            Lines{"Ana Souza: It <b> warms up."});
    }
    TEST_CASE("messages that come newest first are turned round, taken back ones are left out") {
        // Messenger's encrypted chats
        CHECK(
            told(json(
                R"({"participants":["Ana Souza","Rui Prado"],"threadName":"x","messages":[)"
                R"({"senderName":"Rui Prado","timestamp":1793696591000,"text":"It warms up.","isUnsent":false,"type":"text"},)"
                R"({"senderName":"Rui Prado","timestamp":1793696561000,"text":"Never mind.","isUnsent":true,"type":"text"},)"
                R"({"senderName":"Ana Souza","timestamp":1793696531000,"text":"The cache is cold.","isUnsent":false,"type":"text"}]})")) ==
            Lines{"Ana Souza: The cache is cold.", "Rui Prado: It warms up."});
    }
    TEST_CASE("Messenger: that somebody reacted is no message") {
        CHECK(
            told(json(
                R"({"participants":["Ana Souza","Rui Prado"],"threadName":"x","messages":[)"
                R"({"senderName":"Rui Prado","timestamp":1793696591000,"text":"Reacted 👍 to your message ","isUnsent":false,"type":"text"},)"
                R"({"senderName":"Rui Prado","timestamp":1793696561000,"text":"Reaccionó con ❤️ a tu mensaje","isUnsent":false,"type":"text"},)"
                R"({"senderName":"Ana Souza","timestamp":1793696531000,"text":"I reacted to your message by a job.","isUnsent":false,"type":"text"}]})")) ==
            Lines{"Ana Souza: I reacted to your message by a job."});
    }
    TEST_CASE("Slack: users.json of the export names those whom the messages only have by their ids") {
        const std::string_view day =
            R"([{"type":"message","user":"U012AB","text":"The cache is cold, <@U034CD>.","ts":"1793696531.1"},)"
            R"({"type":"message","user":"U034CD","text":"It warms up.","ts":"1793696591.1"}])";
        const std::string_view users =
            R"([{"id":"U012AB","name":"ana","profile":{"real_name":"Ana Souza","display_name":"ana"}},)"
            R"({"id":"U034CD","name":"rui","real_name":"Rui Prado"}])";
        CHECK(told(read(Format::json, {"slack/general/2026-11-03.json", day, context::DocumentKind::knowledge,
                                       context::kLimits, users})) ==
              Lines{"Ana Souza: The cache is cold, @Rui Prado.", "Rui Prado: It warms up."});
        // A companion that is none changes nothing.
        CHECK(told(read(Format::json, {"slack/general/2026-11-03.json", day, context::DocumentKind::knowledge,
                                       context::kLimits, "{]"}))
                  .front() == "U012AB: The cache is cold, @U034CD.");
    }
    TEST_CASE("Google Chat's dates are written out") {
        CHECK(
            json(
                R"({"messages":[{"creator":{"name":"Maya Lindqvist"},"created_date":"Tuesday, November 3, 2026 at 9:02:11 AM UTC","text":"The cache is cold."}]})")
                .date == std::chrono::year(2026) / 11 / 3);
    }
}

TEST_SUITE("conversations with language models") {
    TEST_CASE("OpenAI: of the tree, the way to what was read last; nothing of it is the user's own") {
        // help.openai.com, "How do I export my data": conversations.json
        const auto document = json(
            R"([{"title":"Cold caches","create_time":1793696531.5,"update_time":1793696600.5,"mapping":{)"
            R"("a":{"id":"a","message":null,"parent":null,"children":["b"]},)"
            R"("b":{"id":"b","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":["Be kind."]}},"parent":"a","children":["c"]},)"
            R"("c":{"id":"c","message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Why is my cache cold?"]}},"parent":"b","children":["d","e"]},)"
            R"("d":{"id":"d","message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["An older answer."]}},"parent":"c","children":[]},)"
            R"("e":{"id":"e","message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["Two reasons:\n\n- The release restarts it.\n- Nobody warms it."]}},"parent":"c","children":[]})"
            R"(},"current_node":"e"}])",
            "chatgpt/conversations.json");
        CHECK(told(document) == Lines{"[User: Why is my cache cold?]", "[ChatGPT: Two reasons:]",
                                      "[ChatGPT: The release restarts it.]", "[ChatGPT: Nobody warms it.]"});
        CHECK(document.title == "Cold caches");
        CHECK(document.kind == DocumentKind::transcript);
    }
    TEST_CASE("a tree that goes in circles ends") {
        CHECK(
            told(json(
                R"([{"title":"x","mapping":{"a":{"message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["Why?"]}},"parent":"b"},"b":{"parent":"a"}},"current_node":"a"}])")) ==
            Lines{"[User: Why?]"});
    }
    TEST_CASE("Anthropic, and lists of roles and contents, also a line each") {
        CHECK(
            told(json(
                R"([{"uuid":"1","name":"Caches","created_at":"2026-11-03T09:02:11Z","chat_messages":[{"uuid":"2","sender":"human","text":"Why is it cold?","content":[{"type":"text","text":"Why is it cold?"}]},{"uuid":"3","sender":"assistant","text":"","content":[{"type":"text","text":"It was restarted."}]}]}])")) ==
            Lines{"[User: Why is it cold?]", "[Claude: It was restarted.]"});
        CHECK(told(read_text(Format::jsonl,
                             "{\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"role\":\"user\","
                             "\"content\":\"Why is it "
                             "cold?\"},{\"role\":\"assistant\",\"content\":\"It was restarted.\"}]}\n"
                             "{\"conversations\":[{\"from\":\"human\",\"value\":\"And "
                             "now?\"},{\"from\":\"gpt\",\"value\":\"It "
                             "warms.\"}]}\n")) == Lines{"[User: Why is it cold?]",
                                                        "[Assistant: It was restarted.]", "[User: And now?]",
                                                        "[Assistant: It warms.]"});
    }
}

TEST_SUITE("records in JSON") {
    TEST_CASE("notes of note apps are the user's own") {
        // Google Takeout: Keep/….json
        const auto keep = json(
            R"({"color":"DEFAULT","isTrashed":false,"isPinned":false,"isArchived":false,"textContent":"The cache is cold after each release.","title":"Caches","userEditedTimestampUsec":1793696531000000})");
        CHECK(told(keep) == Lines{": The cache is cold after each release."});
        CHECK(keep.title == "Caches");
        CHECK(keep.date == std::chrono::year(2026) / 11 / 3);
        CHECK(context::is_own_writing(keep.passages[0]));
        // Simplenote: source/notes.json
        CHECK(
            told(json(
                R"({"activeNotes":[{"id":"1","content":"# Caches\n\nThe cache is **cold**.","creationDate":"2026-11-03T09:02:11.000Z"}],"trashedNotes":[{"id":"2","content":"Gone.","creationDate":"2026-11-03T09:02:11.000Z"}]})")) ==
            Lines{": The cache is cold."});
        // Day One: Journal.json
        CHECK(
            told(json(
                R"({"metadata":{"version":"1.0"},"entries":[{"uuid":"1","creationDate":"2026-11-03T09:02:11Z","text":"The cache is cold."}]})")) ==
            Lines{": The cache is cold."});
    }
    TEST_CASE("a record's text is its author's, and where nobody is named, nobody's") {
        const auto document = json(
            "[{\"id\":1,\"title\":\"Slow release\",\"author\":{\"name\":\"Ana "
            "Souza\"},\"created_at\":\"2026-11-03T09:02:11Z\","
            "\"body\":\"<p>The release is slow because the <b>cache</b> is cold when it "
            "begins.</p>\",\"url\":\"https://"
            "example.org/1\"},\n{\"id\":2,\"title\":\"Answer\",\"body\":\"It warms up by a job that runs "
            "before the "
            "release, and then stays warm for the rest of the day.\"}]");
        CHECK(
            told(document) ==
            Lines{"[Ana Souza: The release is slow because the cache is cold when it begins.]",
                  "[: It warms up by a job that runs before the release, and then stays warm for the rest of "
                  "the day.]"});
        CHECK(document.passages[0].headings == Lines{"Slow release"});
        CHECK(document.passages[1].line == 2);
        CHECK(document.kind_reason == "2 records with text, in JSON");
    }
    TEST_CASE("settings, schemas and data are told as such") {
        const std::string why = "a/file: holds data or settings, and no text that somebody wrote";
        CHECK(
            refusal_of(
                Format::json,
                R"({"name":"cache","version":"1.0.0","description":"A small cache for small programs","scripts":{"test":"run"},"dependencies":{"x":"^1.0"}})") ==
            why);
        CHECK(refusal_of(Format::json,
                         R"({"compilerOptions":{"target":"es2022","strict":true},"include":["src"]})") ==
              why);
        CHECK(refusal_of(Format::json, R"([[1,2,3],[4,5,6]])") == why);
        CHECK(
            refusal_of(
                Format::json,
                R"({"$schema":"x","title":"T","description":"A schema that says how the settings of the program are to be written by people and by programs, one after the other, with all that may stand in them and all that may not, at length."})") ==
            why);
        CHECK(refusal_of(Format::jsonl, "{\"level\":\"info\",\"ms\":12}\n{\"level\":\"info\",\"ms\":13}\n") ==
              why);
    }
    TEST_CASE("a few signed or dated records are records as well") {
        CHECK(told(json(R"({"comments":[{"author":"Ana Souza","text":"O forno esfriou outra vez."}]})")) ==
              Lines{"[Ana Souza: O forno esfriou outra vez.]"});
        CHECK(told(json(R"([{"created_at":"2026-11-03T09:00:00Z","body":"El horno se ha enfriado."}])")) ==
              Lines{"[: El horno se ha enfriado.]"});
        CHECK(refusal_of(Format::json, R"([{"id":"cold","text":"The kiln is cold again."}])") ==
              "a/file: holds data or settings, and no text that somebody wrote");
    }
    TEST_CASE("what a program wrote down of its own work is no record of people") {
        std::string log;
        for (int i = 0; i < 20; ++i)
            log +=
                R"({"level":"INFO","time":"2026-11-03T09:00:00Z","message":"the kiln has been heated up to its working temperature"})"
                "\n";
        CHECK(refusal_of(Format::jsonl, log) ==
              "a/file: holds data or settings, and no text that somebody wrote");
    }
    TEST_CASE("what is broken or too deep costs bounded work and is refused by name") {
        CHECK(refusal_of(Format::json, "no json") == "a/file: is no JSON");
        CHECK(refusal_of(Format::json, std::string(500'000, '[')).starts_with("a/file: "));
        CHECK(refusal_of(Format::json, "{\"a\": [1, 2").starts_with("a/file: holds data"));
        CHECK(refusal_of(Format::jsonl, "x\ny\n") == "a/file: none of its lines is JSON");
    }
    TEST_CASE("few lines with few words are records, a short file of settings is none") {
        const auto document =
            read_text(Format::jsonl,
                      "{\"user\":\"Ana Souza\",\"text\":\"The cache is cold again.\"}\n{\"user\":\"Rui "
                      "Prado\",\"text\":\"I warm it up now.\"}\n");
        CHECK(told(document) ==
              Lines{"[Ana Souza: The cache is cold again.]", "[Rui Prado: I warm it up now.]"});
        CHECK(refusal_of(Format::json, R"({"text":"The cache is cold again."})").find("holds data") !=
              std::string::npos);
    }
    TEST_CASE("of lines, those that are no JSON are left out, with a warning") {
        const auto document =
            read_text(Format::jsonl,
                      "{\"author\":\"Ana Souza\",\"text\":\"The release is slow because the cache is cold "
                      "when it begins, each and every "
                      "time that we release.\"}\nbroken\n{\"author\":\"Rui Prado\",\"text\":\"It warms up by "
                      "a job that runs before the release, "
                      "and then stays warm for a day.\"}\n");
        CHECK(document.passages.size() == 2);
        CHECK(document.passages[1].line == 3);
        CHECK(holds(document.warnings, "line 2: the line is no JSON"));
    }
}
