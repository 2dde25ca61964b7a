#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>

#include <utf8proc.h>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;

/// So many of one first or last name are not told apart, and not compared each with each.
constexpr std::size_t kCrowd = 200;

template <std::size_t count>
bool is_one_of(std::string_view word, const std::array<std::string_view, count>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Folded, without diacritics. A number or a letter may follow: "Speaker 2", "Guest A".

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

/// "mueller" → "muller", as "müller" is without its accent.
std::string without_digraphs(std::string_view word) {
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
        plain += word[i];
        const bool vowel = word[i] == 'a' || word[i] == 'o' || word[i] == 'u';
        if (vowel && i > 0 && i + 1 < word.size() && word[i + 1] == 'e') ++i;
    }
    return plain;
}

/// The same word but for a letter; of a short one a letter is too much.
bool is_variant(const std::string& a, const std::string& b) {
    if (a == b) return true;
    if (a.size() < 4 || b.size() < 4) return false;
    if (without_digraphs(a) == without_digraphs(b)) return true;
    if (a.size() < 6 || b.size() < 6 || a.front() != b.front() || edit_distance(a, b) != 1) return false;
    // Andersen and Anderson are two families.
    constexpr auto vowels = "aeiou"sv;
    const auto differ = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return a.size() != b.size() || vowels.find(*differ.first) == std::string_view::npos ||
           vowels.find(*differ.second) == std::string_view::npos;
}

bool is_initial_of(const std::string& initial, const std::string& word) {
    return initial.size() == 1 && word.starts_with(initial);
}

/// Whether `key` is another, mostly shorter, form of `full`.
bool is_form_of(const std::vector<std::string>& key, const std::vector<std::string>& full) {
    if (key.empty() || full.size() < 2 || key == full) return false;
    if (key.size() == 1) return key[0] == full[0];
    const bool first = key[0] == full[0] || is_initial_of(key[0], full[0]);
    const bool last =
        key.back() == full.back() || (key[0] == full[0] && is_initial_of(key.back(), full.back()));
    if (key.size() <= full.size() && first && last) {
        if (key.size() < full.size()) {
            // What stands between must be there as well, if only as an initial.
            std::size_t at = 1;
            for (std::size_t i = 1; i + 1 < key.size(); ++i) {
                while (at + 1 < full.size() && key[i] != full[at] && !is_initial_of(key[i], full[at]))
                    ++at;
                if (at + 1 >= full.size()) return false;
                ++at;
            }
            return true;
        }
        // "m lindqvist" is the shorter one of two with as many words.
        std::size_t key_size = 0;
        std::size_t full_size = 0;
        for (std::size_t i = 0; i < key.size(); ++i) {
            if (key[i] != full[i] && !is_initial_of(key[i], full[i])) return false;
            key_size += key[i].size();
            full_size += full[i].size();
        }
        return key_size < full_size;
    }
    return false;
}

/// Other writings of one full name: the words in another order, or the last one with another letter.
bool is_same_full(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    if (a.size() != b.size() || a.size() < 2) return false;
    if (a[0] == b[0] && std::equal(a.begin(), a.end() - 1, b.begin()) && is_variant(a.back(), b.back()))
        return true;
    auto left = a;
    auto right = b;
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    if (left == right) return true;
    return std::equal(a.begin(), a.end(), b.begin(), [](const auto& one, const auto& other) {
        return without_digraphs(one) == without_digraphs(other);
    });
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
        const bool suffix = acronym || is_one_of(std::string_view(last), kSuffixes) ||
                            after.find_first_of("0123456789") != std::string_view::npos;
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

void People::add(std::string_view name) {
    if (name.size() > 120 || is_nobody(name) || is_several(name)) return;
    auto shown = plain_name(name);
    auto key = name_words(shown);
    if (key.empty() || is_nobody(shown)) return;
    const bool capital = language::capitalize(shown) == shown;
    auto& known = shown_[key];
    if (known.empty() || (capital && language::capitalize(known) != known)) known = std::move(shown);
    by_first_[key.front()].insert(key);
    by_last_[key.back()].insert(key);
    if (const std::size_t at = name.find('@');
        at != std::string_view::npos && at > 0 && name[at - 1] == ' ') {
        const auto handle = name.substr(at + 1, name.substr(at + 1).find_first_of(" ,;)("));
        if (!handle.empty()) add_alias(handle, name);
    }
}

void People::add_alias(std::string_view alias, std::string_view name) {
    if (alias.starts_with('@')) alias.remove_prefix(1);
    const auto key = name_words(name);
    const auto folded = language::fold(trim(alias), true);
    if (key.empty() || folded.empty()) return;
    if (!shown_.contains(key)) add(name.substr(0, name.find(" @")));
    aliases_[folded].insert(key);
}

std::optional<People::Key> People::longer(const Key& key) const {
    std::set<Key> found;
    const auto look = [&](const std::map<std::string, std::set<Key>>& group, const std::string& word) {
        const auto entry = group.find(word);
        if (entry == group.end() || entry->second.size() > kCrowd) return;
        for (const auto& full : entry->second)
            if (is_form_of(key, full)) found.insert(full);
    };
    look(by_first_, key.front());
    if (key.size() > 1) look(by_last_, key.back());
    if (found.empty()) return std::nullopt;
    // "Ana Souza" and "Ana Maria Souza" are one Ana: the shorter is a form of the longer.
    if (found.size() > 1) {
        const auto longest = std::max_element(found.begin(), found.end(),
                                              [](const Key& a, const Key& b) { return a.size() < b.size(); });
        for (const auto& one : found)
            if (one != *longest && !is_form_of(one, *longest) && !is_same_full(one, *longest))
                return std::nullopt;
        return *longest;
    }
    return *found.begin();
}

std::optional<std::string> People::find(std::string_view name) const {
    if (is_nobody(name) || is_several(name)) return std::nullopt;
    const auto written = trim(name);
    const auto folded = language::fold(written.starts_with('@') ? written.substr(1) : written, true);
    Key key;
    if (const auto alias = aliases_.find(folded); alias != aliases_.end()) {
        if (alias->second.size() != 1) return std::nullopt;
        key = *alias->second.begin();
    } else {
        key = name_words(name);
    }
    if (key.empty()) return std::nullopt;
    // Names get longer with each step, so it ends.
    for (int step = 0; step < 3; ++step) {
        auto full = longer(key);
        if (!full) break;
        key = std::move(*full);
    }
    if (key.size() >= 2) {
        // Of two writings of one name, the first in the order of the alphabet stands for both.
        std::set<Key> same;
        for (const auto* const group : {&by_first_, &by_last_}) {
            for (const auto& word : {key.front(), key.back()}) {
                const auto entry = group->find(word);
                if (entry == group->end() || entry->second.size() > kCrowd) continue;
                for (const auto& other : entry->second)
                    if (is_same_full(key, other)) same.insert(other);
            }
        }
        if (!same.empty()) key = *same.begin();
    }
    const auto shown = shown_.find(key);
    return shown == shown_.end() ? std::nullopt : std::optional{shown->second};
}

std::string People::canonical(std::string_view name) const {
    if (is_nobody(name)) return {};
    auto found = find(name);
    return language::capitalize(found ? *found : plain_name(name));
}

bool People::lists(const Key& key) const {
    if (shown_.contains(key)) return true;
    const auto group = by_first_.find(key.front());
    return group != by_first_.end() && group->second.size() <= kCrowd &&
           std::any_of(group->second.begin(), group->second.end(),
                       [&](const Key& other) { return is_same_full(key, other); });
}

bool People::fits_another(const Key& form, const Key& person) const {
    const auto fits = [&](const std::map<std::string, std::set<Key>>& groups, const std::string& word) {
        const auto group = groups.find(word);
        if (group == groups.end()) return false;
        if (group->second.size() > kCrowd) return true;
        return std::any_of(group->second.begin(), group->second.end(), [&](const Key& other) {
            const bool same = other.size() < 2 || other == person || is_same_full(other, person) ||
                              is_form_of(other, person) || is_form_of(person, other);
            return !same && is_form_of(form, other);
        });
    };
    return fits(by_first_, form.front()) || (form.size() > 1 && fits(by_last_, form.back()));
}

std::vector<std::string> People::names() const {
    std::vector<std::string> all;
    for (const auto& [key, shown] : shown_)
        all.push_back(shown);
    return all;
}

bool Self::is(std::string_view other, const People& of_document, const People& all) const {
    other = trim(other);
    if (name.empty() || is_nobody(other) || is_several(other)) return false;
    const auto mine = name_words(name);
    // Names that the person gave are theirs, whoever else is about.
    const auto folded = language::fold(other.starts_with('@') ? other.substr(1) : other, true);
    for (const auto& alias : aliases)
        if (folded == language::fold(alias.starts_with('@') ? alias.substr(1) : alias, true)) return true;
    const auto theirs = name_words(other);
    if (mine.empty() || theirs.empty()) return false;
    if (theirs == mine) return true;
    const auto resolved = of_document.find(other);
    if (resolved) {
        const auto key = name_words(*resolved);
        if (key == mine || is_same_full(key, mine)) return true;
        if (key != theirs) return false;  // a fuller name of somebody else
    }
    if (is_same_full(theirs, mine)) return true;
    // A handle that is the first name alone is no surer than the name.
    if (!handle.empty() && folded == language::fold(handle, true) && !is_form_of(theirs, mine)) return true;
    if (!is_form_of(theirs, mine) && !is_form_of(mine, theirs)) return false;
    // A short form: the person's unless it fits somebody else as well.
    return !of_document.fits_another(theirs, mine) &&
           (of_document.lists(mine) || !all.fits_another(theirs, mine));
}

}  // namespace pacelane::context
