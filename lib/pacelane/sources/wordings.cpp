#include "detail/wordings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>

namespace pacelane::sources::detail {

namespace {

using language::Phrases;

std::size_t count_of(std::string_view text, std::string_view mark) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; at += mark.size())
        ++n;
    return n;
}

bool is_balanced(std::string_view text) {
    return count_of(text, "(") == count_of(text, ")") && count_of(text, "[") == count_of(text, "]") &&
           count_of(text, "\"") % 2 == 0 && count_of(text, "`") % 2 == 0 &&
           count_of(text, "“") == count_of(text, "”") && count_of(text, "«") == count_of(text, "»");
}

}  // namespace

bool talks_to_room(const Words& words, Language) {
    static const Phrases phrases(
        "can you|could you|will you|would you mind|thank you|thanks|hear me|see my screen|share my screen|on "
        "mute|"
        "unmute|sounds good|next item|move on|let's move|we'll see|you guys|i'll send|i will send|i'll "
        "share|let me "
        "share|let me show|this recording|recording now|bear with me|over to you|go ahead|any questions|"
        "voces|obrigado|obrigada|minha tela|me ouvindo|me ouvem|proximo assunto|vou mandar|vou compartilhar|"
        "pessoal|gente|beleza|alguma pergunta|alguma duvida|"
        "gracias|me escuchan|mi pantalla|ustedes|vosotros|siguiente tema|alguna pregunta");
    return phrases.in(words);
}

bool opens_as_reply(const Words& words, std::string_view text, Language) {
    static const Phrases openings(
        "yes|yeah|yep|no|exactly|right|okay|ok|sure|agreed|true|well|"
        "sim|exato|exatamente|isso|certo|claro|verdade|pois e|ta bom|"
        "si|exacto|claro que si|vale|bueno");
    if (words.empty() || !openings.at(words, 0)) return false;
    const auto next = text.substr(words.front().end, 1);
    return next == "," || next == "." || next == "!";
}

bool leans_back(const Words& words, Language) {
    static const Phrases openings(
        // English
        "the reason|the reasons|the result|the results|the difference|the answer|the second|the other|the "
        "others|the "
        "former|the latter|the rest|the ones|the one|both|neither|either way|one of them|two of them|none of "
        "them|each "
        "of them|most of them|some of them|all of them|after that|before that|since then|until then|by "
        "then|instead|"
        "then|there|here|again|the same|in the end|afterwards|as a result|for example|for "
        "instance|which|that said|"
        "that "
        "way|first|firstly|second|secondly|third|thirdly|fourth|finally|lastly|next|step|also|additionally|"
        "furthermore|moreover|however|therefore|thus|hence|consequently|otherwise|similarly|likewise|"
        "meanwhile|"
        "nevertheless|nonetheless|on the other hand|in other words|in addition|in this case|in that "
        "case|and|but|or|"
        "so|yet|because|another|such|these|those|this|that|it|its|it's|they|their|they're|he|she|his|her|him|"
        "them|"
        "update|edit|ps|as mentioned|as noted|as described|as discussed|as said|as i said|as i "
        "mentioned|like i said|see|"
        // Portuguese
        "o motivo|a razao|o resultado|os resultados|a diferenca|a resposta|a segunda|o segundo|o outro|a "
        "outra|os "
        "outros|as outras|o resto|os dois|as duas|ambos|ambas|nenhum deles|um deles|uma delas|depois "
        "disso|antes "
        "disso|desde entao|ate la|em vez disso|no fim das contas|no final das contas|entao|ai|la|aqui|de "
        "novo|o mesmo|"
        "a mesma|por exemplo|como resultado|dessas|desses|destas|destes|dessa|desse|nessa|nesse|com isso|por "
        "isso|"
        "nisso|disso|nela|nele|dela|dele|primeiro|segundo|terceiro|quarto|por fim|finalmente|em seguida|alem "
        "disso|"
        "porem|contudo|entretanto|no entanto|todavia|portanto|logo|assim|dessa forma|desta forma|por outro "
        "lado|ou "
        "seja|tambem|e|mas|ou|porque|pois|isso|isto|aquilo|esse|essa|esses|essas|este|esta|estes|estas|"
        "aquele|aquela|"
        "ele|ela|eles|elas|outro|outra|"
        // Spanish
        "la razon|el motivo|el resultado|la diferencia|la respuesta|el otro|la otra|los otros|las otras|el "
        "resto|los "
        "dos|las dos|despues de eso|antes de eso|desde entonces|hasta entonces|en "
        "cambio|entonces|alli|ahi|de nuevo|el "
        "mismo|la misma|por ejemplo|como resultado|por eso|con eso|primero|tercero|finalmente|ademas|sin "
        "embargo|"
        "por lo tanto|asi|por otro lado|es "
        "decir|tambien|y|pero|o|porque|pues|eso|esto|aquello|ese|esas|esos|este|"
        "estas|estos|aquel|aquella|el|ella|ellos|ellas|otro|otra");
    // "This year we …", "O segundo semestre …", "El 3 de mayo …" stand alone.
    static const Phrases complete(
        "this year|this month|this week|this summer|this winter|the second half|the first half|the first "
        "time|the same "
        "day|first of all|the one thing|the other day|or rather|that year|another year|here is|here's|here "
        "are|there "
        "is|there are|there was|there were|there's|"
        "este ano|este mes|esta semana|a segunda vez|a primeira vez|a segunda metade|a primeira metade|o "
        "primeiro "
        "semestre|o segundo semestre|logo que|assim que|o segundo cerebro|"
        "este ano|esta semana|este mes|la primera vez|la segunda vez|asi que|logo");
    if (words.empty()) return false;
    if (!openings.at(words, 0) || complete.at(words, 0)) return false;
    return true;
}

bool points_out(const Words& words, Language) {
    static const Phrases phrases(
        "script below|code below|example below|command below|table below|screenshot below|below is|below "
        "are|above code|codigo abaixo|see below|see above|shown below|shown above|listed below|as above|as "
        "below|the following|"
        "as follows|like this|like so|this code|this command|this script|this snippet|this file|this table|"
        "this screenshot|screenshot|this diagram|this example|this output|this function|this query|"
        "this image|this gif|this config|this template|here's the|here is the|here are the|this prompt|"
        "that line|this line|veja abaixo|a seguir|o seguinte|a seguinte|os seguintes|as seguintes|assim:|"
        "este codigo|esse codigo|este comando|esse comando|esta tabela|essa tabela|captura de tela|"
        "em anexo|este exemplo|mas abajo|a continuacion|lo siguiente|el siguiente|la siguiente|este codigo|"
        "este comando|esta tabla|captura de pantalla|adjunto");
    return phrases.in(words);
}

bool is_working_note(std::string_view text, const Words& words, Language) {
    static constexpr std::array<std::string_view, 10> marks{"~~", "??",  "[[",  "]]",   "{{",
                                                            "}}", "[ ]", "[x]", "TODO", "FIXME"};
    for (const auto mark : marks)
        if (text.find(mark) != std::string_view::npos) return true;
    static const Phrases phrases(
        "tbd|tbc|wip|xxx|lorem ipsum|note to self|remember to|don't forget|need to check|check with|to be "
        "written|"
        "write more|add more|placeholder|insert here|coming soon|more on this later|"
        "a definir|a confirmar|nota mental|lembrar de|preciso ver|preciso checar|checar com|falar "
        "com|escrever mais|"
        "em construcao|"
        "por definir|por confirmar|recordar que debo|pendiente de|hablar con|en construccion");
    return phrases.in(words) || !is_balanced(text);
}

int days_true(const Words& words, Language) {
    static const Phrases day(
        "tomorrow|tonight|this morning|this afternoon|this evening|right now|as of today|"
        "amanha|hoje a noite|hoje de manha|agora mesmo|hoje cedo|"
        "manana por|esta noche|esta manana|esta tarde|ahora mismo");
    static const Phrases week(
        "today|yesterday|last night|this week|next week|last week|this weekend|next monday|next tuesday|next "
        "wednesday|"
        "next thursday|next friday|last monday|last tuesday|last wednesday|last thursday|last friday|"
        "hoje|ontem|esta semana|essa semana|semana que vem|semana passada|proxima semana|segunda que "
        "vem|sexta que "
        "vem|neste fim de semana|"
        "hoy|ayer|esta semana|la semana que viene|la semana pasada|este fin de semana");
    static const Phrases month(
        "this month|next month|last month|just released|just launched|just announced|just published|was "
        "announced "
        "today|brand new|newly released|recently released|recently announced|in the coming weeks|a few days "
        "ago|"
        "este mes|esse mes|neste mes|mes que vem|mes passado|acabou de lancar|acaba de lancar|foi lancado "
        "hoje|nas "
        "proximas semanas|poucos dias|"
        "este mes|el mes que viene|el mes pasado|acaba de lanzar|recien lanzado|en las proximas semanas");
    static const Phrases year(
        "this year|next year|last year|this quarter|next quarter|last quarter|"
        "este ano|neste ano|ano que vem|ano passado|proximo ano|neste trimestre|"
        "este ano|el ano que viene|el ano pasado|este trimestre");
    if (day.in(words)) return 1;
    if (week.in(words)) return 7;
    if (month.in(words)) return 45;
    if (year.in(words)) return 300;
    return -1;
}

bool is_own_affair(const Words& words, Language) {
    static const Phrases phrases(
        "checking account|savings account|bank account|routing number|account number|seed phrase|recovery "
        "phrase|"
        "mnemonic phrase|private key|my mortgage|my debt|our debt|student loan|student loans|credit "
        "score|credit card "
        "debt|net worth|paycheck|tax return|my salary|my income|brokerage account|retirement account|401k|"
        "my therapist|my psychiatrist|therapy session|i was diagnosed|my "
        "diagnosis|antidepressant|antidepressants|my "
        "medication|panic attack|my divorce|custody|miscarriage|my pregnancy|my ex-wife|my ex-husband|my "
        "blood "
        "pressure|my blood test|"
        "conta corrente|conta bancaria|conta poupanca|minha conta no banco|numero da conta|chave pix|frase "
        "de "
        "recuperacao|meu salario|minha renda|minha divida|minhas dividas|meu financiamento|cartao de credito "
        "estourado|"
        "imposto de renda|minha psicologa|meu psicologo|meu psiquiatra|minha terapeuta|sessao de terapia|fui "
        "diagnosticado|fui diagnosticada|meu diagnostico|antidepressivo|meu divorcio|minha separacao|guarda "
        "dos "
        "filhos|aborto|minha gravidez|meu exame de sangue|"
        "cuenta corriente|cuenta bancaria|cuenta de ahorros|numero de cuenta|frase semilla|frase de "
        "recuperacion|mi "
        "sueldo|mi salario|mi deuda|mis deudas|mi hipoteca|declaracion de la renta|mi terapeuta|mi "
        "psicologo|mi "
        "psicologa|mi psiquiatra|me diagnosticaron|mi diagnostico|antidepresivo|antidepresivos|mi "
        "divorcio|custodia|mi "
        "embarazo|mi analisis de sangre");
    return phrases.in(words);
}

bool is_aside_heading(std::string_view heading, Language) {
    static const Phrases whole(
        "links|link|references|reference|see also|further "
        "reading|sources|appendix|bibliography|credits|footnotes|"
        "attendees|participants|present|apologies|absent|agenda|changelog|backlog|todo|to do|tasks|action "
        "items|"
        "actions|next steps|follow-ups|license|licence|table of contents|contents|toc|index|related|related "
        "notes|"
        "backlinks|tags|resources|metadata|contributing|acknowledgements|acknowledgments|"
        "referencias|fontes|bibliografia|anexo|anexos|leituras|veja "
        "tambem|participantes|presentes|ausentes|pauta|"
        "tarefas|pendencias|proximos "
        "passos|encaminhamentos|rascunho|rascunhos|licenca|sumario|indice|relacionados|"
        "agradecimentos|historico de versoes|"
        "enlaces|fuentes|bibliografia|anexos|lecturas|vease tambien|asistentes|participantes|orden del "
        "dia|tareas|"
        "pendientes|proximos pasos|borradores|licencia|indice|relacionados|agradecimientos");
    const auto words = language::words_of(heading);
    if (words.empty()) return false;
    // "References", "References:", "2. References", but not "References that changed my mind".
    std::size_t first = 0;
    while (first < words.size() && std::isdigit(static_cast<unsigned char>(words[first].key.front())) != 0)
        ++first;
    return first < words.size() && words.size() - first <= 3 && whole.at(words, first);
}

}  // namespace pacelane::sources::detail
