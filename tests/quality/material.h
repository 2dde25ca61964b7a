#pragma once

#include "figures.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace quality {

/// The objects of a file of JSON lines.
std::vector<nlohmann::json> read_lines(const std::string& path);

/// nDCG@10 and recall@100 of documents (docs.jsonl, queries.jsonl, qrels.tsv in `folder`), one Markdown file
/// a document.
Figures document_retrieval(const std::string& folder, const std::string& name, const std::string& language,
                           double least_ndcg);
/// The same of the turns that answer a question, in one meeting's transcript.
Figures turn_retrieval(const std::string& path, double least_ndcg, double least_recall);

}  // namespace quality
