#include "mail_lines.h"

#include "data_limits.h"
#include "mail_marks.h"

#include <algorithm>
#include <pacelane/context/detail/quoted_marks.h>
#include <set>

namespace pacelane::formats {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// How deep the line is quoted, and takes the marks off: "> > text", ">> text", ">text".
std::size_t take_quote_marks(std::string_view& line) {
    constexpr std::size_t deepest = 50;
    std::size_t depth = 0;
    while (line.starts_with('>') && depth < deepest) {
        ++depth;
        line.remove_prefix(1);
        // Programs differ in the space between two marks; that before the text is the text's.
        if (line.starts_with(" >")) line.remove_prefix(1);
    }
    if (depth > 0 && line.starts_with(' ')) line.remove_prefix(1);
    return depth;
}

/// Emacs puts the writer's initials before each line that it quotes: "AS> text". Prompts, "mysql> ", are
/// small.
std::string_view initials(std::string_view line) {
    constexpr std::size_t longest = 10;
    line = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    std::size_t size = 0;
    while (size < line.size() && (is_upper(line[size]) || is_lower(line[size])))
        ++size;
    const bool mark = size < line.size() && line[size] == '>';
    const bool spaced = size + 1 >= line.size() || line[size + 1] == ' ' || line[size + 1] == '>';
    return size >= 2 && size <= longest && is_upper(line.front()) && mark && spaced ? line.substr(0, size)
                                                                                    : std::string_view{};
}

/// Those that stand before more than one line.
std::set<std::string_view> quoting_initials(std::string_view text) {
    std::set<std::string_view> once, often;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const auto name = initials(text.substr(0, end));
        if (!name.empty() && !once.insert(name).second) often.insert(name);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return often;
}

/// ">>>>> "AS" == Ana Souza <ana@…> writes:" of such a program quotes nothing itself.
std::string_view without_key(std::string_view line) {
    constexpr std::size_t longest = 30;
    const std::size_t key = line.find('"');
    if (!line.starts_with(">>") || key > longest) return {};
    const std::size_t mark = line.substr(0, key + longest).find("\" == ");
    return mark == std::string_view::npos ? std::string_view{} : line.substr(mark + 5);
}

/// A program that broke a quoted line left its end without a mark: "> … is not a thing that" / "we need.".
bool is_end_of_quotation(const MailLine& before, std::string_view line) {
    constexpr std::size_t broken = 60;  // a line that is shorter was not broken
    return before.quote > 0 && before.text.size() >= broken && !line.empty() && is_lower(line.front()) &&
           std::string_view(".!?:;").find(before.text.back()) == std::string_view::npos;
}

/// "<ana@example.org" / ">:": the bracket is no mark of a quotation.
bool closes_address(std::string_view before, std::string_view line) {
    constexpr std::size_t longest = 30;
    const std::size_t open = before.rfind('<');
    return line.starts_with('>') && line.size() <= longest && trim(line).ends_with(':') &&
           open != std::string_view::npos && before.find('>', open) == std::string_view::npos &&
           before.find('@', open) != std::string_view::npos;
}

}  // namespace

std::vector<MailLine> mail_lines(std::string_view text, const std::vector<int>& lines, bool flowed,
                                 bool joins_words) {
    const auto known = quoting_initials(text);
    std::vector<MailLine> all;
    bool open = false;  // the line before goes on here
    std::size_t number = 0;
    while (!text.empty() && all.size() < kDataLimits.mail_lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, std::min(end, kDataLimits.mail_line_bytes));
        text.remove_prefix(std::min(end + 1, text.size()));
        const int at = lines.empty() ? 1 : lines[std::min(number, lines.size() - 1)];
        ++number;
        if (const auto name = initials(line); known.contains(name)) line = line.substr(line.find('>'));
        if (const auto attribution = without_key(line); !attribution.empty()) line = attribution;
        if (!all.empty() && closes_address(all.back().text, line)) {
            all.back().text += line;
            open = false;
            continue;
        }
        std::size_t quote = take_quote_marks(line);
        if (quote == 0 && !flowed && !all.empty() && is_end_of_quotation(all.back(), line))
            quote = all.back().quote;
        if (flowed && quote == 0 && line.starts_with(' ')) line.remove_prefix(1);
        const bool delimiter = line == "-- ";
        // Programs that break lines by themselves end the heads of messages in a space as well.
        const bool goes_on =
            flowed && line.ends_with(' ') && !delimiter && !context::detail::is_forward_mark(line);
        if (open && !delimiter && all.back().quote == quote && !is_head_field(line)) {
            auto& before = all.back().text;
            if (joins_words && before.ends_with(' ')) before.pop_back();
            if (before.size() + line.size() <= kDataLimits.mail_line_bytes) before += line;
        } else {
            all.push_back({std::string(line), at, quote});
        }
        open = goes_on;
    }
    return all;
}

}  // namespace pacelane::formats
