#include "detail/picture_credits.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::context::detail {

namespace {

enum class Credit { none, maybe, certain };

/// "Photo by the lake shows …" tells what is seen: behind the words of a credit stand names.
Credit credit_in(std::string_view text) {
    constexpr std::size_t most_words = 14, most_bytes = 200;
    text = trim(text);
    if (text.empty() || text.size() > most_bytes) return Credit::none;
    const auto words = language::words_of(text);
    if (words.empty() || words.size() > most_words) return Credit::none;
    const auto& lists = language::any_language();
    const auto count = lists.page_credits.at(words, 0);
    if (count == 0) return Credit::none;
    const auto end = words[count - 1].end;
    const bool labelled = end < text.size() && (text[end] == ':' || text[end] == '/');
    if (count == 1 && !labelled) return Credit::none;
    bool named = false;
    for (std::size_t i = count; i < words.size();) {
        const auto& word = words[i];
        const auto more = lists.page_credits.at(words, i);
        if (word.capital)
            named = true;
        else if (more == 0 && !is_digit(word.key.front()) && !lists.stop_words.contains(word.key))
            return Credit::none;
        i += std::max<std::size_t>(1, word.capital ? 1 : more);
    }
    // "Photo: Ana" may say who is to take it; "Foto: Ana Lima/The Quay" does not.
    const bool agency = text.find('/', end) != std::string_view::npos;
    return !named ? Credit::none : count > 1 || agency ? Credit::certain : Credit::maybe;
}

}  // namespace

void mark_picture_credits(Reading& reading) {
    auto& pieces = reading.pieces;
    const auto is_image = [&](std::size_t i) {
        return i < pieces.size() && pieces[i].passage.kind == PassageKind::image;
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto& passage = pieces[i].passage;
        if (passage.kind != PassageKind::paragraph || passage.quoted) continue;
        const auto credit = credit_in(pieces[i].words.text());
        const bool beside_image = (i > 0 && is_image(i - 1)) || is_image(i + 1);
        if (credit == Credit::certain || (credit == Credit::maybe && beside_image)) passage.quoted = true;
    }
}

}  // namespace pacelane::context::detail
