#include "detail/suggestions.h"

#include "detail/past.h"
#include "detail/phrasing.h"

#include <algorithm>
#include <map>
#include <pacelane/base/content_form.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::analysis::detail {

namespace {

bool is_broad(std::string_view content_type) {
    const auto* form = find_content_form(content_type);
    return form && form->broad;
}

// How well a subject suits a form.
double fit(const Subject& subject, std::string_view content_type) {
    const auto share = [](std::size_t n, double most) {
        return std::min(1.0, static_cast<double>(n) / most);
    };
    const auto* form = find_content_form(content_type);
    if (!form) return subject.score;
    const auto& taste = form->taste;
    return subject.score + taste.best_sentence * subject.best + taste.depth * share(subject.core.size(), 16) +
           taste.documents * share(subject.documents.size(), 4) +
           taste.meetings * share(static_cast<std::size_t>(subject.meetings), 2) +
           taste.sentences * share(subject.sentences, 20);
}

std::size_t least_sentences(std::string_view content_type) {
    const auto* form = find_content_form(content_type);
    return form ? std::max(form->least_material, kLeastSentences) : kLeastSentences;
}

struct SuggestionCandidate {
    Subject subject;
    std::vector<std::size_t> evidence;
    std::vector<std::size_t> broad_evidence;
    bool used = false;

    const std::vector<std::size_t>& for_type(std::string_view content_type) const {
        return is_broad(content_type) ? broad_evidence : evidence;
    }
};

bool overlaps(const SuggestionCandidate& a, const SuggestionCandidate& b, const EvidencePool& material) {
    if (same_subject(a.subject.key, b.subject.key)) return true;
    std::set<std::pair<std::uint32_t, std::uint32_t>> left, right;
    for (const auto i : a.evidence)
        left.insert({material.items[i].document, material.items[i].passage});
    for (const auto i : b.evidence)
        right.insert({material.items[i].document, material.items[i].passage});
    const auto shared = static_cast<std::size_t>(
        std::count_if(left.begin(), left.end(), [&](const auto& one) { return right.contains(one); }));
    return 2 * shared >= std::min(left.size(), right.size());
}

std::vector<std::string> key_points_of(const EvidencePool& material, const Subject& subject,
                                       const std::vector<std::size_t>& evidence) {
    constexpr std::size_t kMost = 5;
    std::vector<std::size_t> points;
    const auto take = [&](bool alone, bool at_core) {
        for (const auto i : evidence) {
            if (points.size() == kMost) return;
            const auto& item = material.items[i];
            const bool core = std::find(subject.core.begin(), subject.core.end(), i) != subject.core.end();
            if (!item.complete || item.question || item.alone != alone || core != at_core) continue;
            if (std::find(points.begin(), points.end(), i) == points.end()) points.push_back(i);
        }
    };
    take(true, true);
    if (points.size() < kMost) take(true, false);
    if (points.size() < 2) take(false, true);
    std::vector<std::string> texts;
    for (const auto i : points)
        texts.push_back(material.items[i].text);
    return texts;
}

struct Maker {
    const Corpus& corpus;
    const EvidencePool& material;
    const Past past;
    std::vector<SuggestionCandidate> candidates;
    std::vector<Suggestion> made;
    std::vector<bool> served;

    bool usable(const SuggestionCandidate& candidate, std::string_view content_type) const {
        if (candidate.subject.sentences < least_sentences(content_type)) return false;
        return past
            .standing(corpus, material, candidate.subject, candidate.for_type(content_type), content_type)
            .allowed;
    }

    // What there is to tell of a subject that was told before: the news, under a title of its own.
    Subject since(Subject subject, Date date) const {
        for (auto* items : {&subject.core, &subject.support})
            std::erase_if(*items,
                          [&](std::size_t i) { return !Past::came_since(corpus, material.items[i], date); });
        for (const auto i : subject.core) {
            const auto& item = material.items[i];
            if (item.section < 0) continue;
            const auto& heading = material.sections[item.document][static_cast<std::size_t>(item.section)];
            if (!is_informative(heading, subject.language)) continue;
            subject.topic = clean_title(heading);
            return subject;
        }
        for (const auto i : subject.core) {
            const auto& item = material.items[i];
            if (!item.alone || item.question || language::character_count(item.text) > 90) continue;
            subject.topic = strip(item.text, ".");
            return subject;
        }
        return subject;
    }

    void suggest(SuggestionCandidate& candidate, const std::string& content_type) {
        const auto standing = past.standing(corpus, material, candidate.subject,
                                            candidate.for_type(content_type), content_type);
        const Subject subject =
            standing.since ? since(candidate.subject, *standing.since) : candidate.subject;
        const auto evidence = standing.since ? choose_evidence(subject, material, is_broad(content_type))
                                             : candidate.for_type(content_type);
        Suggestion suggestion;
        suggestion.since = standing.since;
        suggestion.topic = subject.topic;
        suggestion.topic_key = subject.topic_key();
        suggestion.content_type = content_type;
        suggestion.language = subject.language;
        suggestion.angle = angle_of(corpus, material, subject, evidence, is_broad(content_type));
        suggestion.confidence = confidence_of(subject);
        suggestion.reasoning = reasoning_of(corpus, material, subject, evidence, standing.since);
        suggestion.key_points = key_points_of(material, subject, evidence);
        for (const auto i : evidence)
            suggestion.related_context.push_back(corpus.source(
                material.items[i].document, material.items[i].passage, material.items[i].quote));
        made.push_back(std::move(suggestion));
        candidate.used = true;
    }

    // The best subject for each type that has none yet.
    void serve(const std::vector<std::string>& types, bool again) {
        for (std::size_t t = 0; t < types.size(); ++t) {
            if (served[t]) continue;
            std::vector<std::pair<double, std::size_t>> ranked;
            for (std::size_t c = 0; c < candidates.size(); ++c)
                if (candidates[c].used == again) ranked.emplace_back(fit(candidates[c].subject, types[t]), c);
            std::stable_sort(ranked.begin(), ranked.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            for (const auto& [score, c] : ranked) {
                auto& candidate = candidates[c];
                if (!usable(candidate, types[t])) continue;
                if (again) {
                    if (!past.is_fresh(corpus, material, candidate.subject, candidate.for_type(types[t])))
                        continue;
                } else if (std::any_of(candidates.begin(), candidates.end(),
                                       [&](const SuggestionCandidate& other) {
                                           return other.used && overlaps(other, candidate, material);
                                       })) {
                    continue;
                }
                suggest(candidate, types[t]);
                served[t] = true;
                break;
            }
        }
    }
};

std::string number_of(std::size_t n, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", n, n == 1 ? one : many);
}

std::string why_nothing(const Corpus& corpus, const EvidencePool& material, const Maker& maker) {
    const auto& input = corpus.input();
    std::size_t readable = 0, in_language = 0;
    for (const auto& info : corpus.infos()) {
        if (info.empty) continue;
        ++readable;
        if (!input.person.language || info.language == *input.person.language) ++in_language;
    }
    if (input.documents.empty())
        return "There are no documents yet: add notes, minutes or transcripts and sync them.";
    if (readable == 0)
        return fmt::format("None of the {} holds any text.",
                           number_of(input.documents.size(), "document", "documents"));
    if (in_language == 0)
        return fmt::format("None of the {} is in {} (the language of the drafts).",
                           number_of(readable, "document", "documents"),
                           language::code(*input.person.language));
    if (maker.candidates.empty()) {
        std::size_t sentences = 0;
        for (const auto& item : material.items)
            if (item.complete && !item.question &&
                (!input.person.language || corpus.info(item.document).language == *input.person.language))
                ++sentences;
        return fmt::format(
            "Too little material: {} that can be published in {}, and no subject with the {} that a draft "
            "needs.",
            number_of(sentences, "sentence", "sentences"), number_of(in_language, "document", "documents"),
            kLeastSentences);
    }
    const auto latest = maker.past.latest();
    return fmt::format("Nothing new since {}: {} to write about {} proposed before as {}.",
                       latest ? format_date(*latest) : std::string("the last analysis"),
                       maker.candidates.size() == 1 ? "the one subject"
                                                    : fmt::format("all {} subjects", maker.candidates.size()),
                       maker.candidates.size() == 1 ? "was" : "were", join(input.content_types, ", "));
}

}  // namespace

std::vector<Suggestion> make_suggestions(const Corpus& corpus, const EvidencePool& material,
                                         const std::vector<FoundTopic>& topics, std::string& reason) {
    const auto& input = corpus.input();
    std::vector<std::string> types;
    for (const auto& type : input.content_types)
        if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
    Maker maker{corpus, material, Past(input), {}, {}, std::vector<bool>(types.size(), false)};
    for (const auto language : language::languages()) {
        if (input.person.language && *input.person.language != language) continue;
        for (auto& subject : find_subjects(corpus, material, language, topics)) {
            SuggestionCandidate candidate;
            candidate.evidence = choose_evidence(subject, material, false);
            candidate.broad_evidence = choose_evidence(subject, material, true);
            if (candidate.evidence.size() < kLeastSentences) continue;
            candidate.subject = std::move(subject);
            maker.candidates.push_back(std::move(candidate));
        }
    }
    maker.serve(types, false);
    // Fewer subjects than types: what is new may be told in more than one form.
    maker.serve(types, true);
    std::stable_sort(maker.made.begin(), maker.made.end(), [&](const Suggestion& a, const Suggestion& b) {
        return std::find(types.begin(), types.end(), a.content_type) <
               std::find(types.begin(), types.end(), b.content_type);
    });
    reason = maker.made.empty() ? why_nothing(corpus, material, maker) : std::string();
    return std::move(maker.made);
}

}  // namespace pacelane::analysis::detail
