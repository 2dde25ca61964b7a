#pragma once

#include <cstdlib>

/// How many processes a test of the suite kills: $PACELANE_KILLS, else 20.
inline int kills() {
    const char* given = std::getenv("PACELANE_KILLS");
    return given ? std::atoi(given) : 20;
}
