// Which language a text is in: by its most frequent words, the surest sign in a short text.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <pacelane/base/detail/memo.h>
#include <pacelane/language/detail/words.h>
#include <pacelane/language/language_pack.h>
#include <vector>

namespace pacelane::language {

namespace {

struct Count {
    int words = 0;  // frequent words of the language
    int own = 0;    // those that no other language has
};

/// What a word says: a bit for each language, by Language::index.
struct Marks {
    std::uint32_t common = 0;
    std::uint32_t endings = 0;  // that the neighbours of the language lack
    bool foreign = false;
};

Marks marks_of(std::string_view folded) {
    Marks marks;
    for (const auto language : languages()) {
        const auto bit = 1U << language.index();
        if (!language.pack().telling_endings.of(folded).empty()) marks.endings |= bit;
        if (language.pack().common_words.contains(folded)) marks.common |= bit;
    }
    marks.foreign = marks.common == 0 && any_language().foreign_words.contains(folded);
    return marks;
}

}  // namespace

std::optional<Language> detect(std::string_view text) {
    // The beginning tells enough, and keeps the cost of a large file down.
    constexpr std::size_t kEnough = 20'000;
    const auto sample = text.substr(0, kEnough);
    std::vector<Count> counts(languages().size());
    int foreign = 0, words = 0;
    thread_local pacelane::detail::Memo<Marks, 2048> known;
    for (const auto& found : raw_words(sample)) {
        if (found.number) continue;
        ++words;
        const auto word = sample.substr(found.begin, found.end - found.begin);
        const auto marks = known.of(word, [&] { return marks_of(straight_apostrophes(fold(word))); });
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto bit = 1U << i;
            // Its endings count by themselves.
            if ((marks.endings & bit) != 0) {
                ++counts[i].words;
                ++counts[i].own;
            }
            if ((marks.common & bit) == 0) continue;
            ++counts[i].words;
            if (std::has_single_bit(marks.common)) ++counts[i].own;
        }
        foreign += marks.foreign ? 1 : 0;
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
