#include "detail/markdown_limits.h"

#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/limits.h>

namespace pacelane::context::detail {

namespace {

struct Start {
    std::size_t markers = 0;  // ">", "-", "1." at the line's start
    std::size_t content = 0;  // where they end
};

Start start_of(std::string_view line) {
    Start start;
    std::size_t i = 0;
    while (i < line.size()) {
        const char c = line[i];
        if (c == ' ' || c == '\t') {
            ++i;
            continue;
        }
        const bool bullet = (c == '-' || c == '*' || c == '+') &&
                            (i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\t');
        std::size_t digits = i;
        while (digits < line.size() && digits - i < 9 && is_digit(line[digits]))
            ++digits;
        const bool number = digits > i && digits < line.size() &&
                            (line[digits] == '.' || line[digits] == ')') &&
                            (digits + 1 == line.size() || line[digits + 1] == ' ');
        if (c != '>' && !bullet && !number) break;
        ++start.markers;
        i = number ? digits + 1 : i + 1;
    }
    start.content = i;
    return start;
}

}  // namespace

std::optional<int> beyond_markdown(const FileBody& source) {
    std::string_view rest = source.text;
    std::size_t block = 0;
    for (int number = source.first_line; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const Start start = start_of(line);
        const std::string_view content = line.substr(start.content);
        if (start.markers > kLimits.markdown_depth) return number;
        if (content.empty() || start.markers > 0 || content.front() == '#' || content.front() == '|')
            block = 0;
        block += line.size() + 1;
        if (block > kLimits.markdown_block_bytes) return number;
        if (static_cast<std::size_t>(std::count(content.begin(), content.end(), '|')) > kLimits.table_columns)
            return number;
        if (content.starts_with('[') && content.size() > kLimits.reference_bytes &&
            content.find("]:") != std::string_view::npos)
            return number;
    }
    return std::nullopt;
}

}  // namespace pacelane::context::detail
