#pragma once

#include <pacelane/context/detail/assemble.h>
#include <pacelane/context/document.h>
#include <pacelane/context/limits.h>
#include <span>
#include <string>
#include <string_view>

/// The formats that need libraries of their own: pure functions from bytes to what a file says. They run in
/// pacelane-reader only, which is shut in before it sees the first byte; libpacelane.so knows nothing of
/// them.
namespace pacelane::formats {

/// What the reader of a format gets. It opens no file, starts no process or thread, and keeps nothing.
struct Source {
    std::string_view path;  ///< relative; for what the name tells. Errors do not repeat it
    std::string_view bytes;
    context::DocumentKind folder = context::DocumentKind::knowledge;  ///< the kind that the folder suggests
    context::Limits limits = context::kLimits;
    /// Of a file that goes with it, mostly nothing: the users.json of an export of Slack.
    std::string_view companion{};
    /// Parts (pages) on which a library broke off when the file was read before, each as often as it did: one
    /// that is here once is read another way, twice: left out with a warning.
    std::span<const int> broke_on{};
    /// Is told each part before it is read, and 0 after the last, so that whoever started the process knows
    /// on which one it broke off. May be null.
    void (*begins)(int part) = nullptr;
};

/// What it returns. Texts are UTF-8 (NFC) without control characters but "\n" and "\t"
/// (context/detail/encoding.h decodes text formats).
///
/// - `about` holds the file's properties: title, date, authors, tags, language, participants, url.
/// - `reading.pieces` are the blocks, in order, as a Markdown file of the same content gives them: kinds,
///   headings, list numbers, columns, speakers, `quoted`.
/// - Lines count from 1 and never go back. A format with lines (CSV, JSON, HTML, mail) gives the file's own;
///   one without (PDF, office documents) numbers the lines or paragraphs of its text.
/// - `reading.places`, for formats with pages, slides or sheets: from which line on a place begins, by
///   ascending lines: {1, "page 1"}, {41, "page 2"}, {3, "slide 2"}, {9, "sheet Costs"}.
/// - `reading.warnings` and `.omitted` name the place: "page 3: …", "lines 9-14: …".
struct Found : context::detail::Found {
    std::string opening;  ///< the first lines of the text, where a date may stand
};

struct Reader {
    context::Format format;
    /// Throws Error(bad_input) saying why, without the path ("is encrypted; save it without a password").
    Found (*read)(const Source& source);
    /// Loads what the libraries would open later (character sets, fonts, zones), as no file can be opened
    /// once bytes are read. May be null.
    void (*prepare)() = nullptr;
};

/// One a format.
std::span<const Reader> readers();
/// nullptr when the format has no reader.
const Reader* reader_of(context::Format format);

/// Loads what all readers need: to be called once, while files can be opened.
void prepare();

/// The document. Throws Error(bad_input), naming the path, when it cannot be read.
context::Document read(context::Format format, const Source& source);

// The readers, each in a file of its own (html.cpp, pdf.cpp …).
Found read_csv(const Source& source);
Found read_eml(const Source& source);
Found read_mbox(const Source& source);
void prepare_mail();
Found read_ics(const Source& source);
Found read_json(const Source& source);
Found read_jsonl(const Source& source);
Found read_html(const Source& source);
Found read_pdf(const Source& source);
void prepare_pdf();
Found read_docx(const Source& source);
Found read_pptx(const Source& source);
Found read_odt(const Source& source);
Found read_odp(const Source& source);
Found read_xlsx(const Source& source);
Found read_ods(const Source& source);
Found read_enex(const Source& source);

}  // namespace pacelane::formats
