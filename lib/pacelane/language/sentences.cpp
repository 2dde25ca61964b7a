// Where sentences end.
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <string>
#include <unordered_set>

namespace pacelane::language {

namespace {

// Words whose full stop does not end a sentence.
const std::unordered_set<std::string_view> kAbbreviations = {
    "e.g",  "i.e", "vs",   "dr",  "mr",  "mrs", "ms",   "prof", "st",  "no",   "nos", "approx", "cf",
    "fig",  "vol", "ed",   "eds", "sr",  "sra", "srta", "dra",  "drs", "p.ex", "ex",  "art",    "nº",
    "núm",  "pág", "págs", "av",  "jan", "feb", "apr",  "jun",  "jul", "aug",  "sep", "sept",   "oct",
    "nov",  "dec", "fev",  "abr", "ago", "set", "out",  "dez",  "mon", "tue",  "wed", "thu",    "fri",
    "resp", "ca",  "al",   "máx", "mín", "min", "max",  "tel",  "ref", "obs"};
// Of these, what may well end one when a new sentence clearly follows.
const std::unordered_set<std::string_view> kMayEnd = {"no",  "set", "out", "min", "max", "ed",
                                                      "al",  "st",  "fig", "ex",  "art", "mon",
                                                      "sun", "jan", "nov", "ref", "av"};

constexpr std::string_view kClosers[] = {"\"", "'", ")", "]", "”", "’", "»", "*", "_"};

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
    while (begin > 0 && stop - begin <= kLongest && !is_space(text[begin - 1]) && text[begin - 1] != '(' &&
           text[begin - 1] != '"')
        --begin;
    return text.substr(begin, stop - begin);
}

bool begins_lower(std::string_view text) {
    if (text.empty()) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return first >= 'a' && first <= 'z';
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const auto letter = text.substr(0, length);
    // A lower-case letter is its own folding, and has another upper case.
    return fold(letter) == letter && capitalize(letter) != letter;
}

// Whether the full stop at `at` stands after an abbreviation or an initial.
bool abbreviates(std::string_view text, std::size_t at, std::size_t next) {
    const auto word = word_before(text, at);
    const auto folded = fold(word);
    if (folded.empty()) return false;
    const bool lower_follows = next < text.size() && begins_lower(text.substr(next));
    if (folded == "etc" || folded == "inc" || folded == "ltd" || folded == "a.m" || folded == "p.m")
        return lower_follows;
    if (kAbbreviations.contains(folded)) {
        // "No.": "number" when a digit follows, else the word.
        if (folded == "no" || folded == "nos")
            return next < text.size() && text[next] >= '0' && text[next] <= '9';
        return lower_follows || !kMayEnd.contains(folded);
    }
    // "J. Ek": one capital letter; "I" is more often the pronoun, and ends sentences.
    return word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I' && at >= 2 &&
           next < text.size();
}

}  // namespace

std::vector<Span> sentences(std::string_view text, Language) {
    std::vector<Span> spans;
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
        const bool ellipsis = wide_ellipsis || (end - i >= 2 && !strong);
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
        const bool lower = next < text.size() && begins_lower(text.substr(next));
        const bool goes_on = (lower && !strong) || (lower && end > i + 1 && closer_at(text, end - 1) > 0) ||
                             (ellipsis && lower) || (c == '.' && end == i + 1 && abbreviates(text, i, next));
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
