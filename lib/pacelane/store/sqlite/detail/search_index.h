#pragma once

#include <cstdint>
#include <pacelane/context/document.h>
#include <pacelane/language/language.h>
#include <pacelane/sqlite/connection.h>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pacelane::store {

/// Puts documents into one user's search index. The rows of many documents are written together, in the order
/// of their keys: each page of the index is then visited once for all of them.
class SearchIndex {
public:
    SearchIndex(sqlite::Connection& connection, std::int64_t user_key)
        : connection_(connection), user_key_(user_key) {}

    /// What follows is of this document; what the index has of it goes.
    void begin(std::int64_t document_key, std::string_view title, language::Language language);
    /// The passage's length in terms.
    int add(const context::Passage& passage);
    void end();
    /// To be called before documents are removed, and at the end.
    void write();

private:
    struct Row {
        std::string term;
        std::int64_t document_key = 0;
        std::string passages;
    };

    /// A term of the document at hand.
    struct Term {
        std::string passages;  // that have it, as the row says it
        int ordinal = -1;      // of the last passage that has it
        int frequency = 0;     // in that one
    };
    std::vector<Term*> terms_of(const std::string& heading);
    void count(Term& term, int ordinal);

    sqlite::Connection& connection_;
    std::int64_t user_key_;
    std::vector<Term*> found_;          // in the passage at hand
    std::vector<Row> rows_;             // of all documents, to be written
    std::set<std::int64_t> documents_;  // that have such rows
    std::int64_t document_key_ = 0;     // at hand
    language::Language language_{};
    std::vector<std::string> headings_;            // of the passage before
    std::unordered_map<std::string, Term> terms_;  // of the document
    std::vector<Term*> title_terms_;
    std::vector<Term*> heading_terms_;
    std::string speaker_;  // of the passage before
    std::vector<Term*> speaker_terms_;
    std::string turns_;  // of each passage, as the row says it
    bool has_turns_ = false;
    std::int64_t passages_ = 0;
    std::int64_t length_ = 0;
};

}  // namespace pacelane::store
