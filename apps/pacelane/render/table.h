#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pacelane::cli {

/// Columns of text, padded by what a terminal shows of them (colours and combining marks take no room). A
/// cell is one line: control characters in it, line breaks too, are escaped.
class Table {
public:
    explicit Table(std::vector<std::string> header = {});
    void add(std::vector<std::string> row);
    bool empty() const { return rows_.empty(); }
    /// Each line indented by `indent` blanks and ended with a newline; the last column is not padded.
    std::string text(int indent = 0) const;

private:
    std::vector<std::string> header_;
    std::vector<std::vector<std::string>> rows_;
};

/// "2026-11-19 08:00" for RFC 3339 text; empty stays empty.
std::string short_time(const std::string& rfc3339);
/// At most `width` columns, cut between words, the last one "…" when some are left out; line breaks become
/// blanks.
std::string shortened(const std::string& text, std::size_t width);
/// "3 drafts", "1 draft".
std::string counted(std::size_t count, const std::string& singular, const std::string& plural = {});
/// The text broken into lines of at most `width` columns at blanks; existing line breaks stay, and colours
/// take no room.
std::string wrapped(const std::string& text, std::size_t width);

}  // namespace pacelane::cli
