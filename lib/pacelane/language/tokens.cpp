#include <array>
#include <memory>
#include <pacelane/base/detail/late_library.h>
#include <pacelane/base/detail/memo.h>
#include <pacelane/base/error.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/detail/words.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/vocabulary.h>
#include <pacelane/language/words.h>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <libstemmer.h>
#include <utf8proc.h>

namespace pacelane::language {

namespace {

struct Codepoint {
    utf8proc_int32_t value = 0;
    std::size_t length = 1;
};

Codepoint codepoint_at(std::string_view text, std::size_t at) {
    const auto [value, size] = utf8_at(text, at);
    if (size == 0) return {-1, 1};
    return {static_cast<utf8proc_int32_t>(value), size};
}

bool is_digit(utf8proc_int32_t c) {
    return c >= '0' && c <= '9';
}

constexpr auto kInWord = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 0x80; ++c)
        table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    return table;
}();

bool is_word_character(utf8proc_int32_t c) {
    if (c < 0) return false;
    if (c < 0x80) return kInWord[static_cast<std::size_t>(c)];
    const auto category = utf8proc_category(c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_NO);
}

// Joins two word characters into one word: "don't", "e-mail", "v1.2", "pacelane.yaml".
bool joins(utf8proc_int32_t c, utf8proc_int32_t before, utf8proc_int32_t after) {
    if (c == '\'' || c == 0x2019 || c == '-' || c == 0x2010 || c == 0x2011) return true;
    if (c == '.') return true;
    if (c == ',' || c == ':') return is_digit(before) && is_digit(after);
    return false;
}

// Snowball's library, loaded when the first word is stemmed: its tables for 28 languages, full of pointers to
// be relocated, would be a fifth of the start-up of every command.
struct Snowball {
    decltype(&sb_stemmer_new) create;
    decltype(&sb_stemmer_delete) destroy;
    decltype(&sb_stemmer_stem) stem;
    decltype(&sb_stemmer_length) length;
};

const Snowball& snowball() {
    static const Snowball functions = [] {
        pacelane::detail::LateLibrary library(PACELANE_STEMMER, "libstemmer0d");
        return Snowball{library.function<decltype(sb_stemmer_new)>("sb_stemmer_new"),
                        library.function<decltype(sb_stemmer_delete)>("sb_stemmer_delete"),
                        library.function<decltype(sb_stemmer_stem)>("sb_stemmer_stem"),
                        library.function<decltype(sb_stemmer_length)>("sb_stemmer_length")};
    }();
    return functions;
}

struct StemmerDeleter {
    void operator()(sb_stemmer* stemmer) const { snowball().destroy(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerDeleter>;

// A stemmer keeps state, so each thread has its own.
sb_stemmer* stemmer_of(Language language) {
    thread_local std::vector<Stemmer> stemmers(languages().size());
    auto& stemmer = stemmers[language.index()];
    if (!stemmer) {
        const std::string name(language.pack().stemmer);
        stemmer.reset(snowball().create(name.c_str(), "UTF_8"));
        if (!stemmer)
            throw Error(
                ErrorKind::configuration,
                fmt::format("libstemmer has no stemmer \"{}\"; install libstemmer0d from Debian", name));
    }
    return stemmer.get();
}

std::string stem_of_folded(const std::string& folded, Language language) {
    auto* stemmer = stemmer_of(language);
    const auto* stemmed = snowball().stem(stemmer, reinterpret_cast<const sb_symbol*>(folded.data()),
                                          static_cast<int>(folded.size()));
    if (!stemmed) return fold(folded, true);
    return fold(std::string_view(reinterpret_cast<const char*>(stemmed),
                                 static_cast<std::size_t>(snowball().length(stemmer))),
                true);
}

struct KnownWord {
    std::string stem;
    bool stopword = false;
};

// Most words of a text are a few that come back.
using KnownWords = pacelane::detail::Memo<KnownWord, 8192>;

KnownWords& known_words(Language language) {
    thread_local std::vector<KnownWords> known(languages().size());
    return known[language.index()];
}

void fold_word(std::string_view word, std::string& folded) {
    folded = word;
    bool ascii = true;
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    }
    if (!ascii) folded = straight_apostrophes(fold(word));
}

const KnownWord& known_word(const std::string& folded, Language language) {
    return known_words(language).of(folded, [&] {
        return KnownWord{stem_of_folded(folded, language), language.pack().stop_words.contains(folded)};
    });
}

}  // namespace

std::vector<RawWord> raw_words(std::string_view text) {
    constexpr std::size_t kLongestWord = 200;  // bytes; what is longer is no word
    std::vector<RawWord> words;
    constexpr std::size_t kShortWord = 5;  // with the space behind it
    words.reserve(text.size() / kShortWord + 1);
    for (std::size_t i = 0; i < text.size();) {
        auto here = codepoint_at(text, i);
        if (!is_word_character(here.value)) {
            i += here.length;
            continue;
        }
        RawWord word{i, i, is_digit(here.value)};
        utf8proc_int32_t last = here.value;
        i += here.length;
        while (i < text.size()) {
            if (const auto byte = static_cast<unsigned char>(text[i]); kInWord[byte]) {
                last = byte;
                ++i;
                continue;
            }
            here = codepoint_at(text, i);
            if (is_word_character(here.value)) {
                last = here.value;
                i += here.length;
                continue;
            }
            const auto next = i + here.length;
            if (next >= text.size()) break;
            const auto after = codepoint_at(text, next);
            if (!is_word_character(after.value) || !joins(here.value, last, after.value)) break;
            last = after.value;
            i = next + after.length;
        }
        word.end = i;
        if (word.end - word.begin <= kLongestWord) words.push_back(word);
    }
    return words;
}

std::vector<Token> tokenize(std::string_view text, Language language) {
    const auto words = raw_words(text);
    std::vector<Token> tokens;
    tokens.reserve(words.size());
    for (const auto& word : words) {
        std::string folded;
        fold_word(text.substr(word.begin, word.end - word.begin), folded);
        const auto& known = known_word(folded, language);
        tokens.push_back({word.begin, word.end, std::move(folded), known.stem, known.stopword, word.number});
    }
    return tokens;
}

std::vector<Vocabulary::Use> Vocabulary::read(std::string_view text) {
    const auto raw = raw_words(text);
    std::vector<Use> uses;
    uses.reserve(raw.size());
    std::string folded;
    for (const auto& word : raw) {
        fold_word(text.substr(word.begin, word.end - word.begin), folded);
        auto found = numbers_.find(std::string_view(folded));
        if (found == numbers_.end()) {
            found = numbers_.emplace(folded, static_cast<std::uint32_t>(words_.size())).first;
            const auto& known = known_word(folded, language_);
            words_.push_back({folded, known.stem, known.stopword});
        }
        uses.push_back({word.begin, word.end, found->second, word.number});
    }
    return uses;
}

std::string stem(std::string_view word, Language language) {
    return stem_of_folded(straight_apostrophes(fold(word)), language);
}

bool is_stopword(std::string_view word, Language language) {
    return language.pack().stop_words.contains(straight_apostrophes(fold(word)));
}

}  // namespace pacelane::language
