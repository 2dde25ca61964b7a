// Pieces for plain text: runs of paragraphs and whole lists.
#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/piece.h>

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
    return !block.sentences.empty() && !block.leans_back && (block.is_prose || is_terse(reading, block));
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

std::size_t characters_of(const Block& block) {
    std::size_t characters = 2;
    for (const auto& sentence : block.sentences)
        characters += language::character_count(sentence.text) + 1;
    return characters;
}

bool is_shown(const Block& block) {
    return block.reason == Reason::shown || block.reason == Reason::quotation;
}

/// "It works like this:" points to the list that is told with it.
bool leads_to_list(const Block& block, Date today) {
    return block.leads_in && block.reason == Reason::none && is_true_on(block, today) && !block.points_back &&
           !block.points_to_picture && !block.points_elsewhere;
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
        if (!run.empty() && is_illustration(reading, i, end)) {
            ++i;
            continue;
        }
        // A paragraph that leads into a list is taken with it, and a list with all its items.
        std::size_t next = end_of_list(reading, i, end);
        const auto& block = reading.blocks[i];
        if (block.leads_in && next < end && reading.passage(reading.blocks[next]).list >= 0)
            next = end_of_list(reading, next, end);
        else if (block.leads_in && reading.passage(block).list < 0)
            return {};  // to code or a picture
        std::size_t more = 0;
        bool fits = true;
        for (auto k = i; k < next; ++k) {
            const bool leads = k == i && next > i + 1 && leads_to_list(reading.blocks[k], today);
            fits = fits && (leads || fits_plain(reading, reading.blocks[k], today));
            more += characters_of(reading.blocks[k]);
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
    Piece piece;
    piece.reading = &reading;
    piece.whole = true;
    std::size_t characters = 0, sections = 0;
    for (const auto& section : reading.sections) {
        if (section.left_out) {
            leave_out(piece, section);
            continue;
        }
        ++sections;
        piece.end_left_out = false;
        if (!section.headings.empty()) characters += language::character_count(section.headings.back()) + 2;
        for (auto i = section.first; i < section.end; ++i) {
            if (!fits_plain(reading, reading.blocks[i], today)) return std::nullopt;
            characters += characters_of(reading.blocks[i]);
            piece.blocks.push_back(i);
        }
    }
    if (sections < 2 || piece.blocks.empty() || !opens(reading, piece.blocks.front()) || hangs(piece) ||
        !is_mostly_prose(piece) || characters < lengths.least || characters > lengths.limit ||
        reading.document->kind != context::DocumentKind::knowledge)
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
            auto end = section.end;
            if (i > section.first && told(i - 1) && !told(i)) fresh = true;
            if (!told(i))
                for (auto next = i; next < end; ++next)
                    if (told(next)) end = next;
            if (!fresh || !opens(reading, i)) {
                fresh = false;
                ++i;
                continue;
            }
            auto run = run_from(reading, i, end, today, lengths.limit);
            if (!run.empty() && words_in(reading, run.back() + 1, section.end) >
                                    kSmallRest * words_in(reading, run.front(), run.back() + 1))
                run = run_from(reading, i, end, today, lengths.most);
            std::size_t characters = 0;
            for (const auto block : run)
                characters += characters_of(reading.blocks[block]);
            if (run.empty() || characters < lengths.least) {
                fresh = false;
                i += std::max<std::size_t>(1, run.size());
                continue;
            }
            Piece piece;
            piece.reading = &reading;
            piece.blocks = run;
            piece.headings = section.headings;
            piece.whole = run.front() == 0 && run.back() + 1 == reading.blocks.size();
            i = run.back() + 1;
            fresh = false;
            if (is_mostly_prose(piece)) pieces.push_back(std::move(piece));
        }
    }
    return pieces;
}

}  // namespace pacelane::writer::detail
