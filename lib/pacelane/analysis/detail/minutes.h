#pragma once

#include "corpus.h"

#include <cstddef>
#include <vector>

/// What was decided, promised and left open in meetings.
namespace pacelane::analysis::detail {

struct FoundDecision {
    Decision decision;
    std::size_t document = 0;
    std::size_t passage = 0;
    std::vector<StemId> stems;
};

struct FoundAction {
    ActionItem item;
    std::size_t document = 0;
    std::size_t passage = 0;
    std::string giver;  ///< who asked for it, when that was somebody else
    std::vector<StemId> stems;
};

/// The meetings' indices, latest first; minutes before the transcript of the same day.
std::vector<std::size_t> meetings_latest_first(const Corpus& corpus);

/// Each decision once, in the words of the latest meeting; minutes win over speech. What each document says
/// is kept in `yields`.
std::vector<FoundDecision> find_decisions(Corpus& corpus, Yields& yields,
                                          const std::vector<std::size_t>& meetings);
std::vector<FoundAction> find_actions(Corpus& corpus, Yields& yields,
                                      const std::vector<std::size_t>& meetings);
std::vector<Question> find_questions(Corpus& corpus, Yields& yields, const std::vector<std::size_t>& meetings,
                                     const std::vector<FoundDecision>& decisions);

/// Whether the sentence tells of a decision by its wording; `at`: the wording's end, in bytes.
bool tells_decision(std::string_view text, const Words& words, const LanguagePack& pack);
/// Without the words that only open a spoken sentence ("So, …", "Então …").
std::string without_opening(std::string text, const LanguagePack& pack);
/// "Decision: …" → the length of the label in bytes; 0 when there is none.
std::size_t decision_label(std::string_view text, const Words& words);
/// "Action: …", "To do: …"
std::size_t action_label(std::string_view text, const Words& words);
/// Whether the words from the first one to the gap stand in brackets: "[Action] …", "(Action) …".
bool is_in_brackets(std::string_view text, const Words& words, std::string_view gap);
/// Whether whoever took the minutes marks what was decided and what is to do ("RESOLVED: …", "ACTION: …"):
/// what people say about it is then talk.
bool has_marks(const Corpus& corpus, std::size_t document);
/// Where such a mark in capitals stands within a text; 0 when there is none.
std::size_t capital_mark(std::string_view text);
/// "None", "n/a", "Nenhuma": a place kept for what there is not.
bool is_placeholder(const Words& words);

/// What the columns of a table hold, by its header.
struct Columns {
    int who = -1;
    int what = -1;
    int due = -1;
    int status = -1;
    int decision = -1;
    int number = -1;       ///< "No.", "Nº", "#"
    int kind = -1;         ///< whether a row is a decision, a task or something else
    bool header = false;   ///< the row is the header itself
    bool foreign = false;  ///< the table has a header that speaks of something else

    /// Whether the header tells what the table is for, be it something else.
    bool known() const { return who >= 0 || what >= 0 || due >= 0 || decision >= 0 || foreign; }
};
std::vector<std::string_view> cells_of(std::string_view row);
Columns columns_of(const std::vector<std::string_view>& cells);
/// Whether the row's column of kinds says that it is what the labels name.
bool is_of_kind(std::string_view row, const Columns& columns, const PhraseList& labels);

/// Reads the rows of a document's tables in order, each by the header of its own table.
class TableReader {
public:
    Columns read(const std::vector<KnownPassage>& passages, std::size_t row);

private:
    Columns columns_;
    std::size_t last_ = 0;
    bool in_table_ = false;
};

}  // namespace pacelane::analysis::detail
