#pragma once

#include "corpus.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// What the documents are about.
namespace pacelane::analysis::detail {

/// Which sentences hold a stem.
class SentenceIndex {
public:
    explicit SentenceIndex(const Corpus& corpus);
    /// The sentences that hold the stems one after the other, among content words.
    std::vector<std::size_t> find(const std::vector<StemId>& phrase) const;

private:
    const Corpus& corpus_;
    std::span<const std::uint32_t> holders(StemId stem) const;

    std::vector<std::uint32_t> postings_;  // sentences, by stem
    std::vector<std::size_t> first_;       // of each stem's; one more at the end
};

/// Whether the stems stand one after the other in the list.
bool holds_phrase(std::span<const StemId> stems, std::span<const StemId> phrase);

struct FoundTopic {
    std::string text;
    Language language;
    std::vector<StemId> stems;
    double weight = 0;
    int words = 1;
    std::vector<std::size_t> sentences;  ///< in which it stands
    std::vector<std::size_t> documents;  ///< in which it stands, ascending
    bool is_new = false;
};

/// The topics of the given documents, strongest first: what several of them are about, each by itself, more
/// than what merely occurs in many. No generic words, no names. More for new passages.
std::vector<FoundTopic> find_topics(const Corpus& corpus, Yields& yields, const SentenceIndex& index,
                                    const std::vector<std::size_t>& documents, std::size_t limit);

/// As shown: with a few sources, one a document.
std::vector<Topic> to_topics(const Corpus& corpus, const std::vector<FoundTopic>& found, std::size_t limit);
/// Those of several meetings, with one source a meeting.
std::vector<Theme> to_themes(const Corpus& corpus, const std::vector<FoundTopic>& found,
                             const std::vector<std::size_t>& meetings);

}  // namespace pacelane::analysis::detail
