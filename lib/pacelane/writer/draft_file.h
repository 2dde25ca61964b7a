#pragma once

#include <pacelane/base/export.h>
#include <string>
#include <string_view>

/// Written drafts as Markdown files with YAML front matter. Pure; thread-safe.
namespace pacelane::writer {

/// Who reads the file.
enum class FileTarget {
    plain,   ///< nobody in particular: all that is known of the draft, without keys that generators reserve
    hugo,    ///< <slug>.md
    jekyll,  ///< YYYY-MM-DD-<slug>.md
    astro,   ///< <slug>.md, for a content collection
};

/// "plain", "hugo", "jekyll" or "astro". Throws Error(bad_input) for anything else.
PACELANE_API FileTarget file_target(std::string_view name);

/// A written draft, as the store keeps it.
struct StoredDraft {
    std::string id;
    std::string author;         ///< the user's handle
    std::string content_type;   ///< ContentForm::id
    std::string analysis_date;  ///< YYYY-MM-DD
    std::string completed_at;   ///< RFC 3339; when it is no valid time, midnight UTC of analysis_date counts
    std::string title;
    std::string body;
    std::string metadata;  ///< content_metadata, JSON; may be empty
};

struct DraftFile {
    std::string name;  ///< one safe path component
    std::string text;
};

/// Every string is a quoted YAML string, whatever it looks like; dates and booleans are not quoted. For a
/// generator, which prints the title itself, the body loses the heading that repeats it.
/// `distinct` tells drafts of the same name apart: the file's name, and with it the page's address, ends in a
/// part of the draft's id. Throws Error(bad_input) when the metadata is not JSON.
PACELANE_API DraftFile draft_file(const StoredDraft& draft, FileTarget target, bool distinct = false);

/// A name of one file or folder: ASCII letters, digits and "._-", never "." or "..", at most 200 bytes. Text
/// that has this form stays as it is. Other text is changed to it and ends in a hash of the original, so that
/// "a/b" and "a-b" get different names.
PACELANE_API std::string path_component(std::string_view text);

}  // namespace pacelane::writer
