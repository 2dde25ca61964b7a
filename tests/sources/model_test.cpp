#include <array>
#include <pacelane/base/error.h>
#include <pacelane/sources/model.h>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace pacelane;
using sources::Model;

namespace {

double score(const Model& model, std::string_view output, std::string_view feature, double value = 1) {
    const std::array features{std::pair(feature, value)};
    return model.score(output, features);
}

}  // namespace

TEST_SUITE("a model") {
    TEST_CASE("sums its features, those that it knows, for one of its outputs") {
        const Model model("# a remark\n\tgood\tbad\nbias\t1\t-1\nlong\t0.5\t2\nshort\t-4\t0\n");
        const std::array<std::pair<std::string_view, double>, 3> features{
            {{"long", 2.0}, {"unknown", 100.0}, {"short", 0.25}}};
        CHECK(model.score("good", features) == 1.0);
        CHECK(model.score("bad", features) == 3.0);
        CHECK(model.score("good", {}) == 1.0);
        CHECK_THROWS_AS(model.score("other", features), Error);
        CHECK_THROWS_AS(Model("\tgood\tbad\nbias\t1\n"), Error);
    }

    TEST_CASE("tells names apart that begin and end alike, however many there are") {
        std::string table = "\tout\n";
        const auto name = [](int n) { return fmt::format("beginning_{:03}_the_end", n); };
        for (int n = 0; n < 300; ++n)
            table += fmt::format("{}\t{}\n", name(n), n + 1);
        const Model model(table);
        for (int n = 0; n < 300; ++n)
            CHECK(score(model, "out", name(n)) == n + 1);
        CHECK(score(model, "out", name(300)) == 0);
        CHECK(score(model, "out", "") == 0);
    }

    TEST_CASE("takes the last of two lines of one feature") {
        CHECK(score(Model("\tout\na\t1\na\t2\n"), "out", "a") == 2);
    }
}
