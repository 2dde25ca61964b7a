#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/finish.h>

namespace pacelane::writer::detail {

namespace {

using namespace std::string_view_literals;

bool is_generic(std::string_view folded) {
    static constexpr std::array generic{
        "team"sv,          "teams"sv,       "work"sv,     "week"sv,    "weeks"sv,      "day"sv,
        "days"sv,          "time"sv,        "people"sv,   "thing"sv,   "things"sv,     "year"sv,
        "month"sv,         "months"sv,      "business"sv, "success"sv, "motivation"sv, "leadership"sv,
        "growth"sv,        "innovation"sv,  "question"sv, "number"sv,  "numbers"sv,    "minute"sv,
        "minutes"sv,       "hour"sv,        "hours"sv,    "way"sv,     "change"sv,     "half"sv,
        "answer"sv,        "cost"sv,        "part"sv,     "side"sv,    "person"sv,     "reason"sv,
        "equipe"sv,        "trabalho"sv,    "semana"sv,   "semanas"sv, "dia"sv,        "dias"sv,
        "tempo"sv,         "pessoa"sv,      "pessoas"sv,  "coisa"sv,   "coisas"sv,     "ano"sv,
        "mês"sv,           "meses"sv,       "número"sv,   "números"sv, "minuto"sv,     "minutos"sv,
        "hora"sv,          "horas"sv,       "negócio"sv,  "sucesso"sv, "liderança"sv,  "inovação"sv,
        "pergunta"sv,      "perguntas"sv,   "resposta"sv, "jeito"sv,   "frase"sv,      "caso"sv,
        "casos"sv,         "segunda"sv,     "terça"sv,    "quarta"sv,  "quinta"sv,     "sexta"sv,
        "segunda-feira"sv, "sexta-feira"sv, "monday"sv,   "tuesday"sv, "wednesday"sv,  "thursday"sv,
        "friday"sv,        "manhã"sv,       "tarde"sv,    "morning"sv, "ponto"sv,      "pontos"sv,
        "valor"sv,         "motivo"sv,      "fim"sv};
    return std::find(generic.begin(), generic.end(), folded) != generic.end();
}

/// "alert fatigue" → "#AlertFatigue"; empty when it would be no good tag.
std::string tag(std::string_view written, Language language) {
    const std::string phrase = without_pictures(written);
    std::string out;
    int content = 0, words = 0;
    for (const auto& token : language::tokenize(phrase, language)) {
        if (token.number) return {};
        ++words;
        if (!token.stopword) ++content;
        std::string word;
        bool upper = true;
        for (const char c : std::string_view(phrase).substr(token.begin, token.end - token.begin)) {
            if (c == '-' || c == '\'' || c == '.') {
                upper = true;
                continue;
            }
            word += c;
            if (upper && word.size() == 1) upper = false;
        }
        out += language::capitalize(word);
    }
    if (content == 0 || words > 4 || language::character_count(out) < 3 ||
        language::character_count(out) > 30)
        return {};
    if (words == 1 && is_generic(language::fold(phrase))) return {};
    return "#" + out;
}

}  // namespace

std::vector<std::string> choose_hashtags(const Request& request, const Plan& plan,
                                         const Composition& composition, std::size_t most) {
    const Language language = plan.material->language;
    std::vector<std::string> tags;
    std::vector<Stems> taken;
    const auto add = [&](std::string_view phrase) {
        if (tags.size() >= most || mentions(phrase, plan.material->names)) return;
        const std::string candidate = tag(phrase, language);
        if (candidate.empty() || std::find(tags.begin(), tags.end(), candidate) != tags.end()) return;
        const Stems stems = content_stems(phrase, language);
        // #Reminder beside #TwoStepReminder says nothing more.
        for (const auto& other : taken) {
            std::size_t shared = 0;
            for (const auto& stem : stems)
                shared += other.count(stem);
            if (shared == std::min(stems.size(), other.size())) return;
        }
        taken.push_back(stems);
        tags.push_back(candidate);
    };
    Stems said;
    std::vector<std::string_view> texts;
    for (const auto& block : composition.body)
        for (const auto& s : block.sentences) {
            texts.push_back(s.text);
            said.insert(s.stems.begin(), s.stems.end());
        }
    const auto& topic = request.suggestion.topic;
    if (plan.subject->is_phrase()) texts.push_back(topic);
    const auto phrases = language::keyphrases(texts, language, 30, plan.material->names);
    const auto counts = [](std::string_view phrase) {
        static constexpr std::array words{"two"sv,   "three"sv, "four"sv, "five"sv, "six"sv,
                                          "ten"sv,   "dois"sv,  "duas"sv, "três"sv, "quatro"sv,
                                          "cinco"sv, "seis"sv,  "sete"sv, "dez"sv,  "one"sv};
        return contains_any(phrase, words);
    };
    if (plan.subject->is_phrase()) add(topic);
    // First the topic's own words, longer phrases before single words.
    for (const bool longer : {true, false})
        for (const auto& phrase : phrases) {
            if ((phrase.stems.size() > 1) != longer || counts(phrase.text) || phrase.occurrences < 2)
                continue;
            const auto& words = plan.subject->topic();
            if (std::all_of(phrase.stems.begin(), phrase.stems.end(),
                            [&](const auto& stem) { return words.count(stem) > 0; }))
                add(phrase.text);
        }
    // Pillars that the draft speaks of come before what it merely repeats.
    for (const auto& pillar : request.person.pillars)
        for (const auto& stem : content_stems(pillar, language))
            if (said.count(stem) > 0) add(pillar);
    for (const auto& phrase : phrases) {
        if (phrase.occurrences < 2 || phrase.stems.size() < 2 || counts(phrase.text)) continue;
        if (tags.size() + 1 >= most && most > 2) break;
        add(phrase.text);
    }
    return tags;
}

}  // namespace pacelane::writer::detail
