#pragma once

#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// What stands at the top of a note about the note: YAML between `---`, TOML between `+++`, JSON, "key::
/// value" lines (Logseq, Dataview), "Key: value" lines (MultiMarkdown, Notion's properties below the title),
/// "#+key: value" (Org) and "% title" (Pandoc). A line that is not understood costs that line, with a
/// warning.
struct FrontMatter {
    std::string title;
    std::optional<Date> date;  ///< "date", else when it was published, else when it was created
    std::optional<language::Language> language;
    std::vector<std::string> tags;
    std::vector<std::string> aliases;
    std::vector<std::string> participants;
    std::vector<std::string> authors;
    std::vector<std::string> speakers;  ///< whose talk it is; they are among the participants as well
    bool clipped = false;               ///< from a page of the web, by a program that says where it is from
    std::string url;                    ///< where it is published: absolute, or from a site's root
    std::optional<bool> draft;
    std::optional<bool> publish;
    std::optional<bool> is_private;
    std::string private_by;      ///< the first field that keeps it private, for people
    std::size_t body_begin = 0;  ///< where the document's own text begins; 0 when there is no front matter
    int body_line = 1;           ///< the line on which it begins
    std::vector<std::string> warnings;
};
FrontMatter read_front_matter(std::string_view text);

}  // namespace pacelane::context::detail
