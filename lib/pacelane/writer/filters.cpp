#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/writer/detail/filters.h>
#include <regex>

namespace pacelane::writer::detail {

namespace {

using namespace std::string_view_literals;

// Bytes above ASCII belong to letters here: all texts are UTF-8.
bool is_word_byte(char c) {
    const auto u = static_cast<unsigned char>(c);
    return u >= 0x80 || std::isalnum(u) != 0;
}

bool contains_word(std::string_view text, std::string_view word) {
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; ++at) {
        const std::size_t end = at + word.size();
        const bool starts = at == 0 || !is_word_byte(text[at - 1]) || !is_word_byte(word.front());
        const bool ends = end == text.size() || !is_word_byte(text[end]) || !is_word_byte(word.back());
        if (starts && ends) return true;
    }
    return false;
}

bool starts_with_any(std::string_view folded, std::span<const std::string_view> openings) {
    return std::any_of(openings.begin(), openings.end(), [&](std::string_view opening) {
        return folded.starts_with(opening) &&
               (folded.size() == opening.size() || !is_word_byte(folded[opening.size()]) ||
                !is_word_byte(opening.back()));
    });
}

bool matches(std::string_view text, const std::regex& pattern) {
    // Longer texts are never printed, and std::regex recurses on its input.
    if (text.size() > 2000) text = text.substr(0, 2000);
    return std::regex_search(text.begin(), text.end(), pattern);
}

bool balanced(std::string_view text) {
    const auto count = [&](std::string_view mark) {
        std::size_t n = 0;
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; at += mark.size())
            ++n;
        return n;
    };
    return count("(") == count(")") && count("[") == count("]") && count("\"") % 2 == 0 &&
           count("“") == count("”") && count("«") == count("»") && count("`") % 2 == 0;
}

}  // namespace

bool contains_any(std::string_view text, std::span<const std::string_view> phrases) {
    const std::string folded = language::fold(text);
    return std::any_of(phrases.begin(), phrases.end(),
                       [&](std::string_view phrase) { return contains_word(folded, phrase); });
}

bool has_private_reference(std::string_view text) {
    static const std::regex address(
        R"((https?://|www\.|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]|(^|[^A-Za-z])[A-Za-z0-9-]+\.(com|org|net|io|dev|br)(/|$|[^A-Za-z0-9])))");
    static const std::regex telephone(
        R"(\+\d[\d ().-]{7,}|\(\d{2,3}\) ?\d{3,5}[- ]?\d{4}|(^|\D)\d{3}[-. ]\d{3}[-. ]\d{4}(\D|$)|(^|\D)\d{4,5}-\d{4}(\D|$))");
    static const std::regex ticket(
        R"((^|[^A-Za-z0-9])([A-Z][A-Z0-9]{1,9})-(\d{1,6})([^0-9]|$)|(^|[\s(])#\d{2,})");
    if (matches(text, address) || matches(text, telephone)) return true;
    static constexpr std::array standards{"UTF"sv, "SHA"sv, "ISO"sv,   "GPT"sv, "RFC"sv, "AES"sv, "HTTP"sv,
                                          "MD"sv,  "PEP"sv, "COVID"sv, "TLS"sv, "IPV"sv, "H"sv,   "B2"sv};
    const std::string bounded(text.substr(0, 2000));
    for (std::sregex_iterator it(bounded.begin(), bounded.end(), ticket), end; it != end; ++it) {
        const std::string prefix = (*it)[2];
        if (prefix.empty() || std::find(standards.begin(), standards.end(), prefix) == standards.end())
            return true;
    }
    return false;
}

bool is_working_note(std::string_view text, Language) {
    static constexpr std::array marks{"->"sv, "=>"sv,  "→"sv,   "←"sv,   "⇒"sv,   "??"sv, "[["sv,
                                      "]]"sv, "{{"sv,  " | "sv, "[ ]"sv, "[x]"sv, "…?"sv, "<"sv,
                                      "::"sv, "!!!"sv, " ~"sv,  " = "sv, "["sv};
    for (const auto mark : marks)
        if (text.find(mark) != std::string_view::npos) return true;
    static constexpr std::array phrases{"todo"sv,
                                        "fixme"sv,
                                        "tbd"sv,
                                        "tbc"sv,
                                        "xxx"sv,
                                        "wip"sv,
                                        "see below"sv,
                                        "see above"sv,
                                        "as above"sv,
                                        "below"sv,
                                        "above:"sv,
                                        "figure"sv,
                                        "screenshot"sv,
                                        "see the table"sv,
                                        "the table"sv,
                                        "this table"sv,
                                        "see also"sv,
                                        "see our"sv,
                                        "see my"sv,
                                        "veja o"sv,
                                        "veja a"sv,
                                        "see attached"sv,
                                        "attached is"sv,
                                        "attached are"sv,
                                        "attached:"sv,
                                        "veja abaixo"sv,
                                        "veja acima"sv,
                                        "ver abaixo"sv,
                                        "ver acima"sv,
                                        "abaixo:"sv,
                                        "conforme acima"sv,
                                        "figura"sv,
                                        "tabela"sv,
                                        "em anexo"sv,
                                        "a definir"sv,
                                        "a confirmar"sv,
                                        "captura de tela"sv,
                                        "note to self"sv,
                                        "nota mental"sv,
                                        "lembrar de"sv,
                                        "remember to"sv,
                                        "need to check"sv,
                                        "check with"sv,
                                        "ver com"sv,
                                        "preciso ver"sv,
                                        "not sure if"sv};
    // "below" and "figure" also have plain uses; only pointers are working notes.
    static const std::regex pointer(
        R"(\b(see|shown|listed|in) (the )?(figure|screenshot|below|above)|figure \d|below:|(na|veja a|ver a) (figura|tabela))",
        std::regex::icase);
    static constexpr std::array plain{"below"sv, "figure"sv, "figura"sv, "tabela"sv, "the table"sv, "todo"sv};
    const std::string folded = language::fold(text);
    for (const auto phrase : phrases) {
        if (std::find(plain.begin(), plain.end(), phrase) != plain.end()) continue;
        if (contains_word(folded, phrase)) return true;
    }
    // Portuguese "todo" is a word; the mark is in capitals or before a colon.
    if (contains_word(text, "TODO") || folded.starts_with("todo:")) return true;
    // "Option C", "step 4": the letter or number of something that is shown elsewhere.
    static const std::regex numbered(
        R"(\b([Oo]ption|[Oo]pção|[Aa]lternativ[ea]|[Ss]tep|[Pp]asso|[Ii]tem|[Ss]ection|[Ss]eção) ([A-Z]|\d)\b)");
    return matches(text, pointer) || matches(text, numbered) || !balanced(text);
}

bool is_tied_to_a_day(std::string_view text, Language language, bool written) {
    static constexpr std::array english{
        "today"sv,          "tomorrow"sv,    "yesterday"sv,    "tonight"sv,        "this morning"sv,
        "this afternoon"sv, "this week"sv,   "next week"sv,    "last week"sv,      "next month"sv,
        "this month"sv,     "next monday"sv, "next tuesday"sv, "next wednesday"sv, "next thursday"sv,
        "next friday"sv,    "last friday"sv, "last monday"sv,  "by monday"sv,      "by tuesday"sv,
        "by wednesday"sv,   "by thursday"sv, "by friday"sv,    "right now"sv};
    static constexpr std::array portuguese{
        "hoje"sv,           "amanhã"sv,         "ontem"sv,           "esta semana"sv,
        "essa semana"sv,    "semana que vem"sv, "semana passada"sv,  "próxima semana"sv,
        "mês que vem"sv,    "próximo mês"sv,    "segunda que vem"sv, "sexta que vem"sv,
        "agora há pouco"sv, "até sexta"sv,      "até segunda"sv,     "até quinta"sv};
    if (written) {
        // A rule may say "tomorrow"; what happens tomorrow may not.
        if (text.find('?') != std::string_view::npos || text.find('"') != std::string_view::npos)
            return false;
        const std::span<const std::string_view> all =
            language == Language::english ? std::span<const std::string_view>(english) : portuguese;
        return std::any_of(all.begin(), all.end(), [&](std::string_view phrase) {
            const bool any_day = phrase == "today" || phrase == "hoje" || phrase == "right now";
            // "last week's forecast" is a kind of forecast.
            const bool owns = text.find(std::string(phrase) + "'s") != std::string_view::npos ||
                              text.find(std::string(phrase) + "’s") != std::string_view::npos;
            return !any_day && !owns && contains_any(text, std::array{phrase});
        });
    }
    return language == Language::english ? contains_any(text, english) : contains_any(text, portuguese);
}

std::string without_day(std::string_view text) {
    static constexpr std::array days{"Today"sv, "Yesterday"sv, "This morning"sv,  "This afternoon"sv,
                                     "Hoje"sv,  "Ontem"sv,     "Hoje de manhã"sv, "Hoje cedo"sv};
    for (const auto day : days) {
        if (!text.starts_with(day)) continue;
        const auto rest = trim(text.substr(day.size()));
        const bool comma = rest.starts_with(",");
        if (rest.size() == text.size() - day.size() && !comma) continue;  // "Today's"
        // "Today is …" has the day for its subject.
        static constexpr std::array verbs{"is "sv, "was "sv, "we’re "sv, "é "sv, "foi "sv, "marks "sv};
        if (std::any_of(verbs.begin(), verbs.end(), [&](auto verb) { return rest.starts_with(verb); }))
            continue;
        return language::capitalize(trim(comma ? rest.substr(1) : rest));
    }
    return std::string(text);
}

bool needs_before(std::string_view text, Language language) {
    static constexpr std::array english{"it"sv,   "its"sv,   "them"sv,  "they"sv, "their"sv,
                                        "he"sv,   "she"sv,   "him"sv,   "her"sv,  "his"sv,
                                        "this"sv, "these"sv, "those"sv, "it's"sv, "they're"sv};
    static constexpr std::array portuguese{"ele"sv,   "ela"sv,  "eles"sv, "elas"sv,  "dele"sv,
                                           "dela"sv,  "nele"sv, "nela"sv, "isso"sv,  "disso"sv,
                                           "nisso"sv, "esse"sv, "essa"sv, "desse"sv, "dessa"sv};
    return language == Language::english ? contains_any(text, english) : contains_any(text, portuguese);
}

bool is_small_talk(std::string_view text, Language language) {
    static constexpr std::array english{"i'll"sv,          "i will"sv,      "i'm going to"sv,
                                        "i am going to"sv, "let me"sv,      "let's"sv,
                                        "can you"sv,       "could you"sv,   "will you"sv,
                                        "would you"sv,     "do you"sv,      "did you"sv,
                                        "thank you"sv,     "thanks"sv,      "you said"sv,
                                        "you mentioned"sv, "you were"sv,    "you're right"sv,
                                        "as you"sv,        "recording"sv,   "share my screen"sv,
                                        "on mute"sv,       "sounds good"sv, "good point"sv,
                                        "good question"sv, "fair point"sv,  "right?"sv,
                                        "remember?"sv,     "you guys"sv,    "next item"sv,
                                        "move on"sv,       "let us"sv,      "we'll see"sv,
                                        "hear me"sv,       "i agree"sv,     "i want to steal"sv};
    static constexpr std::array portuguese{"eu vou"sv,
                                           "vou"sv,
                                           "vocês"sv,
                                           "vamos ver"sv,
                                           "obrigado"sv,
                                           "obrigada"sv,
                                           "lembra?"sv,
                                           "sabe?"sv,
                                           "né?"sv,
                                           "você pode"sv,
                                           "você consegue"sv,
                                           "você falou"sv,
                                           "você disse"sv,
                                           "gravação"sv,
                                           "gravando"sv,
                                           "gente,"sv,
                                           "pessoal,"sv,
                                           "boa pergunta"sv,
                                           "bom ponto"sv,
                                           "concordo"sv,
                                           "beleza"sv,
                                           "fechado"sv,
                                           "pode roubar"sv,
                                           "roubar"sv,
                                           "próximo assunto"sv,
                                           "quero ver isso"sv,
                                           "minha proposta"sv,
                                           "o assunto de hoje"sv,
                                           "eu colocaria"sv};
    const std::string folded = language::fold(text);
    const auto in = [&](auto&& phrases) {
        return std::any_of(phrases.begin(), phrases.end(),
                           [&](std::string_view phrase) { return contains_word(folded, phrase); });
    };
    return language == Language::english ? in(english) : in(portuguese);
}

bool is_front_line(std::string_view text, Language) {
    static constexpr std::array labels{"date:"sv,
                                       "attendees:"sv,
                                       "present:"sv,
                                       "participants:"sv,
                                       "location:"sv,
                                       "time:"sv,
                                       "author:"sv,
                                       "tags:"sv,
                                       "status:"sv,
                                       "notes by"sv,
                                       "note from"sv,
                                       "notes from"sv,
                                       "note of"sv,
                                       "last updated"sv,
                                       "next meeting"sv,
                                       "apologies"sv,
                                       "minutes by"sv,
                                       "scribe:"sv,
                                       "data:"sv,
                                       "presentes:"sv,
                                       "participantes:"sv,
                                       "local:"sv,
                                       "horário:"sv,
                                       "autor:"sv,
                                       "quem anotou"sv,
                                       "nota de"sv,
                                       "notas de"sv,
                                       "anotações de"sv,
                                       "próxima reunião"sv,
                                       "todo:"sv,
                                       "falta:"sv,
                                       "idea:"sv,
                                       "ideia:"sv,
                                       "dúvida:"sv,
                                       "dúvida honesta:"sv,
                                       "ps:"sv,
                                       "p.s."sv,
                                       "obs:"sv,
                                       "obs.:"sv,
                                       "aside:"sv,
                                       "question:"sv,
                                       "pergunta:"sv,
                                       "next:"sv,
                                       "action:"sv,
                                       "ação:"sv,
                                       "link:"sv,
                                       "links:"sv,
                                       "fonte:"sv,
                                       "source:"sv,
                                       "see the"sv};
    // "Written on the train, 4 May", but not "Written reviews take longer".
    static constexpr std::array stamps{"written"sv,    "drafted"sv, "draft"sv,   "updated"sv,
                                       "recorded"sv,   "escrito"sv, "escrita"sv, "atualizado"sv,
                                       "atualizada"sv, "rascunho"sv};
    static constexpr std::array after{"by"sv,    "on"sv,   "in"sv,   "at"sv,    "for"sv, "from"sv,
                                      "after"sv, "de"sv,   "em"sv,   "no"sv,    "na"sv,  "por"sv,
                                      "para"sv,  "pelo"sv, "pela"sv, "depois"sv};
    const std::string folded = language::fold(trim(text));
    if (starts_with_any(folded, labels)) return true;
    for (const auto stamp : stamps) {
        if (!folded.starts_with(stamp)) continue;
        const auto rest = std::string_view(folded).substr(stamp.size());
        if (rest.empty() ||
            (rest.front() != ' ' && std::isalpha(static_cast<unsigned char>(rest.front())) == 0))
            return true;
        const auto next = rest.front() == ' ' ? rest.substr(1) : std::string_view();
        const auto word = next.substr(0, next.find_first_of(" ,.:"));
        if (!word.empty() && (std::isdigit(static_cast<unsigned char>(word.front())) != 0 ||
                              std::find(after.begin(), after.end(), word) != after.end()))
            return true;
    }
    return false;
}

bool is_reply(std::string_view text, Language language) {
    static constexpr std::array english{"exactly"sv,
                                        "yes"sv,
                                        "yeah"sv,
                                        "yep"sv,
                                        "no,"sv,
                                        "right"sv,
                                        "okay"sv,
                                        "ok"sv,
                                        "sure"sv,
                                        "true"sv,
                                        "agreed"sv,
                                        "fine"sv,
                                        "good"sv,
                                        "great"sv,
                                        "well"sv,
                                        "because"sv,
                                        "which"sv,
                                        "you"sv,
                                        "maybe"sv,
                                        "and"sv,
                                        "or"sv,
                                        "what"sv,
                                        "somebody deploys"sv};
    static constexpr std::array portuguese{
        "exato"sv, "exatamente"sv, "isso"sv,       "sim"sv, "não,"sv, "verdade"sv, "certo"sv, "perfeito"sv,
        "tá"sv,    "ok"sv,         "claro"sv,      "boa"sv, "pois"sv, "porque"sv,  "você"sv,  "talvez"sv,
        "e"sv,     "ou"sv,         "quer dizer"sv, "é,"sv,  "é o"sv,  "é a"sv};
    static constexpr std::array aside{"what was it"sv,    "i said"sv,     "as i said"sv, "like i said"sv,
                                      "how do you say"sv, "como é que"sv, "sei lá"sv,    "eu falei"sv,
                                      "eu disse"sv,       "caramba"sv};
    const std::string folded = language::fold(trim(text));
    const bool opens = language == Language::english ? starts_with_any(folded, english)
                                                     : starts_with_any(folded, portuguese);
    return opens || contains_any(folded, aside);
}

bool points_back(std::string_view text, Language language) {
    static constexpr std::array english{
        "this"sv,         "these"sv,        "those"sv,        "at that"sv,     "in that"sv,
        "on that"sv,      "of that"sv,      "by that"sv,      "for that"sv,    "from that"sv,
        "with that"sv,    "that day"sv,     "that week"sv,    "of them"sv,     "both"sv,
        "the two"sv,      "both things"sv,  "the same day"sv, "as well"sv,     "the other two"sv,
        "of the two"sv,   "of the three"sv, "of the four"sv,  "of the five"sv, "of the six"sv,
        "of the seven"sv, "of the eight"sv, "of the nine"sv,  "of the ten"sv,  "one such"sv,
        "such a"sv,       "such an"sv};
    static constexpr std::array portuguese{
        "isso"sv,      "disso"sv,     "nisso"sv,    "aquilo"sv,   "esse"sv,       "essa"sv,
        "esses"sv,     "essas"sv,     "desse"sv,    "dessa"sv,    "desses"sv,     "dessas"sv,
        "nesse"sv,     "nessa"sv,     "aquele"sv,   "aquela"sv,   "naquele"sv,    "naquela"sv,
        "daquele"sv,   "daquela"sv,   "delas"sv,    "deles"sv,    "as duas"sv,    "os dois"sv,
        "ambos"sv,     "ambas"sv,     "dos três"sv, "das três"sv, "dos quatro"sv, "das quatro"sv,
        "dos cinco"sv, "das cinco"sv, "dos seis"sv, "das seis"sv};
    return language == Language::english ? contains_any(text, english) : contains_any(text, portuguese);
}

bool is_decision(std::string_view text, Language) {
    static constexpr std::array openings{"we decided"sv,    "we have decided"sv,  "we agreed"sv,
                                         "decided to"sv,    "agreed to"sv,        "it was decided"sv,
                                         "it was agreed"sv, "the team decided"sv, "the team agreed"sv,
                                         "decidimos"sv,     "ficou decidido"sv,   "ficou combinado"sv,
                                         "combinamos"sv,    "foi decidido"sv,     "o time decidiu"sv};
    text = trim(text);
    return language::label_kind(label_of(text)) == language::LabelKind::decision ||
           starts_with_any(language::fold(text), openings);
}

bool has_clock_time(std::string_view text) {
    const auto digit = [&](std::size_t at) {
        return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    for (auto at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1))
        if (at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2) && !digit(at + 3)) return true;
    return false;
}

bool leans_back(std::string_view text, Language language) {
    static constexpr std::array english{
        "the one"sv,      "the ones"sv, "the other"sv, "the others"sv,  "the latter"sv,  "the former"sv,
        "of the"sv,       "of those"sv, "of these"sv,  "both"sv,        "neither"sv,     "either"sv,
        "same"sv,         "the same"sv, "another"sv,   "two of"sv,      "one of them"sv, "one was"sv,
        "one of those"sv, "the old"sv,  "the new"sv,   "the previous"sv};
    static constexpr std::array portuguese{
        "o de"sv,      "a de"sv,      "os de"sv,      "as de"sv,       "o outro"sv,  "a outra"sv,
        "os outros"sv, "as outras"sv, "dos dois"sv,   "das duas"sv,    "dos três"sv, "das três"sv,
        "ambos"sv,     "ambas"sv,     "nenhum dos"sv, "nenhuma das"sv, "só dois"sv,  "só duas"sv,
        "só um"sv,     "só uma"sv,    "uns"sv,        "umas"sv,        "um deles"sv, "uma delas"sv,
        "outro"sv,     "outra"sv};
    const std::string folded = language::fold(text);
    return language == Language::english ? starts_with_any(folded, english)
                                         : starts_with_any(folded, portuguese);
}

bool mentions(std::string_view text, std::span<const std::string> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return contains_word(text, name); });
}

std::string_view label_of(std::string_view text) {
    const auto colon = text.find(": ");
    if (colon == std::string_view::npos || colon == 0 || colon > 40) return {};
    const auto label = text.substr(0, colon);
    if (std::count(label.begin(), label.end(), ' ') > 2) return {};
    for (const char c : label)
        if (!is_word_byte(c) && c != ' ' && c != '.' && c != '-') return {};
    return label;
}

std::string collapse_space(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!space)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    return out;
}

}  // namespace pacelane::writer::detail
