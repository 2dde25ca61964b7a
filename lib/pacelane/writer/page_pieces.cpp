// Pieces for forms in Markdown.
#include <algorithm>
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

/// A group of sections below one outermost heading.
struct Part {
    std::size_t first = 0;  // of Reading::sections
    std::size_t end = 0;
};

std::vector<Part> parts_of(const Reading& reading) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < reading.sections.size(); ++i) {
        const auto& headings = reading.sections[i].headings;
        const bool same = !parts.empty() && !headings.empty() &&
                          !reading.sections[parts.back().first].headings.empty() &&
                          reading.sections[parts.back().first].headings.front() == headings.front();
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

}  // namespace

std::vector<Piece> page_pieces(const Reading& reading, Date today, int least) {
    std::vector<Piece> pieces;
    if (reading.is_private || reading.blocks.empty()) return pieces;
    const auto parts = parts_of(reading);
    Piece whole;
    whole.reading = &reading;
    whole.whole = true;
    bool lead_is_told = true;
    bool is_mixed = false;  // a day tells of several things
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
        Piece own;
        own.reading = &reading;
        const auto& outermost = reading.sections[part.first];
        if (!outermost.headings.empty()) own.headings = {outermost.headings.front()};
        // What a part opens with carries the rest of it.
        bool told = is_told(reading, outermost, today);
        if (told) {
            append(own, outermost);
            for (auto i = part.first + 1; i < part.end; ++i) {
                const auto& section = reading.sections[i];
                if (is_told(reading, section, today))
                    append(own, section);
                else
                    leave_out(own, section);
            }
        }
        if (!told) {
            for (auto i = part.first; i < part.end; ++i)
                leave_out(whole, reading.sections[i]);
            if (outermost.headings.empty() && !outermost.left_out) lead_is_told = false;
            continue;
        }
        whole.left_out += own.left_out;
        whole.words_left_out += own.words_left_out;
        whole.end_left_out = own.end_left_out;
        whole.blocks.insert(whole.blocks.end(), own.blocks.begin(), own.blocks.end());
        if (parts.size() > 1 && !own.headings.empty() && !is_enumerated(own.headings) &&
            !own.blocks.empty() && !hangs(own) && !points_nowhere(own) && prose_words(own) >= least)
            pieces.push_back(std::move(own));
    }
    if (!is_mixed && lead_is_told && !whole.blocks.empty() && !hangs(whole) && !points_nowhere(whole) &&
        prose_words(whole) >= least)
        pieces.insert(pieces.begin(), std::move(whole));
    return pieces;
}

}  // namespace pacelane::writer::detail
