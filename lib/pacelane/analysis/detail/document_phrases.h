#pragma once

#include "corpus.h"

#include <cstddef>
#include <string>
#include <vector>

/// What each document by itself is about.
namespace pacelane::analysis::detail {

struct DocumentPhrase {
    std::string text;                ///< as the document writes it most often
    std::vector<std::string> stems;  ///< of its words
    double share = 0;                ///< of the score of the document's best phrase; 0 to 1
};

/// The key phrases of a document's text, without code, links and, of minutes, who was there; best first.
/// What an earlier analysis kept of a document that did not change.
std::vector<DocumentPhrase> phrases_of_document(const Corpus& corpus, Yields& yields, std::size_t document);

}  // namespace pacelane::analysis::detail
