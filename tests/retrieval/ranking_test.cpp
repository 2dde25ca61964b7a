#include "memory_index.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::retrieval;
using language::Language;

namespace {

using Passages = std::vector<std::string>;

double score_of(MemoryIndex& index, const std::string& query) {
    const auto found = search(query, Language::english, index, 10);
    REQUIRE_FALSE(found.hits.empty());
    return found.hits.front().score;
}

}  // namespace

TEST_SUITE("ranking") {
    TEST_CASE("a rarer term counts more than a common one") {
        MemoryIndex index;
        for (int n = 0; n < 20; ++n)
            index.add({"queue"});
        index.add({"lantern"});
        CHECK(index.find("queue lantern").front() == "21/0");
        CHECK(index.find("lantern queue").front() == "21/0");
    }

    TEST_CASE("a passage with both terms comes before those with one") {
        MemoryIndex index;
        index.add({"queue basket"});
        index.add({"queue lantern"});
        index.add({"lantern basket"});
        CHECK(index.find("queue lantern").front() == "2/0");
        CHECK(index.find("queue lantern").size() == 3);
    }

    TEST_CASE("of two passages with the term as often, the shorter comes first") {
        MemoryIndex index;
        const std::string ten = "queue basket river mountain orange lemon apple chair table window";
        index.add({ten + " door floor ceiling"});
        index.add({ten});
        CHECK(index.find("queue") == Passages{"2/0", "1/0"});
    }

    TEST_CASE("a passage of very few words gains nothing by being so short") {
        MemoryIndex index;
        index.add({"queue basket river mountain orange lemon apple chair table window"});
        index.add({"queue"});
        CHECK(index.find("queue") == Passages{"1/0", "2/0"});
    }

    TEST_CASE("of two passages as long, the one with the term more often comes first") {
        MemoryIndex index;
        index.add({"queue basket river"});
        index.add({"queue queue river"});
        CHECK(index.find("queue") == Passages{"2/0", "1/0"});
    }

    TEST_CASE("the score is that of the published formula, and half of the document's beside it") {
        MemoryIndex index;
        index.add({"queue queue queue basket"});
        index.add({"queue river"});
        for (int n = 0; n < 3; ++n)
            index.add({"mountain"});
        // idf = ln(1 + (N - n + 0.5) / (n + 0.5)); tf = f (k + 1) / (f + k (1 - b + b · length / average)),
        // where the length is the average: all passages are short.
        const double idf = std::log(1 + (5 - 2 + 0.5) / 2.5);
        const double tf = 3 * 2.2 / (3 + 1.2);
        CHECK(score_of(index, "queue") == doctest::Approx(1.5 * idf * tf));
    }

    TEST_CASE("a term that every passage holds still counts for a little, never against") {
        MemoryIndex index;
        index.add({"queue"});
        index.add({"queue"});
        CHECK(index.find("queue").size() == 2);
        CHECK(score_of(index, "queue") > 0);
    }

    TEST_CASE("equal scores come in the order of the documents and their passages") {
        MemoryIndex index;
        for (int n = 0; n < 3; ++n)
            index.add({"queue", "queue"});
        CHECK(index.find("queue") == Passages{"1/0", "1/1", "2/0", "2/1", "3/0", "3/1"});
        CHECK(index.find("queue", 2) == Passages{"1/0", "1/1"});
    }

    TEST_CASE("the limit keeps the best") {
        MemoryIndex index;
        for (int n = 1; n <= 30; ++n)
            index.add({std::string("queue ") + std::string(static_cast<std::size_t>(n) % 7, 'x')});
        const auto all = index.find("queue", 10);
        CHECK(index.find("queue", 4) == Passages(all.begin(), all.begin() + 4));
        CHECK(index.find("queue", 0).empty());
        CHECK(index.find("queue", 1000).size() == 30);
    }

    TEST_CASE("nothing is found for no words, for words that no passage holds, and in nothing") {
        MemoryIndex empty, index;
        index.add({"queue"});
        CHECK(index.find("").empty());
        CHECK(index.find("the of and").empty());
        CHECK(index.find("lantern").empty());
        CHECK(empty.find("queue").empty());
    }

    TEST_CASE("words that follow each other count more where they do so too") {
        MemoryIndex index;
        index.add({"tests are never flaky"});
        index.add({"flaky tests are never"});
        index.add({"tests of a flaky never"});
        CHECK(index.find("flaky tests").front() == "2/0");
    }

    TEST_CASE("a passage gains by what the rest of its document says") {
        MemoryIndex index;
        index.add({"a lantern in the basket", "mountain and river"});
        index.add({"a lantern in the basket", "a lantern and a lantern"});
        CHECK(index.find("lantern basket").front() == "2/0");
    }
}

TEST_SUITE("ranking of turns") {
    const std::string kTalk = "we went on to talk of many other unrelated matters then";

    TEST_CASE("a turn gains by those around it, the more the nearer they are") {
        MemoryIndex index;
        index.add_talk({kTalk, kTalk, "the lantern is what we wanted to look at today together", kTalk, kTalk,
                        kTalk, kTalk, kTalk, kTalk, kTalk, kTalk});
        const auto found = index.find("lantern");
        REQUIRE(found.size() == 9);
        CHECK(found[0] == "1/2");
        CHECK(found[1] == "1/1");
        CHECK(found[2] == "1/3");
        CHECK(found.back() == "1/8");
    }

    TEST_CASE("a turn of a few words has only its own, and half of these") {
        MemoryIndex index;
        index.add_talk(
            {"a lantern", "yes", "I would say that the lantern fell because of the wind", "no idea"});
        const auto found = index.find("lantern");
        CHECK(found == Passages{"1/2", "1/0"});
    }

    TEST_CASE("paragraphs do not gain by those around them") {
        MemoryIndex index;
        index.add({kTalk, "the lantern is what we wanted to look at today together", kTalk});
        CHECK(index.find("lantern") == Passages{"1/1"});
    }

    TEST_CASE("a list of turns that is shorter than the document loses no passage") {
        struct Cut : MemoryIndex {
            Shape shape(std::int64_t document) override {
                auto shape = MemoryIndex::shape(document);
                shape.turns.resize(1);
                return shape;
            }
        } index;
        index.add_talk({kTalk, "a lantern"});
        CHECK(index.find("lantern") == Passages{"1/1"});
    }
}

TEST_SUITE("ranking below the first ten") {
    struct Many : MemoryIndex {
        Many() {
            for (int n = 0; n < 14; ++n)
                add({"lantern wick flame"});
            add({"lantern river"});
            add({"wick flame mountain"});
            for (int n = 0; n < 300; ++n)
                add({"basket of something else"});
        }
    };

    TEST_CASE("uses the words of the first ten: what shares them is found without the query's own") {
        Many index;
        const auto ten = index.find("lantern", 10);
        CHECK(index.asked == std::set<std::string>{"lantern"});
        const auto all = index.find("lantern", 100);
        CHECK(Passages(all.begin(), all.begin() + 10) == ten);
        CHECK(std::find(all.begin(), all.end(), "16/0") != all.end());
        CHECK(all.size() == 16);
    }

    TEST_CASE("has scores that go down") {
        Many index;
        const auto hits = search("lantern", Language::english, index, 100).hits;
        for (std::size_t i = 1; i < hits.size(); ++i)
            CHECK(hits[i - 1].score >= hits[i].score);
        CHECK(hits.back().score > 0);
    }
}

TEST_SUITE("ranking reads little") {
    TEST_CASE("of many passages only the best fifty are read for pairs") {
        MemoryIndex index;
        for (int n = 0; n < 400; ++n)
            index.add({"flaky tests of a queue"});
        index.find("flaky tests", 10);
        CHECK(index.read == 50);
    }
}
