#include <algorithm>
#include <pacelane/language/keyphrases.h>

#include <doctest/doctest.h>

using namespace pacelane::language;

namespace {

std::vector<std::string> phrases(std::string_view text, Language language = Language::english) {
    std::vector<std::string> found;
    for (const auto& phrase : keyphrases({&text, 1}, language, 5))
        found.push_back(phrase.text);
    return found;
}

bool has(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

std::ptrdiff_t place(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) - all.begin();
}

constexpr std::string_view kBees =
    "Winter feeding of bee colonies. A bee colony that enters winter with little honey starves in March. "
    "The beekeeper weighs each hive in October, and adds sugar syrup until the hive has enough honey. "
    "Whether the sugar syrup came too late is seen only when the bee colony is opened in spring.";

}  // namespace

TEST_CASE(
    "key phrases of a short text: what it keeps coming back to, in whole phrases, and what it opens with") {
    const auto found = phrases(kBees);
    REQUIRE(found.size() == 5);
    CHECK(found.front() == "bee colony");
    CHECK(has(found, "sugar syrup"));
    CHECK(has(found, "winter feeding"));  // once, but first
}

TEST_CASE("a phrase within a better one is left out; words that name no subject begin and end none") {
    const auto found = phrases(kBees);
    CHECK_FALSE(has(found, "bee"));
    CHECK_FALSE(has(found, "syrup"));
    CHECK_FALSE(has(found, "enough honey"));
}

TEST_CASE("of two phrases as frequent, the one that comes first tells more") {
    const auto found = phrases(
        "Copper roofs outlast slate roofs by decades, the report says. Near the coast, "
        "rain and salt thin both, and gutters go long before that.");
    CHECK(place(found, "copper roofs") < place(found, "slate roofs"));
}

TEST_CASE("repeated key phrases: only what occurs twice") {
    for (const auto& phrase : repeated_keyphrases({&kBees, 1}, Language::english, 20)) {
        CAPTURE(phrase.text);
        CHECK(phrase.occurrences >= 2);
    }
    CHECK_FALSE(repeated_keyphrases({&kBees, 1}, Language::english, 20).empty());
}

TEST_CASE("Portuguese joins its nouns with a preposition") {
    const auto found = phrases(
        "A taxa de faltas subiu na escola. Quem olha a taxa de faltas por turma vê que o ônibus atrasa, "
        "e que a taxa de faltas cai quando o ônibus chega cedo.",
        Language::portuguese);
    REQUIRE_FALSE(found.empty());
    CHECK(found.front() == "taxa de faltas");
}
