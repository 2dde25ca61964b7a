#include <cerrno>
#include <pacelane/base/file_hash.h>
#include <unistd.h>
#include <vector>

#include <sha2.h>

namespace pacelane {

std::string sha256_of_file(int descriptor) {
    SHA2_CTX context;
    SHA256Init(&context);
    std::vector<std::uint8_t> part(1024U * 1024);
    for (;;) {
        const auto count = ::read(descriptor, part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return "";
        if (count == 0) break;
        SHA256Update(&context, part.data(), static_cast<std::size_t>(count));
    }
    std::string hex(SHA256_DIGEST_STRING_LENGTH, '\0');
    SHA256End(&context, hex.data());
    hex.pop_back();  // the terminating zero that libmd writes
    return hex;
}

}  // namespace pacelane
