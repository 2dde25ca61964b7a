#pragma once

#include "corpus.h"

#include <string_view>
#include <vector>

/// Proposals that were voted on in the minutes: "PROPOSED: …", "+1", "+1".
namespace pacelane::analysis::detail {

struct Adopted {
    std::size_t passage = 0;
    std::string_view text;  ///< of the proposal, without its label, within the passage's text; of a roll call
                            ///< without one the heading
};

/// "Topic: …": a scribe's line that opens a subject.
bool announces_subject(std::string_view line);

/// The proposals of a document that at least two people were for and nobody against, in document order.
std::vector<Adopted> adopted_proposals(const Corpus& corpus, std::size_t document);

}  // namespace pacelane::analysis::detail
