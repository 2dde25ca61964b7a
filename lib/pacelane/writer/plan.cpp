#include <algorithm>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/plan.h>
#include <pacelane/writer/detail/strength.h>
#include <set>

namespace pacelane::writer::detail {

namespace {

bool own_voice(Origin origin) {
    return origin == Origin::note || origin == Origin::own_speech || origin == Origin::minutes;
}

/// Whether a text of another document, or of another section, is about the subject.
bool on_subject(const Relevance& subject, const Unit& unit, const Stems& stems, double affinity) {
    const double coverage = subject.coverage(stems);
    if (subject.is_phrase()) {
        // A phrase is meant as it stands: "first visit" is not "the first Monday after a visit".
        const bool named =
            std::any_of(unit.sentences.begin(), unit.sentences.end(), [&](const DraftSentence& s) {
                const bool held =
                    subject.coverage(s.stems) >= 0.6 && (subject.topic().size() > 2 || affinity >= 0.15);
                return held || subject.names(s.text);
            });
        return named || (affinity >= 0.34 && coverage > 0);
    }
    return coverage >= 0.65 || (coverage >= 0.4 && affinity >= 0.12) ||
           (coverage >= 0.25 && affinity >= 0.22) || (coverage > 0 && affinity >= 0.34);
}

/// Whether the whole document is about the subject, rather than one part of it.
bool is_whole(const DocumentMaterial& document, const Relevance& subject, Language language) {
    if (!document.source->title_from_name &&
        subject.coverage(content_stems(document.source->title, language)) >= 0.6)
        return true;
    if (document.sections.size() <= 2) {
        // Without headings it may be one text or a heap of ideas: its paragraphs tell.
        const auto near = std::count_if(document.units.begin(), document.units.end(), [&](const Unit& unit) {
            Stems stems;
            for (const auto& s : unit.sentences)
                stems.insert(s.stems.begin(), s.stems.end());
            return unit.cited || on_subject(subject, unit, stems, unit.affinity);
        });
        return near * 2 >= static_cast<std::ptrdiff_t>(document.units.size());
    }
    std::set<std::size_t> cited;
    std::size_t near = 0;
    for (std::size_t i = 0; i < document.sections.size(); ++i) {
        if (document.sections[i].cited) cited.insert(i);
        const bool named = std::any_of(document.units.begin(), document.units.end(), [&](const Unit& unit) {
            return unit.section == i &&
                   std::any_of(unit.sentences.begin(), unit.sentences.end(),
                               [&](const DraftSentence& s) { return subject.names(s.text); });
        });
        if (subject.is_phrase() ? named : subject.coverage(document.sections[i].stems) >= 0.6) ++near;
    }
    return cited.size() * 2 > document.sections.size() || near * 3 >= document.sections.size() * 2;
}

std::vector<const Unit*> units_on_subject(const DocumentMaterial& document, const Relevance& subject,
                                          Language language, bool& whole) {
    std::vector<const Unit*> units;
    const bool note = document.source->kind == context::DocumentKind::knowledge;
    whole = note && is_whole(document, subject, language);
    for (const auto& unit : document.units) {
        if (!own_voice(unit.origin)) continue;
        const Section& section = document.sections[unit.section];
        Stems stems;
        for (const auto& s : unit.sentences)
            stems.insert(s.stems.begin(), s.stems.end());
        bool admitted = whole || unit.cited || on_subject(subject, unit, stems, unit.affinity);
        // In a note, a section that the suggestion rests on is told whole.
        // The items of a list each have a subject of their own.
        if (note && !admitted && unit.item_of < 0)
            admitted = section.cited || (!subject.is_phrase() && subject.coverage(section.stems) >= 0.75);
        // What follows an admitted paragraph and refers to it belongs to it.
        if (!admitted && unit.follows && !units.empty() && units.back() == &unit - 1) admitted = true;
        if (admitted) units.push_back(&unit);
    }
    return units;
}

double weight_of(context::DocumentKind kind) {
    switch (kind) {
        case context::DocumentKind::knowledge:
            return 1.0;
        case context::DocumentKind::transcript:
            return 0.35;
        case context::DocumentKind::meeting:
            return 0.3;
    }
    return 0;
}

std::size_t choose_core(const DraftMaterial& material, const Relevance& subject) {
    std::size_t core = 0;
    double best = -1;
    for (std::size_t i = 0; i < material.documents.size(); ++i) {
        const auto& document = material.documents[i];
        bool whole = false;
        std::size_t sentences = 0;
        for (const Unit* unit : units_on_subject(document, subject, material.language, whole))
            sentences += unit->sentences.size();
        // The first in the suggestion's context, unless it has hardly anything that can be said.
        const double rank = document.rank < 0 ? 6 : document.rank;
        const double score = static_cast<double>(std::min<std::size_t>(sentences, 12)) *
                             weight_of(document.source->kind) / (1 + 0.35 * rank);
        if (score > best) {
            best = score;
            core = i;
        }
    }
    return core;
}

}  // namespace

Plan make_plan(DraftMaterial& material, const Relevance& subject) {
    for (auto& document : material.documents)
        for (auto& unit : document.units) {
            Stems stems;
            for (const auto& s : unit.sentences)
                stems.insert(s.stems.begin(), s.stems.end());
            unit.affinity = subject.affinity(stems);
            const auto& known = document.source->passages[unit.front().passage];
            if (known.relevance > 0) unit.affinity = std::min(1.0, unit.affinity + 0.02);
        }
    Plan plan;
    plan.material = &material;
    plan.subject = &subject;
    if (material.documents.empty()) return plan;
    plan.core = choose_core(material, subject);
    plan.main = units_on_subject(material.documents[plan.core], subject, material.language, plan.whole);

    for (std::size_t i = 0; i < material.documents.size(); ++i) {
        const auto& document = material.documents[i];
        for (const auto& unit : document.units) {
            Stems stems;
            for (const auto& s : unit.sentences)
                stems.insert(s.stems.begin(), s.stems.end());
            const bool near = unit.cited || on_subject(subject, unit, stems, unit.affinity);
            if (!near) continue;
            const bool told =
                std::any_of(unit.sentences.begin(), unit.sentences.end(),
                            [&](const DraftSentence& s) { return material.recent_claims.contains(s.text); });
            // "Nobody looked until 17:41" is the middle of a story that the draft does not tell.
            const bool midway = has_clock_time(unit.front().text);
            if (own_voice(unit.origin) && i != plan.core && !unit.follows && !told && !midway &&
                !points_back(unit.front().text, material.language))
                plan.support.push_back(&unit);
            if (unit.origin == Origin::question) plan.questions.push_back(&unit);
            if (unit.origin == Origin::decision) plan.decisions.push_back(&unit);
            if (unit.origin == Origin::others_speech)
                for (const auto& s : unit.sentences)
                    if (s.alone && s.words >= 8 && s.words <= 32 && subject.affinity(s.stems) >= 0.1 &&
                        hook_strength(s, material.language, material.names) >= 1.2)
                        plan.quotes.push_back(s);
        }
    }
    std::stable_sort(plan.support.begin(), plan.support.end(),
                     [](const Unit* a, const Unit* b) { return a->affinity > b->affinity; });
    std::stable_sort(plan.quotes.begin(), plan.quotes.end(),
                     [&](const DraftSentence& a, const DraftSentence& b) {
                         return hook_strength(a, material.language, material.names) >
                                hook_strength(b, material.language, material.names);
                     });
    return plan;
}

bool Ledger::repeats(const DraftSentence& sentence) const {
    for (const auto& said : sentences_) {
        if (jaccard(said.stems, sentence.stems) > 0.7) return true;
        if (said.document == sentence.document && said.passage == sentence.passage) continue;
        // The same figures in other words, told in another document.
        std::size_t figures = 0, words = 0;
        for (const auto& number : sentence.numbers)
            figures += said.numbers.count(number);
        for (const auto& stem : sentence.stems)
            words += said.stems.count(stem);
        const auto smaller = std::min(said.stems.size(), sentence.stems.size());
        if (smaller == 0) continue;
        const double contained = static_cast<double>(words) / static_cast<double>(smaller);
        if (figures >= 2 && contained >= (said.document == sentence.document ? 0.7 : 0.4)) return true;
        if (contained >= 0.85 && smaller >= 4) return true;
    }
    // Figures and words that another document's paragraph told over several sentences.
    if (sentence.numbers.size() < 2) return false;
    Stems numbers, words;
    for (const auto& said : sentences_) {
        if (said.document == sentence.document) continue;
        numbers.insert(said.numbers.begin(), said.numbers.end());
        words.insert(said.stems.begin(), said.stems.end());
    }
    std::size_t held = 0;
    for (const auto& stem : sentence.stems)
        held += words.count(stem);
    return std::includes(numbers.begin(), numbers.end(), sentence.numbers.begin(), sentence.numbers.end()) &&
           held * 10 >= sentence.stems.size() * 6;
}

bool Ledger::understood(const DraftSentence& sentence) const {
    const Language language = plan_.material->language;
    const auto nouns = definite_opening(sentence.text, language);
    if (nouns.empty()) return true;
    const auto& document = plan_.material->documents[sentence.document];
    const std::string_view passage = document.source->passages[sentence.passage].passage.text;
    const auto at = passage.find(sentence.quote);
    const Stems before = content_stems(passage.substr(0, at == std::string_view::npos ? 0 : at), language);
    const auto& topic = plan_.subject->topic();
    return std::all_of(nouns.begin(), nouns.end(), [&](const std::vector<std::string>& noun) {
        const auto in = [&](const Stems& stems) {
            return std::any_of(noun.begin(), noun.end(),
                               [&](const std::string& stem) { return stems.count(stem) > 0; });
        };
        if (in(said_) || in(topic)) return true;
        if (in(before)) return false;
        return std::none_of(document.passages.begin(),
                            document.passages.begin() + static_cast<std::ptrdiff_t>(sentence.passage), in);
    });
}

void Ledger::add(const DraftSentence& sentence) {
    sentences_.push_back(sentence);
    add_words(sentence.stems);
}

std::vector<DraftSentence> Ledger::take(const Unit& unit, std::size_t most, std::size_t limit) {
    std::vector<DraftSentence> taken;
    if (unit.list) {
        if (!understood(unit.front()) || repeats(unit.front())) return taken;
        for (const auto& s : unit.sentences)
            add(s);
        finished_ = &unit;
        return unit.sentences;
    }
    std::size_t characters = 0;
    for (const auto& s : unit.sentences) {
        if (repeats(s)) {
            if (!taken.empty()) break;
            continue;
        }
        if (taken.empty()) {
            const bool first = &s == &unit.sentences.front();
            if (!(s.alone || (first && unit.follows)) || (!first && s.text.back() == '?')) continue;
            // What comes after a sentence that is not understood mostly rests on it.
            if (!understood(s)) return {};
        }
        if (taken.size() == most || (limit > 0 && !taken.empty() && characters + s.characters > limit)) break;
        characters += s.characters + 1;
        taken.push_back(s);
    }
    // A paragraph that ends in a question asks the reader for an answer that was left out.
    while (!taken.empty() && taken.back().text.back() == '?' &&
           taken.back().quote != unit.sentences.back().quote)
        taken.pop_back();
    for (const auto& s : taken)
        add(s);
    if (!taken.empty()) finished_ = taken.back().quote == unit.sentences.back().quote ? &unit : nullptr;
    return taken;
}

const Unit* unit_of(const std::vector<const Unit*>& units, const DraftSentence* sentence) {
    for (const Unit* unit : units)
        for (const auto& s : unit->sentences)
            if (&s == sentence) return unit;
    return nullptr;
}

const DraftSentence* best_hook(const Plan& plan, const std::vector<const Unit*>& units, std::size_t limit,
                               bool names_subject) {
    const DraftSentence* best = nullptr;
    double best_score = 0;
    const Language language = plan.material->language;
    const Ledger nothing_said(plan);
    for (const Unit* unit : units) {
        if (unit->list) continue;
        for (std::size_t i = 0; i < unit->sentences.size(); ++i) {
            const DraftSentence& s = unit->sentences[i];
            if (!s.alone || s.characters > limit || s.words < 5 || !nothing_said.understood(s) ||
                points_back(s.text, language) || mentions(s.text, plan.material->names))
                continue;
            if (names_subject && plan.subject->coverage(s.stems) <= 0) continue;
            const double strength = hook_strength(s, language, plan.material->names);
            double score =
                1.3 * strength + plan.subject->affinity(s.stems) + 0.7 * plan.subject->coverage(s.stems);
            if (i == 0) score += 0.4;  // its paragraph can go on after it
            if (unit->cited) score += 0.3;
            if (unit == units.front() && i == 0) score += 0.5;
            // Without a number, a contrast or a lesson nobody reads on, however well it introduces the
            // matter.
            if (strength < 1.4) score -= 1.5;
            if (strength < 0.3 || (s.origin == Origin::minutes && strength < 1.0)) continue;
            if (unit->item_of >= 0) score -= 1.5;
            // From the middle of a paragraph, it would tear the paragraph apart.
            if (i > 0 && i + 1 < unit->sentences.size()) score -= 0.4;
            // One half of a comparison says little without the other.
            if (i > 0 && jaccard(s.stems, unit->sentences[i - 1].stems) > 0.35) score -= 1.5;
            if (!best || score > best_score + 1e-9) {
                best = &s;
                best_score = score;
            }
        }
    }
    return best;
}

const DraftSentence* best_lesson(const Plan& plan, const std::vector<const Unit*>& units,
                                 const Ledger& ledger) {
    const DraftSentence* best = nullptr;
    double best_score = 1.6;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const Unit& unit = *units[u];
        if (unit.list || unit.item_of >= 0 || unit.origin == Origin::minutes) continue;
        const DraftSentence& s = unit.sentences.back();
        if (!s.alone || s.characters > 220 || ledger.repeats(s) || !ledger.understood(s) ||
            points_back(s.text, plan.material->language) || mentions(s.text, plan.material->names))
            continue;
        const double place = static_cast<double>(u + 1) / static_cast<double>(units.size());
        const double score =
            lesson_strength(s, plan.material->language) + 1.0 * place + 0.6 * plan.subject->affinity(s.stems);
        if (score > best_score + 1e-9) {
            best = &s;
            best_score = score;
        }
    }
    return best;
}

}  // namespace pacelane::writer::detail
