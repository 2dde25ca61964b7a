#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/language_pack.h>
#include <string>

namespace pacelane::language {

namespace {

constexpr std::size_t kStem = 2;  // bytes that a verb has before its ending

// Whether the word is a base, or a base with an ending of a finite form ("s", "ies" in place of "y").
bool inflects(std::string_view word, std::uint32_t hash, const LanguagePack& pack) {
    if (pack.verb_bases.contains(word, hash)) return true;
    for (const auto form : pack.verb_base_endings) {
        const auto slash = form.find('/');
        const auto ending = form.substr(0, slash);
        if (word.size() < ending.size() + kStem || !word.ends_with(ending)) continue;
        auto base = std::string(word.substr(0, word.size() - ending.size()));
        if (slash != std::string_view::npos) base += form.substr(slash + 1);
        if (pack.verb_bases.contains(base)) return true;
    }
    return false;
}

}  // namespace

bool is_finite_verb(std::string_view folded, Language language, bool subject_before) {
    const auto& pack = language.pack();
    const auto hash = hash_of(folded);
    if (pack.finite_verbs.contains(folded, hash) || !pack.finite_endings.of(folded, kStem).empty())
        return true;
    return subject_before &&
           (inflects(folded, hash, pack) || !pack.subject_verb_endings.of(folded, kStem).empty());
}

bool is_verbal(std::string_view folded, Language language) {
    const auto& pack = language.pack();
    return pack.verbal_words.contains(folded) || pack.finite_verbs.contains(folded) ||
           !pack.finite_endings.of(folded, kStem).empty() ||
           !pack.verbal_endings.of(folded, kStem + 1).empty();
}

}  // namespace pacelane::language
