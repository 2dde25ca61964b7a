// Pieces for plain text: runs of paragraphs and whole lists.
#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/pointers.h>

namespace pacelane::writer::detail {

namespace {

using context::PassageKind;
using sources::Block;
using sources::Reading;
using sources::Reason;

constexpr double kSmallRest = 0.25;  // of a section, below a run

/// Terse lines are told among sentences, not alone.
bool is_mostly_prose(const Piece& piece) {
    int terse = 0, all = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        all += piece.block(i).words;
        if (piece.block(i).reason == Reason::fragment) terse += piece.block(i).words;
    }
    return 2 * terse <= all;
}

/// Whether a run may begin with this block.
bool opens(const Reading& reading, std::size_t i) {
    const Block& block = reading.blocks[i];
    const auto& passage = reading.passage(block);
    if (passage.kind == PassageKind::list_item || passage.kind == PassageKind::table_row) return false;
    return !block.sentences.empty() && !block.leans_back && !is_caption(reading, i) &&
           (block.is_prose || is_terse(reading, block));
}

/// What stands above a text and is none of it: a saying, a remark set apart, a subtitle, a picture, a note to
/// oneself. The text begins below.
bool stands_above(const Reading& reading, std::size_t i) {
    constexpr int kMostWords = 40;
    const Block& block = reading.blocks[i];
    const auto& passage = reading.passage(block);
    if (block.words > kMostWords || block.leads_in || passage.list >= 0) return false;
    const auto last = passage.markup.empty() ? ' ' : passage.markup.back();
    const bool subtitle =
        block.reason == Reason::fragment && (last == '*' || last == '_') && passage.markup.front() == last;
    return subtitle || block.reason == Reason::quotation || block.reason == Reason::working_note ||
           block.reason == Reason::task || passage.kind == PassageKind::image;
}

/// The end of the list that block i is in; i + 1 outside one.
std::size_t end_of_list(const Reading& reading, std::size_t i, std::size_t end) {
    const int list = reading.passage(reading.blocks[i]).list;
    if (list < 0) return i + 1;
    const auto depth = reading.passage(reading.blocks[i]).depth;
    auto next = i + 1;
    while (next < end && reading.passage(reading.blocks[next]).list >= 0 &&
           (reading.passage(reading.blocks[next]).list == list ||
            reading.passage(reading.blocks[next]).depth > depth))
        ++next;
    return next;
}

std::size_t characters_of(const Reading& reading, const Block& block) {
    std::size_t characters = 2;
    if (block.reason == Reason::shown) return characters + reading.passage(block).text.size();
    for (const auto& sentence : block.sentences)
        characters += language::character_count(sentence.text) + 1;
    return characters;
}

/// "ana@example.org", as logs and settings show it; "git@host:" is nobody's.
bool shows_address(std::string_view code) {
    const auto is_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (auto at = code.find('@'); at != std::string_view::npos; at = code.find('@', at + 1)) {
        if (at == 0 || !is_name(code[at - 1]) || code.substr(0, at).ends_with("git")) continue;
        auto end = at + 1;
        while (end < code.size() && (is_name(code[end]) || code[end] == '-' || code[end] == '.'))
            ++end;
        const auto host = code.substr(at + 1, end - at - 1);
        if (host.find('.') != std::string_view::npos) return true;
    }
    return false;
}

/// A command or two: they stand in a plain text on lines of their own.
bool is_short_code(const Reading& reading, std::size_t i, std::size_t end) {
    constexpr std::size_t kMostLines = 5;
    constexpr std::size_t kLongestLine = 80;  // wider lines break on a phone
    if (i >= end || reading.blocks[i].reason != Reason::shown) return false;
    const auto& passage = reading.passage(reading.blocks[i]);
    if (passage.kind != PassageKind::code || is_hidden(passage) || passage.quoted ||
        shows_address(passage.text))
        return false;
    // The rest of a long one is a passage of its own.
    if (i + 1 < end && reading.passage(reading.blocks[i + 1]).kind == PassageKind::code) return false;
    if (i > 0 && reading.passage(reading.blocks[i - 1]).kind == PassageKind::code) return false;
    const auto lines = split(trim(passage.text), '\n');
    return lines.size() <= kMostLines && std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
               return line.size() <= kLongestLine;
           });
}

bool is_shown(const Block& block) {
    return block.reason == Reason::shown || block.reason == Reason::quotation;
}

/// Whether a paragraph may be told where it points to what stands beside it.
bool tells_beside(const Reading& reading, const Block& block, Date today) {
    return (block.reason == Reason::none || (block.reason == Reason::fragment && block.leads_in)) &&
           is_true_on(block, today) && !block.points_to_picture && !block.points_elsewhere &&
           block.link_share < 0.5 && reading.passage(block).lead_in.empty();
}

/// "It works like this:", "Run this command:" point to the list or the code that is told with it.
bool leads_to_next(const Reading& reading, const Block& block, Date today) {
    return !block.points_back && tells_beside(reading, block, today);
}

/// "This command shows …" is told below its command.
bool tells_of_code(const Reading& reading, std::size_t i, Date today) {
    return is_short_code(reading, i - 1, i) && tells_beside(reading, reading.blocks[i], today);
}

/// Code is told among sentences, and not as many as they are.
bool shows_little(const Piece& piece) {
    constexpr std::size_t kMostCodes = 3;
    std::size_t codes = 0, code = 0, all = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        const auto characters = characters_of(*piece.reading, piece.block(i));
        all += characters;
        if (piece.block(i).reason != Reason::shown) continue;
        ++codes;
        code += characters;
    }
    return codes <= kMostCodes && 2 * code <= all;
}

/// A picture of which the text beside it does not speak.
bool is_illustration(const Reading& reading, std::size_t i, std::size_t end) {
    if (reading.passage(reading.blocks[i]).kind != PassageKind::image) return false;
    const auto& before = reading.blocks[i - 1];
    if (before.leads_in || before.points_on || before.points_to_picture) return false;
    return i + 1 >= end || (!reading.blocks[i + 1].points_back && !reading.blocks[i + 1].points_to_picture);
}

/// A run within one section from block `first` on: as long as it goes, at most `most` characters.
std::vector<std::size_t> run_from(const Reading& reading, std::size_t first, std::size_t end, Date today,
                                  std::size_t most) {
    std::vector<std::size_t> run;
    std::size_t characters = 0;
    for (std::size_t i = first; i < end;) {
        if (!run.empty() && (is_illustration(reading, i, end) || is_caption(reading, i))) {
            ++i;
            continue;
        }
        // A paragraph that leads into a list or to a command is taken with it, and a list with all its items.
        std::size_t next = end_of_list(reading, i, end);
        const auto& block = reading.blocks[i];
        const bool to_code = next == i + 1 && is_short_code(reading, next, end);
        if (block.leads_in && next < end && reading.passage(reading.blocks[next]).list >= 0)
            next = end_of_list(reading, next, end);
        else if (to_code)
            ++next;
        else if (block.leads_in && reading.passage(block).list < 0)
            return {};  // to long code or a picture
        std::size_t more = 0;
        bool fits = true;
        for (auto k = i; k < next; ++k) {
            const bool leads =
                k == i && (block.leads_in || to_code) && leads_to_next(reading, block, today) && next > i + 1;
            const bool shown = to_code && k == i + 1;
            const bool after = k == i && k > first && tells_of_code(reading, k, today);
            fits = fits && (leads || shown || after || fits_plain(reading, reading.blocks[k], today));
            more += characters_of(reading, reading.blocks[k]);
        }
        if (characters + more > most) break;
        if (!fits) {
            // Above code or a picture stands what leads to it: without it the point is missing.
            if (is_shown(reading.blocks[i])) return {};
            break;
        }
        characters += more;
        for (auto k = i; k < next; ++k)
            run.push_back(k);
        i = next;
    }
    // What stands between the steps of a list breaks it in two: half of it is nothing.
    const auto number = [&](std::size_t i) {
        const auto& passage = reading.passage(reading.blocks[i]);
        return passage.kind == PassageKind::list_item ? passage.number : 0;
    };
    if (!run.empty() && number(run.back()) > 0)
        for (auto i = run.back() + 1; i < end; ++i)
            if (number(i) == number(run.back()) + 1) return {};
    return run;
}

/// A short note without code or pictures, from its opening to its end, sections for something else left out.
std::optional<Piece> whole_plain(const Reading& reading, Date today, const Lengths& lengths) {
    if (tells_days(reading)) return std::nullopt;
    Piece piece;
    piece.reading = &reading;
    piece.whole = true;
    std::size_t characters = 0, sections = 0;
    for (const auto& section : reading.sections) {
        if (section.left_out) {
            leave_out(piece, section);
            continue;
        }
        if (end_of_topic(reading, section.first, section.end) < section.end) return std::nullopt;
        ++sections;
        piece.end_left_out = false;
        if (!section.headings.empty()) characters += language::character_count(section.headings.back()) + 2;
        for (auto i = section.first; i < section.end; ++i) {
            if (is_caption(reading, i)) continue;
            const bool to_code = is_short_code(reading, i + 1, section.end);
            if (!fits_plain(reading, reading.blocks[i], today) &&
                !(i > section.first &&
                  (is_short_code(reading, i, section.end) || tells_of_code(reading, i, today))) &&
                !(to_code && leads_to_next(reading, reading.blocks[i], today)))
                return std::nullopt;
            characters += characters_of(reading, reading.blocks[i]);
            piece.blocks.push_back(i);
        }
    }
    if (sections < 2 || piece.blocks.empty() || !opens(reading, piece.blocks.front()) || hangs(piece) ||
        !is_mostly_prose(piece) || !shows_little(piece) || characters < lengths.least ||
        characters > lengths.limit || reading.document->kind != context::DocumentKind::knowledge)
        return std::nullopt;
    return piece;
}

}  // namespace

std::vector<Piece> plain_pieces(const Reading& reading, Date today, const Lengths& lengths,
                                const std::set<std::string>& told_before) {
    const auto told = [&](std::size_t i) {
        return !told_before.empty() && told_before.contains(reading.known(reading.blocks[i]).hash);
    };
    std::vector<Piece> pieces;
    if (reading.is_private) return pieces;
    if (reading.document->kind == context::DocumentKind::transcript)
        return speech_pieces(reading, today, lengths.least, lengths.most);
    if (auto whole = whole_plain(reading, today, lengths)) pieces.push_back(std::move(*whole));
    for (std::size_t s = 0; s < reading.sections.size(); ++s) {
        const auto& section = reading.sections[s];
        if (section.left_out || is_enumerated(section.headings)) continue;
        bool fresh = true;  // what comes next begins a run of its own
        for (std::size_t i = section.first; i < section.end;) {
            auto end = end_of_topic(reading, i, section.end);
            fresh = fresh || begins_topic(reading, i);
            if (i > section.first && told(i - 1) && !told(i)) fresh = true;
            if (!told(i))
                for (auto next = i; next < end; ++next)
                    if (told(next)) end = next;
            if (!fresh || !opens(reading, i)) {
                fresh = fresh && stands_above(reading, i);
                ++i;
                continue;
            }
            auto run = run_from(reading, i, end, today, lengths.limit);
            if (!run.empty() && words_in(reading, run.back() + 1, section.end) >
                                    kSmallRest * words_in(reading, run.front(), run.back() + 1))
                run = run_from(reading, i, end, today, lengths.most);
            std::size_t characters = 0;
            for (const auto block : run)
                characters += characters_of(reading, reading.blocks[block]);
            if (run.empty() || characters < lengths.least) {
                fresh = false;
                i += std::max<std::size_t>(1, run.size());
                continue;
            }
            Piece piece;
            piece.reading = &reading;
            piece.blocks = run;
            piece.headings = section.headings;
            piece.begins_text = true;
            for (std::size_t above = 0; above < run.front(); ++above)
                piece.begins_text = piece.begins_text && stands_above(reading, above);
            piece.whole = piece.begins_text && run.back() + 1 == reading.blocks.size();
            i = run.back() + 1;
            fresh = false;
            if (is_mostly_prose(piece) && shows_little(piece)) pieces.push_back(std::move(piece));
        }
    }
    return pieces;
}

}  // namespace pacelane::writer::detail
