#include <algorithm>
#include <bit>
#include <pacelane/base/text.h>
#include <pacelane/language/word_lists.h>
#include <stdexcept>

namespace pacelane::language {

namespace {

std::string_view first_word(std::string_view phrase) {
    return phrase.substr(0, phrase.find(' '));
}

}  // namespace

std::string Wording::with(std::initializer_list<Value> values) const {
    std::string filled;
    auto rest = text_;
    while (!rest.empty()) {
        const auto open = rest.find('{');
        const auto close = open == std::string_view::npos ? open : rest.find('}', open);
        if (close == std::string_view::npos) break;
        filled += rest.substr(0, open);
        const auto place = rest.substr(open + 1, close - open - 1);
        const auto* const value = std::find_if(values.begin(), values.end(),
                                               [&](const Value& each) { return each.place == place; });
        if (value != values.end()) filled += value->value;
        rest.remove_prefix(close + 1);
    }
    return filled.append(rest);
}

std::string_view Endings::of(std::string_view word, std::size_t stem) const {
    for (const auto ending : *this)
        if (word.size() >= ending.size() + stem && word.ends_with(ending)) return ending;
    return {};
}

std::size_t Lookup::find_first_with(std::string_view word, std::uint32_t hash) const {
    if (empty() || word.empty()) return size();
    for (auto slot = hash & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_) {
        if ((slots_[slot] ^ hash) > kIndex) continue;
        const std::size_t found = (slots_[slot] & kIndex) - 1U;
        const auto text = (*this)[found];
        if (text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ')) return found;
    }
    return size();
}

bool Lookup::find_text(std::string_view text, std::uint32_t hash) const {
    if (text.empty()) return false;
    for (auto slot = hash & mask_; slots_[slot] != 0; slot = (slot + 1) & mask_)
        if ((slots_[slot] ^ hash) <= kIndex && (*this)[(slots_[slot] & kIndex) - 1U] == text) return true;
    return false;
}

bool WordSet::contains(std::string_view folded) const {
    return has_text(folded);
}

bool FoldedSet::contains(std::string_view folded) const {
    return has_text(folded);
}

std::optional<PhraseList::Match> PhraseList::match_known(const Words& words, std::size_t at) const {
    return match_from(first_with(words[at].key, words[at].hash), words.size(), at,
                      [&](std::size_t i) -> std::string_view { return words[i].key; });
}

std::optional<PhraseList::Match> PhraseList::find(const Words& words, std::size_t from) const {
    for (std::size_t i = from; i < words.size(); ++i)
        if (const auto found = match(words, i)) return found;
    return std::nullopt;
}

bool PhraseList::has(std::string_view key) const {
    const auto first = first_word(key);
    for (auto i = first_with(first); i < size(); ++i) {
        const auto phrase = (*this)[i];
        if (phrase == key) return true;
        if (!phrase.starts_with(first) || phrase > key) break;
    }
    return false;
}

bool SpelledPhrases::open(std::string_view text, const Words& words) const {
    constexpr std::size_t longest = 6;  // words of a wording
    const auto first = spelled(text, words, longest);
    return match_in(first.size(), 0, [&](std::size_t i) -> std::string_view { return first[i]; }).has_value();
}

std::optional<double> PhraseValues::value_of(std::string_view key) const {
    const auto found = first_with(key);
    if (found >= size() || (*this)[found] != key) return std::nullopt;
    return values_[found];
}

LookupTables make_tables(std::span<const std::string> sorted, bool phrases) {
    constexpr std::size_t kMost = 0xFFFE;  // what a slot can number
    if (sorted.size() > kMost) throw std::length_error("a list of words has more than 65534 entries");
    LookupTables tables;
    for (const auto& text : sorted) {
        tables.block += text;
        tables.ends.push_back(static_cast<std::uint32_t>(tables.block.size()));
        tables.longest = std::max(tables.longest, static_cast<std::uint32_t>(text.size()));
    }
    tables.slots.assign(std::bit_ceil(std::max<std::size_t>(sorted.size() * 2, 2)), 0);
    const auto mask = tables.slots.size() - 1;
    std::string_view last;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto key = phrases ? first_word(sorted[i]) : std::string_view(sorted[i]);
        if (i > 0 && key == last) continue;
        last = key;
        const auto hash = hash_of(key);
        auto slot = hash & mask;
        while (tables.slots[slot] != 0)
            slot = (slot + 1) & mask;
        tables.slots[slot] = (hash & 0xFFFF0000U) | static_cast<std::uint32_t>(i + 1);
    }
    return tables;
}

}  // namespace pacelane::language
