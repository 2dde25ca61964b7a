// Posts and comments copied off a page into a note.
#include "detail/page_comments.h"

#include "detail/chat_lines.h"
#include "detail/comment_marks.h"
#include "detail/labels.h"
#include "detail/quoted_marks.h"
#include "detail/stamp_parts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool may_be_posted(const Piece& piece) {
    const auto kind = piece.passage.kind;
    return !piece.passage.quoted && piece.passage.speaker.empty() &&
           (kind == PassageKind::paragraph || kind == PassageKind::list_item);
}

/// What the line above a post tells.
struct PostHead {
    std::string name;
    std::size_t lines = 1;
    bool certain = false;  // one is enough
    bool model = false;
    bool prompt = false;
};

constexpr std::size_t kLongestPoster = 50;  // bytes

bool may_post(std::string_view name) {
    constexpr std::ptrdiff_t most_spaces = 4;
    if (name.empty() || name.size() > kLongestPoster ||
        std::count(name.begin(), name.end(), ' ') > most_spaces)
        return false;
    const auto shape = name_shape(name);
    return (shape == NameShape::strong || shape == NameShape::weak) &&
           language::label_kind(name) == language::LabelKind::none;
}

/// One of the section's lines.
struct PageLine {
    std::size_t piece = 0;
    int number = 0;
    std::string text;
};

class PageComments {
public:
    PageComments(Reading& reading, std::size_t begin, std::size_t end)
        : reading_(reading), begin_(begin), end_(end) {}

    /// How many pieces the section has behind it, as it is then.
    std::size_t mark() {
        collect();
        has_counts_ =
            std::any_of(lines_.begin(), lines_.end(), [](const auto& line) { return is_count(line.text); });
        find_heads();
        const bool talk =
            std::any_of(heads_.begin(), heads_.end(), [](const auto& head) { return head.second.model; }) &&
            std::any_of(heads_.begin(), heads_.end(), [](const auto& head) { return head.second.prompt; });
        std::erase_if(heads_,
                      [&](const auto& head) { return (head.second.model || head.second.prompt) && !talk; });
        const bool certain =
            talk || heads_.size() >= 2 ||
            std::any_of(heads_.begin(), heads_.end(), [](const auto& head) { return head.second.certain; });
        if (heads_.empty() || !certain) return end_;
        return rebuild();
    }

private:
    void collect() {
        for (std::size_t i = begin_; i < end_; ++i) {
            if (!may_be_posted(reading_.pieces[i])) continue;
            for (const auto& line : reading_.pieces[i].words.source_lines())
                if (!trim(line.text).empty())
                    lines_.push_back({i, line.line, std::string(without_marks(line.text))});
        }
    }

    std::string_view text(std::size_t i) const {
        return i < lines_.size() ? lines_[i].text : std::string_view{};
    }

    void find_heads() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            auto head = head_at(i);
            if (!head) continue;
            const std::size_t lines = head->lines;
            heads_.emplace_back(i, std::move(*head));
            i += lines - 1;
        }
    }

    std::optional<PostHead> head_at(std::size_t i) const {
        constexpr std::size_t longest = 120;
        if (text(i).size() > longest) return std::nullopt;
        if (auto head = by_verb(i)) return head;
        if (auto head = by_age(i)) return head;
        if (auto head = by_handle(i)) return head;
        if (auto head = by_degree(i)) return head;
        if (auto head = by_card(i)) return head;
        if (auto head = by_day(i)) return head;
        return by_model(i);
    }

    /// "rui commented on Nov 11, 2026", "rui left a comment", "Rui Prado replied 2 days ago".
    std::optional<PostHead> by_verb(std::size_t i) const {
        static const language::detail::TextFinder verbs(language::any_language().comment_verbs);
        if (!verbs.any_in(text(i))) return std::nullopt;
        bool more = false;
        const auto line = first_part(text(i), more);
        for (const auto verb : language::any_language().comment_verbs) {
            const auto at = line.substr(0, kLongestPoster + 2 + verb.size()).find(verb);
            if (at == std::string_view::npos || at == 0) continue;
            const auto rest = trim(line.substr(at + verb.size()));
            const bool whole = verb.find(' ', 1) != std::string_view::npos;
            if (!(rest.empty() && whole) && (rest.empty() || !is_when(rest))) continue;
            auto name = trim(line.substr(0, at));
            if (name.starts_with("u/")) name.remove_prefix(2);
            if (may_post(name)) return PostHead{readable_name(name), 1, true, false, false};
        }
        return std::nullopt;
    }

    /// "rui 3 hours ago | parent | next [–]".
    std::optional<PostHead> by_age(std::size_t i) const {
        if (!has_digit(text(i))) return std::nullopt;
        bool more = false;
        auto line = first_part(text(i), more);
        if (!has_digit(line) || !take_age(line)) return std::nullopt;
        line = trim(line);
        if (!may_post(line) || line.find(' ') != std::string_view::npos) return std::nullopt;
        return PostHead{readable_name(line), 1, more, false, false};
    }

    /// "Rui Prado", "@rui", "·", "3h": a line each, or some of them together.
    std::optional<PostHead> by_handle(std::size_t i) const {
        constexpr std::size_t most = 3;
        const auto is_handle = [](std::string_view word) {
            return word.size() >= 2 && word.front() == '@' && word.find(' ') == std::string_view::npos;
        };
        if (text(i + 1).empty() || text(i + 1).front() != '@' || !may_post(text(i)) || text(i).front() == '@')
            return std::nullopt;
        const auto handle = text(i + 1).substr(0, text(i + 1).find(' '));
        if (!is_handle(handle)) return std::nullopt;
        const auto behind = without_dot(text(i + 1).substr(handle.size()));
        if (!behind.empty())
            return is_when(behind) ? std::optional(PostHead{readable_name(text(i)), 2, true, false, false})
                                   : std::nullopt;
        for (std::size_t at = i + 2; at < i + 2 + most; ++at) {
            const auto line = without_dot(text(at));
            if (line.empty() && at < lines_.size()) continue;
            if (!line.empty() && is_when(line))
                return PostHead{readable_name(text(i)), at - i + 1, true, false, false};
            break;
        }
        return std::nullopt;
    }

    /// LinkedIn: the name, "• 2nd", what somebody does, "3w • Edited".
    std::optional<PostHead> by_degree(std::size_t i) const {
        constexpr std::size_t most = 3;
        if (!is_degree(text(i + 1)) || !may_post(text(i))) return std::nullopt;
        for (std::size_t at = i + 2; at < i + 2 + most; ++at) {
            bool more = false;
            if (is_when(first_part(text(at), more)))
                return PostHead{readable_name(text(i)), at - i + 1, true, false, false};
        }
        return std::nullopt;
    }

    /// Quora: the name, what somebody does, who agrees, "Updated 4y", a line each.
    std::optional<PostHead> by_card(std::size_t i) const {
        constexpr std::size_t most = 8;
        constexpr std::size_t longest_line = 90;
        for (std::size_t at = i + 1; at < i + most && !text(at).empty(); ++at) {
            const auto line = text(at);
            if (line.size() > longest_line || line.ends_with('.') || line.ends_with('?') ||
                line.ends_with('!'))
                return std::nullopt;
            auto last = line;
            for (const auto mark : {" · "sv, " • "sv})
                if (const auto part = last.rfind(mark); part != std::string_view::npos)
                    last = trim(last.substr(part + mark.size()));
            if (!is_stamped_age(last) && (at == i + 1 || !is_age(last))) continue;
            if (!may_post(text(i)) || !is_full_name(text(i))) return std::nullopt;
            return PostHead{readable_name(text(i)), at - i + 1, has_counts_, false, false};
        }
        return std::nullopt;
    }

    /// Discourse: "rui_prado Rui Prado" or "rui" above the day; whom it answers may stand between.
    std::optional<PostHead> by_day(std::size_t i) const {
        const auto name = text(i);
        const auto space = std::min(name.find(' '), name.size());
        const auto handle = name.substr(0, space);
        constexpr std::size_t longest = 60;
        if (name.size() > longest || !is_handle(handle)) return std::nullopt;
        const std::size_t when = is_handle(text(i + 1)) ? i + 2 : i + 1;
        if (!is_day(text(when)) && !is_age(text(when))) return std::nullopt;
        const auto full = trim(name.substr(space));
        if (!full.empty() && name_shape(full) != NameShape::strong) return std::nullopt;
        return PostHead{readable_name(full.empty() ? handle : full), when - i + 1, false, false, false};
    }

    /// "You" and "Claude", a line each; "ChatGPT said:".
    std::optional<PostHead> by_model(std::size_t i) const {
        // A label that is a paragraph by itself is read with what is below its headings, elsewhere.
        const auto same = [&](std::size_t other) {
            return other < lines_.size() && lines_[other].piece == lines_[i].piece;
        };
        if (!same(i + 1) && !(i > 0 && same(i - 1))) return std::nullopt;
        const auto label = chat_label(text(i), true);
        if (label.side == ChatSide::none || !label.alone) return std::nullopt;
        PostHead head{std::string(label.who), 1, false, false, false};
        head.model = label.side == ChatSide::answer && (label.certain || names_model(text(i)));
        head.prompt = label.side == ChatSide::prompt;
        return head.model || head.prompt ? std::optional(head) : std::nullopt;
    }

    bool is_furniture(std::string_view line) const {
        if (line.find_first_not_of("0123456789.,KkM ") == std::string_view::npos) return true;
        if (line.front() == '@' && line.find(' ') == std::string_view::npos) return true;
        return language::any_language().answer_furniture.contains(language::fold(line, true)) ||
               line == "·" || is_count(line) || is_chat_furniture(line);
    }

    /// The pieces again, cut where a post begins.
    std::size_t rebuild() {
        std::vector<Piece> posts;
        int first = 0;
        int last = 0;
        const std::size_t from = lines_[heads_.front().first].piece;
        const auto tell = [&](const PageLine& line) {
            if (first == 0) first = line.number;
            last = line.number;
        };
        std::size_t next_head = 0;
        std::size_t line = 0;
        while (line < lines_.size() && lines_[line].piece < from)
            ++line;
        std::string speaker;
        for (std::size_t i = from; i < end_; ++i) {
            auto& piece = reading_.pieces[i];
            if (!may_be_posted(piece)) {
                posts.push_back(std::move(piece));
                continue;
            }
            Piece part;
            const auto begin_part = [&] {
                if (!part.words.empty()) posts.push_back(std::move(part));
                part = Piece{piece.passage, {}};
                part.passage.markup.clear();
                part.passage.quoted = true;
                part.passage.speaker = shortened(speaker, 100);
            };
            begin_part();
            while (line < lines_.size() && lines_[line].piece == i) {
                if (next_head < heads_.size() && heads_[next_head].first == line) {
                    speaker = heads_[next_head].second.name;
                    in_head_ = heads_[next_head].second.lines;
                    ++next_head;
                    begin_part();
                }
                if (in_head_ > 0) {
                    --in_head_;
                    tell(lines_[line]);
                } else if (is_furniture(lines_[line].text)) {
                    tell(lines_[line]);
                } else {
                    part.words.space();
                    part.words.append(lines_[line].text, lines_[line].number);
                }
                ++line;
            }
            if (!part.words.empty()) posts.push_back(std::move(part));
        }
        if (first > 0) reading_.omit(first, last, "what a page writes around a post");
        auto& pieces = reading_.pieces;
        const auto at = [&](std::size_t index) {
            return pieces.begin() + static_cast<std::ptrdiff_t>(index);
        };
        pieces.erase(at(from), at(end_));
        pieces.insert(at(from), std::make_move_iterator(posts.begin()), std::make_move_iterator(posts.end()));
        return from + posts.size();
    }

    Reading& reading_;
    std::size_t begin_;
    std::size_t end_;
    std::vector<PageLine> lines_;
    std::vector<std::pair<std::size_t, PostHead>> heads_;  // by their first lines
    std::size_t in_head_ = 0;
    bool has_counts_ = false;  // a site tells how many saw or liked what is in it
};

/// A button of the page, which a reader of plain text takes for a heading.
bool is_button(const std::vector<std::string>& headings, std::size_t depth) {
    if (headings.size() <= depth) return false;
    return std::all_of(
        headings.begin() + static_cast<std::ptrdiff_t>(depth), headings.end(), [](const auto& heading) {
            return language::any_language().answer_furniture.contains(language::fold(heading, true));
        });
}

}  // namespace

void mark_page_comments(Reading& reading) {
    for (std::size_t begin = 0; begin < reading.pieces.size();) {
        const auto& headings = reading.pieces[begin].passage.headings;
        std::size_t end = begin + 1;
        while (end < reading.pieces.size()) {
            const auto& other = reading.pieces[end].passage.headings;
            if (other != headings && !is_button(other, 0)) break;
            ++end;
        }
        begin = std::max(PageComments{reading, begin, end}.mark(), begin + 1);
    }
}

}  // namespace pacelane::context::detail
