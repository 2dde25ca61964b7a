#include "detail/wordings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::sources::detail {

namespace {

std::size_t count_of(std::string_view text, std::string_view mark) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string_view::npos; at += mark.size())
        ++n;
    return n;
}

/// "a) the first", ":-)": closes nothing.
bool is_lone_bracket(std::string_view before) {
    const auto begin = before.find_last_of(" \n");
    const auto mark = begin == std::string_view::npos ? before : before.substr(begin + 1);
    if (mark.empty() || mark.size() > 2) return false;
    return mark[0] == ':' || mark[0] == ';' || std::all_of(mark.begin(), mark.end(), [](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) != 0;
           });
}

bool brackets_close(std::string_view text) {
    int open = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(')
            ++open;
        else if (text[i] == ')' && open > 0)
            --open;
        else if (text[i] == ')' && !is_lone_bracket(text.substr(0, i)))
            return false;
    }
    return open == 0;
}

bool is_balanced(std::string_view text) {
    return brackets_close(text) && count_of(text, "[") == count_of(text, "]") &&
           count_of(text, "\"") % 2 == 0 && count_of(text, "`") % 2 == 0 &&
           count_of(text, "“") == count_of(text, "”") && count_of(text, "«") == count_of(text, "»");
}

bool is_blank_word(std::string_view part, Language language) {
    const auto& blanks = language.pack().blank_words;
    const auto words = language::words_of(part);
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return blanks.contains(word.key); });
}

/// "[Company]", "<your name>", "position_name", "____": how many places a text has that somebody is to fill
/// in.
std::size_t blanks_in(std::string_view text, Language language) {
    constexpr std::size_t kLongest = 30;  // bytes
    std::size_t found = 0;
    for (const auto& [open, close] : {std::pair<char, char>{'[', ']'}, {'<', '>'}, {'{', '}'}})
        for (auto at = text.find(open); at != std::string_view::npos; at = text.find(open, at + 1)) {
            const auto end = text.find(close, at);
            if (end == std::string_view::npos || end - at > kLongest) continue;
            if (is_blank_word(text.substr(at + 1, end - at - 1), language)) ++found;
        }
    for (auto at = text.find('_'); at != std::string_view::npos; at = text.find('_', at)) {
        const auto begin = text.find_last_of(" \n([{<,.", at);
        const auto first = begin == std::string_view::npos ? 0 : begin + 1;
        const auto end = std::min(text.find_first_of(" \n)]}>,.!?", at), text.size());
        std::string word(text.substr(first, end - first));
        const bool line = word.find_first_not_of('_') == std::string::npos;
        std::replace(word.begin(), word.end(), '_', ' ');
        const bool bare =
            first == 0 || std::string_view("[<{").find(text[first - 1]) == std::string_view::npos;
        if ((line && word.size() > 2) || (!line && bare && is_blank_word(word, language))) ++found;
        at = end;
    }
    return found;
}

/// A bracket that was forgotten in a paragraph that is whole otherwise is a slip, and easily mended. What
/// opens with a quotation mark that nothing closes goes on being somebody else's.
bool is_slip(std::string_view text, const Words& words) {
    constexpr std::size_t kLeast = 20;  // words
    text = trim(text);
    return words.size() >= kLeast && std::string_view(".:!?").find(text.back()) != std::string_view::npos &&
           text.front() != '"' && !text.starts_with("“") && !text.starts_with("«");
}

/// The text without what its markup has as code: brackets and marks of that are part of a language.
std::string without_code(std::string_view text, std::string_view markup) {
    std::string out(text);
    std::size_t from = 0;
    for (std::size_t at = markup.find('`'); at != std::string_view::npos; at = markup.find('`', at)) {
        const auto begin = std::min(markup.find_first_not_of('`', at), markup.size());
        const auto fence = markup.substr(at, begin - at);
        const auto end = markup.find(fence, begin);
        if (end == std::string_view::npos) break;
        const auto code = out.find(trim(markup.substr(begin, end - begin)), from);
        if (code != std::string::npos) {
            out.erase(code, trim(markup.substr(begin, end - begin)).size());
            from = code;
        }
        at = end + fence.size();
    }
    return out;
}

}  // namespace

bool talks_to_room(const Words& words, Language language) {
    return language.pack().room_talk.in(words);
}

bool moves_talk(const Words& words, Language language) {
    return language.pack().talk_moves.in(words);
}

bool opens_as_reply(const Words& words, std::string_view text, Language language) {
    if (!language.pack().reply_openings.starts(words)) return false;
    const auto next = text.substr(words.front().end, 1);
    return next == "," || next == "." || next == "!";
}

bool leans_back(std::string_view text, const Words& words, Language language) {
    const auto& pack = language.pack();
    // "This year we …", "O segundo semestre …", "El 3 de mayo …" stand alone.
    return pack.leaning_openings.open(text, words) && !pack.complete_openings.starts(words);
}

bool leads_in(std::string_view text, Language language) {
    text = trim(text);
    if (text.ends_with(':')) return true;
    constexpr std::size_t kLongest = 24;  // bytes, of such an ending
    const auto& endings = language.pack().lead_in_endings;
    auto from = text.size() - std::min(text.size(), kLongest);
    while (from > 0 && from < text.size() && text[from] != ' ')
        ++from;
    const auto words = language::words_of(text.substr(from));
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto count = endings.at(words, i); count > 0 && i + count == words.size()) return true;
    return false;
}

Pointers pointers_of(std::string_view text, const Words& words, Language language) {
    const auto& pack = language.pack();
    // "the example above.", not "above 100" or "below the surface"
    const auto ends_clause = [&](const language::PhraseList& list) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto count = list.at(words, i);
            if (count == 0 || (i == 0 && count == words.size())) continue;
            const auto rest = text.substr(words[i + count - 1].end);
            if (rest.empty() || std::string_view(".,;:!?)").find(rest.front()) != std::string_view::npos)
                return true;
        }
        return false;
    };
    Pointers pointers;
    pointers.back = pack.back_words.in(words) || ends_clause(pack.above_words);
    pointers.on = ends_clause(pack.below_words);
    pointers.picture = pack.picture_words.in(words);
    pointers.elsewhere = pack.elsewhere_words.in(words);
    pointers.any = pointers.back || pointers.on || pointers.picture || pointers.elsewhere ||
                   pack.pointing_words.in(words);
    return pointers;
}

bool is_working_note(std::string_view written, std::string_view markup, const Words& words,
                     Language language) {
    static constexpr std::array<std::string_view, 10> marks{"~~", "??",  "[[",  "]]",   "{{",
                                                            "}}", "[ ]", "[x]", "TODO", "FIXME"};
    const auto text = without_code(written, markup);
    for (const auto mark : marks)
        if (text.find(mark) != std::string::npos) return true;
    // "Hey [name], I saw your post at [company]": a letter for anybody. Code has such places, too.
    constexpr std::size_t kLetter = 2;
    const auto& pack = language.pack();
    if (blanks_in(text, language) >= kLetter && pack.first_persons.in(words) && pack.second_persons.in(words))
        return true;
    return pack.unfinished_marks.in(words) || (!is_balanced(text) && !is_slip(written, words));
}

int days_true(const Words& words, Language language) {
    const auto& list = language.pack().days_true;
    int least = -1;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (const auto found = list.match(words, i)) {
            const int days = static_cast<int>(list.value(*found));
            least = least < 0 ? days : std::min(least, days);
        }
    return least;
}

bool is_aside_heading(std::string_view heading) {
    const auto words = language::words_of(heading);
    if (words.empty()) return false;
    // "References", "References:", "2. References", but not "References that changed my mind".
    std::size_t first = 0;
    while (first < words.size() && std::isdigit(static_cast<unsigned char>(words[first].key.front())) != 0)
        ++first;
    return first < words.size() && words.size() - first <= 3 &&
           language::any_language().aside_headings.at(words, first) > 0;
}

}  // namespace pacelane::sources::detail
