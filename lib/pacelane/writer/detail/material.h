#pragma once

#include <map>
#include <pacelane/context/people.h>
#include <pacelane/writer/writer.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What may be said: the sentences of the sources that can be published under the person's name, in runs that
/// read on.
namespace pacelane::writer::detail {

using language::Language;
using Stems = std::set<std::string>;

/// Whose words a sentence is, and so how it may be used.
enum class Origin {
    note,           ///< written by the person
    own_speech,     ///< said by the person
    others_speech,  ///< said by somebody else: only as one attributed quote
    minutes,        ///< written down in a meeting, by anybody
    decision,       ///< what the team decided: under a fixed heading
    question,       ///< left open by the person: only to close with
};

struct DraftSentence {
    std::string text;   ///< as it would be printed
    std::string quote;  ///< verbatim from the passage
    Stems stems;        ///< content words
    Stems numbers;      ///< numbers of two digits or more, and percentages
    std::size_t characters = 0;
    int words = 0;
    bool alone = false;  ///< can open a paragraph
    Origin origin = Origin::note;
    std::size_t document = 0;  ///< index in DraftMaterial::documents
    std::size_t passage = 0;   ///< index in the document's passages
};

/// Contiguous sentences of one passage (a paragraph), or a list: its lead-in and all its items.
struct Unit {
    std::vector<DraftSentence> sentences;
    bool list = false;
    int item_of = -1;      ///< the list that this paragraph is an item of
    bool follows = false;  ///< opens with a reference to the unit before it: never without it
    bool torn = false;     ///< its paragraph begins with something that cannot be used
    bool cited = false;    ///< the suggestion rests on this passage
    Origin origin = Origin::note;
    std::size_t document = 0;
    std::size_t section = 0;  ///< index in the document's sections
    double affinity = 0;      ///< to the subject, 0–1

    const DraftSentence& front() const { return sentences.front(); }
    std::size_t characters() const;
    int words() const;
};

struct Section {
    std::string heading;  ///< the innermost, made fit to print; empty when it says nothing
    std::string name;     ///< also of one word ("Rollout"), to tell the section from the one before
    Stems stems;
    bool cited = false;
    std::size_t first_passage = 0;  ///< index in the document's passages
};

struct DocumentMaterial {
    const analysis::KnownDocument* source = nullptr;
    std::vector<Section> sections;
    std::vector<Unit> units;      ///< in document order
    std::vector<Stems> passages;  ///< content stems of every passage
    int rank = -1;  ///< place in the suggestion's context, 0 is the strongest; -1 when it is not there
};

struct DraftMaterial {
    Language language;
    std::vector<DocumentMaterial> documents;
    context::Self author;
    context::People people;               ///< of all documents
    std::vector<std::string> names;       ///< of people other than the author, full and first names
    std::set<std::string> recent_claims;  ///< sentences of the latest drafts of this form
};

DraftMaterial gather(const Request& request);

/// The share of the text's content words that the quote holds, 0–1.
double support(std::string_view text, std::string_view quote, Language language);
Stems content_stems(std::string_view text, Language language);
double jaccard(const Stems& a, const Stems& b);
/// The words taken for a sentence, as a source.
analysis::Source source_of(const DraftMaterial& material, const DraftSentence& sentence);

}  // namespace pacelane::writer::detail
