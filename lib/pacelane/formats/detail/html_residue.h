#pragma once

#include "flow.h"

#include <optional>
#include <pacelane/language/words.h>
#include <string>
#include <string_view>
#include <unordered_set>
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

private:
    bool is_line_about_page(const language::Words& words, std::string_view text) const;
    bool before_text_ = true;
    bool related_ = false;  // links to other pages follow
    std::size_t seen_ = 0;
    std::optional<Date> date_;
    std::optional<language::Language> language_;
    std::unordered_set<std::string> author_words_;
};

}  // namespace pacelane::formats::detail
