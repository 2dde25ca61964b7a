// Anki's cards, as it writes them to a text file.
#include "detail/encoding.h"
#include "detail/html_tags.h"
#include "detail/task_files.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

/// "#separator:tab", "#tags column:3": what the file says of itself before its cards.
bool is_card_header(std::string_view line) {
    constexpr std::array names{"#separator:"sv, "#html:"sv,    "#tags column:"sv, "#notetype"sv,  "#deck"sv,
                               "#columns:"sv,   "#guid col"sv, "#tags:"sv,        "#if matches"sv};
    return std::any_of(names.begin(), names.end(), [&](auto name) { return line.starts_with(name); });
}

char separator_of(std::string_view name) {
    const std::string low = ascii_lower(trim(name));
    if (low == "comma") return ',';
    if (low == "semicolon") return ';';
    if (low == "pipe") return '|';
    if (low == "colon") return ':';
    if (low == "space") return ' ';
    return low.size() == 1 ? low.front() : '\t';
}

/// Fields in quotation marks may hold the separator and line ends, as in any such table.
class CardFields {
public:
    CardFields(std::string_view text, char separator) : text_(text), separator_(separator) {}

    /// The fields of the next card; nothing at the end.
    std::vector<std::string> next(int& line) {
        std::vector<std::string> fields;
        if (at_ >= text_.size()) return fields;
        fields.emplace_back();
        bool quoted = false;
        bool begins = true;
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\n') ++line;
            if (quoted) {
                if (c != '"') {
                    fields.back() += c;
                } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                    fields.back() += text_[++at_];
                } else {
                    quoted = false;
                }
                continue;
            }
            if (c == '\n') {
                ++at_;
                break;
            }
            if (c == '"' && begins) {
                quoted = true;
            } else if (c == separator_) {
                fields.emplace_back();
                begins = true;
                continue;
            } else {
                fields.back() += c;
            }
            begins = false;
        }
        return fields;
    }

private:
    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
};

/// Without tags and what programs put into braces and brackets: "{{c1::answer::hint}}", "[sound:x.mp3]".
std::string words_of_field(std::string_view field) {
    std::string words;
    while (!field.empty()) {
        if (field.starts_with("{{c")) {
            const auto colons = field.find("::");
            const auto close = field.find("}}");
            if (close != std::string_view::npos && colons < close) {
                const auto answer = field.substr(colons + 2, close - colons - 2);
                words += answer.substr(0, answer.find("::"));
                field.remove_prefix(close + 2);
                continue;
            }
        }
        if (field.starts_with("[sound:") && field.find(']') != std::string_view::npos) {
            field.remove_prefix(field.find(']') + 1);
            continue;
        }
        if (field.front() == '<') {
            const auto close = field.find('>');
            auto rest = field.substr(0, close == std::string_view::npos ? 0 : close + 1);
            if (HtmlTag tag; !rest.empty() && next_html_tag(rest, tag) && tag.role != HtmlRole::unknown) {
                if (tag.role != HtmlRole::inline_text && tag.role != HtmlRole::strong &&
                    tag.role != HtmlRole::emphasis)
                    words += ' ';
                field.remove_prefix(close + 1);
                continue;
            }
        }
        words += field.front() == '\n' ? ' ' : field.front();
        field.remove_prefix(1);
    }
    return decode_entities(words);
}

}  // namespace

bool looks_like_cards(const FileBody& source) {
    const auto first = trim(source.text.substr(0, source.text.find('\n')));
    if (is_card_header(first)) return true;
    // Without a head, as older versions write it: tags of HTML in a table of tabs.
    constexpr std::size_t fewest = 2;
    constexpr std::size_t enough = 200;  // lines
    const bool marked = source.text.find("<br>") != std::string_view::npos ||
                        source.text.find("<div>") != std::string_view::npos ||
                        source.text.find("<b>") != std::string_view::npos ||
                        source.text.find("[sound:") != std::string_view::npos ||
                        source.text.find("{{c1::") != std::string_view::npos;
    if (!marked || first.find('\t') == std::string_view::npos) return false;
    const auto tabs = std::count(first.begin(), first.end(), '\t');
    std::size_t lines = 0;
    std::size_t same = 0;
    for (const auto& [line, number] : lines_of(source)) {
        if (trim(line).empty()) continue;
        if (++lines > enough) break;
        same += std::count(line.begin(), line.end(), '\t') == tabs ? 1 : 0;
    }
    return lines >= fewest && same * 100 >= lines * 90;
}

Reading read_cards(const FileBody& source) {
    Reading reading;
    std::string_view rest = source.text;
    int line = source.first_line;
    char separator = '\t';
    std::size_t tags = 0;  // its column, from 1
    std::vector<std::size_t> others;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const auto header = trim(rest.substr(0, end));
        if (!is_card_header(header)) break;
        const auto colon = std::min(header.find(':'), header.size() - 1);
        const auto value = trim(header.substr(colon + 1));
        const auto column = [&] {
            return value.size() == 1 && is_digit(value.front())
                       ? static_cast<std::size_t>(value.front() - '0')
                       : 0U;
        };
        if (header.starts_with("#separator:")) separator = separator_of(value);
        if (header.starts_with("#tags column:")) tags = column();
        for (const auto name : {"#guid column:"sv, "#notetype column:"sv, "#deck column:"sv})
            if (header.starts_with(name)) others.push_back(column());
        rest.remove_prefix(std::min(end + 1, rest.size()));
        ++line;
    }
    if (line > source.first_line)
        reading.omit(source.first_line, line - 1, "what a program tells of its cards");
    CardFields cards{rest, separator};
    for (int number = line; !reading.cut_short; number = line) {
        const auto fields = cards.next(line);
        if (fields.empty()) break;
        Piece piece;
        piece.passage.kind = PassageKind::table_row;
        std::string row;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto words = words_of_field(fields[i]);
            if (i + 1 == tags) {
                for (const auto tag : split(words, ' '))
                    if (!tag.empty()) reading.add_tag(tag);
                continue;
            }
            if (trim(words).empty() || std::find(others.begin(), others.end(), i + 1) != others.end())
                continue;
            if (!row.empty()) row += " | ";
            row += trim(words);
        }
        if (row.empty()) continue;
        piece.words.append(row, number);
        reading.add(std::move(piece));
    }
    return reading;
}

}  // namespace pacelane::context::detail
