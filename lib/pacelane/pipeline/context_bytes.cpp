#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <pacelane/base/file_hash.h>
#include <pacelane/pipeline/context_bytes.h>
#include <unistd.h>

#include <fmt/format.h>

namespace pacelane::pipeline {

OutOfReach OutOfReach::after(const char* what) {
    const int code = errno;
    return {fmt::format("{}: {}{}", what, std::strerror(code),
                        code == EACCES ? "; give this account the permission, or exclude it" : "")};
}

ContextBytes::ContextBytes(const std::string& path)
    : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {
    if (descriptor_ < 0) throw OutOfReach::after("cannot be opened");
}

ContextBytes::~ContextBytes() {
    ::close(descriptor_);
}

const std::string& ContextBytes::read_to(std::size_t size) {
    auto have = bytes_.size();
    bytes_.resize(std::max(size, have));
    while (have < size) {
        const auto count = ::read(descriptor_, bytes_.data() + have, size - have);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw OutOfReach::after("cannot be read");
        if (count == 0) break;
        have += static_cast<std::size_t>(count);
    }
    bytes_.resize(have);
    return bytes_;
}

std::string ContextBytes::hash() const {
    ::lseek(descriptor_, 0, SEEK_SET);
    auto hash = sha256_of_file(descriptor_);
    if (hash.empty()) throw OutOfReach::after("cannot be read");
    return hash;
}

}  // namespace pacelane::pipeline
