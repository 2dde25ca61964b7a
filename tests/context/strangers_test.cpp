// Labels that are not understood, or that come once: whatever stands before the words, they are not those of
// the one who spoke before.
#include "helpers.h"

#include <array>

#include <fmt/format.h>

using namespace pacelane;
using namespace pacelane::context;

namespace {

/// Who says the words that hold `mark`; "?" when nobody says them.
std::string who_says(const Document& document, std::string_view mark) {
    for (const auto& passage : document.passages)
        if (contains(passage.text, mark)) return passage.speaker;
    return "?";
}

constexpr std::array kOdd{"van der Meer",
                          "de la Cruz",
                          "[EXT] Petra Vogel",
                          "Read.ai meeting notes",
                          "Prof. Dr.-Ing. Petra Vogel",
                          "田中 太郎",
                          "محمد علي",
                          "Petra's iPhone",
                          "Olu 🚀",
                          "sam okafor",
                          "+46 70 123 45 67",
                          "Petra Vogel | Example Ltd"};

constexpr std::string_view kGone = "the vendor asked for it twice.";

}  // namespace

TEST_SUITE("strangers") {
    TEST_CASE("a label on a line of its own file, of any kind, ends the turn before") {
        for (const std::string label : kOdd) {
            CAPTURE(label);
            const auto document = transcript(
                fmt::format("Maya Lindqvist: We moved the job to staging.\nRui Prado: It took an hour.\n"
                            "Maya Lindqvist: Nobody noticed.\n{}: {}\nRui Prado: We pay for it.\n"
                            "Maya Lindqvist: Then we wait.\n",
                            label, kGone));
            CHECK(who_says(document, "vendor") != "Maya Lindqvist");
            CHECK(who_says(document, "vendor") != "?");
            CHECK(who_says(document, "Nobody noticed") == "Maya Lindqvist");
            CHECK(who_says(document, "We pay") == "Rui Prado");
        }
    }

    TEST_CASE("so it does in the notes, as bold labels of a dialogue") {
        for (const std::string label : kOdd) {
            CAPTURE(label);
            const auto document = knowledge(fmt::format(
                "# Call\n\n**Maya Lindqvist:** We moved the job to staging.\n\n**Rui Prado:** It took an "
                "hour.\n\n"
                "**Maya Lindqvist:** Nobody noticed.\n\n**{}:** {}\n\n**Rui Prado:** We pay for it.\n\n"
                "**Maya Lindqvist:** Then we wait.\n\n**Rui Prado:** Fine with me.\n",
                label, kGone));
            CHECK(who_says(document, "vendor") != "Maya Lindqvist");
            CHECK(who_says(document, "vendor") != "?");
            CHECK(who_says(document, "Then we wait") == "Maya Lindqvist");
        }
    }

    TEST_CASE("so it does with times before, behind and above") {
        for (const std::string label : kOdd) {
            CAPTURE(label);
            const auto first = transcript(fmt::format(
                "[00:00:01] Maya Lindqvist: We moved the job.\n[00:00:05] Rui Prado: It took an hour.\n"
                "[00:00:09] Maya Lindqvist: Nobody noticed.\n[00:00:12] {}: {}\n"
                "[00:00:20] Rui Prado: We pay for it.\n",
                label, kGone));
            CHECK(who_says(first, "vendor") != "Maya Lindqvist");
            const auto behind = transcript(fmt::format(
                "Maya Lindqvist  0:01\nWe moved the job.\n\nRui Prado  0:05\nIt took an hour.\n\n"
                "Maya Lindqvist  0:09\nNobody noticed.\n\n{}  0:12\n{}\n\nRui Prado  0:20\nWe pay for it.\n",
                label, kGone));
            CHECK(who_says(behind, "vendor") != "Maya Lindqvist");
            CHECK(who_says(behind, "We pay") == "Rui Prado");
            const auto above = transcript(fmt::format(
                "00:00:01 Maya Lindqvist\nWe moved the job.\n\n00:00:05 Rui Prado\nIt took an hour.\n\n"
                "00:00:09 Maya Lindqvist\nNobody noticed.\n\n00:00:12 {}\n{}\n\n"
                "00:00:20 Rui Prado\nWe pay for it.\n",
                label, kGone));
            CHECK(who_says(above, "vendor") != "Maya Lindqvist");
        }
    }

    TEST_CASE("a time, a name and the words may have a line each") {
        const auto document = transcript(
            "00:00:01\nMaya Lindqvist\nWe moved the job.\n\n00:00:12\nRui Prado (Example)\nIt took an "
            "hour.\n\n"
            "00:00:20\nMaya Lindqvist\nNobody noticed.\n");
        CHECK(said(document) == Texts{"Maya Lindqvist: We moved the job.", "Rui Prado: It took an hour.",
                                      "Maya Lindqvist: Nobody noticed."});
    }

    TEST_CASE("a sentence with a colon goes on with the turn where turns have several paragraphs") {
        const auto document = transcript(
            "Maya Lindqvist: We moved the job to staging.\n\nIt took an hour, and nobody noticed.\n\n"
            "Rui Prado: Good to hear.\n\nI have two questions: who pays, and until when.\n\n"
            "Maya Lindqvist: We do.\n\nUntil June at least.\n");
        CHECK(who_says(document, "two questions") == "Rui Prado");
    }

    TEST_CASE("what all say is nobody's") {
        for (const std::string all : {"ALL", "Everyone", "Todos"}) {
            CAPTURE(all);
            const auto text = fmt::format(
                "Maya: We need the room until June.\n{}: Agreed on that.\nRui: I book one.\n"
                "Maya: Then it is settled.\n",
                all);
            CHECK(who_says(transcript(text), "Agreed") == "");
            const auto minutes = meeting("# Sync\n\nAttendees: Maya Lindqvist, Rui Prado\n\n" + text);
            CHECK(who_says(minutes, "Agreed") == "");
            CHECK(contains(who_says(minutes, "until June"), "Maya"));
            CHECK(contains(who_says(minutes, "book one"), "Rui"));
        }
    }

    TEST_CASE("Me and Them are two voices") {
        CHECK(said(transcript("Me: We moved the job.\n\nThem: Did it work?\n\nMe: It took an hour.\n\n"
                              "Them: Not bad at all.\n")) ==
              Texts{"Me: We moved the job.", "Them: Did it work?", "Me: It took an hour.",
                    "Them: Not bad at all."});
    }

    TEST_CASE("captions' labels of a format name the person as others do") {
        const auto document = transcript(
            "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Maya Lindqvist (she/her)>We moved the job.</v>\n\n"
            "00:00:02.000 --> 00:00:03.000\n<v Rui Prado | Example Ltd>It took an hour.</v>\n",
            "calls/a.vtt");
        CHECK(said(document) == Texts{"Maya Lindqvist: We moved the job.", "Rui Prado: It took an hour."});
    }

    TEST_CASE("YouTube's SBV has its times on one line") {
        const auto document = transcript(
            "0:00:01.000,0:00:04.000\nMaya Lindqvist: We moved the job.\n\n0:00:04.000,0:00:07.000\n"
            "Rui Prado: It took an hour.\n\n0:00:07.000,0:00:09.000\nMaya Lindqvist: Nobody noticed.\n",
            "calls/a.sbv");
        CHECK(who_says(document, "an hour") == "Rui Prado");
        CHECK(document.passages.at(1).start_ms == 4000);
    }
}
