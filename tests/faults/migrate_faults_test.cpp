#include "helpers.h"

#include <filesystem>
#include <pacelane/store/migrations.h>

#include <doctest/doctest.h>

using namespace pacelane;
using namespace pacelane::faults;

namespace {

const ManualClock clock_at_nine(*parse_instant("2026-11-19T09:00:00Z"));

void migrate_to(const std::string& path, std::optional<int> version) {
    store::MigrateOptions options;
    options.to = version;
    store::migrate(path, options, clock_at_nine);
}

std::function<void()> migration(const std::string& path) {
    return [path] { migrate_to(path, {}); };
}

}  // namespace

TEST_SUITE("migrating on a failing disk") {
    TEST_CASE("a fresh database: each migration is whole or not there") {
        Operation operation{{}, migration, {}};
        for (const auto& known : store::embedded_migrations())
            operation.between.push_back(
                [version = known.version](const auto& path) { migrate_to(path, version); });
        operation.between.pop_back();
        check_all_faults(operation);
    }

    TEST_CASE("an existing database is upgraded, or left as it was") {
        Operation operation{[](const auto& path) { migrate_to(path, 1); }, migration, {}};
        for (const auto& known : store::embedded_migrations())
            operation.between.push_back(
                [version = known.version](const auto& path) { migrate_to(path, version); });
        operation.between.pop_back();
        check_all_faults(operation);
    }
}
