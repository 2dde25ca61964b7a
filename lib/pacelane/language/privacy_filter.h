#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/language/words.h>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// What a person's notes hold and a public draft must not: what concerns others, and their own affairs. In
/// all languages at once, since notes mix them. Pure; thread-safe. It errs on the side of silence: a sentence
/// too many is left out rather than one too few.
namespace pacelane::language {

enum class Concern {
    secret,    ///< keys, passwords, addresses of people, houses and machines, numbers of persons and phones
    marked,    ///< "confidential", "under NDA", "não divulgar"
    pay,       ///< salaries, raises, severance
    health,    ///< of a person: illness, pregnancy, sick leave; a patient who can be told from others
    conflict,  ///< quarrels between persons, harassment
    performance,  ///< how somebody does at work; who is promoted, leaves or is let go
    customer,     ///< a named customer's complaint or contract
    affairs,      ///< the writer's own money, health and family
    machine,      ///< orders to a program that reads: "ignore previous instructions"
};
/// "secret", "marked" …
PACELANE_API std::string_view name(Concern concern);

/// Names of people, full or first, made ready to be looked for in many texts.
class Names {
public:
    Names() = default;
    PACELANE_API explicit Names(std::span<const std::string> names);
    /// Whether one of them stands at `at`: "Jonas Ek", "Jonas's".
    PACELANE_API bool at(const Words& words, std::size_t at) const;

private:
    std::unordered_map<std::uint32_t, std::vector<Words>> by_first_word_;  // by its hash
};

/// Whether code or what a program printed holds a key of a known kind, or the number of an account or a
/// device.
PACELANE_API bool holds_credential(std::string_view code);
/// Whether a link of CommonMark, or an address in it, opens what only those who hold it may see.
PACELANE_API bool holds_private_link(std::string_view markup);
/// The first concern that the text (a sentence or a paragraph) gives rise to, nullopt when none does.
/// `people`: names of others, full or first, that tell "Jonas is struggling" from "the build is struggling".
PACELANE_API std::optional<Concern> concern(std::string_view text, const Names& people = {});
/// `words`: words_of(text).
PACELANE_API std::optional<Concern> concern(std::string_view text, const Words& words, const Names& people);

/// Whether a title or heading says that all below it is between two people or not for others: "1:1 with
/// Priya", "Performance reviews", "Salaries", "Confidencial".
PACELANE_API bool is_private_title(std::string_view title);
/// Whether the text is the name of somebody and nothing else: "Ana Castro", "Ana".
PACELANE_API bool is_name_of_person(std::string_view text);

/// Whether the text speaks to one of the people, or hands them something: their name is set off by commas
/// ("Tomás, can …", "Rollback, Tomás, before …", "… to you, Tomás.").
PACELANE_API bool addresses(std::string_view text, const Words& words, const Names& people);

}  // namespace pacelane::language
