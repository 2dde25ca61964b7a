#include <pacelane/language/detail/stopwords.h>
#include <string_view>
#include <unordered_set>

namespace pacelane::language {

namespace {

using Words = std::unordered_set<std::string_view>;

const Words& english() {
    static const Words all = {
        "a",          "about",    "above",      "across",     "after",    "again",    "against",   "all",
        "almost",     "along",    "already",    "also",       "although", "always",   "am",        "among",
        "an",         "and",      "another",    "any",        "anybody",  "anyone",   "anything",  "anyway",
        "are",        "around",   "as",         "at",         "away",     "be",       "because",   "been",
        "before",     "being",    "below",      "between",    "both",     "but",      "by",        "can",
        "cannot",     "could",    "did",        "do",         "does",     "doing",    "done",      "down",
        "during",     "each",     "either",     "else",       "enough",   "even",     "ever",      "every",
        "everybody",  "everyone", "everything", "few",        "for",      "from",     "further",   "had",
        "has",        "have",     "having",     "he",         "her",      "here",     "hers",      "herself",
        "him",        "himself",  "his",        "how",        "however",  "i",        "if",        "in",
        "instead",    "into",     "is",         "it",         "its",      "itself",   "just",      "may",
        "maybe",      "me",       "might",      "mine",       "more",     "most",     "much",      "must",
        "my",         "myself",   "neither",    "never",      "no",       "nobody",   "none",      "nor",
        "not",        "nothing",  "now",        "of",         "off",      "often",    "on",        "once",
        "one",        "only",     "onto",       "or",         "other",    "others",   "our",       "ours",
        "ourselves",  "out",      "over",       "own",        "per",      "perhaps",  "quite",     "rather",
        "really",     "same",     "shall",      "she",        "should",   "since",    "so",        "some",
        "somebody",   "someone",  "something",  "still",      "such",     "than",     "that",      "the",
        "their",      "theirs",   "them",       "themselves", "then",     "there",    "therefore", "these",
        "they",       "this",     "those",      "though",     "through",  "thus",     "to",        "too",
        "toward",     "towards",  "under",      "until",      "up",       "upon",     "us",        "very",
        "via",        "was",      "we",         "well",       "were",     "what",     "whatever",  "when",
        "where",      "whether",  "which",      "while",      "who",      "whoever",  "whole",     "whom",
        "whose",      "why",      "will",       "with",       "within",   "without",  "would",     "yet",
        "you",        "your",     "yours",      "yourself",   "yes",      "yeah",     "okay",      "ok",
        "i'm",        "i've",     "i'll",       "i'd",        "you're",   "you've",   "you'll",    "you'd",
        "he's",       "he'd",     "he'll",      "she's",      "she'd",    "she'll",   "it's",      "it'd",
        "it'll",      "we're",    "we've",      "we'll",      "we'd",     "they're",  "they've",   "they'll",
        "they'd",     "that's",   "there's",    "here's",     "what's",   "who's",    "where's",   "how's",
        "let's",      "isn't",    "aren't",     "wasn't",     "weren't",  "hasn't",   "haven't",   "hadn't",
        "doesn't",    "don't",    "didn't",     "won't",      "wouldn't", "shan't",   "shouldn't", "can't",
        "couldn't",   "mustn't",  "um",         "uh",         "e.g",      "i.e",      "etc",       "vs",
        "got",        "get",      "gets",       "like",       "ain't",    "mightn't", "needn't",   "oughtn't",
        "daren't",    "there'd",  "there'll",   "that'd",     "that'll",  "who'd",    "who'll",    "who've",
        "should've",  "would've", "could've",   "might've",   "must've",  "why's",    "when's",    "y'all",
        "yourselves", "ought",    "except",     "beside",     "besides",  "despite",  "near",      "till",
        "unless",     "unlike",   "whereas",    "whichever",  "whomever", "whenever", "wherever",  "several",
        "somewhere",  "anywhere", "everywhere", "nowhere",    "amongst",  "amid",     "behind",    "beneath",
        "beyond"};
    return all;
}

const Words& portuguese() {
    static const Words all = {
        "a",        "à",        "agora",     "ainda",      "além",      "algo",     "algum",    "alguma",
        "algumas",  "alguns",   "ali",       "ambos",      "ante",      "antes",    "ao",       "aos",
        "apenas",   "após",     "aquela",    "aquelas",    "aquele",    "aqueles",  "aqui",     "aquilo",
        "as",       "às",       "assim",     "até",        "através",   "cada",     "com",      "como",
        "contra",   "contudo",  "cuja",      "cujo",       "da",        "daquela",  "daquele",  "das",
        "de",       "dela",     "delas",     "dele",       "deles",     "demais",   "depois",   "desde",
        "dessa",    "dessas",   "desse",     "desses",     "desta",     "deste",    "disso",    "disto",
        "do",       "dos",      "durante",   "e",          "é",         "ela",      "elas",     "ele",
        "eles",     "em",       "embora",    "enquanto",   "então",     "entre",    "era",      "eram",
        "essa",     "essas",    "esse",      "esses",      "esta",      "está",     "estamos",  "estão",
        "estar",    "estas",    "estava",    "estavam",    "este",      "estes",    "estou",    "eu",
        "fez",      "foi",      "fomos",     "for",        "fora",      "foram",    "fosse",    "fui",
        "há",       "havia",    "houve",     "isso",       "isto",      "já",       "lá",       "lhe",
        "lhes",     "logo",     "mais",      "mas",        "me",        "menos",    "mesma",    "mesmas",
        "mesmo",    "mesmos",   "meu",       "meus",       "mim",       "minha",    "minhas",   "muita",
        "muitas",   "muito",    "muitos",    "na",         "nada",      "não",      "nas",      "nem",
        "nenhum",   "nenhuma",  "nela",      "nele",       "nessa",     "nesse",    "nesta",    "neste",
        "ninguém",  "nisso",    "no",        "nos",        "nós",       "nossa",    "nossas",   "nosso",
        "nossos",   "num",      "numa",      "nunca",      "o",         "onde",     "os",       "ou",
        "outra",    "outras",   "outro",     "outros",     "para",      "pela",     "pelas",    "pelo",
        "pelos",    "per",      "perante",   "pois",       "por",       "porém",    "porque",   "pouco",
        "pra",      "pro",      "pras",      "pros",       "qual",      "quais",    "qualquer", "quando",
        "quanto",   "quantos",  "quantas",   "quase",      "que",       "quem",     "quê",      "se",
        "seja",     "sem",      "sempre",    "sendo",      "ser",       "será",     "seu",      "seus",
        "si",       "sido",     "sob",       "sobre",      "só",        "somos",    "são",      "sou",
        "sua",      "suas",     "tal",       "também",     "tampouco",  "tanta",    "tanto",    "tão",
        "te",       "tem",      "têm",       "temos",      "tenha",     "tenho",    "ter",      "teve",
        "tinha",    "tinham",   "toda",      "todas",      "todavia",   "todo",     "todos",    "tu",
        "tua",      "tudo",     "última",    "um",         "uma",       "umas",     "uns",      "vai",
        "vamos",    "vão",      "vez",       "você",       "vocês",     "vos",      "vou",      "tá",
        "né",       "aí",       "daí",       "sim",        "pode",      "podem",    "deve",     "devem",
        "fazer",    "faz",      "ficar",     "fica",       "ficou",     "gente",    "tipo",     "dá",
        "deu",      "ia",       "iam",       "ir",         "sei",       "sabe",     "acho",     "aonde",
        "àquela",   "àquelas",  "àquele",    "àqueles",    "àquilo",    "comigo",   "contigo",  "conosco",
        "consigo",  "convosco", "cujas",     "cujos",      "dum",       "duma",     "duns",     "dumas",
        "estive",   "esteve",   "estiveram", "estivemos",  "estivesse", "estiver",  "esteja",   "estejam",
        "estará",   "estarão",  "estaria",   "fossem",     "sejam",     "serão",    "seria",    "seriam",
        "éramos",   "tive",     "tivemos",   "tiveram",    "tivesse",   "tivessem", "tiver",    "teria",
        "teriam",   "terá",     "terão",     "tenham",     "nelas",     "neles",    "nessas",   "nesses",
        "nestas",   "nestes",   "nisto",     "naquela",    "naquelas",  "naquele",  "naqueles", "naquilo",
        "daquelas", "daqueles", "daquilo",   "destas",     "destes",    "nalgum",   "nalguma",  "quanta",
        "tantas",   "tantos",   "teu",       "teus",       "tuas",      "vosso",    "vossa",    "vossos",
        "vossas",   "vários",   "várias",    "entretanto", "portanto",  "senão",    "houver",   "haja",
        "hei",      "hão",      "haver",     "haverá",     "podia",     "podiam",   "poderia",  "pôde",
        "podemos",  "posso",    "devia",     "deveria",    "devemos",   "outrem",   "alguém",   "pouca",
        "poucas",   "poucos",   "quaisquer", "lo",         "la",        "los",      "las"};
    return all;
}

}  // namespace

bool is_stopword_folded(const std::string& folded, Language language) {
    const auto& words = language == Language::english ? english() : portuguese();
    if (folded.find("’") == std::string::npos) return words.contains(folded);
    // The lists have the straight apostrophe only.
    auto straight = folded;
    for (auto at = straight.find("’"); at != std::string::npos; at = straight.find("’", at))
        straight.replace(at, 3, "'");
    return words.contains(straight);
}

}  // namespace pacelane::language
