// What stands before a colon, whether it is understood or not.
#include "detail/label_parts.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// Titles of more than three letters that are written with a full stop.
constexpr std::array titles{"prof"sv, "profa"sv, "mons"sv, "capt"sv, "messrs"sv, "engº"sv};

/// "Dr.", "J.", "Dr.-Ing.": a full stop at `at` that ends no sentence.
bool is_abbreviated(std::string_view line, std::size_t at) {
    const std::size_t space = line.rfind(' ', at);
    const auto word = line.substr(space == std::string_view::npos ? 0 : space + 1);
    const std::size_t size = at - (line.size() - word.size());
    const auto bare = word.substr(0, size);
    return size < 4 || bare.find('.') != std::string_view::npos ||
           std::find(titles.begin(), titles.end(), ascii_lower(bare)) != titles.end();
}

bool ends_there(std::string_view line, std::size_t at) {
    const bool last = at + 1 == line.size() || line[at + 1] == ' ';
    switch (line[at]) {
        case ';':
            return true;
        case '?':
        case '!':
            return last;  // "Who?: …" may be a label
        case '.':
            return last && at + 1 < line.size() && !is_abbreviated(line, at);
        default:
            return false;
    }
}

}  // namespace

bool is_name_suffix(std::string_view word) {
    constexpr std::array suffixes{"jr."sv,    "sr."sv,  "esq."sv, "ph.d."sv, "m.d."sv,
                                  "filho."sv, "inc."sv, "ltd."sv, "co."sv,   "gmbh."sv};
    const std::string lower = ascii_lower(word);
    return std::find(suffixes.begin(), suffixes.end(), lower) != suffixes.end();
}

std::optional<BeforeColon> before_colon(std::string_view line) {
    constexpr std::size_t longest = 120;  // bytes; nine words of a name and its company
    constexpr std::ptrdiff_t most_words = 12;
    constexpr auto wide = "："sv;
    for (std::size_t i = 1; i < std::min(line.size(), longest); ++i) {
        std::size_t size = 0;
        constexpr auto after = " \t*"sv;  // "**Maya:** …"
        if (line[i] == ':' && (i + 1 == line.size() || after.find(line[i + 1]) != std::string_view::npos))
            size = 1;
        if (line[i] == wide.front() && line.substr(i).starts_with(wide)) size = wide.size();
        if (ends_there(line, i)) return std::nullopt;
        if (size == 0) continue;
        const BeforeColon cut{trim(line.substr(0, i)), trim(line.substr(i + size))};
        const auto words = split(cut.label, ' ');
        const auto count =
            std::count_if(words.begin(), words.end(), [](std::string_view word) { return !word.empty(); });
        if (cut.label.empty() || count > most_words) return std::nullopt;
        return cut;
    }
    return std::nullopt;
}

}  // namespace pacelane::context::detail
