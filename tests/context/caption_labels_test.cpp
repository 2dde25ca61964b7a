// Whose words a cue holds, when only a label in its text says so. Layout: Zoom's "audio transcript" (.vtt, a
// label on every cue), whisperX ("[SPEAKER_00]: …"), broadcast captions ("MAYA: …" where the speaker
// changes).
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {
/// A cue of its own for each text, a second each.
Texts labelled_cues(const std::vector<std::string>& cues) {
    std::string file = "WEBVTT\n\n";
    for (std::size_t i = 0; i < cues.size(); ++i) {
        const auto at = [](std::size_t second) {
            return std::string{"00:00:"} + (second < 10 ? "0" : "") + std::to_string(second) + ".000";
        };
        file += std::to_string(i + 1) + "\n" + at(i) + " --> " + at(i + 1) + "\n" + cues[i] + "\n\n";
    }
    return said(transcript(file, "transcripts/call.vtt"));
}
}  // namespace

TEST_SUITE("labels in captions") {
    TEST_CASE("where each cue has a label, a label of any form is somebody else's turn") {
        for (const std::string name :
             {"佐藤 花子", "علي حسن", "Zé 🌊", "Ana's iPad", "lena okoye", "+49 30 901820",
              "ana.lima@example.org", "Room 4.12 (Lisbon)", "Jo Park | Acme Ltd", "Jo Park - Acme Ltd",
              "Ana, Bo and Chen", "Maria da Conceição de Sousa e Silva Pereira dos Santos", "J. R.",
              "Speaker 3", "AL", "bo_99"}) {
            CAPTURE(name);
            const auto turns = labelled_cues({"Maya Lindqvist: The cache is cold.", name + ": I broke it.",
                                              "Maya Lindqvist: It warms up.", name + ": I told nobody."});
            REQUIRE(turns.size() == 4);
            CHECK(turns[0] == "Maya Lindqvist: The cache is cold.");
            CHECK(turns[1].ends_with(": I broke it."));
            CHECK_FALSE(turns[1].starts_with("Maya"));
            CHECK(turns[3].ends_with(": I told nobody."));
        }
    }
    TEST_CASE("machine labels in brackets, with and without a colon") {
        CHECK(labelled_cues({"[SPEAKER_00]: The cache is cold.", "[SPEAKER_01]: Why?",
                             "[SPEAKER_00]: Nobody knows."}) ==
              Texts{"SPEAKER_00: The cache is cold.", "SPEAKER_01: Why?", "SPEAKER_00: Nobody knows."});
        CHECK(labelled_cues(
                  {"(speaker 0) The cache is cold.", "(speaker 1) Why?", "(speaker ?) Nobody knows."}) ==
              Texts{"speaker 0: The cache is cold.", "speaker 1: Why?", "speaker ?: Nobody knows."});
    }
    TEST_CASE("a wide colon and a sound before the label") {
        CHECK(labelled_cues({"佐藤：始めます。", "[laughter] 鈴木：はい。", "佐藤：では。"}) ==
              Texts{"佐藤: 始めます。", "鈴木: はい。", "佐藤: では。"});
    }
    TEST_CASE("an unknown label among few ends the turn before") {
        const auto turns =
            labelled_cues({"MAYA: The cache is cold.", "It warms up by itself.", "lena okoye: I broke it.",
                           "And I told nobody.", "MAYA: We fixed it.", "It holds since then.", "So far."});
        REQUIRE(turns.size() == 3);
        CHECK(turns[0] == "Maya: The cache is cold. It warms up by itself.");
        CHECK(turns[1].ends_with("I broke it. And I told nobody."));
        CHECK_FALSE(turns[1].starts_with("Maya"));
        CHECK(turns[2] == "Maya: We fixed it. It holds since then. So far.");
    }
    TEST_CASE("a colon within a sentence is no label") {
        CHECK(labelled_cues({"MAYA: The cache is cold and", "one thing: we knew it", "all along.",
                             "BEA: Why?", "Tell us."}) ==
              Texts{"Maya: The cache is cold and one thing: we knew it all along.", "Bea: Why? Tell us."});
    }
    TEST_CASE("where nearly each cue has a label, one without is of nobody known") {
        std::vector<std::string> cues(12, "Maya: The cache is cold.");
        cues[6] = "I broke it.";
        const auto turns = labelled_cues(cues);
        REQUIRE(turns.size() == 3);
        CHECK(turns[1] == ": I broke it.");
    }
    TEST_CASE("a decision or an action is no speaker") {
        CHECK(labelled_cues({"Maya: The cache is cold.", "Decision: we warm it up.", "Bo: Fine."}) ==
              Texts{"Maya: The cache is cold. Decision: we warm it up.", "Bo: Fine."});
    }
}
