#pragma once

#include "note_line_shapes.h"
#include "note_syntax.h"

#include <cstddef>
#include <functional>
#include <pacelane/base/text.h>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The second step of reading a note: from mark to mark, each kind of mark in a file of its own.
namespace pacelane::context::detail {

/// A place in a note's text, and what has been written of it so far.
struct NoteScanner {
    NoteScanner(const std::vector<NoteLine>& lines, Reading& told);

    Reading& reading;
    std::string text;
    std::size_t at = 0;
    bool is_mdx = false;
    bool is_knitr = false;  ///< R's code among the words: `r mean(x)`
    /// Tags whose end was looked for in vain: after some of them, no more are.
    std::size_t lost_tags = 0;
    static constexpr std::size_t kMostLostTags = 200;
    std::set<std::string, std::less<>> open_tags;  ///< "[caption]", which "[/caption]" ends

    bool at_end() const { return at >= text.size(); }
    bool at_line_start() const { return starts_[line_] == at; }
    /// At the start of a line of code.
    bool in_code() const { return at_line_start() && verbatim_[line_]; }
    std::string_view rest() const { return std::string_view{text}.substr(at); }
    /// The file's line of the place.
    int number() const { return numbers_[line_]; }
    /// What the current line of the output holds.
    std::string_view line_before() const;

    void put(char c);
    void put(std::string_view words);
    /// Whether "[/name]" stands anywhere.
    bool has_closing_tag(std::string_view name) const { return closing_tags_.contains(name); }

    /// Goes on `bytes`, counting lines.
    void advance(std::size_t bytes);
    void copy_line();
    /// Leaves out the next bytes, and tells it. What had lines of its own leaves a blank one.
    void leave_out(std::size_t bytes, std::string_view what);
    /// The end of the output, of at most `most` bytes and two lines of one paragraph: all that need be looked
    /// at again and again in a long line.
    std::string_view last_bytes(std::size_t most) const;
    /// Takes back the last bytes of the output, of as many lines.
    void take_back(std::size_t bytes);
    /// Takes back the space before the place, where what follows needs none.
    void drop_space();
    /// The same for what a program puts a word in place of: among words it leaves "[…]".
    void leave_gap(std::size_t bytes, std::string_view what);
    /// Puts what stands between as a fenced block, each line with its number.
    void fence(std::size_t from, std::size_t end, std::string_view language);

    /// Puts what stands between as a quotation, read as any text, with whose it is.
    void quote(std::size_t from, std::size_t end, std::string_view whose);

    /// Where the paragraph ends: at a blank line or at code; at most a window on.
    std::size_t block_end();
    /// Looks for the mark in the paragraph.
    std::size_t find_near(std::string_view mark, std::size_t from);
    /// Looks in all of the note; what was not found once is not looked for again.
    std::size_t find_far(std::string_view mark, std::size_t from);

    NoteText take();

private:
    std::vector<std::size_t> starts_;
    std::vector<int> numbers_;
    std::vector<bool> verbatim_;
    std::size_t line_ = 0;
    std::size_t block_begin_ = 0;
    std::size_t block_end_ = 0;
    std::set<std::string, std::less<>> missing_;
    std::set<std::string, std::less<>> closing_tags_;
    std::string out_;
    std::vector<int> out_lines_;
};

/// Digits that stand above the line, or below it.
std::string shifted_digits(std::string_view digits, bool above);

inline bool is_word_byte(char c) {
    return is_ascii_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Each deals with the mark at the scanner's place; false: it is none, and nothing was done.
bool read_inline(NoteScanner& note);           ///< any of them
bool read_tag(NoteScanner& note);              ///< "<"
bool read_left_out(NoteScanner& note);         ///< what is left out up to its closing mark
bool read_brace(NoteScanner& note);            ///< "{"
bool read_bracket(NoteScanner& note);          ///< "["
bool read_way(NoteScanner& note);              ///< "[[", behind "See also"
bool read_bracket_tag(NoteScanner& note);      ///< "[caption …]", "[/quote]"
bool read_spaced_target(NoteScanner& note);    ///< "]"
bool read_embed(NoteScanner& note);            ///< "![["
bool read_parenthesis(NoteScanner& note);      ///< "("
bool read_hashtag(NoteScanner& note);          ///< "#"
bool read_card_date(NoteScanner& note);        ///< "@"
bool read_cross_reference(NoteScanner& note);  ///< "@fig-…"
bool read_formula(NoteScanner& note);          ///< "$"
bool read_tex(NoteScanner& note);              ///< "\\(", "\\[", "\\begin{"

}  // namespace pacelane::context::detail
