#include "detail/evidence_pool.h"

#include "detail/packed.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <pacelane/base/text.h>
#include <span>

namespace pacelane::analysis::detail {

namespace {

bool tells_nothing(Section section) {
    return section != Section::content && section != Section::decisions;
}

/// What a document offers.
std::vector<Evidence> offers(const Corpus& corpus, const Judge& judge, std::size_t d) {
    std::vector<Evidence> found;
    const auto& document = corpus.input().documents[d];
    const auto& info = corpus.info(d);
    for (std::size_t p = 0; p < document.passages.size(); ++p) {
        const auto& passage = document.passages[p].passage;
        const bool told = passage.kind == context::PassageKind::paragraph ||
                          passage.kind == context::PassageKind::list_item;
        const bool said =
            passage.kind == context::PassageKind::turn && corpus.people().is_author(passage.speaker, d);
        if ((!told && !said) || !context::is_own_writing(passage) || passage.checked ||
            tells_nothing(info.sections[p]))
            continue;
        std::optional<bool> withheld;  // looked at only where there is something to tell
        for (auto i = info.first_of_passage[p]; i < info.first_of_passage[p + 1]; ++i) {
            const auto& s = corpus.sentences()[i];
            bool lacks_stop = false;
            if (passage.kind == context::PassageKind::list_item &&
                s.raw.size() == trim(passage.text).size()) {
                const auto last = static_cast<unsigned char>(s.text.back());
                lacks_stop = std::isalnum(last) != 0 || last >= 0x80 || last == '%';
            }
            const auto item = judge.judge(s, said, lacks_stop);
            if (!item) continue;
            if (!withheld) withheld = judge.is_withheld(passage);
            if (*withheld) break;
            found.push_back(*item);
        }
    }
    return found;
}

std::string packed(const std::vector<Evidence>& items, const Corpus& corpus, std::size_t d) {
    Packer packer;
    packer.number(items.size());
    const Sentence* first = corpus.sentences().data() + corpus.info(d).first_sentence;
    for (const auto& item : items) {
        packer.number(static_cast<std::uint64_t>(item.sentence - first));
        unsigned flags = 0;
        const auto& f = item.features;
        for (const bool flag : {item.lacks_stop, item.said, item.alone, item.question, f.change, f.cause,
                                f.lesson, f.contrast, f.decision, f.hedge, f.incident})
            flags = flags * 2 + (flag ? 1U : 0U);
        packer.number(flags);
        packer.number(static_cast<std::uint64_t>(item.words));
        packer.number(static_cast<std::uint64_t>(f.numbers));
        packer.real(item.strength);
    }
    return packer.take();
}

std::vector<Evidence> unpacked(std::string_view bytes, const Corpus& corpus, std::size_t d) {
    Unpacker unpacker(bytes);
    std::vector<Evidence> items(unpacker.count());
    const auto& info = corpus.info(d);
    for (auto& item : items) {
        const auto number = unpacker.number();
        if (number >= info.end_sentence - info.first_sentence) throw Unpacker::Damaged{};
        item.sentence = &corpus.sentences()[info.first_sentence + number];
        auto flags = unpacker.number();
        auto& f = item.features;
        for (bool* flag : {&f.incident, &f.hedge, &f.decision, &f.contrast, &f.lesson, &f.cause, &f.change,
                           &item.question, &item.alone, &item.said, &item.lacks_stop}) {
            *flag = flags % 2 != 0;
            flags /= 2;
        }
        item.words = static_cast<int>(unpacker.number());
        f.numbers = static_cast<int>(unpacker.number());
        item.strength = unpacker.real();
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return items;
}

/// How much a sentence is about what its document is about.
class Weights {
public:
    explicit Weights(const Corpus& corpus) : corpus_(corpus), weight_(corpus.stem_count()) {}

    void weigh(std::span<Evidence> items) {
        for (const auto& item : items)
            for (const auto stem : item.sentence->stems)
                weight_[stem] = 0;
        for (const auto& item : items)
            for (const auto stem : item.sentence->stems)
                weight_[stem] += corpus_.rarity(stem);
        double most = 0;
        for (auto& item : items) {
            stems_.assign(item.sentence->stems.begin(), item.sentence->stems.end());
            std::sort(stems_.begin(), stems_.end());
            stems_.erase(std::unique(stems_.begin(), stems_.end()), stems_.end());
            values_.clear();
            for (const auto stem : stems_)
                values_.push_back(weight_[stem]);
            const auto top = std::min<std::size_t>(5, values_.size());
            std::partial_sort(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(top),
                              values_.end(), std::greater<>());
            item.centrality = 0;
            for (std::size_t k = 0; k < top; ++k)
                item.centrality += values_[k];
            most = std::max(most, item.centrality);
        }
        if (most <= 0) return;
        for (auto& item : items)
            item.centrality /= most;
    }

private:
    const Corpus& corpus_;
    std::vector<double> weight_;  // by stem
    std::vector<StemId> stems_;
    std::vector<double> values_;
};

}  // namespace

std::vector<Evidence> gather(const Corpus& corpus, Yields& yields) {
    std::vector<Evidence> material;
    std::optional<Judge> judge;
    Weights weights(corpus);
    for (std::size_t d = 0; d < corpus.input().documents.size(); ++d) {
        if (corpus.info(d).meeting || corpus.info(d).is_private) continue;
        std::optional<std::vector<Evidence>> items;
        if (const auto kept = yields.part(d, Yields::Part::evidence, corpus.surroundings(d)); !kept.empty())
            try {
                items = unpacked(kept, corpus, d);
            } catch (const Unpacker::Damaged&) {  // made anew
            }
        if (!items) {
            if (!judge) judge.emplace(corpus);
            items = offers(corpus, *judge, d);
            yields.put(d, Yields::Part::evidence, packed(*items, corpus, d), corpus.surroundings(d));
        }
        for (auto& item : *items)
            item.is_new = corpus.known(*item.sentence).is_new;
        weights.weigh(*items);
        material.insert(material.end(), items->begin(), items->end());
    }
    return material;
}

}  // namespace pacelane::analysis::detail
