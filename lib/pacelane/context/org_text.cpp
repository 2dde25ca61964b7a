// What stands within the lines of Emacs Org.
#include "detail/org_text.h"

#include "detail/note_line_shapes.h"
#include "detail/note_syntax.h"

#include <algorithm>
#include <array>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

constexpr int kDeepestEmphasis = 8;  // emphasis within emphasis

bool is_blank_byte(char c) {
    return c == ' ' || c == '\t';
}

bool is_picture(std::string_view target) {
    const std::string lower = ascii_lower(target);
    constexpr std::array endings{".png"sv, ".jpg"sv, ".jpeg"sv, ".gif"sv, ".webp"sv, ".svg"sv};
    return std::any_of(endings.begin(), endings.end(), [&](auto end) { return lower.ends_with(end); });
}

bool is_address(std::string_view target) {
    return target.starts_with("https://") || target.starts_with("http://") || target.starts_with("mailto:");
}

/// The words that a link without a description shows: "*Plan" and "#plan" are a heading, an id says nothing.
std::string_view link_shown(std::string_view target) {
    if (target.starts_with("id:") || target.starts_with("attachment:")) return {};
    if (const auto place = target.find("::"); place != std::string_view::npos)
        target = target.substr(0, place);
    if (target.starts_with("file:")) target.remove_prefix("file:"sv.size());
    if (target.starts_with('/') || target.starts_with('.') || target.ends_with(".org"))
        target.remove_prefix(std::min(target.rfind('/') + 1, target.size()));
    if (target.ends_with(".org")) target.remove_suffix(".org"sv.size());
    while (target.starts_with('*') || target.starts_with('#'))
        target.remove_prefix(1);
    return target;
}

class OrgText {
public:
    explicit OrgText(std::string_view text, int depth) : text_(text), depth_(depth) {}

    std::string read() {
        out_.reserve(text_.size());
        while (at_ < text_.size()) {
            const auto words = plain_bytes();
            out_ += text_.substr(at_, words);
            at_ += words;
            if (words == 0 && !marked()) plain();
        }
        return std::move(out_);
    }

private:
    std::string_view rest() const { return text_.substr(at_); }
    /// Where the mark is looked for that closes one: a line may be long, and hold many.
    std::string_view near() const { return text_.substr(at_, 2000); }
    char before() const { return at_ == 0 ? ' ' : text_[at_ - 1]; }
    std::string inner(std::string_view text) const {
        if (depth_ < kDeepestEmphasis) return OrgText{text, depth_ + 1}.read();
        return std::string{text};
    }

    /// How many bytes follow that are words and nothing else.
    std::size_t plain_bytes() const {
        static constexpr pacelane::detail::CharacterSet marks("\\`*_[]<>~|&{@/=+s");
        auto at = marks.first_in(text_, at_);
        while (at < text_.size() && text_[at] == 's' && !text_.substr(at).starts_with("src_"))
            at = marks.first_in(text_, at + 1);
        return std::min(at, text_.size()) - at_;
    }

    /// What the mark here opens, if it does.
    bool marked() {
        switch (text_[at_]) {
            case '[':
                return link() || note() || date('[', ']') || cut("[cite", "]", false) || counter();
            case '<':
                return date('<', '>') || cut("<<<", ">>>", true) || cut("<<", ">>", false) || address();
            case '{':
                return cut("{{{", "}}}", false);
            case '@':
                return cut("@@", "@@", false);
            case '\\':
                return formula();
            case 's':
                return inline_source();
            default:
                return emphasis();
        }
    }

    void plain() {
        const char c = text_[at_];
        if (rest() == "\\\\") {  // a line's end that is kept
            at_ = text_.size();
            return;
        }
        if (rest().starts_with("\\nbsp") || rest().starts_with("\\nbsp{}")) {
            out_ += ' ';
            at_ += rest().starts_with("\\nbsp{}") ? 7 : 5;
            return;
        }
        constexpr auto marks = "\\`*_[]<>~|&"sv;
        if (marks.find(c) != std::string_view::npos) out_ += '\\';
        out_ += c;
        ++at_;
    }

    /// Takes what stands between the marks, and shows it or not.
    bool cut(std::string_view open, std::string_view close, bool show) {
        if (!rest().starts_with(open)) return false;
        const auto end = near().find(close, open.size());
        if (end == std::string_view::npos || end == open.size()) return false;
        const auto words = rest().substr(open.size(), end - open.size());
        if (is_blank_byte(words.front()) || (open == "[cite" && words.front() != ':' && words.front() != '/'))
            return false;
        if (show) out_ += inner(words);
        at_ += end + close.size();
        // A mark between two spaces leaves one.
        if (!show && is_blank_byte(before_cut(end + close.size())) && at_ < text_.size() &&
            is_blank_byte(text_[at_]))
            ++at_;
        return true;
    }
    char before_cut(std::size_t size) const { return at_ == size ? ' ' : text_[at_ - size - 1]; }

    bool link() {
        if (!rest().starts_with("[[")) return false;
        const auto end = near().find("]]");
        if (end == std::string_view::npos) return false;
        const auto whole = rest().substr(2, end - 2);
        const auto middle = whole.find("][");
        const auto target = trim(whole.substr(0, middle));
        const auto words =
            middle == std::string_view::npos ? std::string_view{} : trim(whole.substr(middle + 2));
        at_ += end + 2;
        if (is_picture(words.empty() ? target : std::string_view{}) &&
            target.find(' ') == std::string_view::npos) {
            std::string_view path = target;
            if (path.starts_with("file:")) path.remove_prefix("file:"sv.size());
            out_ += fmt::format("![]({})", path);
        } else if (is_address(target) && target.find_first_of(" <>") == std::string_view::npos) {
            out_ += fmt::format("[{}](<{}>)", inner(words.empty() ? target : words), target);
        } else {
            out_ += inner(words.empty() ? link_shown(target) : words);
        }
        return true;
    }

    /// "[fn:1]" is a mark; "[fn:: words]" and "[fn:1: words]" are words.
    bool note() {
        if (!rest().starts_with("[fn:")) return false;
        std::size_t end = 1;
        int open = 1;
        for (; end < near().size() && open > 0; ++end)
            open += rest()[end] == '[' ? 1 : rest()[end] == ']' ? -1 : 0;
        if (open > 0) return false;
        const auto whole = rest().substr(4, end - 5);
        at_ += end;
        if (const auto words = whole.find(':'); words != std::string_view::npos)
            out_ += fmt::format(" ({})", inner(trim(whole.substr(words + 1))));
        return true;
    }

    /// "<2026-11-11 Wed 09:02 +1w>", "[2026-11-11 Wed]".
    bool date(char open, char close) {
        constexpr std::size_t longest = 60;
        if (rest().front() != open) return false;
        const auto end = rest().substr(0, longest).find(close);
        if (end == std::string_view::npos || end < 11) return false;
        const auto inside = rest().substr(1, end - 1);
        constexpr auto shape = "0000-00-00"sv;
        for (std::size_t i = 0; i < shape.size(); ++i)
            if (shape[i] == '0' ? !is_digit(inside[i]) : inside[i] != '-') return false;
        out_ += inside.substr(0, shape.size());
        at_ += end + 1;
        return true;
    }

    /// "[1/3]", "[33%]": how much of a list is done.
    bool counter() {
        if (rest().front() != '[') return false;
        const auto end = rest().substr(0, 12).find(']');
        if (end == std::string_view::npos || end < 2) return false;
        const auto inside = rest().substr(1, end - 1);
        if (inside.find_first_not_of("0123456789/%") != std::string_view::npos ||
            inside.find_first_of("/%") == std::string_view::npos)
            return false;
        at_ += end + 1;
        return true;
    }

    bool address() {
        if (!rest().starts_with("<http")) return false;
        const auto end = near().find('>');
        if (end == std::string_view::npos || !is_address(rest().substr(1))) return false;
        out_ += rest().substr(0, end + 1);
        at_ += end + 1;
        return true;
    }

    /// "*bold*", "/italic/", "_underlined_", "=verbatim=", "~code~", "+struck+": between blanks and marks of
    /// a sentence, and with no blank inside their borders.
    bool emphasis() {
        constexpr auto marks = "*/_=~+"sv;
        constexpr auto may_precede = " \t-({'\""sv;
        constexpr auto may_follow = " \t-.,;:!?'\")}[\\"sv;
        const char mark = text_[at_];
        if (marks.find(mark) == std::string_view::npos || at_ + 2 >= text_.size()) return false;
        // One emphasis may begin where another one does: "*/both/*".
        if (may_precede.find(before()) == std::string_view::npos &&
            marks.find(before()) == std::string_view::npos)
            return false;
        if (is_blank_byte(text_[at_ + 1]) || text_[at_ + 1] == mark) return false;
        const auto window = text_.substr(0, at_ + near().size());
        for (auto end = window.find(mark, at_ + 2); end != std::string_view::npos;
             end = window.find(mark, end + 1)) {
            if (is_blank_byte(text_[end - 1])) continue;
            if (end + 1 < text_.size() && may_follow.find(text_[end + 1]) == std::string_view::npos &&
                marks.find(text_[end + 1]) == std::string_view::npos)
                continue;
            put(mark, text_.substr(at_ + 1, end - at_ - 1));
            at_ = end + 1;
            return true;
        }
        return false;
    }

    void put(char mark, std::string_view words) {
        switch (mark) {
            case '*':
                out_ += fmt::format("**{}**", inner(words));
                return;
            case '/':
            case '_':
                out_ += fmt::format("*{}*", inner(words));
                return;
            case '+':
                out_ += fmt::format("~~{}~~", inner(words));
                return;
            default:
                code(words);
        }
    }
    void code(std::string_view words) {
        const auto ticks = std::string(words.find('`') == std::string_view::npos ? 1 : 3, '`');
        out_ += fmt::format("{0}{1}{2}{1}{0}", ticks, ticks.size() > 1 ? " " : "", words);
    }

    /// "\(x^2\)", "\[x^2\]".
    bool formula() {
        for (const auto& [open, close] : {std::pair{"\\("sv, "\\)"sv}, std::pair{"\\["sv, "\\]"sv}}) {
            if (!rest().starts_with(open)) continue;
            const auto end = near().find(close, 2);
            if (end == std::string_view::npos) return false;
            const auto inside = trim(rest().substr(2, end - 2));
            if (inside.empty() || inside.find('`') != std::string_view::npos) return false;
            out_ += fmt::format("`{}${}$`", kFormula, inside);
            at_ += end + 2;
            return true;
        }
        return false;
    }

    /// "src_sh[:results none]{make}" is code, "call_fire()" what a program would write.
    bool inline_source() {
        if (!rest().starts_with("src_") || is_ascii_letter(before())) return false;
        const auto open = near().find('{');
        const auto close = open == std::string_view::npos ? open : near().find('}', open);
        if (close == std::string_view::npos || rest().substr(0, open).find(' ') < open) return false;
        code(rest().substr(open + 1, close - open - 1));
        at_ += close + 1;
        return true;
    }

    std::string_view text_;
    int depth_;
    std::size_t at_ = 0;
    std::string out_;
};

/// The states of tasks that people use, and whether they say that it is over.
constexpr auto states = std::to_array<std::pair<std::string_view, bool>>({
    {"TODO", false},   {"NEXT", false},    {"DOING", false},   {"NOW", false},        {"LATER", false},
    {"WAIT", false},   {"WAITING", false}, {"HOLD", false},    {"STARTED", false},    {"STRT", false},
    {"PROJ", false},   {"SOMEDAY", false}, {"MAYBE", false},   {"INPROGRESS", false}, {"IN-PROGRESS", false},
    {"REVIEW", false}, {"DONE", true},     {"CANCELED", true}, {"CANCELLED", true},   {"KILL", true},
});

/// The tags at a heading's end, ":craft:kiln:"; empty when there are none.
std::string_view tags_of(std::string_view text) {
    if (!text.ends_with(':')) return {};
    const auto space = text.find_last_of(" \t");
    const auto tags = text.substr(space == std::string_view::npos ? 0 : space + 1);
    if (!tags.starts_with(':') || tags.size() < 3 || tags.find("::") != std::string_view::npos) return {};
    return tags;
}

}  // namespace

std::string org_as_markdown(std::string_view text) {
    std::string line = OrgText{text, 0}.read();
    // What would open a block of Markdown at the line's start is only a word here.
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')'))
        line.insert(digits, 1, '\\');
    else if (!line.empty() && "#+-=!"sv.find(line.front()) != std::string_view::npos &&
             !line.starts_with("![]("))
        line.insert(0, 1, '\\');
    return line;
}

OrgHeading org_heading(std::string_view text) {
    OrgHeading heading;
    text = trim(text);
    if (const auto tags = tags_of(text); !tags.empty()) {
        text = trim(text.substr(0, text.size() - tags.size()));
        const std::string lower = ascii_lower(tags);
        heading.hidden =
            lower.find(":noexport:") != std::string::npos || lower.find(":archive:") != std::string::npos;
    }
    for (const auto& [state, done] : states) {
        if (!text.starts_with(state) || (text.size() > state.size() && text[state.size()] != ' ')) continue;
        heading.task = true;
        heading.done = done;
        text = trim(text.substr(state.size()));
        break;
    }
    if (text.starts_with("[#") && text.size() >= 4 && text[3] == ']') text = trim(text.substr(4));
    if (text == "COMMENT" || text.starts_with("COMMENT ")) heading.hidden = true;
    heading.words = text;
    return heading;
}

}  // namespace pacelane::context::detail
