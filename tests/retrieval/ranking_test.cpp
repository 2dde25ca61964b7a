#include <cmath>
#include <pacelane/retrieval/ranking.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::retrieval;
using language::Language;

namespace {

constexpr std::size_t kAll = 100;
const Collection kHundred{100, 10};

std::vector<Hit> ranked(const std::vector<std::vector<Posting>>& terms, const Collection& collection,
                        std::size_t limit = kAll) {
    return rank(terms, collection, limit);
}

std::vector<std::int64_t> numbers(const std::vector<Hit>& hits) {
    std::vector<std::int64_t> all;
    for (const auto& hit : hits)
        all.push_back(hit.passage);
    return all;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_SUITE("ranking") {
    TEST_CASE("a rarer term counts more than a common one") {
        std::vector<Posting> common;
        for (std::int64_t passage = 1; passage <= 50; ++passage)
            common.push_back({passage, 1, 10});
        const std::vector<Posting> rare{{77, 1, 10}};
        CHECK(ranked({common, rare}, kHundred).front().passage == 77);
        CHECK(ranked({rare, common}, kHundred).front().passage == 77);
    }

    TEST_CASE("a passage with both terms comes before those with one") {
        const std::vector<Posting> first{{1, 1, 10}, {2, 1, 10}};
        const std::vector<Posting> second{{2, 1, 10}, {3, 1, 10}};
        CHECK(numbers(ranked({first, second}, kHundred)) == Numbers{2, 1, 3});
    }

    TEST_CASE("of two passages with the term as often, the shorter comes first") {
        CHECK(numbers(ranked({{{1, 1, 40}, {2, 1, 10}}}, kHundred)) == Numbers{2, 1});
    }

    TEST_CASE("of two passages as long, the one with the term more often comes first") {
        CHECK(numbers(ranked({{{1, 1, 10}, {2, 3, 10}}}, kHundred)) == Numbers{2, 1});
    }

    TEST_CASE("repetition counts less and less, and never as much as a second term") {
        const auto score = [](int frequency) {
            return ranked({{{1, frequency, 10}}}, kHundred).front().score;
        };
        CHECK(score(2) - score(1) > score(3) - score(2));
        CHECK(score(3) - score(2) > score(4) - score(3));
        const auto both = ranked({{{1, 1, 10}}, {{1, 1, 10}}}, kHundred).front().score;
        const auto often = ranked({{{1, 2, 10}}, {{2, 1, 10}}}, kHundred).front().score;
        CHECK(both > often);
        CHECK(ranked({{{1, 1'000'000, 10}}}, kHundred).front().score < 2.2 * score(1));
    }

    TEST_CASE("the score is that of the published formula") {
        // idf = ln(1 + (N - n + 0.5) / (n + 0.5)); tf = f (k + 1) / (f + k (1 - b + b · length / average)).
        const double idf = std::log(1 + (100 - 2 + 0.5) / 2.5);
        const double tf = 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * 20 / 10.0));
        CHECK(ranked({{{1, 3, 20}, {2, 1, 10}}}, kHundred).front().score == doctest::Approx(idf * tf));
    }

    TEST_CASE("a term that every passage holds still counts for a little, never against") {
        const auto hits = ranked({{{1, 1, 10}, {2, 1, 10}}}, Collection{2, 10});
        REQUIRE(hits.size() == 2);
        CHECK(hits[0].score > 0);
    }

    TEST_CASE("equal scores come in the order of the passages, however the postings came") {
        CHECK(numbers(ranked({{{9, 1, 10}, {3, 1, 10}, {7, 1, 10}, {5, 1, 10}}}, kHundred)) ==
              Numbers{3, 5, 7, 9});
        CHECK(numbers(ranked({{{5, 1, 10}, {7, 1, 10}, {3, 1, 10}, {9, 1, 10}}}, kHundred, 2)) ==
              Numbers{3, 5});
    }

    TEST_CASE("the limit keeps the best") {
        const std::vector<Posting> postings{{1, 1, 10}, {2, 5, 10}, {3, 2, 10}, {4, 4, 10}};
        CHECK(numbers(ranked({postings}, kHundred, 2)) == Numbers{2, 4});
        CHECK(ranked({postings}, kHundred, 0).empty());
        CHECK(ranked({postings}, kHundred, 1000).size() == 4);
    }

    TEST_CASE("nothing is found for no terms, and for terms that no passage holds") {
        CHECK(ranked({}, kHundred).empty());
        CHECK(ranked({{}, {}}, kHundred).empty());
        CHECK(ranked({}, Collection{}).empty());
    }

    TEST_CASE("an empty collection's statistics do not make a score that is no number") {
        const auto hits = ranked({{{1, 1, 1}}}, Collection{1, 0});
        REQUIRE(hits.size() == 1);
        CHECK(std::isfinite(hits[0].score));
    }
}

TEST_SUITE("the terms of a text") {
    TEST_CASE("are its stems, each with how often it occurs") {
        const auto terms = index_terms("Deploying: we deployed, they deploy.", Language::english);
        REQUIRE(terms.size() == 1);
        CHECK(terms.begin()->first == "deploy");
        CHECK(terms.begin()->second == 3);
    }

    TEST_CASE("are without stopwords") {
        CHECK(index_terms("the and of it", Language::english).empty());
        CHECK(index_terms("o de que para", Language::portuguese).empty());
        CHECK(index_terms("", Language::english).empty());
    }

    TEST_CASE("are the same with and without accents, in either case") {
        CHECK(index_terms("Migração", Language::portuguese) == index_terms("MIGRACAO", Language::portuguese));
    }
}
