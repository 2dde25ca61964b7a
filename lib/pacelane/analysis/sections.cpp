#include "detail/sections.h"

#include "detail/words.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

const Phrases& decision_words() {
    static const Phrases phrases(
        "decision|decisions|decided|agreed|agreements|agreement|resolutions|resolution|outcomes|decisao|"
        "decisoes|decidido|"
        "decididos|decidimos|combinado|combinados|deliberacao|deliberacoes|acordos|definicoes|resolucoes");
    return phrases;
}

const Phrases& action_words() {
    static const Phrases phrases(
        "action|actions|action item|action items|action points|action point|actionables|next step|next "
        "steps|next actions|to do|to dos|"
        "to-do|to-dos|todo|todos|task|tasks|follow-up|follow-ups|follow up|follow "
        "ups|followups|commitments|assignments|"
        "acao|acoes|itens de acao|pontos de acao|plano de acao|proximo passo|proximos passos|proximas etapas|"
        "proxima etapa|proximas acoes|proximas atividades|divisao de tarefas|distribuicao de "
        "tarefas|atribuicoes|encaminhamento|encaminhamentos|pendencia|pendencias|tarefa|tarefas|compromissos|"
        "responsabilidades|a fazer");
    return phrases;
}

const Phrases& question_words() {
    static const Phrases phrases(
        "open question|open questions|question|questions|unanswered questions|unresolved|open|open "
        "points|open point|"
        "open issues|open items|open topics|to be "
        "clarified|pergunta|perguntas|duvida|duvidas|questoes|questao|em aberto|"
        "pontos em aberto|ponto em aberto|perguntas em aberto|questoes em aberto|duvidas em aberto|pontos "
        "abertos|"
        "questoes abertas|perguntas abertas|a esclarecer|temas em aberto");
    return phrases;
}

const Phrases& agenda_words() {
    static const Phrases phrases("agenda|pauta|topics|topicos|assuntos|programme|schedule|ordem do dia");
    return phrases;
}

const Phrases& people_words() {
    static const Phrases phrases(
        "attendees|attendee|attendance|present|participants|apologies|absent|who was there|people|presentes|"
        "participantes|ausentes|presenca|convidados|quem participou");
    return phrases;
}

const Phrases& reference_words() {
    static const Phrases phrases(
        "link|links|reference|references|see also|further "
        "reading|reading|source|sources|appendix|bibliography|credits|"
        "footnotes|scratch|scratchpad|drafts|draft ideas|post "
        "ideas|private|personal|confidential|changelog|backlog|parked|"
        "parking lot|referencias|fontes|bibliografia|anexo|anexos|leituras|veja "
        "tambem|rascunho|rascunhos|ideias de post|"
        "privado|pessoal|confidencial|creditos");
    return phrases;
}

// Words that may stand around a keyword without changing what the section is.
const Phrases& filler_words() {
    static const Phrases phrases(
        "a|an|the|of|for|from|and|our|we|what|were|was|this|today|today's|meeting|week|key|main|made|taken|"
        "log|list|new|summary|still|review|outstanding|previous|last|pending|assigned|defined|"
        "remaining|as|os|o|e|de|da|do|das|dos|desta|deste|reuniao|semana|principais|tomadas|tomada|que|foi|"
        "foram|novas|"
        "novos|resumo|lista|abertos|abertas|ainda|definidas|definida|definidos|anteriores|anterior|pendentes|"
        "o|registradas|registro|items|itens|pontos|points");
    return phrases;
}

// In minutes only: elsewhere they head what is told.
const Phrases& meeting_decision_words() {
    static const Phrases phrases(
        "conclusion|conclusions|consensus|resolved|motion|motions|votes|verdict|decision made|"
        "conclusao|consenso|resolvido|votacao|aprovacoes|o que ficou decidido|o que foi decidido");
    return phrases;
}

const Phrases& meeting_reference_words() {
    static const Phrases phrases(
        "next meeting|next meetings|upcoming meeting|upcoming meetings|next call|future meetings|calendar|"
        "how to join|joining|dial-in|logistics|recording|recordings|housekeeping|code of "
        "conduct|proxima reuniao|proximas reunioes|calendario|como participar|gravacao");
    return phrases;
}

// What heads the discussion itself, where an agenda only announces it.
const Phrases& discussion_words() {
    static const Phrases phrases(
        "minutes|discussion|discussions|notes|meeting notes|discussion notes|proceedings|discussao|"
        "discussoes|ata|desenvolvimento|relato|deliberacoes|resumo|anotacoes");
    return phrases;
}

struct Class {
    Section section;
    const Phrases& (*words)();
};

const Phrases& generic_words() {
    static const Phrases phrases(
        // English
        "note|notes|meeting|meetings|minutes|minute|weekly|daily|monthly|sync|standup|stand-up|catch-up|"
        "catchup|agenda|log|journal|"
        "diary|draft|drafts|untitled|document|documents|doc|docs|file|files|readme|misc|miscellaneous|stuff|"
        "thing|things|idea|ideas|thought|"
        "thoughts|update|updates|status|report|reports|review|reviews|summary|overview|introduction|intro|"
        "background|context|conclusion|"
        "conclusions|result|results|outcome|outcomes|details|detail|example|examples|problem|problems|"
        "solution|solutions|"
        "goal|goals|non-goal|non-goals|option|options|considered|alternative|alternatives|risk|risks|rollout|"
        "follow-up|follow-ups|plan|plans|question|questions|answer|answers|topic|topics|discussion|decision|"
        "decisions|"
        "action|actions|"
        "item|items|task|tasks|point|points|step|steps|part|section|chapter|list|lists|summary|recap|retro|"
        "retrospective|"
        "session|call|chat|talk|talks|conversation|interview|transcript|recording|knowledge|handbook|wiki|"
        "page|team|teams|people|person|"
        "everyone|someone|somebody|anyone|work|works|working|job|time|times|day|days|week|weeks|month|months|"
        "year|years|hour|hours|minute|"
        "today|tomorrow|yesterday|morning|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
        "january|february|"
        "march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|"
        "sep|sept|oct|nov|dec|"
        "q1|q2|q3|q4|new|old|good|bad|better|best|big|small|first|second|third|last|next|number|numbers|lot|"
        "lots|way|ways|kind|"
        "sort|bit|case|cases|fact|reason|reasons|change|changes|changed|lesson|lessons|learned|learnt|"
        "learning|learnings|"
        "takeaway|takeaways|why|how|what|when|who|which|did|does|do|done|make|makes|made|get|got|go|going|"
        "went|say|says|said|"
        "think|know|want|need|needs|see|look|use|used|using|thanks|yeah|okay|ok|yes|no|right|sure|really|"
        "actually|maybe|"
        "decided|decide|agreed|agree|settled|told|tell|asked|ask|works|worked|happened|happens|half|rest|end|"
        "start|side|set|couple|one|two|three|four|five|six|seven|eight|nine|ten|"
        // Portuguese
        "nota|notas|anotacao|anotacoes|reuniao|reunioes|ata|atas|semanal|diario|diaria|mensal|quinzenal|"
        "pauta|rascunho|rascunhos|"
        "documento|documentos|arquivo|arquivos|coisa|coisas|ideias|ideia|atualizacao|atualizacoes|relatorio|"
        "resumo|introducao|contexto|conclusao|"
        "conclusoes|resultado|resultados|detalhe|detalhes|exemplo|exemplos|problema|problemas|solucao|"
        "solucoes|objetivo|objetivos|"
        "plano|planos|pergunta|perguntas|resposta|respostas|topico|topicos|discussao|decisao|decisoes|acao|"
        "acoes|tarefa|tarefas|"
        "ponto|pontos|passo|passos|parte|secao|capitulo|lista|conversa|conversas|entrevista|transcricao|"
        "gravacao|equipe|time|times|pessoa|"
        "pessoas|gente|trabalho|tempo|dia|dias|semana|semanas|mes|meses|ano|anos|hora|horas|minuto|minutos|"
        "hoje|amanha|ontem|manha|tarde|"
        "segunda|terca|quarta|quinta|sexta|sabado|domingo|segunda-feira|terca-feira|quarta-feira|quinta-"
        "feira|sexta-feira|"
        "janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|novo|nova|"
        "velho|bom|boa|melhor|"
        "pior|grande|pequeno|primeiro|primeira|segundo|terceiro|ultimo|ultima|proximo|proxima|numero|numeros|"
        "jeito|forma|tipo|"
        "caso|casos|fato|motivo|motivos|mudanca|mudancas|mudou|aprendizado|aprendizados|licao|licoes|fazer|"
        "faz|feito|fez|fazemos|"
        "ser|ter|dizer|disse|falar|falou|fala|acho|saber|quer|querer|ver|olhar|usar|obrigado|obrigada|beleza|"
        "sim|nao|certo|"
        "verdade|metade|ficou|fica|decidido|decidida|decidimos|decidiu|combinado|combinamos|combinou|levamos|"
        "levou|ligar|ligo|dizia|acha|achou|resto|fim|inicio|lado|vez|vezes|dois|duas|tres|quatro|cinco|seis|"
        "sete|oito|nove|dez|agora|diferente|assunto|assuntos");
    return phrases;
}

bool is_month_or_date_word(std::string_view key) {
    return !key.empty() && key.front() >= '0' && key.front() <= '9';
}

}  // namespace

namespace {

struct Reading {
    bool meeting = false;

    Section of(const Words& words, std::size_t at, std::size_t& taken) const {
        static constexpr std::array classes{
            Class{Section::decisions, decision_words}, Class{Section::actions, action_words},
            Class{Section::questions, question_words}, Class{Section::agenda, agenda_words},
            Class{Section::people, people_words},      Class{Section::reference, reference_words}};
        static constexpr std::array of_meetings{Class{Section::decisions, meeting_decision_words},
                                                Class{Section::reference, meeting_reference_words}};
        Section best = Section::content;
        const auto look = [&](const Class& candidate) {
            const auto count = candidate.words().at(words, at);
            if (count <= taken) return;
            taken = count;
            best = candidate.section;
        };
        std::for_each(classes.begin(), classes.end(), look);
        if (meeting) std::for_each(of_meetings.begin(), of_meetings.end(), look);
        return best;
    }
};

// Two kinds in one heading: "Decisions and actions", "Open action items".
Section together(Section first, Section second) {
    if (first == Section::content) return second;
    if ((first == Section::decisions && second == Section::actions) ||
        (first == Section::actions && second == Section::decisions))
        return Section::decisions_and_actions;
    return first == Section::questions && second == Section::actions ? second : first;
}

// "Quick review of the previous meeting": what was decided then is no news.
bool looks_back(const Words& words) {
    static const Phrases review("review of|recap of|revisao da|retomada da|resumo da");
    static const Phrases meeting(
        "last meeting|previous meeting|last meetings|previous meetings|last call|reuniao anterior|reuniao "
        "passada|ultima reuniao");
    return review.in(words) && meeting.in(words);
}

Section classify(std::string_view heading, bool meeting) {
    if (heading.size() > 80) return Section::content;
    const auto words = words_of(heading);
    if (words.empty() || words.size() > 7) return Section::content;
    if (meeting && looks_back(words)) return Section::reference;
    Section found = Section::content;
    for (std::size_t i = 0; i < words.size();) {
        std::size_t taken = 0;
        const auto best = Reading{meeting}.of(words, i, taken);
        if (taken > 0) {
            found = together(found, best);
            i += taken;
            continue;
        }
        // Bracketed remarks, numbers and dates do not matter: "Decisions (2026-11-17)".
        const bool bracketed = words[i].begin > 0 && heading[words[i].begin - 1] == '(';
        if (bracketed) break;
        const bool of_next_meeting = meeting && found == Section::reference;
        if (!of_next_meeting && !filler_words().has(words[i].key) && !is_month_or_date_word(words[i].key))
            return Section::content;
        ++i;
    }
    return found;
}

Section innermost(const context::Passage& passage, bool meeting) {
    if (!passage.lead_in.empty()) {
        const auto section = classify(passage.lead_in, meeting);
        if (section != Section::content) return section;
    }
    for (auto heading = passage.headings.rbegin(); heading != passage.headings.rend(); ++heading) {
        const auto section = classify(*heading, meeting);
        if (section != Section::content) return section;
    }
    return Section::content;
}

// Whether a part of its own holds the discussion.
bool has_discussion(const std::vector<const context::Passage*>& passages) {
    return std::any_of(passages.begin(), passages.end(), [](const context::Passage* passage) {
        if (innermost(*passage, true) == Section::agenda) return false;
        return std::any_of(passage->headings.begin(), passage->headings.end(),
                           [](const std::string& heading) {
                               const auto words = words_of(heading);
                               return !words.empty() && discussion_words().at(words, 0) == words.size();
                           });
    });
}

}  // namespace

Section section_of(std::string_view heading) {
    return classify(heading, false);
}

Section section_of(const context::Passage& passage) {
    return innermost(passage, false);
}

Section meeting_section_of(std::string_view heading) {
    return classify(heading, true);
}

bool is_meeting_section(std::string_view heading) {
    if (classify(heading, true) != Section::content) return true;
    const auto words = words_of(heading);
    return !words.empty() && discussion_words().at(words, 0) == words.size();
}

std::vector<Section> meeting_sections(const std::vector<const context::Passage*>& passages) {
    std::vector<Section> sections;
    const bool announced = has_discussion(passages);
    std::vector<const context::Passage*> above;  // the items that lead to this one
    for (const auto* passage : passages) {
        auto section = innermost(*passage, true);
        if (passage->kind == context::PassageKind::list_item) {
            while (!above.empty() &&
                   (above.back()->depth >= passage->depth || above.back()->headings != passage->headings))
                above.pop_back();
            // "Next steps:" as an item, with the steps below it.
            for (auto item = above.rbegin(); item != above.rend(); ++item)
                if (const auto of_item = classify((*item)->text, true);
                    of_item != Section::content && of_item != Section::agenda) {
                    section = of_item;
                    break;
                }
            above.push_back(passage);
        } else {
            above.clear();
        }
        if (section == Section::agenda && !announced) {
            const bool below_heading =
                !passage->headings.empty() && classify(passage->headings.back(), true) != Section::agenda;
            if (passage->depth > 0 || !passage->speaker.empty() || below_heading) section = Section::content;
        }
        sections.push_back(section);
    }
    return sections;
}

bool is_generic_word(std::string_view key) {
    return generic_words().has(key) || is_month_or_date_word(key) || key.size() < 2;
}

bool is_generic_stem(std::string_view stem, language::Language language) {
    using Stems = std::set<std::string, std::less<>>;
    static const auto by_language = [] {
        std::vector<Stems> all;
        for (const auto each : language::languages()) {
            auto& stems = all.emplace_back();
            for (const auto& word : generic_words().single_words())
                stems.insert(language::stem(word, each));
        }
        return all;
    }();
    return by_language[language.index()].contains(stem) || is_generic_word(stem);
}

bool is_informative(std::string_view title, language::Language language) {
    const auto text = clean_title(title);
    if (text.size() < 6 || text.size() > 160 || text.find('/') != std::string::npos) return false;
    if (section_of(text) != Section::content) return false;
    // A file's name: underscores, or no space and an extension.
    if (text.find('_') != std::string::npos) return false;
    if (text.find(' ') == std::string::npos) return false;
    int telling = 0;
    for (const auto& word : words_of(text)) {
        if (is_generic_word(word.key) || language::is_stopword(word.key, language)) continue;
        // The key has lost its accents, the list of stopwords has not.
        if (language::is_stopword(text.substr(word.begin, word.end - word.begin), language)) continue;
        ++telling;
    }
    return telling >= 2;
}

std::string clean_title(std::string_view title) {
    title = strip(title, ":#*");
    // "3. ", "2.1 ", "2026-11-17 – "
    const auto words = words_of(title);
    std::size_t first = 0;
    if (!words.empty() && is_month_or_date_word(words[0].key)) {
        const auto gap = gap_after(title, words, 0);
        const bool numbering = words[0].key.size() <= 4 && (gap.starts_with('.') || gap.starts_with(')'));
        const bool date =
            words[0].key.size() >= 8 && std::count(words[0].key.begin(), words[0].key.end(), '-') == 2;
        if (numbering || date) first = 1;
    }
    if (first > 0 && first < words.size()) {
        title.remove_prefix(words[first].begin);
    } else if (words.size() > 1) {
        const auto& last = words.back();
        if (last.key.size() == 10 && std::count(last.key.begin(), last.key.end(), '-') == 2 &&
            last.key[4] == '-')
            title = title.substr(0, words[words.size() - 2].end);
    }
    std::string text = tidy(title);
    // tidy() drops a final stop, and never a question mark; brackets stay balanced.
    return text;
}

}  // namespace pacelane::analysis::detail
