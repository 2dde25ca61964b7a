#include <pacelane/base/hash.h>

#include <sha2.h>

namespace pacelane {

std::string sha256_hex(std::string_view bytes) {
    std::string hex(SHA256_DIGEST_STRING_LENGTH, '\0');
    SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), hex.data());
    hex.pop_back();  // the terminating zero that libmd writes
    return hex;
}

}  // namespace pacelane
