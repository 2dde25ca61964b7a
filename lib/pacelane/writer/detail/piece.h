#pragma once

#include <cstddef>
#include <limits>
#include <pacelane/sources/reading.h>
#include <pacelane/writer/suggestion.h>
#include <set>
#include <span>
#include <string>
#include <vector>

/// Runs of blocks that make a draft: from a natural opening to a paragraph's end, with nothing torn out.
namespace pacelane::writer::detail {

/// Blocks of one document in their order. Only whole sections may lie between them.
struct Piece {
    const sources::Reading* reading = nullptr;
    std::vector<std::size_t> blocks;    ///< indices in Reading::blocks; not empty
    std::vector<std::string> headings;  ///< that all of it stands under, outermost first
    bool whole = false;                 ///< everything that the document tells
    bool begins_text = false;  ///< only what stands above the text is before it: a saying, a subtitle
    int left_out = 0;          ///< sections that were skipped within it
    /// Words in those of them that tell something, and whether the last one that does is among them.
    int words_left_out = 0;
    bool end_left_out = false;
    std::size_t run = 0;  ///< of speech: the openings that are tried of one run share it
    /// Of speech, which has no paragraphs: the first sentence of the first block, one past the last of the
    /// last.
    std::size_t first_sentence = 0;
    std::size_t end_sentence = std::numeric_limits<std::size_t>::max();

    bool is_cut() const { return end_sentence != std::numeric_limits<std::size_t>::max(); }
    /// Those of a block that belong to it.
    std::span<const sources::Sentence> sentences(std::size_t i) const;
    int words(std::size_t i) const;
    const sources::Block& block(std::size_t i) const { return reading->blocks[blocks[i]]; }
    const context::Passage& passage(std::size_t i) const { return reading->passage(block(i)); }
};

inline constexpr int kLeastPageWords = 60;

/// For forms in Markdown: the whole document, and each of its sections that is a piece, with `least` words of
/// prose.
std::vector<Piece> page_pieces(const sources::Reading& reading, Date today, int least = kLeastPageWords);
/// How long a text in a feed is, in characters.
struct Lengths {
    std::size_t least = 0;
    std::size_t most = 0;   ///< where it ends before its section does
    std::size_t limit = 0;  ///< where it ends with its section
};

/// For plain text: runs of paragraphs and whole lists that need no code, table or picture.
/// `told_before`: hashes of passages; what comes after them may be a run of its own.
std::vector<Piece> plain_pieces(const sources::Reading& reading, Date today, const Lengths& lengths,
                                const std::set<std::string>& told_before = {});

/// Of the person's turns in a talk: from a sentence that stands alone to the last one before they hand over.
std::vector<Piece> speech_pieces(const sources::Reading& reading, Date today, std::size_t least,
                                 std::size_t most);

/// Whether a block may be told on this day in Markdown, or in plain text.
bool fits_page(const sources::Reading& reading, const sources::Block& block, Date today);
bool fits_plain(const sources::Reading& reading, const sources::Block& block, Date today);

/// Whether what a block says of a day is true on this one.
bool is_true_on(const sources::Block& block, Date today);
/// "Falls, January to June: 22. Last year 34.": how many people note facts, with the full stop of a sentence.
bool is_terse(const sources::Reading& reading, const sources::Block& block);
/// "2026-11-17", "Mon 16 November", "Oct 1": a heading that is a day and nothing else.
bool is_day(std::string_view heading, language::Language language);
/// Whether it tells of several days, each below its own heading.
bool tells_days(const sources::Reading& reading);
/// "B. Feature flags", "2) Measure", "4.2.1 Builds": one of several, which say something together only.
bool is_enumerated(const std::vector<std::string>& headings);
/// Whether the last block promises something that does not come.
bool hangs(const Piece& piece);
/// Of blocks from `first` to before `end`.
int words_in(const sources::Reading& reading, std::size_t first, std::size_t end);
/// Whether a topic of its own begins with block `i`: an item of a day's list of paragraphs.
bool begins_topic(const sources::Reading& reading, std::size_t i);
/// Where the topic ends that block `i` is of: at the next item of a day's list, else at `end`.
std::size_t end_of_topic(const sources::Reading& reading, std::size_t i, std::size_t end);
/// Skips a section, and remembers what is lost with it.
void leave_out(Piece& piece, const sources::Section& section);

PieceRef ref_of(const Piece& piece);

}  // namespace pacelane::writer::detail
