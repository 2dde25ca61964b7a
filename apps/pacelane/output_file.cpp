#include "output_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/error.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::cli {

namespace {

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void write_output_file(const std::filesystem::path& path, std::string_view text) {
    const auto part = fmt::format("{}.{}.part", path.string(), ::getpid());
    ::unlink(part.c_str());  // of a killed process that had our number
    // Never written through a link.
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    bool written = file >= 0 && write_all(file, text) && ::fsync(file) == 0;
    int reason = errno;
    if (file >= 0 && ::close(file) != 0 && written) {
        written = false;
        reason = errno;
    }
    if (written && ::rename(part.c_str(), path.c_str()) == 0) return;
    if (written) reason = errno;
    ::unlink(part.c_str());
    throw Error(ErrorKind::failed,
                fmt::format("{}: cannot be written ({}); check the folder and the free space", path.string(),
                            std::strerror(reason)));
}

}  // namespace pacelane::cli
