#pragma once

#include "cli/sandbox.h"

#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>

/// A workspace with a table in it, and the programs copied: with the reader beside or without.
struct Installed : Sandbox {
    Installed() {
        std::filesystem::create_directories(path("bin"));
        const char* another = std::getenv("PACELANE_BINARY");
        std::filesystem::copy_file(another ? another : PACELANE_BINARY, path("bin/pacelane"));
        program = path("bin/pacelane");
        write("pacelane.yaml",
              "database: pacelane.db\nusers:\n  - handle: ana\n    name: Ana Prado\n    context:\n      "
              "knowledge: ['notes/**/*']\n");
        write("notes/a.md", "# Backups\n\nA restore that nobody tried is no backup.\n");
        write("notes/costs.csv", "service,cost\nqueue,twelve euros a month\n");
        REQUIRE(run({"migrate"}).exit_code == 0);
        REQUIRE(run({"schedule", "import", "pacelane.yaml"}).exit_code == 0);
    }
    void install_reader() const {
        std::filesystem::copy_file(PACELANE_READER, path("bin/pacelane-reader"),
                                   std::filesystem::copy_options::overwrite_existing);
    }
};
