#pragma once

#include "pdf_lines.h"

#include <string>
#include <vector>

/// Tables of a PDF's page whose cells have several lines: found by where the words stand, not by the order in
/// which the file has them.
namespace pacelane::formats::detail {

/// A table's words, and its rows in their place.
struct PdfGrid {
    std::vector<std::size_t> words;  ///< of the page, ascending
    std::vector<PdfLine> rows;       ///< with the cells parted by tabs
};

/// The tables of a page with rows of several lines; others are found line by line (merge_tables).
std::vector<PdfGrid> grids_of(const std::vector<PdfWord>& words);

}  // namespace pacelane::formats::detail
