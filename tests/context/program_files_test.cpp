// Text files that programs write: lists of tasks, cards, numbered records.
#include "helpers.h"

#include <algorithm>

using namespace pacelane;
using namespace pacelane::context;

TEST_SUITE("todo.txt") {
    TEST_CASE("a task on each line, without its marks") {
        const auto document = knowledge(
            "(A) 2026-11-11 Call Ana about the cache +ops @phone due:2026-11-12\n(B) Write the guide +ops\n"
            "x 2026-11-11 2026-11-09 Mend the cache +home\nWater plants @home rec:1w\n",
            "notes/todo.txt");
        CHECK(texts(document) ==
              Texts{"Call Ana about the cache", "Write the guide", "Mend the cache", "Water plants"});
        CHECK(document.passages[0].checked == false);
        CHECK(document.passages[2].checked == true);
        CHECK(document.passages[2].line == 3);
        CHECK(document.tags == Texts{"ops", "home"});
    }
    TEST_CASE("a text with addresses and labels is none") {
        const auto document = knowledge(
            "We met at noon: see https://example.org/a\nWrite to ana@example.org and wait.\n", "notes/a.txt");
        CHECK(texts(document) ==
              Texts{"We met at noon: see https://example.org/a Write to ana@example.org and wait."});
    }
}

TEST_SUITE("cards") {
    TEST_CASE("Anki: rows of a table, without tags of HTML and marks of gaps") {
        // docs.ankiweb.net, "Text files", "File headers"
        const auto document = knowledge(
            "#separator:tab\n#html:true\n#tags column:3\nWhat is a cache?\tA store.<br>A &amp; B\tops fast\n"
            "A {{c1::warm::how?}} one[sound:a.mp3]\t\"<b>Two</b>\nlines\"\tops\n",
            "notes/cards.txt");
        CHECK(texts(document) == Texts{"What is a cache? | A store. A & B", "A warm one | Two lines"});
        CHECK(document.passages[0].kind == PassageKind::table_row);
        CHECK(document.passages[0].line == 4);
        CHECK(document.tags == Texts{"ops", "fast"});
        CHECK(contains(document.omitted.at(0), "lines 1-3: what a program tells of its cards"));
    }
    TEST_CASE("without a head, by its tags") {
        CHECK(texts(knowledge("What is a cache?\tA store.<br>Fast.\nWhat is warm?\tFull.\n",
                              "notes/cards.txt")) ==
              Texts{"What is a cache? | A store. Fast.", "What is warm? | Full."});
    }
    TEST_CASE("a file that ends within a field") {
        CHECK(texts(knowledge("#separator:semicolon\nfront;\"back\nand more", "notes/cards.txt")) ==
              Texts{"front | back and more"});
    }
}

TEST_SUITE("records of courts") {
    TEST_CASE("numbered lines, with questions and answers") {
        const std::string_view record =
            " 1   Q.  When did you warm the cache?\n 2   A.  I warmed it at nine.\n 3   Q.  Who told you "
            "to?\n"
            " 4   A.  Nobody told me. I saw the alert\n 5       and went ahead.\n";
        for (const auto& document : {transcript(record), knowledge(record, "notes/depo.txt")}) {
            CHECK(document.kind == DocumentKind::transcript);
            CHECK(said(document) == Texts{"Q: When did you warm the cache?", "A: I warmed it at nine.",
                                          "Q: Who told you to?",
                                          "A: Nobody told me. I saw the alert and went ahead."});
            CHECK(document.passages[3].line == 4);
        }
    }
    TEST_CASE("without numbers, and in Portuguese") {
        CHECK(said(transcript(
                  "P.  Quando aqueceu a cache?\n\nR.  Às nove.\n\nP.  Quem mandou?\n\nR.  Ninguém.\n")) ==
              Texts{"P: Quando aqueceu a cache?", "R: Às nove.", "P: Quem mandou?", "R: Ninguém."});
    }
    TEST_CASE("a numbered list is none") {
        CHECK(texts(knowledge("1 apple\n2 pears\n3 plums\n4 figs\n5 dates\n", "notes/a.txt")) ==
              Texts{"1 apple 2 pears 3 plums 4 figs 5 dates"});
    }
}

TEST_SUITE("what stands around talk") {
    TEST_CASE("a sound on a line of its own belongs to nobody") {
        const auto document = transcript(
            "Ana Lima: Aqueci a cache ontem.\nRui Melo: Muito bem.\nAplausos do PX.\nAna Lima: "
            "Obrigada.\nRisos.\n"
            "Rui Melo: Ora essa.\n");
        CHECK(said(document) == Texts{"Ana Lima: Aqueci a cache ontem.", "Rui Melo: Muito bem.",
                                      "Ana Lima: Obrigada.", "Rui Melo: Ora essa."});
        CHECK(document.omitted.size() == 2);
    }
    TEST_CASE("what a program writes above the first turn is told, and nobody's words") {
        const auto document = transcript(
            "Cache review - Transcript\n\nAna Lima, Rui Melo\n\nAna Lima  0:01\nThe cache is cold.\n\n"
            "Rui Melo  0:05\nWhy?\n\nAna Lima  0:09\nNobody knows.\n");
        CHECK(said(document) ==
              Texts{"Ana Lima: The cache is cold.", "Rui Melo: Why?", "Ana Lima: Nobody knows."});
        CHECK(document.title == "Cache review - Transcript");
        CHECK(contains(document.omitted.at(0), "what stands above the first turn"));
    }
    TEST_CASE("names in round brackets before the words of captions") {
        std::string captions;
        for (int i = 1; i <= 4; ++i)
            captions += std::to_string(i) + "\n00:00:0" + std::to_string(i) + ",000 --> 00:00:0" +
                        std::to_string(i + 1) + ",000\n(" + (i % 2 == 1 ? "Ana Lima" : "Rui Melo") +
                        ") Line " + std::to_string(i) + ".\n\n";
        CHECK(said(transcript(captions, "transcripts/a.srt")) ==
              Texts{"Ana Lima: Line 1.", "Rui Melo: Line 2.", "Ana Lima: Line 3.", "Rui Melo: Line 4."});
        CHECK(
            said(transcript("1\n00:00:01,000 --> 00:00:02,000\n(Quietly) I broke it.\n\n2\n00:00:02,000 --> "
                            "00:00:03,000\n(Slowly) Twice.\n",
                            "transcripts/a.srt")) == Texts{": (Quietly) I broke it. (Slowly) Twice."});
    }
}

TEST_SUITE("marks of Ulysses") {
    TEST_CASE("comments and what is deleted are left out, and told") {
        const auto document = knowledge(
            "# Caches\n\nWe ++warmed++ and ||cooled|| the cache. ::Twice::{really?} a day.\n\n%% a "
            "comment\n\nThe end.\n");
        CHECK(texts(document) == Texts{"We warmed and the cache. Twice a day.", "The end."});
        CHECK(document.omitted.size() == 3);
    }
    TEST_CASE("a sign of percent too much opens no comment") {
        CHECK(texts(knowledge("We grew 100 %% in May.\n\n%% check this\n\nThe end.\n")) ==
              Texts{"We grew 100 %% in May.", "The end."});
    }
    TEST_CASE("sums, languages, tables and conditions stay") {
        const auto document =
            knowledge("# Code\n\nC++ and a || b, 1 ++ 2, g++ 12.\n\n| a | b |\n|---|---|\n|| x |\n");
        CHECK(texts(document).at(0) == "C++ and a || b, 1 ++ 2, g++ 12.");
        CHECK(contains(texts(document).back(), "x"));
    }
}
