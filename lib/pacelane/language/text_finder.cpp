#include <algorithm>
#include <pacelane/language/detail/text_finder.h>

namespace pacelane::language::detail {

namespace {

std::uint32_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

/// The first four bytes, or what there is of them.
std::uint32_t start_of(std::string_view text) {
    if (text.size() >= 4)
        return byte_at(text, 0) | byte_at(text, 1) << 8U | byte_at(text, 2) << 16U | byte_at(text, 3) << 24U;
    std::uint32_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        start |= byte_at(text, i) << (8U * i);
    return start;
}

std::size_t slot_of(std::uint32_t key, unsigned bits) {
    return (key * 2654435761U) >> (32U - bits);
}

}  // namespace

TextFinder::TextFinder(const Texts& texts) : texts_(texts), next_(texts.size()) {
    for (const auto text : texts_)
        key_size_ = std::min(key_size_, text.size());
    key_mask_ = static_cast<std::uint32_t>((std::uint64_t{1} << (8U * key_size_)) - 1U);
    for (std::size_t i = texts_.size(); i > 0; --i) {
        auto& first = first_[slot_of(start_of(texts_[i - 1]) & key_mask_, kSlotBits)];
        next_[i - 1] = first;
        first = static_cast<std::uint16_t>(i);
    }
}

bool TextFinder::begins(std::string_view text) const {
    for (std::size_t i = first_[slot_of(start_of(text) & key_mask_, kSlotBits)]; i != 0; i = next_[i - 1])
        if (text.starts_with(texts_[i - 1])) return true;
    return false;
}

bool TextFinder::any_in(std::string_view text) const {
    while (text.size() >= kLongestKey) {
        if (first_[slot_of(start_of(text) & key_mask_, kSlotBits)] != 0 && begins(text)) return true;
        text.remove_prefix(1);
    }
    for (; text.size() >= key_size_; text.remove_prefix(1))
        if (begins(text)) return true;
    return false;
}

}  // namespace pacelane::language::detail
