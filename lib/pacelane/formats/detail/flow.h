#pragma once

#include <optional>
#include <pacelane/base/time.h>
#include <pacelane/formats/formats.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What web pages, office documents and PDF have in common: a flow of blocks, which becomes passages by the
/// code that Markdown and plain text take.
namespace pacelane::formats::detail {

/// Words within a block that look alike.
struct Span {
    std::string text{};   ///< of a picture: what it shows, in words
    std::string link{};   ///< where the words lead to
    std::string image{};  ///< where the picture is
    bool is_image = false;
    bool strong = false;
    bool emphasis = false;
    bool code = false;
    bool struck = false;
    bool line_break = false;  ///< the line ends here, by hand; no words
};
using Spans = std::vector<Span>;

struct Block {
    enum class Kind { paragraph, heading, row, code, section_end };
    Kind kind = Kind::paragraph;
    int line = 1;
    int level = 1;         ///< of a heading, or of the section that ends without another heading
    int depth = -1;        ///< of an item: how many lists are around its own; -1 when it is none
    int list = 0;          ///< items of one list share it
    int number = 0;        ///< of an item of a numbered list
    bool goes_on = false;  ///< belongs to the item before it
    bool quote = false;
    bool header = false;     ///< a row that names the columns
    bool first_row = false;  ///< a table begins
    std::optional<bool> checked;
    std::string language;  ///< of code
    std::string text;      ///< of code, verbatim
    Spans spans;
    std::vector<Spans> cells;  ///< of a row
};

/// The blocks of a file, in reading order.
class Flow {
public:
    explicit Flow(const Source& source) : source_(source) {}

    /// Adds a block on the next line of the text, or on the file's own line when that is known and later. One
    /// without words is dropped.
    void add(Block block, int file_line = 0);
    /// Adds a line to the block of code that was added last.
    void extend_code(std::string_view line);
    /// What follows is at this place.
    void place(std::string place);
    /// Places are the numbers of the blocks: "paragraph 7".
    void number_paragraphs() { numbers_ = true; }
    /// The line on which the next block will be.
    int next_line() const { return line_ + 1; }
    void omit(std::string_view what);
    void warn(std::string what);
    bool empty() const { return blocks_.empty(); }
    std::vector<Block>& blocks() { return blocks_; }
    bool full() const { return full_; }

    context::detail::FrontMatter about;
    /// When the file says that it was made or changed: only if nothing in it, nor its name, tells a date.
    std::optional<Date> property_date;
    /// The title in the file's properties, which is often an older file's: only if no heading is the title.
    std::string property_title;

    /// The blocks as a document of Markdown has them; a transcript or chat by its turns.
    Found finish();

private:
    const Source& source_;
    std::vector<Block> blocks_;
    std::vector<std::pair<int, std::string>> places_;
    std::vector<std::string> omitted_;
    int line_ = 0;
    std::size_t bytes_ = 0;
    bool full_ = false;
    bool numbers_ = false;
};

/// UTF-8 (NFC) without control characters but "\n" and "\t".
std::string clean(std::string_view text);
/// A text whose lines are joined.
std::string one_line(std::string text);
/// The words of a block, without markup.
std::string words_of(const Spans& spans);
bool has_words(const Spans& spans);
/// What a picture shows, on one line; nothing when it is only a file's name.
std::string image_words(std::string_view description);
}  // namespace pacelane::formats::detail
