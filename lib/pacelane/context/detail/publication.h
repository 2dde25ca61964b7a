#pragma once

#include "front_matter.h"

#include <pacelane/context/document.h>
#include <string>
#include <string_view>

/// Whether a text is published already, and where.
namespace pacelane::context::detail {

/// "https://example.org/x": of a host that others reach, without a password or a template's marks.
bool is_web_address(std::string_view text);
/// "/2026/x/": from the root of a site that the text does not name.
bool is_site_path(std::string_view text);

struct Publication {
    bool published = false;
    std::string url;  ///< absolute; empty when it is not known, or nothing is published
};
/// By the front matter and the folder (docs/context.md). Minutes and talk are never published: their "url" is
/// that of the call or the recording.
Publication publication_of(const FrontMatter& matter, std::string_view path, DocumentKind kind);

}  // namespace pacelane::context::detail
