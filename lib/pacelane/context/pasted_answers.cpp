// Answers that were pasted without a word on whose they are.
#include "detail/pasted_answers.h"

#include "detail/chat_lines.h"
#include "detail/labels.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/text_finder.h>
#include <pacelane/language/language_pack.h>
#include <set>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// What may stand before the first word of a sentence.
constexpr std::array kSkipped{" "sv, "*"sv, "_"sv, ">"sv, "\""sv, "¡"sv, "¿"sv, "“"sv};

bool is_own_text(const Piece& piece) {
    const auto kind = piece.passage.kind;
    return !piece.passage.quoted && piece.passage.speaker.empty() &&
           (kind == PassageKind::paragraph || kind == PassageKind::list_item);
}

/// "answered Nov 11, 2026 at 9:02", "respondida el 11 nov 2026 a las 9:02", "asked 2 days ago".
bool is_answer_stamp(std::string_view line) {
    constexpr std::size_t longest = 60;
    line = trim(line);
    const auto space = line.find(' ');
    if (line.size() > longest || space == std::string_view::npos || !has_digit(line)) return false;
    const auto& lists = language::any_language();
    if (!lists.answer_stamps.contains(language::fold(line.substr(0, space), true))) return false;
    auto rest = trim(line.substr(space));
    if (auto age = rest; take_age(age)) return true;
    for (int words = 0; words < 2; ++words) {
        if (auto stamp = rest; take_stamp(stamp)) return true;
        // "answered on …", "respondida el …"
        const auto next = rest.find(' ');
        if (next > 3) return false;
        rest = trim(rest.substr(next));
    }
    return false;
}

/// "1,234 ● 2 ● 11", "12.3k 2 gold badges 11 silver badges": what somebody has won.
bool is_reputation(std::string_view line) {
    const auto words = split(trim(line), ' ');
    bool number = false;
    for (const auto word : words) {
        const bool figures = !word.empty() && is_digit(word.front());
        number = number || figures;
        const bool sign = !word.empty() && static_cast<unsigned char>(word.front()) >= 0x80;
        if (!word.empty() && !figures && !sign &&
            !language::any_language().badge_words.contains(language::fold(word, true)))
            return false;
    }
    return number;
}

bool is_site_furniture(std::string_view line) {
    constexpr std::size_t longest = 80;
    if (line.size() > longest) return false;
    const std::string key = language::fold(trim(line), true);
    const auto& lists = language::any_language();
    return lists.answer_furniture.contains(key) || lists.chat_furniture.contains(key);
}

/// The pieces of one section, whose words a site wrote around or people posted.
class AnswerSection {
public:
    AnswerSection(Reading& reading, std::size_t begin, std::size_t end)
        : reading_(reading), begin_(begin), end_(end) {}

    void mark() {
        if (!has_stamp()) return;
        collect();
        find_names();
        const bool above = lines_.front().stamp;
        quote_words(above);
    }

private:
    struct SiteLine {
        std::size_t piece = 0;
        int number = 0;
        std::string text;
        bool stamp = false;
        bool furniture = false;
        std::string name;  // of who wrote, at a stamp
    };

    /// Few sections have one; the others need no look at what else is in their lines.
    bool has_stamp() const {
        for (std::size_t i = begin_; i < end_; ++i) {
            if (!is_own_text(reading_.pieces[i])) continue;
            for (const auto& line : reading_.pieces[i].words.source_lines())
                if (is_answer_stamp(line.text)) return true;
        }
        return false;
    }

    void collect() {
        for (std::size_t i = begin_; i < end_; ++i) {
            if (!is_own_text(reading_.pieces[i])) continue;
            for (const auto& line : reading_.pieces[i].words.source_lines()) {
                if (trim(line.text).empty()) continue;
                lines_.push_back({i,
                                  line.line,
                                  std::string(line.text),
                                  is_answer_stamp(line.text),
                                  is_site_furniture(line.text),
                                  {}});
            }
        }
    }

    void find_names() {
        constexpr std::size_t near = 4;
        constexpr std::size_t longest = 60;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].stamp) continue;
            lines_[i].furniture = true;
            for (std::size_t at = i + 1; at < std::min(lines_.size(), i + 1 + near); ++at) {
                auto& line = lines_[at];
                if (line.stamp) break;
                if (line.furniture) continue;
                const auto shape = name_shape(line.text);
                const bool portrait = line.text.ends_with("'s user avatar");
                const bool name = lines_[i].name.empty() && line.text.size() <= longest &&
                                  (shape == NameShape::strong || shape == NameShape::weak) &&
                                  !is_reputation(line.text);
                if (name && !portrait) lines_[i].name = readable_name(line.text);
                if (!name && !portrait && !is_reputation(line.text)) break;
                line.furniture = true;
            }
        }
    }

    void quote_words(bool above) {
        int first = 0;
        int last = 0;
        std::string speaker;
        const auto name_below = [&](std::size_t from) {
            for (std::size_t i = from; i < lines_.size(); ++i)
                if (lines_[i].stamp && !lines_[i].name.empty()) return lines_[i].name;
            return std::string{};
        };
        std::vector<std::pair<PassageText, std::string>> words(end_ - begin_);
        std::set<std::size_t> touched;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            auto& line = lines_[i];
            touched.insert(line.piece);
            if (line.stamp && above) speaker = line.name;
            if (line.furniture) {
                if (first == 0) first = line.number;
                last = line.number;
                continue;
            }
            auto& [text, who] = words[line.piece - begin_];
            text.space();
            text.append(line.text, line.number);
            who = above ? speaker : name_below(i);
        }
        for (const auto i : touched) {
            auto& piece = reading_.pieces[i];
            auto& [text, who] = words[i - begin_];
            if (text.text() != piece.words.text()) piece.passage.markup.clear();
            piece.words = std::move(text);
            piece.passage.quoted = true;
            piece.passage.speaker = shortened(who, 100);
        }
        if (first > 0) reading_.omit(first, last, "what a site writes around an answer");
    }

    Reading& reading_;
    std::size_t begin_;
    std::size_t end_;
    std::vector<SiteLine> lines_;
};

void mark_site_answers(Reading& reading) {
    auto& pieces = reading.pieces;
    for (std::size_t begin = 0; begin < pieces.size();) {
        std::size_t end = begin + 1;
        while (end < pieces.size() && pieces[end].passage.headings == pieces[begin].passage.headings)
            ++end;
        AnswerSection{reading, begin, end}.mark();
        begin = end;
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.words.empty(); });
}

/// Whether the words open with one of these, however they are marked.
bool opens_with_any(std::string_view text, const language::detail::TextFinder& openings) {
    constexpr std::size_t head = 80;
    while (!text.empty()) {
        const auto mark = std::find_if(kSkipped.begin(), kSkipped.end(),
                                       [&](std::string_view one) { return text.starts_with(one); });
        if (mark == kSkipped.end()) break;
        text.remove_prefix(mark->size());
    }
    std::string low = language::fold(shortened(text, head), true);
    for (std::size_t at = 0; (at = low.find("’", at)) != std::string::npos;)
        low.replace(at, std::string_view("’").size(), "'");
    return openings.opens(low);
}

/// From where a model begins to answer to where it takes its leave. Without a leave, only the list that its
/// opening announces.
void mark_model_answers(std::vector<Piece>& pieces) {
    static const language::detail::TextFinder openings(language::any_language().model_openings);
    static const language::detail::TextFinder closings(language::any_language().model_closings);
    constexpr std::size_t most = 300;  // pieces of one answer
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!is_own_text(pieces[i]) || !opens_with_any(pieces[i].words.text(), openings)) continue;
        std::size_t end = i;
        for (std::size_t at = i; at < std::min(pieces.size(), i + most); ++at) {
            if (at > i && is_own_text(pieces[at]) && opens_with_any(pieces[at].words.text(), openings)) break;
            const auto sentences = pieces[at].words.text();
            if (!is_own_text(pieces[at]) || !opens_with_any(sentences, closings)) continue;
            end = at;
            break;
        }
        const bool announces = trim(pieces[i].words.text()).ends_with(':');
        if (end == i && announces)
            while (end + 1 < pieces.size() && pieces[end + 1].passage.kind != PassageKind::paragraph &&
                   pieces[end + 1].passage.headings == pieces[i].passage.headings)
                ++end;
        if (end == i) continue;
        for (; i <= end; ++i)
            if (is_own_text(pieces[i])) pieces[i].passage.quoted = true;
        --i;
    }
}

}  // namespace

void mark_pasted_answers(Reading& reading) {
    mark_site_answers(reading);
    mark_model_answers(reading.pieces);
}

}  // namespace pacelane::context::detail
