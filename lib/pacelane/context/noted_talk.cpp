// Talk that somebody noted down without saying that it is talk.
#include "detail/noted_talk.h"

#include "detail/labels.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <set>

namespace pacelane::context::detail {

namespace {

bool is_noted(const Piece& piece) {
    return !piece.passage.quoted && piece.passage.speaker.empty() &&
           (piece.passage.kind == PassageKind::paragraph || piece.passage.kind == PassageKind::list_item);
}

void give_to(Piece& piece, std::string_view speaker) {
    piece.passage.quoted = true;
    piece.passage.speaker = shortened(speaker, 100);
}

/// "— How did you begin? — I lost a database.": paragraphs of a talk, each behind a dash.
void mark_dialogues(std::vector<Piece>& pieces) {
    constexpr std::size_t fewest = 3;
    const auto says = [](const Piece& piece) {
        const auto& text = piece.words.text();
        return is_noted(piece) && piece.passage.kind == PassageKind::paragraph &&
               (text.starts_with("—") || text.starts_with("― ") || text.starts_with("– "));
    };
    for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
        std::size_t end = begin;
        bool asks = false;
        for (; end < pieces.size() && says(pieces[end]) &&
               pieces[end].passage.headings == pieces[begin].passage.headings;
             ++end)
            asks = asks || pieces[end].words.text().find('?') != std::string::npos;
        if (end - begin >= fewest && asks)
            for (std::size_t i = begin; i < end; ++i)
                give_to(pieces[i], {});
        if (end > begin) begin = end - 1;
    }
}

/// "R: I want to learn …": who says it, if the item may note a talk.
std::string_view item_voice(const Piece& piece) {
    if (!is_noted(piece) || piece.passage.kind != PassageKind::list_item) return {};
    constexpr std::size_t longest = 40;
    const std::string_view text = piece.words.text();
    const auto colon = text.substr(0, longest).find(": ");
    if (colon == std::string_view::npos || colon == 0) return {};
    const auto label = text.substr(0, colon);
    if (name_shape(label) != NameShape::strong || language::label_kind(label) != language::LabelKind::none)
        return {};
    return label;
}

/// Initials, or a given name that is no word.
bool is_sure_voice(std::string_view label) {
    constexpr std::size_t longest_initials = 3;
    const bool initials =
        label.size() <= longest_initials &&
        std::all_of(label.begin(), label.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return initials || language::any_language().given_names.contains(
                           language::fold(label.substr(0, label.find(' ')), true));
}

}  // namespace

void mark_noted_talk(std::vector<Piece>& pieces) {
    mark_dialogues(pieces);
}

void mark_labelled_items(std::vector<Piece>& pieces, bool only_names) {
    constexpr std::size_t fewest = 3;
    for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
        if (item_voice(pieces[begin]).empty()) continue;
        std::set<std::string_view> heard;
        std::string_view before;
        bool back = false;
        std::size_t sure = 0;
        std::size_t end = begin;
        for (; end < pieces.size() && pieces[end].passage.headings == pieces[begin].passage.headings; ++end) {
            const auto voice = item_voice(pieces[end]);
            if (voice.empty() || (only_names && !is_sure_voice(voice))) break;
            back = back || (heard.contains(voice) && voice != before);
            sure += is_sure_voice(voice) ? 1 : 0;
            heard.insert(voice);
            before = voice;
        }
        const bool faq = std::all_of(heard.begin(), heard.end(), [](std::string_view voice) {
            const auto& lists = language::any_language();
            const auto key = language::fold(voice, true);
            return lists.question_voices.contains(key) || lists.answer_voices.contains(key);
        });
        if (end - begin >= fewest && back && sure * 2 >= end - begin && heard.size() >= 2 && !faq)
            for (std::size_t i = begin; i < end; ++i) {
                const std::string voice(item_voice(pieces[i]));
                pieces[i].words.erase(0, voice.size() + 2);
                pieces[i].passage.markup.clear();
                give_to(pieces[i], voice);
            }
        begin = std::max(end, begin + 1) - 1;
    }
}

}  // namespace pacelane::context::detail
