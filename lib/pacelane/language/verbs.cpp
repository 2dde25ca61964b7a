#include <pacelane/language/detail/verbs.h>
#include <string>
#include <unordered_set>

namespace pacelane::language {

namespace {

using WordTable = std::unordered_set<std::string_view>;

const WordTable& english_always() {
    static const WordTable all = {
        "is",       "are",       "was",      "were",    "am",       "be",        "been",       "has",
        "have",     "had",       "do",       "does",    "did",      "can",       "could",      "will",
        "would",    "shall",     "should",   "may",     "might",    "must",      "isn't",      "aren't",
        "wasn't",   "weren't",   "hasn't",   "haven't", "hadn't",   "don't",     "doesn't",    "didn't",
        "can't",    "cannot",    "couldn't", "won't",   "wouldn't", "shouldn't", "i'm",        "i've",
        "i'll",     "i'd",       "we're",    "we've",   "we'll",    "we'd",      "you're",     "you've",
        "you'll",   "it's",      "that's",   "there's", "they're",  "they've",   "they'll",    "he's",
        "she's",    "what's",    "who's",    "let's",   "isn’t",    "aren’t",    "wasn’t",     "weren’t",
        "hasn’t",   "haven’t",   "don’t",    "doesn’t", "didn’t",   "can’t",     "couldn’t",   "won’t",
        "wouldn’t", "shouldn’t", "i’m",      "i’ve",    "i’ll",     "i’d",       "we’re",      "we’ve",
        "we’ll",    "we’d",      "you’re",   "it’s",    "that’s",   "there’s",   "they’re",    "they’ve",
        "let’s",    "became",    "began",    "broke",   "brought",  "built",     "bought",     "came",
        "caught",   "chose",     "cost",     "cut",     "dealt",    "drew",      "drove",      "fell",
        "felt",     "found",     "forgot",   "gave",    "got",      "went",      "grew",       "heard",
        "held",     "hit",       "hurt",     "kept",    "knew",     "learnt",    "led",        "left",
        "let",      "lost",      "made",     "meant",   "met",      "paid",      "put",        "ran",
        "read",     "rose",      "said",     "sat",     "saw",      "sold",      "sent",       "set",
        "shook",    "shut",      "slept",    "spent",   "spoke",    "spread",    "stood",      "stuck",
        "struck",   "took",      "taught",   "told",    "thought",  "threw",     "understood", "woke",
        "won",      "wore",      "wrote",    "shipped", "stopped"};
    return all;
}

// Verbs whose base form or s-form is also a noun, or just a form like any other: verbs when a subject stands
// before.
const WordTable& english_base() {
    static const WordTable all = {
        "add",     "agree",     "allow",     "answer",   "appear",   "apply",     "ask",        "become",
        "begin",   "believe",   "break",     "bring",    "build",    "buy",       "call",       "care",
        "carry",   "catch",     "change",    "check",    "choose",   "close",     "come",       "compare",
        "cost",    "count",     "cover",     "create",   "cut",      "decide",    "delete",     "depend",
        "deploy",  "describe",  "die",       "drop",     "end",      "expect",    "explain",    "fail",
        "fall",    "feel",      "find",      "fix",      "follow",   "forget",    "get",        "give",
        "go",      "grow",      "happen",    "hate",     "hear",     "help",      "hide",       "hit",
        "hold",    "hope",      "hurt",      "keep",     "kill",     "know",      "last",       "lead",
        "learn",   "leave",     "let",       "lie",      "like",     "live",      "look",       "lose",
        "love",    "make",      "matter",    "mean",     "measure",  "meet",      "miss",       "move",
        "need",    "notice",    "offer",     "open",     "own",      "pay",       "play",       "point",
        "prefer",  "prove",     "pull",      "push",     "put",      "reach",     "read",       "remember",
        "remove",  "repeat",    "replace",   "return",   "roll",     "run",       "save",       "say",
        "see",     "seem",      "sell",      "send",     "serve",    "set",       "share",      "ship",
        "show",    "sit",       "sleep",     "solve",    "sound",    "speak",     "spend",      "stand",
        "start",   "stay",      "stop",      "suggest",  "take",     "talk",      "teach",      "tell",
        "test",    "think",     "throw",     "trust",    "try",      "turn",      "understand", "use",
        "wait",    "wake",      "walk",      "want",     "watch",    "win",       "wish",       "wonder",
        "work",    "write",     "accept",    "achieve",  "adapt",    "adopt",     "argue",      "arrive",
        "assume",  "attract",   "avoid",     "behave",   "belong",   "blame",     "borrow",     "burn",
        "cancel",  "collect",   "combine",   "complain", "confirm",  "confuse",   "connect",    "consider",
        "consist", "contain",   "convert",   "convince", "cry",      "defend",    "define",     "deliver",
        "deserve", "detect",    "determine", "develop",  "differ",   "disappear", "discover",   "discuss",
        "eat",     "encourage", "enjoy",     "ensure",   "enter",    "exist",     "expose",     "forgive",
        "guess",   "handle",    "ignore",    "imagine",  "improve",  "include",   "increase",   "insist",
        "install", "introduce", "invest",    "invite",   "involve",  "join",      "laugh",      "listen",
        "manage",  "mislead",   "multiply",  "obey",     "observe",  "occur",     "outperform", "override",
        "owe",     "predict",   "prepare",   "pretend",  "prevent",  "produce",   "protect",    "provide",
        "punish",  "react",     "realise",   "realize",  "receive",  "recognise", "recognize",  "recommend",
        "recover", "reduce",    "refuse",    "reject",   "rely",     "remain",    "repair",     "require",
        "resist",  "resolve",   "reveal",    "reward",   "ruin",     "scare",     "select",     "separate",
        "settle",  "slip",      "steal",     "stick",    "struggle", "succeed",   "suffer",     "survive",
        "tempt",   "tend",      "translate", "treat",    "vary",     "waste",     "weigh",      "worry"};
    return all;
}

const WordTable& portuguese_always() {
    static const WordTable all = {
        "é",         "são",       "foi",        "foram",    "era",       "eram",     "ser",       "será",
        "serão",     "seria",     "está",       "estão",    "estava",    "estavam",  "esteve",    "estamos",
        "estou",     "somos",     "sou",        "tem",      "têm",       "tinha",    "tinham",    "teve",
        "tiveram",   "temos",     "tenho",      "terá",     "teria",     "há",       "havia",     "houve",
        "haverá",    "vai",       "vão",        "vou",      "vamos",     "ia",       "iam",       "fui",
        "fomos",     "pode",      "podem",      "podia",    "podemos",   "posso",    "poderia",   "pôde",
        "deve",      "devem",     "devia",      "devemos",  "deveria",   "quer",     "querem",    "queria",
        "quero",     "queremos",  "quis",       "faz",      "fazem",     "fazia",    "fez",       "fizeram",
        "fizemos",   "faço",      "fazemos",    "diz",      "dizem",     "disse",    "disseram",  "dizia",
        "vem",       "vêm",       "veio",       "vieram",   "vinha",     "sabe",     "sabem",     "sabia",
        "sei",       "sabemos",   "soube",      "dá",       "dão",       "deu",      "deram",     "dava",
        "vê",        "veem",      "viu",        "viram",    "via",       "vimos",    "fica",      "ficam",
        "ficou",     "ficaram",   "ficava",     "põe",      "põem",      "pôs",      "traz",      "trazem",
        "trouxe",    "trouxeram", "cabe",       "coube",    "acha",      "acho",     "achamos",   "precisa",
        "precisam",  "preciso",   "precisamos", "parece",   "parecem",   "existe",   "existem",   "custa",
        "custam",    "mostra",    "mostram",    "muda",     "mudam",     "funciona", "funcionam", "começa",
        "começam",   "serve",     "servem",     "entra",    "entram",    "passa",    "passam",    "chega",
        "chegam",    "resolve",   "resolvem",   "usa",      "usam",      "perde",    "perdem",    "ganha",
        "ganham",    "recebe",    "recebem",    "responde", "respondem", "abre",     "abrem",     "leva",
        "levam",     "falta",     "faltam",     "volta",    "voltam",    "continua", "continuam", "vale",
        "valem",     "depende",   "dependem",   "ajuda",    "ajudam",    "aparece",  "aparecem",  "confirma",
        "confirmam", "avisa",     "avisam",     "mede",     "medem",     "olha",     "olham",     "decide",
        "decidem",   "liga",      "ligam",      "sobe",     "sobem",     "cai",      "caem",      "caiu",
        "caíram",    "significa", "esconde",    "escondem", "conta",     "contam",   "marca",     "marcam",
        "pergunta",  "perguntam", "pede",       "pedem",    "esquece",   "esquecem", "lembra",    "lembram",
        "cria",      "criam",     "vende",      "vendem",   "explica",   "explicam", "repete",    "repetem",
        "prende",    "prendem",   "cresce",     "crescem",  "escolhe",   "escolhem", "permite",   "permitem",
        "aumenta",   "aumentam",  "reduz",      "reduzem",  "produz",    "produzem", "exige",     "exigem"};
    return all;
}

const WordTable& verbal() {
    static const WordTable all = {
        // English
        "using", "used", "getting", "going", "making", "really", "very", "just", "also", "always", "never",
        "often", "quite", "still", "again", "already", "now", "today", "tomorrow", "yesterday", "currently",
        "actually", "basically", "probably", "maybe", "soon", "later", "early", "back", "away", "well",
        "better", "best", "worse", "worst", "good", "bad", "great", "new", "old", "same", "different", "next",
        "last", "first", "second", "third", "many", "much", "few", "several", "less", "more", "most", "other",
        "another", "whole", "enough", "even", "ever", "far", "long", "short", "big", "small", "own", "gone",
        "done", "seen", "taken", "given", "known", "written", "broken", "chosen", "come", "says", "goes",
        "became",
        // Portuguese
        "muito", "muita", "muitos", "muitas", "pouco", "pouca", "mais", "menos", "melhor", "pior", "maior",
        "menor", "novo", "nova", "novos", "novas", "bom", "boa", "grande", "primeiro", "primeira", "segundo",
        "segunda", "último", "última", "outro", "outra", "outros", "outras", "mesmo", "mesma", "todo", "toda",
        "todos", "todas", "cada", "hoje", "ontem", "amanhã", "agora", "sempre", "nunca", "ainda", "já",
        "também", "só", "apenas", "quase", "aqui", "ali", "lá", "antes", "depois", "fazer", "ter", "ser",
        "estar", "ir", "dar", "ficar", "dizer", "poder", "querer", "saber", "ver", "usar", "feito", "dito",
        "visto", "sendo", "tendo", "fazendo"};
    return all;
}

bool ends(std::string_view word, std::string_view suffix) {
    return word.size() > suffix.size() + 1 && word.ends_with(suffix);
}

bool english_inflected(std::string_view word) {
    if (english_base().contains(word)) return true;
    if (ends(word, "s") && english_base().contains(word.substr(0, word.size() - 1))) return true;
    if (ends(word, "es") && english_base().contains(word.substr(0, word.size() - 2))) return true;
    if (ends(word, "ies")) {
        const auto base = std::string(word.substr(0, word.size() - 3)) + "y";
        if (english_base().contains(base)) return true;
    }
    return false;
}

bool portuguese_ending(std::string_view word) {
    for (const auto suffix :
         {"ou",     "iu",    "aram", "eram", "iram", "emos", "amos", "imos", "ava",  "avam", "íamos",
          "ávamos", "ará",   "erá",  "irá",  "arão", "erão", "irão", "aria", "eria", "iria", "ariam",
          "eriam",  "iriam", "eceu", "ueu",  "deu",  "beu",  "veu",  "ceu",  "viu",  "diu",  "tiu",
          "riu",    "giu",   "niu",  "guiu", "asse", "esse", "isse", "ei"})
        if (ends(word, suffix) && word.size() >= 4) return true;
    return false;
}

}  // namespace

bool is_finite_verb(std::string_view folded, Language language, bool subject_before) {
    if (language == Language::portuguese)
        return portuguese_always().contains(folded) || portuguese_ending(folded);
    if (english_always().contains(folded)) return true;
    if (!subject_before) return false;
    return english_inflected(folded) || (ends(folded, "ed") && folded.size() > 3);
}

bool is_verbal(std::string_view folded, Language language) {
    if (verbal().contains(folded)) return true;
    if (language == Language::portuguese)
        return portuguese_always().contains(folded) || portuguese_ending(folded) || ends(folded, "ando") ||
               ends(folded, "endo") || ends(folded, "indo") || ends(folded, "mente");
    if (english_always().contains(folded)) return true;
    return ends(folded, "ly") || (ends(folded, "ed") && folded.size() > 4);
}

}  // namespace pacelane::language
