// What a draft says, with where it stands.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/writer/detail/inline_links.h>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/title.h>
#include <set>

namespace pacelane::writer::detail {

using context::PassageKind;

sources::Source source_of(const Piece& piece, const sources::Block& block, std::string_view quote) {
    const auto& document = *piece.reading->document;
    const auto& passage = piece.reading->passage(block);
    return {document.id,  document.title,  document.path,      passage.ordinal,
            passage.line, passage.speaker, std::string(quote), passage.place};
}

namespace {

/// Whether the texts differ in white space at most.
bool same_words(std::string_view a, std::string_view b) {
    const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    std::size_t i = 0, k = 0;
    while (i < a.size() && k < b.size()) {
        if (is_space(a[i]) != is_space(b[k])) return false;
        if (!is_space(a[i])) {
            if (a[i++] != b[k++]) return false;
            continue;
        }
        while (i < a.size() && is_space(a[i]))
            ++i;
        while (k < b.size() && is_space(b[k]))
            ++k;
    }
    return i == a.size() && k == b.size();
}

/// The share of the text's words that the quote, or the subject, has.
double support_of(std::string_view text, std::string_view quote, language::Language language,
                  std::string_view subject) {
    if (same_words(text, quote)) return 1;
    std::set<std::string> held;
    for (const auto from : {quote, subject})
        for (const auto& token : language::tokenize(from, language))
            held.insert(token.stem);
    double words = 0, supported = 0;
    for (const auto& token : language::tokenize(text, language)) {
        if (token.stopword) continue;
        ++words;
        if (held.contains(token.stem)) ++supported;
    }
    return words == 0 ? 1 : supported / words;
}

}  // namespace

Claim claim_of(std::string text, sources::Source source, language::Language language,
               std::string_view subject) {
    Claim claim;
    claim.support = support_of(text, source.quote, language, subject);
    claim.text = std::move(text);
    claim.source = std::move(source);
    return claim;
}

std::vector<Claim> claims_of(const Piece& piece, Markup markup) {
    std::vector<Claim> claims;
    const auto language = piece.reading->language;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& block = piece.block(i);
        const auto& passage = piece.passage(i);
        for (const auto& [depth, heading] : new_headings(piece, i))
            if (markup != Markup::plain || !is_generic(heading))
                claims.push_back(claim_of(heading, source_of(piece, block, heading), language));
        if (passage.kind == PassageKind::image) continue;
        if (passage.kind == PassageKind::code && markup == Markup::plain) {
            for (const auto line : split(passage.text, '\n'))
                if (!trim(line).empty())
                    claims.push_back(
                        claim_of(std::string(trim(line)), source_of(piece, block, trim(line)), language));
            continue;
        }
        if (block.sentences.empty()) {
            claims.push_back(claim_of(passage.text, source_of(piece, block, passage.text), language));
            continue;
        }
        for (const auto& sentence : piece.sentences(i))
            claims.push_back(claim_of(
                markup == Markup::plain ? plain_sentence(piece, i, sentence) : sentence.text,
                source_of(
                    piece, block,
                    std::string_view(passage.text).substr(sentence.begin, sentence.end - sentence.begin)),
                language));
    }
    return claims;
}

std::vector<Link> links_of(const Piece& piece) {
    std::vector<Link> links;
    std::set<std::string, std::less<>> seen;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const std::string_view markup = piece.passage(i).markup;
        for (auto found = next_inline(markup, 0); found; found = next_inline(markup, found->end))
            if (!found->image && is_web_address(found->target) &&
                seen.insert(std::string(found->target)).second)
                links.push_back({std::string(found->text), std::string(found->target)});
    }
    return links;
}

}  // namespace pacelane::writer::detail
