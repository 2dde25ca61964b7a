// Kindle's "My Clippings.txt": what was marked in books, and one's own notes on it.
#include "detail/clippings.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>

namespace pacelane::context::detail {

namespace {

constexpr std::string_view separator = "==========";

/// "- Your Highlight on page 12 | Location 123-124 | Added on …"
bool is_place(std::string_view line) {
    return line.starts_with("- ") && line.find(" | ") != std::string_view::npos && has_digit(line);
}

bool is_own_note(std::string_view place) {
    const auto words = split(place.substr(0, place.find(" | ")), ' ');
    return std::any_of(words.begin(), words.end(), [](std::string_view word) {
        return language::any_language().clipping_notes.contains(language::fold(word, true));
    });
}

/// "A Book (Olu Ade)" is the book and who wrote it.
std::string_view writer_of(std::string_view& book) {
    const std::size_t open = book.rfind('(');
    if (!book.ends_with(')') || open == std::string_view::npos || open == 0) return {};
    const auto writer = book.substr(open + 1, book.size() - open - 2);
    book = trim(book.substr(0, open));
    return writer;
}

}  // namespace

bool looks_like_clippings(const FileBody& source) {
    if (source.text.find(separator) == std::string_view::npos) return false;
    const auto lines = lines_of(source);
    std::size_t i = 0;
    while (i < lines.size() && trim(lines[i].text).empty())
        ++i;
    return i + 1 < lines.size() && is_place(trim(lines[i + 1].text));
}

Reading read_clippings(const FileBody& source) {
    Reading reading;
    std::string_view book;
    std::string_view place;
    Piece piece;
    const auto finish = [&] {
        if (!piece.words.empty() && !place.empty()) {
            const auto writer = writer_of(book);
            piece.passage.headings = {std::string(book)};
            const bool own = is_own_note(place);
            piece.passage.kind = own ? PassageKind::paragraph : PassageKind::quote;
            piece.passage.quoted = !own;
            if (!own) piece.passage.speaker = shortened(writer, 100);
            reading.add(std::move(piece));
        }
        piece = Piece{};
        book = place = {};
    };
    for (const auto& [raw, number] : lines_of(source)) {
        if (reading.cut_short) break;
        const auto line = trim(raw);
        if (line.starts_with(separator)) {
            finish();
        } else if (line.empty()) {
            continue;
        } else if (book.empty()) {
            book = line;
        } else if (place.empty() && is_place(line)) {
            place = line;
        } else {
            piece.words.space();
            piece.words.append(line, number);
        }
    }
    finish();
    return reading;
}

}  // namespace pacelane::context::detail
