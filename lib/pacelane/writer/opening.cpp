// What the first sentences of a piece take for granted.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/opening.h>

namespace pacelane::writer::detail {

std::span<const sources::Sentence> opening_of(const Piece& piece) {
    constexpr std::size_t kLongestLabel = 60;
    constexpr int kMostWords = 6;
    const auto opening = piece.sentences(0);
    const std::string_view markup = piece.passage(0).markup;
    const auto close = markup.find("**", 2);
    const bool labelled = opening.size() > 1 && opening.front().words <= kMostWords &&
                          markup.starts_with("**") && close <= kLongestLabel &&
                          trim(markup.substr(2, close - 2)) == opening.front().text;
    return labelled ? opening.subspan(1) : opening;
}

bool defines(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack) {
    if (sentences.empty()) return false;
    const auto words = language::words_of(sentences.front().text);
    for (std::size_t i = 1; i < std::min<std::size_t>(words.size(), 8); ++i)
        if (pack.definition_wordings.at(words, i) > 0) return true;
    return false;
}

bool points(std::span<const sources::Sentence> sentences, const language::LanguagePack& pack,
            bool subject_named) {
    constexpr std::size_t kNamed = 4;  // words
    if (sentences.empty()) return false;
    const auto words = language::words_of(sentences.front().text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto count = pack.demonstratives.at(words, i);
        if (count == 0 || (i >= kNamed && pack.inner_pronouns.at(words, i) > 0) ||
            pack.empty_subjects.at(words, i) > 0)
            continue;
        if (!subject_named || pack.subject_nouns.at(words, i + count) == 0) return true;
    }
    return false;
}

bool goes_on(const Piece& piece) {
    const auto opening = piece.sentences(0);
    return !opening.empty() &&
           piece.reading->language.pack().earlier_parts.in(language::words_of(opening.front().text));
}

bool looks_back(const Piece& piece) {
    const auto& pack = piece.reading->language.pack();
    const auto& headings = piece.passage(0).headings;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        if (piece.passage(i).headings != headings) return false;
        for (const auto& sentence : piece.sentences(i))
            if (pack.earlier_parts.in(language::words_of(sentence.text))) return true;
    }
    return false;
}

}  // namespace pacelane::writer::detail
