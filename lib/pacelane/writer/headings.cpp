#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/language/privacy_filter.h>
#include <pacelane/writer/detail/filters.h>
#include <regex>

namespace pacelane::writer::detail {

using namespace std::string_view_literals;

std::string without_pictures(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        // U+1F000 and above, U+2190–U+2BFF (arrows, symbols, dingbats), and what joins and colours them.
        const bool joiner = (byte(0) == 0xef && byte(1) == 0xb8 && byte(2) == 0x8f) ||
                            (byte(0) == 0xe2 && byte(1) == 0x80 && byte(2) == 0x8d);
        const bool symbol =
            byte(0) == 0xe2 && ((byte(1) == 0x86 && byte(2) >= 0x90) || (byte(1) >= 0x87 && byte(1) <= 0xaf));
        if (byte(0) == 0xf0 && byte(1) >= 0x9f)
            i += 4;
        else if (joiner || symbol)
            i += 3;
        else
            out += text[i++];
    }
    return out;
}

std::string clean_heading(std::string_view heading) {
    static const std::regex numbering(R"(^\s*(\d+(\.\d+)*[.)]|\d+(\.\d+)+|[A-Z][.)]|[#§]+)\s+)");
    std::string text =
        std::regex_replace(collapse_space(without_pictures(heading.substr(0, 400))), numbering, "");
    // "What it cost us (added 2026-11-13)", "Design: ship to five percent first": the point without its
    // packing.
    static const std::regex dated(R"( \([^()]*\)$)");
    static const std::regex genre(
        R"(^(design|design doc|design document|tech spec|spec|proposal|rfc|adr|memo|note|notes|draft|postmortem|post-mortem|proposta|nota|notas|rascunho|documento)( \d+)?: )",
        std::regex::icase);
    text = std::regex_replace(text, dated, "");
    text = std::regex_replace(text, genre, "");
    while (!text.empty() && (text.back() == ':' || text.back() == ' '))
        text.pop_back();
    return text;
}

Role role_of(std::span<const std::string> headings, Language) {
    // Both languages at once: minutes in one often have headings in the other.
    static constexpr std::array decisions{"decisions"sv, "decision"sv,   "decided"sv, "decisões"sv,
                                          "decisão"sv,   "agreements"sv, "agreed"sv,  "deliberações"sv,
                                          "decidimos"sv, "we decided"sv};
    static constexpr std::array actions{"action items"sv, "actions"sv,    "action"sv,
                                        "next steps"sv,   "to do"sv,      "to-do"sv,
                                        "todo"sv,         "todos"sv,      "tasks"sv,
                                        "ações"sv,        "ação"sv,       "próximos passos"sv,
                                        "tarefas"sv,      "pendências"sv, "encaminhamentos"sv,
                                        "follow-ups"sv,   "follow-up"sv,  "itens de ação"sv,
                                        "backlog"sv};
    static constexpr std::array agenda{"agenda"sv, "pauta"sv};
    static constexpr std::array attendance{"attendees"sv, "attendance"sv,    "present"sv, "participants"sv,
                                           "presentes"sv, "participantes"sv, "presença"sv};
    static constexpr std::array questions{
        "open questions"sv, "open points"sv, "questions"sv, "parking lot"sv,         "pontos em aberto"sv,
        "em aberto"sv,      "dúvidas"sv,     "perguntas"sv, "perguntas em aberto"sv, "open"sv};
    static constexpr std::array reference{"links"sv,       "references"sv,  "see also"sv,      "sources"sv,
                                          "appendix"sv,    "referências"sv, "fontes"sv,        "anexo"sv,
                                          "anexos"sv,      "leituras"sv,    "scratch"sv,       "rascunho"sv,
                                          "private"sv,     "privado"sv,     "pessoal"sv,       "changelog"sv,
                                          "draft ideas"sv, "post ideas"sv,  "ideias de post"sv};
    const auto is_one = [](std::string_view heading, std::span<const std::string_view> words) {
        // A heading of content may hold such a word in passing ("Decisions nobody remembers").
        const std::string folded = language::fold(clean_heading(heading));
        for (const auto word : words) {
            if (folded == word) return true;
            if (folded.size() <= word.size() + 16 && folded.starts_with(word) && folded[word.size()] == ' ' &&
                (folded.find('(') != std::string::npos ||
                 std::isdigit(static_cast<unsigned char>(folded.back()))))
                return true;
        }
        return false;
    };
    for (auto heading = headings.rbegin(); heading != headings.rend(); ++heading) {
        if (is_one(*heading, decisions)) return Role::decisions;
        if (is_one(*heading, actions)) return Role::actions;
        if (is_one(*heading, agenda)) return Role::agenda;
        if (is_one(*heading, attendance)) return Role::attendance;
        if (is_one(*heading, questions)) return Role::questions;
        if (is_one(*heading, reference)) return Role::reference;
    }
    return Role::content;
}

bool is_informative(std::string_view heading, Language language, int least, int least_words) {
    const std::string text = clean_heading(heading);
    if (text.empty() || language::character_count(text) > 90) return false;
    if (has_private_reference(text) || is_working_note(text, language)) return false;
    if (language::is_private_title(text) || language::concern(text)) return false;
    if (text.find('_') != std::string::npos) return false;
    static const std::regex date(
        R"(\d{4}-\d{2}|\d{1,2}/\d{1,2}|\b(19|20)\d{2}\b|\b(week|semana|sprint) \d|\.(md|txt|vtt|srt|docx?)$)",
        std::regex::icase);
    if (std::regex_search(text, date)) return false;
    static constexpr std::array filler{"notes"sv,
                                       "note"sv,
                                       "weekly"sv,
                                       "daily"sv,
                                       "meeting"sv,
                                       "minutes"sv,
                                       "sync"sv,
                                       "standup"sv,
                                       "stand-up"sv,
                                       "retro"sv,
                                       "retrospective"sv,
                                       "call"sv,
                                       "transcript"sv,
                                       "background"sv,
                                       "context"sv,
                                       "summary"sv,
                                       "overview"sv,
                                       "introduction"sv,
                                       "intro"sv,
                                       "discussion"sv,
                                       "misc"sv,
                                       "miscellaneous"sv,
                                       "ideas"sv,
                                       "draft"sv,
                                       "thoughts"sv,
                                       "journal"sv,
                                       "details"sv,
                                       "updates"sv,
                                       "update"sv,
                                       "review"sv,
                                       "raw"sv,
                                       "monthly"sv,
                                       "general"sv,
                                       "other"sv,
                                       "random"sv,
                                       "conclusion"sv,
                                       "conclusions"sv,
                                       "results"sv,
                                       "log"sv,
                                       "monday"sv,
                                       "tuesday"sv,
                                       "wednesday"sv,
                                       "thursday"sv,
                                       "friday"sv,
                                       "team"sv,
                                       "platform"sv,
                                       "of"sv,
                                       "the"sv,
                                       "and"sv,
                                       "with"sv,
                                       "from"sv,
                                       "ata"sv,
                                       "reunião"sv,
                                       "notas"sv,
                                       "nota"sv,
                                       "semanal"sv,
                                       "quinzenal"sv,
                                       "diário"sv,
                                       "diária"sv,
                                       "mensal"sv,
                                       "contexto"sv,
                                       "resumo"sv,
                                       "introdução"sv,
                                       "discussão"sv,
                                       "ideias"sv,
                                       "rascunho"sv,
                                       "detalhes"sv,
                                       "conclusão"sv,
                                       "resultados"sv,
                                       "geral"sv,
                                       "outros"sv,
                                       "conversa"sv,
                                       "transcrição"sv,
                                       "de"sv,
                                       "da"sv,
                                       "do"sv,
                                       "e"sv,
                                       "produto"sv,
                                       "time"sv,
                                       "equipe"sv,
                                       "anotações"sv,
                                       "atualização"sv,
                                       "revisão"sv,
                                       "ligação"sv,
                                       "com"sv,
                                       "sobre"sv};
    int words = 0, telling = 0;
    for (const auto& token : language::tokenize(text, language)) {
        ++words;
        if (token.number) continue;
        if (std::find(filler.begin(), filler.end(), token.folded) == filler.end()) ++telling;
    }
    return words >= least_words && telling >= least;
}

}  // namespace pacelane::writer::detail
