#include <cstdint>
#include <pacelane/language/detail/text_finder.h>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace pacelane::language;
using pacelane::language::detail::TextFinder;

namespace {

/// The texts as a list holds them.
struct ListedTexts {
    explicit ListedTexts(const std::vector<std::string>& sorted)
        : tables(make_tables(sorted, false)),
          texts(tables.block.data(), tables.ends.data(), static_cast<std::uint32_t>(sorted.size())) {}
    LookupTables tables;
    Texts texts;
};

}  // namespace

TEST_CASE("texts are found wherever they stand in another one") {
    const ListedTexts list({" replied", " replied to", "kiln", "kilns", "öfen"});
    const TextFinder finder(list.texts);
    CHECK(finder.any_in("the kiln"));
    CHECK(finder.any_in("kilnx"));
    CHECK(finder.any_in("Rui replied"));
    CHECK(finder.any_in("zwei öfen"));
    CHECK_FALSE(finder.any_in("the kil"));
    CHECK_FALSE(finder.any_in("replied"));
    CHECK_FALSE(finder.any_in("ofen"));
    CHECK_FALSE(finder.any_in(""));
    CHECK(finder.opens("kiln and glaze"));
    CHECK(finder.opens("kiln"));
    CHECK_FALSE(finder.opens("the kiln"));
    CHECK_FALSE(finder.opens("kil"));
}

TEST_CASE("texts shorter than what they are looked up by are found, and none among none") {
    const ListedTexts list({"a", "b c", "zebra"});
    const TextFinder finder(list.texts);
    CHECK(finder.any_in("xyza"));
    CHECK(finder.any_in("b c"));
    CHECK_FALSE(finder.any_in("b d zebr"));
    CHECK(finder.opens("zebra"));
    const ListedTexts empty({});
    CHECK_FALSE(TextFinder(empty.texts).any_in("anything"));
    CHECK_FALSE(TextFinder(empty.texts).opens("anything"));
}

TEST_SUITE_END();
