#pragma once

#include "flow.h"
#include "html_residue.h"
#include "pdf_lines.h"
#include "pdf_text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// The lines of a PDF's pages become paragraphs, headings, lists, code and rows of tables.
namespace pacelane::formats::detail {

class PdfBlocks {
public:
    /// The pages, whose running heads are marked, and the flow stay the caller's. `printed`: a browser did, a
    /// page of a site.
    PdfBlocks(const std::vector<PdfPage>& pages, bool printed, Flow& flow);
    /// Adds the blocks of all pages, and the title where the first page has one. How many lines were left out
    /// that the site adds.
    int write();

private:
    enum class Kind { text, heading, item, code };
    void learn_title();
    void learn_headings();
    bool may_be_strong_heading(const PdfLine& line) const;
    int level_of_size(const PdfLine& line) const;
    int heading_level(const PdfLine& line) const;
    void write_page(const PdfPage& page);
    bool is_navigation(const PdfPage& page, std::size_t line) const;
    void take_place();
    bool begins_block(const PdfLine& line, const PdfLine& above, double column) const;
    void add(const PdfLine& line);
    void end_paragraph();
    void item(Block& block);

    const std::vector<PdfPage>& pages_;
    Flow& flow_;
    Vocabulary words_;
    std::vector<double> heading_sizes_;
    std::map<std::string, std::size_t> strong_lines_;  // bold lines of their own, and how often they come
    std::vector<double> lists_;  // where the items of the lists begin, the outermost first
    PageLines page_lines_;
    bool printed_ = false;
    int navigation_ = 0;          // lines
    std::size_t title_line_ = 0;  // of the first page
    double body_ = 0;
    std::string text_;
    std::string next_place_;
    Kind kind_ = Kind::text;
    double left_ = 0;
    int level_ = 0;
    int number_ = 0;
    int next_list_ = 0;
    bool strong_ = false;
    bool header_ = false;  // the row names the columns
    bool in_table_ = false;
};

}  // namespace pacelane::formats::detail
