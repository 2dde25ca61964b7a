#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/context/people.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context {

namespace {

using namespace std::string_view_literals;

/// So many of one first or last name are not told apart, and not compared each with each.
constexpr std::size_t kCrowd = 200;

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
    if (name.empty()) return false;
    // Names that the person gave are theirs, whoever else is about.
    const auto folded = language::fold(other.starts_with('@') ? other.substr(1) : other, true);
    for (const auto& alias : aliases)
        if (folded == language::fold(alias.starts_with('@') ? alias.substr(1) : alias, true)) return true;
    if (is_nobody(other) || is_several(other)) return false;
    const auto mine = name_words(name);
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
