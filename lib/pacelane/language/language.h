#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <pacelane/base/content_form.h>
#include <pacelane/base/export.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Words, sentences and key phrases of the languages in data/. Pure functions, thread-safe.
/// Text is UTF-8; invalid bytes are treated as separators and never throw. Offsets and lengths are in bytes.
namespace pacelane::language {

struct LanguagePack;

/// One of the languages that there is a pack for; English unless told otherwise.
class Language {
public:
    constexpr Language() = default;
    /// Its words and wordings (language_pack.h).
    PACELANE_API const LanguagePack& pack() const;
    /// Its place in languages().
    constexpr std::size_t index() const { return index_; }
    friend constexpr bool operator==(Language, Language) = default;

    static const Language english;
    PACELANE_API static const Language portuguese;

private:
    friend struct LanguageList;
    explicit constexpr Language(std::uint8_t index) : index_(index) {}
    std::uint8_t index_ = 0;
};
inline constexpr Language Language::english{};

/// All of them, English first.
PACELANE_API std::span<const Language> languages();
/// "en", "pt-BR" …
PACELANE_API std::string_view code(Language language);
/// "en, es or pt-BR": the codes of all languages.
PACELANE_API std::string codes();
/// Accepts a pack's tags ("en", "en-US", "pt", "pt_BR" …) in any case; nullopt for anything else.
PACELANE_API std::optional<Language> from_code(std::string_view code);
/// "Portuguese", "português" or a code of any region ("pt_PT"), as people write it in front matter.
PACELANE_API std::optional<Language> from_name(std::string_view name);
/// The language that the text is most likely in; nullopt when it is too short or gives no hint.
PACELANE_API std::optional<Language> detect(std::string_view text);

struct Token {
    std::size_t begin = 0;  ///< byte offset in the text
    std::size_t end = 0;    ///< one past the last byte
    std::string folded;     ///< case-folded, NFC, straight apostrophes ("Não" → "não")
    std::string stem;       ///< folded, stemmed (Snowball) and stripped of diacritics: the key for search
    bool stopword = false;  ///< a function word
    bool number = false;    ///< starts with a digit
};

/// The words of the text in order (letters, digits, inner apostrophes, hyphens and dots as in "v1.2",
/// "don't", "e-mail").
PACELANE_API std::vector<Token> tokenize(std::string_view text, Language language);
/// The stem of one word, as in Token::stem.
PACELANE_API std::string stem(std::string_view word, Language language);
PACELANE_API bool is_stopword(std::string_view word, Language language);

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Stands in a text for words that are missing: not understood in a recording, or a formula that plain text
/// cannot show. A sentence with it is not whole.
inline constexpr std::string_view kGap = "[…]";

/// The sentences of a text, in order, without surrounding white space; knows abbreviations ("e.g.", "Dr.",
/// "Sra.", "etc."), decimals, versions, file names, URLs, ellipses, initials, quotes and closing brackets
/// after the full stop. A blank line ends a sentence; a single line break does not.
PACELANE_API std::vector<Span> sentences(std::string_view text, Language language);

/// The text as one would print it: spoken fillers ("um", "uh", "you know,", "I mean,", "so, yeah", "like,";
/// "é…", "né", "tipo", "então, assim,"), false starts and stutters ("the the", "we we") removed, white space
/// and punctuation put right, first letter upper case. Meaning-bearing uses stay ("I like it", "you know the
/// answer", "um problema" — in Portuguese "um" is the article). May return an empty text ("Um, yeah.").
PACELANE_API std::string remove_disfluencies(std::string_view sentence, Language language);

/// The same as the sentences that an editor would print: none for what only fills a pause ("You know what I
/// mean?"), several for one breath of sentences that "and" and "so" join; what only trails off ends in a
/// stop.
PACELANE_API std::vector<std::string> as_printed(std::string_view sentence, Language language);

/// Whether a sentence can stand alone at the start of a paragraph: a complete clause (has a verb, is not a
/// fragment, a heading or a list lead-in that ends in a colon), ends in a full stop, question or exclamation
/// mark, and does not open with a reference to something before it ("This", "It", "They", "He", "However",
/// "Also", "But", "So" …; "Isso", "Ele", "Mas", "Porém", "Também" …).
PACELANE_API bool stands_alone(std::string_view sentence, Language language);
/// Whether somebody tells of what they, alone or with others, did or think: "I use", "we moved"; not "we can
/// see".
PACELANE_API bool tells_experience(std::string_view sentence, Language language);
/// Whether the writer tells of themselves: "I moved it", "we have moved"; not what they will or could do
/// ("I will read"), ask or suppose ("should I"), nor what others are quoted with.
PACELANE_API bool tells_of_oneself(std::string_view sentence, Language language);
/// Whether that is certain: where the verb alone tells who it was, "usamos" is what we do and what one does,
/// so it counts only beside what happened ("removemos o índice e a consulta ficou lenta").
PACELANE_API bool surely_tells_of_oneself(std::string_view sentence, Language language);
/// Whether the text is a complete sentence that may follow another (as stands_alone, but references back are
/// fine).
PACELANE_API bool is_complete(std::string_view sentence, Language language);

struct Keyphrase {
    std::string text;                ///< as it is most often written in the texts, e.g. "alert fatigue"
    std::vector<std::string> stems;  ///< the stems of its words
    double score = 0;                ///< higher is better; comparable within one call only
    int occurrences = 0;
    int texts = 0;  ///< how many of the texts contain it
};

/// The phrases (one to three words, no stopword at either end, no bare numbers, no person names given in
/// `exclude`) that best tell what the texts are about, best first; a phrase whose words are covered by a
/// better one is left out.
PACELANE_API std::vector<Keyphrase> keyphrases(std::span<const std::string_view> texts, Language language,
                                               std::size_t limit, std::span<const std::string> exclude = {});

/// Characters as a reader counts them: extended grapheme clusters of the NFC form.
PACELANE_API std::size_t character_count(std::string_view text);
/// The columns that a terminal gives to a text: wide characters (CJK, emoji) take two, marks none.
PACELANE_API std::size_t column_count(std::string_view text);
/// How many bytes of a text take at most `columns`, at least its first character; between two characters.
PACELANE_API std::size_t bytes_in_columns(std::string_view text, std::size_t columns);
/// At most `columns` of a text's columns, cut between two characters; the last is "…" when some are left out.
PACELANE_API std::string cut_to_columns(std::string_view text, std::size_t columns);
/// The length of a text as a platform counts it.
PACELANE_API std::size_t platform_length(std::string_view text, const LengthLimit& limit);
/// What lies before a fold after so many lines of so many characters; an empty line is one. All of it when it
/// is shorter.
PACELANE_API std::string_view before_fold(std::string_view text, std::size_t lines, std::size_t width);
/// A text against the limit of the form that leaves it the least room.
struct Length {
    std::size_t characters = 0;  ///< as the platform of `limit` counts
    LengthLimit limit;
    bool fits() const { return characters <= limit.most; }
};
PACELANE_API Length length_in(const ContentForm& form, std::string_view text);
/// NFC form; invalid UTF-8 bytes become U+FFFD; control characters other than \n and \t are dropped.
PACELANE_API std::string normalize(std::string_view text);
/// Lower case by Unicode's simple case folding, without diacritics if asked.
PACELANE_API std::string fold(std::string_view text, bool strip_diacritics = false);
/// The first letter of the text in upper case, the rest as it is.
PACELANE_API std::string capitalize(std::string_view text);
/// "Coisas que aprendi!" → "coisas-que-aprendi": lower-case ASCII letters, digits and single hyphens, at most
/// `max_length` bytes.
PACELANE_API std::string slug(std::string_view text, std::size_t max_length = 80);

}  // namespace pacelane::language
