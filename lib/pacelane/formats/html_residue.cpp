#include "detail/html_residue.h"

#include "detail/html_byline.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/detail/document_date.h>
#include <pacelane/language/language_pack.h>
#include <utility>

#include <fmt/format.h>

namespace pacelane::formats::detail {

namespace {

using language::Words;

const language::LanguagePack& lists() {
    return language::any_language();
}

bool is_number(std::string_view key) {
    return !key.empty() && is_digit(key.front());
}

/// How many of the words a date, a clock or a number of days has at `at`.
std::size_t date_words(const Words& words, std::size_t at) {
    if (is_number(words[at].key)) return 1;
    return std::max(lists().months.at(words, at), lists().weekdays.at(words, at));
}

/// Whether a link has nearly all words of the block.
bool is_linked(const Block& block) {
    std::size_t all = 0, linked = 0;
    for (const auto& span : block.spans) {
        all += span.text.size();
        linked += span.link.empty() ? 0 : span.text.size();
    }
    return all > 0 && 10 * linked >= 8 * all;
}

/// The same of what stands behind its first `size` bytes.
bool is_linked_after(const Block& block, std::size_t size) {
    std::size_t all = 0, linked = 0;
    for (const auto& span : block.spans) {
        const auto skipped = std::min(size, span.text.size());
        size -= skipped;
        const auto words = trim(std::string_view(span.text).substr(skipped)).size();
        all += words;
        linked += span.link.empty() ? 0 : words;
    }
    return all == 0 || 10 * linked >= 8 * all;
}

/// "Share", "12 Comments": nothing but buttons, and how often they were pressed.
bool are_controls(const Words& words) {
    bool control = false;
    for (std::size_t at = 0; at < words.size();) {
        const auto count = lists().page_controls.at(words, at);
        control = control || count > 0;
        if (count == 0 && !is_number(words[at].key)) return false;
        at += std::max<std::size_t>(1, count);
    }
    return control;
}

/// "© 2026 The Quay", "Copyright 2026 …".
bool is_copyright(const Words& words, std::string_view text) {
    constexpr std::size_t most_words = 30;
    if (words.size() > most_words) return false;
    return text.starts_with("©") || (words.front().key == "copyright" && words.size() > 1 &&
                                     (is_number(words[1].key) || text.find("©") != std::string_view::npos));
}

/// "Photo by Ana Lima", "Foto: Ana Lima"; "Photo of the quay" tells what is seen.
bool is_credit(const Words& words, std::string_view text) {
    const auto count = lists().page_credits.at(words, 0);
    if (count == 0) return false;
    const auto end = words[count - 1].end;
    return count > 1 || (end < text.size() && (text[end] == ':' || text[end] == '/'));
}

/// "4 min read·Mar 5, 2026", as elements without a blank between them have it, with blanks.
std::string parted(std::string_view text) {
    constexpr std::string_view dot = "·";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool is_dot = text.substr(at).starts_with(dot);
        out += is_dot ? " · " : std::string(1, text[at]);
        at += is_dot ? dot.size() : 1;
    }
    return out;
}

bool closes_sentence(std::string_view text) {
    return text.ends_with(".") || text.ends_with("!") || text.ends_with("?") || text.ends_with("…") ||
           text.ends_with(":");
}

}  // namespace

PageResidue::PageResidue(const std::vector<std::string>& authors, std::optional<language::Language> language)
    : language_(language) {
    for (const auto& author : authors)
        for (const auto& word : language::words_of(author))
            author_words_.insert(word.key);
}

/// "By Ana Lima · 3 May 2026 · 4 min read": words that tell of the page, dates, numbers and names.
bool PageResidue::is_line_about_page(const Words& words, std::string_view text) const {
    constexpr std::size_t most_words = 24;
    if (words.size() > most_words || text.ends_with('?') || text.ends_with('!')) return false;
    std::size_t about = 0, dates = 0, names = 0, capitals = 0;
    for (std::size_t at = 0; at < words.size();) {
        const auto& word = words[at];
        const auto told = std::max(lists().page_facts.at(words, at), lists().page_controls.at(words, at));
        const auto unit = lists().page_units.at(words, at);
        const auto date = date_words(words, at);
        const bool author = author_words_.contains(word.key);
        if (told > 0 && told >= date && told >= unit) {
            at += told;
            // "Stories by the sea" tells of no writer.
            about += at == words.size() || words[at].capital || is_number(words[at].key) ? 1 : 0;
        } else if (unit > 0) {
            about += at > 0 && is_number(words[at - 1].key) ? 1 : 0;
            at += unit;
        } else if (date > 0) {
            dates += date;
            at += date;
        } else if (author) {
            ++names;
            ++at;
        } else if (word.capital) {
            ++capitals;
            ++at;
        } else if (lists().stop_words.contains(word.key)) {
            ++at;  // "5 de março", "Rita da Costa"
        } else {
            return false;
        }
    }
    if (about + dates + names == 0) return false;
    // A name that is not known needs what says that it is one; "Date: 12 November 2026" is the text's own.
    return capitals == 0 || (about > 0 && !closes_sentence(text)) || names > 0;
}

PageResidue::Verdict PageResidue::judge(const Block& block, bool caption) {
    constexpr std::size_t page_begins = 40, fewest_words = 8, most_words = 80, longest_credit = 12,
                          longest_title = 30;
    if (block.kind != Block::Kind::paragraph && block.kind != Block::Kind::heading) {
        related_ = false;
        return Verdict::keep;
    }
    ++seen_;
    if (seen_ > page_begins) before_text_ = false;
    std::string text = words_of(block.spans);
    const auto shown = trim(text);
    const auto words = language::words_of(shown);
    const bool heading = block.kind == Block::Kind::heading;
    const bool linked = is_linked(block);
    const auto name_before = std::exchange(name_, {});
    // What heads links to other pages.
    if (const auto opens = lists().page_related.at(words, 0); opens > 0) {
        const bool alone = opens == words.size() || (heading && words.size() <= opens + 8);
        if (alone) {
            related_ = true;
            return Verdict::hold;
        }
        if (!heading && is_linked_after(block, words[opens - 1].end + 1)) return Verdict::drop;
    }
    // The title of another page is short; a text within a link that nothing closes is not.
    if (related_ && linked && words.size() <= longest_title && (!heading || block.level > 1))
        return Verdict::drop;
    related_ = false;
    // "Share this story"; "Comments" and "Search" may head what they say.
    if (heading)
        return words.size() > 1 && !is_number(words.front().key) && are_controls(words) ? Verdict::drop
                                                                                        : Verdict::keep;
    if (words.empty()) {
        // "·", "—", a sign before a remark.
        const auto image = std::find_if(block.spans.begin(), block.spans.end(),
                                        [](const Span& span) { return span.is_image; });
        if (image == block.spans.end()) return Verdict::drop;
        // Whoever wrote the page, in a circle.
        const bool writer = before_text_ && !image->link.empty() &&
                            !byline_name(language::words_of(image->text), image->text).empty();
        return writer ? Verdict::drop : Verdict::keep;
    }
    if (words.size() <= most_words && (lists().page_notices.at(words, 0) > 0 || is_copyright(words, shown)))
        return Verdict::drop;
    if (caption && words.size() <= longest_credit && is_credit(words, shown)) return Verdict::drop;
    // "Email" in a list may be one of the things that it is about.
    if ((block.depth < 0 || linked) && are_controls(words)) return Verdict::drop;
    if (before_text_) {
        const bool only_numbers =
            std::all_of(words.begin(), words.end(), [](const auto& word) { return is_number(word.key); });
        const bool signs = block.depth < 0 && (only_numbers || is_line_about_page(words, shown));
        const bool hashtags = linked && shown.starts_with('#');
        if (signs && !date_) date_ = context::detail::find_date(parted(shown), language_);
        if (signs && author_.empty())
            author_ = lists().page_bylines.at(words, 0) > 0 ? byline_name(words, shown) : name_before;
        if (signs || hashtags) return Verdict::drop;
        // "Ana Lima" above "3 May · 4 min read".
        if (linked && block.depth < 0) name_ = byline_name(words, shown);
        if (!name_.empty()) return Verdict::hold;
        if (words.size() >= 2 * fewest_words || (words.size() >= fewest_words && closes_sentence(shown)))
            before_text_ = false;
    }
    return Verdict::keep;
}

std::string lines_of_site(int lines) {
    return fmt::format("{} line{} that the site adds: who wrote it when, buttons, links to other pages",
                       lines, lines == 1 ? "" : "s");
}

void PageLines::add_words(Block block, int line, bool caption) {
    const auto verdict = is_page_ ? residue_.judge(block, caption) : PageResidue::Verdict::keep;
    if (verdict == PageResidue::Verdict::hold) {
        held_.emplace_back(std::move(block), line);
    } else if (verdict == PageResidue::Verdict::drop) {
        left_ += 1 + static_cast<int>(held_.size());
        held_.clear();
    } else {
        add(std::move(block), line);
    }
}

void PageLines::add(Block block, int line) {
    for (auto& [before, its_line] : std::exchange(held_, {}))
        flow_.add(std::move(before), its_line);
    flow_.add(std::move(block), line);
}

int PageLines::finish() {
    left_ += static_cast<int>(held_.size());
    held_.clear();
    if (!flow_.about.date) flow_.about.date = residue_.date();
    if (flow_.about.authors.empty() && !residue_.author().empty()) flow_.about.authors = {residue_.author()};
    return left_;
}

}  // namespace pacelane::formats::detail
