#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/strength.h>

namespace pacelane::writer::detail {

namespace {

using namespace std::string_view_literals;
using Tokens = std::vector<language::Token>;

template <std::size_t N>
int count(const Tokens& tokens, const std::array<std::string_view, N>& words) {
    return static_cast<int>(std::count_if(tokens.begin(), tokens.end(), [&](const language::Token& token) {
        return std::find(words.begin(), words.end(), token.folded) != words.end();
    }));
}

template <std::size_t N>
bool opens_with(const Tokens& tokens, const std::array<std::string_view, N>& words) {
    return !tokens.empty() && std::find(words.begin(), words.end(), tokens.front().folded) != words.end();
}

int contrasts(const Tokens& tokens, Language language) {
    static constexpr std::array english{
        "not"sv,     "but"sv,    "instead"sv, "than"sv,   "without"sv, "never"sv, "nobody"sv,
        "only"sv,    "until"sv,  "despite"sv, "didn't"sv, "doesn't"sv, "don't"sv, "wasn't"sv,
        "isn't"sv,   "rather"sv, "stopped"sv, "no"sv,     "nothing"sv, "fewer"sv, "fell"sv,
        "dropped"sv, "cut"sv,    "half"sv,    "twice"sv,  "went"sv};
    static constexpr std::array portuguese{
        "não"sv,   "mas"sv,    "sem"sv,    "nunca"sv,   "ninguém"sv, "só"sv,     "antes"sv,
        "mais"sv,  "menos"sv,  "nenhum"sv, "nenhuma"sv, "nem"sv,     "apenas"sv, "caiu"sv,
        "subiu"sv, "metade"sv, "dobro"sv,  "caíram"sv,  "parou"sv,   "deixou"sv, "vez"sv};
    return language == Language::english ? count(tokens, english) : count(tokens, portuguese);
}

int lessons(const Tokens& tokens, Language language) {
    static constexpr std::array english{
        "learned"sv, "learnt"sv, "lesson"sv, "mistake"sv, "wrong"sv,  "should"sv, "surprised"sv, "surprise"sv,
        "because"sv, "cost"sv,   "costs"sv,  "matters"sv, "matter"sv, "turns"sv,  "turned"sv,    "really"sv,
        "easier"sv,  "harder"sv, "better"sv, "best"sv,    "worst"sv,  "trust"sv,  "failed"sv,    "useful"sv};
    static constexpr std::array portuguese{
        "aprendi"sv,   "aprendemos"sv,  "erro"sv,    "errado"sv, "errada"sv, "deveria"sv,
        "porque"sv,    "custa"sv,       "custava"sv, "melhor"sv, "pior"sv,   "importa"sv,
        "descobrir"sv, "descobrimos"sv, "ensinou"sv, "útil"sv,   "razão"sv,  "vale"sv};
    return language == Language::english ? count(tokens, english) : count(tokens, portuguese);
}

int generalities(const Tokens& tokens, Language language) {
    static constexpr std::array english{"never"sv,    "always"sv, "every"sv, "nobody"sv,  "everybody"sv,
                                        "everyone"sv, "anyone"sv, "who"sv,   "whoever"sv, "is"sv,
                                        "are"sv,      "you"sv,    "when"sv,  "means"sv};
    static constexpr std::array portuguese{"nunca"sv, "sempre"sv,   "todo"sv,    "toda"sv, "ninguém"sv,
                                           "quem"sv,  "qualquer"sv, "é"sv,       "são"sv,  "quando"sv,
                                           "fica"sv,  "vai"sv,      "pretende"sv};
    return std::min(3, language == Language::english ? count(tokens, english) : count(tokens, portuguese));
}

bool opens_indefinitely(const Tokens& tokens, Language language) {
    static constexpr std::array english{"a"sv, "an"sv, "most"sv, "every"sv, "nobody"sv};
    static constexpr std::array portuguese{"um"sv, "uma"sv, "todo"sv, "toda"sv, "quem"sv, "ninguém"sv};
    return language == Language::english ? opens_with(tokens, english) : opens_with(tokens, portuguese);
}

double hedges(const Tokens& tokens, Language language) {
    static constexpr std::array english{"maybe"sv, "perhaps"sv,    "probably"sv, "think"sv,    "guess"sv,
                                        "might"sv, "apparently"sv, "somehow"sv,  "possibly"sv, "suspect"sv};
    static constexpr std::array portuguese{"talvez"sv,   "acho"sv,          "provavelmente"sv, "parece"sv,
                                           "suspeita"sv, "aparentemente"sv, "possivelmente"sv, "suspeito"sv};
    return language == Language::english ? count(tokens, english) : count(tokens, portuguese);
}

/// Words whose sense lies outside the sentence, or may.
double references(const Tokens& tokens, Language language) {
    static constexpr std::array english{
        "this"sv, "that"sv,   "these"sv, "those"sv, "it"sv,   "they"sv, "them"sv,   "their"sv,  "he"sv,
        "she"sv,  "his"sv,    "her"sv,   "him"sv,   "its"sv,  "both"sv, "former"sv, "latter"sv, "other"sv,
        "same"sv, "second"sv, "first"sv, "there"sv, "such"sv, "one"sv,  "ones"sv};
    static constexpr std::array portuguese{
        "isso"sv,  "isto"sv,  "esse"sv,  "essa"sv,  "este"sv,     "esta"sv,     "aquilo"sv,  "ele"sv,
        "ela"sv,   "eles"sv,  "elas"sv,  "dele"sv,  "dela"sv,     "nele"sv,     "nela"sv,    "ambos"sv,
        "mesma"sv, "mesmo"sv, "outro"sv, "outra"sv, "desse"sv,    "dessa"sv,    "deste"sv,   "desta"sv,
        "nesse"sv, "nessa"sv, "lá"sv,    "ali"sv,   "primeiro"sv, "primeira"sv, "segundo"sv, "segunda"sv};
    static constexpr std::array verb_first{
        "foi"sv,        "foram"sv, "era"sv,    "eram"sv,  "tem"sv,   "tinha"sv, "está"sv,
        "estava"sv,     "são"sv,   "fica"sv,   "ficou"sv, "virou"sv, "caiu"sv,  "subiu"sv,
        "usa"sv,        "usava"sv, "começa"sv, "gasta"sv, "ajuda"sv, "serve"sv, "funciona"sv,
        "funcionava"sv, "duas"sv,  "dois"sv,   "uns"sv,   "umas"sv};
    double n = language == Language::english ? count(tokens, english) : count(tokens, portuguese);
    if (language == Language::portuguese && opens_with(tokens, verb_first)) n += 2;
    return n;
}

bool has_percentage_or_change(std::string_view text) {
    return text.find('%') != std::string_view::npos || text.find(" to ") != std::string_view::npos ||
           text.find(" para ") != std::string_view::npos;
}

}  // namespace

double hook_strength(const DraftSentence& sentence, Language language, std::span<const std::string> names) {
    const auto tokens = language::tokenize(sentence.text, language);
    double score = 0;
    int numbers = 0;
    static constexpr std::array months{"january"sv,  "february"sv, "march"sv,     "april"sv,   "june"sv,
                                       "july"sv,     "august"sv,   "september"sv, "october"sv, "november"sv,
                                       "december"sv, "janeiro"sv,  "fevereiro"sv, "março"sv,   "abril"sv,
                                       "maio"sv,     "junho"sv,    "julho"sv,     "agosto"sv,  "setembro"sv,
                                       "outubro"sv,  "novembro"sv, "dezembro"sv};
    const auto month = [&](std::size_t i) {
        return i < tokens.size() && std::find(months.begin(), months.end(), tokens[i].folded) != months.end();
    };
    int dates = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].number) continue;
        ++numbers;
        // "until 17:41" counts nothing either.
        const auto end = tokens[i].end, begin = tokens[i].begin;
        const bool hour =
            tokens[i].folded.find(':') != std::string::npos ||
            (end + 1 < sentence.text.size() && sentence.text[end] == ':' && sentence.text[end + 1] != ' ') ||
            (begin > 1 && sentence.text[begin - 1] == ':');
        const bool dated = hour || month(i + 1) || (i > 0 && month(i - 1)) ||
                           (i + 2 < tokens.size() && tokens[i + 1].folded == "de" && month(i + 2));
        if (dated) ++dates;
    }
    if (numbers > dates) score += 1.2;
    if (numbers - dates >= 2 && has_percentage_or_change(sentence.text)) score += 0.8;
    if (numbers > 4) score -= 0.8;
    score -= 0.2 * dates;
    score += 0.6 * std::min(2, contrasts(tokens, language));
    score += 0.7 * std::min(2, lessons(tokens, language));
    if (opens_indefinitely(tokens, language)) score += 0.8 + 0.3 * generalities(tokens, language);
    static constexpr std::array us{"i"sv,   "we"sv,    "our"sv,   "my"sv,   "eu"sv,
                                   "nós"sv, "nossa"sv, "nosso"sv, "gente"sv};
    if (count(tokens, us) > 0) score += 0.4;
    if (sentence.characters >= 45 && sentence.characters <= 150) score += 0.8;
    if (sentence.characters < 30) score -= 0.8;
    if (sentence.characters > 170) score -= 0.5;
    const auto has = [&](std::string_view mark) { return sentence.text.find(mark) != std::string::npos; };
    if (has("(")) score -= 0.8;
    if (has("\"") || has("“")) score -= 0.5;
    if (has(";")) score -= 0.3;
    if (sentence.text.back() == '?') score -= 0.6;
    if (std::count(sentence.text.begin(), sentence.text.end(), ',') > 2) score -= 0.4;
    score -= 0.9 * std::min(2.0, hedges(tokens, language));
    score -= 0.5 * std::min(3.0, references(tokens, language));
    if (mentions(sentence.text, names)) score -= 0.8;
    if (is_tied_to_a_day(sentence.text, language)) score -= 0.8;
    // "After the launch, …" leans on a story that the reader has not heard yet.
    static constexpr std::array after{"after"sv,  "since"sv, "before"sv, "then"sv,    "during"sv,
                                      "depois"sv, "desde"sv, "antes"sv,  "durante"sv, "além"sv};
    if (opens_with(tokens, after)) score -= 0.8;
    return score;
}

double lesson_strength(const DraftSentence& sentence, Language language) {
    const auto tokens = language::tokenize(sentence.text, language);
    double score = 0.6 * generalities(tokens, language) + 0.7 * std::min(2, lessons(tokens, language)) +
                   0.4 * std::min(2, contrasts(tokens, language));
    if (opens_indefinitely(tokens, language)) score += 1.0;
    static constexpr std::array counts{"two"sv,   "three"sv, "four"sv,   "five"sv,  "six"sv,
                                       "seven"sv, "eight"sv, "nine"sv,   "ten"sv,   "dois"sv,
                                       "duas"sv,  "três"sv,  "quatro"sv, "cinco"sv, "seis"sv,
                                       "sete"sv,  "oito"sv,  "nove"sv,   "dez"sv};
    const bool numbers =
        count(tokens, counts) > 0 ||
        std::any_of(tokens.begin(), tokens.end(), [](const auto& token) { return token.number; });
    score += numbers ? -1.0 : 0.8;
    score -=
        0.9 * std::min(2.0, hedges(tokens, language)) + 0.4 * std::min(3.0, references(tokens, language));
    static constexpr std::array us{"i"sv, "we"sv, "eu"sv, "nós"sv};
    if (opens_with(tokens, us)) score -= 0.5;  // what was done, rather than what holds
    if (sentence.characters > 180) score -= 0.6;
    if (sentence.characters < 35) score -= 0.5;
    if (sentence.text.back() == '?' || sentence.text.find('(') != std::string::npos) score -= 1.0;
    return score;
}

std::vector<std::vector<std::string>> definite_opening(std::string_view text, Language language) {
    static constexpr std::array english{"the"sv, "both"sv};
    static constexpr std::array portuguese{"o"sv,   "a"sv,   "os"sv,   "as"sv,  "do"sv,  "da"sv,
                                           "dos"sv, "das"sv, "no"sv,   "na"sv,  "nos"sv, "nas"sv,
                                           "ao"sv,  "à"sv,   "pelo"sv, "pela"sv};
    const auto tokens = language::tokenize(text, language);
    const auto definite = [&](const language::Token& token) {
        const auto in = [&](const auto& words) {
            return std::find(words.begin(), words.end(), token.folded) != words.end();
        };
        return language == Language::english ? in(english) : in(portuguese);
    };
    std::vector<std::vector<std::string>> nouns;
    for (std::size_t i = 0; i < tokens.size() && i < 6; ++i) {
        if (!definite(tokens[i])) continue;
        // "the worst", "the only": there is but one.
        static constexpr std::array sole{"worst"sv, "best"sv,  "first"sv,  "last"sv,     "only"sv,
                                         "most"sv,  "least"sv, "melhor"sv, "pior"sv,     "único"sv,
                                         "única"sv, "maior"sv, "menor"sv,  "primeira"sv, "primeiro"sv};
        if (i + 1 < tokens.size() &&
            (std::find(sole.begin(), sole.end(), tokens[i + 1].folded) != sole.end() ||
             (language == Language::english && tokens[i + 1].folded.size() > 5 &&
              tokens[i + 1].folded.ends_with("est"))))
            continue;
        std::vector<std::string> stems;
        for (std::size_t j = i + 1; j < tokens.size() && j < i + 4 && stems.size() < 2; ++j) {
            if (tokens[j].stopword) break;
            // A name needs no introduction.
            const std::string_view written = text.substr(tokens[j].begin, tokens[j].end - tokens[j].begin);
            if (!tokens[j].number && written == language::capitalize(written)) break;
            if (!tokens[j].number) stems.push_back(tokens[j].stem);
        }
        if (!stems.empty()) nouns.push_back(std::move(stems));
    }
    return nouns;
}

}  // namespace pacelane::writer::detail
