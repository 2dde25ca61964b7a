#pragma once

#include "words.h"

#include <cstddef>
#include <map>
#include <pacelane/analysis/analysis.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Who is who: one name a person, however they are written.
namespace pacelane::analysis::detail {

/// "Speaker 2", "Unknown", "Participante": no one in particular.
bool is_anonymous(std::string_view name);

class People {
public:
    explicit People(const Input& input);

    /// The fullest form of the name in its document: "Maya" → "Maya Lindqvist". A name of nobody known comes
    /// back tidied.
    std::string canonical(std::string_view name, std::size_t document) const;
    /// Whether the name is that of the person for whom drafts are written.
    bool is_author(std::string_view name) const;

    struct Named {
        std::string name;
        std::size_t words = 0;
    };
    /// A known person named at `at` in a text's words; no words when there is none.
    Named named_at(const Words& words, std::size_t at, std::size_t document) const;

    /// All names and their parts: never a subject.
    const std::vector<std::string>& all_names() const { return all_names_; }

private:
    std::map<std::string, std::string> display_;               // key of a full form → as shown
    std::map<std::string, std::set<std::string>> full_names_;  // first name's key → keys of full forms
    std::vector<std::map<std::string, std::set<std::string>>> local_;  // the same, of one document
    std::string author_;
    std::vector<std::string> all_names_;
};

}  // namespace pacelane::analysis::detail
