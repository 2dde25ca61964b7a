#pragma once

#include <cstddef>

/// What a document may cost at most. docs/formats.md tells people of them.
namespace pacelane::context {

struct Limits {
    /// A larger file is refused by name and not opened. bytes
    std::size_t file_bytes = 64U * 1024 * 1024;
    /// A larger one is read, with a warning: mostly it is an export of everything, or no note at all. bytes
    std::size_t large_file_bytes = 4U * 1024 * 1024;
    /// A longer line (an embedded picture, data) is left out, with a warning; not of JSON. bytes
    std::size_t line_bytes = 8U * 1024 * 1024;
    /// Passages, and cues of a recording; more are left out, with a warning.
    std::size_t passages = 200'000;
    std::size_t cues = 200'000;
    /// Warnings that one document gives.
    std::size_t warnings = 50;
    /// Lists, quotations and JSON within each other; deeper Markdown is read as plain text.
    std::size_t markdown_depth = 100;
    std::size_t json_depth = 64;
    /// One block of Markdown without a blank line; a longer one is read as plain text. bytes
    std::size_t markdown_block_bytes = 256U * 1024;
    /// Columns of a Markdown table.
    std::size_t table_columns = 500;
    /// The label of a link reference. bytes
    std::size_t reference_bytes = 4096;
};
inline constexpr Limits kLimits{};

}  // namespace pacelane::context
