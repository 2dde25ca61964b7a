#pragma once

#include "corpus.h"

#include <string>
#include <vector>

/// How the passages of minutes belong together: which item stands below which, and what they are about.
namespace pacelane::analysis::detail {

class Outline {
public:
    Outline(const Corpus& corpus, std::size_t document);

    /// The item that the passage stands below in its list; -1 when none.
    int parent(std::size_t passage) const { return parents_[passage]; }
    bool has_children(std::size_t passage) const { return has_children_[passage]; }
    /// Whether nothing else follows on the same subject.
    bool is_last_word(std::size_t passage) const { return last_[passage]; }
    /// Whether the passage only names a subject: "Add the mirror to the list #12".
    bool is_subject(std::size_t passage) const;
    /// Whether the passage is an item below what it is about, an item or a heading.
    bool is_below_subject(std::size_t passage) const;
    /// What the passage is about, by the items and headings above it; empty when they do not tell.
    std::string topic(std::size_t passage) const;

private:
    const People& people_;
    std::size_t document_;
    const std::vector<KnownPassage>& passages_;
    std::vector<int> parents_;
    std::vector<bool> has_children_;
    std::vector<bool> last_;
};

/// A note without the label of whoever said it ("Rich: …", "Ana, …"), and what is struck out.
std::string_view without_speaker(const context::Passage& passage, std::string_view text);
/// The same of one of its sentences: only the first has the label ("Rich: may we drop it? Yes, Ana will …").
std::string_view note_of(const Corpus& corpus, const Sentence& s);

}  // namespace pacelane::analysis::detail
