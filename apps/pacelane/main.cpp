#include "application.h"

#include <cstdio>
#include <exception>
#include <new>

int main(int argc, char** argv) {
    try {
        return pacelane::cli::run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "pacelane: %s\n", error.what());
        return 1;
    }
}
