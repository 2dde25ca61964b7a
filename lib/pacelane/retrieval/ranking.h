#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Ranked search over one user's passages: BM25 (Robertson and Zaragoza, 2009) over stems. Pure.
namespace pacelane::retrieval {

/// The terms under which a text is indexed or searched, with how often each occurs; stopwords are left out.
PACELANE_API std::map<std::string, int> index_terms(std::string_view text, language::Language language);

/// Whether a word is one of the terms.
PACELANE_API bool is_term(const language::Token& word);

struct Posting {
    std::int64_t passage = 0;
    int frequency = 0;  ///< of the term in the passage
    int length = 0;     ///< of the passage, in terms
};

/// The collection that is searched: all passages of the user.
struct Collection {
    std::int64_t passages = 0;
    double average_length = 0;
};

struct Hit {
    std::int64_t passage = 0;
    double score = 0;
};

/// The best `limit` passages, best first; equal scores in the order of the passages' numbers. One list of
/// postings a query term.
PACELANE_API std::vector<Hit> rank(std::span<const std::vector<Posting>> terms, const Collection& collection,
                                   std::size_t limit);

}  // namespace pacelane::retrieval
