#pragma once

#include <CLI/Version.hpp>

// CLI11 makes its ready-made validators anew in every source file that includes it: three hundred objects,
// before main, in each start of the program. Here they become null pointers that nobody asks for. Only in
// versions that have been looked at; in others they are what they are.
#if CLI11_VERSION_MAJOR == 2 && CLI11_VERSION_MINOR <= 2
#define ExistingFile *const ExistingFile_ = nullptr
#define ExistingDirectory *const ExistingDirectory_ = nullptr
#define ExistingPath *const ExistingPath_ = nullptr
#define NonexistentPath *const NonexistentPath_ = nullptr
#define ValidIPV4 *const ValidIPV4_ = nullptr
#define Number(...) *const Number_ = nullptr
#define NonNegativeNumber(...) *const NonNegativeNumber_ = nullptr
#define PositiveNumber(...) *const PositiveNumber_ = nullptr
#include <CLI/CLI.hpp>
#undef ExistingFile
#undef ExistingDirectory
#undef ExistingPath
#undef NonexistentPath
#undef ValidIPV4
#undef Number
#undef NonNegativeNumber
#undef PositiveNumber
#else
#include <CLI/CLI.hpp>
#endif
