#include "detail/talk_look.h"

#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

// Chosen between some 330 transcripts of three podcasts, of which all but four begin a fifth of their
// sentences so, and some 430 long notes and articles of nine people (docs/quality.md).
constexpr std::size_t kShortest = 60, kEnough = 400;  // sentences
constexpr std::size_t kLeadShare = 5;                 // one of so many begins as speech does
constexpr std::size_t kEmptyShare = 100;              // one of so many says nothing
constexpr std::size_t kSayingBytes = 40;              // of a sentence that could be written in a note

struct Heard {
    std::size_t sentences = 0, leads = 0, empty = 0;
};

/// Nothing but paragraphs: who writes lists, tables or code sits at a keyboard.
bool is_plain(const Document& note) {
    std::size_t paragraphs = 0, others = 0, bytes = 0;
    for (const auto& passage : note.passages) {
        const bool paragraph = passage.kind == PassageKind::paragraph;
        (paragraph ? paragraphs : others) += 1;
        if (paragraph) bytes += passage.text.size();
    }
    constexpr std::size_t few = 20;  // a paragraph's share of other blocks
    return bytes >= kShortest * kSayingBytes && others * few <= paragraphs;
}

void hear(std::string_view text, language::Language language, Heard& heard) {
    const auto& pack = language.pack();
    for (const auto& span : language::sentences(text, language)) {
        const auto words = language::words_of(text.substr(span.begin, span.end - span.begin));
        if (words.empty()) continue;
        heard.sentences += 1;
        // A verb may go without its subject behind "no", in Portuguese and Spanish.
        const auto& first = words.front().key;
        heard.leads += pack.lead_words.contains(first) && first != "no";
        heard.empty += pack.speech_tags.at(words, 0) == words.size() ||
                       std::all_of(words.begin(), words.end(), [&](const language::Word& word) {
                           return pack.empty_words.contains(word.key);
                       });
    }
}

}  // namespace

std::optional<std::string> talk_look(const Document& note) {
    if (!is_plain(note)) return std::nullopt;
    const auto language = note.language.value_or(language::Language{});
    Heard heard;
    for (const auto& passage : note.passages) {
        if (passage.kind != PassageKind::paragraph || !is_own_writing(passage)) continue;
        hear(passage.text, language, heard);
        if (heard.sentences >= kEnough) break;
    }
    if (heard.sentences < kShortest || heard.leads * kLeadShare < heard.sentences ||
        heard.empty * kEmptyShare < heard.sentences)
        return std::nullopt;
    return fmt::format("{} of {} sentences begin as people speak, and {} say nothing by themselves",
                       heard.leads, heard.sentences, heard.empty);
}

}  // namespace pacelane::context::detail
