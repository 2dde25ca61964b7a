// Prints what the result is worth, and fails when a figure is below what it must be. docs/quality.md explains
// them.
#include "figures.h"

#include <cstdlib>
#include <filesystem>
#include <span>
#include <string_view>

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

// Prints the figures below a title; whether none is too low.
bool print(std::string_view title, const std::vector<quality::Figures>& all) {
    fmt::print("{}\n", title);
    bool good = true;
    for (const auto& figures : all)
        for (const auto& figure : figures) {
            const bool enough = figure.value >= figure.least - 1e-9;
            good = good && enough;
            fmt::print("{:<40} {:.3f}  ({}{}){}\n", figure.name, figure.value, figure.of,
                       figure.least > 0 ? fmt::format("; at least {:.2f}", figure.least) : "",
                       enough ? "" : "  TOO LOW");
        }
    return good;
}

// The folder with public data: --material DIR, else $PACELANE_QUALITY_DATA; empty: none.
std::string material_folder(std::span<const char* const> args) {
    if (args.size() == 3 && args[1] == std::string_view("--material")) return args[2];
    if (args.size() > 1) throw std::runtime_error("usage: pacelane_quality [--material DIR]");
    const char* const named = std::getenv("PACELANE_QUALITY_DATA");
    return named != nullptr ? named : "";
}

}  // namespace

int main(int argc, char** argv) try {
    const auto material = material_folder({argv, static_cast<std::size_t>(argc)});
    const std::string tests = PACELANE_SOURCE_DIR "/tests/quality";
    const std::string data = tests + "/data", unseen = tests + "/unseen";
    Sandbox example, people, strangers;
    example.use_example();
    const auto copy = [](const std::string& from, const Sandbox& to) {
        std::filesystem::copy(from, to.folder(), std::filesystem::copy_options::recursive);
    };
    copy(data + "/workspace", people);
    copy(unseen + "/workspace", strangers);
    for (const auto* workspace : {&example, &people, &strangers})
        write_drafts(*workspace);
    const std::vector<const Sandbox*> workspaces{&example, &people}, unknown{&strangers};
    bool good = print("Texts by those who wrote the rules (examples, tests/quality/data)",
                      {quality::meetings(workspaces, data, true), quality::drafts(workspaces, data, true),
                       quality::retrieval(workspaces, data)});
    good = print("\nTexts by somebody who had not seen the rules (tests/quality/unseen)",
                 {quality::meetings(unknown, unseen, false), quality::drafts(unknown, unseen, false),
                  quality::unseen(strangers, unseen)}) &&
           good;
    if (material.empty())
        fmt::print(
            "\nLeft out: figures on public data; --material DIR or $PACELANE_QUALITY_DATA names it.\n");
    else
        good = print("\nPublic data (" + material + ")", {quality::material(material)}) && good;
    return good ? 0 : 1;
} catch (const std::exception& error) {
    fmt::print(stderr, "pacelane_quality: {}\n", error.what());
    return 2;
}
