#include "detail/words.h"

#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::analysis::detail {

namespace {

// How many bytes at `at` belong to a word: 0 for a separator. Above ASCII all is a letter, apart from the
// punctuation blocks that texts really use.
std::size_t letter_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(at);
    if (lead < 0x80) return std::isalnum(static_cast<int>(lead)) != 0 ? 1 : 0;
    if (lead == 0xC2)
        return byte(at + 1) == 0xAA || byte(at + 1) == 0xBA ? 2 : 0;  // ª º; not « » ¿ and no-break space
    if (lead == 0xE2) return 0;                                       // dashes, quotes, arrows, ellipsis
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return std::min(size, text.size() - at);
}

std::size_t apostrophe_at(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\'') return 1;
    return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

std::string make_key(std::string_view word) {
    const bool ascii =
        std::all_of(word.begin(), word.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return ascii_lower(word);
    std::string straight;
    for (std::size_t i = 0; i < word.size();) {
        if (const auto size = apostrophe_at(word, i); size > 0) {
            straight += '\'';
            i += size;
        } else {
            straight += word[i++];
        }
    }
    return language::fold(straight, true);
}

bool starts_upper(std::string_view word) {
    const auto c = static_cast<unsigned char>(word.front());
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    // À–Þ, the capitals of Latin-1.
    return c == 0xC3 && word.size() > 1 && static_cast<unsigned char>(word[1]) >= 0x80 &&
           static_cast<unsigned char>(word[1]) <= 0x9E;
}

}  // namespace

Words words_of(std::string_view text) {
    Words words;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t size = letter_at(text, i);
        if (size == 0) {
            ++i;
            continue;
        }
        Word word;
        word.begin = i;
        while (size > 0) {
            i += size;
            size = letter_at(text, i);
            if (size > 0 || i >= text.size()) continue;
            // One mark may join two parts of a word.
            std::size_t mark = apostrophe_at(text, i);
            if (mark == 0 && text[i] == '-') mark = 1;
            const bool joins_digits = std::string_view("./:,").find(text[i]) != std::string_view::npos;
            if (mark == 0 && joins_digits && is_digit(text[i - 1]) && i + 1 < text.size() &&
                is_digit(text[i + 1]))
                mark = 1;
            if (mark > 0 && letter_at(text, i + mark) > 0) size = mark;
        }
        word.end = i;
        const auto written = text.substr(word.begin, word.end - word.begin);
        word.key = make_key(written);
        word.capital = starts_upper(written);
        words.push_back(std::move(word));
    }
    return words;
}

std::string key_of(std::string_view text) {
    std::string key;
    for (const auto& word : words_of(text)) {
        if (!key.empty()) key += ' ';
        key += word.key;
    }
    return key;
}

Phrases::Phrases(std::string_view list) {
    for (const auto phrase : split(list, '|')) {
        std::vector<std::string> words;
        for (const auto word : split(trim(phrase), ' '))
            if (!word.empty()) words.emplace_back(word);
        if (words.empty()) continue;
        auto first = words.front();
        by_first_[std::move(first)].push_back(std::move(words));
    }
}

std::size_t Phrases::at(const Words& words, std::size_t at) const {
    if (at >= words.size()) return 0;
    const auto found = by_first_.find(words[at].key);
    if (found == by_first_.end()) return 0;
    std::size_t longest = 0;
    for (const auto& phrase : found->second) {
        if (phrase.size() <= longest || at + phrase.size() > words.size()) continue;
        const bool same =
            std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const std::string& key, const Word& word) { return key == word.key; });
        if (same) longest = phrase.size();
    }
    return longest;
}

std::optional<Phrases::Match> Phrases::find(const Words& words, std::size_t from) const {
    for (std::size_t i = from; i < words.size(); ++i)
        if (const auto count = at(words, i); count > 0) return Match{i, count};
    return std::nullopt;
}

bool Phrases::has(std::string_view key) const {
    const auto found = by_first_.find(std::string(key));
    return found != by_first_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                   [](const auto& phrase) { return phrase.size() == 1; });
}

std::vector<std::string> Phrases::single_words() const {
    std::vector<std::string> words;
    for (const auto& [first, phrases] : by_first_)
        if (has(first)) words.push_back(first);
    return words;
}

std::string_view gap_after(std::string_view text, const Words& words, std::size_t index) {
    const auto begin = words[index].end;
    const auto end = index + 1 < words.size() ? words[index + 1].begin : text.size();
    return text.substr(begin, end - begin);
}

bool ends_with_question(std::string_view text) {
    return strip(text, "\"')]*_").ends_with('?') || trim(text).ends_with("?\xE2\x80\x9D");
}

std::string_view strip(std::string_view text, std::string_view marks) {
    const auto strippable = [&](char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || marks.find(c) != std::string_view::npos;
    };
    while (!text.empty() && strippable(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && strippable(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string tidy(std::string_view text) {
    constexpr std::string_view en_dash = "\xE2\x80\x93", em_dash = "\xE2\x80\x94", arrow = "\xE2\x86\x92";
    for (bool changed = true; changed;) {
        const auto before = text.size();
        text = strip(text, ",;:-|.");
        for (const auto mark : {en_dash, em_dash, arrow}) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size());
            if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
        for (const auto empty : {std::string_view("()"), std::string_view("[]")})
            if (text.ends_with(empty)) text.remove_suffix(2);
        changed = text.size() != before;
    }
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (space && (out.empty() || out.back() == ' ')) continue;
        if (!out.empty() && out.back() == ' ' && (c == ',' || c == '.' || c == ';')) out.pop_back();
        out += space ? ' ' : c;
    }
    return out;
}

}  // namespace pacelane::analysis::detail
