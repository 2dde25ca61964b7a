#include "detail/document_phrases.h"

#include "detail/packed.h"

#include <algorithm>
#include <pacelane/language/language.h>

namespace pacelane::analysis::detail {

namespace {

constexpr std::size_t kMostPhrases = 20;

/// An address: "https://example.org/a", "example.org/a".
bool is_address(std::string_view word) {
    const auto slash = word.find('/');
    return slash != std::string_view::npos && (word.find("://") != std::string_view::npos ||
                                               word.substr(0, slash).find('.') != std::string_view::npos);
}

void append_without_addresses(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \n\t"), text.size());
        const auto word = text.substr(0, end);
        out += is_address(word) ? std::string_view(".") : word;
        if (end < text.size()) out += text[end];
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::string text_of(const Corpus& corpus, std::size_t d) {
    const auto& document = corpus.input().documents[d];
    const auto& info = corpus.info(d);
    std::string text = document.title_from_name ? std::string() : document.title + ".\n\n";
    std::string heading;
    for (std::size_t p = 0; p < document.passages.size(); ++p) {
        const auto& passage = document.passages[p].passage;
        if (passage.kind == context::PassageKind::code) continue;
        if (info.meeting && is_apparatus(info.sections[p])) continue;
        if (!passage.headings.empty() && passage.headings.back() != heading) {
            heading = passage.headings.back();
            append_without_addresses(text, heading);
            text += ".\n\n";
        }
        append_without_addresses(text, passage.text);
        text += "\n\n";
    }
    return text;
}

std::string packed(const std::vector<DocumentPhrase>& phrases) {
    Packer packer;
    packer.number(phrases.size());
    for (const auto& phrase : phrases) {
        packer.text(phrase.text);
        packer.number(phrase.stems.size());
        for (const auto& stem : phrase.stems)
            packer.text(stem);
        packer.real(phrase.share);
    }
    return packer.take();
}

std::vector<DocumentPhrase> unpacked(std::string_view bytes) {
    Unpacker unpacker(bytes);
    std::vector<DocumentPhrase> phrases(unpacker.count());
    for (auto& phrase : phrases) {
        phrase.text = unpacker.text();
        for (auto stems = unpacker.count(); stems > 0; --stems)
            phrase.stems.emplace_back(unpacker.text());
        phrase.share = unpacker.real();
    }
    if (!unpacker.at_end()) throw Unpacker::Damaged{};
    return phrases;
}

}  // namespace

std::vector<DocumentPhrase> phrases_of_document(const Corpus& corpus, Yields& yields, std::size_t d) {
    if (const auto kept = yields.part(d, Yields::Part::phrases, corpus.surroundings(d)); !kept.empty()) try {
            return unpacked(kept);
        } catch (const Unpacker::Damaged&) {  // made anew
        }
    std::vector<DocumentPhrase> phrases;
    const auto text = text_of(corpus, d);
    const std::string_view view = text;
    for (auto& phrase : language::keyphrases({&view, 1}, corpus.info(d).language, kMostPhrases))
        phrases.push_back({std::move(phrase.text), std::move(phrase.stems), phrase.score});
    if (!phrases.empty())
        for (const double best = std::max(phrases.front().share, 1e-9); auto& phrase : phrases)
            phrase.share /= best;
    yields.put(d, Yields::Part::phrases, packed(phrases), corpus.surroundings(d));
    return phrases;
}

}  // namespace pacelane::analysis::detail
