#include "detail/corpus.h"

#include "detail/decision_wordings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/language/privacy_filter.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

std::optional<Language> language_of(const KnownDocument& document) {
    if (document.language) return document.language;
    std::string sample = document.title_from_name ? std::string() : document.title + '\n';
    for (const auto& known : document.passages) {
        if (known.passage.kind == context::PassageKind::code) continue;
        // Short documents say most in their headings.
        for (const auto& heading : known.passage.headings)
            sample += heading + '\n';
        sample += known.passage.text;
        sample += '\n';
        if (sample.size() > 4000) break;
    }
    return language::detect(sample);
}

std::size_t shared(std::vector<StemId>& a, std::vector<StemId>& b) {
    for (auto* list : {&a, &b}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    std::vector<StemId> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both.size();
}

}  // namespace

Corpus::Corpus(const Input& input) : input_(input), people_(input), infos_(input.documents.size()) {
    for (std::size_t d = 0; d < input.documents.size(); ++d)
        read(d);
    mark_boilerplate();
}

// What stands in the minutes of one meeting after the other ("How to join …") is nobody's news.
void Corpus::mark_boilerplate() {
    std::unordered_map<std::string_view, std::pair<std::size_t, std::size_t>> seen;  // how often; last in
    std::size_t meetings = 0;
    const auto of_minutes = [&](auto&& visit) {
        for (std::size_t d = 0; d < infos_.size(); ++d)
            for (std::size_t p = 0; infos_[d].meeting && p < infos_[d].sections.size(); ++p)
                if (infos_[d].sections[p] == Section::content &&
                    input_.documents[d].passages[p].passage.kind != context::PassageKind::turn)
                    visit(d, p, input_.documents[d].passages[p]);
    };
    for (const auto& info : infos_)
        meetings += info.meeting ? 1 : 0;
    of_minutes([&](std::size_t d, std::size_t, const KnownPassage& known) {
        auto& [count, last] = seen[known.hash];
        if (count == 0 || last != d) ++count;
        last = d;
    });
    const std::size_t often = std::max<std::size_t>(4, meetings / 5);
    of_minutes([&](std::size_t d, std::size_t p, const KnownPassage& known) {
        const auto words = words_of(known.passage.text);
        if (seen[known.hash].first < often || words.size() < 5) return;
        if (!decision_wording(known.passage.text, words, Voice::note, *infos_[d].pack))
            infos_[d].sections[p] = Section::reference;
    });
}

StemId Corpus::intern(const std::string& stem) {
    const auto [found, added] = stem_ids_.try_emplace(stem, static_cast<StemId>(stems_.size()));
    if (added) {
        stems_.push_back(stem);
        document_frequency_.push_back(0);
    }
    return found->second;
}

void Corpus::read(std::size_t d) {
    const auto& document = input_.documents[d];
    auto& info = infos_[d];
    const auto told = language_of(document);
    info.language = told.value_or(input_.person.language.value_or(Language{}));
    info.pack = told ? &told->pack() : &language::any_language();
    info.meeting = document.kind != context::DocumentKind::knowledge;
    info.is_private = language::is_private_title(document.title);
    info.first_sentence = sentences_.size();
    if (info.meeting) {
        std::vector<const context::Passage*> passages;
        for (const auto& known : document.passages)
            passages.push_back(&known.passage);
        info.sections = meeting_sections(passages);
    }
    std::vector<StemId> seen;
    for (std::size_t p = 0; p < document.passages.size(); ++p) {
        const auto& passage = document.passages[p].passage;
        info.first_of_passage.push_back(sentences_.size());
        if (!info.meeting) info.sections.push_back(section_of(passage));
        const std::string_view text = passage.text;
        if (passage.kind == context::PassageKind::code || passage.kind == context::PassageKind::image ||
            text.empty())
            continue;
        // A row of a table is one piece, full stops or not.
        const auto spans = passage.kind == context::PassageKind::table_row
                               ? std::vector{language::Span{0, text.size()}}
                               : language::sentences(text, info.language);
        const auto tokens = language::tokenize(text, info.language);
        std::size_t next = 0;
        for (const auto& span : spans) {
            if (span.end > text.size() || span.begin >= span.end) continue;
            Sentence sentence;
            sentence.document = static_cast<std::uint32_t>(d);
            sentence.passage = static_cast<std::uint32_t>(p);
            sentence.raw = text.substr(span.begin, span.end - span.begin);
            while (next < tokens.size() && tokens[next].begin < span.begin)
                ++next;
            for (; next < tokens.size() && tokens[next].begin < span.end; ++next) {
                const auto& token = tokens[next];
                ++sentence.words;
                if (token.stopword || token.number || token.stem.size() < 2) continue;
                sentence.stems.push_back(intern(token.stem));
            }
            if (sentence.words == 0) continue;
            sentence.text = passage.kind == context::PassageKind::turn
                                ? language::remove_disfluencies(sentence.raw, info.language)
                                : std::string(sentence.raw);
            // A sentence may run over lines of its file.
            std::replace(sentence.text.begin(), sentence.text.end(), '\n', ' ');
            seen.insert(seen.end(), sentence.stems.begin(), sentence.stems.end());
            sentences_.push_back(std::move(sentence));
        }
    }
    info.first_of_passage.push_back(sentences_.size());
    info.end_sentence = sentences_.size();
    info.empty = info.first_sentence == info.end_sentence;
    if (!info.empty) documents_with_words_ += 1;
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const auto id : seen)
        ++document_frequency_[id];
}

std::vector<StemId> Corpus::stems_of(std::string_view text, Language language) {
    std::vector<StemId> ids;
    for (const auto& token : language::tokenize(text, language))
        if (!token.stopword && !token.number && token.stem.size() >= 2) ids.push_back(intern(token.stem));
    return ids;
}

std::vector<StemId> Corpus::known_stems(const std::vector<std::string>& stems) const {
    std::vector<StemId> ids;
    for (const auto& stem : stems)
        if (const auto found = stem_ids_.find(stem); found != stem_ids_.end()) ids.push_back(found->second);
    return ids;
}

double Corpus::rarity(StemId id) const {
    const double n = documents_with_words_;
    const double df = std::max(1, document_frequency(id));
    if (n < 2) return 1;
    return std::log(1 + n / df) / std::log(1 + n);
}

Source Corpus::source(std::size_t document, std::size_t passage, std::string_view quote) const {
    const auto& known_document = input_.documents[document];
    const auto& where = known_document.passages[passage].passage;
    Source source;
    source.document_id = known_document.id;
    source.title = known_document.title;
    source.path = known_document.path;
    source.passage = where.ordinal;
    source.line = where.line;
    if (!where.speaker.empty()) source.speaker = people_.canonical(where.speaker, document);
    source.quote = std::string(quote);
    return source;
}

void Repeats::add(const std::vector<StemId>& stems) {
    const std::set<StemId> distinct(stems.begin(), stems.end());
    for (const auto stem : distinct)
        items_of_[stem].push_back(static_cast<std::uint32_t>(sizes_.size()));
    sizes_.push_back(distinct.size());
}

std::vector<Repeats::Match> Repeats::like(const std::vector<StemId>& stems) const {
    const std::set<StemId> distinct(stems.begin(), stems.end());
    std::map<std::uint32_t, std::size_t> shared;
    for (const auto stem : distinct)
        if (const auto found = items_of_.find(stem); found != items_of_.end())
            for (const auto item : found->second)
                ++shared[item];
    std::vector<Match> matches;
    for (const auto& [item, both] : shared) {
        const auto smaller = std::min(sizes_[item], distinct.size());
        matches.push_back(
            {item, static_cast<double>(both) / static_cast<double>(sizes_[item] + distinct.size() - both),
             static_cast<double>(both) / static_cast<double>(smaller), smaller});
    }
    return matches;
}

double jaccard(std::vector<StemId> a, std::vector<StemId> b) {
    const auto both = shared(a, b);
    const auto all = a.size() + b.size() - both;
    return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

double containment(std::vector<StemId> a, std::vector<StemId> b) {
    const auto both = shared(a, b);
    const auto smaller = std::min(a.size(), b.size());
    return smaller == 0 ? 0 : static_cast<double>(both) / static_cast<double>(smaller);
}

}  // namespace pacelane::analysis::detail
