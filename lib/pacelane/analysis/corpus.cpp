#include "detail/corpus.h"

#include "detail/decision_wordings.h"
#include "detail/packed.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <pacelane/base/hash.h>
#include <pacelane/base/text.h>
#include <pacelane/language/privacy_filter.h>
#include <set>

namespace pacelane::analysis::detail {

namespace {

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

Corpus::Corpus(const Input& input, Yields& yields)
    : input_(input), people_(input), infos_(input.documents.size()) {
    constexpr std::size_t kSentence = 100;  // bytes
    std::size_t bytes = 0;
    for (const auto& document : input.documents)
        for (const auto& known : document.passages)
            bytes += known.passage.text.size();
    sentences_.reserve(bytes / kSentence);
    for (std::size_t d = 0; d < input.documents.size(); ++d)
        read(d, yields);
    mark_boilerplate();
    for (auto& info : infos_) {
        if (!info.meeting) continue;
        std::string bytes = people_.fingerprint();
        for (const auto section : info.sections)
            bytes += static_cast<char>(section);
        info.surroundings = sha256_hex(bytes).substr(0, 16);
    }
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
        if (seen[known.hash].first < often) return;
        const auto words = words_of(known.passage.text);
        if (words.size() < 5) return;
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

Cut Corpus::cut_of(std::size_t d, Yields& yields) const {
    const auto& document = input_.documents[d];
    if (const auto kept = yields.part(d, Yields::Part::cut); !kept.empty()) try {
            return unpacked_cut(kept, document);
        } catch (const Unpacker::Damaged&) {  // made anew
        }
    auto made = cut(document, input_.person.language.value_or(Language{}));
    yields.put(d, Yields::Part::cut, packed(made));
    return made;
}

void Corpus::read(std::size_t d, Yields& yields) {
    const auto& document = input_.documents[d];
    auto& info = infos_[d];
    auto cut = cut_of(d, yields);
    info.language = cut.language.value_or(input_.person.language.value_or(Language{}));
    info.pack = cut.language ? &cut.language->pack() : &language::any_language();
    info.meeting = document.kind != context::DocumentKind::knowledge;
    info.is_private = language::is_private_title(document.title);
    info.sections = std::move(cut.sections);
    info.first_sentence = sentences_.size();
    std::vector<StemId> ids;
    ids.reserve(cut.stems.size());
    for (const auto& stem : cut.stems) {
        ids.push_back(intern(stem));
        ++document_frequency_[ids.back()];
    }
    auto& uses = of_sentences_.emplace_back(std::move(cut.uses));
    uses.shrink_to_fit();  // all are held at once, and sentences point into it
    for (auto& stem : uses)
        stem = ids[stem];
    std::span<const StemId> left = uses;
    info.first_of_passage.reserve(document.passages.size() + 1);
    for (auto& from : cut.sentences) {
        while (info.first_of_passage.size() <= from.passage)
            info.first_of_passage.push_back(sentences_.size());
        Sentence sentence;
        sentence.document = static_cast<std::uint32_t>(d);
        sentence.passage = from.passage;
        sentence.raw = std::string_view(document.passages[from.passage].passage.text)
                           .substr(from.begin, from.end - from.begin);
        sentence.words = static_cast<int>(from.words);
        if (from.text)
            sentence.text = texts_.emplace_back(std::move(*from.text));
        else if (sentence.raw.find('\n') != std::string_view::npos)
            sentence.text = texts_.emplace_back(one_line(sentence.raw));
        else
            sentence.text = sentence.raw;
        sentence.stems = left.first(from.stems);
        left = left.subspan(from.stems);
        sentences_.push_back(sentence);
    }
    info.first_of_passage.resize(document.passages.size() + 1, sentences_.size());
    info.end_sentence = sentences_.size();
    info.empty = info.first_sentence == info.end_sentence;
    if (!info.empty) documents_with_words_ += 1;
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
    source.place = where.place;
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
