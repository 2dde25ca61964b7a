// Prints what the result is worth, and fails when a figure is below what it must be. docs/quality.md explains
// them.
#include "figures.h"

#include <filesystem>

#include <fmt/format.h>

namespace {

void write_drafts(const Sandbox& workspace) {
    for (const auto& command :
         std::vector<std::vector<std::string>>{{"-q", "migrate"},
                                               {"-q", "schedule", "import", "pacelane.yaml"},
                                               {"-q", "schedule"},
                                               {"-q", "analyze"},
                                               {"-q", "write"}}) {
        const auto result = workspace.run(command);
        if (result.exit_code != 0 && command.back() != "write")
            throw std::runtime_error("pacelane " + command.back() + ": " + result.err);
        if (!result.err.empty()) fmt::print(stderr, "{}", result.err);
    }
}

}  // namespace

int main() try {
    const std::string data = PACELANE_SOURCE_DIR "/tests/quality/data";
    Sandbox example, people;
    example.use_example();
    std::filesystem::copy(data + "/workspace", people.folder(), std::filesystem::copy_options::recursive);
    write_drafts(example);
    write_drafts(people);
    const std::vector<const Sandbox*> workspaces{&example, &people};
    bool good = true;
    for (const auto& figures : {quality::meetings(workspaces, data), quality::drafts(workspaces, data),
                                quality::retrieval(workspaces, data)})
        for (const auto& figure : figures) {
            const bool enough = figure.value >= figure.least - 1e-9;
            good = good && enough;
            fmt::print("{:<38} {:.3f}  ({}; at least {:.2f}){}\n", figure.name, figure.value, figure.of,
                       figure.least, enough ? "" : "  TOO LOW");
        }
    return good ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "pacelane_quality: {}\n", error.what());
    return 2;
}
