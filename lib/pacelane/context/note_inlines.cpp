#include "detail/encoding.h"
#include "detail/note_syntax.h"

#include <algorithm>
#include <array>
#include <functional>
#include <pacelane/base/detail/character_set.h>
#include <pacelane/base/text.h>
#include <pacelane/base/time.h>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;
constexpr auto npos = std::string_view::npos;

/// What stands from one mark to the other is left out, in one paragraph or (`far`) in the whole note.
struct LeftOut {
    std::string_view open;
    std::string_view close;
    std::string_view what;
    bool far = false;
};
constexpr auto left_out = std::to_array<LeftOut>({
    {"<!--", "-->", "a comment", true},
    {"%%", "%%", "a comment", true},
    {"<%", "%>", "code of a template", true},
    {"<?", "?>", "code", true},
    {"<![CDATA[", "]]>", "code", true},
    {"{/*", "*/}", "a comment", true},
    {"{% comment %}", "{% endcomment %}", "a comment", true},
    {"{%- comment -%}", "{%- endcomment -%}", "a comment", true},
    {"{>>", "<<}", "a comment", false},
    {"{--", "--}", "words that were deleted", false},
    {"{{<", ">}}", "a shortcode", false},
    {"{{%", "%}}", "a shortcode", false},
    {"{%", "%}", "a tag of a template", false},
    {"{{", "}}", "code of a template", false},
});

/// Elements whose content is no text.
constexpr std::array silent_elements{"script"sv,   "style"sv, "svg"sv,   "iframe"sv, "object"sv,
                                     "noscript"sv, "audio"sv, "video"sv, "canvas"sv, "math"sv};

constexpr std::array image_endings{".png"sv,  ".jpg"sv, ".jpeg"sv, ".gif"sv,
                                   ".webp"sv, ".svg"sv, ".bmp"sv,  ".avif"sv};

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool word_byte(char c) {
    return letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// "page#heading" → "page > heading"; "folder/page" → "page"; "page#^id" → "page".
std::string link_words(std::string_view target) {
    const std::size_t hash = target.find('#');
    std::string_view page = trim(target.substr(0, hash));
    if (const std::size_t slash = page.rfind('/'); slash != npos && slash + 1 < page.size())
        page.remove_prefix(slash + 1);
    if (page.ends_with(".md")) page.remove_suffix(3);
    std::string words{page};
    std::string_view part = hash == npos ? std::string_view{} : trim(target.substr(hash + 1));
    if (!part.empty() && !part.starts_with('^')) {
        if (!words.empty()) words += " > ";
        words += part;
    }
    return words;
}

/// Words that Markdown must not take for markup.
std::string literal(std::string_view words) {
    std::string out;
    for (const char c : words) {
        if ("*_`[]<>$\\|"sv.find(c) != npos) out += '\\';
        out += c;
    }
    return out;
}

bool is_uuid_like(std::string_view id) {
    if (id.size() == 9)
        return std::all_of(id.begin(), id.end(),
                           [](char c) { return letter(c) || is_digit(c) || c == '-' || c == '_'; });
    return id.size() == 36 && std::all_of(id.begin(), id.end(), [](char c) {
               return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
           });
}

/// "[key:: value]", also without the space.
bool is_inline_property(std::string_view inner) {
    const std::size_t colons = inner.find("::");
    if (colons == npos) return false;
    return is_property_line(std::string{inner.substr(0, colons + 2)} + " " +
                            std::string{inner.substr(colons + 2)});
}

/// "{#id}", "{.class key=value}", "{: .class}".
bool is_attributes(std::string_view inner) {
    if (inner.starts_with(':')) inner = trim(inner.substr(1));
    return inner.size() >= 2 && (inner[0] == '#' || inner[0] == '.') && letter(inner[1]) &&
           inner.size() < 200;
}

/// Whether what stands between two dollars is a formula, no price.
bool is_formula(std::string_view inner) {
    if (inner.empty() || inner.front() == ' ' || inner.back() == ' ' || inner.find('`') != npos) return false;
    if (inner.find_first_of("\\^_={}") != npos) return true;
    return inner.size() <= 12 && letter(inner.front()) && inner.find(' ') == npos;
}

class NoteInlines {
public:
    NoteInlines(const std::vector<NoteLine>& lines, Reading& reading) : reading_(reading) {
        for (const auto& line : lines) {
            starts_.push_back(text_.size());
            numbers_.push_back(line.number);
            verbatim_.push_back(line.verbatim);
            text_ += line.text;
            text_ += '\n';
        }
        is_mdx_ = std::any_of(reading.omitted.begin(), reading.omitted.end(),
                              [](const std::string& what) { return what.ends_with("code of MDX"); });
    }

    NoteText read() {
        while (at_ < text_.size()) {
            if (at_line_start() && verbatim_[line_]) {
                copy_line();
            } else if (const std::size_t words = plain_words(); words > 0) {
                put(rest().substr(0, words));
                advance(words);
            } else if (!rule()) {
                put(text_[at_]);
                advance(1);
            }
        }
        return {std::move(out_), std::move(out_lines_)};
    }

private:
    std::string_view rest() const { return std::string_view{text_}.substr(at_); }
    bool at_line_start() const { return starts_[line_] == at_; }
    int number() const { return numbers_[line_]; }

    void put(char c) {
        if (out_.empty() || out_.back() == '\n') out_lines_.push_back(number());
        out_ += c;
    }
    void put(std::string_view text) {
        while (!text.empty()) {
            if (out_.empty() || out_.back() == '\n') out_lines_.push_back(number());
            const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
            out_ += text.substr(0, end);
            text.remove_prefix(end);
        }
    }
    /// How many bytes follow, within the line, that no rule is about.
    std::size_t plain_words() const {
        static constexpr pacelane::detail::CharacterSet marks("\n\\`%<{[]!(^=:$\xE2\xF0");
        return std::min(marks.first_in(text_, at_), text_.size()) - at_;
    }
    /// Goes on `bytes`, counting lines.
    void advance(std::size_t bytes) {
        at_ = std::min(at_ + bytes, text_.size());
        while (line_ + 1 < starts_.size() && starts_[line_ + 1] <= at_)
            ++line_;
    }
    void copy_line() {
        const std::size_t end = text_.find('\n', at_);
        put(std::string_view{text_}.substr(at_, end + 1 - at_));
        advance(end + 1 - at_);
    }

    /// Where the paragraph ends: at a blank line or at code; at most a window on.
    std::size_t block_end() {
        constexpr std::size_t window = 4096;
        if (block_end_ > at_ && block_begin_ <= at_) return std::min(block_end_, at_ + window);
        block_begin_ = at_;
        std::size_t line = line_;
        while (line + 1 < starts_.size()) {
            ++line;
            if (verbatim_[line] || text_[starts_[line]] == '\n') break;
        }
        block_end_ = line + 1 < starts_.size() || verbatim_[line] ? starts_[line] : text_.size();
        if (block_end_ <= at_) block_end_ = text_.size();
        return std::min(block_end_, at_ + window);
    }

    /// Looks for the mark in the paragraph.
    std::size_t find_near(std::string_view mark, std::size_t from) {
        const std::size_t end = block_end();
        if (from >= end) return npos;
        const std::size_t found = std::string_view{text_}.substr(0, end).find(mark, from);
        return found;
    }
    /// Looks in all of the note; what was not found once is not looked for again.
    std::size_t find_far(std::string_view mark, std::size_t from) {
        const auto known = missing_.find(mark);
        if (known != missing_.end()) return npos;
        const std::size_t found = text_.find(mark, from);
        if (found == npos) missing_.emplace(mark);
        return found;
    }

    /// Leaves out the next bytes, and tells it. What had lines of its own leaves a blank one.
    void leave_out(std::size_t bytes, std::string_view what) {
        const int first = number();
        const bool own_start = trim(line_before()).empty();
        advance(std::max<std::size_t>(bytes, 1) - 1);
        const int last = number();
        advance(1);
        if (!what.empty()) reading_.omit(first, last, what);
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        const bool own_end = at_line_start() || trim(std::string_view{text_}.substr(at_, end - at_)).empty();
        if (own_start && own_end) {
            if (!at_line_start()) advance(end + 1 - at_);
            if (!line_before().empty()) {
                out_.resize(out_.size() - line_before().size());
                out_lines_.pop_back();
            }
            put('\n');
        } else if (last > first && !own_start && !own_end) {
            put('\n');  // what goes on has its own line
        }
    }
    /// What the current line of the output holds.
    std::string_view line_before() const {
        const std::size_t newline = out_.rfind('\n');
        return std::string_view{out_}.substr(newline == std::string::npos ? 0 : newline + 1);
    }

    bool rule() {
        switch (text_[at_]) {
            case '\\':
                if (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
                    put(rest().substr(0, 2));
                    advance(2);
                    return true;
                }
                return false;
            case '`':
                return code_span();
            case '%':
                return rest().starts_with("%%") && comment();
            case '<':
                return angle();
            case '{':
                return brace();
            case '[':
                return bracket();
            case ']':
                return spaced_target();
            case '!':
                return rest().starts_with("![[") && embed();
            case '(':
                return parenthesis();
            case '^':
                return caret();
            case '=':
                return highlight("==");
            case ':':
                return highlight("::");
            case '$':
                return formula();
            case '\xE2':
            case '\xF0':
                return task_date();
            default:
                return false;  // plain_words() passes all others
        }
    }

    /// "✅ 2026-11-19": when a task of the Tasks plugin is due, scheduled, begun, made or done.
    bool task_date() {
        for (const std::string_view mark : {"✅", "📅", "⏳", "🛫", "➕", "❌"}) {
            if (!rest().starts_with(mark)) continue;
            std::size_t size = mark.size();
            if (rest().substr(size).starts_with("\uFE0F")) size += std::string_view("\uFE0F").size();
            while (rest().substr(size).starts_with(' '))
                ++size;
            constexpr std::size_t date = std::string_view("2026-11-19").size();
            if (!parse_date(rest().substr(size, date))) return false;
            advance(size + date);
            return true;
        }
        return false;
    }

    bool code_span() {
        const std::size_t ticks = std::min(rest().find_first_not_of('`'), rest().size());
        const std::string mark(ticks, '`');
        std::size_t close = at_ + ticks;
        const std::size_t end = block_end();
        for (;;) {
            close = std::string_view{text_}.substr(0, end).find(mark, close);
            if (close == npos) {
                put(mark);
                advance(ticks);
                return true;
            }
            const std::size_t run = std::min(text_.find_first_not_of('`', close), text_.size()) - close;
            if (run == ticks) break;
            close += run;
        }
        const auto inner = std::string_view{text_}.substr(at_ + ticks, close - at_ - ticks);
        const auto code = trim(inner);
        if (code.starts_with("= ") || code.starts_with("$= ") || code.starts_with("=this.") ||
            code.starts_with("dv.") || code.starts_with("INPUT[") || code.starts_with("VIEW[")) {
            leave_out(close + ticks - at_, "a query of the dataview plugin");
            return true;
        }
        const std::size_t size = close + ticks - at_;
        for (std::size_t i = 0; i < size; ++i) {
            put(text_[at_]);
            advance(1);
        }
        return true;
    }

    bool comment() {
        const std::size_t close = find_far("%%", at_ + 2);
        if (close != npos) {
            leave_out(close + 2 - at_, "a comment");
            return true;
        }
        // Obsidian hides the rest after one that is alone on its line; "100 %%" is a slip.
        const std::size_t end = text_.find('\n', at_);
        if (!trim(line_before()).empty() ||
            !trim(std::string_view{text_}.substr(at_ + 2, end - at_ - 2)).empty())
            return false;
        reading_.warn(number(), "the comment (%%) has no end, the rest is left out");
        leave_out(text_.size() - at_, "a comment");
        return true;
    }

    bool left_out_rule() {
        const auto here = rest();
        for (const auto& rule : left_out) {
            if (rule.open == "%%" || !here.starts_with(rule.open)) continue;
            const std::size_t from = at_ + rule.open.size();
            const std::size_t close = rule.far ? find_far(rule.close, from) : find_near(rule.close, from);
            // A template's mark in prose may stand alone; what is far away is not its end.
            constexpr std::size_t longest_mark = 20'000;
            const bool is_comment = rule.what == "a comment";
            if (close == npos || (!is_comment && close - at_ > longest_mark)) {
                if (rule.open != "<!--") continue;
                reading_.warn(number(),
                              "the comment (<!--) has no end, it is left out up to the next blank line");
                leave_out(block_end() - at_, rule.what);
                return true;
            }
            const std::string inside{trim(std::string_view{text_}.substr(from, close - from))};
            if (rule.open.starts_with("{")) {
                if (code_of_site(inside, close + rule.close.size(), rule)) return true;
            }
            leave_out(close + rule.close.size() - at_, rule.what);
            return true;
        }
        return false;
    }

    /// Paired tags of site generators whose inside is code, or is to be kept to the letter.
    bool code_of_site(std::string_view inside, std::size_t after, const LeftOut& rule) {
        std::string_view name = trim(inside.substr(std::min(inside.find_first_not_of("-/ "), inside.size())));
        const std::string_view arguments =
            trim(name.substr(std::min(name.find_first_of(" \t\n-"), name.size())));
        name = name.substr(0, name.find_first_of(" \t\n-"));
        if (inside.starts_with('/')) return false;
        if (name == "raw" && rule.open == "{%") {
            const std::size_t end = find_far("{% endraw", after);
            if (end == npos) return false;
            leave_out(after - at_, {});
            while (at_ < end) {
                put(text_[at_]);
                advance(1);
            }
            return true;
        }
        // Cards: "{{cloze the answer \\\\ a hint}}", "{{c1::the answer::a hint}}".
        const bool anki =
            name.size() > 4 && name.front() == 'c' && is_digit(name[1]) && name.find("::") != npos;
        if (rule.open == "{{" && (name == "cloze" || anki)) {
            std::string_view words = inside.substr(anki ? inside.find("::") + 2 : 5);
            words = trim(words.substr(0, words.find(anki ? "::" : "\\\\")));
            put(words);
            advance(after - at_);
            return true;
        }
        if (name != "highlight" && name != "code") return false;
        const std::string closer =
            rule.open == "{%" ? fmt::format("{{% end{}", name) : fmt::format("{} /{}", rule.open, name);
        const std::size_t end = find_far(closer, after);
        if (end == npos || end - after > 100'000) return false;
        fence(after, end, arguments.substr(0, arguments.find_first_of(" ,")));
        const std::size_t close = text_.find(rule.close, end);
        advance((close == npos ? end : close + rule.close.size()) - at_);
        return true;
    }

    /// Puts what stands between as a fenced block, each line with its number.
    void fence(std::size_t from, std::size_t end, std::string_view language) {
        std::size_t ticks = 3;
        const auto code = std::string_view{text_}.substr(from, end - from);
        while (code.find(std::string(ticks, '`')) != npos && ticks < 40)
            ++ticks;
        const std::string mark(ticks, '`');
        if (!line_before().empty()) put('\n');
        put('\n');
        put(mark);
        put(language);
        put('\n');
        advance(from - at_);
        if (at_ < end && text_[at_] == '\n') advance(1);
        std::string line;
        while (at_ < end) {
            const std::size_t stop = std::min(std::min(text_.find('\n', at_), text_.size()), end);
            put(decode_entities(without_tags(std::string_view{text_}.substr(at_, stop - at_))));
            put('\n');
            advance(std::min(stop + 1, end) - at_);
        }
        put(mark);
        put("\n\n");
    }

    static std::string without_tags(std::string_view line) {
        std::string out;
        while (!line.empty()) {
            const std::size_t open = line.find('<');
            out += line.substr(0, open);
            if (open == npos) break;
            line.remove_prefix(open);
            const std::size_t close = line.find('>');
            const bool tag = line.size() > 1 && (letter(line[1]) || line[1] == '/') && close != npos;
            if (tag) {
                line.remove_prefix(close + 1);
            } else {
                out += '<';
                line.remove_prefix(1);
            }
        }
        return out;
    }

    std::string_view tag_name() const {
        const auto here = rest();
        std::size_t length = 1;
        while (length < here.size() && length < 60 &&
               (word_byte(here[length]) || here[length] == '-' || here[length] == '.'))
            ++length;
        return here.substr(1, length - 1);
    }

    /// Where the tag at the current place ends, quotes and braces heeded; npos when it does not.
    std::size_t tag_end() const {
        int braces = 0;
        char quote = '\0';
        constexpr std::size_t longest_tag = 4000;
        const std::size_t stop = std::min(text_.size(), at_ + longest_tag);
        for (std::size_t i = at_ + 1; i < stop; ++i) {
            const char c = text_[i];
            if (quote != '\0') {
                if (c == quote) quote = '\0';
            } else if (c == '"' || c == '\'' || (c == '`' && braces > 0)) {
                quote = c;
            } else if (c == '{') {
                ++braces;
            } else if (c == '}') {
                --braces;
            } else if (c == '>' && braces <= 0) {
                return i + 1;
            } else if (c == '\n' && i + 1 < stop && text_[i + 1] == '\n' && braces <= 0) {
                return npos;
            }
        }
        return npos;
    }

    bool angle() {
        if (left_out_rule()) return true;
        const auto here = rest();
        if (here.starts_with("<!") && here.size() > 2 && letter(here[2])) {
            const std::size_t close = find_near(">", at_);
            if (close == npos) return false;
            leave_out(close + 1 - at_, {});
            return true;
        }
        if (here.size() > 1 && here[1] == '/') {
            // The end of a component.
            const std::size_t close = find_near(">", at_);
            const bool component = here.size() > 2 && ((here[2] >= 'A' && here[2] <= 'Z') || here[2] == '>');
            if (!component || close == npos || !is_component(here.substr(2))) return false;
            leave_out(close + 1 - at_, {});
            return true;
        }
        const auto name = tag_name();
        if (name.empty()) {
            if (!is_mdx_ || !here.starts_with("<>")) return false;
            leave_out(2, {});
            return true;
        }
        const std::string lower = ascii_lower(name);
        const bool silent =
            std::find(silent_elements.begin(), silent_elements.end(), lower) != silent_elements.end();
        if (silent || lower == "pre") {
            const std::size_t end = tag_end();
            if (end == npos) return false;
            if (text_[end - 2] == '/') {
                leave_out(end - at_, silent ? fmt::format("<{}>", lower) : std::string{});
                return true;
            }
            const std::string closer = fmt::format("</{}", lower);
            const std::size_t close = find_closer(closer, end);
            if (close == npos) {
                leave_out(end - at_, {});
                return true;
            }
            const std::size_t after = std::min(text_.find('>', close), text_.size() - 1) + 1;
            if (silent) {
                leave_out(after - at_, fmt::format("<{}>", lower));
                return true;
            }
            if (!trim(line_before()).empty()) return false;
            fence(end, close, code_language(end));
            advance(after - at_);
            return true;
        }
        if (!is_component(name)) return is_mdx_ && plain_element();
        if (at_ > 0 && word_byte(text_[at_ - 1])) return false;  // Vec<T>
        const std::size_t end = tag_end();
        if (end == npos) return false;
        leave_out(end - at_, {});
        return true;
    }

    /// MDX allows attributes that HTML does not: style={{…}}.
    bool plain_element() {
        const std::size_t end = tag_end();
        if (end == npos) return false;
        const auto tag = std::string_view{text_}.substr(at_, end - at_);
        const std::size_t brace = tag.find('{');
        if (brace == npos || brace > tag.find('>')) return false;
        put('<');
        put(tag_name());
        put('>');
        advance(end - at_);
        return true;
    }

    /// A component of JSX, as its name says: of one in prose, "<Your name>", the words stay.
    bool is_component(std::string_view name) const {
        if (name.empty() || name.front() < 'A' || name.front() > 'Z') return is_mdx_ && name.starts_with('>');
        // <B>, <TABLE>: HTML in capitals.
        const std::size_t length = std::min(name.find_first_of("> /\t\n"), name.size());
        const auto word = name.substr(0, length);
        const bool shouted =
            std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        return !shouted || is_mdx_;
    }

    std::size_t find_closer(std::string_view closer, std::size_t from) {
        std::size_t found = find_far(closer, from);
        if (found == npos) {
            std::string upper{closer};
            for (char& c : upper) {
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
            }
            found = find_far(upper, from);
        }
        return found;
    }

    /// The language of `<pre><code class="language-sh">`.
    std::string_view code_language(std::size_t from) const {
        const auto start = std::string_view{text_}.substr(from, 120);
        const std::size_t at = start.find("language-");
        if (!start.starts_with("<code") || at == npos) return {};
        const auto language = start.substr(at + 9);
        return language.substr(0, language.find_first_of("\" '>"));
    }

    bool brace() {
        const auto here = rest();
        if (here.starts_with("{++") || here.starts_with("{==")) {
            const std::string close = here.starts_with("{++") ? "++}" : "==}";
            const std::size_t end = find_near(close, at_ + 3);
            if (end == npos) return false;
            advance(3);
            while (at_ < end) {
                put(text_[at_]);
                advance(1);
            }
            advance(3);
            return true;
        }
        if (left_out_rule()) return true;
        const std::size_t close = find_near("}", at_);
        if (close == npos) return false;
        const auto inner = here.substr(1, close - at_ - 1);
        const bool after_word = at_ > 0 && text_[at_ - 1] != '\n';
        if (is_attributes(inner) && after_word) {
            advance(close + 1 - at_);
            return true;
        }
        if (is_mdx_ && !inner.empty() && inner.find('\n') == npos) {
            leave_out(close + 1 - at_, "an expression");
            return true;
        }
        return false;
    }

    bool bracket() {
        const auto here = rest();
        if (here.starts_with("[[")) {
            const std::size_t close = find_near("]]", at_ + 2);
            if (close == npos) return false;
            const auto inner = here.substr(2, close - at_ - 2);
            if (inner.empty() || inner.size() > 500 || inner.find('\n') != npos || inner.find("[[") != npos)
                return false;
            // Within a table the bar is escaped.
            const std::size_t bar = inner.find('|');
            std::string words{bar == npos ? link_words(inner) : std::string{trim(inner.substr(bar + 1))}};
            if (words.empty()) words = link_words(inner.substr(0, bar));
            // "[[target]](url)" stays a link.
            put(literal(words));
            advance(close + 2 - at_);
            return true;
        }
        if (here.starts_with("[^")) {
            const std::size_t close = find_near("]", at_ + 2);
            if (close == npos || close == at_ + 2 || close - at_ > 60) return false;
            if (here.substr(0, close - at_).find_first_of(" \n") != npos) return false;
            advance(close + 1 - at_);
            return true;
        }
        const std::size_t close = find_near("]", at_);
        if (close != npos && broken_link(close)) return true;
        if (close != npos && close - at_ < 300 && is_inline_property(here.substr(1, close - at_ - 1)) &&
            here.substr(0, close - at_).find('\n') == npos) {
            leave_out(close + 1 - at_, "properties");
            return true;
        }
        return false;
    }

    /// "[words](my picture.png)": to Markdown a target with a space is none, to note apps it is.
    bool spaced_target() {
        const auto here = rest();
        if (!here.starts_with("](")) return false;
        const auto line = here.substr(2, std::min(here.find('\n'), here.size()) - 2);
        const auto target = trim(line.substr(0, line.find(')')));
        const bool spaced = line.find(')') != npos && target.find(' ') != npos && target.size() < 1000 &&
                            target.find_first_of("\"'<>(") == npos;
        if (!spaced) return false;
        put(fmt::format("](<{}>)", target));
        advance(2 + line.find(')') + 1);
        return true;
    }

    /// "[words](https://…" without its end is no link to Markdown, but is to its writer.
    bool broken_link(std::size_t close) {
        const auto after = std::string_view{text_}.substr(close);
        if (!after.starts_with("](http")) return false;
        const auto line = after.substr(2, std::min(after.find('\n'), after.size()) - 2);
        if (line.find(')') != npos) return false;
        put(literal(std::string_view{text_}.substr(at_ + 1, close - at_ - 1)));
        advance(close + 2 + std::min(line.find_first_of(" \t"), line.size()) - at_);
        return true;
    }

    bool embed() {
        const std::size_t close = find_near("]]", at_ + 3);
        if (close == npos) return false;
        const auto inner = rest().substr(3, close - at_ - 3);
        const std::size_t bar = inner.find('|');
        const std::string target{trim(inner.substr(0, bar))};
        const std::string lower = ascii_lower(target);
        const bool image = std::any_of(image_endings.begin(), image_endings.end(),
                                       [&](std::string_view ending) { return lower.ends_with(ending); });
        if (!image) {
            leave_out(close + 2 - at_, fmt::format("what is embedded from {}", shortened(target, 80)));
            return true;
        }
        std::string alt{bar == npos ? std::string_view{} : trim(inner.substr(bar + 1))};
        if (alt.find_first_not_of("0123456789x|") == std::string::npos) alt.clear();
        put(fmt::format("![{}](<{}>)", literal(alt), target));
        advance(close + 2 - at_);
        return true;
    }

    bool parenthesis() {
        const auto here = rest();
        if (here.starts_with("((")) {
            const std::size_t close = here.substr(0, 60).find("))");
            if (close == npos || !is_uuid_like(here.substr(2, close - 2))) return false;
            leave_out(close + 2, "a reference to a block");
            return true;
        }
        const std::size_t close = here.substr(0, 300).find(')');
        if (close == npos || !is_inline_property(here.substr(1, close - 1)) ||
            here.substr(0, close).find('\n') != npos)
            return false;
        leave_out(close + 1, "properties");
        return true;
    }

    bool caret() {
        const auto here = rest();
        if (here.starts_with("^[")) {
            int depth = 0;
            const std::size_t end = block_end();
            for (std::size_t i = at_ + 1; i < end; ++i) {
                if (text_[i] == '[') ++depth;
                if (text_[i] == ']' && --depth == 0) {
                    // An aside of the writer's.
                    if (!line_before().ends_with(' ')) put(' ');
                    put('(');
                    advance(2);
                    while (at_ < i) {
                        put(text_[at_]);
                        advance(1);
                    }
                    put(')');
                    advance(1);
                    return true;
                }
            }
            return false;
        }
        if (here.starts_with("^^")) return highlight("^^");  // Roam's
        if (at_ == 0 || text_[at_ - 1] != ' ') return false;
        std::size_t length = 1;
        while (length < here.size() &&
               (letter(here[length]) || is_digit(here[length]) || here[length] == '-'))
            ++length;
        if (length < 3 || (length < here.size() && here[length] != '\n')) return false;
        advance(length);
        return true;
    }

    bool highlight(std::string_view mark) {
        const auto here = rest();
        if (!here.starts_with(mark) || here.size() < 4 || here[2] == mark[0] || here[2] == ' ' ||
            here[2] == '\n')
            return false;
        // Scripts that write no spaces have words on both sides.
        const auto latin = [](char c) { return letter(c) || is_digit(c); };
        if ((at_ > 0 && latin(text_[at_ - 1])) || (at_ > 0 && text_[at_ - 1] == mark[0])) return false;
        const std::size_t close = find_near(mark, at_ + 2);
        constexpr std::size_t longest = 1000;
        if (close == npos || close == at_ + 2 || close - at_ > longest || text_[close - 1] == ' ')
            return false;
        if (close + 2 < text_.size() && latin(text_[close + 2])) return false;
        // The mark at the end is met as an opening one unless it goes now.
        advance(2);
        while (at_ < close) {
            if (!rule()) {
                put(text_[at_]);
                advance(1);
            }
        }
        if (at_ == close) advance(2);
        return true;
    }

    bool formula() {
        const auto here = rest();
        const bool display = here.starts_with("$$");
        const std::string_view mark = display ? "$$"sv : "$"sv;
        const std::size_t close = find_near(mark, at_ + mark.size());
        if (close == npos) {
            put(mark);
            advance(mark.size());
            return true;
        }
        const auto inner = here.substr(mark.size(), close - at_ - mark.size());
        const bool digit_after = close + 1 < text_.size() && is_digit(text_[close + 1]);
        if (display ? trim(inner).empty() || inner.find('`') != npos : digit_after || !is_formula(inner)) {
            put(mark);
            advance(mark.size());
            return true;
        }
        put('`');
        put(kFormula);
        const std::size_t end = close + mark.size();
        while (at_ < end) {
            put(text_[at_]);
            advance(1);
        }
        put('`');
        return true;
    }

    Reading& reading_;
    std::string text_;
    std::vector<std::size_t> starts_;
    std::vector<int> numbers_;
    std::vector<bool> verbatim_;
    bool is_mdx_ = false;
    std::size_t at_ = 0;
    std::size_t line_ = 0;
    std::size_t block_begin_ = 0;
    std::size_t block_end_ = 0;
    std::set<std::string, std::less<>> missing_;
    std::string out_;
    std::vector<int> out_lines_;
};

}  // namespace

NoteText note_inlines(const std::vector<NoteLine>& lines, Reading& reading) {
    return NoteInlines{lines, reading}.read();
}

}  // namespace pacelane::context::detail
