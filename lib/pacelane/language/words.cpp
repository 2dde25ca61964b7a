#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/language/words.h>

namespace pacelane::language {

namespace {

constexpr std::string_view kCurved = "\xE2\x80\x99";  // ’

// Letters and digits of ASCII in lower case, by their byte; 0 for all else.
constexpr auto kLower = [] {
    std::array<char, 256> table{};
    for (char c = '0'; c <= '9'; ++c)
        table[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c)
        table[static_cast<unsigned char>(c)] = table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    return table;
}();

unsigned byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

// How many bytes at `at` belong to a word: 0 for a separator. Above ASCII all is a letter, apart from the
// punctuation blocks that texts really use.
std::size_t word_letter_at(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    if (lead < 0x80) return kLower[lead] != 0 ? 1 : 0;
    if (lead == 0xC2)
        return byte_at(text, at + 1) == 0xAA || byte_at(text, at + 1) == 0xBA ? 2 : 0;  // ª º; not « » ¿
    if (lead == 0xE2) return 0;  // dashes, quotes, arrows, ellipsis
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return std::min(size, text.size() - at);
}

// How many bytes the separator at `at` has.
std::size_t separator_at(std::string_view text, std::size_t at) {
    const unsigned lead = byte_at(text, at);
    return lead == 0xE2 ? 3 : lead == 0xC2 ? 2 : 1;
}

std::size_t apostrophe_at(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '\'') return 1;
    return text.substr(at).starts_with(kCurved) ? kCurved.size() : 0;
}

/// Key and hash of a word, made while it is read: texts are cut into words more often than anything else is
/// done with them.
class KeyWriter {
public:
    /// A letter in lower case, or a mark, of ASCII.
    void add(char c) {
        if (size_ < kLongest) key_[size_] = c;
        ++size_;
        hash_.add(c);
    }
    /// What has a key of its own: the word is to be folded as a whole.
    void add_other() { plain_ = false; }
    void finish(Word& word, std::string_view written) const {
        if (plain_ && size_ <= kLongest) {
            word.key.assign(key_.data(), size_);
            word.hash = hash_.value();
            return;
        }
        word.key = fold(straight_apostrophes(written), true);
        word.hash = hash_of(word.key);
    }

private:
    static constexpr std::size_t kLongest = 48;
    std::array<char, kLongest> key_;
    std::size_t size_ = 0;
    WordHash hash_;
    bool plain_ = true;
};

bool starts_upper(std::string_view word) {
    const auto lead = byte_at(word, 0);
    if (lead < 0x80) return lead >= 'A' && lead <= 'Z';
    // À–Þ, the capitals of Latin-1.
    if (lead == 0xC3) return byte_at(word, 1) >= 0x80 && byte_at(word, 1) <= 0x9E;
    const auto letter = word.substr(0, lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2);
    return fold(letter) != letter;
}

// Whether a name needs no capital after the separator at `at`: a sentence, a quotation or a bracket may
// begin.
bool opens_after(std::string_view text, std::size_t at) {
    const auto lead = byte_at(text, at);
    if (lead < 0x80)
        return lead == '.' || lead == '!' || lead == '?' || lead == ':' || lead == '\n' || lead == '"' ||
               lead == '(';
    if (lead == 0xC2) return byte_at(text, at + 1) != 0xA0;  // no-break space
    return lead == 0xE2 && apostrophe_at(text, at) == 0;
}

}  // namespace

std::string straight_apostrophes(std::string_view text) {
    std::string straight;
    straight.reserve(text.size());
    while (!text.empty()) {
        const auto at = std::min(text.find(kCurved), text.size());
        straight += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty()) break;
        straight += '\'';
        text.remove_prefix(kCurved.size());
    }
    return straight;
}

Words words_of(std::string_view text, std::size_t most) {
    Words words;
    constexpr std::size_t kShortWord = 5;  // with the space behind it
    words.reserve(std::min(text.size() / kShortWord + 1, most));
    bool opens = true;
    for (std::size_t i = 0; i < text.size() && words.size() < most;) {
        if (word_letter_at(text, i) == 0) {
            opens = opens || opens_after(text, i);
            i += separator_at(text, i);
            continue;
        }
        auto& word = words.emplace_back();
        word.begin = i;
        KeyWriter key;
        while (i < text.size()) {
            if (const char lower = kLower[static_cast<unsigned char>(text[i])]; lower != 0) {
                key.add(lower);
                ++i;
                continue;
            }
            if (const auto size = word_letter_at(text, i); size > 0) {
                key.add_other();
                i += size;
                continue;
            }
            // One mark may join two parts of a word.
            std::size_t mark = apostrophe_at(text, i);
            if (mark == 0 && text[i] == '-') mark = 1;
            const bool joins_digits = text[i] == '.' || text[i] == '/' || text[i] == ':' || text[i] == ',';
            if (mark == 0 && joins_digits && is_digit(text[i - 1]) && i + 1 < text.size() &&
                is_digit(text[i + 1]))
                mark = 1;
            if (mark == 0 || word_letter_at(text, i + mark) == 0) break;
            if (mark == 1)
                key.add(text[i]);
            else
                key.add_other();
            i += mark;
        }
        word.end = i;
        const auto written = text.substr(word.begin, word.end - word.begin);
        key.finish(word, written);
        word.capital = starts_upper(written);
        word.opens = opens;
        opens = false;
    }
    return words;
}

std::vector<std::string> spelled(std::string_view text, const Words& words, std::size_t most) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
        const auto written = text.substr(words[i].begin, words[i].end - words[i].begin);
        // A key that is as long has lost no accent.
        all.push_back(written.size() == words[i].key.size() ? words[i].key
                                                            : fold(straight_apostrophes(written)));
    }
    return all;
}

std::string key_of(std::string_view text) {
    std::string key;
    for (const auto& word : words_of(text)) {
        if (!key.empty()) key += ' ';
        key += word.key;
    }
    return key;
}

}  // namespace pacelane::language
