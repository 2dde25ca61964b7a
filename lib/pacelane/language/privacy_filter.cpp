// What concerns others and stays out of public drafts, by its wording.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/secrets.h>
#include <pacelane/language/language.h>
#include <pacelane/language/privacy_filter.h>

namespace pacelane::language {

namespace {

bool is_number(const Word& word) {
    return word.key.front() >= '0' && word.key.front() <= '9';
}

const Phrases& dates() {
    static const Phrases words(
        "i|i'm|i've|i'd|i'll|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|"
        "april|may|june|"
        "july|august|september|october|november|december|mr|mrs|ms|dr|christmas|easter|english|portuguese|"
        "swedish");
    return words;
}

/// Who the text speaks of.
struct Persons {
    bool named = false;    // one of the people, or a capital where none need be
    bool pronoun = false;  // "she"
    bool ela = false;      // "ela": in Portuguese things are, as well
    bool kin = false;
    bool titled = false;  // "Mrs. Albright"
    bool patient = false;
    bool company = false;  // a capital, no date, no acronym
};

// Whether one of the names stands at `at`.
bool is_name_at(const Words& words, std::size_t at, const std::vector<Words>& names) {
    return std::any_of(names.begin(), names.end(), [&](const Words& name) {
        if (name.empty() || at + name.size() > words.size() || !words[at].capital) return false;
        for (std::size_t k = 0; k < name.size(); ++k) {
            const auto& key = words[at + k].key;
            // "Jonas's", "Jonas'"
            const bool owns = k + 1 == name.size() && key == name[k].key + "'s";
            if (key != name[k].key && !owns) return false;
        }
        return true;
    });
}

std::vector<Words> read_names(std::span<const std::string> people) {
    std::vector<Words> names;
    for (const auto& person : people)
        names.push_back(words_of(person));
    return names;
}

Persons persons_in(std::string_view text, const Words& words, const std::vector<Words>& names) {
    static const Phrases pronouns("he|she|him|her|his|hers|he's|she's");
    static const Phrases either("ele|ela|dele|dela|eles|elas");
    static const Phrases roles(
        "my boss|my manager|my colleague|a colleague|my coworker|a coworker|my co-worker|my teammate|a "
        "teammate|our "
        "intern|the intern|the new hire|our new hire|the candidate|meu chefe|minha chefe|meu gestor|minha "
        "gestora|meu "
        "colega|minha colega|um colega|uma colega|o estagiario|a estagiaria|o candidato|a candidata");
    static const Phrases kin(
        "my wife|my husband|my partner|my son|my daughter|my mother|my mom|my mum|my father|my dad|my kid|my "
        "kids|my "
        "brother|my sister|minha esposa|minha mulher|meu marido|meu filho|minha filha|minha mae|meu pai|meu "
        "irmao|minha "
        "irma");
    static const Phrases titles("mr|mrs|ms|sr|sra|dona|seu|miss");
    static const Phrases patients(
        "the patient|a patient|this patient|o paciente|a paciente|um paciente|uma paciente");
    Persons persons;
    persons.pronoun = pronouns.in(words);
    persons.ela = either.in(words);
    persons.kin = kin.in(words);
    persons.patient = patients.in(words);
    persons.named = roles.in(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (is_name_at(words, i, names)) persons.named = true;
        if (titles.at(words, i) && words[i].capital && i + 1 < words.size() && words[i + 1].capital)
            persons.titled = true;
        if (!words[i].capital || words[i].opens || dates().at(words, i)) continue;
        const auto written = text.substr(words[i].begin, words[i].end - words[i].begin);
        const bool acronym =
            std::none_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (!acronym) persons.named = persons.company = true;
    }
    return persons;
}

bool is_marked(const Words& words) {
    static const Phrases marks(
        "confidential|confidentially|internal only|internal use only|for internal use|do not share|don't "
        "share|do not "
        "publish|don't publish|do not forward|not for publication|off the record|under nda|under an "
        "nda|under the "
        "nda|covered by nda|under embargo|embargoed|keep this private|keep it private|keep this between "
        "us|between you "
        "and me|strictly private|not public yet|not yet public|not announced yet|not yet announced|don't "
        "tell anyone|"
        "confidencial|confidenciais|nao divulgar|nao publicar|nao compartilhar|nao encaminhar|uso "
        "interno|entre "
        "nos|sigiloso|sigilosa|sigilo|sob embargo|sob nda|acordo de confidencialidade|em off|ainda nao "
        "anunciado|ainda nao "
        "foi anunciado|nao contar para ninguem");
    return marks.in(words);
}

bool is_for_machines(const Words& words) {
    static const Phrases orders(
        "ignore the above|disregard the above|system prompt|you are now|as an ai|as a language "
        "model|developer mode|do anything now|voce agora e|como modelo de linguagem|prompt do sistema");
    if (orders.in(words)) return true;
    // "Ignore all earlier instructions", however it is put.
    static const Phrases dismissals(
        "ignore|disregard|forget|desconsidere|desconsiderar|ignorar|esqueca|esquecer");
    static const Phrases dismissed("instruction|instructions|prompt|prompts|instrucao|instrucoes");
    constexpr std::size_t kBetween = 4;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (dismissals.at(words, i))
            for (std::size_t k = i + 1; k < words.size() && k <= i + kBetween; ++k)
                if (dismissed.at(words, k)) return true;
    return false;
}

template <typename Who>
bool is_pay(const Words& words, std::string_view text, Who&& who) {
    static const Phrases always(
        "salary|salaries|pay rise|pay rises|pay raise|pay raises|pay cut|pay cuts|pay "
        "gap|payslip|payslips|paycheck|"
        "wages|severance|counteroffer|counter-offer|signing bonus|stock options|equity grant|asked for a "
        "raise|wants a "
        "raise|gave her a raise|gave him a raise|got a "
        "raise|salario|salarios|salarial|salariais|holerite|contracheque|"
        "pediu aumento|quer aumento|verbas rescisorias|participacao nos lucros");
    static const Phrases money(
        "earns|earning|makes|bonus|compensation|paid|ganha|recebe|bonificacao|remuneracao");
    if (always.in(words)) return true;
    if (!money.in(words)) return false;
    const Persons& persons = who();
    const bool amount =
        text.find('$') != std::string_view::npos || text.find("€") != std::string_view::npos ||
        text.find("£") != std::string_view::npos || Phrases("kr|sek|usd|eur|reais|k").in(words);
    const bool person = persons.named || persons.pronoun || persons.ela;
    return person && amount;
}

template <typename Who>
bool is_health(const Words& words, Who&& who) {
    static const Phrases always(
        "sick leave|medical leave|maternity leave|paternity leave|parental leave|called in sick|off sick|out "
        "sick|on sick|"
        "doctor's appointment|doctor's note|panic attack|panic "
        "attacks|miscarriage|chemotherapy|suicidal|psychiatrist|"
        "licenca medica|licenca maternidade|licenca paternidade|atestado medico|afastamento medico|afastada "
        "por|afastado "
        "por|afastada pelo inss|afastado pelo inss|crise de panico|crise de "
        "ansiedade|quimioterapia|psiquiatra");
    static const Phrases of_person(
        "sick|ill|illness|surgery|cancer|tumor|tumour|diagnosed|diagnosis|depression|depressed|anxiety|"
        "anxious|therapy|"
        "therapist|medication|medicated|pregnant|pregnancy|hospitalised|hospitalized|in "
        "hospital|injury|injured|stroke|burnout|"
        "burned out|burnt "
        "out|adhd|autism|autistic|diabetes|dementia|alcohol|addiction|rehab|doente|doenca|cirurgia|"
        "diagnosticado|diagnosticada|diagnostico|depressao|ansiedade|terapia|remedio|remedios|gravida|"
        "gravidez|internado|"
        "internada|lesao|exaustao|esgotamento|esgotada|esgotado|demencia|alcool");
    static const Phrases of_patient(
        "fell|fall|fallen|wound|wounds|dose|doses|bed|ward|discharge|discharged|admitted|blood|fever|"
        "infection|died|death|"
        "family|confused|catheter|ulcer|bp|caiu|queda|ferida|leito|paciente|alta|febre|infeccao|faleceu|"
        "obito|sonda|familia");
    if (always.in(words)) return true;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        const auto& key = words[i].key;
        // One in a bed can be told from the others, and so can one of an age.
        if ((key == "bed" || key == "leito") && is_number(words[i + 1])) return true;
        if (is_number(words[i]) && key.ends_with("-year-old") && of_patient.in(words)) return true;
        const bool aged = is_number(words[i]) && (words[i + 1].key == "anos" || words[i + 1].key == "years");
        if (aged && who().patient) return true;
    }
    if (of_person.in(words)) {
        const Persons& persons = who();
        if (persons.named || persons.pronoun || persons.ela || persons.kin || persons.patient ||
            persons.titled)
            return true;
    }
    return of_patient.in(words) && who().titled;
}

template <typename Who>
bool is_conflict(const Words& words, Who&& who) {
    static const Phrases always(
        "harassment|harassed|harassing|bullying|bullied|hr complaint|grievance|screamed at|shouted at|yelled "
        "at|in tears|"
        "assedio|assediou|denuncia no rh|aos gritos|gritou com|bate-boca|falar mal");
    static const Phrases of_person(
        "argued with|argument with|arguing with|quarrel|quarrelled|quarreled|fight with|fought with|fell out "
        "with|rude|"
        "furious|angry|upset|crying|cried|hates|can't stand|cannot "
        "stand|toxic|annoyed|resents|jealous|complained "
        "about|complains about|complaining about|complained that|unhappy with|tension "
        "between|blamed|blames|lied to|lying "
        "to|gossip|brigou|brigaram|briga|discutiu "
        "com|discutiram|grosseiro|grosseira|grossa|grosso|furioso|furiosa|irritada|"
        "irritado|chorou|chorando|odeia|nao suporta|toxico|toxica|reclamou de|reclamou da|reclamou "
        "do|reclamou que|reclama "
        "de|culpou|ciumes|magoada|magoado|fofoca|clima ruim|clima pesado|mentiu");
    if (always.in(words)) return true;
    return of_person.in(words) && (who().named || who().pronoun || who().kin);
}

template <typename Who>
bool is_performance(const Words& words, Who&& who) {
    static const Phrases always(
        "underperforming|underperforms|underperformed|underperformer|underperformers|performance "
        "review|performance "
        "reviews|performance appraisal|performance improvement plan|on a pip|laid off|lay "
        "off|layoff|layoffs|laying off|"
        "redundancies|made redundant|disciplinary|notice period|poor performer|low performer|low "
        "performers|avaliacao de "
        "desempenho|avaliacoes de desempenho|plano de recuperacao de desempenho|baixo "
        "desempenho|demissao|demissoes|demitir|"
        "demitido|demitida|demitidos|demitimos|demiti|advertencia|aviso "
        "previo|pediu as contas");
    static const Phrases of_person(
        "fired|firing|let go|letting "
        "go|resigned|resigning|resignation|quit|quitting|promotion|promoted|demoted|struggling|"
        "struggles|struggled|weak|lazy|incompetent|is slow|is too slow|was too slow|so slow|keeps "
        "missing|missed his|missed "
        "her|missed the deadline|missed another|missed two|missed three|missed every|his mistake|her "
        "mistake|made a mistake|"
        "not ready for|not up to|not good enough|disappointing|careless|sloppy|final warning|probation|job "
        "offer|interviewing "
        "elsewhere|looking for another job|wants to leave|is leaving|unmotivated|disengaged|not "
        "pulling|micromanages|feedback "
        "for|feedback to|promocao|promovido|promovida|promover|fraco|fraca|preguica|preguicoso|preguicosa|e "
        "lento|desligamento|desligamentos|e "
        "lenta|esta lento|esta lenta|muito lento|muito lenta|atrasou de novo|atrasou a entrega|errou de "
        "novo|erro dele|erro "
        "dela|desmotivado|desmotivada|descuidado|descuidada|de saida|quer sair|vai sair|nao entrega|nao esta "
        "entregando|nao "
        "deu conta|nao da conta|deixou a desejar|feedback para|feedback pra|feedback do|feedback da");
    if (always.in(words)) return true;
    return of_person.in(words) && (who().named || who().pronoun);
}

template <typename Who>
bool is_customer(const Words& words, Who&& who) {
    static const Phrases matters(
        "complained|complaint|complaints|threatened to|threatens to|churned|churning|renewal|renewed|won't "
        "renew|contract|"
        "contracts|refund|refunds|lawsuit|sued|overdue|unpaid|owes|escalated|escalation|discount|cancel "
        "their|cancelled "
        "their|canceled their|cancel the contract|deal with "
        "us|reclamou|reclamacao|reclamacoes|ameacou|ameaca|contrato|contratos|"
        "renovacao|renovar|nao vai renovar|reembolso|processou|inadimplente|cancelou o contrato|cancelar o "
        "contrato|quer "
        "cancelar|multa|desconto");
    static const Phrases technical(
        "contract test|contract tests|contract testing|api contract|data contract|interface "
        "contract|contrato de api|contrato de "
        "dados|teste de contrato|testes de contrato");
    static const Phrases acts(
        "threatened|complained|churned|wants|cancelled|canceled|signed|renewed|escalated|sued|reclamou|"
        "ameacou|cancelou|"
        "assinou|renovou|processou");
    static const Phrases anybody(
        "nobody|everyone|everybody|somebody|someone|who|customer|client|support|team|marketing|sales|he|she|"
        "we|i|they|it|one|"
        "ninguem|todos|alguem|quem|cliente|time|equipe|suporte|ele|ela|gente|eu|nos");
    if (!matters.in(words) || technical.in(words)) return false;
    if (who().company) return true;
    return words.size() > 1 && words[0].capital && !words[0].key.ends_with("s") && !anybody.at(words, 0) &&
           acts.at(words, 1);
}

}  // namespace

std::string_view name(Concern concern) {
    switch (concern) {
        case Concern::secret:
            return "secret";
        case Concern::marked:
            return "marked";
        case Concern::pay:
            return "pay";
        case Concern::health:
            return "health";
        case Concern::conflict:
            return "conflict";
        case Concern::performance:
            return "performance";
        case Concern::customer:
            return "customer";
        case Concern::machine:
            return "machine";
    }
    return {};
}

std::optional<Concern> concern(std::string_view text, std::span<const std::string> people) {
    const auto words = words_of(text);
    if (words.empty()) return std::nullopt;
    if (holds_secret(text, words)) return Concern::secret;
    if (is_marked(words)) return Concern::marked;
    if (is_for_machines(words)) return Concern::machine;
    // Who is spoken of is looked for only where it matters.
    std::optional<Persons> found;
    const auto persons = [&]() -> const Persons& {
        if (!found) found = persons_in(text, words, read_names(people));
        return *found;
    };
    if (is_pay(words, text, persons)) return Concern::pay;
    if (is_health(words, persons)) return Concern::health;
    if (is_conflict(words, persons)) return Concern::conflict;
    if (is_performance(words, persons)) return Concern::performance;
    if (is_customer(words, persons)) return Concern::customer;
    return std::nullopt;
}

bool is_private_title(std::string_view title) {
    const auto words = words_of(title);
    if (words.empty()) return false;
    static const Phrases titles(
        "1:1|1 1|1on1|one on one|one-on-one|one-on-ones|1-1|1-on-1|performance review|performance "
        "reviews|appraisal|salary|salaries|"
        "compensation|layoffs|hiring decision|candidate feedback|interview "
        "feedback|private|personal|therapy|health|family|"
        "avaliacao de desempenho|salarios|salario|remuneracao|demissoes|feedback individual|um a "
        "um|privado|pessoal|terapia|"
        "saude|familia|confidential|confidencial");
    // "Health checks", "Personal finance apps": only where the heading says nothing else.
    static const Phrases alone(
        "private|personal|therapy|health|family|privado|pessoal|terapia|saude|familia|compensation");
    if (is_marked(words)) return true;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (titles.at(words, i) && (words.size() == 1 || !alone.at(words, i))) return true;
    return false;
}

bool addresses(std::string_view text, std::span<const std::string> people) {
    const auto words = words_of(text);
    const auto names = read_names(people);
    const auto gap = [&](std::size_t from, std::size_t to) { return trim(text.substr(from, to - from)); };
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!is_name_at(words, i, names)) continue;
        std::size_t last = i;
        while (last + 1 < words.size() && words[last + 1].capital &&
               gap(words[last].end, words[last + 1].begin).empty())
            ++last;
        const bool starts = i == 0 || gap(words[i - 1].end, words[i].begin) == ",";
        const bool ended = last + 1 == words.size();
        const auto after = gap(words[last].end, ended ? text.size() : words[last + 1].begin);
        // "Jonas, Priya and I": one of several.
        const bool several = (!ended && words[last + 1].capital) || (i > 0 && words[i - 1].capital && i > 1);
        if (several) continue;
        if (i == 0 && after == ",") return true;
        if (i > 0 && starts && (after.starts_with(",") || (ended && !after.empty()))) return true;
    }
    return false;
}

}  // namespace pacelane::language
