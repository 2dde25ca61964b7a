#include <algorithm>
#include <optional>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/filters.h>
#include <pacelane/writer/detail/finish.h>
#include <pacelane/writer/detail/strength.h>

namespace pacelane::writer::detail {

namespace {

int words_in(std::string_view text, Language language) {
    return static_cast<int>(language::tokenize(text, language).size());
}

/// Where a title's words stand: as a document's title, as a heading, or in a passage.
std::optional<analysis::Source> find_words(const Plan& plan, std::string_view text) {
    const DraftMaterial& material = *plan.material;
    const std::string folded = language::fold(clean_heading(text));
    const auto at = [&](const DocumentMaterial& document, std::size_t passage, std::string quote) {
        const auto& p = document.source->passages[passage].passage;
        return analysis::Source{
            document.source->id, document.source->title, document.source->path, p.ordinal, p.line,
            p.speaker,           std::move(quote)};
    };
    std::vector<const DocumentMaterial*> order{&material.documents[plan.core]};
    for (const auto& document : material.documents)
        if (&document != order.front()) order.push_back(&document);
    for (const auto* document : order) {
        if (document->source->passages.empty()) continue;
        if (!document->source->title_from_name &&
            language::fold(clean_heading(document->source->title)) == folded)
            return at(*document, 0, document->source->title);
        for (std::size_t i = 0; i < document->source->passages.size(); ++i)
            for (const auto& heading : document->source->passages[i].passage.headings)
                if (language::fold(clean_heading(heading)) == folded) return at(*document, i, heading);
    }
    const Stems stems = content_stems(text, material.language);
    if (stems.empty()) return std::nullopt;
    for (const auto* document : order)
        for (const auto& unit : document->units)
            for (const auto& s : unit.sentences)
                if (std::includes(s.stems.begin(), s.stems.end(), stems.begin(), stems.end()))
                    return source_of(material, s);
    // A sentence that is not for the body itself, like the words of somebody else, still names the subject.
    for (const auto* document : order) {
        if (document->rank < 0) continue;
        for (std::size_t i = 0; i < document->source->passages.size(); ++i) {
            if (!std::includes(document->passages[i].begin(), document->passages[i].end(), stems.begin(),
                               stems.end()))
                continue;
            const std::string& passage = document->source->passages[i].passage.text;
            for (const auto span : language::sentences(passage, material.language)) {
                std::string quote = passage.substr(span.begin, span.end - span.begin);
                const Stems words = content_stems(quote, material.language);
                if (std::includes(words.begin(), words.end(), stems.begin(), stems.end()))
                    return at(*document, i, std::move(quote));
            }
        }
    }
    return std::nullopt;
}

/// A sentence as a title: without its full stop.
std::string as_title(std::string text) {
    if (text.ends_with('.') && !text.ends_with("..")) text.pop_back();
    return text;
}

/// The first half of a title that is too long, at a joint where it can end; empty when it has none.
std::string first_half(std::string_view title, std::size_t limit) {
    std::string best;
    const auto cut_at = [&](std::string_view joint) {
        const auto half = title.substr(0, std::min(title.rfind(joint), title.size()));
        if (half.size() < title.size() && half.size() >= 25 && half.size() > best.size() &&
            language::character_count(half) <= limit)
            best = half;
    };
    for (const std::string_view joint : {": ", " — ", " – ", " - "})
        cut_at(joint);
    for (const auto joint : language::any_language().clause_joints)
        cut_at(joint);
    return best;
}

/// Whether what comes after the sentence does not read on without it, or a list without its lead-in.
bool is_leaned_on(const Block& block, std::size_t at, Language language) {
    if (block.kind == Block::Kind::bullets) return block.lead && at == 0;
    if (at + 1 >= block.sentences.size()) return false;
    const DraftSentence& next = block.sentences[at + 1];
    return !next.alone || points_back(next.text, language) || needs_before(next.text, language);
}

/// What could be a title: written by the person, whole, naming nobody.
std::vector<const DraftSentence*> title_sentences(const Plan& plan, const Composition& composition,
                                                  bool shown_above) {
    const Language language = plan.material->language;
    std::vector<const DraftSentence*> sentences;
    const auto add = [&](const DraftSentence& s) {
        if (s.alone && s.origin == Origin::note && !mentions(s.text, plan.material->names) &&
            !points_back(s.text, plan.material->language) && !needs_before(s.text, plan.material->language) &&
            s.text.find('(') == std::string::npos)
            sentences.push_back(&s);
    };
    // Said by the body, and not to be taken out of it by drop_echo().
    const auto said = [&](const DraftSentence& s) {
        const bool spare = sentence_count(composition.body) > 5;
        for (const auto& block : composition.body)
            for (std::size_t i = 0; i < block.sentences.size(); ++i) {
                if (jaccard(block.sentences[i].stems, s.stems) <= 0.6) continue;
                if (!spare || &block == &composition.body.front() || is_leaned_on(block, i, language) ||
                    block.sentences[i].quote != s.quote)
                    return true;
            }
        return false;
    };
    if (!shown_above) {
        for (const auto& block : composition.body)
            if (block.kind == Block::Kind::paragraph)
                for (const auto& s : block.sentences)
                    add(s);
        return sentences;
    }
    for (const auto* units : {&plan.main, &plan.support})
        for (const Unit* unit : *units)
            for (const auto& s : unit->sentences)
                if (!unit->list && !said(s)) add(s);
    return sentences;
}

}  // namespace

void drop_echo(const Plan& plan, std::string_view title, Body& body) {
    const Stems stems = content_stems(title, plan.material->language);
    std::size_t left = sentence_count(body);
    for (auto block = body.begin(); block != body.end() && left > 3;) {
        auto& sentences = block->sentences;
        for (std::size_t i = 0; i < sentences.size() && left > 3;) {
            if (jaccard(stems, sentences[i].stems) < 0.75 ||
                is_leaned_on(*block, i, plan.material->language)) {
                ++i;
                continue;
            }
            sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(i));
            --left;
        }
        const bool told = block->kind == Block::Kind::heading || block->kind == Block::Kind::label;
        block = told || !sentences.empty() ? block + 1 : body.erase(block);
    }
    drop_bare_headings(body);
}

Title choose_title(const Request& request, const Plan& plan, const Composition& composition,
                   std::size_t limit, bool shown_above) {
    constexpr std::size_t longest = 90;  // rather a long title than one that says nothing
    const Language language = plan.material->language;
    const auto fits = [&](std::string_view text) {
        return is_informative(text, language) && language::character_count(text) <= limit;
    };
    const auto in_print = [](std::string_view text) { return language::capitalize(clean_heading(text)); };
    const auto& topic = request.suggestion.topic;
    const auto& document = plan.material->documents[plan.core];

    const auto named = [&](std::string_view text) -> std::optional<Title> {
        if (!is_informative(text, language) || words_in(clean_heading(text), language) < 4)
            return std::nullopt;
        auto source = find_words(plan, text);
        if (!source) return std::nullopt;
        std::string shown = fits(text) ? std::string(text) : first_half(text, limit);
        if (shown.empty() && language::character_count(text) <= longest) shown = text;
        if (shown.empty()) return std::nullopt;
        return Title{in_print(shown), *source};
    };
    if (auto title = named(topic)) return *title;
    // The document's own title, when the draft tells the document.
    if (plan.whole && !document.source->title_from_name)
        if (auto title = named(document.source->title)) return *title;
    for (const Unit* unit : plan.main)
        if (unit->cited &&
            plan.subject->coverage(content_stems(plan.section(*unit).heading, language)) >= 0.3)
            if (auto title = named(plan.section(*unit).heading)) return *title;
    // The strongest short sentence that holds the topic, before the bare topic. Above the body it must be one
    // that the body leaves out.
    const auto candidates = title_sentences(plan, composition, shown_above);
    const DraftSentence* best = nullptr;
    double best_score = 0.8;
    for (const DraftSentence* s : candidates) {
        if (s->text.back() != '.' || s->characters > limit + 1) continue;
        if (shown_above && plan.subject->coverage(s->stems) < 0.3) continue;
        const double score =
            hook_strength(*s, language, plan.material->names) + plan.subject->coverage(s->stems);
        if (score > best_score) {
            best = s;
            best_score = score;
        }
    }
    if (best) return {as_title(best->text), source_of(*plan.material, *best)};
    if (!topic.empty() && language::character_count(topic) <= limit && !is_working_note(topic, language))
        if (auto source = find_words(plan, topic)) return {in_print(topic), *source};
    for (const Unit* unit : plan.main)
        if (fits(plan.section(*unit).heading))
            if (auto source = find_words(plan, plan.section(*unit).heading))
                return {plan.section(*unit).heading, *source};
    // Any short sentence rather than a name that says nothing.
    for (const DraftSentence* s : candidates)
        if (s->characters <= limit + 1 && s->text.back() == '.')
            return {as_title(s->text), source_of(*plan.material, *s)};
    std::vector<std::string_view> texts;
    for (const auto& block : composition.body)
        for (const auto& s : block.sentences)
            texts.push_back(s.text);
    for (const auto& phrase : language::keyphrases(texts, language, 5, plan.material->names))
        if (auto source = find_words(plan, phrase.text)) return {language::capitalize(phrase.text), *source};
    return {in_print(topic), source_of(*plan.material, composition.hook)};
}

std::string summarize(const Plan& plan, const Body& body) {
    const Language language = plan.material->language;
    const DraftSentence* first = nullptr;
    const DraftSentence* second = nullptr;
    int place = 0;  // what comes early says what it is about
    double best = -10;
    for (const auto& block : body)
        for (const auto& s : block.sentences) {
            if (block.kind != Block::Kind::paragraph || !s.alone || s.characters > 220 ||
                s.text.back() == '?')
                continue;
            ++place;
            const double score = hook_strength(s, language, plan.material->names) +
                                 2 * plan.subject->affinity(s.stems) + 1.5 * plan.subject->coverage(s.stems) +
                                 1.5 / static_cast<double>(place);
            if (score > best) {
                best = score;
                first = &s;
            }
        }
    if (!first) return {};
    // The sentence after it makes the better second one: the two were written together.
    for (const auto& block : body)
        for (std::size_t i = 0; i + 1 < block.sentences.size(); ++i)
            if (&block.sentences[i] == first) {
                const DraftSentence& next = block.sentences[i + 1];
                if (next.characters + first->characters <= 300 && next.text.back() != '?')
                    return first->text + " " + next.text;
            }
    best = 1.0;
    for (const auto& block : body)
        for (const auto& s : block.sentences) {
            if (block.kind != Block::Kind::paragraph || !s.alone || &s == first || s.text.back() == '?')
                continue;
            if (s.characters + first->characters > 300) continue;
            const double score = lesson_strength(s, language) + plan.subject->affinity(s.stems);
            if (plan.subject->coverage(s.stems) > 0 && score > best) {
                best = score;
                second = &s;
            }
        }
    if (!second) return first->text;
    const bool later = first->document < second->document ||
                       (first->document == second->document && first->passage <= second->passage);
    return later ? first->text + " " + second->text : second->text + " " + first->text;
}

std::string choose_preview(const Plan& plan, const Body& body, std::string_view subject) {
    const Language language = plan.material->language;
    const Stems stems = content_stems(subject, language);
    const Ledger nothing_said(plan);
    const DraftSentence* best = nullptr;
    double best_score = 0;
    for (const auto& block : body)
        for (const auto& s : block.sentences) {
            if (s.characters > 140 || !s.alone || block.kind == Block::Kind::quotation ||
                s.text.back() == ':')
                continue;
            // It stands in the inbox, before all else.
            if (&s != &block.sentences.front() || points_back(s.text, language) ||
                !nothing_said.understood(s))
                continue;
            if (jaccard(stems, s.stems) > 0.6) continue;
            double score = hook_strength(s, language, plan.material->names) + plan.subject->affinity(s.stems);
            if (block.kind == Block::Kind::bullets) score -= 2;
            if (!best || score > best_score) {
                best = &s;
                best_score = score;
            }
        }
    return best ? best->text : std::string();
}

}  // namespace pacelane::writer::detail
