#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <pacelane/retrieval/terms.h>
#include <string>
#include <string_view>
#include <vector>

/// Ranked search over one user's passages: BM25 (Robertson and Zaragoza, 2009) over stems, and what a
/// passage's surroundings say of it (docs/search.md). Pure: what it must know of the passages it asks an
/// Index.
namespace pacelane::retrieval {

struct PassageId {
    std::int64_t document = 0;
    int ordinal = 0;
    friend auto operator<=>(const PassageId&, const PassageId&) = default;
};

/// In terms: a shorter passage counts as this long. Else "AOB", below a title with the query's words, would
/// be the best of all.
inline constexpr int kLeastLength = 10;

/// A term in a passage.
struct Posting {
    PassageId passage;
    int frequency = 0;
    int length = 0;  ///< of the passage, in terms, at least kLeastLength
};

/// All passages of the user.
struct Collection {
    std::int64_t passages = 0;
    std::int64_t documents = 0;
    std::int64_t terms = 0;  ///< the lengths of all passages
};

/// What ranking knows of a document.
struct Shape {
    std::int64_t terms = 0;  ///< the lengths of its passages
    /// Of a document with talk in it, how many words each passage has that is a turn; 0 for others.
    std::vector<int> turns;
};

/// One user's passages.
class Index {
public:
    virtual ~Index() = default;
    virtual Collection collection() = 0;
    /// The passages with a term, by document and ordinal. None when there are more than `most`.
    virtual std::vector<Posting> postings(const std::string& term, std::size_t most) = 0;
    virtual Shape shape(std::int64_t document) = 0;
    /// The terms of a passage in order, those of the document's title first.
    virtual std::vector<std::string> terms(const PassageId& passage) = 0;
};

struct Hit {
    PassageId passage;
    double score = 0;
};

struct Found {
    Query query;            ///< as it was understood
    std::vector<Hit> hits;  ///< best first; equal scores in the order of the passages
};

/// The best `limit` passages. `preferred`: the user's language.
PACELANE_API Found search(std::string_view text, language::Language preferred, Index& index,
                          std::size_t limit);

}  // namespace pacelane::retrieval
