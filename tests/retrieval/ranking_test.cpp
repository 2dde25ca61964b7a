#include <pacelane/retrieval/ranking.h>

#include <doctest/doctest.h>

namespace pacelane::retrieval {

namespace {

using Lists = std::vector<std::vector<Posting>>;

std::vector<std::int64_t> order(const Lists& terms, std::size_t limit = 10) {
    std::vector<std::int64_t> passages;
    for (const auto& hit : rank(terms, {100, 10}, limit))
        passages.push_back(hit.passage);
    return passages;
}
using Order = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a term that few passages have counts more than a common one") {
    std::vector<Posting> common;
    for (int n = 1; n <= 50; ++n)
        common.push_back({n, 1, 10});
    CHECK(order({common, {{99, 1, 10}}}, 1) == Order{99});
}

TEST_CASE("a passage with both terms comes before those with one") {
    CHECK(order({{{1, 1, 10}, {2, 1, 10}}, {{2, 1, 10}, {3, 1, 10}}}, 1) == Order{2});
}

TEST_CASE("a term that occurs more often counts more, but ever less so") {
    const auto hits = rank(Lists{{{1, 1, 10}, {2, 2, 10}, {3, 8, 10}, {4, 9, 10}}}, {100, 10}, 10);
    REQUIRE(hits.size() == 4);
    CHECK(hits[0].passage == 4);
    CHECK(hits[2].score - hits[3].score > hits[0].score - hits[1].score);
}

TEST_CASE("the same words weigh more in a short passage") {
    CHECK(order({{{1, 1, 40}, {2, 1, 5}}}) == Order{2, 1});
}

TEST_CASE("equal scores are in the order of the passages; no more than asked for; nothing for nothing") {
    CHECK(order({{{3, 1, 10}, {1, 1, 10}, {2, 1, 10}}}) == Order{1, 2, 3});
    CHECK(order({{{3, 1, 10}, {1, 1, 10}, {2, 1, 10}}}, 2) == Order{1, 2});
    CHECK(order({}).empty());
    CHECK(order({{}}).empty());
}

TEST_CASE("texts are indexed by stems, without stopwords, in their language") {
    const auto english = index_terms("The drills were drilling the drill", language::Language::english);
    REQUIRE(english.size() == 1);
    CHECK(english.begin()->second == 3);
    CHECK(index_terms("os testes e o teste", language::Language::portuguese).size() == 1);
    CHECK(index_terms("", language::Language::english).empty());
}

}  // namespace pacelane::retrieval
