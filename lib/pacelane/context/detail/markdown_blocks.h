#pragma once

#include "reading.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pacelane::context::detail {

/// The words of one block as they come, and the same as Markdown.
struct MarkedText {
    PassageText words;
    std::string markup;
    bool marked = false;  ///< the markup says more than the words

    bool empty() const { return words.empty(); }
    void clear();
    void append(std::string_view text, int line);
    void space();
    /// Goes before the words that follow (`**`), or after those that came.
    void open_mark(std::string_view mark);
    void close_mark(std::string_view mark);
    /// Markup without words.
    void add_mark(std::string_view mark);
    void add_paragraph(const MarkedText& other);

private:
    bool space_ = false;
};

/// Builds passages from the blocks of a Markdown file, those in HTML among them.
class MarkdownBlocks {
public:
    MarkdownBlocks(DocumentKind kind, std::string_view known_title, Reading& reading)
        : kind_(kind), known_title_(known_title), reading_(reading) {}

    enum class Container { quote, list, item };
    /// Begins a container. One of HTML may lack its end; Markdown's, around it, ends it too.
    void open(Container container, bool html, std::optional<bool> checked = std::nullopt);
    /// The items of the list that was opened last are numbered, from `start` on.
    void number_from(unsigned start);
    void close(Container container, bool html);

    /// A block that is no container begins: words that came without a paragraph around them end.
    void begin_block();
    void end_paragraph(int line);
    void end_heading(int level);
    /// A section that has no heading of its own ends (</details>).
    void end_section(int level) { headings_.enter(level, {}); }
    void end_code(std::string_view language);
    void rule() { lead_in_.clear(); }

    void begin_row(bool html);
    void begin_cell(bool header, int line);
    void end_row();
    void begin_table() { columns_.clear(); }
    bool in_html_row() const { return in_row_ && html_row_; }
    bool in_row() const { return in_row_; }

    MarkedText& words() { return struck_ > 0 ? struck_words_ : words_; }
    void strike(int step) { struck_ = step > 0 ? struck_ + step : (struck_ > 0 ? struck_ - 1 : 0); }
    void strong(int step) { strong_ = step > 0 ? strong_ + step : (strong_ > 0 ? strong_ - 1 : 0); }
    /// Words came, in bold or not.
    void heard() { all_strong_ = all_strong_ && strong_ > 0; }
    void image(std::string_view alt, std::string_view source, int line);
    /// Nothing comes any more.
    void end_all();

private:
    struct Level {
        Container kind = Container::quote;
        bool html = false;
        int list = -1;
        int next_number = 0;                 // of a numbered list
        int number = 0;                      // of an item
        std::string lead_in;                 // of a list
        std::optional<bool> checked;         // of an item
        MarkedText words;                    // of an item, until a block of another kind follows
        std::optional<std::size_t> passage;  // the item's, if it is among the passages already
    };
    struct Image {
        std::string alt;
        std::string markup;
        int line = 1;
    };

    void begin_words();
    Level* item();
    bool quoted() const;
    void end_tight_words();
    void take_words(Level& level);
    void end_item_passage();
    void pop();
    bool is_bold_heading() const;
    void emit(PassageKind kind);
    void emit_images();
    void keep(Piece piece);

    DocumentKind kind_;
    std::string known_title_;
    Reading& reading_;
    HeadingPath headings_;
    std::vector<Level> levels_;
    MarkedText words_;
    MarkedText struck_words_;
    std::vector<Image> images_;
    std::string lead_in_;
    std::vector<std::string> columns_;
    std::vector<std::string> cells_;
    std::size_t cell_begin_ = 0;
    bool in_row_ = false;
    bool html_row_ = false;
    bool header_row_ = false;
    int cell_count_ = 0;
    int next_list_ = 0;
    int list_depth_ = 0;
    int quote_depth_ = 0;
    int struck_ = 0;
    int strong_ = 0;
    bool all_strong_ = true;
};

}  // namespace pacelane::context::detail
