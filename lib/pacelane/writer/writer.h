#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <pacelane/base/content_form.h>
#include <pacelane/base/export.h>
#include <pacelane/base/json.h>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/suggestion.h>
#include <pacelane/writer/variants.h>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// From the person's own writing to a draft: contiguous blocks of one document, adapted to a form. Pure;
/// thread-safe.
namespace pacelane::writer {

/// A statement of the draft and where it comes from.
struct Claim {
    std::string text;        ///< as it stands in the draft
    sources::Source source;  ///< quote: the words of the source it was made from
    double support = 0;      ///< share of the claim's content words that the quote holds, 0–1
};

struct Link {
    std::string text;
    std::string url;
};

struct Draft {
    std::string title;
    std::string body;  ///< ready to paste, in the form's markup
    std::string content_type;
    language::Language language;
    std::vector<Claim> claims;        ///< every sentence of title and body; fixed headings, hashtags and the
                                      ///< address where the text is published are none
    double grounded_share = 0;        ///< share of claims with support ≥ 0.8
    std::size_t characters = 0;       ///< of the body, as the platform counts that leaves it the least room
    std::size_t character_limit = 0;  ///< of that platform
    std::size_t words = 0;
    std::vector<std::string> hashtags;  ///< with '#'
    std::vector<Link> links;            ///< of the sources, that a plain text could not keep
    std::string subject;                ///< FormFields::subject_and_preview
    std::string preview;  ///< the same: the preview text, 40 to 90 characters where a sentence allows
    std::string summary;  ///< FormFields::summary_and_slug: one or two sentences
    std::string slug;     ///< the same
    std::vector<PieceRef> pieces;                       ///< what it is made of
    std::map<std::string, std::string> published = {};  ///< where its documents are published, by their id
    std::vector<Variant> variants = {};  ///< of a post for the person's networks, in their order
};

/// A draft that was tried, and what speaks for it.
struct Trial {
    Draft draft;
    double score = 0;  ///< the probability that its person grades it 3 or better
    std::vector<std::pair<std::string_view, double>> features;
    std::size_t document = 0;  ///< index of the reading that it is made of; a newsletter's main piece
    std::size_t piece = 0;     ///< its place among the pieces of its document that the form can take
    bool is_short = false;     ///< what a newsletter can tell in short
    std::vector<std::string> sentences;  ///< of its body, as they are compared with other drafts
};

/// Whether it was said, rather than written.
PACELANE_API bool is_talk(const Trial& trial);
/// Why it is no draft whatever its score: what it is a part of is missing, or its point. Empty: it may be
/// one.
PACELANE_API std::string_view lacks(const Trial& trial);

/// The share of notes in which their writer tells of their own doing, where nothing is known of the notes.
inline constexpr double kTellingShare = 0.3;

/// What drafts are made for.
struct Setting {
    sources::Person person;
    Date today;                    ///< local: what is said of another day is left out
    std::set<std::string> told{};  ///< hashes of passages that were told of late: no newsletter holds them
    std::set<std::string>
        told_before{};  ///< the same, of earlier days: what comes after them is a run of its own
    /// Of the person's notes, the share in which they tell of their own doing; see kTellingShare.
    double telling_share = kTellingShare;
};

/// All drafts of this form that the readings hold, best first; none when there is nothing to tell in it.
PACELANE_API std::vector<Trial> trials(const std::vector<sources::Reading>& readings, const Setting& setting,
                                       const ContentForm& form);

/// The same in two steps. First what each document gives by itself, in its order; for a newsletter these are
/// its possible pieces, which have features and a score, but no text. It depends on the day in this alone:
/// what of the reading is true on it (Block::true_until), and what bring_up_to_date() puts right.
PACELANE_API std::vector<Trial> trials_of(const sources::Reading& reading, const Setting& setting,
                                          const ContentForm& form);
/// Features and score, as they are on the setting's day.
PACELANE_API void bring_up_to_date(Trial& trial, const sources::KnownDocument& document,
                                   const Setting& setting);
/// Where the documents of trials are found, by Trial::document.
struct Shelf {
    std::function<const sources::KnownDocument&(std::size_t)> document;
    std::function<const sources::Reading&(std::size_t)> reading;  ///< asked for few
};
/// Then all of them: sorted, best first; or the newsletter that is made of them.
PACELANE_API std::vector<Trial> arranged(std::vector<Trial> found, const Shelf& shelf, const Setting& setting,
                                         const ContentForm& form);
/// Whether the document came since the last letter, as far as is known: a newsletter is made of such ones.
PACELANE_API bool is_news(const sources::KnownDocument& document, Date today);
/// The trial's draft as it was tried, text and all.
PACELANE_API Draft draft_of(const Trial& trial, const Shelf& shelf, const Setting& setting,
                            const ContentForm& form);

struct Request {
    Setting setting;
    Suggestion suggestion;
    /// The person's documents: those that the suggestion rests on whole, of the others at least what
    /// sources::Cast looks at.
    std::vector<sources::KnownDocument> documents;
};

/// Writes the draft of a suggestion from its pieces; from what became of them when its documents changed.
/// Throws Error(bad_input) saying what is missing when they are gone, private now, or hold too little.
PACELANE_API Draft compose(const Request& request);

/// The content_metadata of DESIGN.md, section 6.
PACELANE_API Json metadata(const Draft& draft, const Suggestion& suggestion);

}  // namespace pacelane::writer
