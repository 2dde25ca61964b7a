#pragma once

#include <pacelane/language/words.h>
#include <pacelane/sources/reading.h>
#include <set>
#include <string>
#include <vector>

/// How a document is written, as all of it shows. `words` are those of its passages.
namespace pacelane::sources::detail {

/// Given names of those whom the document names in full somewhere, and of the self.
std::set<std::string> names_for_all(const KnownDocument& document, const std::vector<language::Words>& words,
                                    const context::Self& self);
/// Whether its paragraphs begin without capitals, as some people write.
bool is_written_small(const KnownDocument& document, const std::vector<language::Words>& words);

}  // namespace pacelane::sources::detail
