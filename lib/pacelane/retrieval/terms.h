#pragma once

#include <cstddef>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The words under which texts are indexed and searched. Pure.
namespace pacelane::retrieval {

struct Term {
    std::string stem;
    language::Span where;  ///< of the word, in bytes of the text
};

/// The terms of a text in order: the stems of its words, without stopwords. A word of several
/// ("boundary-layer", "pacelane.yaml") gives its parts; where one of these would not do alone ("v1.2",
/// "e-mail"), itself as well.
PACELANE_API std::vector<Term> terms_of(std::string_view text, language::Language language);

/// What somebody looks for.
struct Query {
    /// Each word once: the stems that it may have. There is one when the query's language is known.
    std::vector<std::vector<std::string>> words;
    /// Which of the words follow each other in the query.
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::optional<language::Language> language;
};

/// A query's language is the one that has clearly the most of its function words; `preferred`, the user's,
/// says what is a function word where none has.
PACELANE_API Query query_of(std::string_view text, language::Language preferred);
/// The same words with their stems in every language.
PACELANE_API Query query_in_all_languages(std::string_view text, language::Language preferred);

/// Where words of the query stand in a text, in bytes.
PACELANE_API std::vector<language::Span> matches(const Query& query, std::string_view text,
                                                 language::Language language);

}  // namespace pacelane::retrieval
