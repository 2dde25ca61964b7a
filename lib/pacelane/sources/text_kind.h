#pragma once

#include <array>
#include <cstddef>
#include <pacelane/base/export.h>
#include <string_view>

/// What kind of text a document is, by its blocks.
namespace pacelane::sources {

enum class TextKind {
    prose,      ///< connected thoughts or explanations
    how_to,     ///< steps, or an explanation with commands or code
    reference,  ///< tables, fields, definitions to look things up in
    link_list,
    tag_list,
    log,      ///< dated entries of what happened
    journal,  ///< dated entries in the first person
    figures,  ///< amounts, accounts, measurements
    minutes,
    talk,  ///< a recording's transcript
    chat,
};
inline constexpr std::size_t kTextKinds = 11;
/// "prose", "how_to" …
PACELANE_API std::string_view name(TextKind kind);
/// For people: "how-to" or, of several, "how-tos" …
PACELANE_API std::string_view label(TextKind kind, std::size_t number);

/// Probabilities, by TextKind.
using KindShares = std::array<double, kTextKinds>;

/// What the kind is told from: shares of a document's lines and blocks (0–1) unless said otherwise.
struct KindFeatures {
    double words = 0;            ///< logarithm of their number
    double prose = 0;            ///< words in paragraphs of complete sentences
    double fragments = 0;        ///< words in paragraphs that are none
    double items = 0;            ///< blocks that are items of lists
    double long_items = 0;       ///< of the items: complete sentences
    double numbered = 0;         ///< of the items: numbered
    double tasks = 0;            ///< of the items: with a check box
    double code = 0;             ///< lines in code blocks
    double code_blocks = 0;      ///< per paragraph, at most 1
    double inline_code = 0;      ///< blocks with a code span
    double table_rows = 0;       ///< blocks
    double link_blocks = 0;      ///< blocks of which most words are links
    double links = 0;            ///< per 20 words, at most 1
    double tags = 0;             ///< blocks of nothing but tags and single words
    double fields = 0;           ///< blocks "Name: value"
    double dated = 0;            ///< headings and blocks that open with a date
    double timed = 0;            ///< blocks that open with a time of day
    double numbers = 0;          ///< words that are numbers
    double first_person = 0;     ///< sentences that say I or we
    double imperative = 0;       ///< items and sentences that open with a verb in its base form
    double questions = 0;        ///< sentences
    double turns = 0;            ///< words in turns
    double quoted = 0;           ///< words in quotations
    double headings = 0;         ///< sections per block
    double dated_title = 0;      ///< 1: the title is a date
    double blocks = 0;           ///< logarithm of their number
    double item_words = 0;       ///< mean of an item, in 20 words
    double paragraph_words = 0;  ///< mean of a paragraph, in 60 words
    double short_items = 0;      ///< of the items: at most four words
    double meeting = 0;          ///< 1: its reader took it for minutes
    double chat = 0;             ///< 1: its format is a chat's
};
inline constexpr std::size_t kKindFeatures = 31;
/// Names and values, in the order of the struct.
PACELANE_API std::array<std::pair<std::string_view, double>, kKindFeatures> named(
    const KindFeatures& features);

/// The probability that a good post can be made of a document without inventing; by data/text_kind.tsv, like
/// the kinds.
PACELANE_API double worth_of(const KindFeatures& features);
/// The probability of each kind, by the model in data/text_kind.tsv (docs/models.md); `met`: the document
/// names who met.
PACELANE_API KindShares kind_shares(const KindFeatures& features, bool met);

}  // namespace pacelane::sources
