#pragma once

#include <pacelane/sources/reading.h>
#include <string_view>
#include <unordered_map>

/// Whose words the passages of a document are, and what they are there for.
namespace pacelane::sources::detail {

class Origins {
public:
    /// All must stay.
    Origins(const KnownDocument& document, const Cast& cast, const language::Language& language);

    /// Of the document's passage with this index.
    Origin of(std::size_t i) const;

private:
    const context::Passage& passage(std::size_t i) const { return document_.passages[i].passage; }
    bool is_author(std::string_view name) const;
    bool is_monologue() const;
    bool is_in_quotation(std::size_t i) const;
    bool joins(std::size_t i) const;

    const KnownDocument& document_;
    const Cast& cast_;
    const language::Language& language_;
    context::People people_;                                      // of the document
    mutable std::unordered_map<std::string_view, bool> authors_;  // by a name of the document
    bool is_monologue_ = false;
};

}  // namespace pacelane::sources::detail
