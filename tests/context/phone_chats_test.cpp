// Conversations of telephones, as programs export them and as people copy them. The texts were written for
// these tests; each layout's source is named.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document noted(std::string_view text, std::string_view path = "notes/chat.txt") {
    return parse_document(path, text, DocumentKind::knowledge);
}

}  // namespace

TEST_SUITE("chats of telephones") {
    TEST_CASE("Google Messages: what it says to those who do not see the page tells who wrote") {
        // The labels of its messages: github.com/MV10/clanker, docs/page-structure.md
        const auto document = noted(
            "Rui Prado\n"
            "Rui Prado said: Did the kiln cool down? Received on November 11, 2026 at 9:02 AM.\n"
            "You said: It did, over night. Sent on November 11, 2026 at 9:04 AM. Read.\n"
            "Rui Prado said: How long did it take? Received on November 11, 2026 at 9:05 AM. You reacted "
            "with "
            "like.\n");
        CHECK(said(document) == Texts{"Rui Prado: Did the kiln cool down?", "You: It did, over night.",
                                      "Rui Prado: How long did it take?"});
        CHECK(document.date == std::chrono::year(2026) / 11 / 11);
    }
    TEST_CASE("a copy on which nobody is named is nobody's, and that is told") {
        const auto document = noted(
            "Rui Prado\nWednesday, Nov 11 • 9:02 AM\nTexting with Rui Prado (SMS/MMS)\nDid the kiln cool "
            "down?\n9:02 AM\nIt did, over night.\n9:04 AM • SMS\n");
        CHECK(said(document) == Texts{"Unknown: Did the kiln cool down?", "Unknown: It did, over night."});
        CHECK(document.kind == DocumentKind::transcript);
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].quoted);
        CHECK(document.warnings.size() == 1);
        // Messages on a Mac
        CHECK(
            said(
                noted("Rui Prado\niMessage\nToday 9:02 AM\nDid the kiln cool down?\nIt did.\nRead 9:04 AM\n"))
                .size() == 1);
        // A day's notes have times, too.
        CHECK(noted("8:00\nBreakfast with Ana.\n9:00\nThe kiln was cold.\n").kind == DocumentKind::knowledge);
    }
    TEST_CASE("imessage-exporter: answers stand once, changes in their last version") {
        // github.com/ReagentX/imessage-exporter, exporters/txt.rs
        const auto document = noted(
            "Nov 11, 2026  9:02:42 AM (Read by you after 1 hour, 49 seconds)\nRui Prado\nDid the kiln cool "
            "down?\nTapbacks:\nLoved by Me\n👍 by +15550107734\n\n"
            "Nov 11, 2026  9:05:10 AM\nRui Prado\nHow long did it take?\n    Nov 11, 2026  9:06:12 AM\n    "
            "Me\n    All night.\n\n"
            "Nov 11, 2026  9:06:12 AM\nMe\nAll night.\nThis message responded to an earlier message.\n\n"
            "Nov 11, 2026  9:07:00 AM Rui Prado renamed the conversation to Kilns\n\n"
            "Nov 11, 2026  9:08:42 AM\nRui "
            "Prado\n/Users/maya/Library/Messages/Attachments/4a/IMG_12.heic\nSent "
            "with Slam\n\n"
            "Nov 11, 2026  9:09:42 AM\nMe\nI write it up\nEdited 14 seconds later: I write it up on "
            "Friday.\n\n");
        CHECK(said(document) == Texts{"Rui Prado: Did the kiln cool down?",
                                      "Rui Prado: How long did it take?", "Me: All night.",
                                      "Me: I write it up on Friday."});
    }
    TEST_CASE("Signal: what signal-export and sigtop write") {
        // github.com/carderne/signal-export, chat.md
        CHECK(said(noted("[2026-11-11 09:02] Rui Prado: Did the kiln cool down?\n"
                         "[2026-11-11 09:06] Me: ![IMG_1.jpg](./media/IMG_1.jpg)  \n"
                         "[2026-11-11 09:07] Me: Over night.\n",
                         "notes/chat.md")) == Texts{"Rui Prado: Did the kiln cool down?", "Me: Over night."});
        // github.com/tbvdm/sigtop, fmt_text_short.go
        CHECK(said(noted("2026-11-11 09:02 Rui Prado: Did the kiln cool down?\n"
                         "2026-11-11 09:04 You: [reply to Rui Prado on 2026-11-11 09:02] It did.\n"
                         "2026-11-11 09:06 Rui Prado: [keychange message]\n"
                         "2026-11-11 09:07 You: [edited, 2 attachments] Over night.\n")) ==
              Texts{"Rui Prado: Did the kiln cool down?", "You: It did.", "You: Over night."});
        // fmt_text.go
        const auto fields = noted(
            "Conversation: Rui Prado (+15550107734)\n\n"
            "From: Rui Prado (+15550107734)\nType: incoming\nSent: Wed, 11 Nov 2026 09:02:11 "
            "+0000\nReceived: "
            "Wed, 11 Nov 2026 09:02:13 +0000\n\nDid the kiln cool down?\n\n"
            "From: You\nType: outgoing\nSent: Wed, 11 Nov 2026 09:04:11 +0000\n\n"
            "> From: Rui Prado (+15550107734)\n> Sent: Wed, 11 Nov 2026 09:02:11 +0000\n>\n> Did the kiln "
            "cool "
            "down?\n\nIt did, over night.\n\n"
            "From: Rui Prado (+15550107734)\nType: incoming\nSent: Wed, 11 Nov 2026 09:06:11 +0000\nEdited: "
            "2 "
            "versions\n\n| Version: 2\n| Sent: Wed, 11 Nov 2026 09:06:40 +0000\n|\n| I tell Ana on "
            "Friday.\n|\n| Version: 1\n| Sent: Wed, 11 Nov 2026 09:06:11 +0000\n|\n| I tell Ana.\n\n");
        CHECK(said(fields) == Texts{"Rui Prado: Did the kiln cool down?", "[Did the kiln cool down?]",
                                    "You: It did, over night.", "Rui Prado: I tell Ana on Friday."});
    }
}

TEST_SUITE("chat copies, their marks") {
    TEST_CASE("a badge stands beside the time, a day ends with a full stop, a picture is told of") {
        CHECK(
            said(noted("Rui Prado\n  9:02 AM\nThe kiln broke.\nMaya Lindqvist\n:palm_tree:  9:04 AM\nI mend "
                       "it.\n")) == Texts{"Rui Prado: The kiln broke.", "Maya Lindqvist: I mend it."});
        CHECK(said(noted("[11.11. 09:02] Prado, Rui\nDer Ofen ist kalt.\n[11.11. 09:04] Lindqvist, Maya\nIch "
                         "heize ihn.\n[11.11. 09:05] Prado, Rui\nGut.\n"))
                  .size() == 3);
        CHECK(said(noted(
                  "Rui Prado enviou a seguinte mensagem às 09:02\nVer perfil de RuiRui Prado\nRui Prado  "
                  "09:02\nO forno partiu.\nMaya Lindqvist enviou a seguinte mensagem às 09:04\nVer perfil "
                  "de MayaMaya Lindqvist\nMaya Lindqvist  09:04\nEu conserto.\n👏\n1\n")) ==
              Texts{"Rui Prado: O forno partiu.", "Maya Lindqvist: Eu conserto."});
        CHECK(
            said(noted("Rui Prado — 09:02\nThe kiln broke.\nMaya Lindqvist — 09:04\nI mend it.\nRui Prado — "
                       "09:05\nThank you.\n"))
                .size() == 3);
    }
    TEST_CASE("a pasted chat with the names of its pictures is not the note's") {
        const auto document = noted(
            "# Vendor\n\nFrom the channel:\n\nProfile photo for Rui Prado\nRui Prado\n9:02 AM\nThe kiln "
            "broke.\nProfile photo for Ana Reis\nAna Reis\n9:04 AM\nI mend it.\n\nSo I wait.\n",
            "notes/vendor.md");
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[1].speaker == "Rui Prado");
        CHECK(document.passages[1].quoted);
        CHECK(document.passages[2].speaker == "Ana Reis");
        CHECK_FALSE(document.passages[3].quoted);
    }
    TEST_CASE("Messenger: the owner by \"You sent\", others by their names, twice") {
        CHECK(said(noted(
                  "Nov 11, 2026, 9:02 AM\nYou sent\nThe kiln broke again.\nRui Prado\nRui Prado\nHow old is "
                  "it now?\nYou sent\nTen years, I think.\nRui Prado\nRui Prado\nThat is a lot.\n")) ==
              Texts{"You: The kiln broke again.", "Rui Prado: How old is it now?", "You: Ten years, I think.",
                    "Rui Prado: That is a lot."});
    }
    TEST_CASE("IRC: two people who write once each; the server's notices") {
        CHECK(said(noted("--- Log opened Wed Nov 11 00:00:08 2026\n09:02:11 <rui> the kiln broke\n09:03:01 "
                         "<@maya> i mend it\n09:04:00 -ChanServ- This channel is logged\n",
                         "notes/ops.log")) == Texts{"rui: the kiln broke", "maya: i mend it"});
    }
}
