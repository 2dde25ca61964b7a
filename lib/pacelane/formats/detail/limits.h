#pragma once

#include <cstddef>

/// What a file of an office or web format may cost beyond context/limits.h. docs/formats.md tells people of
/// them.
namespace pacelane::formats::detail {

struct FormatLimits {
    std::size_t zip_entries = 20'000;  ///< files in a zip; one with more is refused
    std::size_t zip_entry_bytes =
        32U * 1024 * 1024;  ///< of a part that is read, unpacked; a larger one is refused
    std::size_t zip_total_bytes = 128U * 1024 * 1024;  ///< of all parts that are read, unpacked
    int xml_depth = 200;                         ///< elements within each other; deeper ones are left out
    std::size_t html_bytes = 16U * 1024 * 1024;  ///< a larger page is refused
    int html_depth = 1000;                       ///< elements within each other; a deeper page is refused
    std::size_t html_attributes = 200'000;       ///< bytes of one tag; a page with a longer one is refused
    int pdf_pages = 5'000;                       ///< further ones are left out, with a warning
    std::size_t pdf_page_words = 50'000;         ///< words of one page; further ones are left out
};
inline constexpr FormatLimits kFormatLimits{};

}  // namespace pacelane::formats::detail
