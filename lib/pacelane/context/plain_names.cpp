// A name as it is printed and compared: without roles, companies, titles and accents; and what is nobody's.
#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>

#include <utf8proc.h>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array kTitles{"dr"sv, "dra"sv, "prof"sv, "profa"sv, "mr"sv, "mrs"sv,   "ms"sv,
                             "sr"sv, "sra"sv, "eng"sv,  "sir"sv,   "me"sv, "messrs"sv};
/// After a comma they are no first name.
constexpr std::array kSuffixes{"jr"sv,  "sr"sv,  "ii"sv,  "iii"sv, "phd"sv, "ph.d"sv,
                               "md"sv,  "msc"sv, "mba"sv, "cto"sv, "ceo"sv, "cfo"sv,
                               "coo"sv, "cpo"sv, "vp"sv,  "esq"sv, "inc"sv, "ltd"sv};

std::string_view without_around(std::string_view text, std::string_view marks) {
    const std::size_t begin = text.find_first_not_of(marks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(marks) - begin + 1);
}

/// Latin letters that Unicode does not take apart, and those that are written as two where accents are
/// missing.
std::string transliterated(std::string word) {
    constexpr std::pair<std::string_view, std::string_view> letters[] = {
        {"ø", "o"}, {"æ", "ae"}, {"œ", "oe"}, {"ł", "l"}, {"đ", "d"},
        {"ð", "d"}, {"þ", "th"}, {"ı", "i"},  {"’", "'"}};
    for (const auto& [letter, plain] : letters)
        for (std::size_t at = 0; (at = word.find(letter, at)) != std::string::npos; at += plain.size())
            word.replace(at, letter.size(), plain);
    return word;
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string text;
    int depth = 0;
    for (const char c : name) {
        if (c == '(' || c == '[' || c == '<')
            ++depth;
        else if (c == ')' || c == ']' || c == '>')
            depth = std::max(0, depth - 1);
        else if (depth == 0)
            text += c == '\t' || c == '\n' ? ' ' : c;
    }
    if (trim(text).empty()) text = without_around(name, "()[]<> ");
    for (const auto separator : {" | "sv, " - "sv, " – "sv, " — "sv, " @"sv, " · "sv})
        if (const std::size_t at = text.find(separator); at != std::string::npos && at > 0) text.resize(at);
    std::string plain;
    for (const auto word : split(text, ' ')) {
        if (word.empty()) continue;
        if (!plain.empty()) plain += ' ';
        plain += word;
    }
    plain = without_around(plain, "@*_:,;-. ");
    // An initial keeps its full stop: "Maya L."
    if (plain.size() > 1 && plain[plain.size() - 2] == ' ' &&
        name.find(plain + ".") != std::string_view::npos)
        plain += '.';
    const std::size_t comma = plain.find(", ");
    if (comma != std::string::npos && plain.find(',', comma + 1) == std::string::npos && !is_several(plain)) {
        const auto before = std::string_view(plain).substr(0, comma);
        const auto after = trim(std::string_view(plain).substr(comma + 2));
        const auto last = language::fold(without_around(after, ". "), true);
        // "PsyD", "CPA"; a family name in capitals stands before a first name in capitals.
        const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
        const bool acronym =
            std::count_if(after.begin(), after.end(), upper) >= 2 &&
            after.find(' ') == std::string_view::npos &&
            !std::all_of(before.begin(), before.end(), [&](char c) { return upper(c) || c == ' '; });
        const bool suffix = acronym || is_one_of(std::string_view(last), kSuffixes) || has_digit(after);
        if (suffix) {
            plain = std::string(before);
        } else if (std::count(before.begin(), before.end(), ' ') <= 2 &&
                   std::count(after.begin(), after.end(), ' ') <= 1) {
            plain = std::string(after) + " " + std::string(before);
        }
    }
    return plain;
}

namespace {

/// "🌻" beside a name is no part of it.
bool is_ornament(std::string_view word) {
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(word.data());
    for (std::size_t i = 0; i < word.size();) {
        utf8proc_int32_t codepoint = 0;
        const auto size =
            utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(word.size() - i), &codepoint);
        if (size <= 0 || codepoint < 0x80) return false;
        i += static_cast<std::size_t>(size);
        switch (utf8proc_category(codepoint)) {
            case UTF8PROC_CATEGORY_SO:
            case UTF8PROC_CATEGORY_SK:
            case UTF8PROC_CATEGORY_CF:
            case UTF8PROC_CATEGORY_MN:
            case UTF8PROC_CATEGORY_CN:
                break;
            default:
                return false;
        }
    }
    return !word.empty();
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    std::string folded = transliterated(language::fold(plain_name(name), true));
    // "maya.lindqvist@example.org"
    if (const std::size_t at = folded.find('@');
        at != std::string::npos && folded.find(' ') == std::string::npos) {
        folded.resize(at);
        std::replace(folded.begin(), folded.end(), '_', ' ');
    }
    for (const auto word : split(folded, ' ')) {
        // "j.r." are two initials, "maya." a name.
        std::string_view rest = word;
        while (!rest.empty()) {
            const std::size_t stop = std::min(rest.find('.'), rest.size());
            const auto part = without_around(rest.substr(0, stop), ",;:'\"");
            if (!part.empty() && !is_ornament(part)) words.emplace_back(part);
            rest.remove_prefix(std::min(stop + 1, rest.size()));
        }
    }
    while (words.size() > 1 && is_one_of(std::string_view(words.front()), kTitles))
        words.erase(words.begin());
    return words;
}

bool is_several(std::string_view name) {
    const std::string folded = language::fold(name, true);
    for (const auto joint : {" & "sv, " and "sv, " e "sv, " + "sv, " / "sv, " und "sv, " y "sv}) {
        const std::size_t at = folded.find(joint);
        if (at == std::string::npos || at == 0) continue;
        // "Ortega y Gasset" and "Silva e Souza" are family names when a first name stands before them.
        const bool particle = joint == " e "sv || joint == " y "sv;
        if (particle && folded.substr(0, at).find(' ') != std::string::npos) continue;
        return true;
    }
    return std::count(name.begin(), name.end(), ',') >= 2;
}

bool is_nobody(std::string_view name) {
    auto folded = language::fold(trim(name), true);
    std::replace(folded.begin(), folded.end(), '_', ' ');
    std::string_view text = without_around(folded, "()[]<>*:. ");
    if (text.empty()) return true;
    if (language::any_language().nobody_labels.contains(text)) return true;
    const std::size_t space = text.find_last_of(" #");
    if (space != std::string_view::npos) {
        const auto tail = text.substr(space + 1);
        const bool numbered =
            tail.size() <= 2 || tail.find_first_not_of("0123456789") == std::string_view::npos;
        return numbered &&
               language::any_language().nobody_labels.contains(without_around(text.substr(0, space), " #:-"));
    }
    const std::size_t digits = text.find_last_not_of("0123456789") + 1;
    return digits < text.size() && digits > 0 &&
           language::any_language().nobody_labels.contains(text.substr(0, digits));
}

}  // namespace pacelane::context
