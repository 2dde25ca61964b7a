// Which language a text is in: by its most frequent words, the surest sign in a short text.
#include <algorithm>
#include <pacelane/base/detail/memo.h>
#include <pacelane/language/detail/words.h>
#include <pacelane/language/language.h>
#include <string>
#include <unordered_set>

namespace pacelane::language {

namespace {

using Words = std::unordered_set<std::string_view>;

// Frequent words of one language that are none in the other ("a", "as", "do", "no", "me" are words of both).
const Words& english_marks() {
    static const Words all = {
        "the",   "and",   "of",   "to",      "is",    "in",    "that",   "it",    "was",  "for",   "on",
        "are",   "with",  "they", "be",      "at",    "have",  "this",   "from",  "or",   "had",   "by",
        "but",   "not",   "what", "all",     "were",  "we",    "when",   "your",  "can",  "an",    "which",
        "their", "if",    "will", "how",     "about", "out",   "many",   "then",  "them", "these", "so",
        "some",  "would", "our",  "because", "it's",  "don't", "has",    "its",   "than", "been",  "who",
        "my",    "you",   "i",    "he",      "she",   "after", "before", "every", "only", "there", "does"};
    return all;
}
const Words& portuguese_marks() {
    static const Words all = {
        "de",    "que",  "e",     "não",    "uma",    "um",    "para",  "com",    "os",     "da",   "dos",
        "das",   "em",   "na",    "nos",    "nas",    "por",   "mais",  "foi",    "ao",     "ele",  "ela",
        "seu",   "sua",  "ou",    "quando", "muito",  "já",    "eu",    "também", "só",     "pelo", "pela",
        "até",   "isso", "entre", "era",    "depois", "sem",   "mesmo", "aos",    "ter",    "seus", "quem",
        "nós",   "está", "você",  "é",      "são",    "tem",   "à",     "às",     "porque", "mas",  "como",
        "gente", "pra",  "tá",    "né",     "vai",    "vamos", "ainda", "onde",   "cada",   "essa", "esse"};
    return all;
}
// Frequent words of neighbours that would pass for one of the two.
const Words& other_marks() {
    static const Words all = {
        "der", "die",  "und",  "ist", "nicht", "ein",  "eine", "mit", "auf", "den", "zu",  "el",   "los",
        "las", "una",  "y",    "es",  "del",   "con",  "pero", "más", "le",  "les", "des", "et",   "est",
        "une", "dans", "pour", "qui", "pas",   "il",   "di",   "che", "non", "och", "att", "det",  "som",
        "är",  "inte", "het",  "een", "van",   "niet", "la",   "lo",  "en",  "ich", "wir", "sich", "von"};
    return all;
}

/// What a word says for each language.
struct Marks {
    int english = 0, portuguese = 0, other = 0;
};
Marks marks_of(std::string_view word) {
    Marks marks{english_marks().contains(word), portuguese_marks().contains(word),
                other_marks().contains(word)};
    // Endings that neither English nor its neighbours have.
    for (const auto ending : {"ção", "ções", "ão", "ões"})
        if (word.ends_with(ending)) {
            ++marks.portuguese;
            break;
        }
    return marks;
}

}  // namespace

std::optional<Language> detect(std::string_view text) {
    // The beginning tells enough, and keeps the cost of a large file down.
    constexpr std::size_t kEnough = 20'000;
    auto sample = text.substr(0, kEnough);
    int english = 0, portuguese = 0, other = 0, words = 0;
    thread_local pacelane::detail::Memo<Marks, 2048> known;
    for (const auto& found : words_of(sample)) {
        if (found.number) continue;
        ++words;
        const auto word = sample.substr(found.begin, found.end - found.begin);
        const auto& marks = known.of(word, [&] { return marks_of(fold(word)); });
        english += marks.english;
        portuguese += marks.portuguese;
        other += marks.other;
    }
    const int best = std::max(english, portuguese);
    const int rest = std::min(english, portuguese);
    if (best < 2 || best * 12 < words || best <= rest * 2 || other > best) return std::nullopt;
    return english > portuguese ? Language::english : Language::portuguese;
}

}  // namespace pacelane::language
