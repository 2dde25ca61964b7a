// Blocks that are somebody else's as a whole.
#include "detail/quoted_blocks.h"

#include "detail/labels.h"
#include "detail/noted_talk.h"
#include "detail/page_comments.h"
#include "detail/pasted_answers.h"
#include "detail/quoted_marks.h"
#include "detail/songs.h"

#include <algorithm>
#include <array>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <set>
#include <utility>

namespace pacelane::context::detail {

namespace {

using namespace std::string_view_literals;

bool is_own(const Piece& piece) {
    return !piece.passage.quoted && piece.passage.speaker.empty() &&
           (piece.passage.kind == PassageKind::paragraph || piece.passage.kind == PassageKind::list_item);
}

void quote(Piece& piece, std::string_view speaker) {
    piece.passage.quoted = true;
    piece.passage.speaker = shortened(speaker, 100);
}

using language::Language;

Language language_of(std::string_view text) {
    return language::detect(text).value_or(Language::english);
}

bool speaks_to_somebody(std::string_view text) {
    return language::any_language().second_persons.in(language::words_of(text));
}
/// In any of its sentences. The language is given, as a short answer does not show it.
bool tells_of_self(std::string_view text, Language language) {
    const auto sentences = language::sentences(text, language);
    return std::any_of(sentences.begin(), sentences.end(), [&](const language::Span& span) {
        const auto sentence = text.substr(span.begin, span.end - span.begin);
        return language.pack().first_persons.in(language::words_of(sentence)) ||
               language::tells_experience(sentence, language);
    });
}

/// "p. 12: “…”", "S. 34 – …": the text without the page of a book before it.
std::string_view without_page(std::string_view text) {
    const auto digit = text.substr(0, 12).find_first_of("0123456789");
    if (digit == std::string_view::npos || digit == 0) return text;
    auto mark = trim(text.substr(0, digit));
    if (mark.ends_with('.')) mark.remove_suffix(1);
    if (!language::any_language().page_marks.contains(language::fold(mark, true))) return text;
    const auto end = text.find_first_not_of("0123456789-", digit);
    if (end == std::string_view::npos) return text;
    auto rest = trim(text.substr(end));
    for (const auto sign : {":"sv, "."sv, ","sv, "–"sv, "—"sv, "-"sv})
        if (rest.starts_with(sign)) return trim(rest.substr(sign.size()));
    return rest;
}

/// What stands behind a text that is all in quotation marks; none for other texts.
std::optional<std::string_view> behind_quotation(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> marks{
        {{"“", "”"}, {"«", "»"}, {"\"", "\""}, {"„", "“"}, {"„", "”"}, {"「", "」"}}};
    constexpr std::ptrdiff_t fewest_spaces = 2;
    text = without_page(trim(text));
    for (const auto& [open, close] : marks) {
        if (!text.starts_with(open)) continue;
        const auto end = text.find(close, open.size());
        if (end == std::string_view::npos) continue;
        const auto words = text.substr(open.size(), end - open.size());
        if (open != "「" && std::count(words.begin(), words.end(), ' ') < fewest_spaces) continue;
        auto rest = trim(text.substr(end + close.size()));
        if (rest.starts_with('.') || rest.starts_with(',')) rest = trim(rest.substr(1));
        constexpr std::size_t longest = 80;
        const bool bracketed = rest.starts_with('(') && rest.ends_with(')') && rest.size() <= longest;
        if (rest.empty() || bracketed || !attribution(rest).empty()) return rest;
    }
    return std::nullopt;
}

std::string speaker_behind(std::string_view rest) {
    if (!rest.starts_with('(')) return attribution(rest);
    const auto inside = rest.substr(1, rest.size() - 2);
    const auto name = trim(inside.substr(0, inside.find_first_of(",;")));
    return name_shape(name) == NameShape::strong ? std::string(name) : std::string{};
}

/// "Rui Prado disse: “…”": whose words they are; empty when no name stands before them.
std::string quoted_speaker(std::string_view text) {
    constexpr std::size_t longest = 80;
    const auto colon = text.substr(0, longest).find(": ");
    if (colon == std::string_view::npos || !behind_quotation(text.substr(colon + 2))) return {};
    return who_wrote(text.substr(0, colon + 1)).value_or(std::string{});
}

/// "@article{ade2026, title={…}}": an entry of a bibliography, which nobody says.
void mark_data(Piece& piece) {
    const std::string_view text = piece.words.text();
    const auto brace = text.find('{');
    if (!text.starts_with('@') || !text.ends_with('}') || brace == std::string_view::npos || brace < 2)
        return;
    const auto kind = text.substr(1, brace - 1);
    if (!std::all_of(kind.begin(), kind.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }))
        return;
    piece.passage.kind = PassageKind::code;
    piece.passage.code_language = "bibtex";
}

bool is_hexadecimal(std::string_view text) {
    return text.size() >= 7 && text.size() <= 64 &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "commit 3f78…", "Author: Rui Prado <…>": who wrote the commit, as git's log shows it.
std::optional<std::string> commit_author(const Piece& piece) {
    const auto lines = piece.words.source_lines();
    if (lines.size() < 2 || !lines.front().text.starts_with("commit ")) return std::nullopt;
    const auto hash = lines.front().text.substr("commit "sv.size());
    if (!is_hexadecimal(hash.substr(0, hash.find(' ')))) return std::nullopt;
    for (const auto& line : lines) {
        constexpr auto author = "Author:"sv;
        if (!line.text.starts_with(author)) continue;
        auto name = trim(line.text.substr(author.size()));
        name = trim(name.substr(0, name.find('<')));
        const auto space = name.rfind(' ');
        if (space != std::string_view::npos && name.find('@', space) != std::string_view::npos)
            name = trim(name.substr(0, space));
        return std::string(name);
    }
    return std::nullopt;
}

void mark_commits(std::vector<Piece>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!is_own(pieces[i])) continue;
        const auto author = commit_author(pieces[i]);
        if (!author) continue;
        const auto headings = pieces[i].passage.headings;
        pieces[i].words.clear();
        // Its message is set in, which Markdown takes for code.
        for (std::size_t m = i + 1; m < pieces.size() && pieces[m].passage.headings == headings; ++m) {
            const bool code = pieces[m].passage.kind == PassageKind::code;
            const bool paragraph = pieces[m].passage.kind == PassageKind::paragraph && is_own(pieces[m]);
            if (!code && (m > i + 1 || !paragraph || commit_author(pieces[m]))) break;
            if (code) {
                PassageText words;
                for (const auto& line : pieces[m].words.source_lines())
                    for (const auto part : split(line.text, '\n')) {
                        words.space();
                        words.append(trim(part), line.line);
                    }
                pieces[m].words = std::move(words);
                pieces[m].passage.code_language.clear();
                pieces[m].passage.markup.clear();
            }
            pieces[m].passage.kind = PassageKind::quote;
            quote(pieces[m], *author);
        }
    }
}

/// "P1: I can't find it", "Participant 3: …": who of a study said it; empty for other items.
std::string_view study_code(std::string_view text) {
    constexpr std::size_t longest = 24;
    const auto colon = text.substr(0, longest).find(": ");
    if (colon == std::string_view::npos) return {};
    const auto label = trim(text.substr(0, colon));
    const auto digits = label.find_last_not_of("0123456789") + 1;
    if (digits == 0 || digits == label.size() || label.size() - digits > 3) return {};
    const auto word = trim(label.substr(0, digits));
    return language::any_language().participant_codes.contains(language::fold(word, true))
               ? label
               : std::string_view{};
}

/// What people of a study said in their own words; what they did is told by who watched them.
void mark_study(std::vector<Piece>& pieces) {
    constexpr std::size_t fewest = 3, fewest_people = 2;
    std::set<std::string> people;
    std::vector<std::size_t> said;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!is_own(pieces[i])) continue;
        const auto code = study_code(pieces[i].words.text());
        if (code.empty()) continue;
        people.emplace(code);
        said.push_back(i);
    }
    if (said.size() < fewest || people.size() < fewest_people) return;
    for (const auto i : said) {
        const std::string text = pieces[i].words.text();
        const auto code = study_code(text);
        const auto words = trim(std::string_view{text}.substr(text.find(": ") + 2));
        if (language::any_language().own_voice.in(language::words_of(words)) || behind_quotation(words))
            quote(pieces[i], code);
    }
}

/// Questions in bold or as headings, each above its answer.
void mark_interviews(std::vector<Piece>& pieces) {
    struct Answered {
        std::string question;
        std::vector<std::size_t> pieces;
        std::string answer;
    };
    std::vector<Answered> all;
    std::vector<std::string> headings;
    bool open = false;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& passage = pieces[i].passage;
        const std::string& text = pieces[i].words.text();
        const bool headed = passage.headings != headings && !passage.headings.empty() &&
                            passage.headings.back().ends_with('?');
        const bool bold = passage.kind == PassageKind::paragraph && text.ends_with('?') &&
                          passage.markup.starts_with("**") && passage.markup.ends_with("**") &&
                          passage.markup.find("**", 2) == passage.markup.size() - 2;
        if (passage.headings != headings) {
            open = false;
            headings = passage.headings;
        }
        if (headed || bold) {
            all.push_back({headed ? passage.headings.back() : text, {}, {}});
            open = true;
        }
        if (!open || !is_own(pieces[i])) continue;
        all.back().pieces.push_back(i);
        if (!bold) all.back().answer += text + "\n";
    }
    constexpr std::size_t fewest = 2;
    if (all.size() < fewest) return;
    std::string answers;
    for (const auto& one : all)
        answers += one.answer + "\n";
    const auto language = language_of(answers);
    const auto fits =
        static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [&](const Answered& one) {
            return speaks_to_somebody(one.question) && !tells_of_self(one.question, language) &&
                   tells_of_self(one.answer, language);
        }));
    if (fits < fewest || fits * 10 < all.size() * 6) return;
    for (const auto& one : all)
        for (const auto i : one.pieces)
            quote(pieces[i], {});
}

/// "[a]" behind a word and "[a] What if …" below the text: comments of those who read it, as Google's Docs
/// and others write them into a text.
std::string_view comment_mark(std::string_view line) {
    constexpr std::size_t longest = 2;
    if (!line.starts_with('[')) return {};
    const auto close = line.find(']');
    if (close == std::string_view::npos || close < 2 || close > longest + 1) return {};
    const auto letters = line.substr(1, close - 1);
    if (letters.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos || letters == "x")
        return {};
    return line.substr(0, close + 1);
}

void take_comments(Reading& reading) {
    auto& pieces = reading.pieces;
    std::size_t begin = pieces.size();
    std::vector<std::string> marks;
    while (begin > 0) {
        const auto lines = pieces[begin - 1].words.source_lines();
        if (!is_own(pieces[begin - 1]) || lines.empty() || comment_mark(lines.front().text).empty()) break;
        for (const auto& line : lines)
            if (const auto mark = comment_mark(line.text); !mark.empty()) marks.emplace_back(mark);
        --begin;
    }
    constexpr std::size_t most = 300;
    if (marks.empty() || marks.size() > most || begin == 0) return;
    const auto place = [&](const Piece& piece, const std::string& mark) {
        const auto at = piece.words.text().find(mark);
        return at == 0 ? std::string::npos : at;
    };
    const auto text_end = pieces.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto is_marked = [&](const std::string& mark) {
        return std::any_of(pieces.begin(), text_end,
                           [&](const Piece& piece) { return place(piece, mark) != std::string::npos; });
    };
    if (!std::all_of(marks.begin(), marks.end(), is_marked)) return;
    for (auto piece = pieces.begin(); piece != text_end; ++piece)
        for (const auto& mark : marks)
            if (const auto at = place(*piece, mark); at != std::string::npos) {
                piece->words.erase(at, mark.size());
                piece->passage.markup.clear();
            }
    reading.omit(pieces[begin].words.marks().front().line, pieces.back().words.marks().back().line,
                 "comments on the text");
    pieces.erase(text_end, pieces.end());
}

}  // namespace

bool is_interview(const std::vector<std::string_view>& answers) {
    std::string all;
    for (const auto answer : answers)
        all.append(answer).append("\n\n");
    const auto language = language_of(all);
    const auto of_self = std::count_if(answers.begin(), answers.end(), [&](std::string_view answer) {
        return tells_of_self(answer, language);
    });
    return static_cast<std::size_t>(of_self) * 2 >= answers.size();
}

void mark_quoted_blocks(Reading& reading) {
    take_comments(reading);
    mark_songs(reading);
    mark_page_comments(reading);
    mark_pasted_answers(reading);
    mark_commits(reading.pieces);
    mark_study(reading.pieces);
    mark_interviews(reading.pieces);
    mark_noted_talk(reading.pieces);
    for (auto& piece : reading.pieces) {
        if (!is_own(piece)) continue;
        mark_data(piece);
        if (const auto rest = behind_quotation(piece.words.text()))
            quote(piece, speaker_behind(*rest));
        else if (const auto name = quoted_speaker(piece.words.text()); !name.empty())
            quote(piece, name);
    }
}

}  // namespace pacelane::context::detail
