// Which sentences are whole, and which of them can open a paragraph.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/verbs.h>
#include <pacelane/language/language.h>
#include <string>
#include <unordered_set>
#include <vector>

namespace pacelane::language {

namespace {

using Words = std::unordered_set<std::string_view>;

// Opening words that lean on what was said before.
const Words& english_references() {
    static const Words all = {
        "this",        "that",      "it",         "they",         "he",           "she",      "these",
        "those",       "such",      "here",       "there",        "its",          "their",    "his",
        "her",         "them",      "it's",       "it’s",         "that's",       "that’s",   "they're",
        "they’re",     "there's",   "there’s",    "he's",         "she's",        "it'll",    "they'll",
        "however",     "but",       "and",        "so",           "also",         "then",     "instead",
        "otherwise",   "therefore", "thus",       "hence",        "both",         "neither",  "another",
        "which",       "or",        "yet",        "still",        "too",          "besides",  "moreover",
        "furthermore", "meanwhile", "afterwards", "consequently", "nevertheless", "likewise", "similarly",
        "conversely",  "either",    "same",       "because",      "plus",         "again",    "next",
        "finally",     "second",    "third",      "secondly",     "thirdly",      "else",     "anyway",
        "though",      "although",  "whereas"};
    return all;
}
const Words& portuguese_references() {
    static const Words all = {"isso",    "isto",    "aquilo",     "ele",       "ela",   "eles",   "elas",
                              "esse",    "essa",    "esses",      "essas",     "este",  "esta",   "estes",
                              "estas",   "aquele",  "aquela",     "mas",       "porém", "e",      "também",
                              "então",   "assim",   "depois",     "aí",        "ou",    "nem",    "portanto",
                              "logo",    "contudo", "entretanto", "todavia",   "ambos", "ambas",  "nenhum",
                              "nenhuma", "outro",   "outra",      "seu",       "sua",   "seus",   "suas",
                              "lá",      "ali",     "daí",        "disso",     "nisso", "dele",   "dela",
                              "deles",   "delas",   "nele",       "nela",      "nesse", "nessa",  "neste",
                              "nesta",   "desse",   "dessa",      "deste",     "desta", "porque", "pois",
                              "aliás",   "enfim",   "finalmente", "só",        "já",    "qual",   "tal",
                              "tais",    "mesmo",   "mesma",      "inclusive", "ainda"};
    return all;
}

// Longer openings of the same kind.
const std::vector<std::vector<std::string_view>>& english_openings() {
    static const std::vector<std::vector<std::string_view>> all = {
        {"as", "a", "result"}, {"in", "addition"}, {"for", "example"}, {"for", "instance"},
        {"in", "contrast"},    {"the", "second"},  {"the", "third"},   {"the", "latter"},
        {"the", "former"},     {"the", "other"},   {"the", "others"},  {"the", "same"},
        {"the", "rest"},       {"the", "first"},   {"at", "that"},     {"after", "that"},
        {"before", "that"},    {"because", "of"},  {"in", "that"},     {"on", "top"},
        {"of", "course"},      {"in", "fact"},     {"one", "of"},      {"none", "of"},
        {"some", "of"},        {"most", "of"},     {"all", "of"},      {"each", "of"},
        {"with", "that"},      {"with", "this"},   {"for", "this"},    {"for", "that"},
        {"in", "this"},        {"to", "this"},     {"by", "then"},     {"since", "then"},
        {"until", "then"},     {"in", "short"},    {"not", "only"},    {"the", "reason"}};
    return all;
}
const std::vector<std::vector<std::string_view>>& portuguese_openings() {
    static const std::vector<std::vector<std::string_view>> all = {
        {"por", "isso"},    {"além", "disso"},   {"por", "exemplo"}, {"o", "segundo"},    {"a", "segunda"},
        {"o", "outro"},     {"a", "outra"},      {"o", "primeiro"},  {"a", "primeira"},   {"o", "mesmo"},
        {"a", "mesma"},     {"com", "isso"},     {"para", "isso"},   {"apesar", "disso"}, {"depois", "disso"},
        {"antes", "disso"}, {"a", "partir"},     {"ou", "seja"},     {"em", "seguida"},   {"na", "verdade"},
        {"desde", "então"}, {"foi", "aí"},       {"o", "terceiro"},  {"a", "terceira"},   {"um", "deles"},
        {"uma", "delas"},   {"nenhum", "deles"}, {"os", "dois"},     {"as", "duas"},      {"é", "por"}};
    return all;
}

// Sentences that only point somewhere else.
const Words& pointers() {
    static const Words all = {"see", "todo", "fixme", "tbd",  "note", "nb",   "cf",
                              "ref", "veja", "ver",   "vide", "obs",  "nota", "click"};
    return all;
}

bool opens_with(const std::vector<Token>& tokens, const std::vector<std::string_view>& words) {
    if (tokens.size() < words.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (tokens[i].folded != words[i]) return false;
    return true;
}

bool has_verb(const std::vector<Token>& tokens, Language language) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        // A subject: any word before that is no function word, or a pronoun.
        bool subject = false;
        for (std::size_t j = 0; j < i && !subject; ++j) {
            const auto& word = tokens[j].folded;
            subject = !tokens[j].stopword || word == "i" || word == "we" || word == "you" || word == "they" ||
                      word == "it" || word == "he" || word == "she" || word == "who" || word == "that" ||
                      word == "nobody" || word == "everyone" || word == "everybody" || word == "someone" ||
                      word == "this" || word == "which";
        }
        if (is_finite_verb(tokens[i].folded, language, subject)) return true;
    }
    return false;
}

bool starts_whole(std::string_view text) {
    static constexpr std::string_view kOpeners[] = {"\"", "'", "“", "‘", "«", "(", "¿", "¡"};
    bool stripped = true;
    while (stripped) {
        stripped = false;
        for (const auto opener : kOpeners)
            if (text.starts_with(opener)) {
                text.remove_prefix(opener.size());
                stripped = true;
            }
    }
    if (text.empty()) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9');
    // Beyond ASCII: upper case when folding changes it.
    std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const auto letter = text.substr(0, std::min(length, text.size()));
    return fold(letter) != letter;
}

bool ends_whole(std::string_view text) {
    static constexpr std::string_view kClosers[] = {"\"", "'", "”", "’", "»", ")", "]"};
    bool stripped = true;
    while (stripped) {
        stripped = false;
        for (const auto closer : kClosers)
            if (text.ends_with(closer)) {
                text.remove_suffix(closer.size());
                stripped = true;
            }
    }
    if (text.ends_with("..") || text.ends_with("…")) return false;
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
}

}  // namespace

bool is_complete(std::string_view sentence, Language language) {
    const auto text = trim(sentence);
    if (!starts_whole(text) || !ends_whole(text)) return false;
    const auto tokens = tokenize(text, language);
    if (tokens.size() < 4 || pointers().contains(tokens.front().folded)) return false;
    return has_verb(tokens, language);
}

bool stands_alone(std::string_view sentence, Language language) {
    const auto text = trim(sentence);
    if (!is_complete(text, language) || text.starts_with('(')) return false;
    const auto tokens = tokenize(text, language);
    const bool english = language == Language::english;
    if ((english ? english_references() : portuguese_references()).contains(tokens.front().folded))
        return false;
    for (const auto& opening : english ? english_openings() : portuguese_openings())
        if (opens_with(tokens, opening)) return false;
    return true;
}

}  // namespace pacelane::language
