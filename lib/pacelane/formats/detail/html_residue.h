#pragma once

#include "flow.h"

#include <optional>
#include <pacelane/language/words.h>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

/// What a site puts between the words of a page: who wrote it when, how long it takes to read, buttons
/// without an element of their own, related pages, the notice of its cookies.
namespace pacelane::formats::detail {

class PageResidue {
public:
    enum class Verdict { keep, drop, hold };

    PageResidue(const std::vector<std::string>& authors, std::optional<language::Language> language);

    /// Of the blocks of a page, one after the other. What is held goes when the next block is dropped or
    /// holds as well, else it stays: "Read also" above a list of links. `caption`: of a picture.
    Verdict judge(const Block& block, bool caption);
    /// The date in a line that was dropped.
    std::optional<Date> date() const { return date_; }
    /// Whom such a line names as the writer; empty when none does.
    const std::string& author() const { return author_; }

private:
    bool is_line_about_page(const language::Words& words, std::string_view text) const;
    bool before_text_ = true;
    bool related_ = false;  // links to other pages follow
    std::size_t seen_ = 0;
    std::optional<Date> date_;
    std::string author_;
    std::string name_;  // alone in the block before, a link: the writer's, if what follows says when
    std::optional<language::Language> language_;
    std::unordered_set<std::string> author_words_;
};

/// How the document tells of the lines that were left out.
std::string lines_of_site(int lines);

/// Adds the blocks of a page to its flow, without what the site puts between them.
class PageLines {
public:
    /// `is_page`: whether it has such lines; all of a note is its own. The flow stays the caller's.
    PageLines(Flow& flow, bool is_page)
        : flow_(flow), is_page_(is_page), residue_(flow.about.authors, flow.about.language) {}

    void add_words(Block block, int line, bool caption);
    /// Code and rows are never the site's.
    void add(Block block, int line);
    /// Tells the flow what the lines say of the page; how many were left out.
    int finish();

private:
    Flow& flow_;
    bool is_page_;
    PageResidue residue_;
    std::vector<std::pair<Block, int>> held_;  // with its line: it stays if what follows does
    int left_ = 0;
};

}  // namespace pacelane::formats::detail
