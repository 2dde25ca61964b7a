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

/// `longest`, in bytes: what is longer seldom comes back.
template <typename Value, std::size_t slots, std::size_t longest = 64>
class Memo {
public:
    /// The value of the text, made by `make` when it is not known. Valid until the next call.
    template <typename Make>
    const Value& of(std::string_view text, Make&& make) {
        if (text.size() > longest) return long_ = std::forward<Make>(make)();
        auto& slot = slot_of(text);
        if (slot.used && slot.text == text) return slot.value;
        Value value = std::forward<Make>(make)();
        slot.used = false;
        slot.text = text;
        slot.value = std::move(value);
        slot.used = true;
        return slot.value;
    }

    /// A part of the value (a pointer or an optional), made by `make` when it is not known; `make` may ask
    /// for other parts.
    template <typename Part, typename Make>
    Part part(std::string_view text, Part Value::*of, Make&& make) {
        if (text.size() > longest) return std::forward<Make>(make)();
        if (const auto& slot = slot_of(text); slot.used && slot.text == text && slot.value.*of)
            return slot.value.*of;
        const Part made = std::forward<Make>(make)();
        auto& slot = slot_of(text);
        if (!slot.used || slot.text != text) {
            slot.used = false;
            slot.text = text;
            slot.value = {};
            slot.used = true;
        }
        slot.value.*of = made;
        return made;
    }

private:
    struct Slot {
        std::string text;
        Value value{};
        bool used = false;
    };
    Slot& slot_of(std::string_view text) {
        if (slots_.empty()) slots_.resize(slots);  // not a burden on every thread's start
        return slots_[std::hash<std::string_view>{}(text) % slots];
    }

    std::vector<Slot> slots_;
    Value long_{};
};

}  // namespace pacelane::detail
