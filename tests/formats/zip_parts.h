#pragma once

#include <string>
#include <utility>
#include <vector>
#include <zip.h>

#include <doctest/doctest.h>

namespace pacelane::formats {

/// The parts of an office file by their names, packed.
using ZipParts = std::vector<std::pair<std::string, std::string>>;
inline std::string zip_of(const ZipParts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    auto* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(buffer);
    auto* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
    for (const auto& [name, part] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, part.data(), part.size(), 0), 0);
    REQUIRE(zip_close(archive) == 0);
    REQUIRE(zip_source_open(buffer) == 0);
    zip_source_seek(buffer, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(zip_source_tell(buffer)), '\0');
    zip_source_seek(buffer, 0, SEEK_SET);
    zip_source_read(buffer, bytes.data(), bytes.size());
    zip_source_close(buffer);
    zip_source_free(buffer);
    return bytes;
}

}  // namespace pacelane::formats
