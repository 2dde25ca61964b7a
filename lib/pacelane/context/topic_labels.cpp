#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <unordered_set>

namespace pacelane::context::detail {

namespace {

// Folded, without diacritics.
constexpr std::string_view topics =
    // English
    "note|notes|decision|decisions|action|actions|action item|action items|todo|to do|to-do|summary|"
    "agenda|next step|next steps|date|time|location|where|when|who|what|why|how|attendees|present|"
    "participants|absent|apologies|topic|topics|subject|title|warning|warn|error|info|debug|tip|hint|"
    "caution|important|example|examples|question|questions|open question|open questions|answer|"
    "update|updates|status|result|results|outcome|context|background|goal|goals|problem|solution|"
    "idea|ideas|pros|cons|risk|risks|issue|issues|blocker|blockers|owner|due|due date|deadline|link|"
    "links|source|sources|reference|references|ps|p.s.|nb|fyi|re|from|to|cc|bcc|tl;dr|tldr|follow-up|"
    "follow up|followup|key point|key points|takeaway|takeaways|lesson|lessons|learning|conclusion|"
    "introduction|overview|discussion|meeting|step|part|chapter|section|figure|table|version|tags|"
    "author|notetaker|duration|recording|transcript|language|kind|remember|before|after|then|now|"
    "today|tomorrow|yesterday|yes|no|so|and|but|monday|tuesday|wednesday|thursday|friday|saturday|"
    "sunday|http|https|mailto|fact|benefit|benefits|option|quote|webvtt|style|region|fix|feat|chore|"
    "docs|bug|agreed|"
    // Portuguese
    "nota|notas|observacao|observacoes|obs|decisao|decisoes|acao|acoes|tarefa|tarefas|pauta|data|"
    "hora|horario|local|presentes|participantes|ausentes|assunto|assuntos|tema|temas|topico|topicos|"
    "resumo|proximo passo|proximos passos|proxima reuniao|quem anotou|duvida|duvidas|pergunta|"
    "perguntas|resposta|prazo|responsavel|exemplo|exemplos|aviso|atencao|importante|contexto|"
    "objetivo|objetivos|problema|solucao|ideia|ideias|risco|riscos|conclusao|discussao|introducao|"
    "lembrete|dica|fonte|fontes|titulo|autor|ponto|pontos|proposta|resultado|resultados|quando|onde|"
    "quem|como|por que|porque|antes|depois|hoje|amanha|ontem|sim|nao|segunda|terca|quarta|quinta|"
    "sexta|sabado|domingo|segunda-feira|terca-feira|quarta-feira|quinta-feira|sexta-feira|pendencia|"
    "pendencias|opcao|vantagens|desvantagens|combinado|encaminhamento|encaminhamentos";

std::unordered_set<std::string_view> read_topics() {
    const auto words = split(topics, '|');
    return {words.begin(), words.end()};
}

}  // namespace

bool is_topic_label(std::string_view label) {
    static const std::unordered_set<std::string_view> known = read_topics();
    std::string folded = language::fold(label, true);
    // "Step 1" and "Decision 2" are topics as well.
    folded.erase(folded.find_last_not_of("0123456789 .") + 1);
    return known.contains(folded);
}

}  // namespace pacelane::context::detail
