// Posts of forums and messages of phones, as their programs write them. The texts are written for these
// tests.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("forum posts and phones") {
    TEST_CASE("Discourse: a topic as raw text, and as it is printed") {
        // discourse/discourse, app/controllers/topics_controller.rb: /raw/TOPIC, /print
        const std::string raw =
            "rui_prado | 2026-11-11 09:02:11 UTC | #1\n\nI broke my export last week.\n\nHow do you test "
            "yours?\n\n"
            "-------------------------\n\nmaya | 2026-11-12 10:12:00 UTC | #2\n\n"
            "[quote=\"rui_prado, post:1, topic:44\"]\nHow do you test yours?\n[/quote]\n\n"
            "I restore one table every Friday.\n\n-------------------------\n";
        const auto topic = knowledge(raw, "notes/topic.md");
        CHECK(topic.kind == DocumentKind::transcript);
        CHECK(topic.date == Date{std::chrono::year{2026} / 11 / 12});
        CHECK(said(topic) == Texts{"rui_prado: I broke my export last week.\n\nHow do you test yours?",
                                   "[How do you test yours?]", "maya: I restore one table every Friday."});
        CHECK(topic.passages[1].quoted);
        CHECK(topic.passages[1].speaker == "rui_prado");
        CHECK(said(knowledge(
                  "rui_prado (Rui Prado) November 11, 2026, 9:02am 1\n\nI broke my export.\n\n"
                  "maya (Maya Lindqvist) November 12, 2026, 10:12am 2\n\nI test mine every Friday.\n",
                  "notes/topic.txt")) ==
              Texts{"Rui Prado: I broke my export.", "Maya Lindqvist: I test mine every Friday."});
    }
    TEST_CASE("SMS Backup & Restore: messages of several conversations, parts, and what has no words") {
        // synctech.com.au/sms-backup-restore/fields-in-xml-backup-files
        const auto backup = knowledge(
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--File Created By SMS Backup & "
            "Restore-->\n"
            "<smses count=\"4\">\n"
            "  <sms address=\"+3519\" date=\"1794391331000\" type=\"1\" body=\"I broke the "
            "export.&#10;Twice.\""
            " contact_name=\"Rui Prado\" />\n"
            "  <sms address=\"+3519\" date=\"1794391391000\" type=\"2\" body=\"I mend it &amp; test it.\""
            " contact_name=\"Rui Prado\" />\n"
            "  <sms address=\"BANK\" date=\"1794391491000\" type=\"1\" body=\"A code.\""
            " contact_name=\"(Unknown)\" />\n"
            "  <mms date=\"1794391591000\" msg_box=\"1\" contact_name=\"Rui Prado\"><parts>"
            "<part ct=\"application/smil\" text=\"&lt;smil/&gt;\" /><part ct=\"text/plain\" text=\"The "
            "chart.\" />"
            "<part ct=\"image/jpeg\" data=\"AAAA\" text=\"null\"/></parts></mms>\n"
            "  <mms date=\"1794391592000\" msg_box=\"1\" contact_name=\"Rui Prado\"><parts>"
            "<part ct=\"image/jpeg\" data=\"AAAA\" text=\"null\"/></parts></mms>\n</smses>\n",
            "notes/sms.xml");
        CHECK(backup.kind == DocumentKind::transcript);
        CHECK(backup.format == Format::chat);
        CHECK(backup.date == Date{std::chrono::year{2026} / 11 / 11});
        CHECK(said(backup) == Texts{"Rui Prado: I broke the export.\n\nTwice.", "Me: I mend it & test it.",
                                    "BANK: A code.", "Rui Prado: The chart."});
        CHECK(backup.passages[3].headings == Texts{"Rui Prado"});
        CHECK(backup.omitted.size() == 1);
        const auto cut = knowledge(
            "<smses>\n<sms date=\"1794391331000\" type=\"1\" body=\"Hello there.\" "
            "contact_name=\"Rui\"/>\n<sms da",
            "notes/sms.xml");
        CHECK(said(cut) == Texts{"Rui: Hello there."});
        CHECK(cut.warnings.size() == 1);
        CHECK(refusal("notes/other.xml", "<feed><entry>Words</entry></feed>") != "accepted");
    }
    TEST_CASE("Quora and Discourse, copied: the words are those of who is named above them") {
        const auto who = [](const Document& document) {
            Texts all;
            for (const auto& passage : document.passages)
                all.push_back((passage.quoted ? passage.speaker + ": " : "") + passage.text);
            return all;
        };
        CHECK(who(knowledge("# Testing backups\n\nI asked around.\n\nOlu Ade\nLives in Lagos\n"
                            "Author has 1.2K answers · Updated 4y\n\nI restore one table every Friday.\n\n"
                            "9.9K views\nView 41 upvotes\n")) ==
              Texts{"I asked around.", "Olu Ade: I restore one table every Friday."});
        CHECK(who(knowledge(
                  "How do you test your backups?\n\nrui_prado Rui Prado\n\nNov 11, 2026\n\n"
                  "I broke my export last week.\n\n3\n\nolu\n\nNov 12, 2026\n\nWe do it once a month.\n",
                  "notes/topic.txt")) == Texts{"How do you test your backups?",
                                               "Rui Prado: I broke my export last week.",
                                               "olu: We do it once a month."});
        // Places and days of a journey are nobody's posts.
        for (const auto& passage :
             knowledge(
                 "Porto\nNov 11, 2026\nWe walked to the river.\n\nLisbon\nNov 12, 2026\nIt rained all day.\n")
                 .passages)
            CHECK(!passage.quoted);
    }
    TEST_CASE("a number of a post without a post is no more than that") {
        for (const std::string_view line :
             {"#1", "| #1", "#12", "m 1", "UTC 1", " () 9:02am 1", "a ( | #3"}) {
            CAPTURE(line);
            CHECK(
                knowledge("The kiln is cold.\n\n" + std::string(line) + "\n\nIt cracked.\n", "a.txt").kind ==
                DocumentKind::knowledge);
        }
    }

    TEST_CASE("Granola: the line below the title, its link, and a transcript of two sides") {
        const auto notes = knowledge(
            "# Weekly sync\n\nWed, 11 Nov 26 · maya.lindqvist@example.org, rui@example.org, +2\n\n"
            "### Exports\n\n- The export broke twice\n\n### Next steps\n\n- Write a test\n\n---\n\n"
            "Chat with meeting transcript: [https://example.org/t/1](https://example.org/t/1)\n");
        CHECK(notes.kind == DocumentKind::meeting);
        CHECK(notes.participants == Texts{"Maya Lindqvist", "Rui"});
        CHECK(notes.date == Date{std::chrono::year{2026} / 11 / 11});
        CHECK(texts(notes) == Texts{"The export broke twice", "Write a test"});
        CHECK(said(knowledge(
                  "Meeting Title: Weekly sync\nMeeting participants: Maya Lindqvist, Rui Prado\n\n"
                  "Transcript:\n\nThem: I broke the export.\nMe: I mend it today.\nThem: Thank you so much.\n"
                  "Me: I write a test, too.\n",
                  "notes/sync.txt")) == Texts{"Them: I broke the export.", "Me: I mend it today.",
                                              "Them: Thank you so much.", "Me: I write a test, too."});
    }
}
