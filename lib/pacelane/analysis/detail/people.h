#pragma once

#include "words.h"

#include <cstddef>
#include <functional>
#include <map>
#include <pacelane/analysis/analysis.h>
#include <pacelane/context/people.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Who is who in the material of one person.
namespace pacelane::analysis::detail {

/// "Speaker 2", "Unknown", "Participante": no one in particular.
bool is_anonymous(std::string_view name);

class People {
public:
    explicit People(const Input& input);

    /// The fullest form of the name in its document: "Maya" → "Maya Lindqvist". A name of nobody known comes
    /// back tidied.
    std::string canonical(std::string_view name, std::size_t document) const;
    /// Whether the name is that of the person for whom drafts are written: among all who are known, or among
    /// the people of a document.
    bool is_author(std::string_view name) const;
    bool is_author(std::string_view name, std::size_t document) const;

    struct Named {
        std::string name;
        std::size_t words = 0;
    };
    /// A known person named at `at` in a text's words; no words when there is none.
    Named named_at(const Words& words, std::size_t at, std::size_t document) const;

    /// The person for whom drafts are written, who is "me" in their own notes.
    std::string self() const;
    /// The only person whose first name begins so ("J", "Lu"), in the document or among all; empty when there
    /// is none or more than one.
    std::string begun_by(const std::string& key, std::size_t document) const;

    /// All names and their parts: never a subject.
    const std::vector<std::string>& all_names() const { return all_names_; }

    /// Of all names, in the order in which they were met.
    const std::string& fingerprint() const { return fingerprint_; }

private:
    std::string look_for(std::string_view name, std::size_t document) const;

    context::Self self_;
    context::People all_;
    std::vector<context::People> local_;  // of one document each
    /// What canonical() found, by document. So this is for one thread, as an analysis is.
    mutable std::vector<std::map<std::string, std::string, std::less<>>> found_;
    std::set<std::string> known_;  // keys of all names
    std::vector<std::string> all_names_;
    std::string fingerprint_;
};

}  // namespace pacelane::analysis::detail
