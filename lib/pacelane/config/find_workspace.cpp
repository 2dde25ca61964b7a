// Which workspace file applies.
#include <cstdlib>
#include <filesystem>
#include <pacelane/config/workspace.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace fs = std::filesystem;

std::optional<std::string> find_workspace(const std::string& given, const std::string& start_folder) {
    constexpr const char* kName = "pacelane.yaml";
    const auto environment = [](const char* name) {
        const char* value = std::getenv(name);
        return std::string(value ? value : "");
    };
    std::error_code failure;
    const auto required = [&](const std::string& path, const char* source) {
        if (!fs::exists(path, failure))
            throw Error(ErrorKind::configuration,
                        fmt::format("{}: there is no such workspace file ({})", path, source));
        return path;
    };
    if (!given.empty()) return required(given, "--config");
    if (const auto path = environment("PACELANE_CONFIG"); !path.empty())
        return required(path, "PACELANE_CONFIG");
    for (auto folder = fs::path(start_folder); !folder.empty(); folder = folder.parent_path()) {
        if (fs::is_regular_file(folder / kName, failure)) return (folder / kName).string();
        if (folder == folder.root_path()) break;
    }
    auto base = environment("XDG_CONFIG_HOME");
    if (base.empty() && !environment("HOME").empty()) base = environment("HOME") + "/.config";
    if (!base.empty() && fs::is_regular_file(fs::path(base) / "pacelane" / kName, failure))
        return (fs::path(base) / "pacelane" / kName).string();
    return std::nullopt;
}

}  // namespace pacelane::config
