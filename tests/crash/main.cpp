// Kills as many processes as one has patience for, and prints the figures.
#include "crash/chaos.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv) {
    int kills = 200;
    unsigned seed = std::random_device{}();
    for (int n = 1; n + 1 < argc; n += 2) {
        if (std::strcmp(argv[n], "--kills") == 0)
            kills = std::atoi(argv[n + 1]);
        else if (std::strcmp(argv[n], "--seed") == 0)
            seed = static_cast<unsigned>(std::strtoul(argv[n + 1], nullptr, 10));
    }
    if (argc % 2 == 0 || kills < 1) {
        std::fprintf(stderr, "usage: pacelane_crash [--kills N] [--seed N]\n");
        return 2;
    }
    std::printf("seed %u\n", seed);
    std::fflush(stdout);
    Chaos chaos(seed);
    int code = 0;
    try {
        chaos.run(kills, [&](int killed) { std::fprintf(stderr, "%d of %d killed\n", killed, kills); });
        std::printf("no fault\n");
    } catch (const std::exception& error) {
        std::printf("FAULT: %s\n", error.what());
        code = 1;
    }
    const auto& figures = chaos.figures();
    std::printf("%d processes started, %d killed, %d checks of the database\n", figures.started,
                figures.killed, figures.checks);
    for (const auto& [command, count] : figures.killed_in)
        std::printf("  %-18s %6d killed\n", command.c_str(), count);
    std::printf("%d sends acknowledged, all there; %d archived, each once\n", figures.acknowledged,
                figures.archived);
    std::printf("of killed sends that had not answered, %d messages are there and %d are not\n",
                figures.unanswered_sends, figures.unanswered_lost);
    return code;
}
