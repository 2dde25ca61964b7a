#pragma once

// Marks what libpacelane.so offers to other programs; everything else stays hidden.
#define PACELANE_API __attribute__((visibility("default")))
