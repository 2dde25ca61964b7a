#include <algorithm>
#include <pacelane/base/text.h>
#include <pacelane/config/detail/problems.h>

#include <fmt/format.h>

namespace pacelane::config {

namespace {

// Whoever has more than that has given us something else than a workspace file.
constexpr std::size_t kMostProblems = 1000;
constexpr std::size_t kLongestQuote = 80;

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

}  // namespace

void Problems::add(const YAML::Mark& at, std::string text) {
    if (problems_.size() >= kMostProblems) {
        ++left_out_;
        return;
    }
    problems_.push_back({std::max(at.line, 0), std::max(at.column, 0), std::move(text)});
}

void Problems::warn(const YAML::Mark& at, std::string text) {
    if (warnings_.size() < kMostProblems)
        warnings_.push_back({std::max(at.line, 0), std::max(at.column, 0), std::move(text)});
}

std::vector<std::string> Problems::problems() const {
    auto all = lines(problems_);
    if (left_out_ > 0) all.push_back(fmt::format("{}: and {} more", path_, left_out_));
    return all;
}

std::vector<std::string> Problems::lines(std::vector<Item> items) const {
    std::sort(items.begin(), items.end());
    // What an alias repeats is wrong in one place only.
    items.erase(std::unique(items.begin(), items.end()), items.end());
    std::vector<std::string> lines;
    std::size_t start = 0;  // of the line that `line` counts
    int line = 0;
    for (const auto& item : items) {
        for (; line < item.line; ++line) {
            const auto end = source_.find('\n', start);
            if (end == std::string_view::npos) break;
            start = end + 1;
        }
        // The parser counts bytes; editors count characters.
        const auto before = source_.substr(start, static_cast<std::size_t>(item.column));
        const auto within = std::count_if(before.begin(), before.end(), continues_character);
        lines.push_back(
            fmt::format("{}:{}:{}: {}", path_, item.line + 1, item.column - within + 1, item.text));
    }
    return lines;
}

std::string in_quotes(std::string_view text) {
    std::string shown = "'";
    for (const char c : text) {
        if (shown.size() > kLongestQuote && !continues_character(c)) {
            shown += "…";
            break;
        }
        shown += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return shown + "'";
}

std::string hint(std::string_view text, std::span<const std::string_view> candidates) {
    const auto near = nearest(text, candidates);
    if (!near.empty()) return fmt::format("did you mean {}?", near);
    return fmt::format("known: {}", fmt::join(candidates.begin(), candidates.end(), ", "));
}

}  // namespace pacelane::config
