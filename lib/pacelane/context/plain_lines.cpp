#include "detail/plain_lines.h"

#include "detail/front_matter_fields.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool opens_lower(std::string_view text) {
    return !text.empty() && ((text.front() >= 'a' && text.front() <= 'z') ||
                             (static_cast<unsigned char>(text.front()) >= 0x80 &&
                              language::fold(text.substr(0, 2)) == text.substr(0, 2)));
}

std::string_view word_at_start(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && (is_letter(text[end]) || text[end] == '-'))
        ++end;
    return text.substr(0, end);
}

/// The letters before a hyphen at the text's end; none where it is a dash, or part of a word with others.
std::string_view parted_head(std::string_view text) {
    if (!text.ends_with('-')) return {};
    text.remove_suffix(1);
    std::size_t begin = text.size();
    while (begin > 0 && is_letter(text[begin - 1]))
        --begin;
    const auto head = text.substr(begin);
    const bool more = begin > 0 && (text[begin - 1] == '-' || is_digit(text[begin - 1]));
    return head.size() < 2 || more ? std::string_view{} : head;
}

/// The letter of "a) ", "(a) "; '\0' for other lines.
char letter_of(std::string_view line, std::size_t& size) {
    line = trim(line);
    const bool open = line.starts_with('(');
    if (open) line.remove_prefix(1);
    if (line.size() < 4 || line[1] != ')' || line[2] != ' ') return '\0';
    const char letter = line.front();
    size = open ? 4 : 3;
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ? letter : '\0';
}

}  // namespace

PartedWords::PartedWords(const std::vector<Line>& lines) {
    constexpr std::size_t most = 100'000;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string_view rest = lines[i].text;
        if (i + 1 < lines.size() && !parted_head(rest).empty() && opens_lower(trim(lines[i + 1].text)))
            ++parted_;
        while (!rest.empty() && words_.size() < most) {
            const auto word = word_at_start(rest);
            if (word.size() > 3 && word.size() < rest.size()) words_.insert(ascii_lower(word));
            rest.remove_prefix(std::max<std::size_t>(1, word.size()));
        }
    }
    if (parted_ == 0) words_.clear();
}

void PartedWords::add_line(PassageText& words, const Line& line) const {
    const std::string_view text = trim(line.text);
    const std::string head{parted_head(words.text())};
    if (head.empty() || !opens_lower(text)) {
        words.space();
        return words.append(text, line.number);
    }
    const auto tail = word_at_start(text);
    const bool known_whole = words_.contains(ascii_lower(head + std::string(tail)));
    const bool known_parted = words_.contains(ascii_lower(head + "-" + std::string(tail)));
    if (known_whole || (!known_parted && parted_ > 1)) words.erase(words.text().size() - 1, 1);
    words.append(text, line.number);
}

bool is_page_number(std::string_view line) {
    constexpr std::size_t longest = 24;
    line = trim(line);
    if (line.empty() || line.size() > longest) return false;
    const bool dashes =
        line.size() > 4 && line.starts_with("- ") && line.ends_with(" -") &&
        line.substr(2, line.size() - 4).find_first_not_of("0123456789") == std::string_view::npos;
    if (dashes) return true;
    const auto words = split(line, ' ');
    const auto is_number = [](std::string_view word) {
        return !word.empty() && word.find_first_not_of("0123456789/") == std::string_view::npos;
    };
    if (words.size() != 2 && words.size() != 4) return false;
    return language::any_language().page_marks.contains(language::fold(words[0], true)) &&
           is_number(words[1]) && (words.size() == 2 || is_number(words[3]));
}

std::size_t lettered_mark(const std::vector<Line>& lines, std::size_t at) {
    constexpr std::size_t near = 6;  // lines that an item goes on
    std::size_t size = 0, ignored = 0;
    const char letter = letter_of(lines[at].text, size);
    if (letter == '\0') return 0;
    const bool first = letter == 'a' || letter == 'A';
    for (std::size_t i = at + 1; first && i < std::min(lines.size(), at + near); ++i)
        if (letter_of(lines[i].text, ignored) == letter + 1) return size;
    for (std::size_t i = at; !first && i-- > (at < near ? 0 : at - near);)
        if (letter_of(lines[i].text, ignored) == letter - 1) return size;
    return 0;
}

std::size_t tags_at_end(const std::vector<Line>& lines, Reading& reading) {
    std::size_t end = lines.size();
    while (end > 0 && trim(lines[end - 1].text).empty())
        --end;
    if (end < 3 || trim(lines[end - 2].text) != "Tags:" || !trim(lines[end - 3].text).empty()) return 0;
    const auto tags = lines[end - 1].text;
    if (!tags.starts_with("  ") || trim(tags).ends_with('.')) return 0;
    for (const auto tag : split(tags, ','))
        reading.add_tag(trim(tag));
    reading.omit(lines[end - 2].number, lines[end - 1].number, "tags");
    return lines.size() - (end - 2);
}

}  // namespace pacelane::context::detail
