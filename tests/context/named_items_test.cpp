// Whose words the items of minutes note: what stands below a name is that one's.
#include "helpers.h"

using namespace pacelane;
using namespace pacelane::context;

namespace {

std::string who_notes(const Document& document, std::string_view mark) {
    for (const auto& passage : document.passages)
        if (contains(passage.text, mark)) return passage.speaker;
    return "?";
}

constexpr std::string_view kHead =
    "# Sync\n\nAttendees: Robert Hale, Rui Prado, Petra Vogel\n\n## Status\n\n";

}  // namespace

TEST_SUITE("named items") {
    TEST_CASE("items below an item with a name are that one's, as deep as they go") {
        const auto document = meeting(std::string(kHead) +
                                      "- Robert:\n  - I moved the job to staging.\n    - Nobody noticed it.\n"
                                      "- Rui Prado\n  - The price is fixed until June.\n"
                                      "- Petra: two things:\n  - A new tester begins in March.\n"
                                      "- The next meeting is in May.\n");
        CHECK(who_notes(document, "moved the job") == "Robert Hale");
        CHECK(who_notes(document, "Nobody") == "Robert Hale");
        CHECK(who_notes(document, "price") == "Rui Prado");
        CHECK(who_notes(document, "tester") == "Petra Vogel");
        CHECK(who_notes(document, "next meeting") == "");
    }

    TEST_CASE("names alone in a list were not spoken; an arrow is a mark as well") {
        const auto document = meeting(
            "# Weekly\n\nPresent: Maya Lind, Rui Prado\n\n## Pair 2: the door\n\n- Maya\n- Rui\n\n## Kiln\n\n"
            "- Rui -> any reason to wait?\n- Maya → none, it is hot\n");
        CHECK(document.passages.size() == 4);
        Texts who;
        for (const auto& passage : document.passages)
            who.push_back(passage.speaker);
        CHECK(who == Texts{"", "", "Rui Prado", "Maya Lind"});
    }
    TEST_CASE("who attended may be told in groups, with addresses") {
        const auto document = meeting(
            "# Weekly\n\n## Present\n\n### Board\n\n* Ana Prado <mailto:ana@example.org>\n* Jonas Ek "
            "jonas@example.org\n\n"
            "### Guests\n\n* Rui Lima (Example Ltd)\n\n## Agenda\n\n* Ana: the letter is written.\n");
        CHECK(document.participants == Texts{"Ana Prado", "Jonas Ek", "Rui Lima"});
        CHECK(document.passages.size() == 1);
        CHECK(document.passages[0].speaker == "Ana Prado");
    }
    TEST_CASE("minutes whose scribe wrote down who said what are no recording") {
        const std::string said =
            "Maya: The drill failed.\n\nRui: Twice.\n\nMaya: We repeat it on Monday.\n\nRui: Fine with me.\n";
        const auto scribed = meeting(
            "# Weekly\n\n## Present\n\n- Maya Lind\n- Rui Prado\n\n## Agenda\n\n- The drill\n\n## Notes\n\n" +
            said);
        CHECK(scribed.kind == DocumentKind::meeting);
        CHECK(scribed.passages.back().speaker == "Rui");
        CHECK(meeting("# Weekly\n\n" + said).kind == DocumentKind::transcript);
    }
    TEST_CASE("so are a list below a line with a name, and a section below a heading") {
        const auto document = meeting(std::string(kHead) +
                                      "Robert:\n\n- I wrote the summary.\n\n### Rui\n\n"
                                      "- My team moved the mail server.\n\nIt took a week.\n");
        CHECK(who_notes(document, "summary") == "Robert Hale");
        CHECK(who_notes(document, "mail server") == "Rui Prado");
        CHECK(who_notes(document, "a week") == "Rui Prado");
    }

    TEST_CASE("a decision noted below a name is the meeting's") {
        const auto document =
            meeting(std::string(kHead) +
                    "- Robert:\n  - I moved the job to staging.\n  - Decision: we keep it there.\n");
        CHECK(who_notes(document, "we keep it") == "");
    }

    TEST_CASE("plain text keeps the name over its items") {
        const auto document = meeting(
            "Sync\nAttendees: Robert Hale, Rui Prado\n\n- Robert:\n  - I moved the job to staging.\n- Rui:\n"
            "  - The price is fixed until June.\n",
            "meetings/sync.txt");
        CHECK(who_notes(document, "moved the job") == "Robert Hale");
        CHECK(who_notes(document, "price") == "Rui Prado");
    }

    TEST_CASE("without a list of people, names above items in the first person are voices") {
        const auto document = meeting(
            "# Standup\n\n- Robert:\n  - I moved the job to staging.\n- Rui:\n"
            "  - I read my contract again.\n- Petra:\n  - A new tester begins.\n");
        CHECK(who_notes(document, "moved the job") == "Robert");
        CHECK(who_notes(document, "tester") == "Petra");
        const auto topics = meeting(
            "# Standup\n\n- Backend:\n  - The job moved to staging.\n- Budget:\n"
            "  - The price is fixed until June.\n- Hiring:\n  - A new tester begins.\n");
        CHECK(who_notes(topics, "moved to staging") == "");
    }

    TEST_CASE("among attendees' items one that opens with a name of another script is that one's") {
        const auto document =
            meeting(std::string(kHead) +
                    "- Robert: the job moved to staging.\n- Rui: it took an hour.\n"
                    "- Petra: nobody noticed.\n- Rui: it was cheap.\n- Robert: it was late.\n- Nguyễn Thị "
                    "Minh Khai: we pay for it.\n"
                    "- 田中 太郎: the vendor asked twice.\n- Budget: the budget is spent.\n");
        CHECK(who_notes(document, "vendor") == "田中 太郎");
        CHECK(who_notes(document, "is spent") == "");
    }

    TEST_CASE("who hosts may speak under that name") {
        const auto document =
            meeting(std::string(kHead) + "- Host: We moved the job to staging last night.\n");
        CHECK(who_notes(document, "moved the job") != "?");
    }
    TEST_CASE("lines of a paragraph: a dash behind two attendees, and a label that ends what one said") {
        const auto document = meeting(
            "Present: Ada, Jonas\n\n**Ada** - the kiln is hot\n**Jonas** - it cools at night\n\n@jonas: I "
            "order "
            "clay\nDECISION: we keep the kiln\n");
        std::vector<std::pair<std::string, std::string>> all;
        for (const auto& passage : document.passages)
            all.emplace_back(passage.speaker, passage.text);
        REQUIRE(all.size() == 4);
        CHECK(all[0].first == "Ada");
        CHECK(all[1].first == "Jonas");
        CHECK(all[2].first == "Jonas");
        CHECK(all[3].first.empty());
        CHECK(all[3].second == "DECISION: we keep the kiln");
    }
}
