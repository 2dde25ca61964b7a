// What a sentence has to offer, by its wording.
#include "detail/evidence_pool.h"

#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>

namespace pacelane::analysis::detail {

namespace {

// An amount: not a year, a date, a time, a version or an ordinal.
bool is_amount(const Words& words, std::size_t i, std::string_view text) {
    const auto& key = words[i].key;
    if (!is_digit(key.front())) return false;
    if (key.find_first_of(":/-") != std::string::npos) return false;
    if (std::count(key.begin(), key.end(), '.') > 1) return false;
    const auto last = key.back();
    if (key.size() > 1 && last == 'h' && is_digit(key[key.size() - 2])) return false;  // "14h"
    const auto gap = gap_after(text, words, i);
    const bool percent = gap.starts_with('%') || gap.starts_with(" %");
    if (percent) return true;
    if (key.size() == 4 && (key.starts_with("19") || key.starts_with("20")) &&
        std::all_of(key.begin(), key.end(), is_digit))
        return false;
    static const Phrases months(
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|"
        "apr|jun|jul|aug|sep|oct|nov|dec");
    if (i > 0 && (months.has(words[i - 1].key) || words[i - 1].key == "dia")) return false;
    if (i + 1 < words.size() && months.has(words[i + 1].key)) return false;
    static const Phrases month_names(
        "janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro");
    if (i + 2 < words.size() && words[i + 1].key == "de" && month_names.has(words[i + 2].key)) return false;
    static const Phrases labels(
        "step|phase|version|part|chapter|figure|item|section|etapa|fase|versao|parte|capitulo|figura|item|"
        "secao");
    if (i > 0 && labels.has(words[i - 1].key)) return false;
    return true;
}

const Phrases& number_words() {
    static const Phrases phrases(
        "half|twice|double|doubled|tripled|triple|halved|two thirds|one third|a third|a "
        "quarter|hundred|hundreds|thousand|thousands|million|dozen|"
        "metade|dobro|dobrou|triplicou|um terco|dois tercos|um quarto|cem|mil|milhao|milhoes|duzia");
    return phrases;
}

const Phrases& change_words() {
    static const Phrases phrases(
        "dropped|fell|cut|reduced|went down|went "
        "up|rose|grew|increased|decreased|shrank|improved|doubled|halved|tripled|went from|down to|up to|no "
        "longer|used to|"
        "before|after|since then|instead of|now takes|took|saved|replaced|"
        "caiu|cairam|subiu|subiram|reduziu|reduzimos|reduziram|aumentou|aumentaram|diminuiu|cresceu|dobrou|"
        "melhorou|passou de|passaram de|levou de|antes|depois|desde que|"
        "trocamos|trocou|economizou|deixou de|deixaram de");
    return phrases;
}

const Phrases& cause_words() {
    static const Phrases phrases(
        "because|since|the reason|that is why|that's why|which is why|which meant|which means|so that|led "
        "to|leads to|caused|causes|turned out|turns out|as a result|due to|thanks to|"
        "means that|explains|explained|until we|once we|when we|if you|if a|if the|when a|when the|"
        "porque|por isso|o motivo|a razao|por causa|levou a|fez com que|faz com que|resultado|o que "
        "significa|ou seja|de modo que|para que|quando a|quando o|se a|se o|se ninguem|"
        "depende de|gracas a|explica|explicava|na verdade");
    return phrases;
}

const Phrases& lesson_words() {
    static const Phrases phrases(
        "lesson|lessons|learned|learnt|taught us|taught me|mistake|mistakes|should have|shouldn't have|would "
        "have|wouldn't have|never again|the hard part|the hard way|the trick|"
        "what worked|what surprised|surprised|surprising|surprise|i was wrong|we were wrong|wrong "
        "about|underestimated|overestimated|the best|the worst|the cheapest|the most|matters more|"
        "more than any|next time|from now on|do differently|the point is|the real|is not a|isn't a|nobody|no "
        "one|every time|the difference|rule of thumb|worth|"
        "licao|aprendi|aprendemos|ensinou|ensinaram|erro|erramos|errei|deveria ter|deveriamos ter|deviamos "
        "ter|nunca mais|a parte dificil|o truque|surpresa|surpreendeu|me surpreendeu|"
        "subestimei|subestimamos|a melhor|o melhor|a pior|o pior|mais do que|da proxima vez|a partir de "
        "agora|faco diferente|fazemos diferente|ninguem|toda vez|a diferenca|vale a pena|"
        "e uma promessa|teriamos|nunca saberiamos|e perigoso|tinha razao|a mais util");
    return phrases;
}

const Phrases& contrast_words() {
    static const Phrases phrases(
        "instead of|instead|rather than|but not|not because|not the|not a|not by|but|although|even "
        "though|whereas|while|yet|despite|unlike|more than|less than|other than|"
        "em vez de|ao inves de|mas|nao e|nao era|nao porque|nao foi|e nao|embora|apesar de|enquanto|ao "
        "contrario|diferente de|mais do que|menos do que|so que|mesmo sem");
    return phrases;
}

const Phrases& hedge_words() {
    static const Phrases phrases(
        "maybe|perhaps|probably|i think|i guess|not sure|might|seems|seem|apparently|sort of|kind "
        "of|hopefully|we should|i should|could be|possibly|"
        "talvez|acho que|eu acho|provavelmente|parece|parecem|quem sabe|suspeita|sera que|meio que|deve "
        "ser|tomara");
    return phrases;
}

const Phrases& incident_words() {
    static const Phrases phrases(
        "outage|incident|incidents|postmortem|post-mortem|rolled back|rollback|paged|pager|went "
        "down|broke|broken|crash|crashed|data loss|downtime|failed over|root cause|"
        "incidente|incidentes|fora do ar|queda|quebrou|travou|reverter|revertemos|rollback|plantao");
    return phrases;
}

const Phrases& note_words() {
    static const Phrases phrases(
        "fixme|tbd|tbc|wip|xxx|lorem ipsum|see below|see above|as above|listed below|shown below|see the "
        "table|see also|attached|screenshot|figure below|note to self|remember to|"
        "need to check|check with|ask about|to be written|more on this later|"
        "veja abaixo|ver abaixo|veja acima|ver acima|conforme acima|em anexo|a definir|a confirmar|captura "
        "de tela|nota mental|lembrar de|ver com|preciso ver|rever em|checar com|perguntar para");
    return phrases;
}

const Phrases& front_openings() {
    static const Phrases phrases(
        "todo|to do|note from|notes from|note of|notes of|written on|last updated|updated|updated "
        "on|draft|draft of|rough draft|date|author|tags|status|attendees|source|sources|"
        "idea|ideas|missing|remember|check|ask|also check|next meeting|open question|honest "
        "question|link|links|"
        "nota de|notas de|anotacoes de|nota do dia|escrito "
        "em|atualizado|atualizada|rascunho|data|autor|presentes|fonte|fontes|ideia|falta|faltou|pendente|"
        "lembrete|lembrar|ver|rever|checar|"
        "perguntar|proxima reuniao|duvida honesta|duvida|quem anotou");
    return phrases;
}

bool balanced(std::string_view text) {
    const auto count = [&](std::string_view mark) {
        std::size_t n = 0;
        for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; at += mark.size())
            ++n;
        return n;
    };
    return count("(") == count(")") && count("[") == count("]") && count("\"") % 2 == 0 &&
           count("`") % 2 == 0 && count("\xE2\x80\x9C") == count("\xE2\x80\x9D") &&
           count("\xC2\xAB") == count("\xC2\xBB");
}

}  // namespace

Features features_of(std::string_view text, const Words& words, const LanguagePack& pack) {
    Features features;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (is_amount(words, i, text)) ++features.numbers;
    if (number_words().in(words)) ++features.numbers;
    // "from 214 to 31", "de 19% para 11%": two amounts and a word of movement between or before them.
    static const Phrases from("from|de|between|entre");
    static const Phrases to("to|para|pra|a");
    bool movement = false;
    for (std::size_t i = 0; i + 3 < words.size() && !movement; ++i) {
        if (!from.has(words[i].key)) continue;
        for (std::size_t k = i + 2; k < std::min(words.size(), i + 7); ++k)
            if (to.has(words[k].key) && k + 1 < words.size() && is_digit(words[k + 1].key.front()))
                movement = true;
    }
    features.change = features.numbers > 0 && (movement || change_words().in(words));
    features.cause = cause_words().in(words);
    features.lesson = lesson_words().in(words);
    features.contrast = contrast_words().in(words);
    features.decision = tells_decision(text, words, pack);
    features.hedge = hedge_words().in(words);
    features.incident = incident_words().in(words);
    return features;
}

double strength_of(const Features& features, int words, bool alone, bool question) {
    double strength = 0.16;
    if (features.numbers > 0) strength += 0.16;
    if (features.numbers > 1) strength += 0.06;
    if (features.change) strength += 0.16;
    if (features.cause) strength += 0.12;
    if (features.lesson) strength += 0.16;
    if (features.contrast) strength += 0.10;
    if (features.decision) strength += features.cause ? 0.14 : 0.08;
    if (alone) strength += 0.08;
    if (words >= 9 && words <= 28) strength += 0.08;
    if (words > 36 || words < 6) strength -= 0.08;
    if (features.hedge) strength -= 0.14;
    if (question) strength -= 0.16;
    return std::clamp(strength, 0.0, 1.0);
}

bool is_printable(std::string_view text, const Words& words) {
    if (words.size() < 4 || words.size() > 48) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (first >= 'a' && first <= 'z') return false;  // jotted down, or cut off
    for (const std::string_view mark :
         {"->",  "=>",  "\xE2\x86\x92", "\xE2\x86\x90", "\xE2\x87\x92", "??",   "[[",
          "]]",  "{{",  " | ",          "[ ]",          "[x]",          "<",    "::",
          "!!!", " = ", "http://",      "https://",     "www.",         "TODO", "\xE2\x80\xA6?"})
        if (text.find(mark) != std::string_view::npos) return false;
    if (text.ends_with("...") || text.ends_with("\xE2\x80\xA6") || text.ends_with(':')) return false;
    // An address: something@something.
    for (auto at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1))
        if (at > 0 && text[at - 1] != ' ' && at + 1 < text.size() && text[at + 1] != ' ') return false;
    if (!balanced(text)) return false;
    if (note_words().in(words)) return false;
    const auto front = front_openings().at(words, 0);
    if (front > 0) {
        // "Check the pager first" is advice, "Check: …" and "Check with Bia" are notes.
        static const Phrases always(
            "todo|to do|note from|notes from|written on|last updated|updated on|draft of|rough draft|nota "
            "de|notas de|anotacoes de|nota do dia|escrito em|ver|rever|falta|quem anotou|proxima "
            "reuniao|next meeting");
        if (always.at(words, 0) > 0) return false;
        if (front < words.size() && trim(gap_after(text, words, front - 1)).starts_with(':')) return false;
    }
    return true;
}

bool leans_back(const Words& words) {
    static const Phrases openings(
        "the reason|the reasons|the result|the results|the difference|the answer|the problem|the "
        "solution|the fix|the first version|the second|the first|the other|the others|the former|the latter|"
        "the rest|both|neither|either way|one of them|two of them|none of them|each of them|most of "
        "them|some of them|after that|before that|since then|until then|by then|instead|"
        "then|there|here|again|the same|the lesson|the idea|the point|the trick|the rule|the change|in the "
        "end|the old one|the new one|afterwards|as a result|for example|for instance|which|"
        "o motivo|a razao|o resultado|os resultados|a diferenca|a resposta|o problema|a solucao|a correcao|a "
        "primeira versao|a segunda|o segundo|o primeiro|a primeira|o outro|a outra|os outros|as outras|"
        "o resto|os dois|as duas|ambos|ambas|nenhum deles|um deles|uma delas|duas delas|dois deles|cada um "
        "deles|depois disso|antes disso|desde entao|ate la|em vez disso|no fim|no final|"
        "entao|ai|la|aqui|de novo|o mesmo|a licao|a ideia|o ponto|o truque|a regra|a mudanca|o de|a de|os "
        "de|as de|o que|a que|por exemplo|como resultado|dessas|desses|destas|destes|dessa|desse|nessa|nesse|"
        "com isso|por isso|nisso|disso|nela|nele|dela|dele");
    static const Phrases complete(
        "the same day|the second half|the first half|the first time|no fim de|no final de|no fim do|no final "
        "do|no fim da|no final da|a primeira vez|a segunda vez|a segunda metade|a primeira metade|o primeiro "
        "semestre|o segundo semestre");
    if (openings.at(words, 0) > 0 && complete.at(words, 0) == 0) return true;
    // "73 of them …", "The best of the six …", "The seventh …"
    static const Phrases counted(
        "one|two|three|four|five|six|seven|eight|nine|ten|them|these|those|eles|elas|dois|duas|tres|quatro|"
        "cinco|seis|sete|oito|nove|dez");
    static const Phrases ordinals(
        "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|terceiro|terceira|quarto|quinta|quinto|sexto|"
        "setimo|setima");
    for (std::size_t i = 1; i + 1 < words.size() && i < 4; ++i) {
        const bool of =
            words[i].key == "of" || words[i].key == "de" || words[i].key == "dos" || words[i].key == "das";
        const auto next =
            words[i + 1].key == "the" || words[i + 1].key == "os" || words[i + 1].key == "as" ? i + 2 : i + 1;
        if (of && next < words.size() && counted.has(words[next].key) &&
            (next > i + 1 || words[next].key == "them" || words[next].key == "those" ||
             words[next].key == "these" || words[next].key == "eles" || words[next].key == "elas" ||
             words[i].key == "dos" || words[i].key == "das"))
            return true;
    }
    if (words.size() > 1 && words[0].key == "the" && ordinals.has(words[1].key)) return true;
    return words.size() > 1 && (words[1].key == "deles" || words[1].key == "delas");
}

bool is_small_talk(const Words& words) {
    static const Phrases phrases(
        "what was it|what's it called|how do you say|i said|como e que se diz|qual era|i'll|i will|i'm going "
        "to|i am going to|let me|let's|lets|you|your|you're|you've|thanks|thank "
        "you|recording|my screen|on mute|sounds good|good point|good question|fair point|"
        "next item|move on|we'll see|hear me|i agree|guys|everyone|folks|agenda|"
        "eu vou|vou|voce|voces|vamos ver|obrigado|obrigada|gravacao|gravando|gente|pessoal|boa pergunta|bom "
        "ponto|concordo|beleza|fechado|roubar|proximo assunto|assunto de hoje|"
        "minha proposta|eu colocaria|quero ver isso|essa frase|aqui na reuniao");
    return phrases.in(words);
}

}  // namespace pacelane::analysis::detail
