#pragma once

#include <string>
#include <string_view>

namespace pacelane::context::detail {

/// A line of Org's text as Markdown: emphasis, code, links, pictures, formulas; dates as the day alone. What
/// is for Org only (targets, marks of footnotes, citations, macros, counters) is gone.
std::string org_as_markdown(std::string_view text);

/// A heading's words without what Org writes around them: "TODO [#A] Fire the kiln [1/2] :craft:".
struct OrgHeading {
    std::string_view words;
    bool task = false;
    bool done = false;
    bool hidden = false;  ///< COMMENT, :noexport:, :ARCHIVE:
};
OrgHeading org_heading(std::string_view text);

}  // namespace pacelane::context::detail
