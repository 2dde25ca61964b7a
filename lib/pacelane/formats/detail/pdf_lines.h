#pragma once

#include <string>
#include <vector>

/// From the words of a PDF's page to its paragraphs.
namespace pacelane::formats::detail {

struct PdfWord {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;
    double size = 0;  ///< of its font, points
    bool strong = false, mono = false;
    bool space_after = false;
};

struct PdfLine {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;
    double size = 0;
    bool strong = false, mono = false;
    bool row = false;          ///< of a table, with its cells parted by tabs (pdf_grid.h)
    bool header = false;       ///< such a row that names the columns
    bool furniture = false;    ///< a running head or foot, a page number
    std::vector<double> gaps;  ///< where columns of a table may part: x positions
};

struct PdfPage {
    int number = 1;
    double width = 0, height = 0;
    std::vector<PdfLine> lines;  ///< in reading order
};

/// The words, in reading order, as lines.
std::vector<PdfLine> lines_of(const std::vector<PdfWord>& words);
/// Numbers and bullets that the file has apart from their items are put before them.
void attach_marks(PdfPage& page);
/// Marks what is repeated at the edges of the pages, and their numbers.
void mark_furniture(std::vector<PdfPage>& pages);
/// Puts the lines of a page in columns in reading order, when they come in one that goes back up in a column.
void mend_order(PdfPage& page);
/// Cells of a table that come column by column become its rows; the lines of what is no table stay.
void merge_tables(PdfPage& page);
/// Small letters above or below a line of a formula go, and wide spaces within running text. `body`: the size
/// of most of the text.
void drop_loose_marks(PdfPage& page, double body);
/// The size of most of the text.
double body_size(const std::vector<PdfPage>& pages);

}  // namespace pacelane::formats::detail
