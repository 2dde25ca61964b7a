#include <pacelane/base/error.h>
#include <pacelane/formats/formats.h>

#include <doctest/doctest.h>

using namespace pacelane;

TEST_SUITE("CSV") {
    TEST_CASE("each record below the first is a row of the table that it heads") {
        const auto document =
            formats::read(context::Format::csv,
                          {"costs.csv", "service,cost\n\"queue, small\",12\ndatabase,\"40\n(shared)\"\n"});
        REQUIRE(document.passages.size() == 2);
        CHECK(document.passages[0].kind == context::PassageKind::table_row);
        CHECK(document.passages[0].text == "queue, small | 12");
        CHECK(document.passages[0].line == 2);
        CHECK(document.passages[1].columns == std::vector<std::string>{"service", "cost"});
    }
    TEST_CASE("with nothing in it is refused by name") {
        CHECK_THROWS_WITH_AS(formats::read(context::Format::csv, {"costs.csv", ""}),
                             "costs.csv: the file is empty", Error);
    }
}
