#include "detail/evidence_pool.h"

#include "detail/due_date.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <pacelane/base/text.h>
#include <pacelane/language/privacy_filter.h>
#include <unordered_map>

namespace pacelane::analysis::detail {

namespace {

bool tells_nothing(Section section) {
    return section != Section::content && section != Section::decisions;
}

struct Gatherer {
    Corpus& corpus;
    EvidencePool& material;
    std::vector<std::string> names;  // of people other than the author

    // What concerns others: no subject rests on it.
    bool is_withheld(const context::Passage& passage) const {
        if (std::any_of(passage.headings.begin(), passage.headings.end(), language::is_private_title))
            return true;
        const auto concern = language::concern(passage.text, names);
        return concern && *concern != language::Concern::secret;
    }

    // The words that were taken out after the first that stayed.
    static std::size_t fillers_within(std::string_view quote, std::string_view text, Language language) {
        const auto spoken = language::tokenize(quote, language), kept = language::tokenize(text, language);
        if (kept.empty()) return 0;
        std::size_t first = 0;
        while (first < spoken.size() && spoken[first].folded != kept.front().folded)
            ++first;
        const auto left = spoken.size() - first;
        return left > kept.size() ? left - kept.size() : 0;
    }

    bool add(std::uint32_t d, std::uint32_t p, std::string_view quote, std::string text,
             std::vector<StemId> stems, Evidence::Origin origin, int section) {
        const auto language = corpus.info(d).language;
        const auto& pack = *corpus.info(d).pack;
        const auto words = words_of(text);
        if (!is_printable(text, words, pack)) return false;
        if (language::concern(text, names) || language::addresses(text, names)) return false;
        Evidence item;
        item.complete = language::is_complete(text, language);
        if (!item.complete && origin != Evidence::Origin::decision) return false;
        item.question = ends_with_question(text);
        if (origin == Evidence::Origin::said &&
            (item.question || words.size() < 7 || is_small_talk(words, pack)))
            return false;
        item.document = d;
        item.passage = p;
        item.quote = quote;
        item.alone = item.complete && !leans_back(words, pack) && language::stands_alone(text, language);
        // "He" is somebody only if the sentence says who.
        const bool names_somebody = [&] {
            for (std::size_t i = 0; i < words.size(); ++i)
                if (corpus.people().named_at(words, i, d).words > 0) return true;
            return false;
        }();
        if (item.alone && pack.person_pronouns.in(words) && !names_somebody) item.alone = false;
        // Items of a list are read one by one.
        if (!item.alone && origin == Evidence::Origin::written &&
            corpus.input().documents[d].passages[p].passage.kind == context::PassageKind::list_item)
            return false;
        item.features = features_of(text, words, pack);
        if (origin == Evidence::Origin::decision) item.features.decision = true;
        item.words = static_cast<int>(words.size());
        item.strength = strength_of(item.features, item.words, item.alone, item.question);
        item.dated = origin != Evidence::Origin::written && find_due(words, pack, std::nullopt).has_value();
        if (item.dated) item.strength = std::max(0.0, item.strength - 0.12);
        // What a colleague thought or did is theirs to tell.
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto named = corpus.people().named_at(words, i, d);
            if (named.words == 0 || corpus.people().is_author(named.name, d)) continue;
            item.strength = std::max(0.0, item.strength - 0.08);
            break;
        }
        // Speech reads less well than what was written, and needs its setting.
        if (origin == Evidence::Origin::said) {
            if (!item.alone) return false;
            item.strength *= 0.8;
            // More than a filler or two within it: it was thought while it was said.
            if (fillers_within(quote, text, language) > 2) return false;
        }
        item.text = std::move(text);
        item.stems = std::move(stems);
        item.origin = origin;
        item.section = section;
        item.is_new = corpus.input().documents[d].passages[p].is_new;
        material.items.push_back(std::move(item));
        return true;
    }

    void knowledge(std::uint32_t d) {
        const auto& document = corpus.input().documents[d];
        const auto& info = corpus.info(d);
        auto& sections = material.sections[d];
        for (std::uint32_t p = 0; p < document.passages.size(); ++p) {
            const auto& passage = document.passages[p].passage;
            const std::string heading = passage.headings.empty() ? std::string() : passage.headings.front();
            if (sections.empty() || sections.back() != heading) sections.push_back(heading);
            const bool told = passage.kind == context::PassageKind::paragraph ||
                              passage.kind == context::PassageKind::list_item;
            const bool said =
                passage.kind == context::PassageKind::turn && corpus.people().is_author(passage.speaker, d);
            if ((!told && !said) || !context::is_own_writing(passage) || passage.checked ||
                tells_nothing(info.sections[p]))
                continue;
            if (is_withheld(passage)) continue;
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
                const auto& s = corpus.sentences()[i];
                std::string text = s.text;
                // Who notes in bullets leaves the stop out.
                if (passage.kind == context::PassageKind::list_item &&
                    s.raw.size() == trim(passage.text).size()) {
                    const auto last = static_cast<unsigned char>(text.back());
                    if (std::isalnum(last) != 0 || last >= 0x80 || last == '%') text += '.';
                }
                add(d, p, s.raw, std::move(text), s.stems,
                    said ? Evidence::Origin::said : Evidence::Origin::written,
                    static_cast<int>(sections.size()) - 1);
            }
        }
    }

    // Of a meeting, only what the person said and what was decided.
    void meeting(std::uint32_t d, const std::vector<const FoundDecision*>& decisions) {
        const auto& document = corpus.input().documents[d];
        const auto& info = corpus.info(d);
        std::size_t next = 0;
        for (std::uint32_t p = 0; p < document.passages.size(); ++p) {
            std::vector<std::string_view> decided;
            const bool withheld = is_withheld(document.passages[p].passage);
            for (; next < decisions.size() && decisions[next]->passage == p; ++next) {
                const auto& decision = *decisions[next];
                const auto& text = document.passages[p].passage.text;
                const auto at = text.find(decision.decision.source.quote);
                if (at == std::string::npos || withheld) continue;
                const auto quote = std::string_view(text).substr(at, decision.decision.source.quote.size());
                decided.push_back(quote);
                add(d, p, quote, decision.decision.text, decision.stems, Evidence::Origin::decision, -1);
            }
            const auto& passage = document.passages[p].passage;
            if (withheld || !context::is_own_writing(passage) || tells_nothing(info.sections[p]) ||
                info.sections[p] == Section::decisions)
                continue;
            const bool turn = passage.kind == context::PassageKind::turn;
            std::size_t label = 0;
            if (turn) {
                if (!corpus.people().is_author(passage.speaker, d)) continue;
            } else {
                // Minutes that note who said it: "Rafael: …".
                if (passage.kind != context::PassageKind::paragraph &&
                    passage.kind != context::PassageKind::list_item)
                    continue;
                const auto words = words_of(std::string_view(passage.text).substr(0, 80));
                const auto named = corpus.people().named_at(words, 0, d);
                if (named.words == 0 || named.words >= words.size() ||
                    !corpus.people().is_author(named.name, d))
                    continue;
                if (!gap_after(passage.text, words, named.words - 1).starts_with(':')) continue;
                label = words[named.words].begin;
            }
            for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
                const auto& s = corpus.sentences()[i];
                if (std::find(decided.begin(), decided.end(), s.raw) != decided.end()) continue;
                auto quote = s.raw;
                auto text = s.text;
                const auto offset = static_cast<std::size_t>(s.raw.data() - passage.text.data());
                if (label > offset) {
                    if (label >= offset + s.raw.size()) continue;
                    quote = s.raw.substr(label - offset);
                    text = language::capitalize(quote);
                }
                add(d, p, quote, std::move(text), s.stems, Evidence::Origin::said, -1);
            }
        }
    }

    // How much a sentence is about what its document is about.
    void weigh(std::size_t begin, std::size_t end) {
        std::unordered_map<StemId, double> weight;
        for (auto i = begin; i < end; ++i)
            for (const auto stem : material.items[i].stems)
                weight[stem] += corpus.rarity(stem);
        double most = 0;
        for (auto i = begin; i < end; ++i) {
            auto& item = material.items[i];
            auto stems = item.stems;
            std::sort(stems.begin(), stems.end());
            stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
            std::vector<double> values;
            for (const auto stem : stems)
                values.push_back(weight[stem]);
            std::sort(values.rbegin(), values.rend());
            double sum = 0;
            for (std::size_t k = 0; k < std::min<std::size_t>(5, values.size()); ++k)
                sum += values[k];
            item.centrality = sum;
            most = std::max(most, sum);
        }
        if (most <= 0) return;
        for (auto i = begin; i < end; ++i)
            material.items[i].centrality /= most;
    }
};

}  // namespace

EvidencePool gather(Corpus& corpus, const std::vector<FoundDecision>& decisions) {
    EvidencePool material;
    const auto count = corpus.input().documents.size();
    material.sections.resize(count);
    std::vector<std::vector<const FoundDecision*>> by_document(count);
    for (const auto& decision : decisions)
        by_document[decision.document].push_back(&decision);
    for (auto& list : by_document)
        std::stable_sort(list.begin(), list.end(), [](const FoundDecision* a, const FoundDecision* b) {
            return a->passage < b->passage;
        });
    Gatherer gatherer{corpus, material, {}};
    for (const auto& name : corpus.people().all_names())
        if (!corpus.people().is_author(name)) gatherer.names.push_back(name);
    for (std::uint32_t d = 0; d < count; ++d) {
        const auto begin = material.items.size();
        material.first_of_document.push_back(begin);
        if (corpus.info(d).is_private) continue;
        if (corpus.info(d).meeting) {
            gatherer.meeting(d, by_document[d]);
        } else {
            gatherer.knowledge(d);
        }
        gatherer.weigh(begin, material.items.size());
    }
    material.first_of_document.push_back(material.items.size());
    return material;
}

}  // namespace pacelane::analysis::detail
