#include "crash/chaos.h"

#include "crash/kills.h"

#include <doctest/doctest.h>

TEST_CASE(
    "processes are killed at random: no acknowledged message is lost, none is done twice, no id repeats") {
    Chaos chaos(20261119);
    chaos.run(kills());
    CHECK(chaos.figures().killed >= kills());
    CHECK(chaos.figures().checks >= kills());
    // A few kills do not come to every command.
    if (kills() < 200) return;
    CHECK(chaos.figures().acknowledged > 0);
    CHECK(chaos.figures().archived > 0);
    for (const auto* command : {"queue send", "queue send-batch", "queue read", "queue archive", "migrate"})
        CHECK(chaos.figures().killed_in.count(command) == 1);
}
