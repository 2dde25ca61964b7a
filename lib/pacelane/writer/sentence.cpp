#include <pacelane/writer/detail/material.h>

namespace pacelane::writer::detail {

std::size_t Unit::characters() const {
    std::size_t total = 0;
    for (const auto& s : sentences)
        total += s.characters + 1;
    return total;
}

int Unit::words() const {
    int total = 0;
    for (const auto& s : sentences)
        total += s.words;
    return total;
}

Stems content_stems(std::string_view text, Language language) {
    Stems stems;
    for (auto& token : language::tokenize(text, language))
        if (!token.stopword) stems.insert(std::move(token.stem));
    return stems;
}

double jaccard(const Stems& a, const Stems& b) {
    if (a.empty() || b.empty()) return 0;
    std::size_t common = 0;
    for (const auto& stem : a)
        common += b.count(stem);
    return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

analysis::Source source_of(const DraftMaterial& material, const DraftSentence& sentence) {
    const auto& document = *material.documents[sentence.document].source;
    const auto& passage = document.passages[sentence.passage].passage;
    return {document.id,  document.title,  document.path, passage.ordinal,
            passage.line, passage.speaker, sentence.quote};
}

double support(std::string_view text, std::string_view quote, Language language) {
    const Stems claimed = content_stems(text, language), given = content_stems(quote, language);
    if (claimed.empty()) return 1;
    std::size_t held = 0;
    for (const auto& stem : claimed)
        held += given.count(stem);
    return static_cast<double>(held) / static_cast<double>(claimed.size());
}

}  // namespace pacelane::writer::detail
