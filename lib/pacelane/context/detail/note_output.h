#pragma once

#include "note_line_shapes.h"
#include "note_syntax.h"
#include "org_blocks.h"

#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// The lines of a note as they are written for the parser, and what is told of those that are not.
class NoteOutput {
protected:
    explicit NoteOutput(Reading& reading) : reading_(reading) {}

    void put(std::string_view text, bool verbatim = false);
    void put_all(const OrgBlocks::Lines& lines);
    void put_title(std::string_view title);

    /// Starts leaving out lines, to be told when they end.
    void skip_from_here(std::string_view what);
    void tell_skipped();
    /// Leaves out just this line; lines of a kind in a row are told as one.
    void skip_line(std::string_view what);

    Reading& reading_;
    std::vector<NoteLine> out_;
    int number_ = 1;  // of the line in the file
    std::string skipped_;
    int skipped_from_ = 0;
    int skipped_to_ = 0;
};

}  // namespace pacelane::context::detail
