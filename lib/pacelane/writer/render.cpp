#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/sources/time_words.h>
#include <pacelane/sources/way_back.h>
#include <pacelane/writer/detail/inline_links.h>
#include <pacelane/writer/detail/pointers.h>
#include <pacelane/writer/detail/render.h>
#include <pacelane/writer/detail/title.h>

#include <fmt/format.h>

namespace pacelane::writer::detail {

namespace {

using context::Passage;
using context::PassageKind;
using language::PhraseList;

/// What a program would draw: on a page its source says nothing.
bool is_drawing(const Passage& passage) {
    static constexpr std::array<std::string_view, 8> languages{"mermaid",  "plantuml",   "dot",  "graphviz",
                                                               "dataview", "dataviewjs", "tikz", "query"};
    return std::find(languages.begin(), languages.end(), passage.code_language) != languages.end();
}

bool has_web_image(const Passage& passage) {
    const auto found = next_inline(passage.markup, 0);
    return found && found->image && is_web_address(found->target);
}

}  // namespace

bool is_hidden(const Passage& passage) {
    return (passage.kind == PassageKind::code && is_drawing(passage)) ||
           (passage.kind == PassageKind::image && !has_web_image(passage));
}

namespace {

std::string markdown_of(const sources::Reading& reading, const Passage& passage) {
    std::string text = passage.markup.empty() ? (reading.document->format == context::Format::markdown
                                                     ? passage.text
                                                     : escape_markdown(passage.text))
                                              : without_local_links(passage.markup);
    return sources::without_way_back(sources::without_day(text, reading.language), reading.language);
}

std::string indented(std::string_view text, std::size_t spaces) {
    std::string out;
    const std::string margin(spaces, ' ');
    bool first = true;
    for (const auto line : split(text, '\n')) {
        if (!first) out += '\n';
        if (!first && !line.empty()) out += margin;
        out += line;
        first = false;
    }
    return out;
}

std::string fence_for(std::string_view code) {
    std::string fence = "```";
    while (code.find(fence) != std::string_view::npos)
        fence += '`';
    return fence;
}

std::string cells(const std::vector<std::string_view>& values) {
    std::string row = "|";
    for (const auto value : values) {
        row += ' ';
        for (const char c : trim(value)) {
            if (c == '|') row += '\\';
            row += c == '\n' ? ' ' : c;
        }
        row += " |";
    }
    return row;
}

std::vector<std::string_view> cells_of(std::string_view text) {
    std::vector<std::string_view> values;
    for (auto bar = text.find(" |"); bar != std::string_view::npos; bar = text.find(" |")) {
        values.push_back(trim(text.substr(0, bar)));
        text.remove_prefix(bar + 2);
    }
    values.push_back(trim(text));
    return values;
}

/// The cells of a row. Its markup has all of them; its text has none for an empty cell at either end.
std::vector<std::string_view> cells_of(const Passage& row) {
    return cells_of(std::string_view(row.markup.empty() ? row.text : row.markup));
}

/// Of a link whose words say nothing without it, "this post", the address stands behind them in a plain text.
std::string with_addresses(std::string text, const Passage& passage, const PhraseList& bare) {
    for (auto found = next_inline(passage.markup, 0); found;
         found = next_inline(passage.markup, found->end)) {
        if (found->image || !is_web_address(found->target) || found->text.empty()) continue;
        const auto words = language::words_of(found->text);
        if (words.empty() || !bare.at(words, 0)) continue;
        const auto at = text.find(found->text);
        if (at == std::string::npos) continue;
        text.insert(at + found->text.size(), fmt::format(" ({})", found->target));
    }
    return text;
}

}  // namespace

std::string plain_sentence(const Piece& piece, std::size_t i, const sources::Sentence& sentence) {
    const auto& passage = piece.passage(i);
    if (passage.markup.find("](") == std::string::npos) return sentence.text;
    return with_addresses(sentence.text, passage, piece.reading->language.pack().bare_anchors);
}

namespace {

std::string printed(const Piece& piece, std::size_t i) {
    // Speech has no paragraphs: a screen of it is hard to read.
    constexpr int kSpeechParagraph = 45;
    const bool speech = piece.block(i).origin == sources::Origin::own_speech;
    std::string text;
    int words = 0;
    std::ptrdiff_t quotes = 0;
    for (const auto& sentence : piece.sentences(i)) {
        // What somebody is quoted with stays in one paragraph.
        const bool breaks = speech && words >= kSpeechParagraph && quotes % 2 == 0;
        quotes += std::count(sentence.text.begin(), sentence.text.end(), '"');
        if (!text.empty()) text += breaks ? "\n\n" : " ";
        if (breaks) words = 0;
        words += sentence.words;
        text += plain_sentence(piece, i, sentence);
    }
    return text;
}

/// A heading of any note above all of the piece, as a form for every day has: it says nothing.
bool frames_all(const Piece& piece, std::size_t depth) {
    const auto& heading = piece.passage(0).headings[depth];
    for (std::size_t i = 1; i < piece.blocks.size(); ++i)
        if (piece.passage(i).headings.size() <= depth || piece.passage(i).headings[depth] != heading)
            return false;
    const auto& sections = piece.reading->sections;
    return is_generic(heading) || std::any_of(sections.begin(), sections.end(), [&](const auto& section) {
               return section.repeated && section.headings.back() == heading;
           });
}

}  // namespace

std::vector<std::pair<std::size_t, std::string>> new_headings(const Piece& piece, std::size_t i) {
    const auto& now = piece.passage(i).headings;
    const std::vector<std::string> before = i == 0 ? piece.headings : piece.passage(i - 1).headings;
    if (piece.reading->is_template) return {};
    std::size_t same = 0;
    while (same < now.size() && same < before.size() && now[same] == before[same])
        ++same;
    std::vector<std::pair<std::size_t, std::string>> fresh;
    for (std::size_t k = std::max(same, piece.headings.size()); k < now.size(); ++k)
        if (i > 0 || !frames_all(piece, k)) fresh.emplace_back(k - piece.headings.size(), now[k]);
    return fresh;
}

namespace {

bool is_item(const Piece& piece, std::size_t i) {
    return piece.passage(i).kind == PassageKind::list_item;
}

/// Whether block i and the one before it are of one quotation.
bool goes_on_quoting(const Piece& piece, std::size_t i) {
    const auto& now = piece.passage(i);
    const auto& before = piece.passage(i - 1);
    return before.quoted && now.quoted && now.speaker.empty() && before.speaker.empty() &&
           now.line <= before.line_end + 2 && before.kind != PassageKind::code &&
           new_headings(piece, i).empty();
}

/// Whether block i is the rest of the code of the one before it: no fence and no blank line is between them.
bool goes_on_in_code(const Piece& piece, std::size_t i) {
    const auto& now = piece.passage(i);
    const auto& before = piece.passage(i - 1);
    return before.kind == PassageKind::code && now.kind == PassageKind::code &&
           now.line <= before.line_end + 1 && now.code_language == before.code_language &&
           piece.blocks[i] == piece.blocks[i - 1] + 1;
}

/// How deep each item stands below the others that are told with it: of a list whose upper item is not told,
/// or is a paragraph now, nothing is left to stand below, and Markdown takes four spaces for code.
std::vector<std::size_t> depths_of(const Piece& piece) {
    std::vector<std::size_t> depths(piece.blocks.size(), 0);
    for (std::size_t first = 0; first < piece.blocks.size();) {
        auto end = first;
        int least = std::numeric_limits<int>::max();
        while (end < piece.blocks.size() && piece.passage(end).kind == PassageKind::list_item &&
               !piece.passage(end).quoted && (end == first || new_headings(piece, end).empty()))
            least = std::min(least, piece.passage(end++).depth);
        for (auto i = first; i < end; ++i)
            depths[i] = static_cast<std::size_t>(piece.passage(i).depth - least);
        first = std::max(end, first + 1);
    }
    return depths;
}

/// "> …", with whose words they are.
std::string quoted(std::string_view words, const Passage& passage) {
    std::string text(passage.kind == PassageKind::list_item
                         ? std::string(static_cast<std::size_t>(passage.depth) * 4, ' ') +
                               (passage.number > 0 ? fmt::format("{}. ", passage.number) : std::string("- "))
                         : std::string());
    text += words;
    std::string out = "> ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "> ";
    }
    if (!passage.speaker.empty()) out += fmt::format("\n>\n> — {}", escape_markdown(passage.speaker));
    return out;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
    std::string out;
    bool line_start = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool opens_block = line_start && (c == '#' || c == '>' || c == '+' ||
                                                (c == '-' && i + 1 < text.size() && text[i + 1] == ' '));
        if (std::string_view("\\`*_[]<").find(c) != std::string_view::npos || opens_block) out += '\\';
        out += c;
        line_start = c == '\n';
    }
    return out;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool letter =
            static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) != 0;
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (space) {
            inside = false;
        } else if (letter && !inside) {
            inside = true;
            ++words;
        }
    }
    return words;
}

std::string page_body(const Piece& piece, int level) {
    std::string out;
    const auto part = [&](const std::string& text) {
        if (text.empty()) return;
        if (!out.empty()) out += "\n\n";
        out += text;
    };
    // Paragraphs and lists of one quotation are one block.
    const auto quote = [&](const std::string& text, std::size_t i) {
        if (i > 0 && goes_on_quoting(piece, i))
            out += (is_item(piece, i) && is_item(piece, i - 1) ? "\n" : "\n>\n") + text;
        else
            part(text);
    };
    const auto depths = depths_of(piece);
    int last_list = -1;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        for (const auto& [depth, heading] : new_headings(piece, i))
            part(std::string(static_cast<std::size_t>(std::min(6, level + static_cast<int>(depth))), '#') +
                 ' ' + escape_markdown(heading));
        const auto words = markdown_of(*piece.reading, passage);
        switch (passage.kind) {
            case PassageKind::paragraph:
            case PassageKind::turn: {
                part(passage.kind == PassageKind::turn ? escape_markdown(printed(piece, i)) : words);
                break;
            }
            case PassageKind::list_item: {
                if (passage.quoted) {
                    quote(quoted(words, passage), i);
                    break;
                }
                const std::string mark =
                    passage.number > 0 ? fmt::format("{}. ", passage.number) : std::string("- ");
                const std::size_t margin = depths[i] * 4;
                const std::string item =
                    std::string(margin, ' ') + mark + indented(words, margin + mark.size());
                const bool goes_on =
                    i > 0 && piece.passage(i - 1).kind == PassageKind::list_item &&
                    (passage.list == last_list || passage.depth > 0 || piece.passage(i - 1).depth > 0) &&
                    new_headings(piece, i).empty();
                if (goes_on)
                    out += "\n" + item;
                else
                    part(item);
                last_list = passage.list;
                break;
            }
            case PassageKind::table_row: {
                const auto values = cells_of(passage);
                // The header is a row of its own; it has no columns.
                const auto below_header = [&](const Passage& above) {
                    const auto is_header = [&](const std::vector<std::string_view>& header) {
                        return std::equal(header.begin(), header.end(), passage.columns.begin(),
                                          passage.columns.end());
                    };
                    // "**Name**" in its markup is "Name" among the columns.
                    return above.columns.empty() &&
                           (is_header(cells_of(above.markup)) || is_header(cells_of(above.text)));
                };
                const bool goes_on =
                    i > 0 && piece.passage(i - 1).kind == PassageKind::table_row &&
                    (piece.passage(i - 1).columns == passage.columns || below_header(piece.passage(i - 1))) &&
                    new_headings(piece, i).empty();
                if (!goes_on && passage.columns.empty()) {
                    part(cells(values) + "\n" + cells(std::vector<std::string_view>(values.size(), "---")));
                    break;
                }
                if (!goes_on) {
                    std::vector<std::string_view> header(passage.columns.begin(), passage.columns.end());
                    header.resize(std::max(header.size(), values.size()));
                    part(cells(header) + "\n" + cells(std::vector<std::string_view>(header.size(), "---")));
                }
                out += "\n" + cells(values);
                break;
            }
            case PassageKind::quote:
                quote(quoted(words, passage), i);
                break;
            case PassageKind::code: {
                if (is_drawing(passage)) break;
                // A long block is several passages.
                if (i > 0 && goes_on_in_code(piece, i)) break;
                std::string code = passage.text;
                for (auto next = i + 1; next < piece.blocks.size() && goes_on_in_code(piece, next); ++next)
                    code += '\n' + piece.passage(next).text;
                const auto fence = fence_for(code);
                part(fmt::format("{}{}\n{}\n{}", fence, passage.code_language, code, fence));
                break;
            }
            case PassageKind::image:
                if (has_web_image(passage)) part(passage.markup);
                break;
        }
    }
    return out;
}

std::string plain_body(const Piece& piece) {
    std::string out;
    const auto depths = depths_of(piece);
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto& passage = piece.passage(i);
        const bool item = passage.kind == PassageKind::list_item;
        const auto headings = new_headings(piece, i);
        const bool goes_on =
            item && headings.empty() && i > 0 && piece.passage(i - 1).kind == PassageKind::list_item;
        if (!out.empty()) out += goes_on ? "\n" : "\n\n";
        // "General", "Useful bits": without a mark of a heading they read as a sentence that breaks off.
        for (const auto& heading : headings)
            if (!is_generic(heading.second)) out += heading.second + "\n\n";
        if (item) {
            out += std::string(depths[i] * 2, ' ');
            out += passage.number > 0 ? fmt::format("{}. ", passage.number) : std::string("• ");
        }
        out += passage.kind == PassageKind::code ? std::string(trim(passage.text)) : printed(piece, i);
    }
    return out;
}

}  // namespace pacelane::writer::detail
