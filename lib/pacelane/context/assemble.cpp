#include "detail/assemble.h"

#include "detail/attendees.h"
#include "detail/cues.h"
#include "detail/document_date.h"
#include "detail/labelled_turns.h"
#include "detail/labels.h"
#include "detail/metadata.h"
#include "detail/minutes_look.h"
#include "detail/note_edges.h"
#include "detail/noted_talk.h"
#include "detail/own_entries.h"
#include "detail/publication.h"
#include "detail/spoken_tables.h"

#include <algorithm>
#include <array>
#include <pacelane/base/error.h>
#include <pacelane/base/text.h>
#include <pacelane/language/language_pack.h>
#include <pacelane/language/words.h>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace pacelane::context::detail {

namespace {

std::optional<language::Language> detect_language(const std::vector<Piece>& pieces) {
    constexpr std::size_t enough = 20'000;
    std::string sample;
    for (const auto& piece : pieces) {
        if (piece.passage.kind == PassageKind::code) continue;
        sample += shortened(piece.words.text(), enough - sample.size());
        sample += '\n';
        if (sample.size() >= enough) break;
    }
    return language::detect(sample);
}

/// As the workspace file calls the folders of a kind.
std::string_view folder_name(DocumentKind kind) {
    switch (kind) {
        case DocumentKind::meeting:
            return "meetings";
        case DocumentKind::transcript:
            return "transcripts";
        case DocumentKind::knowledge:
            break;
    }
    return "knowledge";
}

/// Whether people write in the format as they do in a text file, so that turns may stand in it as paragraphs.
bool is_written(Format format) {
    switch (format) {
        case Format::markdown:
        case Format::text:
        case Format::org:
        case Format::html:
        case Format::pdf:
        case Format::docx:
        case Format::odt:
        case Format::rtf:
            return true;
        default:
            return false;
    }
}

/// "[Maya Lindqvist](mailto:…) [Rui Prado](mailto:…)"
void add_linked_people(std::string_view markup, Reading& reading) {
    for (auto at = markup.find("](mailto:"); at != std::string_view::npos;) {
        const auto open = markup.rfind('[', at);
        if (open != std::string_view::npos)
            add_name(reading.participants, markup.substr(open + 1, at - open - 1));
        at = markup.find("](mailto:", at + 1);
    }
}

/// Whether the paragraph is a field above notes that a program took: a day, "Invited Maya Lindqvist",
/// "Meeting records Transcript Recording".
bool is_notes_field(const Piece& piece) {
    if (date_alone(piece.words.text())) return true;
    constexpr std::size_t longest = 24;
    const auto words = language::words_of(std::string_view(piece.words.text()).substr(0, 2 * longest));
    std::string label;
    for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i) {
        label += (i > 0 ? " " : "") + words[i].key;
        if (language::any_language().notes_fields.contains(label))
            return piece.passage.markup.find("](") != std::string::npos;
    }
    return false;
}

/// Leaves out what the program adds that took the notes; whether one did.
bool take_program_notes(Reading& reading) {
    const auto is_of = [](const Piece& piece, bool (*line)(std::string_view)) {
        return piece.passage.kind == PassageKind::paragraph && line(piece.words.text());
    };
    const bool noted = std::any_of(reading.pieces.begin(), reading.pieces.end(),
                                   [&](const Piece& piece) { return is_of(piece, is_line_of_note_taker); });
    for (auto& piece : reading.pieces) {
        const bool last = &piece == &reading.pieces.back();
        const bool field = noted && piece.passage.kind == PassageKind::paragraph && is_notes_field(piece);
        if (!field && !(last ? is_of(piece, is_transcript_furniture) : is_of(piece, is_line_of_note_taker)))
            continue;
        if (field) add_linked_people(piece.passage.markup, reading);
        const auto lines = piece.words.source_lines();
        reading.omit(lines.front().line, lines.back().line, "a line of the program that took the notes");
        piece.words.clear();
    }
    std::erase_if(reading.pieces, [](const Piece& piece) { return piece.words.empty(); });
    return noted;
}

/// Minutes whose scribe wrote down who said what: they list who attended, and have a section that no
/// recording has.
bool is_scribed_meeting(const Reading& reading) {
    constexpr std::size_t fewest = 2;
    return reading.participants.size() >= fewest &&
           std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
               const auto& headings = piece.passage.headings;
               return std::any_of(headings.begin(), headings.end(), is_heading_of_minutes);
           });
}

[[noreturn]] void refuse(std::string_view path, std::string_view why) {
    throw Error(ErrorKind::bad_input, fmt::format("{}: {}", path, why));
}

/// Where each passage is, from where the places of the file begin.
void set_places(std::vector<Passage>& passages, const std::vector<std::pair<int, std::string>>& places) {
    for (auto& passage : passages) {
        if (!passage.place.empty()) continue;
        const auto after = std::upper_bound(places.begin(), places.end(), passage.line,
                                            [](int line, const auto& place) { return line < place.first; });
        if (after != places.begin()) passage.place = std::prev(after)->second;
    }
}

/// "text ([View Highlight](https://read.readwise.io/read/…))": a passage that a reading program took from a
/// page.
bool is_highlight(const Passage& passage) {
    using namespace std::string_view_literals;
    constexpr std::array programs{"](https://read.readwise.io/read/"sv, "](https://readwise.io/open/"sv,
                                  "](https://readwise.io/to_kindle"sv, "](https://omnivore.app/me/"sv};
    return std::any_of(programs.begin(), programs.end(), [&](std::string_view address) {
        return passage.markup.find(address) != std::string::npos;
    });
}

/// "Olu Ade", "olu-ade", as sites call their authors; nothing for one word, which may be a pen name.
std::string name_in_full(std::string_view author) {
    std::string name{trim(author)};
    const bool is_slug = std::all_of(name.begin(), name.end(),
                                     [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '_'; });
    if (is_slug) {
        bool begins = true;
        for (char& c : name) {
            if (c == '-' || c == '_') c = ' ';
            if (begins && c != ' ') c = static_cast<char>(c - 'a' + 'A');
            begins = c == ' ';
        }
    }
    const bool full = name.find(' ') != std::string::npos && name_shape(name) == NameShape::strong;
    return full ? name : std::string();
}

/// What programs saved are others' words, also where nobody is named.
void mark_others(Document& document, bool clipped) {
    if (document.kind != DocumentKind::knowledge) return;
    const bool nameless = clipped && document.authors.empty();
    for (auto& passage : document.passages)
        if (is_own_writing(passage) && passage.kind != PassageKind::turn &&
            (nameless || is_highlight(passage)))
            passage.quoted = true;
}

}  // namespace

Document assemble(std::string_view path, DocumentKind folder, Format format, Found found,
                  std::string_view opening) {
    auto& about = found.about;
    auto& reading = found.reading;
    Document document;
    document.format = format;
    if (is_written(format)) {
        const bool by_program =
            std::any_of(reading.pieces.begin(), reading.pieces.end(), [](const Piece& piece) {
                return piece.passage.kind == PassageKind::paragraph &&
                       is_line_of_transcriber(piece.words.text());
            });
        const bool noted = take_program_notes(reading);
        take_people_tables(reading);
        take_ticked_attendees(reading);
        take_spoken_tables(reading);
        const bool scribed = folder == DocumentKind::meeting && is_scribed_meeting(reading);
        take_labelled_turns(reading, folder, by_program);
        if (scribed && reading.kind == DocumentKind::transcript) {
            reading.kind = DocumentKind::meeting;
            reading.kind_reason += ", but it says who attended and what was on the agenda";
        }
        if (noted && !reading.kind) {
            reading.kind = DocumentKind::meeting;
            reading.kind_reason = "a program says that it took these notes of a meeting";
        }
        if (folder == DocumentKind::knowledge && !reading.kind) take_own_entries(reading);
    }
    drop_loose_gaps(reading.pieces);
    name_speakers(reading);
    document.kind = reading.kind.value_or(folder);
    if (document.kind != DocumentKind::knowledge) name_items(reading);
    if (document.kind == DocumentKind::knowledge && (format == Format::markdown || format == Format::text))
        for (auto& author : take_note_edges(reading, opening, about.body_line))
            about.authors.push_back(std::move(author));
    if (is_written(format)) mark_labelled_items(reading.pieces, document.kind != DocumentKind::knowledge);
    document.kind_reason = !reading.kind_reason.empty()
                               ? std::move(reading.kind_reason)
                               : fmt::format("its folder is one of the user's {}", folder_name(folder));
    document.omitted = std::move(reading.omitted);

    document.title = !about.title.empty() ? std::move(about.title) : std::move(reading.title);
    if (document.title.empty()) {
        document.title = title_from_name(path);
        document.title_from_name = true;
    }
    document.language = about.language ? about.language : detect_language(reading.pieces);
    document.date = about.date;
    if (!document.date) document.date = date_in_name(path);
    if (!document.date) document.date = reading.date;
    if (!document.date) document.date = date_in_first_lines(opening, document.language);
    auto publication = publication_of(about, path, document.kind);
    document.private_by = std::move(about.private_by);
    document.published = publication.published;
    document.url = std::move(publication.url);
    document.participants = std::move(about.participants);
    for (const auto& person : reading.participants)
        add_name(document.participants, person);
    // A talk without another author is its speaker's, whoever wrote it down.
    if (about.authors.empty() && document.kind == DocumentKind::knowledge) about.authors = about.speakers;
    // What front matter calls an author is often a pen name of the user, but not where the page is from
    // elsewhere or the name is somebody's in full.
    constexpr std::size_t most_authors = 50, longest_name = 200;
    for (auto& author : about.authors) {
        auto name = format >= Format::html || about.clipped ? std::move(author) : name_in_full(author);
        if (!name.empty() && name.size() <= longest_name && document.authors.size() < most_authors)
            document.authors.push_back(std::move(name));
    }
    document.tags = std::move(about.tags);
    for (auto& tag : reading.tags) {
        if (std::find(document.tags.begin(), document.tags.end(), tag) == document.tags.end())
            document.tags.push_back(std::move(tag));
    }
    for (auto* more : {&about.warnings, &reading.warnings})
        std::move(more->begin(), more->end(), std::back_inserter(document.warnings));
    // Of a recording, all that looks like a label was said.
    if (document.kind != DocumentKind::transcript)
        reading.pieces = split_labelled_lines(std::move(reading.pieces));
    document.passages = finish(std::move(reading.pieces), document.language.value_or(language::Language{}));
    set_places(document.passages, reading.places);
    mark_others(document, about.clipped);
    if (document.passages.empty() && document.participants.empty()) {
        const bool captions = document.format == Format::webvtt || document.format == Format::srt;
        if (document.format == Format::transcript_json)
            refuse(path, "JSON, but no transcript in a layout that is read");
        // What was left out may have been all of it.
        for (const auto& warning : document.warnings)
            if (warning.find("left out") != std::string::npos)
                refuse(path, fmt::format("nothing to read in it: {}", warning));
        refuse(path, captions ? "nothing to read in it: no cue with a valid time and words"
                              : "nothing to read in it: no text besides headings and markup");
    }
    return document;
}

}  // namespace pacelane::context::detail
