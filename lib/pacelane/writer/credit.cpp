#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/credit.h>
#include <pacelane/writer/detail/inline_links.h>
#include <pacelane/writer/detail/render.h>

#include <fmt/format.h>

namespace pacelane::writer::detail {

namespace {

constexpr std::size_t kLongest = 40;  // words of such a line

/// "Source:", "**Fonte**:", "- Via:"
bool is_labelled(std::string_view text) {
    if (text.find(':') == std::string_view::npos) return false;
    const auto words = language::words_of(text);
    if (words.empty() || words.size() > kLongest) return false;
    const auto count = language::any_language().credit_labels.at(words, 0);
    return count > 0 && trim(text.substr(words[count - 1].end)).starts_with(':');
}

/// The only link of the line.
std::optional<Inline> link_in(std::string_view markup) {
    auto found = next_inline(markup, 0);
    if (!found || found->image || !found->target.starts_with("http") || next_inline(markup, found->end))
        return std::nullopt;
    return found;
}

/// The link of a line that names what the note draws on.
std::optional<Inline> credited(const sources::Reading& reading, const sources::Block& block) {
    const auto& passage = reading.passage(block);
    const bool line =
        passage.kind == context::PassageKind::paragraph || passage.kind == context::PassageKind::list_item;
    if (!line || block.reason == sources::Reason::private_matter || !is_labelled(passage.text))
        return std::nullopt;
    return link_in(passage.markup);
}

/// "The shelf by Olu Ade"
bool names_writer(std::string_view text) {
    const auto& lists = language::any_language();
    const auto words = language::words_of(text);
    for (std::size_t i = 1; i < words.size(); ++i)
        if (const auto by = lists.page_bylines.at(words, i);
            by > 0 && i + by < words.size() && words[i + by].capital && i + by + 3 >= words.size())
            return true;
    return false;
}

}  // namespace

bool digests_others(const sources::Reading& reading) {
    if (reading.document->kind != context::DocumentKind::knowledge) return false;
    std::size_t texts = 0;
    bool written_by = false;
    for (const auto& block : reading.blocks)
        if (credited(reading, block)) {
            ++texts;
            written_by = written_by || names_writer(reading.passage(block).text);
        }
    return texts > 1 || written_by;
}

std::optional<Credit> credit_of(const Piece& piece) {
    const auto& reading = *piece.reading;
    if (reading.document->kind != context::DocumentKind::knowledge) return std::nullopt;
    std::optional<Credit> credit;
    for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
        const auto& block = reading.blocks[i];
        const auto& passage = reading.passage(block);
        if (passage.kind != context::PassageKind::paragraph &&
            passage.kind != context::PassageKind::list_item)
            continue;
        if (block.reason == sources::Reason::private_matter || !is_labelled(passage.text)) continue;
        const auto link = link_in(passage.markup);
        if (!link || credit) return std::nullopt;
        if (std::find(piece.blocks.begin(), piece.blocks.end(), i) != piece.blocks.end()) return std::nullopt;
        std::string_view shown = link->text;
        if (is_labelled(shown)) shown.remove_prefix(shown.find(':') + 1);
        const std::string name(trim(shown));
        const auto before = reading.language.pack().credit.text();
        const bool bare = name.empty() || name.find("://") != std::string::npos;
        credit.emplace();
        credit->markdown = bare ? fmt::format("{} <{}>", before, link->target)
                                : fmt::format("{} [{}]({})", before, name, link->target);
        credit->plain = bare ? fmt::format("{} {}", before, link->target)
                             : fmt::format("{} {}: {}", before, name, link->target);
        credit->claim = claim_of(fmt::format("{} {}", before, bare ? std::string(link->target) : name),
                                 source_of(piece, block, passage.text), reading.language, before);
    }
    return credit;
}

}  // namespace pacelane::writer::detail
