#pragma once

#include "mentions.h"
#include "minutes.h"
#include "outline.h"
#include "sections.h"

#include <string>
#include <string_view>
#include <vector>

/// Reads what minutes and talk say was decided. Its parts by subject: decisions.cpp goes through a document
/// and its sentences, listed_decisions.cpp reads lists and tables of decisions, answered_decisions.cpp what
/// is decided by an answer to what stands before.
namespace pacelane::analysis::detail {

struct DecisionReader {
    Corpus& corpus;
    std::vector<DecisionMention> mentions;
    bool marked = false;   // the document that is read marks its decisions
    bool scribed = false;  // its talk was typed by a scribe

    /// Reads a document.
    void document(std::size_t d);

    void add(std::size_t p, std::string text, std::string_view quote);
    std::string with_subject(const Outline& outline, std::size_t d, std::size_t p,
                             std::string_view text) const;
    void listed(const Outline& outline, std::size_t d, std::size_t p, bool among_actions);
    void enumeration(std::size_t d, std::size_t p);
    void row(std::size_t d, std::size_t p, const Columns& columns);
    bool labelled(const Outline& outline, const Sentence& s, std::string_view told, const Words& words,
                  bool spoken);
    std::string sentence_before(const Sentence& s) const;
    bool unopposed(const Sentence& s, std::string_view told, const Words& words);
    bool is_of_task(const Sentence& s, std::string_view told, const Words& words,
                    const PhraseList::Match& wording) const;
    bool agreed_above(const Outline& outline, const Sentence& s, std::string_view told, const Words& words);
    void sentence(const Outline& outline, const Sentence& s);
    bool only_names(std::size_t d, std::size_t p) const;
    void below_decisions(const Outline& outline, std::size_t d, std::size_t p, Section section);
    /// How many words of a text tell something.
    std::size_t content_words(std::string_view text, std::size_t d);
    /// The text with its subject before it, where it does not name it.
    std::string below_subject(const Outline& outline, std::size_t p, std::string_view text) const;
    std::string motion_above(std::size_t d, std::size_t p, const Words& outcome) const;
    bool puts_off_last(const Outline& outline, const Sentence& s, std::string_view told, const Words& words);
    bool answered(const Outline& outline, const Sentence& s, std::string_view told, const Words& words);
    bool resolved_by_heading(const Outline& outline, std::size_t d, std::size_t p);
};

}  // namespace pacelane::analysis::detail
