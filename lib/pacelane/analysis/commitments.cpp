#include "detail/commitments.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>

namespace pacelane::analysis::detail {

namespace {

const Phrases& task_verbs() {
    static const Phrases phrases(
        // English; "be", "say", "show", "tell", "take" promise nothing that can be checked.
        "write|draft|send|prepare|setup|start|raise|try|pr|work|discuss|continue|merge|land|bring|invite|"
        "reach|fix|create|open|update|set|schedule|book|check|review|publish|document|"
        "move|migrate|deploy|run|test|measure|ask|"
        "call|contact|email|ping|follow|finish|investigate|add|remove|delete|clean|cut|build|ship|bring|post|"
        "file|collect|gather|compare|propose|present|"
        "organize|organise|summarize|summarise|handle|make|put|pull|look|read|talk|speak|reach|share|find|"
        "figure|get|draw|design|implement|release|"
        "configure|rotate|upgrade|roll|rewrite|refactor|split|merge|verify|validate|confirm|invite|order|buy|"
        "sign|negotiate|interview|hire|train|record|"
        "translate|analyze|analyse|calculate|compile|estimate|plan|define|sketch|prototype|benchmark|profile|"
        "monitor|archive|submit|tag|report|list|"
        "turn|switch|replace|rename|extend|complete|deliver|track|arrange|coordinate|circulate|distribute|"
        "print|tidy|map|onboard|hand|own|drive|lead|"
        "tune|port|backfill|label|rerun|reproduce|debug|patch|revert|disable|enable|wire|reply|respond|"
        "answer|introduce|announce|"
        // Portuguese
        "escrever|mandar|enviar|preparar|criar|abrir|atualizar|revisar|publicar|conversar|ligar|medir|"
        "separar|montar|corrigir|testar|levantar|marcar|"
        "agendar|fazer|documentar|investigar|verificar|conferir|checar|incluir|adicionar|remover|apagar|"
        "migrar|subir|configurar|definir|desenhar|"
        "prototipar|implementar|entregar|fechar|analisar|comparar|apresentar|propor|organizar|resumir|"
        "compartilhar|pesquisar|pedir|perguntar|contratar|"
        "treinar|acompanhar|monitorar|traduzir|calcular|estimar|listar|mapear|escolher|cuidar|arrumar|"
        "ajustar|trocar|responder|avisar|convidar|comprar|"
        "negociar|entrevistar|registrar|consolidar|validar|confirmar|desligar|reescrever|renomear|planejar|"
        "desativar|ativar|redigir|rodar|gravar|deixar|"
        "puxar|trazer|passar|terminar|finalizar|formatar|cobrar|reunir");
    return phrases;
}

// Verbs that need a due date to be a promise at all: "I'll have the numbers by Thursday".
const Phrases& loose_verbs() {
    static const Phrases phrases(
        "have|take|do|get|look|make|put|ask|read|talk|speak|find|figure|share|bring|own|drive|lead|run|call|"
        "set|turn|add|deixar|fazer|passar|trazer|puxar|ligar|perguntar|pedir|ter");
    return phrases;
}

// Done while it is said, or only a way of speaking.
const Phrases& at_once() {
    static const Phrases phrases(
        "my screen|the screen|screen share|my camera|that down|this down|in the chat|into the chat|to the "
        "chat|right now|real quick|really quick|quickly|in a second|in a sec|"
        "in a minute|in a moment|the recording|recording|my video|on mute|mute|unmute|let you|let you know|a "
        "question|one question|you a question|you know|"
        "the next point|next point|next topic|a look|an example|it there|my point|my two cents|for the "
        "sake|call it|a stab at|that off|the floor|"
        "a minha tela|minha tela|a tela|no chat|agora mesmo|rapidinho|a gravacao|gravacao|a camera|o "
        "microfone|uma pergunta|um exemplo|a palavra|uma coisa|rapido");
    return phrases;
}

const Phrases& doubts() {
    static const Phrases phrases(
        "if|maybe|perhaps|might|otherwise|unless|think|guess|probably|whether|suppose|hope|wish|or|se|talvez|"
        "acho|caso|senao|quem sabe|sera|provavelmente");
    return phrases;
}

// The end of the sentence that holds the offset, without its final mark.
std::size_t end_of_clause(std::string_view text) {
    auto end = text.size();
    while (end > 0 && std::string_view(" .!;,\n").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

bool is_object(const Words& words, std::size_t from, std::size_t until, const std::optional<Due>& due) {
    static const Phrases empty(
        "it|that|this|them|those|these|to|a|an|the|my|your|our|some|any|one|out|up|on|in|at|for|with|of|and|"
        "you|him|her|us|me|now|then|so|later|soon|afterwards|too|well|"
        "o|as|os|de|do|da|dos|das|no|na|em|com|isso|isto|ele|ela|eles|elas|um|uma|pra|para|por|e|la|ai|ja|"
        "depois|agora|voce|voces|gente|tambem|logo|mais");
    int content = 0;
    for (std::size_t i = from; i < until && i < words.size(); ++i) {
        const bool in_due = due && words[i].begin >= due->begin && words[i].end <= due->end;
        if (!in_due && !empty.has(words[i].key)) ++content;
    }
    return content >= (due ? 1 : 2);
}

}  // namespace

bool is_task_verb(std::string_view key) {
    return task_verbs().has(key);
}

Commitment own_commitment(std::string_view text, const Words& words, const std::optional<Due>& due) {
    static const Phrases promises(
        "i'll|i will|i'll also|i'll just|i'll go|i'll go ahead and|i can|i'm going to|i am going to|i'm "
        "gonna|i'll try to|i will also|i promise to|i'll volunteer to|let me|i'll be|"
        "eu vou|vou|eu fico de|fico de|eu posso|posso|deixa que eu|pode deixar que eu|eu consigo|me "
        "comprometo a");
    static const Phrases weak(
        "i can|let me|i'll try to|i'm going to|i am going to|i'm gonna|eu posso|posso|eu consigo");
    static const Phrases present(
        "mando|envio|escrevo|preparo|atualizo|reviso|publico|ligo|meco|separo|monto|corrijo|testo|levanto|"
        "marco|agendo|faco|documento|fecho|entrego|apresento|escolho|abro|crio|trago|passo|converso");
    if (ends_with_question(text)) return {};
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::size_t verb = 0;
        bool needs_due = false;
        if (const auto count = promises.at(words, i); count > 0) {
            // "já vou", "não vou": not that.
            if (words[i].key == "vou" && i > 0 &&
                (words[i - 1].key == "nao" || words[i - 1].key == "nunca" || words[i - 1].key == "ja"))
                continue;
            verb = i + count;
            needs_due = weak.at(words, i) == count;
        } else if (words[i].key == "eu" && i + 1 < words.size() && present.has(words[i + 1].key)) {
            verb = i + 1;
            needs_due = true;
        } else {
            continue;
        }
        if (verb >= words.size()) return {};
        static const Phrases adverbs(
            "also|then|just|quickly|personally|definitely|go and|go ahead and|still|tambem|entao|so|ja");
        verb += adverbs.at(words, verb);
        if (verb >= words.size()) return {};
        if (words[verb].key == "not" || words[verb].key == "never" || words[verb].key == "nao") continue;
        const bool known_verb = is_task_verb(words[verb].key) || (needs_due && present.has(words[verb].key));
        const bool loose = loose_verbs().has(words[verb].key);
        if (!known_verb && !loose) continue;
        if ((needs_due || loose) && !due) continue;
        bool doubtful = false;
        for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k)
            doubtful = doubtful || doubts().at(words, k) > 0;
        static const Phrases supposed("if|unless|maybe|talvez|se|caso");
        for (std::size_t k = 0; k < i && !due; ++k)
            doubtful = doubtful || supposed.has(words[k].key);
        if (doubtful) continue;
        const auto end = end_of_clause(text);
        if (!is_object(words, verb + 1, words.size(), due)) continue;
        Words rest(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end());
        if (at_once().in(rest)) continue;
        // "I'll write it if nobody objects" depends on something.
        static const Phrases conditions(
            "if you|if that|if we|if i|if nobody|if it|if they|unless|se voce|se voces|se a gente|se "
            "ninguem|se der");
        if (conditions.in(rest) && !due) continue;
        Commitment commitment;
        commitment.kind = Commitment::Kind::own;
        commitment.what = words[verb].begin;
        commitment.until = end;
        // A second promise in the same breath belongs to the next item, not to this one: ", and I'll send …",
        // ", e mando …"; and a doubt after it to none: ", but I think …".
        for (std::size_t k = verb + 2; k + 1 < words.size(); ++k) {
            const auto& key = words[k].key;
            const auto& next = words[k + 1].key;
            const bool joins = (key == "and" || key == "e" || key == "then") &&
                               (next == "i'll" || next == "i" || next == "then" || next == "eu" ||
                                next == "depois" || present.has(next));
            const bool doubts_it =
                (key == "but" || key == "mas" || key == "unless" || key == "because" || key == "porque") &&
                gap_after(text, words, k - 1).find(',') != std::string_view::npos;
            if (!joins && !doubts_it) continue;
            commitment.until = words[k - 1].end;
            break;
        }
        return commitment;
    }
    return {};
}

namespace {

// "A medição fica com a Bia"
const Phrases& falls_to() {
    static const Phrases phrases(
        "fica com o|fica com a|fica com|ficou com o|ficou com a|ficou com|a cargo de|a cargo da|a cargo "
        "do|por conta da|por conta do|sob responsabilidade de|sob responsabilidade da|sob responsabilidade "
        "do|goes to|is on|falls to|is owned by|owned by|assigned to|is assigned to|was assigned to");
    return phrases;
}

// Before these a name stands in another's sentence: "waiting for Maya to …", "thanks to Maya will …".
bool begins_clause(std::string_view text, const Words& words, std::size_t at) {
    static const Phrases joins(
        "and|so|then|asked|ask|also|but|action|step is|e|entao|mas|pediu que|ficou|that|que");
    if (at == 0 || joins.at(words, at - 1) > 0) return true;
    return gap_after(text, words, at - 1).find_first_of(",;:.!(-[") != std::string_view::npos ||
           gap_after(text, words, at - 1).find("\xE2\x80") != std::string_view::npos;
}

// States, not work: "Maya will be on leave".
const Phrases& states() {
    static const Phrases phrases(
        "be|have|need|like|love|want|know|see|think|feel|miss|get|become|remain|stay|depend|seem|happen|"
        "mean|arrive|leave|join|attend|understand|hear|agree|not|probably|likely|never|only|"
        "ser|estar|ter|haver|precisar|querer|saber|ver|achar|sair|chegar|nao|provavelmente");
    return phrases;
}

// Work that minutes note, while in talk it promises little.
bool is_noted_work(std::string_view key) {
    static const Phrases verbs(
        "start|try|pr|setup|raise|land|work|discuss|continue|take|ensure|host|represent|champion|see|think|"
        "comment|explore|"
        "iniciar|comecar|tentar|trabalhar|continuar|discutir|assumir|representar");
    return is_task_verb(key) || verbs.has(key);
}

// By its form: no participle, adverb or abstract noun, no word of grammar.
bool could_be_name(const std::string& key) {
    static constexpr std::array endings{"ing", "ed", "ly", "tion", "ment", "val", "ness", "ity"};
    return std::none_of(endings.begin(), endings.end(),
                        [&](std::string_view ending) { return key.ends_with(ending); }) &&
           !language::is_stopword(key, Language::english) &&
           !language::is_stopword(key, Language::portuguese);
}

bool looks_like_verb(const Word& word) {
    return (!word.capital || word.key.size() <= 3) && word.key.size() > 1 &&
           std::isalpha(static_cast<unsigned char>(word.key[0])) != 0;
}

}  // namespace

Commitment given_commitment(std::string_view text, const Words& words, const People& people,
                            std::size_t document, const LowerCase* note) {
    if (ends_with_question(text)) return {};
    Commitment commitment;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto count = falls_to().at(words, i); count > 0 && i > 0) {
            const auto named = people.named_at(words, i + count, document);
            const auto last = i + count + named.words;
            if (named.words > 0 && last <= words.size() && i >= 1) {
                commitment = {Commitment::Kind::other, named.name, words[0].begin, words[i - 1].end};
                return commitment;
            }
        }
        const bool handle = words[i].begin > 0 && text[words[i].begin - 1] == '@';
        auto named = people.named_at(words, i, document);
        // Minutes also write "richard will …".
        if (note != nullptr && named.words == 0 && !words[i].capital && i + 1 < words.size() &&
            (words[i + 1].key == "will" || words[i + 1].key == "to" || words[i + 1].key == "is")) {
            Words single{words[i]};
            single[0].capital = true;
            named = people.named_at(single, 0, document);
        }
        bool known = named.words > 0;
        if (handle && !known) named = {people.canonical(words[i].key, document), 1};
        if (handle) known = true;
        // Minutes name people who are in no list: "Priya to write …".
        static const Phrases no_person(
            "next|plan|plans|need|needs|goal|idea|aim|proposal|action|decision|intent|way|time|path|want|"
            "ask|request|link|links|how|what|who|when|where|why|due|thanks|welcome|want|wants|ready|able|"
            "strange|hard|easy|good|nice|best|better|great|important|difficult|possible|impossible|safe|"
            "useful|glad|"
            "sure|happy|free|everything|something|anything|nothing|things|work|issue|pr|prs|release|node|"
            "code|"
            "blog|docs|discussion|agreement|consensus|going|trying|back|up|moving|continue|related|"
            "according|as|in|on|at|by|it|this|that|these|those|there|i|we|you|they|he|she|the|a|an|"
            "proximo|plano|ideia|objetivo|eu|nos|ele|ela|isso|isto|quem|como|quando");
        const bool opens_sentence =
            i == 0 || gap_after(text, words, i - 1).find_first_of(".(") != std::string_view::npos;
        const auto& next_key = i + 1 < words.size() ? words[i + 1].key : words[i].key;
        const bool unknown = note != nullptr && !known && words[i].capital && begins_clause(text, words, i) &&
                             (next_key == "to" || (next_key == "will" && opens_sentence)) &&
                             !no_person.has(words[i].key) && !is_task_verb(words[i].key) &&
                             could_be_name(words[i].key) && !note->contains(words[i].key);
        if (unknown)
            named = {
                language::capitalize(std::string(text.substr(words[i].begin, words[i].end - words[i].begin))),
                1};
        if (named.words == 0) continue;
        // "Maya and Jonas to write …"
        std::string who = named.name;
        auto verb = i + named.words;
        // "Michael Z will …", of two Michaels.
        if (verb + 1 < words.size() && words[verb].key.size() == 1 && words[verb].capital) {
            who = text.substr(words[i].begin, words[verb].end - words[i].begin);
            ++verb;
        }
        while (verb + 1 < words.size()) {
            const bool joined = words[verb].key == "and" || words[verb].key == "e";
            const bool listed =
                gap_after(text, words, verb - 1).find_first_of(",/&+") != std::string_view::npos;
            if (!joined && !listed) break;
            const auto next = people.named_at(words, verb + (joined ? 1 : 0), document);
            if (next.words == 0 || next.name == named.name) break;
            who += ", " + next.name;
            verb += next.words + (joined ? 1 : 0);
        }
        if (verb >= words.size()) continue;
        static const Phrases shall(
            "to|will|is going to|is to|are to|agreed to|agrees to|has agreed to|has to|needs to|need "
            "to|should|"
            "volunteered to|volunteers to|has volunteered to|offered to|offers to|has offered to|promised "
            "to|is planning to|plans to|said he would|said she would|said they would|will try to|will "
            "also|will "
            "then|took an action to|takes an action to|took the action to|took the action item to|has an "
            "action "
            "to|will take an action to|was asked to|is asked to|"
            "vai|ira|ficou de|fica de|se comprometeu a|precisa|deve|devera|vai ter que|ficou encarregado "
            "de|ficou encarregada de|ficou responsavel por|ficou responsavel de|se ofereceu para|se "
            "prontificou "
            "a|vao|irao|devem|deverao|ficaram de");
        const auto count = shall.at(words, verb);
        if (count == 0) {
            i += named.words - 1;
            continue;
        }
        // The name must stand before its verb at once: "Maya, to be clear" is no task.
        const auto before_modal = gap_after(text, words, verb - 1);
        const bool addressed = note != nullptr && words[verb].key == "will" && trim(before_modal) == ",";
        if (!addressed && before_modal.find_first_not_of(" *_") != std::string_view::npos) continue;
        const auto& modal = words[verb].key;
        const bool wish = modal == "should" || modal == "needs" || modal == "need" || modal == "need" ||
                          modal == "precisa" || modal == "deve";
        // "asked Maya to write" gives her the task; "thanks to Maya will" does not begin a clause.
        verb += count;
        if (verb >= words.size()) continue;
        const bool plain = note != nullptr ? is_noted_work(words[verb].key) : is_task_verb(words[verb].key);
        const bool in_note = note != nullptr && !wish && !unknown && begins_clause(text, words, i) &&
                             looks_like_verb(words[verb]) && !states().has(words[verb].key);
        if (!plain && !in_note) continue;
        // "… Michael will open an issue" after a clause without its comma.
        static const Phrases governs("for|to|by|of|with|that|from|if|when|and|or|than|thanks");
        const bool new_clause =
            modal == "will" && plain && known && !governs.has(words[i > 0 ? i - 1 : 0].key);
        if (note != nullptr && !new_clause && !begins_clause(text, words, i)) continue;
        bool doubtful = false;
        for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k)
            doubtful = doubtful || doubts().at(words, k) > 0;
        if (doubtful) continue;
        commitment = {Commitment::Kind::other, who, words[verb].begin, end_of_clause(text)};
        // What comes in the next sentence or bracket is no part of it.
        for (auto k = verb; k + 1 < words.size(); ++k) {
            const auto gap = gap_after(text, words, k);
            if (gap.find(". ") == std::string_view::npos && gap.find(')') == std::string_view::npos) continue;
            commitment.until = words[k].end;
            break;
        }
        return commitment;
    }
    return commitment;
}

Commitment noted_promise(std::string_view text, const Words& words) {
    static const Phrases will("will|will also|will then|to|going to|vai|ira");
    if (ends_with_question(text)) return {};
    const auto count = will.at(words, 0);
    if (count == 0 || count + 1 >= words.size() || !is_noted_work(words[count].key)) return {};
    return {Commitment::Kind::own, {}, words[count].begin, end_of_clause(text)};
}

Commitment requested_commitment(std::string_view text, const Words& words, const People& people,
                                std::size_t document) {
    if (!ends_with_question(text)) return {};
    static const Phrases asks(
        "can you|could you|would you|will you|can you please|could you please|voce pode|voce consegue|voce "
        "poderia|pode|consegue|da pra voce");
    for (std::size_t i = 0; i < words.size() && i < 6; ++i) {
        const auto count = asks.at(words, i);
        if (count == 0) continue;
        auto verb = i + count;
        if (verb < words.size() && words[verb].key == "please") ++verb;
        if (verb >= words.size() || !is_task_verb(words[verb].key)) return {};
        Words rest(words.begin() + static_cast<std::ptrdiff_t>(verb), words.end());
        if (at_once().in(rest)) return {};
        Commitment commitment{Commitment::Kind::request, {}, words[verb].begin, strip(text, "?").size()};
        commitment.until = text.rfind('?');
        // Who is asked: "Jonas, can you …" or "…, Jonas?"
        if (i > 0)
            for (std::size_t k = 0; k < i; ++k)
                if (const auto named = people.named_at(words, k, document); named.words > 0)
                    commitment.who = named.name;
        if (commitment.who.empty()) {
            for (std::size_t k = words.size() > 2 ? words.size() - 2 : 0; k < words.size(); ++k) {
                const auto named = people.named_at(words, k, document);
                if (named.words == 0 || k + named.words != words.size() || k == 0) continue;
                if (gap_after(text, words, k - 1).find(',') == std::string_view::npos) continue;
                commitment.who = named.name;
                commitment.until = words[k - 1].end;
                break;
            }
        }
        return commitment;
    }
    return {};
}

bool accepts(const Words& words) {
    static const Phrases yes(
        "sure|yes|yeah|yep|yup|will do|okay|ok|of course|absolutely|can do|happy to|on it|i'll do that|i "
        "can|i will|i'll|no problem|consider it done|claro|sim|"
        "pode deixar|deixa comigo|beleza|combinado|fechado|com certeza|posso|posso sim|consigo|eu "
        "faco|faco|vou|eu vou");
    return yes.at(words, 0) > 0;
}

std::string without_due(std::string_view text, const Due& due) {
    std::string before(text.substr(0, std::min(due.begin, text.size())));
    const auto after = due.end < text.size() ? text.substr(due.end) : std::string_view();
    return before + std::string(after);
}

}  // namespace pacelane::analysis::detail
