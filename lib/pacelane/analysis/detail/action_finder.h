#pragma once

#include "commitments.h"
#include "mentions.h"
#include "minutes.h"
#include "outline.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Reads who is to do what in minutes and talk. Its parts by subject: action_items.cpp goes through a
/// document, task_lines.cpp reads lists and tables of tasks, promised_tasks.cpp the sentences in which
/// somebody takes one.
namespace pacelane::analysis::detail {

struct ActionReader {
    Corpus& corpus;
    std::vector<ActionMention> mentions;
    std::optional<LowerCase> lower_case;  // of the document that is read; see lower_case_of()
    bool marked = false;                  // it marks its actions
    bool scribed = false;                 // its talk was typed by a scribe
    bool chat = false;                    // its talk was typed by those who talk
    bool memo = false;                    // one person talks to themselves

    /// Reads a document.
    void document(std::size_t d);

    struct Found {
        Commitment commitment;
        std::string who;
        std::string giver;
    };

    /// Words of the document that are no names. Of talk nobody asks.
    const LowerCase& lower_case_of(std::size_t d);
    Task read(std::string_view text, std::size_t d, bool listed);
    /// An item below a heading for tasks, a task box, or a line with its label.
    void item(std::size_t d, std::size_t p, bool listed, bool topic, std::string owner);
    /// "Maya: …", "me: …"
    bool is_given_to_somebody(std::string_view text, std::size_t d) const;
    bool opens_with_taker(std::string_view text, std::size_t d) const;
    static bool is_task(std::string_view text, const LanguagePack& pack);
    void row(std::size_t d, std::size_t p, const Columns& columns, bool listed);
    /// "Maya:" or "Maya Lindqvist" above the tasks of that person.
    std::string owner_above(const Outline& outline, std::size_t d, std::size_t p) const;
    /// Lines of a paragraph that are tasks: with a label, or opened by somebody's name or by what to do.
    void lines(std::size_t d, std::size_t p, bool listed);
    static std::vector<std::string_view> marked_parts(std::string_view text);
    std::vector<std::string_view> named_parts(std::string_view text, std::size_t d) const;
    /// "ACTION: Jonas to write …", written down in the talk.
    void marks_in_turn(std::size_t d, std::size_t p);
    /// "### Pair 2: sign-up screen", and below it only the names of those who do it.
    bool names_below(std::size_t d, std::size_t p);
    /// The person, where a text is nothing but a name.
    std::string only_name(std::string_view text, std::size_t d) const;
    /// Who promises or is given what in the sentence, or in a part of it.
    Found look_in_talk(const Sentence& s, std::string_view text, const Words& words,
                       const std::optional<Due>& due, const Sentence* answer);
    Found look_in_note(const Outline& outline, const Sentence& s, std::string_view text, const Words& words,
                       const std::optional<Due>& due);
    /// "Colin will do that": the sentence before says what.
    static bool points_back(std::string_view what, const LanguagePack& pack);
    /// What the sentence before asks for, or tells.
    std::string asked_before(const Sentence& s, bool or_told) const;
    /// Takes up one promise; what is said after it.
    std::string_view promise(const Outline& outline, const Sentence& s, std::string_view text,
                             const Words& words, const Sentence* answer);
    /// Only what is plainly a task counts in running text.
    void sentence(const Outline& outline, const Sentence& s, const Sentence* answer);
    void add(std::size_t d, std::size_t p, Task task, std::string_view quote, bool done,
             std::string giver = {});
    void passage_at(const Outline& outline, std::size_t d, std::size_t p);
};

}  // namespace pacelane::analysis::detail
