// Pieces for forms in Markdown.
#include <algorithm>
#include <optional>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/detail/pointers.h>

namespace pacelane::writer::detail {

namespace {

using sources::Block;
using sources::Origin;
using sources::Reading;
using sources::Reason;
using sources::Section;

constexpr int kLongestQuotation = 150;  // words

/// A group of sections below one heading.
struct Part {
    std::size_t first = 0;  // of Reading::sections
    std::size_t end = 0;
};

/// The groups within one, by their headings at `depth`: 0 for the outermost.
std::vector<Part> parts_of(const Reading& reading, Part within, std::size_t depth) {
    std::vector<Part> parts;
    for (auto i = within.first; i < within.end; ++i) {
        const auto& headings = reading.sections[i].headings;
        const auto is_same = [&](const std::vector<std::string>& others) {
            return headings.size() > depth && others.size() > depth && others[depth] == headings[depth];
        };
        const bool same = !parts.empty() && is_same(reading.sections[parts.back().first].headings);
        if (same)
            parts.back().end = i + 1;
        else
            parts.push_back({i, i + 1});
    }
    return parts;
}

/// Words of what is quoted in one go.
int longest_quotation(const Reading& reading, const Section& section) {
    int longest = 0, words = 0;
    for (auto i = section.first; i < section.end; ++i) {
        words = reading.blocks[i].reason == Reason::quotation ? words + reading.blocks[i].words : 0;
        longest = std::max(longest, words);
    }
    return longest;
}

/// Where a section ends without what stands below it for oneself: tasks, working notes, and what every note
/// has at its foot ("Status: …", "References:" with links), with what leads to them.
std::size_t told_end(const Reading& reading, const Section& section) {
    auto end = section.end;
    for (auto i = section.end; i > section.first; --i) {
        const Block& block = reading.blocks[i - 1];
        if (block.reason == Reason::working_note || block.reason == Reason::task ||
            block.reason == Reason::boilerplate)
            end = i - 1;
        else if (block.link_share < 0.5)
            break;
    }
    while (end < section.end && end > section.first && reading.blocks[end - 1].leads_in)
        --end;
    return end;
}

bool is_told(const Reading& reading, Section section, Date today) {
    if (section.left_out) return false;
    section.end = told_end(reading, section);
    if (section.end == section.first) return false;
    for (auto i = section.first; i < section.end; ++i)
        if (!fits_page(reading, reading.blocks[i], today)) return false;
    return longest_quotation(reading, section) <= kLongestQuotation && !misses_something(reading, section);
}

int prose_words(const Piece& piece) {
    int words = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i)
        if (piece.block(i).origin == Origin::own_prose) words += piece.block(i).words;
    return words;
}

/// What a day's list tells, topic by topic; nothing where the section is about one thing.
std::vector<Piece> topic_pieces(const Reading& reading, const Section& section, Date today) {
    std::vector<Piece> pieces;
    if (section.left_out || end_of_topic(reading, section.first, section.end) == section.end) return pieces;
    for (auto i = section.first; i < section.end;) {
        Section topic = section;
        topic.first = i;
        topic.end = i = end_of_topic(reading, i, section.end);
        if (reading.blocks[topic.first].leans_back || !is_told(reading, topic, today)) continue;
        Piece piece;
        piece.reading = &reading;
        piece.headings = section.headings;
        for (auto k = topic.first; k < told_end(reading, topic); ++k)
            piece.blocks.push_back(k);
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

void append(Piece& piece, const Section& section) {
    piece.end_left_out = false;
    const auto end = told_end(*piece.reading, section);
    for (auto i = section.first; i < end; ++i)
        if (!is_skipped(*piece.reading, i, end)) piece.blocks.push_back(i);
}

/// What is told of a part; nothing where its opening is not, which carries the rest of it.
std::optional<Piece> piece_of(const Reading& reading, Part part, std::size_t depth, Date today) {
    const auto& outermost = reading.sections[part.first];
    if (!is_told(reading, outermost, today)) return std::nullopt;
    Piece piece;
    piece.reading = &reading;
    const auto levels = std::min(outermost.headings.size(), depth + 1);
    piece.headings.assign(outermost.headings.begin(),
                          outermost.headings.begin() + static_cast<std::ptrdiff_t>(levels));
    append(piece, outermost);
    for (auto i = part.first + 1; i < part.end; ++i) {
        const auto& section = reading.sections[i];
        if (is_told(reading, section, today))
            append(piece, section);
        else
            leave_out(piece, section);
    }
    return piece;
}

bool stands(const Piece& piece, int least) {
    return !piece.blocks.empty() && !hangs(piece) && !points_nowhere(piece) && prose_words(piece) >= least;
}

/// Of a part that cannot be told whole, the sections within it that can.
void add_within(const Reading& reading, Part part, std::size_t depth, Date today, int least,
                std::vector<Piece>& pieces) {
    for (const auto& inner : parts_of(reading, part, depth)) {
        if (reading.sections[inner.first].headings.size() <= depth) continue;
        auto piece = piece_of(reading, inner, depth, today);
        const bool whole = piece && piece->words_left_out == 0;
        if (piece && !is_enumerated(piece->headings) && stands(*piece, least))
            pieces.push_back(std::move(*piece));
        if (!whole && inner.end > inner.first + 1)
            add_within(reading, inner, depth + 1, today, least, pieces);
    }
}

}  // namespace

std::vector<Piece> page_pieces(const Reading& reading, Date today, int least) {
    std::vector<Piece> pieces;
    if (reading.is_private || reading.blocks.empty()) return pieces;
    const auto parts = parts_of(reading, {0, reading.sections.size()}, 0);
    Piece whole;
    whole.reading = &reading;
    whole.whole = true;
    bool lead_is_told = true;
    bool is_mixed = tells_days(reading);  // as a day does that tells of several things
    for (const auto& part : parts) {
        bool mixed = false;
        for (auto i = part.first; i < part.end; ++i)
            for (auto& topic : topic_pieces(reading, reading.sections[i], today)) {
                mixed = true;
                if (!hangs(topic) && !points_nowhere(topic) && prose_words(topic) >= least)
                    pieces.push_back(std::move(topic));
            }
        is_mixed = is_mixed || mixed;
        if (mixed) continue;
        const auto& outermost = reading.sections[part.first];
        auto own = piece_of(reading, part, 0, today);
        if (!own || own->words_left_out > 0) add_within(reading, part, 1, today, least, pieces);
        if (!own) {
            for (auto i = part.first; i < part.end; ++i)
                leave_out(whole, reading.sections[i]);
            if (outermost.headings.empty() && !outermost.left_out) lead_is_told = false;
            continue;
        }
        whole.left_out += own->left_out;
        whole.words_left_out += own->words_left_out;
        whole.end_left_out = own->end_left_out;
        whole.blocks.insert(whole.blocks.end(), own->blocks.begin(), own->blocks.end());
        if (parts.size() > 1 && !own->headings.empty() && !is_enumerated(own->headings) &&
            stands(*own, least))
            pieces.push_back(std::move(*own));
    }
    if (!is_mixed && lead_is_told && stands(whole, least)) pieces.insert(pieces.begin(), std::move(whole));
    return pieces;
}

}  // namespace pacelane::writer::detail
