#include "detail/embedded_data.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace pacelane::context::detail {

void drop_embedded_data(std::string& text) {
    using namespace std::string_view_literals;
    constexpr auto mark = ";base64,"sv, scheme = "data:"sv;
    constexpr std::size_t longest_type = 100;  // bytes between the two
    constexpr std::size_t least = 256;         // less is a sample in a text about such addresses
    std::size_t at = text.find(mark);
    if (at == std::string::npos) return;
    std::string kept;
    std::size_t from = 0;
    for (; at != std::string::npos; at = text.find(mark, at)) {
        const std::size_t data = at + mark.size();
        // Behind a name of up to so many bytes.
        const std::size_t earliest = std::max(from, at - std::min(at, longest_type));
        const auto near = std::string_view{text}.substr(earliest, at - earliest);
        const std::size_t begin = near.rfind(scheme);
        const bool is_address = begin != std::string_view::npos &&
                                near.substr(begin).find_first_of(" \t\n") == std::string_view::npos;
        std::size_t end = data;
        const auto is_data = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   "+/=_-%"sv.find(c) != std::string_view::npos;
        };
        while (is_address && end < text.size() && is_data(text[end]))
            ++end;
        at = data;
        if (end - data < least) continue;
        kept.append(text, from, data - from);
        from = at = end;
    }
    if (from == 0) return;
    kept.append(text, from);
    text = std::move(kept);
}

}  // namespace pacelane::context::detail
