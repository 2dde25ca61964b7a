#pragma once

#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// The block between two `---` lines at the top of a file, as far as it is understood: `key: value`, `key:
/// [a, b]` and `key:` with `- item` lines. Other YAML in it is passed over.
struct FrontMatter {
    std::string title;
    std::optional<Date> date;
    std::optional<language::Language> language;
    std::vector<std::string> tags;
    std::vector<std::string> participants;
    std::size_t body_begin = 0;  ///< where the document's own text begins; 0 when there is no front matter
    int body_line = 1;           ///< the line on which it begins
    std::vector<std::string> warnings;
};
FrontMatter read_front_matter(std::string_view text);

}  // namespace pacelane::context::detail
