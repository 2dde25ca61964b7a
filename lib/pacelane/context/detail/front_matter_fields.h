#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The syntaxes of front matter, each read to the same fields.
namespace pacelane::context::detail {

struct MatterField {
    std::string key;  ///< as `matter_key` leaves it; that of a field within another is the inner one
    std::vector<std::string> values;
    int line = 1;
    bool within = false;  ///< another field
};

struct MatterFields {
    std::vector<MatterField> fields;
    std::vector<std::string> warnings;
    std::size_t end = 0;  ///< where the text after it begins
    int end_line = 1;     ///< the line on which that is

    void add(std::string_view key, std::vector<std::string> values, int line, bool within = false);
    void not_understood(int line, std::string_view text);
};

/// "Date-Created", "date_created" and "dateCreated" are one key: letters and digits, folded.
std::string matter_key(std::string_view key);
/// Whether notes are known to have a field of this name.
bool is_known_matter_key(std::string_view key);

struct MatterLine {
    std::string_view key;
    std::string_view value;
};
/// "key: value" with a key that may be one (a few words, no sentence); not "https://…".
std::optional<MatterLine> matter_line(std::string_view line);

/// Each reads the front matter that begins at `begin` of `text`, on the line `line`; nullopt when there is
/// none of its syntax. One that has no end is none.
std::optional<MatterFields> read_yaml_matter(std::string_view text, std::size_t begin, int line);
std::optional<MatterFields> read_toml_matter(std::string_view text, std::size_t begin, int line);
std::optional<MatterFields> read_json_matter(std::string_view text, std::size_t begin, int line);
/// Logseq, Org, Pandoc, MultiMarkdown (also ended by `---`, as Hexo does), Notion.
std::optional<MatterFields> read_lines_matter(std::string_view text, std::size_t begin, int line);

/// Walks over the lines of a text.
class MatterLines {
public:
    MatterLines(std::string_view text, std::size_t begin, int line) : text_(text), at_(begin), line_(line) {}
    bool done() const { return at_ >= text_.size(); }
    std::string_view peek() const;
    std::string_view next();
    std::size_t at() const { return at_; }
    int line() const { return line_; }  ///< of what comes next

private:
    std::string_view text_;
    std::size_t at_;
    int line_;
};

}  // namespace pacelane::context::detail
