#pragma once

#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

/// What a speaker begins and gives up, to begin anew. A transcript marks it with "--", "..." or "…".
namespace pacelane::language::detail {

/// Whether quotation marks and brackets that are opened are closed.
bool is_quoted_evenly(std::string_view text);

/// "They own the brand…" is a sentence, "It is worth it if you…" is one without its last clause, and of "I
/// don't know what the…" nothing is left. "We can use it to…" comes back as it is.
std::string without_trailing_off(std::string text, Language language);

/// "It's only -- we keep the names": the sentences that were said whole, without what trails off at their
/// end. A sentence that breaks off in a way from which nobody can tell what was whole comes back as it is.
std::vector<std::string> without_given_up(std::string text, Language language);

}  // namespace pacelane::language::detail
