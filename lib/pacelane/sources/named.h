#pragma once

#include <bitset>
#include <cstdint>
#include <pacelane/base/export.h>
#include <pacelane/sources/reading.h>
#include <string>
#include <unordered_map>
#include <vector>

/// What a document's reading owes to the other documents: who is named in it, and what they say as well.
/// Pure.
namespace pacelane::sources {

/// Hashes of the words of a document's texts, each once, ascending.
using WordHashes = std::vector<std::uint32_t>;
PACELANE_API WordHashes word_hashes(const KnownDocument& document);

/// The names of a cast by their words.
class PACELANE_API NameIndex {
public:
    explicit NameIndex(const Cast& cast);
    /// The same for two casts: they read the document alike. `words`: of this document.
    std::uint64_t key(const KnownDocument& document, const WordHashes& words) const;

private:
    /// Most words of a document are in no name, and told by these bits of their hashes.
    static constexpr std::size_t kBits = 1U << 16;

    const Cast& cast_;
    std::bitset<kBits> bits_;
    std::vector<std::string> names_;                                       // sorted
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_word_;  // indices in names_
};

}  // namespace pacelane::sources
