// Chats as messengers export them or as people copy them. The texts are written for these tests; the layouts
// are those of the programs named in each case.
#include "helpers.h"

#include <array>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {

const Texts kThree{"Maya Lindqvist: The drill runs on staging now.",
                   "Rui Prado: I broke the export.\n\nTwice.",
                   "Maya Lindqvist: Restores take eleven minutes."};

Document chat(std::string_view text, std::string_view path = "notes/chat.txt") {
    return parse_document(path, text, DocumentKind::knowledge);
}

}  // namespace

TEST_SUITE("chat") {
    TEST_CASE("WhatsApp for Android") {
        const auto document = chat(
            "11/11/2026, 9:01 - Messages and calls are end-to-end encrypted. Only people in this chat can "
            "read them.\n"
            "11/11/2026, 9:01 - Maya Lindqvist: The drill runs on staging now.\n"
            "11/11/2026, 9:02 - Rui Prado: I broke the export.\nTwice.\n"
            "11/11/2026, 9:02 - Rui Prado: <Media omitted>\n"
            "11/11/2026, 9:03 - Rui Prado added Olu\n"
            "13/11/2026, 9:03 - Maya Lindqvist: Restores take eleven minutes. <This message was edited>\n");
        CHECK(document.format == Format::chat);
        CHECK(document.kind == DocumentKind::transcript);
        CHECK(contains(document.kind_reason, "WhatsApp"));
        CHECK(said(document) == kThree);
        CHECK(document.participants == Texts{"Maya Lindqvist", "Rui Prado"});
        CHECK(document.date == parse_date("2026-11-13"));
        CHECK(document.passages[1].line == 3);
        CHECK(document.passages[1].line_end == 4);
        CHECK(document.passages[1].start_ms == (9 * 60 + 2) * 60'000);
        CHECK(document.omitted.size() == 1);
    }
    TEST_CASE("WhatsApp with the date as each country writes it") {
        for (const std::string_view stamp :
             {"11/11/26, 09:0{} - ", "11.11.26, 09:0{} - ", "11.11.2026 09:0{} - ",
              "2026-11-11, 9:0{} a.m. - ", "11/11/2026 09:0{} - ", "11/11/26, 9:0{}\u202Fam - ",
              "[11/11/26, 9:0{}:40\u202FAM] ", "\u200E[11/11/26, 9:0{}:40 AM] ", "[11/11/2026, 09:0{}:40] ",
              "[11.11.26, 09:0{}:40] ", "[11.11.2026 klo 9.0{}.18] ", "[2026-11-11, 09:0{}:00] "}) {
            CAPTURE(stamp);
            std::string text;
            const auto at = [&](int minute) { return fmt::format(fmt::runtime(stamp), minute); };
            text += at(1) + "Maya Lindqvist: The drill runs on staging now.\n";
            text += at(2) + "~\u202FRui Prado: I broke the export.\nTwice.\n";
            text += at(3) + "Rui Prado: \u200Eimage omitted\n";
            text += at(4) + "\u202A+1 (555) 010-0000\u202C: Deleted it.\n";
            text += at(5) + "Maya Lindqvist: Restores take eleven minutes.\n";
            const auto document = chat(text);
            auto turns = kThree;
            turns.insert(turns.begin() + 2, "+1 (555) 010-0000: Deleted it.");
            CHECK(said(document) == turns);
            CHECK(document.date == parse_date("2026-11-11"));
        }
    }
    TEST_CASE("the order of day and month is the one that fits the file") {
        CHECK(chat("3/14/26, 9:01 AM - Maya: A first word.\n4/2/26, 9:02 AM - Rui: A second.\n").date ==
              parse_date("2026-04-02"));
        CHECK(chat("3/11/26, 9:01 - Maya: A first word.\n4/11/26, 9:02 - Rui: A second.\n").date ==
              parse_date("2026-11-04"));
        CHECK(chat("2/11/26, 9:01 - Maya: A first word.\n3/5/26, 9:02 - Rui: A second.\n4/2/26, 9:02 - Rui: "
                   "More.\n")
                  .date == parse_date("2026-04-02"));
    }
    TEST_CASE("Slack, copied and exported") {
        CHECK(
            said(chat(
                "Maya Lindqvist  9:01 AM\nThe drill runs on staging now.\n:tada:\n2\n\nRui Prado  9:02 AM\nI "
                "broke the export.\nTwice. (edited) \n3 replies\nLast reply today at 9:10 AM\n\nMaya "
                "Lindqvist "
                " 9:03 AM\nRestores take eleven minutes.\n")) == kThree);
        CHECK(said(chat("Maya Lindqvist\n  9:01 AM\nThe drill runs on staging now.\nRui Prado\n  9:02 AM\nI "
                        "broke the "
                        "export.\nTwice.\nMaya Lindqvist\n  9:03 AM\nRestores take eleven minutes.\n")) ==
              kThree);
        CHECK(
            said(chat(
                "[2026-11-11 09:01:00] Maya Lindqvist: The drill runs on staging now.\n[2026-11-11 09:02:00] "
                "Rui Prado: I broke the export.\nTwice.\n[2026-11-11 09:03:00] Maya Lindqvist: Restores take "
                "eleven minutes.\n")) == kThree);
    }
    TEST_CASE("Teams, copied") {
        CHECK(said(chat("[11/11/2026 9:01 AM] Maya Lindqvist\nThe drill runs on staging now.\n[11/11/2026 "
                        "9:02 AM] Rui "
                        "Prado\nI broke the export.\nTwice.\n[Yesterday 9:03 AM] Maya Lindqvist\nRestores "
                        "take eleven "
                        "minutes.\n")) == kThree);
        CHECK(
            said(chat("Maya Lindqvist\n11/11 9:01 AM\nThe drill runs on staging now.\n\nRui Prado\n11/11 "
                      "9:02 AM\nI "
                      "broke the export.\nTwice.\n\nMaya Lindqvist\nYesterday 9:03 AM\nRestores take eleven "
                      "minutes.\n")) == kThree);
    }
    TEST_CASE("Discord, copied and by DiscordChatExporter") {
        CHECK(said(chat(
                  "Maya Lindqvist — Today at 9:01 AM\nThe drill runs on staging now.\nRui Prado — 11/11/2026 "
                  "9:02 AM\nI broke the export.\nTwice.\nMaya Lindqvist — Yesterday at 21:03\nRestores take "
                  "eleven minutes.\n")) == kThree);
        const auto exported = chat(
            "==============================================================\nGuild: Example\nChannel: ops / "
            "drills\n==============================================================\n\n[11/11/2026 9:01 AM] "
            "Maya "
            "Lindqvist\nThe drill runs on staging now.\n\n[11/11/2026 9:02 AM] Rui Prado\nI broke the "
            "export.\nTwice.\n\n[11/11/2026 9:03 AM] Maya Lindqvist\nRestores take eleven minutes.\n");
        CHECK(said(exported) == kThree);
    }
    TEST_CASE("Telegram, copied on each system") {
        CHECK(
            said(chat(
                "Maya Lindqvist, [11.11.26 9:01]\nThe drill runs on staging now.\n\nRui Prado, [11.11.26 "
                "9:02]\nI broke the export.\nTwice.\n\nMaya Lindqvist, [11.11.26 9:03]\nRestores take eleven "
                "minutes.\n")) == kThree);
        CHECK(
            said(chat(
                "Maya Lindqvist, [Nov 11, 2026 at 9:01:12 AM]:\nThe drill runs on staging now.\n\nRui Prado, "
                "[Nov 11, 2026 at 9:02:40 AM]:\nI broke the export.\nTwice.\n\nMaya Lindqvist, [Nov 11, 2026 "
                "at 9:03:00 AM]:\nRestores take eleven minutes.\n")) == kThree);
    }
    TEST_CASE("what a message forwards or quotes is not its sender's") {
        const auto document = chat(
            "Maya Lindqvist, [11.11.26 9:01]\n[Forwarded from Rui Prado]\nI broke the export.\n\nOlu, "
            "[11.11.26 "
            "9:02]\n> I broke the export.\nSo did I.\n\nMaya Lindqvist, [11.11.26 9:03]\nRestores are "
            "fast.\n");
        REQUIRE(document.passages.size() == 4);
        CHECK(document.passages[0].speaker == "Rui Prado");
        CHECK(document.passages[0].quoted);
        CHECK(document.passages[1].kind == PassageKind::quote);
        CHECK(document.passages[1].quoted);
        CHECK(document.passages[2].speaker == "Olu");
        CHECK(document.passages[2].text == "So did I.");
    }
    TEST_CASE("Zoom") {
        CHECK(
            said(chat(
                "09:01:11 From Maya Lindqvist to Everyone: The drill runs on staging now.\n09:02:11 From Rui "
                "Prado to Everyone:\n\tI broke the export.\n\tTwice.\n09:03:11\t From  Maya Lindqvist : "
                "Restores "
                "take eleven minutes.\n")) == kThree);
        CHECK(
            said(chat(
                "2026-11-11 09:01:11 From Maya Lindqvist to Everyone:\n\tThe drill runs on staging "
                "now.\n2026-11-11 09:02:11 From Rui Prado to Maya Lindqvist(Direct Message):\n\tI broke the "
                "export.\n\tTwice.\n2026-11-11 09:03:11 From Maya Lindqvist to Everyone:\n\tRestores take "
                "eleven minutes.\n")) == kThree);
    }
    TEST_CASE("IRC") {
        const auto document = chat(
            "[09:01] <maya> The drill runs on staging now.\n[09:01] -!- olu has joined #drills\n[09:02] "
            "<@rui> I "
            "broke the export.\n[09:02] * rui sighs\n09:03 <maya> Restores take eleven minutes.\n");
        CHECK(said(document) == Texts{"maya: The drill runs on staging now.", "rui: I broke the export.",
                                      "maya: Restores take eleven minutes."});
        CHECK(said(chat("<maya> hi\n<rui> I broke it\n<maya> again?\n")) ==
              Texts{"maya: hi", "rui: I broke it", "maya: again?"});
    }
    TEST_CASE("in a log with a scribe, others say what the scribe writes down") {
        CHECK(said(chat(
                  "[Tue 11:04:19] <ana>\tscribe: ana\n[Tue 11:05:16] <ana>\tVarn: We have two drafts.\n[Tue "
                  "11:05:40] <ana>\t… and a third one.\n[Tue 11:06:00] <jonas>\tana: thanks\n[Tue 11:08:00] "
                  "<ana>\tRESOLVED: Run the drill every night\n")) ==
              Texts{"ana: scribe: ana", "Varn: We have two drafts.", "Varn: and a third one.",
                    "jonas: ana: thanks", "ana: RESOLVED: Run the drill every night"});
    }
    TEST_CASE("Signal, exported") {
        CHECK(
            said(chat(
                "[2026-11-11 09:01] Maya Lindqvist: The drill runs on staging now.\n\n[2026-11-11 09:02] Rui "
                "Prado: I broke the export.\nTwice.\n\n[2026-11-11 09:03] Maya Lindqvist: Restores take "
                "eleven "
                "minutes.\n",
                "notes/chat.md")) == kThree);
    }
    TEST_CASE("notes, agendas, diaries and logs of programs are no chats") {
        for (const std::string_view text :
             {"Team day\n\n9:00 AM - Welcome: Maya\n9:30 AM - Roadmap: Rui\n10:00 AM - Lunch: all\n",
              "2026-11-11 09:02 Woke up late.\n2026-11-11 10:00 Wrote the report: done at last.\n",
              "2026-11-11 09:02:11 INFO: started\n2026-11-11 09:02:12 ERROR: failed\n2026-11-11 09:02:13 "
              "INFO: over\n",
              "We met on Tuesday 9:02 AM\nand talked about drills.\n\nThen we left.\n",
              "# Diary\n\n## 11/11/2026 9:02\n\nWe moved it.\n\n## 12/11/2026 9:02\n\nWe moved it back.\n",
              "10/11/2026: Shipped the drill.\n11/11/2026: Fixed the drill.\n"}) {
            CAPTURE(text);
            CHECK(chat(text).format != Format::chat);
        }
    }
}
