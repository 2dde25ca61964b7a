#pragma once

#include "cli/sandbox.h"

#include <string>
#include <vector>

/// What is measured of the result, on workspaces that went through the real program.
namespace quality {

struct Figure {
    std::string name;
    double value = 0;
    double least = 0;  ///< the check fails below
    std::string of;    ///< "17 of 19"
};
using Figures = std::vector<Figure>;
using Row = std::vector<std::string>;

/// Lines of fields between tabs, without empty ones.
std::vector<Row> read_table(const std::string& path);
/// Lower case, words with one space between them.
std::string plain(const std::string& text);

/// Precision and recall of decisions and action items against the labels in `folder`.
Figures meetings(const std::vector<const Sandbox*>& workspaces, const std::string& folder);
/// What holds for every sentence of every draft, and which of the private words in `folder` a draft holds.
Figures drafts(const std::vector<const Sandbox*>& workspaces, const std::string& folder);
/// nDCG@10 of `context search`, by passage.
Figures retrieval(const std::vector<const Sandbox*>& workspaces, const std::string& folder);

}  // namespace quality
