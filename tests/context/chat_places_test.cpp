// Chats as programs of other countries write them, and programs beside the best known. The texts are written
// for these tests; the dates are CLDR's of the place named, the layouts the programs' own exports.
#include "helpers.h"

#include <pacelane/context/people.h>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {

Document abroad(std::string_view text, std::string_view path = "notes/chat.txt") {
    return parse_document(path, text, DocumentKind::knowledge);
}

const Texts kHike{"Maya Lindqvist: We meet at the bridge.", "Rui Prado: I bring soup.\n\nAnd bread.",
                  "Maya Lindqvist: Take the early train."};

}  // namespace

TEST_SUITE("chat places") {
    TEST_CASE("dates and times in the digits, words and order of many countries") {
        for (const std::string_view stamp : {
                 "11\u200F/11\u200F/2026\u060C 9:0{}:40 \u0635 - ",  // Arabic
                 "[11\u200F/11\u200F/2026\u060C 9:0{} \u0645] ",     // Arabic, iOS
                 "\u0661\u0661\u200F/\u0661\u0661\u200F/\u0662\u0660\u0662\u0666\u060C \u0669:\u0660{} "
                 "\u0635 - ",
                 "11/11/26, 9:0{} \u092A\u0942\u0930\u094D\u0935\u093E\u0939\u094D\u0928 - ",  // Hindi
                 "\u0967\u0967/\u0967\u0967/\u0968\u096C, 9:0{} AM - ",                        // Marathi
                 "2026. 11. 11. 오전 9:0{} - ",
                 "[2026. 11. 11. 오후 9:0{}:40] ",  // Korean
                 "2026년 11월 11일 오전 9:0{} - ",
                 "2026年11月11日 上午9:0{} - ",  // and Chinese
                 "[2026/11/11 上午9:0{}:40] ",
                 "2026/11/11 9:0{} - ",     // Japanese
                 "2026. 11. 11. 9:0{} - ",  // Hungarian
                 "11. 11. 2026. 09:0{} - ",
                 "11. 11. 2026 09:0{} - ",  // Croatian
                 "11.11.26 г., 9:0{} ч. - ",
                 "11/11/26, 9:0{} π.μ. - ",  // Bulgarian, Greek
                 "[2026-11-11 kl. 09:0{}:40] ",
                 "11/11/2026 à 09:0{} - ",  // Swedish, French
                 "2026-11-11 09 h 0{} - ",
                 "[2026-11-11, 09 h 0{} min 40 s] ",  // Canada
                 "11/11/2026, 9:0{} PG - ",
                 "09:0{} 11/11/2026 - ",  // Malay, Vietnamese
                 "11.11.26, 9:0{} p.d. - ",
                 "11/11/2569 09:0{} - ",  // Albanian, Thai
                 "11-Nov-26, 09:0{} - ",
             }) {
            CAPTURE(stamp);
            std::string text;
            const auto at = [&](int minute) { return fmt::format(fmt::runtime(stamp), minute); };
            text += at(1) + "Maya Lindqvist: We meet at the bridge.\n";
            text += at(2) + "Rui Prado: I bring soup.\nAnd bread.\n";
            text += at(3) + "Maya Lindqvist: Take the early train.\n";
            const auto document = abroad(text);
            CHECK(said(document) == kHike);
            CHECK(document.date == parse_date("2026-11-11"));
        }
    }
    TEST_CASE("a year of a calendar that is not known is no date") {
        const auto document =
            abroad("1405/8/20, 9:01 - Maya: We meet.\n1405/8/20, 9:02 - Rui: I bring soup.\n");
        CHECK(said(document) == Texts{"Maya: We meet.", "Rui: I bring soup."});
        CHECK(!document.date);
    }
    TEST_CASE("LINE: tabs, days on lines of their own, quotation marks around several lines") {
        const auto document = abroad(
            "[LINE] Chat history with Rui\nSaved on: 2026/11/12, 09:05\n\n2026/11/11(Wed)\n"
            "09:01\tMaya Lindqvist\tWe meet at the bridge.\n09:02\tRui Prado\t\"I bring soup.\nAnd bread.\"\n"
            "09:02\tRui Prado\t[Sticker]\n09:02\tRui Prado unsent a message.\n"
            "09:03\tMaya Lindqvist\tTake the early train.\n");
        CHECK(said(document) == kHike);
        CHECK(document.date == parse_date("2026-11-11"));
        CHECK(document.omitted.size() == 1);
    }
    TEST_CASE("KakaoTalk: of a computer and of a telephone") {
        const auto computer = abroad(
            "--------------- 2026년 11월 11일 수요일 ---------------\n"
            "[Maya Lindqvist] [오전 9:01] We meet at the bridge.\n[Rui Prado] [오전 9:02] I bring soup.\n"
            "And bread.\n[Rui Prado] [오전 9:02] 사진\n"
            "[Maya Lindqvist] [오후 1:03] Take the early train.\n");
        CHECK(said(computer) == kHike);
        CHECK(computer.date == parse_date("2026-11-11"));
        CHECK(computer.passages.back().start_ms == 13 * 3'600'000 + 3 * 60'000);
        CHECK(said(abroad("2026년 11월 11일 오전 9:01, Maya Lindqvist : We meet at the bridge.\n"
                          "2026년 11월 11일 오전 9:02, Rui Prado : I bring soup.\nAnd bread.\n"
                          "2026년 11월 11일 오후 9:03, Maya Lindqvist : Take the early train.\n")) == kHike);
    }
    TEST_CASE("imessage-exporter and QQ: the time above the name or beside it; a diary is none") {
        CHECK(said(abroad("Nov 11, 2026  9:01:00 AM\nMaya Lindqvist\nWe meet at the bridge.\n\n"
                          "Nov 11, 2026  9:02:00 AM (Read by you after 3 seconds)\nRui Prado\nI bring soup.\n"
                          "And bread.\nTapbacks:\nLoved by Maya\n\n"
                          "Nov 11, 2026  9:03:00 AM\nMaya Lindqvist\nTake the early train.\n\n"
                          "Nov 11, 2026  9:04:00 AM\nRui Prado\nYes.\n")) ==
              Texts{kHike[0], kHike[1], kHike[2], "Rui Prado: Yes."});
        CHECK(said(abroad("2026-11-11 9:01:00 Maya Lindqvist(10001)\nWe meet at the bridge.\n\n"
                          "2026-11-11 9:02:00 Rui Prado(10002)\nI bring soup.\nAnd bread.\n\n"
                          "2026-11-11 9:03:00 Maya Lindqvist(10001)\nTake the early train.\n")) == kHike);
        CHECK(abroad("Nov 11, 2026 at 9:01 AM\nA Walk\nI went around the lake.\n\n"
                     "Nov 12, 2026 at 9:01 AM\nAnother Walk\nAnd again.\n")
                  .format != Format::chat);
    }
    TEST_CASE("Zoom in other languages, on a telephone and in its cloud; Webex; GoTo") {
        for (const std::string_view form :
             {"09:0{}:11 Von {} an Alle:\n\t{}\n", "09:0{}:11 De {} à tout le monde:\n\t{}\n",
              "00:0{}:11\t{}:\t{}\n", "{1} to Everyone 9:0{0} AM\n{2}\n",
              "{1} to Everyone (9:0{0} AM)\n{2}\n", "from {1} to everyone:    9:0{0} AM\n{2}\n"}) {
            CAPTURE(form);
            std::string text;
            for (int minute = 1; minute <= 4; ++minute)
                text += fmt::format(fmt::runtime(form), minute, minute % 2 ? "Maya Lindqvist" : "Rui Prado",
                                    minute % 2 ? "We meet at the bridge." : "I bring soup.");
            CHECK(said(abroad(text)) ==
                  Texts{"Maya Lindqvist: We meet at the bridge.", "Rui Prado: I bring soup.",
                        "Maya Lindqvist: We meet at the bridge.", "Rui Prado: I bring soup."});
        }
        CHECK(said(abroad("Maya Lindqvist (to Everyone): 9:01 AM: We meet at the bridge.\n"
                          "Rui Prado (to Everyone): 9:02 AM: I bring soup.\n"
                          "Maya Lindqvist (to Everyone): 9:03 AM: Take the early train.\n"
                          "Rui Prado (to Everyone): 9:04 AM: Yes.\n"))
                  .front() == "Maya Lindqvist: We meet at the bridge.");
    }
    TEST_CASE("what stands beside a name: badges, addresses of an archive, marks of an edit") {
        CHECK(said(abroad(
                  "Maya Lindqvist\n:palm_tree:\n  9:01 AM\nWe meet at the bridge.\nRui Prado\n  9:02 AM\n"
                  "replied to a thread:\nWe meet at the bridge.\nI bring soup.\nAnd bread.\n2 files\nPDF\n"
                  "soup.pdf\nMaya Lindqvist\n[OPS]\n  9:03 AM\nTake the early train.\n"
                  ":raised_hands::skin-tone-2:\n2\n")) == kHike);
        CHECK(said(abroad("> maya [U0123ABCD] @ 11/11/2026 09:01:00 Z:\nWe meet.\n\n"
                          "> rui [U0123ABCE] @ 11/11/2026 09:02:00 Z:\nI bring soup.\n\n"
                          "> maya [U0123ABCD] @ 11/11/2026 09:03:00 Z:\nTake the train.\n")) ==
              Texts{"maya: We meet.", "rui: I bring soup.", "maya: Take the train."});
        CHECK(said(abroad("Maya Lindqvist, Yesterday 9:01 AM\nWe meet at the bridge.\n"
                          "Rui Prado, Wed 9:02 AM, Edited\nI bring soup.\nAnd bread.\n"
                          "Maya Lindqvist, Nov 11, 9:03 AM\nTake the early train.\n")) == kHike);
        CHECK(
            said(abroad("[11-Nov-26 09:01 AM] maya#1234\nWe meet.\n\n[11-Nov-26 09:02 AM] rui#0001\nSoup.\n\n"
                        "[11-Nov-26 09:03 AM] maya#1234\nGood.\n")) ==
            Texts{"maya: We meet.", "rui: Soup.", "maya: Good."});
    }
    TEST_CASE("LinkedIn and Slack of 24 hours, copied without blank lines") {
        CHECK(said(abroad(
                  "Maya Lindqvist sent the following message at 9:01 AM\nView Maya’s profile\n"
                  "Maya Lindqvist\n9:01 AM\nWe meet at the bridge.\n"
                  "Rui Prado sent the following messages at 9:02 AM\nView Rui’s profile\nRui Prado\n9:02 AM\n"
                  "I bring soup.\nAnd bread.\n"
                  "Maya Lindqvist sent the following message at 9:03 AM\nView Maya’s profile\n"
                  "Maya Lindqvist\n9:03 AM\nTake the early train.\n")) == kHike);
        CHECK(
            said(abroad("Maya Lindqvist\n  09:01\nWe meet at the bridge.\nRui Prado\n  09:02\nI bring soup.\n"
                        "And bread.\nMaya Lindqvist\n  09:03\nTake the early train.\n")) == kHike);
    }
    TEST_CASE("an emoji beside a name is no part of it") {
        CHECK(name_words("Maya Lindqvist 🌻") == name_words("Maya Lindqvist"));
    }
}
