// Whose words a message quotes, by the lines that tell it.
#include "mail.h"

using namespace pacelane;
using namespace pacelane::formats;

TEST_SUITE("attributions in mail") {
    TEST_CASE("when, who and the address are an attribution without a verb, and without marks below it") {
        for (const std::string_view line :
             {"2026-11-03 09:02 GMT+01:00 Ana Souza <ana@example.com>:",
              "03.11.2026, 09.02, \"Ana Souza\" <ana@example.com>:",
              "9:02 AM, November 3, 2026, \"Ana Souza\" <ana@example.com>:",
              "Tuesday, 3 November 2026, 9:02 AM +0300 from Ana Souza <ana@example.com>:",
              "вт, 3 нояб. 2026 г. в 09:02, Ana Souza <ana@example.com>:",
              "On Tue, 3 Nov 2026 09:02:43 +0100 Ana Souza <ana@example.com> wrote",
              "---- On Tue, 03 Nov 2026 09:02:50 +0530 Ana Souza <ana@example.com> wrote ----",
              "Вторник, 3 ноября 2026, 9:02 +04:00 от Ana Souza <ana@example.com>:"}) {
            INFO(line);
            CHECK(told(eml(mail("It warms up.\n\n" + std::string(line) + "\n\nThe cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
        }
        // Whom to ask, and no time.
        const auto own =
            told(eml(mail("On 3 November at 9 ask Ana Souza <ana@example.com>:\n\nThe cache is cold.\n")));
        REQUIRE(own.size() == 2);
        CHECK(own[1] == "Maya Lindqvist: The cache is cold.");
    }
    TEST_CASE("the parts of a broken attribution belong to it, whatever it was broken in") {
        for (const std::string_view line :
             {"Em 3 de nov. de 2026, à(s) 09:02, Ana Souza <ana@example.com> escreveu:",
              "On Nov 3, 2026,\nat 9:02,\nAna Souza <ana@example.com> wrote:",
              "On Tue, Nov 3, 2026 at 9:02 AM Ana Souza <\nana-with-17-in-it@example.com> wrote:",
              "tir. 3. nov. 2026 kl. 09:02 skrev Ana Souza <ana@example.com\n>:",
              "W dniu 2026-11-03 09:02:39 użytkownik Ana Souza <ana@example.com> napisał:",
              "On Tue, 3 Nov 2026, 9:02 pm Ana Souza <ana@example.com>\nwrote:"}) {
            INFO(line);
            CHECK(told(eml(mail("It warms up.\n\n" + std::string(line) + "\n\n> The cache is cold.\n"))) ==
                  Lines{"Maya Lindqvist: It warms up.", "[Ana Souza: The cache is cold.]"});
        }
        // One without a name is of its address.
        CHECK(
            told(eml(mail("It warms up.\n\nOn Fri, Nov 6, 2026 at 9:02 AM, <ops@example.com> wrote:\n\n> The "
                          "cache is cold.\n"))) ==
            Lines{"Maya Lindqvist: It warms up.", "[ops@example.com: The cache is cold.]"});
    }
    TEST_CASE("the end of a quoted line that a program broke is quoted, too") {
        CHECK(
            told(eml(mail("Ana Souza <ana@example.com> wrote:\n> The cache is cold after each release of the "
                          "platform, and what we do\nabout it is nothing.\n> Should we warm it?\nyes, by a "
                          "job.\n"))) ==
            Lines{"[Ana Souza: The cache is cold after each release of the platform, and what we do about it "
                  "is nothing. Should we warm it?]",
                  "Maya Lindqvist: yes, by a job."});
    }
    TEST_CASE("a French head may begin with the message's day") {
        CHECK(
            told(eml(mail("Il se réchauffe.\n\nMessage du : 03/11/2026 09:02\nDe : \"Ana Souza\" "
                          "<ana@example.com>\nA : maya@example.org\nCopie à :\nSujet : Le cache\n\nLe cache "
                          "est froid.\n"))) ==
            Lines{"Maya Lindqvist: Il se réchauffe.", "[Ana Souza: Le cache est froid.]"});
    }
}
