#pragma once

#include <pacelane/analysis/analysis.h>
#include <pacelane/base/content_form.h>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <string>
#include <vector>

/// From a suggestion and its sources to a draft, in sentences of the sources. Pure; thread-safe.
namespace pacelane::writer {

struct Request {
    analysis::Person person;
    analysis::Suggestion suggestion;
    /// The documents that the suggestion rests on, whole, and the retrieved passages of others
    /// (KnownPassage::relevance > 0). All of them are the person's own.
    std::vector<analysis::KnownDocument> documents;
    /// What the person's latest drafts of this form say, sentence by sentence: its readers know it.
    std::vector<std::string> recent_claims{};
};

/// A statement of the draft and where it comes from.
struct Claim {
    std::string text;         ///< as it stands in the draft
    analysis::Source source;  ///< quote: the words of the source it was made from
    double support = 0;       ///< share of the claim's content words that the quote holds, 0–1
};

struct Draft {
    std::string title;
    std::string body;  ///< ready to paste, in the form's markup
    std::string content_type;
    language::Language language;
    std::vector<Claim> claims;  ///< every sentence of title and body that is not a fixed heading or a hashtag
    double grounded_share = 0;  ///< share of claims with support ≥ 0.8
    std::size_t characters = 0;       ///< of the body, as the platform counts that leaves it the least room
    std::size_t character_limit = 0;  ///< of that platform
    std::size_t words = 0;
    std::vector<std::string> hashtags;  ///< with '#'
    std::string subject;                ///< FormFields::subject_and_preview
    std::string preview;                ///< the same: the preview text, at most 140 characters
    std::string summary;                ///< FormFields::summary_and_slug: one or two sentences
    std::string slug;                   ///< the same
};

/// Composes the draft. Throws Error(bad_input) saying what is missing when the sources hold too little to
/// write it honestly.
PACELANE_API Draft compose(const Request& request);

/// The content_metadata of DESIGN.md, section 6.
PACELANE_API Json metadata(const Draft& draft, const analysis::Suggestion& suggestion);

}  // namespace pacelane::writer
