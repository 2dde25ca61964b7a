#include "detail/minutes.h"

#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/label_words.h>

namespace pacelane::analysis::detail {

namespace {

const Phrases& decision_wordings() {
    static const Phrases phrases(
        "we decided|we've decided|we have decided|we finally decided|we just decided|we also decided|we then "
        "decided|we all decided|we agreed|we've agreed|"
        "we have agreed|we all agreed|we also agreed|it was decided|it was agreed|was agreed that|it's "
        "decided|it is decided|that's decided|team decided|team agreed|everyone agreed|all agreed|"
        "let's go with|let us go with|we're going with|we are going with|we'll go with|we will go with|we "
        "are going to go with|"
        "we're going to go with|we went with|it's settled|it is settled|that's settled|that settles it|the "
        "decision is|the decision was|decision is to|"
        "the decision is to|so the decision|we settled on|we've settled on|we have settled on|we chose "
        "to|we've chosen|we have chosen|"
        "decidimos|a gente decidiu|nos decidimos|o time decidiu|a equipe decidiu|ficou decidido|fica "
        "decidido|foi decidido|esta decidido|ta decidido|ficou acertado|ficou combinado|"
        "fica combinado|foi combinado|ficou definido|fica definido|foi definido|ficou acordado|foi "
        "acordado|combinamos que|combinamos de|combinamos|a gente combinou|"
        "vamos com|a gente vai com|fechamos com|fechamos em|fechamos que|batemos o martelo|definimos "
        "que|acordamos que|optamos por|a decisao e|a decisao foi");
    return phrases;
}

// What before the wording makes it something else: a condition, a question, a wish, a denial, a story of
// before.
const Phrases& not_a_decision_before() {
    static const Phrases phrases(
        "think|guess|believe|acho|creio|if|whether|when|whenever|unless|until|till|once|before|had|haven't|"
        "hasn't|hadn't|didn't|don't|doesn'"
        "t|isn't|wasn't|not|never|should|would|could|"
        "might|may|maybe|perhaps|why|how|what|did|have|has|last year|last month|last quarter|last time|last "
        "week|years ago|months ago|back then|back in|"
        "unless|suppose|supposing|imagine|say|wish|assuming|in case|as if|pretend|can we|shall we|"
        "se|caso|quando|enquanto|antes|nao|nunca|nem|sem|talvez|sera|por que|porque nao|como|ainda|ano "
        "passado|mes passado|semana passada|da outra vez|"
        "na epoca|naquela epoca|imagina|digamos|supondo|acho que nao|ha anos|anos atras|meses atras|o que");
    return phrases;
}

// What after it leaves nothing decided.
const Phrases& empties() {
    static const Phrases phrases(
        "calma|tudo|fe|jeito|voces|eles|ela|ele|to disagree|to differ|nothing|on "
        "nothing|nada|that|it|this|those|these|them|half|isso|esse|essa|essas|esses|yet|anything|the "
        "flow|your gut");
    return phrases;
}

// "We agreed: …", "Fechado: …" with something behind the colon.
const PhraseList& labels() {
    return language::label_words(language::LabelKind::decision);
}

std::size_t content_words(Corpus& corpus, std::string_view text, Language language) {
    return corpus.stems_of(text, language).size();
}

struct Finder {
    Corpus& corpus;
    std::vector<FoundDecision> found;
    Repeats seen;

    void add(std::size_t d, std::size_t p, std::string text, std::string_view quote) {
        const auto language = corpus.info(d).language;
        text = std::string(strip(text, "-*"));
        std::replace(text.begin(), text.end(), '\n', ' ');
        if (text.empty()) return;
        auto stems = corpus.stems_of(text, language);
        if (stems.size() < 2 || text.size() > 600) return;
        // The same words in two meetings: the latest says it.
        for (const auto& match : seen.like(stems))
            if (match.jaccard >= 0.6 || (match.containment >= 0.8 && match.smaller >= 4)) return;
        seen.add(stems);
        FoundDecision decision;
        decision.decision.text = language::capitalize(text);
        decision.decision.source = corpus.source(d, p, quote);
        decision.document = d;
        decision.passage = p;
        decision.stems = std::move(stems);
        found.push_back(std::move(decision));
    }

    // A whole item of a list of decisions; a paragraph, too, says one decision and why.
    void listed(std::size_t d, std::size_t p, bool among_actions) {
        const auto& passage = corpus.input().documents[d].passages[p].passage;
        const std::string_view text = trim(passage.text);
        const auto words = words_of(text);
        if (words.size() < 3 || is_placeholder(words) || ends_with_question(text) || text.ends_with(':'))
            return;
        if (among_actions && (passage.checked || action_label(text, words) > 0)) return;
        static const Phrases undecided(
            "no decision|no decisions|not decided|undecided|postponed|deferred|tbd|to be decided|sem "
            "decisao|nao decidimos|nao foi decidido|adiado|adiada|a decidir|nenhuma decisao|we haven't "
            "decided|we have not decided");
        if (undecided.starts(words) ||
            Phrases("haven't decided|not decided yet|no decision yet|ainda nao decidimos|nada decidido")
                .in(words))
            return;
        const auto label = decision_label(text, words);
        const auto rest = trim(text.substr(label));
        if (words.size() <= 60) return add(d, p, std::string(rest), rest);
        const auto spans = language::sentences(rest, corpus.info(d).language);
        if (!spans.empty()) {
            const auto first = rest.substr(spans[0].begin, spans[0].end - spans[0].begin);
            add(d, p, std::string(first), first);
        }
    }

    void row(std::size_t d, std::size_t p, const Columns& columns) {
        const auto& text = corpus.input().documents[d].passages[p].passage.text;
        const auto cells = cells_of(text);
        const auto column =
            static_cast<std::size_t>(columns.decision >= 0 ? columns.decision : std::max(columns.what, 0));
        if (column >= cells.size()) return;
        const auto words = words_of(cells[column]);
        if (words.size() >= 3 && !is_placeholder(words) && !ends_with_question(cells[column]))
            add(d, p, std::string(cells[column]), cells[column]);
    }

    void sentence(const Sentence& s) {
        const bool spoken = corpus.passage(s).kind == context::PassageKind::turn;
        const std::string told = spoken ? without_opening(s.text) : s.text;
        const auto words = words_of(told);
        if (words.size() < 4 || words.size() > 60) return;
        if (const auto label = decision_label(told, words); label > 0) {
            const auto rest = trim(std::string_view(told).substr(label));
            if (!ends_with_question(rest) && words_of(rest).size() >= 3) {
                const auto at = s.raw.find(rest);
                const auto quote =
                    spoken || at == std::string_view::npos ? s.raw : s.raw.substr(at, rest.size());
                add(s.document, s.passage, std::string(rest), quote);
            }
            return;
        }
        if (ends_with_question(s.raw) || !tells_decision(told, words)) return;  // "…, right?" asks
        if (content_words(corpus, told, corpus.info(s.document).language) < 3) return;
        add(s.document, s.passage, told, s.raw);
    }

    void document(std::size_t d) {
        const auto& passages = corpus.input().documents[d].passages;
        const auto& info = corpus.info(d);
        Columns columns;
        bool in_table = false;
        for (std::size_t p = 0; p < passages.size(); ++p) {
            const auto& passage = passages[p].passage;
            const auto section = info.sections[p];
            if (passage.kind == context::PassageKind::table_row) {
                if (!in_table) columns = columns_of(cells_of(passage.text));
                const bool header = !in_table && columns.header;
                in_table = true;
                if (header) continue;
                if (columns.decision >= 0 || section == Section::decisions) row(d, p, columns);
                continue;
            }
            in_table = false;
            if (!context::is_own_writing(passage)) continue;
            if (section == Section::agenda || section == Section::people || section == Section::questions ||
                section == Section::reference)
                continue;
            const bool listed_here =
                section == Section::decisions || section == Section::decisions_and_actions;
            if (listed_here && passage.kind != context::PassageKind::turn) {
                // What is below an item explains it.
                const bool detail = passage.depth > 0 && p > 0 &&
                                    passages[p - 1].passage.kind == context::PassageKind::list_item &&
                                    !trim(passages[p - 1].passage.text).ends_with(':');
                if (!detail) listed(d, p, section == Section::decisions_and_actions);
                continue;
            }
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i)
                sentence(corpus.sentences()[i]);
        }
    }
};

}  // namespace

std::vector<std::size_t> meetings_latest_first(const Corpus& corpus) {
    std::vector<std::size_t> meetings;
    const auto& documents = corpus.input().documents;
    for (std::size_t d = 0; d < documents.size(); ++d)
        if (corpus.info(d).meeting) meetings.push_back(d);
    std::stable_sort(meetings.begin(), meetings.end(), [&](std::size_t a, std::size_t b) {
        const auto& left = documents[a];
        const auto& right = documents[b];
        if (left.date != right.date) return right.date < left.date;  // no date at all comes last
        if (left.kind != right.kind) return left.kind == context::DocumentKind::meeting;
        return left.path < right.path;
    });
    return meetings;
}

bool is_placeholder(const Words& words) {
    static const Phrases nothing(
        "none|n/a|na|nothing|nothing new|no|nil|tbd|none yet|none today|no decisions|no actions|no action "
        "items|no open questions|nenhum|nenhuma|nada|"
        "nao houve|sem decisoes|sem acoes|sem pendencias|nenhuma decisao|nenhuma acao|a definir|nada novo");
    return words.empty() || nothing.at(words, 0) == words.size() ||
           Phrases("no decisions|no action items|nenhuma decisao|nenhuma acao|nenhuma pendencia")
               .starts(words);
}

std::size_t decision_label(std::string_view text, const Words& words) {
    const auto count = labels().at(words, 0);
    if (count == 0 || count >= words.size()) return 0;
    // "Decision 3: …"
    std::size_t last = count - 1;
    if (words[count].key.size() <= 2 && words[count].key[0] >= '0' && words[count].key[0] <= '9' &&
        count + 1 < words.size())
        last = count;
    const auto gap = gap_after(text, words, last);
    const auto mark = trim(strip(gap, "]*)"));
    const bool bracket = words[0].begin > 0 && text[words[0].begin - 1] == '[' && gap.starts_with(']');
    if (!mark.starts_with(':') && !bracket && mark != "-" && mark != "\xE2\x80\x93" && mark != "\xE2\x80\x94")
        return 0;
    return words[last + 1].begin;
}

std::string without_opening(std::string text) {
    static const Phrases openings(
        "so|ok|okay|alright|all "
        "right|right|well|yeah|yes|yep|then|and|great|cool|good|perfect|fine|anyway|entao|ta|ta "
        "bom|bom|beleza|e|ai|pronto|perfeito|otimo|certo|sim|isso|tudo bem|ok "
        "entao|gente|pessoal|but|mas|tipo|hum|hmm|olha|look|now|agora");
    for (int i = 0; i < 4; ++i) {
        const auto words = words_of(text);
        const auto count = openings.at(words, 0);
        if (count == 0 || count >= words.size()) break;
        const auto gap = gap_after(text, words, count - 1);
        // "Right is right" stays; "so we …" and "Ok, …" go.
        const bool connective = words[0].key == "so" || words[0].key == "but" || words[0].key == "mas" ||
                                words[0].key == "and" || words[0].key == "entao" || words[0].key == "e" ||
                                words[0].key == "then";
        if (gap.find_first_of(",.!") == std::string_view::npos && !connective) break;
        text = language::capitalize(text.substr(words[count].begin));
    }
    return text;
}

bool tells_decision(std::string_view text, const Words& words) {
    if (ends_with_question(text)) return false;
    const auto& wordings = decision_wordings();
    for (auto match = wordings.find(words); match; match = wordings.find(words, match->at + 1)) {
        bool denied = false;
        const std::size_t from = match->at > 5 ? match->at - 5 : 0;
        for (std::size_t i = from; i < match->at && !denied; ++i) {
            const auto count = not_a_decision_before().at(words, i);
            if (count == 0) continue;
            // A full clause ends what the word governs: "Not ideal, but we decided …".
            std::string_view between;
            const auto last = std::min(i + count - 1, match->at - 1);
            const auto begin = words[last].end;
            between = text.substr(begin, words[match->at].begin - begin);
            const bool closed = between.find_first_of(",;:.") != std::string_view::npos;
            const auto& key = words[i].key;
            const bool condition = key == "if" || key == "se" || key == "unless" || key == "caso" ||
                                   key == "when" || key == "quando" || key == "last" || key == "ano" ||
                                   key == "mes" || key == "semana" || key == "back" || key == "years" ||
                                   key == "months" || key == "da" || key == "na" || key == "naquela";
            if (!closed || condition) denied = true;
        }
        if (denied) continue;
        const auto rest = match->end();
        if (rest >= words.size()) {
            continue;
        }
        // "Let's go with that: …" tells what; "we decided that …" goes on; "let's go with it for now" points
        // elsewhere.
        const auto empty = empties().at(words, rest);
        if (empty > 0) {
            const bool tells =
                rest + empty < words.size() && (gap_after(text, words, rest + empty - 1).starts_with(':') ||
                                                (words[rest].key == "that" && words[rest - 1].key != "with"));
            if (!tells) continue;
        }
        static const Phrases announced(
            "two things|three things|four things|some things|a few things|a couple of things|several "
            "things|duas coisas|tres coisas|algumas coisas");
        if (announced.at(words, rest) > 0) continue;
        if (words[rest].key == "not" && rest + 1 < words.size() && words[rest + 1].key == "yet") continue;
        // Somewhere else or long ago.
        static const Phrases before(
            "last year|last quarter|last month|years ago|months ago|back then|in the past|at my last job|ano "
            "passado|mes passado|na epoca|anos atras|meses atras");
        if (before.in(words)) continue;
        return true;
    }
    return false;
}

std::vector<FoundDecision> find_decisions(Corpus& corpus, const std::vector<std::size_t>& meetings) {
    Finder finder{corpus, {}, {}};
    for (const auto d : meetings)
        finder.document(d);
    return std::move(finder.found);
}

}  // namespace pacelane::analysis::detail
