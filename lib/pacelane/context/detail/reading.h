#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <pacelane/context/document.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the readers of the single formats share. Text is UTF-8 (NFC) with "\n" line ends, as encoding.h
/// leaves it.
namespace pacelane::context::detail {

/// The body of a file, after its front matter.
struct FileBody {
    std::string_view text;
    int first_line = 1;                           ///< the line of the file on which `text` begins
    DocumentKind kind = DocumentKind::knowledge;  ///< as the folder suggests
    bool letter = false;                          ///< a short line by itself is a sentence, no heading
};

struct Line {
    std::string_view text;
    int number = 1;
};
/// The lines of a text. A run of blank lines comes as one, so that memory follows the content.
std::vector<Line> lines_of(const FileBody& source);

/// From this byte of a passage's text on, the words come from this line (and this time).
struct Mark {
    std::size_t offset = 0;
    int line = 1;
    std::optional<std::int64_t> start_ms;
    std::optional<std::int64_t> end_ms;
};

/// Collects the text of one passage: white space collapsed, with the line that each part came from.
class PassageText {
public:
    void append(std::string_view text, int line, std::optional<std::int64_t> start_ms = std::nullopt,
                std::optional<std::int64_t> end_ms = std::nullopt);
    /// As append, but white space stays (code).
    void append_verbatim(std::string_view text, int line);
    /// The other's words, after a space.
    void append(const PassageText& other);
    void space() { space_ = true; }
    /// What follows is a paragraph of its own within the passage.
    void paragraph_break();
    bool empty() const { return text_.empty(); }
    void clear();

    const std::string& text() const { return text_; }
    const std::vector<Mark>& marks() const { return marks_; }
    std::vector<Mark>& marks() { return marks_; }
    void drop_end(std::string_view characters);
    void erase(std::size_t offset, std::size_t bytes);

    struct SourceLine {
        std::string_view text;
        int line = 1;
    };
    /// The text again as it stood on its lines in the file, without the markup.
    std::vector<SourceLine> source_lines() const;

private:
    void mark(std::size_t offset, int line, std::optional<std::int64_t> start_ms,
              std::optional<std::int64_t> end_ms);

    std::string text_;
    std::vector<Mark> marks_;
    bool space_ = false;
    bool break_ = false;
};

/// A passage on its way: `words` takes the place of passage.text, line, line_end and times.
struct Piece {
    Passage passage;
    PassageText words;
};

/// What a reader found.
struct Reading {
    std::string title;
    std::optional<Date> date;  ///< from a line that says it is the date
    std::vector<Piece> pieces;
    std::vector<std::string> participants;
    std::vector<std::string> tags;  ///< "#tag" lines, and the property of that name
    std::vector<std::pair<std::string, std::string>> aliases;  ///< initials or handle, and whose they are
    std::vector<std::string> warnings;
    std::vector<std::string> omitted;
    std::optional<DocumentKind> kind;  ///< what the file holds, when that is not as its folder suggests
    std::string kind_reason;
    bool cut_short = false;
    /// Of a format without lines: from this line of its text on, the passages are in this place ("page 3").
    std::vector<std::pair<int, std::string>> places;

    void add(Piece piece);
    void add_tag(std::string_view tag);
    void warn(int line, std::string_view what);
    /// Tells what is not read on purpose, from its first line to its last: "a comment".
    void omit(int line, int line_end, std::string_view what);
};

/// The headings above the current place; the document's title is not among them.
class HeadingPath {
public:
    void enter(int level, std::string_view heading);
    std::vector<std::string> path() const;
    std::string_view innermost() const;

private:
    struct Entry {
        int level;
        std::string text;
    };
    std::vector<Entry> entries_;
};

/// What leads into a list: the paragraph if it ends in a colon or is nothing but a label
/// ("To do"), else nothing. Of a long one the end.
std::string lead_in_of(std::string_view paragraph);

/// A heading or lead-in is copied into every passage below it, so its length is bounded. Cuts between
/// characters.
std::string shortened(std::string_view text, std::size_t max_bytes);

/// Cuts paragraphs before each line that opens with a label of minutes ("Decision: …", "Action: …", "TODO
/// Maya: …"): such lines stand for themselves, though no blank line parts them.
std::vector<Piece> split_labelled_lines(std::vector<Piece> pieces);

/// Final passages: long ones cut at sentence ends, lines and times set, numbered.
std::vector<Passage> finish(std::vector<Piece> pieces, language::Language language);

}  // namespace pacelane::context::detail
