#include "crash/chaos.h"

#include <doctest/doctest.h>

TEST_CASE(
    "200 processes killed at random: no acknowledged message is lost, none is done twice, no id repeats") {
    Chaos chaos(20261119);
    chaos.run(200);
    CHECK(chaos.figures().killed >= 200);
    CHECK(chaos.figures().checks >= 200);
    CHECK(chaos.figures().acknowledged > 0);
    CHECK(chaos.figures().archived > 0);
    for (const auto* command : {"queue send", "queue send-batch", "queue read", "queue archive", "migrate"})
        CHECK(chaos.figures().killed_in.count(command) == 1);
}
