#include <algorithm>
#include <array>
#include <cstdint>
#include <pacelane/base/error.h>
#include <pacelane/base/uuid.h>
#include <sys/random.h>

#include <fmt/format.h>
#include <sha1.h>

namespace pacelane {

namespace {

using Bytes = std::array<std::uint8_t, 16>;

// uuid_v5's namespace: itself the version-5 UUID of "pacelane" in the DNS namespace of RFC 9562.
constexpr Bytes kDnsNamespace = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

void stamp(Bytes& bytes, unsigned version) {
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
}

Bytes name_based(const Bytes& space, std::string_view name) {
    SHA1_CTX context;
    SHA1Init(&context);
    SHA1Update(&context, space.data(), space.size());
    SHA1Update(&context, reinterpret_cast<const std::uint8_t*>(name.data()), name.size());
    std::array<std::uint8_t, SHA1_DIGEST_LENGTH> digest;
    SHA1Final(digest.data(), &context);
    Bytes bytes;
    std::copy_n(digest.begin(), bytes.size(), bytes.begin());
    stamp(bytes, 5);
    return bytes;
}

std::string to_text(const Bytes& bytes) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        fmt::format_to(std::back_inserter(text), "{:02x}", bytes[i]);
    }
    return text;
}

void fill_with_random(std::uint8_t* bytes, std::size_t size) {
    if (getrandom(bytes, size, 0) != static_cast<ssize_t>(size))
        throw Error(ErrorKind::failed, "the system gives no random numbers (getrandom failed)");
}

/// Adds up to 2^56 to the 74 random bits of a version-7 UUID, so that its first half differs from the
/// previous one's; false when the bits do not suffice.
bool increase(Bytes& bytes) {
    std::array<std::uint8_t, 7> step;
    fill_with_random(step.data(), step.size());
    unsigned carry = 1;
    for (std::size_t i = 15; i >= 6; --i) {
        // The version and the variant lie between the random bits.
        const unsigned mask = i == 6 ? 0x0f : i == 8 ? 0x3f : 0xff;
        const unsigned sum = (bytes[i] & mask) + (i >= 9 ? step[i - 9] : 0u) + carry;
        bytes[i] = static_cast<std::uint8_t>(sum & mask);
        carry = sum > mask ? 1 : 0;
    }
    return carry == 0;
}

}  // namespace

std::string uuid_v7(Instant now) {
    // RFC 9562, section 6.2, method 2: of the same millisecond, each is a little greater than the one before.
    // Rows that are added together then lie together in an index.
    thread_local Bytes last{};
    Bytes bytes{};
    const auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
    if (!std::equal(bytes.begin(), bytes.begin() + 6, last.begin()) || !increase(last)) {
        fill_with_random(bytes.data() + 6, 10);
        last = bytes;
    }
    stamp(last, 7);
    return to_text(last);
}

std::string uuid_v5(std::string_view name) {
    static const Bytes ours = name_based(kDnsNamespace, "pacelane");
    return to_text(name_based(ours, name));
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') return false;
        } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
            return false;
        }
    }
    return true;
}

}  // namespace pacelane
