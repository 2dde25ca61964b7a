// Whether the words before a colon could be a name.
#include "detail/chat_stamp.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <vector>

#include <utf8proc.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

constexpr std::size_t most_characters = 80;
constexpr std::size_t most_words = 9;

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_particle(std::string_view word) {
    return language::any_language().name_particles.contains(word);
}

/// Between the names of several people, or in a role: "Ana and Rui", "Head of Sales".
bool joins_names(std::string_view word) {
    return language::any_language().name_links.contains(word);
}

/// Words that open a sentence. One that is a name as well ("Will", "May") is left to the file's evidence.
bool opens_sentence(std::string_view word) {
    return language::any_language().sentence_openers.contains(word);
}

/// "don't", "we're", "here's": nobody's name, unlike "Petra's".
bool is_contraction(std::string_view word) {
    const std::size_t mark = word.rfind('\'');
    if (mark == std::string_view::npos || mark == 0) return false;
    const auto end = word.substr(mark + 1);
    if (is_one_of(end, std::array{"re"sv, "ll"sv, "ve"sv, "m"sv, "d"sv})) return true;
    if (end == "t") return word[mark - 1] == 'n';
    return end == "s" && opens_sentence(word.substr(0, mark));
}

struct Letters {
    std::size_t characters = 0;
    std::size_t cased = 0;
    std::size_t upper = 0;
    std::size_t caseless = 0;  // Han, Arabic, Devanagari, …
    std::size_t symbols = 0;   // emoji
    std::size_t digits = 0;
    bool upper_first = false;  // the first letter
};

Letters letters_of(std::string_view word) {
    Letters letters;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(word.data());
    bool first = true;
    for (std::size_t i = 0; i < word.size();) {
        if (const char c = word[i]; static_cast<unsigned char>(c) < 0x80) {
            ++i;
            ++letters.characters;
            const bool upper = c >= 'A' && c <= 'Z';
            if (upper || is_lower(c)) {
                letters.upper_first = letters.upper_first || (first && upper);
                first = false;
                ++letters.cased;
                letters.upper += upper ? 1 : 0;
            } else if (is_digit(c)) {
                ++letters.digits;
            } else if (c == '^' || c == '`') {
                ++letters.symbols;  // to Unicode they are
            }
            continue;
        }
        utf8proc_int32_t codepoint = 0;
        const auto size =
            utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(word.size() - i), &codepoint);
        if (size <= 0) {
            ++i;
            continue;
        }
        i += static_cast<std::size_t>(size);
        ++letters.characters;
        switch (utf8proc_category(codepoint)) {
            case UTF8PROC_CATEGORY_LU:
            case UTF8PROC_CATEGORY_LT:
                letters.upper_first = letters.upper_first || first;
                first = false;
                ++letters.cased;
                ++letters.upper;
                break;
            case UTF8PROC_CATEGORY_LL:
                first = false;
                ++letters.cased;
                break;
            case UTF8PROC_CATEGORY_LO:
            case UTF8PROC_CATEGORY_LM:
                first = false;
                ++letters.caseless;
                break;
            case UTF8PROC_CATEGORY_ND:
                ++letters.digits;
                break;
            case UTF8PROC_CATEGORY_SO:
            case UTF8PROC_CATEGORY_SK:
            case UTF8PROC_CATEGORY_CN:  // newer than the table
                ++letters.symbols;
                break;
            default:
                break;
        }
    }
    return letters;
}

std::string straight(std::string_view word) {
    std::string key = language::fold(word, true);
    for (std::size_t at = 0; (at = key.find("’", at)) != std::string::npos;)
        key.replace(at, "’"sv.size(), "'");
    return key;
}

bool is_function_word(const std::string& key) {
    return language::any_language().stop_words.contains(key);
}

/// Punctuation that a sentence has and a name has not.
bool is_punctuated(std::string_view text) {
    static constexpr pacelane::detail::CharacterSet alone("?;\"={}<>\\`");
    static constexpr pacelane::detail::CharacterSet with_more(":!.\xE2\xE3\xEF");
    if (alone.first_in(text) != std::string_view::npos) return true;
    if (with_more.first_in(text) == std::string_view::npos) return false;
    for (const auto mark :
         {"“"sv, "”"sv, "…"sv, "://"sv, "! "sv, "。"sv, "，"sv, "、"sv, "？"sv, ": "sv, "..."sv}) {
        if (text.find(mark) != std::string_view::npos) return true;
    }
    return text.ends_with('!');
}

/// A full stop after a word of letters, within the label or at its end: "We did it. Maya".
bool ends_sentence_inside(const std::vector<std::string_view>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i];
        const std::size_t stop = word.find('.');
        if (stop == std::string_view::npos || stop + 1 != word.size()) continue;
        // "J.", "Dr.", "Prof." and "Inc." are no ends of sentences.
        if (word.size() > 5 || (i + 1 == words.size() && word.size() > 4)) return true;
        if (is_lower(word.front()) && word.size() > 3) return true;
    }
    return false;
}

/// "+1 (555) 010-0000", "+55 11 9****-0000"; any dash or space of Unicode.
bool is_phone(std::string_view text) {
    std::size_t digits = 0;
    for (const char c : text) {
        const bool wide = static_cast<unsigned char>(c) >= 0x80;
        if (is_digit(c) || c == '*')
            ++digits;
        else if (!wide && std::string_view("+()-. /").find(c) == std::string_view::npos)
            return false;
    }
    const auto letters = letters_of(text);
    return letters.cased + letters.caseless == 0 && (digits >= 7 || (digits >= 4 && text.starts_with('+')));
}

bool is_mail_or_handle(std::string_view text) {
    return text.find(' ') == std::string_view::npos && text.find('@') != std::string_view::npos;
}

}  // namespace

bool is_topic_label(std::string_view label) {
    return language::label_kind(label) != language::LabelKind::none;
}

NameShape name_shape(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > 4 * most_characters) return NameShape::none;
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) > 2 * most_words)
        return NameShape::none;
    if (is_phone(text)) return lone_day(text) ? NameShape::none : NameShape::odd;
    if (is_punctuated(text)) return NameShape::none;
    std::vector<std::string_view> words;
    for (const auto word : split(text, ' '))
        if (!word.empty()) words.push_back(word);
    const Letters all = letters_of(text);
    if (words.size() > most_words || all.characters > most_characters) return NameShape::none;
    if (all.cased + all.caseless == 0) return all.symbols > 0 ? NameShape::odd : NameShape::none;
    if (is_mail_or_handle(text)) return text.front() == '@' ? NameShape::weak : NameShape::odd;
    if (ends_sentence_inside(words)) return NameShape::none;

    // "van der Meer", "de la Cruz": a particle in lower case opens a family's name.
    const bool family = words.size() > 1 && !letters_of(words.front()).upper_first &&
                        words.front().size() > 1 && is_particle(straight(words.front())) &&
                        letters_of(words.back()).upper_first;
    bool capital = true;
    bool odd = all.symbols > 0;
    std::size_t lower = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i];
        const auto letters = letters_of(word);
        const std::string key = straight(word);
        if (is_contraction(key)) return NameShape::none;
        if (word.find_first_of("#%$*/~^|@+&") != std::string_view::npos) odd = true;
        if (letters.cased == 0 && letters.caseless == 0) {
            // A number, a dash, "&": fine behind a name ("Room 4"), odd before it.
            if (i == 0) odd = true;
            continue;
        }
        if (letters.caseless > 0) continue;
        if (letters.upper_first) continue;
        ++lower;
        if ((i > 0 || family) && is_particle(key)) continue;
        capital = false;
        const bool between =
            i > 0 && i + 1 < words.size() && joins_names(key) && letters_of(words[0]).upper_first;
        if (between) {
            odd = true;
        } else if (is_function_word(key) && words.size() > 1) {
            return NameShape::none;
        }
    }
    const std::string first = straight(words.front());
    const std::string last = straight(words.back());
    if (lower > 0 && words.size() > 1 && language::is_leading_noun(last)) return NameShape::none;
    const bool opener = opens_sentence(first);
    if (words.size() == 1) {
        if (opener || is_function_word(first)) {
            const bool name =
                letters_of(words[0]).upper_first && language::any_language().names_too.contains(first);
            if (!name) return NameShape::none;
            return text.size() == 1 ? NameShape::strong : NameShape::odd;  // "A:" answers "Q:"
        }
    } else if (opener && !family) {
        // "The Captain" may speak, "The reason" may not.
        return capital && !language::is_leading_noun(last) ? NameShape::odd : NameShape::none;
    }
    // A comma belongs to "Lindqvist, Maya" or to several names.
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (!words[i].ends_with(',')) continue;
        if (!letters_of(words[i + 1]).upper_first && letters_of(words[i + 1]).caseless == 0)
            return NameShape::none;
        if (i != 0 || words.size() > 4) odd = true;
    }
    if (text.find(',') != std::string_view::npos && words.size() == 1) odd = true;
    if (odd) return NameShape::odd;
    if (all.cased == 0) return all.characters <= 16 && words.size() <= 5 ? NameShape::strong : NameShape::odd;
    if (capital && all.digits > 0 && is_digit(text.front())) return NameShape::odd;
    if (capital) return words.size() <= 5 ? NameShape::strong : NameShape::odd;
    if (words.size() == 1)
        return is_digit(text.front()) || text.front() == '-' ? NameShape::odd : NameShape::weak;
    return NameShape::odd;
}

std::string readable_name(std::string_view name) {
    std::string readable;
    // "ML" and "SHN" are initials, "BEA" is a name.
    constexpr std::size_t longest_initials = 3;
    if (name.size() <= longest_initials && name.find_first_of(" AEIOUY") == std::string_view::npos)
        return std::string{name};
    for (const auto word : split(name, ' ')) {
        if (word.empty()) continue;
        if (!readable.empty()) readable += ' ';
        const std::string lower = language::fold(word);
        const auto letters = letters_of(word);
        const bool capitals =
            letters.cased >= 2 && letters.upper == letters.cased && letters.digits == 0 &&
            letters.caseless == 0 && word.find_first_of("@&") == std::string_view::npos &&
            std::min(word.find('.'), word.size() - 1) == word.size() - 1;  // "MR.", unlike "M.L."
        if (capitals && !readable.empty() && is_particle(lower)) {
            readable += lower;
        } else {
            readable += capitals && word.size() >= 3 ? language::capitalize(lower) : std::string{word};
        }
    }
    return readable;
}

}  // namespace pacelane::context::detail
