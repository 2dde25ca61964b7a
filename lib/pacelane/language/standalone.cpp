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

using WordTable = std::unordered_set<std::string_view>;

// Opening words that lean on what was said before.
const WordTable& english_references() {
    static const WordTable all = {
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
        "though",      "although",  "whereas",    "now"};
    return all;
}
const WordTable& portuguese_references() {
    static const WordTable all = {
        "isso",   "isto",       "aquilo", "ele",      "ela",    "eles",    "elas",       "esse",
        "essa",   "esses",      "essas",  "este",     "esta",   "estes",   "estas",      "aquele",
        "aquela", "mas",        "porém",  "e",        "também", "então",   "assim",      "depois",
        "aí",     "ou",         "nem",    "portanto", "logo",   "contudo", "entretanto", "todavia",
        "ambos",  "ambas",      "nenhum", "nenhuma",  "outro",  "outra",   "seu",        "sua",
        "seus",   "suas",       "lá",     "ali",      "daí",    "disso",   "nisso",      "dele",
        "dela",   "deles",      "delas",  "nele",     "nela",   "nesse",   "nessa",      "neste",
        "nesta",  "desse",      "dessa",  "deste",    "desta",  "porque",  "pois",       "aliás",
        "enfim",  "finalmente", "só",     "já",       "qual",   "tal",     "tais",       "mesmo",
        "mesma",  "inclusive",  "ainda",  "agora"};
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
const WordTable& pointers() {
    static const WordTable all = {"see", "todo", "fixme", "tbd",  "note", "nb",   "cf",
                                  "ref", "veja", "ver",   "vide", "obs",  "nota", "click"};
    return all;
}

bool opens_with(const std::vector<Token>& tokens, const std::vector<std::string_view>& words) {
    if (tokens.size() < words.size()) return false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (tokens[i].folded != words[i]) return false;
    return true;
}

// WordTable that open a clause which is not the main one.
const WordTable& english_subordinators() {
    static const WordTable all = {"if",    "when",    "while", "unless",  "although", "though",
                                  "until", "because", "which", "who",     "where",    "whether",
                                  "that",  "before",  "after", "whereas", "whose"};
    return all;
}
const WordTable& portuguese_subordinators() {
    static const WordTable all = {"que", "quando", "enquanto", "embora", "porque",
                                  "se",  "onde",   "cujo",     "cuja",   "caso"};
    return all;
}

bool is_subject(const Token& token) {
    static const WordTable kPronouns = {"i",         "we",      "you",  "they",   "it",
                                        "he",        "she",     "who",  "nobody", "everyone",
                                        "everybody", "someone", "this", "which",  "that"};
    return !token.stopword || kPronouns.contains(token.folded);
}

/// For each word, whether it is a finite verb there.
std::vector<bool> finite_verbs(const std::vector<Token>& tokens, Language language) {
    static const WordTable kArticles = {"a",   "an",  "the", "every", "each",  "no",   "any",
                                        "our", "its", "my",  "your",  "their", "whose"};
    static const WordTable kObjects = {"us", "it", "them", "me", "you", "nothing", "everything", "people"};
    std::vector<bool> verbs(tokens.size());
    bool subject = false;  // any word before that is no function word, or a pronoun
    const bool english = language == Language::english;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& word = tokens[i].folded;
        // "a build", "the cut": nouns.
        const bool noun = english && i > 0 && kArticles.contains(tokens[i - 1].folded);
        verbs[i] = !noun && is_finite_verb(word, language, subject);
        // "lists every feature": before an article, the word in -s is no plural.
        if (english && !noun && subject && word.size() > 3 && word.ends_with('s') && !word.ends_with("ss") &&
            i + 1 < tokens.size() &&
            (kArticles.contains(tokens[i + 1].folded) || kObjects.contains(tokens[i + 1].folded)))
            verbs[i] = true;
        subject = subject || is_subject(tokens[i]);
    }
    return verbs;
}

/// Whether a finite verb stands outside "before checkout may join", "que ninguém abre" and the like. Where a
/// clause ends without a comma is a guess: the first verb near its opening is taken for its own.
bool has_main_verb(std::string_view text, const std::vector<Token>& tokens, Language language) {
    const auto verbs = finite_verbs(tokens, language);
    if (std::find(verbs.begin(), verbs.end(), true) == verbs.end()) return false;
    // A request ("Delete what nobody reads.") and a question have their verb first, or its clause.
    if (text.ends_with('?')) return true;
    if (language == Language::english && is_finite_verb(tokens.front().folded, language, true)) return true;
    const auto& subordinators =
        language == Language::english ? english_subordinators() : portuguese_subordinators();
    const auto comma_before = [&](std::size_t i) {
        const auto gap = text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end);
        return gap.find_first_of(",;:(") != std::string_view::npos ||
               gap.find("—") != std::string_view::npos || gap.find("–") != std::string_view::npos;
    };
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!subordinators.contains(tokens[i].folded)) {
            if (verbs[i]) return true;
            continue;
        }
        const auto& word = tokens[i].folded;
        const bool set_off = i > 0 && comma_before(i);
        if (i == 0 || set_off) {
            // "Before the outage, we …" has its own comma; the clause goes up to it.
            if (i == 0 &&
                (word == "that" || word == "before" || word == "after" || word == "until" || word == "que" ||
                 word == "who" || word == "which" || word == "onde" || word == "where" || word == "whether"))
                continue;
            std::size_t next = i + 1;
            while (next < tokens.size() && !comma_before(next))
                ++next;
            if (next < tokens.size()) {
                if (i == 0 && tokens.size() - next >= 3) return true;  // a main clause cannot but follow
                i = next - 1;
                continue;
            }
            if (set_off) return false;
        } else if (word == "before" || word == "after" || word == "until" || word == "se" ||
                   (word == "that" && tokens[i - 1].stopword) ||
                   (word == "que" && (tokens[i - 1].folded == "do" || tokens[i - 1].folded == "mais" ||
                                      tokens[i - 1].folded == "menos"))) {
            continue;  // "before" a noun, "that" of "about that day", "se" of "se paga"
        }
        int content = 0;
        for (std::size_t k = i + 1; k < tokens.size() && content < 2; ++k) {
            if (verbs[k]) {
                // "may have been": one verb.
                while (k + 1 < tokens.size() && verbs[k + 1])
                    ++k;
                i = k;
                break;
            }
            if (!tokens[k].stopword) ++content;
        }
    }
    return false;
}

bool is_past(std::string_view word, Language language) {
    static const WordTable kIrregular = {"ran",   "made",    "met",  "went", "got",  "took", "found",
                                         "built", "wrote",   "gave", "sent", "held", "told", "spoke",
                                         "began", "brought", "kept", "had",  "was",  "were", "did",
                                         "said",  "saw",     "won",  "lost"};
    if (language == Language::english)
        return kIrregular.contains(word) ||
               (word.size() > 4 && word.ends_with("ed") && !word.ends_with("eed"));
    static constexpr std::string_view kParticiples[] = {"ado", "ados", "ada", "adas",
                                                        "ido", "idos", "ida", "idas"};
    return word.size() > 5 && std::any_of(std::begin(kParticiples), std::end(kParticiples),
                                          [&](std::string_view ending) { return word.ends_with(ending); });
}

/// "Removed the checklist.", "Talked to five users.": noted down without who did it. "Automated tests catch
/// it." is not. "73 quarantined in six weeks." does not say of what.
bool is_telegraphic(const std::vector<Token>& tokens, std::string_view text, Language language) {
    if (tokens.size() < 2 || text.ends_with('?')) return false;
    if (tokens[0].number)
        return is_past(tokens[1].folded, language) &&
               (tokens.size() == 2 || tokens[2].stopword || tokens[2].number);
    if (language != Language::english || !is_past(tokens[0].folded, language)) return false;
    if (!tokens[1].stopword && !tokens[1].number) return false;
    // "Based on that, we …": the main clause comes after a comma.
    static const WordTable kSubjects = {"we", "i",   "the", "it",   "they", "a",
                                        "an", "our", "my",  "this", "you",  "nobody"};
    for (std::size_t i = 2; i < tokens.size(); ++i)
        if (text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end).starts_with(',') &&
            kSubjects.contains(tokens[i].folded))
            return false;
    return true;
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
    return has_main_verb(text, tokens, language);
}

bool stands_alone(std::string_view sentence, Language language) {
    const auto text = trim(sentence);
    if (!is_complete(text, language) || text.starts_with('(')) return false;
    const auto tokens = tokenize(text, language);
    if (is_telegraphic(tokens, text, language)) return false;
    const bool english = language == Language::english;
    if ((english ? english_references() : portuguese_references()).contains(tokens.front().folded))
        return false;
    for (const auto& opening : english ? english_openings() : portuguese_openings())
        if (opens_with(tokens, opening)) return false;
    return true;
}

}  // namespace pacelane::language
