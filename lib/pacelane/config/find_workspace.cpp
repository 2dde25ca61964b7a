// Which workspace file applies.
#include <filesystem>
#include <pacelane/config/settings.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFileName = "pacelane.yaml";

// What is there and can be opened as a file, be it a pipe; links are followed.
bool is_file(const fs::path& path) {
    std::error_code unreachable;
    const auto status = fs::status(path, unreachable);
    return fs::exists(status) && !fs::is_directory(status);
}

std::string named_file(const std::string& path, std::string_view named_by) {
    if (!is_file(path))
        throw Error(ErrorKind::configuration,
                    fmt::format("no workspace file {} (named by {})", path, named_by));
    return path;
}

// The folder for the user's settings, empty if there is none. The XDG specification has relative paths
// ignored.
fs::path settings_folder(const Environment& environment) {
    if (const fs::path folder = environment("XDG_CONFIG_HOME"); folder.is_absolute()) return folder;
    if (const fs::path home = environment("HOME"); home.is_absolute()) return home / ".config";
    return {};
}

}  // namespace

std::optional<std::string> find_workspace(const std::string& given, const std::string& start_folder,
                                          const Environment& environment) {
    if (!environment) return find_workspace(given, start_folder, process_environment);
    if (!given.empty()) return named_file(given, "--config");
    if (const auto path = environment("PACELANE_CONFIG"); !path.empty())
        return named_file(path, "$PACELANE_CONFIG");
    for (auto folder = fs::absolute(start_folder.empty() ? "." : start_folder).lexically_normal();;
         folder = folder.parent_path()) {
        if (const auto file = folder / kFileName; is_file(file)) return file.string();
        if (folder == folder.parent_path()) break;
    }
    if (const auto settings = settings_folder(environment); !settings.empty())
        if (const auto file = settings / "pacelane" / kFileName; is_file(file)) return file.string();
    return std::nullopt;
}

}  // namespace pacelane::config
