#pragma once

#include <cstdint>
#include <optional>
#include <pacelane/base/export.h>
#include <pacelane/base/time.h>
#include <pacelane/context/limits.h>
#include <pacelane/language/language.h>
#include <string>
#include <string_view>
#include <vector>

/// From files to documents: what a file says, cut into passages that can be cited.
namespace pacelane::context {

/// What a document is: something written, minutes, or talk (a recording's transcript, a chat). The folder
/// that it lies in is a hint; what it holds decides.
enum class DocumentKind { knowledge, meeting, transcript };
PACELANE_API std::string_view name(DocumentKind kind);
PACELANE_API std::optional<DocumentKind> document_kind(std::string_view name);

enum class Format {
    markdown,
    text,
    webvtt,
    srt,
    speaker_text,
    chat,
    transcript_json,
    transcript_tsv,
    org,
    lyrics,
    // Those below are read by a program of its own, pacelane-reader (lib/pacelane/formats).
    html,
    pdf,
    docx,
    pptx,
    odt,
    odp,
    xlsx,
    ods,
    epub,
    rtf,
    eml,
    mbox,
    ics,
    csv,
    json,
    jsonl,
    enex,
};
PACELANE_API std::string_view name(Format format);
PACELANE_API std::optional<Format> format(std::string_view name);

enum class PassageKind {
    paragraph,
    list_item,  ///< one item, with its continuation paragraphs
    table_row,  ///< the cells joined by " | "
    quote,
    code,   ///< shown in Markdown drafts only
    turn,   ///< what one speaker said without interruption
    image,  ///< its alternative text; a Markdown draft shows the picture
};
PACELANE_API std::string_view name(PassageKind kind);
PACELANE_API std::optional<PassageKind> passage_kind(std::string_view name);

/// A citable piece of a document. Markup is gone (emphasis, links reduced to their text, HTML dropped); NFC;
/// no speaker label in the text.
struct Passage {
    int ordinal = 0;  ///< 0-based, in document order
    PassageKind kind = PassageKind::paragraph;
    std::vector<std::string>
        headings;         ///< the headings above it, outermost first, without the document's title
    std::string lead_in;  ///< for a list item: the paragraph just before its list when it leads into it
    std::optional<bool> checked;  ///< for a task list item: whether it is done
    int list = -1;                ///< items of the same list share a number; -1 outside a list
    int depth = 0;                ///< for a list item: 0 is outermost
    int number = 0;               ///< for an item of a numbered list: its number
    std::string speaker;          ///< for a turn, for what is quoted, and for an
                                  ///< item of minutes that opens with whose words it notes
    bool quoted = false;          ///< not the author's own words, and no turn: a quotation with all in it,
                                  ///< forwarded mail, a pasted chat, a model's answer, a role played
    std::optional<std::int64_t> start_ms;  ///< for a turn with a time: from the recording's start
    std::optional<std::int64_t> end_ms;
    int line = 1;       ///< 1-based first line in the file; in a format without lines, of its text
    int line_end = 1;   ///< 1-based last line
    std::string place;  ///< where people find it in a format without lines: "page 3", "slide 2"; else empty
    std::string text;
    std::string markup;  ///< the block as CommonMark with links, emphasis and images; empty when `text` says
                         ///< it all
    std::string code_language;         ///< of a code block, as its fence says
    std::vector<std::string> columns;  ///< of a table row: the header's cells
};

/// A file, read.
struct Document {
    Format format = Format::text;
    DocumentKind kind = DocumentKind::knowledge;
    std::string
        kind_reason;  ///< for people: "lies in a meetings folder", "9 of 9 lines are messages of a chat"
    std::string
        title;  ///< front matter's title, else the first level-1 heading, else the file's name made readable
    bool title_from_name = false;  ///< the title is only the file's name
    std::optional<Date> date;  ///< front matter's date, else one in the file's name (2026-11-17, 20261117),
                               ///< else in the first lines
    std::optional<language::Language> language;  ///< front matter's `lang`/`language`, else detected
    std::vector<std::string>
        participants;  ///< attendees listed ("Attendees: …", "Presentes: …"), and speakers
    /// Who wrote it, by the properties of a file of another format; mostly nobody is told.
    std::vector<std::string> authors;
    std::vector<std::string> tags;  ///< front matter's tags
    bool published = false;         ///< for all to read already, by its front matter or its folder
    std::string url;                ///< where: an absolute http(s) address; empty when that is not known
    std::string private_by;  ///< what of its front matter keeps it private ("private: true"); mostly empty
    std::vector<Passage> passages;
    std::vector<std::string>
        warnings;  ///< what was skipped or repaired, with line numbers ("line 12: time goes backwards")
    std::vector<std::string>
        omitted;  ///< what was not read on purpose: "line 4: a comment", "lines 9-14: a query"
};

/// The version of the readers. Raise it with every change that makes them say something else of the same
/// bytes (another text, another cut into passages, a title, a date, a format that was not read before):
/// documents that an older version read are then read again, although their files did not change.
inline constexpr int kReaderVersion = 20;

/// Whether a file is of a format that is read, by its name and content. Of a long file the start is enough.
PACELANE_API bool is_readable(std::string_view path, std::string_view bytes);
/// The format of a file by its name and content; nullopt when it is none that can be read (`.pdf`, a picture,
/// binary). Of a long file the start is enough.
PACELANE_API std::optional<Format> detect_format(std::string_view path, std::string_view bytes);

/// The format of a file that only pacelane-reader reads, by its name or its first bytes (`.pdf`, "%PDF-");
/// nullopt for all others. A transcript in JSON or TSV is none of them. Of a long file the start is enough.
PACELANE_API std::optional<Format> outside_format(std::string_view path, std::string_view bytes);
/// Whether the format is one that only pacelane-reader reads.
constexpr bool is_outside(Format format) {
    return format >= Format::html;
}

/// What its owner can do with a document whose format is not read, by its name ("save it as .docx"); empty
/// for other files.
PACELANE_API std::string_view way_to_read(std::string_view path);

/// Where a passage is in its file, for people: "page 3", else "line 12".
PACELANE_API std::string position_text(std::string_view place, int line);

/// Whether the passage is what the document's author wrote there as their own words: no quotation, code or
/// picture. (Of a turn the speaker tells.)
PACELANE_API bool is_own_writing(const Passage& passage);

/// Reads a file's bytes. `path` is used for the title, the date and the format, `folder` is the kind that the
/// folder suggests. Accepts a UTF-8 or UTF-16
/// BOM, CRLF and Latin-1/Windows-1252 bytes (converted, with a warning). Throws Error(bad_input) naming the
/// path when the content is binary, too large or holds nothing readable. Never crashes on any input.
PACELANE_API Document parse_document(std::string_view path, std::string_view bytes, DocumentKind folder,
                                     const Limits& limits = kLimits);

}  // namespace pacelane::context
