#pragma once

#include "note_line_shapes.h"
#include "note_output.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// Fences in a note: around code, around what a plugin runs, and around text of the author's.
class NoteFences : protected NoteOutput {
protected:
    using NoteOutput::NoteOutput;

    /// Within code, or what a plugin runs.
    bool in_fence() const { return fence_.length > 0; }
    void open_fence(const FenceMark& fence, std::string_view line, bool in_list);
    /// "@startuml" of PlantUML.
    void open_drawing();
    /// A line within a fence.
    void fenced(std::string_view line);
    /// A fence around text of the author's: its marks, options and fields go, and its lines are read as any
    /// other, further fences among them. Whether the line is dealt with; else it has lost its indentation.
    bool in_prose_fence(std::string_view& line);
    /// The quotation ends in which the fences stand.
    void leave_fences();

    bool blank_ = true;  // the line above is
    bool blank_or_code_ = true;
    bool options_ = false;  // those of a directive may follow

private:
    struct ProseFence {
        char mark = '\0';
        std::size_t length = 0;
        std::size_t indent = 0;
        bool quote = false;
        bool at_head = true;  // its title and options may follow
    };
    FenceMark fence_;
    std::size_t fence_indent_ = 0;  // columns that its lines lose
    bool query_fence_ = false;
    std::vector<ProseFence> prose_fences_;  // outermost first
};

/// ":class: wide" right below a directive.
bool is_directive_option(std::string_view content);
/// "@startuml": how its end begins, "@enduml"; empty for other lines.
std::string drawing_end(std::string_view content);

}  // namespace pacelane::context::detail
