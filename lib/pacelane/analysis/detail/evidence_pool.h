#pragma once

#include "corpus.h"
#include "minutes.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <pacelane/language/privacy_filter.h>
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
bool leans_back(std::string_view text, const Words& words, const LanguagePack& pack);
/// Talk to those in the room: "I'll send you …", "vocês".
bool is_small_talk(const Words& words, const LanguagePack& pack);

/// A sentence of a knowledge document that may be told.
struct Evidence {
    const Sentence* sentence = nullptr;  ///< of the corpus
    bool lacks_stop = false;             ///< who notes in bullets leaves the stop out
    bool said = false;                   ///< in a talk, not written
    bool alone = false;
    bool question = false;
    bool is_new = false;
    int words = 0;
    Features features;
    double strength = 0;
    double centrality = 0;  ///< 0–1, among the sentences of its document

    double value() const { return std::min(1.0, strength + 0.2 * centrality); }
    /// As it would be printed.
    std::string text() const {
        std::string text(sentence->text);
        if (lacks_stop) text += '.';
        return text;
    }
};

/// Judges sentences by themselves and by who is named in them.
class Judge {
public:
    /// `corpus` must stay.
    explicit Judge(const Corpus& corpus);
    /// What concerns others: no subject rests on it.
    bool is_withheld(const context::Passage& passage) const;
    /// Unset: it may not be told. `said`: in a talk, where only what stands alone and was not searched for
    /// while it was said is worth quoting.
    std::optional<Evidence> judge(const Sentence& s, bool said, bool lacks_stop) const;

private:
    const Corpus& corpus_;
    language::Names names_;  // of people other than the author
};

/// By document, in its order.
std::vector<Evidence> gather(const Corpus& corpus, Yields& yields);

/// A sentence of a recorded talk that says much of what the talk is about.
struct Saying {
    const Sentence* sentence = nullptr;  ///< of the corpus
    double score = 0;                    ///< 0–1
};
/// By document, its best first.
std::vector<Saying> find_sayings(const Corpus& corpus, Yields& yields);

/// The best told sentences of knowledge documents and the best of what was said in talks, by whomever, spread
/// over the documents.
std::vector<Insight> find_insights(const Corpus& corpus, const std::vector<Evidence>& material,
                                   const std::vector<Saying>& sayings);

}  // namespace pacelane::analysis::detail
