#pragma once

#include "cli/sandbox.h"

#include <string>
#include <vector>

/// What is measured of the result, on workspaces that went through the real program.
namespace quality {

struct Figure {
    std::string name;
    double value = 0;
    double least = 0;  ///< the check fails below; 0: it is only printed
    std::string of;    ///< "17 of 19"
};
using Figures = std::vector<Figure>;
using Row = std::vector<std::string>;

/// Lines of fields between tabs, without empty ones.
std::vector<Row> read_table(const std::string& path);
/// Lower case, words with one space between them.
std::string plain(const std::string& text);

/// How often a judgement is right: of those that it calls so, and of those that are so.
struct Judged {
    std::size_t right = 0, called = 0, are = 0;
    void count(bool called_so, bool is_so) {
        right += called_so && is_so ? 1 : 0;
        called += called_so ? 1 : 0;
        are += is_so ? 1 : 0;
    }
    /// Precision and recall.
    Figures figures(const std::string& name, double least_precision = 0, double least_recall = 0) const;
};

/// Whether the row is a label; its column, if it has that, says "no" of what only looks like one.
bool is_label(const Row& row, std::size_t column);

/// Precision and recall of decisions and action items against the labels in `folder`; with `checked`, against
/// what they must be.
Figures meetings(const std::vector<const Sandbox*>& workspaces, const std::string& folder, bool checked);
/// What holds for every sentence of every draft, and which of the private words in `folder` a draft holds.
Figures drafts(const std::vector<const Sandbox*>& workspaces, const std::string& folder, bool checked);
/// nDCG@10 of `context search`, by passage.
Figures retrieval(const std::vector<const Sandbox*>& workspaces, const std::string& folder);

/// Kinds of documents, what is private, which sentences stand alone and may be told, which documents are
/// worth a post: against the labels of texts whose author had not seen the rules.
Figures unseen(const Sandbox& workspace, const std::string& folder);

/// Figures on public data, as docs/quality.md describes its files; what is not in the folder is told on
/// stderr.
Figures material(const std::string& folder);

}  // namespace quality
