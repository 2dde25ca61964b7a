#pragma once

#include <string_view>

namespace pacelane::context::detail {

/// "<<<<<<< HEAD", "=======", ">>>>>>> branch": both versions of a note stand in it, and neither is the note
/// as it was meant.
class MergeMarks {
public:
    /// Whether the line is one of them; "=======" is only after the first.
    bool is_mark(std::string_view line);
    /// Whether the last mark was the first of its three.
    bool begins() const { return begins_; }

private:
    bool open_ = false;
    bool begins_ = false;
};

}  // namespace pacelane::context::detail
