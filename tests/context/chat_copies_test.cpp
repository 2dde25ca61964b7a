// Chats as people copy them off the screen, and what stands between their messages.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document copied(std::string_view text, std::string_view path = "notes/chat.txt") {
    return parse_document(path, text, DocumentKind::knowledge);
}

const Texts kTwo{"Maya Lindqvist: The job runs on staging.", "Rui Prado: Who pays for it?"};

}  // namespace

TEST_SUITE("chat copies") {
    TEST_CASE("Slack: each name once, times of later messages, reactions and threads") {
        const auto document = copied(
            "Maya Lindqvist\n  9:02 AM\nThe job runs on staging.\n:tada:\n2\n\n9:03\nIt took an hour.\n"
            "Rui Prado\n  9:04 AM\nWho pays for it?\n2 replies\nLast reply today at 9:10 AM\nView thread\n"
            "reminder-bot\nAPP  9:05 AM\nStandup begins.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: The job runs on staging.\n\nIt took an hour.",
                                      "Rui Prado: Who pays for it?", "reminder-bot: Standup begins."});
    }

    TEST_CASE("Discord: Today at, and the time of a later message between brackets") {
        const auto document = copied(
            "Maya Lindqvist — Today at 9:02 AM\nThe job runs on staging.\n[\n9:03 AM\n]\nIt took an hour.\n"
            "Rui Prado — Today at 9:04 AM\nWho pays for it?\n\nMEE6\nBOT\n — Today at 9:06 AM\nWell done.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: The job runs on staging.\n\nIt took an hour.",
                                      "Rui Prado: Who pays for it?", "MEE6: Well done."});
    }

    TEST_CASE("DiscordChatExporter: what it tells of the chat is no message") {
        const auto rule = repeated("=", 60) + "\n";
        const auto document =
            copied(rule + "Guild: Ops\nChannel: general\n" + rule +
                   "\n[11/11/2026 9:02 AM] Maya Lindqvist\nThe job runs on staging.\n\n{Reactions}\n👍 (2)\n\n"
                   "[11/11/2026 9:03 AM] Rui Prado\nWho pays for "
                   "it?\n\n{Attachments}\nhttps://example.org/a.png\n\n" +
                   rule + "Exported 2 message(s)\n" + rule);
        CHECK(said(document) == kTwo);
    }

    TEST_CASE("Teams: the preview above a message is not of the one before") {
        const auto document = copied(
            "The job runs on staging. by Maya Lindqvist\nMaya Lindqvist\n11/11 9:02 AM\nThe job runs on "
            "staging.\n"
            "Who pays for it? by Rui Prado\nRui Prado\n11/11 9:03 AM\nWho pays for it?\n\n1 Like "
            "reaction.\n1\n");
        CHECK(said(document) == kTwo);
    }

    TEST_CASE("Zoom: everybody once, and reactions") {
        const auto document = copied(
            "09:02:11 From Maya Lindqvist to Everyone : The job runs on staging.\n"
            "09:03:12 From Rui Prado to Everyone:\n\tWho pays for it?\n"
            "09:04:14 From Olu to Everyone:\n\tReacted to \"Who pays for it?\" with 👍\n");
        CHECK(said(document) == kTwo);
    }

    TEST_CASE("WeeChat parts its columns with tabs, irssi sets a space before the nick") {
        const Texts expected{"maya: The job runs.", "rui: Who pays?", "maya: We do."};
        CHECK(
            said(copied("2026-11-11 09:02:00\tmaya\tThe job runs.\n2026-11-11 09:02:30\t-->\trui has joined\n"
                        "2026-11-11 09:03:00\t@rui\tWho pays?\n2026-11-11 09:04:00\tmaya\tWe do.\n",
                        "notes/ops.log")) == expected);
        CHECK(said(copied("09:02 < maya> The job runs.\n09:02 -!- rui [~rui@host] has joined #ops\n"
                          "09:03 <@rui> Who pays?\n09:04 < maya> We do.\n",
                          "notes/ops.log")) == expected);
    }

    TEST_CASE("Facebook: the time stands below the words") {
        CHECK(said(copied("Maya Lindqvist\nThe job runs on staging.\nNov 11, 2026, 9:02 AM\nRui Prado\n"
                          "Who pays for it?\nNov 11, 2026, 9:03 AM\nMaya Lindqvist\nWe do.\n"
                          "Nov 11, 2026, 9:04 AM\n")) == Texts{"Maya Lindqvist: The job runs on staging.",
                                                               "Rui Prado: Who pays for it?",
                                                               "Maya Lindqvist: We do."});
    }

    TEST_CASE("WhatsApp: captions, polls, the writer as Me, and notices of any language") {
        const auto document = copied(
            "11/11/26, 9:02 - Maya Lindqvist: IMG-1.jpg (file attached)\nThe job runs on staging.\n"
            "11/11/26, 9:03 - Me: Who pays for it?\n"
            "11/11/26, 9:04 - Maya Lindqvist: <メディアは含まれていません>\n"
            "11/11/26, 9:05 - Maya Lindqvist: POLL:\nWhich day is best?\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: The job runs on staging.", "Me: Who pays for it?",
                                      "Maya Lindqvist: Which day is best?"});
    }

    TEST_CASE("a chat pasted below one's own words leaves what follows to the author") {
        const auto document = copied(
            "# Vendor\n\nI asked the group, and this came back:\n\n"
            "[11/11/26, 9:02:01 AM] Maya Lindqvist: The job runs on staging.\n"
            "[11/11/26, 9:03:00 AM] Rui Prado: Who pays for it?\n\nSo I will pay for it after all.\n",
            "notes/vendor.md");
        CHECK(document.kind == DocumentKind::knowledge);
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[2].speaker == "Rui Prado");
        CHECK(document.passages[2].quoted);
        CHECK_FALSE(document.passages[3].quoted);
        CHECK(document.passages[3].speaker.empty());
    }

    TEST_CASE("so does one whose messages are paragraphs") {
        const auto document = copied(
            "# Vendor\n\nFrom the channel:\n\nMaya Lindqvist  9:02 AM\nThe job runs on staging.\n\n"
            "It took an hour.\n\nRui Prado  9:04 AM\nWho pays for it?\n\nSo I will pay for it after all.\n",
            "notes/vendor.md");
        REQUIRE(document.passages.size() == 5);
        CHECK(document.passages[1].speaker == "Maya Lindqvist");
        CHECK(document.passages[2].speaker == "Maya Lindqvist");
        CHECK(document.passages[2].quoted);
        CHECK(document.passages[3].speaker == "Rui Prado");
        CHECK_FALSE(document.passages[4].quoted);
    }
    TEST_CASE("comments on a page are of those whose names and ages stand above them") {
        CHECK(said(knowledge(
                  "@ruiprado  2 weeks ago (edited)\nI broke my kiln the same way.\n12\nReply\n@ana.reis  1 "
                  "month ago\nI would wait for Friday.\n1 reply\n",
                  "c.txt")) ==
              Texts{"ruiprado: I broke my kiln the same way.", "ana.reis: I would wait for Friday."});
        CHECK(said(knowledge(
                  "u/rui_prado · 3 hr. ago\nI broke mine.\nUpvote\n12\nShare\nu/ana · 2h ago\nI would "
                  "wait.\n",
                  "c.txt")) == Texts{"rui_prado: I broke mine.", "ana: I would wait."});
        CHECK(
            said(knowledge("Rui Prado comentou há 3 dias\nEu parti o meu.\nAna Reis respondeu há 2 dias\nEu "
                           "esperava.\n",
                           "c.txt")) == Texts{"Rui Prado: Eu parti o meu.", "Ana Reis: Eu esperava."});
        CHECK(said(knowledge(
                  "Rui Prado hace 3 semanas\nYo rompí el mío.\nAna Reis hace 2 semanas\nYo esperaría.\n",
                  "c.txt")) == Texts{"Rui Prado: Yo rompí el mío.", "Ana Reis: Yo esperaría."});
        CHECK(said(knowledge(
                  "Rui Prado added a comment - 11/Nov/26 9:02 AM\nI broke it.\n\nAna Reis added a comment - "
                  "11/Nov/26 9:05 AM\nI mend it.\n",
                  "c.txt")) == Texts{"Rui Prado: I broke it.", "Ana Reis: I mend it."});
        CHECK(knowledge("I began 2 weeks ago\nand stopped.\nWe tried 3 days ago\nand failed.\n", "c.txt")
                  .kind == DocumentKind::knowledge);
    }
}
