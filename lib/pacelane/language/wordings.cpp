#include <pacelane/base/text.h>
#include <pacelane/language/detail/wordings.h>
#include <pacelane/language/language.h>

namespace pacelane::language {

namespace {

bool is_letter(unsigned char c) {
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Punctuation beyond ASCII, which separates words: the dashes, quotes, bullets and ellipsis of U+2000–U+206F,
// «, » and the no-break space.
std::size_t wide_mark(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) {
        return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0;
    };
    if (byte(0) == 0xe2 && (byte(1) == 0x80 || byte(1) == 0x81)) return 3;
    if (byte(0) == 0xc2 && (byte(1) == 0xab || byte(1) == 0xbb || byte(1) == 0xa0)) return 2;
    return 0;
}

bool is_apostrophe(std::string_view text, std::size_t at) {
    return text[at] == '\'' || text.substr(at).starts_with("’");
}

std::string key_of(std::string_view word) {
    bool ascii = true;
    for (const char c : word)
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    std::string key;
    if (ascii) {
        for (const char c : word)
            key += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        return key;
    }
    key = fold(word, true);
    for (std::size_t at = 0; (at = key.find("’", at)) != std::string::npos;)
        key.replace(at, 3, "'");
    return key;
}

}  // namespace

WrittenWords written_words(std::string_view text) {
    WrittenWords words;
    bool opens = true;
    for (std::size_t i = 0; i < text.size();) {
        const auto mark = wide_mark(text, i);
        if (mark > 0 || !is_letter(static_cast<unsigned char>(text[i]))) {
            const char c = text[i];
            if (c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '"' || c == '(' || mark > 0)
                opens = true;
            i += mark > 0 ? mark : 1;
            continue;
        }
        WrittenWord word;
        word.begin = i;
        while (i < text.size()) {
            if (is_apostrophe(text, i) || text[i] == '-') {
                const std::size_t next = i + (text[i] == '\'' || text[i] == '-' ? 1 : 3);
                if (next >= text.size() || wide_mark(text, next) > 0 ||
                    !is_letter(static_cast<unsigned char>(text[next])))
                    break;
                i = next;
                continue;
            }
            if (wide_mark(text, i) > 0 || !is_letter(static_cast<unsigned char>(text[i]))) break;
            ++i;
        }
        word.end = i;
        const auto written = text.substr(word.begin, word.end - word.begin);
        word.key = key_of(written);
        const auto first = static_cast<unsigned char>(written.front());
        word.capital = first < 0x80 ? (first >= 'A' && first <= 'Z')
                                    : fold(written.substr(0, 2)) != std::string(written.substr(0, 2));
        word.opens = opens;
        opens = false;
        words.push_back(std::move(word));
    }
    return words;
}

Wordings::Wordings(std::string_view list) {
    for (const auto wording : split(list, '|')) {
        std::vector<std::string> words;
        for (const auto word : split(wording, ' '))
            if (!word.empty()) words.emplace_back(word);
        if (words.empty()) continue;
        by_first_[words.front()].push_back(std::move(words));
    }
}

bool Wordings::at(const WrittenWords& words, std::size_t place) const {
    const auto found = by_first_.find(words[place].key);
    if (found == by_first_.end()) return false;
    for (const auto& wording : found->second) {
        if (place + wording.size() > words.size()) continue;
        bool same = true;
        for (std::size_t k = 1; k < wording.size() && same; ++k)
            same = words[place + k].key == wording[k];
        if (same) return true;
    }
    return false;
}

bool Wordings::in(const WrittenWords& words) const {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (at(words, i)) return true;
    return false;
}

}  // namespace pacelane::language
