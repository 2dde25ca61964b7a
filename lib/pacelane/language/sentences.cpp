// Where sentences end.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language_pack.h>
#include <string>

#include <utf8proc.h>

namespace pacelane::language {

namespace {

constexpr std::string_view kClosers[] = {"\"", "'", ")", "]", "”", "’", "»", "›", "*", "_", "`", "}"};

std::size_t closer_at(std::string_view text, std::size_t at) {
    for (const auto closer : kClosers)
        if (text.substr(at).starts_with(closer)) return closer.size();
    return 0;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && is_space(text[at]))
        ++at;
    return at;
}

std::string_view word_before(std::string_view text, std::size_t stop) {
    std::size_t begin = stop;
    constexpr std::size_t kLongest = 12;  // bytes; longer words are no abbreviations
    constexpr std::string_view kOpeners = "([{\"'*_/,;";
    while (begin > 0 && stop - begin <= kLongest && !is_space(text[begin - 1]) &&
           kOpeners.find(text[begin - 1]) == std::string_view::npos)
        --begin;
    auto word = text.substr(begin, stop - begin);
    for (const std::string_view quote : {"“", "‘", "«"})
        if (word.starts_with(quote)) word.remove_prefix(quote.size());
    return word;
}

struct Letter {
    utf8proc_category_t category = UTF8PROC_CATEGORY_CN;
    std::size_t length = 1;
};

Letter letter_at(std::string_view text) {
    if (text.empty()) return {};
    const auto [value, size] = utf8_at(text, 0);
    if (size == 0) return {};
    return {utf8proc_category(static_cast<utf8proc_int32_t>(value)), size};
}

bool begins_lower(std::string_view text) {
    return letter_at(text).category == UTF8PROC_CATEGORY_LL;
}

bool begins_upper(std::string_view text) {
    return letter_at(text).category == UTF8PROC_CATEGORY_LU;
}

// Whether no sentence begins here: in lower case, or with what only goes on.
bool carries_on(std::string_view text) {
    constexpr std::string_view kMiddle = ".,;:!?/&+=%)]}";
    return begins_lower(text) || (!text.empty() && kMiddle.find(text.front()) != std::string_view::npos);
}

// "J", "É", "J.R.R", "U.S", "J.-P": capital letters with stops between.
bool is_initials(std::string_view word) {
    if (word.empty()) return false;
    while (!word.empty()) {
        const auto letter = letter_at(word);
        if (letter.category != UTF8PROC_CATEGORY_LU) return false;
        word.remove_prefix(letter.length);
        if (word.empty()) return true;
        if (word.front() != '.') return false;
        word.remove_prefix(1);
        if (word.starts_with("-")) word.remove_prefix(1);
    }
    return false;
}

// Whether the text opens with a function word, not with another initial ("J. A. Silva").
bool opens_with_stopword(std::string_view text, Language language) {
    constexpr std::size_t kLongest = 24;  // bytes
    std::size_t end = 0;
    while (end < text.size() && end < kLongest && !is_space(text[end]) && text[end] != ',' &&
           text[end] != '.')
        ++end;
    if (end == 1 && end < text.size() && text[end] == '.') return false;
    return is_stopword(text.substr(0, end), language);
}

// Whether the full stop at `at`, in a sentence from `begin`, stands after an abbreviation, an initial or the
// number of a list item; the text after it goes on at `next`.
bool abbreviates(std::string_view text, std::size_t begin, std::size_t at, std::size_t next,
                 Language language) {
    const auto word = word_before(text, at);
    if (word.empty() || next >= text.size()) return false;
    const auto rest = text.substr(next);
    const auto word_begin = static_cast<std::size_t>(word.data() - text.data());
    if (word_begin == begin && word.size() <= 3 &&
        word.find_first_not_of("0123456789") == std::string_view::npos)
        return true;  // "1. Start the server."
    const bool digit_follows = is_digit(rest.front());
    const auto folded = fold(word);
    if (folded == "ms")  // milliseconds after a number
        return word_begin < 2 || !is_digit(text[word_begin - 2]);
    // Titles and the like come with names and terms of any language.
    const auto& any = any_language();
    if (any.abbreviations.contains(folded)) return true;
    if (any.name_abbreviations.contains(folded)) return digit_follows || !opens_with_stopword(rest, language);
    if (any.closing_abbreviations.contains(folded)) return false;  // in lower case it goes on anyway
    if (any.number_abbreviations.contains(folded)) return digit_follows;
    if (language.pack().date_abbreviations.contains(folded)) return digit_follows;
    // "J. Ek"; "I" is more often the pronoun, and ends sentences.
    return is_initials(word) && word != "I" && begins_upper(rest) && !opens_with_stopword(rest, language);
}

// Whether somebody writes without capitals: the text begins small, and nothing in it begins large after a
// stop.
bool writes_small(std::string_view text) {
    if (!begins_lower(text.substr(skip_space(text, 0)))) return false;
    bool stops = false;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if ((text[i] != '.' && text[i] != '!' && text[i] != '?') || !is_space(text[i + 1])) continue;
        const auto rest = text.substr(skip_space(text, i + 1));
        if (begins_upper(rest)) return false;
        stops = stops || begins_lower(rest);
    }
    return stops;
}

}  // namespace

std::vector<Span> sentences(std::string_view text, Language language) {
    std::vector<Span> spans;
    const bool small = writes_small(text);
    std::size_t begin = skip_space(text, 0);
    const auto close = [&](std::size_t end) {
        while (end > begin && is_space(text[end - 1]))
            --end;
        if (end > begin) spans.push_back({begin, end});
    };
    for (std::size_t i = begin; i < text.size();) {
        const char c = text[i];
        if (c == '\n') {
            // A blank line ends a sentence in any case.
            std::size_t next = i + 1;
            while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r'))
                ++next;
            if (next < text.size() && text[next] == '\n') {
                close(i);
                begin = skip_space(text, next);
                i = begin;
                continue;
            }
            ++i;
            continue;
        }
        const bool wide_ellipsis = text.substr(i).starts_with("…");
        if (c != '.' && c != '!' && c != '?' && !wide_ellipsis) {
            ++i;
            continue;
        }
        std::size_t end = i;
        bool strong = false;
        while (end < text.size()) {
            if (text[end] == '.') {
                ++end;
            } else if (text[end] == '!' || text[end] == '?') {
                strong = true;
                ++end;
            } else if (text.substr(end).starts_with("…")) {
                end += 3;
            } else {
                break;
            }
        }
        const auto stops_end = end;
        while (end < text.size()) {
            const auto size = closer_at(text, end);
            if (size == 0) break;
            end += size;
        }
        if (end < text.size() && !is_space(text[end])) {  // inside "3.5", "pacelane.yaml", a URL
            i = std::max(end, i + 1);
            continue;
        }
        const auto next = skip_space(text, end);
        const bool carried = next < text.size() && carries_on(text.substr(next));
        // After "!" and "?" anything may begin, but not after a quotation: “Stop!” he said.
        const bool begins_small = small && c == '.' && stops_end == i + 1 && next < text.size() &&
                                  begins_lower(text.substr(next)) &&
                                  !any_language().closing_abbreviations.contains(fold(word_before(text, i)));
        const bool goes_on = (carried && !begins_small && (!strong || end > stops_end)) ||
                             (c == '.' && stops_end == i + 1 && abbreviates(text, begin, i, next, language));
        if (goes_on) {
            i = end;
            continue;
        }
        close(end);
        begin = next;
        i = next;
    }
    close(text.size());
    return spans;
}

}  // namespace pacelane::language
