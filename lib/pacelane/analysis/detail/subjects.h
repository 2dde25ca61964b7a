#pragma once

#include "evidence_pool.h"
#include "topics.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

/// What there is to write about.
namespace pacelane::analysis::detail {

/// The least that makes a subject: sentences that can be published.
constexpr std::size_t kLeastSentences = 3;

struct Subject {
    enum class Kind { document, section, phrase };
    Kind kind = Kind::document;
    std::size_t document = 0;  ///< at its core; of a phrase, that of its strongest sentence
    int section = -1;
    std::string topic;
    std::set<std::string> key;  ///< stems of the topic
    Language language;
    std::vector<std::size_t> core;     ///< indices of EvidencePool::items, best first
    std::vector<std::size_t> support;  ///< of other documents on the same subject, nearest first
    std::set<std::size_t> documents;   ///< of core and support
    std::vector<std::string> pillars;  ///< that it belongs to
    int meetings = 0;                  ///< among `documents`
    int new_passages = 0;              ///< in core and support
    int new_core_passages = 0;
    std::size_t sentences = 0;  ///< whole sentences in core and support
    double quality = 0;         ///< 0–1: of the five best sentences
    double best = 0;            ///< 0–1: of the best that stands alone
    double score = 0;           ///< for ranking

    std::string topic_key() const;
};

/// All subjects of the language, best first.
std::vector<Subject> find_subjects(const Corpus& corpus, const EvidencePool& material, Language language,
                                   const std::vector<FoundTopic>& topics);

/// Two keys of one subject: the same, or at least 0.6 of the shorter one's stems (two or more) in the other.
bool same_subject(const std::set<std::string>& a, const std::set<std::string>& b);
std::set<std::string> parse_topic_key(std::string_view key);

/// The sources of a suggestion: indices of EvidencePool::items, strongest first, most from the core.
std::vector<std::size_t> choose_evidence(const Subject& subject, const EvidencePool& material, bool broad);

}  // namespace pacelane::analysis::detail
