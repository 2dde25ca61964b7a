#pragma once

#include <map>
#include <pacelane/base/export.h>
#include <pacelane/sources/document.h>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::sources {

/// The words and phrases that a person keeps to themselves, found as whole words in any case and with or
/// without accents. Pure; thread-safe.
class PACELANE_API PrivateWords {
public:
    PrivateWords() = default;
    /// Entries that are paths (see is_pattern) are left out.
    explicit PrivateWords(const std::vector<std::string>& entries);

    bool empty() const { return by_first_.empty(); }
    bool in(std::string_view text) const;

private:
    using Phrase = std::vector<std::string>;
    std::map<std::string, std::vector<Phrase>, std::less<>> by_first_;  ///< by their first word
};

/// Whether an entry of `private:` can only be a path: it holds a slash, `*`, `?` or `[`, or begins with `!`.
/// Any other is a word or phrase, and the name of files and folders too.
PACELANE_API bool is_pattern(std::string_view entry);

/// What is left of a document without what is private by these words: without the passages that hold one and
/// the sections they stand in, and without any when its title holds one.
PACELANE_API KnownDocument without_private(KnownDocument document, const PrivateWords& words);

}  // namespace pacelane::sources
