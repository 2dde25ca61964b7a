#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/pointers.h>
#include <pacelane/writer/detail/render.h>

namespace pacelane::writer::detail {

namespace {

using context::PassageKind;
using sources::Block;
using sources::Reading;

bool has_web_link(const context::Passage& passage) {
    return passage.markup.find("](http") != std::string::npos ||
           passage.text.find("://") != std::string::npos;
}

/// "Press ![the button](button.png) twice": what is left of the sentence without its picture is torn.
bool loses_a_picture(const context::Passage& passage) {
    if (passage.kind == PassageKind::image || passage.kind == PassageKind::code) return false;
    const std::string_view markup = passage.markup;
    for (auto at = markup.find("!["); at != std::string_view::npos; at = markup.find("![", at + 1)) {
        const auto target = markup.find("](", at);
        if (target == std::string_view::npos) return false;
        const auto close = markup.find(')', target);
        if (close == std::string_view::npos) return false;
        const bool local = !markup.substr(target + 2).starts_with("http");
        if (local && passage.kind == PassageKind::table_row) return true;
        const auto rest = trim(markup.substr(close + 1));
        const auto before = trim(markup.substr(0, at));
        if (local && !rest.empty() && !before.empty() && markup.substr(close + 1, 1) != "\n") return true;
        // "It slapped me in the face: ![the formula](formula.png)"
        if (local && before.ends_with(':')) return true;
    }
    return false;
}

/// What "this screenshot" or "the diagram below" may be: a drawing in characters too.
bool may_be_picture(const context::Passage& passage) {
    const bool drawn = passage.kind == PassageKind::code || passage.kind == PassageKind::image;
    return (drawn && !is_hidden(passage)) || passage.markup.find("![") != std::string::npos;
}

/// Something that a text can point to, as it stands on a page.
bool is_seen(const context::Passage& passage) {
    switch (passage.kind) {
        case PassageKind::code:
        case PassageKind::image:
            return !is_hidden(passage);
        case PassageKind::table_row:
        case PassageKind::list_item:
        case PassageKind::quote:
            return true;
        case PassageKind::paragraph:
        case PassageKind::turn:
            return passage.markup.find("](http") != std::string::npos;
    }
    return false;
}

}  // namespace

bool misses_something(const Reading& reading, const sources::Section& section) {
    bool has_picture = false;
    for (auto i = section.first; i < section.end; ++i)
        has_picture = has_picture || may_be_picture(reading.passage(reading.blocks[i]));
    for (auto i = section.first; i < section.end; ++i) {
        const Block& block = reading.blocks[i];
        const auto& passage = reading.passage(block);
        if (loses_a_picture(passage)) return true;
        if (block.points_elsewhere && !block.is_signpost && !has_web_link(passage)) return true;
        if (block.points_to_picture && !has_picture && !has_web_link(passage)) return true;
        // "As in the example below:", and then the next paragraph: what stood between could not be read.
        const bool last = i + 1 == section.end;
        if (block.leads_in && block.points_out && !last && !is_seen(reading.passage(reading.blocks[i + 1])) &&
            passage.kind != PassageKind::list_item)
            return true;
        if (!is_hidden(passage)) continue;
        const auto hangs_on_it = [&](const Block& other, bool before) {
            return before ? other.leads_in || other.points_on || other.points_to_picture
                          : other.points_back || other.points_to_picture;
        };
        if (i > section.first && hangs_on_it(reading.blocks[i - 1], true)) return true;
        if (i + 1 < section.end && hangs_on_it(reading.blocks[i + 1], false)) return true;
    }
    return false;
}

bool is_caption(const Reading& reading, std::size_t block) {
    constexpr int kLongest = 25;  // words
    const auto& passage = reading.passage(reading.blocks[block]);
    if (passage.kind != PassageKind::paragraph || reading.blocks[block].words > kLongest) return false;
    const auto words = language::words_of(passage.text);
    // "Photo by Ana Castro on a site"
    constexpr std::size_t kLongestCredit = 15;  // words
    if (words.size() <= kLongestCredit && reading.language.pack().picture_credits.at(words, 0) > 0)
        return true;
    const auto count = reading.language.pack().caption_words.at(words, 0);
    if (count > 0 && count + 1 < words.size() && words[count].key.front() >= '0' &&
        words[count].key.front() <= '9') {
        const auto after = std::string_view(passage.text).substr(words[count].end, 1);
        if (after == ":" || after == ".") return true;
    }
    // In italics, which may be anything else where no picture is known of.
    const auto is_picture = [&](std::size_t i) {
        return i < reading.blocks.size() && reading.passage(reading.blocks[i]).kind == PassageKind::image;
    };
    if (!(block > 0 && is_picture(block - 1)) && !is_picture(block + 1)) return false;
    const auto markup = trim(passage.markup);
    const char mark = markup.empty() ? ' ' : markup.front();
    return (mark == '*' || mark == '_') && markup.size() > 2 && markup[1] != mark && markup.back() == mark &&
           markup.find(mark, 1) + 1 == markup.size();
}

bool is_skipped(const Reading& reading, std::size_t block, std::size_t end) {
    const Block& own = reading.blocks[block];
    const auto& passage = reading.passage(own);
    // The picture stands beside it on the page, where it is on the web.
    const auto shows = [&](std::size_t i) {
        if (i >= reading.blocks.size()) return false;
        const auto& other = reading.passage(reading.blocks[i]);
        return other.kind == PassageKind::image && !is_hidden(other);
    };
    if (is_caption(reading, block) && !(block > 0 && shows(block - 1)) && !shows(block + 1)) return true;
    if (!own.is_signpost || own.leads_in || has_web_link(passage) || passage.kind != PassageKind::paragraph)
        return false;
    return block + 1 >= end || !reading.blocks[block + 1].leans_back;
}

bool points_nowhere(const Piece& piece) {
    const auto& first = piece.block(0);
    const auto& last = piece.block(piece.blocks.size() - 1);
    // What stands in the same block may be meant.
    return (first.points_back && first.sentences.size() < 2) ||
           (last.points_on && last.sentences.size() < 2 &&
            !has_web_link(piece.passage(piece.blocks.size() - 1)));
}

}  // namespace pacelane::writer::detail
