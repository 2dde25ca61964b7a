#pragma once

#include <map>
#include <optional>
#include <pacelane/base/export.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Who is who: one name a person, however it is written. Of readers, analysis and writer alike.
namespace pacelane::context {

/// "Speaker 2", "Unknown", "Everyone", "Presenter", "Break": no one in particular.
PACELANE_API bool is_nobody(std::string_view name);
/// "Ana & Rui", "Ana and Rui", "Ana, Rui e Bia": several people.
PACELANE_API bool is_several(std::string_view name);
/// As one would print it: without role, company, address and handle, "Lindqvist, Maya" as "Maya Lindqvist".
PACELANE_API std::string plain_name(std::string_view name);
/// The words of a name as they are compared: folded, without accents, titles and full stops.
PACELANE_API std::vector<std::string> name_words(std::string_view name);

/// Learns names and tells which are of one person. A doubtful merge is not made: of two Anas, "Ana" is
/// neither.
///
/// One person are: the same words in any order; "Maya" and "Maya L." with "Maya Lindqvist"; "Ana Souza" with
/// "Ana Maria Souza"; "M. Lindqvist"; a family name with one letter more, less or other ("Lindquist") after
/// the same first name; "Mueller" with "Müller"; and what an attendee list says: initials, "@handle".
class PACELANE_API People {
public:
    /// Learns a name, and the handle or initials that it may carry ("Maya Lindqvist @maya").
    void add(std::string_view name);
    /// Learns that `alias` stands for the person of this name. One alias of two people is of neither.
    void add_alias(std::string_view alias, std::string_view name);

    /// The fullest name of the person, or nothing when the name is unknown, nobody's or of more than one.
    std::optional<std::string> find(std::string_view name) const;
    /// As find; an unknown or doubtful name comes back plain, nobody's empty.
    std::string canonical(std::string_view name) const;
    /// Whether somebody's name begins with this word, folded.
    bool knows_first(const std::string& word) const { return by_first_.contains(word); }
    /// All names learned, as shown.
    std::vector<std::string> names() const;
    bool empty() const { return shown_.empty(); }

    using Key = std::vector<std::string>;  ///< as name_words gives it
    /// Whether the person of this full name is among those learned.
    bool lists(const Key& key) const;
    /// Whether a short form fits somebody else than this person.
    bool fits_another(const Key& form, const Key& person) const;

private:
    std::optional<Key> longer(const Key& key) const;

    std::map<Key, std::string> shown_;
    std::map<std::string, std::set<Key>> by_first_;
    std::map<std::string, std::set<Key>> by_last_;
    std::map<std::string, std::set<Key>> aliases_;
};

/// The person for whom drafts are written.
struct PACELANE_API Self {
    std::string name;
    std::string handle;
    std::vector<std::string> aliases;

    /// Whether the name is this person's, among the people of its document and, where that lists neither,
    /// among all who are known.
    bool is(std::string_view other, const People& of_document, const People& all) const;
};

}  // namespace pacelane::context
