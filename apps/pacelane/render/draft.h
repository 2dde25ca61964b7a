#pragma once

#include "render/style.h"

#include <pacelane/base/json.h>
#include <pacelane/store/store.h>
#include <string>

namespace pacelane::cli {

Json json_of(const store::Generation& draft);
/// A draft for the terminal: head, text, and the sources with the words that were taken from them.
std::string draft_text(const store::Generation& draft, const Painter& paint);
/// A draft as a Markdown file with YAML front matter.
std::string draft_file(const store::Generation& draft);
/// "2026-11-19-linkedin_post-why-we-cut-alerts.md".
/// A name of one file or folder from text of any kind: other characters than ASCII letters, digits and "._-"
/// become '-', and what is left never names the folder itself or the one above.
std::string path_component(std::string_view text);
std::string draft_file_name(const store::Generation& draft);

}  // namespace pacelane::cli
