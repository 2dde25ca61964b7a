#include "detail/flow_furniture.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/words.h>
#include <set>
#include <string>

namespace pacelane::formats::detail {

namespace {

constexpr std::size_t kLongest = 200;  // bytes of a line that leads somewhere

/// A heading's words as its entry has them, too: without numbers before them, in small letters.
std::string key_of(std::string_view words) {
    words = trim(words);
    const auto first = words.find_first_not_of("0123456789.) \t");
    words.remove_prefix(first == std::string_view::npos ? words.size() : first);
    std::string key;
    for (const auto& word : language::words_of(words))
        key += (key.empty() ? "" : " ") + word.key;
    return key;
}

struct Entry {
    std::string key;
    int page = 0;  ///< 0: in Roman numerals
};

/// "Introduction ........ 3", "2.1 Costs\t12".
std::optional<Entry> entry_of(std::string_view line) {
    line = trim(line);
    if (line.size() > kLongest) return std::nullopt;
    auto digits = line.size();
    while (digits > 0 && is_digit(line[digits - 1]))
        --digits;
    auto number = line.substr(digits);
    if (number.empty()) {
        while (digits > 0 && std::string_view("ivxlIVXL").find(line[digits - 1]) != std::string_view::npos)
            --digits;
        number = line.substr(digits);
        if (number.empty() || number.size() > 6) return std::nullopt;
    } else if (number.size() > 4) {
        return std::nullopt;
    }
    auto rest = line.substr(0, digits);
    std::size_t dots = 0;
    bool tab = false;
    for (;;) {
        if (rest.ends_with("…")) {
            rest.remove_suffix(std::string_view("…").size());
            dots += 3;
        } else if (rest.ends_with('.') || rest.ends_with('_') || rest.ends_with("·")) {
            rest.remove_suffix(rest.ends_with("·") ? std::string_view("·").size() : 1);
            ++dots;
        } else if (rest.ends_with(' ') || rest.ends_with('\t')) {
            tab = tab || rest.ends_with('\t');
            rest.remove_suffix(1);
        } else {
            break;
        }
    }
    constexpr std::size_t fewest_dots = 3;
    if (!tab && dots < fewest_dots) return std::nullopt;
    Entry entry{key_of(rest)};
    if (entry.key.empty()) return std::nullopt;
    std::from_chars(number.data(), number.data() + number.size(), entry.page);
    return entry;
}

bool is_short_title(const Block& block) {
    constexpr std::size_t most_words = 3;
    if (block.kind != Block::Kind::paragraph) return false;
    const auto text = words_of(block.spans);
    const auto shown = trim(text);
    return language::words_of(shown).size() <= most_words && !shown.ends_with('.') && !shown.ends_with('!') &&
           !shown.ends_with('?');
}

bool is_line(const Block& block) {
    return block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading;
}

}  // namespace

std::size_t drop_contents(std::vector<Block>& blocks) {
    struct Run {
        std::size_t begin = 0, end = 0;
        std::set<std::string> keys;
    };
    constexpr std::size_t fewest = 3;
    std::vector<Run> runs;
    for (std::size_t i = 0; i < blocks.size();) {
        Run run{i, i, {}};
        int page = 0;
        for (; run.end < blocks.size() && is_line(blocks[run.end]); ++run.end) {
            auto entry = entry_of(words_of(blocks[run.end].spans));
            if (!entry || (entry->page > 0 && entry->page < page)) break;
            page = std::max(page, entry->page);
            run.keys.insert(std::move(entry->key));
        }
        i = std::max(run.end, i + 1);
        if (run.end - run.begin >= fewest) runs.push_back(std::move(run));
    }
    if (runs.empty()) return 0;
    // What it leads to stands below; a list of prices leads nowhere.
    std::map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (!is_line(blocks[i])) continue;
        const auto words = words_of(blocks[i].spans);
        if (words.size() <= kLongest) last[key_of(words)] = i;
    }
    std::vector<bool> drop(blocks.size(), false);
    std::size_t dropped = 0;
    for (const auto& run : runs) {
        const auto led = std::count_if(run.keys.begin(), run.keys.end(), [&](const auto& key) {
            const auto found = last.find(key);
            return found != last.end() && found->second >= run.end;
        });
        if (2 * static_cast<std::size_t>(led) < run.keys.size()) continue;
        // "Contents" above it.
        const auto begin = run.begin > 0 && is_short_title(blocks[run.begin - 1]) ? run.begin - 1 : run.begin;
        std::fill(drop.begin() + static_cast<std::ptrdiff_t>(begin),
                  drop.begin() + static_cast<std::ptrdiff_t>(run.end), true);
        dropped += run.end - begin;
    }
    std::size_t at = 0;
    if (dropped > 0) std::erase_if(blocks, [&](const Block&) { return drop[at++]; });
    return dropped;
}

std::size_t drop_repeated(std::vector<Block>& blocks, const std::vector<std::size_t>& begins) {
    constexpr std::size_t fewest = 3, longest = 120;
    if (begins.size() < fewest) return 0;
    /// Nothing for what may not be dropped; "#" for the slide's own number, also as "3 / 20".
    const auto key = [&](const Block& block, std::size_t slide) -> std::string {
        if (block.kind != Block::Kind::paragraph) return {};
        const std::string words(trim(words_of(block.spans)));
        if (words.empty() || words.size() > longest) return {};
        const auto number = std::to_string(slide + 1);
        if (words == number) return "#";
        if (words.starts_with(number) && words.find_first_not_of("0123456789/ ") == std::string::npos &&
            words.find('/') != std::string::npos)
            return "#";
        return words;
    };
    std::map<std::string, std::set<std::size_t>> slides_of;
    const auto each = [&](const auto& use) {
        for (std::size_t slide = 0; slide < begins.size(); ++slide) {
            const auto end = slide + 1 < begins.size() ? begins[slide + 1] : blocks.size();
            for (auto i = begins[slide]; i < end; ++i)
                use(i, key(blocks[i], slide), slide);
        }
    };
    each([&](std::size_t, const std::string& key, std::size_t slide) {
        if (!key.empty()) slides_of[key].insert(slide);
    });
    std::vector<bool> drop(blocks.size(), false);
    std::size_t dropped = 0;
    each([&](std::size_t i, const std::string& key, std::size_t) {
        if (key.empty()) return;
        const auto slides = slides_of[key].size();
        if (slides < fewest || 2 * slides <= begins.size()) return;
        drop[i] = true;
        ++dropped;
    });
    std::size_t at = 0;
    if (dropped > 0) std::erase_if(blocks, [&](const Block&) { return drop[at++]; });
    return dropped;
}

}  // namespace pacelane::formats::detail
