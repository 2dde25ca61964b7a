#include "detail/document_date.h"

#include <algorithm>
#include <charconv>
#include <pacelane/base/text.h>
#include <pacelane/language/detail/utf8.h>
#include <pacelane/language/language_pack.h>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A date of a year in which someone may have written the file.
std::optional<Date> valid(int year, int month, int day) {
    if (year < 1970 || year > 2199) return std::nullopt;
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

struct Token {
    std::string_view text;
    std::string_view gap;  // what stands between it and the token before
    bool number = false;
    int value = 0;
};

/// Numbers and words, with what stands between them.
std::vector<Token> tokens_of(std::string_view line) {
    std::vector<Token> tokens;
    std::size_t end_of_last = 0;
    for (std::size_t i = 0; i < line.size();) {
        if (!is_digit(line[i]) && !is_letter(line[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        const bool number = is_digit(line[i]);
        while (i < line.size() && (number ? is_digit(line[i]) : is_letter(line[i])))
            ++i;
        Token token{line.substr(begin, i - begin), line.substr(end_of_last, begin - end_of_last), number, -1};
        if (number && token.text.size() <= 8)
            std::from_chars(token.text.data(), token.text.data() + token.text.size(), token.value);
        tokens.push_back(token);
        end_of_last = i;
    }
    return tokens;
}

int month_of(std::string_view word) {
    const auto month = language::any_language().months.value_of(language::key_of(word));
    if (month) return static_cast<int>(*month);
    return 0;
}

bool is_year(const Token& token) {
    return token.number && token.text.size() == 4;
}
bool is_short_number(const Token& token) {
    return token.number && token.text.size() <= 2;
}

std::optional<Date> numeric(const Token& a, const Token& b, const Token& c,
                            std::optional<language::Language> language) {
    const auto separates = [](std::string_view gap) {
        return gap == "-" || gap == "/" || gap == "." || gap == "_";
    };
    if (!separates(b.gap) || c.gap != b.gap) return std::nullopt;
    if (is_year(a) && is_short_number(b) && is_short_number(c)) return valid(a.value, b.value, c.value);
    if (!is_short_number(a) || !is_short_number(b) || !is_year(c)) return std::nullopt;
    if (a.value > 12 || a.value == b.value) return valid(c.value, b.value, a.value);
    if (b.value > 12) return valid(c.value, a.value, b.value);
    // "5/6/2026" is two days; dots are only written where the day comes first.
    if ((language && language->pack().day_first) || b.gap == ".") return valid(c.value, b.value, a.value);
    return std::nullopt;
}

/// "17th of November", "17 de novembro", "no dia 17": the little words are no part of a date.
bool is_filler(std::string_view word) {
    return language::any_language().date_fillers.has(language::key_of(word));
}

bool is_weekday(std::string_view word) {
    return language::any_language().weekdays.has(language::key_of(word));
}

/// "\\xE9", as a byte of a name that is not UTF-8 is written: its value, or 0.
int written_byte(std::string_view text) {
    unsigned value = 0;
    if (text.size() < 4 || !text.starts_with("\\x")) return 0;
    const auto [end, failure] = std::from_chars(text.data() + 2, text.data() + 4, value, 16);
    return failure == std::errc{} && end == text.data() + 4 && value >= 0x80 ? static_cast<int>(value) : 0;
}

/// The name with such bytes as the letters that they are in Latin-1.
std::string with_letters(std::string_view name) {
    std::string letters;
    while (!name.empty()) {
        const int byte = written_byte(name);
        if (byte == 0) {
            letters += name.front();
            name.remove_prefix(1);
            continue;
        }
        if (byte >= 0xC0) language::append_utf8(letters, static_cast<char32_t>(byte));
        name.remove_prefix(4);
    }
    return letters;
}

std::string_view file_stem(std::string_view path) {
    auto slash = path.find_last_of("/\\");
    while (slash != std::string_view::npos && slash > 0 && written_byte(path.substr(slash)) > 0)
        slash = path.find_last_of("/\\", slash - 1);
    if (slash != std::string_view::npos && written_byte(path.substr(slash)) == 0)
        path.remove_prefix(slash + 1);
    if (const std::size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0)
        path = path.substr(0, dot);
    return path;
}

std::optional<std::pair<Date, std::string_view>> date_token_in_name(std::string_view stem) {
    const auto tokens = tokens_of(stem);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto& token = tokens[i];
        if (token.number && token.text.size() == 8) {
            if (auto date = valid(token.value / 10000, token.value / 100 % 100, token.value % 100))
                return std::pair{*date, token.text};
        }
        if (i + 2 < tokens.size()) {
            if (auto date = numeric(token, tokens[i + 1], tokens[i + 2], std::nullopt)) {
                const char* end = tokens[i + 2].text.data() + tokens[i + 2].text.size();
                return std::pair{*date, std::string_view{token.text.data(),
                                                         static_cast<std::size_t>(end - token.text.data())}};
            }
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Date> find_date(std::string_view line, std::optional<language::Language> language) {
    std::vector<Token> tokens;
    for (auto& token : tokens_of(line)) {
        if (!token.number && is_filler(token.text)) continue;
        tokens.push_back(token);
    }
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        const auto& a = tokens[i];
        const auto& b = tokens[i + 1];
        const auto& c = tokens[i + 2];
        if (a.number && b.number && c.number) {
            if (auto date = numeric(a, b, c, language)) return date;
        } else if (is_short_number(a) && !b.number && is_year(c)) {
            if (const int month = month_of(b.text); month != 0) {
                if (auto date = valid(c.value, month, a.value)) return date;
            }
        } else if (!a.number && is_short_number(b) && is_year(c)) {
            if (const int month = month_of(a.text); month != 0) {
                if (auto date = valid(c.value, month, b.value)) return date;
            }
        }
    }
    return std::nullopt;
}

std::optional<Date> date_alone(std::string_view line) {
    if (line.size() > 60) return std::nullopt;
    const auto tokens = tokens_of(line);
    for (const auto& token : tokens) {
        if (!token.number && month_of(token.text) == 0 && !is_filler(token.text) && !is_weekday(token.text))
            return std::nullopt;
    }
    return tokens.size() > 8 ? std::nullopt : find_date(line, std::nullopt);
}

std::optional<Date> date_in_name(std::string_view path) {
    const auto found = date_token_in_name(file_stem(path));
    return found ? std::optional{found->first} : std::nullopt;
}

std::optional<Date> date_in_first_lines(std::string_view text, std::optional<language::Language> language) {
    constexpr int first_lines = 8;
    constexpr std::size_t prose = 100;  // a longer line tells a story, and its date belongs to that
    int seen = 0;
    while (!text.empty() && seen < first_lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        ++seen;
        if (line.size() > prose) continue;
        // A task's date is when it is due or was done.
        if (line.starts_with("- [") || line.starts_with("* [") || line.starts_with("☐")) continue;
        if (auto date = find_date(line, language)) return date;
    }
    return std::nullopt;
}

std::string title_from_name(std::string_view path) {
    const std::string_view stem = file_stem(path);
    std::string title{stem};
    if (const auto found = date_token_in_name(stem)) {
        const auto offset = static_cast<std::size_t>(found->second.data() - stem.data());
        title.replace(offset, found->second.size(), " ");
    }
    std::string readable;
    for (const char c : title) {
        const bool space = c == '-' || c == '_' || c == ' ' || c == '.' || c == '+';
        if (space && (readable.empty() || readable.back() == ' ')) continue;
        readable += space ? ' ' : c;
    }
    const auto trimmed = trim(readable);
    // "2026-11-03T09_02_11" has no word beside the date.
    std::size_t letters = 0, most = 0;
    for (const char c : trimmed) {
        letters = is_digit(c) || c == ' ' ? 0 : letters + 1;
        most = std::max(most, letters);
    }
    return most < 2 ? std::string{stem} : language::capitalize(with_letters(trimmed));
}

}  // namespace pacelane::context::detail
