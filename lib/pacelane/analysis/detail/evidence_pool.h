#pragma once

#include "corpus.h"
#include "minutes.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What may be told: the sentences that can stand in a draft under the person's name.
namespace pacelane::analysis::detail {

/// What a sentence offers a reader, by its wording.
struct Features {
    int numbers = 0;        ///< amounts; years, dates and times do not count
    bool change = false;    ///< "from 214 to 31", "caiu", "before … after"
    bool cause = false;     ///< "because", "por isso", "which meant"
    bool lesson = false;    ///< "learned", "should have", "never again"
    bool contrast = false;  ///< "instead of", "not X but Y"
    bool decision = false;  ///< "we decided", "ficou decidido"
    bool hedge = false;     ///< "maybe", "talvez"
    bool incident = false;  ///< "outage", "rolled back"

    bool concrete() const { return numbers > 0 || change || cause || lesson || contrast; }
};
Features features_of(std::string_view text, const Words& words, const LanguagePack& pack);
/// 0–1: how well worth telling, from the features, the length and whether it stands alone.
double strength_of(const Features& features, int words, bool alone, bool question);

/// Whether the words are fit to print: no note to oneself, address, half sentence or anything marked as
/// private.
bool is_printable(std::string_view text, const Words& words, const LanguagePack& pack);
/// Opens with what only the sentence before explains: "The reason was …", "O de 72 horas …".
bool leans_back(const Words& words, const LanguagePack& pack);
/// Talk to those in the room: "I'll send you …", "vocês".
bool is_small_talk(const Words& words, const LanguagePack& pack);

struct Evidence {
    enum class Origin { written, said, decision };
    std::uint32_t document = 0;
    std::uint32_t passage = 0;
    std::string_view quote;  ///< verbatim, within the passage's text
    std::string text;        ///< as it would be printed
    std::vector<StemId> stems;
    Features features;
    Origin origin = Origin::written;
    double strength = 0;
    double centrality = 0;  ///< 0–1, among the sentences of its document
    int words = 0;
    int section = -1;      ///< number of the outermost section within the document
    bool complete = true;  ///< a whole sentence; a decision may be a phrase ("Adopt trunk-based development")
    bool alone = false;
    bool question = false;
    bool dated = false;  ///< names a day: true only around it
    bool is_new = false;

    double value() const { return std::min(1.0, strength + 0.2 * centrality); }
};

struct EvidencePool {
    std::vector<Evidence> items;                     ///< by document, in its order
    std::vector<std::size_t> first_of_document;      ///< one more at the end
    std::vector<std::vector<std::string>> sections;  ///< headings of each document's outermost sections
};

EvidencePool gather(Corpus& corpus, const std::vector<FoundDecision>& decisions);

/// The best told sentences of knowledge documents, spread over the documents.
std::vector<Insight> find_insights(const Corpus& corpus, const EvidencePool& material);

}  // namespace pacelane::analysis::detail
