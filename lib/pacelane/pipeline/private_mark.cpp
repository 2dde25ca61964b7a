// Front matter that says that a note is not for others. Only these lines are looked at, so that a note whose
// front matter is broken elsewhere is still kept private.
#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/context/private_field.h>
#include <pacelane/pipeline/private_mark.h>
#include <utility>

namespace pacelane::pipeline {

namespace {

constexpr std::size_t kLongestFrontMatter = 64 * 1024;  // bytes

std::string_view bare(std::string_view text) {
    text = trim(text);
    if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
        text = text.substr(1, text.size() - 2);
    return text;
}

std::string_view without_comment(std::string_view text) {
    const auto at = text.find(" #");
    return at == std::string_view::npos ? text : text.substr(0, at);
}

}  // namespace

std::string private_mark(std::string_view bytes) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
    const auto fence = trim(bytes.substr(0, std::min(bytes.find('\n'), bytes.size())));
    const bool yaml = fence == "---", toml = fence == "+++";
    if (!yaml && !toml) return "";
    auto rest = bytes.substr(0, kLongestFrontMatter);
    std::string found;
    bool first = true;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (std::exchange(first, false)) continue;
        if (const auto mark = trim(line); mark == fence || (yaml && mark == "...")) return found;
        const auto at = line.find(yaml ? ':' : '=');
        if (!found.empty() || at == std::string_view::npos || line.starts_with(' ') || line.starts_with('\t'))
            continue;
        found = context::private_field(bare(line.substr(0, at)), bare(without_comment(line.substr(at + 1))));
    }
    return "";  // not closed: no front matter
}

}  // namespace pacelane::pipeline
