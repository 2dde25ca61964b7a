#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What pacelane and pacelane-reader say to each other over one socket, and what the reader may cost. A frame
/// is its length (4 bytes, the lowest first) and so many bytes. The reader begins with a frame of JSON,
/// {"reader": version, "formats": […]}. A request is a frame of JSON, {"path", "format", "folder",
/// "companion", "broke_on"}, one with the file's bytes and, if "companion" is true, one with those of a file
/// that goes with it; its answer a frame of JSON, {"document": …} or {"error": why}. Before it there may be
/// frames {"part": n}: the reader now begins the n-th part (page) of the file; whoever asks again after it
/// broke off says on which parts, "broke_on": [n, …], and they are read another way or left out.
namespace pacelane::context {

/// What reading one file may cost. docs/formats.md tells people of them.
struct ReaderLimits {
    /// Of CPU; then the reader is killed, and the file is told. A small file has less: what a few kilobytes
    /// unfold to (a drawing that draws itself twice, forty levels deep) is no work that anybody waits for.
    /// Real files take some 1.2 s a MiB. By the clock it has longer, so that a machine with much else to do
    /// fails no file.
    std::chrono::milliseconds per_file{60'000};
    std::chrono::milliseconds per_empty_file{5'000};
    std::chrono::milliseconds per_mebibyte{20'000};
    constexpr std::chrono::milliseconds cpu_for(std::size_t bytes) const {
        constexpr std::int64_t mebibyte = 1024 * 1024;
        return std::min(per_file,
                        per_empty_file + per_mebibyte * static_cast<std::int64_t>(bytes) / mebibyte);
    }
    std::chrono::milliseconds per_file_by_the_clock{240'000};
    std::chrono::milliseconds start{20'000};  ///< until it has loaded its libraries and shut itself in
    /// After so much work, or so many files, the next file gets a new process.
    std::chrono::milliseconds per_process{30'000};
    std::size_t files_per_process = 500;
    std::size_t breaks_per_file = 8;  ///< so often it is asked again for a file on whose parts it broke off
    std::uint64_t cpu_seconds = 120;  ///< of a process; more than it ever needs
    std::uint64_t memory_bytes = 1024ULL * 1024 * 1024;  ///< address space, beside what it has when it begins
    std::size_t answer_bytes = 64U * 1024 * 1024;        ///< a longer answer is not taken
};
inline constexpr ReaderLimits kReaderLimits{};

inline std::string frame_head(std::size_t size) {
    std::string head(4, '\0');
    for (std::size_t i = 0; i < 4; ++i)
        head[i] = static_cast<char>((size >> (8 * i)) & 0xFF);
    return head;
}
inline std::size_t frame_size(std::string_view head) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(static_cast<unsigned char>(head[i])) << (8 * i);
    return size;
}

}  // namespace pacelane::context
