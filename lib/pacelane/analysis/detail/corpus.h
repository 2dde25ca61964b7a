#pragma once

#include "cut.h"
#include "people.h"
#include "sections.h"
#include "yields.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <pacelane/analysis/analysis.h>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// The input, read once: sentences, stems and roles, on which all parts of the analysis work.
namespace pacelane::analysis::detail {

using language::Language;
using StemId = std::uint32_t;

struct Sentence {
    std::uint32_t document = 0;     ///< index in Input::documents
    std::uint32_t passage = 0;      ///< index in its passages
    std::string_view raw;           ///< verbatim, within the passage's text
    std::string_view text;          ///< as it would be printed: for speech without fillers
    std::span<const StemId> stems;  ///< of its content words, in order
    int words = 0;
};

struct DocumentInfo {
    Language language;
    /// The wordings of its language; of all where the text does not tell which it is in.
    const language::LanguagePack* pack = nullptr;
    bool meeting = false;  ///< a meeting or a transcript
    bool empty = true;     ///< holds no words
    std::size_t first_sentence = 0;
    std::size_t end_sentence = 0;
    std::vector<std::size_t>
        first_of_passage;           ///< index of each passage's first sentence; one more at the end
    std::vector<Section> sections;  ///< of each passage
    std::string surroundings;       ///< see Corpus::surroundings
    bool is_private = false;        ///< by its title: between two people, or for nobody else
};

class Corpus {
public:
    Corpus(const Input& input, Yields& yields);

    const Input& input() const { return input_; }
    const People& people() const { return people_; }
    const KnownDocument& document(const Sentence& s) const { return input_.documents[s.document]; }
    const KnownPassage& known(const Sentence& s) const { return document(s).passages[s.passage]; }
    const context::Passage& passage(const Sentence& s) const { return known(s).passage; }
    const DocumentInfo& info(std::size_t document) const { return infos_[document]; }
    const std::vector<DocumentInfo>& infos() const { return infos_; }
    const std::vector<Sentence>& sentences() const { return sentences_; }
    /// Of a meeting: equal while the other documents say the same of how it is read, that is who is known,
    /// and what of it is repeated elsewhere. Empty for notes.
    std::string_view surroundings(std::size_t document) const { return infos_[document].surroundings; }
    Section section(const Sentence& s) const { return infos_[s.document].sections[s.passage]; }

    /// The stems of a text's content words; new ones get a number.
    std::vector<StemId> stems_of(std::string_view text, Language language);
    /// The stems as numbers; a stem that occurs nowhere gets none.
    std::vector<StemId> known_stems(const std::vector<std::string>& stems) const;
    const std::string& stem(StemId id) const { return stems_[id]; }
    /// In how many documents the stem occurs.
    int document_frequency(StemId id) const {
        return id < document_frequency_.size() ? document_frequency_[id] : 0;
    }
    /// How telling a stem is: 0 for one in every document, about 1 for one in a single document of many.
    double rarity(StemId id) const;
    std::size_t stem_count() const { return stems_.size(); }

    Source source(const Sentence& s) const { return source(s, s.raw); }
    Source source(const Sentence& s, std::string_view quote) const {
        return source(s.document, s.passage, quote);
    }
    Source source(std::size_t document, std::size_t passage, std::string_view quote) const;

private:
    StemId intern(const std::string& stem);
    Cut cut_of(std::size_t document, Yields& yields) const;
    void read(std::size_t document, Yields& yields);
    void mark_boilerplate();

    const Input& input_;
    People people_;
    std::vector<DocumentInfo> infos_;
    std::vector<Sentence> sentences_;
    std::deque<std::string> texts_;                  // of sentences that are printed otherwise than written
    std::vector<std::vector<StemId>> of_sentences_;  // by document: its sentences' stems, one after the other
    std::vector<std::string> stems_;
    std::unordered_map<std::string, StemId> stem_ids_;
    std::vector<int> document_frequency_;
    double documents_with_words_ = 0;
};

/// Shared stems as a share of all (Jaccard) and of the smaller set; the lists need not be sorted.
double jaccard(std::vector<StemId> a, std::vector<StemId> b);
double containment(std::vector<StemId> a, std::vector<StemId> b);

/// Finds which of many texts say the same, without comparing each with each.
class Repeats {
public:
    struct Match {
        std::size_t item = 0;  ///< in the order of add()
        double jaccard = 0;
        double containment = 0;
        std::size_t smaller = 0;  ///< stems of the shorter text
    };
    void add(const std::vector<StemId>& stems);
    /// The texts that share a stem with this one.
    std::vector<Match> like(const std::vector<StemId>& stems) const;

private:
    std::vector<std::size_t> sizes_;
    std::unordered_map<StemId, std::vector<std::uint32_t>> items_of_;
};

}  // namespace pacelane::analysis::detail
