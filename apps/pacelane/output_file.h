#pragma once

#include <filesystem>
#include <string_view>

namespace pacelane::cli {

/// Writes the file whole or not at all: beside its place, to the disk, then to its name. Throws Error(failed)
/// with the path and the system's reason.
void write_output_file(const std::filesystem::path& path, std::string_view text);

}  // namespace pacelane::cli
