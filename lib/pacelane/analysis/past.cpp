#include "detail/past.h"

#include <algorithm>
#include <map>

namespace pacelane::analysis::detail {

namespace {

// So many sentences must have come since for a subject to be told again in the same form.
constexpr int kNewSentences = static_cast<int>(kLeastSentences);

const std::string& hash_of(const Corpus& corpus, const Evidence& item) {
    return corpus.input().documents[item.document].passages[item.passage].hash;
}

}  // namespace

Past::Past(const Input& input) {
    for (const auto& past : input.past) {
        Proposal proposal;
        proposal.past = &past;
        proposal.key = parse_topic_key(past.topic_key);
        proposal.evidence.insert(past.evidence.begin(), past.evidence.end());
        for (const auto& hash : proposal.evidence)
            by_hash_[hash].push_back(proposals_.size());
        proposals_.push_back(std::move(proposal));
        if (!latest_ || *latest_ < past.date) latest_ = past.date;
    }
}

std::vector<const Past::Proposal*> Past::of(const Corpus& corpus, const EvidencePool& material,
                                            const Subject& subject, const std::vector<std::size_t>& evidence,
                                            std::string_view content_type) const {
    std::set<std::string> hashes;
    for (const auto i : evidence)
        hashes.insert(hash_of(corpus, material.items[i]));
    std::map<std::size_t, std::size_t> shared;
    for (const auto& hash : hashes)
        if (const auto found = by_hash_.find(hash); found != by_hash_.end())
            for (const auto p : found->second)
                ++shared[p];
    std::vector<const Proposal*> same;
    for (std::size_t p = 0; p < proposals_.size(); ++p) {
        const auto& proposal = proposals_[p];
        if (!content_type.empty() && proposal.past->content_type != content_type) continue;
        const auto found = shared.find(p);
        const auto smaller = std::min(hashes.size(), proposal.evidence.size());
        const bool same_evidence = found != shared.end() && 2 * found->second >= smaller;
        if (same_evidence || same_subject(subject.key, proposal.key)) same.push_back(&proposal);
    }
    return same;
}

Past::Standing Past::standing(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                              const std::vector<std::size_t>& evidence, std::string_view content_type) const {
    Standing standing;
    const auto same = of(corpus, material, subject, evidence, content_type);
    if (same.empty()) return standing;
    standing.proposed = true;
    standing.since = std::max_element(same.begin(), same.end(),
                                      [](const Proposal* a, const Proposal* b) {
                                          return a->past->date < b->past->date;
                                      })[0]
                         ->past->date;
    int fresh = 0;
    const auto count = [&](std::size_t i) {
        const auto& item = material.items[i];
        const auto& known = corpus.input().documents[item.document].passages[item.passage];
        const bool told = std::any_of(same.begin(), same.end(), [&](const Proposal* proposal) {
            return proposal->evidence.contains(known.hash);
        });
        if (came_since(corpus, item, *standing.since) && !told && item.complete && !item.question) ++fresh;
    };
    for (const auto i : subject.core)
        count(i);
    for (const auto i : subject.support)
        count(i);
    standing.allowed = fresh >= kNewSentences;
    return standing;
}

// A passage that was there already but not cited is no news.
bool Past::came_since(const Corpus& corpus, const Evidence& item, Date since) {
    const auto& document = corpus.input().documents[item.document];
    const auto& known = document.passages[item.passage];
    return item.is_new || (known.first_seen && since < *known.first_seen) ||
           (document.date && since < *document.date && *document.date <= corpus.input().date);
}

bool Past::is_fresh(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                    const std::vector<std::size_t>& evidence) const {
    return subject.new_core_passages > 0 || of(corpus, material, subject, evidence, {}).empty();
}

}  // namespace pacelane::analysis::detail
