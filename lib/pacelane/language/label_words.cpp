#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>
#include <pacelane/language/language.h>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace pacelane::language {

namespace {

// Folded, without diacritics; English, then Portuguese.
constexpr std::string_view kDecision =
    "decision|decisions|decided|decision made|agreed|agreement|agreements|resolution|resolutions|resolved|"
    "proposed resolution|consensus|conclusion reached|that's decided|it's decided|that's settled|it's "
    "settled|approved|motion carried|motion carries|"
    "decisao|decisoes|decidido|decididos|decidida|decidimos|acordado|acordo|combinado|combinados|fechado|"
    "definido|deliberado|deliberacao|deliberacoes|resolucao|resolucoes|esta decidido|ficou decidido|ficou "
    "combinado|conclusao final|aprovado|consenso";
constexpr std::string_view kAction =
    "action|actions|action item|action items|action point|action points|ai|ais|todo|todos|to do|to-do|"
    "to dos|to-dos|next step|next steps|next action|next actions|follow-up|follow-ups|follow up|follow "
    "ups|followup|followups|task|tasks|"
    "acao|acoes|item de acao|itens de acao|ponto de acao|pontos de acao|tarefa|tarefas|proximo "
    "passo|proximos passos|encaminhamento|encaminhamentos|pendencia|pendencias|a fazer";
constexpr std::string_view kIssue =
    "question|questions|open question|open questions|risk|risks|issue|issues|blocker|blockers|"
    "problem|problems|concern|concerns|duvida|duvidas|pergunta|perguntas|questao|questoes|risco|"
    "riscos|bloqueio|bloqueios|impedimento|impedimentos|problema|problemas";
constexpr std::string_view kRecord =
    "note|notes|nb|n.b.|fyi|summary|tl;dr|tldr|recap|agenda|topic|topics|subtopic|subject|title|"
    "warning|warn|error|info|information|debug|tip|hint|caution|important|example|examples|answer|"
    "answers|update|updates|status|result|results|outcome|outcomes|context|background|goal|goals|"
    "solution|solutions|idea|ideas|pros|cons|owner|owners|due|due date|deadline|link|links|source|"
    "sources|reference|references|ps|p.s.|re|key point|key points|takeaway|takeaways|key takeaway|"
    "key takeaways|lesson|lessons|learning|learnings|conclusion|conclusions|introduction|intro|"
    "overview|discussion|meeting|step|part|chapter|section|figure|table|version|tags|kind|fact|"
    "benefit|benefits|option|options|quote|webvtt|style|region|fix|feat|chore|docs|bug|proposed|"
    "proposal|proposals|motion|vote|votes|poll|straw poll|assumption|assumptions|dependency|"
    "dependencies|insight|insights|highlight|highlights|action summary|rationale|reason|reasons|"
    "requirement|requirements|metric|metrics|disclaimer|nota|notas|obs|observacao|observacoes|pauta|"
    "assunto|assuntos|tema|temas|topico|topicos|resumo|resposta|respostas|prazo|prazos|responsavel|"
    "responsaveis|exemplo|exemplos|aviso|avisos|atencao|importante|contexto|objetivo|objetivos|"
    "solucao|solucoes|ideia|ideias|conclusao|conclusoes|discussao|introducao|lembrete|lembretes|dica|"
    "dicas|fonte|fontes|titulo|ponto|pontos|proposta|propostas|resultado|resultados|opcao|opcoes|"
    "vantagens|desvantagens|proxima reuniao|votacao|informe|informes|motivo|motivos|meta|metas|custo|"
    "custos";
constexpr std::string_view kField =
    "date|time|date and time|meeting date|location|place|venue|room|where|when|who|attendees|attendee|"
    "attending|attendance|present|participants|participant list|in attendance|absent|apologies|regrets|"
    "guests|invited|people|who was there|authors|notetaker|note taker|notes by|minutes "
    "by|scribes|scribenick|chairs|chaired by|recorder|timekeeper|duration|recorded|"
    "recording|transcript|transcription|language|from|to|cc|bcc|sent|meeting id|meeting "
    "link|slides|slide|deck|passcode|http|"
    "https|mailto|ftp|url|attachments|"
    "data|hora|horario|local|data e hora|data da reuniao|presentes|participantes|ausentes|ausencias|"
    "convidados|quem participou|quem anotou|anotado por|autor|autora|gravacao|duracao|"
    "ata por|inicio|termino|encerramento|de|para|sala";
constexpr std::string_view kWord =
    "what|why|how|which|remember|before|after|then|now|today|tomorrow|yesterday|yes|no|so|and|but|or|also|"
    "because|well|okay|ok|right|sure|first|second|third|finally|lastly|meanwhile|otherwise|however|therefore|"
    "instead|anyway|basically|honestly|look|listen|see|imagine|again|next|later|plus|say|meaning|monday|"
    "tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|july|"
    "september|october|november|december|"
    "por que|porque|quando|onde|quem|como|antes|depois|hoje|amanha|ontem|sim|nao|mas|entao|tambem|ou|agora|"
    "primeiro|segundo|terceiro|finalmente|enfim|olha|veja|imagine|imagina|bom|bem|certo|claro|ou seja|isto e|"
    "ai|segunda|terca|quarta|quinta|sexta|sabado|domingo|segunda-feira|terca-feira|quarta-feira|"
    "quinta-feira|sexta-feira|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|"
    "novembro|dezembro";

// The last word of a label that leads into what is said.
constexpr std::string_view kLeadingNouns =
    "question|questions|point|points|thing|things|reason|reasons|idea|ideas|problem|problems|answer|answers|"
    "example|examples|rule|rules|result|results|option|options|part|parts|fact|facts|news|case|line|way|ways|"
    "thought|thoughts|lesson|lessons|step|steps|number|numbers|plan|plans|goal|goals|fix|fixes|story|"
    "version|caveat|caveats|note|notes|summary|advice|guess|hint|tip|trick|argument|difference|choice|"
    "choices|issue|issues|risk|risks|change|changes|cause|causes|source|sources|type|types|kinds|place|"
    "places|time|date|today|yesterday|tomorrow|week|weeks|month|quarter|year|years|update|updates|decision|"
    "decisions|action|actions|item|items|detail|details|question|cost|costs|total|goal|topic|topics|"
    "pergunta|perguntas|ponto|pontos|coisa|coisas|motivo|motivos|razao|razoes|ideia|ideias|problema|"
    "problemas|resposta|respostas|exemplo|exemplos|regra|regras|resultado|resultados|opcao|opcoes|parte|"
    "partes|fato|fatos|noticia|noticias|caso|jeito|licao|licoes|passo|passos|numero|numeros|plano|planos|"
    "meta|metas|detalhe|detalhes|dica|dicas|diferenca|escolha|custo|custos|causa|causas|hoje|ontem|amanha|"
    "semana|mes|trimestre|ano|decisao|decisoes|acao|acoes|verdade";

struct Row {
    LabelKind kind;
    std::string_view words;
};
// The first row that has a word counts.
constexpr Row kRows[] = {{LabelKind::decision, kDecision}, {LabelKind::action, kAction},
                         {LabelKind::issue, kIssue},       {LabelKind::record, kRecord},
                         {LabelKind::field, kField},       {LabelKind::word, kWord}};

const std::unordered_map<std::string_view, LabelKind>& table() {
    static const auto all = [] {
        std::unordered_map<std::string_view, LabelKind> kinds;
        for (const auto& row : kRows)
            for (const auto word : split(row.words, '|'))
                kinds.emplace(word, row.kind);
        return kinds;
    }();
    return all;
}

LabelKind find(std::string_view label) {
    std::string folded = fold(label, true);
    for (std::size_t at = 0; (at = folded.find("’", at)) != std::string::npos;)
        folded.replace(at, 3, "'");
    const auto& kinds = table();
    if (const auto found = kinds.find(folded); found != kinds.end()) return found->second;
    // "Step 1", "Decision #2"
    folded.erase(folded.find_last_not_of("0123456789 .#") + 1);
    const auto found = kinds.find(folded);
    // "Room 4" speaks.
    const bool counted = found != kinds.end() && found->second <= LabelKind::record;
    return counted ? found->second : LabelKind::none;
}

bool opens_owner(std::string_view rest) {
    const char first = rest.front();
    return first == '(' || first == '@' || first == '[' || (first >= 'A' && first <= 'Z') ||
           static_cast<unsigned char>(first) >= 0xC3;
}

}  // namespace

LabelKind label_kind(std::string_view label) {
    constexpr std::string_view around = " \t*_[]:!";
    const std::size_t begin = label.find_first_not_of(around);
    if (begin == std::string_view::npos) return LabelKind::none;
    label = label.substr(begin, label.find_last_not_of(around) - begin + 1);
    if (const auto kind = find(label); kind != LabelKind::none) return kind;
    // A decision's or task's mark may be followed by whose it is: "TODO Maya", "Action (Maya)", "AI(jonas)".
    for (std::size_t at = label.find_first_of(" (", 1); at != std::string_view::npos;
         at = label.find_first_of(" (", at + 1)) {
        const auto rest = trim(label.substr(at));
        if (rest.empty() || !opens_owner(rest)) continue;
        const auto kind = find(trim(label.substr(0, at)));
        if (kind == LabelKind::decision || kind == LabelKind::action) return kind;
        if (kind == LabelKind::record && rest.front() == '(') return kind;
    }
    return LabelKind::none;
}

std::string_view label_words(LabelKind kind) {
    const auto* const row =
        std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& one) { return one.kind == kind; });
    return row == std::end(kRows) ? std::string_view{} : row->words;
}

bool is_leading_noun(std::string_view word) {
    static const auto nouns = [] {
        const auto all = split(kLeadingNouns, '|');
        return std::unordered_set<std::string_view>(all.begin(), all.end());
    }();
    return nouns.contains(word);
}

}  // namespace pacelane::language
