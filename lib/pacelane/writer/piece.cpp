#include <algorithm>
#include <pacelane/language/language.h>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/detail/pointers.h>
#include <pacelane/writer/detail/related.h>

namespace pacelane::writer::detail {

namespace {

using context::PassageKind;
using sources::Block;
using sources::Origin;
using sources::Reading;
using sources::Reason;
using sources::Section;

constexpr double kSmallRest = 0.25;     // of a section, below a run
constexpr int kLongestQuotation = 150;  // words

bool is_true_on(const Block& block, Date today) {
    return !block.true_until || today <= *block.true_until;
}

/// In a diary those who are called by their given name are at home in it, and not in a post.
bool tells_of_somebody(const Reading& reading, const Block& block) {
    return block.names_somebody && is_diary(reading);
}

/// "Falls, January to June: 22. Last year 34.": how many people note facts, with the full stop of a sentence.
bool is_terse(const Reading& reading, const Block& block) {
    constexpr int kLeastWords = 4;
    const auto& passage = reading.passage(block);
    if (block.reason != Reason::fragment || passage.kind != PassageKind::paragraph) return false;
    const char last = passage.text.empty() ? ' ' : passage.text.back();
    return block.words >= kLeastWords && (last == '.' || last == '!' || last == '?');
}

/// Terse lines are told among sentences, not alone.
bool is_mostly_prose(const Piece& piece) {
    int terse = 0, all = 0;
    for (std::size_t i = 0; i < piece.blocks.size(); ++i) {
        all += piece.block(i).words;
        if (piece.block(i).reason == Reason::fragment) terse += piece.block(i).words;
    }
    return 2 * terse <= all;
}

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

void append(Piece& piece, const Section& section) {
    piece.end_left_out = false;
    const auto end = told_end(*piece.reading, section);
    for (auto i = section.first; i < end; ++i)
        if (!is_skipped(*piece.reading, i, end)) piece.blocks.push_back(i);
}

int words_in(const Reading& reading, std::size_t first, std::size_t end) {
    int words = 0;
    for (auto i = first; i < end; ++i)
        words += reading.blocks[i].words;
    return words;
}

/// Skips a section, and remembers what is lost with it.
void leave_out(Piece& piece, const Section& section) {
    ++piece.left_out;
    const int words = words_in(*piece.reading, section.first, section.end);
    if (section.aside || words == 0) return;
    piece.words_left_out += words;
    piece.end_left_out = true;
}

/// "B. Feature flags", "2) Measure", "4.2.1 Builds": one of several, which say something together only.
bool is_enumerated(const std::vector<std::string>& headings) {
    if (headings.empty()) return false;
    const std::string_view heading = headings.back();
    const auto mark = heading.substr(0, heading.find(' '));
    if (mark.size() < 2 || mark.size() > 6 || mark.size() == heading.size()) return false;
    const bool letter = mark.size() == 2 && mark.front() >= 'A' && mark.front() <= 'Z';
    const bool digits = std::all_of(mark.begin(), mark.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ')' || c == ':';
    });
    const bool ends = mark.back() == '.' || mark.back() == ')' || mark.back() == ':';
    return (letter && ends) || (digits && (ends || mark.find('.') != std::string_view::npos));
}

/// Whether the last block promises something that does not come.
bool hangs(const Piece& piece) {
    const auto& last = piece.block(piece.blocks.size() - 1);
    return last.leads_in;
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

}  // namespace

bool fits_page(const Reading& reading, const Block& block, Date today) {
    if (!is_true_on(block, today) || tells_of_somebody(reading, block)) return false;
    switch (block.reason) {
        case Reason::none:
        case Reason::fragment:
        case Reason::shown:
            return true;
        case Reason::quotation:
        case Reason::reference:
            return true;
        default:
            return false;
    }
}

bool fits_plain(const Reading& reading, const Block& block, Date today) {
    if (!is_true_on(block, today) || tells_of_somebody(reading, block)) return false;
    if (block.reason != Reason::none && !is_terse(reading, block)) return false;
    if (block.points_out && !reading.passage(block).lead_in.empty()) return false;
    return !block.points_out && block.link_share < 0.5;
}

namespace {

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

std::vector<Piece> page_pieces(const Reading& reading, Date today, int least) {
    std::vector<Piece> pieces;
    if (reading.is_private || reading.blocks.empty()) return pieces;
    const auto parts = parts_of(reading);
    Piece whole;
    whole.reading = &reading;
    whole.whole = true;
    bool lead_is_told = true;
    for (const auto& part : parts) {
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
    if (lead_is_told && !whole.blocks.empty() && !hangs(whole) && !points_nowhere(whole) &&
        prose_words(whole) >= least)
        pieces.insert(pieces.begin(), std::move(whole));
    return pieces;
}

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

std::span<const sources::Sentence> Piece::sentences(std::size_t i) const {
    const std::span<const sources::Sentence> all = block(i).sentences;
    const std::size_t first = i == 0 ? std::min(first_sentence, all.size()) : 0;
    const std::size_t end = i + 1 == blocks.size() ? std::min(end_sentence, all.size()) : all.size();
    return all.subspan(first, std::max(first, end) - first);
}

int Piece::words(std::size_t i) const {
    int words = 0;
    for (const auto& sentence : sentences(i))
        words += sentence.words;
    return words;
}

PieceRef ref_of(const Piece& piece) {
    PieceRef ref;
    if (piece.is_cut())
        ref.sentences = {static_cast<int>(piece.first_sentence), static_cast<int>(piece.end_sentence)};
    ref.document_id = piece.reading->document->id;
    for (const auto i : piece.blocks) {
        const auto& known = piece.reading->known(piece.reading->blocks[i]);
        ref.passages.push_back(known.passage.ordinal);
        ref.hashes.push_back(known.hash);
    }
    return ref;
}

}  // namespace pacelane::writer::detail
