#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <pacelane/base/time.h>
#include <string>
#include <string_view>

/// Numbers and texts in few bytes, for what only this program reads again.
namespace pacelane::analysis::detail {

class Packer {
public:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7)
            bytes_ += static_cast<char>(value | 0x80);
        bytes_ += static_cast<char>(value);
    }
    void real(double value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        bytes_.append(raw, sizeof value);
    }
    void day(const std::optional<Date>& date) {
        number(!date
                   ? 0
                   : static_cast<std::uint64_t>(static_cast<int>(date->year()) - kFirstYear) * 512 +
                         static_cast<unsigned>(date->month()) * 32 + static_cast<unsigned>(date->day()) + 1);
    }
    void text(std::string_view value) {
        number(value.size());
        bytes_ += value;
    }
    std::string take() { return std::move(bytes_); }

    static constexpr int kFirstYear = -32768;

private:
    std::string bytes_;
};

class Unpacker {
public:
    /// What was read is no longer what was packed.
    struct Damaged {};

    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(next(1).front());
            value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
            if (byte < 0x80) return value;
        }
        throw Damaged{};
    }
    /// A number of things that follow, of which each takes a byte at least.
    std::size_t count() {
        const auto value = number();
        if (value > rest_.size()) throw Damaged{};
        return static_cast<std::size_t>(value);
    }
    double real() {
        double value = 0;
        std::memcpy(&value, next(sizeof value).data(), sizeof value);
        return value;
    }
    std::optional<Date> day() {
        auto value = number();
        if (value == 0) return std::nullopt;
        --value;
        return Date(std::chrono::year(static_cast<int>(value / 512 % 65536) + Packer::kFirstYear),
                    std::chrono::month(static_cast<unsigned>(value / 32 % 16)),
                    std::chrono::day(static_cast<unsigned>(value % 32)));
    }
    std::string_view text() { return next(count()); }
    std::string_view rest() const { return rest_; }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view next(std::size_t size) {
        if (size > rest_.size()) throw Damaged{};
        const auto bytes = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return bytes;
    }
    std::string_view rest_;
};

}  // namespace pacelane::analysis::detail
