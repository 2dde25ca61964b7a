#include <algorithm>
#include <cctype>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/writer/detail/piece.h>
#include <pacelane/writer/detail/related.h>

namespace pacelane::writer::detail {

namespace {

using context::PassageKind;
using sources::Block;
using sources::Reading;
using sources::Reason;
using sources::Section;

/// In a diary those who are called by their given name are at home in it, and not in a post.
bool tells_of_somebody(const Reading& reading, const Block& block) {
    return block.names_somebody && is_diary(reading);
}

}  // namespace

bool is_true_on(const Block& block, Date today) {
    return !block.true_until || today <= *block.true_until;
}

bool is_terse(const Reading& reading, const Block& block) {
    constexpr int kLeastWords = 4;
    const auto& passage = reading.passage(block);
    if (block.reason != Reason::fragment || passage.kind != PassageKind::paragraph) return false;
    const char last = passage.text.empty() ? ' ' : passage.text.back();
    return block.words >= kLeastWords && (last == '.' || last == '!' || last == '?');
}

int words_in(const Reading& reading, std::size_t first, std::size_t end) {
    int words = 0;
    for (auto i = first; i < end; ++i)
        words += reading.blocks[i].words;
    return words;
}

bool begins_topic(const Reading& reading, std::size_t i) {
    const auto& block = reading.blocks[i];
    return reading.known(block).is_topic && !block.leans_back && (reading.is_template || is_diary(reading));
}

std::size_t end_of_topic(const Reading& reading, std::size_t i, std::size_t end) {
    for (auto next = i + 1; next < end; ++next)
        if (begins_topic(reading, next)) return next;
    return end;
}

void leave_out(Piece& piece, const Section& section) {
    ++piece.left_out;
    int words = words_in(*piece.reading, section.first, section.end);
    // What its writer struck out is not missing.
    for (auto i = section.first; i < section.end; ++i)
        if (piece.reading->passage(piece.reading->blocks[i]).text.starts_with("~~"))
            words -= piece.reading->blocks[i].words;
    if (section.aside || words == 0) return;
    piece.words_left_out += words;
    piece.end_left_out = true;
}

namespace {

/// "2026-11-17", "17/11/2026", "17.11.26"
bool is_date_in_digits(std::string_view text) {
    return text.size() >= 8 && text.size() <= 10 &&
           text.find_first_not_of("0123456789-/.") == std::string_view::npos &&
           std::count_if(text.begin(), text.end(), [](char c) { return c == '-' || c == '/' || c == '.'; }) ==
               2;
}

}  // namespace

bool is_day(std::string_view heading, language::Language language) {
    constexpr std::size_t kMostWords = 6;
    const auto words = language::words_of(heading);
    if (words.empty() || words.size() > kMostWords) return false;
    const auto is_number = [](const language::Word& word) {
        return std::isdigit(static_cast<unsigned char>(word.key.front())) != 0;
    };
    const auto& pack = language.pack();
    bool day = false;
    std::size_t numbers = 0;
    for (std::size_t at = 0; at < words.size();) {
        const auto named = std::max(pack.months.at(words, at), pack.weekdays.at(words, at));
        if (named == 0 && !is_number(words[at]) && !pack.stop_words.contains(words[at].key)) return false;
        day = day || named > 0;
        numbers += is_number(words[at]) ? 1 : 0;
        at += std::max<std::size_t>(named, 1);
    }
    return day ? numbers > 0 : is_date_in_digits(trim(heading));
}

bool tells_days(const Reading& reading) {
    const auto days =
        std::count_if(reading.sections.begin(), reading.sections.end(), [&](const Section& section) {
            return !section.headings.empty() && is_day(section.headings.back(), reading.language);
        });
    return days > 1;
}

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

bool hangs(const Piece& piece) {
    const auto& last = piece.block(piece.blocks.size() - 1);
    return last.leads_in;
}

bool fits_page(const Reading& reading, const Block& block, Date today) {
    if (!is_true_on(block, today) || tells_of_somebody(reading, block)) return false;
    switch (block.reason) {
        case Reason::none:
        case Reason::fragment:
        case Reason::shown:
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
