#include "detail/decision_wordings.h"

#include "detail/commitments.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <string>

namespace pacelane::analysis::detail {

namespace {

// A wording is made of parts: who ("we", "the committee"), words that may stand between ("all", "then"), and
// what they did ("agreed").

const Phrases& groups() {
    static const Phrases phrases(
        "we|we all|we both|all those|those|group|the group|team|the team|committee|the committee|board|the "
        "board|council|the "
        "council|everyone|everybody|all|members|the members|all members|attendees|participants|all "
        "present|those present|working group|the working group|wg|the wg|directors|the "
        "directors|trustees|shareholders|the assembly|maintainers|the maintainers|the chairs|"
        "a gente|nos|o grupo|grupo|o time|time|a equipe|equipe|todos|todos os presentes|os presentes|os "
        "membros|o conselho|conselho|a diretoria|diretoria|a comissao|comissao|o comite|comite|a "
        "assembleia|assembleia|o plenario|plenario|o colegiado|colegiado|a camara|os "
        "participantes|o departamento|os conselheiros|a turma");
    return phrases;
}

const Phrases& after_group() {
    static const Phrases phrases(
        "present|in the meeting|in attendance|at the meeting|on the call|members|presentes|na reuniao");
    return phrases;
}

const Phrases& between() {
    static const Phrases phrases(
        "all|also|then|just|finally|have|has|unanimously|generally|provisionally|informally|eventually|"
        "therefore|now|both|tentatively|collectively|"
        "tambem|entao|todos|por unanimidade|unanimemente|finalmente|ja|por consenso|em "
        "conjunto|coletivamente");
    return phrases;
}

const Phrases& group_verbs() {
    static const Phrases phrases(
        "decided|agreed|approved|adopted|resolved|concluded|voted to|voted for|voted in favor|voted in "
        "favour|voted "
        "against|voted unanimously|chose to|chosen|chose|opted|settled on|ratified|endorsed|accepted|"
        "reached consensus|reached agreement|came to agreement|came to the conclusion|are going with|will go "
        "with|went with|are going to go with|"
        "decidiu|decidiram|decidimos|definiu|definiram|definimos|aprovou|aprovaram|aprovamos|deliberou|"
        "deliberaram|deliberamos|acordou|acordaram|acordamos|concordaram|concordamos|resolveu|resolveram|"
        "resolvemos|optou|optaram|optamos|escolheu|escolheram|escolhemos|estabeleceu|estabeleceram|"
        "estabelecemos|combinou|combinaram|combinamos|chegou ao consenso|chegou a um consenso|chegamos a um "
        "consenso|chegamos ao consenso|votou por|votaram por|votou pela|votaram pela|fechou com|"
        "fecharam com|vai com|rejeitou|rejeitaram|rejeitamos");
    return phrases;
}

// Whole wordings, in speech too.
const Phrases& spoken_wordings() {
    static const Phrases phrases(
        "we decided|we've decided|we agreed|we've agreed|it was decided|it was agreed|was agreed that|it's "
        "decided|it is decided|that's decided|it's agreed|"
        "let's go with|let us go with|we're going with|we are going with|we'll go with|we will go with|we "
        "are going to go with|we're going to go with|we went with|it's settled|it is settled|that's "
        "settled|that settles it|the "
        "decision is|the decision was|decision is to|so the decision|we settled on|we've settled on|we chose "
        "to|we've chosen|we have chosen|we have consensus|we've got consensus|that's consensus|we reached "
        "consensus|hearing no objections|seeing no objections|hearing no objection|i hear no objections|"
        "decidimos|ficou decidido|fica decidido|foi decidido|esta decidido|ta decidido|ficou acertado|ficou "
        "combinado|fica combinado|foi combinado|ficou definido|fica definido|foi definido|ficou acordado|foi "
        "acordado|combinamos que|combinamos de|combinamos|vamos com|fechamos com|fechamos em|fechamos "
        "que|batemos o martelo|definimos que|acordamos que|optamos por|a decisao e|a decisao foi");
    return phrases;
}

// What only a minute taker writes.
const Phrases& note_wordings() {
    static const Phrases phrases(
        "by general consent|by unanimous consent|by unanimous vote|by consensus|by lazy consensus|by "
        "acclamation|by majority vote|by voice vote|passed unanimously|carried unanimously|approved "
        "unanimously|unanimously approved|unanimously agreed|adopted unanimously|unanimously adopted|"
        "unanimous vote|unanimous agreement|unanimous consensus|unanimous approval|"
        "direction agreed|group agrees|committee agrees|board agrees|team agrees|everyone agrees|all "
        "agree|motion carried|motion carries|motion passed|motion passes|motion approved|motion "
        "adopted|motion is "
        "carried|motion was carried|motion has carried|motion is approved|motion was approved|motion "
        "failed|motion fails|vote passed|vote passes|vote carried|vote carries|vote was unanimous|so "
        "passed|so carried|so ordered|so approved|"
        "overall agreement|overall consensus|no remaining objections|no further objections|no other "
        "objections|no concerns|no blocking|none voiced|nobody spoke up|no one spoke up|no disagreement|no "
        "disagreements|elected as|was elected|were elected|is elected|re-elected|elected chair|"
        "general agreement|general consensus|rough consensus|broad agreement|broad consensus|strong "
        "consensus|clear consensus|consensus reached|consensus achieved|agreement reached|consensus is|"
        "consensus was|consensus to|consensus that|consensus on|consensus in the|consensus in favor|"
        "consensus of|consensus for|have consensus|has consensus|had consensus|is consensus|was consensus|"
        "reached consensus|agreement is|agreement was|agreement to|agreement that|agreement on|agreement in "
        "the|full agreement|"
        "no objections|no objection|without objection|without objections|nobody objected|no one objected|"
        "nobody objects|no one objects|nobody opposed|no one opposed|none opposed|no opposition|no "
        "dissent|not any objections|"
        "decision is|decision was|decision made|decision to|decision that|conclusion is|conclusion was|"
        "outcome is|outcome was|resolution is|resolution was|verdict is|was decided|was agreed|were agreed|"
        "is agreed|been agreed|been decided|was resolved|be it resolved|it resolved that|is hereby|are "
        "hereby|be and hereby|"
        "por unanimidade|por consenso|por maioria|por aclamacao|em consenso|consenso de|consenso em|consenso "
        "que|consenso sobre|houve consenso|chegou-se a|chegou-se ao|sem objecoes|nenhuma objecao|nao houve "
        "objecoes|ninguem se opos|"
        "decidiu-se|definiu-se|deliberou-se|acordou-se|aprovou-se|optou-se|resolveu-se|combinou-se|"
        "escolheu-se|estabeleceu-se|determinou-se|concluiu-se|decidiu-se por");
    return phrases;
}

// "was approved", "foi definida": of something.
const Phrases& auxiliaries() {
    static const Phrases phrases(
        "foi|foram|ficou|ficaram|fica|ficam|esta|estao|sao|e|sera|serao|sendo|tendo sido|foi "
        "entao|foi tambem");
    return phrases;
}

const Phrases& participles() {
    static const Phrases phrases(
        "decidido|decidida|decididos|decididas|definido|definida|definidos|definidas|aprovado|aprovada|"
        "aprovados|aprovadas|acordado|acordada|acordados|acordadas|combinado|combinada|combinados|"
        "combinadas|deliberado|deliberada|deliberados|acertado|acertada|estabelecido|estabelecida|"
        "estabelecidos|estabelecidas|escolhido|escolhida|escolhidos|escolhidas|determinado|determinada|"
        "resolvido que|fixado|fixada|ratificado|ratificada|homologado|homologada|rejeitado|rejeitada|"
        "eleito|eleita|eleitos|eleitas");
    return phrases;
}

// At the start of a note, where nobody is named: "Agreed to …", "Definido que …".
const Phrases& opening_participles() {
    static const Phrases phrases(
        "agreed|decided|approved|adopted|resolved|concluded|accepted|voted|unanimously|general "
        "agreement|general "
        "consensus|ratified|consensus|"
        "decidido|decidida|definido|definida|aprovado|aprovada|aprovados|aprovadas|acordado|acordada|"
        "deliberado|estabelecido|estabelecida|escolhido|escolhida|combinado|acertado|determinado");
    return phrases;
}

const Phrases& after_opening() {
    static const Phrases phrases(
        "to|that|on|by|ok|okay|in meeting|in the "
        "meeting|unanimously|the|this|it|it's|we|not|as|no|agreed|approved|is|was|for|there|"
        "que|o|a|os|as|por|pelo|pela|de|em|nao|como|com|e|entre");
    return phrases;
}

// "everyone is in favour"
const Phrases& states_of_agreement() {
    static const Phrases phrases(
        "in favor|in favour|in agreement|on board|ok with|okay with|fine with|happy with|good "
        "with|supportive "
        "of|comfortable with|agreed|de acordo|a favor");
    return phrases;
}

// "moved to stage 2", "conditional stage 3"
const Phrases& before_stage() {
    static const Phrases phrases(
        "to|at|reached|reaches|achieved|achieves|has|have|got|conditional|advances to|advanced to|moved "
        "to|moves to|promoted to|approved for|accepted for|consensus for|consensus on|is|remains at|is now");
    return phrases;
}

// What before the wording makes it something else: a condition, a question, a wish, a denial, a story.
const Phrases& unsure() {
    static const Phrases phrases(
        "whether|think|guess|believe|thought|haven't|hasn't|hadn't|didn't|don't|doesn't|isn't|wasn't|won't|"
        "aren't|"
        "can't|not|never|no|should|would|could|might|may|maybe|perhaps|why|how|what|did|had|last year|last "
        "month|last quarter|last time|last week|last meeting|"
        "years ago|months ago|back then|back in|supposing|suppose|imagine|say|wish|assuming|in case|as if|"
        "pretend|can we|shall we|need|needs|needed|try|trying|seek|seeking|reach|get|getting|any|lack|"
        "build|want|wants|wait|waiting|looking for|look for|ask for|asking|for|to|be|towards|toward|"
        "proposed|seems|seem|once|previously|already|until|till|before|"
        "acho|creio|nao|nunca|nem|sem|talvez|sera|por que|como|ainda|ano passado|mes passado|semana "
        "passada|da outra vez|na epoca|naquela epoca|imagina|digamos|supondo|ha anos|anos atras|meses "
        "atras|o que|precisa|precisamos|falta|buscar|deve ser|a ser|sao|ser|antes|o que foi");
    return phrases;
}

const Phrases& conditions() {
    static const Phrases phrases(
        "if|when|whenever|unless|once|as soon as|until|till|assuming|in case|since|because|se|caso|"
        "quando|desde que|assim que|enquanto|porque|ja que");
    return phrases;
}

// Words that only open a clause: "So …", "Today …", "Após discussão …".
const Phrases& openers() {
    static const Phrases phrases(
        "so|and|then|ok|okay|but|also|well|yes|yeah|yep|today|finally|now|therefore|hence|thus|overall|"
        "instead|great|right|alright|all right|cool|perfect|fine|anyway|actually|basically|in the end|for "
        "now|in short|after discussion|after some discussion|at the meeting|in the meeting|in this "
        "meeting|as a group|think|i think|"
        "entao|e|mas|assim|portanto|hoje|ao final|no final|no fim|por fim|na reuniao|nesta reuniao|apos "
        "discussao|com isso|tambem|alem disso|dessa forma|desta forma|logo|depois|ai|pronto|beleza|ta|bom|"
        "certo|gente|pessoal|it|that|there");
    return phrases;
}

// What after it leaves nothing decided.
const Phrases& empties() {
    static const Phrases phrases(
        "on this|on that|on it|calma|tudo|fe|jeito|voces|eles|ela|ele|to disagree|to differ|nothing|on "
        "nothing|nada|that|it|this|those|these|them|half|isso|esse|essa|essas|esses|yet|anything|the "
        "flow|your gut");
    return phrases;
}

// Somewhere else or long ago.
const Phrases& before_now() {
    static const Phrases phrases(
        "last year|last quarter|last month|last week|last meeting|last time|last call|previous "
        "meeting|previous call|previously|already|years ago|months ago|weeks ago|a while ago|some "
        "time ago|back then|at the time|at that time|at that point|in the past|originally|at my last "
        "job|used to|"
        "ano passado|mes passado|semana passada|reuniao passada|reuniao anterior|ultima reuniao|na epoca|"
        "anteriormente|anos atras|meses atras|semanas atras|antigamente|naquela epoca");
    return phrases;
}

bool parts(std::string_view gap) {
    return gap.find_first_of(",;:.!(") != std::string_view::npos ||
           gap.find(" - ") != std::string_view::npos || gap.find("\xE2\x80\x93") != std::string_view::npos ||
           gap.find("\xE2\x80\x94") != std::string_view::npos;
}

// Whether the clause begins here, apart from words that only open it.
bool opens_clause(std::string_view text, const Words& words, std::size_t at) {
    for (std::size_t i = at; i > 0;) {
        if (parts(gap_after(text, words, i - 1))) return true;
        // The longest opener that ends here.
        std::size_t taken = 0;
        for (std::size_t count = std::min<std::size_t>(3, i); count > 0 && taken == 0; --count)
            if (openers().at(words, i - count) == count) taken = count;
        if (taken == 0) return false;
        i -= taken;
    }
    return true;
}

bool is_denied(std::string_view text, const Words& words, std::size_t at) {
    for (std::size_t i = at > 6 ? at - 6 : 0; i < at; ++i) {
        const auto count = unsure().at(words, i);
        if (count == 0) continue;
        // A full clause ends what the word governs: "Not ideal, but we decided …".
        const auto last = std::min(i + count - 1, at - 1);
        if (!parts(text.substr(words[last].end, words[at].begin - words[last].end))) return true;
    }
    for (std::size_t i = 0; i < at; ++i)
        if (conditions().at(words, i) > 0) return true;
    return false;
}

std::optional<Phrases::Match> told_by_group(std::string_view text, const Words& words, std::size_t i) {
    std::size_t at = i + groups().at(words, i);
    if (at == i) {
        at += words[i].key == "the" ? 1 : 0;
        if (at >= words.size() || !is_abbreviation(text, words[at])) return std::nullopt;
        ++at;
    }
    at += after_group().at(words, at);
    for (auto count = between().at(words, at); count > 0; count = between().at(words, at))
        at += count;
    if (at >= words.size()) return std::nullopt;
    if (const auto count = group_verbs().at(words, at); count > 0) return Phrases::Match{i, at + count - i};
    static const Phrases be("is|are|was|were|esta|estao|estava|estavam|estamos");
    const auto state = at + be.at(words, at);
    if (const auto count = states_of_agreement().at(words, state); count > 0 && (state > at || at > i + 1))
        return Phrases::Match{i, state + count - i};
    return std::nullopt;
}

std::optional<Phrases::Match> told_in_note(std::string_view text, const Words& words, std::size_t i) {
    if (const auto count = note_wordings().at(words, i); count > 0) return Phrases::Match{i, count};
    if (words[i].key == "stage" && i + 1 < words.size() && words[i + 1].key.size() <= 3 &&
        std::isdigit(static_cast<unsigned char>(words[i + 1].key[0])) != 0) {
        for (std::size_t before = 1; before <= 2 && before <= i; ++before)
            if (before_stage().at(words, i - before) == before) return Phrases::Match{i - before, before + 2};
        if (i == 0 && words.size() <= 4) return Phrases::Match{0, 2};
    }
    // Not "campanhas que já foram definidas".
    static const Phrases relative("que|ja|cujo|cuja|quais|qual|onde");
    const bool of_another = i > 0 && relative.has(words[i - 1].key);
    if (const auto auxiliary = of_another ? 0 : auxiliaries().at(words, i); auxiliary > 0)
        if (const auto count = participles().at(words, i + auxiliary); count > 0)
            return Phrases::Match{i, auxiliary + count};
    const bool opens = i == 0 || parts(gap_after(text, words, i - 1));
    if (const auto count = opening_participles().at(words, i); opens && count > 0) {
        const auto next = i + count;
        if (next < words.size() && after_opening().at(words, next) > 0 &&
            !parts(gap_after(text, words, next - 1)))
            return Phrases::Match{i, count};
    }
    return std::nullopt;
}

// "Do we have consensus" without its mark.
bool asks(const Words& words) {
    static const Phrases inverted(
        "do we|do you|does|did|is there|are there|are we|can we|could we|should we|would|will we|has anyone|"
        "have we|any objections|any objection|any concerns|anyone object|any");
    return inverted.starts(words);
}

// Whether something is said that was decided; "let's go with that" points elsewhere.
bool has_object(std::string_view text, const Words& words, std::size_t rest) {
    if (rest >= words.size()) return false;
    if (const auto empty = empties().at(words, rest); empty > 0) {
        // "Let's go with that: …" tells what; "we decided that …" goes on.
        const bool tells =
            rest + empty < words.size() && (gap_after(text, words, rest + empty - 1).starts_with(':') ||
                                            (words[rest].key == "that" && words[rest - 1].key != "with"));
        if (!tells) return false;
    }
    static const Phrases announced(
        "two things|three things|four things|some things|a few things|a couple of things|several "
        "things|duas coisas|tres coisas|algumas coisas");
    if (announced.at(words, rest) > 0) return false;
    return !(words[rest].key == "not" && rest + 1 < words.size() && words[rest + 1].key == "yet");
}

}  // namespace

bool is_abbreviation(std::string_view text, const Word& word) {
    const auto written = text.substr(word.begin, word.end - word.begin);
    return written.size() >= 2 && written.size() <= 5 &&
           std::all_of(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Phrases::Match> decision_wording(std::string_view text, const Words& words, Voice voice) {
    if (ends_with_question(text) || trim(text).ends_with(',') || asks(words) || before_now().in(words))
        return std::nullopt;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::optional<Phrases::Match> match;
        bool needs_object = true;
        if (const auto count = spoken_wordings().at(words, i); count > 0) match = Phrases::Match{i, count};
        if (!match) match = told_by_group(text, words, i);
        if (match && !opens_clause(text, words, i)) continue;
        if (!match && voice == Voice::note) {
            match = told_in_note(text, words, i);
            needs_object = false;
        }
        if (!match || is_denied(text, words, match->at)) continue;
        if (needs_object && !has_object(text, words, match->end())) continue;
        return match;
    }
    return std::nullopt;
}

bool is_exhortation(std::string_view text, const Words& words) {
    static const Phrases lets("let's|lets|let us|vamos");
    static const Phrases small(
        "see|talk|discuss|start|move on|look|say|hear|hope|assume|wait and|ver|falar|comecar");
    static const Phrases plain("just|please|also|then|not");
    if (ends_with_question(text)) return false;
    for (std::size_t i = 0; i < words.size() && i < 8; ++i) {
        const auto count = lets.at(words, i);
        if (count == 0 || !opens_clause(text, words, i)) continue;
        auto verb = i + count;
        verb += plain.at(words, verb);
        static const Phrases outcomes(
            "take|leave|keep|wait|defer|go|land|stick|drop|hold|skip|close|try|use|not|deixar|manter");
        return verb + 1 < words.size() && small.at(words, verb) == 0 &&
               (is_task_verb(words[verb].key) || outcomes.has(words[verb].key));
    }
    return false;
}

bool leaves_open(const Words& words) {
    static const Phrases opening(
        "no decision|no decisions|not decided|undecided|postponed|deferred|tbd|to be decided|sem "
        "decisao|nao decidimos|nao foi decidido|adiado|adiada|a decidir|nenhuma decisao|we haven't "
        "decided|we have not decided");
    static const Phrases anywhere(
        "haven't decided|not decided yet|no decision yet|still deciding|to be defined|to be confirmed|ainda "
        "nao decidimos|nada decidido|a definir|a ser definido|a ser definida|estamos decidindo|em aberto|a "
        "confirmar|a combinar");
    return opening.starts(words) || anywhere.in(words);
}

bool announces_decided(const Words& words) {
    static const Phrases made(
        "decided|agreed|chosen|approved|selected|adopted|resolved|defined|decidido|decidida|decididos|"
        "decididas|definido|definida|"
        "definidos|definidas|aprovado|aprovada|aprovados|aprovadas|escolhido|escolhida|escolhidos|escolhidas|"
        "acordado|acordada|acordados|acordadas|combinado|combinada|combinados|combinadas|estabelecidos|"
        "estabelecidas");
    return made.in(words) && !leaves_open(words);
}

bool is_housekeeping(const Words& words) {
    static const Phrases what("agenda|tag|label|the issue tracker|pauta");
    static const Phrases done(
        "leave|keep|remove|removed|removing|left|stays|drop|take|took|manter|retirar|remover");
    return what.in(words) && done.in(words) && words.size() <= 14;
}

}  // namespace pacelane::analysis::detail
