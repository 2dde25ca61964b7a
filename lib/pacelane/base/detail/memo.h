#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a pure function made of short texts that come back: names of speakers, words. Fixed in size; a text
/// takes the place of another one. Not for several threads: make it thread_local.
namespace pacelane::detail {

template <typename Value, std::size_t slots>
class Memo {
public:
    /// The value of the text, made by `make` when it is not known. Valid until the next call.
    template <typename Make>
    const Value& of(std::string_view text, Make&& make) {
        constexpr std::size_t longest = 64;  // bytes; what is longer seldom comes back
        if (text.size() > longest) return long_ = std::forward<Make>(make)();
        if (slots_.empty()) slots_.resize(slots);  // not a burden on every thread's start
        auto& slot = slots_[std::hash<std::string_view>{}(text) % slots];
        if (slot.used && slot.text == text) return slot.value;
        Value value = std::forward<Make>(make)();
        slot.used = false;
        slot.text = text;
        slot.value = std::move(value);
        slot.used = true;
        return slot.value;
    }

private:
    struct Slot {
        std::string text;
        Value value{};
        bool used = false;
    };
    std::vector<Slot> slots_;
    Value long_{};
};

}  // namespace pacelane::detail
