// Which language a text is in: by its most frequent words, the surest sign in a short text.
#include <algorithm>
#include <pacelane/language/language_pack.h>
#include <vector>

namespace pacelane::language {

namespace {

struct Count {
    int words = 0;  // frequent words of the language
    int own = 0;    // those that no other language has
};

}  // namespace

std::optional<Language> detect(std::string_view text) {
    // The beginning tells enough, and keeps the cost of a large file down.
    constexpr std::size_t kEnough = 20'000;
    std::vector<Count> counts(languages().size());
    int foreign = 0, words = 0;
    for (const auto& token : tokenize(text.substr(0, kEnough), Language())) {
        if (token.number) continue;
        ++words;
        Count* only = nullptr;
        int known = 0;
        for (const auto language : languages()) {
            const auto& pack = language.pack();
            auto& count = counts[language.index()];
            // Its endings, which its neighbours lack, count by themselves.
            if (!pack.telling_endings.of(token.folded).empty()) {
                ++count.words;
                ++count.own;
            }
            if (!pack.common_words.contains(token.folded)) continue;
            ++count.words;
            ++known;
            only = &count;
        }
        if (known == 1) ++only->own;
        if (known == 0 && any_language().foreign_words.contains(token.folded)) ++foreign;
    }
    const auto less = [](const Count& a, const Count& b) { return a.own < b.own; };
    const auto best = std::max_element(counts.begin(), counts.end(), less);
    int rest = 0;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        if (count != best) rest = std::max(rest, count->own);
    const bool clear = best->own >= 2 && best->words * 12 >= words && best->own > rest * 2;
    if (!clear || foreign > best->words) return std::nullopt;
    return languages()[static_cast<std::size_t>(best - counts.begin())];
}

}  // namespace pacelane::language
