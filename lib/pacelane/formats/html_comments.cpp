#include "detail/html_comments.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>

namespace pacelane::formats::detail {

namespace {

bool is_count(const language::Word& word) {
    return is_digit(word.key.front());
}

/// "Comments", "3 comments", "Comments (3)", "2 responses to The lock".
bool heads_comments(const Block& block) {
    constexpr std::size_t most_words = 20;
    const auto& heads = language::any_language().page_comment_heads;
    const auto text = words_of(block.spans);
    const auto words = language::words_of(text);
    if (words.empty() || words.size() > most_words) return false;
    const std::size_t begin = is_count(words.front()) ? 1 : 0;
    const auto found = heads.at(words, begin);
    if (found == 0) return false;
    return begin > 0 ||
           std::all_of(words.begin() + static_cast<std::ptrdiff_t>(found), words.end(), is_count);
}

/// "Ana says:", "Ana Lima · 2 hours ago", "3 March 2026 at 10:02": who wrote a comment, or when.
bool begins_comment(const Block& block, std::optional<language::Language> language) {
    constexpr std::size_t most_words = 14;
    const auto& lists = language::any_language();
    if (block.kind == Block::Kind::row || block.kind == Block::Kind::code) return false;
    const auto spoken = words_of(block.spans);
    const auto text = trim(spoken);
    const auto words = language::words_of(text);
    if (words.empty() || words.size() > most_words || text.ends_with('.') || text.ends_with('?'))
        return false;
    if (text.ends_with(':') && words.front().capital && words.size() > 1 &&
        lists.says_words.contains(' ' + words.back().key))
        return true;
    // A day with its clock, or how long ago.
    bool clock = false, unit = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& key = words[i].key;
        clock = clock || (is_count(words[i]) && key.find(':') != std::string::npos);
        unit = unit || (i > 0 && is_count(words[i - 1]) && lists.page_units.at(words, i) > 0 && !clock);
    }
    if (clock && context::detail::find_date(text, language)) return true;
    constexpr std::size_t most_beside = 6;
    return unit && words.size() <= most_beside;
}

}  // namespace

int drop_readers_comments(Flow& flow) {
    auto& blocks = flow.blocks();
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        if (blocks[i].kind != Block::Kind::heading || !heads_comments(blocks[i])) continue;
        int comments = 0;
        std::size_t end = i + 1;
        for (; end < blocks.size(); ++end) {
            if (blocks[end].kind == Block::Kind::heading && blocks[end].level <= blocks[i].level) break;
            comments += begins_comment(blocks[end], flow.about.language) ? 1 : 0;
        }
        // A text may have a section that is called so.
        if (comments == 0 || 8 * static_cast<std::size_t>(comments) < end - i - 1) continue;
        blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i),
                     blocks.begin() + static_cast<std::ptrdiff_t>(end));
        return comments;
    }
    return 0;
}

}  // namespace pacelane::formats::detail
