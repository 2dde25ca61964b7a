#include "application.h"

#include <cstdio>
#include <exception>
#include <new>

int main(int argc, char** argv) {
    try {
        return pacelane::cli::run({argv + (argc > 0 ? 1 : 0), argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "pacelane: %s\n", error.what());
        return 1;
    }
}
