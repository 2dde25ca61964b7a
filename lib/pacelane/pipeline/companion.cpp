#include <filesystem>
#include <fstream>
#include <iterator>
#include <pacelane/base/time.h>
#include <pacelane/pipeline/companion.h>
#include <sys/stat.h>

namespace pacelane::pipeline {

namespace fs = std::filesystem;

namespace {

/// The companion's path; nothing when there is none.
fs::path companion_path(std::string_view path, const std::string& absolute) {
    const fs::path file(absolute);
    if (!path.ends_with(".json") || path.find('/') == std::string_view::npos ||
        !parse_date(file.stem().string()))
        return {};
    auto users = file.parent_path().parent_path() / "users.json";
    constexpr std::uintmax_t largest = 16U * 1024 * 1024;
    std::error_code failed;
    // A link may lead out of the workspace.
    if (fs::symlink_status(users, failed).type() != fs::file_type::regular || failed ||
        fs::file_size(users, failed) > largest || failed)
        return {};
    return users;
}

}  // namespace

std::string companion_of(std::string_view path, const std::string& absolute, context::Format format) {
    const auto users = format == context::Format::json ? companion_path(path, absolute) : fs::path();
    if (users.empty()) return {};
    std::ifstream stream(users, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::int64_t companion_modified_ns(std::string_view path, const std::string& absolute) {
    const auto users = companion_path(path, absolute);
    struct stat status {};
    if (users.empty() || ::stat(users.c_str(), &status) != 0) return 0;
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(status.st_mtim.tv_sec) * 1'000'000'000u +
                                     static_cast<std::uint64_t>(status.st_mtim.tv_nsec));
}

}  // namespace pacelane::pipeline
