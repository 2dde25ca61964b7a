#pragma once

#include "subjects.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What was proposed before.
namespace pacelane::analysis::detail {

class Past {
public:
    explicit Past(const Input& input);

    struct Standing {
        bool proposed = false;      ///< as this content type
        bool allowed = true;        ///< never proposed as this content type, or with enough that came since
        std::optional<Date> since;  ///< of the latest time
    };
    /// Whether the subject, resting on this evidence, may be proposed as the content type.
    Standing standing(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                      const std::vector<std::size_t>& evidence, std::string_view content_type) const;
    /// Whether the passage came after that day.
    static bool came_since(const Corpus& corpus, const Evidence& item, Date since);
    /// Whether it was never proposed in any form, or rests on passages that are new.
    bool is_fresh(const Corpus& corpus, const EvidencePool& material, const Subject& subject,
                  const std::vector<std::size_t>& evidence) const;
    std::optional<Date> latest() const { return latest_; }

private:
    struct Proposal {
        const PastSuggestion* past = nullptr;
        std::set<std::string> key;
        std::set<std::string> evidence;
    };
    /// The proposals of the same subject; of every content type when it is empty.
    std::vector<const Proposal*> of(const Corpus& corpus, const EvidencePool& material,
                                    const Subject& subject, const std::vector<std::size_t>& evidence,
                                    std::string_view content_type) const;

    std::vector<Proposal> proposals_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_hash_;
    std::optional<Date> latest_;
};

}  // namespace pacelane::analysis::detail
