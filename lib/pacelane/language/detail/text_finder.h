#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/language/word_lists.h>
#include <string_view>
#include <vector>

namespace pacelane::language::detail {

/// Looks for any of some texts, none of them empty, within others. At most places a look at a table shows
/// that none of them begins there; std::search would be asked once for each text.
class TextFinder {
public:
    PACELANE_API explicit TextFinder(const Texts& texts);
    /// Whether one of the texts stands in this one.
    PACELANE_API bool any_in(std::string_view text) const;
    /// Whether this text begins with one of them.
    bool opens(std::string_view text) const { return key_size_ <= text.size() && begins(text); }

private:
    static constexpr std::size_t kLongestKey = 4;  // bytes
    static constexpr unsigned kSlotBits = 11;

    PACELANE_API bool begins(std::string_view text) const;

    Texts texts_;
    std::size_t key_size_ = kLongestKey;  ///< of the bytes by which the texts are looked up
    std::uint32_t key_mask_ = 0;
    std::array<std::uint16_t, std::size_t{1} << kSlotBits> first_{};  ///< of the texts in a slot, plus one
    std::vector<std::uint16_t> next_;                                 ///< in the same slot, plus one
};

}  // namespace pacelane::language::detail
