#pragma once

#include "sections.h"

#include <cstdint>
#include <optional>
#include <pacelane/analysis/analysis.h>
#include <string>
#include <string_view>
#include <vector>

/// A document cut into sentences and stems: of itself alone, so that it can be kept.
namespace pacelane::analysis::detail {

struct Cut {
    struct Sentence {
        std::uint32_t passage = 0;
        std::uint32_t begin = 0;  ///< bytes of the passage's text
        std::uint32_t end = 0;
        std::uint32_t words = 0;
        std::uint32_t stems = 0;          ///< so many of Cut::uses, after those of the sentences before
        std::optional<std::string> text;  ///< as it would be printed, where that is not one_line(raw)
    };
    std::optional<language::Language> language;  ///< that the text tells
    std::vector<Section> sections;               ///< of each passage
    std::vector<std::string> stems;              ///< each once, in the order of their first use
    std::vector<std::uint32_t> uses;             ///< of content words, in order: indices in `stems`
    std::vector<Sentence> sentences;
};

/// A sentence may run over lines of its file.
std::string one_line(std::string_view raw);
/// `preferred`: the language of what does not tell its own.
Cut cut(const KnownDocument& document, language::Language preferred);

std::string packed(const Cut& cut);
/// Throws Unpacker::Damaged; also when it is of another document.
Cut unpacked_cut(std::string_view bytes, const KnownDocument& document);

}  // namespace pacelane::analysis::detail
