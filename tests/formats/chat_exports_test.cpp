// Pages and tables to which messengers, phones and forums export what people wrote. Each text was written for
// these tests; the layout is that of the program named.
#include "read.h"

using namespace pacelane;
using namespace pacelane::formats;
using context::DocumentKind;
using context::Format;
using context::PassageKind;

namespace {

context::Document page(std::string_view html) {
    return read_text(Format::html, html, "notes/chat.html");
}
context::Document table(std::string_view text) {
    return read_text(Format::csv, text, "notes/messages.csv");
}

}  // namespace

TEST_SUITE("chats in HTML") {
    TEST_CASE("Google Voice: messages of a person, of a number, and a voicemail") {
        // Google Takeout, Voice/Calls: github.com/psanford/google-voice-takeout-parser
        const auto message = [](const std::string& sender, const std::string& text) {
            return "<div class=\"message\"><abbr class=\"dt\" title=\"2026-11-11T09:02:11.000-08:00\">Nov "
                   "11, "
                   "2026, 9:02:11&#8239;AM\nPacific Time</abbr>:\n<cite class=\"sender vcard\"><a "
                   "class=\"tel\" "
                   "href=\"tel:+15550107734\">" +
                   sender + "</a></cite>:\n<q>" + text + "</q>\n</div> ";
        };
        const auto document =
            page("<html><head><title>Me to\nRui Prado</title></head><body><div class=\"hChatLog hfeed\">" +
                 message("<span class=\"fn\">Rui Prado</span>", "Did the kiln cool down?") +
                 message("<abbr class=\"fn\" title=\"\">Me</abbr>", "It did.<br>Over night.") +
                 message("<abbr class=\"fn\" title=\"\">Me</abbr>", "MMS Sent") +
                 message("<span class=\"fn\"></span>", "Who is this?") +
                 "</div><div class=\"tags\">Labels:\n<a rel=\"tag\">Text</a></div></body></html>");
        CHECK(told(document) == Lines{"Rui Prado: Did the kiln cool down?", "Me: It did.\n\nOver night.",
                                      "+15550107734: Who is this?"});
        CHECK(document.kind == DocumentKind::transcript);
        CHECK(document.kind_reason == "3 messages of Google Voice");
        CHECK(document.title == "Me to Rui Prado");
        CHECK(document.date == std::chrono::year(2026) / 11 / 11);
        CHECK(holds(document.omitted, "1 message without words"));
        CHECK(told(page("<div class=\"haudio\"><span class=\"fn\">Rui Prado</span><abbr class=\"published\" "
                        "title=\"2026-11-11T09:02:11Z\">Nov 11</abbr><span class=\"full-text\">Call me "
                        "back.</span></div>")) == Lines{"Rui Prado: Call me back."});
        CHECK(refusal_of(Format::html, "<div class=\"haudio\"><span class=\"fn\">Rui Prado</span></div>") ==
              "a/file: holds messages, and none has words");
    }
    TEST_CASE("Telegram: later messages of one person, answers, and what was passed on") {
        // Telegram Desktop, messages.html
        const auto document = page(
            "<div class=\"page_body chat_page\"><div class=\"message service\"><div class=\"body "
            "details\">11 "
            "November 2026</div></div><div class=\"message default\"><div "
            "class=\"userpic_wrap\">RP</div><div "
            "class=\"body\"><div class=\"pull_right date details\" title=\"11.11.2026 09:02:40 "
            "UTC+00:00\">09:02</div><div class=\"from_name\">Rui Prado</div><div class=\"text\">The kiln "
            "broke.</div></div></div><div class=\"message default joined\"><div class=\"body\"><div "
            "class=\"text\">Twice.</div></div></div><div class=\"message default\"><div class=\"body\"><div "
            "class=\"from_name\">Maya Lindqvist</div><div class=\"reply_to details\">In reply to <a>this "
            "message</a></div><div class=\"text\">I mend it.</div></div></div><div class=\"message "
            "default\"><div class=\"body\"><div class=\"from_name\">Rui Prado</div><div class=\"forwarded "
            "body\"><div class=\"from_name\">Ana Reis <span class=\"date "
            "details\">10.11.2026</span></div><div "
            "class=\"text\">Kilns are dear.</div></div></div></div></div>");
        CHECK(told(document) == Lines{"Rui Prado: The kiln broke.", "Rui Prado: Twice.",
                                      "Maya Lindqvist: I mend it.", "[Ana Reis: Kilns are dear.]"});
        CHECK(document.date == std::chrono::year(2026) / 11 / 11);
    }
    TEST_CASE("Messenger: the newest stands first; Discord: a group has one name") {
        CHECK(
            told(page("<div><div class=\"_3-95 _a6-g\"><div class=\"_2ph_ _a6-h _a6-i\">Maya "
                      "Lindqvist</div><div class=\"_2ph_ _a6-p\"><div><div>I mend "
                      "it.</div></div></div><div class=\"_3-94 _a6-o\">2026-11-11T09:06:40Z</div></div><div "
                      "class=\"_3-95 _a6-g\"><div class=\"_2ph_ _a6-h _a6-i\">Rui Prado</div><div "
                      "class=\"_2ph_ _a6-p\"><div>The kiln broke.</div><ul "
                      "class=\"_a6-q\"><li>x Maya Lindqvist</li></ul></div><div class=\"_3-94 "
                      "_a6-o\">2026-11-11T09:05:40Z</div></div></div>")) ==
            Lines{"Rui Prado: The kiln broke.", "Maya Lindqvist: I mend it."});
        // Tyrrrz/DiscordChatExporter
        CHECK(told(page("<div class=\"chatlog\"><div class=\"chatlog__message-group\"><div "
                        "class=\"chatlog__message\"><span class=\"chatlog__author\">rui</span><span "
                        "class=\"chatlog__timestamp\" title=\"Wednesday, November 11, 2026 9:02 AM\">9:02 "
                        "AM</span><div class=\"chatlog__content\">The kiln broke.</div></div><div "
                        "class=\"chatlog__message\"><div class=\"chatlog__reply\">maya: I mend "
                        "it.</div><div class=\"chatlog__content\">Twice.</div></div></div></div>")) ==
              Lines{"rui: The kiln broke.", "rui: Twice."});
    }
}

TEST_SUITE("chats in tables") {
    TEST_CASE("LinkedIn: each conversation by itself, in the order of time") {
        // LinkedIn, "Get a copy of your data", messages.csv: github.com/thephm/linkedin_md
        const auto document = table(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
            "URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
            "2-a,,Maya Lindqvist,,Rui Prado,,2026-11-11 09:04:58 UTC,,\"I mend it.\nOn Friday.\",INBOX\n"
            "2-a,,Rui Prado,,Maya Lindqvist,,2026-11-11 09:02:58 UTC,,The kiln broke.,INBOX\n"
            "2-b,,Ana Reis,,Maya Lindqvist,,2026-11-10 09:02:58 UTC,,<p>Shall we talk?</p>,INBOX\n");
        CHECK(told(document) == Lines{"Rui Prado: The kiln broke.",
                                      "Maya Lindqvist: I mend it.\n\nOn Friday.",
                                      "Ana Reis: Shall we talk?"});
        CHECK(document.kind_reason == "3 messages of LinkedIn");
        CHECK(document.date == std::chrono::year(2026) / 11 / 11);
    }
    TEST_CASE("a phone's owner has no name in the table: what was sent is theirs") {
        // iMazing
        CHECK(told(table("Chat Session,Message Date,Service,Type,Sender ID,Sender Name,Text,Attachment\n"
                         "Rui Prado,2026-11-11 09:02:11,iMessage,Incoming,+15550107734,Rui Prado,The kiln "
                         "broke.,\n"
                         "Rui Prado,2026-11-11 09:04:11,iMessage,Outgoing,,,I mend it.,\n"
                         "Rui Prado,2026-11-11 09:05:11,iMessage,Outgoing,,,,IMG_1.jpg\n")) ==
              Lines{"Rui Prado: The kiln broke.", "Me: I mend it."});
    }
    TEST_CASE("Discourse: one's own posts, each below its topic, and what they quote") {
        // "Download my posts": user_archive.csv
        const auto document = table(
            "topic_name,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at\n"
            "Kilns,Clay,No,\"The kiln broke, and I mend it.\n\n> How old is it?\n\nTen "
            "years.\",<p>x</p>,3,1,https://forum.example.org/t/7/2,2026-11-11 09:04:11 UTC\n");
        REQUIRE(document.passages.size() == 3);
        CHECK(told(document) ==
              Lines{": The kiln broke, and I mend it.", "[: How old is it?]", ": Ten years."});
        CHECK(document.passages[0].headings == std::vector<std::string>{"Kilns"});
        CHECK(document.kind == DocumentKind::knowledge);
    }
    TEST_CASE("Discourse: a topic in JSON") {
        // docs.discourse.org, "Get a single topic"
        const auto document = read_text(
            Format::json,
            R"({"post_stream":{"posts":[{"id":1,"name":"Rui Prado","username":"rui","created_at":"2026-11-11T09:02:11.000Z","cooked":"<p>The kiln broke.</p>","post_number":1},)"
            R"({"id":2,"name":"","username":"maya","created_at":"2026-11-11T09:04:11.000Z","cooked":"<aside class=\"quote no-group\" data-username=\"rui\"><div class=\"title\">rui:</div><blockquote><p>The kiln broke.</p></blockquote></aside><p>I mend it.</p>","post_number":2},)"
            R"({"id":3,"name":"","username":"system","created_at":"2026-11-12T09:04:11.000Z","cooked":"","post_number":3}]},"title":"Kilns"})",
            "notes/topic.json");
        CHECK(told(document) ==
              Lines{"Rui Prado: The kiln broke.", "[Unknown: The kiln broke.]", "maya: I mend it."});
        CHECK(document.title == "Kilns");
    }
}
