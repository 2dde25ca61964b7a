#pragma once

#include <optional>
#include <pacelane/writer/detail/material.h>
#include <pacelane/writer/detail/relevance.h>
#include <vector>

/// What of the material tells the subject, and around which document.
namespace pacelane::writer::detail {

struct Plan {
    const DraftMaterial* material = nullptr;
    const Relevance* subject = nullptr;
    std::size_t core = 0;                ///< the document whose narrative the draft keeps
    bool whole = false;                  ///< all of the core document is about the subject
    std::vector<const Unit*> main;       ///< of the core document, in its order
    std::vector<const Unit*> support;    ///< of other documents, nearest to the subject first
    std::vector<const Unit*> decisions;  ///< about the subject
    std::vector<DraftSentence> quotes;   ///< of others, about the subject, best first
    std::vector<const Unit*> questions;

    const DocumentMaterial& document(const Unit& unit) const { return material->documents[unit.document]; }
    const Section& section(const Unit& unit) const { return document(unit).sections[unit.section]; }
};

/// Fills the affinities of the units in `material` and chooses among them.
Plan make_plan(DraftMaterial& material, const Relevance& subject);

/// What the draft says so far, so that nothing is said twice or refers to what was left out.
class Ledger {
public:
    explicit Ledger(const Plan& plan) : plan_(plan) {}
    bool repeats(const DraftSentence& sentence) const;
    /// False when the sentence opens with "the X" and X was introduced in a part of its document that is not
    /// in the draft.
    bool understood(const DraftSentence& sentence) const;
    void add(const DraftSentence& sentence);
    void add_words(const Stems& stems) { said_.insert(stems.begin(), stems.end()); }
    /// The sentences of the unit that may be said now, from its first one on; records them. `limit`:
    /// characters, 0 for any.
    std::vector<DraftSentence> take(const Unit& unit, std::size_t most, std::size_t limit = 0);
    /// Whether the unit was said to its end as the last thing taken.
    /// Records that the unit was said to its end by other means than take().
    void finish(const Unit& unit) { finished_ = &unit; }
    bool just_finished(const Unit& unit) const { return finished_ == &unit; }

private:
    const Plan& plan_;
    std::vector<DraftSentence> sentences_;
    Stems said_;
    const Unit* finished_ = nullptr;
};

/// The best opening among the units; nullptr when none would do. `limit`: characters. `names_subject`: only
/// one that says what it is about.
const DraftSentence* best_hook(const Plan& plan, const std::vector<const Unit*>& units, std::size_t limit,
                               bool names_subject = false);
/// The unit that holds the sentence.
const Unit* unit_of(const std::vector<const Unit*>& units, const DraftSentence* sentence);
/// The best closing of the units: the last sentence of one, general, not said yet; nullptr when none would
/// do.
const DraftSentence* best_lesson(const Plan& plan, const std::vector<const Unit*>& units,
                                 const Ledger& ledger);

}  // namespace pacelane::writer::detail
